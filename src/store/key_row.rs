//! What a key and its value are in the tables: which table, which row, what must be unique in it, and its cells.

use crate::edit::{Key, Value};
use crate::model::{HouseholdStatus, Id as _, MemberStatus};
use crate::store::cell::Cell;
use crate::store::migrate::SCHEMA;
use crate::store::rows;
use crate::store::shape::{
    BACKDROP, BUILDING, CATEGORY, GRID, HOUSEHOLD, MEMBER, PLAN, PROJECT, PROVENANCE, TableShape, UNIT,
};

/// The table of a thing that has an id.
pub(crate) fn shape_of(key: &Key) -> Option<&'static TableShape> {
    Some(match key {
        Key::Facts => &PROJECT,
        Key::Category(_) => &CATEGORY,
        Key::Grid(_) => &GRID,
        Key::Building(_) => &BUILDING,
        Key::Unit(_) => &UNIT,
        Key::Backdrop(_) => &BACKDROP,
        Key::Provenance(_) => &PROVENANCE,
        Key::Household(_) => &HOUSEHOLD,
        Key::Member(_) => &MEMBER,
        Key::Plan(_) => &PLAN,
        Key::Reason(..) | Key::Link(..) | Key::TargetLink(..) | Key::Waiver(_) => return None,
    })
}

/// The number of the row that a key is about; 0 where rows are named otherwise.
pub(crate) fn fid_of(key: &Key) -> i64 {
    match *key {
        Key::Facts => 1,
        Key::Category(id) => id.fid().into(),
        Key::Grid(id) => id.fid().into(),
        Key::Building(id) => id.fid().into(),
        Key::Unit(id) => id.fid().into(),
        Key::Waiver(_) => 0,
        Key::Backdrop(id) => id.fid().into(),
        Key::Provenance(id) => id.fid().into(),
        Key::Household(id) | Key::Reason(_, id) | Key::Link(_, id, ..) => id.fid().into(),
        Key::Member(id) => id.fid().into(),
        Key::Plan(id) => id.fid().into(),
        Key::TargetLink(_, target, _) => target.fid().into(),
    }
}

/// What must differ from row to row, and whether the row counts in that.
pub(crate) fn name_of(value: &Value) -> Option<(&str, bool)> {
    match value {
        Value::Category(category) => Some((&category.key, true)),
        Value::Grid(grid) => Some((&grid.code, true)),
        Value::Building(building) => Some((&building.code, true)),
        Value::Unit(unit) => Some((&unit.code, true)),
        Value::Household(household) => Some((&household.code, household.status != HouseholdStatus::MovedOut)),
        Value::Member(member) => Some((&member.code, member.status != MemberStatus::Retired)),
        Value::Plan { name, .. } => Some((name, true)),
        Value::Facts(_)
        | Value::Backdrop(_)
        | Value::Provenance(_)
        | Value::Reason(_)
        | Value::Waiver(_)
        | Value::Link { .. }
        | Value::TargetLink { .. } => None,
    }
}

/// The row of a thing that has an id.
pub(crate) fn cells_of(value: &Value) -> Option<Vec<Cell<'_>>> {
    Some(match value {
        Value::Facts(facts) => rows::facts_cells(facts, SCHEMA),
        Value::Category(category) => rows::category_cells(category),
        Value::Grid(grid) => rows::grid_cells(grid),
        Value::Building(building) => rows::building_cells(building),
        Value::Unit(unit) => rows::unit_cells(unit),
        Value::Backdrop(backdrop) => rows::backdrop_cells(backdrop),
        Value::Provenance(row) => rows::provenance_cells(row),
        Value::Household(household) => rows::household_cells(household),
        Value::Member(member) => rows::member_cells(member),
        Value::Plan { name, state, copy_of } => rows::plan_cells(name, *state, *copy_of),
        Value::Reason(_) | Value::Waiver(_) | Value::Link { .. } | Value::TargetLink { .. } => return None,
    })
}
