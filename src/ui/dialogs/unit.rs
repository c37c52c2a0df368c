//! What is said about an organization, an enterprise or a street segment; for a new one, and for one that is there.

use crate::app::Document;
use crate::app::wording::{Text, target_text};
use crate::edit::Edit;
use crate::geom::Wgs84;
use crate::model::{Project, Shape, Unit, UnitId, UnitKind};
use crate::ui::asked::Asked;
use crate::ui::dialogs::code_after::code_after;
use crate::ui::dialogs::{Answer, buttons_ui, field_ui, take_keyboard};
use crate::ui::session::Session;
use crate::ui::style::strong;
use crate::ui::widgets::call;
use egui::{ComboBox, Ui};
use std::collections::BTreeMap;

/// What is typed so far.
#[derive(Debug)]
pub struct UnitDialog {
    unit: Option<UnitId>,
    row: Unit,
    /// Streets of the base map that a segment can be, by name.
    streets: BTreeMap<String, Vec<Wgs84>>,
    street: Option<String>,
}

impl UnitDialog {
    /// About a unit that is there, or a new one of this kind.
    pub(crate) fn new(document: &Document, kind: UnitKind, unit: Option<UnitId>) -> Self {
        let project = document.project();
        let there = unit.and_then(|unit| project.units.at(unit)).cloned();
        let fresh = || Unit {
            kind,
            code: next_code(project, kind),
            name: String::new(),
            parent: None,
            path: Vec::new(),
            note: String::new(),
        };
        let streets = if kind == UnitKind::Segment { streets(project) } else { BTreeMap::new() };
        Self { unit, row: there.unwrap_or_else(fresh), streets, street: None }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let (lang, kind) = (session.lang, self.row.kind);
        let title = if self.unit.is_some() { Text::ChangeUnit } else { Text::AddUnit };
        let what = target_text(lang, kind.target());
        ui.label(strong(format!("{} · {what}", title.of(lang).trim_end_matches('…')), 16.0));
        egui::Grid::new("unit").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
            let fields = [
                (Text::GridName, &mut self.row.name),
                (Text::GridCode, &mut self.row.code),
                (Text::TheNote, &mut self.row.note),
            ];
            for (text, field) in fields {
                let response = field_ui(ui, text.of(lang), field, "");
                if text == Text::GridName {
                    take_keyboard(ui, &response);
                }
            }
            ui.label(Text::UnitParent.of(lang));
            self.parent_ui(ui, document, session);
            ui.end_row();
            if !self.streets.is_empty() {
                ui.label(Text::UnitStreet.of(lang));
                self.street_ui(ui, session);
                ui.end_row();
            }
        });
        let can_go = !self.row.code.trim().is_empty() && !self.row.name.trim().is_empty();
        if buttons_ui(ui, session, Text::Confirm.of(lang), can_go)? == Answer::Leave {
            return Some(Asked::CloseDialog);
        }
        let row = Box::new(self.row.clone());
        Some(Asked::Do(Box::new(match self.unit {
            Some(unit) => Edit::ChangeUnit(unit, row),
            None => Edit::AddUnit(row),
        })))
    }

    fn parent_ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) {
        let (project, naming) = (document.project(), Session::naming(document));
        let none = Text::NoLeader.of(session.lang);
        let shown = self.row.parent.map_or_else(|| none.to_owned(), |parent| naming.unit(parent));
        let own = self.unit;
        let parent = &mut self.row.parent;
        let choice = ComboBox::from_id_salt("parent").selected_text(shown).width(330.0).show_ui(ui, |ui| {
            ui.selectable_value(parent, None, none);
            let others =
                project.units.iter().filter(|(id, row)| row.kind == UnitKind::Organization && Some(*id) != own);
            for (id, row) in others {
                ui.selectable_value(parent, Some(id), &row.name);
            }
        });
        call(&choice.response, egui::Role::ComboBox, Text::UnitParent.of(session.lang));
    }

    fn street_ui(&mut self, ui: &mut Ui, session: &Session) {
        let before = self.street.clone();
        let shown = before.clone().unwrap_or_else(|| Text::NoLeader.of(session.lang).to_owned());
        let choice = ComboBox::from_id_salt("street").selected_text(shown).width(330.0).show_ui(ui, |ui| {
            for name in self.streets.keys() {
                ui.selectable_value(&mut self.street, Some(name.clone()), name);
            }
        });
        call(&choice.response, egui::Role::ComboBox, Text::UnitStreet.of(session.lang));
        if self.street == before {
            return;
        }
        let Some(name) = &self.street else { return };
        if let Some(path) = self.streets.get(name) {
            self.row.path.clone_from(path);
        }
        if self.row.name.trim().is_empty() {
            self.row.name.clone_from(name);
        }
    }
}

/// The lines of the base map that have a name; of several of one name the longest.
fn streets(project: &Project) -> BTreeMap<String, Vec<Wgs84>> {
    let mut streets: BTreeMap<String, Vec<Wgs84>> = BTreeMap::new();
    for row in project.backdrop.rows().filter(|row| !row.name.is_empty()) {
        let Shape::Line(line) = &row.shape else { continue };
        let known = streets.entry(row.name.clone()).or_default();
        if line.len() > known.len() {
            known.clone_from(line);
        }
    }
    streets
}

/// The code after the last one of this kind, and nobody's.
fn next_code(project: &Project, kind: UnitKind) -> String {
    let codes: Vec<&str> = project.units.rows().filter(|row| row.kind == kind).map(|row| row.code.as_str()).collect();
    let first = match kind {
        UnitKind::Organization => "O001",
        UnitKind::Enterprise => "E001",
        UnitKind::Segment => "L001",
    };
    code_after(&codes, first)
}
