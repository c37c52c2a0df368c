//! Going about on the map by keys: from household to household, from a member to the households and back.

use crate::app::Document;
use crate::geom::MapPoint;
use crate::model::{HouseholdId, LinkKind, MemberId, Unit};
use crate::ui::aid::Aid;
use crate::ui::asked::Asked;
use crate::ui::session::{Selected, Session};
use egui::{Context, FocusDirection, Id, Key, Modifiers, Sense, Ui};

/// How far one key moves the map, in points.
const PAN_PT: f32 = 80.0;
/// How far to look for the next household at first and at last, in map meters.
const NEAR_M: f64 = 40.0;
const FAR_M: f64 = 40_000.0;
/// Households closer than this stand at one place, in map meters.
const SAME_PLACE_M: f64 = 0.6;

/// The arrows, and where they point on the map: east and north.
const ARROWS: [(Key, [f64; 2]); 4] = [
    (Key::ArrowLeft, [-1.0, 0.0]),
    (Key::ArrowRight, [1.0, 0.0]),
    (Key::ArrowUp, [0.0, 1.0]),
    (Key::ArrowDown, [0.0, -1.0]),
];

/// What arrows, Tab and Enter ask for while no widget has the keyboard.
pub(crate) fn walk(ctx: &Context, document: &Document, session: &mut Session) -> Option<Asked> {
    if ctx.memory(|memory| memory.focused().is_some()) {
        return None;
    }
    for (key, [east, north]) in ARROWS {
        if ctx.input_mut(|input| input.consume_key(Modifiers::SHIFT, key)) {
            let by = |part: f64| part as f32 * PAN_PT;
            session.view = session.view.panned(by(-east), by(north));
            return None;
        }
        if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            let next = next_household(document, session, [east, north])?;
            return Some(Asked::Aid(Aid::Step(next)));
        }
    }
    let is_selected = matches!(session.selected, Some(Selected::Household(_) | Selected::Member(_)));
    if !is_selected {
        return None;
    }
    for (modifiers, is_back) in [(Modifiers::SHIFT, true), (Modifiers::NONE, false)] {
        if ctx.input_mut(|input| input.consume_key(modifiers, Key::Tab)) {
            // The first button of the window would take the keyboard otherwise.
            ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
            return round_of_member(document, session, is_back);
        }
    }
    if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        session.find.wants_panel = true;
    }
    None
}

/// Gives the keyboard to what comes first in this panel, if somebody wants to go on there.
pub(crate) fn take_keyboard_into(ui: &Ui, session: &mut Session) {
    if !std::mem::take(&mut session.find.wants_panel) {
        return;
    }
    let start = Id::unique("panel start");
    ui.memory_mut(|memory| {
        memory.request_focus(start);
        memory.move_focus(FocusDirection::Next);
    });
    let corner = egui::Rect::from_min_size(ui.max_rect().min, egui::Vec2::splat(1.0));
    ui.interact(corner, start, Sense::focusable_noninteractive());
    ui.ctx().request_repaint();
}

/// The household that lies nearest in a direction; from the middle of the map the nearest anywhere.
fn next_household(document: &Document, session: &Session, [east, north]: [f64; 2]) -> Option<HouseholdId> {
    let (project, index) = (document.project(), document.index());
    let place = |household| project.households.at(household).and_then(|row| row.at).map(MapPoint::from);
    let here = match session.selected {
        Some(Selected::Household(household)) => place(household),
        Some(Selected::Member(member)) => project.place_of_member(member).map(MapPoint::from),
        Some(Selected::Unit(unit)) => project.units.at(unit).and_then(Unit::at).map(MapPoint::from),
        Some(Selected::Grid(_)) | None => None,
    };
    let from = here.unwrap_or(session.view.center);
    let is_shown = |household: &HouseholdId| session.filter.shows(project, index, document.plan(), *household);
    // What lies straight ahead counts less far than what lies aslant; behind a diagonal it is another direction.
    let cost = |household: HouseholdId| {
        let there = place(household)?;
        let away = [there.east_m - from.east_m, there.north_m - from.north_m];
        if here.is_none() {
            return Some(away[0].hypot(away[1]));
        }
        let ahead = away[0].mul_add(east, away[1] * north);
        let aside = away[0].mul_add(north, away[1] * east).abs();
        (ahead > SAME_PLACE_M && aside <= ahead).then_some(2.0_f64.mul_add(aside, ahead))
    };
    let mut radius_m = NEAR_M;
    while radius_m <= FAR_M {
        let near = index.households_near(from, radius_m).into_iter().filter(is_shown);
        let best = near.filter_map(|id| Some((cost(id)?, id))).min_by(|a, b| a.0.total_cmp(&b.0));
        // Beyond the circle something straight ahead may still be nearer than what is aslant within.
        if let Some((cost, household)) = best.filter(|(cost, _)| *cost <= radius_m || radius_m * 3.0 > FAR_M) {
            debug_assert!(cost.is_finite(), "a place is somewhere");
            return Some(household);
        }
        radius_m *= 3.0;
    }
    None
}

/// From a member to the first household, from there to the next, and from the last one back to the member.
fn round_of_member(document: &Document, session: &Session, is_back: bool) -> Option<Asked> {
    let plan = document.project().plans.at(document.plan())?;
    let households_of = |member: MemberId| -> Vec<HouseholdId> {
        let held = plan.held_by(member).iter().filter(|(_, kind)| *kind == LinkKind::Primary);
        held.map(|(household, _)| *household).collect()
    };
    let (member, at) = match session.selected? {
        Selected::Member(member) => (member, None),
        Selected::Household(household) => {
            let member = plan.primaries_of(household).next()?.member;
            (member, households_of(member).iter().position(|held| *held == household))
        }
        Selected::Grid(_) | Selected::Unit(_) => return None,
    };
    let households = households_of(member);
    let next = match (at, is_back) {
        (None, false) => households.first(),
        (None, true) => households.last(),
        (Some(at), false) => households.get(at + 1),
        (Some(at), true) => at.checked_sub(1).and_then(|before| households.get(before)),
    };
    Some(match next {
        Some(&household) => Asked::Aid(Aid::Step(household)),
        None => Asked::Select(Some(Selected::Member(member))),
    })
}
