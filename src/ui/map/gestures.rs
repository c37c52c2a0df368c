//! What the pointer does on the map: pan, zoom, select, reassign.

use crate::app::{Document, Preview};
use crate::edit::Edit;
use crate::geom::{MapPoint, ScreenPoint, Wgs84, wgs84_from_map};
use crate::model::{HouseholdId, LinkKind, MemberId, Target, Unit};
use crate::scene::Scene;
use crate::ui::asked::Asked;
use crate::ui::borders::borders_ui;
use crate::ui::guides::measure_ui;
use crate::ui::map::Glide;
use crate::ui::map::rings::{open_ring, ring_at};
use crate::ui::map::rubber::rubber;
use crate::ui::map::widget::window_from_map;
use crate::ui::session::{Drag, Mode, Selected, Session, Stack};
use crate::ui::style::REACH_PT;
use crate::ui::tool::Tool;
use crate::ui::tools::{Heard, carried, link_end_at, listen, resize_brush};
use crate::ui::tray::next_to_place;
use egui::{Key, PointerButton, Pos2, Rect, Response, Ui};

/// Nearest look, in points per map meter.
const NEAREST_PT_PER_M: f64 = 24.0;
/// So many points of the wheel are twice as near; a notch is a line of so many points.
const WHEEL_PT: f64 = 240.0;
const LINE_PT: f32 = 48.0;
/// How far a member may be from the pointer for a drop to mean that member.
const DROP_PT: f32 = 20.0;
/// Households closer than this stand at one place, in map meters.
const SAME_PLACE_M: f64 = 0.6;

/// Listens to the pointer. Changes the view and the drag; asks for everything else.
pub(crate) fn gestures_ui(
    ui: &Ui,
    response: &Response,
    document: &Document,
    session: &mut Session,
    scene: &Scene,
) -> Option<Asked> {
    let rect = response.rect;
    if !resize_brush(ui, response, session) {
        zoom(ui, response, session);
    }
    let pointer = response.hover_pos().or_else(|| response.interact_pointer_pos());
    session.pointer = pointer.filter(|_| !scene.bounds().is_empty()).map(|at| map_at(rect, session, at));
    let is_space_down = ui.input(|input| input.key_down(Key::Space)) && !ui.ctx().text_edit_focused();
    if response.clicked() {
        session.guides.clicked = session.pointer;
    }
    if measure_ui(ui, response, session) {
        return None;
    }
    if session.borders.doing.is_some() {
        return borders_ui(ui, response, document, session);
    }
    // A tool that somebody took up is for households, also while a tier is planned.
    let has_tool = session.mode == Mode::Assign && session.tool != Tool::Select || session.tools.aim.is_some();
    let is_for_tier = !has_tool && !is_space_down && !session.points_at_map();
    if (is_for_tier || session.tiers.is_under_way())
        && let Some(asked) = crate::ui::tiers::listen(ui, response, document, session, scene)
    {
        return asked;
    }
    if let Heard::Taken(asked) = listen(ui, response, document, session, is_space_down) {
        return asked;
    }
    if response.drag_started_by(PointerButton::Primary)
        && session.tiers.chosen.is_none()
        && session.guides.measured.is_none()
        && session.mode == Mode::Assign
        && !is_space_down
        && !session.points_at_map()
        && document.check_writable().is_ok()
    {
        let origin = ui.input(|input| input.pointer.press_origin());
        session.drag = origin.and_then(|at| grasp(document, session, rect, at));
    }
    if let Some(drag) = session.drag.take() {
        return carry(ui, response, document, session, drag);
    }
    if rubber(ui, response, session) {
        return None;
    }
    pan(ui, response, session);
    cursor(ui, response, document, session, is_space_down);
    // The first click of the two has placed somebody; the second must not place the next one there.
    if response.double_clicked() && session.placing.is_some() {
        return None;
    }
    if response.double_clicked() && pick(document, session, rect, pointer?).is_empty() {
        zoom_by(session, local(rect, pointer?), 1.6);
        return None;
    }
    if response.clicked() {
        return click(document, session, rect, response.interact_pointer_pos()?, scene);
    }
    None
}

/// Drags the map along, and throws it when it is let go on the move.
pub(crate) fn pan(ui: &Ui, response: &Response, session: &mut Session) {
    if response.drag_started() || (response.contains_pointer() && ui.input(|input| input.pointer.any_pressed())) {
        session.glide = None;
    }
    if response.dragged() {
        let by = response.drag_delta();
        session.view = session.view.panned(by.x, by.y);
    } else if response.drag_stopped() {
        let speed = ui.input(|input| input.pointer.velocity());
        session.glide = Glide::thrown(speed.x, speed.y).filter(|_| !session.comfort.is_still);
    }
}

pub(super) fn zoom(ui: &Ui, response: &Response, session: &mut Session) {
    if !response.contains_pointer() {
        return;
    }
    let Some(at) = ui.input(|input| input.pointer.hover_pos()) else { return };
    let (wheel, pinch) = ui.input(|input| (wheel_pt(input), f64::from(input.zoom_delta())));
    let at = local(response.rect, at);
    if (pinch - 1.0).abs() > 1e-6 {
        // Fingers on a touch pad lead; nothing glides behind them.
        session.glide = None;
        let wanted =
            (session.view.pt_per_m * pinch).clamp(session.farthest_pt_per_m.min(NEAREST_PT_PER_M), NEAREST_PT_PER_M);
        session.view = session.view.zoomed_about(at, wanted / session.view.pt_per_m);
    }
    if wheel != 0.0 {
        zoom_by(session, at, (f64::from(wheel) / WHEEL_PT).exp2());
    }
}

/// How far the wheel was turned in this frame, in points.
fn wheel_pt(input: &egui::InputState) -> f32 {
    let turned = input.events.iter().filter_map(|event| match event {
        egui::Event::MouseWheel { unit, delta, modifiers, .. } if !modifiers.command => Some(match unit {
            egui::MouseWheelUnit::Point => delta.y,
            egui::MouseWheelUnit::Line => delta.y * LINE_PT,
            egui::MouseWheelUnit::Page => delta.y * 8.0 * LINE_PT,
        }),
        _ => None,
    });
    turned.sum()
}

/// Zooms about a point of the map, within the limits; from where a zoom under way would end.
pub(crate) fn zoom_by(session: &mut Session, at: ScreenPoint, factor: f64) {
    let from = session.glide.map_or(session.view.pt_per_m, |glide| glide.rest(&session.view).pt_per_m);
    let to_pt_per_m = (from * factor).clamp(session.farthest_pt_per_m.min(NEAREST_PT_PER_M), NEAREST_PT_PER_M);
    let zoom = Glide::Zoom { at, to_pt_per_m };
    if session.comfort.is_still {
        (session.view, session.glide) = (zoom.rest(&session.view), None);
    } else {
        session.glide = Some(zoom);
    }
}

/// A household taken up by the pointer, if one is there; else the one whose link is taken at its end.
fn grasp(document: &Document, session: &Session, rect: Rect, at: Pos2) -> Option<Drag> {
    let here = pick(document, session, rect, at);
    let selected = session.household().filter(|household| here.contains(household));
    let (household, end_of) = match selected.or_else(|| here.first().copied()) {
        Some(household) => (household, None),
        None => link_end_at(document, session, rect, at).map(|end| (end.household, Some(end.member)))?,
    };
    Some(Drag { household, end_of, target: None, preview: None })
}

/// A household under way: looks ahead, and asks when it is let go over a member.
fn carry(ui: &Ui, response: &Response, document: &Document, session: &mut Session, mut drag: Drag) -> Option<Asked> {
    let pointer = ui.input(|input| input.pointer.latest_pos())?;
    let target = member_at(document, session, response.rect, pointer, &drag);
    if target != drag.target || drag.preview.is_none() {
        drag.preview = target.map(|to| Preview::of(document, &wish_of(document, session, &drag, to)));
        drag.target = target;
    }
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    if response.drag_stopped() || !ui.input(|input| input.pointer.primary_down()) {
        let to = drag.target?;
        let wish = wish_of(document, session, &drag, to);
        if session.picked.is_empty() && drag.end_of.is_none() {
            session.selected = Some(Selected::Household(drag.household));
        }
        session.tools.remember(to);
        return Some(Asked::Do(Box::new(wish)));
    }
    session.drag = Some(drag);
    None
}

/// What a drop on a member asks for: the end of a link moves alone, a household goes to that member.
fn wish_of(document: &Document, session: &mut Session, drag: &Drag, to: MemberId) -> Edit {
    match drag.end_of {
        Some(from) => Edit::MoveLink { household: drag.household, from, to },
        None => Edit::Assign { households: carried(document, session, drag.household), to, kind: LinkKind::Primary },
    }
}

fn cursor(ui: &Ui, response: &Response, document: &Document, session: &Session, is_space_down: bool) {
    let Some(at) = response.hover_pos() else { return };
    let icon = if session.points_at_map() {
        egui::CursorIcon::Crosshair
    } else if response.dragged() || is_space_down {
        egui::CursorIcon::Grabbing
    } else if pick(document, session, response.rect, at).is_empty() {
        egui::CursorIcon::Default
    } else {
        egui::CursorIcon::PointingHand
    };
    ui.ctx().set_cursor_icon(icon);
}

fn click(document: &Document, session: &mut Session, rect: Rect, at: Pos2, scene: &Scene) -> Option<Asked> {
    let place = map_at(rect, session, at);
    if session.is_adding {
        session.is_adding = false;
        return Some(Asked::AddHouseholdAt(wgs84_from_map(place)));
    }
    if let Some(cluster) = ring_at(scene, session, rect, at) {
        return open_ring(session, rect, &cluster);
    }
    if let Some(target) = session.placing {
        return placed(document, session, target, wgs84_from_map(place));
    }
    let here = pick(document, session, rect, at);
    let Some(&nearest) = here.first() else {
        if let Some(end) = link_end_at(document, session, rect, at) {
            return Some(Asked::Select(Some(Selected::Household(end.household))));
        }
        let is_on_map = scene.bounds().contains(place);
        let grid = document.index().grid_at(document.project(), wgs84_from_map(place)).grid();
        return Some(Asked::Select(grid.filter(|_| is_on_map && session.selected.is_none()).map(Selected::Grid)));
    };
    if stacked(document, &here).len() > 1 {
        let at = at + egui::vec2(8.0, 8.0);
        session.stack = Some(Stack { at, households: stacked(document, &here), is_fresh: true });
        return None;
    }
    let resident = document.index().members_at_home(nearest).first().copied();
    let is_open = session.selected == resident.map(Selected::Member);
    Some(Asked::Select(Some(match resident {
        // A member's home is the member; a second click is the household.
        Some(member) if !is_open => Selected::Member(member),
        _ => Selected::Household(nearest),
    })))
}

/// What a click does that says where something is.
fn placed(document: &Document, session: &mut Session, target: Target, at: Wgs84) -> Option<Asked> {
    session.placing = None;
    Some(Asked::Do(Box::new(match target {
        Target::Household(household) => {
            session.placing = next_to_place(document, session, household).map(Target::Household);
            Edit::MoveHousehold { household, at }
        }
        Target::Unit(_, unit) => {
            let row = document.project().units.at(unit)?.clone();
            Edit::ChangeUnit(unit, Box::new(Unit { path: vec![at], ..row }))
        }
        Target::Building(_) | Target::Member(_) | Target::Grid(_) => return None,
    })))
}

/// The households under the pointer, nearest first: those that are drawn.
pub(crate) fn pick(document: &Document, session: &Session, rect: Rect, at: Pos2) -> Vec<HouseholdId> {
    if session.is_far {
        return Vec::new();
    }
    let reach_m = f64::from(REACH_PT) / session.view.pt_per_m;
    let (project, index) = (document.project(), document.index());
    let near = index.households_near(map_at(rect, session, at), reach_m);
    let is_drawn = |household: &HouseholdId| session.filter.shows(project, index, document.plan(), *household);
    near.into_iter().filter(is_drawn).collect()
}

/// Those that stand where the first one stands.
fn stacked(document: &Document, here: &[HouseholdId]) -> Vec<HouseholdId> {
    let place = |household: &HouseholdId| {
        document.project().households.at(*household).and_then(|row| row.at).map(MapPoint::from)
    };
    let Some(first) = here.first().and_then(place) else { return Vec::new() };
    let is_there = |household: &&HouseholdId| {
        place(household)
            .is_some_and(|other| (other.east_m - first.east_m).hypot(other.north_m - first.north_m) < SAME_PLACE_M)
    };
    here.iter().filter(is_there).copied().collect()
}

/// The member who is meant by a drop here.
fn member_at(document: &Document, session: &Session, rect: Rect, at: Pos2, drag: &Drag) -> Option<MemberId> {
    let project = document.project();
    let near = document.index().members_near(project, wgs84_from_map(map_at(rect, session, at))).take(4);
    let mut found = near.filter_map(|(member, _)| {
        if project.members.at(member)?.home == Some(drag.household) || Some(member) == drag.end_of {
            return None;
        }
        let place = project.place_of_member(member)?;
        let away = window_from_map(rect, &session.view, place.into()).distance(at);
        (away <= DROP_PT).then_some(member)
    });
    found.next()
}

pub(super) fn local(rect: Rect, at: Pos2) -> ScreenPoint {
    ScreenPoint { x_pt: at.x - rect.left(), y_pt: at.y - rect.top() }
}

/// What lies under a point of the window.
fn map_at(rect: Rect, session: &Session, at: Pos2) -> MapPoint {
    session.view.map_from_screen(local(rect, at))
}
