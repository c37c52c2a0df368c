//! A file and a project, and what the file would change.

use crate::edit::Batch;
use crate::exchange::book_in::read_book_table;
use crate::exchange::columns::{Columns, header_score};
use crate::exchange::crs::{Found, coordinates_in, find_crs, other_datum};
use crate::exchange::csv_in::read_csv;
use crate::exchange::field::columns_of;
use crate::exchange::form::{Form, open};
use crate::exchange::intake::{Intake, Reporter};
use crate::exchange::persons::join_persons;
use crate::exchange::sheet::Sheet;
use crate::exchange::take_backdrop::take_backdrop;
use crate::exchange::take_buildings::take_buildings;
use crate::exchange::take_grids::take_grids;
use crate::exchange::take_households::take_households;
use crate::exchange::take_links::take_links;
use crate::exchange::take_members::{leaders_among, take_members};
use crate::exchange::{
    Encoding, ExchangeError, Field, ImportKind, ImportOptions, ImportReport, ProblemKind, Severity, Source,
};
use crate::index::Index;
use crate::model::Project;
use csv::StringRecord;

/// What a file would bring.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// What to wish for, with [`Edit::Import`](crate::edit::Edit::Import). Empty if the report is blocked.
    pub batch: Batch,
    /// What was found.
    pub report: ImportReport,
}

/// Reads a file and matches it with the register. Nothing is changed.
///
/// Rows are matched by code. A field that the file does not speak of keeps its value; a blank cell in a column that
/// others filled in empties it, which is flagged, except for positions, ranges and the status, which stay. What the
/// register has and the file has not is counted as missing and stays. `index` is asked whether places lie in a grid.
///
/// # Errors
/// [`ExchangeError`] if the file as a whole cannot be read. Bad rows are in the report.
pub fn plan_import(
    project: &Project,
    index: Option<&Index>,
    source: &Source,
    what: ImportKind,
    options: &ImportOptions,
) -> Result<Import, ExchangeError> {
    let file = source.name.as_str();
    let (mut sheet, encoding) = read_sheet(source, what, options)?;
    let persons = if what == ImportKind::Households { join_persons(&mut sheet) } else { None };
    let report = ImportReport { encoding, ..ImportReport::default() };
    let mut reporter = Reporter { file: file.into(), sheet: sheet.name.clone(), report };
    note_sheets(&sheet, &mut reporter);
    for odd in &sheet.odd {
        reporter.add(Severity::Flagged, None, None, odd.clone());
    }
    if let Some(persons) = persons {
        let households = sheet.rows.iter().filter(|row| !row.is_passed_over).count();
        reporter.note(0, None, ProblemKind::PersonsJoined { persons, households });
    }
    if sheet.header_row > 1 {
        reporter.note(sheet.header_row, None, ProblemKind::HeaderBelowTitles);
    }
    let columns = Columns::find(&sheet, what, options, &mut reporter)?;
    if let Some(field) = needed(what).iter().find(|field| !columns.has(**field)) {
        return Err(ExchangeError::MissingColumn { file: file.to_owned(), field: *field });
    }
    let pairs = coordinates_in(&sheet, &columns);
    let (declared, presumed) = (sheet.declared_crs.as_ref(), sheet.presumed_crs);
    let Found { finding: crs, note } = find_crs(file, declared, presumed, options.crs, &pairs, project)?;
    if let Some(note) = note {
        reporter.note(0, None, note);
    }
    if matches!(what, ImportKind::Households | ImportKind::Members)
        && let Some(odd) = other_datum(crs.assumed, &pairs, project, index)
    {
        reporter.add(Severity::Flagged, None, None, odd);
    }
    let intake = Intake { project, index, options, sheet: &sheet, columns: &columns, crs: crs.assumed };
    reporter.report.crs = crs;
    let mut batch = Batch::default();
    match what {
        ImportKind::Households => batch.households = take_households(&intake, &mut reporter),
        ImportKind::Members => {
            batch.members = take_members(&intake, &mut reporter);
            batch.leaders = leaders_among(project, &batch.members);
        }
        ImportKind::Grids => batch.grids = take_grids(&intake, &mut reporter),
        ImportKind::Buildings => batch.buildings = take_buildings(&intake, &mut reporter),
        ImportKind::Links => batch.links = take_links(&intake, &mut reporter),
        ImportKind::Backdrop => batch.backdrop = take_backdrop(&intake, &mut reporter),
    }
    let mut report = reporter.report;
    debug_assert_eq!(
        report.read,
        report.new + report.changed + report.unchanged + report.rejected,
        "every row counts once"
    );
    if report.rejected > 0 && !options.skip_bad {
        report.is_blocked = true;
        batch = Batch::default();
    }
    Ok(Import { batch, report })
}

/// Reads the rows, whatever they are written in.
fn read_sheet(source: &Source, what: ImportKind, options: &ImportOptions) -> Result<(Sheet, Encoding), ExchangeError> {
    let file = || source.name.clone();
    let score = |record: &StringRecord| header_score(what, &options.map, record);
    let form = open(source)?;
    if what == ImportKind::Backdrop && !matches!(form, Form::Map(..)) {
        return Err(ExchangeError::NeedsShapes { file: file(), kind: what });
    }
    let (found, encoding) = match form {
        Form::Map(sheet, encoding) => return Ok((sheet, encoding)),
        Form::Book => (read_book_table(source, options.sheet.as_deref(), score)?, Encoding::Workbook),
        Form::Table(text) => (read_csv(&source.name, &text.content, score)?, text.encoding),
    };
    let looked_for = || columns_of(what).iter().map(|column| column.1).collect();
    let sheet = found.ok_or_else(|| ExchangeError::NoHeader { file: file(), looked_for: looked_for() })?;
    Ok((sheet, encoding))
}

/// Names the sheets of a workbook that are not taken in.
fn note_sheets(sheet: &Sheet, reporter: &mut Reporter) {
    let own = reporter.sheet.take();
    for (names, kind) in [(&sheet.left_out, ProblemKind::SheetLeftOut), (&sheet.hidden, ProblemKind::SheetHidden)] {
        for name in names {
            reporter.sheet = Some(name.as_str().into());
            reporter.note(0, None, kind.clone());
        }
    }
    reporter.sheet = own;
}

/// Columns without which no row makes sense.
fn needed(what: ImportKind) -> &'static [Field] {
    match what {
        ImportKind::Links => &[Field::Household, Field::Member],
        _ => &[],
    }
}
