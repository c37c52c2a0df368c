//! A grid is divided: what the parts are called, who leads them, whom the members serve, who covers the households.

use crate::app::Document;
use crate::app::wording::{Text, grid_size_words, household_count, part_name};
use crate::edit::{Edit, Servers};
use crate::geom::{Area, area_contains, area_m2};
use crate::index::households_in_area;
use crate::model::{Grid, GridId, HouseholdId, HouseholdStatus};
use crate::ui::asked::Asked;
use crate::ui::dialogs::grid::{leader_ui, next_grid_code};
use crate::ui::dialogs::{Answer, buttons_ui};
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::call;
use egui::{RichText, TextEdit, Ui};

/// The question, and the answer so far.
#[derive(Debug)]
pub struct SplitGridDialog {
    grid: GridId,
    parts: Vec<Part>,
    members: Servers,
    /// True if the households of the new parts are dealt anew.
    is_dealt: bool,
}

#[derive(Debug)]
struct Part {
    row: Grid,
    households: usize,
}

impl SplitGridDialog {
    /// The part with most households keeps name, code and grid leader, until somebody says otherwise.
    pub(crate) fn new(document: &Document, grid: GridId, pieces: Vec<Area>) -> Option<Self> {
        let project = document.project();
        let old = project.grids.at(grid)?;
        let mut parts: Vec<Part> = pieces
            .into_iter()
            .map(|area| Part { households: households_in_area(project, &area), row: Grid { area, ..old.clone() } })
            .collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.households));
        let mut known = project.clone();
        for (part_idx, part) in parts.iter_mut().enumerate().skip(1) {
            part.row.name = part_name(&old.name, part_idx + 1);
            part.row.code = next_grid_code(&known);
            part.row.leader = None;
            known.grids.push(part.row.clone());
        }
        Some(Self { grid, parts, members: Servers::default(), is_dealt: false })
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let (lang, theme) = (session.lang, &session.theme);
        let name = Session::naming(document).grid(self.grid);
        ui.label(strong([Text::CutGrid.of(lang).trim_end_matches('…'), &name].join(" "), 16.0));
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for (part_idx, part) in self.parts.iter_mut().enumerate() {
                let size = grid_size_words(lang, area_m2(&part.row.area));
                let mut facts = vec![household_count(lang, part.households), size];
                if part_idx == 0 {
                    facts.push(Text::KeepsIdentity.of(lang).to_owned());
                }
                ui.label(RichText::new(facts.join(" · ")).size(13.0).color(color(theme.text_weak)));
                ui.horizontal(|ui| part_ui(ui, document, session, part_idx, &mut part.row));
                ui.add_space(4.0);
            }
        });
        ui.label(strong(Text::MembersServing.of(lang), 13.0).color(color(theme.text_weak)));
        ui.radio_value(&mut self.members, Servers::AtHome, Text::ServeAtHome.of(lang));
        ui.radio_value(&mut self.members, Servers::Stay, Text::ServeFirst.of(lang));
        ui.label(strong(Text::LinksThen.of(lang), 13.0).color(color(theme.text_weak)));
        ui.radio_value(&mut self.is_dealt, false, Text::LinksStay.of(lang));
        ui.radio_value(&mut self.is_dealt, true, Text::LinksDealt.of(lang));
        let can_go = self.parts.iter().all(|part| !part.row.code.trim().is_empty());
        if buttons_ui(ui, session, Text::Confirm.of(lang), can_go)? == Answer::Leave {
            return Some(Asked::CloseDialog);
        }
        let parts = self.parts.iter().map(|part| part.row.clone()).collect();
        let split = Edit::SplitGrid { grid: self.grid, parts, members: self.members };
        let households = self.dealt(document);
        Some(Asked::Do(Box::new(if households.is_empty() {
            split
        } else {
            Edit::Together(vec![split, Edit::AssignNearest { households }])
        })))
    }

    /// The households of the new parts that are dealt anew: those who must be covered.
    fn dealt(&self, document: &Document) -> Vec<HouseholdId> {
        let households = document.project().households.iter().filter(|_| self.is_dealt);
        let living = households.filter(|(_, row)| row.status != HouseholdStatus::MovedOut && row.is_lived_in());
        let is_new = |at| self.parts.iter().skip(1).any(|part| area_contains(&part.row.area, at));
        living.filter(|(_, row)| row.at.is_some_and(is_new)).map(|(household, _)| household).collect()
    }
}

/// What a part is called, and who leads it.
fn part_ui(ui: &mut Ui, document: &Document, session: &Session, part_idx: usize, row: &mut Grid) {
    let lang = session.lang;
    for (text, field, width) in [(Text::GridName, &mut row.name, 130.0), (Text::GridCode, &mut row.code, 70.0)] {
        let response = ui.add(TextEdit::singleline(field).hint_text(text.of(lang)).desired_width(width));
        call(&response, egui::Role::TextInput, &format!("{} {}", text.of(lang), part_idx + 1));
    }
    ui.label(Text::Leader.of(lang));
    leader_ui(ui, document, session, &format!("leader {part_idx}"), &mut row.leader);
}
