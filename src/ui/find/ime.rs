//! Input methods: while hanzi are put together from keys, the keys are theirs.

use egui::{Context, Event, ImeEvent};

/// Whether an input method is at work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ime {
    is_composing: bool,
    is_busy: bool,
}

impl Ime {
    /// Listens; call once at the beginning of a frame. Keys that belong to the input method are taken out: some
    /// systems pass them on, and a field would act on them in the middle of a word.
    pub(crate) fn listen(&mut self, ctx: &Context) {
        self.is_busy = self.is_composing;
        ctx.input(|input| input.events.iter().for_each(|event| self.hear(event)));
        if self.is_busy {
            let is_press = |event: &Event| matches!(event, Event::Key { pressed: true, .. });
            ctx.input_mut(|input| input.events.retain(|event| !is_press(event)));
        }
    }

    /// True if the keys of this frame belong to an input method: something is being composed, or has just been
    /// accepted with what may be Enter or Space.
    pub(crate) fn is_busy(self) -> bool {
        self.is_busy
    }

    fn hear(&mut self, event: &Event) {
        match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => {
                self.is_busy |= !text.is_empty();
                self.is_composing = !text.is_empty();
            }
            Event::Ime(ImeEvent::Commit(text)) => {
                self.is_busy |= !text.is_empty();
                self.is_composing = false;
            }
            Event::WindowFocused(false) => self.is_composing = false,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ui::find::Ime;
    use egui::{Event, ImeEvent};

    #[test]
    fn keys_belong_to_the_input_method_until_it_has_finished() {
        let preedit = |text: &str| Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None });
        let mut ime = Ime::default();
        ime.hear(&preedit("zhang"));
        assert!(ime.is_composing && ime.is_busy, "it is composing");
        ime.hear(&Event::Ime(ImeEvent::Commit("张".to_owned())));
        assert!(!ime.is_composing && ime.is_busy, "the key that accepted is its own still");
        ime.is_busy = ime.is_composing;
        ime.hear(&preedit(""));
        assert!(!ime.is_busy, "nothing is going on");
    }
}
