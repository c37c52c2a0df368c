//! Gauss–Krüger zones as Chinese files write them: of three or six degrees, numbered or not, either axis first.

use crate::geom::{CENTRAL_MERIDIANS_DEG, PlanePoint, Wgs84, plane_from_wgs84, wgs84_from_plane};

/// Added to every easting, so that none is negative.
const FALSE_EASTING_M: f64 = 500_000.0;
/// The number of the zone stands before the easting, in millions of meters.
const PER_ZONE_M: f64 = 1_000_000.0;
/// No zone reaches farther to either side, with a margin: the easternmost village of a county keeps its zone.
const HALF_ZONE_M: f64 = 350_000.0;
/// China, from the south of Hainan to the north of Heilongjiang.
const NORTHINGS_M: std::ops::RangeInclusive<f64> = 1_800_000.0..=6_000_000.0;

/// A zone of CGCS2000 / Gauss–Krüger, and how its numbers are written.
///
/// Zones of the same central meridian lie in the same plane; width and number only say how the easting is written:
/// 463 638 m in `gk3:114` is 38 463 638 m in `gk3:38`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GaussKruger {
    width: ZoneWidth,
    central_meridian_deg: u8,
    is_numbered: bool,
    axes: Axes,
}

/// How wide a zone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ZoneWidth {
    /// Three degrees: zones 25 to 45, for maps of 1:10 000 and larger.
    Three,
    /// Six degrees: zones 13 to 23, for maps of 1:25 000 and smaller.
    Six,
}

/// Which number of a pair comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axes {
    /// East, north: as programs write it.
    EastNorth,
    /// North, east: as surveyors write it, who call north X.
    NorthEast,
}

impl ZoneWidth {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Three, Self::Six];

    /// Degrees from one central meridian to the next.
    pub fn degrees(self) -> u8 {
        match self {
            Self::Three => 3,
            Self::Six => 6,
        }
    }

    /// How far the central meridian lies west of the number times the width: zones of six degrees begin at
    /// Greenwich, those of three are centered on multiples of three.
    fn shift_deg(self) -> u8 {
        match self {
            Self::Three => 0,
            Self::Six => 3,
        }
    }

    /// The numbers of the zones of China, from 75° to 135° east.
    pub fn zones(self) -> std::ops::RangeInclusive<u8> {
        match self {
            Self::Three => 25..=45,
            Self::Six => 13..=23,
        }
    }
}

impl GaussKruger {
    /// The zones of China without their number, by meridian, the narrow ones first.
    pub fn all() -> impl Iterator<Item = Self> {
        let around = |width| CENTRAL_MERIDIANS_DEG.filter_map(move |meridian| Self::around(width, meridian));
        around(ZoneWidth::Three).chain(around(ZoneWidth::Six))
    }

    /// The zone around this meridian, in degrees east; its number does not stand before the easting. `None` if no zone
    /// of this width is centered there.
    pub fn around(width: ZoneWidth, central_meridian_deg: u8) -> Option<Self> {
        let from_greenwich_deg = central_meridian_deg.checked_add(width.shift_deg())?;
        let is_central =
            CENTRAL_MERIDIANS_DEG.contains(&central_meridian_deg) && from_greenwich_deg.is_multiple_of(width.degrees());
        is_central.then_some(Self { width, central_meridian_deg, is_numbered: false, axes: Axes::EastNorth })
    }

    /// The zone of this number, which stands before the easting.
    pub fn numbered(width: ZoneWidth, zone: u8) -> Option<Self> {
        let is_here = width.zones().contains(&zone);
        let central_meridian_deg = zone.checked_mul(width.degrees())?.checked_sub(width.shift_deg())?;
        let unnumbered = Self::around(width, central_meridian_deg).filter(|_| is_here)?;
        Some(Self { is_numbered: true, ..unnumbered })
    }

    /// The same zone with the numbers of a pair in this order.
    #[must_use]
    pub fn with_axes(self, axes: Axes) -> Self {
        Self { axes, ..self }
    }

    /// In degrees east.
    pub fn central_meridian_deg(self) -> u8 {
        self.central_meridian_deg
    }

    /// How wide it is.
    pub fn width(self) -> ZoneWidth {
        self.width
    }

    /// The number before the easting, if one stands there.
    pub fn number(self) -> Option<u8> {
        self.is_numbered.then(|| self.zone())
    }

    /// Which number of a pair comes first.
    pub fn axes(self) -> Axes {
        self.axes
    }

    fn zone(self) -> u8 {
        (self.central_meridian_deg + self.width.shift_deg()) / self.width.degrees()
    }

    /// The word on the command line: `gk3:114` around a meridian, `gk3:38` numbered, `gk3:38:ne` north first.
    pub(crate) fn key(self) -> String {
        let which = self.number().unwrap_or(self.central_meridian_deg);
        let axes = match self.axes {
            Axes::EastNorth => "",
            Axes::NorthEast => ":ne",
        };
        format!("gk{}:{which}{axes}", self.width.degrees())
    }

    /// The zone of such a word. No meridian of China is the number of a zone.
    pub(crate) fn from_key(key: &str) -> Option<Self> {
        let mut parts = key.strip_prefix("gk")?.split(':');
        let width = match parts.next()? {
            "3" => ZoneWidth::Three,
            "6" => ZoneWidth::Six,
            _ => return None,
        };
        let which = parts.next()?.parse().ok()?;
        let axes = match parts.next() {
            None | Some("en") => Axes::EastNorth,
            Some("ne") => Axes::NorthEast,
            Some(_) => return None,
        };
        let zone = Self::numbered(width, which).or_else(|| Self::around(width, which))?;
        parts.next().is_none().then(|| zone.with_axes(axes))
    }

    /// The zone of this EPSG code. Pairs are east first: the register says north, and no program writes it so.
    pub(crate) fn from_epsg(code: u32) -> Option<Self> {
        let at = |first: u32| u8::try_from(code - first).ok();
        match code {
            4491..=4501 => Self::numbered(ZoneWidth::Six, 13 + at(4491)?),
            4502..=4512 => Self::around(ZoneWidth::Six, 75 + 6 * at(4502)?),
            4513..=4533 => Self::numbered(ZoneWidth::Three, 25 + at(4513)?),
            4534..=4554 => Self::around(ZoneWidth::Three, 75 + 3 * at(4534)?),
            _ => None,
        }
    }

    /// The ways in which the numbers of this plane can be written, this one first.
    pub(crate) fn variants(self) -> impl Iterator<Item = Self> {
        let axes = [self.axes, if self.axes == Axes::EastNorth { Axes::NorthEast } else { Axes::EastNorth }];
        let numbered = [self.is_numbered, !self.is_numbered];
        let ways = numbered.into_iter().flat_map(move |is_numbered| axes.map(|axes| (is_numbered, axes)));
        ways.map(move |(is_numbered, axes)| Self { is_numbered, axes, ..self })
    }

    /// True if the pair is written as pairs of this zone in China are.
    pub(crate) fn is_likely(self, x: f64, y: f64) -> bool {
        let point = self.plane_point(x, y);
        point.east_m.abs() <= HALF_ZONE_M && NORTHINGS_M.contains(&point.north_m)
    }

    /// The place of a pair of numbers; `None` if it lies far outside of the zone.
    pub(crate) fn wgs84_from(self, x: f64, y: f64) -> Option<Wgs84> {
        wgs84_from_plane(self.central_meridian_deg, self.plane_point(x, y))
    }

    /// The pair of numbers of a place; `None` if it lies far outside of the zone.
    pub(crate) fn pair_of(self, at: Wgs84) -> Option<(f64, f64)> {
        let PlanePoint { east_m, north_m } = plane_from_wgs84(self.central_meridian_deg, at)?;
        let before_m = self.number().map_or(0.0, |zone| f64::from(zone) * PER_ZONE_M);
        let easting_m = east_m + FALSE_EASTING_M + before_m;
        Some(match self.axes {
            Axes::EastNorth => (easting_m, north_m),
            Axes::NorthEast => (north_m, easting_m),
        })
    }

    fn plane_point(self, x: f64, y: f64) -> PlanePoint {
        let (easting_m, north_m) = match self.axes {
            Axes::EastNorth => (x, y),
            Axes::NorthEast => (y, x),
        };
        let before_m = self.number().map_or(0.0, |zone| f64::from(zone) * PER_ZONE_M);
        PlanePoint { east_m: easting_m - before_m - FALSE_EASTING_M, north_m }
    }
}
