//! Rows as households.

use crate::exchange::cell::half_width;
use crate::exchange::intake::{Intake, Outcome, Reporter};
use crate::exchange::matching::Register;
use crate::exchange::row::RowReader;
use crate::exchange::words::{categories, household_status};
use crate::exchange::{Field, ProblemKind};
use crate::model::{Address, CategorySet, Household, HouseholdId, HouseholdStatus, Project};
use std::collections::BTreeMap;

/// Reads households. Those that are on the register keep whatever the file does not speak of. The building that a
/// household is in follows from its address, when the batch is taken in.
pub(crate) fn take_households(intake: &Intake<'_>, reporter: &mut Reporter) -> Vec<(Option<HouseholdId>, Household)> {
    let project = intake.project;
    let mut register = register_of(project);
    let statuses = intake.said_in(Field::Status).map(|word| household_status(word) == Some(HouseholdStatus::MovedOut));
    register.pair(intake.said_in(Field::Code).map(|code| code.trim().to_owned()).zip(statuses));
    let grids = grids_by_word(project);
    let has_codes = intake.columns.has(Field::Code);
    let mut households = Vec::new();
    intake.each_row(reporter, |row| {
        let is_gone = row.text(Field::Status).and_then(household_status) == Some(HouseholdStatus::MovedOut);
        let (code, there) = if has_codes { register.find(row, is_gone)? } else { (register.give("H", 4), None) };
        let before = there.and_then(|id| project.households.at(id));
        let mut household = before.cloned().unwrap_or_else(|| blank(code));
        read_household(project, &grids, row, &mut household);
        if before.is_some_and(|before| before.status == HouseholdStatus::MovedOut && household.status == before.status)
            && !is_gone
        {
            row.flag(Some(Field::Code), ProblemKind::MovedOut);
        }
        if row.is_rejected {
            return None;
        }
        row.check_grid_at(household.at);
        let outcome = Outcome::of(before, &household);
        if outcome != Outcome::Unchanged {
            households.push((there, household));
        }
        Some(outcome)
    });
    if let Some(given) = register.codes_given() {
        reporter.note(0, None, given);
    }
    reporter.report.missing = register.missing();
    households
}

/// All households by code.
pub(crate) fn register_of(project: &Project) -> Register<'_, HouseholdId> {
    let active = |row: &Household| row.status != HouseholdStatus::MovedOut;
    Register::of(project.households.iter().map(|(id, row)| (row.code.as_str(), id, active(row))))
}

fn blank(code: String) -> Household {
    Household {
        code,
        head: String::new(),
        address: Address::default(),
        building: None,
        phone: String::new(),
        people: None,
        categories: CategorySet::EMPTY,
        at: None,
        status: HouseholdStatus::Resident,
        stated_grid: String::new(),
        status_since: None,
        note: String::new(),
    }
}

fn read_household(
    project: &Project,
    grids: &BTreeMap<&str, Option<&str>>,
    row: &mut RowReader<'_>,
    household: &mut Household,
) {
    row.put_text(Field::Head, &mut household.head);
    read_address(row, &mut household.address);
    row.put_phone(Field::Phone, &mut household.phone);
    row.put_optional(Field::People, &mut household.people, RowReader::whole);
    if let Some(text) = row.text(Field::Categories) {
        let found = categories(project, row, text);
        if found.is_empty() && text.is_empty() && !household.categories.is_empty() {
            row.flag(Some(Field::Categories), ProblemKind::Emptied);
        }
        household.categories = found;
    }
    if let Some(status) = row.word(Field::Status, household_status) {
        if household.status != status {
            household.status_since = None;
        }
        household.status = status;
    }
    row.put_optional(Field::StatusSince, &mut household.status_since, RowReader::date);
    if let Some(text) = row.text(Field::Grid)
        && text != household.stated_grid
    {
        let mut grid = household.stated_grid.clone();
        row.put_text(Field::Grid, &mut grid);
        household.stated_grid = code_of_grid(grids, row, grid);
    }
    row.put_place(&mut household.at);
    row.put_text(Field::Note, &mut household.note);
}

/// Codes of grids by code and by name; `None` for a name that several have.
fn grids_by_word(project: &Project) -> BTreeMap<&str, Option<&str>> {
    let mut by_word = BTreeMap::new();
    for grid in project.grids.rows() {
        by_word.entry(grid.name.as_str()).and_modify(|code| *code = None).or_insert(Some(grid.code.as_str()));
    }
    by_word.extend(project.grids.rows().map(|grid| (grid.code.as_str(), Some(grid.code.as_str()))));
    by_word
}

/// The code of the grid that the roster names; its own word where no grid is called so.
fn code_of_grid(grids: &BTreeMap<&str, Option<&str>>, row: &mut RowReader<'_>, word: String) -> String {
    if let Some(Some(code)) = grids.get(word.as_str()) {
        return (*code).to_owned();
    }
    if !word.is_empty() && !grids.is_empty() {
        row.flag(Some(Field::Grid), ProblemKind::UnknownGrid { text: word.clone() });
    }
    word
}

/// Reads the address: the text first, then what columns of their own say about its parts.
fn read_address(row: &mut RowReader<'_>, address: &mut Address) {
    let before = address.clone();
    let was_written = before.text == before.short();
    if let Some(text) = row.text(Field::Address)
        && text != before.text
    {
        let mut said = before.text.clone();
        row.put_text(Field::Address, &mut said);
        *address = Address::parse(&said);
        address.text = said;
    }
    put_part(row, Field::HouseNo, &mut address.house_no, &["号", "户"]);
    put_part(row, Field::Building, &mut address.building, &[]);
    put_part(row, Field::Room, &mut address.room, &["室", "房"]);
    if let Some(group) = row.whole(Field::Group) {
        address.group = group;
    }
    if let Some(unit) = row.whole(Field::Unit) {
        address.unit = unit;
    }
    if let Some(floor) = row.whole(Field::Floor) {
        address.floor = floor;
    }
    let is_text_said = row.filled(Field::Address).is_some() || row.is_emptied_on_purpose(Field::Address);
    if *address != before && !is_text_said && (was_written || before.text.is_empty()) {
        address.text = Address { text: String::new(), ..address.clone() }.short();
    }
}

/// A part of the address: a blank cell says nothing, a lone apostrophe says that there is none.
fn put_part(row: &RowReader<'_>, field: Field, to: &mut String, endings: &[&str]) {
    if row.is_emptied_on_purpose(field) {
        to.clear();
    }
    let Some(text) = row.filled(field) else { return };
    if text == to {
        return;
    }
    let half = half_width(text);
    let ending = endings.iter().find_map(|ending| half.strip_suffix(ending)).filter(|rest| !rest.is_empty());
    ending.unwrap_or(&half).clone_into(to);
}
