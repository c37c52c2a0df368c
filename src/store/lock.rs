//! The one writer at a time: a locked file beside the project that names its owner.

use crate::store::StoreError;
use crate::store::error::io_failed;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// No lock of ours is longer.
const LOCK_BYTES: usize = 4096;
/// So many letters of a name stand in a lock, which keeps it within that.
const NAME_LEN: usize = 400;

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
            // A link would lead us into another file; a pipe or a folder is nothing to write to.
            if std::fs::symlink_metadata(&lock_path).is_ok_and(|there| !there.is_file()) {
                return Err(StoreError::ForeignLock { path: lock_path });
            }
            let mut file = open_private(&lock_path).map_err(|source| match source.kind() {
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                    StoreError::ReadOnly { path: path.to_owned() }
                }
                _ => io_failed("lock the project", path)(source),
            })?;
            file.try_lock().map_err(failed)?;
            if is_still_named(&file, &lock_path) {
                // Somebody's own file that happens to have this name is not overwritten, and not removed later.
                if !is_empty_or_ours(&mut file).map_err(io_failed("lock the project", path))? {
                    return Err(StoreError::ForeignLock { path: lock_path });
                }
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
        if is_still_named(&self.file, &self.path) {
            drop(std::fs::remove_file(&self.path));
        }
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
    let one_line = |text: &str| text.replace(['\n', '\r'], " ").chars().take(NAME_LEN).collect::<String>();
    let text = format!("{}\n{}\n{}\n", owner.process, one_line(&owner.who), one_line(&owner.since));
    // In one step, so that a program that is killed here leaves nothing that is not known again.
    file.write_all(text.as_bytes())?;
    file.flush()
}

/// Is there a lock that this program wrote, or one that the system does not let us look into because it is held?
pub(crate) fn is_lock_of_ours(path: &Path) -> bool {
    if !std::fs::symlink_metadata(path).is_ok_and(|there| there.is_file()) {
        return false;
    }
    let read = || File::open(path).and_then(|mut file| read_head(&mut file));
    read().map_or_else(|err| err.kind() != ErrorKind::NotFound, |bytes| is_ours(&bytes))
}

/// Zeros are what a power cut leaves of a lock.
fn is_empty_or_ours(file: &mut File) -> std::io::Result<bool> {
    let bytes = read_head(file)?;
    Ok(bytes.len() <= LOCK_BYTES && bytes.iter().all(|byte| *byte == 0) || is_ours(&bytes))
}

fn read_head(file: &mut File) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LOCK_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A number and two lines of text, as [`write_owner`] writes them.
fn is_ours(bytes: &[u8]) -> bool {
    let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= LOCK_BYTES) else { return false };
    let mut lines = text.lines();
    text.ends_with('\n') && lines.next().is_some_and(|line| line.parse::<u32>().is_ok()) && lines.count() == 2
}

/// Who wrote the lock; nobody, where the system does not let us look into a locked file.
fn owner_in(path: &Path) -> Owner {
    let mut text = String::new();
    let is_read = File::open(path).and_then(|file| file.take(LOCK_BYTES as u64).read_to_string(&mut text)).is_ok();
    let mut lines = if is_read { text.lines() } else { "".lines() };
    let process = lines.next().and_then(|line| line.parse().ok()).unwrap_or(0);
    let mut next = || lines.next().unwrap_or_default().to_owned();
    Owner { process, who: next(), since: next() }
}

#[cfg(unix)]
fn is_still_named(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let (Ok(open), Ok(named)) = (file.metadata(), std::fs::symlink_metadata(path)) else { return false };
    (open.dev(), open.ino()) == (named.dev(), named.ino())
}

#[cfg(not(unix))]
fn is_still_named(_file: &File, path: &Path) -> bool {
    path.exists()
}
