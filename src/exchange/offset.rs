//! The offset coordinates of Chinese maps: GCJ-02 and BD-09, back to WGS-84.

use std::f64::consts::PI;

/// Outside this rectangle the offset is not applied. Places that the offset carries over its edge come back all the
/// same.
fn is_offset_here(lon_deg: f64, lat_deg: f64) -> bool {
    (72.004..=137.8347).contains(&lon_deg) && (0.8293..=55.8271).contains(&lat_deg)
}

/// WGS-84 to GCJ-02 (高德, 腾讯), by the published formula, as if it were applied everywhere.
fn shifted(lon_deg: f64, lat_deg: f64) -> (f64, f64) {
    const SEMI_MAJOR_M: f64 = 6_378_245.0;
    const ECCENTRICITY_SQUARED: f64 = 0.006_693_421_622_965_943;
    let (x, y) = (lon_deg - 105.0, lat_deg - 35.0);
    let waves =
        |t: f64, [a, b]: [f64; 2], [p, q]: [f64; 2]| (a * (t / p * PI).sin() + b * (t / q * PI).sin()) * 2.0 / 3.0;
    let common = (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0;
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + common
        + waves(y, [20.0, 40.0], [1.0, 3.0])
        + waves(y, [160.0, 320.0], [12.0, 30.0]);
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + common
        + waves(x, [20.0, 40.0], [1.0, 3.0])
        + waves(x, [150.0, 300.0], [12.0, 30.0]);
    let (sin, cos) = lat_deg.to_radians().sin_cos();
    let bulge = 1.0 - ECCENTRICITY_SQUARED * sin * sin;
    let north_m = SEMI_MAJOR_M * (1.0 - ECCENTRICITY_SQUARED) / (bulge * bulge.sqrt());
    let east_m = SEMI_MAJOR_M / bulge.sqrt() * cos;
    (lon_deg + (east / east_m).to_degrees(), lat_deg + (north / north_m).to_degrees())
}

/// WGS-84 to GCJ-02 (高德, 腾讯).
pub(crate) fn gcj02_from_wgs84(lon_deg: f64, lat_deg: f64) -> (f64, f64) {
    if is_offset_here(lon_deg, lat_deg) { shifted(lon_deg, lat_deg) } else { (lon_deg, lat_deg) }
}

/// WGS-84 to BD-09 (百度).
pub(crate) fn bd09_from_wgs84(lon_deg: f64, lat_deg: f64) -> (f64, f64) {
    if !is_offset_here(lon_deg, lat_deg) {
        return (lon_deg, lat_deg);
    }
    let (lon, lat) = shifted(lon_deg, lat_deg);
    bd09_from_gcj02(lon, lat)
}

/// GCJ-02 to WGS-84: the fixed point of the way there, to far below a millimeter.
pub(crate) fn wgs84_from_gcj02(lon_deg: f64, lat_deg: f64) -> (f64, f64) {
    let (lon, lat) = fixed_point(shifted, lon_deg, lat_deg);
    if is_offset_here(lon, lat) { (lon, lat) } else { (lon_deg, lat_deg) }
}

/// What `forth` carries here. It moves places by a kilometer at most, and neighbors almost alike: every round leaves
/// about a hundredth of the error.
fn fixed_point(forth: impl Fn(f64, f64) -> (f64, f64), lon_deg: f64, lat_deg: f64) -> (f64, f64) {
    let (mut lon, mut lat) = (lon_deg, lat_deg);
    for _ in 0..8 {
        let (east, north) = forth(lon, lat);
        lon += lon_deg - east;
        lat += lat_deg - north;
    }
    (lon, lat)
}

/// BD-09 (百度) to WGS-84.
pub(crate) fn wgs84_from_bd09(lon_deg: f64, lat_deg: f64) -> (f64, f64) {
    let (lon, lat) = fixed_point(bd09_from_gcj02, lon_deg, lat_deg);
    let (lon, lat) = fixed_point(shifted, lon, lat);
    if is_offset_here(lon, lat) { (lon, lat) } else { (lon_deg, lat_deg) }
}

fn bd09_from_gcj02(lon_deg: f64, lat_deg: f64) -> (f64, f64) {
    const STEP: f64 = PI * 3_000.0 / 180.0;
    let radius = lon_deg.hypot(lat_deg) + 0.000_02 * (lat_deg * STEP).sin();
    let angle = lat_deg.atan2(lon_deg) + 0.000_003 * (lon_deg * STEP).cos();
    (radius * angle.cos() + 0.0065, radius * angle.sin() + 0.006)
}

#[cfg(test)]
mod tests {
    use crate::exchange::offset::{bd09_from_gcj02, gcj02_from_wgs84, wgs84_from_bd09, wgs84_from_gcj02};
    use crate::geom::{Wgs84, distance_m};
    use proptest::prelude::{ProptestConfig, any, proptest};

    #[test]
    fn the_way_back_is_exact_and_the_offset_is_what_others_measure() {
        let (lon, lat) = gcj02_from_wgs84(113.6, 34.9);
        let at = |lon_deg, lat_deg| Wgs84 { lon_deg, lat_deg };
        let offset_m = distance_m(at(113.6, 34.9), at(lon, lat));
        assert!((500.0..620.0).contains(&offset_m), "惠济 is off by about 565 m, found {offset_m}");
        let (lon, lat) = wgs84_from_gcj02(lon, lat);
        assert!(distance_m(at(113.6, 34.9), at(lon, lat)) < 1e-4, "there and back");
    }

    #[test]
    fn known_places_fall_where_the_reference_says() {
        // Published pair: WGS-84 (116.404, 39.915) is GCJ-02 (116.41024449916938, 39.91640428150164).
        let (lon, lat) = gcj02_from_wgs84(116.404, 39.915);
        assert!(
            (lon - 116.410_244_499_169_38).abs() < 1e-6 && (lat - 39.916_404_281_501_64).abs() < 1e-6,
            "{lon} {lat}"
        );
        // Published pair: BD-09 (116.404, 39.915) is GCJ-02 (116.39762729119315, 39.90865673957631).
        let (lon, lat) = wgs84_from_bd09(116.404, 39.915);
        let (east, north) = gcj02_from_wgs84(lon, lat);
        assert!((east - 116.397_627_3).abs() < 2e-6 && (north - 39.908_656_7).abs() < 2e-6, "{east} {north}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn there_and_back_is_less_than_a_millimeter(lon_deg in 72.004..137.8347_f64, lat_deg in 0.8293..55.8271_f64) {
            let place = Wgs84 { lon_deg, lat_deg };
            let away_m = |(lon_deg, lat_deg)| distance_m(place, Wgs84 { lon_deg, lat_deg });
            let (lon, lat) = gcj02_from_wgs84(lon_deg, lat_deg);
            let off_m = away_m(wgs84_from_gcj02(lon, lat));
            assert!(off_m < 1e-3, "GCJ-02 is off by {off_m} m at {place:?}");
            let (lon, lat) = bd09_from_gcj02(lon, lat);
            let off_m = away_m(wgs84_from_bd09(lon, lat));
            assert!(off_m < 1e-3, "BD-09 is off by {off_m} m at {place:?}");
        }

        #[test]
        fn no_numbers_panic(x in any::<f64>(), y in any::<f64>()) {
            let _gcj02 = wgs84_from_gcj02(x, y);
            let _bd09 = wgs84_from_bd09(x, y);
        }
    }

    #[test]
    fn corners_come_back_too_and_what_is_abroad_stays() {
        for (lon, lat) in [(72.004, 0.8293), (72.004, 55.8271), (137.8347, 0.8293), (137.8347, 55.8271), (105.0, 35.0)]
        {
            let (east, north) = gcj02_from_wgs84(lon, lat);
            let (back_lon, back_lat) = wgs84_from_gcj02(east, north);
            assert!((back_lon - lon).abs() < 1e-9 && (back_lat - lat).abs() < 1e-9, "{lon} {lat}");
        }
        assert_eq!(wgs84_from_gcj02(2.35, 48.85), (2.35, 48.85), "Paris");
        assert_eq!(wgs84_from_bd09(2.35, 48.85), (2.35, 48.85), "Paris");
    }
}
