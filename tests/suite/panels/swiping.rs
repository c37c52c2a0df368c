//! Two plans side by side: begun from the menu or by key, dragged, followed, ended.

use crate::panels::desk::Desk;
use egui::{Key, Modifiers};
use lianhu::model::PlanId;
use lianhu::ui::Swipe;

const KEY: (Modifiers, Key) = (Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::C);

#[track_caller]
fn choose(desk: &mut Desk, line: &str) {
    let at = desk.find_starting("方案：").rect().center();
    desk.click_at(at);
    let at = desk.find_starting(line).rect().center();
    desk.click_at(at);
}

fn copied(test: &str) -> Desk {
    let mut desk = Desk::village(test);
    choose(&mut desk, "复制为草案");
    desk
}

#[test]
fn with_one_plan_there_is_nothing_to_compare() {
    let mut desk = Desk::village("swipe alone");
    desk.press_with(KEY.0, KEY.1);
    assert_eq!(desk.session().swipe, None, "there is no other plan");
    let at = desk.find_starting("方案：").rect().center();
    desk.click_at(at);
    assert!(!desk.is_enabled("左右对比方案"), "and the menu says so");
}

#[test]
fn a_draft_stands_beside_the_plan_in_force_until_esc() {
    let mut desk = copied("swipe draft");
    desk.press_with(KEY.0, KEY.1);
    assert_eq!(desk.session().swipe, Some(Swipe::half(PlanId(1))), "the plan in force is on the right");
    desk.press(Key::Escape);
    assert_eq!(desk.session().swipe, None, "Esc ends it");
    choose(&mut desk, "左右对比方案");
    assert!(desk.session().swipe.is_some(), "the menu begins it, too");
    let from = desk.map().center();
    desk.pull_from(from);
    desk.hover(from + egui::vec2(120.0, 0.0));
    desk.let_go();
    assert!(desk.session().swipe.unwrap().share > 0.55, "the line is dragged");
    desk.press_with(KEY.0, KEY.1);
    assert_eq!(desk.session().swipe, None, "the key ends it, too");
}

#[test]
fn the_other_plan_follows_what_is_looked_at() {
    let mut desk = copied("swipe follows");
    desk.press_with(KEY.0, KEY.1);
    choose(&mut desk, "现行");
    assert_eq!(desk.document().plan(), PlanId(1), "the plan in force is looked at");
    assert_eq!(desk.session().swipe.map(|swipe| swipe.plan), Some(PlanId(2)), "so the draft is on the right");
    desk.undo();
    assert_eq!(desk.project().plans.len(), 1, "the draft is gone");
    assert_eq!(desk.session().swipe, None, "and so is the line");
}
