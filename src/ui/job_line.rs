//! The line of a job that lasts, and its end.

use crate::app::wording::{Text, job_words};
use crate::ui::asked::Asked;
use crate::ui::dialogs::Dialog;
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::widgets::call;
use crate::ui::window::Window;
use egui::{Button, RichText, Ui};

impl Window {
    /// After a frame: what the status bar shows in the next, and whether anybody still waits for a file.
    pub(crate) fn watch_jobs(&mut self) {
        if !matches!(self.session.dialog, Some(Dialog::Import(_))) {
            self.jobs.cancel_named(Text::JobImport);
        }
        self.session.job = self.jobs.line();
    }

    /// Ends a job that the user does not want to wait for.
    pub(crate) fn cancel_job(&mut self, number: u64) {
        self.jobs.cancel(number);
        if matches!(self.session.dialog, Some(Dialog::Import(_))) {
            self.session.dialog = None;
        }
        self.session.say(Text::JobCancelled.of(self.session.lang), false);
    }
}

/// Draws the line: what is being done, for how long, and how to end it.
pub(crate) fn job_line_ui(ui: &mut Ui, session: &Session) -> Option<Asked> {
    let job = session.job?;
    let lang = session.lang;
    let ink = color(session.theme.on_status_bar);
    ui.label(RichText::new(job_words(lang, job.name, job.secs)).size(12.0).color(ink));
    let face = RichText::new(Text::Cancel.of(lang)).size(12.0).underline().color(ink);
    let response = ui.add(Button::new(face).frame(false));
    call(&response, egui::Role::Button, Text::CancelJob.of(lang));
    response.clicked().then_some(Asked::CancelJob(job.number))
}
