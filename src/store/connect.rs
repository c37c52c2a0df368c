//! Opening the database behind a project, with every guard that `SQLite` has.

use crate::store::error::{failed, io_failed};
use crate::store::gpkg::{APPLICATION_ID, register_functions, triggers};
use crate::store::lock::{Lock, beside};
use crate::store::migrate::SCHEMA;
use crate::store::shape::ALL;
use crate::store::{Owner, StoreError};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The oldest `SQLite` without the bug that can lose a write-ahead log when it is started over.
const OLDEST_SQLITE: i32 = 3_051_003;
/// How long another program may hold the file before we give up.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a connection may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Read and write.
    Write,
    /// Read, while others may write.
    Read,
    /// Read a file that nobody can change: no locks, no side files.
    Immutable,
}

/// Opens an existing file. Nothing is read yet.
pub(crate) fn connect(path: &Path, mode: Mode) -> Result<Connection, StoreError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(StoreError::OldSqlite { found: rusqlite::version() });
    }
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
        | match mode {
            Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Mode::Immutable => OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
        };
    let name = if mode == Mode::Immutable { immutable_uri(path) } else { path.to_owned() };
    let connection = Connection::open_with_flags(name, flags).map_err(failed("open the project", path))?;
    guard(&connection).map_err(|source| cut_off_or(source, path))?;
    Ok(connection)
}

/// Opens a file for reading in the way that leaves no trace.
pub(crate) fn connect_to_read(path: &Path) -> Result<Connection, StoreError> {
    let is_at_rest = is_at_rest(path);
    // A file that was left in write-ahead mode, without a log, needs no log to be read; making one is a trace.
    if is_at_rest && !beside(path, "-shm").exists() {
        let connection = connect(path, Mode::Immutable)?;
        if journal_mode(&connection).is_ok_and(|mode| mode == "wal") {
            return Ok(connection);
        }
    }
    let read = || {
        let connection = connect(path, Mode::Read)?;
        match touch(&connection) {
            Err(err) if is_at_rest && is_denied(&err) => connect(path, Mode::Immutable),
            Err(err) if is_denied(&err) => Err(StoreError::NeedsRecovery { path: path.to_owned() }),
            _ => Ok(connection),
        }
    };
    match read() {
        Err(err @ StoreError::NeedsRecovery { .. }) => recover(path).map_err(|_still_broken| err).and_then(|()| read()),
        done => done,
    }
}

/// True if nothing is beside the file that belongs into it.
pub(crate) fn is_at_rest(path: &Path) -> bool {
    let has_side_file = |suffix| std::fs::metadata(beside(path, suffix)).is_ok_and(|side| side.len() > 0);
    !has_side_file("-wal") && !has_side_file("-journal")
}

/// Takes back what a program that was killed had half written: a reader may not, and only that tells what the file
/// says. Nobody may be writing meanwhile.
fn recover(path: &Path) -> Result<(), StoreError> {
    let owner = Owner { process: std::process::id(), who: "recovery".to_owned(), since: "now".to_owned() };
    let _lock = Lock::take(path, &owner)?;
    let connection = connect(path, Mode::Write)?;
    touch(&connection).map_err(failed("recover the project", path))
}

/// The way in which the file is protected against crashes, such as `wal` or `delete`.
pub(crate) fn journal_mode(connection: &Connection) -> rusqlite::Result<String> {
    touch(connection)?;
    connection.pragma_query_value(None, "journal_mode", |row| row.get(0))
}

/// Writes the log into the file, which then needs nothing beside it.
pub(crate) fn leave_write_ahead(connection: &Connection) -> rusqlite::Result<()> {
    connection.flush_prepared_statement_cache();
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_row| Ok(()))?;
    connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_mode| Ok(()))
}

/// Finds out what kind of file this is: answers the number of its schema, or what is wrong with it.
pub(crate) fn examine(connection: &Connection, path: &Path) -> Result<u32, StoreError> {
    let doing = "open the project";
    touch(connection).map_err(|source| cut_off_or(source, path))?;
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    if number("page_count").map_err(failed(doing, path))? == 0 {
        return Err(StoreError::Empty { path: path.to_owned() });
    }
    // The database takes a last page that is cut off for one that ends in zeros.
    let expected = number("page_count").and_then(|count| Ok(count * number("page_size")?));
    let expected = expected.map_err(failed(doing, path))?.cast_unsigned();
    let found = std::fs::metadata(path).map_err(io_failed(doing, path))?.len();
    if found < expected && journal_mode(connection).map_err(failed(doing, path))? != "wal" {
        return Err(StoreError::Truncated { found, expected, path: path.to_owned(), source: None });
    }
    let count = |sql: &str, name: &str| connection.query_row(sql, [name], |row| row.get::<_, u32>(0));
    // A view or a virtual table in the place of a table would run whatever its author likes.
    let is_table = |name: &str| {
        count("SELECT count(*) FROM sqlite_schema WHERE name = ?1 AND type = 'table' AND rootpage > 0", name)
            .map(|found| found == 1)
            .map_err(failed(doing, path))
    };
    if number("application_id").map_err(failed(doing, path))? != APPLICATION_ID && !is_table("gpkg_contents")? {
        return Err(StoreError::NotGeoPackage { path: path.to_owned() });
    }
    let has_number = "SELECT count(*) FROM pragma_table_info(?1) WHERE name = 'schema_number'";
    if !is_table("project")? || count(has_number, "project").map_err(failed(doing, path))? == 0 {
        return Err(StoreError::NotOurs { path: path.to_owned() });
    }
    let schema = connection
        .query_row("SELECT schema_number FROM project WHERE fid = 1", [], |row| row.get::<_, u32>(0))
        .map_err(|source| match source {
            rusqlite::Error::QueryReturnedNoRows => StoreError::NotOurs { path: path.to_owned() },
            other => failed(doing, path)(other),
        })?;
    if schema > SCHEMA {
        return Err(StoreError::Newer { schema, known: SCHEMA, path: path.to_owned() });
    }
    for shape in ALL {
        if schema == SCHEMA && !is_table(shape.name)? {
            return Err(StoreError::NotOurs { path: path.to_owned() });
        }
    }
    Ok(schema)
}

/// Refuses to write to a file that would run somebody else's commands when it is written to.
pub(crate) fn refuse_foreign_triggers(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let ours: Vec<String> = ALL.iter().flat_map(|shape| triggers(shape.name)).collect();
    let mut statement = connection
        .prepare("SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .map_err(failed("open the project", path))?;
    let found = statement
        .query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)))
        .and_then(Iterator::collect::<rusqlite::Result<Vec<_>>>)
        .map_err(failed("open the project", path))?;
    let is_written = |table: &str| {
        let table = table.to_lowercase();
        table.starts_with("gpkg_") || table == "layer_styles" || ALL.iter().any(|shape| shape.name == table)
    };
    let foreign = found.into_iter().find(|(_, table, sql)| is_written(table) && !ours.contains(sql));
    foreign.map_or(Ok(()), |(trigger, ..)| Err(StoreError::ForeignTrigger { trigger, path: path.to_owned() }))
}

/// The guards: nothing in the schema is trusted, deleted content is overwritten, damage is looked for.
pub(crate) fn guard(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    register_functions(connection)
}

/// Before much is written: keeps enough pages in memory that an import does not write the same one twice.
pub(crate) fn widen_cache(connection: &Connection) -> rusqlite::Result<()> {
    // Negative numbers are KiB.
    connection.pragma_update(None, "cache_size", -65_536)
}

/// Makes the database look at the file.
fn touch(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)).map(drop)
}

fn is_denied(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// A database that does not open may be one whose end is missing: its head says how long it should be. Looked at
/// only now, when nobody else in this process can have it open: closing a file drops the locks of the whole process.
fn cut_off_or(source: rusqlite::Error, path: &Path) -> StoreError {
    let is_damage = matches!(source.sqlite_error_code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt));
    let lengths = || -> Option<(u64, u64)> {
        let mut head = Vec::new();
        let file = std::fs::File::open(path).ok()?;
        let found = file.metadata().ok()?.len();
        file.take(100).read_to_end(&mut head).ok()?;
        if !b"SQLite format 3\0".starts_with(head.get(..16.min(head.len()))?) {
            return None;
        }
        let page_len = match u64::from(u16::from_be_bytes([*head.get(16)?, *head.get(17)?])) {
            1 => 65_536,
            len => len,
        };
        let page_count = u64::from(u32::from_be_bytes(*head.get(28..32)?.first_chunk()?));
        Some((found, page_len * page_count))
    };
    match lengths().filter(|_| is_damage) {
        Some((found, expected)) if found < expected => {
            StoreError::Truncated { found, expected, path: path.to_owned(), source: Some(source) }
        }
        _ => failed("open the project", path)(source),
    }
}

/// The file as a URI that says that nobody will change it.
fn immutable_uri(path: &Path) -> PathBuf {
    let text = path.to_string_lossy();
    let text = if cfg!(windows) { format!("/{}", text.replace('\\', "/")) } else { text.into_owned() };
    let escape = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b':' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    let escaped: Vec<_> = text.bytes().map(escape).collect();
    PathBuf::from(format!("file:{}?immutable=1", escaped.concat()))
}
