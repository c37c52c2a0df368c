//! How exactly coordinates are converted, over all of China:
//!
//! `cargo run --release --example coordinates` goes from GCJ-02, BD-09 and each zone of Gauss–Krüger to WGS-84 and
//! back, and tells how far off anything ended at the most.
//!
//! Beside PROJ: `… coordinates points > points.txt` writes 10 000 places as EPSG code, northing and easting;
//! `while read code north east; do echo $north $east | cs2cs -f %.12f EPSG:$code EPSG:4490; done`, or one call of
//! `cs2cs` for each code, makes `proj.txt` of it; `… coordinates compare points.txt proj.txt` tells the difference.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "it measures and tells")]
#![expect(clippy::unwrap_used, reason = "a difference must be loud")]

use lianhu::exchange::Crs;
use lianhu::geom::{Wgs84, distance_m};

/// China from west to east and south to north, in degrees.
const EXTENT: [(f64, f64); 2] = [(73.5, 135.0), (18.0, 53.5)];
/// The zones of three degrees on CGCS2000 without a number in front, EPSG 4534 to 4554, and their first meridian.
const ZONES: std::ops::RangeInclusive<u16> = 4_534..=4_554;
const FIRST_MERIDIAN_DEG: f64 = 75.0;
const POINTS: u32 = 10_000;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => round_trips(),
        ["points"] => points(),
        ["compare", points, proj] => compare(points, proj),
        _ => println!("coordinates | coordinates points | coordinates compare POINTS PROJ"),
    }
}

/// Degrees in steps of a twentieth that hit no round number.
fn places() -> impl Iterator<Item = Wgs84> {
    let steps = |(from, to): (f64, f64)| {
        (0_u32..).map(move |step| from + f64::from(step) * 0.049_371).take_while(move |at| *at < to)
    };
    steps(EXTENT[0]).flat_map(move |lon_deg| steps(EXTENT[1]).map(move |lat_deg| Wgs84 { lon_deg, lat_deg }))
}

fn round_trips() {
    for name in ["gcj02", "bd09", "epsg:3857"] {
        let crs = Crs::named(name).unwrap();
        let (mut worst_m, mut count) = (0.0_f64, 0);
        for at in places() {
            let (x, y) = crs.pair_of(at).unwrap();
            worst_m = worst_m.max(distance_m(at, crs.wgs84_from(x, y).unwrap()));
            count += 1;
        }
        println!("{name:<10} {count} places there and back: {:.9} mm at the most", worst_m * 1e3);
    }
    let (mut worst_m, mut count) = (0.0_f64, 0);
    for code in ZONES {
        let crs = Crs::named(&format!("epsg:{code}")).unwrap();
        let meridian_deg = FIRST_MERIDIAN_DEG + 3.0 * f64::from(code - *ZONES.start());
        for at in places().filter(|at| (at.lon_deg - meridian_deg).abs() <= 1.5) {
            let (x, y) = crs.pair_of(at).unwrap();
            worst_m = worst_m.max(distance_m(at, crs.wgs84_from(x, y).unwrap()));
            count += 1;
        }
    }
    println!("epsg:4534 to 4554 {count} places there and back: {:.9} mm at the most", worst_m * 1e3);
}

/// Scattered over all zones, in the same way every time.
fn points() {
    let mut state = 20_261_127_u64;
    let mut dice = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from((state >> 40) as u32) / f64::from(1_u32 << 24)
    };
    for point in 0..POINTS {
        let code = ZONES.start() + (point % 21) as u16;
        let (east, north) = (360_000.0 + dice() * 280_000.0, 2_000_000.0 + dice() * 3_900_000.0);
        println!("{code} {north:.4} {east:.4}");
    }
}

fn compare(points: &str, proj: &str) {
    let (points, proj) = (std::fs::read_to_string(points).unwrap(), std::fs::read_to_string(proj).unwrap());
    let (mut worst_m, mut forward_m, mut count) = (0.0_f64, 0.0_f64, 0);
    for (point, found) in points.lines().zip(proj.lines()) {
        let words: Vec<f64> = point.split_whitespace().map(|word| word.parse().unwrap()).collect();
        let [code, north, east] = words[..] else { continue };
        let found: Vec<f64> = found.split_whitespace().map(|word| word.parse().unwrap()).collect();
        let [lat_deg, lon_deg, ..] = found[..] else { continue };
        let crs = Crs::named(&format!("epsg:{code}")).unwrap();
        let theirs = Wgs84 { lon_deg, lat_deg };
        worst_m = worst_m.max(distance_m(theirs, crs.wgs84_from(east, north).unwrap()));
        let (x, y) = crs.pair_of(theirs).unwrap();
        forward_m = forward_m.max((x - east).hypot(y - north));
        count += 1;
    }
    println!(
        "{count} points beside PROJ: {:.6} mm to degrees, {:.6} mm from degrees, at the most",
        worst_m * 1e3,
        forward_m * 1e3
    );
}
