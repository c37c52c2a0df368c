//! KML and GPX as text, and packed; an archive as it comes.
#![no_main]

use lianhu_fuzz::{named, packed, take};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"PK") {
        return take(&named("标注.kmz", data));
    }
    match data.len() % 4 {
        0 => take(&named("标注.ovkml", data)),
        1 => take(&named("标注.kmz", &packed(&["doc.kml"], &[data]))),
        _ => take(&named("标注.kml", data)),
    }
});
