//! Why a finding is let stand.

use crate::app::Document;
use crate::app::wording::{Text, finding_sentence};
use crate::edit::Edit;
use crate::rules::Finding;
use crate::ui::asked::Asked;
use crate::ui::dialogs::{Answer, buttons_ui, take_keyboard};
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::call;
use egui::{RichText, TextEdit, Ui};

/// What is typed so far.
#[derive(Debug)]
pub struct WaiverDialog {
    finding: Finding,
    reason: String,
}

impl WaiverDialog {
    /// Nothing said yet.
    pub(crate) fn new(finding: Finding) -> Self {
        Self { finding, reason: String::new() }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        ui.label(strong(Text::Waive.of(lang).trim_end_matches('…'), 16.0));
        ui.label(finding_sentence(lang, Session::naming(document), &self.finding));
        let response = ui.add(TextEdit::singleline(&mut self.reason).desired_width(f32::INFINITY));
        call(&response, egui::Role::TextInput, Text::WaiveReason.of(lang));
        take_keyboard(ui, &response);
        let more = RichText::new(Text::WaiveMore.of(lang)).size(13.0).color(color(session.theme.text_weak));
        ui.label(more);
        let can_go = !self.reason.trim().is_empty();
        if buttons_ui(ui, session, Text::Confirm.of(lang), can_go)? == Answer::Leave {
            return Some(Asked::CloseDialog);
        }
        let edit = Edit::Waive { finding: self.finding.key(), reason: self.reason.clone() };
        Some(Asked::Do(Box::new(edit)))
    }
}
