//! A copy of a project while it is open: one whole new file, or none.

use crate::store::StoreError;
use crate::store::error::{failed, io_failed};
use crate::store::lock::{beside, private};
use rusqlite::Connection;
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

/// Copies what a connection sees to a new file that only its owner can read. Deleted content does not come along.
pub(crate) fn copy(connection: &Connection, path: &Path, to: &Path) -> Result<(), StoreError> {
    if to.exists() {
        return Err(StoreError::Exists { path: to.to_owned() });
    }
    let unfinished = Unfinished::beside(to)?;
    let name = unfinished.path.to_string_lossy();
    connection.execute("VACUUM INTO ?1", [name]).map_err(failed("copy the project", path))?;
    unfinished.finish(to)
}

/// A file that becomes another when it is whole; removed if it does not come to that.
#[derive(Debug)]
pub(crate) struct Unfinished {
    pub(crate) path: PathBuf,
}

impl Unfinished {
    /// Makes an empty file beside the one that it is to become.
    pub(crate) fn beside(to: &Path) -> Result<Self, StoreError> {
        let path = beside(to, &format!(".{}.part", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        private(&mut options);
        options.open(&path).map_err(|source| match source.kind() {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                StoreError::ReadOnly { path: to.to_owned() }
            }
            _ => io_failed("make the file", to)(source),
        })?;
        Ok(Self { path })
    }

    /// Makes sure that all of it is on the disk, and gives it its name.
    pub(crate) fn finish(self, to: &Path) -> Result<(), StoreError> {
        let file = OpenOptions::new().write(true).open(&self.path).map_err(io_failed("make the file", to))?;
        file.sync_all().map_err(io_failed("make the file", to))?;
        drop(file);
        // What a dead program left beside a file of this name would be taken for a part of the new one.
        for suffix in ["-wal", "-shm", "-journal"] {
            let side = beside(to, suffix);
            if side.exists() {
                std::fs::remove_file(&side).map_err(io_failed("make the file", to))?;
            }
        }
        std::fs::rename(&self.path, to).map_err(io_failed("make the file", to))?;
        sync_folder(to);
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        for suffix in ["", "-journal"] {
            drop(std::fs::remove_file(beside(&self.path, suffix)));
        }
    }
}

/// Makes the new name last through a power cut, where the system can do that.
fn sync_folder(path: &Path) {
    if cfg!(unix)
        && let Some(folder) = path.parent()
    {
        drop(std::fs::File::open(folder).and_then(|folder| folder.sync_all()));
    }
}
