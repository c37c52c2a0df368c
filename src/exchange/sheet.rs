//! Rows with headers, whatever file they come from.

use crate::exchange::{Crs, ProblemKind};
use csv::StringRecord;
use geojson::GeometryValue;
use std::sync::Arc;

/// The header is looked for in so many rows.
pub(crate) const HEADER_WITHIN: usize = 30;
/// More columns than any roster has.
pub(crate) const MAX_COLUMNS: usize = 4_096;

/// A table as a file brings it.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// The sheet of a workbook that the header was found in.
    pub(crate) name: Option<Arc<str>>,
    /// The row of the header, as a spreadsheet counts; 0 where there is none.
    pub(crate) header_row: u32,
    /// The headers.
    pub(crate) headers: Vec<String>,
    /// Everything below that is not blank.
    pub(crate) rows: Vec<SheetRow>,
    /// The coordinate system that the file names.
    pub(crate) declared_crs: Option<String>,
    /// The one that such files are in as a rule, where the file names none.
    pub(crate) presumed_crs: Option<Crs>,
    /// What somebody should know about the file as a whole.
    pub(crate) odd: Vec<ProblemKind>,
    /// Sheets of the workbook that have other columns.
    pub(crate) left_out: Vec<String>,
    /// Sheets of the workbook that are hidden.
    pub(crate) hidden: Vec<String>,
}

/// One row of a table, or one feature of a map.
#[derive(Debug)]
pub(crate) struct SheetRow {
    /// Which sheet of a workbook.
    pub(crate) sheet: Option<Arc<str>>,
    /// As a spreadsheet counts, from 1; the number of the feature.
    pub(crate) row: u32,
    /// As they stand in the file.
    pub(crate) cells: StringRecord,
    /// The form of a feature.
    pub(crate) shape: Option<GeometryValue>,
    /// Why the row as a whole cannot be taken.
    pub(crate) broken: Option<ProblemKind>,
    /// True for a sum, or a header that printing repeated.
    pub(crate) is_passed_over: bool,
    /// What somebody should look at, besides what its cells say.
    pub(crate) odd: Vec<ProblemKind>,
}
