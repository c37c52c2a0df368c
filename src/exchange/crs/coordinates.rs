//! The coordinates of a file, before anybody knows what they mean.

use crate::exchange::Field;
use crate::exchange::cell::{read_degrees, said};
use crate::exchange::columns::Columns;
use crate::exchange::sheet::{Sheet, SheetRow};
use geojson::{GeometryValue, Position};

/// So many rows tell as much as all of them.
const ENOUGH: usize = 1_000;

/// One pair of numbers of each row, or of so many, evenly spread; cells that are blank, zero or no numbers are passed
/// over.
pub(crate) fn coordinates_in(sheet: &Sheet, columns: &Columns) -> Vec<(f64, f64)> {
    let step = sheet.rows.len().div_ceil(ENOUGH).max(1);
    let pairs = sheet.rows.iter().step_by(step).filter_map(|row| pair_of(row, columns));
    pairs.filter(|pair| *pair != (0.0, 0.0)).collect()
}

fn pair_of(row: &SheetRow, columns: &Columns) -> Option<(f64, f64)> {
    if let Some(shape) = &row.shape {
        return match *first_position(shape)?.as_slice() {
            [x, y, ..] => Some((x, y)),
            _ => None,
        };
    }
    let cell = |field| {
        let (column_idx, _) = columns.at(field)?;
        row.cells.get(*column_idx).map(said)
    };
    if let Some(text) = cell(Field::Position).filter(|text| !text.is_empty()) {
        let (x, y) = text.split_once([',', '，', ';', '；', ' '])?;
        return read_degrees(x).zip(read_degrees(y));
    }
    read_degrees(cell(Field::Lon)?).zip(read_degrees(cell(Field::Lat)?))
}

fn first_position(shape: &GeometryValue) -> Option<&Position> {
    match shape {
        GeometryValue::Point { coordinates } => Some(coordinates),
        GeometryValue::MultiPoint { coordinates } | GeometryValue::LineString { coordinates } => coordinates.first(),
        GeometryValue::MultiLineString { coordinates } | GeometryValue::Polygon { coordinates } => {
            coordinates.first()?.first()
        }
        GeometryValue::MultiPolygon { coordinates } => coordinates.first()?.first()?.first(),
        GeometryValue::GeometryCollection { geometries } => geometries.iter().find_map(|part| match &part.value {
            GeometryValue::Point { coordinates } => Some(coordinates),
            _ => None,
        }),
    }
}
