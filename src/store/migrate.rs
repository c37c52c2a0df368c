//! Schemas of the past: each file is brought up to date step by step, after a copy of it was put beside it.

use crate::store::StoreError;
use crate::store::copy::copy;
use crate::store::error::failed;
use crate::store::lock::beside;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Turns schema n into schema n + 1, inside a transaction.
pub(crate) type Step = fn(&Connection) -> rusqlite::Result<()>;

/// The first step leads from schema 1 to schema 2.
pub(crate) const MIGRATIONS: &[Step] = &[];

/// The number of the schema that this program writes.
pub(crate) const SCHEMA: u32 = 1 + MIGRATIONS.len() as u32;

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
    let run = |connection: &mut Connection| -> rusqlite::Result<()> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for step in steps_left {
            step(&transaction)?;
        }
        let reached = 1 + steps.len() as u32;
        transaction.execute("UPDATE project SET schema_number = ?1 WHERE fid = 1", [reached])?;
        transaction.commit()
    };
    run(connection).map_err(failed("bring the project up to date", path))?;
    Ok(true)
}
