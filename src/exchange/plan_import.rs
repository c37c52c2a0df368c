//! A file and a project, and what the file would change.

use crate::edit::Batch;
use crate::exchange::book_in::read_book_table;
use crate::exchange::columns::{Columns, JOIN, can_join, header_score};
use crate::exchange::crs::{Found, coordinates_in, find_crs, other_datum};
use crate::exchange::csv_in::read_csv;
use crate::exchange::date_in_name::date_in_name;
use crate::exchange::field::columns_of;
use crate::exchange::form::{Form, open};
use crate::exchange::intake::{Intake, Reporter, Taken};
use crate::exchange::layers_in::choose_layer;
use crate::exchange::persons::{Joined, join_persons, joined_headers};
use crate::exchange::sheet::Sheet;
use crate::exchange::take_addresses::take_addresses;
use crate::exchange::take_backdrop::take_backdrop;
use crate::exchange::take_buildings::take_buildings;
use crate::exchange::take_grids::take_grids;
use crate::exchange::take_households::take_households;
use crate::exchange::take_links::take_links;
use crate::exchange::take_members::{leaders_among, take_members};
use crate::exchange::take_units::take_units;
use crate::exchange::{
    AgesFound, Crs, CrsEvidence, Encoding, ExchangeError, Field, Import, ImportKind, ImportOptions, ImportReport, Met,
    ProblemKind, Severity, Source,
};
use crate::index::Index;
use crate::model::{HouseholdId, Project, Provenance};
use csv::StringRecord;
use jiff::civil::Date;
use std::sync::Arc;

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
    let (mut sheet, encoding) = read_sheet(project, source, what, options)?;
    let today = options.as_of.or_else(|| date_in_name(file)).or(options.today);
    let key = join_key(project, &sheet, what, options, today);
    let joined = match what {
        ImportKind::Households => join_persons(&mut sheet, key.as_deref(), today),
        _ => None,
    };
    let report = ImportReport { encoding, ..ImportReport::default() };
    let mut reporter = Reporter { file: file.into(), sheet: sheet.name.clone(), report };
    note_sheets(&sheet, &mut reporter);
    for odd in &sheet.odd {
        reporter.add(Severity::Flagged, None, None, odd.clone());
    }
    if let Some(Joined { persons, damaged, ages }) = joined {
        let households = sheet.rows.iter().filter(|row| !row.is_passed_over).count();
        reporter.note(0, None, ProblemKind::PersonsJoined { persons, households });
        if let Some(ages) = ages {
            let is_sure = matches!(ages, AgesFound::Counted { .. });
            let severity = if is_sure { Severity::Note } else { Severity::Flagged };
            reporter.add(severity, None, None, ProblemKind::Ages(ages));
        }
        let header = key.as_deref().map(Arc::from);
        match damaged {
            Some((count, first_row)) => {
                let kind = ProblemKind::IdsDamaged { count, first_row };
                reporter.add(Severity::Flagged, Some(sheet.header_row), header, kind);
            }
            None if key.is_some() => reporter.note(sheet.header_row, header, ProblemKind::JoinedByIds),
            None => {}
        }
    }
    if sheet.header_row > 1 {
        reporter.note(sheet.header_row, None, ProblemKind::HeaderBelowTitles);
    }
    let map = mapping(project, &sheet, what, options, &mut reporter);
    let columns = Columns::find(&sheet, what, &map, &mut reporter)?;
    // Of a list that nobody has filled in no column is used.
    let is_filled_in = !sheet.rows.is_empty();
    if let Some(field) = lacking(what, &sheet, &columns).filter(|_| is_filled_in) {
        return Err(ExchangeError::MissingColumn { file: file.to_owned(), field });
    }
    let pairs = coordinates_in(&sheet, &columns);
    let (declared, presumed) = (sheet.declared_crs.as_ref(), sheet.presumed_crs);
    let Found { finding: crs, note } =
        find_crs(file, declared, (presumed, crs_before(project, &sheet, what)), options.crs, &pairs, project)?;
    if let Some(note) = note {
        reporter.note(0, None, note);
    }
    if matches!(what, ImportKind::Households | ImportKind::Members | ImportKind::Addresses)
        && let Some(odd) = other_datum(crs.assumed, &pairs, project, index)
    {
        reporter.add(Severity::Flagged, None, None, odd);
    }
    let intake = Intake { project, index, options, sheet: &sheet, columns: &columns, crs: crs.assumed };
    reporter.report.crs = crs;
    let mut import = take_rows(&intake, &mut reporter, what);
    import.batch.provenance = Some((None, Box::new(provenance_of(&sheet, what, options.as_of, &map, &reporter))));
    let mut report = reporter.report;
    debug_assert_eq!(
        report.read,
        report.new + report.changed + report.unchanged + report.rejected,
        "every row counts once"
    );
    if report.rejected > 0 && !options.skip_bad {
        report.is_blocked = true;
        import = Import::default();
    }
    Ok(Import { report, columns: columns.uses(&sheet, what, &map), map, ..import })
}

/// Reads the rows as what they are.
fn take_rows(intake: &Intake<'_>, reporter: &mut Reporter, what: ImportKind) -> Import {
    match what {
        ImportKind::Households => gathered(intake, take_households(intake, reporter), |batch| &mut batch.households),
        ImportKind::Addresses => gathered(intake, take_addresses(intake, reporter), |batch| &mut batch.households),
        ImportKind::Members => {
            let mut import = gathered(intake, take_members(intake, reporter), |batch| &mut batch.members);
            import.batch.leaders = leaders_among(intake.project, &import.batch.members);
            import
        }
        ImportKind::Grids => gathered(intake, take_grids(intake, reporter), |batch| &mut batch.grids),
        ImportKind::Buildings => gathered(intake, take_buildings(intake, reporter), |batch| &mut batch.buildings),
        ImportKind::Units(kind) => gathered(intake, take_units(intake, reporter, kind), |batch| &mut batch.units),
        ImportKind::Links => gathered(intake, take_links(intake, reporter), |batch| &mut batch.links),
        ImportKind::Backdrop => {
            let backdrop = take_backdrop(intake, reporter);
            Import { batch: Batch { backdrop, ..Batch::default() }, ..Import::default() }
        }
    }
}

/// The import of what rows were read as.
fn gathered<T>(intake: &Intake<'_>, taken: Taken<T>, list: impl FnOnce(&mut Batch) -> &mut Vec<T>) -> Import {
    let Taken { entries, rows, matches, homes, absent, met } = taken;
    let mut batch = Batch::default();
    *list(&mut batch) = entries;
    let place = |(at, household): (usize, HouseholdId)| {
        let row = intake.sheet.rows.get(at)?;
        Some(Met { sheet: row.sheet.clone(), row: row.row, household })
    };
    let met = met.into_iter().filter_map(place).collect();
    Import { batch, origins: intake.origins(&rows), matches, homes, absent, met, ..Import::default() }
}

/// Reads the rows, whatever they are written in.
fn read_sheet(
    project: &Project,
    source: &Source,
    what: ImportKind,
    options: &ImportOptions,
) -> Result<(Sheet, Encoding), ExchangeError> {
    let file = || source.name.clone();
    // What was ever mapped by hand is a header, whatever it says.
    let mut known = options.map.clone();
    known.extend(project.provenances.rows().filter(|row| row.kind == what.key()).flat_map(mapped_in));
    let score = |record: &StringRecord| header_score(what, &known, record);
    let form = open(source)?;
    if what == ImportKind::Backdrop && !matches!(form, Form::Map(..) | Form::Layers(_)) {
        return Err(ExchangeError::NeedsShapes { file: file(), kind: what });
    }
    let (found, encoding) = match form {
        Form::Map(sheet, encoding) => return Ok((sheet, encoding)),
        Form::Layers(layers) => {
            let score = |layer: &Sheet| score(&layer.headers.iter().collect());
            (choose_layer(source, layers, options.sheet.as_deref(), score)?, Encoding::Utf8)
        }
        Form::Book => (read_book_table(source, options.sheet.as_deref(), score)?, Encoding::Workbook),
        Form::Table(text) => (read_csv(&source.name, &text.content, score)?, text.encoding),
    };
    let looked_for = || columns_of(what).iter().map(|column| column.1).collect();
    let sheet = found.ok_or_else(|| ExchangeError::NoHeader { file: file(), looked_for: looked_for() })?;
    Ok((sheet, encoding))
}

/// The column of ID numbers by which somebody wants the rows of a household put together: now, or when a file of the
/// same layout was taken in last.
fn join_key(
    project: &Project,
    sheet: &Sheet,
    what: ImportKind,
    options: &ImportOptions,
    today: Option<Date>,
) -> Option<String> {
    let keys = |header: &str| can_join(what, header).then(|| header.to_owned());
    if !options.map.is_empty() {
        return options.map.iter().find(|(_, key)| key == JOIN).and_then(|(header, _)| keys(header));
    }
    if !sheet.headers.iter().any(|header| can_join(what, header)) {
        return None;
    }
    let last = last_alike(project, what, &joined_headers(sheet, today))?;
    mapped_in(last).find(|(_, key)| key == JOIN).and_then(|(header, _)| keys(&header))
}

/// What is said about columns by hand: now, or else when a file of the same layout was taken in last.
fn mapping(
    project: &Project,
    sheet: &Sheet,
    what: ImportKind,
    options: &ImportOptions,
    reporter: &mut Reporter,
) -> Vec<(String, String)> {
    if !options.map.is_empty() {
        return options.map.clone();
    }
    let last = last_alike(project, what, &sheet.headers);
    let Some(last) = last.filter(|last| !last.mapped.is_empty()) else { return Vec::new() };
    let map: Vec<(String, String)> = mapped_in(last).collect();
    let mut unheard = Reporter { file: Arc::clone(&reporter.file), sheet: None, report: ImportReport::default() };
    if Columns::find(sheet, what, &map, &mut unheard).is_err() {
        return Vec::new();
    }
    reporter.note(sheet.header_row, None, ProblemKind::MappedAsBefore { file: last.file.clone() });
    map
}

/// The coordinate system that somebody chose for the last file of this layout, and that file; `None` if nobody did. What
/// was found out by itself is found out anew.
fn crs_before(project: &Project, sheet: &Sheet, what: ImportKind) -> Option<(Crs, String)> {
    let last = last_alike(project, what, &sheet.headers)?;
    let is_chosen = [CrsEvidence::Asked, CrsEvidence::Before].iter().any(|evidence| evidence.key() == last.evidence);
    let crs = Crs::from_name(&last.crs).filter(|crs| is_chosen && *crs != Crs::Auto)?;
    Some((crs, last.file.clone()))
}

/// The last file of this kind with these columns that was taken in.
fn last_alike<'a>(project: &'a Project, what: ImportKind, headers: &[String]) -> Option<&'a Provenance> {
    project.provenances.rows().filter(|row| row.kind == what.key() && row.headers == headers).last()
}

fn mapped_in(row: &Provenance) -> impl Iterator<Item = (String, String)> {
    let pairs = row.mapped.iter().filter_map(|pair| pair.rsplit_once('='));
    pairs.map(|(header, key)| (header.to_owned(), key.to_owned()))
}

/// What is remembered of the file.
fn provenance_of(
    sheet: &Sheet,
    what: ImportKind,
    as_of: Option<Date>,
    map: &[(String, String)],
    reporter: &Reporter,
) -> Provenance {
    let report = &reporter.report;
    Provenance {
        file: reporter.file.to_string(),
        kind: what.key().to_owned(),
        as_of: as_of.or_else(|| date_in_name(&reporter.file)),
        taken_on: None,
        crs: report.crs.assumed.key(),
        evidence: report.crs.evidence.key().to_owned(),
        rows: u32::try_from(report.read).unwrap_or(u32::MAX),
        headers: sheet.headers.clone(),
        mapped: map.iter().map(|(header, key)| format!("{header}={key}")).collect(),
    }
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

/// A column without which no row makes sense, if the file lacks one.
fn lacking(what: ImportKind, sheet: &Sheet, columns: &Columns) -> Option<Field> {
    let is_without = |field: &Field| !columns.has(*field);
    match what {
        ImportKind::Links => [Field::Household, Field::Member].into_iter().find(is_without),
        ImportKind::Addresses => {
            let numbers = [Field::Address, Field::HouseNo, Field::Building];
            let is_placed = columns.has(Field::Position) || sheet.rows.iter().any(|row| row.shape.is_some());
            let place = [Field::Lon, Field::Lat].into_iter().find(is_without).filter(|_| !is_placed);
            Some(Field::Address).filter(|_| numbers.iter().all(is_without)).or(place)
        }
        _ => None,
    }
}
