//! Which of several places is nearest, drawn as cells.

use crate::geom::{Bounds, MapPoint};

/// For each place the part of `bounds` that is nearer to it than to any other one: a convex polygon, empty where
/// there is none. Of several at one spot the first has the cell (Voronoi).
///
/// `O(n² log n)`, but each place looks only at others that are near enough to cut its cell.
pub fn nearest_cells(places: &[MapPoint], bounds: &Bounds) -> Vec<Vec<MapPoint>> {
    places.iter().enumerate().map(|(place_idx, &place)| cell(place_idx, place, places, bounds)).collect()
}

fn cell(place_idx: usize, place: MapPoint, places: &[MapPoint], bounds: &Bounds) -> Vec<MapPoint> {
    let (min, max) = (bounds.min, bounds.max);
    let corner = |east_m, north_m| MapPoint { east_m, north_m };
    let mut ring = vec![
        corner(min.east_m, min.north_m),
        corner(max.east_m, min.north_m),
        corner(max.east_m, max.north_m),
        corner(min.east_m, max.north_m),
    ];
    let mut others: Vec<(f64, usize, MapPoint)> = places
        .iter()
        .enumerate()
        .filter(|&(other_idx, _)| other_idx != place_idx)
        .map(|(other_idx, &other)| (apart_m(place, other), other_idx, other))
        .collect();
    others.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    for (away_m, other_idx, other) in others {
        if away_m == 0.0 {
            if other_idx < place_idx {
                return Vec::new();
            }
            continue;
        }
        let reach_m = ring.iter().map(|&corner| apart_m(place, corner)).fold(0.0, f64::max);
        if away_m > 2.0 * reach_m {
            break;
        }
        ring = nearer_part(&ring, place, other);
    }
    ring
}

/// The part of a convex ring that is nearer to `place` than to `other`.
fn nearer_part(ring: &[MapPoint], place: MapPoint, other: MapPoint) -> Vec<MapPoint> {
    let (east_m, north_m) = (other.east_m - place.east_m, other.north_m - place.north_m);
    let half = east_m.hypot(north_m).powi(2) / 2.0;
    // Below zero on the side of `place`; measured from there, since map meters are large numbers.
    let side =
        |at: &MapPoint| (at.east_m - place.east_m).mul_add(east_m, (at.north_m - place.north_m) * north_m) - half;
    let mut part = Vec::with_capacity(ring.len() + 1);
    for (here, next) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let (at_here, at_next) = (side(here), side(next));
        if at_here <= 0.0 {
            part.push(*here);
        }
        if (at_here < 0.0 && at_next > 0.0) || (at_here > 0.0 && at_next < 0.0) {
            let share = at_here / (at_here - at_next);
            part.push(MapPoint {
                east_m: (next.east_m - here.east_m).mul_add(share, here.east_m),
                north_m: (next.north_m - here.north_m).mul_add(share, here.north_m),
            });
        }
    }
    part
}

fn apart_m(a: MapPoint, b: MapPoint) -> f64 {
    (a.east_m - b.east_m).hypot(a.north_m - b.north_m)
}

#[cfg(test)]
mod tests {
    use crate::geom::{Bounds, MapPoint, nearest_cells};
    use proptest::prelude::*;

    fn area_m2(ring: &[MapPoint]) -> f64 {
        let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
        pairs.map(|(a, b)| a.east_m * b.north_m - b.east_m * a.north_m).sum::<f64>() / 2.0
    }

    fn square(side_m: f64) -> Bounds {
        Bounds::around([MapPoint { east_m: 0.0, north_m: 0.0 }, MapPoint { east_m: side_m, north_m: side_m }])
    }

    #[test]
    fn two_places_share_a_square() {
        let places = [MapPoint { east_m: 25.0, north_m: 50.0 }, MapPoint { east_m: 75.0, north_m: 50.0 }];
        let areas: Vec<f64> = nearest_cells(&places, &square(100.0)).iter().map(|ring| area_m2(ring)).collect();
        assert_eq!(areas, [5_000.0, 5_000.0]);
    }

    #[test]
    fn of_two_at_one_spot_the_first_has_the_cell() {
        let places = [MapPoint { east_m: 25.0, north_m: 50.0 }; 2];
        let cells = nearest_cells(&places, &square(100.0));
        assert_eq!(cells.iter().map(Vec::len).collect::<Vec<_>>(), [4, 0]);
    }

    proptest! {
        #[test]
        fn cells_fill_the_bounds_and_do_not_overlap(at in prop::collection::vec((0.0..1e3, 0.0..1e3), 1..40)) {
            let places: Vec<MapPoint> =
                at.iter().map(|&(east_m, north_m)| MapPoint { east_m, north_m }).collect();
            let cells = nearest_cells(&places, &square(1e3));
            let total: f64 = cells.iter().map(|ring| area_m2(ring)).sum();
            prop_assert!((total - 1e6).abs() < 1.0, "they fill {total} of 1000000");
            // Every corner is as near to its own place as to any other.
            for (place, ring) in places.iter().zip(&cells) {
                for corner in ring {
                    let apart = |other: &MapPoint| (other.east_m - corner.east_m).hypot(other.north_m - corner.north_m);
                    let least = places.iter().map(apart).fold(f64::INFINITY, f64::min);
                    prop_assert!(apart(place) <= least + 1e-6, "a corner belongs to another cell");
                }
            }
        }
    }
}
