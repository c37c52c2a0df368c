//! Maps as GeoJSON.
#![no_main]

use lianhu_fuzz::{named, take};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| take(&named("网格.geojson", data)));
