//! Rows as households.

use crate::exchange::cell::half_width;
use crate::exchange::intake::{Intake, Outcome, Reporter, Taken};
use crate::exchange::likeness::{ByIdentity, Likable, pair_alike, twin_key};
use crate::exchange::matching::Register;
use crate::exchange::row::RowReader;
use crate::exchange::words::{categories, household_status};
use crate::exchange::{Absent, Field, Match, Merged, ProblemKind};
use crate::model::{Address, CategorySet, Household, HouseholdId, HouseholdStatus, Project};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// Reads households. Those that are on the register keep whatever the file does not speak of. The building that a
/// household is in follows from its address, when the batch is taken in.
///
/// Rows are matched by code; where the file has no codes, by head and address, or by head and phone. New rows that
/// resemble a household that the file does not name are proposed as matches: the merged household is read as if the
/// row were about it.
pub(crate) fn take_households(intake: &Intake<'_>, reporter: &mut Reporter) -> Taken<(Option<HouseholdId>, Household)> {
    let project = intake.project;
    let mut register = register_of(project);
    let statuses = intake.said_in(Field::Status).map(|word| household_status(word) == Some(HouseholdStatus::MovedOut));
    register.pair(intake.said_in(Field::Code).zip(statuses));
    let mut words = Words { grids: grids_by_word(project), categories: BTreeMap::new() };
    let has_codes = intake.columns.has(Field::Code);
    let mut known = (!has_codes).then(|| households_by_identity(project));
    let mut twins = Twins::default();
    let mut found_without_code = 0;
    let mut households = Taken::default();
    intake.each_row(reporter, |row| {
        let is_gone = row.text(Field::Status).and_then(household_status) == Some(HouseholdStatus::MovedOut);
        let (code, there) = match &mut known {
            None => register.find(row, is_gone)?,
            Some(known) => {
                let there = known.take(&read_who(intake, row.position()));
                found_without_code += usize::from(there.is_some());
                register.find_by(there.as_ref(), "H", 4)
            }
        };
        let before = there.and_then(|id| project.households.at(id));
        let mut household = before.cloned().unwrap_or_else(|| blank(code));
        read_household(project, &mut words, row, &mut household);
        if before.is_some_and(|before| before.status == HouseholdStatus::MovedOut && household.status == before.status)
            && !is_gone
        {
            row.flag(Some(Field::Code), ProblemKind::MovedOut);
        }
        if row.is_rejected {
            return None;
        }
        row.check_grid_at(household.at);
        twins.check(row, &household);
        households.met.extend(there.map(|id| (row.position(), id)));
        let outcome = Outcome::of(before, &household);
        households.push(row, outcome, (there, household));
        Some(outcome)
    });
    if let Some(given) = register.codes_given() {
        reporter.note(0, None, given);
    }
    if found_without_code > 0 {
        reporter.note(0, None, ProblemKind::FoundWithoutCode { rows: found_without_code });
    }
    let absent = register.absent();
    reporter.report.missing = absent.len();
    propose(intake, &mut words, reporter, &mut households, &absent);
    households
}

/// Households that must be told apart by head and address, where there are no codes.
fn households_by_identity(project: &Project) -> ByIdentity<HouseholdId> {
    let there = project.households.iter().filter(|(_, row)| row.status != HouseholdStatus::MovedOut);
    ByIdentity::of(there.map(|(id, row)| (Likable::of_household(row), id)))
}

/// Who is where, as far as rows are compared by it.
fn read_who(intake: &Intake<'_>, at: usize) -> Likable {
    let mut who = Likable::default();
    intake.read_again(at, |row| {
        let mut address = Address::default();
        read_address(row, &mut address);
        let mut at = None;
        row.put_place(&mut at);
        let text = |field| row.text(field).unwrap_or_default();
        who = Likable::of(text(Field::Head), &address, text(Field::Phone)).standing(at);
    });
    who
}

/// Rows of the file that are alike but for their codes. Looked up for every row of a county, and never gone through.
#[derive(Debug, Default)]
struct Twins(HashMap<u64, u32>);

impl Twins {
    /// Flags a row that says the same head and address as an earlier one.
    fn check(&mut self, row: &mut RowReader<'_>, household: &Household) {
        if household.status == HouseholdStatus::MovedOut {
            return;
        }
        let Some(key) = twin_key(household) else { return };
        match self.0.entry(key) {
            Entry::Occupied(first) => {
                row.flag(None, ProblemKind::PossibleDuplicate { first_row: *first.get() });
            }
            Entry::Vacant(free) => {
                free.insert(row.number());
            }
        }
    }
}

/// Proposes matches between new rows and households that the file does not name.
fn propose(
    intake: &Intake<'_>,
    words: &mut Words<'_>,
    reporter: &mut Reporter,
    households: &mut Taken<(Option<HouseholdId>, Household)>,
    absent: &[HouseholdId],
) {
    let project = intake.project;
    if absent.is_empty() || households.news().next().is_none() {
        households.absent = absent.iter().map(|id| Absent::Household(*id)).collect();
        return;
    }
    let there: Vec<(HouseholdId, &Household)> =
        absent.iter().filter_map(|id| Some((*id, project.households.at(*id)?))).collect();
    let news: Vec<(usize, Likable)> =
        households.news().map(|(entry, (_, row))| (entry, Likable::of_household(row))).collect();
    let (entries, likable): (Vec<usize>, Vec<Likable>) = news.into_iter().unzip();
    let absent: Vec<Likable> = there.iter().map(|(_, row)| Likable::of_household(row)).collect();
    let mut is_matched = vec![false; there.len()];
    for (new, at, why) in pair_alike(&likable, &absent) {
        let Some((&entry, &(id, before))) = entries.get(new).zip(there.get(at)) else { continue };
        let Some((taken, (_, said))) = households.rows.get(entry).copied().zip(households.entries.get(entry)) else {
            continue;
        };
        let code = if intake.columns.has(Field::Code) { said.code.clone() } else { before.code.clone() };
        let mut merged = Household { code, ..before.clone() };
        intake.read_again(taken.at, |row| read_household(project, words, row, &mut merged));
        reporter.resembles(intake, taken, before.code.clone(), why);
        households.matches.push(Match { entry, merged: Merged::Household(id, Box::new(merged)), why });
        if let Some(matched) = is_matched.get_mut(at) {
            *matched = true;
        }
    }
    let left = there.iter().zip(is_matched).filter(|(_, is_matched)| !is_matched);
    households.absent = left.map(|((id, _), _)| Absent::Household(*id)).collect();
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
        elderly: None,
        children: None,
        categories: CategorySet::EMPTY,
        at: None,
        status: HouseholdStatus::Resident,
        stated_grid: String::new(),
        status_since: None,
        note: String::new(),
    }
}

fn read_household(project: &Project, words: &mut Words<'_>, row: &mut RowReader<'_>, household: &mut Household) {
    row.put_text(Field::Head, &mut household.head);
    read_address(row, &mut household.address);
    row.put_phone(Field::Phone, &mut household.phone);
    row.put_optional(Field::People, &mut household.people, RowReader::whole);
    row.put_optional(Field::Elderly, &mut household.elderly, RowReader::whole);
    row.put_optional(Field::Children, &mut household.children, RowReader::whole);
    if let Some(text) = row.text(Field::Categories) {
        let found = words.categories(project, row, text);
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
        household.stated_grid = code_of_grid(&words.grids, row, grid);
    }
    row.put_place(&mut household.at);
    row.put_text(Field::Note, &mut household.note);
}

/// Words that cells say again and again.
#[derive(Debug)]
struct Words<'a> {
    grids: BTreeMap<&'a str, Option<&'a str>>,
    /// Those about which nothing is to be said.
    categories: BTreeMap<String, CategorySet>,
}

impl Words<'_> {
    /// The categories that a cell names.
    fn categories(&mut self, project: &Project, row: &mut RowReader<'_>, text: &str) -> CategorySet {
        if let Some(known) = self.categories.get(text) {
            return *known;
        }
        let was_flagged = std::mem::take(&mut row.is_flagged);
        let found = categories(project, row, text);
        if !row.is_flagged {
            self.categories.insert(text.to_owned(), found);
        }
        row.is_flagged |= was_flagged;
        found
    }
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
pub(crate) fn read_address(row: &mut RowReader<'_>, address: &mut Address) {
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
