//! The grids as a tree, with what is uncovered in each.

use crate::app::Document;
use crate::app::wording::{Text, household_count};
use crate::model::{GridId, Project};
use crate::ui::asked::Asked;
use crate::ui::bottom_panel::short_text;
use crate::ui::menus::grid_row_menu_ui;
use crate::ui::session::{Selected, Session};
use crate::ui::style::color;
use crate::ui::twist::twist_ui;
use crate::ui::widgets::row_ui;
use egui::{Align2, FontId, Rect, RichText, Ui, Vec2};
use std::collections::{BTreeMap, BTreeSet};

/// Height of a row.
const ROW_PT: f32 = 26.0;
/// A tree with more grids begins closed.
const OPEN_UP_TO: usize = 60;

/// Which branches are open, and the rows that follow from it.
#[derive(Debug, Default)]
pub(crate) struct GridTree {
    /// Grids whose open or closed state differs from how the tree begins.
    turned: BTreeSet<GridId>,
    rows: Option<(u64, Vec<Row>)>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    grid: GridId,
    depth: u8,
    has_children: bool,
    is_open: bool,
}

impl GridTree {
    /// The rows that are open now, kept until the project or the tree changes.
    fn rows(&mut self, document: &Document) -> &[Row] {
        let revision = document.revision();
        if self.rows.as_ref().is_none_or(|(at, _)| *at != revision) {
            self.rows = Some((revision, rows(document.project(), &self.turned)));
        }
        self.rows.as_ref().map_or(&[], |(_, rows)| rows)
    }

    fn turn(&mut self, grid: GridId) {
        if !self.turned.remove(&grid) {
            self.turned.insert(grid);
        }
        self.rows = None;
    }
}

fn rows(project: &Project, turned: &BTreeSet<GridId>) -> Vec<Row> {
    let mut children: BTreeMap<Option<GridId>, Vec<GridId>> = BTreeMap::new();
    for (grid, row) in project.grids.iter() {
        let parent = row.parent.filter(|parent| project.grids.at(*parent).is_some());
        children.entry(parent).or_default().push(grid);
    }
    let begins_open = project.grids.len() <= OPEN_UP_TO;
    let below = |grid: Option<GridId>| children.get(&grid).map_or(&[][..], |below| below);
    let mut rows = Vec::new();
    let mut todo: Vec<(GridId, u8)> = below(None).iter().rev().map(|&grid| (grid, 0)).collect();
    while let Some((grid, depth)) = todo.pop() {
        let has_children = !below(Some(grid)).is_empty();
        let is_open = has_children && begins_open != turned.contains(&grid);
        rows.push(Row { grid, depth, has_children, is_open });
        // A damaged file may have a grid that contains itself.
        if is_open && depth < 16 {
            todo.extend(below(Some(grid)).iter().rev().map(|&child| (child, depth + 1)));
        }
    }
    rows
}

/// Draws the tree; of a long one only what is in sight.
pub(crate) fn grid_tree_ui(ui: &mut Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    if document.project().grids.is_empty() {
        ui.label(RichText::new(Text::NoGrids.of(session.lang)).color(color(session.theme.text_weak)));
        return None;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let rows = session.grid_tree.rows(document).to_vec();
    let (mut first, mut last) = (0, rows.len());
    if rows.len() > OPEN_UP_TO {
        let sight = ui.clip_rect().expand(ROW_PT * 2.0);
        let top = ui.cursor().top();
        let row_at = |y: f32| ((y - top) / ROW_PT).floor().max(0.0) as usize;
        first = row_at(sight.top()).min(rows.len());
        last = (row_at(sight.bottom()) + 1).clamp(first, rows.len());
    }
    ui.add_space(first as f32 * ROW_PT);
    let mut asked = None;
    for row in rows.iter().skip(first).take(last - first) {
        asked = asked.or(grid_row_ui(ui, document, session, *row));
    }
    ui.add_space((rows.len() - last) as f32 * ROW_PT);
    asked
}

fn grid_row_ui(ui: &mut Ui, document: &Document, session: &mut Session, row: Row) -> Option<Asked> {
    let theme = &session.theme;
    let name = Session::naming(document).grid(row.grid);
    let is_chosen = session.selected == Some(Selected::Grid(row.grid));
    let count = document.tally().by_grid.get(&row.grid);
    let uncovered = count.map_or(0, |count| count.equation.uncovered());
    let households = count.map_or(0, |count| count.categories.values().sum::<usize>());
    let words = household_count(session.lang, households);
    let label = format!("{name} {words}, {} {uncovered}", Text::UncoveredCount.of(session.lang));
    let (rect, response) = row_ui(ui, theme, ROW_PT, &label, is_chosen);
    let (sign, ink) = if uncovered == 0 { ("✓".to_owned(), theme.ok) } else { (uncovered.to_string(), theme.error) };
    let painter = ui.painter();
    let font = FontId::proportional(14.0);
    let left = rect.left() + 4.0 + f32::from(row.depth) * 12.0;
    let twist = Rect::from_center_size(egui::pos2(left + 7.0, rect.center().y), Vec2::splat(16.0));
    let left = left + 16.0;
    let sign = painter.text(egui::pos2(left, rect.center().y), Align2::LEFT_CENTER, sign, font.clone(), color(ink));
    let at = egui::pos2(rect.right() - 6.0, rect.center().y);
    let words = painter.text(at, Align2::RIGHT_CENTER, words, font, color(theme.text_weak));
    let room = rect.with_min_x((left + 18.0).max(sign.right() + 6.0)).with_max_x(words.left() - 8.0);
    short_text(ui, room, &name, 14.0, color(theme.text));
    if row.has_children && twist_ui(ui, session, twist, &name, row.is_open) {
        session.grid_tree.turn(row.grid);
        return None;
    }
    let menu = grid_row_menu_ui(&response, document, session, row.grid);
    response.clicked().then_some(Asked::ShowGrid(row.grid)).or(menu)
}
