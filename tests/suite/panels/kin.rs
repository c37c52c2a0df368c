//! Picking what belongs together: the building of a household, and everybody of its category in the grid.

use crate::panels::desk::{Desk, saved};
use egui::{Key, Modifiers};
use lianhu::model::{BuildingId, HouseholdId, HouseholdStatus};
use std::collections::BTreeSet;

fn picked(desk: &Desk) -> BTreeSet<HouseholdId> {
    desk.session().picked.iter().collect()
}

/// A block of the village and who lives there.
fn block(desk: &Desk) -> (BuildingId, BTreeSet<HouseholdId>) {
    let project = desk.project();
    let block = project.buildings.ids().next().unwrap();
    let is_there = |id: &HouseholdId| {
        let row = project.households.at(*id).unwrap();
        row.building == Some(block) && row.status != HouseholdStatus::MovedOut
    };
    (block, project.households.ids().filter(is_there).collect())
}

/// Those of the same shown category in the same grid.
fn alike(desk: &Desk, household: HouseholdId) -> BTreeSet<HouseholdId> {
    let document = desk.document();
    let (project, index) = (document.project(), document.index());
    let sort = |id: HouseholdId| {
        let row = project.households.at(id).unwrap();
        (index.grid_of(id), project.shown_category(project.categories_of(row, index.is_member_home(id))))
    };
    let shown =
        |id: &HouseholdId| project.households.at(*id).is_some_and(|row| row.status != HouseholdStatus::MovedOut);
    project.households.ids().filter(shown).filter(|&id| sort(id) == sort(household)).collect()
}

#[test]
fn a_button_picks_the_whole_building() {
    let mut desk = Desk::assigning("kin building");
    let (_, there) = block(&desk);
    let first = *there.iter().next().unwrap();
    desk.find_by_search(&desk.household(first).code);
    desk.click(&format!("选整栋 {} 户", there.len()));
    assert_eq!(picked(&desk), there);
    assert_eq!(desk.steps(), 0, "picking changes nothing");
    desk.assert_sees("已选的户");
    desk.press(Key::Escape);
    assert!(picked(&desk).is_empty());
}

#[test]
fn a_button_picks_those_of_the_same_category_near_by() {
    let mut desk = Desk::assigning("kin alike");
    let household = desk.some_household(|id, _| desk.is_usual(id) && alike(&desk, id).len() > 2);
    let meant = alike(&desk, household);
    desk.click_household(household);
    desk.assert_misses("选整栋");
    desk.click(&format!("选同类 {} 户", meant.len()));
    assert_eq!(picked(&desk), meant);
}

#[test]
fn the_menu_picks_a_building_only_where_there_is_one() {
    let mut desk = Desk::assigning("kin menu");
    let household = desk.usual_household();
    let at = desk.place_of_household(household);
    desk.click_secondary_at(at);
    desk.assert_misses("选中整栋楼的户");
    desk.click_starting("选中本网格同类的户");
    assert_eq!(picked(&desk), alike(&desk, household));
    desk.press(Key::Escape);
    let (_, there) = block(&desk);
    let first = *there.iter().next().unwrap();
    desk.press(Key::F);
    desk.click_secondary_at(desk.place_of_household(first));
    desk.click_starting("选中整栋楼的户");
    assert_eq!(picked(&desk), there);
}

#[test]
fn what_is_filtered_out_is_not_picked_along() {
    let mut desk = Desk::assigning("kin filter");
    let (_, there) = block(&desk);
    let first = *there.iter().next().unwrap();
    let holder = desk.primary(first).unwrap();
    let of_holder: BTreeSet<HouseholdId> =
        there.iter().copied().filter(|&household| desk.primary(household) == Some(holder)).collect();
    assert!(of_holder.len() > 1 && of_holder.len() < there.len(), "the block is shared");
    desk.click_secondary_at(desk.place_of_household(first));
    let name = desk.member(holder).name;
    desk.click_starting(&format!("只看{name}的户"));
    desk.find_by_search(&desk.household(first).code);
    desk.press_with(Modifiers::SHIFT, Key::B);
    assert_eq!(picked(&desk), of_holder);
}

#[test]
fn a_building_is_given_away_with_the_keyboard_alone() {
    let mut desk = Desk::assigning("kin keys");
    let (_, there) = block(&desk);
    let first = *there.iter().next().unwrap();
    let before = desk.plan();
    desk.find_by_search(&desk.household(first).code);
    let to = desk.offers(first)[0];
    desk.press_with(Modifiers::SHIFT, Key::B);
    assert_eq!(picked(&desk), there);
    desk.press(Key::E);
    desk.type_text(&desk.member(to).name);
    desk.assert_sees("改派预览");
    desk.press(Key::Enter);
    let is_home = |id: &HouseholdId| desk.document().index().members_at_home(*id).contains(&to);
    assert!(there.iter().all(|id| is_home(id) || desk.primary(*id) == Some(to)));
    assert_eq!(desk.steps(), 1, "one step");
    desk.undo();
    assert_eq!(desk.plan(), before);
    assert_eq!(saved(&desk.path), desk.project());
    let usual = desk.usual_household();
    desk.find_by_search(&desk.household(usual).code);
    desk.press_with(Modifiers::SHIFT, Key::A);
    assert_eq!(picked(&desk), alike(&desk, usual));
}
