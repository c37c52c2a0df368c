//! One grid is put into another: whose name and leader stay.

use crate::app::Document;
use crate::app::wording::{Text, household_count, merge_words};
use crate::edit::Edit;
use crate::index::households_in_area;
use crate::model::{GridId, MemberId};
use crate::ui::asked::Asked;
use crate::ui::dialogs::grid::leader_ui;
use crate::ui::dialogs::{Answer, buttons_ui};
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use egui::{RichText, Ui};

/// The question, and the answer so far.
#[derive(Debug)]
pub struct MergeGridsDialog {
    grids: [GridId; 2],
    households: [usize; 2],
    /// Which of the two stays.
    kept_idx: usize,
    leader: Option<MemberId>,
}

impl MergeGridsDialog {
    /// The first one stays, until somebody says otherwise.
    pub(crate) fn new(document: &Document, into: GridId, other: GridId) -> Option<Self> {
        let project = document.project();
        let (kept, gone) = (project.grids.at(into)?, project.grids.at(other)?);
        let households = [kept, gone].map(|row| households_in_area(project, &row.area));
        Some(Self { grids: [into, other], households, kept_idx: 0, leader: kept.leader.or(gone.leader) })
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let (lang, theme, naming) = (session.lang, &session.theme, Session::naming(document));
        let names = self.grids.map(|grid| naming.grid(grid));
        ui.label(strong(Text::MergeGrid.of(lang).trim_end_matches('…'), 16.0));
        ui.label(RichText::new(Text::KeptName.of(lang)).color(color(theme.text_weak)));
        for (grid_idx, (name, households)) in names.iter().zip(self.households).enumerate() {
            let words = [name.as_str(), &household_count(lang, households)].join(" · ");
            ui.radio_value(&mut self.kept_idx, grid_idx, words);
        }
        ui.horizontal(|ui| {
            ui.label(Text::Leader.of(lang));
            leader_ui(ui, document, session, "leader", &mut self.leader);
        });
        let (kept, gone) = if self.kept_idx == 0 { (0, 1) } else { (1, 0) };
        let words = merge_words(lang, &names[gone], &names[kept]);
        ui.label(RichText::new(words).size(13.0).color(color(theme.text_weak)));
        if buttons_ui(ui, session, Text::Confirm.of(lang), true)? == Answer::Leave {
            return Some(Asked::CloseDialog);
        }
        let (into, others) = (self.grids[kept], vec![self.grids[gone]]);
        Some(Asked::Do(Box::new(Edit::MergeGrids { into, others, leader: self.leader })))
    }
}
