//! Rows as members.

use crate::exchange::intake::{Intake, Outcome, Reporter};
use crate::exchange::matching::Register;
use crate::exchange::row::RowReader;
use crate::exchange::take_households::register_of;
use crate::exchange::words::member_status;
use crate::exchange::{Field, ProblemKind};
use crate::model::{GridId, HouseholdId, Member, MemberId, MemberStatus, Project};

/// Between the roles of a cell. No blank: a role may be of two words.
const BETWEEN: &[char] = &['、', '，', ',', ';', '；', '/', '|', '\n'];
/// The role of who leads the grid that they serve.
const LEADER: &str = "网格长";
/// Words for “no limit” in the column of the most households.
const NO_LIMIT: &[&str] = &["不限", "无上限", "无限制", "无", "∞", "-"];

/// Reads members. Those that are on the register keep whatever the file does not speak of.
pub(crate) fn take_members(intake: &Intake<'_>, reporter: &mut Reporter) -> Vec<(Option<MemberId>, Member)> {
    let project = intake.project;
    let mut register = members_by_code(project);
    let statuses = intake.said_in(Field::Status).map(|word| member_status(word) == Some(MemberStatus::Retired));
    register.pair(intake.said_in(Field::Code).map(|code| code.trim().to_owned()).zip(statuses));
    let homes = register_of(project);
    let has_codes = intake.columns.has(Field::Code);
    let mut members = Vec::new();
    intake.each_row(reporter, |row| {
        let is_gone = row.text(Field::Status).and_then(member_status) == Some(MemberStatus::Retired);
        let (code, there) = if has_codes { register.find(row, is_gone)? } else { (register.give("M", 3), None) };
        let before = there.and_then(|id| project.members.at(id));
        let mut member = before.cloned().unwrap_or_else(|| blank(project, code));
        read_member(project, &homes, row, &mut member);
        if row.is_rejected {
            return None;
        }
        if member.name.trim().is_empty() {
            row.reject(Some(Field::Name), ProblemKind::NoName);
            return None;
        }
        let outcome = Outcome::of(before, &member);
        if outcome != Outcome::Unchanged {
            members.push((there, member));
        }
        Some(outcome)
    });
    if let Some(given) = register.codes_given() {
        reporter.note(0, None, given);
    }
    reporter.report.missing = register.missing();
    members
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

fn blank(project: &Project, code: String) -> Member {
    Member {
        code,
        name: String::new(),
        home: None,
        at: None,
        duty_phone: String::new(),
        phone: String::new(),
        roles: Vec::new(),
        eligible: true,
        min_load: project.facts.scheme.min_load,
        max_load: project.facts.scheme.max_load,
        grid: None,
        // Nobody has agreed who was not asked.
        consent: false,
        home_consent: false,
        status: MemberStatus::Serving,
        note: String::new(),
    }
}

fn read_member(project: &Project, homes: &Register<'_, HouseholdId>, row: &mut RowReader<'_>, member: &mut Member) {
    row.put_text(Field::Name, &mut member.name);
    read_home(project, homes, row, member);
    row.put_place(&mut member.at);
    row.put_phone(Field::DutyPhone, &mut member.duty_phone);
    row.put_phone(Field::Phone, &mut member.phone);
    if let Some(text) = row.text(Field::Roles) {
        let roles = text.split(BETWEEN).map(str::trim).filter(|role| !role.is_empty()).map(str::to_owned);
        member.roles = roles.collect();
    }
    if let Some(eligible) = row.yes(Field::Eligible) {
        member.eligible = eligible;
    }
    read_range(row, member);
    read_grid(project, row, member);
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
