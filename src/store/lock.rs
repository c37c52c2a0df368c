//! The one writer at a time: a locked file beside the project that names its owner.

use crate::store::StoreError;
use crate::store::error::io_failed;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// Who has a project open for writing. Shown to the next one who wants to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// The process.
    pub process: u32,
    /// Person and machine, as people would say it.
    pub who: String,
    /// Since when, as text.
    pub since: String,
}

/// The lock, held until it is dropped. The file is gone then; after a crash it stays, but nobody holds it.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    path: PathBuf,
}

/// Where the lock of a project lies.
pub(crate) fn lock_path(path: &Path) -> PathBuf {
    beside(path, ".lock")
}

/// The file beside another whose name is longer by `suffix`.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}

impl Lock {
    /// Takes the lock of the project at `path`, or says who has it.
    pub(crate) fn take(path: &Path, owner: &Owner) -> Result<Self, StoreError> {
        let lock_path = lock_path(path);
        let failed = |source| match source {
            TryLockError::Error(source) => io_failed("lock the project", path)(source),
            TryLockError::WouldBlock => StoreError::InUse { owner: owner_in(&lock_path), path: path.to_owned() },
        };
        // The holder removes the file when it is done; who locked it in that moment locked a file without a name.
        loop {
            let mut file = open_private(&lock_path).map_err(|source| match source.kind() {
                std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                    StoreError::ReadOnly { path: path.to_owned() }
                }
                _ => io_failed("lock the project", path)(source),
            })?;
            file.try_lock().map_err(failed)?;
            if is_still_named(&file, &lock_path) {
                write_owner(&mut file, owner).map_err(io_failed("lock the project", path))?;
                return Ok(Self { file, path: lock_path });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is still locked, so that nobody locks it in between. What fails here leaves a file
        // that nobody holds, and the next one takes it over.
        drop(std::fs::remove_file(&self.path));
        drop(self.file.unlock());
    }
}

/// Opens or makes a file that only its owner can read.
pub(crate) fn open_private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    private(&mut options);
    options.open(path)
}

/// Files made with these options can be read and written by their owner only.
#[cfg(unix)]
pub(crate) fn private(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

/// Elsewhere the folder says who can read.
#[cfg(not(unix))]
pub(crate) fn private(_options: &mut OpenOptions) {}

fn write_owner(file: &mut File, owner: &Owner) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    let one_line = |text: &str| text.replace(['\n', '\r'], " ");
    write!(file, "{}\n{}\n{}\n", owner.process, one_line(&owner.who), one_line(&owner.since))?;
    file.flush()
}

/// Who wrote the lock; nobody, where the system does not let us look into a locked file.
fn owner_in(path: &Path) -> Owner {
    let mut text = String::new();
    let is_read = File::open(path).and_then(|file| file.take(4096).read_to_string(&mut text)).is_ok();
    let mut lines = if is_read { text.lines() } else { "".lines() };
    let process = lines.next().and_then(|line| line.parse().ok()).unwrap_or(0);
    let mut next = || lines.next().unwrap_or_default().to_owned();
    Owner { process, who: next(), since: next() }
}

#[cfg(unix)]
fn is_still_named(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(open), Ok(named)) = (file.metadata(), std::fs::metadata(path)) else { return false };
    (open.dev(), open.ino()) == (named.dev(), named.ino())
}

#[cfg(not(unix))]
fn is_still_named(_file: &File, path: &Path) -> bool {
    path.exists()
}
