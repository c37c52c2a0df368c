//! Blocks of flats and other households behind one mark.

use crate::panels::desk::{Desk, folder, open, somebody};
use egui::{Key, Pos2};
use lianhu::demo::{Recipe, invent};
use lianhu::index::Tower;
use lianhu::model::{Address, Building, BuildingId, Household, HouseholdId, Project, Scheme};
use lianhu::store::{Access, Store};
use lianhu::ui::Selected;
use proptest::prelude::*;

/// The village with the card of the first block open.
fn at_the_flats(test: &str) -> (Desk, BuildingId) {
    let mut desk = Desk::village(test);
    let project = desk.project();
    let block = project.buildings.ids().next().unwrap();
    let (household, _) = project.households.iter().find(|(_, row)| row.building == Some(block)).unwrap();
    desk.find_by_search(&desk.household(household).code);
    desk.press(Key::Escape);
    desk.click_household(household);
    (desk, block)
}

fn flat(desk: &Desk, block: BuildingId, unit: u16, room: &str) -> HouseholdId {
    let project = desk.project();
    let is_it = |row: &Household| row.building == Some(block) && row.address.unit == unit && row.address.room == room;
    project.households.iter().find(|(_, row)| is_it(row)).map(|(id, _)| id).unwrap()
}

fn place_of(desk: &Desk, household: HouseholdId) -> Pos2 {
    desk.find(&desk.name_of(household)).rect().center()
}

#[test]
fn a_block_opens_by_floor_and_room() {
    let (mut desk, block) = at_the_flats("flats");
    desk.assert_sees("4 层 × 4 户 · 共 16 户");
    let household = flat(&desk, block, 2, "302");
    desk.click(&desk.name_of(household));
    assert_eq!(desk.session().selected, Some(Selected::Household(household)));
    desk.assert_sees("4 层 × 4 户");
    desk.press(Key::Escape);
    desk.assert_misses("4 层 × 4 户");
}

#[test]
fn a_drag_over_rooms_picks_them() {
    let (mut desk, block) = at_the_flats("brushing");
    let (from, to) = (flat(&desk, block, 1, "302"), flat(&desk, block, 2, "201"));
    desk.pull_from(place_of(&desk, from));
    desk.hover(place_of(&desk, to));
    desk.let_go();
    let rooms: Vec<(u16, String)> = desk
        .session()
        .picked
        .iter()
        .map(|id| desk.household(id).address)
        .map(|address| (address.unit, address.room))
        .collect();
    assert_eq!(rooms.len(), 4, "a rectangle: {rooms:?}");
    for (unit, room) in [(1, "302"), (1, "202"), (2, "301"), (2, "201")] {
        assert!(rooms.contains(&(unit, room.to_owned())), "{unit}-{room} is in {rooms:?}");
    }
    desk.assert_sees("已选 4 户");
}

#[test]
fn a_floor_and_an_entrance_are_picked_whole() {
    let (mut desk, block) = at_the_flats("rows");
    desk.click("3层");
    let floors: Vec<i16> = desk.session().picked.iter().map(|id| desk.household(id).address.floor).collect();
    assert_eq!(floors, [3; 4]);
    desk.click("2单元");
    let units: Vec<u16> = desk.session().picked.iter().map(|id| desk.household(id).address.unit).collect();
    assert_eq!(units, [2; 8]);
    let household = flat(&desk, block, 1, "101");
    desk.click(&desk.name_of(household));
    assert!(desk.session().picked.is_empty(), "one is selected instead");
}

/// A village whose households 1 to `count` stand at one place without a building.
fn crowded(test: &str, count: usize) -> (Desk, Vec<HouseholdId>) {
    let mut project = invent(&Recipe::village());
    let ids: Vec<HouseholdId> = project
        .households
        .iter()
        .filter(|(_, row)| row.building.is_none() && row.at.is_some())
        .map(|(id, _)| id)
        .take(count)
        .collect();
    let place = project.households.at(ids[0]).unwrap().at;
    for &id in &ids {
        let mut row = project.households.at(id).unwrap().clone();
        row.at = place;
        project.households.put(id, Some(row));
    }
    let path = folder(test).join("a.gpkg");
    Store::create(&path, &project, &somebody()).unwrap().close().unwrap();
    (Desk::on(open(&path, Access::Write(somebody()))), ids)
}

#[test]
fn a_few_fan_out_and_many_are_listed() {
    let (mut desk, ids) = crowded("fan", 6);
    desk.click_household(ids[0]);
    desk.assert_misses("此处有多户，请选择");
    let name = desk.name_of(ids[4]);
    desk.click(&name);
    assert_eq!(desk.session().selected, Some(Selected::Household(ids[4])));
    assert!(desk.session().stack.is_none(), "the fan closes");

    let (mut desk, ids) = crowded("list", 14);
    desk.click_household(ids[0]);
    desk.assert_sees("此处有多户，请选择");
}

fn tower_of(rooms: &[(&str, Option<u16>)]) -> (Project, Tower) {
    let mut project = Project::new("测试", Scheme::neutral());
    let floors = rooms.first().and_then(|(_, floors)| *floors);
    let building = Building { code: "1".to_owned(), name: "1号楼".to_owned(), at: None, floors };
    let building = project.buildings.push(building);
    let mut some = invent(&Recipe::village()).households.rows().next().unwrap().clone();
    some.building = Some(building);
    for (room, _) in rooms {
        some.address = Address::parse(room);
        project.households.push(some.clone());
    }
    let tower = Tower::of(&project, building);
    (project, tower)
}

#[test]
fn a_tower_is_read_from_addresses() {
    let (_, tower) = tower_of(&[
        ("1号楼1单元101室", Some(3)),
        ("1号楼1单元202室", None),
        ("1号楼2单元1102室", None),
        ("1号楼传达室", None),
    ]);
    assert_eq!(tower.floors, (1..=11).rev().collect::<Vec<i16>>(), "as high as the highest room");
    let columns: Vec<(u16, &str)> = tower.columns.iter().map(|column| (column.unit, column.door.as_str())).collect();
    assert_eq!(columns, [(1, "01"), (1, "02"), (2, "02")]);
    assert_eq!(tower.at(10, 0), [HouseholdId(1)], "on the ground floor at the left");
    assert_eq!(tower.at(0, 2), [HouseholdId(3)], "on top at the right");
    assert_eq!(tower.elsewhere, [HouseholdId(4)]);
    assert!(tower.is_told());
    assert_eq!(tower.within(9..=10, 0..=1).collect::<Vec<_>>(), [HouseholdId(2), HouseholdId(1)]);
    assert_eq!(tower.len(), 4);
}

#[test]
fn a_building_without_floors_is_no_tower() {
    let (_, tower) = tower_of(&[("1号楼东头", Some(2)), ("1号楼西头", None)]);
    assert!(!tower.is_told(), "nothing is known of its rooms");
    let (_, tower) = tower_of(&[("1号楼9999901室", None), ("1号楼101室", None), ("1号楼102室", None)]);
    assert!(tower.floors.len() <= 2, "a typing error makes no thousand floors");
}

proptest! {
    #[test]
    fn nobody_is_lost_in_a_tower(rooms in prop::collection::vec((0..4_u16, -2..40_i16, 0..9_u16), 1..60)) {
        let mut project = Project::new("测试", Scheme::neutral());
        let building = Building { code: "1".to_owned(), name: "1号楼".to_owned(), at: None, floors: None };
        let building = project.buildings.push(building);
        let some = invent(&Recipe::village()).households.rows().next().unwrap().clone();
        for (unit, floor, room) in &rooms {
            let mut row = some.clone();
            row.building = Some(building);
            let room = if *room == 0 { String::new() } else { format!("{floor}{room:02}") };
            row.address = Address { unit: *unit, floor: *floor, room, ..Address::default() };
            project.households.push(row);
        }
        let tower = Tower::of(&project, building);
        let placed = tower.within(0..=usize::MAX, 0..=usize::MAX);
        let mut all: Vec<HouseholdId> = placed.chain(tower.elsewhere.iter().copied()).collect();
        all.sort_unstable();
        prop_assert_eq!(all, project.households.ids().collect::<Vec<_>>(), "everybody once");
        prop_assert!(tower.floors.is_sorted_by(|above, below| above > below), "from the top");
        prop_assert_eq!(tower.len(), rooms.len());
    }
}
