//! Tiers about members, buildings and grids: who covers whom up to the secretary, and what is found of it.

use crate::command::Place;
use crate::edits::picture::{TODAY, m, place};
use lianhu::edit::{Context, Edit, Refusal, plan_edit};
use lianhu::index::Index;
use lianhu::model::{Member, MemberId, PlanId, Project, Target};
use lianhu::rules::{Findings, fix};
use lianhu::schemes::scheme_from_text;
use std::sync::Arc;

/// A scheme in which secretaries cover leaders, and leaders two to three members each.
const CHAIN: &str = r#"
id = "chain"
name = "四级"
levels = ["镇", "村"]

[[roles]]
key = "secretary"
name = "书记"
words = ["书记"]

[[roles]]
key = "leader"
name = "联络户"
words = ["联络户"]

[[tiers]]
id = "households"
name = "联户"
of = "household"

[[tiers]]
id = "members"
name = "联系党员"
by = "leader"
of = "member"
except = ["secretary"]
min = 2
max = 3
each = 1

[[tiers]]
id = "leaders"
name = "联系联络户"
by = "secretary"
of = "member"
only = "leader"
each = 1
severity = "error"
"#;

/// A place of members without households: `A书记 B联络户 C D-` where `-` cannot cover.
fn chain(text: &str, scheme: &str) -> Project {
    let letters: String = text.split_whitespace().map(|word| word.chars().next().unwrap()).collect();
    let cells: Vec<String> = letters.chars().map(String::from).collect();
    let mut project = place(&cells.join(" "));
    Arc::make_mut(&mut project.facts).scheme = scheme_from_text(scheme).unwrap();
    for word in text.split_whitespace() {
        let mut letters = word.chars();
        let id = m(letters.next().unwrap());
        let row = project.members.at(id).unwrap().clone();
        let role: String = letters.collect();
        let eligible = !role.contains('-');
        let needs_care = role.contains('*');
        project.members.put(id, Some(Member { roles: vec![role], eligible, needs_care, ..row }));
    }
    project
}

fn link(to: char, targets: &[char]) -> Edit {
    let targets = targets.iter().map(|&letter| Target::Member(m(letter))).collect();
    Edit::LinkTargets { targets, to: m(to), instead_of: None }
}

#[track_caller]
fn done(project: &Project, edit: &Edit) -> Project {
    let context = Context { plan: PlanId(1), today: TODAY };
    let planned = plan_edit(project, &Index::build(project), edit, context).unwrap();
    let after = planned.delta.apply(project).unwrap();
    assert_eq!(planned.delta.inverse().apply(&after).unwrap(), *project, "taken back");
    after
}

fn refused(project: &Project, edit: &Edit) -> Refusal {
    let context = Context { plan: PlanId(1), today: TODAY };
    plan_edit(project, &Index::build(project), edit, context).unwrap_err()
}

/// What is found of tiers.
fn keys(project: &Project) -> String {
    let scheme = &project.facts.scheme;
    let found = Findings::of(project, &Index::build(project), PlanId(1)).sorted(project);
    let tiers = found.iter().map(|one| format!("{} {}", one.severity(scheme).key(), one.key()));
    tiers.filter(|key| key.contains("tier:")).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_chain_is_whole_when_everybody_has_somebody_above() {
    let mut project = chain("A书记 B联络户 C D", CHAIN);
    let expected = "error tier:leaders/m2; warning tier:members/m2; warning tier:members/m3; warning tier:members/m4";
    assert_eq!(keys(&project), expected, "nobody is linked: a leader with none, and three without anybody");
    project = done(&project, &link('A', &['B']));
    project = done(&project, &link('B', &['C', 'D']));
    assert_eq!(keys(&project), "");
    let away = Edit::UnlinkTarget { target: Target::Member(m('D')), member: m('B') };
    assert_eq!(keys(&done(&project, &away)), "warning tier:members/m2; warning tier:members/m4", "one too few");
    let instead = Edit::LinkTargets { targets: vec![Target::Member(m('D'))], to: m('A'), instead_of: Some(m('B')) };
    let after = done(&project, &instead);
    assert_eq!(keys(&after), "warning tier:members/m2; warning tier:members/m4", "a secretary is no leader");
    assert_eq!(after.plans.at(PlanId(1)).unwrap().linked_to(Target::Member(m('D'))), [m('A')]);
}

#[test]
fn what_is_missing_is_offered() {
    let project = chain("A书记 B联络户 C D", CHAIN);
    let index = Index::build(&project);
    let found = Findings::of(&project, &index, PlanId(1));
    let offered = |member: MemberId| fix(&project, &index, PlanId(1), found.at_member(member).last().unwrap());
    assert_eq!(offered(m('B')), Some(link('A', &['B'])), "the secretary");
    assert_eq!(offered(m('C')), Some(link('B', &['C'])), "the leader");
    let too_few = found.at_member(m('B')).iter().find(|one| one.rule() == "tier:members").unwrap();
    assert_eq!(fix(&project, &index, PlanId(1), too_few), Some(link('B', &['C'])), "the nearest whom nobody leads");
}

#[test]
fn impossible_contacts_are_refused_with_their_reason() {
    let project = chain("A书记 B联络户 C D-", CHAIN);
    assert_eq!(refused(&project, &link('B', &['B'])), Refusal::SameMember(m('B')));
    assert_eq!(refused(&project, &link('D', &['C'])), Refusal::Ineligible(m('D')), "who cannot cover");
    let nowhere = Target::Grid(lianhu::model::GridId(9));
    let edit = Edit::LinkTargets { targets: vec![nowhere], to: m('A'), instead_of: None };
    assert_eq!(refused(&project, &edit), Refusal::NoTarget(nowhere));
    let edit = Edit::UnlinkTarget { target: Target::Member(m('C')), member: m('A') };
    assert_eq!(refused(&project, &edit), Refusal::NoTargetLink(Target::Member(m('C')), m('A')));
}

/// Whoever leaves takes all contacts along, up and down, in drafts too.
#[test]
fn who_leaves_is_linked_with_nobody() {
    let mut project = chain("A书记 B联络户 C D", CHAIN);
    project = done(&project, &link('A', &['B']));
    project = done(&project, &link('B', &['C', 'D']));
    project = done(&project, &Edit::CopyPlan { from: PlanId(1), name: "草案".to_owned(), seq: 2 });
    let copied = project.plans.at(PlanId(2)).unwrap().target_links().count();
    assert_eq!(copied, 3, "a copy has them");
    let leave = Edit::RetireMember { member: m('B'), then: lianhu::edit::Then::Nearest };
    let after = done(&project, &leave);
    assert!(after.plans.rows().all(|plan| plan.target_links().count() == 0), "in all plans");
    let dropped = done(&done(&project, &link('A', &['C'])), &Edit::DropPlan(PlanId(2)));
    assert_eq!(dropped.plans.len(), 1, "a draft that was changed goes");
}

/// 惠济: every frail member has somebody; two or three are aimed at, and whoever has none is not asked to.
#[test]
fn frail_members_have_somebody() {
    let scheme = lianhu::schemes::PRESETS.iter().find(|(id, _)| *id == "huiji").unwrap().1;
    let mut project = chain("A B C* D-*", scheme);
    assert_eq!(keys(&project), "error tier:frail_members/m3; error tier:frail_members/m4");
    project = done(&project, &link('A', &['C']));
    assert_eq!(
        keys(&project),
        "error tier:frail_members/m4; note tier:frail_members/m1",
        "one, where two are aimed at"
    );
    project = done(&project, &link('A', &['D']));
    assert_eq!(keys(&project), "");
}

#[test]
fn target_links_are_kept_in_the_file() {
    let place = Place::with_demo("tiers");
    let members = place.json("list a.gpkg members --json");
    let able = members.as_array().unwrap().iter().filter(|row| row["eligible"] == true);
    let codes: Vec<&str> = able.map(|row| row["code"].as_str().unwrap()).take(3).collect();
    let [one, other, third] = codes[..] else { panic!("three can cover") };
    let grids = place.json("list a.gpkg grids --json");
    let grid = grids[1]["code"].as_str().unwrap();
    let lines = format!(
        "{{\"edit\":\"link_target\",\"kind\":\"member\",\"code\":\"{one}\",\"member\":\"{other}\"}}\n\
         {{\"edit\":\"link_target\",\"kind\":\"grid\",\"code\":\"{grid}\",\"member\":\"{other}\"}}\n\
         {{\"edit\":\"link_target\",\"kind\":\"member\",\"code\":\"{one}\",\"member\":\"{third}\",\"instead_of\":\"{other}\"}}\n"
    );
    place.check_with("apply a.gpkg -", &lines, 0, &["{\"seq\":3}"]);
    let links = place.json("list a.gpkg target_links --json");
    let rows: Vec<(&str, &str, &str)> = links
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["kind"].as_str().unwrap(), row["code"].as_str().unwrap(), row["member"].as_str().unwrap()))
        .collect();
    let mut expected = vec![("member", one, third), ("grid", grid, other)];
    expected.sort_by_key(|row| row.2 != rows[0].2);
    assert_eq!(rows, expected);
    place.check("verify a.gpkg", 0, &["文件完好"]);
    place.check("undo a.gpkg", 0, &[]);
    assert_eq!(place.json("list a.gpkg target_links --json").as_array().unwrap().len(), 2, "taken back");
    let wrong = "{\"edit\":\"link_target\",\"kind\":\"village\",\"code\":\"x\",\"member\":\"y\"}";
    place.check_with("apply a.gpkg -", wrong, 2, &["member"]);
    place.check("verify a.gpkg", 0, &["文件完好"]);
}
