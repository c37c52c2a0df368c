//! Workbooks since Excel 2007: parts of one, packed here, or an archive as it comes.
#![no_main]

use lianhu_fuzz::{XLSX, let_readers_stumble, named, packed, parts, take};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: let_readers_stumble(), |data: &[u8]| {
    let is_whole = data.starts_with(b"PK");
    let bytes = if is_whole { data.to_vec() } else { packed(&XLSX, &parts(data)) };
    take(&named("名册.xlsx", &bytes));
});
