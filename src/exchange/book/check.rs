//! Looking at a workbook before a reader is let at it: what it is, and that it is not larger inside than it may be.

use crate::exchange::book::old::check_old;
use crate::exchange::{ExchangeError, Source};
use std::io::{Cursor, Read as _, Write};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most that a workbook may hold once it is unpacked.
const MAX_UNPACKED: u64 = 1 << 30;
/// Where cells are merged, the sheet says so with this word.
const MERGED: &[u8] = b"mergeCell";

/// How a workbook is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Since Excel 2007.
    Xlsx,
    /// Before, and what WPS calls `et`.
    Xls,
    /// The one of `OpenDocument`.
    Ods,
}

/// What was found out about a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Checked {
    /// How it is written.
    pub(crate) form: Form,
    /// False if it surely has no merged cells.
    pub(crate) may_merge: bool,
}

/// What a workbook of today has inside, and what one of `OpenDocument` has.
pub(crate) const PARTS: [&str; 2] = ["xl/workbook.xml", "content.xml"];

/// True for an archive, whatever is packed in it.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// True for what is packed or written like a workbook, whatever its name says.
pub(crate) fn is_book(bytes: &[u8]) -> bool {
    is_archive(bytes) || bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

/// Finds out how a workbook is written.
///
/// # Errors
/// [`ExchangeError::Protected`] if it has a password, [`ExchangeError::BadBook`] if it is something else or damaged,
/// [`ExchangeError::TooLarge`] or [`ExchangeError::TooSpread`] if it is larger inside than it may be.
pub(crate) fn check(source: &Source) -> Result<Checked, ExchangeError> {
    let bytes = source.bytes.as_slice();
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        check_old(source)?;
        return Ok(Checked { form: Form::Xls, may_merge: true });
    }
    let bad = |err: ZipError| match err {
        ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
            ExchangeError::Protected { file: source.name.clone() }
        }
        other => damaged(source, &other.to_string()),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(bad)?;
    let has = |archive: &ZipArchive<_>, name: &str| archive.index_for_name(name).is_some();
    let form = if has(&archive, PARTS[0]) {
        Form::Xlsx
    } else if has(&archive, PARTS[1]) {
        Form::Ods
    } else {
        return Err(ExchangeError::OtherFormat { file: source.name.clone(), found: "zip" });
    };
    // What an archive says of itself may be a lie, so it is unpacked once, into nothing.
    let mut unpacked = 0;
    let mut seeker = Seeker::new(MERGED);
    for entry_idx in 0..archive.len() {
        let entry = archive.by_index(entry_idx).map_err(bad)?;
        let left = MAX_UNPACKED.saturating_sub(unpacked);
        let read = std::io::copy(&mut entry.take(left + 1), &mut seeker);
        unpacked += read.map_err(|err| damaged(source, &err.to_string()))?;
        if unpacked > MAX_UNPACKED {
            return Err(ExchangeError::TooLarge { file: source.name.clone(), bytes: unpacked, limit: MAX_UNPACKED });
        }
    }
    Ok(Checked { form, may_merge: seeker.is_found })
}

/// Looks for a word in what is written to it, and keeps nothing else.
struct Seeker {
    word: &'static [u8],
    /// The end of what came last: the word may stand across.
    tail: Vec<u8>,
    is_found: bool,
}

impl Seeker {
    fn new(word: &'static [u8]) -> Self {
        Self { word, tail: Vec::new(), is_found: false }
    }
}

impl Write for Seeker {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if !self.is_found {
            let beside = self.word.len() - 1;
            self.tail.extend(bytes.iter().take(beside));
            self.is_found = memchr::memmem::find(&self.tail, self.word).is_some()
                || memchr::memmem::find(bytes, self.word).is_some();
            let kept: Vec<u8> = self.tail.iter().chain(bytes.iter().skip(beside)).copied().rev().take(beside).collect();
            self.tail = kept.into_iter().rev().collect();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A workbook that cannot be read, and what its reader says.
pub(crate) fn damaged(source: &Source, why: &str) -> ExchangeError {
    ExchangeError::BadBook { file: source.name.clone(), sheet: None, why: why.to_owned() }
}
