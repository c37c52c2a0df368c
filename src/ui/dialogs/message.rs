//! Something to read, with at most one thing to do about it.

use crate::app::wording::Text;
use crate::ui::asked::Asked;
use crate::ui::dialogs::buttons_ui;
use crate::ui::session::Session;
use crate::ui::style::strong;
use egui::{Ui, WidgetText};
use std::path::PathBuf;

/// A message.
#[derive(Debug)]
pub struct MessageDialog {
    /// What it is about.
    pub(crate) title: Text,
    /// The sentences.
    pub(crate) words: String,
    /// A project that could be viewed instead.
    pub(crate) view_instead: Option<PathBuf>,
}

impl MessageDialog {
    pub(crate) fn ui(&self, ui: &mut Ui, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        ui.label(strong(self.title.of(lang), 16.0));
        ui.add(egui::Label::new(WidgetText::from(self.words.as_str())).wrap().selectable(true));
        if let Some(path) = &self.view_instead {
            let answer = buttons_ui(ui, session, Text::OpenViewOnly.of(lang), true)?;
            return Some(answer.or_leave(|| Asked::View(path.clone())));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.button(Text::Close.of(lang)).clicked().then_some(Asked::CloseDialog)
        })
        .inner
    }
}
