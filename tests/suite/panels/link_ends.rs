//! The end of a link, taken at one member and put on another.

use crate::panels::desk::{Desk, saved};
use egui::{Key, Modifiers, Pos2, Vec2};
use lianhu::model::{HouseholdId, LinkKind, MemberId};
use lianhu::ui::{Mode, Selected};

const HINT: &str = "拖到另一位党员身上改派";

/// A place on a link near its member where no household stands.
fn grip(desk: &Desk, household: HouseholdId, member: MemberId) -> Option<Pos2> {
    let (from, to) = (desk.place_of_member(member), desk.place_of_household(household));
    let free = |at: &Pos2| {
        let away = *at - desk.map().min;
        let view = desk.session().view;
        let at = view.map_from_screen(lianhu::geom::ScreenPoint { x_pt: away.x, y_pt: away.y });
        desk.document().index().households_near(at, 16.0 / view.pt_per_m).is_empty()
    };
    let length = from.distance(to);
    if length < 60.0 {
        return None;
    }
    (0..20).map(|step| from.lerp(to, 0.10 + 0.02 * step as f32)).find(free)
}

/// A household with a link that can be gripped, who has it, who else could, and where to grip.
fn cast(desk: &mut Desk) -> (HouseholdId, MemberId, MemberId, Pos2) {
    // As F shows the map again later.
    desk.press(Key::F);
    let map = desk.map().shrink(60.0);
    let ids: Vec<HouseholdId> = desk.project().households.ids().collect();
    let of = |household: HouseholdId| {
        let from = desk.primary(household).filter(|_| desk.is_usual(household))?;
        let is_seen = map.contains(desk.place_of_household(household)) && map.contains(desk.place_of_member(from));
        let at = grip(desk, household, from).filter(|at| is_seen && map.contains(*at))?;
        let is_apart = |to: &MemberId| {
            let there = desk.place_of_member(*to);
            map.contains(there) && there.distance(at) > 60.0 && there.distance(desk.place_of_member(from)) > 50.0
        };
        let to = desk.offers(household).into_iter().find(is_apart)?;
        Some((household, from, to, at))
    };
    ids.into_iter().filter(|&id| desk.household(id).at.is_some()).find_map(of).unwrap()
}

#[test]
fn the_end_of_a_link_is_put_on_another_member() {
    let mut desk = Desk::assigning("link end");
    let (household, from, to, at) = cast(&mut desk);
    let (from_load, to_load) = (desk.load(from), desk.load(to));
    desk.hover(at);
    desk.assert_misses(HINT);
    desk.find_by_search(&desk.household(household).code);
    desk.press(Key::F);
    desk.pull_from(at);
    assert!(desk.session().drag.as_ref().is_some_and(|drag| drag.end_of == Some(from)));
    desk.assert_sees("拖到一位党员身上松开");
    desk.carry_to(to);
    desk.assert_sees("改派预览");
    desk.assert_sees(&format!("{from_load} → {}", from_load - 1));
    desk.assert_sees(&format!("{to_load} → {}", to_load + 1));
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 0), "nothing happened yet");
    desk.let_go();
    assert_eq!((desk.primary(household), desk.steps()), (Some(to), 1));
    assert_eq!(desk.session().selected, Some(Selected::Household(household)));
    desk.assert_sees(&format!("改由 {} 联系", desk.member(to).name));
    desk.undo();
    assert_eq!(desk.primary(household), Some(from));
    assert_eq!(saved(&desk.path), desk.project());
}

#[test]
fn each_line_of_a_selected_member_has_an_end() {
    let mut desk = Desk::assigning("link ends");
    let (household, from, to, _) = cast(&mut desk);
    desk.find_by_search(&desk.member(from).code);
    assert_eq!(desk.session().selected, Some(Selected::Member(from)));
    desk.press(Key::F);
    let before = desk.plan().held_by(from).to_vec();
    let at = desk.place_of_member(from).lerp(desk.place_of_household(household), 0.5);
    let at = grip(&desk, household, from).unwrap_or(at);
    desk.pull_from(at);
    let moved = desk.session().drag.as_ref().map(|drag| drag.household).unwrap();
    desk.carry_to(to);
    desk.let_go();
    assert_eq!((desk.primary(moved), desk.steps()), (Some(to), 1));
    assert_eq!(desk.plan().held_by(from).len() + 1, before.len(), "one of them");
    assert_eq!(desk.session().selected, Some(Selected::Member(from)), "ready for the next line");
}

#[test]
fn esc_and_empty_ground_leave_the_link_where_it_is() {
    let mut desk = Desk::assigning("link end esc");
    let (household, from, to, at) = cast(&mut desk);
    desk.find_by_search(&desk.household(household).code);
    desk.press(Key::F);
    let view = desk.session().view;
    desk.pull_from(at);
    desk.carry_to(to);
    desk.press(Key::Escape);
    desk.assert_misses("改派预览");
    desk.hover(desk.map().center());
    desk.let_go();
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 0));
    assert_eq!((desk.session().view, desk.session().selected), (view, Some(Selected::Household(household))));
    desk.pull_from(at);
    desk.carry_to(from);
    desk.assert_misses("改派预览");
    desk.let_go();
    desk.pull_from(at);
    desk.hover(desk.map().left_top() + Vec2::new(6.0, 120.0));
    desk.let_go();
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 0), "neither back home nor nowhere is a wish");
    desk.click_at(at);
    assert_eq!(desk.session().selected, Some(Selected::Household(household)), "a click on its line keeps it");
}

#[test]
fn other_tools_and_modes_take_no_link() {
    let mut desk = Desk::assigning("link end tools");
    let (household, from, to, at) = cast(&mut desk);
    desk.find_by_search(&desk.household(household).code);
    desk.press(Key::F);
    desk.stroke_with(Modifiers::SHIFT, &[at, at + Vec2::new(30.0, 30.0), desk.place_of_member(to)]);
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 0), "Shift draws a box");
    desk.press(Key::Escape);
    desk.find_by_search(&desk.household(household).code);
    desk.press(Key::F);
    desk.press(Key::B);
    assert_eq!(desk.session().mode, Mode::Browse);
    let center = desk.session().view.center;
    desk.stroke(&[at, at + Vec2::new(30.0, 30.0), desk.place_of_member(to)]);
    assert_ne!(desk.session().view.center, center, "looking around drags the map");
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 0));
}

#[test]
fn a_locked_link_says_why_it_stays() {
    let mut desk = Desk::assigning("link end locked");
    let (household, from, to, at) = cast(&mut desk);
    desk.find_by_search(&desk.household(household).code);
    desk.press(Key::Q);
    desk.press(Key::F);
    desk.pull_from(at);
    desk.carry_to(to);
    desk.assert_sees("已锁定，请先解锁");
    desk.let_go();
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 1));
}

#[test]
fn keys_alone_move_a_link_of_a_member() {
    let mut desk = Desk::assigning("link end keys");
    let (household, from, ..) = cast(&mut desk);
    desk.find_by_search(&desk.member(from).code);
    let count = desk.plan().held_by(from).iter().filter(|(_, kind)| *kind == LinkKind::Primary).count();
    // Round the households of the member until it is this one.
    for _ in 0..=count {
        desk.press(Key::Tab);
        if desk.session().selected == Some(Selected::Household(household)) {
            break;
        }
    }
    assert_eq!(desk.session().selected, Some(Selected::Household(household)));
    let to = desk.offers(household)[0];
    desk.press(Key::E);
    desk.type_text(&desk.member(to).name);
    desk.press(Key::Enter);
    assert_eq!(desk.primary(household), Some(to));
    desk.undo();
    assert_eq!(desk.primary(household), Some(from));
}
