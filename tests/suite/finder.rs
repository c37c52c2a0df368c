//! The search index: an updated one finds what a fresh one finds, in the right order.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use crate::edits::picture::{h, household, m, member, place};
use lianhu::demo::{Recipe, invent};
use lianhu::index::{Found, SearchIndex, Touched, Wanted};
use lianhu::model::{Address, Household, HouseholdId, HouseholdStatus, Member, MemberStatus, Project};
use proptest::prelude::*;

const NAMES: [&str; 8] = ["张三丰", "单雄信", "王芳", "王建国", "曾国", "解缙", "欧阳修", "吕布"];
const TYPED: [&str; 16] =
    ["z", "zsf", "wang", "王", "wf", "shan", "dan", "1", "17", "3-1", "3组1", "zeng", "lv", "H00", "1234", "wang 3组"];

fn code_of(project: &Project, found: Found) -> String {
    match found {
        Found::Household(id) => project.households.at(id).unwrap().code.clone(),
        Found::Member(id) => project.members.at(id).unwrap().code.clone(),
        other => format!("{other:?}"),
    }
}

#[track_caller]
fn check(project: &Project, lately: &[Found], typed: &str, expected: &str) {
    let found = SearchIndex::build(project).find(&Wanted::new(typed), lately, 9);
    let codes: Vec<String> = found.into_iter().map(|(_, found)| code_of(project, found)).collect();
    assert_eq!(codes.join(" "), expected, "what “{typed}” finds");
}

/// Four households and a member with these heads and addresses.
fn small() -> Project {
    let mut project = place("A B");
    let rows = [(1, "单雄信", "3组17号"), (2, "但丁", "3组117号"), (3, "山涛", "17组3号"), (4, "王芳", "3组7-1号")];
    for (number, head, address) in rows {
        let phone = format!("100{number}0001234");
        let row = Household { head: head.to_owned(), address: Address::parse(address), phone, ..household(number) };
        project.households.put(h(number), Some(row));
    }
    project.members.put(m('A'), Some(Member { name: "单田芳".to_owned(), ..member('A') }));
    project
}

#[test]
fn a_surname_is_read_as_one_first() {
    check(&small(), &[], "shan", "A H1 H3");
    check(&small(), &[], "dan", "H2 A H1");
}

#[test]
fn house_numbers_are_whole() {
    check(&small(), &[], "3-17", "H1");
    check(&small(), &[], "17号", "H1");
    check(&small(), &[], "17", "H1 H3");
    check(&small(), &[], "7-1", "H4");
}

#[test]
fn phones_are_found_by_their_end_and_whole() {
    check(&small(), &[], "1234", "H1 H2 H3 H4");
    check(&small(), &[], "10020001234", "H2");
    check(&small(), &[], "234", "");
}

#[test]
fn what_was_used_lately_comes_first_among_equals() {
    check(&small(), &[Found::Household(h(3))], "shan", "H3 A H1");
}

#[test]
fn who_moved_out_comes_last_and_who_left_is_not_found() {
    let mut project = small();
    let gone = Household { status: HouseholdStatus::MovedOut, ..project.households.at(h(1)).unwrap().clone() };
    project.households.put(h(1), Some(gone));
    let left = Member { status: MemberStatus::Retired, ..project.members.at(m('A')).unwrap().clone() };
    project.members.put(m('A'), Some(left));
    check(&project, &[], "shan", "H3 H1");
}

#[test]
fn places_and_buildings_of_the_village_are_found() {
    let project = invent(&Recipe::village());
    let index = SearchIndex::build(&project);
    let brook = index.find(&Wanted::new("liuxi"), &[], 40);
    assert!(brook.iter().any(|(_, found)| matches!(found, Found::Place(_))), "the brook by pinyin");
    let building = project.buildings.rows().next().unwrap().name.clone();
    let found = index.find(&Wanted::new(&building), &[], 9);
    assert!(matches!(found.first(), Some((0, Found::Building(_)))), "a building by its name");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn an_updated_index_finds_what_a_fresh_one_finds(
        changes in prop::collection::vec((0_usize..8, 1_u32..6, 0_usize..8, 0_u8..5), 0..12),
    ) {
        let mut project = small();
        let mut index = SearchIndex::build(&project);
        for (name, number, address, kind) in changes {
            let mut touched = Touched::default();
            let head = NAMES[name].to_owned();
            if kind == 0 {
                let id = m('A');
                let status = if address % 2 == 0 { MemberStatus::Serving } else { MemberStatus::Retired };
                project.members.put(id, Some(Member { name: head, status, ..member('A') }));
                touched.members.insert(id);
            } else {
                let id = HouseholdId(number);
                let address = Address::parse(&format!("{number}组{address}7号"));
                let row = Household { head, address, ..household(number) };
                project.households.put(id, (kind != 1).then_some(row));
                touched.households.insert(id);
            }
            touched.everything = kind == 4;
            index.update(&project, &touched);
        }
        let fresh = SearchIndex::build(&project);
        for typed in TYPED {
            let wanted = Wanted::new(typed);
            prop_assert_eq!(index.find(&wanted, &[], 20), fresh.find(&wanted, &[], 20), "what {} finds", typed);
        }
    }
}
