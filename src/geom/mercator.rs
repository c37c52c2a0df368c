//! Web mercator (EPSG:3857), for drawing only.

use crate::geom::Wgs84;

const RADIUS_M: f64 = 6_378_137.0;
/// Where the square map of the world ends.
const LIMIT_DEG: f64 = 85.051_128_779_806_6;

/// A place on the drawn map, in web-mercator meters; east first.
///
/// These meters are stretched by [`mercator_stretch`]; a distance that somebody reads comes from
/// [`distance_m`](crate::geom::distance_m).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MapPoint {
    /// Meters east of Greenwich.
    pub east_m: f64,
    /// Meters north of the equator.
    pub north_m: f64,
}

/// Where a place is drawn.
///
/// ```
/// use lianhu::geom::{Wgs84, map_from_wgs84, wgs84_from_map};
/// let place = Wgs84 { lon_deg: 113.6021, lat_deg: 34.9137 };
/// let back = wgs84_from_map(map_from_wgs84(place));
/// assert!((back.lat_deg - place.lat_deg).abs() < 1e-11);
/// ```
pub fn map_from_wgs84(place: Wgs84) -> MapPoint {
    let lat_rad = place.lat_deg.clamp(-LIMIT_DEG, LIMIT_DEG).to_radians();
    // The same as the area hyperbolic sine of the tangent, in half of the time.
    MapPoint { east_m: place.lon_deg.to_radians() * RADIUS_M, north_m: lat_rad.sin().atanh() * RADIUS_M }
}

/// Which place is drawn here.
pub fn wgs84_from_map(point: MapPoint) -> Wgs84 {
    Wgs84 {
        lon_deg: (point.east_m / RADIUS_M).to_degrees(),
        lat_deg: (point.north_m / RADIUS_M).sinh().atan().to_degrees(),
    }
}

/// How many map meters one true meter takes at this latitude.
pub fn mercator_stretch(lat_deg: f64) -> f64 {
    1.0 / lat_deg.clamp(-LIMIT_DEG, LIMIT_DEG).to_radians().cos()
}
