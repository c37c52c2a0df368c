//! What stands between the user and a loss: changes that could not be saved, and a file that another program changed.

use crate::app::wording::{Text, changed_outside, store_error};
use crate::app::{Command, SaveState};
use crate::ui::asked::Asked;
use crate::ui::dialogs::{Dialog, MessageDialog};
use crate::ui::window::Window;
use egui::{Context, ViewportCommand};

impl Window {
    /// Asks before what could not be saved is lost; `then` is what would lose it. True if nothing would be lost, or
    /// the user wants to lose it.
    pub(crate) fn may_leave(&mut self, then: Asked) -> bool {
        if self.may_lose || !matches!(self.document.save_state(), SaveState::Failed(..)) {
            return true;
        }
        self.ask_about_unsaved(Some(then));
        false
    }

    /// Says that saving failed, and offers every way out.
    pub(crate) fn ask_about_unsaved(&mut self, then: Option<Asked>) {
        let SaveState::Failed(_, err) = self.document.save_state() else { return };
        let lang = self.session.lang;
        let words = format!("{}\n\n{}", store_error(lang, err), Text::SaveFailedMore.of(lang));
        let mut offers = vec![(Text::Retry, Asked::RetrySaving), (Text::SaveElsewhere, Asked::Run(Command::SaveCopy))];
        offers.extend(then.map(|then| (Text::LoseChanges, Asked::LoseChanges(Box::new(then)))));
        self.session.ask(Dialog::Message(MessageDialog { title: Text::SaveFailed, words, offers }));
    }

    /// Keeps the window open while something is not saved.
    pub(crate) fn guard_closing(&mut self, ctx: &Context) {
        let is_closing = ctx.input(|input| input.viewport().close_requested());
        if is_closing && !self.may_leave(Asked::Run(Command::Quit)) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
    }

    /// Asks what to do with a file that another program has changed. Until it is accepted nothing can be changed.
    pub(crate) fn ask_about_outside(&mut self) {
        let tables = self.document.changed_outside();
        if tables.is_empty() {
            return;
        }
        let words = changed_outside(self.session.lang, tables, self.document.path());
        if matches!(self.document.save_state(), SaveState::ViewOnly) {
            self.session.say(words, false);
            return;
        }
        let offers = vec![(Text::AcceptOutside, Asked::AcceptOutside)];
        self.session.ask(Dialog::Message(MessageDialog { title: Text::ChangedOutside, words, offers }));
    }
}
