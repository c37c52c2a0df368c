//! Tables as text, in whatever encoding and with whatever sign between the cells.
#![no_main]

use lianhu_fuzz::{named, take};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| take(&named("名册.csv", data)));
