//! What happens to households and members in the course of years, from their cards.

use crate::panels::desk::{Desk, saved};
use lianhu::model::{HouseholdStatus, MemberStatus};

#[test]
fn the_head_of_a_household_changes_and_is_remarked() {
    let mut desk = Desk::village("lives head");
    let household = desk.usual_household();
    desk.click_household(household);
    let (before, covering) = (desk.household(household), desk.primary(household));
    desk.click("户情变动…");
    assert!(!desk.is_enabled("确定"), "the new head is not named yet");
    desk.write("新户主", "赵新生");
    desk.click("原户主去世");
    desk.click("确定");
    let after = desk.household(household);
    assert_eq!((after.head.as_str(), after.code == before.code), ("赵新生", true));
    assert!(after.note.contains(&before.head) && after.note.contains("去世"), "{}", after.note);
    assert_eq!(desk.primary(household), covering, "who covers it stays");
    assert_eq!(saved(&desk.path), desk.project());
}

#[test]
fn a_household_divides_and_becomes_one_again() {
    let mut desk = Desk::village("lives split");
    let household = desk.usual_household();
    desk.click_household(household);
    let covering = desk.primary(household);
    desk.click("户情变动…");
    desk.click("分户");
    desk.write("户主", "赵小分");
    desk.write("人口", "2");
    assert!(desk.is_enabled("确定"), "{:#?}", desk.words());
    desk.click("确定");
    let project = desk.project();
    let fresh = project.households.iter().find(|(_, row)| row.head == "赵小分").unwrap().0;
    assert_eq!(desk.household(fresh).address, desk.household(household).address);
    assert_eq!(desk.primary(fresh), covering, "covered by the same member");
    desk.find_by_search(&desk.household(fresh).code);
    desk.click("户情变动…");
    desk.click("并户");
    desk.click("确定");
    let gone = desk.household(fresh);
    assert_eq!(gone.status, HouseholdStatus::MovedOut);
    assert!(gone.status_since.is_some(), "with its day");
    assert_eq!(desk.steps(), 2);
}

#[test]
fn others_move_in_and_an_empty_day_is_today() {
    let mut desk = Desk::village("lives replaced");
    let household = desk.usual_household();
    desk.click_household(household);
    desk.click("户情变动…");
    desk.click("新住户");
    desk.write("户主", "钱新来");
    desk.write("日期", "2026-10-01");
    desk.click("确定");
    let project = desk.project();
    let (_, fresh) = project.households.iter().find(|(_, row)| row.head == "钱新来").unwrap();
    let day = jiff::civil::date(2026, 10, 1);
    assert_eq!((fresh.status_since, desk.household(household).status_since), (Some(day), Some(day)));
    assert_eq!(desk.household(household).status, HouseholdStatus::MovedOut);
}

#[test]
fn a_member_leaves_comes_back_and_another_arrives() {
    let mut desk = Desk::village("lives member");
    let plan = desk.plan();
    let member = desk.project().members.ids().find(|&member| plan.load_of(member) > 0).unwrap();
    let code = desk.member(member).code;
    desk.find_by_search(&code);
    desk.click("党员变动…");
    desk.click("离任");
    desk.write("原因", "调动");
    desk.click("确定");
    if desk.sees("就近") {
        desk.click("确定");
    }
    let gone = desk.member(member);
    assert_eq!(gone.status, MemberStatus::Retired);
    assert!(gone.note.contains("调动"), "{}", gone.note);
    assert_eq!(desk.load(member), 0);
    desk.choose("文件", "添加党员…");
    desk.click("重新到岗");
    desk.click("确定");
    assert_eq!(desk.member(member).status, MemberStatus::Serving);
    desk.choose("文件", "添加党员…");
    desk.write("姓名", "孙新到");
    desk.click("确定");
    let project = desk.project();
    let last = project.members.rows().last().unwrap();
    assert_eq!((last.name.as_str(), last.status), ("孙新到", MemberStatus::Serving));
}
