//! What the register says: status, categories, who can cover, new households.

use crate::panels::desk::{Desk, saved};
use egui::{Key, Vec2};
use lianhu::model::{HouseholdId, HouseholdStatus, Reason};
use lianhu::ui::Selected;

fn selected(test: &str) -> (Desk, HouseholdId) {
    let mut desk = Desk::assigning(test);
    let ordinary = desk.project().category("ordinary").unwrap();
    let household = desk.some_household(|id, row| desk.is_usual(id) && row.categories.contains(ordinary));
    desk.click_household(household);
    (desk, household)
}

#[test]
fn an_empty_house_needs_nobody() {
    let (mut desk, household) = selected("vacant");
    desk.choose("状态", "空置");
    assert_eq!(desk.household(household).status, HouseholdStatus::Vacant);
    desk.assert_sees("✓ 全覆盖 413 / 413");
    desk.assert_sees("改为“空置”");
    desk.undo();
    assert_eq!(desk.household(household).status, HouseholdStatus::Resident);
    desk.assert_sees("✓ 全覆盖 414 / 414");
}

#[test]
fn who_comes_back_gets_the_nearest() {
    let mut desk = Desk::assigning("back");
    let is_empty = |id| desk.household(id).status == HouseholdStatus::Vacant && desk.primary(id).is_none();
    let household = desk.some_household(|id, _| is_empty(id));
    desk.click_household(household);
    desk.choose("状态", "在住");
    assert_eq!(desk.household(household).status, HouseholdStatus::Resident);
    let nearest = desk.primary(household).unwrap();
    desk.assert_sees(&format!("{} 转给最近的 {}", desk.name_of(household), desk.member(nearest).name));
    desk.assert_sees("✓ 全覆盖 415 / 415");
}

#[test]
fn who_moves_out_leaves_the_map() {
    let (mut desk, household) = selected("moved out");
    let (from, at) = (desk.primary(household).unwrap(), desk.place_of_household(household));
    let load = desk.load(from);
    desk.choose("状态", "迁出");
    assert_eq!((desk.primary(household), desk.load(from)), (None, load - 1));
    desk.assert_misses("候选联系人");
    desk.press(Key::Escape);
    desk.click_at(at);
    assert_ne!(desk.session().selected, Some(Selected::Household(household)));
}

#[test]
fn ordinary_and_the_others_exclude_each_other() {
    let (mut desk, household) = selected("categories");
    let project = desk.project();
    let (ordinary, hardship) = (project.category("ordinary").unwrap(), project.category("hardship").unwrap());
    desk.assert_sees("普通户 241");
    desk.choose("人群类别 普通", "困难户");
    let now = desk.household(household).categories;
    assert_eq!(now.iter().collect::<Vec<_>>(), [hardship]);
    desk.assert_sees("普通户 240");
    desk.assert_sees("困难户 25");
    desk.choose("人群类别 困难", "普通户");
    assert_eq!(desk.household(household).categories.iter().collect::<Vec<_>>(), [ordinary]);
}

#[test]
fn a_member_steps_back_and_comes_back() {
    let (mut desk, household) = selected("eligible");
    let member = desk.primary(household).unwrap();
    let load = desk.load(member);
    desk.click("可以联户");
    desk.assert_sees("今后由谁联系？");
    assert!(desk.member(member).eligible, "nothing happens before the answer");
    desk.click("确定");
    desk.assert_sees(&format!("{} 暂不联户", desk.member(member).name));
    desk.assert_sees(&format!("另有 {} 项", load - 2));
    assert_eq!((desk.member(member).eligible, desk.load(member)), (false, 0));
    desk.assert_sees("✓ 全覆盖 414 / 414");
    desk.find_by_search(&desk.member(member).code);
    assert!(!desk.is_ticked("可以联户"));
    desk.click("可以联户");
    assert!(desk.member(member).eligible);
    assert_eq!(saved(&desk.path), desk.project());
}

#[test]
fn a_new_household_waits_for_somebody() {
    let mut desk = Desk::assigning("add");
    desk.press(Key::H);
    desk.assert_sees("在地图上点击新户的位置，Esc 取消");
    desk.click_at(desk.map().center() + Vec2::new(3.0, 40.0));
    desk.write("户主", "章新户");
    desk.write("地址", "9组99号");
    desk.write("人口", "4");
    desk.write("户号", "H0001");
    desk.click("确定");
    desk.assert_sees("编号 H0001 已被使用");
    assert_eq!(desk.steps(), 0);
    desk.write("户号", "H9001");
    desk.click("确定");
    let Some(Selected::Household(added)) = desk.session().selected else { panic!("the new one is selected") };
    let row = desk.household(added);
    assert_eq!((row.code.as_str(), row.head.as_str(), row.people), ("H9001", "章新户", Some(4)));
    assert_eq!(row.address.short(), "9组99号");
    assert_eq!(desk.plan().reason_of(added), Some(&Reason::New));
    desk.assert_sees("1 户未覆盖 · 414 / 415");
    desk.assert_sees("未覆盖原因：新迁入，未指派");
    desk.press(Key::Num1);
    desk.assert_sees("✓ 全覆盖 415 / 415");
}

#[test]
fn esc_forgets_a_household_that_was_not_placed() {
    let mut desk = Desk::assigning("add esc");
    desk.choose("文件", "添加户…");
    desk.assert_sees("在地图上点击新户的位置，Esc 取消");
    desk.press(Key::Escape);
    desk.assert_misses("在地图上点击新户的位置，Esc 取消");
    desk.press(Key::H);
    desk.click_at(desk.map().center() + Vec2::new(3.0, 40.0));
    desk.click("取消");
    assert_eq!((desk.project().households.len(), desk.steps()), (420, 0));
}
