//! The archive that a KMZ is.

use crate::exchange::book::{PARTS, is_archive};
use crate::exchange::kml::{is_kml_name, is_shifted};
use crate::exchange::{ExchangeError, MAX_FILE_BYTES, MapFault, Source};
use std::io::{Cursor, Read as _};
use std::path::Path;
use zip::ZipArchive;

/// True for an archive with a map inside, or one that is called so.
pub(crate) fn is_kmz(source: &Source) -> bool {
    if !is_archive(&source.bytes) {
        return false;
    }
    let is_named = Path::new(&source.name)
        .extension()
        .is_some_and(|there| there.eq_ignore_ascii_case("kmz") || there.eq_ignore_ascii_case("ovkmz"));
    is_named
        || ZipArchive::new(Cursor::new(source.bytes.as_slice())).is_ok_and(|archive| {
            (0..archive.len()).any(|idx| is_map(&archive, idx))
                && PARTS.iter().all(|name| archive.index_for_name(name).is_none())
        })
}

/// The maps in an archive, each under the name of the archive: some programs write one for each layer.
///
/// # Errors
/// What is wrong with the archive, or [`ExchangeError::TooLarge`] if the maps are larger than a file may be.
pub(crate) fn read_kmz(source: &Source) -> Result<Vec<Source>, ExchangeError> {
    let bad = |why| ExchangeError::BadMap { file: source.name.clone(), record: None, why };
    let damaged = |_damaged| bad(MapFault::Archive);
    let mut archive = ZipArchive::new(Cursor::new(source.bytes.as_slice())).map_err(damaged)?;
    let entries: Vec<usize> = (0..archive.len()).filter(|idx| is_map(&archive, *idx)).collect();
    let (mut maps, mut unpacked) = (Vec::new(), 0);
    for idx in entries {
        let entry = archive.by_index(idx).map_err(damaged)?;
        let is_shifted = is_shifted(&source.name) || entry.name().is_ok_and(|name| is_shifted(&name));
        // What an archive says of its size may be a lie.
        let mut bytes = Vec::new();
        let left = MAX_FILE_BYTES.saturating_sub(unpacked);
        entry.take(left + 1).read_to_end(&mut bytes).map_err(|_damaged| bad(MapFault::Archive))?;
        unpacked += bytes.len() as u64;
        if unpacked > MAX_FILE_BYTES {
            let file = source.name.clone();
            return Err(ExchangeError::TooLarge { file, bytes: unpacked, limit: MAX_FILE_BYTES });
        }
        let called = Path::new(&source.name).with_extension(if is_shifted { "ovkmz" } else { "kmz" });
        maps.push(Source { name: called.to_string_lossy().into_owned(), bytes, ..Source::default() });
    }
    if maps.is_empty() { Err(bad(MapFault::NoMap)) } else { Ok(maps) }
}

fn is_map(archive: &ZipArchive<Cursor<&[u8]>>, idx: usize) -> bool {
    archive.name_for_index(idx).and_then(Result::ok).is_some_and(|name| is_kml_name(name.as_ref()))
}
