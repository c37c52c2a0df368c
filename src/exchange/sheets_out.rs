//! Lists in one workbook with a sheet for each part, and a first sheet that names them.

use crate::exchange::ExchangeError;
use crate::exchange::xlsx_out::{fill, heading, write_book};
use rust_xlsxwriter::{Format, Url, Workbook, XlsxError};
use std::collections::BTreeSet;
use std::io::Write;

/// The longest name of a sheet, in units of UTF-16.
const NAME_UNITS: usize = 31;
/// What no name of a sheet may have.
const FORBIDDEN: &[char] = &['[', ']', ':', '*', '?', '/', '\\'];

/// One part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSheet {
    /// What it is called; made legal for a sheet when it is written.
    pub name: String,
    /// How many rows it has.
    pub rows: usize,
    /// The table as one of the `write_csv_…` functions has written it, which has passed the gate.
    pub table: Vec<u8>,
}

/// Writes a workbook with a sheet for each part, and one before them that names them all.
///
/// # Errors
/// [`ExchangeError::WriteFailed`].
pub fn write_sheets(title: &str, sheets: &[TableSheet], out: impl Write) -> Result<(), ExchangeError> {
    write_book(|book| fill_book(book, title, sheets), out)
}

fn fill_book(book: &mut Workbook, title: &str, sheets: &[TableSheet]) -> Result<(), XlsxError> {
    let mut taken = BTreeSet::from(["目录".to_owned()]);
    let names: Vec<String> = sheets.iter().map(|sheet| legal(&sheet.name, &mut taken)).collect();
    let contents = book.add_worksheet();
    contents.set_name("目录")?;
    contents.write_with_format(0, 0, title, &Format::new().set_bold().set_font_size(14))?;
    for (column, word) in (0..).zip(["名称", "户数"]) {
        contents.write_with_format(1, column, word, &heading())?;
    }
    for (row, (sheet, name)) in (2..).zip(sheets.iter().zip(&names)) {
        let link = format!("internal:'{}'!A1", name.replace('\'', "''"));
        contents.write_url_with_text(row, 0, Url::new(link), &sheet.name)?;
        contents.write(row, 1, sheet.rows as f64)?;
    }
    contents.set_column_width(0, 32)?;
    contents.set_freeze_panes(2, 0)?;
    for (sheet, name) in sheets.iter().zip(&names) {
        fill(book, name, &sheet.table)?;
    }
    Ok(())
}

/// A name that Excel takes for a sheet, and that no other sheet has.
fn legal(name: &str, taken: &mut BTreeSet<String>) -> String {
    let clean: String = name
        .chars()
        .map(|letter| if FORBIDDEN.contains(&letter) || letter.is_control() { ' ' } else { letter })
        .collect();
    let clean = clean.trim().trim_matches('\'').trim();
    let clean = if clean.is_empty() { "无名" } else { clean };
    let mut number = 1_u32;
    loop {
        let suffix = if number == 1 { String::new() } else { format!(" ({number})") };
        let mut units = suffix.encode_utf16().count();
        let fits = |letter: &char| {
            units += letter.len_utf16();
            units <= NAME_UNITS
        };
        let short: String = clean.chars().take_while(fits).collect();
        let candidate = [short.trim_end(), &suffix].concat();
        // Excel takes names that differ in case only for the same.
        if taken.insert(candidate.to_lowercase()) {
            return candidate;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::exchange::sheets_out::legal;
    use std::collections::BTreeSet;

    #[test]
    fn names_of_sheets_are_legal_and_there_once() {
        let mut taken = BTreeSet::new();
        let long = "第一网格".repeat(12);
        for (name, sheet) in [
            ("1/2组 [东]", "1 2组  东"),
            ("1/2组 [东]", "1 2组  东 (2)"),
            ("  '引号'  ", "引号"),
            ("", "无名"),
            ("Abc", "Abc"),
            ("aBC", "aBC (2)"),
        ] {
            assert_eq!(legal(name, &mut taken), sheet);
        }
        assert_eq!(legal(&long, &mut taken).chars().count(), 31);
        let second = legal(&long, &mut taken);
        assert!(second.ends_with(" (2)") && second.chars().count() == 31, "{second}");
    }
}
