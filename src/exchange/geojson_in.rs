//! Maps as text: features become rows, their properties cells.

use crate::exchange::sheet::{Sheet, SheetRow};
use crate::exchange::{ExchangeError, ProblemKind};
use csv::StringRecord;
use geojson::{Geometry, JsonObject, JsonValue};
use std::collections::BTreeSet;

/// A feature of a collection needs eight levels; properties of strangers a few more.
const MAX_DEPTH: usize = 32;

/// True if a text is more likely JSON than a table.
pub(crate) fn looks_like_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// Reads the features of a map.
pub(crate) fn read_geojson(file: &str, text: &str) -> Result<Sheet, ExchangeError> {
    // Parsers recurse: what is too deep for the stack must not reach them.
    if let Some(line) = too_deep_at(text) {
        return Err(ExchangeError::TooDeep { file: file.to_owned(), limit: MAX_DEPTH, line });
    }
    let whole: JsonValue = serde_json::from_str(text).map_err(|source| ExchangeError::NotJson {
        file: file.to_owned(),
        line: source.line(),
        column: source.column(),
        source,
    })?;
    let not_features = || ExchangeError::NotFeatures { file: file.to_owned() };
    let JsonValue::Object(mut whole) = whole else { return Err(not_features()) };
    let declared_crs = whole.get("crs").filter(|crs| !crs.is_null()).map(name_of_crs);
    let features = match whole.get("type").and_then(JsonValue::as_str) {
        Some("FeatureCollection") => match whole.remove("features") {
            Some(JsonValue::Array(features)) => features,
            _ => return Err(not_features()),
        },
        Some("Feature") => vec![JsonValue::Object(whole)],
        Some(_) if whole.contains_key("coordinates") => {
            let mut feature = JsonObject::new();
            feature.insert("geometry".to_owned(), JsonValue::Object(whole));
            vec![JsonValue::Object(feature)]
        }
        _ => return Err(not_features()),
    };
    let properties = |feature: &JsonValue| feature.get("properties").and_then(JsonValue::as_object).cloned();
    let headers: BTreeSet<String> =
        features.iter().filter_map(properties).flat_map(|row| row.into_iter().map(|(key, _)| key)).collect();
    let headers: Vec<String> = headers.into_iter().collect();
    let rows = (1..).zip(features).map(|(row, feature)| row_of_feature(row, feature, &headers)).collect();
    Ok(Sheet { headers, rows, declared_crs, ..Sheet::default() })
}

/// The legacy `crs` member says `{"type":"name","properties":{"name":"…"}}`.
fn name_of_crs(crs: &JsonValue) -> String {
    let name = crs.get("properties").and_then(|properties| properties.get("name")).and_then(JsonValue::as_str);
    name.map_or_else(|| crs.to_string().chars().take(80).collect(), str::to_owned)
}

fn row_of_feature(row: u32, mut feature: JsonValue, headers: &[String]) -> SheetRow {
    let properties = feature.get("properties").and_then(JsonValue::as_object);
    let cell = |header: &String| properties.and_then(|row| row.get(header)).map_or_else(String::new, cell_of_value);
    let cells: StringRecord = headers.iter().map(cell).collect();
    let (shape, broken) = match feature.get_mut("geometry").map(JsonValue::take) {
        None | Some(JsonValue::Null) => (None, None),
        Some(geometry) => match serde_json::from_value::<Geometry>(geometry) {
            Ok(geometry) => (Some(geometry.value), None),
            Err(err) => (None, Some(ProblemKind::BadFeature { why: err.to_string().chars().take(120).collect() })),
        },
    };
    SheetRow { sheet: None, row, cells, shape, broken, is_passed_over: false, odd: Vec::new() }
}

fn cell_of_value(value: &JsonValue) -> String {
    match value {
        JsonValue::Null | JsonValue::Object(_) => String::new(),
        JsonValue::Bool(true) => "是".to_owned(),
        JsonValue::Bool(false) => "否".to_owned(),
        JsonValue::Number(number) => number.to_string(),
        JsonValue::String(text) => text.clone(),
        JsonValue::Array(values) => values.iter().map(cell_of_value).collect::<Vec<_>>().join("、"),
    }
}

/// The line where brackets go deeper than allowed, if they do.
fn too_deep_at(text: &str) -> Option<usize> {
    let (mut depth, mut line) = (0_usize, 1);
    let (mut is_quoted, mut is_escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            b'\n' => line += 1,
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            b'[' | b'{' if !is_quoted => depth += 1,
            b']' | b'}' if !is_quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(line);
        }
    }
    None
}
