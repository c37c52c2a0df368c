//! The rooms of a block of flats: floors over each other, entrances beside each other.

use crate::app::Document;
use crate::app::wording::{Text, floor_words, unit_words};
use crate::disclose::{Audience, resident_name};
use crate::index::Tower;
use crate::model::HouseholdId;
use crate::ui::asked::Asked;
use crate::ui::session::{Selected, Session};
use crate::ui::style::color;
use crate::ui::widgets::MarkPictures;
use egui::{Align2, FontId, Id, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2};
use std::ops::RangeInclusive;

/// A room with its name, and one without where there are too many beside each other.
const WIDE: Vec2 = Vec2::new(106.0, 24.0);
const NARROW: Vec2 = Vec2::new(64.0, 24.0);
const GAP_PT: f32 = 3.0;
/// Between entrances.
const UNIT_GAP_PT: f32 = 10.0;
/// Width of the names of floors.
const FLOORS_PT: f32 = 46.0;
/// Height of the names of entrances.
const UNITS_PT: f32 = 24.0;
/// Nearer than this to the edge a drag scrolls.
const EDGE_PT: f32 = 10.0;

/// Where things are in the grid.
struct Plan<'a> {
    tower: &'a Tower,
    corner: Pos2,
    /// The corner of what is in sight: names of floors and entrances stay there while rooms scroll.
    seen: Pos2,
    cell: Vec2,
    /// Columns of one entrance each, from the left.
    units: Vec<(u16, RangeInclusive<usize>)>,
}

impl Plan<'_> {
    fn of(tower: &Tower, room_pt: f32) -> Plan<'_> {
        let mut units: Vec<(u16, RangeInclusive<usize>)> = Vec::new();
        for (column_idx, column) in tower.columns.iter().enumerate() {
            match units.last_mut() {
                Some((unit, columns)) if *unit == column.unit => *columns = *columns.start()..=column_idx,
                _ => units.push((column.unit, column_idx..=column_idx)),
            }
        }
        let mut plan = Plan { tower, corner: Pos2::ZERO, seen: Pos2::ZERO, cell: WIDE, units };
        if plan.size().x > room_pt {
            plan.cell = NARROW;
        }
        plan
    }

    fn has_units(&self) -> bool {
        self.units.len() > 1 || self.units.iter().any(|(unit, _)| *unit > 0)
    }

    fn top_pt(&self) -> f32 {
        if self.has_units() { UNITS_PT } else { 0.0 }
    }

    fn left_pt(&self, column_idx: usize) -> f32 {
        let unit_idx = self.units.iter().position(|(_, columns)| columns.contains(&column_idx)).unwrap_or(0);
        FLOORS_PT + column_idx as f32 * (self.cell.x + GAP_PT) + unit_idx as f32 * UNIT_GAP_PT
    }

    fn cell(&self, row_idx: usize, column_idx: usize) -> Rect {
        let down_pt = self.top_pt() + row_idx as f32 * (self.cell.y + GAP_PT);
        Rect::from_min_size(self.corner + Vec2::new(self.left_pt(column_idx), down_pt), self.cell)
    }

    fn floor(&self, row_idx: usize) -> Rect {
        let down_pt = self.top_pt() + row_idx as f32 * (self.cell.y + GAP_PT);
        Rect::from_min_size(Pos2::new(self.seen.x, self.corner.y + down_pt), Vec2::new(FLOORS_PT - 3.0, self.cell.y))
    }

    fn unit(&self, columns: &RangeInclusive<usize>) -> Rect {
        let (left, right) = (self.left_pt(*columns.start()), self.left_pt(*columns.end()) + self.cell.x);
        Rect::from_min_size(Pos2::new(self.corner.x + left, self.seen.y), Vec2::new(right - left, UNITS_PT - 2.0))
    }

    fn size(&self) -> Vec2 {
        let last = self.tower.columns.len().saturating_sub(1);
        let width = self.left_pt(last) + self.cell.x;
        Vec2::new(width, self.top_pt() + self.tower.floors.len() as f32 * (self.cell.y + GAP_PT))
    }

    /// The row and column that a point of the window means while it is dragged, also beyond the edge.
    fn nearest(&self, at: Pos2) -> (usize, usize) {
        let row = ((at.y - self.corner.y - self.top_pt()) / (self.cell.y + GAP_PT)).max(0.0) as usize;
        let column = (0..self.tower.columns.len())
            .rev()
            .find(|&column_idx| at.x >= self.corner.x + self.left_pt(column_idx))
            .unwrap_or(0);
        (row.min(self.tower.floors.len().saturating_sub(1)), column)
    }
}

/// How much room the grid takes where there is so much for its width.
pub(crate) fn grid_size(tower: &Tower, room_pt: f32) -> Vec2 {
    Plan::of(tower, room_pt).size()
}

/// Draws the grid. A drag picks a rectangle of rooms, a floor or an entrance all of its rooms; a click selects one
/// household. With Ctrl or Shift what was picked stays.
pub(crate) fn grid_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
    (tower, room_pt): (&Tower, f32),
) -> Option<Asked> {
    let mut plan = Plan::of(tower, room_pt);
    let (whole, _) = ui.allocate_exact_size(plan.size(), Sense::hover());
    (plan.corner, plan.seen) = (whole.min, whole.min.max(ui.clip_rect().min));
    let (rows, columns) = (tower.floors.len(), tower.columns.len());
    let mut asked = None;
    for row_idx in 0..rows {
        for column_idx in 0..columns {
            let room = plan.cell(row_idx, column_idx);
            let here = tower.at(row_idx, column_idx);
            let Some(&household) = here.first() else {
                empty_ui(ui, session, room);
                continue;
            };
            let response = cell_ui(ui, document, session, pictures, room, here);
            if response.drag_started() {
                take_up(ui, session, (row_idx, column_idx));
            } else if response.clicked() && ui.input(|input| input.modifiers.command || input.modifiers.shift) {
                session.picked.toggle(household);
            } else if response.clicked() {
                asked = Some(Asked::Select(Some(Selected::Household(household))));
            }
        }
    }
    headers_ui(ui, session, &plan);
    if let Some(from) = session.flats.from {
        let pointer = ui.input(|input| input.pointer.latest_pos());
        if let Some(at) = pointer {
            let to = plan.nearest(at);
            pick(session, tower, span(from.0, to.0), span(from.1, to.1));
            scroll_along(ui, at);
        }
        if !ui.input(|input| input.pointer.primary_down()) {
            session.flats.from = None;
        }
    }
    asked
}

/// A drag that reaches the edge of what is in sight goes on beyond it.
fn scroll_along(ui: &Ui, at: Pos2) {
    let inner = ui.clip_rect().shrink(EDGE_PT);
    let beyond = at - inner.clamp(at);
    if beyond != Vec2::ZERO && inner.is_positive() {
        ui.scroll_with_delta(-beyond.clamp(Vec2::splat(-EDGE_PT), Vec2::splat(EDGE_PT)));
        ui.ctx().request_repaint();
    }
}

fn span(a: usize, b: usize) -> RangeInclusive<usize> {
    a.min(b)..=a.max(b)
}

/// A drag begins in a room.
fn take_up(ui: &Ui, session: &mut Session, from: (usize, usize)) {
    keep(ui, session);
    session.flats.from = Some(from);
}

/// Remembers what stays picked: all with Ctrl or Shift, else nothing.
fn keep(ui: &Ui, session: &mut Session) {
    let is_more = ui.input(|input| input.modifiers.command || input.modifiers.shift);
    session.flats.kept = if is_more { session.picked.iter().collect() } else { Default::default() };
}

fn pick(session: &mut Session, tower: &Tower, rows: RangeInclusive<usize>, columns: RangeInclusive<usize>) {
    let kept = session.flats.kept.iter().copied();
    let picked: Vec<HouseholdId> = kept.chain(tower.within(rows, columns)).collect();
    let is_same = picked.len() == session.picked.len() && picked.iter().all(|&one| session.picked.contains(one));
    if !is_same {
        session.picked.replace(picked);
    }
}

/// Floors at the left and entrances on top.
fn headers_ui(ui: &Ui, session: &mut Session, plan: &Plan<'_>) {
    let (rows, columns) = (plan.tower.floors.len(), plan.tower.columns.len());
    let ground = Rect::from_min_max(plan.seen, Pos2::new(plan.seen.x + FLOORS_PT - 2.0, plan.corner.y + plan.size().y));
    ui.painter().rect_filled(ground, 0.0, color(session.theme.card));
    for (row_idx, &floor) in plan.tower.floors.iter().enumerate() {
        let words = floor_words(session.lang, floor);
        if header_ui(ui, session, plan.floor(row_idx), &words, ("floor", row_idx)) {
            keep(ui, session);
            pick(session, plan.tower, row_idx..=row_idx, 0..=columns);
        }
    }
    if !plan.has_units() {
        return;
    }
    let ground = Rect::from_min_max(plan.seen, Pos2::new(plan.corner.x + plan.size().x, plan.seen.y + UNITS_PT - 1.0));
    ui.painter().rect_filled(ground, 0.0, color(session.theme.card));
    for (unit, of_unit) in &plan.units {
        let words = unit_words(session.lang, *unit);
        if header_ui(ui, session, plan.unit(of_unit), &words, ("unit", *of_unit.start())) {
            keep(ui, session);
            pick(session, plan.tower, 0..=rows, of_unit.clone());
        }
    }
}

fn header_ui(ui: &Ui, session: &Session, room: Rect, words: &str, key: (&str, usize)) -> bool {
    let theme = &session.theme;
    let response = ui.interact(room, ui.scope_id().with(key), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words));
    let is_hot = response.hovered() || response.has_focus();
    ui.painter().rect_filled(room, 4.0, color(if is_hot { theme.hover } else { theme.card }));
    let ink = color(if is_hot { theme.text } else { theme.text_weak });
    ui.painter().text(room.center(), Align2::CENTER_CENTER, words, FontId::proportional(12.0), ink);
    response.clicked()
}

fn empty_ui(ui: &Ui, session: &Session, room: Rect) {
    let theme = &session.theme;
    let edge = Stroke::new(1.0, color(theme.groove));
    ui.painter().rect_stroke(room, 4.0, edge, StrokeKind::Inside);
    let words = Text::FlatEmpty.of(session.lang);
    let ink = color(theme.text_weak).gamma_multiply(0.7);
    ui.painter().text(room.center(), Align2::CENTER_CENTER, words, FontId::proportional(12.0), ink);
}

fn cell_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    pictures: &mut MarkPictures,
    room: Rect,
    here: &[HouseholdId],
) -> Response {
    let (theme, project) = (&session.theme, document.project());
    let household = here.first().copied().unwrap_or(HouseholdId(0));
    let response = ui.interact(room, Id::unique(("flat", household)), Sense::click_and_drag());
    let is_picked = here.iter().any(|&one| session.picked.contains(one));
    let name = Session::naming(document).household(household);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_picked, &name));
    let Some(row) = project.households.at(household) else { return response };
    let is_home = document.index().is_member_home(household);
    let is_uncovered = project.is_required(row, is_home)
        && !project.plans.at(document.plan()).is_some_and(|plan| project.is_covered(plan, household));
    let ground = if is_picked { theme.warn_bg } else { theme.card };
    let edge = if session.household() == Some(household) {
        Stroke::new(2.0, color(theme.selected))
    } else if is_picked || response.hovered() || response.has_focus() {
        Stroke::new(1.6, color(theme.preview))
    } else if is_uncovered {
        Stroke::new(1.8, color(theme.uncovered))
    } else {
        Stroke::new(1.0, color(theme.panel_edge))
    };
    ui.painter().rect(room, 4.0, color(ground), edge, StrokeKind::Inside);
    if is_uncovered {
        ui.painter().circle_filled(room.right_top() + Vec2::new(-4.0, 4.0), 3.0, color(theme.uncovered));
    }
    let icon = Rect::from_center_size(room.left_center() + Vec2::new(13.0, 0.0), Vec2::splat(16.0));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(icon));
    if !session.filter.shows(project, document.index(), document.plan(), household) {
        inner.set_opacity(0.35);
    }
    pictures.mark_ui(&mut inner, theme, project, project.shown_category(project.categories_of(row, is_home)), 12.0);
    let painter = ui.painter().with_clip_rect(room.shrink(3.0).intersect(ui.clip_rect()));
    let font = FontId::proportional(13.0);
    let ink = color(theme.text);
    painter.text(room.left_center() + Vec2::new(25.0, 0.0), Align2::LEFT_CENTER, &row.address.room, font.clone(), ink);
    if room.width() < WIDE.x {
        return response.on_hover_text(name);
    }
    let more = if here.len() > 1 { format!(" ×{}", here.len()) } else { String::new() };
    let head = format!("{}{more}", resident_name(row, Audience::Internal));
    painter.text(room.right_center() - Vec2::new(6.0, 0.0), Align2::RIGHT_CENTER, head, font, color(theme.text_weak));
    response.on_hover_text(name)
}
