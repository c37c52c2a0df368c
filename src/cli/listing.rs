//! Rows and columns, as JSON, as CSV, or aligned for people.

use crate::app::wording::{Lang, answer_word, column_heading};
use crate::exchange::guarded;
use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};
use serde_json::Value;
use std::io::{Error, Write};

/// A table to be written.
#[derive(Debug)]
pub(crate) struct Listing {
    /// What the columns are.
    pub(crate) columns: Vec<Column>,
    /// A value for each column.
    pub(crate) rows: Vec<Vec<Value>>,
}

/// A column: the name of its field, and whether people want it on a screen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// The field, for scripts.
    pub(crate) key: &'static str,
    /// False for what only files need.
    pub(crate) is_shown: bool,
}

impl Column {
    /// A column for everybody.
    pub(crate) fn shown(key: &'static str) -> Self {
        Self { key, is_shown: true }
    }

    /// A column that only files have.
    pub(crate) fn detail(key: &'static str) -> Self {
        Self { key, is_shown: false }
    }
}

struct Object<'a>(&'a [Column], &'a [Value]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, value) in self.0.iter().zip(self.1) {
            map.serialize_entry(column.key, value)?;
        }
        map.end()
    }
}

impl Listing {
    /// An array of objects, one a line, fields in the order of the columns.
    pub(crate) fn write_json(&self, out: &mut dyn Write) -> Result<(), Error> {
        write!(out, "[")?;
        for (row_idx, row) in self.rows.iter().enumerate() {
            write!(out, "{}", if row_idx == 0 { "\n" } else { ",\n" })?;
            serde_json::to_writer(&mut *out, &Object(&self.columns, row))?;
        }
        writeln!(out, "\n]")
    }

    /// With the names of fields as headers.
    pub(crate) fn write_csv(&self, out: &mut dyn Write) -> Result<(), Error> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(self.columns.iter().map(|column| column.key))?;
        for row in &self.rows {
            table.write_record(row.iter().map(|value| guarded(&plain(value, &|yes| yes.to_string()))))?;
        }
        table.flush()
    }

    /// For people: columns that say something, as wide as they need to be.
    pub(crate) fn write_aligned(&self, lang: Lang, out: &mut dyn Write) -> Result<(), Error> {
        let words = |value: &Value| one_line(&plain(value, &|yes| answer_word(lang, yes).to_owned()));
        let mut columns: Vec<(bool, Vec<String>)> = Vec::new();
        for (column_idx, column) in self.columns.iter().enumerate().filter(|(_, column)| column.is_shown) {
            let values = || self.rows.iter().filter_map(|row| row.get(column_idx));
            let cells: Vec<String> = values().map(words).collect();
            if self.rows.is_empty() || cells.iter().any(|cell| !cell.is_empty()) {
                let heading = column_heading(lang, column.key).to_owned();
                let is_number = values().all(|value| value.is_number() || value.is_null());
                columns.push((is_number, std::iter::once(heading).chain(cells).collect()));
            }
        }
        let widths: Vec<usize> =
            columns.iter().map(|(_, cells)| cells.iter().map(|cell| width(cell)).max().unwrap_or(0)).collect();
        for line_idx in 0..=self.rows.len() {
            let mut line = String::new();
            for ((is_number, cells), column_width) in columns.iter().zip(&widths) {
                let cell = cells.get(line_idx).map_or("", String::as_str);
                let space = " ".repeat(column_width - width(cell));
                let (before, after) = if *is_number { (space.as_str(), "") } else { ("", space.as_str()) };
                line.extend([before, cell, after, "  "]);
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

fn plain(value: &Value, answer: &dyn Fn(bool) -> String) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => answer(*yes),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| plain(part, answer)).collect();
            parts.join("、")
        }
        Value::Object(fields) => {
            let parts: Vec<String> = fields.values().map(|part| plain(part, answer)).collect();
            parts.join(" ")
        }
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// Columns of a terminal that a text takes: a Chinese character takes two.
fn width(text: &str) -> usize {
    text.chars().map(|letter| if is_wide(letter) { 2 } else { 1 }).sum()
}

fn is_wide(letter: char) -> bool {
    matches!(u32::from(letter),
        0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F
        | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD)
}
