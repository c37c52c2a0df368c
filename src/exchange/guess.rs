//! What a dropped file probably holds.

use crate::exchange::book_in::read_book_table;
use crate::exchange::columns::header_score;
use crate::exchange::csv_in::read_csv;
use crate::exchange::field::field_from_header;
use crate::exchange::form::{Form, open};
use crate::exchange::layers_in::choose_layer;
use crate::exchange::sheet::Sheet;
use crate::exchange::words::backdrop_kind;
use crate::exchange::{ExchangeError, Field, ImportKind, Source};
use csv::StringRecord;
use geojson::GeometryValue;

/// So much of a table is looked at.
const LOOK_AT: usize = 64 * 1024;
/// Kinds of tables, in the order of preference where headers say the same.
const TABLES: [ImportKind; 5] =
    [ImportKind::Households, ImportKind::Members, ImportKind::Links, ImportKind::Grids, ImportKind::Buildings];

/// Guesses what the rows of a file are, by its headers and forms; `None` if nothing speaks for anything.
///
/// A map that cannot be read counts as outlines, and whatever else cannot as a roster, so that whoever reads it says
/// what is wrong.
pub fn guess_kind(source: &Source) -> Option<ImportKind> {
    match open(source) {
        Ok(Form::Map(sheet, _)) => guess_features(&sheet),
        Ok(Form::Layers(layers)) => {
            let chosen = choose_layer(source, layers, None, |layer| best_score(&layer.headers.iter().collect()));
            guess_features(&chosen.ok()??)
        }
        Ok(Form::Book) => match read_book_table(source, None, best_score) {
            Ok(found) => guess_by_header(&found?.headers.iter().collect()),
            Err(_) => Some(ImportKind::Households),
        },
        Ok(Form::Table(text)) => guess_table(&source.name, &text.content),
        Err(ExchangeError::BadMap { .. }) => Some(ImportKind::Grids),
        Err(_) => Some(ImportKind::Households),
    }
}

fn guess_table(file: &str, text: &str) -> Option<ImportKind> {
    let text = text.get(..text.floor_char_boundary(LOOK_AT))?;
    guess_by_header(&read_csv(file, text, best_score).ok()??.headers.iter().collect())
}

/// How much a row looks like the header of any kind of table.
fn best_score(record: &StringRecord) -> usize {
    TABLES.iter().map(|kind| header_score(*kind, &[], record)).max().unwrap_or(0)
}

fn guess_by_header(header: &StringRecord) -> Option<ImportKind> {
    let has = |kind, field| header.iter().any(|cell| field_from_header(kind, cell) == Some(field));
    // A table with a column for each side is about links, whatever else it names.
    if has(ImportKind::Links, Field::Household) && has(ImportKind::Links, Field::Member) && header.len() <= 8 {
        let is_roster = has(ImportKind::Members, Field::DutyPhone) || has(ImportKind::Members, Field::Eligible);
        return Some(if is_roster { ImportKind::Members } else { ImportKind::Links });
    }
    if header.iter().any(|cell| cell.contains("党员编号") || cell.contains("党员姓名")) {
        return Some(ImportKind::Members);
    }
    let of_roster = |field| has(ImportKind::Households, field);
    if is_address_list(of_roster) && (of_roster(Field::Lon) || of_roster(Field::Position)) {
        return Some(ImportKind::Addresses);
    }
    let mut best: Option<(usize, ImportKind)> = None;
    for kind in TABLES {
        let score = header_score(kind, &[], header);
        if score > best.map_or(0, |(best, _)| best) {
            best = Some((score, kind));
        }
    }
    best.map(|(_, kind)| kind)
}

/// True for a list that says addresses, and nothing about who lives there.
fn is_address_list(has: impl Fn(Field) -> bool) -> bool {
    let numbers = [Field::Address, Field::HouseNo, Field::Building];
    let people = [Field::Code, Field::Head, Field::Phone, Field::People, Field::Categories, Field::Status];
    numbers.into_iter().any(&has) && !people.into_iter().any(&has)
}

fn guess_features(sheet: &Sheet) -> Option<ImportKind> {
    let column = |kind, field| sheet.headers.iter().position(|header| field_from_header(kind, header) == Some(field));
    let kind_idx = column(ImportKind::Backdrop, Field::Kind);
    let (mut lines, mut areas, mut points, mut features) = (0, 0, 0, 0);
    for row in &sheet.rows {
        let word = kind_idx.and_then(|at| row.cells.get(at)).unwrap_or_default();
        features += usize::from(backdrop_kind(word).is_some());
        match row.shape {
            Some(GeometryValue::LineString { .. } | GeometryValue::MultiLineString { .. }) => lines += 1,
            Some(GeometryValue::Polygon { .. } | GeometryValue::MultiPolygon { .. }) => areas += 1,
            Some(GeometryValue::Point { .. }) => points += 1,
            _ => {}
        }
    }
    let is_grid = [Field::Code, Field::Level, Field::Parent, Field::Leader];
    let is_grid = is_grid.iter().any(|field| column(ImportKind::Grids, *field).is_some());
    if points > lines + areas {
        let record: StringRecord = sheet.headers.iter().collect();
        let is_member =
            header_score(ImportKind::Members, &[], &record) > header_score(ImportKind::Households, &[], &record);
        let is_column = |field| column(ImportKind::Households, field).is_some();
        Some(match () {
            () if is_member => ImportKind::Members,
            () if is_address_list(is_column) => ImportKind::Addresses,
            () => ImportKind::Households,
        })
    } else if lines > 0 || features > 0 {
        Some(ImportKind::Backdrop)
    } else if areas > 0 {
        Some(if is_grid || column(ImportKind::Grids, Field::Name).is_some() {
            ImportKind::Grids
        } else {
            ImportKind::Backdrop
        })
    } else {
        None
    }
}
