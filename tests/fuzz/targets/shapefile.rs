//! Shapefiles: the forms and what lies beside them.
#![no_main]

use lianhu_fuzz::{SHAPEFILE, named, parts, take};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut files = SHAPEFILE.iter().zip(parts(data)).map(|(ending, part)| named(&format!("网格.{ending}"), part));
    let Some(mut source) = files.next() else { return };
    source.beside = files.filter(|part| !part.bytes.is_empty()).collect();
    take(&source);
});
