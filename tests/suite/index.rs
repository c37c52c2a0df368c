//! Lookups: which grid a place is in, who could cover a household, what somebody looked for.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use crate::edits::picture::{h, household, m, member, place};
use geo::{MultiPolygon, Rect};
use lianhu::geom::Wgs84;
use lianhu::index::{Found, Index, Spot, candidates, search};
use lianhu::model::{Address, Grid, GridId, Household, Member, PlanId, Project, Scheme};

/// A strip of land: a letter, its level, and from where to where, such as `village 1 0-9`.
fn strips(text: &str) -> Project {
    let mut project = Project::new("柳溪村", Scheme::neutral());
    for strip in text.split(", ").filter(|strip| !strip.is_empty()) {
        let words: Vec<&str> = strip.split_whitespace().collect();
        let &[name, level, stretch] = words.as_slice() else { unreachable!("three words: {strip}") };
        let (west, east) = stretch.split_once('-').unwrap();
        let lon = |place: &str| 113.0 + 0.01 * place.parse::<f64>().unwrap();
        let area = MultiPolygon::new(vec![Rect::new((lon(west), 34.0), (lon(east), 35.0)).to_polygon()]);
        let level = level.parse().unwrap();
        project.grids.push(Grid {
            code: name.to_owned(),
            name: name.to_owned(),
            level,
            parent: None,
            area,
            leader: None,
        });
    }
    project
}

/// Which strip is at each of the places 0.5, 1.5 …: its name, `-` for none, `!` for one of several.
#[track_caller]
fn check_spots(text: &str, expected: &str) {
    let project = strips(text);
    let index = Index::build(&project);
    let name = |grid: GridId| project.grids.at(grid).unwrap().name.clone();
    let spots = (0..expected.split_whitespace().count()).map(|step| {
        let at = Wgs84::checked(113.005 + 0.01 * step as f64, 34.5).unwrap();
        match index.grid_at(&project, at) {
            Spot::In(grid) => name(grid),
            Spot::InSeveral(grid) => format!("{}!", name(grid)),
            Spot::Outside => "-".to_owned(),
            Spot::Unplaced => "?".to_owned(),
        }
    });
    assert_eq!(spots.collect::<Vec<_>>().join(" "), expected, "what lies where in {text}");
}

#[test]
fn the_innermost_grid_counts() {
    check_spots("", "- -");
    check_spots("a 1 0-1, b 1 1-2", "a b -");
    check_spots("village 1 0-4, a 2 0-1, b 2 1-2", "a b village village -");
    check_spots("a 2 0-1, b 2 1-2, village 1 0-4", "a b village village -");
    check_spots("town 0 0-4, a 2 1-2, village 1 0-3", "village a village town");
}

#[test]
fn grids_that_overlap_are_told() {
    check_spots("a 2 0-2, b 2 1-3", "a a! b");
    check_spots("village 1 0-4, b 2 1-3, a 2 0-2", "a b! b village");
    check_spots("a 1 0-3, b 1 0-3, c 2 1-2", "a! c a!");
    check_spots("a 1 0-3, c 2 1-2, b 1 0-3", "a! c a!");
}

/// Candidates in order: the letter, `*` in the same grid, `=` without room, `+` for whoever has a part already.
#[track_caller]
fn check_candidates(project: &Project, number: u32, limit: usize, expected: &str) {
    let index = Index::build(project);
    let found = candidates(project, &index, PlanId(1), h(number), limit);
    let text = found.iter().map(|candidate| {
        let code = &project.members.at(candidate.member).unwrap().code;
        let mark = |is_so: bool, mark: &'static str| if is_so { mark } else { "" };
        let (grid, room) = (mark(candidate.is_same_grid, "*"), mark(!candidate.has_room, "="));
        format!("{code}{grid}{room}{}", mark(candidate.holds.is_some(), "+"))
    });
    assert_eq!(text.collect::<Vec<_>>().join(" "), expected, "who could cover household {number}");
}

#[test]
fn who_is_near_and_has_room_comes_first() {
    check_candidates(&place("A B C D"), 1, 9, "A+ B C D");
    check_candidates(&place("A B C D"), 4, 9, "D+ C B A");
    check_candidates(&place("A B C D"), 4, 2, "D+ C");
    check_candidates(&place("A B C D | C<1"), 4, 9, "D+ B A C=");
    check_candidates(&place("A B C D | D- C@4"), 4, 9, "B A");
    check_candidates(&place("A B Cb D | D+"), 3, 9, "C+ B+ A");
    check_candidates(&place("A B | A? B?"), 1, 9, "");
    check_candidates(&place("A"), 2, 9, "");
}

#[test]
fn without_a_place_the_least_loaded_comes_first() {
    check_candidates(&place("A A B C | 4?"), 4, 9, "B C+ A");
}

#[test]
fn who_serves_the_grid_comes_before_who_is_nearer() {
    let mut project = place("A B C D");
    let area = MultiPolygon::new(vec![Rect::new((113.602_5, 34.8), (113.605, 35.0)).to_polygon()]);
    let grid = Grid { code: "G".to_owned(), name: "东".to_owned(), level: 1, parent: None, area, leader: None };
    let grid = project.grids.push(grid);
    check_candidates(&project, 3, 9, "C*+ D* B A");
    // Who states a grid serves that one, wherever home is.
    project.members.put(m('A'), Some(Member { grid: Some(grid), ..member('A') }));
    check_candidates(&project, 3, 9, "C*+ D* A* B");
}

#[test]
fn those_who_live_at_one_spot_come_by_id() {
    let mut project = place("A B C D");
    for letter in ['D', 'B', 'C'] {
        project.members.put(m(letter), Some(Member { at: member('A').at, ..member(letter) }));
    }
    let index = Index::build(&project);
    let near: Vec<_> = index.members_near(&project, household(3).at.unwrap()).map(|(member, _)| member).collect();
    assert_eq!(near, ['A', 'B', 'C', 'D'].map(m), "all are equally far");
}

/// What is found, best first, as codes.
#[track_caller]
fn check_search(text: &str, limit: usize, expected: &str) {
    let mut project = strips("第一网格 1 0-9");
    for (number, head, address) in
        [(1, "王建国", "3组17号"), (2, "李王氏", "3组1号"), (3, "赵四", "幸福苑2号楼1单元502室"), (17, "王", "王家沟")]
    {
        let row = Household { head: head.to_owned(), address: Address::parse(address), ..household(number) };
        project.households.put(h(number), Some(row));
    }
    project.members.put(m('A'), Some(Member { name: "王建国".to_owned(), ..member('A') }));
    project.members.put(m('B'), Some(Member { name: "钱王".to_owned(), code: "h1".to_owned(), ..member('B') }));
    let found = search(&project, text, limit).into_iter().map(|found| match found {
        Found::Household(id) => project.households.at(id).unwrap().code.clone(),
        Found::Member(id) => project.members.at(id).unwrap().code.clone(),
        Found::Grid(id) => project.grids.at(id).unwrap().code.clone(),
        other => unreachable!("there are no others: {other:?}"),
    });
    assert_eq!(found.collect::<Vec<_>>().join(" "), expected, "what “{text}” finds");
}

#[test]
fn what_is_equal_comes_before_what_begins_and_what_contains() {
    check_search("王", 9, "H17 A H1 h1 H2");
    check_search("王", 2, "H17 A");
    check_search("王建国", 9, "A H1");
    check_search("h1", 9, "h1 H1 H17");
    check_search("H17", 9, "H17");
    check_search("第一", 9, "第一网格");
    check_search("502", 9, "H3");
}

#[test]
fn all_words_must_match() {
    check_search("王 3组", 9, "H1 H2");
    check_search(" 王   17号 ", 9, "H1");
    check_search("王 幸福苑", 9, "");
    check_search("  ", 9, "");
    check_search("孙", 9, "");
}
