//! The table of a shapefile, as bytes first: nobody knows the encoding before all of it was looked at.

use crate::exchange::MapFault;
use crate::exchange::shapefile::encoding::{is_cut_text, text_of};
use csv::StringRecord;

const HEAD: usize = 32;
const FIELD: usize = 32;
const NAME: usize = 11;

/// One column.
#[derive(Debug)]
struct Column<'a> {
    name: &'a [u8],
    kind: u8,
    from: usize,
    width: usize,
}

/// A table.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    /// How many rows there are, with those that are marked as deleted.
    pub(crate) count: usize,
    /// What the head says of the encoding.
    pub(crate) language: u8,
    columns: Vec<Column<'a>>,
    rows: &'a [u8],
    row_size: usize,
}

impl<'a> Table<'a> {
    /// Finds columns and rows, and that all rows are there.
    ///
    /// # Errors
    /// The row in which the file breaks off, from 1.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, (Option<u32>, MapFault)> {
        let short = (None, MapFault::BreaksOff);
        let head: &[u8; HEAD] = bytes.first_chunk().ok_or(short)?;
        let [_, _, _, _, c0, c1, c2, c3, h0, h1, r0, r1, ..] = *head;
        let count = u32::from_le_bytes([c0, c1, c2, c3]) as usize;
        let head_size = usize::from(u16::from_le_bytes([h0, h1]));
        let row_size = usize::from(u16::from_le_bytes([r0, r1]));
        let language = head.get(29).copied().unwrap_or_default();
        let described = bytes.get(HEAD..head_size.max(HEAD)).ok_or(short)?;
        let mut columns = Vec::new();
        // Before every row stands a sign that tells whether it is deleted.
        let mut from = 1;
        for field in described.chunks_exact(FIELD).take_while(|field| !field.starts_with(b"\r")) {
            let name = field.get(..NAME).unwrap_or_default();
            let (kind, width) = (field.get(11).copied(), field.get(16).copied());
            let (kind, width) = kind.zip(width).ok_or((None, MapFault::Head))?;
            if width > 0 {
                columns.push(Column { name: until_nul(name), kind, from, width: usize::from(width) });
            }
            from += usize::from(width);
        }
        if row_size < from || head_size < HEAD {
            return Err((None, MapFault::Head));
        }
        let rows = bytes.get(head_size..).unwrap_or_default();
        if count.checked_mul(row_size).is_none_or(|size| size > rows.len()) {
            // The last row of some writers lacks its end; a row that is not there at all is missed.
            return Err((Some((rows.len() / row_size) as u32 + 1), MapFault::BreaksOff));
        }
        Ok(Self { count, language, columns, rows, row_size })
    }

    fn row(&self, idx: usize) -> &'a [u8] {
        let from = idx.saturating_mul(self.row_size);
        self.rows.get(from..from.saturating_add(self.row_size)).unwrap_or_default()
    }

    /// True for a row that somebody has crossed out.
    pub(crate) fn is_deleted(&self, idx: usize) -> bool {
        self.row(idx).starts_with(b"*")
    }

    /// All texts whose encoding matters, and whether each may be cut at its end: names, and what fills its column.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&'a [u8], bool)> {
        let names = self.columns.iter().map(|column| (column.name, true));
        let cells = (0..self.count).filter(|idx| !self.is_deleted(*idx)).flat_map(move |idx| {
            let row = self.row(idx);
            self.columns.iter().filter(|column| column.kind == b'C').map(move |column| column.text(row))
        });
        names.chain(cells).filter(|(text, _)| !text.is_ascii())
    }

    /// What the columns are called.
    pub(crate) fn names(&self, encoding: &'static encoding_rs::Encoding) -> Vec<String> {
        let name = |column: &Column<'_>| {
            let known = is_cut_text(encoding, column.name);
            known.unwrap_or_else(|| encoding.decode_without_bom_handling(column.name).0.into_owned()).trim().to_owned()
        };
        self.columns.iter().map(name).collect()
    }

    /// What a row says; `None` if one of its texts is not of this encoding.
    pub(crate) fn cells(&self, idx: usize, encoding: &'static encoding_rs::Encoding) -> Option<StringRecord> {
        let row = self.row(idx);
        self.columns.iter().map(|column| column.cell(row, encoding)).collect()
    }
}

impl Column<'_> {
    fn bytes<'a>(&self, row: &'a [u8]) -> &'a [u8] {
        row.get(self.from..self.from + self.width).unwrap_or_default()
    }

    /// A text without what fills it up, and whether it may be cut.
    fn text<'a>(&self, row: &'a [u8]) -> (&'a [u8], bool) {
        let text = until_nul(self.bytes(row)).trim_ascii();
        (text, text.len() == self.width)
    }

    fn cell(&self, row: &[u8], encoding: &'static encoding_rs::Encoding) -> Option<String> {
        let (bytes, may_be_cut) = self.text(row);
        match self.kind {
            b'C' => text_of(encoding, bytes, may_be_cut),
            b'N' | b'F' => Some(number(bytes)),
            b'D' => Some(day(bytes)),
            b'L' => Some(yes(bytes).to_owned()),
            // Bytes that mean something to databases only.
            _ => Some(String::new()),
        }
    }
}

/// A number without the zeros that fill its column: 3.000 is 3. What did not fit is nothing.
fn number(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    if text.starts_with('*') {
        return String::new();
    }
    if text.contains(['e', 'E']) {
        let value = text.parse::<f64>().ok().filter(|value| value.abs() < 1e15);
        return value.map_or_else(|| text.clone(), |value| value.to_string());
    }
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// 20261126 is 2026-11-26, and 00000000 is no day.
fn day(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    match (text.get(..4), text.get(4..6), text.get(6..8)) {
        _ if text.chars().all(|letter| letter == '0') => String::new(),
        (Some(year), Some(month), Some(day)) if text.len() == 8 => format!("{year}-{month}-{day}"),
        _ => text,
    }
}

fn yes(bytes: &[u8]) -> &'static str {
    match bytes {
        b"T" | b"t" | b"Y" | b"y" => "是",
        b"F" | b"f" | b"N" | b"n" => "否",
        _ => "",
    }
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}
