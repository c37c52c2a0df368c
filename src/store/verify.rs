//! Looking at everything in a file.

use crate::edit::DoneKind;
use crate::model::{HouseholdId, Id as _, MemberId, MemberStatus, Project};
use crate::store::StoreError;
use crate::store::blob::{blob_from_point, geometry_from_blob};
use crate::store::digest::Digests;
use crate::store::error::failed;
use crate::store::gpkg::layers;
use crate::store::ledger::{LedgerRow, delta_of};
use crate::store::load::{each_row, load};
use crate::store::shape::CHANGE_ITEM;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::Path;

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The number of its schema.
    pub schema: u32,
    /// How many steps its ledger has.
    pub history_steps: u64,
    /// What is wrong; empty if nothing is.
    pub problems: Vec<Problem>,
}

/// What can be wrong with a file. Equal problems are the same trouble, in any run.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// The database itself is damaged; what it says about it, in its own words.
    Database {
        /// Its words.
        words: String,
    },
    /// A table is not as this program left it: another program wrote to it, or the disk lost bits.
    ChangedOutside {
        /// Which table.
        table: &'static str,
    },
    /// A value is not what it must be.
    BadValue {
        /// Which table.
        table: &'static str,
        /// Which row.
        fid: i64,
        /// Which column.
        column: &'static str,
    },
    /// A geometry cannot be read.
    BadGeometry {
        /// Which layer.
        table: &'static str,
        /// Which row.
        fid: i64,
    },
    /// A row refers to something that is not there.
    Dangling {
        /// Which table.
        table: &'static str,
        /// Which row.
        fid: i64,
        /// Through which column.
        column: &'static str,
    },
    /// What other programs are shown is not what follows from the rest.
    Stale {
        /// Which table.
        table: &'static str,
        /// Which row.
        fid: i64,
        /// Which column.
        column: &'static str,
    },
    /// The R-tree of a layer does not hold as many rows as the layer.
    Index {
        /// Which layer.
        table: &'static str,
        /// Rows with a geometry.
        rows: u64,
        /// Rows in the R-tree.
        indexed: u64,
    },
    /// The ledger says something else than what is there, from this step backwards.
    Ledger {
        /// Which step.
        seq: u64,
    },
}

/// What refers to what: table, column, and where it must be found.
const REFERENCES: [(&str, &str, &str); 17] = [
    ("grid", "parent", "grid"),
    ("grid", "leader", "member"),
    ("household", "building_fid", "building"),
    ("household_category", "household", "household"),
    ("household_category", "category", "category"),
    ("member", "home", "household"),
    ("member", "grid", "grid"),
    ("member", "organization", "unit"),
    ("unit", "parent", "unit"),
    ("target_link", "plan", "plan"),
    ("target_link", "member", "member"),
    ("uncovered_reason", "plan", "plan"),
    ("uncovered_reason", "household", "household"),
    ("link", "plan", "plan"),
    ("link", "household", "household"),
    ("link", "member", "member"),
    ("change_item", "seq", "change"),
];

/// So many rows are named for one kind of trouble; a table that is all wrong need not be listed.
const NAMED: usize = 100;

pub(crate) fn verify(connection: &Connection, schema: u32, path: &Path) -> Result<Verification, StoreError> {
    let mut problems = BTreeSet::new();
    integrity(connection, &mut problems);
    for look in [references, geometries, indexes] {
        if let Err(source) = look(connection, &mut problems) {
            problems.insert(Problem::Database { words: source.to_string() });
        }
    }
    let mut history_steps = 0;
    match load(connection, path, &|_, _| true) {
        Ok((loaded, _digests)) => {
            history_steps = loaded.history.len() as u64;
            problems.extend(loaded.changed_outside.iter().map(|&table| Problem::ChangedOutside { table }));
            derived(connection, &loaded.project, &mut problems).map_err(failed("verify the project", path))?;
            replay(connection, loaded.project, &loaded.history, path, &mut problems)?;
        }
        Err(err) => {
            problems.insert(problem_from(err)?);
        }
    }
    match items_are_summed(connection, path) {
        Ok(true) => {}
        Ok(false) => {
            problems.insert(Problem::ChangedOutside { table: CHANGE_ITEM.name });
        }
        Err(err) => {
            problems.insert(problem_from(err)?);
        }
    }
    Ok(Verification { schema, history_steps, problems: problems.into_iter().collect() })
}

/// What is wrong with the content is a problem; what keeps us from reading is an error.
fn problem_from(err: StoreError) -> Result<Problem, StoreError> {
    match err {
        StoreError::BadValue { table, fid, column, .. } => Ok(Problem::BadValue { table, fid, column }),
        StoreError::Damaged { source, .. } => Ok(Problem::Database { words: source.to_string() }),
        other => Err(other),
    }
}

fn integrity(connection: &Connection, problems: &mut BTreeSet<Problem>) {
    let words = connection.prepare("PRAGMA integrity_check(100)").and_then(|mut statement| {
        statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()
    });
    let words = words.unwrap_or_else(|source| vec![source.to_string()]);
    problems.extend(words.into_iter().filter(|words| words != "ok").map(|words| Problem::Database { words }));
}

fn references(connection: &Connection, problems: &mut BTreeSet<Problem>) -> rusqlite::Result<()> {
    for (table, column, target) in REFERENCES {
        let mut statement = connection.prepare(&format!(
            "SELECT fid FROM {table} WHERE {column} NOT NULL AND {column} NOT IN (SELECT fid FROM \"{target}\")
             ORDER BY fid LIMIT {NAMED}"
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            problems.insert(Problem::Dangling { table, fid: row.get(0)?, column });
        }
    }
    Ok(())
}

fn geometries(connection: &Connection, problems: &mut BTreeSet<Problem>) -> rusqlite::Result<()> {
    for shape in layers() {
        let sql = format!("SELECT fid, geom FROM \"{}\" WHERE geom NOT NULL", shape.name);
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let is_readable = row.get_ref(1)?.as_blob().is_ok_and(|blob| geometry_from_blob(blob).is_ok());
            if !is_readable && problems.len() < NAMED {
                problems.insert(Problem::BadGeometry { table: shape.name, fid: row.get(0)? });
            }
        }
    }
    Ok(())
}

fn indexes(connection: &Connection, problems: &mut BTreeSet<Problem>) -> rusqlite::Result<()> {
    for shape in layers() {
        let table = shape.name;
        let count = |sql: String| connection.query_row(&sql, [], |row| row.get::<_, i64>(0)).map(i64::cast_unsigned);
        let rows =
            count(format!("SELECT count(*) FROM \"{table}\" WHERE geom NOT NULL AND ST_IsEmpty(geom) IS NOT 1"))?;
        let indexed = count(format!("SELECT count(*) FROM \"rtree_{table}_geom\""))?;
        if rows != indexed {
            problems.insert(Problem::Index { table, rows, indexed });
        }
    }
    Ok(())
}

/// Compares what was derived in SQL with what the model says.
fn derived(connection: &Connection, project: &Project, problems: &mut BTreeSet<Problem>) -> rusqlite::Result<()> {
    let homes: BTreeSet<HouseholdId> = project
        .members
        .rows()
        .filter(|member| member.status == MemberStatus::Serving)
        .filter_map(|member| member.home)
        .collect();
    let mut shown = connection.prepare("SELECT shown_category FROM household WHERE fid = ?1")?;
    let mut stale = Vec::new();
    for (id, household) in project.households.iter() {
        let set = project.categories_of(household, homes.contains(&id));
        let expected = project.shown_category(set).and_then(|id| project.categories.at(id));
        let is_fresh = shown.query_row([id.fid()], |row| {
            Ok(row
                .get::<_, Option<String>>(0)
                .is_ok_and(|key| key.as_deref() == expected.map(|category| category.key.as_str())))
        })?;
        if !is_fresh {
            stale.push(Problem::Stale { table: "household", fid: id.fid().into(), column: "shown_category" });
        }
    }
    let mut place = connection.prepare("SELECT geom FROM member WHERE fid = ?1")?;
    for member in project.members.ids() {
        let expected = project.place_of_member(member).map(blob_from_point);
        let found = place.query_row([member.fid()], |row| row.get::<_, Option<Vec<u8>>>(0))?;
        if found != expected {
            stale.push(Problem::Stale { table: "member", fid: MemberId::fid(member).into(), column: "geom" });
        }
    }
    problems.extend(stale.into_iter().take(NAMED));
    Ok(())
}

/// Takes back step by step, from now to the beginning: each must fit what the later ones left.
fn replay(
    connection: &Connection,
    project: Project,
    history: &[LedgerRow],
    path: &Path,
    problems: &mut BTreeSet<Problem>,
) -> Result<(), StoreError> {
    let mut before = project;
    let does_something: BTreeSet<u64> =
        history.iter().filter(|row| row.kind == DoneKind::Do).map(|row| row.seq).collect();
    for row in history.iter().rev() {
        if let DoneKind::Undo(seq) | DoneKind::Redo(seq) = row.kind
            && !(does_something.contains(&seq) && seq < row.seq)
        {
            problems.insert(Problem::Ledger { seq: row.seq });
            return Ok(());
        }
        let delta = match delta_of(connection, row.seq, path) {
            Ok(delta) => delta,
            Err(err) => {
                problems.insert(problem_from(err)?);
                problems.insert(Problem::Ledger { seq: row.seq });
                return Ok(());
            }
        };
        let Ok(earlier) = delta.inverse().apply(&before) else {
            problems.insert(Problem::Ledger { seq: row.seq });
            return Ok(());
        };
        before = earlier;
    }
    Ok(())
}

fn items_are_summed(connection: &Connection, path: &Path) -> Result<bool, StoreError> {
    let mut digests = Digests::default();
    each_row(connection, &CHANGE_ITEM, path, "", |fid, cells| {
        digests.add(&CHANGE_ITEM, fid, cells);
        Ok(())
    })?;
    let stated = Digests::stated(connection).map_err(failed("verify the project", path))?;
    Ok(digests.of(&CHANGE_ITEM) == stated.of(&CHANGE_ITEM))
}
