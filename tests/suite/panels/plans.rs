//! Several plans: copied, renamed, compared, adopted, deleted; changes seen and taken back one by one.

use crate::panels::desk::Desk;
use egui::{Key, Modifiers};
use lianhu::edit::{Edit, Then};
use lianhu::model::{HouseholdId, LinkKind, MemberId, PlanId, PlanState};
use lianhu::ui::{Selected, Tab};

/// The name of the plan on the screen.
fn plan_name(desk: &Desk) -> String {
    desk.plan().name
}

fn open_menu(desk: &mut Desk) {
    let at = desk.find_starting("方案：").rect().center();
    desk.click_at(at);
}

#[track_caller]
fn choose(desk: &mut Desk, line: &str) {
    open_menu(desk);
    let at = desk.find_starting(line).rect().center();
    desk.click_at(at);
}

/// Gives a household to the best other candidate by key; answers who had it and who has it.
fn reassign(desk: &mut Desk, household: HouseholdId) -> (MemberId, MemberId) {
    let before = desk.primary(household).unwrap();
    let to = desk.offers(household)[0];
    desk.click_household(household);
    desk.click_candidate(household, to);
    assert_eq!(desk.primary(household), Some(to), "it changed hands");
    desk.press(Key::Escape);
    (before, to)
}

#[test]
fn a_draft_is_copied_changed_and_compared() {
    let mut desk = Desk::assigning("plans draft");
    assert_eq!(plan_name(&desk), "现行", "the plan in force is shown first");
    choose(&mut desk, "复制为草案");
    assert_eq!(plan_name(&desk), "草案 A", "the copy is looked at");
    desk.assert_sees("方案：草案 A");
    let household = desk.usual_household();
    let (from, to) = reassign(&mut desk, household);
    desk.assert_sees("变更 1");
    let before = desk.project().plans.at(PlanId(1)).unwrap().primaries_of(household).next().unwrap().member;
    assert_eq!(before, from, "the plan in force is as it was");
    desk.click("对比 现行");
    assert_eq!(desk.session().tab, Tab::Changes, "the changes are open");
    let line = format!("{} → {} 1 户", desk.member(from).name, desk.member(to).name);
    desk.assert_sees(&line);
    desk.click(&line);
    let name = desk.name_of(household);
    desk.click(&name);
    assert_eq!(desk.session().selected, Some(Selected::Household(household)), "a click shows the household");
    desk.click(&format!("撤回 {name}"));
    assert_eq!(desk.primary(household), Some(from), "taken back");
    desk.assert_sees("没有变更");
    desk.undo();
    assert_eq!(desk.primary(household), Some(to), "undo brings the change back");
    desk.assert_sees(&line);
}

#[test]
fn another_name_and_the_way_back() {
    let mut desk = Desk::village("plans rename");
    choose(&mut desk, "复制为草案");
    choose(&mut desk, "方案改名…");
    desk.write("名称", "现行");
    desk.click("确定");
    desk.assert_sees("已有名为“现行”的方案");
    desk.write("名称", "夏季");
    desk.press(Key::Enter);
    assert_eq!(plan_name(&desk), "夏季", "renamed");
    desk.assert_sees("方案：夏季（草案）");
    choose(&mut desk, "复制为草案");
    assert_eq!(plan_name(&desk), "草案 A", "the next free name");
    choose(&mut desk, "删除草案…");
    desk.click("删除");
    desk.assert_sees("删除方案“草案 A”");
    assert_eq!(plan_name(&desk), "现行", "the plan in force is shown instead");
    assert_eq!(desk.project().plans.len(), 2, "one draft is left");
    desk.undo();
    assert_eq!(desk.project().plans.len(), 3, "undo brings it back");
    choose(&mut desk, "夏季");
    assert_eq!(plan_name(&desk), "夏季", "a click on a plan looks at it");
}

#[test]
fn the_plan_in_force_is_not_deleted_and_the_menu_says_so() {
    let mut desk = Desk::village("plans stay");
    open_menu(&mut desk);
    assert!(!desk.is_enabled("删除草案…"), "only drafts are deleted");
    assert!(!desk.is_enabled("采用为现行方案…"), "it is in force already");
    assert!(desk.is_enabled("复制为草案"), "it can be copied");
}

#[test]
fn a_draft_is_adopted_with_what_it_changes() {
    let mut desk = Desk::assigning("plans adopt");
    choose(&mut desk, "复制为草案");
    let household = desk.usual_household();
    let (_, to) = reassign(&mut desk, household);
    choose(&mut desk, "采用为现行方案…");
    desk.assert_sees("与现行方案相比，1 户换人或换协助人；采用后 0 户无人联系");
    desk.click("采用");
    desk.assert_sees("采用“草案 A”为现行方案");
    let project = desk.project();
    assert_eq!(project.current_plan(), PlanId(2), "the draft is in force");
    assert_eq!(plan_name(&desk), "现行", "and is called so");
    assert_eq!(project.plans.at(PlanId(1)).unwrap().name, "至 2026-11-21 的方案", "the old one by its last day");
    assert_eq!(desk.primary(household), Some(to), "with its change");
    assert_eq!(desk.document().history().in_force().last().unwrap().label, "采用“草案 A”为现行方案", "in the history");
    choose(&mut desk, "至 2026-11-21 的方案");
    assert_eq!(desk.plan().state, PlanState::Former, "it can be looked at");
    desk.assert_sees("只读");
    let other = desk.usual_household();
    let offer = desk.offers(other)[0];
    desk.click_household(other);
    desk.click_candidate(other, offer);
    desk.assert_sees("历史方案不能修改，请先复制为草案");
    assert_ne!(desk.primary(other), Some(offer), "nothing was changed");
    desk.undo();
    assert_eq!(desk.project().current_plan(), PlanId(1), "one undo takes the whole gesture back");
}

/// What was changed in the plan in force after the draft was copied would be lost: that is said before, and why the
/// draft is adopted stands in the history.
#[test]
fn what_a_draft_would_overwrite_is_told() {
    let mut desk = Desk::assigning("plans overwritten");
    choose(&mut desk, "复制为草案");
    let household = desk.usual_household();
    let before = desk.primary(household);
    choose(&mut desk, "现行");
    reassign(&mut desk, household);
    choose(&mut desk, "草案 A");
    assert_eq!(desk.primary(household), before, "the draft is as it was copied");
    choose(&mut desk, "采用为现行方案…");
    desk.assert_sees("复制草案以后，现行方案又改过其中 1 处；采用后以草案为准：");
    desk.assert_sees(&desk.name_of(household));
    desk.write("为什么采用（写进历史，可不填）", "支部会通过");
    desk.click("采用");
    let label = desk.document().history().in_force().last().unwrap().label.clone();
    assert_eq!(label, "采用“草案 A”为现行方案：支部会通过");
    assert_eq!(desk.primary(household), before, "the draft counts");
}

#[test]
fn who_has_nobody_in_a_draft_is_asked_about() {
    let mut desk = Desk::assigning("plans forgotten");
    choose(&mut desk, "复制为草案");
    let household = desk.usual_household();
    let member = desk.primary(household).unwrap();
    desk.click_household(household);
    desk.click(&format!("移除联系 {}", desk.member(member).name));
    assert_eq!(desk.primary(household), None, "a draft may be incomplete");
    choose(&mut desk, "采用为现行方案…");
    desk.assert_sees("这些户在草案中无人联系");
    desk.click("暂时无人，写明原因");
    assert!(!desk.is_enabled("采用"), "a reason is wanted");
    desk.write("例如：正在物色人选", "等换届");
    desk.click("采用");
    assert_eq!(desk.project().current_plan(), PlanId(2), "in force");
    assert_eq!(desk.plan().reason_of(household).unwrap().key(), "等换届", "listed with the reason");
    desk.undo();
    choose(&mut desk, "采用为现行方案…");
    desk.click("采用");
    assert!(desk.primary(household).is_some(), "the nearest with room took it");
}

#[test]
fn the_plan_in_force_is_compared_with_how_it_was_opened() {
    let mut desk = Desk::assigning("plans opened");
    let household = desk.usual_household();
    let (from, to) = reassign(&mut desk, household);
    desk.press_with(Modifiers::COMMAND, Key::G);
    desk.assert_sees("打开文件时的“现行”");
    desk.assert_sees(&format!("{} → {} 1 户", desk.member(from).name, desk.member(to).name));
    desk.click("全部撤回");
    assert_eq!(desk.primary(household), Some(from), "as it was opened");
    let mut desk = desk.reopened();
    desk.press_with(Modifiers::COMMAND, Key::G);
    desk.assert_sees("没有变更");
}

#[test]
fn what_was_solved_and_caused_is_told() {
    let mut desk = Desk::assigning("plans findings");
    let member = MemberId(3);
    let held: Vec<HouseholdId> = desk.plan().held_by(member).iter().map(|(household, _)| *household).collect();
    let count = desk.member(member).min_load;
    // Everything but one household goes elsewhere, so the member has too few.
    for household in held.into_iter().skip(1) {
        if desk.plan().links_of(household).iter().any(|link| link.locked || link.kind == LinkKind::Backup) {
            continue;
        }
        desk.find_by_search(&desk.household(household).code);
        let to = desk.offers(household).into_iter().find(|&to| to != member).unwrap();
        desk.click_candidate(household, to);
        desk.press(Key::Escape);
    }
    assert!(desk.load(member) < u32::from(count), "fewer than the range asks for");
    desk.press_with(Modifiers::COMMAND, Key::G);
    desk.assert_sees("你引起的");
    desk.assert_sees(&format!("{} 联系 {} 户，低于下限", desk.member(member).name, desk.load(member)));
    desk.assert_sees("负荷变化");
}

#[test]
fn a_plan_may_be_compared_with_any_other() {
    let path = {
        let mut desk = Desk::village("plans any");
        choose(&mut desk, "复制为草案");
        choose(&mut desk, "复制为草案");
        desk.path.clone()
    };
    let mut document = crate::panels::desk::open(&path, lianhu::store::Access::Write(crate::panels::desk::somebody()));
    let release = |household| {
        let member = document.project().plans.at(PlanId(2)).unwrap().primaries_of(household).next().unwrap().member;
        Edit::Release { household, member, kind: LinkKind::Primary, then: Then::Unsaid }
    };
    let edit = release(HouseholdId(9));
    document.perform_in(&edit, PlanId(2), "").unwrap();
    document.wait_saved().unwrap();
    let mut desk = Desk::on(document);
    choose(&mut desk, "草案 B");
    desk.press_with(Modifiers::COMMAND, Key::G);
    desk.assert_sees("没有变更");
    let at = desk.find_starting("对比方案 现行").rect().center();
    desk.click_at(at);
    let line = desk.find("草案 A").rect().center();
    desk.click_at(line);
    assert_eq!(desk.session().compare, Some(PlanId(2)), "chosen");
    desk.assert_sees("变更 1 户");
    desk.assert_sees("未覆盖 1 → 0");
    choose(&mut desk, "草案 A");
    assert_eq!(desk.session().compare, None, "nothing is compared with itself");
}

#[test]
fn a_household_tells_who_covered_it_when() {
    let mut desk = Desk::assigning("plans timeline");
    let household = desk.usual_household();
    let name = |desk: &Desk, member: MemberId| desk.member(member).name;
    desk.click_household(household);
    desk.assert_sees("变更经过");
    desk.press(Key::Escape);
    let (first, second) = reassign(&mut desk, household);
    let line = format!("2026-11-21 由 {} 改为 {}", name(&desk, first), name(&desk, second));
    desk.click_household(household);
    desk.assert_sees(&line);
    let mut desk = desk.reopened();
    desk.press(Key::A);
    desk.click_household(household);
    desk.wait_for(&line);
    // A copy tells what happened before it was made, too.
    choose(&mut desk, "复制为草案");
    desk.assert_sees(&line);
    desk.press(Key::Escape);
    let (_, third) = reassign(&mut desk, household);
    desk.click_household(household);
    desk.assert_sees(&format!("由 {} 改为 {}", name(&desk, second), name(&desk, third)));
    desk.assert_sees(&line);
    desk.undo();
    desk.assert_misses(&format!("由 {} 改为 {}", name(&desk, second), name(&desk, third)));
}
