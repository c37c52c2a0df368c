//! Grids: divided, put together, their borders moved; gaps and overlaps found and mended.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use crate::edits::picture::{TODAY, household, member};
use lianhu::edit::{Context, Edit, Refusal, Servers, plan_edit};
use lianhu::geom::{
    Area, Wgs84, area_corners, area_in_common, area_m2, area_pieces, area_together, with_corner_added,
    with_corner_dropped, with_corner_moved,
};
use lianhu::index::Index;
use lianhu::model::{Grid, GridId, Household, HouseholdId, HouseholdStatus, Member, MemberId, Project, Scheme};
use lianhu::rules::{OutlineFault, outline_faults, outline_fixes};
use proptest::prelude::{ProptestConfig, proptest};

/// A ten-thousandth of a degree is one step of these pictures: about ten meters.
const STEP_DEG: f64 = 1e-4;

fn at(east: f64, north: f64) -> Wgs84 {
    Wgs84 { lon_deg: 113.6 + east * STEP_DEG, lat_deg: 34.9 + north * STEP_DEG }
}

fn area(corners: &[(f64, f64)]) -> Area {
    let places = corners.iter().chain(corners.first()).map(|&(east, north)| at(east, north));
    let ring: Vec<(f64, f64)> = places.map(|place| (place.lon_deg, place.lat_deg)).collect();
    Area::new(vec![geo::Polygon::new(ring.into(), Vec::new())])
}

fn rect(west: f64, east: f64) -> Area {
    area(&[(west, 0.0), (east, 0.0), (east, 10.0), (west, 10.0)])
}

/// Grids side by side, such as `A0-10 B10-20`, ten steps high; households `1@5:A` at a place with what the roster
/// says of the grid; members `m@5` who live at a place, `m@5=A` who serve a grid.
fn place(text: &str) -> Project {
    let mut project = Project::new("柳溪村", Scheme::neutral());
    for word in text.split_whitespace() {
        if let Some((number, rest)) = word.split_once('@') {
            let (place, said) = rest.split_once([':', '=']).unwrap_or((rest, ""));
            let here = Some(at(place.parse().unwrap(), 5.0));
            if number == "m" {
                let grid = project.grids.iter().find(|(_, grid)| grid.code == said).map(|(id, _)| id);
                let letter = char::from(b'A' + project.members.len() as u8);
                project.members.push(Member { at: here, grid, ..member(letter) });
            } else {
                let stated_grid = said.to_owned();
                // Nobody needs to cover them here; that is for others to test.
                let status = HouseholdStatus::Vacant;
                let row = household(number.parse().unwrap());
                project.households.push(Household { at: here, stated_grid, status, ..row });
            }
        } else {
            let (code, range) = word.split_at(1);
            let (west, east) = range.split_once('-').unwrap();
            let area = rect(west.parse().unwrap(), east.parse().unwrap());
            let (code, name) = (code.to_owned(), format!("网格{code}"));
            project.grids.push(Grid { code, name, level: 2, parent: None, area, leader: None });
        }
    }
    project
}

/// The same the other way round: grids with their sizes in square steps, what rosters say, whom members serve.
fn text_of(project: &Project) -> String {
    let step_m2 = area_m2(&rect(0.0, 1.0)) / 10.0;
    let code = |grid: GridId| project.grids.at(grid).map_or("?", |row| row.code.as_str());
    let grids = project.grids.rows().map(|row| format!("{}:{:.0}", row.code, area_m2(&row.area) / step_m2));
    let said = project.households.iter().map(|(id, row)| format!("{}:{}", id.0, row.stated_grid));
    let served = project.members.rows().map(|row| format!("m={}", row.grid.map_or("", code)));
    grids.chain(said).chain(served).collect::<Vec<_>>().join(" ")
}

fn grant(project: &Project, edit: &Edit) -> Result<Project, Refusal> {
    let context = Context { plan: project.current_plan(), today: TODAY };
    let planned = plan_edit(project, &Index::build(project), edit, context)?;
    let after = planned.delta.apply(project).unwrap();
    assert_eq!(planned.delta.inverse().apply(&after).unwrap(), *project, "it can be taken back");
    Ok(after)
}

#[track_caller]
fn check(before: &str, edit: &Edit, after: &str) {
    let found = grant(&place(before), edit).map(|project| text_of(&project));
    assert_eq!(found.as_deref(), Ok(after), "{edit:?}\non {before}");
}

fn grid(number: u32) -> GridId {
    GridId(number)
}

/// Divides a grid along a line from south to north.
fn cut(project: &Project, id: GridId, east: f64, members: Servers) -> Edit {
    let row = project.grids.at(id).unwrap();
    let pieces = area_pieces(&row.area, &[at(east, -5.0), at(east, 15.0)]);
    let named = |(number, area): (usize, Area)| match number {
        0 => Grid { area, ..row.clone() },
        _ => Grid { area, code: format!("{}{number}", row.code), name: format!("{}{number}", row.name), ..row.clone() },
    };
    Edit::SplitGrid { grid: id, parts: pieces.into_iter().enumerate().map(named).collect(), members }
}

#[test]
fn a_divided_grid_takes_its_households_along() {
    let before = "A0-10 B10-20 1@2:A 2@8:A 3@12:B 4@8:B m@2=A m@8=A m@12=A";
    let edit = cut(&place(before), grid(1), 7.0, Servers::AtHome);
    check(before, &edit, "A:70 B:100 A1:30 1:A 2:A1 3:B 4:B m=A m=A1 m=A");
    let edit = cut(&place(before), grid(1), 7.0, Servers::Stay);
    check(before, &edit, "A:70 B:100 A1:30 1:A 2:A1 3:B 4:B m=A m=A m=A");
}

#[test]
fn a_line_that_does_not_run_across_divides_nothing() {
    let project = place("A0-10");
    let row = project.grids.at(grid(1)).unwrap();
    assert_eq!(area_pieces(&row.area, &[at(5.0, 2.0), at(5.0, 8.0)]).len(), 1, "it ends inside");
    assert_eq!(area_pieces(&row.area, &[at(12.0, -5.0), at(12.0, 15.0)]).len(), 1, "it passes by");
    let alone = Edit::SplitGrid { grid: grid(1), parts: vec![row.clone()], members: Servers::Stay };
    assert_eq!(grant(&project, &alone), Err(Refusal::TooFewGrids));
}

#[test]
fn grids_become_one_with_all_that_was_said_to_be_theirs() {
    let before = "A0-10 B10-20 1@2:A 2@12:B 3@12:网格B m@2=A m@12=B";
    let merge = Edit::MergeGrids { into: grid(1), others: vec![grid(2)], leader: Some(MemberId(2)) };
    check(before, &merge, "A:200 1:A 2:A 3:A m=A m=A");
    let after = grant(&place(before), &merge).unwrap();
    assert_eq!(after.grids.at(grid(1)).unwrap().leader, Some(MemberId(2)));
    let alone = Edit::MergeGrids { into: grid(1), others: vec![grid(1)], leader: None };
    assert_eq!(grant(&place(before), &alone), Err(Refusal::TooFewGrids));
}

#[test]
fn a_moved_border_takes_along_whom_the_roster_put_there() {
    let before = "A0-10 B10-20 1@12:B 2@12:A 3@18:B";
    let moved = Edit::ReshapeGrids(vec![(grid(1), rect(0.0, 15.0)), (grid(2), rect(15.0, 20.0))]);
    check(before, &moved, "A:150 B:50 1:A 2:A 3:B");
    let bow = area(&[(0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)]);
    let crossing = Edit::ReshapeGrids(vec![(grid(1), bow)]);
    assert_eq!(grant(&place(before), &crossing), Err(Refusal::OutlineCrosses));
    let nothing = Edit::ReshapeGrids(vec![(grid(1), Area::new(Vec::new()))]);
    assert_eq!(grant(&place(before), &nothing), Err(Refusal::NoArea));
}

#[test]
fn a_grid_that_goes_leaves_its_inner_ones_to_the_one_around() {
    let mut project = place("A0-20 B0-10 m@2=B");
    let inner =
        Grid { parent: Some(grid(2)), level: 3, code: "C".to_owned(), ..project.grids.at(grid(2)).unwrap().clone() };
    project.grids.push(inner);
    let outer = Grid { parent: Some(grid(1)), ..project.grids.at(grid(2)).unwrap().clone() };
    project.grids.put(grid(2), Some(outer));
    let after = grant(&project, &Edit::RemoveGrid(grid(2))).unwrap();
    assert_eq!(after.grids.at(grid(3)).unwrap().parent, Some(grid(1)));
    assert_eq!(after.members.at(MemberId(1)).unwrap().grid, None, "who served it serves the grid at home");
    let circle = Grid { parent: Some(grid(3)), ..project.grids.at(grid(1)).unwrap().clone() };
    assert_eq!(grant(&project, &Edit::ChangeGrid(grid(1), Box::new(circle))), Err(Refusal::GridInItself(grid(1))));
}

#[test]
fn codes_are_there_once() {
    let project = place("A0-10 B10-20");
    let row = project.grids.at(grid(1)).unwrap().clone();
    let taken = Refusal::CodeTaken("B".to_owned());
    let changed = Edit::ChangeGrid(grid(1), Box::new(Grid { code: " B ".to_owned(), ..row.clone() }));
    assert_eq!(grant(&project, &changed), Err(taken.clone()));
    assert_eq!(grant(&project, &Edit::AddGrid(Box::new(Grid { code: "B".to_owned(), ..row.clone() }))), Err(taken));
    let renamed = Edit::ChangeGrid(grid(1), Box::new(Grid { code: "Z".to_owned(), ..row }));
    check("A0-10 B10-20 1@2:A 2@12:B", &renamed, "Z:100 B:100 1:Z 2:B");
}

#[test]
fn a_corner_on_the_border_of_a_neighbor_becomes_one_of_the_neighbor() {
    let project = place("A0-10 B10-20");
    let cut = Edit::SplitGrid {
        grid: grid(1),
        parts: area_pieces(&project.grids.at(grid(1)).unwrap().area, &[at(-5.0, 4.0), at(15.0, 4.0)])
            .into_iter()
            .zip(["A", "Z"])
            .map(|(area, code)| Grid { area, code: code.to_owned(), ..project.grids.at(grid(1)).unwrap().clone() })
            .collect(),
        members: Servers::Stay,
    };
    let after = grant(&project, &cut).unwrap();
    let corners = area_corners(&after.grids.at(grid(2)).unwrap().area).count();
    assert_eq!(corners, 5, "four, and the one where the cut meets it");
    assert_eq!(outline_faults(&after), [], "and nothing lies between them");
}

#[test]
fn corners_come_move_and_go() {
    let square = rect(0.0, 10.0);
    let moved = with_corner_moved(&square, at(0.0, 0.0), at(-5.0, 0.0)).unwrap();
    assert!(area_m2(&moved) > area_m2(&square) * 1.2);
    assert_eq!(with_corner_moved(&square, at(1.0, 0.0), at(-5.0, 0.0)), None, "there is none");
    let added = with_corner_added(&square, (at(10.0, 0.0), at(0.0, 0.0)), at(5.0, -1.0)).unwrap();
    assert_eq!(area_corners(&added).count(), 5);
    assert_eq!(with_corner_dropped(&added, at(5.0, -1.0)), Some(square.clone()));
    let triangle = with_corner_dropped(&square, at(0.0, 0.0)).unwrap();
    assert_eq!(area_corners(&triangle).count(), 3);
    assert_eq!(with_corner_dropped(&triangle, at(10.0, 10.0)), Some(Area::new(Vec::new())), "two are no outline");
}

/// Faults as text: `gap AB 50`, `slit AB 4`, `overlap AB 50`, `strip AB 3`, `crosses A`, `code AB`.
fn faults(project: &Project) -> String {
    let step_m2 = area_m2(&rect(0.0, 1.0)) / 10.0;
    let words = outline_faults(project).into_iter().map(|fault| {
        let mut codes: Vec<String> =
            fault.grids().iter().map(|&grid| project.grids.at(grid).unwrap().code.clone()).collect();
        codes.sort();
        let size = (fault.size_m2() / step_m2).round();
        match (&fault, fault.is_sliver()) {
            (OutlineFault::Crosses { .. }, _) => format!("crosses {}", codes.concat()),
            (OutlineFault::SameCode { .. }, _) => format!("code {}", codes.concat()),
            (OutlineFault::Gap { .. }, false) => format!("gap {} {size}", codes.concat()),
            (OutlineFault::Gap { .. }, true) => format!("slit {} {size}", codes.concat()),
            (OutlineFault::Overlap { .. }, false) => format!("overlap {} {size}", codes.concat()),
            (OutlineFault::Overlap { .. }, true) => format!("strip {} {size}", codes.concat()),
        }
    });
    words.collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn check_faults(project: &Project, expected: &str) {
    assert_eq!(faults(project), expected);
    let mut mended = project.clone();
    for _ in 0..10 {
        let found = outline_faults(&mended);
        let Some(fault) = found.first() else { break };
        let fix = outline_fixes(&mended, fault).into_iter().next();
        mended = grant(&mended, &fix.unwrap_or_else(|| panic!("{fault:?} can be mended")).edit).unwrap();
    }
    assert_eq!(faults(&mended), "", "all can be mended, one after the other");
}

#[test]
fn what_is_wrong_with_borders_is_found_and_mended() {
    check_faults(&place("A0-10 B10-20"), "");
    check_faults(&place("A0-10 B8-20"), "overlap AB 20");
    check_faults(&place("A0-10 B9.8-20"), "strip AB 2");
    check_faults(&place("A0-10 B10.1-20"), "slit AB 1");
    check_faults(&place("A0-10 B20-30"), "");
    check_faults(&place("A0-10 A10-20"), "code AA");
    let mut bow = place("A0-10");
    let crossed = area(&[(0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)]);
    bow.grids.put(grid(1), Some(Grid { area: crossed, ..bow.grids.at(grid(1)).unwrap().clone() }));
    check_faults(&bow, "crosses A");
}

#[test]
fn a_hole_between_grids_and_what_is_left_of_the_one_around_are_gaps() {
    let mut project = place("A0-10 B10-20");
    let horseshoe = area(&[
        (10.0, 0.0),
        (20.0, 0.0),
        (20.0, 10.0),
        (10.0, 10.0),
        (10.0, 7.0),
        (14.0, 7.0),
        (14.0, 3.0),
        (10.0, 3.0),
    ]);
    project.grids.put(grid(2), Some(Grid { area: horseshoe, ..project.grids.at(grid(2)).unwrap().clone() }));
    check_faults(&project, "gap AB 16");
    let mut village = place("V0-30 A0-10 B10-25");
    let outer = |project: &Project, number: u32, level| Grid {
        level,
        parent: (number > 1).then_some(grid(1)),
        ..project.grids.at(grid(number)).unwrap().clone()
    };
    for (number, level) in [(1, 1), (2, 2), (3, 2)] {
        village.grids.put(grid(number), Some(outer(&village, number, level)));
    }
    check_faults(&village, "gap B 50");
}

#[test]
fn the_ground_goes_first_to_whom_the_roster_already_names() {
    let project = place("A0-10 B8-20 1@9:B");
    let found = outline_faults(&project);
    let first = outline_fixes(&project, &found[0]).into_iter().next().unwrap();
    assert_eq!(first.to, Some(grid(2)), "B, of which the roster speaks");
    let after = grant(&project, &first.edit).unwrap();
    assert_eq!(text_of(&after), "A:80 B:120 1:B");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever line cuts a grid: the parts lie side by side, make the whole, leave no gap to a neighbor, and become
    /// one again.
    #[test]
    fn parts_make_the_whole(from in (-5.0..35.0f64, -5.0..15.0f64), to in (-5.0..35.0f64, -5.0..15.0f64)) {
        let project = place("A0-10 B10-20 C20-30");
        let middle = project.grids.at(grid(2)).unwrap();
        let pieces = area_pieces(&middle.area, &[at(from.0, from.1), at(to.0, to.1)]);
        let sum: f64 = pieces.iter().map(area_m2).sum();
        assert!((sum - area_m2(&middle.area)).abs() < 0.1, "{sum}");
        for (number, piece) in pieces.iter().enumerate() {
            for other in &pieces[number + 1..] {
                assert!(area_m2(&area_in_common(piece, other)) < 0.01, "they lie side by side");
            }
        }
        if pieces.len() > 1 {
            let named = |(number, area): (usize, Area)| match number {
                0 => Grid { area, ..middle.clone() },
                _ => Grid { area, code: format!("Z{number}"), ..middle.clone() },
            };
            let parts: Vec<Grid> = pieces.iter().cloned().enumerate().map(named).collect();
            let after = grant(&project, &Edit::SplitGrid { grid: grid(2), parts, members: Servers::Stay }).unwrap();
            assert_eq!(faults(&after), "");
            let others: Vec<GridId> = after.grids.ids().filter(|id| id.0 > 3).collect();
            let whole = grant(&after, &Edit::MergeGrids { into: grid(2), others, leader: None }).unwrap();
            let again = &whole.grids.at(grid(2)).unwrap().area;
            assert!((area_m2(again) - area_m2(&middle.area)).abs() < 0.1);
            assert!((area_m2(&area_together([again, &middle.area])) - area_m2(&middle.area)).abs() < 0.1);
            assert_eq!(faults(&whole), "");
        }
    }
}

#[test]
fn households_far_away_are_not_touched() {
    let project = place("A0-10 B10-20 1@50:A");
    let edit = cut(&project, grid(1), 7.0, Servers::AtHome);
    let after = grant(&project, &edit).unwrap();
    assert_eq!(after.households.at(HouseholdId(1)), project.households.at(HouseholdId(1)));
}
