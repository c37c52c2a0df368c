//! Corners of outlines: found, moved, added, taken away. Neighbors share corners, so each is named by its place.

use crate::geom::overlay::SAME_DEG;
use crate::geom::{Area, Wgs84, area_rings};
use geo::{BoundingRect as _, Coord, Distance as _, LineString, Polygon};

/// A side that passes a place so closely passes through it, in degrees: less than half a millimeter.
const THROUGH_DEG: f64 = 3e-9;

/// True for a corner at this place.
fn is_here(corner: Coord<f64>, place: Wgs84) -> bool {
    (corner.x - place.lon_deg).abs() <= SAME_DEG && (corner.y - place.lat_deg).abs() <= SAME_DEG
}

/// All corners, ring by ring, each once.
pub fn area_corners(area: &Area) -> impl Iterator<Item = Wgs84> + '_ {
    area_rings(area).flat_map(|ring| ring.0.iter().skip(1)).filter_map(|corner| Wgs84::checked(corner.x, corner.y))
}

/// All sides, from corner to corner.
pub fn area_sides(area: &Area) -> impl Iterator<Item = (Wgs84, Wgs84)> + '_ {
    area_rings(area)
        .flat_map(LineString::lines)
        .filter_map(|side| Some((Wgs84::checked(side.start.x, side.start.y)?, Wgs84::checked(side.end.x, side.end.y)?)))
}

/// The area with the corner at one place moved to another; `None` if it has none there.
pub fn with_corner_moved(area: &Area, from: Wgs84, to: Wgs84) -> Option<Area> {
    changed(area, |corners| {
        for corner in corners.iter_mut().filter(|corner| is_here(**corner, from)) {
            *corner = Coord { x: to.lon_deg, y: to.lat_deg };
        }
    })
}

/// The area with a corner more on the side between two corners, whichever comes first; `None` if it has no such side.
pub fn with_corner_added(area: &Area, side: (Wgs84, Wgs84), at: Wgs84) -> Option<Area> {
    changed(area, |corners| {
        let is_side = |pair: &[Coord<f64>]| match pair {
            [one, other] => {
                is_here(*one, side.0) && is_here(*other, side.1) || is_here(*one, side.1) && is_here(*other, side.0)
            }
            _ => false,
        };
        if let Some(corner_idx) = corners.windows(2).position(is_side) {
            corners.insert(corner_idx + 1, Coord { x: at.lon_deg, y: at.lat_deg });
        }
    })
}

/// The area without the corner at a place; a ring of three corners goes with it. `None` if there is none there.
pub fn with_corner_dropped(area: &Area, at: Wgs84) -> Option<Area> {
    changed(area, |corners| {
        corners.retain(|corner| !is_here(*corner, at));
        if let (Some(&first), Some(&last)) = (corners.first(), corners.last())
            && first != last
        {
            corners.push(first);
        }
        if corners.len() < 4 {
            corners.clear();
        }
    })
}

/// The side that passes through a place; `None` if none does, or if there is a corner.
pub fn side_through(area: &Area, at: Wgs84) -> Option<(Wgs84, Wgs84)> {
    let place = Coord { x: at.lon_deg, y: at.lat_deg };
    let mut found = None;
    for side in area_rings(area).flat_map(LineString::lines) {
        if is_here(side.start, at) || is_here(side.end, at) {
            return None;
        }
        let (low, high) = (side.bounding_rect().min(), side.bounding_rect().max());
        let is_near = (low.x - THROUGH_DEG..=high.x + THROUGH_DEG).contains(&place.x)
            && (low.y - THROUGH_DEG..=high.y + THROUGH_DEG).contains(&place.y);
        if is_near && geo::Euclidean.distance(&side, &geo::Point::from(place)) <= THROUGH_DEG {
            found = found.or(Some(side));
        }
    }
    let side = found?;
    Some((Wgs84::checked(side.start.x, side.start.y)?, Wgs84::checked(side.end.x, side.end.y)?))
}

/// The area with every ring changed; `None` if none is. A ring without corners is dropped.
fn changed(area: &Area, change: impl Fn(&mut Vec<Coord<f64>>)) -> Option<Area> {
    let ring = |ring: &LineString<f64>| {
        let mut corners = ring.0.clone();
        change(&mut corners);
        LineString::new(corners)
    };
    let polygon = |polygon: &Polygon<f64>| {
        let outer = ring(polygon.exterior());
        let holes = polygon.interiors().iter().map(ring).filter(|hole| !hole.0.is_empty()).collect();
        (!outer.0.is_empty()).then(|| Polygon::new(outer, holes))
    };
    let after: Area = area.iter().filter_map(polygon).collect();
    (after != *area).then_some(after)
}
