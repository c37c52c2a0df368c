//! Empty lists to fill in: headers that are understood, each explained.

use crate::exchange::field::columns_of;
use crate::exchange::field_help::{choices, help, is_needed};
use crate::exchange::xlsx_out::{heading, width, write_book};
use crate::exchange::{ExchangeError, Field, ImportKind};
use rust_xlsxwriter::{Color, DataValidation, Format, Note, Workbook, XlsxError};
use std::io::Write;

/// So many rows offer the words that a column takes.
const ROWS: u32 = 5_000;
/// Columns for those who have coordinates in one cell; another two do the same.
const LEFT_OUT: [Field; 1] = [Field::Position];
/// What must not be in any list: said on the sheet of explanations.
const NEVER: &str =
    "请不要填写：身份证号、民族、宗教信仰、精神障碍、传染病、信访、矫正、计生等内容。程序不收录这些列，也不保存";

/// Writes an empty workbook for rows of a kind: one sheet to fill in, one that explains each column. Outlines cannot be
/// filled in.
///
/// # Errors
/// [`ExchangeError::NeedsShapes`] for grids and base maps, [`ExchangeError::WriteFailed`].
pub fn write_template(kind: ImportKind, name: &str, out: impl Write) -> Result<(), ExchangeError> {
    if matches!(kind, ImportKind::Grids | ImportKind::Backdrop) {
        return Err(ExchangeError::NeedsShapes { file: name.to_owned(), kind });
    }
    write_book(|book| fill(book, kind, name), out)
}

fn fill(book: &mut Workbook, kind: ImportKind, name: &str) -> Result<(), XlsxError> {
    let columns: Vec<(Field, &str)> = columns_of(kind)
        .iter()
        .map(|column| (column.0, column.1))
        .filter(|(field, _)| !LEFT_OUT.contains(field))
        .collect();
    let needed = heading().set_background_color(Color::RGB(0x00F7_D9D9));
    let text = Format::new().set_num_format("@");
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    for (column, (field, header)) in (0..).zip(&columns) {
        let format = if is_needed(kind, *field) { &needed } else { &heading() };
        sheet.write_with_format(0, column, *header, format)?;
        sheet.insert_note(0, column, &Note::new(help(kind, *field)).add_author_prefix(false))?;
        sheet.set_column_width(column, (width(header) + 6).max(10) as f64)?;
        // Codes and phones keep their zeros.
        sheet.set_column_format(column, &text)?;
        let words = choices(kind, *field);
        if !words.is_empty() {
            let list = DataValidation::new().allow_list_strings(&words)?.set_error_message(help(kind, *field))?;
            sheet.add_data_validation(1, column, ROWS, column, &list)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let help_sheet = book.add_worksheet();
    help_sheet.set_name("说明")?;
    let wrap = Format::new().set_text_wrap();
    for (column, word) in (0..).zip(["列", "是否要填", "填什么"]) {
        help_sheet.write_with_format(0, column, word, &heading())?;
    }
    let mut row = 1;
    for (field, header) in &columns {
        help_sheet.write(row, 0, *header)?;
        help_sheet.write(row, 1, if is_needed(kind, *field) { "要填" } else { "可不填" })?;
        help_sheet.write_with_format(row, 2, help(kind, *field), &wrap)?;
        row += 1;
    }
    help_sheet.write_with_format(row + 1, 2, NEVER, &wrap.clone().set_bold())?;
    for (column, width) in [(0, 14.0), (1, 10.0), (2, 80.0)] {
        help_sheet.set_column_width(column, width)?;
    }
    Ok(())
}
