//! Rows as members.

use crate::exchange::cell::half_width;
use crate::exchange::find_home::{Home, Homes};
use crate::exchange::intake::{Intake, Outcome, Reporter, Taken};
use crate::exchange::likeness::{Likable, pair_alike};
use crate::exchange::matching::Register;
use crate::exchange::row::{RowReader, is_same_place};
use crate::exchange::take_households::{read_address, register_of};
use crate::exchange::words::member_status;
use crate::exchange::{Absent, Field, HomeChoice, Likeness, Match, Merged, ProblemKind};
use crate::model::{Address, GridId, HouseholdId, Member, MemberId, MemberStatus, Project, Unit, UnitKind};
use std::collections::{BTreeMap, BTreeSet};

/// Between the roles of a cell. No blank: a role may be of two words.
const BETWEEN: &[char] = &['、', '，', ',', ';', '；', '/', '|', '\n'];
/// The role of who leads the grid that they serve.
const LEADER: &str = "网格长";
/// Words for “no limit” in the column of the most households.
const NO_LIMIT: &[&str] = &["不限", "无上限", "无限制", "无", "∞", "-"];

/// Reads members. Those that are on the register keep whatever the file does not speak of.
///
/// Rows are matched by code; where the file has no codes, by a name that only one has. New rows that resemble a
/// member whom the file does not name are proposed as matches. Where the file names no household as home, it is found
/// by name and address or phone.
pub(crate) fn take_members(intake: &Intake<'_>, reporter: &mut Reporter) -> Taken<(Option<MemberId>, Member)> {
    let project = intake.project;
    let mut register = members_by_code(project);
    let statuses = intake.said_in(Field::Status).map(|word| member_status(word) == Some(MemberStatus::Retired));
    register.pair(intake.said_in(Field::Code).zip(statuses));
    let by_code = register_of(project);
    let homes = Homes::of(project);
    let has_codes = intake.columns.has(Field::Code);
    let known = if has_codes { BTreeMap::new() } else { known_members(intake) };
    let mut found_without_code = 0;
    let mut members = Taken::default();
    intake.each_row(reporter, |row| {
        let is_gone = row.text(Field::Status).and_then(member_status) == Some(MemberStatus::Retired);
        let (code, there) = if has_codes {
            register.find(row, is_gone)?
        } else {
            let there = keys_of_row(row).iter().find_map(|key| known.get(key));
            found_without_code += usize::from(there.is_some());
            register.find_by(there, "M", 3)
        };
        let before = there.and_then(|id| project.members.at(id));
        let mut member = before.cloned().unwrap_or_else(|| Member::blank(code, &project.facts.scheme));
        read_member(project, &by_code, row, &mut member);
        if row.is_rejected {
            return None;
        }
        if member.name.trim().is_empty() {
            row.reject(Some(Field::Name), ProblemKind::NoName);
            return None;
        }
        let candidates = find_home(intake, &homes, row, &mut member);
        let outcome = Outcome::of(before, &member);
        members.push(row, outcome, (there, member));
        if !candidates.is_empty() && outcome != Outcome::Unchanged {
            members.homes.push(HomeChoice { entry: members.entries.len() - 1, candidates });
        }
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
    propose(intake, &by_code, reporter, &mut members, &absent);
    members
}

/// What tells members apart where there are no codes: a name and a home, a name and a phone, or the name alone.
type Key = (String, &'static str, String);

fn digits_of(phone: &str) -> String {
    half_width(phone).chars().filter(char::is_ascii_digit).collect()
}

fn keys(name: &str, home: &str, duty_phone: &str, phone: &str) -> Vec<Key> {
    let parts = [("home", home.to_owned()), ("phone", digits_of(duty_phone)), ("phone", digits_of(phone))];
    let said = parts.into_iter().filter(|(_, said)| !said.is_empty());
    said.chain([("", String::new())]).map(|(what, said)| (name.to_owned(), what, said)).collect()
}

fn keys_of_row(row: &RowReader<'_>) -> Vec<Key> {
    let text = |field| row.text(field).unwrap_or_default();
    keys(text(Field::Name), text(Field::Home), text(Field::DutyPhone), text(Field::Phone))
}

/// Serving members by what only one of them has; by the name alone only where it stands once in the file too.
fn known_members(intake: &Intake<'_>) -> BTreeMap<Key, MemberId> {
    let project = intake.project;
    let mut known: BTreeMap<Key, Option<MemberId>> = BTreeMap::new();
    for (id, row) in project.members.iter().filter(|(_, row)| row.status == MemberStatus::Serving) {
        let home = row.home.and_then(|home| project.households.at(home)).map_or("", |home| home.code.as_str());
        for key in keys(&row.name, home, &row.duty_phone, &row.phone) {
            known.entry(key).and_modify(|there| *there = there.filter(|there| *there == id)).or_insert(Some(id));
        }
    }
    let mut named = BTreeSet::new();
    for name in intake.said_in(Field::Name) {
        if !named.insert(name) {
            known.remove(&(name.to_owned(), "", String::new()));
        }
    }
    known.into_iter().filter_map(|(key, id)| Some((key, id?))).collect()
}

/// Finds where somebody lives whose home is not known; answers with the households to choose from where it is not
/// clear.
fn find_home(intake: &Intake<'_>, homes: &Homes, row: &mut RowReader<'_>, member: &mut Member) -> Vec<HouseholdId> {
    if member.home.is_some() || row.filled(Field::Home).is_some() || row.is_emptied_on_purpose(Field::Home) {
        return Vec::new();
    }
    let mut address = Address::default();
    intake.read_again(row.position(), |row| read_address(row, &mut address));
    let phone = if member.phone.is_empty() { &member.duty_phone } else { &member.phone };
    let code = |id: &HouseholdId| intake.project.households.at(*id).map_or_else(String::new, |row| row.code.clone());
    match homes.find(&member.name, &address, phone) {
        Home::Unknown => Vec::new(),
        Home::Clear(home) => {
            member.home = Some(home);
            row.note(Some(Field::Name), ProblemKind::HomeFound { code: code(&home) });
            Vec::new()
        }
        Home::Unclear(candidates) => {
            let codes = candidates.iter().map(code).collect();
            row.flag(Some(Field::Name), ProblemKind::HomeUnclear { codes });
            candidates
        }
    }
}

/// Proposes matches between new rows and members whom the file does not name.
fn propose(
    intake: &Intake<'_>,
    homes: &Register<'_, HouseholdId>,
    reporter: &mut Reporter,
    members: &mut Taken<(Option<MemberId>, Member)>,
    absent: &[MemberId],
) {
    let project = intake.project;
    let there: Vec<(MemberId, &Member)> =
        absent.iter().filter_map(|id| Some((*id, project.members.at(*id)?))).collect();
    let likable = |row: &Member| {
        let address = row.home.and_then(|home| project.households.at(home)).map(|home| home.address.clone());
        let phone = if row.phone.is_empty() { &row.duty_phone } else { &row.phone };
        Likable::of(&row.name, &address.unwrap_or_default(), phone)
    };
    let news: Vec<(usize, Likable)> = members.news().map(|(entry, (_, row))| (entry, likable(row))).collect();
    let (entries, news): (Vec<usize>, Vec<Likable>) = news.into_iter().unzip();
    let alike: Vec<Likable> = there.iter().map(|(_, row)| likable(row)).collect();
    let mut is_matched = vec![false; there.len()];
    for (new, at, why) in pair_alike(&news, &alike) {
        // Two who share a home are two.
        if matches!(why, Likeness::Address | Likeness::AddressAndPhone) {
            continue;
        }
        let Some((&entry, &(id, before))) = entries.get(new).zip(there.get(at)) else { continue };
        let Some((taken, (_, said))) = members.rows.get(entry).copied().zip(members.entries.get(entry)) else {
            continue;
        };
        let code = if intake.columns.has(Field::Code) { said.code.clone() } else { before.code.clone() };
        let mut merged = Member { code, ..before.clone() };
        intake.read_again(taken.at, |row| read_member(project, homes, row, &mut merged));
        reporter.resembles(intake, taken, before.code.clone(), why);
        members.matches.push(Match { entry, merged: Merged::Member(id, Box::new(merged)), why });
        if let Some(matched) = is_matched.get_mut(at) {
            *matched = true;
        }
    }
    let left = there.iter().zip(is_matched).filter(|(_, is_matched)| !is_matched);
    members.absent = left.map(|((id, _), _)| Absent::Member(*id)).collect();
}

/// Grids that nobody leads yet, with those whom the roster calls their leaders.
pub(crate) fn leaders_among(project: &Project, members: &[(Option<MemberId>, Member)]) -> Vec<(GridId, String)> {
    let serving = members.iter().map(|(_, row)| row).filter(|row| row.status == MemberStatus::Serving);
    let leading = serving.filter(|row| row.roles.iter().any(|role| role == LEADER));
    let of_grid = leading.filter_map(|row| Some((row.grid?, row.code.clone())));
    of_grid.filter(|(grid, _)| project.grids.at(*grid).is_some_and(|grid| grid.leader.is_none())).collect()
}

/// All members by code.
pub(crate) fn members_by_code(project: &Project) -> Register<'_, MemberId> {
    let is_active = |row: &Member| row.status == MemberStatus::Serving;
    Register::of(project.members.iter().map(|(id, row)| (row.code.as_str(), id, is_active(row))))
}

fn read_member(project: &Project, homes: &Register<'_, HouseholdId>, row: &mut RowReader<'_>, member: &mut Member) {
    row.put_text(Field::Name, &mut member.name);
    read_home(project, homes, row, member);
    row.put_place(&mut member.at);
    // Members are found at home: a file that says the same place says nothing more.
    let home = member.home.and_then(|home| project.households.at(home)?.at);
    member.at = member.at.filter(|at| home.is_none_or(|home| !is_same_place(home, *at)));
    row.put_phone(Field::DutyPhone, &mut member.duty_phone);
    row.put_phone(Field::Phone, &mut member.phone);
    if let Some(text) = row.text(Field::Roles) {
        let roles = text.split(BETWEEN).map(str::trim).filter(|role| !role.is_empty()).map(str::to_owned);
        member.roles = roles.collect();
    }
    if let Some(eligible) = row.yes(Field::Eligible) {
        member.eligible = eligible;
    }
    if let Some(needs_care) = row.yes(Field::NeedsCare) {
        member.needs_care = needs_care;
    }
    read_range(row, member);
    read_grid(project, row, member);
    read_organization(project, row, member);
    read_consent(row, Field::Consent, &mut member.consent);
    read_consent(row, Field::HomeConsent, &mut member.home_consent);
    if let Some(status) = row.word(Field::Status, member_status) {
        member.status = status;
    }
    row.put_text(Field::Note, &mut member.note);
}

fn read_home(project: &Project, homes: &Register<'_, HouseholdId>, row: &mut RowReader<'_>, member: &mut Member) {
    let Some(code) = row.text(Field::Home) else { return };
    let present = member.home.and_then(|home| project.households.at(home)).map_or("", |home| home.code.as_str());
    if code == present {
        return;
    }
    member.home = homes.at(code);
    if code.is_empty() {
        row.flag(Some(Field::Home), ProblemKind::Emptied);
    } else if member.home.is_none() {
        row.flag(Some(Field::Home), ProblemKind::UnknownHousehold { code: code.to_owned() });
    }
}

fn read_range(row: &mut RowReader<'_>, member: &mut Member) {
    if let Some(min_load) = row.whole(Field::MinLoad) {
        member.min_load = min_load;
    }
    match row.filled(Field::MaxLoad) {
        Some(word) if NO_LIMIT.contains(&word) => member.max_load = None,
        Some(_) => member.max_load = row.whole(Field::MaxLoad).or(member.max_load),
        None => {}
    }
    if let Some(max) = member.max_load.filter(|max| *max < member.min_load) {
        row.reject(Some(Field::MaxLoad), ProblemKind::RangeReversed { min: member.min_load, max });
    }
}

fn read_grid(project: &Project, row: &mut RowReader<'_>, member: &mut Member) {
    let Some(word) = row.text(Field::Grid) else { return };
    if word.is_empty() {
        if member.grid.take().is_some() {
            row.flag(Some(Field::Grid), ProblemKind::Emptied);
        }
        return;
    }
    match grid_of_word(project, word) {
        Some(grid) => member.grid = Some(grid),
        None => row.flag(Some(Field::Grid), ProblemKind::UnknownGrid { text: word.to_owned() }),
    }
}

fn read_organization(project: &Project, row: &mut RowReader<'_>, member: &mut Member) {
    let Some(word) = row.text(Field::Organization) else { return };
    if word.is_empty() {
        if member.organization.take().is_some() {
            row.flag(Some(Field::Organization), ProblemKind::Emptied);
        }
        return;
    }
    let is_meant = |unit: &Unit| unit.kind == UnitKind::Organization && (unit.code == word || unit.name == word);
    match project.units.iter().find(|(_, unit)| is_meant(unit)) {
        Some((id, _)) => member.organization = Some(id),
        None => row.flag(Some(Field::Organization), ProblemKind::UnknownOrganization { text: word.to_owned() }),
    }
}

/// The grid with this code, or the only one with this name.
pub(crate) fn grid_of_word(project: &Project, word: &str) -> Option<GridId> {
    let by_code = project.grids.iter().find(|(_, grid)| grid.code == word).map(|(id, _)| id);
    let mut named = project.grids.iter().filter(|(_, grid)| grid.name == word).map(|(id, _)| id);
    by_code.or_else(|| named.next().filter(|_| named.next().is_none()))
}

/// Consent is only what is said: a blank or unclear cell is none.
fn read_consent(row: &mut RowReader<'_>, field: Field, consent: &mut bool) {
    if row.text(field).is_some() {
        *consent = row.yes(field).unwrap_or(false);
    }
}
