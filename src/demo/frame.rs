//! A plane in meters round the made-up place, and the bent and turned net of streets in it.

use crate::geom::{Area, Wgs84};

/// Meters per degree at 34.9° north, on the WGS-84 ellipsoid; constants, so that no sine is needed.
const EAST_M_PER_DEG: f64 = 91_399.0;
const NORTH_M_PER_DEG: f64 = 110_939.0;
const ORIGIN: Wgs84 = Wgs84 { lon_deg: 113.6, lat_deg: 34.9 };

/// A place in the plane.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Spot {
    /// Meters east of the origin.
    pub(crate) east_m: f64,
    /// Meters north of the origin.
    pub(crate) north_m: f64,
}

impl Spot {
    /// Distance in meters.
    pub(crate) fn distance_m(self, other: Self) -> f64 {
        let (east_m, north_m) = (self.east_m - other.east_m, self.north_m - other.north_m);
        (east_m * east_m + north_m * north_m).sqrt()
    }

    /// The same place in degrees, at an exact multiple of 1e-7, about a centimeter: it survives a CSV file.
    pub(crate) fn wgs84(self) -> Wgs84 {
        let rounded = |deg: f64| (deg * 1e7).round() / 1e7;
        Wgs84 {
            lon_deg: rounded(ORIGIN.lon_deg + self.east_m / EAST_M_PER_DEG),
            lat_deg: rounded(ORIGIN.lat_deg + self.north_m / NORTH_M_PER_DEG),
        }
    }
}

/// A ring of places as an area, counter-clockwise whichever way it was walked.
pub(crate) fn area_from_ring(ring: &[Spot]) -> Area {
    let mut corners: Vec<geo::Coord<f64>> =
        ring.iter().map(|spot| spot.wgs84()).map(|place| geo::Coord { x: place.lon_deg, y: place.lat_deg }).collect();
    let next = ring.iter().cycle().skip(1);
    let twice_m2: f64 = ring.iter().zip(next).map(|(a, b)| a.east_m * b.north_m - b.east_m * a.north_m).sum();
    if twice_m2 < 0.0 {
        corners.reverse();
    }
    corners.dedup();
    Area::new(vec![geo::Polygon::new(geo::LineString(corners), Vec::new())])
}

/// From street coordinates to the plane: `along_m` runs with the long streets, `up_m` across them. The net is
/// gently bent and slightly turned, so that nothing in the village is a lattice but rows stay rows.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// Where the middle is.
    pub(crate) center: Spot,
    /// What is in the middle, in street coordinates.
    pub(crate) middle: (f64, f64),
    /// Tangent of half the angle by which the net is turned, counter-clockwise.
    pub(crate) half_turn: f64,
    /// True if east and west are swapped.
    pub(crate) is_mirrored: bool,
    /// How far the long streets swing, in meters, and how long a swing is.
    pub(crate) swing_m: f64,
    /// Length of a swing of the long streets.
    pub(crate) swing_length_m: f64,
    /// How far the cross streets sway.
    pub(crate) sway_m: f64,
    /// Where in its swing the net begins, 0 to 1.
    pub(crate) phase: f64,
}

impl Frame {
    /// Where this point of the net is.
    pub(crate) fn spot(&self, along_m: f64, up_m: f64) -> Spot {
        let (x, y) = (along_m - self.middle.0, up_m - self.middle.1);
        let higher = 1.0 + y / 500.0;
        let bent_y = y + self.swing_m * higher * wave(x / self.swing_length_m + self.phase);
        let bent_x = x + self.sway_m * wave(y / 620.0 + 0.6 * self.phase);
        let square = self.half_turn * self.half_turn;
        let (cos, sin) = ((1.0 - square) / (1.0 + square), 2.0 * self.half_turn / (1.0 + square));
        let east_m = cos * bent_x - sin * bent_y;
        let north_m = sin * bent_x + cos * bent_y;
        let flip = if self.is_mirrored { -1.0 } else { 1.0 };
        Spot { east_m: self.center.east_m + flip * east_m, north_m: self.center.north_m + north_m }
    }

    /// A line through these points of the net.
    pub(crate) fn spots(&self, points: &[(f64, f64)]) -> Vec<Spot> {
        points.iter().map(|&(along_m, up_m)| self.spot(along_m, up_m)).collect()
    }

    /// A rectangle of the net, bent with it.
    pub(crate) fn rectangle(&self, along: (f64, f64), up: (f64, f64)) -> Area {
        let mut ring = Vec::new();
        let steps = (((along.1 - along.0) / 40.0).ceil() as usize).max(1);
        let at = |step: usize| along.0 + (along.1 - along.0) * step as f64 / steps as f64;
        ring.extend((0..=steps).map(|step| self.spot(at(step), up.0)));
        ring.extend((0..=steps).rev().map(|step| self.spot(at(step), up.1)));
        area_from_ring(&ring)
    }
}

/// A wave made of parabolas: as smooth as a sine to the eye, and the same bits on every machine. One period is 1,
/// its height 1.
pub(crate) fn wave(turns: f64) -> f64 {
    let part = turns - turns.floor();
    if part < 0.5 { 16.0 * part * (0.5 - part) } else { -16.0 * (part - 0.5) * (1.0 - part) }
}

#[cfg(test)]
mod tests {
    use crate::demo::frame::{Spot, wave};
    use crate::geom::distance_m;

    #[test]
    fn meters_of_the_plane_are_meters() {
        let (a, b) = (Spot { east_m: -300.0, north_m: 10.0 }, Spot { east_m: 400.0, north_m: 250.0 });
        assert!((distance_m(a.wgs84(), b.wgs84()) - a.distance_m(b)).abs() < 0.1, "within a decimeter");
    }

    #[test]
    fn the_wave_swings_both_ways() {
        let swing = [0.0, 0.25, 0.5, 0.75, 1.25].map(|turns| (wave(turns) * 100.0) as i32);
        assert_eq!(swing, [0, 100, 0, -100, 100], "as a sine does");
    }
}
