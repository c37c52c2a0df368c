//! What a workbook holds, on its way out of the archive: counted, looked through, and kept where it is not too large.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Where cells are merged, the sheet says so with this word.
const MERGED: &[u8] = b"mergeCell";
/// So much is kept at most; a roster of a county has half of it.
const MAX_KEPT: u64 = 96 << 20;

/// Everything that comes out of an archive, written here entry by entry.
pub(crate) struct Unpacked {
    bytes: u64,
    seeker: Seeker,
    kept: Option<ZipWriter<Cursor<Vec<u8>>>>,
}

impl Unpacked {
    /// Nothing yet, with room for as much as the archive says it holds.
    pub(crate) fn with_room(bytes: u128) -> Self {
        let room = usize::try_from(bytes.min(u128::from(MAX_KEPT))).unwrap_or_default();
        let kept = ZipWriter::new(Cursor::new(Vec::with_capacity(room + room / 64)));
        Self { bytes: 0, seeker: Seeker::new(MERGED), kept: Some(kept) }
    }

    /// What is written from now on is that of this entry; `None` for one whose name cannot be read.
    pub(crate) fn begin(&mut self, entry: Option<&str>) {
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.kept.take_if(|kept| entry.is_none_or(|entry| kept.start_file(entry, plain).is_err()));
    }

    /// How many there were.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// False if no sheet merges cells.
    pub(crate) fn may_merge(&self) -> bool {
        self.seeker.is_found
    }

    /// The archive with nothing in it packed, so that nobody has to unpack it again.
    pub(crate) fn finish(self) -> Option<Vec<u8>> {
        Some(self.kept?.finish().ok()?.into_inner())
    }
}

impl Write for Unpacked {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bytes += bytes.len() as u64;
        let is_much = self.bytes > MAX_KEPT;
        self.kept.take_if(|kept| is_much || kept.write_all(bytes).is_err());
        self.seeker.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Looks for a word in what is written to it, and keeps nothing else.
#[derive(Debug)]
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
