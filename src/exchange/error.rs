//! What keeps a whole file from being read or written.

use crate::disclose::Audience;
use crate::exchange::{Crs, CrsRefusal, Field, ImportKind, MapFault};
use std::path::PathBuf;

/// A file could not be read or written at all. Single bad rows are not errors; they are in the report.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The disk said no.
    #[error("could not read the file\nFile: {}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The disk said no; nothing is left half-written.
    #[error("could not write the file\nFile: {}", path.display())]
    Unwritable {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// What was written to broke off.
    #[error("could not write the rows")]
    WriteFailed {
        /// What the system said.
        source: std::io::Error,
    },
    /// Larger than this program takes.
    #[error("the file has {bytes} bytes, more than the limit of {limit}\nFile: {file}")]
    TooLarge {
        /// Which file.
        file: String,
        /// Its size.
        bytes: u64,
        /// The most that is read.
        limit: u64,
    },
    /// Neither UTF-8 nor UTF-16 nor GB18030.
    #[error("the file is not text from line {line} (byte {byte}) on\nFile: {file}")]
    NotText {
        /// Which file.
        file: String,
        /// The line of the first undecodable byte, from 1.
        line: u64,
        /// Its offset, from 0.
        byte: u64,
    },
    /// A spreadsheet, a database or an archive where text was expected.
    #[error("the file is {found}, which cannot be read here\nFile: {file}")]
    OtherFormat {
        /// Which file.
        file: String,
        /// What it is, such as `xlsx`.
        found: &'static str,
    },
    /// A workbook with a password.
    #[error("the workbook is protected with a password\nFile: {file}")]
    Protected {
        /// Which file.
        file: String,
    },
    /// A workbook that is damaged, or is none.
    #[error("the workbook cannot be read{}: {why}\nFile: {file}", sheet.as_ref().map_or_else(String::new, |sheet| format!(", sheet {sheet}")))]
    BadBook {
        /// Which file.
        file: String,
        /// Which sheet, if it is that of one.
        sheet: Option<String>,
        /// What the reader said.
        why: String,
    },
    /// A sheet was asked for that the workbook has not.
    #[error("there is no sheet {sheet}; there are {}\nFile: {file}", has.join(", "))]
    NoSuchSheet {
        /// Which file.
        file: String,
        /// The sheet asked for.
        sheet: String,
        /// The sheets that are shown.
        has: Vec<String>,
    },
    /// No row looks like a header.
    #[error("no header row: looked for columns such as {}\nFile: {file}", looked_for.join(", "))]
    NoHeader {
        /// Which file.
        file: String,
        /// The headers that would have been understood best.
        looked_for: Vec<&'static str>,
    },
    /// A column without which no row makes sense.
    #[error("the column {} is missing\nFile: {file}", field.key())]
    MissingColumn {
        /// Which file.
        file: String,
        /// What is missing.
        field: Field,
    },
    /// More columns than any roster has.
    #[error("row {row} has more than {limit} columns\nFile: {file}")]
    TooWide {
        /// Which file.
        file: String,
        /// The row.
        row: u32,
        /// The most that is read.
        limit: usize,
    },
    /// A cell far from all others, in a format whose reader makes room for everything between.
    #[error("the sheets span more than {limit} cells, up to row {row}, column {column}\nFile: {file}")]
    TooSpread {
        /// Which file.
        file: String,
        /// The last row that something stands in, from 1.
        row: u32,
        /// The last column, from 1.
        column: u32,
        /// The most cells that are read.
        limit: u64,
    },
    /// A map that is damaged, or is none.
    #[error("the map cannot be read{}: {why}\nFile: {file}", record.map_or_else(String::new, |record| format!(", record {record}")))]
    BadMap {
        /// Which file.
        file: String,
        /// Which of its records, from 1, if it is that of one.
        record: Option<u32>,
        /// What is wrong.
        why: MapFault,
    },
    /// A part of a shapefile without its forms.
    #[error("this is one part of a shapefile; take the .shp beside it, the others are read with it\nFile: {file}")]
    PartOfShapefile {
        /// Which file.
        file: String,
    },
    /// Not JSON.
    #[error("not valid JSON at line {line}, column {column}\nFile: {file}")]
    NotJson {
        /// Which file.
        file: String,
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser said.
        source: serde_json::Error,
    },
    /// JSON, but not features.
    #[error("valid JSON, but not a GeoJSON feature or collection of features\nFile: {file}")]
    NotFeatures {
        /// Which file.
        file: String,
    },
    /// Brackets within brackets, deeper than any map needs.
    #[error("nested deeper than {limit} levels at line {line}\nFile: {file}")]
    TooDeep {
        /// Which file.
        file: String,
        /// The deepest that is read.
        limit: usize,
        /// Where the limit is passed, from 1.
        line: usize,
    },
    /// A map where a roster was wanted.
    #[error("the file is a map, not a roster\nFile: {file}")]
    NeedsTable {
        /// Which file.
        file: String,
    },
    /// Rows cannot carry this kind of thing: a base map without lines and outlines.
    #[error("{} cannot be read from a table\nFile: {file}", kind.key())]
    NeedsShapes {
        /// Which file.
        file: String,
        /// What was asked for.
        kind: ImportKind,
    },
    /// A column was mapped by hand and is not in the file.
    #[error("there is no column {column}; there are {}\nFile: {file}", has.join(", "))]
    UnknownColumn {
        /// Which file.
        file: String,
        /// The column asked for.
        column: String,
        /// The columns there are.
        has: Vec<String>,
    },
    /// A column was mapped by hand to something that this kind of row does not have.
    #[error("there is no field {field}; there are {}", takes.join(", "))]
    UnknownField {
        /// The field asked for.
        field: String,
        /// The fields there are.
        takes: Vec<&'static str>,
    },
    /// Two columns were mapped by hand to one field.
    #[error("the columns {first} and {second} were both mapped to {}\nFile: {file}", field.key())]
    FieldTwice {
        /// Which file.
        file: String,
        /// The field.
        field: Field,
        /// One column.
        first: String,
        /// The other.
        second: String,
    },
    /// A shapefile holds lines or areas, not both.
    #[error("a shapefile holds lines or areas, not both")]
    MixedShapes,
    /// A column was mapped by hand that is never taken in.
    #[error("the column {column} is never taken in\nFile: {file}")]
    ForbiddenColumn {
        /// Which file.
        file: String,
        /// The column asked for.
        column: String,
    },
    /// The coordinates are in a system that cannot be converted.
    #[error("the coordinate system {name} is not supported: {why}\nFile: {file}")]
    UnsupportedCrs {
        /// Which file.
        file: String,
        /// As the file names it.
        name: String,
        /// What stands in the way.
        why: CrsRefusal,
    },
    /// The file does not say its coordinate system, and its numbers fit several.
    #[error(
        "nothing says which coordinate system {x}, {y} is in; say one of {}, or bring grids in first\nFile: {file}",
        could_be.iter().map(|crs| crs.key()).collect::<Vec<_>>().join(", ")
    )]
    UnclearCrs {
        /// Which file.
        file: String,
        /// The first number of a pair, as it stands in the file.
        x: f64,
        /// The second.
        y: f64,
        /// The systems in which there are such numbers.
        could_be: Vec<Crs>,
    },
    /// This audience must not get it.
    #[error("{what} are not given to the audience {}", audience.key())]
    NotForAudience {
        /// What was asked for.
        what: &'static str,
        /// Who would read it.
        audience: Audience,
    },
}
