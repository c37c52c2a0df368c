//! KML, as maps on telephones write it: places become rows, folders and data their columns.
//!
//! Elements are read one after the other, so that no depth can overflow the stack; no document type is followed.

mod archive;
mod placemark;
mod read;

pub(crate) use archive::{is_kmz, read_kmz};
pub(crate) use read::{looks_like_kml, read_kml};

use std::path::Path;

/// True for the files of 奥维, which are KML with shifted coordinates.
pub(crate) fn is_shifted(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|there| there.eq_ignore_ascii_case("ovkml") || there.eq_ignore_ascii_case("ovkmz"))
}

/// True for KML by its name.
pub(crate) fn is_kml_name(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|there| there.eq_ignore_ascii_case("kml") || there.eq_ignore_ascii_case("ovkml"))
}
