//! Schemes: what their text must say, what they find, and what changing one does.

use crate::command::Place;
use crate::edits::picture::{h, m, place};
use lianhu::edit::{Context, Edit, plan_edit};
use lianhu::index::Index;
use lianhu::model::{Exemption, LinkKind, PlanId, Project, Scheme};
use lianhu::rules::{Findings, fix};
use lianhu::schemes::{FaultKind, presets, scheme_from_text, text_from_scheme};
use std::sync::Arc;

const WHOLE: &str = r#"
id = "ours"
name = "本村制度"
levels = ["镇", "村"]

[[roles]]
key = "committee"
name = "两委"
words = ["两委"]

[[tiers]]
id = "households"
name = "联户"
of = "household"
min = 2
max = 4
ideal = [2, 3]

[[requirements]]
id = "care"
name = "重点户由两委联系"
categories = ["hardship"]
roles = ["committee"]
"#;

/// What is said of the whole text with one piece of it replaced: line, field, what is wrong.
#[track_caller]
fn check_fault(piece: &str, instead: &str, line: usize, field: &str, kind: FaultKind) {
    assert!(WHOLE.contains(piece), "{piece} is in the text");
    let text = WHOLE.replacen(piece, instead, 1);
    let fault = scheme_from_text(&text).unwrap_err();
    assert_eq!((fault.line, fault.field.as_str(), fault.kind), (line, field, kind), "{piece} → {instead}");
}

#[test]
fn what_is_wrong_is_named_by_line_and_field() {
    assert!(scheme_from_text(WHOLE).is_ok(), "nothing is wrong with it as it stands");
    check_fault("id = \"ours\"", "", 1, "id", FaultKind::Missing);
    check_fault("name = \"本村制度\"", "nmae = \"本村制度\"", 1, "name", FaultKind::Missing);
    check_fault("min = 2", "min = 2\nmni = 3", 16, "tiers.mni", FaultKind::Unknown);
    check_fault("min = 2", "min = \"two\"", 15, "tiers.min", FaultKind::NotCount);
    check_fault("min = 2", "min = -1", 15, "tiers.min", FaultKind::NotCount);
    check_fault("max = 4", "max = 1", 16, "tiers.max", FaultKind::EmptyRange);
    check_fault("ideal = [2, 3]", "ideal = [2, 9]", 17, "tiers.ideal", FaultKind::EmptyRange);
    check_fault(
        "roles = [\"committee\"]",
        "roles = [\"comittee\"]",
        23,
        "requirements.roles",
        FaultKind::NoSuch("comittee".to_owned()),
    );
    check_fault("of = \"household\"", "of = \"member\"", 11, "tiers", FaultKind::NoHouseholdTier);
    check_fault("levels = [\"镇\", \"村\"]", "levels = \"镇\"", 4, "levels", FaultKind::NotTexts);
    let covered = "levels = [\"镇\"]\n[rules.covered]\nseverity = \"note\"";
    check_fault("levels = [\"镇\", \"村\"]", covered, 6, "rules.covered.severity", FaultKind::Fixed);
    let unknown = "levels = [\"镇\"]\n[rules.coverd]\nseverity = \"note\"";
    check_fault("levels = [\"镇\", \"村\"]", unknown, 5, "rules.coverd", FaultKind::Unknown);
    let twice = "[[roles]]\nkey = \"committee\"\nname = \"又一个\"\nwords = [\"又\"]\n\n[[tiers]]";
    check_fault("[[tiers]]", twice, 12, "roles.key", FaultKind::Repeated("committee".to_owned()));
    let syntax = scheme_from_text("id = \"ours\"\nname = 本村").unwrap_err();
    assert_eq!((syntax.line, syntax.field.as_str()), (2, ""), "{syntax:?}");
}

#[test]
fn a_scheme_is_written_as_it_is_read() {
    let scheme = scheme_from_text(WHOLE).unwrap();
    assert_eq!(scheme_from_text(&text_from_scheme(&scheme)), Ok(scheme));
}

/// Every phrase stands beside what it is the reason for, and every rule of a place has one or says why not.
#[test]
fn the_five_schemes_say_where_they_come_from() {
    for scheme in presets().into_iter().filter(|scheme| scheme.id != "neutral") {
        let id = &scheme.id;
        assert!(!scheme.source.is_empty() && scheme.year.is_some() && !scheme.notes.is_empty(), "{id}");
        for tier in &scheme.tiers {
            assert!(!tier.quotes.is_empty() || tier.min == 0 && tier.max.is_none(), "{id}: {} has a phrase", tier.id);
        }
        for requirement in &scheme.requirements {
            assert!(!requirement.quotes.is_empty(), "{id}: {} has a phrase", requirement.id);
        }
        for cadence in &scheme.cadences {
            assert!(!cadence.quotes.is_empty(), "{id}: {} has a phrase", cadence.id);
            assert!(!cadence.is_on, "{id}: {} waits for records", cadence.id);
        }
    }
}

/// The sums that the articles imply come out of the numbers that their schemes state.
#[test]
fn the_arithmetic_of_the_articles_holds() {
    let scheme = |id| lianhu::schemes::preset(id).unwrap();
    let below = |id, tier| {
        let scheme: Scheme = scheme(id);
        scheme.households_below(scheme.tier(tier).unwrap())
    };
    assert_eq!(below("tianqiao", "members"), Some((36, Some(100))), "3 × 12 to 5 × 20 for each 党员户");
    assert_eq!(below("chengan", "members"), Some((50, Some(100))), "5 to 10 members with about ten each");
    assert_eq!(below("huiji", "frail_members"), None, "those who are looked after have no households");
    let huiji = scheme("huiji");
    let room = |households| {
        let least = 10_793 * usize::from(huiji.min_load());
        lianhu::index::Room { households, members: 10_793, least, most: None }.shortfall(huiji.max_load())
    };
    assert_eq!(10_793 * usize::from(huiji.min_load()), 64_758);
    assert_eq!(room(65_000), None, "it fits");
    assert_eq!(room(64_758), None, "to the last household");
    assert!(room(64_757).is_some(), "and no further");
}

/// A place whose scheme is the text above, members of which have roles: `A` to `B` sit on the committee.
fn committee_place(text: &str) -> Project {
    let mut project = place(text);
    Arc::make_mut(&mut project.facts).scheme = scheme_from_text(WHOLE).unwrap();
    for letter in ['A', 'B'] {
        if let Some(row) = project.members.at(m(letter)).cloned() {
            let row = lianhu::model::Member { roles: vec!["村两委委员".to_owned()], ..row };
            project.members.put(m(letter), Some(row));
        }
    }
    project
}

/// The keys of what is found, without those of the map.
fn keys(project: &Project) -> String {
    let found = Findings::of(project, &Index::build(project), PlanId(1)).sorted(project);
    found.iter().map(lianhu::rules::Finding::key).collect::<Vec<_>>().join(" ")
}

fn needy(project: &mut Project, household: u32) {
    let category = project.category("hardship").unwrap();
    let row = project.households.at(h(household)).unwrap().clone();
    let categories = row.categories.with(category);
    project.households.put(h(household), Some(lianhu::model::Household { categories, ..row }));
}

#[test]
fn households_in_need_have_somebody_with_the_role() {
    let mut project = committee_place("A C C");
    assert_eq!(keys(&project), "", "nobody is in need");
    needy(&mut project, 1);
    assert_eq!(keys(&project), "", "A is on the committee");
    needy(&mut project, 2);
    assert_eq!(keys(&project), "requirement:care/h2", "C is not");
    let index = Index::build(&project);
    let found = Findings::of(&project, &index, PlanId(1));
    let edit = fix(&project, &index, PlanId(1), &found.at_household(h(2))[0]).unwrap();
    let wanted = Edit::Assign { households: vec![h(2)], to: m('B'), kind: LinkKind::Paired };
    assert_eq!(edit, wanted, "the nearest of the committee helps, beside C");
    let context = Context { plan: PlanId(1), today: crate::edits::picture::TODAY };
    let planned = plan_edit(&project, &index, &edit, context).unwrap();
    let after = planned.delta.apply(&project).unwrap();
    assert_eq!(keys(&after), "", "solved");
    assert_eq!(after.plans.at(PlanId(1)).unwrap().primaries_of(h(2)).next().unwrap().member, m('C'), "C stays");
}

/// Of those with a role each helps a household in need, as responsible or beside who is.
#[test]
fn whoever_has_a_role_helps_as_many_as_the_tier_says() {
    let mut project = committee_place("A B C");
    let tier = "\n[[tiers]]\nid = \"help\"\nname = \"帮扶\"\nby = \"committee\"\nof = \"household\"\nonly = \"hardship\"\nmin = 1\nmax = 1\n";
    Arc::make_mut(&mut project.facts).scheme =
        scheme_from_text(&format!("{WHOLE}{tier}").replace("[[requirements]]", "[[requirements]]\nseverity = \"off\""))
            .unwrap();
    assert_eq!(keys(&project), "tier:help/m1 tier:help/m2", "nobody is in need, and two have nobody to help");
    needy(&mut project, 1);
    needy(&mut project, 3);
    assert_eq!(keys(&project), "tier:help/m2", "A covers one of them");
    let index = Index::build(&project);
    let found = Findings::of(&project, &index, PlanId(1));
    let edit = fix(&project, &index, PlanId(1), &found.at_member(m('B'))[0]).unwrap();
    assert_eq!(edit, Edit::Assign { households: vec![h(3)], to: m('B'), kind: LinkKind::Paired }, "the nearest");
    let context = Context { plan: PlanId(1), today: crate::edits::picture::TODAY };
    let planned = plan_edit(&project, &index, &edit, context).unwrap();
    project = planned.delta.apply(&project).unwrap();
    assert_eq!(keys(&project), "", "solved");
    let also = Edit::Assign { households: vec![h(1)], to: m('B'), kind: LinkKind::Paired };
    let planned = plan_edit(&project, &Index::build(&project), &also, context).unwrap();
    assert_eq!(keys(&planned.delta.apply(&project).unwrap()), "tier:help/m2", "one too many");
}

#[test]
fn a_rule_is_as_bad_as_the_scheme_says() {
    let mut project = committee_place("A A AB");
    let found = |project: &Project, text: &str| {
        let text = WHOLE.replacen("levels = [\"镇\", \"村\"]", &format!("levels = [\"镇\"]\n{text}"), 1);
        let mut project = project.clone();
        Arc::make_mut(&mut project.facts).scheme = scheme_from_text(&text).unwrap();
        let scheme = project.facts.scheme.clone();
        let found = Findings::of(&project, &Index::build(&project), PlanId(1)).sorted(&project);
        found.iter().map(|one| format!("{} {}", one.severity(&scheme).key(), one.key())).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(found(&project, ""), "", "several may be responsible");
    assert_eq!(found(&project, "[rules.single]\nseverity = \"error\""), "error single/h3");
    assert_eq!(found(&project, "[rules.single]\nseverity = \"off\""), "");
    let unclassified = found(&project, "[rules.classified]\nseverity = \"note\"");
    assert_eq!(unclassified, "note classified/h1; note classified/h2; note classified/h3");
    let row = project.members.at(m('B')).unwrap().clone();
    project.members.put(m('B'), Some(lianhu::model::Member { min_load: 2, max_load: Some(4), ..row }));
    assert_eq!(found(&project, ""), "warning load/mB".replace('B', "2"), "one household instead of two");
    assert_eq!(found(&project, "[rules.load]\nseverity = \"note\""), "note load/m2");
}

#[test]
fn what_is_allowed_but_not_aimed_at_is_a_note() {
    let mut project = committee_place("A A A A");
    let row = project.members.at(m('A')).unwrap().clone();
    project.members.put(m('A'), Some(lianhu::model::Member { min_load: 2, max_load: Some(4), ..row }));
    let scheme = project.facts.scheme.clone();
    let found = Findings::of(&project, &Index::build(&project), PlanId(1)).sorted(&project);
    let words: Vec<_> = found.iter().map(|one| (one.severity(&scheme).key(), one.key())).collect();
    assert_eq!(words, [("note", "load/m1".to_owned())], "4 of 2 to 4, where 2 to 3 are aimed at");
}

/// Another scheme: who had the range of the old one takes that of the new one; who must be covered and is not is
/// listed; nothing else changes, and taken back everything is as it was.
#[test]
fn another_scheme_takes_the_members_along() {
    let mut project = place("A ? . | B@2");
    Arc::make_mut(&mut project.facts).scheme.exempt = vec![Exemption::MemberHome];
    let usual = Scheme::neutral();
    for (letter, min_load) in [('A', usual.min_load()), ('B', 1)] {
        let row = project.members.at(m(letter)).unwrap().clone();
        project.members.put(m(letter), Some(lianhu::model::Member { min_load, max_load: usual.max_load(), ..row }));
    }
    let scheme = scheme_from_text(WHOLE).unwrap();
    let index = Index::build(&project);
    let context = Context { plan: PlanId(1), today: crate::edits::picture::TODAY };
    let planned = plan_edit(&project, &index, &Edit::SetScheme(Box::new(scheme.clone())), context).unwrap();
    let after = planned.delta.apply(&project).unwrap();
    let range = |project: &Project, letter| {
        let row = project.members.at(m(letter)).unwrap();
        (row.min_load, row.max_load)
    };
    assert_eq!(after.facts.scheme, scheme, "in force");
    assert_eq!(range(&after, 'A'), (2, Some(4)), "the range of the scheme");
    assert_eq!(range(&after, 'B'), (1, usual.max_load()), "a range of one's own stays");
    let reason = after.plans.at(PlanId(1)).unwrap().reason_of(h(2)).map(|reason| reason.key().to_owned());
    assert_eq!(reason.as_deref(), Some("scheme"), "it was exempt, and is listed now");
    assert_eq!(planned.delta.inverse().apply(&after).unwrap(), project, "taken back");
    let again = plan_edit(&after, &Index::build(&after), &Edit::SetScheme(Box::new(scheme)), context).unwrap();
    assert!(again.delta.is_empty(), "twice is once");
}

#[test]
fn households_that_are_away_can_be_exempt() {
    let mut project = place("A ~?");
    assert_eq!(keys(&project), "covered/h2", "by phone, but somebody");
    Arc::make_mut(&mut project.facts).scheme.exempt = vec![Exemption::Away];
    assert_eq!(keys(&project), "", "the scheme asks for nobody");
}

#[test]
fn the_command_line_lists_shows_and_sets_schemes() {
    let place = Place::with_demo("schemes");
    let shipped = place.json("schemes --json");
    let ids: Vec<&str> = shipped.as_array().unwrap().iter().map(|scheme| scheme["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["neutral", "huiji", "tianqiao", "chengan", "guhe", "liuyuan"]);
    assert_eq!(shipped[2]["tiers"][0]["min"], 12, "天桥东街");
    assert!(shipped[1]["rules"].as_array().unwrap().iter().any(|rule| rule["rule"] == "covered"), "with rules");
    place.check("schemes nowhere", 2, &["没有制度 nowhere"]);
    place.write("ours.toml", &place.check("schemes chengan", 0, &["成安"]).out.replace("min = 6", "min = 7"));
    let ahead = place.json("scheme a.gpkg --set ours.toml --dry-run --json");
    assert_eq!((ahead["scheme"].as_str(), ahead["set"].as_bool()), (Some("chengan"), Some(false)));
    assert_eq!(place.json("scheme a.gpkg --json")["id"], "neutral", "only a look ahead");
    let warnings = ahead["after"]["warnings"].as_u64();
    place.check("scheme a.gpkg --set ours.toml", 0, &["改用《成安"]);
    let there = place.json("scheme a.gpkg --json");
    assert_eq!((there["id"].as_str(), there["min_load"].as_u64()), (Some("chengan"), Some(7)), "as in the file");
    let checked = place.run("check a.gpkg --json", "");
    let checked: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    assert_eq!(checked["warnings"].as_u64(), warnings, "as was foretold");
    place.check("scheme a.gpkg", 0, &["id = \"chengan\"", "min = 7"]);
    place.check("undo a.gpkg", 0, &[]);
    assert_eq!(place.json("scheme a.gpkg --json")["id"], "neutral", "as before");
    place.check("verify a.gpkg", 0, &["文件完好"]);
    place.write("bad.toml", "id = \"x\"\nname = \"y\"\nlevels = [\"z\"]\nmax = 3\n");
    place.check("scheme a.gpkg --set bad.toml", 2, &["bad.toml", "tiers"]);
    place.check("new b.gpkg --scheme tianqiao", 0, &[]);
    assert_eq!(place.json("scheme b.gpkg --json")["max_load"], 20);
}
