//! In which encoding the texts of a table are: what names one is believed only if the texts agree.

use crate::exchange::Encoding;
use crate::exchange::shapefile::dbf::Table;
use encoding_rs::{BIG5, EUC_KR, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};

/// No letter takes more bytes.
const LONGEST: usize = 4;

/// What was taken.
#[derive(Debug)]
pub(crate) struct Choice {
    /// To decode with.
    pub(crate) taken: &'static encoding_rs::Encoding,
    /// For the report.
    pub(crate) encoding: Encoding,
    /// What the `.cpg` says, if the texts belie it.
    pub(crate) misnamed: Option<String>,
}

impl Default for Choice {
    fn default() -> Self {
        Self { taken: UTF_8, encoding: Encoding::Utf8, misnamed: None }
    }
}

/// The `.cpg`, then the head of the table, then UTF-8, then GB18030: the first that fits, or that fits best. Chinese that
/// is valid UTF-8 is nothing else, whatever its `.cpg` says.
pub(crate) fn choose(table: &Table<'_>, cpg: Option<String>) -> Choice {
    let named = cpg.as_deref().and_then(encoding_named);
    let asked = [named, encoding_of_language(table.language), Some(UTF_8), Some(GB18030)];
    let bad = |encoding: &'static encoding_rs::Encoding| {
        table.texts().filter(|(text, may_be_cut)| text_of(encoding, text, *may_be_cut).is_none()).count()
    };
    let taken = if table.texts().next().is_none() {
        named.unwrap_or(UTF_8)
    } else if bad(UTF_8) == 0 && has_hanzi(table) {
        UTF_8
    } else {
        // Any byte is a letter of western encodings, so that they always fit; hanzi stand in pairs of high bytes.
        let is_western = |encoding| encoding == WINDOWS_1252 && looks_like_gb(table);
        let fitting = asked.into_iter().flatten().filter(|encoding| !is_western(*encoding));
        fitting.min_by_key(|encoding| bad(encoding)).unwrap_or(GB18030)
    };
    let misnamed = cpg.filter(|said| !said.is_empty() && named != Some(taken));
    let encoding = match taken {
        _ if taken == UTF_8 => Encoding::Utf8,
        _ if taken == GB18030 => Encoding::Gb18030,
        other => Encoding::Other(other.name()),
    };
    Choice { taken, encoding, misnamed }
}

/// The text, if it is of this encoding; a letter that is cut at the end of a full column is dropped.
pub(crate) fn text_of(encoding: &'static encoding_rs::Encoding, bytes: &[u8], may_be_cut: bool) -> Option<String> {
    if may_be_cut { is_cut_text(encoding, bytes) } else { strictly(encoding, bytes) }
}

/// The text without a letter that is cut at its end.
pub(crate) fn is_cut_text(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Option<String> {
    let shorter = (0..LONGEST.min(bytes.len() + 1)).filter_map(|cut| bytes.get(..bytes.len() - cut));
    shorter.into_iter().find_map(|bytes| strictly(encoding, bytes))
}

fn strictly(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
}

fn has_hanzi(table: &Table<'_>) -> bool {
    let is_hanzi = |letter: char| ('\u{3400}'..='\u{9fff}').contains(&letter);
    table.texts().any(|(text, may_be_cut)| text_of(UTF_8, text, may_be_cut).is_some_and(|text| text.contains(is_hanzi)))
}

/// True if high bytes stand in pairs throughout, as in GB 2312.
fn looks_like_gb(table: &Table<'_>) -> bool {
    table.texts().all(|(text, may_be_cut)| {
        let mut runs = text.split(u8::is_ascii).filter(|run| !run.is_empty());
        may_be_cut || runs.all(|run| run.len() % 2 == 0 && run.iter().all(|byte| *byte > 0xA0))
    })
}

/// What a `.cpg` names: `UTF-8`, `GBK`, `CP936`, `ANSI 936`, `65001`.
fn encoding_named(said: &str) -> Option<&'static encoding_rs::Encoding> {
    let plain = said.trim_start_matches('\u{feff}').trim().to_lowercase();
    let code = ["ansi", "cp", "windows-", "ms", "oem", "ldid/"].iter().find_map(|prefix| plain.strip_prefix(prefix));
    match code.unwrap_or(&plain).trim() {
        "65001" | "utf8" => Some(UTF_8),
        "936" | "54936" => Some(GB18030),
        "77" if plain.starts_with("ldid") => Some(GB18030),
        "950" => Some(BIG5),
        "932" => Some(SHIFT_JIS),
        "949" => Some(EUC_KR),
        "1252" | "88591" | "8859_1" => Some(WINDOWS_1252),
        // GBK is a part of GB18030.
        _ => encoding_rs::Encoding::for_label(plain.as_bytes())
            .map(|found| if found == encoding_rs::GBK { GB18030 } else { found }),
    }
}

/// What the head of a table says; Western Europe is what programs write who know nothing better.
fn encoding_of_language(language: u8) -> Option<&'static encoding_rs::Encoding> {
    match language {
        0x4D | 0x7A => Some(GB18030),
        0x4F | 0x78 => Some(BIG5),
        0x13 | 0x7B => Some(SHIFT_JIS),
        0x4E | 0x79 => Some(EUC_KR),
        _ => None,
    }
}
