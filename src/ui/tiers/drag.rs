//! Planning a tier on the map: what the tier is about is picked, and dragged onto a member who has its part.

use crate::app::wording::Text;
use crate::app::{Document, Preview};
use crate::geom::{MapPoint, Wgs84};
use crate::index::{covers_in_tier, place_of_target};
use crate::model::{MemberId, Target, Tier};
use crate::scene::Scene;
use crate::ui::asked::Asked;
use crate::ui::map::{preview_card_ui, window_from_map};
use crate::ui::session::{Mode, Selected, Session};
use crate::ui::style::{REACH_PT, color};
use crate::ui::tiers::state::TierDrag;
use crate::ui::tiers::wish::{Carried, carried, wish};
use crate::ui::tools::card_beside_ui;
use egui::{Painter, PointerButton, Pos2, Rect, Response, Shape, Stroke, StrokeKind, Ui};
use std::collections::BTreeSet;

/// How far a member may be from the pointer for a drop to mean that member.
const DROP_PT: f32 = 22.0;
/// So many members near the pointer are asked whether they have the part.
const ASKED: usize = 24;

/// The tier that is being planned, if it is not that of households.
fn tier_of<'a>(document: &'a Document, session: &Session) -> Option<&'a Tier> {
    document.project().facts.scheme.tier(session.tiers.chosen.as_deref()?)
}

/// Listens to the pointer while a tier is planned. `None` if what it does is not about the tier; else what is asked for,
/// if anything is.
#[expect(clippy::option_option, reason = "whether it was heard, and what it asks for")]
pub(crate) fn listen(
    ui: &Ui,
    response: &Response,
    document: &Document,
    session: &mut Session,
    scene: &Scene,
) -> Option<Option<Asked>> {
    let tier = tier_of(document, session)?.clone();
    let (pointer, modifiers) = ui.input(|input| (input.pointer.latest_pos(), input.modifiers));
    let pointer = pointer?;
    let can_move = session.mode == Mode::Assign && document.check_writable().is_ok();
    if response.drag_started_by(PointerButton::Primary) && can_move {
        let origin = ui.input(|input| input.pointer.press_origin()).unwrap_or(pointer);
        let taken = target_at(session, scene, response.rect, origin);
        match taken.filter(|_| !modifiers.shift && !modifiers.command) {
            Some(target) => {
                let carried = carried(document, &tier, &session.tiers.picked, target);
                session.tiers.drag = Some(TierDrag { carried, to: None, preview: None });
            }
            None => session.tiers.frame = Some(origin),
        }
    }
    if let Some(drag) = session.tiers.drag.take() {
        return Some(carry(ui, response, document, session, &tier, drag, pointer));
    }
    if let Some(from) = session.tiers.frame {
        frame(
            ui,
            response,
            session,
            scene,
            Rect::from_two_pos(from, pointer.clamp(response.rect.min, response.rect.max)),
        );
        return Some(None);
    }
    if !response.clicked() {
        return None;
    }
    let here = target_at(session, scene, response.rect, pointer);
    if can_move && (modifiers.command || modifiers.shift) {
        // A click that misses leaves the pick as it is.
        match here {
            Some(target) if modifiers.shift => drop(session.tiers.picked.insert(target)),
            Some(target) => session.tiers.toggle(target),
            None => {}
        }
        return Some(None);
    }
    match here {
        Some(Target::Unit(_, unit)) => Some(Some(Asked::Select(Some(Selected::Unit(unit))))),
        Some(_) => None,
        None => {
            session.tiers.picked.clear();
            None
        }
    }
}

/// A rectangle being drawn: what lies in it is picked; with Shift as well, with Ctrl no longer.
fn frame(ui: &Ui, response: &Response, session: &mut Session, scene: &Scene, drawn: Rect) {
    ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
    if !response.drag_stopped() && ui.input(|input| input.pointer.primary_down()) {
        return;
    }
    session.tiers.frame = None;
    let is_in = |at: MapPoint| drawn.contains(window_from_map(response.rect, &session.view, at));
    let framed: BTreeSet<Target> =
        scene.targets().iter().filter(|shape| shape.at().is_some_and(is_in)).map(|shape| shape.target).collect();
    let modifiers = ui.input(|input| input.modifiers);
    let picked = &mut session.tiers.picked;
    if modifiers.command {
        picked.retain(|target| !framed.contains(target));
    } else if modifiers.shift {
        picked.extend(framed);
    } else {
        *picked = framed;
    }
}

fn carry(
    ui: &Ui,
    response: &Response,
    document: &Document,
    session: &mut Session,
    tier: &Tier,
    mut drag: TierDrag,
    pointer: Pos2,
) -> Option<Asked> {
    let to = member_at(document, session, tier, response.rect, pointer, &drag.carried);
    let is_let_go = response.drag_stopped() || !ui.input(|input| input.pointer.primary_down());
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    if is_let_go {
        let edit = wish(&drag.carried, to?)?;
        if drag.preview.is_some_and(|preview| preview.is_ok()) {
            session.tiers.picked.clear();
        }
        return Some(Asked::Do(Box::new(edit)));
    }
    if to != drag.to || drag.preview.is_none() {
        drag.preview = to.and_then(|to| wish(&drag.carried, to)).map(|edit| Preview::of(document, &edit));
        drag.to = to;
    }
    session.tiers.drag = Some(drag);
    None
}

/// What the tier is about under the pointer, the nearest first.
fn target_at(session: &Session, scene: &Scene, rect: Rect, at: Pos2) -> Option<Target> {
    let local = crate::geom::ScreenPoint { x_pt: at.x - rect.left(), y_pt: at.y - rect.top() };
    let place = session.view.map_from_screen(local);
    let reach_m = f64::from(REACH_PT) / session.view.pt_per_m;
    let near = scene.targets().iter().map(|shape| (shape.distance_m(place), shape.target));
    let near = near.filter(|(far_m, _)| *far_m <= reach_m).min_by(|a, b| a.0.total_cmp(&b.0));
    near.map(|(_, target)| target)
}

/// The member with the part of the tier who is meant by a drop here.
fn member_at(
    document: &Document,
    session: &Session,
    tier: &Tier,
    rect: Rect,
    at: Pos2,
    carried: &[Carried],
) -> Option<MemberId> {
    let project = document.project();
    let local = crate::geom::ScreenPoint { x_pt: at.x - rect.left(), y_pt: at.y - rect.top() };
    let place = crate::geom::wgs84_from_map(session.view.map_from_screen(local));
    let near = document.index().members_near(project, place).take(ASKED).map(|(member, _)| member);
    // Who is carried alone is not meant by where it was taken up.
    let is_carried = |member| matches!(*carried, [Carried { target, .. }] if target == Target::Member(member));
    let mut able = near.filter(|member| covers_in_tier(project, tier, *member) && !is_carried(*member));
    able.find(|member| {
        let there = project.place_of_member(*member).map(MapPoint::from);
        there.is_some_and(|there| window_from_map(rect, &session.view, there).distance(at) <= DROP_PT)
    })
}

/// Draws what is under way, and what a drop would do.
pub(crate) fn overlay_ui(ui: &Ui, painter: &Painter, rect: Rect, document: &Document, session: &Session) {
    let theme = &session.theme;
    let project = document.project();
    let in_window = |at: Wgs84| window_from_map(rect, &session.view, at.into());
    let place = |target: Target| place_of_target(project, target).map(in_window);
    let ring = |at: Pos2, ink| {
        painter.circle_stroke(at, 12.0, Stroke::new(4.0, color(theme.halo)));
        painter.circle_stroke(at, 11.0, Stroke::new(2.5, ink));
    };
    for at in session.tiers.picked.iter().filter_map(|&target| place(target)).filter(|at| rect.contains(*at)) {
        ring(at, color(theme.preview));
    }
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    if let Some(from) = session.tiers.frame {
        let drawn = Rect::from_two_pos(from, pointer.clamp(rect.min, rect.max));
        let ink = color(theme.preview);
        painter.rect(drawn, 0.0, ink.gamma_multiply(0.12), Stroke::new(1.5, ink), StrokeKind::Inside);
    }
    let Some(drag) = &session.tiers.drag else { return };
    let ink = match &drag.preview {
        Some(Err(_)) => color(theme.error),
        _ => color(theme.preview),
    };
    let to = drag.to.and_then(|member| project.place_of_member(member)).map(in_window);
    for from in drag.carried.iter().filter_map(|carried| place(carried.target)) {
        ring(from, ink);
        painter.extend(Shape::dashed_line(&[from, to.unwrap_or(pointer)], Stroke::new(2.5, ink), 7.0, 5.0));
    }
    match to {
        Some(at) => painter.circle_stroke(at, 15.0, Stroke::new(2.5, ink)),
        None => painter.circle_filled(pointer, 4.0, ink),
    };
    let Some(preview) = &drag.preview else { return };
    card_beside_ui(ui, rect, pointer, theme, |ui| {
        preview_card_ui(ui, document, session, preview, Text::PreviewDrop);
    });
}
