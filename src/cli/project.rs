//! Opening the project that a command is about.

use crate::app::wording::{
    accepted_outside, changed_outside_told, must_end_in_gpkg, no_such_code, no_such_plan, no_such_source,
};
use crate::app::{Document, Stamp, operator};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::model::{GridId, HouseholdId, HouseholdStatus, MemberId, MemberStatus, PlanId, Project, ProvenanceId};
use crate::store::{Access, Store};
use std::path::Path;

/// Opens a project to look at it.
pub(crate) fn open_to_read(run: &mut Run<'_>, path: &Path) -> Result<Document, Stop> {
    let document = open(run, path, Access::Read)?;
    if !document.changed_outside().is_empty() {
        run.say(&changed_outside_told(run.lang, document.changed_outside(), false, path));
    }
    Ok(document)
}

/// Opens a project to change it. What another program wrote to it must have been accepted first, or now.
pub(crate) fn open_to_write(run: &mut Run<'_>, path: &Path, accepts_outside: bool) -> Result<Document, Stop> {
    let document = open(run, path, Access::Write(operator()))?;
    let tables = document.changed_outside().to_vec();
    if tables.is_empty() {
        return Ok(document);
    }
    drop(document);
    if !accepts_outside {
        return Err(Stop::impossible(changed_outside_told(run.lang, &tables, true, path)));
    }
    let accept = || {
        let mut store = Store::open(path, Access::Write(operator()))?.0;
        store.accept_outside_changes()?;
        store.close()
    };
    accept().map_err(|err| Stop::of_store(run.lang, &err))?;
    run.say(&accepted_outside(run.lang, &tables));
    open(run, path, Access::Write(operator()))
}

/// Refuses a new project whose name has another ending than a project has.
pub(crate) fn check_ending(run: &Run<'_>, path: &Path) -> Result<(), Stop> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gpkg")) {
        return Ok(());
    }
    Err(Stop::impossible(must_end_in_gpkg(run.lang, path)))
}

/// The plan with this name; the one in force if none is named.
pub(crate) fn plan_named(run: &Run<'_>, project: &Project, name: Option<&str>) -> Result<PlanId, Stop> {
    match name {
        None => Ok(project.current_plan()),
        Some(name) => find_plan(project, name).ok_or_else(|| {
            let names: Vec<&str> = project.plans.rows().map(|plan| plan.name.as_str()).collect();
            Stop::impossible(no_such_plan(run.lang, name, &names))
        }),
    }
}

/// The plan with this name.
pub(crate) fn find_plan(project: &Project, name: &str) -> Option<PlanId> {
    project.plans.iter().find(|(_, plan)| plan.name == name).map(|(id, _)| id)
}

/// The imported file with this number, and what it is called.
pub(crate) fn source_numbered(run: &Run<'_>, project: &Project, number: u32) -> Result<(ProvenanceId, String), Stop> {
    let id = ProvenanceId(number);
    let record = project.provenances.at(id).ok_or_else(|| Stop::impossible(no_such_source(run.lang, number)))?;
    Ok((id, record.file.clone()))
}

/// The household with this code; one that has moved out only where no other has the code.
pub(crate) fn find_household(project: &Project, code: &str) -> Option<HouseholdId> {
    let called = || project.households.iter().filter(|(_, row)| row.code == code);
    called().find(|(_, row)| row.status != HouseholdStatus::MovedOut).or_else(|| called().next()).map(|(id, _)| id)
}

/// The member with this code; one who has left only where no other has the code.
pub(crate) fn find_member(project: &Project, code: &str) -> Option<MemberId> {
    let called = || project.members.iter().filter(|(_, row)| row.code == code);
    called().find(|(_, row)| row.status == MemberStatus::Serving).or_else(|| called().next()).map(|(id, _)| id)
}

/// The grid with this code.
pub(crate) fn find_grid(run: &Run<'_>, project: &Project, code: &str) -> Result<GridId, Stop> {
    let found = project.grids.iter().find(|(_, grid)| grid.code == code).map(|(id, _)| id);
    found.ok_or_else(|| Stop::impossible(no_such_code(run.lang, "grid", code)))
}

fn open(run: &Run<'_>, path: &Path, access: Access) -> Result<Document, Stop> {
    Document::open(path, access, Stamp::now, || ()).map_err(|err| Stop::of_opening(run.lang, &err))
}
