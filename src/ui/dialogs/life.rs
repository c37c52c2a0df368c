//! What happens in a household: another head, division, union, others move in, nobody lives there.

use crate::app::Document;
use crate::app::wording::{Text, head_note, noted, status_text};
use crate::edit::{Edit, Then};
use crate::exchange::read_date;
use crate::model::{Address, Category, CategorySet, Household, HouseholdId, HouseholdStatus};
use crate::ui::asked::Asked;
use crate::ui::dialogs::add_household::next_code;
use crate::ui::dialogs::{Answer, buttons_ui};
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::{call, category_boxes_ui};
use egui::{ComboBox, RichText, TextEdit, Ui};
use jiff::civil::Date;

/// As many neighbors are offered for a union.
const OFFERS: usize = 24;
/// Neighbors are looked for so far away, in meters on the map.
const NEAR_M: f64 = 400.0;

/// What is typed so far.
#[derive(Debug)]
pub struct LifeDialog {
    household: HouseholdId,
    what: What,
    head: String,
    phone: String,
    code: String,
    people: String,
    people_left: String,
    categories: CategorySet,
    status: HouseholdStatus,
    other: Option<HouseholdId>,
    offers: Vec<HouseholdId>,
    has_died: bool,
    is_inherited: bool,
    day: String,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Head,
    Split,
    Merge,
    Replace,
    Status,
}

impl LifeDialog {
    /// About one household; `None` if it is not there.
    pub(crate) fn new(document: &Document, household: HouseholdId) -> Option<Self> {
        let project = document.project();
        let row = project.households.at(household)?;
        let (head, phone, people) = Default::default();
        let offers = neighbors(document, household, row);
        Some(Self {
            household,
            what: What::Head,
            head,
            phone,
            code: next_code(document),
            people,
            people_left: row.people.map(|people| people.to_string()).unwrap_or_default(),
            categories: project.category(Category::ORDINARY).into_iter().collect(),
            status: HouseholdStatus::Vacant,
            other: offers.first().copied(),
            offers,
            has_died: false,
            is_inherited: true,
            day: document.now().today.to_string(),
        })
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        let row = document.project().households.at(self.household)?;
        let name = Session::naming(document).household(self.household);
        ui.label(strong([Text::HouseholdLife.of(lang).trim_end_matches('…'), &name].join(" "), 16.0));
        ui.horizontal_wrapped(|ui| {
            let kinds = [
                (What::Head, Text::LifeHead),
                (What::Split, Text::LifeSplit),
                (What::Merge, Text::LifeMerge),
                (What::Replace, Text::LifeReplace),
                (What::Status, Text::LifeStatus),
            ];
            for (what, text) in kinds {
                ui.selectable_value(&mut self.what, what, text.of(lang));
            }
        });
        let hint = match self.what {
            What::Head => Text::LifeHeadHint,
            What::Split => Text::LifeSplitHint,
            What::Merge => Text::LifeMergeHint,
            What::Replace => Text::LifeReplaceHint,
            What::Status => Text::LifeStatusHint,
        };
        ui.label(RichText::new(hint.of(lang)).size(13.0).color(color(session.theme.text_weak)));
        egui::Grid::new("life")
            .num_columns(2)
            .spacing([12.0, 8.0])
            .show(ui, |ui| self.fields_ui(ui, document, session));
        if matches!(self.what, What::Split | What::Replace) {
            ui.horizontal_wrapped(|ui| {
                category_boxes_ui(ui, document.project(), &mut self.categories);
            });
            ui.checkbox(&mut self.is_inherited, Text::LifeInherited.of(lang));
        }
        let edit = self.edit(document, session, row);
        if buttons_ui(ui, session, Text::Confirm.of(lang), edit.is_some())? == Answer::Leave {
            return Some(Asked::CloseDialog);
        }
        edit.map(|edit| Asked::Do(Box::new(edit)))
    }

    fn fields_ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) {
        let lang = session.lang;
        let field = |ui: &mut Ui, text: Text, value: &mut String, hint: &str| {
            ui.label(text.of(lang));
            let response = ui.add(TextEdit::singleline(value).hint_text(hint).desired_width(300.0));
            call(&response, egui::Role::TextInput, text.of(lang));
            ui.end_row();
        };
        match self.what {
            What::Head => {
                field(ui, Text::LifeNewHead, &mut self.head, "");
                field(ui, Text::Phone, &mut self.phone, Text::LifePhoneHint.of(lang));
                ui.label(Text::LifeWhy.of(lang));
                ui.horizontal(|ui| {
                    ui.radio_value(&mut self.has_died, false, Text::LifeOther.of(lang));
                    ui.radio_value(&mut self.has_died, true, Text::LifeDied.of(lang));
                });
                ui.end_row();
            }
            What::Split | What::Replace => {
                field(ui, Text::Code, &mut self.code, "");
                field(ui, Text::Head, &mut self.head, "");
                field(ui, Text::Phone, &mut self.phone, "");
                field(ui, Text::People, &mut self.people, "");
                if self.what == What::Split {
                    field(ui, Text::LifePeopleLeft, &mut self.people_left, "");
                }
            }
            What::Merge => {
                ui.label(Text::LifeInto.of(lang));
                let naming = Session::naming(document);
                let shown = self.other.map(|other| naming.household(other)).unwrap_or_default();
                let choice = ComboBox::from_id_salt("other").selected_text(shown).width(300.0).show_ui(ui, |ui| {
                    for &offer in &self.offers {
                        ui.selectable_value(&mut self.other, Some(offer), naming.household(offer));
                    }
                });
                call(&choice.response, egui::Role::ComboBox, Text::LifeInto.of(lang));
                ui.end_row();
            }
            What::Status => {
                ui.label(Text::Status.of(lang));
                ui.horizontal(|ui| {
                    for status in HouseholdStatus::ALL {
                        ui.radio_value(&mut self.status, status, status_text(status).of(lang));
                    }
                });
                ui.end_row();
            }
        }
        field(ui, Text::LifeDay, &mut self.day, "2026-11-01");
    }

    /// The wish, once all of it is there.
    fn edit(&self, document: &Document, session: &Session, row: &Household) -> Option<Edit> {
        let day: Option<Date> = if self.day.trim().is_empty() { None } else { Some(read_date(&self.day)?) };
        if !is_count(&self.people) || !is_count(&self.people_left) {
            return None;
        }
        let household = self.household;
        match self.what {
            What::Head => {
                let head = self.head.trim();
                if head.is_empty() {
                    return None;
                }
                let day = day.unwrap_or(document.now().today);
                let note = noted(&row.note, &head_note(session.lang, row, day, self.has_died));
                let phone = self.phone.trim();
                let phone = if phone.is_empty() { row.phone.clone() } else { phone.to_owned() };
                let changed = Household { head: head.to_owned(), phone, note, ..row.clone() };
                Some(Edit::ChangeHousehold(household, Box::new(changed)))
            }
            What::Split => Some(Edit::SplitHousehold {
                household,
                people: self.people_left.trim().parse().ok(),
                fresh: Box::new(self.fresh(row, day.or(Some(document.now().today)))?),
                is_inherited: self.is_inherited,
            }),
            What::Merge => Some(Edit::MergeHouseholds { into: self.other?, others: vec![household], since: day }),
            What::Replace => Some(Edit::ReplaceHousehold {
                household,
                fresh: Box::new(self.fresh(row, day)?),
                since: day,
                is_inherited: self.is_inherited,
            }),
            What::Status if self.status == row.status => None,
            What::Status => Some(Edit::SetStatus { household, status: self.status, since: day, then: Then::Unsaid }),
        }
    }

    /// The new household, at the place of the other.
    fn fresh(&self, row: &Household, status_since: Option<Date>) -> Option<Household> {
        let (code, head) = (self.code.trim(), self.head.trim());
        if code.is_empty() || head.is_empty() {
            return None;
        }
        Some(Household {
            code: code.to_owned(),
            head: head.to_owned(),
            address: Address::clone(&row.address),
            phone: self.phone.trim().to_owned(),
            people: self.people.trim().parse().ok(),
            elderly: None,
            children: None,
            categories: self.categories,
            status: HouseholdStatus::Resident,
            status_since,
            note: String::new(),
            ..row.clone()
        })
    }
}

/// True for a count, which may be left out.
fn is_count(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || text.parse::<u16>().is_ok()
}

/// Households that this one may become one with: those of the same address first, then those near by.
fn neighbors(document: &Document, household: HouseholdId, row: &Household) -> Vec<HouseholdId> {
    let project = document.project();
    let near = row.at.map(|at| document.index().households_near(at.into(), NEAR_M)).unwrap_or_default();
    let is_living = |other: &HouseholdId| {
        *other != household && project.households.at(*other).is_some_and(|row| row.status != HouseholdStatus::MovedOut)
    };
    let mut offers: Vec<HouseholdId> = near.into_iter().filter(is_living).collect();
    let same = |other: &HouseholdId| project.households.at(*other).is_some_and(|other| other.address == row.address);
    offers.sort_by_key(|other| !same(other));
    offers.truncate(OFFERS);
    offers
}
