//! What a grid is called, on which level it is, who leads it; for a new one, and for one that is there.

use crate::app::Document;
use crate::app::wording::{Text, grid_size_words, household_count};
use crate::edit::Edit;
use crate::geom::{Area, area_centroid, area_contains, area_m2, area_without};
use crate::index::households_in_area;
use crate::model::{Grid, GridId, MemberId, Project};
use crate::ui::asked::Asked;
use crate::ui::dialogs::code_after::code_after;
use crate::ui::dialogs::{Answer, buttons_ui, field_ui, take_keyboard};
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::call;
use egui::{ComboBox, RichText, Ui};

/// What is typed so far.
#[derive(Debug)]
pub struct GridDialog {
    grid: Option<GridId>,
    row: Grid,
    /// As it was drawn, with what belongs to others.
    drawn: Area,
    households: usize,
}

impl GridDialog {
    /// About a grid that is there.
    pub(crate) fn of(document: &Document, grid: GridId) -> Option<Self> {
        let row = document.project().grids.at(grid)?.clone();
        let households = households_in_area(document.project(), &row.area);
        Some(Self { grid: Some(grid), drawn: row.area.clone(), row, households })
    }

    /// About a new one: it gets what nobody of its level has. `None` if that is nothing.
    pub(crate) fn drawn(document: &Document, drawn: &Area) -> Option<Self> {
        let project = document.project();
        let innermost = project.facts.scheme.levels.len().saturating_sub(1) as u8;
        let level = project.grids.rows().map(|row| row.level).max().unwrap_or(innermost).max(innermost);
        let (code, name) = (next_grid_code(project), String::new());
        let row = Grid { code, name, level, parent: None, area: drawn.clone(), leader: None };
        let mut dialog = Self { grid: None, row, drawn: drawn.clone(), households: 0 };
        dialog.place(project);
        (!dialog.row.area.0.is_empty()).then_some(dialog)
    }

    /// What follows from the level of a new one: its ground, and what it is part of.
    fn place(&mut self, project: &Project) {
        let level = self.row.level;
        let siblings = project.grids.rows().filter(|row| row.level == level).map(|row| &row.area);
        self.row.area = area_without(&self.drawn, siblings);
        self.row.parent = area_centroid(&self.row.area).and_then(|middle| {
            let above = project.grids.iter().filter(|(_, row)| row.level < level && area_contains(&row.area, middle));
            above.max_by_key(|(_, row)| row.level).map(|(grid, _)| grid)
        });
        self.households = households_in_area(project, &self.row.area);
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let (lang, theme, project) = (session.lang, &session.theme, document.project());
        let naming = Session::naming(document);
        let title = if self.grid.is_some() { Text::ChangeGrid } else { Text::DrawGrid };
        ui.label(strong(title.of(lang).trim_end_matches('…'), 16.0));
        let size = grid_size_words(lang, area_m2(&self.row.area));
        let mut facts = vec![size, household_count(lang, self.households)];
        facts.extend(self.row.parent.map(|parent| [Text::PartOf.of(lang), &naming.grid(parent)].join(" ")));
        ui.label(RichText::new(facts.join(" · ")).size(13.0).color(color(theme.text_weak)));
        egui::Grid::new("grid").num_columns(2).spacing([12.0, 8.0]).show(ui, |ui| {
            for (text, field) in [(Text::GridName, &mut self.row.name), (Text::GridCode, &mut self.row.code)] {
                let response = field_ui(ui, text.of(lang), field, "");
                if text == Text::GridName {
                    take_keyboard(ui, &response);
                }
            }
            ui.label(Text::GridLevel.of(lang));
            if level_ui(ui, session, project, &mut self.row.level) && self.grid.is_none() {
                self.place(project);
            }
            ui.end_row();
            ui.label(Text::Leader.of(lang));
            leader_ui(ui, document, session, "leader", &mut self.row.leader);
            ui.end_row();
        });
        let is_all = self.grid.is_some() || area_m2(&self.drawn) - area_m2(&self.row.area) < 1.0;
        if !is_all {
            ui.label(RichText::new(Text::OverlapLeft.of(lang)).size(13.0).color(color(theme.text_weak)));
        }
        let can_go = !self.row.code.trim().is_empty() && !self.row.area.0.is_empty();
        if buttons_ui(ui, session, Text::Confirm.of(lang), can_go)? == Answer::Leave {
            return Some(Asked::CloseDialog);
        }
        let row = Box::new(self.row.clone());
        Some(Asked::Do(Box::new(match self.grid {
            Some(grid) => Edit::ChangeGrid(grid, row),
            None => Edit::AddGrid(row),
        })))
    }
}

/// A choice of the level. True if another one was chosen.
fn level_ui(ui: &mut Ui, session: &Session, project: &Project, level: &mut u8) -> bool {
    let name = |level: u8| {
        let named = project.facts.scheme.levels.get(usize::from(level)).cloned();
        named.unwrap_or_else(|| (level + 1).to_string())
    };
    let before = *level;
    let shown = name(*level);
    let choice = ComboBox::from_id_salt("level").selected_text(shown).width(200.0).show_ui(ui, |ui| {
        let levels = project.facts.scheme.levels.len().max(usize::from(before) + 1);
        for rank in 0..levels as u8 {
            ui.selectable_value(level, rank, name(rank));
        }
    });
    call(&choice.response, egui::Role::ComboBox, Text::GridLevel.of(session.lang));
    *level != before
}

/// A choice of the grid leader: of those who lead already or say that they do first, then of all who serve.
pub(crate) fn leader_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    salt: &str,
    leader: &mut Option<MemberId>,
) {
    let (project, naming, lang) = (document.project(), Session::naming(document), session.lang);
    let nobody = Text::NoLeader.of(lang);
    let shown = leader.map_or_else(|| nobody.to_owned(), |leader| naming.member(leader));
    let choice = ComboBox::from_id_salt(salt).selected_text(shown).width(200.0).height(300.0).show_ui(ui, |ui| {
        ui.selectable_value(leader, None, nobody);
        let mut members: Vec<MemberId> =
            project.members.iter().filter(|(_, row)| row.can_cover()).map(|(member, _)| member).collect();
        let leads = |member: &MemberId| project.grids.rows().any(|grid| grid.leader == Some(*member));
        members.sort_by_cached_key(|member| !leads(member));
        for member in members {
            ui.selectable_value(leader, Some(member), naming.member(member));
        }
    });
    call(&choice.response, egui::Role::ComboBox, Text::Leader.of(lang));
}

/// The code after the last one of the grids.
pub(crate) fn next_grid_code(project: &Project) -> String {
    let codes: Vec<&str> = project.grids.rows().map(|row| row.code.as_str()).collect();
    code_after(&codes, "G1")
}
