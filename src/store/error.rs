//! What can go wrong with a project file.

use crate::edit::Key;
use crate::store::Owner;
use crate::store::cell::BadCell;
use crate::store::shape::TableShape;
use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// The project file could not be read or written. Nothing was changed by what failed.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the fields say what they are: a path, a cause, what was being done")]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no such file\nFile: {}", path.display())]
    Missing { path: PathBuf },
    /// A new project must not replace a file.
    #[error("there is a file with this name already\nFile: {}", path.display())]
    Exists { path: PathBuf },
    /// A file without content.
    #[error("the file is empty\nFile: {}", path.display())]
    Empty { path: PathBuf },
    /// Something else than an `SQLite` database.
    #[error("this is not a database\nFile: {}", path.display())]
    NotDatabase { path: PathBuf, source: rusqlite::Error },
    /// The end of the file is missing.
    #[error("the end of the file is missing: {found} bytes of {expected}\nFile: {}", path.display())]
    Truncated { found: u64, expected: u64, path: PathBuf, source: Option<rusqlite::Error> },
    /// A database, but no `GeoPackage`.
    #[error("this is a database, but not a GeoPackage\nFile: {}", path.display())]
    NotGeoPackage { path: PathBuf },
    /// A `GeoPackage` that this program has not written.
    #[error("this is a GeoPackage, but not a project of this program\nFile: {}", path.display())]
    NotOurs { path: PathBuf },
    /// Written by a newer version of this program.
    #[error("the file has schema {schema}, this program knows up to {known}\nFile: {}", path.display())]
    Newer { schema: u32, known: u32, path: PathBuf },
    /// Somebody else has the project open for writing.
    #[error("the project is open for writing: {} (process {}, since {})\nFile: {}", owner.who, owner.process, owner.since, path.display())]
    InUse { owner: Owner, path: PathBuf },
    /// Where the lock goes there lies something that is no lock of ours: a file of somebody's own, or a link.
    #[error("the project cannot be locked: this file is in the way, move it elsewhere\nFile: {}", path.display())]
    ForeignLock { path: PathBuf },
    /// Nobody writes any more: the writer of this program broke down.
    #[error("saving has stopped; save elsewhere and open again\nFile: {}", path.display())]
    WriterEnded { path: PathBuf },
    /// The file, its folder or the access that was asked for does not allow writing.
    #[error("the file can only be read\nFile: {}", path.display())]
    ReadOnly { path: PathBuf },
    /// A program was killed while it wrote; opening for writing repairs that.
    #[error("the file must be opened for writing once, to finish what was interrupted\nFile: {}", path.display())]
    NeedsRecovery { path: PathBuf },
    /// Somebody planted a trigger that would run whenever we write.
    #[error("the file runs commands of its own when it is written to: trigger {trigger}\nFile: {}", path.display())]
    ForeignTrigger { trigger: String, path: PathBuf },
    /// The database is damaged.
    #[error("could not {doing}: the file is damaged\nFile: {}", path.display())]
    Damaged { doing: &'static str, path: PathBuf, source: rusqlite::Error },
    /// A value is not what it must be.
    #[error("a value cannot be read: {table}.{column}, row {fid}\nFile: {}", path.display())]
    BadValue { table: &'static str, fid: i64, column: &'static str, path: PathBuf },
    /// The file is not what the change says that it was.
    #[error("the change does not fit what is in the file: {key:?}\nFile: {}", path.display())]
    Misfit { key: Box<Key>, path: PathBuf },
    /// The ledger has no such step, or not one that can be undone or redone.
    #[error("the ledger has no step {seq} to refer to\nFile: {}", path.display())]
    NoSuchStep { seq: u64, path: PathBuf },
    /// Whoever wanted to read it does not want to any more.
    #[error("reading was given up\nFile: {}", path.display())]
    Abandoned { path: PathBuf },
    /// There is no room left on the disk.
    #[error("could not {doing}: the disk is full\nFile: {}", path.display())]
    DiskFull { doing: &'static str, path: PathBuf, source: rusqlite::Error },
    /// The `SQLite` that this program runs with has a known bug.
    #[error("SQLite {found} is too old: 3.51.3 or newer is needed")]
    OldSqlite { found: &'static str },
    /// The database refused.
    #[error("could not {doing}\nFile: {}", path.display())]
    Sqlite { doing: &'static str, path: PathBuf, source: rusqlite::Error },
    /// The file system refused.
    #[error("could not {doing}\nFile: {}", path.display())]
    Io { doing: &'static str, path: PathBuf, source: std::io::Error },
}

/// Turns a failure of the database into ours: what was being done, and with which file.
pub(crate) fn failed(doing: &'static str, path: &Path) -> impl FnOnce(rusqlite::Error) -> StoreError {
    let path = path.to_owned();
    move |source| match source.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotDatabase { path, source },
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { doing, path, source },
        Some(ErrorCode::DiskFull) => StoreError::DiskFull { doing, path, source },
        Some(ErrorCode::ReadOnly) if is_recovery(&source) => StoreError::NeedsRecovery { path },
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly { path },
        _ => StoreError::Sqlite { doing, path, source },
    }
}

/// Turns a failure of the file system into ours.
pub(crate) fn io_failed(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Io { doing, path, source }
}

/// Turns a value that cannot be read into an error that says where it stands.
pub(crate) fn bad_value<'a>(
    shape: &TableShape,
    fid: i64,
    path: &'a Path,
) -> impl FnOnce(BadCell) -> StoreError + use<'a> {
    let (table, columns) = (shape.name, shape.columns);
    move |bad| StoreError::BadValue {
        table,
        fid,
        column: columns.get(bad.column).map_or("fid", |(name, _)| name),
        path: path.to_owned(),
    }
}

fn is_recovery(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(code, Some(rusqlite::ffi::SQLITE_READONLY_ROLLBACK | rusqlite::ffi::SQLITE_READONLY_RECOVERY))
}
