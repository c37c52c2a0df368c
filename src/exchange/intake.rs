//! Going through the rows of a file, counting and reporting.

use crate::exchange::cell::said;
use crate::exchange::columns::Columns;
use crate::exchange::row::RowReader;
use crate::exchange::sheet::Sheet;
use crate::exchange::{
    Absent, Crs, Field, HomeChoice, ImportOptions, ImportReport, Likeness, Match, Origin, Problem, ProblemKind,
    Severity,
};
use crate::index::Index;
use crate::model::{HouseholdId, Project};
use std::sync::Arc;

/// Collects what is odd.
#[derive(Debug)]
pub(crate) struct Reporter {
    /// The file, for every problem.
    pub(crate) file: Arc<str>,
    /// The sheet that is being read, in a workbook.
    pub(crate) sheet: Option<Arc<str>>,
    /// What was found so far.
    pub(crate) report: ImportReport,
}

impl Reporter {
    /// Adds one problem.
    pub(crate) fn add(&mut self, severity: Severity, row: Option<u32>, column: Option<Arc<str>>, kind: ProblemKind) {
        let file = Arc::clone(&self.file);
        let sheet = self.sheet.clone();
        self.report.problems.push(Problem { severity, file, sheet, row, column, kind });
    }

    /// Says that an entry resembles somebody with this code on the register.
    pub(crate) fn resembles(&mut self, intake: &Intake<'_>, taken: TakenRow, code: String, why: Likeness) {
        let Some(row) = intake.sheet.rows.get(taken.at) else { return };
        let own = std::mem::replace(&mut self.sheet, row.sheet.clone());
        self.add(Severity::Flagged, Some(row.row), None, ProblemKind::Resembles { code, why });
        self.sheet = own;
        self.report.flagged += usize::from(!taken.is_flagged);
    }
}

/// Everything that rows are read with.
#[derive(Debug)]
pub(crate) struct Intake<'a> {
    /// What is there.
    pub(crate) project: &'a Project,
    /// For the question whether a place lies in a grid.
    pub(crate) index: Option<&'a Index>,
    /// How to read.
    pub(crate) options: &'a ImportOptions,
    /// The rows.
    pub(crate) sheet: &'a Sheet,
    /// Which column is which.
    pub(crate) columns: &'a Columns,
    /// The coordinate system, found out.
    pub(crate) crs: Crs,
}

/// What a row would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Comes on the register.
    New,
    /// Changes something.
    Changed,
    /// Says what is there.
    Unchanged,
}

impl Outcome {
    /// What became of a row that was there, or not.
    pub(crate) fn of<T: PartialEq>(before: Option<&T>, after: &T) -> Self {
        match before {
            None => Self::New,
            Some(before) if before == after => Self::Unchanged,
            Some(_) => Self::Changed,
        }
    }
}

/// What rows were read as.
#[derive(Debug)]
pub(crate) struct Taken<T> {
    /// What is new or changed.
    pub(crate) entries: Vec<T>,
    /// Where each entry stands.
    pub(crate) rows: Vec<TakenRow>,
    /// New entries that resemble somebody whom the file does not name.
    pub(crate) matches: Vec<Match>,
    /// Members of whom several households could be the home.
    pub(crate) homes: Vec<HomeChoice>,
    /// Who is on the register, is not named and resembles nobody.
    pub(crate) absent: Vec<Absent>,
    /// Households on the register that rows are about, by position among the rows.
    pub(crate) met: Vec<(usize, HouseholdId)>,
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TakenRow {
    /// Its position among the rows of the sheet.
    pub(crate) at: usize,
    /// What the row does.
    pub(crate) outcome: Outcome,
    /// True if somebody should look at it.
    pub(crate) is_flagged: bool,
}

impl<T> Default for Taken<T> {
    fn default() -> Self {
        let (entries, rows, matches, homes, absent) = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { entries, rows, matches, homes, absent, met: Vec::new() }
    }
}

impl<T> Taken<T> {
    /// Takes an entry from a row, unless the register says the same.
    pub(crate) fn push(&mut self, row: &RowReader<'_>, outcome: Outcome, entry: T) {
        if outcome != Outcome::Unchanged {
            self.rows.push(TakenRow { at: row.position(), outcome, is_flagged: row.is_flagged });
            self.entries.push(entry);
        }
    }

    /// The new entries, with their positions.
    pub(crate) fn news(&self) -> impl Iterator<Item = (usize, &T)> {
        let all = self.entries.iter().zip(&self.rows).enumerate();
        all.filter(|(_, (_, row))| row.outcome == Outcome::New).map(|(entry, (row, _))| (entry, row))
    }
}

impl Intake<'_> {
    /// What the cells of a column say, by row.
    pub(crate) fn said_in(&self, field: Field) -> impl Iterator<Item = &str> + Clone {
        let column_idx = self.columns.at(field).map(|(column_idx, _)| *column_idx);
        self.sheet.rows.iter().map(move |row| column_idx.and_then(|at| row.cells.get(at)).map_or("", said))
    }

    /// Hands out every row that can be read. `read` answers `None` for a row that it rejected.
    pub(crate) fn each_row(
        &self,
        reporter: &mut Reporter,
        mut read: impl FnMut(&mut RowReader<'_>) -> Option<Outcome>,
    ) {
        let width = self.sheet.headers.len();
        for (at, row) in self.sheet.rows.iter().enumerate() {
            reporter.sheet.clone_from(&row.sheet);
            if row.is_passed_over || is_passed_over(&row.cells, &self.sheet.headers, row.shape.is_some()) {
                reporter.note(row.row, None, ProblemKind::RowPassedOver);
                continue;
            }
            reporter.report.read += 1;
            let mut reader = RowReader::new(self, (at, row), reporter);
            if let Some(broken) = row.broken.clone() {
                reader.reject(None, broken);
            }
            for kind in &row.odd {
                reader.flag(None, kind.clone());
            }
            let found = row.cells.len();
            if found > width && row.cells.iter().skip(width).any(|cell| !cell.trim().is_empty()) {
                reader.reject(None, ProblemKind::LongRow { found, expected: width });
            } else if found < width {
                reader.flag(None, ProblemKind::ShortRow { found, expected: width });
            }
            reader.reject_formula_errors();
            let outcome = if reader.is_rejected { None } else { read(&mut reader) };
            let (is_rejected, is_flagged) = (reader.is_rejected, reader.is_flagged);
            let report = &mut reporter.report;
            match outcome {
                _ if is_rejected => report.rejected += 1,
                Some(Outcome::New) => report.new += 1,
                Some(Outcome::Changed) => report.changed += 1,
                Some(Outcome::Unchanged) => report.unchanged += 1,
                None => {
                    debug_assert!(false, "a row without an outcome says why");
                    report.rejected += 1;
                }
            }
            report.flagged += usize::from(is_flagged && !is_rejected);
        }
        reporter.sheet.clone_from(&self.sheet.name);
    }
}

impl Intake<'_> {
    /// Reads one row once more, and listens to no complaints.
    pub(crate) fn read_again(&self, at: usize, read: impl FnOnce(&mut RowReader<'_>)) {
        let Some(row) = self.sheet.rows.get(at) else { return };
        let mut unheard = Reporter { file: Arc::from(""), sheet: None, report: ImportReport::default() };
        read(&mut RowReader::new(self, (at, row), &mut unheard));
    }

    /// Where the entries stand in the file.
    pub(crate) fn origins(&self, rows: &[TakenRow]) -> Vec<Origin> {
        let origin = |taken: &TakenRow| {
            let row = self.sheet.rows.get(taken.at)?;
            Some(Origin { sheet: row.sheet.clone(), row: row.row, is_new: taken.outcome == Outcome::New })
        };
        rows.iter().filter_map(origin).collect()
    }
}

/// Sums below the rows, and headers that printing repeated.
pub(crate) fn is_passed_over(cells: &csv::StringRecord, headers: &[String], has_shape: bool) -> bool {
    let mut filled = cells.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let first = filled.next().unwrap_or_default();
    let may_sum = first.starts_with(['合', '总', '小', '共']);
    let first: String = first.chars().filter(|letter| may_sum && !letter.is_whitespace()).collect();
    let is_sum = ["合计", "总计", "小计", "共计"]
        .iter()
        .any(|word| first == *word || first.strip_suffix([':', '：']) == Some(word));
    let is_header = headers.len() > 1 && cells.iter().map(str::trim).eq(headers.iter().map(String::as_str));
    !has_shape && (is_sum || is_header)
}
