//! Layers of other programs, in a database.
#![no_main]

use lianhu_fuzz::{named, take};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // Whatever else it is, it begins like one.
    let mut bytes = b"SQLite format 3\0".to_vec();
    bytes.extend(data.iter().skip(16));
    take(&named("图层.gpkg", &bytes));
});
