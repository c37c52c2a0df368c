//! One row, read field by field.

use crate::exchange::cell::{half_width, read_date, read_degrees, read_number, read_yes, said};
use crate::exchange::intake::{Intake, Reporter};
use crate::exchange::shape_in::{Placed, pair, place};
use crate::exchange::sheet::SheetRow;
use crate::exchange::{Field, ProblemKind, Severity};
use crate::geom::Wgs84;
use crate::index::Spot;
use geojson::GeometryValue;
use jiff::civil::Date;
use std::sync::Arc;

/// What spreadsheets write where a formula has no result.
const FORMULA_ERRORS: [&str; 7] = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"];

/// One row, with a place for complaints about it.
pub(crate) struct RowReader<'a> {
    intake: &'a Intake<'a>,
    position: usize,
    row: &'a SheetRow,
    reporter: &'a mut Reporter,
    /// Something is odd.
    pub(crate) is_flagged: bool,
    /// The row cannot be taken.
    pub(crate) is_rejected: bool,
}

impl<'a> RowReader<'a> {
    /// A row of the sheet, with its position among them.
    pub(crate) fn new(
        intake: &'a Intake<'a>,
        (position, row): (usize, &'a SheetRow),
        reporter: &'a mut Reporter,
    ) -> Self {
        Self { intake, position, row, reporter, is_flagged: false, is_rejected: false }
    }

    /// The position among the rows of the sheet.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// As a spreadsheet counts.
    pub(crate) fn number(&self) -> u32 {
        self.row.row
    }

    /// The form of the feature.
    pub(crate) fn shape(&self) -> Option<&'a GeometryValue> {
        self.row.shape.as_ref()
    }

    /// Takes note that somebody should look.
    pub(crate) fn flag(&mut self, field: Option<Field>, kind: ProblemKind) {
        self.is_flagged = true;
        self.say(Severity::Flagged, field, kind);
    }

    /// Says something that is good to know; nothing is odd about the row.
    pub(crate) fn note(&mut self, field: Option<Field>, kind: ProblemKind) {
        self.say(Severity::Note, field, kind);
    }

    /// Takes note that the row cannot be taken.
    pub(crate) fn reject(&mut self, field: Option<Field>, kind: ProblemKind) {
        self.is_rejected = true;
        self.say(Severity::Rejected, field, kind);
    }

    fn say(&mut self, severity: Severity, field: Option<Field>, kind: ProblemKind) {
        let column = field.and_then(|field| self.intake.columns.at(field)).map(|(_, header)| Arc::clone(header));
        self.reporter.add(severity, Some(self.row.row), column, kind);
    }

    /// A formula that came to an error says nothing, and must not be taken for a word.
    pub(crate) fn reject_formula_errors(&mut self) {
        let intake = self.intake;
        for (field, column_idx) in intake.columns.all() {
            let cell = self.row.cells.get(column_idx).unwrap_or_default();
            if matches!(cell.as_bytes().first(), None | Some(b'0'..=b'9' | 128..)) {
                continue;
            }
            let cell = cell.trim_ascii();
            if cell.starts_with('#') && FORMULA_ERRORS.contains(&cell) {
                self.reject(Some(field), ProblemKind::FormulaError { text: cell.to_owned() });
            }
        }
    }

    /// What the cell says; `None` if the file has no such column, empty for a blank cell.
    pub(crate) fn text(&self, field: Field) -> Option<&'a str> {
        let column_idx = self.intake.columns.position(field)?;
        Some(said(self.row.cells.get(column_idx).unwrap_or_default()))
    }

    /// What the cell says, if it says something.
    pub(crate) fn filled(&self, field: Field) -> Option<&'a str> {
        self.text(field).filter(|text| !text.is_empty())
    }

    /// True if the cell says “nothing” on purpose: a lone apostrophe.
    pub(crate) fn is_emptied_on_purpose(&self, field: Field) -> bool {
        let at = self.intake.columns.at(field);
        at.and_then(|(column_idx, _)| self.row.cells.get(*column_idx)).is_some_and(|cell| cell == "'")
    }

    /// Takes over a text; a blank cell empties what was there, and says so.
    pub(crate) fn put_text(&mut self, field: Field, to: &mut String) {
        let Some(text) = self.text(field) else { return };
        if text.is_empty() && !to.is_empty() && !self.is_emptied_on_purpose(field) {
            self.flag(Some(field), ProblemKind::Emptied);
        }
        text.clone_into(to);
    }

    /// Like [`Self::put_text`], with full-width digits made plain.
    pub(crate) fn put_phone(&mut self, field: Field, to: &mut String) {
        let before = to.clone();
        self.put_text(field, to);
        if *to != before {
            *to = half_width(to);
        }
    }

    /// A whole number; `None` if the cell is blank or not there, or holds no number, which is flagged.
    pub(crate) fn whole<T: TryFrom<i64>>(&mut self, field: Field) -> Option<T> {
        let text = self.filled(field)?;
        let number = read_number(text).and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            self.flag(Some(field), ProblemKind::NotANumber { text: text.to_owned() });
        }
        number
    }

    /// Yes or no.
    pub(crate) fn yes(&mut self, field: Field) -> Option<bool> {
        let text = self.filled(field)?;
        let yes = read_yes(text);
        if yes.is_none() {
            self.flag(Some(field), ProblemKind::NotYesNo { text: text.to_owned() });
        }
        yes
    }

    /// A day.
    pub(crate) fn date(&mut self, field: Field) -> Option<Date> {
        let text = self.filled(field)?;
        let date = read_date(text);
        if date.is_none() {
            self.flag(Some(field), ProblemKind::NotADate { text: text.to_owned() });
        }
        date
    }

    /// One of a set of words.
    pub(crate) fn word<T>(&mut self, field: Field, known: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.filled(field)?;
        let found = known(text);
        if found.is_none() {
            self.flag(Some(field), ProblemKind::UnknownWord { text: text.to_owned() });
        }
        found
    }

    /// Takes over a value that may be absent: a blank cell empties what was there and says so, a cell that cannot be
    /// read leaves it.
    pub(crate) fn put_optional<T>(
        &mut self,
        field: Field,
        to: &mut Option<T>,
        read: impl FnOnce(&mut Self, Field) -> Option<T>,
    ) {
        match self.text(field) {
            None => {}
            Some("") if to.is_none() => {}
            Some("") => {
                *to = None;
                self.flag(Some(field), ProblemKind::Emptied);
            }
            Some(_) => {
                if let Some(value) = read(self, field) {
                    *to = Some(value);
                }
            }
        }
    }

    /// Takes over the position, if the row has one. Where the row says the same to seven decimals, what was there
    /// stays to the last bit; where it says nothing, a place that somebody put on the map stays too.
    pub(crate) fn put_place(&mut self, to: &mut Option<Wgs84>) {
        let Some((x, y)) = self.pair_said() else { return };
        let field = Some(Field::Lon).filter(|field| self.intake.columns.has(*field));
        let Placed { at, odd } = match place(self.intake.crs, x, y) {
            Ok(placed) => placed,
            Err(kind) => return self.reject(field, kind),
        };
        if let Some(odd) = odd {
            self.flag(field, odd);
        }
        let Some(at) = at else { return };
        if to.is_none_or(|there| !is_same_place(there, at)) {
            *to = Some(at);
        }
    }

    /// Flags a place in no grid, if there are grids.
    pub(crate) fn check_grid_at(&mut self, at: Option<Wgs84>) {
        let (Some(at), Some(index)) = (at, self.intake.index) else { return };
        if !self.intake.project.grids.is_empty() && index.grid_at(self.intake.project, at) == Spot::Outside {
            self.flag(None, ProblemKind::OutsideGrids);
        }
    }

    fn pair_said(&mut self) -> Option<(f64, f64)> {
        match self.row.shape.as_ref() {
            Some(GeometryValue::Point { coordinates }) => match pair(coordinates) {
                Ok(pair) => return Some(pair),
                Err(kind) => {
                    self.reject(None, kind);
                    return None;
                }
            },
            Some(other) => {
                self.reject(None, ProblemKind::WrongShape { found: other.type_name().to_owned() });
                return None;
            }
            None => {}
        }
        if let Some(text) = self.filled(Field::Position) {
            let parts: Vec<&str> = text.split([',', '，', ';', '；', ' ']).filter(|part| !part.is_empty()).collect();
            let pair = match parts.as_slice() {
                [lon, lat] => read_degrees(lon).zip(read_degrees(lat)),
                _ => None,
            };
            if pair.is_none() {
                self.reject(Some(Field::Position), ProblemKind::NotACoordinate { text: text.to_owned() });
            }
            return pair;
        }
        match (self.filled(Field::Lon), self.filled(Field::Lat)) {
            (None, None) => None,
            (Some(lon), Some(lat)) => {
                let lon = self.degrees(Field::Lon, lon);
                let lat = self.degrees(Field::Lat, lat);
                lon.zip(lat)
            }
            (lon, _) => {
                let field = if lon.is_some() { Field::Lon } else { Field::Lat };
                self.flag(Some(field), ProblemKind::HalfPosition);
                None
            }
        }
    }

    fn degrees(&mut self, field: Field, text: &str) -> Option<f64> {
        let degrees = read_degrees(text);
        if degrees.is_none() {
            self.reject(Some(field), ProblemKind::NotACoordinate { text: text.to_owned() });
        }
        degrees
    }
}

/// True if the two are written alike, with the seven decimals of our files.
pub(crate) fn is_same_place(a: Wgs84, b: Wgs84) -> bool {
    is_same_seven(a.lon_deg, b.lon_deg) && is_same_seven(a.lat_deg, b.lat_deg)
}

/// True if two numbers have the same seven decimals. Asked of every row of a county, so that only those are written out
/// that lie where writing could round either way.
fn is_same_seven(a: f64, b: f64) -> bool {
    let whole = |degrees: f64| {
        let (scaled, nearest) = (degrees * 1e7, (degrees * 1e7).round());
        ((scaled - nearest).abs() < 0.499).then_some(nearest)
    };
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => (a - b).abs() < 0.5,
        _ => seven(a) == seven(b),
    }
}

/// Degrees as they are written in files: about a centimeter.
pub(crate) fn seven(degrees: f64) -> String {
    let text = format!("{degrees:.7}");
    if text == "-0.0000000" { "0.0000000".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use crate::exchange::row::{is_same_seven, seven};
    use proptest::prelude::proptest;

    proptest! {
        #[test]
        fn two_numbers_are_the_same_if_they_are_written_alike(a in -180.0..180.0_f64, off in -3e-7..3e-7_f64) {
            for b in [a, a + off, (a * 1e7).round() / 1e7, ((a * 1e7).floor() + 0.5) / 1e7] {
                assert_eq!(is_same_seven(a, b), seven(a) == seven(b), "{a} and {b}");
            }
        }
    }
}
