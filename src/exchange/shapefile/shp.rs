//! Forms, record by record.

use crate::exchange::MapFault;
use crate::exchange::shapefile::rings::polygons;
use geojson::{GeometryValue, Position};

const HEAD: usize = 100;
/// A record begins with its number and the length of what follows, in units of two bytes.
const RECORD_HEAD: usize = 8;
/// What stands before the parts and corners: the kind and the bounds.
const BOUNDS: usize = 36;

/// The form of a record: none, one, or why it cannot be read.
pub(crate) type Form = Result<Option<GeometryValue>, MapFault>;

/// Reads all forms; whatever else is wrong with a record, the next one is found by its length. Heights and measures
/// are passed over.
///
/// # Errors
/// The record in which the file breaks off, from 1.
pub(crate) fn read_shapes(bytes: &[u8]) -> Result<Vec<Form>, (Option<u32>, MapFault)> {
    if big(bytes, 0) != Some(9994) || little(bytes, 28) != Some(1000) {
        return Err((None, if bytes.len() < HEAD { MapFault::BreaksOff } else { MapFault::Head }));
    }
    let said = big(bytes, 24).and_then(|words| usize::try_from(words).ok()?.checked_mul(2));
    let said = said.filter(|said| *said >= HEAD).ok_or((None, MapFault::Head))?;
    let whole = bytes.get(..said).unwrap_or(bytes);
    let (mut forms, mut at) = (Vec::new(), HEAD);
    loop {
        let record = || Some(forms.len() as u32 + 1);
        if at == whole.len() && said == whole.len() {
            return Ok(forms);
        }
        let length = big(whole, at + 4).ok_or_else(|| (record(), MapFault::BreaksOff))?;
        let length = usize::try_from(length).ok().and_then(|words| words.checked_mul(2));
        // Without an honest length nobody knows where the next one begins.
        let length = length.filter(|length| *length >= 4).ok_or_else(|| (record(), MapFault::Lengths))?;
        let from = at + RECORD_HEAD;
        let content = from.checked_add(length).and_then(|to| whole.get(from..to));
        let content = content.ok_or_else(|| (record(), MapFault::BreaksOff))?;
        forms.push(form_of(content));
        at = from + length;
    }
}

fn form_of(content: &[u8]) -> Form {
    let kind = little(content, 0).ok_or(MapFault::Lengths)?;
    match kind {
        0 => Ok(None),
        1 | 11 | 21 => point(content, 4).map(|coordinates| Some(GeometryValue::Point { coordinates })),
        8 | 18 | 28 => {
            let count = count(content, BOUNDS)?;
            let mut coordinates = points(content, BOUNDS + 4, count)?;
            let only = if coordinates.len() == 1 { coordinates.pop() } else { None };
            Ok(Some(match only {
                Some(coordinates) => GeometryValue::Point { coordinates },
                None => GeometryValue::MultiPoint { coordinates },
            }))
        }
        3 | 13 | 23 => {
            let mut parts = parts(content)?;
            let only = if parts.len() == 1 { parts.pop() } else { None };
            Ok(Some(match only {
                Some(coordinates) => GeometryValue::LineString { coordinates },
                None => GeometryValue::MultiLineString { coordinates: parts },
            }))
        }
        5 | 15 | 25 => {
            let mut areas = polygons(parts(content)?);
            let only = if areas.len() == 1 { areas.pop() } else { None };
            Ok(Some(match only {
                Some(coordinates) => GeometryValue::Polygon { coordinates },
                None => GeometryValue::MultiPolygon { coordinates: areas },
            }))
        }
        code => Err(MapFault::Kind { code }),
    }
}

/// Lines or rings: where each begins, then the corners of all.
fn parts(content: &[u8]) -> Result<Vec<Vec<Position>>, MapFault> {
    let (part_count, corner_count) = (count(content, BOUNDS)?, count(content, BOUNDS + 4)?);
    let starts_at = BOUNDS + 8;
    let starts_end = part_count.checked_mul(4).and_then(|size| size.checked_add(starts_at));
    let corners_at = starts_end.filter(|end| *end <= content.len()).ok_or(MapFault::Lengths)?;
    let corners = points(content, corners_at, corner_count)?;
    let mut parts = Vec::new();
    for part_idx in 0..part_count {
        let from = count(content, starts_at + part_idx * 4)?;
        let to = if part_idx + 1 < part_count { count(content, starts_at + part_idx * 4 + 4)? } else { corner_count };
        let part = corners.get(from..to).ok_or(MapFault::Lengths)?;
        if parts.is_empty() && from != 0 {
            return Err(MapFault::Lengths);
        }
        parts.push(part.to_vec());
    }
    parts.retain(|part| !part.is_empty());
    Ok(parts)
}

fn points(content: &[u8], at: usize, count: usize) -> Result<Vec<Position>, MapFault> {
    let end = count.checked_mul(16).and_then(|size| size.checked_add(at)).ok_or(MapFault::Lengths)?;
    if end > content.len() {
        return Err(MapFault::Lengths);
    }
    (0..count).map(|idx| point(content, at + idx * 16)).collect()
}

fn point(content: &[u8], at: usize) -> Result<Position, MapFault> {
    let number = |at: usize| {
        let bytes = content.get(at..)?.first_chunk()?;
        Some(f64::from_le_bytes(*bytes))
    };
    let (x, y) = number(at).zip(number(at + 8)).ok_or(MapFault::Lengths)?;
    if x.is_finite() && y.is_finite() { Ok(Position::from([x, y])) } else { Err(MapFault::NotANumber) }
}

fn count(content: &[u8], at: usize) -> Result<usize, MapFault> {
    little(content, at).and_then(|count| usize::try_from(count).ok()).ok_or(MapFault::Lengths)
}

fn big(bytes: &[u8], at: usize) -> Option<i32> {
    Some(i32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn little(bytes: &[u8], at: usize) -> Option<i32> {
    Some(i32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
