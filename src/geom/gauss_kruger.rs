//! Gauss–Krüger: the plane of Chinese surveyors, a transverse Mercator around each third meridian.

use crate::geom::Wgs84;
use proj4rs::Proj;
use proj4rs::transform::transform;
use std::sync::OnceLock;

/// The meridians that planes of China touch the globe at, in degrees east: every third is one.
pub const CENTRAL_MERIDIANS_DEG: std::ops::RangeInclusive<u8> = 75..=135;
const STEP_DEG: u8 = 3;
/// A zone of six degrees is 334 km wide to each side on the equator; neighbors overlap, and beyond lies a mistake.
const FARTHEST_EAST_M: f64 = 600_000.0;
/// The pole is 10 002 km away.
const FARTHEST_NORTH_M: f64 = 10_000_000.0;

/// A place on a Gauss–Krüger plane of the ellipsoid GRS 80, which CGCS2000 stands on; east first.
///
/// Scale 1 on the central meridian, and no false easting: what files add to it is theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PlanePoint {
    /// Meters east of the central meridian, negative to the west.
    pub east_m: f64,
    /// Meters north of the equator.
    pub north_m: f64,
}

/// Which place lies here on the plane of this central meridian; `None` if there is no such plane or the point lies
/// far outside of it.
///
/// ```
/// use lianhu::geom::{PlanePoint, wgs84_from_plane};
/// let place = wgs84_from_plane(114, PlanePoint { east_m: -36_361.759_84, north_m: 3_865_091.062_82 }).unwrap();
/// assert!((place.lon_deg - 113.6021).abs() < 1e-9 && (place.lat_deg - 34.9137).abs() < 1e-9);
/// ```
pub fn wgs84_from_plane(central_meridian_deg: u8, point: PlanePoint) -> Option<Wgs84> {
    if !(point.east_m.abs() <= FARTHEST_EAST_M && point.north_m.abs() <= FARTHEST_NORTH_M) {
        return None;
    }
    let mut numbers = (point.east_m, point.north_m, 0.0);
    transform(plane(central_meridian_deg)?, globe()?, &mut numbers).ok()?;
    Wgs84::checked(numbers.0.to_degrees(), numbers.1.to_degrees())
}

/// Where a place lies on the plane of this central meridian; `None` if there is no such plane or the place lies far
/// outside of it.
pub fn plane_from_wgs84(central_meridian_deg: u8, place: Wgs84) -> Option<PlanePoint> {
    // Ten degrees are more than the farthest meters on any latitude where people live.
    if (place.lon_deg - f64::from(central_meridian_deg)).abs() > 10.0 {
        return None;
    }
    let mut numbers = (place.lon_deg.to_radians(), place.lat_deg.to_radians(), 0.0);
    transform(globe()?, plane(central_meridian_deg)?, &mut numbers).ok()?;
    let point = PlanePoint { east_m: numbers.0, north_m: numbers.1 };
    (point.east_m.abs() <= FARTHEST_EAST_M && point.north_m.abs() <= FARTHEST_NORTH_M).then_some(point)
}

/// The projection around this meridian. Each is set up once: a roster has a hundred thousand rows.
fn plane(central_meridian_deg: u8) -> Option<&'static Proj> {
    const COUNT: usize = ((*CENTRAL_MERIDIANS_DEG.end() - *CENTRAL_MERIDIANS_DEG.start()) / STEP_DEG + 1) as usize;
    static PLANES: [OnceLock<Option<Proj>>; COUNT] = [const { OnceLock::new() }; COUNT];
    let east_of_first = central_meridian_deg.checked_sub(*CENTRAL_MERIDIANS_DEG.start())?;
    if !east_of_first.is_multiple_of(STEP_DEG) {
        return None;
    }
    let words = || format!("+proj=tmerc +lat_0=0 +lon_0={central_meridian_deg} +k=1 +ellps=GRS80 +units=m +no_defs");
    let plane = PLANES.get(usize::from(east_of_first / STEP_DEG))?;
    plane.get_or_init(|| Proj::from_proj_string(&words()).ok()).as_ref()
}

fn globe() -> Option<&'static Proj> {
    static GLOBE: OnceLock<Option<Proj>> = OnceLock::new();
    GLOBE.get_or_init(|| Proj::from_proj_string("+proj=longlat +ellps=GRS80 +no_defs").ok()).as_ref()
}

#[cfg(test)]
mod tests {
    use crate::geom::{CENTRAL_MERIDIANS_DEG, PlanePoint, Wgs84, distance_m, plane_from_wgs84, wgs84_from_plane};
    use proptest::prelude::{any, proptest};

    #[test]
    fn there_are_planes_for_every_third_meridian_of_china() {
        let planes = (0..=u8::MAX).filter(|deg| wgs84_from_plane(*deg, PlanePoint::default()).is_some());
        let expected: Vec<u8> = CENTRAL_MERIDIANS_DEG.step_by(3).collect();
        assert_eq!(planes.collect::<Vec<_>>(), expected, "21 planes");
    }

    proptest! {
        #[test]
        fn there_and_back_is_less_than_a_tenth_of_a_millimeter(
            plane in 0..21_u8, off_deg in -3.5..3.5_f64, lat_deg in 0.0..56.0_f64,
        ) {
            let central_deg = 75 + 3 * plane;
            let place = Wgs84 { lon_deg: f64::from(central_deg) + off_deg, lat_deg };
            let point = plane_from_wgs84(central_deg, place).unwrap();
            let back = wgs84_from_plane(central_deg, point).unwrap();
            assert!(distance_m(place, back) < 1e-4, "{place:?} came back as {back:?}");
        }

        #[test]
        fn no_numbers_panic(central_deg in any::<u8>(), x in any::<f64>(), y in any::<f64>()) {
            let _place = wgs84_from_plane(central_deg, PlanePoint { east_m: x, north_m: y });
            let _point = plane_from_wgs84(central_deg, Wgs84 { lon_deg: x, lat_deg: y });
        }
    }
}
