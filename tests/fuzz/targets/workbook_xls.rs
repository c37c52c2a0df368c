//! Workbooks before Excel 2007.
#![no_main]

use lianhu_fuzz::{let_readers_stumble, named, take};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: let_readers_stumble(), |data: &[u8]| {
    // Whatever else it is, it begins like one.
    let mut bytes = b"\xD0\xCF\x11\xE0".to_vec();
    bytes.extend(data.iter().skip(4));
    take(&named("名册.xls", &bytes));
});
