//! Something to read, and what can be done about it.

use crate::app::wording::Text;
use crate::ui::asked::Asked;
use crate::ui::dialogs::{Answer, buttons_ui};
use crate::ui::session::Session;
use crate::ui::style::strong;
use egui::{Layout, Ui, WidgetText};

/// A message.
#[derive(Debug)]
pub struct MessageDialog {
    /// What it is about.
    pub(crate) title: Text,
    /// The sentences.
    pub(crate) words: String,
    /// What can be done, the best first.
    pub(crate) offers: Vec<(Text, Asked)>,
}

impl MessageDialog {
    pub(crate) fn ui(&self, ui: &mut Ui, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        ui.label(strong(self.title.of(lang), 16.0));
        ui.add(egui::Label::new(WidgetText::from(self.words.as_str())).wrap().selectable(true));
        let Some(((best, asked), others)) = self.offers.split_first() else {
            let close = |ui: &mut Ui| ui.button(Text::Close.of(lang)).clicked().then_some(Asked::CloseDialog);
            let size = egui::vec2(ui.available_width(), 30.0);
            return ui.allocate_ui_with_layout(size, Layout::right_to_left(egui::Align::Center), close).inner;
        };
        let other = ui.horizontal(|ui| {
            let mut chosen = others.iter().filter(|(text, _)| ui.button(text.of(lang)).clicked());
            chosen.next().map(|(_, asked)| asked.clone())
        });
        let answer = buttons_ui(ui, session, best.of(lang), true);
        let answer = answer.map(|answer| if answer == Answer::Go { asked.clone() } else { Asked::CloseDialog });
        other.inner.or(answer)
    }
}
