//! Writing a whole project to a new file.

use crate::model::{Id, Project, Table};
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::connect::{Mode, connect, widen_cache};
use crate::store::copy::Unfinished;
use crate::store::derived::derive_all;
use crate::store::digest::Digests;
use crate::store::error::failed;
use crate::store::gpkg::{create_rtrees, create_tables};
use crate::store::migrate::SCHEMA;
use crate::store::rows;
use crate::store::shape::{
    BACKDROP, BUILDING, CATEGORY, GRID, HOUSEHOLD, LINK, MEMBER, PLAN, PROJECT, PROVENANCE, SCHEME, TARGET_LINK,
    TableShape, UNCOVERED_REASON, UNIT, WAIVER,
};
use crate::store::style::write_styles;
use crate::store::writer::{Writer, reason_cells, target_link_cells};
use rusqlite::Connection;
use std::path::Path;

/// Writes the file beside its place and then puts it there. An empty ledger begins.
pub(crate) fn create(path: &Path, project: &Project) -> Result<(), StoreError> {
    let unfinished = Unfinished::beside(path)?;
    let connection = connect(&unfinished.path, Mode::Write)?;
    fill(&connection, project).map_err(failed("write the project", path))?;
    connection.close().map_err(|(_connection, source)| failed("write the project", path)(source))?;
    unfinished.finish(path)
}

fn fill(connection: &Connection, project: &Project) -> rusqlite::Result<()> {
    // The file has no name yet: until it is whole, there is nothing to protect.
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update_and_check(None, "journal_mode", "MEMORY", |_mode| Ok(()))?;
    connection.pragma_update(None, "secure_delete", false)?;
    widen_cache(connection)?;
    let transaction = connection.unchecked_transaction()?;
    create_tables(&transaction)?;
    let mut digests = Digests::default();
    let mut writer = Writer::new(&transaction, &mut digests);
    write_project(&mut writer, project)?;
    digests.write(&transaction)?;
    derive_all(&transaction)?;
    create_rtrees(&transaction)?;
    write_styles(&transaction, project.categories.rows())?;
    transaction.commit()
}

fn write_project(writer: &mut Writer<'_>, project: &Project) -> rusqlite::Result<()> {
    writer.insert(&PROJECT, Some(1), &rows::facts_cells(&project.facts, SCHEMA))?;
    writer.insert(&SCHEME, Some(1), &rows::scheme_cells(&project.facts.scheme))?;
    write_table(writer, &CATEGORY, &project.categories, rows::category_cells)?;
    write_table(writer, &GRID, &project.grids, rows::grid_cells)?;
    write_table(writer, &BUILDING, &project.buildings, rows::building_cells)?;
    write_table(writer, &UNIT, &project.units, rows::unit_cells)?;
    write_table(writer, &BACKDROP, &project.backdrop, rows::backdrop_cells)?;
    write_table(writer, &PROVENANCE, &project.provenances, rows::provenance_cells)?;
    write_table(writer, &HOUSEHOLD, &project.households, rows::household_cells)?;
    for (id, household) in project.households.iter() {
        writer.put_categories(id, Default::default(), household.categories)?;
    }
    write_table(writer, &MEMBER, &project.members, rows::member_cells)?;
    write_table(writer, &PLAN, &project.plans, |plan| rows::plan_cells(&plan.name, plan.state, plan.copy_of))?;
    for (finding, waiver) in project.waivers.iter() {
        writer.insert(&WAIVER, None, &rows::waiver_cells(finding, waiver))?;
    }
    for (plan_id, plan) in project.plans.iter() {
        for (household, reason) in plan.reasons() {
            writer.insert(&UNCOVERED_REASON, None, &reason_cells(plan_id, household, reason))?;
        }
        for (household, link) in plan.links() {
            let row = [
                Cell::id(plan_id),
                Cell::id(household),
                Cell::id(link.member),
                Cell::text(link.kind.key()),
                Cell::int(link.locked),
                Cell::date(link.since),
            ];
            writer.insert(&LINK, None, &row)?;
        }
        for (member, link) in plan.target_links() {
            writer.insert(&TARGET_LINK, None, &target_link_cells(plan_id, link.target, member, link.since))?;
        }
    }
    Ok(())
}

/// Writes all rows of a table, and how far its ids go: those that were given to rows that are gone stay taken.
fn write_table<I: Id, T: Clone>(
    writer: &mut Writer<'_>,
    shape: &TableShape,
    table: &Table<I, T>,
    cells: impl for<'a> Fn(&'a T) -> Vec<Cell<'a>>,
) -> rusqlite::Result<()> {
    for (id, row) in table.iter() {
        writer.insert(shape, Some(id.fid().into()), &cells(row))?;
    }
    let params = rusqlite::params![shape.name, table.last_fid()];
    let update = "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1";
    if writer.connection.execute(update, params)? == 0 {
        writer.connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)", params)?;
    }
    Ok(())
}
