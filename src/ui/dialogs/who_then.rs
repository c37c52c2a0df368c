//! Before a wish leaves households with nobody: who covers them then.

use crate::app::Document;
use crate::app::wording::{Text, edit_label, first_of_households};
use crate::edit::{Edit, Then};
use crate::index::candidates;
use crate::model::{HouseholdId, LinkKind, MemberId, Reason};
use crate::ui::asked::Asked;
use crate::ui::dialogs::{Answer, buttons_ui, take_keyboard};
use crate::ui::session::Session;
use crate::ui::style::strong;
use crate::ui::widgets::call;
use egui::{ComboBox, TextEdit, Ui};

/// As many members are offered as successors.
const OFFERS: usize = 12;

/// The question, and the answer so far.
#[derive(Debug)]
pub struct WhoThenDialog {
    edit: Edit,
    bare: Vec<HouseholdId>,
    answer: Who,
    offers: Vec<MemberId>,
    to: Option<MemberId>,
    reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Nearest,
    Member,
    Nobody,
}

impl WhoThenDialog {
    /// Asks about a wish that was refused because it leaves these households with nobody. `None` for wishes that
    /// cannot say who comes then, or have said it.
    pub(crate) fn new(document: &Document, edit: &Edit, bare: Vec<HouseholdId>) -> Option<Self> {
        if answered(edit.clone(), Then::Unsaid).as_ref() != Some(edit) {
            return None;
        }
        let (project, index, plan) = (document.project(), document.index(), document.plan());
        let found = candidates(project, index, plan, *bare.first()?, OFFERS);
        let can_come = found.into_iter().filter(|one| one.holds != Some(LinkKind::Primary) && one.has_room);
        let offers: Vec<MemberId> = can_come.map(|one| one.member).collect();
        let to = offers.first().copied();
        // For one household the best candidate is as good as named; many go each to whoever is nearest.
        let answer = if bare.len() == 1 && to.is_some() { Who::Member } else { Who::Nearest };
        Some(Self { edit: edit.clone(), bare, answer, offers, to, reason: String::new() })
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        let naming = Session::naming(document);
        ui.label(strong(Text::WhoThen.of(lang), 16.0));
        ui.label(edit_label(lang, naming, &self.edit));
        let first = self.bare.first().map(|&household| naming.household(household)).unwrap_or_default();
        let count = self.bare.len();
        ui.label(match count {
            1 => first,
            _ => first_of_households(lang, &first, count),
        });
        ui.radio_value(&mut self.answer, Who::Nearest, Text::ThenNearest.of(lang));
        if !self.offers.is_empty() {
            ui.radio_value(&mut self.answer, Who::Member, Text::ThenMember.of(lang));
        }
        if self.answer == Who::Member {
            let shown = self.to.map(|to| naming.member(to)).unwrap_or_default();
            let choice = ComboBox::from_id_salt("successor").selected_text(shown).width(200.0).show_ui(ui, |ui| {
                for &member in &self.offers {
                    ui.selectable_value(&mut self.to, Some(member), naming.member(member));
                }
            });
            call(&choice.response, egui::Role::ComboBox, Text::Member.of(lang));
        }
        ui.radio_value(&mut self.answer, Who::Nobody, Text::ThenReason.of(lang));
        if self.answer == Who::Nobody {
            let hint = Text::ReasonHint.of(lang);
            let response = ui.add(TextEdit::singleline(&mut self.reason).hint_text(hint).desired_width(f32::INFINITY));
            call(&response, egui::Role::TextInput, hint);
            take_keyboard(ui, &response);
        }
        let then = self.then();
        if buttons_ui(ui, session, Text::Confirm.of(lang), then.is_some())? == Answer::Leave {
            return Some(Asked::CloseDialog);
        }
        answered(self.edit.clone(), then?).map(|edit| Asked::Do(Box::new(edit)))
    }

    /// The answer, once it is whole.
    fn then(&self) -> Option<Then> {
        let reason = self.reason.trim();
        match self.answer {
            Who::Nearest => Some(Then::Nearest),
            Who::Member => self.to.map(Then::To),
            Who::Nobody => (!reason.is_empty()).then(|| Then::Because(Reason::Said(reason.to_owned()))),
        }
    }
}

/// The wish with an answer to the question; `None` if it does not ask it.
fn answered(mut edit: Edit, answer: Then) -> Option<Edit> {
    match &mut edit {
        Edit::Release { then, .. }
        | Edit::SetStatus { then, .. }
        | Edit::SetEligible { then, .. }
        | Edit::RetireMember { then, .. } => *then = answer,
        Edit::Together(edits) => {
            // What cannot leave anybody alone, such as a remark, goes along as it is.
            let mut can_answer = false;
            for each in edits {
                if let Some(said) = answered(each.clone(), answer.clone()) {
                    *each = said;
                    can_answer = true;
                }
            }
            if !can_answer {
                return None;
            }
        }
        _ => return None,
    }
    Some(edit)
}
