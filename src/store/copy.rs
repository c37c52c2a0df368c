//! A copy of a project while it is open: one whole new file, or none.

use crate::store::StoreError;
use crate::store::connect::{Mode, connect, journal_mode, leave_write_ahead};
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
        take_in_side_files(to)?;
        put_in_place(&self.path, to).map_err(io_failed("make the file", to))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        for suffix in ["", "-journal"] {
            drop(std::fs::remove_file(beside(&self.path, suffix)));
        }
    }
}

/// A dead program left its last steps beside the file that is to go. Until it is gone they are a part of it, and
/// this program may be killed at any time: so they are written into it first.
fn take_in_side_files(path: &Path) -> Result<(), StoreError> {
    let has_content = |suffix| std::fs::metadata(beside(path, suffix)).is_ok_and(|side| side.len() > 0);
    if !path.is_file() || !has_content("-wal") && !has_content("-journal") {
        return Ok(());
    }
    let doing = "replace the file";
    let recover = || {
        let connection = connect(path, Mode::Write)?;
        if journal_mode(&connection).map_err(failed(doing, path))? == "wal" {
            leave_write_ahead(&connection).map_err(failed(doing, path))?;
        }
        Ok(())
    };
    match recover() {
        // What is no database cannot be read by anybody; it is replaced as it is.
        Err(StoreError::NotDatabase { .. } | StoreError::Damaged { .. } | StoreError::Truncated { .. }) => Ok(()),
        // Somebody else has it open and works with the log.
        Ok(()) if has_content("-wal") => Err(io_failed(doing, path)(std::io::ErrorKind::ResourceBusy.into())),
        other => other,
    }
}

/// Gives a file its name. What lies beside a file of this name would be taken for a part of the new one, so it is
/// moved aside before and removed after; if the name cannot be given, it comes back.
fn put_in_place(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut moved = Vec::new();
    let mut swap = || {
        for suffix in ["-wal", "-shm", "-journal"] {
            let side = beside(to, suffix);
            if side.exists() {
                let aside = beside(to, &format!("{suffix}.{}.old", std::process::id()));
                std::fs::rename(&side, &aside)?;
                moved.push((side, aside));
            }
        }
        std::fs::rename(from, to)
    };
    let swapped = swap();
    for (side, aside) in moved {
        // Best effort: the error that counts is the one being answered.
        drop(if swapped.is_ok() { std::fs::remove_file(aside) } else { std::fs::rename(aside, side) });
    }
    swapped?;
    sync_folder(to);
    Ok(())
}

/// Makes the new name last through a power cut, where the system can do that.
fn sync_folder(path: &Path) {
    if cfg!(unix)
        && let Some(folder) = path.parent()
    {
        drop(std::fs::File::open(folder).and_then(|folder| folder.sync_all()));
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay files in the way")]
mod tests {
    use crate::model::{Project, Scheme};
    use crate::store::connect::{Mode, connect};
    use crate::store::copy::{put_in_place, take_in_side_files};
    use crate::store::create::create;
    use crate::store::lock::beside;
    use std::path::{Path, PathBuf};

    fn empty_folder(test: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp/copy").join(test);
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder).unwrap();
        folder.join("village.gpkg")
    }

    /// A project whose last step stands in the log only, as a killed program leaves it.
    fn crashed(test: &str) -> PathBuf {
        let path = empty_folder(test);
        create(&path, &Project::new("柳溪村", Scheme::neutral())).unwrap();
        let connection = connect(&path, Mode::Write).unwrap();
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_mode| Ok(())).unwrap();
        connection.execute("UPDATE project SET name = '柳溪新村'", []).unwrap();
        let kept = ["", "-wal"].map(|suffix| (suffix, std::fs::read(beside(&path, suffix)).unwrap()));
        drop(connection);
        for (suffix, bytes) in kept {
            std::fs::write(beside(&path, suffix), bytes).unwrap();
        }
        path
    }

    fn name_in(path: &Path) -> String {
        let connection = connect(path, Mode::Read).unwrap();
        connection.query_row("SELECT name FROM project", [], |row| row.get(0)).unwrap()
    }

    fn names_beside(path: &Path) -> Vec<String> {
        let files = std::fs::read_dir(path.parent().unwrap()).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_to_be_replaced_is_whole_until_it_is() {
        let path = crashed("whole");
        take_in_side_files(&path).unwrap();
        assert_eq!(names_beside(&path), ["village.gpkg"], "killed from here on, nothing more needs to be there");
        assert_eq!(name_in(&path), "柳溪新村", "with the last step");
    }

    #[test]
    fn a_replacement_that_fails_loses_nothing() {
        let path = crashed("failing");
        assert!(put_in_place(&beside(&path, ".missing"), &path).is_err(), "nothing to put there");
        assert_eq!(names_beside(&path), ["village.gpkg", "village.gpkg-wal"], "put back");
        assert_eq!(name_in(&path), "柳溪新村", "with the last step");
    }

    #[test]
    fn the_new_file_does_not_inherit_the_log() {
        for is_database in [true, false] {
            let path = crashed("inherit");
            if !is_database {
                std::fs::write(&path, "something else").unwrap();
            }
            create(&path, &Project::new("白杨村", Scheme::neutral())).unwrap();
            assert_eq!(name_in(&path), "白杨村", "replaced");
            assert_eq!(names_beside(&path), ["village.gpkg"], "nothing is left");
        }
    }
}
