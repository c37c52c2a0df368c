//! One place of a KML, on its way.

use crate::exchange::MapFault;
use geojson::{Geometry, GeometryValue, Position};

/// More columns than any map has.
pub(crate) const MAX_COLUMNS: usize = 256;

/// A place with what is said of it.
#[derive(Debug, Default)]
pub(crate) struct Placemark {
    /// Columns and what stands in them, in the order of the file.
    pub(crate) cells: Vec<(String, String)>,
    /// The first thing wrong with it.
    pub(crate) fault: Option<MapFault>,
    points: Vec<Position>,
    lines: Vec<Vec<Position>>,
    areas: Vec<Vec<Vec<Position>>>,
    corners: Vec<Position>,
    rings: Vec<Vec<Position>>,
}

impl Placemark {
    /// Says something in a column, unless that was said.
    pub(crate) fn say(&mut self, column: &str, text: &str) {
        let text = text.trim();
        let has_room = self.cells.len() <= MAX_COLUMNS;
        if has_room && !column.is_empty() && !text.is_empty() && !self.cells.iter().any(|(there, _)| there == column) {
            self.cells.push((column.to_owned(), text.to_owned()));
        }
    }

    /// Reads corners: `113.1,34.2,0 113.2,34.3`.
    pub(crate) fn put_corners(&mut self, text: &str) {
        self.corners.clear();
        for corner in text.split_whitespace() {
            let mut numbers = corner.split(',').map(|number| number.parse::<f64>().ok().filter(|it| it.is_finite()));
            match (numbers.next().flatten(), numbers.next().flatten()) {
                (Some(x), Some(y)) => self.corners.push(Position::from([x, y])),
                _ => self.fault = self.fault.or(Some(MapFault::NotANumber)),
            }
        }
    }

    /// The corners were those of a point.
    pub(crate) fn end_point(&mut self) {
        let corners = std::mem::take(&mut self.corners);
        self.points.extend(corners.into_iter().next());
    }

    /// The corners were those of a line.
    pub(crate) fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.corners));
    }

    /// The corners were those of a ring; the outer one comes first, wherever it stands.
    pub(crate) fn end_ring(&mut self, is_hole: bool) {
        self.rings.push(std::mem::take(&mut self.corners));
        if let (false, Some(last)) = (is_hole, self.rings.len().checked_sub(1)) {
            self.rings.swap(0, last);
        }
    }

    /// The rings were those of an area.
    pub(crate) fn end_area(&mut self) {
        self.areas.push(std::mem::take(&mut self.rings));
    }

    /// The form. A point beside lines or areas only bears their label.
    pub(crate) fn shape(&mut self) -> Option<GeometryValue> {
        let mut points = std::mem::take(&mut self.points);
        let mut lines = std::mem::take(&mut self.lines);
        let mut areas = std::mem::take(&mut self.areas);
        let area = |areas: &mut Vec<Vec<Vec<Position>>>| match areas.len() {
            0 => None,
            1 => areas.pop().map(|coordinates| GeometryValue::Polygon { coordinates }),
            _ => Some(GeometryValue::MultiPolygon { coordinates: std::mem::take(areas) }),
        };
        let line = match lines.len() {
            0 => None,
            1 => lines.pop().map(|coordinates| GeometryValue::LineString { coordinates }),
            _ => Some(GeometryValue::MultiLineString { coordinates: lines }),
        };
        let point = match points.len() {
            0 => None,
            1 => points.pop().map(|coordinates| GeometryValue::Point { coordinates }),
            _ => Some(GeometryValue::MultiPoint { coordinates: points }),
        };
        match (area(&mut areas), line) {
            (Some(area), Some(line)) => {
                let geometries = [area, line].map(Geometry::new).to_vec();
                Some(GeometryValue::GeometryCollection { geometries })
            }
            (area, line) => area.or(line).or(point),
        }
    }
}
