//! Tables as text: which sign separates, which row is the header.

use crate::exchange::book::{Page, PageBuilder};
use crate::exchange::sheet::{HEADER_WITHIN, MAX_COLUMNS, Sheet, SheetRow};
use crate::exchange::{ExchangeError, ProblemKind};
use csv::{ReaderBuilder, StringRecord};

/// Signs that separate cells, the likeliest first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Reads a table. `score` says how much a row looks like a header; `None` if no row does.
pub(crate) fn read_csv(
    file: &str,
    text: &str,
    score: impl Fn(&StringRecord) -> usize,
) -> Result<Option<Sheet>, ExchangeError> {
    let mut best: Option<(usize, u8, u32)> = None;
    for separator in SEPARATORS {
        let mut seen = 0;
        let mut look = |row, record: &StringRecord| {
            let found = score(record);
            if found > best.map_or(0, |(best, ..)| best) {
                best = Some((found, separator, row));
            }
            seen += 1;
            seen < HEADER_WITHIN
        };
        each_record(file, text, separator, |row, record, _| look(row, &record))?;
    }
    let Some((_, separator, header_row)) = best else { return Ok(None) };
    let mut sheet = Sheet { header_row, ..Sheet::default() };
    each_record(file, text, separator, |row, cells, is_unclosed| {
        if row == header_row {
            sheet.headers = cells.iter().map(|header| header.trim().to_owned()).collect();
            while sheet.headers.last().is_some_and(String::is_empty) {
                sheet.headers.pop();
            }
        } else if row > header_row && cells.iter().any(|cell| !cell.trim().is_empty()) {
            let broken = is_unclosed.then_some(ProblemKind::UnclosedQuote);
            sheet.rows.push(SheetRow {
                sheet: None,
                row,
                cells,
                shape: None,
                broken,
                is_passed_over: false,
                odd: Vec::new(),
            });
        }
        true
    })?;
    Ok(Some(sheet))
}

/// A text as a sheet of cells, with the separator that makes most cells in its first rows.
pub(crate) fn page_of_text(name: &str, text: &str) -> Page {
    let cells_with = |separator: u8| {
        let mut cells = 0;
        let mut seen = 0;
        // Too many columns are no table; another separator will do.
        drop(each_record("", text, separator, |_row, record, _is_unclosed| {
            cells += record.len();
            seen += 1;
            seen < HEADER_WITHIN
        }));
        cells
    };
    let separator = SEPARATORS.into_iter().rev().max_by_key(|separator| cells_with(*separator)).unwrap_or(b',');
    let mut page = PageBuilder::new();
    drop(each_record("", text, separator, |row, record, _is_unclosed| {
        for (column, cell) in (0..).zip(&record) {
            page.put(row - 1, column, cell.trim());
        }
        true
    }));
    page.finish(name)
}

/// Hands out records with their row until somebody says stop. The crate passes over blank lines and counts breaks
/// inside quotes as lines; a spreadsheet does neither, so rows are counted here.
fn each_record(
    file: &str,
    text: &str,
    separator: u8,
    mut take: impl FnMut(u32, StringRecord, bool) -> bool,
) -> Result<(), ExchangeError> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut row = 0_u32;
    let mut start = 0;
    // Reading from memory what is text already cannot fail.
    while reader.read_record(&mut record).unwrap_or(false) {
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
        let slice = text.as_bytes().get(start..end).unwrap_or_default();
        row = row.saturating_add(1 + blank_rows(text.as_bytes().get(..start).unwrap_or_default(), slice));
        if record.len() > MAX_COLUMNS {
            return Err(ExchangeError::TooWide { file: file.to_owned(), row, limit: MAX_COLUMNS });
        }
        let has_odd_quotes = || slice.split(|byte| *byte == b'"').count() % 2 == 0;
        let is_unclosed = end == text.len() && record.iter().any(|cell| cell.contains('\n')) && has_odd_quotes();
        if !take(row, std::mem::take(&mut record), is_unclosed) {
            break;
        }
        start = end;
    }
    Ok(())
}

/// How many blank lines a record begins with. The second half of a Windows line end belongs to the row before.
fn blank_rows(before: &[u8], slice: &[u8]) -> u32 {
    let mut rest = match (before.last(), slice) {
        (Some(b'\r'), [b'\n', rest @ ..]) => rest,
        _ => slice,
    };
    let mut rows = 0;
    loop {
        rest = match rest {
            [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
            _ => return rows,
        };
        rows += 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::exchange::csv_in::read_csv;

    #[track_caller]
    fn check(text: &str, header_row: u32, rows: &[u32]) {
        let sheet = read_csv("f", text, |record| record.iter().filter(|cell| ["a", "b"].contains(cell)).count());
        let sheet = sheet.unwrap().unwrap();
        let found: Vec<u32> = sheet.rows.iter().map(|row| row.row).collect();
        assert_eq!((sheet.header_row, found.as_slice()), (header_row, rows), "rows of {text:?}");
        assert_eq!(sheet.headers, ["a", "b"], "headers of {text:?}");
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        check("a,b\n1,2\n3,4", 1, &[2, 3]);
        check("a,b\r\n1,2\r\n\r\n3,4\r\n", 1, &[2, 4]);
        check("\r\n\r\na;b\r\n1;2\r\n", 3, &[4]);
        check("title\n\na\tb\n\"x\ny\"\t2\n3\t4\n,\n", 3, &[4, 5, 6]);
        check("a,b\r1,2\r\r3,4", 1, &[2, 4]);
        check("a,b,,\n,,\n1,2", 1, &[3]);
    }

    #[test]
    fn a_quote_that_never_closes_is_told() {
        let sheet = read_csv("f", "a,b\n1,\"2\n3,4\n", |record| usize::from(record.len() == 2)).unwrap().unwrap();
        assert!(sheet.rows.last().is_some_and(|row| row.broken.is_some()), "found {:?}", sheet.rows);
    }
}
