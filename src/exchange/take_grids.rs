//! Features as grids; rows of a table change what is said about grids that are there.

use crate::exchange::intake::{Intake, Outcome, Reporter, Taken};
use crate::exchange::matching::{ByName, Register};
use crate::exchange::row::{RowReader, seven};
use crate::exchange::shape_in::{outline, wound};
use crate::exchange::take_members::members_by_code;
use crate::exchange::{Field, ProblemKind};
use crate::geom::{Area, polygon_rings};
use crate::model::{Grid, GridId, MemberId, Project};
use std::collections::BTreeMap;

/// Reads grids, each with the code of the grid that it is part of.
pub(crate) fn take_grids(intake: &Intake<'_>, reporter: &mut Reporter) -> Taken<(Option<GridId>, Grid, String)> {
    let project = intake.project;
    let mut register = Register::of(project.grids.iter().map(|(id, grid)| (grid.code.as_str(), id, true)));
    let members = members_by_code(project);
    let names = names_of(intake);
    let mut parents: BTreeMap<String, String> =
        project.grids.rows().map(|grid| (grid.code.clone(), code_of(project, grid.parent))).collect();
    // As it would be with all rows of the file: each row of a circle is a part of it, whichever comes first.
    let in_file = intake.said_in(Field::Code).zip(intake.said_in(Field::Parent));
    let in_file = in_file.filter_map(|(code, word)| Some((code.to_owned(), names.get(word)?.clone())));
    parents.extend(in_file.filter(|(code, parent)| !code.is_empty() && !parent.is_empty()));
    let has_codes = intake.columns.has(Field::Code);
    let mut by_name = ByName::of(project.grids.iter().map(|(id, row)| (row.name.as_str(), id)));
    let mut grids = Taken::default();
    intake.each_row(reporter, |row| {
        let (code, there) = if has_codes {
            register.find(row, false)?
        } else {
            register.find_by(by_name.take(row.text(Field::Name).unwrap_or_default()).as_ref(), "G", 2)
        };
        let before = there.and_then(|id| project.grids.at(id));
        let mut grid = before.cloned().unwrap_or_else(|| Grid {
            name: code.clone(),
            code,
            level: project.facts.scheme.levels.len().saturating_sub(1) as u8,
            parent: None,
            area: Area::new(Vec::new()),
            leader: None,
        });
        if let Some(name) = row.filled(Field::Name) {
            name.clone_into(&mut grid.name);
        }
        read_level(project, row, &mut grid.level);
        read_leader(project, &members, row, &mut grid.leader);
        let parent = read_parent(project, &names, row, before);
        read_area(intake, row, &mut grid.area);
        parents.insert(grid.code.clone(), parent.clone());
        if is_in_circle(&parents, &grid.code) {
            row.reject(Some(Field::Parent), ProblemKind::ParentCycle);
        }
        if row.is_rejected {
            return None;
        }
        let was_part_of = before.map(|before| code_of(project, before.parent));
        grid.parent = project.grids.iter().find(|(_, grid)| grid.code == parent).map(|(id, _)| id);
        let outcome = match Outcome::of(before, &grid) {
            Outcome::Unchanged if was_part_of.as_deref() != Some(parent.as_str()) => Outcome::Changed,
            outcome => outcome,
        };
        grids.push(row, outcome, (there, grid, parent));
        Some(outcome)
    });
    if let Some(given) = register.codes_given() {
        reporter.note(0, None, given);
    }
    reporter.report.missing = register.absent().len();
    grids
}

fn code_of(project: &Project, grid: Option<GridId>) -> String {
    grid.and_then(|id| project.grids.at(id)).map(|grid| grid.code.clone()).unwrap_or_default()
}

/// Codes of grids, on the register and in the file, by code and by name; empty for a name that several have.
fn names_of(intake: &Intake<'_>) -> BTreeMap<String, String> {
    let in_file = intake.said_in(Field::Code).zip(intake.said_in(Field::Name));
    let on_register = intake.project.grids.rows().map(|grid| (grid.code.as_str(), grid.name.as_str()));
    let all: Vec<(&str, &str)> = on_register.chain(in_file).filter(|(code, _)| !code.is_empty()).collect();
    let mut names = BTreeMap::<String, String>::new();
    for (code, name) in &all {
        let known = names.entry((*name).to_owned()).or_insert_with(|| (*code).to_owned());
        if known != code {
            known.clear();
        }
    }
    names.extend(all.iter().map(|(code, _)| ((*code).to_owned(), (*code).to_owned())));
    names
}

fn read_level(project: &Project, row: &mut RowReader<'_>, level: &mut u8) {
    let Some(word) = row.filled(Field::Level) else { return };
    let named = project.facts.scheme.levels.iter().position(|name| name == word || name.contains(word));
    match named.and_then(|rank| u8::try_from(rank).ok()) {
        Some(rank) if word.parse::<u8>().is_err() => *level = rank,
        _ => *level = row.whole(Field::Level).unwrap_or(*level),
    }
}

fn read_leader(
    project: &Project,
    members: &Register<'_, MemberId>,
    row: &mut RowReader<'_>,
    leader: &mut Option<MemberId>,
) {
    let Some(word) = row.text(Field::Leader) else { return };
    let present = leader.and_then(|id| project.members.at(id)).map_or("", |member| member.code.as_str());
    if word == present {
        return;
    }
    let mut named = project.members.iter().filter(|(_, member)| member.name == word).map(|(id, _)| id);
    *leader = members.at(word).or_else(|| named.next().filter(|_| named.next().is_none()));
    if word.is_empty() {
        row.flag(Some(Field::Leader), ProblemKind::Emptied);
    } else if leader.is_none() && project.members.is_empty() {
        row.note(Some(Field::Leader), ProblemKind::LeaderLater { code: word.to_owned() });
    } else if leader.is_none() {
        row.flag(Some(Field::Leader), ProblemKind::UnknownMember { code: word.to_owned() });
    }
}

/// The code of the grid that this one is part of; empty for none.
fn read_parent(
    project: &Project,
    names: &BTreeMap<String, String>,
    row: &mut RowReader<'_>,
    before: Option<&Grid>,
) -> String {
    let present = before.map(|before| code_of(project, before.parent)).unwrap_or_default();
    match row.text(Field::Parent) {
        None => present,
        Some("") => {
            if !present.is_empty() {
                row.flag(Some(Field::Parent), ProblemKind::Emptied);
            }
            String::new()
        }
        Some(word) => {
            if let Some(code) = names.get(word).filter(|code| !code.is_empty()) {
                return code.clone();
            }
            row.flag(Some(Field::Parent), ProblemKind::UnknownGrid { text: word.to_owned() });
            present
        }
    }
}

/// Takes over the outline; one that is written alike stays to the last bit.
fn read_area(intake: &Intake<'_>, row: &mut RowReader<'_>, to: &mut Area) {
    match row.shape().map(|shape| outline(intake.crs, shape)) {
        None if to.0.is_empty() => row.reject(None, ProblemKind::WrongShape { found: String::new() }),
        None => {}
        Some(Err(kind)) => row.reject(None, kind),
        Some(Ok((area, odd))) => {
            for odd in odd {
                row.flag(None, odd);
            }
            if words_of_area(&area) != words_of_area(to) {
                *to = area;
            }
        }
    }
}

/// An outline as our files write it, for comparing.
pub(crate) fn words_of_area(area: &Area) -> Vec<String> {
    let mut words = Vec::new();
    for polygon in &wound(area) {
        words.push(String::from("polygon"));
        for ring in polygon_rings(polygon) {
            words.push(String::from("ring"));
            words.extend(ring.0.iter().flat_map(|corner| [seven(corner.x), seven(corner.y)]));
        }
    }
    words
}

/// True if going up from one comes back to it.
pub(crate) fn is_in_circle(parents: &BTreeMap<String, String>, code: &str) -> bool {
    let mut at = code;
    for _ in 0..=parents.len() {
        match parents.get(at).map(String::as_str) {
            None | Some("") => return false,
            Some(parent) if parent == code => return true,
            Some(parent) => at = parent,
        }
    }
    false
}
