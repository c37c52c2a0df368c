//! Before the last responsible member of a household goes: who covers it then.

use crate::app::Document;
use crate::app::wording::Text;
use crate::edit::{Edit, Then};
use crate::model::{HouseholdId, LinkKind, MemberId, Reason};
use crate::ui::asked::Asked;
use crate::ui::dialogs::{Answer, buttons_ui};
use crate::ui::session::Session;
use crate::ui::style::strong;
use egui::{TextEdit, Ui};

/// The question, and the answer so far.
#[derive(Debug)]
pub struct ReleaseDialog {
    household: HouseholdId,
    member: MemberId,
    kind: LinkKind,
    is_nobody: bool,
    reason: String,
}

impl ReleaseDialog {
    pub(crate) fn new(household: HouseholdId, member: MemberId, kind: LinkKind) -> Self {
        Self { household, member, kind, is_nobody: false, reason: String::new() }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        let naming = Session::naming(document);
        ui.label(strong(Text::WhoThen.of(lang), 16.0));
        ui.label(format!("{} · {}", naming.household(self.household), naming.member(self.member)));
        ui.radio_value(&mut self.is_nobody, false, Text::ThenNearest.of(lang));
        ui.radio_value(&mut self.is_nobody, true, Text::ThenReason.of(lang));
        if self.is_nobody {
            let hint = Text::ReasonHint.of(lang);
            let response = ui.add(TextEdit::singleline(&mut self.reason).hint_text(hint).desired_width(f32::INFINITY));
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, hint));
        }
        let can_go = !self.is_nobody || !self.reason.trim().is_empty();
        if buttons_ui(ui, session, Text::RemoveLink.of(lang), can_go)? == Answer::Leave {
            return Some(Asked::CloseDialog);
        }
        let then =
            if self.is_nobody { Then::Because(Reason::Said(self.reason.trim().to_owned())) } else { Then::Nearest };
        let (household, member, kind) = (self.household, self.member, self.kind);
        Some(Asked::Do(Box::new(Edit::Release { household, member, kind, then })))
    }
}
