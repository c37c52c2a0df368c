//! Files, whole or not at all.

use crate::disclose::Audience;
use crate::exchange::shapefile::find_beside;
use crate::exchange::{ExchangeError, is_beside_shapefile};
use std::fs::{File, OpenOptions, remove_file, rename};
use std::io::{BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};

/// The most bytes that are read: a roster of four million households fits.
pub const MAX_FILE_BYTES: u64 = 512 * 1024 * 1024;

/// A file as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its name, for the report.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What lies beside it and belongs to it: the table of a shapefile, its coordinate system, its encoding.
    pub beside: Vec<Self>,
}

/// Reads a file, up to [`MAX_FILE_BYTES`]; a shapefile with what lies beside it.
///
/// # Errors
/// [`ExchangeError::Unreadable`], [`ExchangeError::TooLarge`], or [`ExchangeError::PartOfShapefile`] for what means
/// nothing alone.
pub fn read_file(path: &Path) -> Result<Source, ExchangeError> {
    if is_beside_shapefile(path) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return Err(ExchangeError::PartOfShapefile { file: name });
    }
    let mut source = read_one(path)?;
    let beside = find_beside(path).map_err(|source| ExchangeError::Unreadable { path: path.to_owned(), source })?;
    source.beside = beside.iter().map(|path| read_one(path)).collect::<Result<_, _>>()?;
    Ok(source)
}

fn read_one(path: &Path) -> Result<Source, ExchangeError> {
    let unreadable = |source| ExchangeError::Unreadable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let mut bytes = Vec::with_capacity(size.min(MAX_FILE_BYTES) as usize);
    // A pipe or a growing file has no honest size, so the limit is kept while reading.
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(ExchangeError::TooLarge { file: name, bytes: size.max(bytes.len() as u64), limit: MAX_FILE_BYTES });
    }
    Ok(Source { name, bytes, ..Source::default() })
}

/// Writes a file beside its place and then puts it there. If anything fails, what was there before is there still.
/// What is internal can be read by its owner only, from its first byte on.
///
/// # Errors
/// [`ExchangeError::Unwritable`], or what `write` answers.
pub fn write_file<F>(path: &Path, audience: Audience, write: F) -> Result<(), ExchangeError>
where
    F: FnOnce(&mut dyn Write) -> Result<(), ExchangeError>,
{
    let unwritable = |source| ExchangeError::Unwritable { path: path.to_owned(), source };
    let (beside, file) = create_beside(path, audience).map_err(unwritable)?;
    write_whole(file, write).map_err(|err| match err {
        ExchangeError::WriteFailed { source } => unwritable(source),
        other => other,
    })?;
    rename(&beside.0, path).map_err(unwritable)?;
    sync_folder(path);
    Ok(())
}

/// A file on its way; what is left of it goes, also when writing panics. Once it is in place there is nothing left.
struct Beside(PathBuf);

impl Drop for Beside {
    fn drop(&mut self) {
        // Best effort: the error that counts is the one being answered.
        drop(remove_file(&self.0));
    }
}

fn write_whole<F>(file: File, write: F) -> Result<(), ExchangeError>
where
    F: FnOnce(&mut dyn Write) -> Result<(), ExchangeError>,
{
    let failed = |source| ExchangeError::WriteFailed { source };
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    let file = out.into_inner().map_err(|err| failed(err.into_error()))?;
    file.sync_all().map_err(failed)
}

/// A new file in the same folder, so that putting it in place is one step of the file system.
fn create_beside(path: &Path, audience: Audience) -> std::io::Result<(Beside, File)> {
    let name = path.file_name().ok_or(std::io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    if audience == Audience::Internal {
        private(&mut options);
    }
    let mut attempt = 0;
    loop {
        let beside = path.with_file_name(format!(".{name}.{}.{attempt}.part", std::process::id()));
        match options.open(&beside) {
            Ok(file) => return Ok((Beside(beside), file)),
            Err(err) if err.kind() == std::io::ErrorKind::AlreadyExists && attempt < 100 => attempt += 1,
            Err(err) => return Err(err),
        }
    }
}

/// Files made with these options can be read and written by their owner only.
#[cfg(unix)]
fn private(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

/// Elsewhere the folder says who can read.
#[cfg(not(unix))]
fn private(_options: &mut OpenOptions) {}

/// Makes the new name last through a power cut, where the system can do that.
fn sync_folder(path: &Path) {
    if cfg!(unix)
        && let Some(folder) = path.parent()
    {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        drop(File::open(folder).and_then(|folder| folder.sync_all()));
    }
}
