//! What is drawn over the picture: selection, hover, the drag, the pulse.

use crate::app::Document;
use crate::geom::{Area, MapPoint, Wgs84, area_rings};
use crate::model::{HouseholdId, LinkKind, MemberId, Unit};
use crate::scene::paint::glyph_pt;
use crate::ui::guides::guides_ui;
use crate::ui::map::arrows::arrows_ui;
use crate::ui::map::gestures::pick;
use crate::ui::map::ghost::ghost_ui;
use crate::ui::map::widget::window_from_map;
use crate::ui::session::{Mode, Selected, Session};
use crate::ui::style::{bold, color};
use crate::ui::tools::tools_overlay_ui;
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, Ui};

/// Draws it.
pub(crate) fn overlay_ui(ui: &Ui, painter: &Painter, rect: Rect, document: &Document, session: &mut Session) {
    arrows_ui(painter, rect, document, session);
    guides_ui(painter, rect, document, session);
    let accent = color(session.theme.selected);
    match session.selected {
        // While another tier is planned, the lines to households would only be in its way.
        Some(Selected::Member(member)) if session.tiers.chosen.is_some() => {
            if let Some(at) = place_of_member(rect, document, session, member) {
                ring(painter, at, radius(session) + 5.0, accent, color(session.theme.halo));
            }
        }
        Some(Selected::Member(member)) => member_star(painter, rect, document, session, member, accent),
        Some(Selected::Household(household)) => {
            let plan = document.project().plans.at(document.plan());
            let links = plan.map(|plan| plan.links_of(household).to_vec()).unwrap_or_default();
            for link in links {
                let is_primary = link.kind == LinkKind::Primary;
                if is_primary {
                    member_star(painter, rect, document, session, link.member, accent.gamma_multiply(0.55));
                }
                spoke(painter, rect, document, session, (household, link.member), accent, is_primary);
            }
            if session.mode == Mode::Assign && session.drag.is_none() {
                candidate_numbers(painter, rect, document, session, household);
            }
            if let Some(at) = place_of_household(rect, document, session, household) {
                ring(painter, at, radius(session) + 4.0, color(session.theme.preview), color(session.theme.halo));
            }
        }
        Some(Selected::Unit(unit)) => {
            if let Some(at) = document.project().units.at(unit).and_then(Unit::at) {
                let at = window_from_map(rect, &session.view, at.into());
                ring(painter, at, radius(session) + 5.0, accent, color(session.theme.halo));
            }
        }
        // Its outline is under the names.
        Some(Selected::Grid(_)) | None => {}
    }
    tools_overlay_ui(ui, painter, rect, document, session);
    hover(ui, painter, rect, document, session);
    drag(ui, painter, rect, document, session);
    crate::ui::tiers::overlay_ui(ui, painter, rect, document, session);
    ghost_ui(ui, painter, rect, document, session);
    pulse(ui, painter, rect, session);
}

fn radius(session: &Session) -> f32 {
    glyph_pt(session.view.pt_per_m) / 2.0 + 2.0
}

fn ring(painter: &Painter, at: Pos2, radius_pt: f32, ink: Color32, halo: Color32) {
    painter.circle_stroke(at, radius_pt + 1.0, Stroke::new(3.5, halo));
    painter.circle_stroke(at, radius_pt, Stroke::new(2.0, ink));
}

/// The outline of the selected grid.
pub(crate) fn grid_outline_ui(painter: &Painter, rect: Rect, document: &Document, session: &Session) {
    let Some(Selected::Grid(grid)) = session.selected else { return };
    if let Some(row) = document.project().grids.at(grid) {
        area_outline_ui(painter, rect, session, &row.area);
    }
}

/// The outline of an area that somebody works with.
pub(crate) fn area_outline_ui(painter: &Painter, rect: Rect, session: &Session, area: &Area) {
    let theme = &session.theme;
    for ring in area_rings(area) {
        let corners = ring.coords().filter_map(|at| Wgs84::checked(at.x, at.y));
        let line: Vec<Pos2> = corners.map(|at| window_from_map(rect, &session.view, at.into())).collect();
        painter.add(Shape::closed_line(line.clone(), Stroke::new(5.0, color(theme.halo))));
        painter.add(Shape::closed_line(line, Stroke::new(2.5, color(theme.selected))));
    }
}

/// A member with a line to each household.
fn member_star(painter: &Painter, rect: Rect, document: &Document, session: &Session, member: MemberId, ink: Color32) {
    let Some(plan) = document.project().plans.at(document.plan()) else { return };
    for &(household, kind) in plan.held_by(member) {
        spoke(painter, rect, document, session, (household, member), ink, kind == LinkKind::Primary);
        if kind == LinkKind::Primary
            && let Some(at) = place_of_household(rect, document, session, household)
        {
            painter.circle_filled(at, radius(session) + 3.0, ink.gamma_multiply(0.16));
        }
    }
    if let Some(at) = place_of_member(rect, document, session, member) {
        ring(painter, at, radius(session) + 5.0, ink, color(session.theme.halo));
    }
}

fn spoke(
    painter: &Painter,
    rect: Rect,
    document: &Document,
    session: &Session,
    (household, member): (HouseholdId, MemberId),
    ink: Color32,
    is_primary: bool,
) {
    let ends =
        (place_of_household(rect, document, session, household), place_of_member(rect, document, session, member));
    let (Some(from), Some(to)) = ends else { return };
    if is_primary {
        painter.line_segment([from, to], Stroke::new(1.8, ink));
    } else {
        painter.extend(Shape::dashed_line(&[from, to], Stroke::new(1.4, ink), 4.0, 4.0));
    }
}

/// The numbers of the candidates beside them, so that a key can be chosen with the eyes on the map.
fn candidate_numbers(
    painter: &Painter,
    rect: Rect,
    document: &Document,
    session: &mut Session,
    household: HouseholdId,
) {
    let found = session.candidates(document, household);
    for (place, candidate) in found.iter().enumerate().filter(|(_, candidate)| candidate.holds.is_none()) {
        let Some(at) = place_of_member(rect, document, session, candidate.member) else { continue };
        let at = at - egui::vec2(0.0, radius(session) + 11.0);
        let (fill, ink) = if candidate.has_room {
            (color(session.theme.preview), color(session.theme.on_preview))
        } else {
            (color(session.theme.groove), color(session.theme.text_weak))
        };
        painter.circle(at, 9.0, fill, Stroke::new(1.5, color(session.theme.mark_paper)));
        painter.text(at, Align2::CENTER_CENTER, (place + 1).to_string(), FontId::new(12.0, bold()), ink);
    }
}

fn hover(ui: &Ui, painter: &Painter, rect: Rect, document: &Document, session: &Session) {
    let is_dragging = session.drag.is_some() || session.tiers.is_under_way();
    let is_busy = is_dragging || session.tools.stroke.is_some() || session.borders.doing.is_some();
    if is_busy || session.stack.is_some() || session.dialog.is_some() {
        return;
    }
    let Some(at) = ui.input(|input| input.pointer.hover_pos()) else { return };
    if !rect.contains(at) || ui.ctx().layer_id_at(at).is_some_and(|layer| layer.order != egui::Order::Background) {
        return;
    }
    let Some(&household) = pick(document, session, rect, at).first() else { return };
    let Some(place) = place_of_household(rect, document, session, household) else { return };
    painter.circle_stroke(place, radius(session) + 3.0, Stroke::new(2.0, color(session.theme.preview)));
    let naming = Session::naming(document);
    let mut words = naming.household(household);
    if let Some(&member) = document.index().members_at_home(household).first() {
        words = format!("{words} · {}", naming.member(member));
    }
    let plan = document.project().plans.at(document.plan());
    if let Some(link) = plan.and_then(|plan| plan.primaries_of(household).next()) {
        words = format!("{words} ← {}", naming.member(link.member));
    }
    tag(painter, rect, place - egui::vec2(0.0, radius(session) + 16.0), words, session);
}

/// Words on a dark ground over the map, pushed so that all of them are in it.
pub(crate) fn tag(painter: &Painter, rect: Rect, at: Pos2, words: String, session: &Session) {
    let galley = painter.layout_no_wrap(words, FontId::proportional(13.0), color(session.theme.on_chosen));
    let size = galley.size() + egui::vec2(16.0, 8.0);
    let mut ground = Rect::from_center_size(at, size);
    let push = egui::vec2(
        (rect.left() + 4.0 - ground.left()).max(0.0) - (ground.right() - rect.right() + 4.0).max(0.0),
        (rect.top() + 4.0 - ground.top()).max(0.0),
    );
    ground = ground.translate(push);
    painter.rect_filled(ground, 6.0, color(session.theme.chosen));
    painter.galley(ground.min + egui::vec2(8.0, 4.0), galley, color(session.theme.on_chosen));
}

fn drag(ui: &Ui, painter: &Painter, rect: Rect, document: &Document, session: &Session) {
    let Some(drag) = &session.drag else { return };
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    let Some(from) = place_of_household(rect, document, session, drag.household) else { return };
    let ink = match &drag.preview {
        Some(Err(_)) => color(session.theme.error),
        _ => color(session.theme.preview),
    };
    let halo = color(session.theme.halo);
    let target = drag.target.and_then(|member| place_of_member(rect, document, session, member));
    ring(painter, from, radius(session) + 4.0, ink, halo);
    painter.extend(Shape::dashed_line(&[from, target.unwrap_or(pointer)], Stroke::new(2.5, ink), 7.0, 5.0));
    if let Some(at) = target {
        ring(painter, at, radius(session) + 8.0, ink, halo);
    } else {
        painter.circle_filled(pointer, 4.0, ink);
    }
}

/// A place that was flown to shows itself three times.
fn pulse(ui: &Ui, painter: &Painter, rect: Rect, session: &mut Session) {
    let Some((place, left_secs)) = session.pulse else { return };
    let at = window_from_map(rect, &session.view, place);
    // Where nothing may move, a ring stands as long as the pulse would last.
    let is_still = session.comfort.is_still;
    let phase = if is_still { 1.0 } else { (left_secs * 1.5).fract() };
    let ink = color(session.theme.preview).gamma_multiply(phase);
    painter.circle_stroke(at, radius(session) + 6.0 + 26.0 * (1.0 - phase), Stroke::new(3.0, ink));
    let left_secs = left_secs - ui.input(|input| input.stable_dt).min(0.1);
    session.pulse = (left_secs > 0.0).then_some((place, left_secs));
    if is_still {
        ui.ctx().request_repaint_after_secs(0.1);
    } else {
        ui.ctx().request_repaint();
    }
}

fn place_of_household(rect: Rect, document: &Document, session: &Session, household: HouseholdId) -> Option<Pos2> {
    let at = document.project().households.at(household)?.at?;
    Some(window_from_map(rect, &session.view, MapPoint::from(at)))
}

fn place_of_member(rect: Rect, document: &Document, session: &Session, member: MemberId) -> Option<Pos2> {
    let at = document.project().place_of_member(member)?;
    Some(window_from_map(rect, &session.view, MapPoint::from(at)))
}
