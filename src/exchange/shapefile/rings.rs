//! Rings, outer ones and holes in any order, as polygons.

use geojson::Position;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// So many sides of a hole are asked where they lie.
const ASKED: usize = 16;

/// Polygons, the outer ring of each first. Outer rings run clockwise in a shapefile; where the holes have no place
/// that way and have one the other way, the writer of the file had it the other way.
pub(crate) fn polygons(rings: Vec<Vec<Position>>) -> Vec<Vec<Vec<Position>>> {
    if rings.len() < 2 {
        return rings.into_iter().map(|ring| vec![ring]).collect();
    }
    let outer: Vec<bool> = rings.iter().map(|ring| twice_area(ring) <= 0.0).collect();
    let (mut homes, homeless) = homes(&rings, &outer);
    if homeless > 0 {
        let turned: Vec<bool> = outer.iter().map(|is_outer| !is_outer).collect();
        let (other, other_homeless) = self::homes(&rings, &turned);
        if other_homeless == 0 {
            homes = other;
        }
    }
    let mut polygons: Vec<Vec<Vec<Position>>> = Vec::new();
    let mut place_of = vec![None; rings.len()];
    let mut holes = Vec::new();
    for (idx, (ring, home)) in rings.into_iter().zip(homes).enumerate() {
        if let Some(home) = home {
            holes.push((home, ring));
        } else {
            if let Some(place) = place_of.get_mut(idx) {
                *place = Some(polygons.len());
            }
            polygons.push(vec![ring]);
        }
    }
    for (home, ring) in holes {
        let place = place_of.get(home).copied().flatten();
        if let Some(polygon) = place.and_then(|place| polygons.get_mut(place)) {
            polygon.push(ring);
        }
    }
    polygons
}

/// For each ring the smallest outer one that it is a hole of, and how many holes have none; those are outer rings.
fn homes(rings: &[Vec<Position>], outer: &[bool]) -> (Vec<Option<usize>>, usize) {
    let outer_rings = rings.iter().zip(outer).enumerate().filter(|(_, (_, is_outer))| **is_outer);
    let boxes = outer_rings.map(|(idx, (ring, _))| {
        let bounds = AABB::from_points(&corners(ring).map(|(x, y)| [x, y]).collect::<Vec<_>>());
        GeomWithData::new(Rectangle::from_aabb(bounds), idx)
    });
    let tree = RTree::bulk_load(boxes.collect());
    let mut homeless = 0;
    let mut home_of = |(ring, is_outer): (&Vec<Position>, &bool)| {
        let first = corners(ring).next().filter(|_| !is_outer)?;
        let around = tree.locate_all_at_point(&[first.0, first.1]).map(|found| found.data);
        let around = around.filter_map(|idx| Some((idx, rings.get(idx)?))).filter(|(_, outer)| contains(outer, ring));
        let size = |ring: &[Position]| twice_area(ring).abs();
        let home = around.min_by(|a, b| size(a.1).total_cmp(&size(b.1))).map(|(idx, _)| idx);
        homeless += usize::from(home.is_none());
        home
    };
    let homes = rings.iter().zip(outer).map(&mut home_of).collect();
    (homes, homeless)
}

/// True if most sides of a ring lie in another: the two may touch.
fn contains(outer: &[Position], ring: &[Position]) -> bool {
    let sides: Vec<((f64, f64), (f64, f64))> = corners(ring).zip(corners(ring).skip(1)).collect();
    let step = sides.len().div_ceil(ASKED).max(1);
    let asked = sides.iter().step_by(step);
    let inside = asked.clone().filter(|(a, b)| is_inside(outer, f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1)));
    inside.count() * 2 > asked.len()
}

fn is_inside(ring: &[Position], x: f64, y: f64) -> bool {
    let crosses = |((ax, ay), (bx, by)): &((f64, f64), (f64, f64))| {
        (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
    };
    corners(ring).zip(corners(ring).skip(1)).filter(crosses).count() % 2 == 1
}

/// Twice the area, positive if the ring runs counter-clockwise. Reckoned from the first corner, because easting has many
/// digits.
fn twice_area(ring: &[Position]) -> f64 {
    let Some((x, y)) = corners(ring).next() else { return 0.0 };
    let sides = corners(ring).zip(corners(ring).skip(1));
    sides.map(|((ax, ay), (bx, by))| (ax - x) * (by - y) - (bx - x) * (ay - y)).sum()
}

fn corners(ring: &[Position]) -> impl Iterator<Item = (f64, f64)> {
    ring.iter().filter_map(|at| match *at.as_slice() {
        [x, y, ..] => Some((x, y)),
        _ => None,
    })
}
