//! What values the options take.

use crate::app::SheetsBy;
use crate::cli::args::Fate;
use crate::disclose::Audience;
use crate::exchange::{Crs, ImportKind, Verdict};
use crate::scene::Paper;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// What can be exported: a map, or a list.
pub(crate) fn export_what() -> PossibleValuesParser {
    let lists = ImportKind::ALL.into_iter().filter(|kind| *kind != ImportKind::Addresses).map(ImportKind::key);
    PossibleValuesParser::new(std::iter::once("map").chain(lists))
}

pub(crate) fn audience() -> impl TypedValueParser<Value = Audience> {
    let words = PossibleValuesParser::new(Audience::ALL.map(Audience::key));
    words.try_map(|word| Audience::from_key(&word).ok_or("no such audience"))
}

pub(crate) fn import_kind() -> impl TypedValueParser<Value = ImportKind> {
    let words = PossibleValuesParser::new(ImportKind::ALL.map(ImportKind::key));
    words.try_map(|word| ImportKind::from_key(&word).ok_or("no such kind"))
}

pub(crate) fn verdict() -> impl TypedValueParser<Value = Verdict> {
    PossibleValuesParser::new(["new", "same", "leave"]).map(|word| match word.as_str() {
        "same" => Verdict::Same,
        "leave" => Verdict::Open,
        _ => Verdict::New,
    })
}

pub(crate) fn sheets_by() -> impl TypedValueParser<Value = SheetsBy> {
    PossibleValuesParser::new(["grid", "member"])
        .map(|word| if word == "member" { SheetsBy::Member } else { SheetsBy::Grid })
}

pub(crate) fn fate() -> impl TypedValueParser<Value = Fate> {
    PossibleValuesParser::new(["stay", "gone"]).map(|word| if word == "gone" { Fate::Gone } else { Fate::Stay })
}

pub(crate) fn paper() -> impl TypedValueParser<Value = Paper> {
    PossibleValuesParser::new(["a3", "a4"]).map(|word| if word == "a3" { Paper::A3 } else { Paper::A4 })
}

pub(crate) fn crs(word: &str) -> Result<Crs, String> {
    Crs::named(word).map_err(|why| {
        format!("{why}; known are auto, wgs84, cgcs2000, gcj02, bd09, epsg:3857, epsg:4491 to 4554, gk3:… and gk6:…")
    })
}
