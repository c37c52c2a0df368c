//! The project file, open.

use crate::edit::{Delta, DoneKind, Key};
use crate::model::{Category, Project};
use crate::store::StoreError;
use crate::store::connect::{
    Mode, connect, connect_to_read, examine, guard, journal_mode, leave_write_ahead, refuse_foreign_triggers,
    widen_cache,
};
use crate::store::copy::copy;
use crate::store::create::create;
use crate::store::derived::{derive, note_contents};
use crate::store::digest::Digests;
use crate::store::error::{failed, io_failed};
use crate::store::ledger::{Entry, delta_of, has_items};
use crate::store::load::{Loaded, Watch, each_row, load};
use crate::store::lock::{Lock, Owner};
use crate::store::migrate::{MIGRATIONS, SCHEMA, migrate, run};
use crate::store::rows::category_from;
use crate::store::shape::CATEGORY;
use crate::store::style::write_styles;
use crate::store::verify::{Verification, verify};
use crate::store::writer::{Unwritten, Writer};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// What a project is opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// To look at it. Others may write to it meanwhile.
    Read,
    /// To change it. There is one writer at a time; this is who it is.
    Write(Owner),
}

/// A project file, open. Dropping it closes it; [`Store::close`] says if that went well.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    writing: Option<Writing>,
}

/// What a writer holds. The connection goes before the lock does.
#[derive(Debug)]
struct Writing {
    connection: Connection,
    digests: Digests,
    is_ahead: bool,
    _lock: Lock,
}

impl Store {
    /// Writes a whole project to a new file and opens it for writing.
    ///
    /// # Errors
    /// [`StoreError::Exists`] if there is a file; whatever goes wrong, there is no half a file.
    pub fn create(path: impl AsRef<Path>, project: &Project, owner: &Owner) -> Result<Self, StoreError> {
        let path = whole_path(path.as_ref())?;
        check_absent(&path)?;
        let lock = Lock::take(&path, owner)?;
        Self::create_locked(path, project, lock)
    }

    /// The second half of [`Store::create`]. Between the look and the lock somebody else may have made the file.
    fn create_locked(path: PathBuf, project: &Project, lock: Lock) -> Result<Self, StoreError> {
        check_absent(&path)?;
        Self::write_new(path, project, lock)
    }

    /// Like [`Store::create`], but a file that is there goes when the new one is whole.
    ///
    /// # Errors
    /// [`StoreError::InUse`] if somebody has the present file open for writing.
    pub fn replace(path: impl AsRef<Path>, project: &Project, owner: &Owner) -> Result<Self, StoreError> {
        let path = whole_path(path.as_ref())?;
        let lock = Lock::take(&path, owner)?;
        Self::write_new(path, project, lock)
    }

    fn write_new(path: PathBuf, project: &Project, lock: Lock) -> Result<Self, StoreError> {
        create(&path, project)?;
        let connection = connect(&path, Mode::Write)?;
        let digests = Digests::stated(&connection).map_err(failed("open the project", &path))?;
        Ok(Self { path, writing: Some(Writing { connection, digests, is_ahead: false, _lock: lock }) })
    }

    /// Opens a project and reads it. Opened to read, the file is not changed in any way; opened to write, it is
    /// changed only if it must be repaired or brought up to date, until the first step is settled.
    ///
    /// # Errors
    /// [`StoreError::InUse`] if somebody else has it open for writing; it can still be opened to read.
    pub fn open(path: impl AsRef<Path>, access: Access) -> Result<(Self, Loaded), StoreError> {
        Self::open_watched(path, access, &|_, _| true)
    }

    /// The same, while `watch` is told now and then how many rows were read, and about how many there are.
    ///
    /// # Errors
    /// As for [`Store::open`]; [`StoreError::Abandoned`] if the watch says so.
    pub fn open_watched(
        path: impl AsRef<Path>,
        access: Access,
        watch: Watch<'_>,
    ) -> Result<(Self, Loaded), StoreError> {
        let path = whole_path(path.as_ref())?;
        if !path.is_file() {
            return Err(StoreError::Missing { path });
        }
        match access {
            Access::Read => {
                let (connection, is_migrated) = up_to_date(connect_to_read(&path)?, &path)?;
                let (mut loaded, _digests) = load(&connection, &path, watch)?;
                if is_migrated {
                    loaded.changed_outside.clear();
                }
                Ok((Self { path, writing: None }, loaded))
            }
            Access::Write(owner) => {
                let lock = Lock::take(&path, &owner)?;
                let mut connection = connect(&path, Mode::Write)?;
                let schema = examine(&connection, &path)?;
                let doing = "open the project";
                if connection.is_readonly("main").map_err(failed(doing, &path))? {
                    return Err(StoreError::ReadOnly { path });
                }
                refuse_foreign_triggers(&connection, &path)?;
                // A program that was killed left its log; it is written into the file now.
                if journal_mode(&connection).map_err(failed(doing, &path))? == "wal" {
                    leave_write_ahead(&connection).map_err(failed(doing, &path))?;
                }
                let is_migrated = migrate(&mut connection, &path, schema, MIGRATIONS)?;
                let (mut loaded, mut digests) = load(&connection, &path, watch)?;
                if is_migrated {
                    loaded.changed_outside.clear();
                    digests.count_again();
                    digests.write(&connection).map_err(failed(doing, &path))?;
                }
                let writing = Writing { connection, digests, is_ahead: false, _lock: lock };
                Ok((Self { path, writing: Some(writing) }, loaded))
            }
        }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// True if it was opened to be changed.
    pub fn is_writable(&self) -> bool {
        self.writing.is_some()
    }

    /// Writes one step: all of it, or nothing. When this answers, the step is on the disk. Answers its number.
    ///
    /// # Errors
    /// [`StoreError::Misfit`] if the file is not what the change says that it was.
    pub fn settle(&mut self, entry: &Entry) -> Result<u64, StoreError> {
        let path = &self.path;
        let doing = "save the change";
        let Some(writing) = &mut self.writing else { return Err(StoreError::ReadOnly { path: path.clone() }) };
        writing.begin_write_ahead().map_err(failed(doing, path))?;
        let mut digests = writing.digests.clone();
        let transaction = writing
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed(doing, path))?;
        if let DoneKind::Undo(seq) | DoneKind::Redo(seq) = entry.kind
            && !has_items(&transaction, seq, entry.delta.changes.len()).map_err(failed(doing, path))?
        {
            return Err(StoreError::NoSuchStep { seq, path: path.clone() });
        }
        let seq = settle_in(&transaction, &mut digests, entry, path)?;
        transaction.commit().map_err(failed(doing, path))?;
        writing.digests = digests;
        Ok(seq.cast_unsigned())
    }

    /// What a step changed; for an undone step, its inverse.
    ///
    /// # Errors
    /// [`StoreError::NoSuchStep`] if there is none with this number.
    pub fn delta_of(&self, seq: u64) -> Result<Delta, StoreError> {
        self.read(|connection| delta_of(connection, seq, &self.path))
    }

    /// Saves a copy: a new file that only its owner can read, without what was deleted.
    ///
    /// # Errors
    /// [`StoreError::Exists`] if there is a file.
    pub fn copy_to(&self, path: impl AsRef<Path>) -> Result<(), StoreError> {
        let to = whole_path(path.as_ref())?;
        self.read(|connection| copy(connection, &self.path, &to))
    }

    /// Accepts what other programs wrote, so that it is not reported again.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`] if it was opened to read.
    pub fn accept_outside_changes(&mut self) -> Result<(), StoreError> {
        let path = &self.path;
        let doing = "accept the changes";
        let Some(writing) = &mut self.writing else { return Err(StoreError::ReadOnly { path: path.clone() }) };
        let (_loaded, mut digests) = load(&writing.connection, path, &|_, _| true)?;
        digests.count_again();
        writing.begin_write_ahead().map_err(failed(doing, path))?;
        let transaction = writing.connection.transaction().map_err(failed(doing, path))?;
        digests.write(&transaction).map_err(failed(doing, path))?;
        transaction.commit().map_err(failed(doing, path))?;
        writing.digests = digests;
        Ok(())
    }

    /// Looks at everything in a file: the database, the sums, the geometry, whether the ledger leads back to its
    /// beginning. Changes nothing.
    ///
    /// # Errors
    /// If the file cannot be read at all; whatever else is wrong is a problem.
    pub fn verify(path: impl AsRef<Path>) -> Result<Verification, StoreError> {
        let path = whole_path(path.as_ref())?;
        if !path.is_file() {
            return Err(StoreError::Missing { path });
        }
        let connection = connect_to_read(&path)?;
        let schema = examine(&connection, &path)?;
        verify(&up_to_date(connection, &path)?.0, schema, &path)
    }

    /// Closes the file. No file is left beside it.
    ///
    /// # Errors
    /// If another program was reading just now; all steps are safe, and the next one to open the file tidies up.
    pub fn close(mut self) -> Result<(), StoreError> {
        match self.writing.take() {
            Some(mut writing) => writing.end_write_ahead().map_err(failed("close the project", &self.path)),
            None => Ok(()),
        }
    }

    fn read<T>(&self, answer: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        match &self.writing {
            Some(writing) => answer(&writing.connection),
            // A reader that keeps the file open would keep its writer from closing it.
            None => answer(&up_to_date(connect_to_read(&self.path)?, &self.path)?.0),
        }
    }
}

impl Writing {
    /// Before the first step: from now on, each is written to a log and safe before it is answered. Where that
    /// cannot be, on some network drives, each step is written in the old way, which is as safe.
    fn begin_write_ahead(&mut self) -> rusqlite::Result<()> {
        if !self.is_ahead {
            self.connection.pragma_update(None, "synchronous", "FULL")?;
            widen_cache(&self.connection)?;
            self.is_ahead = self
                .connection
                .pragma_update_and_check(None, "journal_mode", "WAL", |row| Ok(row.get::<_, String>(0)? == "wal"))?;
        }
        Ok(())
    }

    fn end_write_ahead(&mut self) -> rusqlite::Result<()> {
        if std::mem::take(&mut self.is_ahead) { leave_write_ahead(&self.connection) } else { Ok(()) }
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        drop(self.end_write_ahead());
    }
}

fn settle_in(connection: &Connection, digests: &mut Digests, entry: &Entry, path: &Path) -> Result<i64, StoreError> {
    let doing = "save the change";
    let mut writer = Writer::new(connection, digests);
    writer.write(&entry.delta).map_err(|unwritten| match unwritten {
        Unwritten::Misfit(key) => StoreError::Misfit { key: Box::new(key), path: path.to_owned() },
        Unwritten::Sqlite(source) => failed(doing, path)(source),
    })?;
    let seq = writer.append(entry).map_err(failed(doing, path))?;
    derive(connection, &entry.delta)
        .and_then(|()| note_contents(connection, writer.touched(), entry.at, &entry.delta))
        .and_then(|()| digests.write(connection))
        .map_err(failed(doing, path))?;
    if entry.delta.changes.keys().any(|key| matches!(key, Key::Category(_))) {
        let mut categories = Vec::<Category>::new();
        each_row(connection, &CATEGORY, path, "ORDER BY fid", |_fid, cells| {
            categories.push(category_from(cells)?);
            Ok(())
        })?;
        write_styles(connection, categories.iter()).map_err(failed(doing, path))?;
    }
    Ok(seq)
}

/// The file as this program knows it: one with an older schema is brought up to date in memory. Answers whether it was.
fn up_to_date(connection: Connection, path: &Path) -> Result<(Connection, bool), StoreError> {
    let schema = examine(&connection, path)?;
    if schema == SCHEMA {
        return Ok((connection, false));
    }
    let doing = "bring the project up to date";
    let mut copy = Connection::open_in_memory().map_err(failed(doing, path))?;
    let backup = rusqlite::backup::Backup::new(&connection, &mut copy).map_err(failed(doing, path))?;
    backup.run_to_completion(i32::MAX, std::time::Duration::ZERO, None).map_err(failed(doing, path))?;
    drop(backup);
    guard(&copy).and_then(|()| run(&mut copy, schema, MIGRATIONS)).map_err(failed(doing, path))?;
    Ok((copy, true))
}

fn check_absent(path: &Path) -> Result<(), StoreError> {
    if path.exists() { Err(StoreError::Exists { path: path.to_owned() }) } else { Ok(()) }
}

/// The one name of a file, so that everybody locks the same one.
fn whole_path(path: &Path) -> Result<PathBuf, StoreError> {
    if cfg!(unix) && path.exists() {
        return path.canonicalize().map_err(io_failed("find the file", path));
    }
    std::path::absolute(path).map_err(io_failed("find the file", path))
}

#[cfg(test)]
mod tests {
    use crate::model::{Project, Scheme};
    use crate::store::lock::Lock;
    use crate::store::{Access, Owner, Store, StoreError};
    use std::path::Path;

    #[test]
    fn a_file_that_came_before_the_lock_stays() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp/create");
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("village.gpkg");
        let project = Project::new("柳溪村", Scheme::neutral());
        // Two programs have seen that nothing is there; the other one was first to lock, and is done.
        Store::create(&path, &project, &Owner::default()).unwrap().close().unwrap();
        let lock = Lock::take(&path, &Owner::default()).unwrap();
        let second = Store::create_locked(path.clone(), &Project::new("别的村", Scheme::neutral()), lock);
        assert!(matches!(second, Err(StoreError::Exists { .. })), "found {second:?}");
        let found = Store::open(&path, Access::Read).unwrap().1.project;
        assert_eq!(found, project, "the first one's");
    }
}
