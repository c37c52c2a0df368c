//! Backups, locks, and the last responsible member.

use crate::panels::desk::Desk;
use egui::Key;
use lianhu::model::{HouseholdId, MemberId, Reason};

/// The window with a usual household selected; who has it, and a neighbor who could.
fn selected(test: &str) -> (Desk, HouseholdId, MemberId, MemberId) {
    let mut desk = Desk::assigning(test);
    let household = desk.usual_household();
    desk.click_household(household);
    let (from, other) = (desk.primary(household).unwrap(), desk.offers(household)[0]);
    (desk, household, from, other)
}

fn remove(desk: &mut Desk, member: MemberId) {
    let name = desk.member(member).name;
    desk.click(&format!("移除联系 {name}"));
}

fn add_backup(desk: &mut Desk, household: HouseholdId, member: MemberId) {
    let line = desk.line_of_candidate(household, member);
    let at = desk.find_starting(&line).rect().center();
    desk.click_secondary_at(at);
    desk.click("设为协助人（AB角）");
}

#[test]
fn a_backup_comes_and_goes_without_a_question() {
    let (mut desk, household, from, other) = selected("backup");
    add_backup(&mut desk, household, other);
    assert_eq!((desk.primary(household), desk.backups(household)), (Some(from), vec![other]));
    desk.assert_sees(&format!("{} 协助 {}", desk.member(other).name, desk.household(household).address.short()));
    remove(&mut desk, other);
    assert_eq!((desk.primary(household), desk.backups(household)), (Some(from), vec![]));
    assert_eq!(desk.steps(), 2);
}

#[test]
fn a_backup_steps_in() {
    let (mut desk, household, from, other) = selected("backup steps in");
    add_backup(&mut desk, household, other);
    remove(&mut desk, from);
    desk.assert_misses("今后由谁联系？");
    assert_eq!((desk.primary(household), desk.backups(household)), (Some(other), vec![]));
    desk.assert_sees(&format!("由协助人 {} 接任", desk.member(other).name));
}

#[test]
fn a_lock_holds_until_it_is_opened() {
    let (mut desk, household, from, other) = selected("lock");
    desk.click("锁定");
    desk.assert_sees("已锁定");
    assert!(!desk.is_enabled("移除联系"));
    desk.click_candidate(household, other);
    desk.assert_sees("的联系已锁定，请先解锁");
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 1));
    desk.click("解锁");
    assert!(desk.is_enabled("移除联系"));
    desk.press(Key::Q);
    assert!(desk.plan().links_of(household).iter().all(|link| link.locked), "the key locks too");
}

#[test]
fn the_nearest_takes_over() {
    let (mut desk, household, from, other) = selected("nearest");
    remove(&mut desk, from);
    desk.assert_sees("今后由谁联系？");
    assert_eq!(desk.steps(), 0);
    desk.click("确定");
    assert_eq!(desk.primary(household), Some(other));
    desk.assert_misses("今后由谁联系？");
    desk.assert_sees("✓ 全覆盖 414 / 414");
}

#[test]
fn a_chosen_member_takes_over() {
    let (mut desk, household, from, _) = selected("successor");
    let chosen = desk.offers(household)[2];
    remove(&mut desk, from);
    desk.click("指定一位党员");
    desk.choose("党员", &desk.member(chosen).name);
    desk.click("确定");
    assert_eq!(desk.primary(household), Some(chosen));
}

#[test]
fn nobody_takes_over_for_a_reason() {
    let (mut desk, household, from, _) = selected("reason");
    remove(&mut desk, from);
    desk.click("暂时无人，写明原因");
    assert!(!desk.is_enabled("确定"), "a reason is needed");
    desk.write("例如：正在物色人选", "等换届");
    desk.click("确定");
    assert_eq!(desk.primary(household), None);
    assert_eq!(desk.plan().reason_of(household), Some(&Reason::Said("等换届".to_owned())));
    desk.assert_sees("1 户未覆盖 · 413 / 414");
    desk.assert_sees("未覆盖原因：等换届");
    desk.assert_sees("无人联系：等换届");
    desk.undo();
    desk.assert_sees("✓ 全覆盖 414 / 414");
    assert_eq!(desk.primary(household), Some(from));
}

#[test]
fn nothing_is_removed_by_who_thinks_again() {
    let (mut desk, household, from, _) = selected("cancel");
    remove(&mut desk, from);
    desk.click("取消");
    desk.assert_misses("今后由谁联系？");
    remove(&mut desk, from);
    desk.press(Key::Escape);
    desk.assert_misses("今后由谁联系？");
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 0));
}

#[test]
fn enter_does_what_the_keyboard_is_on() {
    let (mut desk, household, from, other) = selected("enter");
    remove(&mut desk, from);
    desk.focus("取消");
    desk.press(Key::Enter);
    desk.assert_misses("今后由谁联系？");
    assert_eq!((desk.primary(household), desk.steps()), (Some(from), 0));
    remove(&mut desk, from);
    desk.press(Key::Enter);
    assert_eq!((desk.primary(household), desk.steps()), (Some(other), 1));
}

#[test]
fn a_member_with_a_locked_household_cannot_step_back() {
    let (mut desk, household, from, _) = selected("locked step back");
    desk.click("锁定");
    let load = desk.load(from);
    desk.click("可以联户");
    desk.click("确定");
    desk.assert_sees("已锁定，请先解锁");
    assert!(desk.member(from).eligible);
    assert_eq!((desk.load(from), desk.steps()), (load, 1));
    assert_eq!(desk.primary(household), Some(from));
}
