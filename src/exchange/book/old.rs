//! Looking at an old workbook before its reader is let at it: that its chains end, and that its sheets do not span more
//! cells than memory bears.

use crate::exchange::book::check::damaged;
use crate::exchange::book::compound::Compound;
use crate::exchange::{ExchangeError, Source};

/// The most bytes that an old workbook may have: its reader keeps all of it in memory several times.
const MAX_OLD: u64 = 64 << 20;
/// In an encrypted workbook there is a stream of this name, in UTF-16.
const ENCRYPTED: &str = "EncryptedPackage";
/// The streams that the reader follows; the cells are in one of the first two.
const STREAMS: [&str; 4] = ["Workbook", "Book", "\u{5}SummaryInformation", "\u{5}DocumentSummaryInformation"];
/// The most columns that an old workbook can have (\[MS-XLS\] 2.5.53).
const COLUMNS: u32 = 256;
/// The most rows.
const ROWS: u32 = 1 << 16;
/// The most cells that the sheets may span together: the reader makes room for each, also where there is none.
const MAX_SPAN: u64 = 6 << 20;
/// The most records of all sheets together. The largest sheet of the format, full of numbers, has fewer.
const MAX_RECORDS: u64 = 32 << 20;

const DIMENSIONS: u16 = 0x0200;
const BOUND_SHEET: u16 = 0x0085;
/// Where a sheet begins, and what is drawn on one.
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const MANY_NUMBERS: u16 = 0x00BD;
/// Records of one cell; all begin with row and column. Formula, number, label, text of a run, truth value, short number,
/// shared text.
const ONE_CELL: [u16; 7] = [0x0006, 0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD];

/// Refuses what the reader of old workbooks could not take.
///
/// # Errors
/// [`ExchangeError::Protected`], [`ExchangeError::TooLarge`], [`ExchangeError::TooSpread`], or
/// [`ExchangeError::BadBook`] for damage that would make it run without end.
pub(super) fn check_old(source: &Source) -> Result<(), ExchangeError> {
    let bytes = source.bytes.as_slice();
    let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    if memchr::memmem::find(bytes, &name).is_some() {
        return Err(ExchangeError::Protected { file: source.name.clone() });
    }
    let size = bytes.len() as u64;
    if size > MAX_OLD {
        return Err(ExchangeError::TooLarge { file: source.name.clone(), bytes: size, limit: MAX_OLD });
    }
    let bad = |fault| damaged(source, &format!("{fault}"));
    let file = Compound::open(bytes, &STREAMS).map_err(bad)?;
    for name in &STREAMS[..2] {
        if let Some(stream) = file.stream(name).map_err(bad)? {
            return check_sheets(source, &stream);
        }
    }
    Ok(())
}

fn check_sheets(source: &Source, stream: &[u8]) -> Result<(), ExchangeError> {
    let starts = Records(stream)
        .take_while(|(kind, _)| *kind != END)
        .filter(|(kind, _)| *kind == BOUND_SHEET)
        .filter_map(|(_, body)| body.first_chunk().map(|four| u32::from_le_bytes(*four)));
    let (mut spanned, mut records) = (0, 0);
    for start in starts {
        let mut span = Span::default();
        let mut depth = 0_u32;
        for (kind, body) in Records(stream.get(start as usize..).unwrap_or_default()) {
            records += 1;
            if records > MAX_RECORDS {
                return Err(damaged(source, "its sheets lie over one another"));
            }
            match kind {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                // What is drawn on a sheet has records of its own.
                _ if depth > 1 => {}
                DIMENSIONS if !are_possible(body) => {
                    return Err(damaged(source, "a sheet says that it is larger than the format allows"));
                }
                _ => span.add(kind, body),
            }
        }
        spanned += span.cells();
        if spanned > MAX_SPAN || span.column >= COLUMNS {
            let (row, column) = (span.row + 1, span.column + 1);
            return Err(ExchangeError::TooSpread { file: source.name.clone(), row, column, limit: MAX_SPAN });
        }
    }
    Ok(())
}

/// The cells from the corner to the last one.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    row: u32,
    column: u32,
}

impl Span {
    fn add(&mut self, kind: u16, body: &[u8]) {
        let is_row = kind == MANY_NUMBERS;
        if !is_row && !ONE_CELL.contains(&kind) {
            return;
        }
        let last = if is_row { body.len().saturating_sub(2) } else { 2 };
        if let (Some(row), Some(column)) = (half_at(body, 0), half_at(body, last)) {
            self.row = self.row.max(row);
            self.column = self.column.max(column);
        }
    }

    fn cells(self) -> u64 {
        u64::from(self.row + 1) * u64::from(self.column + 1)
    }
}

/// False for a sheet whose corners the format cannot name: the reader makes room for what lies between them.
fn are_possible(body: &[u8]) -> bool {
    let word = |at: usize| half_at(body, at + 2).zip(half_at(body, at)).map(|(high, low)| (high << 16) | low);
    let corners = if body.len() < 14 {
        (half_at(body, 0), half_at(body, 2), half_at(body, 6))
    } else {
        (word(0), word(4), half_at(body, 10))
    };
    let (Some(top), Some(bottom), Some(right)) = corners else { return true };
    (bottom == 0 || top <= bottom) && bottom <= ROWS && right <= COLUMNS
}

fn half_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|two| u32::from(u16::from_le_bytes(*two)))
}

/// Records one after the other, until one breaks off: their kind and what is in them.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (head, rest) = self.0.split_first_chunk::<4>()?;
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let len = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (body, rest) = rest.split_at_checked(len)?;
        self.0 = rest;
        Some((kind, body))
    }
}
