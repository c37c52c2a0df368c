//! Made-up places: whole, believable, and the same everywhere.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use geo::{Area as _, BooleanOps as _};
use lianhu::demo::{Recipe, invent, scale_members};
use lianhu::geom::{Area, Wgs84, area_contains, area_m2, distance_m};
use lianhu::model::{Address, HouseholdId, HouseholdStatus, LinkKind, MemberId, Project, Scheme, Shape};
use std::collections::BTreeSet;
use std::fmt::Write as _;

fn homes_of(project: &Project) -> BTreeSet<HouseholdId> {
    project.members.rows().filter_map(|member| member.home).collect()
}

fn cells_of(project: &Project) -> Vec<&Area> {
    let level = (project.facts.scheme.levels.len() - 1) as u8;
    project.grids.rows().filter(|grid| grid.level == level).map(|grid| &grid.area).collect()
}

#[track_caller]
fn check_codes(kind: &str, codes: impl Iterator<Item = String>) {
    let codes: Vec<String> = codes.collect();
    let different: BTreeSet<&String> = codes.iter().collect();
    assert_eq!(different.len(), codes.len(), "every {kind} has a code of its own");
}

/// What must hold in every made-up place.
#[track_caller]
fn check(project: &Project, households: usize, members: usize) {
    assert_eq!(project.households.len(), households, "as many households as asked for");
    assert_eq!(project.members.len(), members, "as many members as asked for");
    assert!(project.facts.is_invented, "marked as invented");
    check_codes("household", project.households.rows().map(|row| row.code.clone()));
    check_codes("member", project.members.rows().map(|row| row.code.clone()));
    check_codes("grid", project.grids.rows().map(|row| row.code.clone()));
    check_codes("building", project.buildings.rows().map(|row| row.code.clone()));
    check_codes("address", project.households.rows().map(|row| row.address.text.clone()));
    check_plan(project);
    check_people(project);
}

#[track_caller]
fn check_plan(project: &Project) {
    let plan = project.plans.at(project.current_plan()).unwrap();
    let homes = homes_of(project);
    for (id, household) in project.households.iter() {
        let is_required = project.is_required(household, homes.contains(&id));
        assert_eq!(project.is_covered(plan, id), is_required, "{} is covered if it must be", household.code);
        let primary = plan.primaries_of(id).next().map(|link| link.member);
        assert!(plan.backups_of(id).all(|link| Some(link.member) != primary), "nobody stands in for themselves");
    }
    for (household, link) in plan.links() {
        assert!(project.counts_as_cover(household, link.member), "only who can cover has links");
    }
    for (id, member) in project.members.iter() {
        let max_load = member.max_load.map_or(u32::MAX, u32::from);
        assert!(plan.load_of(id) <= max_load, "{} has no more than the range allows", member.code);
    }
}

#[track_caller]
fn check_people(project: &Project) {
    let homes = homes_of(project);
    let members: BTreeSet<&str> = project.members.rows().map(|member| member.name.as_str()).collect();
    for (id, household) in project.households.iter() {
        assert_eq!(Address::parse(&household.address.text), household.address, "the address is in its text");
        if homes.contains(&id) {
            assert!(members.contains(household.head.as_str()), "a member is the head at home");
        } else {
            assert!(!members.contains(household.head.as_str()), "{} is no member's name", household.head);
        }
        let is_unreal =
            household.phone.is_empty() || (household.phone.len() == 11 && household.phone.starts_with("100"));
        assert!(is_unreal, "{} cannot be called", household.phone);
        assert!(household.people.is_none_or(|people| (1..=7).contains(&people)), "one to seven people");
        let Some(at) = household.at else { continue };
        for deg in [at.lon_deg, at.lat_deg] {
            assert!(((deg * 1e7).round() / 1e7).to_bits() == deg.to_bits(), "{deg} is a multiple of 1e-7");
        }
    }
    for member in project.members.rows() {
        assert!(member.duty_phone.starts_with("100"), "{} cannot be called", member.duty_phone);
    }
}

#[test]
fn places_of_all_sizes_are_whole() {
    for households in [1, 2, 3, 7, 20, 50, 149, 420, 801, 5_000] {
        let recipe = Recipe::of_size(7, households, Scheme::neutral());
        check(&invent(&recipe), households, scale_members(households));
    }
    assert_eq!([420, 65_000].map(scale_members), [55, 10_793], "the usual number of members");
}

#[test]
fn every_household_lies_in_one_cell_which_the_roster_nearly_always_states() {
    for households in [1, 50, 420, 1_500] {
        let project = invent(&Recipe::of_size(11, households, Scheme::neutral()));
        let level = (project.facts.scheme.levels.len() - 1) as u8;
        let mut mistaken = 0;
        for household in project.households.rows() {
            let Some(at) = household.at else { continue };
            let found: Vec<&str> = project
                .grids
                .rows()
                .filter(|grid| grid.level == level && area_contains(&grid.area, at))
                .map(|grid| grid.code.as_str())
                .collect();
            assert_eq!(found.len(), 1, "{} of {households} lies in one cell, not in {found:?}", household.code);
            mistaken += usize::from(found != [household.stated_grid.as_str()]);
        }
        assert!(mistaken <= 1 + households / 300, "{mistaken} statements are wrong");
    }
}

#[test]
fn cells_share_their_borders() {
    for seed in [2026, 1, 2, 3, 4, 5] {
        let project = invent(&Recipe { seed, ..Recipe::village() });
        let cells = cells_of(&project);
        assert_eq!(cells.len(), 6, "six cells");
        let sum: f64 = cells.iter().map(|cell| cell.unsigned_area()).sum();
        let outline = project.grids.rows().find(|grid| grid.level == 1).map(|grid| &grid.area).unwrap();
        let together = cells.iter().fold(Area::new(Vec::new()), |all, cell| all.union(*cell));
        assert!((together.unsigned_area() / sum - 1.0).abs() < 1e-6, "no two cells overlap");
        assert!((outline.unsigned_area() / sum - 1.0).abs() < 1e-6, "the village is its cells");
        assert!(together.difference(outline).unsigned_area() / sum < 1e-6, "and nothing else");
        assert!(outline.iter().all(|polygon| polygon.interiors().is_empty()), "the outline is one ring");
        assert!(area_m2(outline) > 200_000.0, "large enough for a village");
    }
}

#[test]
fn the_village_looks_like_one() {
    let village = invent(&Recipe::village());
    check(&village, 420, 55);
    let homes = homes_of(&village);
    let share = |key: &str| {
        let category = village.category(key).unwrap();
        let has = |household: &&lianhu::model::Household| household.categories.contains(category);
        village.households.rows().filter(has).count() as f64 / 420.0
    };
    for (key, low, high) in [
        ("ordinary", 0.6, 0.75),
        ("elderly_alone", 0.05, 0.13),
        ("disabled", 0.03, 0.1),
        ("away", 0.05, 0.12),
        ("hardship", 0.04, 0.12),
        ("left_behind_child", 0.02, 0.07),
        ("member", 0.0, 0.0),
    ] {
        assert!((low..=high).contains(&share(key)), "{key} has a share of {}", share(key));
    }
    let count = |is_so: &dyn Fn(HouseholdId) -> bool| village.households.ids().filter(|&id| is_so(id)).count();
    let row = |id| village.households.at(id).unwrap();
    assert_eq!(count(&|id| row(id).at.is_none()), 2, "two are not on the map yet");
    assert_eq!(count(&|id| row(id).categories.is_empty()), 3, "three are unclassified");
    assert_eq!(count(&|id| homes.contains(&id)), 55, "all members live here");
    assert!((3..=9).contains(&count(&|id| row(id).status == HouseholdStatus::Vacant)), "a few stand empty");
    assert!(count(&|id| row(id).building.is_some()) > 40, "some live in flats");
    assert!(village.grids.rows().filter(|grid| grid.level == 2).all(|grid| grid.leader.is_some()), "leaders");
    let plan = village.plans.at(village.current_plan()).unwrap();
    let below = |id: MemberId| {
        village.members.at(id).is_some_and(|row| row.can_cover() && plan.load_of(id) < u32::from(row.min_load))
    };
    assert!((1..=4).contains(&village.members.ids().filter(|&id| below(id)).count()), "a handful of findings");
    let backups = plan.links().filter(|(_, link)| link.kind == LinkKind::Backup).count();
    assert!((40..=90).contains(&backups), "{backups} households have a backup");
    let rivers = village.backdrop.rows().filter(|feature| feature.name == "柳溪");
    let water: Vec<&Area> =
        rivers.filter_map(|feature| if let Shape::Area(area) = &feature.shape { Some(area) } else { None }).collect();
    let is_wet = |id| row(id).at.is_some_and(|at| water.iter().any(|area| area_contains(area, at)));
    assert_eq!((water.len(), count(&is_wet)), (1, 0), "a river, and nobody lives in it");
}

/// Meters east and north of the middle of the demo places; good enough to compare distances.
fn meters(at: Wgs84) -> (f64, f64) {
    ((at.lon_deg - 113.6) * 91_399.0, (at.lat_deg - 34.9) * 110_939.0)
}

fn distance_to_line_m(at: Wgs84, line: &[Wgs84]) -> f64 {
    let (x, y) = meters(at);
    let to_piece = |ends: &[Wgs84]| {
        let ((ax, ay), (bx, by)) = (meters(ends[0]), meters(ends[1]));
        let part = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax).powi(2) + (by - ay).powi(2));
        let part = part.clamp(0.0, 1.0);
        (x - ax - part * (bx - ax)).hypot(y - ay - part * (by - ay))
    };
    line.windows(2).map(to_piece).fold(f64::INFINITY, f64::min)
}

#[test]
fn houses_keep_their_distance_from_each_other_and_from_streets() {
    for seed in [2026, 8, 9] {
        let village = invent(&Recipe { seed, ..Recipe::village() });
        let ground = village.households.rows().filter(|row| row.building.is_none());
        let places: Vec<Wgs84> = ground.filter_map(|row| row.at).collect();
        for (place_idx, &at) in places.iter().enumerate() {
            let nearest_m =
                places[..place_idx].iter().map(|&other| distance_m(at, other)).fold(f64::INFINITY, f64::min);
            assert!(nearest_m > 13.5, "two houses are {nearest_m} m apart in the village {seed}");
            for feature in village.backdrop.rows() {
                let Shape::Line(line) = &feature.shape else { continue };
                let gap_m = distance_to_line_m(at, line);
                assert!(gap_m > 8.0, "a house stands {gap_m} m from the middle of {} in {seed}", feature.name);
            }
        }
    }
}

/// Everything that a later change could move without meaning to, as one number.
fn digest(project: &Project) -> u64 {
    let mut text = String::new();
    for row in project.households.rows() {
        writeln!(text, "{} {} {} {} {:?} {:?}", row.code, row.head, row.address.text, row.phone, row.people, row.at)
            .unwrap();
    }
    for row in project.members.rows() {
        writeln!(text, "{} {} {:?} {} {:?}", row.code, row.name, row.home, row.eligible, row.roles).unwrap();
    }
    for row in project.grids.rows() {
        writeln!(text, "{} {} {:?}", row.code, row.name, row.area).unwrap();
    }
    for row in project.backdrop.rows() {
        writeln!(text, "{:?} {} {:?}", row.kind, row.name, row.shape).unwrap();
    }
    let plan = project.plans.at(project.current_plan()).unwrap();
    for (household, link) in plan.links() {
        writeln!(text, "{household:?} {link:?}").unwrap();
    }
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

#[test]
fn the_same_recipe_gives_the_same_place() {
    let recipe = Recipe::of_size(3, 900, Scheme::neutral());
    assert_eq!(invent(&recipe), invent(&recipe), "twice the same");
    assert_ne!(invent(&recipe), invent(&Recipe { seed: 4, ..recipe.clone() }), "another seed, another place");
    let found = digest(&invent(&Recipe::village()));
    assert_eq!(
        found, 11_386_910_043_687_234_191,
        "the village everybody knows; if it was meant to change, this is its new number: {found}"
    );
}

#[test]
fn odd_recipes_are_covered_too() {
    for (households, members) in [(300, 1), (300, 2), (40, 60), (5_000, 9), (1, 5), (2, 2)] {
        let recipe =
            Recipe { seed: 5, households, members, scheme: Scheme::neutral(), grids: Some(30), is_orderly: false };
        check(&invent(&recipe), households, members);
    }
    let nobody = invent(&Recipe {
        seed: 5,
        households: 10,
        members: 0,
        scheme: Scheme::neutral(),
        grids: None,
        is_orderly: false,
    });
    let plan = nobody.plans.at(nobody.current_plan()).unwrap();
    assert_eq!(plan.links().count(), 0, "nobody can cover anybody");
    let required = nobody.households.iter().filter(|(_, row)| row.is_lived_in());
    assert!(required.into_iter().all(|(id, _)| plan.reason_of(id).is_some()), "and every household says why");
}
