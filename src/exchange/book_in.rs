//! Tables in a workbook: which sheets hold them, and which row is the header.

use crate::exchange::book::{Book, Page, read_book};
use crate::exchange::sheet::{HEADER_WITHIN, Sheet, SheetRow};
use crate::exchange::{ExchangeError, Source};
use csv::StringRecord;
use std::sync::Arc;

/// A header in a sheet.
struct Header {
    score: usize,
    /// Which of the rows of the sheet is the last of the header.
    last_idx: usize,
    names: Vec<String>,
}

/// Reads the table of a workbook. `score` says how much a row looks like a header; `None` if no row of any sheet does.
/// Where several sheets have the same columns, as a roster with a sheet for each group, they are one table; the others
/// are named in [`Sheet::left_out`]. `wanted` is the one sheet to read, if it was said.
///
/// # Errors
/// What is wrong with the file, or [`ExchangeError::NoSuchSheet`].
pub(crate) fn read_book_table(
    source: &Source,
    wanted: Option<&str>,
    score: impl Fn(&StringRecord) -> usize,
) -> Result<Option<Sheet>, ExchangeError> {
    let Book { pages, hidden } = read_book(source)?;
    let names = || pages.iter().map(|page| page.name.to_string()).collect::<Vec<_>>();
    if let Some(wanted) = wanted.filter(|wanted| !pages.iter().any(|page| *page.name == **wanted)) {
        let (file, sheet) = (source.name.clone(), wanted.to_owned());
        return Err(ExchangeError::NoSuchSheet { file, sheet, has: names() });
    }
    let wants = |page: &Page| wanted.is_none_or(|wanted| *page.name == *wanted);
    let headed: Vec<(Page, Option<Header>)> = pages
        .into_iter()
        .filter(wants)
        .map(|page| {
            let header = find_header(&page, &score);
            (page, header)
        })
        .collect();
    let best = headed.iter().filter_map(|(page, header)| Some((page, header.as_ref()?)));
    // The first of those that look most like it.
    let Some((first, header)) = best.rev().max_by_key(|(_, header)| header.score) else { return Ok(None) };
    let mut sheet = Sheet {
        name: Some(Arc::clone(&first.name)),
        header_row: first.rows.get(header.last_idx).map_or(0, |row| row.row),
        headers: header.names.clone(),
        hidden,
        ..Sheet::default()
    };
    for (page, found) in headed {
        match found.and_then(|found| Some((found.last_idx, order(&sheet.headers, &found.names)?))) {
            Some((last_idx, order)) => {
                let below = page.rows.into_iter().skip(last_idx + 1);
                sheet.rows.extend(below.map(|row| SheetRow {
                    sheet: Some(Arc::clone(&page.name)),
                    row: row.row,
                    cells: ordered(row.cells, &order),
                    shape: None,
                    broken: None,
                    is_passed_over: false,
                    odd: Vec::new(),
                }));
            }
            None if page.rows.is_empty() => {}
            None => sheet.left_out.push(page.name.to_string()),
        }
    }
    Ok(Some(sheet))
}

fn find_header(page: &Page, score: impl Fn(&StringRecord) -> usize) -> Option<Header> {
    let mut best: Option<Header> = None;
    let mut keep = |header: Header| {
        if header.score > best.as_ref().map_or(0, |best| best.score) {
            best = Some(header);
        }
    };
    for (idx, row) in page.rows.iter().take(HEADER_WITHIN).enumerate() {
        let alone = score(&row.cells);
        keep(Header { score: alone, last_idx: idx, names: names(&row.cells) });
        let Some(below) = page.rows.get(idx + 1).filter(|below| below.row == row.row + 1) else { continue };
        // Two lines: what stands in the lower one counts, where there is something.
        let lower = score(&below.cells);
        let both = two_lines(&row.cells, &below.cells);
        let together = score(&both);
        if alone > 0 && lower > 0 && together > alone && together > lower {
            keep(Header { score: together, last_idx: idx + 1, names: names(&both) });
        }
    }
    best
}

fn two_lines(upper: &StringRecord, lower: &StringRecord) -> StringRecord {
    let cell = |idx: usize| {
        let below = lower.get(idx).unwrap_or_default();
        if below.trim().is_empty() { upper.get(idx).unwrap_or_default() } else { below }
    };
    (0..upper.len().max(lower.len())).map(cell).collect()
}

/// Headers in one line, without blanks at the end. Cells of Excel break lines where they are narrow.
fn names(cells: &StringRecord) -> Vec<String> {
    let mut names: Vec<String> =
        cells.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

/// Where the columns of the first table stand in another; `None` if the other has other columns.
fn order(first: &[String], other: &[String]) -> Option<Vec<usize>> {
    if first.len() != other.len() {
        return None;
    }
    let mut free: Vec<Option<&String>> = other.iter().map(Some).collect();
    let mut place = |name: &String| {
        let idx = free.iter().position(|other| *other == Some(name))?;
        free.get_mut(idx)?.take().map(|_| idx)
    };
    first.iter().map(&mut place).collect()
}

/// The cells of a row in the order of the first table, as many as it has columns: a workbook keeps no blank ones.
fn ordered(mut cells: StringRecord, order: &[usize]) -> StringRecord {
    if order.iter().copied().eq(0..order.len()) {
        // In most rosters nothing has to be moved.
        (cells.len()..order.len()).for_each(|_| cells.push_field(""));
        return cells;
    }
    let known = order.iter().map(|idx| cells.get(*idx).unwrap_or_default());
    // What stands beyond the header stays there, so that it is noticed.
    known.chain(cells.iter().skip(order.len())).collect()
}
