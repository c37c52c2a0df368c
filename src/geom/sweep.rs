//! What a moving pointer passes over: stretches of its path, and the triangles that a closed path is made of.

use crate::geom::{Bounds, MapPoint};

/// A straight stretch of a path on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// Where it begins.
    pub from: MapPoint,
    /// Where it ends.
    pub to: MapPoint,
}

impl Stretch {
    /// How far a point is from it, in map meters.
    pub fn distance_m(&self, point: MapPoint) -> f64 {
        let (east_m, north_m) = (self.to.east_m - self.from.east_m, self.to.north_m - self.from.north_m);
        let squared = east_m * east_m + north_m * north_m;
        let along = (point.east_m - self.from.east_m) * east_m + (point.north_m - self.from.north_m) * north_m;
        let share = if squared > 0.0 { (along / squared).clamp(0.0, 1.0) } else { 0.0 };
        let east_off_m = point.east_m - share.mul_add(east_m, self.from.east_m);
        let north_off_m = point.north_m - share.mul_add(north_m, self.from.north_m);
        east_off_m.hypot(north_off_m)
    }

    /// True if a point lies to the left of whoever walks along it.
    pub fn is_left(&self, point: MapPoint) -> bool {
        let (east_m, north_m) = (self.to.east_m - self.from.east_m, self.to.north_m - self.from.north_m);
        east_m * (point.north_m - self.from.north_m) > north_m * (point.east_m - self.from.east_m)
    }

    /// The rectangle round everything within this distance.
    pub fn reach(&self, radius_m: f64) -> Bounds {
        Bounds::around([self.from, self.to]).padded(radius_m)
    }
}

/// True if a point lies in a triangle.
///
/// A closed path is the sum of the triangles between its first point and each of its stretches: a point is inside
/// the path if it lies in an odd number of them. That holds exactly, also for points on the edges between two
/// triangles, because an edge is judged the same from both sides. So a lasso grows one triangle at a time.
pub fn triangle_contains(corners: [MapPoint; 3], point: MapPoint) -> bool {
    let [a, b, c] = corners;
    is_right_of(a, b, point) ^ is_right_of(b, c, point) ^ is_right_of(c, a, point)
}

/// True if a walk eastward from the point meets the edge; the same whichever end of it comes first.
fn is_right_of(one: MapPoint, other: MapPoint, point: MapPoint) -> bool {
    let (low, high) = if one.north_m <= other.north_m { (one, other) } else { (other, one) };
    if point.north_m < low.north_m || point.north_m >= high.north_m {
        return false;
    }
    let share = (point.north_m - low.north_m) / (high.north_m - low.north_m);
    point.east_m < share.mul_add(high.east_m - low.east_m, low.east_m)
}

#[cfg(test)]
mod tests {
    use crate::geom::{MapPoint, Stretch, triangle_contains};

    const fn at(east_m: f64, north_m: f64) -> MapPoint {
        MapPoint { east_m, north_m }
    }

    #[test]
    fn distance_is_to_the_nearest_part_of_the_stretch() {
        let stretch = Stretch { from: at(0.0, 0.0), to: at(10.0, 0.0) };
        let far = |point| stretch.distance_m(point);
        assert!((far(at(5.0, 3.0)) - 3.0).abs() < 1e-12, "beside it");
        assert!((far(at(13.0, 4.0)) - 5.0).abs() < 1e-12, "beyond its end");
        let dot = Stretch { from: at(1.0, 1.0), to: at(1.0, 1.0) };
        assert!((dot.distance_m(at(4.0, 5.0)) - 5.0).abs() < 1e-12, "a pointer that rests");
    }

    #[test]
    fn left_is_to_the_north_of_whoever_walks_east() {
        let stretch = Stretch { from: at(0.0, 0.0), to: at(10.0, 0.0) };
        assert!(stretch.is_left(at(5.0, 1.0)), "north of it");
        assert!(!stretch.is_left(at(5.0, -1.0)), "south of it");
    }

    #[test]
    fn triangles_add_up_to_what_the_path_encloses() {
        // An L, with its notch in the north-east.
        let path = [at(0.0, 0.0), at(4.0, 0.0), at(4.0, 2.0), at(2.0, 2.0), at(2.0, 4.0), at(0.0, 4.0)];
        let is_inside = |point| {
            let triangles = path.windows(2).filter(|pair| triangle_contains([path[0], pair[0], pair[1]], point));
            triangles.count() % 2 == 1
        };
        for (east, north, inside) in [(1, 1, true), (3, 1, true), (1, 3, true), (3, 3, false), (5, 1, false)] {
            assert_eq!(is_inside(at(f64::from(east), f64::from(north))), inside, "at {east} {north}");
        }
        assert!(is_inside(at(1.0, 2.0)), "on an edge between triangles it is counted once");
    }
}
