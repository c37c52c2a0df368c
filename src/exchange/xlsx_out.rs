//! Lists as workbooks: a header that stays, a filter, columns as wide as what is in them. Codes, phones and house
//! numbers are text, so that nothing eats their zeros.

use crate::exchange::ExchangeError;
use csv::{ReaderBuilder, StringRecord};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use std::io::Write;

/// The headers of columns that one may add up or sort by size.
pub(crate) const NUMBERS: [&str; 11] =
    ["人口", "老人", "儿童", "组", "单元", "楼层", "层数", "下限", "上限", "经度", "纬度"];
/// Those of them that are places.
const DEGREES: [&str; 2] = ["经度", "纬度"];
/// The narrowest and the widest column, in letters.
const WIDTHS: (usize, usize) = (6, 48);
/// A roster of this many rows is measured whole; of larger ones the beginning tells.
const MEASURED: usize = 2_000;

/// Writes a table that was written as text by one of the `write_csv_…` functions, and so has passed the gate, as a
/// workbook with one sheet of this name.
///
/// # Errors
/// [`ExchangeError::WriteFailed`].
pub fn write_xlsx(sheet_name: &str, table: &[u8], out: impl Write) -> Result<(), ExchangeError> {
    write_book(|book| fill(book, sheet_name, table), out)
}

/// Fills a new workbook and writes it, whole or not at all.
///
/// # Errors
/// [`ExchangeError::WriteFailed`].
pub(crate) fn write_book(
    fill: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>,
    mut out: impl Write,
) -> Result<(), ExchangeError> {
    let mut book = Workbook::new();
    let bytes = fill(&mut book)
        .and_then(|()| book.save_to_buffer())
        .map_err(|err| ExchangeError::WriteFailed { source: std::io::Error::other(err) })?;
    out.write_all(&bytes).map_err(|source| ExchangeError::WriteFailed { source })
}

/// How cells look.
struct Formats {
    /// Words, also where they look like numbers.
    text: Format,
    /// With all the decimals that our lists have.
    degrees: Format,
}

/// Adds a sheet with a table that was written as text.
pub(crate) fn fill(book: &mut Workbook, sheet_name: &str, table: &[u8]) -> Result<(), XlsxError> {
    let table = table.strip_prefix("\u{feff}".as_bytes()).unwrap_or(table);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table);
    // What was written as text a moment ago can be read.
    let mut rows = reader.records().map_while(Result::ok);
    let header = rows.next().unwrap_or_default();
    let heading = heading();
    let (text, degrees) = (Format::new().set_num_format("@"), Format::new().set_num_format("0.0000000"));
    let formats = Formats { text, degrees };
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name)?;
    let mut widths: Vec<usize> = header.iter().map(|name| width(name) + 3).collect();
    for (column, name) in (0..).zip(header.iter()) {
        sheet.write_with_format(0, column, name, &heading)?;
    }
    let mut last_row = 0;
    for (row, cells) in (1..).zip(rows) {
        write_row(sheet, row, &header, &cells, &formats)?;
        if (row as usize) < MEASURED {
            for (widest, cell) in widths.iter_mut().zip(cells.iter()) {
                *widest = (*widest).max(width(cell) + 1);
            }
        }
        last_row = row;
    }
    for (column, widest) in (0..).zip(widths) {
        sheet.set_column_width(column, widest.clamp(WIDTHS.0, WIDTHS.1) as f64)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let last_column = u16::try_from(header.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}

/// How headers look.
pub(crate) fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0x00EE_ECE4))
        .set_border_bottom(FormatBorder::Thin)
}

fn write_row(
    sheet: &mut rust_xlsxwriter::Worksheet,
    row: u32,
    header: &StringRecord,
    cells: &StringRecord,
    formats: &Formats,
) -> Result<(), XlsxError> {
    for (column, (name, cell)) in (0..).zip(header.iter().zip(cells)) {
        match cell.parse::<f64>() {
            _ if cell.is_empty() => {}
            Ok(number) if DEGREES.contains(&name) => {
                sheet.write_with_format(row, column, number, &formats.degrees)?;
            }
            Ok(number) if NUMBERS.contains(&name) => {
                sheet.write(row, column, number)?;
            }
            _ => {
                sheet.write_with_format(row, column, unguarded(cell), &formats.text)?;
            }
        }
    }
    Ok(())
}

/// In a workbook text is text: it needs no apostrophe to keep it from being a formula, only where a reader would strip
/// something.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if !rest.is_empty() && rest.trim() == rest && !rest.starts_with(['\'', '\u{feff}', '\u{200b}']) => {
            rest
        }
        _ => cell,
    }
}

/// How wide a text is, in Latin letters; hanzi take two.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|letter| if letter > '\u{2e7f}' { 2 } else { 1 }).sum()
}
