//! Coordinate systems of files.

use crate::exchange::offset::{wgs84_from_bd09, wgs84_from_gcj02};
use crate::geom::{MapPoint, Wgs84, wgs84_from_map};

/// A coordinate system that can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Crs {
    /// What the file declares; WGS-84 if it declares nothing.
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
}

impl Crs {
    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Wgs84 => "wgs84",
            Self::Cgcs2000 => "cgcs2000",
            Self::Gcj02 => "gcj02",
            Self::Bd09 => "bd09",
            Self::WebMercator => "epsg:3857",
        }
    }

    /// The system of this name: a key, `epsg:N`, or a name as GeoJSON writes it.
    ///
    /// ```
    /// use lianhu::exchange::Crs;
    /// assert_eq!(Crs::from_name("urn:ogc:def:crs:EPSG::3857"), Some(Crs::WebMercator));
    /// assert_eq!(Crs::from_name("gcj02"), Some(Crs::Gcj02));
    /// assert_eq!(Crs::from_name("EPSG:27700"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let last = name.rsplit([':', '/', '#']).next().unwrap_or_default();
        match last {
            "auto" => Some(Self::Auto),
            "wgs84" | "wgs-84" | "crs84" | "4326" => Some(Self::Wgs84),
            "cgcs2000" | "4490" => Some(Self::Cgcs2000),
            "gcj02" | "gcj-02" => Some(Self::Gcj02),
            "bd09" | "bd-09" => Some(Self::Bd09),
            "3857" | "900913" | "3785" => Some(Self::WebMercator),
            _ => None,
        }
    }

    /// True if the numbers are degrees.
    pub(crate) fn is_in_degrees(self) -> bool {
        self != Self::WebMercator
    }

    /// The place of a pair of numbers, east first; `None` if there is no such place.
    pub(crate) fn wgs84_from(self, x: f64, y: f64) -> Option<Wgs84> {
        let (lon_deg, lat_deg) = match self {
            Self::Auto | Self::Wgs84 | Self::Cgcs2000 => (x, y),
            Self::Gcj02 => wgs84_from_gcj02(x, y),
            Self::Bd09 => wgs84_from_bd09(x, y),
            Self::WebMercator => {
                let place = wgs84_from_map(MapPoint { east_m: x, north_m: y });
                (place.lon_deg, place.lat_deg)
            }
        };
        Wgs84::checked(lon_deg, lat_deg)
    }
}

/// In which system the coordinates of a file were read, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrsFinding {
    /// What the file says, word for word.
    pub declared: Option<String>,
    /// What was taken.
    pub assumed: Crs,
    /// Why.
    pub evidence: CrsEvidence,
}

/// Why a coordinate system was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum CrsEvidence {
    /// Nothing says which; WGS-84 is the rule.
    #[default]
    Default,
    /// The file says so.
    Declared,
    /// The user says so.
    Asked,
}

impl CrsEvidence {
    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Declared => "declared",
            Self::Asked => "asked",
        }
    }
}
