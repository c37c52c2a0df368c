//! Straight-line distances in a local tangent plane.

use crate::geom::Wgs84;

/// Straight distance between two places, in meters.
///
/// Computed in the plane that touches the WGS-84 ellipsoid at the mean latitude of the two, with the radii of
/// curvature of the meridian and of the prime vertical (Torge, *Geodesy*, §4.1). Within a city the error is far
/// below a centimeter per kilometer; it is not meant for continents.
///
/// ```
/// use lianhu::geom::{Wgs84, distance_m};
/// let a = Wgs84 { lon_deg: 113.60, lat_deg: 34.90 };
/// let b = Wgs84 { lon_deg: 113.60, lat_deg: 34.91 };
/// assert!((distance_m(a, b) - 1109.3).abs() < 0.5, "a hundredth of a degree of latitude");
/// ```
pub fn distance_m(a: Wgs84, b: Wgs84) -> f64 {
    const SEMI_MAJOR_M: f64 = 6_378_137.0;
    const ECCENTRICITY_SQUARED: f64 = 0.006_694_379_990_14;
    let (sin, cos) = f64::midpoint(a.lat_deg, b.lat_deg).to_radians().sin_cos();
    let bulge = 1.0 - ECCENTRICITY_SQUARED * sin * sin;
    let across_m = SEMI_MAJOR_M / bulge.sqrt();
    let along_m = SEMI_MAJOR_M * (1.0 - ECCENTRICITY_SQUARED) / (bulge * bulge.sqrt());
    let east_m = (b.lon_deg - a.lon_deg).to_radians() * across_m * cos;
    let north_m = (b.lat_deg - a.lat_deg).to_radians() * along_m;
    east_m.hypot(north_m)
}
