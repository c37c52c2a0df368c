//! Tiers in the window: the switch, the tree, planning on the map; units; findings that are let stand.

use crate::panels::desk::{Desk, folder, open, saved, somebody};
use egui::{Key, Modifiers, Pos2, vec2};
use lianhu::app::wording::{Lang, finding_sentence};
use lianhu::demo::{Recipe, invent};
use lianhu::index::{covered_in_tier, covers_in_tier, place_of_target, targets_of_kind, tier_is_about};
use lianhu::model::{BuildingId, LinkKind, Member, MemberId, PlanId, Severity, Target, TargetKind, UnitKind};
use lianhu::rules::Finding;
use lianhu::schemes::preset;
use lianhu::store::{Access, Store};
use lianhu::ui::{Selected, Session};
use std::sync::Arc;

const LEADERS: &str = "共产党员户联系党员 31 / 31";

/// Who leads members there, with how many.
fn leaders(desk: &Desk) -> Vec<(MemberId, Vec<Target>)> {
    let (project, plan) = (desk.project(), desk.plan());
    let tier = project.facts.scheme.tier("members").unwrap();
    let able = project.members.ids().filter(|member| covers_in_tier(&project, tier, *member));
    able.map(|member| (member, covered_in_tier(&project, &plan, tier, member).collect())).collect()
}

/// A member who is led, by whom, and somebody else who has room for another one; all far from each other.
fn cast(desk: &Desk) -> (MemberId, MemberId, MemberId) {
    let leaders = leaders(desk);
    let is_seen = |member: MemberId| desk.map().shrink(60.0).contains(desk.place_of_member(member));
    let spare = leaders.iter().filter(|(_, held)| held.len() > 3);
    let mut offers = spare.flat_map(|(from, held)| held.iter().map(move |target| (*from, *target)));
    let fits = |from: MemberId, led: MemberId, to: MemberId| {
        let far = |other| desk.place_of_member(led).distance(desk.place_of_member(other)) > 60.0;
        from != to && is_seen(led) && is_seen(to) && far(to) && far(from)
    };
    let room = |to: MemberId| leaders.iter().any(|(member, held)| *member == to && held.len() < 5);
    let found = offers.find_map(|(from, target)| {
        let Target::Member(led) = target else { return None };
        let to = leaders.iter().map(|(to, _)| *to).find(|to| room(*to) && fits(from, led, *to))?;
        Some((led, from, to))
    });
    found.unwrap()
}

/// What the line of a member in the tree begins with.
fn line_of(desk: &Desk, target: Target) -> String {
    let Target::Member(member) = target else { panic!("members are led") };
    let row = desk.member(member);
    if row.roles.is_empty() { row.name } else { format!("{}  {}", row.name, row.roles.join("、")) }
}

#[test]
fn a_tier_is_planned_on_the_map() {
    let mut desk = Desk::by_scheme("tier map", "tianqiao");
    desk.click("包联层级");
    desk.assert_sees("书记联系共产党员户 8 / 8");
    desk.click(LEADERS);
    desk.assert_sees("共产党员户联系党员：“指派”中可以拖动");
    desk.press(Key::A);
    let (led, from, to) = cast(&desk);
    desk.pull_from(desk.place_of_member(led));
    desk.carry_to(to);
    desk.assert_sees("改派预览");
    let name = |member| desk.member(member).name;
    desk.assert_sees(&format!("{}  {} → {}", name(led), name(from), name(to)));
    desk.assert_sees("全部规则仍满足");
    assert_eq!(desk.steps(), 0, "nothing happened yet");
    desk.let_go();
    assert_eq!(desk.plan().linked_to(Target::Member(led)), [to]);
    assert_eq!((saved(&desk.path), desk.steps()), (desk.project(), 1), "a step like any other");
    desk.click("回到户");
    desk.assert_misses("把标记拖到党员上");
    desk.undo();
    assert_eq!(desk.plan().linked_to(Target::Member(led)), [from], "taken back");
}

#[test]
fn the_tree_shows_the_chain_of_every_household() {
    let mut desk = Desk::by_scheme("tier tree", "tianqiao");
    desk.click("包联层级");
    let project = desk.project();
    let is_secretary = |row: &Member| row.roles.iter().any(|role| role == "党组织书记");
    let secretary = project.members.iter().find(|(_, row)| is_secretary(row));
    let secretary = secretary.map(|(id, row)| (id, row.name.clone())).unwrap();
    desk.assert_sees(&format!("{}  党组织书记 {} 户", secretary.1, desk.load(secretary.0)));
    let (leader, held) = leaders(&desk).swap_remove(0);
    let Target::Member(led) = held[0] else { panic!("members are led") };
    let row = desk.member(leader);
    desk.click(&format!("展开 {}  {}", row.name, row.roles.join("、")));
    let led_name = desk.member(led).name;
    desk.click_starting(&led_name);
    assert_eq!(desk.session().selected, Some(Selected::Member(led)), "shown by a click");
    // A household says who is above, up to the secretary.
    let plan = desk.plan();
    let (household, _) = *plan.held_by(led).iter().find(|(_, kind)| *kind == LinkKind::Primary).unwrap();
    desk.find_by_search(&desk.household(household).code);
    desk.assert_sees("向上");
    let roles = |member: MemberId| desk.member(member).roles.join("、");
    desk.assert_sees(&format!("→ {} {}", row.name, roles(leader)));
    desk.assert_sees(&format!("→ {} {}", secretary.1, roles(secretary.0)));
}

#[test]
fn a_line_of_the_tree_is_dropped_on_another_member() {
    let mut desk = Desk::by_scheme("tier drop", "tianqiao");
    desk.click("包联层级");
    desk.click(LEADERS);
    desk.press_with(Modifiers::COMMAND, Key::T);
    let leaders = leaders(&desk);
    let (from, held) = leaders.iter().find(|(_, held)| held.len() > 3).unwrap();
    let (to, _) = leaders.iter().find(|(to, held)| to != from && held.len() < 5).unwrap();
    let Target::Member(led) = held[0] else { panic!("members are led") };
    let (led_line, to_line) = (line_of(&desk, Target::Member(led)), line_of(&desk, Target::Member(*to)));
    let at = |desk: &Desk, words: &str| desk.find_starting(words).rect().center();
    desk.pull_from(at(&desk, &led_line));
    desk.hover(at(&desk, &to_line));
    desk.assert_sees("改派预览");
    desk.let_go();
    assert_eq!(desk.plan().linked_to(Target::Member(led)), [*to]);
}

#[test]
fn an_enterprise_is_added_and_gets_a_contact() {
    let mut desk = Desk::by_scheme("tier units", "guhe");
    desk.click("包联层级");
    desk.click("包联企业 4 / 4");
    desk.click("新增…");
    desk.write("名称", "新建纸箱厂");
    desk.click("确定");
    let added = desk.project().units.iter().find(|(_, row)| row.name == "新建纸箱厂").map(|(id, _)| id).unwrap();
    desk.assert_sees("包联企业 4 / 5");
    let target = Target::Unit(UnitKind::Enterprise, added);
    let errors = |desk: &Desk| desk.document().findings().count(&desk.project(), Severity::Error);
    assert_eq!(errors(&desk), 1, "it has nobody");
    desk.click_starting("新建纸箱厂");
    assert_eq!(desk.session().selected, Some(Selected::Unit(added)));
    desk.click("包联企业 选择…");
    let offered = desk.words().into_iter().find(|words| words.ends_with("  1") || words.ends_with("  0")).unwrap();
    desk.click(&offered);
    assert_eq!((desk.plan().linked_to(target).len(), errors(&desk)), (1, 0));
    desk.click("放到地图上 新建纸箱厂");
    desk.assert_sees("点一下 新建纸箱厂 所在的位置，Esc 结束");
    desk.click_at(desk.map().center());
    assert_eq!(desk.project().units.at(added).unwrap().path.len(), 1, "placed by a click");
    desk.click("删除 新建纸箱厂");
    assert_eq!((desk.project().units.at(added), desk.plan().linked_to(target).len()), (None, 0));
    desk.undo();
    assert_eq!(desk.plan().linked_to(target).len(), 1, "with its contact");
    assert_eq!(saved(&desk.path), desk.project(), "on the disk");
}

#[test]
fn contacts_that_differ_stand_among_the_changes() {
    let mut desk = Desk::by_scheme("tier changes", "tianqiao");
    let project = desk.project();
    let tier = project.facts.scheme.tier("members").unwrap();
    let (led, from, to) = cast(&desk);
    assert!(tier_is_about(&project, tier, Target::Member(led)));
    desk.find_by_search(&desk.member(led).code);
    desk.click("共产党员户联系党员 选择…");
    let offered = desk.words().into_iter().find(|words| {
        let name = words.rsplit_once("  ").map_or("", |(name, _)| name);
        name == desk.member(to).name
    });
    desk.click(&offered.unwrap());
    assert_eq!(desk.plan().linked_to(Target::Member(led)), [to]);
    desk.click_starting("变更");
    let name = |member| desk.member(member).name;
    let words = format!("{}  {} → {}", name(led), name(from), name(to));
    desk.find("变更 1");
    desk.assert_sees("层级联系的变更 1");
    desk.assert_sees(&words);
    desk.click(&format!("撤回 {words}"));
    assert_eq!(desk.plan().linked_to(Target::Member(led)), [from], "as it was");
    desk.undo();
    let household = desk.plan().links().next().unwrap().0;
    desk.find_by_search(&desk.household(household).code);
    desk.press(Key::A);
    desk.click_candidate(household, desk.offers(household)[0]);
    desk.assert_sees(&words);
    desk.click("撤回 层级联系的变更 1");
    assert_eq!(desk.plan().linked_to(Target::Member(led)), [from], "all of them, and no household");
    desk.assert_misses(&words);
    desk.assert_sees("变更 1 户");
    let had = desk.document().opened().plans.at(PlanId(1)).map(|plan| plan.links_of(household).to_vec());
    desk.undo();
    desk.assert_sees(&words);
    desk.click("全部撤回");
    assert_eq!(Some(desk.plan().links_of(household).to_vec()), had, "households");
    assert_eq!(desk.plan().linked_to(Target::Member(led)), [from], "and contacts");
}

#[test]
fn a_finding_is_let_stand_for_a_reason() {
    let mut desk = Desk::village("waiver");
    let words_of = |desk: &Desk, is_meant: fn(&Finding) -> bool| {
        let document = desk.document();
        let found = document.findings().sorted(document.project()).into_iter().find(is_meant).unwrap();
        finding_sentence(Lang::Zh, Session::naming(&document), &found)
    };
    let count = |desk: &Desk| desk.document().findings().sorted(&desk.project()).len();
    let (before, words) = (count(&desk), words_of(&desk, |found| matches!(found, Finding::LoadBelow { .. })));
    desk.click_secondary_at(desk.find(&words).rect().center());
    desk.click("忽略…");
    assert!(!desk.is_enabled("确定"), "not without a reason");
    desk.write("为什么可以这样", "本季住院，下季恢复");
    desk.click("确定");
    assert_eq!(count(&desk), before - 1);
    desk.assert_misses(&words);
    desk.click("已忽略 1");
    desk.assert_sees(&format!("{words}：本季住院，下季恢复"));
    assert_eq!(saved(&desk.path), desk.project(), "on the disk");
    desk.click(&format!("恢复 {words}"));
    assert_eq!(count(&desk), before);
    desk.assert_sees(&words);
    desk.undo();
    assert_eq!(count(&desk), before - 1, "a step like any other");
}

#[test]
fn several_things_are_picked_and_dragged_at_once() {
    let mut desk = Desk::by_scheme("tier several", "guhe");
    desk.click("包联层级");
    desk.click("包联企业 4 / 4");
    desk.press(Key::A);
    let project = desk.project();
    let tier = project.facts.scheme.tiers.iter().find(|tier| tier.of == TargetKind::Enterprise).unwrap();
    let all: Vec<Target> = targets_of_kind(&project, TargetKind::Enterprise).collect();
    let place = |desk: &Desk, target| desk.place_on_map(place_of_target(&project, target).unwrap());
    // They stand in the open, where a drag that begins beside them draws a rectangle round them.
    let corners = desk.map().shrink(40.0);
    desk.stroke(&[corners.left_bottom(), corners.center(), corners.right_top()]);
    desk.assert_sees("包联企业：把标记拖到党员上 · 选中 4");
    desk.click_place_with(Modifiers::COMMAND, place(&desk, all[3]));
    desk.assert_sees("包联企业：把标记拖到党员上 · 选中 3");
    let holder = |desk: &Desk, target: Target| desk.plan().linked_to(target).to_vec();
    let last = holder(&desk, all[3]);
    let is_seen = |member: MemberId| desk.map().shrink(4.0).contains(desk.place_of_member(member));
    let mut able = project.members.ids().filter(|member| covers_in_tier(&project, tier, *member));
    let to = able.find(|member| is_seen(*member) && holder(&desk, all[0]) != [*member]).unwrap();
    desk.pull_from(place(&desk, all[0]));
    desk.carry_to(to);
    desk.assert_sees("改派预览");
    desk.let_go();
    let now: Vec<Vec<MemberId>> = all.iter().map(|target| holder(&desk, *target)).collect();
    assert_eq!(now, [vec![to], vec![to], vec![to], last], "what was picked, and no more");
    assert_eq!((saved(&desk.path), desk.steps()), (desk.project(), 1), "one step");
    desk.assert_misses(" · 选中");
    desk.stroke(&[corners.left_bottom(), corners.right_top()]);
    desk.assert_sees(" · 选中 4");
    desk.press(Key::Escape);
    desk.assert_misses(" · 选中");
}

#[test]
fn picked_lines_of_the_tree_are_dropped_together() {
    let mut desk = Desk::by_scheme("tier lines", "tianqiao");
    desk.click("包联层级");
    desk.click(LEADERS);
    desk.press_with(Modifiers::COMMAND, Key::T);
    let leaders = leaders(&desk);
    let (from, held) = leaders.iter().find(|(_, held)| held.len() > 3).unwrap();
    let (to, _) = leaders.iter().find(|(to, held)| to != from && held.len() < 4).unwrap();
    let words = [held[0], held[1], Target::Member(*to)].map(|target| line_of(&desk, target));
    let at = |desk: &Desk, words: &str| desk.find_starting(words).rect().center();
    for words in &words[..2] {
        let there = at(&desk, words);
        desk.click_place_with(Modifiers::COMMAND, there);
    }
    desk.pull_from(at(&desk, &words[0]));
    desk.hover(at(&desk, &words[2]));
    desk.let_go();
    assert_eq!([held[0], held[1]].map(|target| desk.plan().linked_to(target).to_vec()), [vec![*to], vec![*to]]);
    assert_eq!(desk.steps(), 1);
}

#[test]
fn buildings_are_flown_to_and_handed_over() {
    let mut project = invent(&Recipe::by_scheme(2_026, None, preset("huiji").unwrap()));
    let scheme = &mut Arc::make_mut(&mut project.facts).scheme;
    let tier = scheme.tiers.iter_mut().find(|tier| tier.of == TargetKind::Building).unwrap();
    (tier.severity, tier.each, tier.min) = (Some(Severity::Warning), 1, 0);
    let (tier, path) = (tier.clone(), folder("tier buildings").join("place.gpkg"));
    Store::create(&path, &project, &somebody()).unwrap().close().unwrap();
    let mut desk = Desk::on(open(&path, Access::Write(somebody())));
    let blocks: Vec<BuildingId> = project.buildings.ids().take(2).collect();
    let place = |block: BuildingId| project.buildings.at(block).and_then(|row| row.at).unwrap();
    let words = |desk: &Desk, block: BuildingId| {
        let finding = Finding::TargetUnlinked { target: Target::Building(block), tier: tier.id.as_str().into() };
        finding_sentence(Lang::Zh, Session::naming(&desk.document()), &finding)
    };
    let is_in_sight = |desk: &Desk, block: BuildingId| desk.session().view.bounds().contains(place(block).into());
    let look_away = |desk: &mut Desk| {
        let corners = [desk.map().left_bottom(), desk.map().right_bottom()].map(|at| at + vec2(0.0, -4.0));
        let far = |at: &Pos2| at.distance(desk.place_on_map(place(blocks[0])));
        let corner = corners.into_iter().max_by(|a, b| far(a).total_cmp(&far(b))).unwrap();
        desk.scroll_at(corner, 1_200.0);
    };
    look_away(&mut desk);
    assert!(!is_in_sight(&desk, blocks[0]));
    desk.click(&words(&desk, blocks[0]));
    assert!(is_in_sight(&desk, blocks[0]), "flown to from the list");
    look_away(&mut desk);
    assert!(!is_in_sight(&desk, blocks[1]));
    desk.press_with(Modifiers::COMMAND, Key::T);
    let sentence = words(&desk, blocks[1]);
    desk.click(&format!("{sentence} 内容：{sentence}"));
    assert!(is_in_sight(&desk, blocks[1]), "flown to from the table");
    desk.press_with(Modifiers::COMMAND, Key::T);
    desk.click("包联层级");
    desk.click_starting(&tier.name);
    desk.click("全图");
    desk.press(Key::A);
    let is_seen = |member: MemberId| desk.map().shrink(4.0).contains(desk.place_of_member(member));
    let to = project.members.ids().find(|member| covers_in_tier(&project, &tier, *member) && is_seen(*member)).unwrap();
    desk.pull_from(desk.place_on_map(place(blocks[0])));
    desk.carry_to(to);
    desk.let_go();
    assert_eq!(desk.plan().linked_to(Target::Building(blocks[0])), [to]);
}
