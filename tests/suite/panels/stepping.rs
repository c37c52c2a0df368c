//! Going about by keys alone: to the next household, round a member, into the panel, and a whole reassignment.

use crate::panels::desk::Desk;
use egui::{Key, Modifiers};
use lianhu::model::HouseholdId;
use lianhu::ui::{Mode, Selected};

fn selected(desk: &Desk) -> HouseholdId {
    match desk.session().selected {
        Some(Selected::Household(household)) => household,
        other => panic!("no household is selected but {other:?}"),
    }
}

#[test]
fn arrows_go_to_the_next_household_that_way() {
    let mut desk = Desk::village("arrows");
    desk.press(Key::ArrowRight);
    let start = selected(&desk);
    let middle = desk.map().center();
    assert!(desk.place_of_household(start).distance(middle) < 60.0, "the first is near the middle");
    for (key, way) in [
        (Key::ArrowRight, egui::vec2(1.0, 0.0)),
        (Key::ArrowUp, egui::vec2(0.0, -1.0)),
        (Key::ArrowLeft, egui::vec2(-1.0, 0.0)),
        (Key::ArrowDown, egui::vec2(0.0, 1.0)),
    ] {
        let before = desk.place_of_household(selected(&desk));
        desk.press(key);
        let by = desk.place_of_household(selected(&desk)) - before;
        assert!(by.dot(way) > 0.0 && by.dot(way.rot90()).abs() <= by.dot(way) + 0.5, "{key:?} went {by:?}");
    }
    assert_eq!(desk.steps(), 0, "going about changes nothing");
}

#[test]
fn arrows_pass_over_what_is_not_shown() {
    let mut desk = Desk::village("arrows filter");
    let household = desk.usual_household();
    let member = desk.primary(household).unwrap();
    let at = desk.place_of_household(household);
    desk.click_secondary_at(at);
    desk.click(&format!("只看{}的户", desk.member(member).name));
    for key in [Key::ArrowRight, Key::ArrowLeft, Key::ArrowUp, Key::ArrowDown] {
        desk.press(key);
        let held = desk.plan().held_by(member).iter().any(|(held, _)| *held == selected(&desk));
        assert!(held, "{key:?} stays among those of the member");
    }
}

#[test]
fn shift_and_arrows_move_the_map() {
    let mut desk = Desk::village("arrows pan");
    let before = desk.session().view.center;
    desk.press_with(Modifiers::SHIFT, Key::ArrowRight);
    desk.press_with(Modifiers::SHIFT, Key::ArrowDown);
    let after = desk.session().view.center;
    assert!(after.east_m > before.east_m && after.north_m < before.north_m, "to the lower right");
    assert_eq!(desk.session().selected, None);
}

#[test]
fn tab_goes_round_a_member() {
    let mut desk = Desk::village("tab");
    let household = desk.usual_household();
    let member = desk.primary(household).unwrap();
    desk.find_by_search(&desk.member(member).code.clone());
    assert_eq!(desk.session().selected, Some(Selected::Member(member)));
    let load = desk.load(member);
    for _ in 0..load {
        desk.press(Key::Tab);
        assert_eq!(desk.primary(selected(&desk)), Some(member), "one after the other");
    }
    desk.press(Key::Tab);
    assert_eq!(desk.session().selected, Some(Selected::Member(member)), "and back");
    desk.press_with(Modifiers::SHIFT, Key::Tab);
    assert_eq!(desk.primary(selected(&desk)), Some(member), "the last one first");
}

#[test]
fn a_household_changes_hands_by_keys_alone() {
    let mut desk = Desk::village("keys only");
    let household = desk.usual_household();
    desk.press(Key::A);
    assert_eq!(desk.session().mode, Mode::Assign);
    desk.find_by_search(&desk.household(household).code.clone());
    let to = desk.offers(household)[0];
    let line = desk.line_of_candidate(household, to);
    let digit = line.split(' ').next().unwrap();
    let key = Key::from_name(digit).unwrap();
    desk.press(key);
    assert_eq!(desk.primary(household), Some(to));
    desk.press(Key::Enter);
    assert!(desk.has_focus(), "the panel has the keyboard");
    desk.undo();
    assert_ne!(desk.primary(household), Some(to));
}

#[test]
fn no_key_goes_about_while_somebody_types() {
    let mut desk = Desk::village("typing");
    desk.press_with(Modifiers::COMMAND, Key::K);
    desk.type_text("u?");
    for key in [Key::U, Key::Questionmark, Key::ArrowLeft, Key::Tab, Key::A] {
        desk.press(key);
    }
    assert_eq!(desk.session().selected, None);
    assert!(desk.session().filter.is_empty());
    desk.assert_misses("打开菜单 右键");
}
