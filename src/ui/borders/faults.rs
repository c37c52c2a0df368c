//! The tab of gaps, overlaps and crossings: each flies to its place, and is mended there.

use crate::app::Document;
use crate::app::wording::{fault_words, fix_words, grid_faults_words, mend_all_words};
use crate::edit::Edit;
use crate::geom::Wgs84;
use crate::model::{Grid, GridId, Table};
use crate::rules::{OutlineFault, OutlineFix, outline_faults, outline_fixes};
use crate::ui::asked::Asked;
use crate::ui::borders::BorderWish;
use crate::ui::bottom_panel::short_text;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{ROW_PT, color};
use crate::ui::widgets::{call, row_ui};
use egui::{Align, Button, Layout, Rect, RichText, ScrollArea, Ui, Vec2};
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many ways to mend a fault are offered.
const OFFERS: usize = 3;
/// What their buttons need.
const BUTTONS_PT: f32 = 380.0;

/// What is wrong with outlines, kept until a grid changes.
#[derive(Debug, Default)]
pub(crate) struct FaultList {
    found: Option<Found>,
}

/// What was found, and in which grids.
#[derive(Debug)]
struct Found {
    grids: Table<GridId, Grid>,
    rows: Arc<[Fault]>,
    /// What mends as many narrow strips as do not meddle with each other, and how many.
    strips: (Edit, usize),
}

/// Something wrong, and the ways to mend it.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) found: OutlineFault,
    /// Where to look.
    pub(crate) at: Option<Wgs84>,
    is_sliver: bool,
    fixes: Vec<OutlineFix>,
}

impl FaultList {
    /// All of them. Looked for again only when a grid has changed.
    pub(crate) fn rows(&mut self, document: &Document) -> Arc<[Fault]> {
        let project = document.project();
        match &self.found {
            Some(found) if found.grids.differing(&project.grids).is_empty() => Arc::clone(&found.rows),
            _ => {
                let row = |found: OutlineFault| Fault {
                    at: found.at(),
                    is_sliver: found.is_sliver(),
                    fixes: outline_fixes(project, &found),
                    found,
                };
                let rows: Arc<[Fault]> = outline_faults(project).into_iter().map(row).collect();
                let strips = mend_strips(&rows);
                self.found = Some(Found { grids: project.grids.clone(), rows: Arc::clone(&rows), strips });
                rows
            }
        }
    }
}

/// One edit that mends as many narrow strips as do not meddle with each other, and how many.
fn mend_strips(faults: &[Fault]) -> (Edit, usize) {
    let mut busy: BTreeSet<GridId> = BTreeSet::new();
    let mut edits = Vec::new();
    for row in faults.iter().filter(|row| row.is_sliver) {
        let grids = row.found.grids();
        let Some(fix) = row.fixes.first().filter(|_| !grids.iter().any(|grid| busy.contains(grid))) else { continue };
        busy.extend(grids);
        edits.push(fix.edit.clone());
    }
    let count = edits.len();
    (Edit::Together(edits), count)
}

/// Draws the tab.
pub(crate) fn faults_ui(ui: &mut Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    let rows = session.borders.faults.rows(document);
    let (lang, can_edit) = (session.lang, document.check_writable().is_ok());
    let mut asked = None;
    ui.horizontal(|ui| {
        let ink = if rows.is_empty() { session.theme.ok } else { session.theme.text_weak };
        ui.label(RichText::new(grid_faults_words(lang, rows.len())).size(13.0).color(color(ink)));
        let Some((edit, count)) = session.borders.faults.found.as_ref().map(|found| &found.strips) else { return };
        let words = mend_all_words(lang, *count);
        let button = Button::new(RichText::new(words).size(13.0)).small();
        if *count > 0 && ui.add_enabled(can_edit, button).clicked() {
            asked = Some(Asked::Do(Box::new(edit.clone())));
        }
    });
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW_PT, rows.len(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in rows.iter().skip(range.start).take(range.len()) {
            asked = asked.take().or(fault_ui(ui, document, session, row, can_edit));
        }
    });
    asked
}

fn fault_ui(ui: &mut Ui, document: &Document, session: &Session, row: &Fault, can_edit: bool) -> Option<Asked> {
    let naming = Session::naming(document);
    let (theme, lang) = (&session.theme, session.lang);
    let words = fault_words(lang, naming, &row.found);
    let (rect, response) = row_ui(ui, theme, ROW_PT, &words, false);
    let ink = if row.is_sliver { theme.text_weak } else { theme.warn };
    ui.painter().circle_filled(rect.left_center() + Vec2::new(12.0, 0.0), 4.5, color(ink));
    let right = (rect.right() - BUTTONS_PT).max(rect.center().x);
    let room = rect.with_min_x(rect.left() + 28.0).with_max_x(right - 8.0);
    short_text(ui, room, &words, 14.0, color(theme.text));
    let place = Rect::from_x_y_ranges(right..=rect.right() - 8.0, rect.y_range());
    let layout = Layout::right_to_left(Align::Center);
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout));
    let mut asked = None;
    for fix in row.fixes.iter().take(OFFERS).rev() {
        let face = fix_words(lang, naming, fix);
        let response = inner.add_enabled(can_edit, Button::new(RichText::new(&face).size(13.0)).small());
        call(&response, egui::Role::Button, &format!("{words} {face}"));
        if response.clicked() {
            asked = Some(Asked::Do(Box::new(fix.edit.clone())));
        }
    }
    if asked.is_none() && response.clicked() {
        let grid = row.found.grids().first().copied();
        asked = row.at.map(|at| Asked::Border(BorderWish::LookAt(at)));
        asked = asked.or(grid.map(|grid| Asked::Show(Selected::Grid(grid))));
    }
    asked
}
