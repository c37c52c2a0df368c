//! Coordinate systems of files: their names, what they mean, and how one is found that nobody names.

mod coordinates;
mod datum;
mod finding;
mod gauss_kruger;
mod names;
mod prj;
mod refusal;
mod sighting;
mod wkt;

pub(crate) use coordinates::coordinates_in;
pub(crate) use datum::other_datum;
pub use finding::{CrsEvidence, CrsFinding};
pub(crate) use finding::{Found, find_crs};
pub use gauss_kruger::{Axes, GaussKruger, ZoneWidth};
pub use prj::crs_from_wkt;
pub use refusal::CrsRefusal;

use crate::exchange::offset::{bd09_from_wgs84, gcj02_from_wgs84, wgs84_from_bd09, wgs84_from_gcj02};
use crate::geom::{MapPoint, Wgs84, map_from_wgs84, wgs84_from_map};

/// A coordinate system that can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Crs {
    /// What the file declares; if it declares nothing, what its numbers say; if they say nothing, WGS-84.
    #[default]
    Auto,
    /// GPS (EPSG:4326, CRS84).
    Wgs84,
    /// 天地图 (EPSG:4490); the same as WGS-84 at this scale.
    Cgcs2000,
    /// 高德, 腾讯: some hundred meters off.
    Gcj02,
    /// 百度: about a kilometer off.
    Bd09,
    /// Web mercator in meters (EPSG:3857).
    WebMercator,
    /// Surveyors' meters on CGCS2000 (EPSG:4491 to 4554).
    GaussKruger(GaussKruger),
}

impl Crs {
    /// Those that somebody may choose from.
    pub fn offered() -> impl Iterator<Item = Self> {
        let plain = [Self::Auto, Self::Wgs84, Self::Gcj02, Self::Bd09, Self::WebMercator];
        plain.into_iter().chain(GaussKruger::all().map(Self::GaussKruger))
    }

    /// The word on the command line. [`Self::named`] reads it again.
    pub fn key(self) -> String {
        match self {
            Self::Auto => "auto".to_owned(),
            Self::Wgs84 => "wgs84".to_owned(),
            Self::Cgcs2000 => "cgcs2000".to_owned(),
            Self::Gcj02 => "gcj02".to_owned(),
            Self::Bd09 => "bd09".to_owned(),
            Self::WebMercator => "epsg:3857".to_owned(),
            Self::GaussKruger(zone) => zone.key(),
        }
    }

    /// The system of this name: a key, `epsg:N`, or a name as GeoJSON writes it.
    ///
    /// ```
    /// use lianhu::exchange::Crs;
    /// assert_eq!(Crs::from_name("urn:ogc:def:crs:EPSG::3857"), Some(Crs::WebMercator));
    /// assert_eq!(Crs::from_name("gcj02"), Some(Crs::Gcj02));
    /// assert_eq!(Crs::from_name("EPSG:4526"), Crs::from_name("gk3:38"));
    /// assert_eq!(Crs::from_name("EPSG:27700"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        Self::named(name).ok()
    }

    /// True if the numbers are degrees.
    pub(crate) fn is_in_degrees(self) -> bool {
        !matches!(self, Self::WebMercator | Self::GaussKruger(_))
    }

    /// The pair of numbers that [`Self::wgs84_from`] takes for this place, to far below a millimeter; `None` far outside
    /// of the zone.
    pub fn pair_of(self, at: Wgs84) -> Option<(f64, f64)> {
        let (lon, lat) = (at.lon_deg, at.lat_deg);
        Some(match self {
            Self::Auto | Self::Wgs84 | Self::Cgcs2000 => (lon, lat),
            Self::Gcj02 => gcj02_from_wgs84(lon, lat),
            Self::Bd09 => bd09_from_wgs84(lon, lat),
            Self::WebMercator => {
                let point = map_from_wgs84(at);
                (point.east_m, point.north_m)
            }
            Self::GaussKruger(zone) => return zone.pair_of(at),
        })
    }

    /// The place of a pair of numbers, in the order of the system: longitude first, or east unless a Gauss–Krüger zone
    /// says north. `None` if there is no such place.
    pub fn wgs84_from(self, x: f64, y: f64) -> Option<Wgs84> {
        let (lon_deg, lat_deg) = match self {
            Self::Auto | Self::Wgs84 | Self::Cgcs2000 => (x, y),
            Self::Gcj02 => wgs84_from_gcj02(x, y),
            Self::Bd09 => wgs84_from_bd09(x, y),
            Self::WebMercator => {
                let place = wgs84_from_map(MapPoint { east_m: x, north_m: y });
                (place.lon_deg, place.lat_deg)
            }
            Self::GaussKruger(zone) => return zone.wgs84_from(x, y),
        };
        Wgs84::checked(lon_deg, lat_deg)
    }
}

#[cfg(test)]
mod tests {
    use crate::exchange::Crs;
    use crate::geom::{Wgs84, distance_m};

    #[test]
    fn every_system_goes_there_and_back() {
        let at = Wgs84 { lon_deg: 113.612_345_6, lat_deg: 34.901_234_5 };
        for crs in Crs::offered() {
            let Some((x, y)) = crs.pair_of(at) else { continue };
            let back = crs.wgs84_from(x, y).map(|back| distance_m(at, back));
            assert!(back.is_some_and(|off_m| off_m < 1e-3), "{} is off by {back:?} m", crs.key());
        }
    }
}
