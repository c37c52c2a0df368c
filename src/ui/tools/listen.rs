//! What the pointer does with a tool in hand.

use crate::app::Document;
use crate::app::wording::Text;
use crate::edit::Edit;
use crate::geom::{MapPoint, ScreenPoint};
use crate::index::Side;
use crate::model::{HouseholdId, LinkKind};
use crate::ui::asked::Asked;
use crate::ui::map::pick;
use crate::ui::picked::Picked;
use crate::ui::session::{Mode, Selected, Session};
use crate::ui::tool::Tool;
use crate::ui::tools::aim::{give, member_under};
use crate::ui::tools::link_end::link_end_at;
use crate::ui::tools::state::{Offer, place};
use crate::ui::tools::stroke::{How, Kind, Sieve, Stroke};
use egui::{Event, Modifiers, PointerButton, Pos2, Rect, Response, Ui};

/// So far a push has to go, in points, before it has a direction.
const PUSH_PT: f32 = 4.0;
/// How far from the press the two members of a border are looked for, in points.
const BORDER_PT: f32 = 90.0;
/// Points of a path that are closer than this tell nothing new, in points.
const STEP_PT: f32 = 2.0;

/// Whether the pointer was about a tool.
#[derive(Debug)]
pub(crate) enum Heard {
    /// It was not; let others listen.
    Nothing,
    /// It was, and this is asked for.
    Taken(Option<Asked>),
}

/// Listens to the pointer for the tool in hand.
pub(crate) fn listen(
    ui: &Ui,
    response: &Response,
    document: &Document,
    session: &mut Session,
    is_space_down: bool,
) -> Heard {
    if session.mode != Mode::Assign || session.points_at_map() {
        session.tools.put_down(&mut session.picked);
        return Heard::Nothing;
    }
    if let Some(stroke) = session.tools.stroke.take() {
        return Heard::Taken(go_on(ui, response, document, session, stroke));
    }
    if session.drag.is_some() {
        return Heard::Nothing;
    }
    let is_start = response.drag_started_by(PointerButton::Primary);
    let goes_on = session.tools.awaits_push && response.dragged_by(PointerButton::Primary);
    if (is_start || goes_on) && !is_space_down {
        let origin = ui.input(|input| input.pointer.press_origin());
        session.tools.awaits_push = awaits_push(ui, session, origin);
        if session.tools.awaits_push {
            return Heard::Taken(None);
        }
        let modifiers = ui.input(|input| input.modifiers);
        if let Some(stroke) = origin.and_then(|at| begin(ui, document, session, response.rect, at, modifiers)) {
            session.tools.popup = None;
            session.tools.offer = None;
            return Heard::Taken(go_on(ui, response, document, session, stroke));
        }
        if session.tool == Tool::Border && session.tools.aim.is_none() {
            // There is no border here; the rest of the drag is no wish to move the map.
            ui.ctx().stop_dragging();
            return Heard::Taken(None);
        }
    }
    match response.interact_pointer_pos().filter(|_| response.clicked()) {
        Some(at) => click(ui, document, session, response.rect, at),
        None => Heard::Nothing,
    }
}

/// A press that is held for a while counts as a drag before it moves; which way a border is pushed is not known then.
fn awaits_push(ui: &Ui, session: &Session, origin: Option<Pos2>) -> bool {
    let moved_pt = origin.zip(ui.input(|input| input.pointer.latest_pos())).map_or(0.0, |(from, to)| from.distance(to));
    session.tool == Tool::Border && session.tools.aim.is_none() && moved_pt < PUSH_PT
}

/// Ctrl and the wheel make the brush wider or narrower while one is in hand. True if that was meant.
pub(crate) fn resize_brush(ui: &Ui, response: &Response, session: &mut Session) -> bool {
    if session.mode != Mode::Assign || !session.tool.has_width() || !response.contains_pointer() {
        return false;
    }
    let (is_meant, zoom) = ui.input(|input| (input.modifiers.command, input.zoom_delta()));
    if is_meant && (zoom - 1.0).abs() > 1e-6 {
        session.tools.resize_brush(zoom);
    }
    is_meant
}

/// The stroke that begins here, if the tool draws one here.
fn begin(
    ui: &Ui,
    document: &Document,
    session: &mut Session,
    rect: Rect,
    at: Pos2,
    modifiers: Modifiers,
) -> Option<Stroke> {
    if session.tools.aim.is_some() {
        return None;
    }
    let here = pick(document, session, rect, at);
    let is_on_pick = here.iter().any(|&household| session.picked.contains(household));
    let keeps = modifiers.shift || modifiers.command;
    let takes_up = match session.tool {
        // What lies under the pointer comes along, be it the end of a link.
        Tool::Select => !keeps && (!here.is_empty() || link_end_at(document, session, rect, at).is_some()),
        // So does what was picked with this tool, unless more is to be picked.
        Tool::Brush | Tool::Lasso | Tool::Street => is_on_pick && !keeps && session.tools.paints_to.is_none(),
        Tool::Border => false,
    };
    if takes_up && document.check_writable().is_ok() {
        return None;
    }
    let how = match (modifiers.shift, modifiers.command) {
        (true, _) => How::Add,
        (_, true) => How::Remove,
        _ => How::Replace,
    };
    let origin = map_at(rect, session, at);
    let radius_m = f64::from(session.tools.brush_pt) / session.view.pt_per_m;
    let kind = if let Some(kind) = Stroke::kind_of(session.tool) {
        kind
    } else {
        let pointer = ui.input(|input| input.pointer.latest_pos()).unwrap_or(at);
        let found = border(document, session, origin, map_at(rect, session, pointer));
        if found.is_none() {
            let hint = Text::BorderHint.of(session.lang);
            session.say(hint, false);
        }
        found?
    };
    let before = if matches!(kind, Kind::Border { .. }) { session.picked.clone() } else { pick_from_before(session) };
    let mut stroke = Stroke::begin(kind, how, origin, radius_m, before);
    stroke.extend(origin, sieve(document, session));
    Some(stroke)
}

/// What is picked now; a single selected household counts.
fn pick_from_before(session: &Session) -> Picked {
    let mut before = session.picked.clone();
    if before.is_empty() {
        before.add(session.household());
    }
    before
}

/// Who loses and who wins if the border here is pushed this way: whoever has the nearest household ahead gives way
/// to whoever has the nearest one behind.
fn border(document: &Document, session: &Session, from: MapPoint, to: MapPoint) -> Option<Kind> {
    document.check_writable().ok()?;
    let (project, index) = (document.project(), document.index());
    let plan = project.plans.at(document.plan())?;
    let reach_m = f64::from(BORDER_PT) / session.view.pt_per_m;
    let (east_m, north_m) = (to.east_m - from.east_m, to.north_m - from.north_m);
    let length_m = east_m.hypot(north_m);
    if length_m <= 0.0 {
        return None;
    }
    // How far ahead a household is, and how far beside the way.
    let seen_from = |at: MapPoint| {
        let (east, north) = (at.east_m - from.east_m, at.north_m - from.north_m);
        ((east * east_m + north * north_m) / length_m, ((east * north_m - north * east_m) / length_m).abs())
    };
    let (mut ahead, mut behind) = (Vec::new(), Vec::new());
    for household in index.households_near(from, reach_m) {
        let is_shown = session.filter.shows(project, index, document.plan(), household);
        let holder = plan.primaries_of(household).next().map(|link| link.member).filter(|_| is_shown);
        let (Some(member), Some(at)) = (holder, place(document, household)) else { continue };
        let (ahead_m, beside_m) = seen_from(at);
        if ahead_m <= 0.0 {
            behind.push(member);
        } else if beside_m <= ahead_m.max(f64::from(session.tools.brush_pt) / session.view.pt_per_m) {
            ahead.push(member);
        }
    }
    let winner = *behind.first()?;
    let loser = ahead.into_iter().find(|&member| member != winner)?;
    Some(Kind::Border { loser, winner })
}

/// A stroke under way: follows every motion of the frame, and ends when the button goes up.
fn go_on(
    ui: &Ui,
    response: &Response,
    document: &Document,
    session: &mut Session,
    mut stroke: Stroke,
) -> Option<Asked> {
    let rect = response.rect;
    let (moves, is_over, is_one_sided) = ui.input(|input| {
        let is_release = |event: &Event| {
            matches!(event, Event::PointerButton { button: PointerButton::Primary, pressed: false, .. })
        };
        let moved = |event: &Event| if let Event::PointerMoved(to) = event { Some(*to) } else { None };
        let moves: Vec<Pos2> = input.events.iter().take_while(|event| !is_release(event)).filter_map(moved).collect();
        (moves, !input.pointer.primary_down(), input.modifiers.alt)
    });
    if matches!(stroke.kind, Kind::Street(_)) {
        let is_one_sided = is_one_sided || session.tools.is_one_sided;
        stroke.turn(is_one_sided.then_some(Side::Left), sieve(document, session));
    }
    let step_m = f64::from(STEP_PT) / session.view.pt_per_m;
    for to in moves {
        let to = map_at(rect, session, to);
        let is_new =
            stroke.path.last().is_none_or(|last| (last.east_m - to.east_m).hypot(last.north_m - to.north_m) >= step_m);
        if is_new {
            stroke.extend(to, sieve(document, session));
        }
    }
    if !matches!(stroke.kind, Kind::Border { .. }) {
        let picks = stroke.picks();
        if picks.len() != session.picked.len() || !session.picked.iter().eq(picks.iter().copied()) {
            session.picked.replace(picks);
        }
    }
    ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
    if is_over || response.drag_stopped() {
        let pointer = ui.input(|input| input.pointer.latest_pos()).unwrap_or(rect.center());
        return finish(session, &stroke, pointer);
    }
    session.tools.stroke = Some(stroke);
    None
}

/// What comes of a stroke: a pick, a wish, or a wish that waits for a yes.
fn finish(session: &mut Session, stroke: &Stroke, at: Pos2) -> Option<Asked> {
    if let Kind::Border { winner, .. } = stroke.kind {
        if stroke.taken.is_empty() {
            return None;
        }
        session.tools.remember(winner);
        let households = stroke.taken.iter().copied().collect();
        return Some(Asked::Do(Box::new(Edit::Assign { households, to: winner, kind: LinkKind::Primary })));
    }
    settle_pick(session);
    if session.tools.paints_to.is_some() && !session.households().is_empty() {
        session.tools.offer = Some(Offer { edit: None, at });
    }
    None
}

/// One picked household is a selected one; of several none is selected.
pub(crate) fn settle_pick(session: &mut Session) {
    let first = session.picked.iter().next();
    session.selected = first.filter(|_| session.picked.len() == 1).map(Selected::Household);
    if session.selected.is_some() {
        session.picked.clear();
    }
}

fn click(ui: &Ui, document: &Document, session: &mut Session, rect: Rect, at: Pos2) -> Heard {
    session.tools.offer = None;
    session.tools.popup = None;
    if let Some(purpose) = session.tools.aim {
        let member = member_under(document, session, rect, at);
        return Heard::Taken(member.and_then(|to| give(document, session, purpose, to)));
    }
    let modifiers = ui.input(|input| input.modifiers);
    if modifiers.shift || modifiers.command {
        if let Some(&household) = pick(document, session, rect, at).first() {
            toggle(session, household, modifiers.shift);
        }
        return Heard::Taken(None);
    }
    if session.tool == Tool::Brush
        && let Some(stroke) = begin(ui, document, session, rect, at, modifiers)
        && !stroke.taken.is_empty()
    {
        session.picked.replace(stroke.picks());
        return Heard::Taken(finish(session, &stroke, at));
    }
    Heard::Nothing
}

/// Shift adds one household to the pick, Ctrl adds it or takes it out.
fn toggle(session: &mut Session, household: HouseholdId, only_adds: bool) {
    let before = pick_from_before(session);
    session.picked.replace(before.iter());
    if only_adds {
        session.picked.add([household]);
    } else {
        session.picked.toggle(household);
    }
    settle_pick(session);
}

fn sieve<'a>(document: &'a Document, session: &'a Session) -> Sieve<'a> {
    Sieve { document, filter: &session.filter, source: session.source }
}

/// What lies under a point of the window.
pub(crate) fn map_at(rect: Rect, session: &Session, at: Pos2) -> MapPoint {
    session.view.map_from_screen(ScreenPoint { x_pt: at.x - rect.left(), y_pt: at.y - rect.top() })
}
