//! Bytes to text: BOM, then strict UTF-8, then GB18030.

use crate::exchange::{ExchangeError, Source};
use encoding_rs::{DecoderResult, GB18030, UTF_16BE, UTF_16LE};

/// A file with so many Chinese letters before the first bad byte is damaged UTF-8, and not GB18030.
const SURELY_UTF8: usize = 8;

/// How a text was encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// UTF-8, strictly.
    #[default]
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// UTF-16 with a byte order mark, as Excel writes “Unicode text”.
    Utf16,
    /// GB18030, and so GBK: what Chinese Excel writes.
    Gb18030,
    /// What the table of a shapefile is in, by its name on the web.
    Other(&'static str),
    /// None: the file is a workbook.
    Workbook,
}

impl Encoding {
    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8-bom",
            Self::Utf16 => "utf-16",
            Self::Gb18030 => "gb18030",
            Self::Other(name) => name,
            Self::Workbook => "workbook",
        }
    }
}

/// A file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text, without a byte order mark.
    pub content: String,
    /// What it was.
    pub encoding: Encoding,
}

/// Reads the text of a file.
///
/// # Errors
/// [`ExchangeError::OtherFormat`] for workbooks and archives, [`ExchangeError::NotText`] for what no encoding fits.
pub fn decode(source: &Source) -> Result<Text, ExchangeError> {
    let bytes = source.bytes.as_slice();
    if let Some(found) = other_format(bytes) {
        return Err(ExchangeError::OtherFormat { file: source.name.clone(), found });
    }
    let not_text = |at: usize| {
        let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() as u64 + 1;
        ExchangeError::NotText { file: source.name.clone(), line, byte: at as u64 }
    };
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        let content = str::from_utf8(rest).map_err(|err| not_text(err.valid_up_to() + 3))?;
        return Ok(Text { content: content.to_owned(), encoding: Encoding::Utf8Bom });
    }
    for (mark, encoding) in [(b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let content = strictly(encoding, rest).map_err(|at| not_text(at + mark.len()))?;
            return Ok(Text { content, encoding: Encoding::Utf16 });
        }
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(not_text(at));
    }
    let bad_at = match str::from_utf8(bytes) {
        Ok(content) => return Ok(Text { content: content.to_owned(), encoding: Encoding::Utf8 }),
        Err(err) => err.valid_up_to(),
    };
    let valid = bytes.get(..bad_at).and_then(|valid| str::from_utf8(valid).ok()).unwrap_or_default();
    if valid.chars().filter(|letter| !letter.is_ascii()).take(SURELY_UTF8).count() == SURELY_UTF8 {
        return Err(not_text(bad_at));
    }
    let content = strictly(GB18030, bytes).map_err(not_text)?;
    Ok(Text { content, encoding: Encoding::Gb18030 })
}

/// Decodes all, or answers where the first bad byte is.
fn strictly(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0);
    let mut content = String::with_capacity(room);
    match decoder.decode_to_string_without_replacement(bytes, &mut content, true) {
        (DecoderResult::InputEmpty, _) => Ok(content),
        (DecoderResult::Malformed(bad, after), read) => Err(read.saturating_sub(usize::from(bad + after))),
        (DecoderResult::OutputFull, read) => Err(read),
    }
}

/// What a file is that is certainly not text.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "xlsx"),
        (b"\xD0\xCF\x11\xE0", "xls"),
        (b"SQLite format 3\0", "gpkg"),
        (b"%PDF-", "pdf"),
        (b"\x89PNG", "png"),
    ];
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, format)| *format)
}

#[cfg(test)]
mod tests {
    use crate::exchange::{Encoding, ExchangeError, Source, decode};

    fn source(bytes: &[u8]) -> Source {
        Source { name: "名单.csv".to_owned(), bytes: bytes.to_vec(), ..Source::default() }
    }

    #[test]
    fn the_encoding_is_found() {
        let (gbk, ..) = encoding_rs::GB18030.encode("户号,户主\n1,张三\n");
        for (bytes, encoding) in [
            ("户号".as_bytes(), Encoding::Utf8),
            ("\u{feff}户号".as_bytes(), Encoding::Utf8Bom),
            (&gbk, Encoding::Gb18030),
            (b"\xFF\xFE\x37\x62", Encoding::Utf16),
        ] {
            let text = decode(&source(bytes)).unwrap();
            assert_eq!(text.encoding, encoding, "of {}", text.content);
            assert!(text.content.starts_with('户'), "read {}", text.content);
        }
    }

    #[test]
    fn bad_bytes_are_named_by_place() {
        let found = decode(&source(b"a,b\nc,\xFF\xFF\n"));
        assert!(matches!(found, Err(ExchangeError::NotText { line: 2, byte: 6, .. })), "found {found:?}");
        let mut cut = "户号,户主\n一二三四五六七八".as_bytes().to_vec();
        cut.pop();
        let found = decode(&source(&cut));
        assert!(matches!(found, Err(ExchangeError::NotText { line: 2, .. })), "damaged UTF-8, found {found:?}");
    }
}
