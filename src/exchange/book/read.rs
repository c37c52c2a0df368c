//! Reading workbooks.

use crate::exchange::book::check::{Checked, Form, check, damaged};
use crate::exchange::book::page::{Merged, Page, PageBuilder};
use crate::exchange::sheet::MAX_COLUMNS;
use crate::exchange::{ExchangeError, Source};
use calamine::{
    Cell, CellType, Data, DataRef, DataType as _, Dimensions, Ods, Range, Reader, SheetType, SheetVisible, Xls,
    XlsError, Xlsx, XlsxError,
};
use std::borrow::Cow;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Whole numbers from here on have lost digits: Excel keeps fifteen.
const LOSSY: f64 = 1e15;

/// A workbook.
#[derive(Debug)]
pub(crate) struct Book {
    /// The sheets that are shown, in the order of their tabs.
    pub(crate) pages: Vec<Page>,
    /// Those that are hidden.
    pub(crate) hidden: Vec<String>,
}

/// Reads all sheets that are shown. Dates become `2026-11-26`, formulas what they came to, merged cells say the same
/// in every row.
///
/// # Errors
/// What is wrong with the file; a sheet is named where it is that of one.
pub(crate) fn read_book(source: &Source) -> Result<Book, ExchangeError> {
    let Checked { form, may_merge } = check(source)?;
    // The readers are made for files as they ought to be; a damaged one may make them stumble.
    let read = catch_unwind(AssertUnwindSafe(|| match form {
        Form::Xlsx => read_xlsx(source, may_merge),
        Form::Xls => read_xls(source),
        Form::Ods => read_ods(source),
    }));
    read.unwrap_or_else(|_panic| Err(damaged(source, "the file is damaged")))
}

fn read_xlsx(source: &Source, may_merge: bool) -> Result<Book, ExchangeError> {
    let bad = |err: XlsxError| match err {
        XlsxError::Password => ExchangeError::Protected { file: source.name.clone() },
        other => damaged(source, &other.to_string()),
    };
    let mut book = Xlsx::new(Cursor::new(source.bytes.as_slice())).map_err(bad)?;
    let (shown, hidden) = tabs(&book);
    let mut pages = Vec::new();
    for name in shown {
        let bad = |err: XlsxError| bad_sheet(source, &name, &err.to_string());
        // The reader goes through the whole sheet once more for these.
        let merged = if may_merge { book.merge_cells_by_sheet_name(&name).map_err(bad)? } else { Vec::new() };
        let mut cells = book.worksheet_cells_reader(&name).map_err(bad)?;
        let mut page = PageBuilder::new();
        while let Some(cell) = cells.next_cell().map_err(bad)? {
            put(source, &name, &mut page, &cell, DataRef::is_empty, text_of_ref)?;
        }
        pages.push(finish(page, &name, &merged));
    }
    Ok(Book { pages, hidden })
}

fn read_xls(source: &Source) -> Result<Book, ExchangeError> {
    let bad = |err: XlsError| match err {
        XlsError::Password => ExchangeError::Protected { file: source.name.clone() },
        other => damaged(source, &other.to_string()),
    };
    let mut book = Xls::new(Cursor::new(source.bytes.as_slice())).map_err(bad)?;
    let (shown, hidden) = tabs(&book);
    let mut pages = Vec::new();
    for name in shown {
        let bad = |err: XlsError| bad_sheet(source, &name, &err.to_string());
        let merged = book.merge_cells_by_sheet_name(&name).map_err(bad)?;
        let range = book.worksheet_range(&name).map_err(bad)?;
        pages.push(page_of(source, &name, &range, &merged)?);
    }
    Ok(Book { pages, hidden })
}

fn read_ods(source: &Source) -> Result<Book, ExchangeError> {
    let mut book: Ods<_> =
        Ods::new(Cursor::new(source.bytes.as_slice())).map_err(|err| damaged(source, &err.to_string()))?;
    let (shown, hidden) = tabs(&book);
    let mut pages = Vec::new();
    for name in shown {
        let range = book.worksheet_range(&name).map_err(|err| bad_sheet(source, &name, &err.to_string()))?;
        pages.push(page_of(source, &name, &range, &[])?);
    }
    Ok(Book { pages, hidden })
}

/// Names of the sheets of cells that are shown, and of those that are hidden.
fn tabs<RS: std::io::Read + std::io::Seek, R: Reader<RS>>(book: &R) -> (Vec<String>, Vec<String>) {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let (shown, hidden): (Vec<_>, Vec<_>) = sheets.partition(|sheet| sheet.visible == SheetVisible::Visible);
    let names = |sheets: Vec<&calamine::Sheet>| sheets.into_iter().map(|sheet| sheet.name.clone()).collect();
    (names(shown), names(hidden))
}

fn page_of(source: &Source, name: &str, range: &Range<Data>, merged: &[Dimensions]) -> Result<Page, ExchangeError> {
    let (top, left) = range.start().unwrap_or_default();
    let mut page = PageBuilder::new();
    for (row, column, value) in range.used_cells() {
        let cell = Cell::new((top + row as u32, left + column as u32), value.clone());
        put(source, name, &mut page, &cell, Data::is_empty, |value| Cow::Owned(text_of(value)))?;
    }
    Ok(finish(page, name, merged))
}

fn put<T: CellType>(
    source: &Source,
    sheet: &str,
    page: &mut PageBuilder,
    cell: &Cell<T>,
    is_empty: impl Fn(&T) -> bool,
    text_of: impl for<'a> Fn(&'a T) -> Cow<'a, str>,
) -> Result<(), ExchangeError> {
    let (row, column) = cell.get_position();
    // Colored cells with nothing in them reach to the end of many a sheet.
    if is_empty(cell.get_value()) {
        return Ok(());
    }
    let text = text_of(cell.get_value());
    // Most cells begin with something to see.
    let is_plain = text.as_bytes().first().is_some_and(u8::is_ascii_graphic);
    if !is_plain && text.trim().is_empty() {
        return Ok(());
    }
    if column as usize >= MAX_COLUMNS {
        let file = format!("{} · {sheet}", source.name);
        return Err(ExchangeError::TooWide { file, row: row + 1, limit: MAX_COLUMNS });
    }
    if page.put(row, column, &text) { Ok(()) } else { Err(bad_sheet(source, sheet, "rows out of order")) }
}

fn finish(mut page: PageBuilder, name: &str, merged: &[Dimensions]) -> Page {
    let merged: Vec<Merged> = merged.iter().map(|region| Merged { first: region.start, last: region.end }).collect();
    page.fill(&merged);
    page.finish(name)
}

/// The same, for a cell that the reader still holds: most are texts that many share.
fn text_of_ref<'a>(value: &'a DataRef<'_>) -> Cow<'a, str> {
    match value {
        DataRef::SharedString(text) => Cow::Borrowed(text),
        DataRef::String(text) => Cow::Borrowed(text),
        DataRef::Float(number) => Cow::Owned(number_text(*number)),
        other => Cow::Owned(text_of(&Data::from(other.clone()))),
    }
}

/// What a cell says.
fn text_of(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(is_so) => is_so.to_string(),
        Data::DateTime(time) if time.is_duration() => number_text(time.as_f64()),
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

/// A number as a spreadsheet shows it; one that has lost digits in the form that tells so.
fn number_text(number: f64) -> String {
    if number.abs() >= LOSSY && number.is_finite() {
        let text = format!("{number:E}");
        return text.replacen('E', "E+", 1);
    }
    number.to_string()
}

fn bad_sheet(source: &Source, sheet: &str, why: &str) -> ExchangeError {
    ExchangeError::BadBook { file: source.name.clone(), sheet: Some(sheet.to_owned()), why: why.to_owned() }
}
