//! Renaming a plan, deleting a draft, putting one in force.

use crate::app::wording::{Naming, Text, adopt_words, drop_words, household_count, overwritten_words, plan_title};
use crate::app::{Base, Document, adopt_edit, overwritten};
use crate::edit::{Edit, Refusal, Then};
use crate::index::{DifferentPart, differences, target_differences};
use crate::model::{HouseholdId, PlanId, Reason, Target};
use crate::ui::asked::Asked;
use crate::ui::dialogs::{Answer, buttons_ui, take_keyboard};
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::call;
use egui::{RichText, TextEdit, Ui};

/// As many households that have nobody are named; the others are counted.
const NAMED: usize = 4;

/// What is to be done with a plan, and the answer so far.
#[derive(Debug)]
pub struct PlanDialog {
    plan: PlanId,
    what: What,
}

#[derive(Debug)]
enum What {
    Rename(String),
    Drop { changed: (usize, usize) },
    Adopt(Box<Adopt>),
}

/// What putting a draft in force would do.
#[derive(Debug)]
struct Adopt {
    /// Households, and what else is kept in contact with.
    changed: (usize, usize),
    uncovered: usize,
    /// Nobody and no reason: somebody has to say.
    forgotten: Vec<HouseholdId>,
    is_nearest: bool,
    reason: String,
    /// Changed in the plan in force since the draft was copied, and otherwise in the draft.
    overwritten: Vec<Target>,
    because: String,
}

impl PlanDialog {
    /// Asks for another name.
    pub(crate) fn rename(document: &Document, plan: PlanId) -> Self {
        Self { plan, what: What::Rename(Session::naming(document).plan(plan)) }
    }

    /// Asks whether a draft may go.
    pub(crate) fn drop(document: &Document, plan: PlanId) -> Self {
        Self { plan, what: What::Drop { changed: changed(document, plan) } }
    }

    /// Tells what a draft would change, and asks about those whom it leaves without anybody.
    pub(crate) fn adopt(document: &Document, lang: crate::app::wording::Lang, plan: PlanId) -> Self {
        let forgotten = match document.plan_edit_in(&adopt_edit(document, lang, plan, "", Then::Unsaid), plan) {
            Err(Refusal::WouldUncover(bare)) => bare,
            _ => Vec::new(),
        };
        let uncovered = document.tally().whole.equation.uncovered();
        let changed = changed(document, plan);
        let adopt = Adopt {
            changed,
            uncovered,
            forgotten,
            is_nearest: true,
            reason: String::new(),
            overwritten: overwritten(document, plan).unwrap_or_default(),
            because: String::new(),
        };
        Self { plan, what: What::Adopt(Box::new(adopt)) }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        let plan = self.plan;
        let title = plan_title(lang, Session::naming(document), plan);
        match &mut self.what {
            What::Rename(name) => {
                ui.label(strong(Text::PlanRenameTitle.of(lang), 16.0));
                let response = ui.add(TextEdit::singleline(name).desired_width(f32::INFINITY));
                call(&response, egui::Role::TextInput, Text::NewName.of(lang));
                take_keyboard(ui, &response);
                let can_go = !name.trim().is_empty();
                let edit = Edit::RenamePlan { plan, name: name.clone() };
                let answer = buttons_ui(ui, session, Text::Confirm.of(lang), can_go)?;
                Some(answer.or_leave(|| Asked::Do(Box::new(edit))))
            }
            What::Drop { changed } => {
                ui.label(strong(format!("{} · {title}", Text::PlanDropTitle.of(lang)), 16.0));
                ui.label(drop_words(lang, *changed));
                let answer = buttons_ui(ui, session, Text::PlanDropGo.of(lang), true)?;
                Some(answer.or_leave(|| Asked::Do(Box::new(Edit::DropPlan(plan)))))
            }
            What::Adopt(adopt) => {
                ui.label(strong(format!("{} · {title}", Text::PlanAdoptTitle.of(lang)), 16.0));
                ui.label(adopt_words(lang, adopt.changed, adopt.uncovered));
                ui.label(RichText::new(Text::PlanAdoptMore.of(lang)).color(color(session.theme.text_weak)));
                adopt.overwritten_ui(ui, document, session);
                let response = ui.add(
                    TextEdit::singleline(&mut adopt.because)
                        .hint_text(Text::PlanBecause.of(lang))
                        .desired_width(f32::INFINITY),
                );
                call(&response, egui::Role::TextInput, Text::PlanBecause.of(lang));
                let then = adopt.then_ui(ui, document, session);
                let can_go = then.is_some();
                if buttons_ui(ui, session, Text::PlanAdoptGo.of(lang), can_go)? == Answer::Leave {
                    return Some(Asked::CloseDialog);
                }
                Some(Asked::Do(Box::new(adopt_edit(document, lang, plan, &adopt.because, then?))))
            }
        }
    }
}

/// Some of the households by name.
fn names_ui(ui: &mut Ui, naming: Naming<'_>, session: &Session, targets: &[Target]) {
    let names: Vec<String> = targets.iter().take(NAMED).map(|&target| naming.target(target)).collect();
    let more = if targets.len() > NAMED { " …" } else { "" };
    let names = format!("{}{more}", names.join(" · "));
    ui.label(RichText::new(names).size(12.0).color(color(session.theme.text_weak)));
}

impl Adopt {
    /// What the plan in force would lose of what was changed since the draft was copied.
    fn overwritten_ui(&self, ui: &mut Ui, document: &Document, session: &Session) {
        if self.overwritten.is_empty() {
            return;
        }
        let words = overwritten_words(session.lang, self.overwritten.len());
        ui.label(RichText::new(words).color(color(session.theme.warn)));
        names_ui(ui, Session::naming(document), session, &self.overwritten);
    }

    /// How those without anybody are covered; `None` while that is not said.
    fn then_ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Then> {
        if self.forgotten.is_empty() {
            return Some(Then::Unsaid);
        }
        let (lang, theme) = (session.lang, &session.theme);
        let naming = Session::naming(document);
        ui.add_space(4.0);
        let count = household_count(lang, self.forgotten.len());
        ui.label(strong(count, 14.0).color(color(theme.error)));
        ui.label(Text::PlanForgotten.of(lang));
        let forgotten: Vec<Target> = self.forgotten.iter().copied().map(Target::Household).collect();
        names_ui(ui, naming, session, &forgotten);
        ui.radio_value(&mut self.is_nearest, true, Text::ThenNearest.of(lang));
        ui.radio_value(&mut self.is_nearest, false, Text::ThenReason.of(lang));
        if self.is_nearest {
            return Some(Then::Nearest);
        }
        let hint = Text::ReasonHint.of(lang);
        let response = ui.add(TextEdit::singleline(&mut self.reason).hint_text(hint).desired_width(f32::INFINITY));
        call(&response, egui::Role::TextInput, hint);
        take_keyboard(ui, &response);
        let reason = self.reason.trim();
        (!reason.is_empty()).then(|| Then::Because(Reason::Said(reason.to_owned())))
    }
}

/// How many households have other members than in the plan in force, and how much else has other contacts.
fn changed(document: &Document, plan: PlanId) -> (usize, usize) {
    let project = document.project();
    let base = Base::Plan(project.current_plan()).links(document);
    let (Some(base), Some(row)) = (base, project.plans.at(plan)) else { return (0, 0) };
    let counts = |part| matches!(part, DifferentPart::Responsible | DifferentPart::Backups | DifferentPart::Helpers);
    let households = differences(base, row).iter().filter(|row| counts(row.part)).count();
    (households, target_differences(base, row).len())
}
