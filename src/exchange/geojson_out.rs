//! Maps out: RFC 7946, one feature a line, seven decimals, outer rings counter-clockwise.

use crate::disclose::Audience;
use crate::exchange::csv_out::{household_cell, household_fields};
use crate::exchange::row::seven;
use crate::exchange::shape_in::wound;
use crate::exchange::{ExchangeError, Field};
use crate::geom::{Area, Wgs84, polygon_rings};
use crate::model::{Household, Project, Shape};
use geo::{LineString, Polygon};
use geojson::JsonValue;
use std::io::Write;

/// Writes the grids. The grid leader's code outside only with consent.
///
/// # Errors
/// [`ExchangeError::WriteFailed`].
pub fn write_geojson_grids(project: &Project, audience: Audience, out: impl Write) -> Result<(), ExchangeError> {
    let features = project.grids.rows().map(|grid| {
        let parent = grid.parent.and_then(|id| project.grids.at(id)).map_or("", |parent| parent.code.as_str());
        let leader = grid.leader.and_then(|id| project.members.at(id));
        let leader = leader.filter(|member| audience == Audience::Internal || member.consent);
        let properties = [
            ("code", text(&grid.code)),
            ("name", text(&grid.name)),
            ("level", JsonValue::from(grid.level)),
            ("parent", text(parent)),
            ("leader", text(leader.map_or("", |member| member.code.as_str()))),
        ];
        feature(&properties, &words_of_area(&grid.area))
    });
    write_features(features, out)
}

/// Writes the base map.
///
/// # Errors
/// [`ExchangeError::WriteFailed`].
pub fn write_geojson_backdrop(project: &Project, out: impl Write) -> Result<(), ExchangeError> {
    let features = project.backdrop.rows().map(|row| {
        let shape = match &row.shape {
            Shape::Line(line) => words_of_path(line),
            Shape::Area(area) => words_of_area(area),
        };
        feature(&[("kind", text(row.kind.key())), ("name", text(&row.name))], &shape)
    });
    write_features(features, out)
}

/// Writes the households as points; only internally, since a point is a family.
///
/// # Errors
/// [`ExchangeError::NotForAudience`], [`ExchangeError::WriteFailed`].
pub fn write_geojson_households(project: &Project, audience: Audience, out: impl Write) -> Result<(), ExchangeError> {
    if !audience.gets_coordinates() {
        return Err(ExchangeError::NotForAudience { what: "household coordinates", audience });
    }
    let mut fields = household_fields(project, audience);
    fields.retain(|field| !matches!(field, Field::Lon | Field::Lat));
    let features = project.households.rows().map(|row| {
        let value = |field: Field| property(field, &household_cell(project, row, field, audience));
        let properties: Vec<(&str, JsonValue)> = fields.iter().map(|field| (field.key(), value(*field))).collect();
        feature(&properties, &shape_of(row))
    });
    write_features(features, out)
}

fn shape_of(row: &Household) -> String {
    words_of_path(row.at.as_slice())
}

/// Counts as numbers, so that other programs can style by them; everything else as text.
fn property(field: Field, cell: &str) -> JsonValue {
    let number = match field {
        Field::People | Field::Elderly | Field::Children | Field::Group | Field::Unit | Field::Floor => {
            cell.parse::<i64>().ok()
        }
        _ => None,
    };
    number.map_or_else(|| text(cell), JsonValue::from)
}

/// A text as a property; nothing for an empty one.
pub(crate) fn text(text: &str) -> JsonValue {
    if text.is_empty() { JsonValue::Null } else { JsonValue::from(text) }
}

/// One feature, on a line of its own.
pub(crate) fn feature(properties: &[(&str, JsonValue)], shape: &str) -> String {
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{}:{value}", JsonValue::from(*key))).collect();
    format!(r#"{{"type":"Feature","properties":{{{}}},"geometry":{shape}}}"#, properties.join(","))
}

fn words_of_area(area: &Area) -> String {
    let corner = |corner: &geo::Coord<f64>| words_of_place(Wgs84 { lon_deg: corner.x, lat_deg: corner.y });
    let ring = |ring: &LineString<f64>| listed(ring.0.iter(), corner);
    let polygon = |polygon: &Polygon<f64>| listed(polygon_rings(polygon), ring);
    let wound = wound(area);
    match wound.0.as_slice() {
        [] => "null".to_owned(),
        [one] => format!(r#"{{"type":"Polygon","coordinates":{}}}"#, polygon(one)),
        several => format!(r#"{{"type":"MultiPolygon","coordinates":{}}}"#, listed(several.iter(), polygon)),
    }
}

/// Nothing, a place or a line.
pub(crate) fn words_of_path(path: &[Wgs84]) -> String {
    match path {
        [] => "null".to_owned(),
        [at] => format!(r#"{{"type":"Point","coordinates":{}}}"#, words_of_place(*at)),
        line => {
            format!(r#"{{"type":"LineString","coordinates":{}}}"#, listed(line.iter(), |at| words_of_place(*at)))
        }
    }
}

fn words_of_place(at: Wgs84) -> String {
    format!("[{},{}]", seven(at.lon_deg), seven(at.lat_deg))
}

fn listed<T>(things: impl Iterator<Item = T>, words: impl Fn(T) -> String) -> String {
    let words: Vec<String> = things.map(words).collect();
    format!("[{}]", words.join(","))
}

/// Writes features, a line each.
pub(crate) fn write_features(features: impl Iterator<Item = String>, mut out: impl Write) -> Result<(), ExchangeError> {
    let mut write = |text: &str| out.write_all(text.as_bytes()).map_err(|source| ExchangeError::WriteFailed { source });
    write("{\"type\":\"FeatureCollection\",\"features\":[")?;
    for (feature_idx, feature) in features.enumerate() {
        write(if feature_idx == 0 { "\n" } else { ",\n" })?;
        write(&feature)?;
    }
    write("\n]}\n")
}
