//! Households that nobody has placed: a tray of them, a proposal for each, and a click on the map.

use crate::panels::desk::{Desk, saved};
use egui::Key;
use lianhu::geom::distance_m;
use lianhu::model::HouseholdId;

/// Who waits in the village, in the order of the register.
fn waiting(desk: &Desk) -> Vec<HouseholdId> {
    let project = desk.project();
    project.households.iter().filter(|(_, row)| row.at.is_none()).map(|(id, _)| id).collect()
}

#[test]
fn a_click_places_one_and_the_next_is_asked_for() {
    let mut desk = Desk::village("placing click");
    let [first, second] = waiting(&desk)[..] else { panic!("two wait") };
    desk.click("待定位 2");
    desk.click(&format!("在图上点选 {}", desk.household(first).code));
    desk.assert_sees(&format!("点一下 {} 所在的位置", desk.name_of(first)));
    let neighbor = desk.usual_household();
    let at = desk.place_of_household(neighbor);
    desk.click_at(at);
    let placed = desk.household(first).at.unwrap();
    assert!(distance_m(placed, desk.household(neighbor).at.unwrap()) < 5.0, "where somebody has clicked");
    desk.assert_sees("待定位 1");
    desk.assert_sees(&format!("点一下 {} 所在的位置", desk.name_of(second)));
    desk.press(Key::Escape);
    desk.assert_misses("所在的位置");
    desk.click_at(at);
    assert_eq!((desk.household(second).at, desk.steps()), (None, 1), "and then a click is a click");
    assert_eq!(saved(&desk.path), desk.project());
    desk.undo();
    assert_eq!(desk.household(first).at, None);
    desk.assert_sees("待定位 2");
}

#[test]
fn proposals_are_taken_one_by_one_or_all_at_once() {
    let mut desk = Desk::village("placing taken");
    let [first, second] = waiting(&desk)[..] else { panic!("two wait") };
    desk.click("待定位 2");
    desk.assert_sees("建议：按相邻门牌号推算");
    desk.click(&format!("采用 {}", desk.household(first).code));
    assert!(desk.household(first).at.is_some() && desk.household(second).at.is_none());
    desk.undo();
    desk.click("按建议标定 2 户");
    assert!(waiting(&desk).is_empty(), "both");
    assert_eq!(desk.steps(), 3, "in one step; the others were taking one and taking it back");
    desk.assert_misses("待定位");
    desk.undo();
    assert_eq!(waiting(&desk).len(), 2);
}

#[test]
fn a_household_is_placed_from_its_card_too() {
    let mut desk = Desk::village("placing card");
    let first = waiting(&desk)[0];
    desk.find_by_search(&desk.household(first).code);
    desk.click("在图上点选");
    let at = desk.place_of_household(desk.usual_household());
    desk.click_at(at);
    assert!(desk.household(first).at.is_some());
    desk.assert_misses("所在的位置");
}
