//! Schemas of the past: each file is brought up to date step by step, after a copy of it was put beside it.

use crate::store::StoreError;
use crate::store::copy::copy;
use crate::store::error::failed;
use crate::store::gpkg::create_rtree;
use crate::store::lock::beside;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Turns schema n into schema n + 1, inside a transaction.
pub(crate) type Step = fn(&Connection) -> rusqlite::Result<()>;

/// The first step leads from schema 1 to schema 2.
pub(crate) const MIGRATIONS: &[Step] = &[add_provenance, add_ages, know_schemes, know_units];

/// The number of the schema that this program writes.
pub(crate) const SCHEMA: u32 = 1 + MIGRATIONS.len() as u32;

/// Schema 2 remembers which files were taken in. Written out as it was then, whatever becomes of the table.
fn add_provenance(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE provenance (
           fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
           file TEXT NOT NULL DEFAULT '',
           kind TEXT NOT NULL DEFAULT '',
           as_of DATE,
           taken_on DATE,
           crs TEXT NOT NULL DEFAULT '',
           evidence TEXT NOT NULL DEFAULT '',
           row_count INTEGER NOT NULL DEFAULT 0,
           headers TEXT NOT NULL DEFAULT '',
           mapped TEXT NOT NULL DEFAULT ''
         );
         INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
           VALUES ('provenance', 'attributes', 'provenance', '资料来源', 0);",
    )
}

/// Schema 3 counts the elderly and the children of a household.
fn add_ages(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "ALTER TABLE household ADD COLUMN elderly INTEGER;
         ALTER TABLE household ADD COLUMN children INTEGER;",
    )
}

/// Schema 4 keeps the whole scheme as text, and links to what is not a household. What was there before was the one scheme that there was.
fn know_schemes(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "ALTER TABLE scheme ADD COLUMN text TEXT NOT NULL DEFAULT '';
         ALTER TABLE scheme DROP COLUMN levels;
         ALTER TABLE scheme DROP COLUMN min_load;
         ALTER TABLE scheme DROP COLUMN max_load;
         ALTER TABLE scheme DROP COLUMN far_m;
         ALTER TABLE scheme DROP COLUMN far_medians;
         ALTER TABLE scheme DROP COLUMN near_m;
         ALTER TABLE scheme DROP COLUMN exempt;
         ALTER TABLE member ADD COLUMN needs_care BOOLEAN NOT NULL DEFAULT 0;
         CREATE TABLE target_link (
           fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
           plan INTEGER NOT NULL,
           kind TEXT NOT NULL DEFAULT '',
           target INTEGER NOT NULL,
           member INTEGER NOT NULL,
           since DATE
         );
         CREATE UNIQUE INDEX target_link_key ON target_link (plan, kind, target, member);
         INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
           VALUES ('target_link', 'attributes', 'target_link', '联系（户以外）', 0);",
    )
}

/// Schema 5 knows organizations, enterprises and street segments, to which organization a member belongs, and findings
/// that are let stand.
fn know_units(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "ALTER TABLE member ADD COLUMN organization INTEGER;
         CREATE TABLE unit (
           fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
           geom GEOMETRY,
           kind TEXT NOT NULL DEFAULT '',
           code TEXT NOT NULL DEFAULT '',
           name TEXT NOT NULL DEFAULT '',
           parent INTEGER,
           note TEXT NOT NULL DEFAULT ''
         );
         CREATE UNIQUE INDEX unit_code ON unit (code COLLATE BINARY) WHERE code <> '';
         INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
           VALUES ('unit', 'features', 'unit', '党组织、企业、路段', 4326);
         INSERT INTO gpkg_geometry_columns VALUES ('unit', 'geom', 'GEOMETRY', 4326, 0, 0);
         CREATE TABLE waiver (
           fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
           finding TEXT NOT NULL DEFAULT '',
           reason TEXT NOT NULL DEFAULT '',
           since DATE
         );
         CREATE UNIQUE INDEX waiver_key ON waiver (finding);
         INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
           VALUES ('waiver', 'attributes', 'waiver', '忽略的检查结果', 0);",
    )?;
    create_rtree(connection, "unit")
}

/// Brings a file from `schema` to the end of `steps`. A file that is up to date is not touched.
/// Answers whether anything was done.
pub(crate) fn migrate(
    connection: &mut Connection,
    path: &Path,
    schema: u32,
    steps: &[Step],
) -> Result<bool, StoreError> {
    let steps_done = (schema as usize).saturating_sub(1);
    let steps_left = steps.get(steps_done..).unwrap_or_default();
    if steps_left.is_empty() {
        return Ok(false);
    }
    let backup = beside(path, &format!(".v{schema}.bak.gpkg"));
    if !backup.exists() {
        copy(connection, path, &backup)?;
    }
    run(connection, schema, steps).map_err(failed("bring the project up to date", path))?;
    Ok(true)
}

/// Takes the steps that lead from `schema` to the newest, all of them or none.
pub(crate) fn run(connection: &mut Connection, schema: u32, steps: &[Step]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in steps.iter().skip((schema as usize).saturating_sub(1)) {
        step(&transaction)?;
    }
    let reached = 1 + steps.len() as u32;
    transaction.execute("UPDATE project SET schema_number = ?1 WHERE fid = 1", [reached])?;
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use crate::model::{Project, Scheme};
    use crate::store::connect::{Mode, connect};
    use crate::store::create::create;
    use crate::store::lock::beside;
    use crate::store::migrate::{Step, migrate};
    use rusqlite::Connection;
    use std::path::{Path, PathBuf};

    const ADD_MOTTO: Step = |connection| connection.execute_batch("ALTER TABLE project ADD COLUMN motto TEXT");

    fn village(test: &str) -> (PathBuf, Connection) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp/migrate").join(test);
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("village.gpkg");
        create(&path, &Project::new("柳溪村", Scheme::neutral())).unwrap();
        let connection = connect(&path, Mode::Write).unwrap();
        // As if it were the oldest; the steps are those of the test.
        connection.execute("UPDATE project SET schema_number = 1", []).unwrap();
        (path, connection)
    }

    fn schema(connection: &Connection) -> u32 {
        connection.query_row("SELECT schema_number FROM project", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_backup_is_made_and_every_step_taken_once() {
        let (path, mut connection) = village("steps");
        assert!(migrate(&mut connection, &path, 1, &[ADD_MOTTO]).unwrap(), "something was done");
        assert_eq!(schema(&connection), 2, "one step up");
        connection.execute("UPDATE project SET motto = 'x'", []).unwrap();
        assert!(!migrate(&mut connection, &path, 2, &[ADD_MOTTO]).unwrap(), "not done twice");
        let backup = connect(&beside(&path, ".v1.bak.gpkg"), Mode::Read).unwrap();
        assert_eq!(schema(&backup), 1, "the backup is as it was");
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let (path, mut connection) = village("failing");
        assert!(migrate(&mut connection, &path, 1, &[ADD_MOTTO, ADD_MOTTO]).is_err(), "the same column twice");
        assert_eq!(schema(&connection), 1, "not half a way up");
        assert!(migrate(&mut connection, &path, 1, &[ADD_MOTTO]).unwrap(), "tried again, with the backup there");
    }
}
