//! A new household at a place that was clicked.

use crate::app::Document;
use crate::app::wording::Text;
use crate::edit::Edit;
use crate::geom::Wgs84;
use crate::model::{Address, Category, CategorySet, Household, HouseholdStatus};
use crate::ui::asked::Asked;
use crate::ui::dialogs::code_after::code_after;
use crate::ui::dialogs::{Answer, buttons_ui, field_ui, take_keyboard};
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::category_boxes_ui;
use egui::{RichText, Ui};

/// What is typed so far.
#[derive(Debug)]
pub struct AddHouseholdDialog {
    at: Wgs84,
    code: String,
    head: String,
    address: String,
    phone: String,
    people: String,
    categories: CategorySet,
}

impl AddHouseholdDialog {
    /// Proposes the next free code.
    pub(crate) fn new(document: &Document, at: Wgs84) -> Self {
        let project = document.project();
        let categories = project.category(Category::ORDINARY).into_iter().collect();
        let (head, address, phone, people) = Default::default();
        Self { at, code: next_code(document), head, address, phone, people, categories }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let (lang, theme) = (session.lang, &session.theme);
        ui.label(strong(Text::AddHousehold.of(lang).trim_end_matches('…'), 16.0));
        let place = format!("{:.5}°E {:.5}°N", self.at.lon_deg, self.at.lat_deg);
        ui.label(RichText::new(place).size(12.0).color(color(theme.text_weak)));
        let rows = [
            (Text::Code, &mut self.code, ""),
            (Text::Head, &mut self.head, ""),
            (Text::Address, &mut self.address, Text::AddressHint.of(lang)),
            (Text::Phone, &mut self.phone, ""),
            (Text::People, &mut self.people, ""),
        ];
        egui::Grid::new("household").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
            for (text, field, hint) in rows {
                let response = field_ui(ui, text.of(lang), field, hint);
                if text == Text::Head {
                    take_keyboard(ui, &response);
                }
            }
        });
        ui.label(Text::Categories.of(lang));
        ui.horizontal_wrapped(|ui| {
            category_boxes_ui(ui, document.project(), &mut self.categories);
        });
        let people = self.people.trim();
        let is_count = people.is_empty() || people.parse::<u16>().is_ok();
        let can_go = !self.code.trim().is_empty() && is_count;
        if buttons_ui(ui, session, Text::Confirm.of(lang), can_go)? == Answer::Leave {
            return Some(Asked::CloseDialog);
        }
        Some(Asked::Do(Box::new(Edit::AddHousehold(Box::new(self.household())))))
    }

    fn household(&self) -> Household {
        Household {
            code: self.code.trim().to_owned(),
            head: self.head.trim().to_owned(),
            address: Address::parse(&self.address),
            building: None,
            phone: self.phone.trim().to_owned(),
            people: self.people.trim().parse().ok(),
            elderly: None,
            children: None,
            categories: self.categories,
            at: Some(self.at),
            status: HouseholdStatus::Resident,
            stated_grid: String::new(),
            status_since: None,
            note: String::new(),
        }
    }
}

/// The code after the last one of the households.
pub(crate) fn next_code(document: &Document) -> String {
    let codes: Vec<&str> = document.project().households.rows().map(|row| row.code.as_str()).collect();
    code_after(&codes, "H0001")
}
