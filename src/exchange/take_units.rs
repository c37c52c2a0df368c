//! Rows or features as organizations, enterprises or street segments.

use crate::edit::IncomingUnit;
use crate::exchange::intake::{Intake, Outcome, Reporter, Taken};
use crate::exchange::matching::{ByName, Register};
use crate::exchange::row::{RowReader, seven};
use crate::exchange::shape_in::lines;
use crate::exchange::take_grids::is_in_circle;
use crate::exchange::take_members::members_by_code;
use crate::exchange::{Field, ProblemKind};
use crate::geom::Wgs84;
use crate::model::{MemberId, Project, Target, Unit, UnitId, UnitKind};
use geojson::GeometryValue;
use std::collections::BTreeMap;

/// Reads units of one kind. Those that are on the register keep whatever the file does not speak of; whom the file
/// names as a contact keeps in contact beside whoever does already.
pub(crate) fn take_units(intake: &Intake<'_>, reporter: &mut Reporter, kind: UnitKind) -> Taken<IncomingUnit> {
    let project = intake.project;
    let own = || project.units.iter().filter(|(_, row)| row.kind == kind);
    let mut register = Register::of(own().map(|(id, row)| (row.code.as_str(), id, true)));
    let mut by_name = ByName::of(own().map(|(id, row)| (row.name.as_str(), id)));
    let members = members_by_code(project);
    let has_codes = intake.columns.has(Field::Code);
    let prefix = match kind {
        UnitKind::Organization => "O",
        UnitKind::Enterprise => "E",
        UnitKind::Segment => "L",
    };
    let plan = intake.options.plan.unwrap_or_else(|| project.current_plan());
    let is_contact = |unit: UnitId, member: MemberId| {
        let linked = project.plans.at(plan).map(|plan| plan.linked_to(Target::Unit(kind, unit)));
        linked.is_some_and(|linked| linked.contains(&member))
    };
    let mut parents = parents_of(intake, kind);
    let mut units = Taken::default();
    intake.each_row(reporter, |row| {
        let (code, there) = if has_codes {
            register.find(row, false)?
        } else {
            register.find_by(by_name.take(row.text(Field::Name).unwrap_or_default()).as_ref(), prefix, 3)
        };
        if is_taken_by_another_kind(project, &code, kind) {
            row.reject(Some(Field::Code), ProblemKind::CodeOfAnotherKind { code: code.clone() });
            return None;
        }
        let before = there.and_then(|id| project.units.at(id));
        let fresh = || {
            let (name, code) = (code.clone(), code.clone());
            Unit { kind, code, name, parent: None, path: Vec::new(), note: String::new() }
        };
        let mut unit = before.cloned().unwrap_or_else(fresh);
        if let Some(name) = row.filled(Field::Name) {
            name.clone_into(&mut unit.name);
        }
        row.put_text(Field::Note, &mut unit.note);
        read_path(intake, row, &mut unit.path);
        let parent = read_parent(project, &parents, row, &mut unit, kind);
        parents.insert(unit.code.clone(), parent.clone());
        if is_in_circle(&parents, &unit.code) {
            row.reject(Some(Field::Parent), ProblemKind::ParentCycle);
        }
        let contact = read_contact(project, &members, row);
        if row.is_rejected {
            return None;
        }
        let is_new_contact = contact.is_some_and(|member| there.is_none_or(|unit| !is_contact(unit, member)));
        let outcome = match Outcome::of(before, &unit) {
            Outcome::Unchanged if is_new_contact => Outcome::Changed,
            outcome => outcome,
        };
        let contact = contact.filter(|_| is_new_contact);
        units.push(row, outcome, IncomingUnit { id: there, row: unit, parent, contact });
        Some(outcome)
    });
    if let Some(given) = register.codes_given() {
        reporter.note(0, None, given);
    }
    reporter.report.missing = register.absent().len();
    units
}

fn is_taken_by_another_kind(project: &Project, code: &str, kind: UnitKind) -> bool {
    project.units.rows().any(|row| row.kind != kind && row.code == code)
}

/// Which organization belongs to which, by code: on the register, and as the file says it.
fn parents_of(intake: &Intake<'_>, kind: UnitKind) -> BTreeMap<String, String> {
    let project = intake.project;
    let code = |unit: Option<UnitId>| unit.and_then(|id| project.units.at(id)).map(|row| row.code.clone());
    let organizations = project.units.rows().filter(|row| row.kind == UnitKind::Organization);
    let mut parents: BTreeMap<String, String> =
        organizations.map(|row| (row.code.clone(), code(row.parent).unwrap_or_default())).collect();
    if kind == UnitKind::Organization {
        let names: BTreeMap<&str, &str> =
            intake.said_in(Field::Name).zip(intake.said_in(Field::Code)).filter(|(name, _)| !name.is_empty()).collect();
        let in_file = intake.said_in(Field::Code).zip(intake.said_in(Field::Parent));
        for (code, word) in in_file.filter(|(code, _)| !code.is_empty()) {
            let parent = names.get(word).copied().unwrap_or(word);
            parents.insert(code.to_owned(), parent.to_owned());
        }
        for name in intake.said_in(Field::Name).filter(|name| !name.is_empty()) {
            parents.entry(name.to_owned()).or_default();
        }
    }
    parents
}

/// The organization above, by code or name: on the register, or in the file. Answers its code where it is known.
fn read_parent(
    project: &Project,
    known: &BTreeMap<String, String>,
    row: &mut RowReader<'_>,
    unit: &mut Unit,
    kind: UnitKind,
) -> String {
    let present = unit.parent.and_then(|id| project.units.at(id)).map(|row| row.code.clone()).unwrap_or_default();
    let Some(word) = row.text(Field::Parent) else { return present };
    if word.is_empty() {
        if unit.parent.take().is_some() {
            row.flag(Some(Field::Parent), ProblemKind::Emptied);
        }
        return String::new();
    }
    let is_meant = |other: &Unit| other.kind == UnitKind::Organization && (other.code == word || other.name == word);
    if let Some((id, other)) = project.units.iter().find(|(_, other)| is_meant(other)) {
        unit.parent = Some(id);
        return other.code.clone();
    }
    if kind == UnitKind::Organization && known.contains_key(word) {
        return word.to_owned();
    }
    row.flag(Some(Field::Parent), ProblemKind::UnknownOrganization { text: word.to_owned() });
    present
}

/// Who keeps in contact, by code or by a name that only one has.
fn read_contact(project: &Project, members: &Register<'_, MemberId>, row: &mut RowReader<'_>) -> Option<MemberId> {
    let word = row.filled(Field::Member)?;
    let mut named = project.members.iter().filter(|(_, member)| member.name == word).map(|(id, _)| id);
    let found = members.at(word).or_else(|| named.next().filter(|_| named.next().is_none()));
    match found.and_then(|id| project.members.at(id)) {
        None => row.flag(Some(Field::Member), ProblemKind::UnknownMember { code: word.to_owned() }),
        Some(member) if !member.can_cover() => row.flag(Some(Field::Member), ProblemKind::IneligibleMember),
        Some(_) => {}
    }
    found.filter(|id| project.members.at(*id).is_some_and(crate::model::Member::can_cover))
}

/// Where it is: a point, the line of a feature, or what the columns say. What is the same to seven decimals stays.
fn read_path(intake: &Intake<'_>, row: &mut RowReader<'_>, path: &mut Vec<Wgs84>) {
    let shape = row.shape().filter(|shape| !matches!(shape, GeometryValue::Point { .. }));
    let read = if let Some(shape) = shape {
        match lines(intake.crs, shape) {
            // A line in several parts is walked from one to the next.
            Ok((parts, _)) => parts.concat(),
            Err(kind) => return row.reject(None, kind),
        }
    } else {
        let mut at = path.first().copied().filter(|_| path.len() == 1);
        let before = at;
        row.put_place(&mut at);
        if at == before {
            return;
        }
        at.into_iter().collect()
    };
    let words = |path: &[Wgs84]| path.iter().map(|at| (seven(at.lon_deg), seven(at.lat_deg))).collect::<Vec<_>>();
    if words(&read) != words(path) {
        *path = read;
    }
}
