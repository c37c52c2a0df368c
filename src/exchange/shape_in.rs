//! Forms of features: places, lines and outlines, checked.

use crate::exchange::{Crs, ProblemKind};
use crate::geom::{Area, Wgs84, area_crossing};
use geo::{LineString, Polygon, Winding as _};
use geojson::{Geometry, GeometryValue, Position};
use serde::Deserialize as _;

/// A place as read, and what was odd about it.
pub(crate) struct Placed {
    /// Where; `None` for zero and zero.
    pub(crate) at: Option<Wgs84>,
    /// Said of the row that holds it.
    pub(crate) odd: Option<ProblemKind>,
}

/// Reads one pair of numbers, east first. Turns the two round where they are clearly the wrong way round: inside
/// China no longitude is a latitude.
pub(crate) fn place(crs: Crs, x: f64, y: f64) -> Result<Placed, ProblemKind> {
    if x == 0.0 && y == 0.0 {
        return Ok(Placed { at: None, odd: Some(ProblemKind::ZeroPosition) });
    }
    let is_turned = is_clearly_turned(crs, x, y);
    let (east, north) = if is_turned { (y, x) } else { (x, y) };
    let at = crs.wgs84_from(east, north).ok_or(ProblemKind::OutOfRange { x, y })?;
    Ok(Placed { at: Some(at), odd: is_turned.then_some(ProblemKind::AxesTurned) })
}

/// True if the pair can only be a latitude and a longitude, in this order.
pub(crate) fn is_clearly_turned(crs: Crs, x: f64, y: f64) -> bool {
    crs.is_in_degrees() && (3.0..=54.0).contains(&x) && (73.0..=136.0).contains(&y)
}

/// The lines of a feature; a line of several parts becomes several.
pub(crate) fn lines(crs: Crs, shape: &GeometryValue) -> Result<(Vec<Vec<Wgs84>>, bool), ProblemKind> {
    let parts: Vec<&Vec<Position>> = match shape {
        GeometryValue::LineString { coordinates } => vec![coordinates],
        GeometryValue::MultiLineString { coordinates } => coordinates.iter().collect(),
        other => return Err(ProblemKind::WrongShape { found: other.type_name().to_owned() }),
    };
    let is_turned = is_turned_throughout(crs, parts.iter().copied().flatten());
    let mut lines = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        let line: Vec<Wgs84> = part.iter().map(|at| corner(crs, at, is_turned)).collect::<Result<_, _>>()?;
        if line.len() < 2 {
            return Err(ProblemKind::WrongShape { found: shape.type_name().to_owned() });
        }
        lines.push(line);
    }
    if lines.is_empty() { Err(ProblemKind::WrongShape { found: String::new() }) } else { Ok((lines, is_turned)) }
}

/// The outline of a feature, and what is odd about it. Outer rings run counter-clockwise, holes clockwise.
pub(crate) fn outline(crs: Crs, shape: &GeometryValue) -> Result<(Area, Vec<ProblemKind>), ProblemKind> {
    let polygons: Vec<&Vec<Vec<Position>>> = match shape {
        GeometryValue::Polygon { coordinates } => vec![coordinates],
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().collect(),
        other => return Err(ProblemKind::WrongShape { found: other.type_name().to_owned() }),
    };
    let is_turned = is_turned_throughout(crs, polygons.iter().copied().flatten().flatten());
    let mut area = Vec::new();
    for rings in polygons.into_iter().filter(|rings| !rings.is_empty()) {
        let mut rings =
            rings.iter().map(|ring| ring_of(crs, ring, is_turned)).collect::<Result<Vec<_>, _>>()?.into_iter();
        let outer = rings.next().ok_or(ProblemKind::RingNotClosed)?;
        area.push(Polygon::new(outer, rings.collect()));
    }
    if area.is_empty() {
        return Err(ProblemKind::WrongShape { found: String::new() });
    }
    let mut odd = Vec::new();
    if is_turned {
        odd.push(ProblemKind::AxesTurned);
    }
    let area = Area::new(area);
    if area_crossing(&area).is_some() {
        odd.push(ProblemKind::CrossesItself);
    }
    Ok((wound(&area), odd))
}

/// An outline written as a polygon or multipolygon of `GeoJSON`, in degrees of WGS-84.
///
/// # Errors
/// What is wrong with it.
pub fn outline_of_geojson(geometry: &serde_json::Value) -> Result<Area, ProblemKind> {
    let geometry = Geometry::deserialize(geometry);
    let geometry = geometry.map_err(|err| ProblemKind::BadFeature { why: err.to_string() })?;
    Ok(outline(Crs::Wgs84, &geometry.value)?.0)
}

/// The same area with outer rings counter-clockwise and holes clockwise, as RFC 7946 asks.
pub(crate) fn wound(area: &Area) -> Area {
    let turn = |polygon: &Polygon<f64>| {
        let mut outer = polygon.exterior().clone();
        outer.make_ccw_winding();
        let mut holes = polygon.interiors().to_vec();
        holes.iter_mut().for_each(LineString::make_cw_winding);
        Polygon::new(outer, holes)
    };
    area.iter().map(turn).collect()
}

fn ring_of(crs: Crs, ring: &[Position], is_turned: bool) -> Result<LineString<f64>, ProblemKind> {
    let corners: Vec<Wgs84> = ring.iter().map(|at| corner(crs, at, is_turned)).collect::<Result<_, _>>()?;
    if corners.len() < 4 || corners.first() != corners.last() {
        return Err(ProblemKind::RingNotClosed);
    }
    Ok(corners.into_iter().map(|at| (at.lon_deg, at.lat_deg)).collect())
}

/// The two numbers of a position; a height is passed over.
pub(crate) fn pair(at: &Position) -> Result<(f64, f64), ProblemKind> {
    match *at.as_slice() {
        [x, y, ..] => Ok((x, y)),
        _ => Err(ProblemKind::BadFeature { why: "a position of fewer than two numbers".to_owned() }),
    }
}

fn corner(crs: Crs, at: &Position, is_turned: bool) -> Result<Wgs84, ProblemKind> {
    let (x, y) = pair(at)?;
    let (east, north) = if is_turned { (y, x) } else { (x, y) };
    crs.wgs84_from(east, north).ok_or(ProblemKind::OutOfRange { x, y })
}

/// True if every corner is clearly the wrong way round; one that is not makes it a matter for somebody to look at.
fn is_turned_throughout<'a>(crs: Crs, mut corners: impl Iterator<Item = &'a Position>) -> bool {
    corners.all(|at| pair(at).is_ok_and(|(x, y)| is_clearly_turned(crs, x, y)))
}
