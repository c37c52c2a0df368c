//! A household on its way to a member with the pointer.

use crate::panels::desk::Desk;
use egui::{Key, Vec2};
use lianhu::model::{HouseholdId, MemberId};

fn is_away(desk: &Desk, member: MemberId, household: HouseholdId) -> bool {
    desk.place_of_member(member).distance(desk.place_of_household(household)) > 50.0
}

/// A household with no member in reach, who has it, and a neighbor who could.
fn cast(desk: &Desk) -> (HouseholdId, MemberId, MemberId) {
    let is_far = |member: &MemberId, household| {
        desk.map().shrink(40.0).contains(desk.place_of_member(*member)) && is_away(desk, *member, household)
    };
    let members: Vec<MemberId> = desk.project().members.ids().collect();
    let is_alone = |id| members.iter().all(|member| is_away(desk, *member, id));
    let can_play = |id| desk.is_usual(id) && is_alone(id) && desk.offers(id).iter().any(|to| is_far(to, id));
    let household = desk.some_household(|id, _| can_play(id));
    let to = desk.offers(household).into_iter().find(|to| is_far(to, household)).unwrap();
    (household, desk.primary(household).unwrap(), to)
}

#[test]
fn a_drag_shows_what_the_drop_will_do() {
    let mut desk = Desk::assigning("drag");
    let (household, from, to) = cast(&desk);
    let (from_load, to_load) = (desk.load(from), desk.load(to));
    desk.take_up(household);
    desk.assert_sees("拖到一位党员身上松开");
    desk.carry_to(to);
    desk.assert_sees("改派预览");
    desk.assert_sees(&format!("{} 负荷", desk.member(to).name));
    desk.assert_sees(&format!("{from_load} → {}", from_load - 1));
    desk.assert_sees(&format!("{to_load} → {}", to_load + 1));
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 0), "nothing happened yet");
    desk.let_go();
    assert_eq!((desk.primary(household), desk.steps()), (Some(to), 1));
    desk.assert_misses("改派预览");
}

#[test]
fn esc_puts_a_household_back() {
    let mut desk = Desk::assigning("drag esc");
    let (household, from, to) = cast(&desk);
    let view = desk.session().view;
    desk.take_up(household);
    desk.carry_to(to);
    desk.press(Key::Escape);
    desk.assert_misses("改派预览");
    desk.hover(desk.map().center());
    desk.let_go();
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 0));
    assert_eq!(desk.session().view, view, "the rest of the drag moves nothing");
}

#[test]
fn a_drop_beside_everybody_changes_nothing() {
    let mut desk = Desk::assigning("drag away");
    let (household, from, _) = cast(&desk);
    desk.take_up(household);
    desk.hover(desk.map().left_top() + Vec2::splat(6.0));
    desk.assert_misses("改派预览");
    desk.let_go();
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 0));
}

#[test]
fn browsing_drags_the_map() {
    let mut desk = Desk::village("drag browse");
    let (household, from, to) = cast(&desk);
    let (before, target) = (desk.place_of_household(household), desk.place_of_member(to));
    desk.take_up(household);
    desk.hover(target);
    desk.assert_misses("改派预览");
    desk.let_go();
    assert!(desk.place_of_household(household).distance(target) < 1.0, "the place came along from {before}");
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 0));
}

#[test]
fn space_drags_the_map_while_assigning() {
    let mut desk = Desk::assigning("drag space");
    let (household, from, to) = cast(&desk);
    let target = desk.place_of_member(to);
    desk.hold(Key::Space);
    desk.take_up(household);
    desk.hover(target);
    desk.assert_misses("改派预览");
    desk.let_go();
    assert!(desk.place_of_household(household).distance(target) < 1.0);
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 0));
}

#[test]
fn who_cannot_cover_is_no_place_to_drop() {
    let mut desk = Desk::assigning("drag ineligible");
    let (household, from, to) = cast(&desk);
    desk.find_by_search(&desk.member(to).code);
    desk.click("可以联户");
    desk.click("确定");
    assert!(!desk.member(to).eligible, "the others took over");
    let steps = desk.steps();
    desk.press(Key::F);
    desk.take_up(household);
    desk.carry_to(to);
    let words = format!("{} 暂不联户，请选别人", desk.member(to).name);
    desk.assert_sees(&words);
    desk.let_go();
    desk.assert_sees(&words);
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), steps));
}

#[test]
fn a_locked_household_stays() {
    let mut desk = Desk::assigning("drag locked");
    let (household, from, to) = cast(&desk);
    desk.click_household(household);
    desk.press(Key::Q);
    desk.take_up(household);
    desk.carry_to(to);
    desk.assert_sees("已锁定，请先解锁");
    desk.let_go();
    desk.assert_sees("已锁定，请先解锁");
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 1));
}

#[test]
fn nobody_is_offered_the_own_home() {
    let mut desk = Desk::assigning("drag home");
    let is_home = |id: HouseholdId| desk.document().index().is_member_home(id);
    let home = desk.some_household(|id, _| is_home(id));
    let resident = desk.document().index().members_at_home(home)[0];
    let from = desk.primary(home);
    desk.take_up(home);
    desk.carry_to(resident);
    desk.assert_misses("改派预览");
    desk.assert_sees("拖到一位党员身上松开");
    desk.let_go();
    assert_eq!((desk.primary(home), desk.steps()), (from, 0));
    assert!(!desk.offers(home).contains(&resident));
}
