//! Outlines laid over one another: together, without, in common, cut along a line.

use crate::geom::area::meters_per_degree;
use crate::geom::{Area, Wgs84, area_m2, area_rings, distance_m, polygon_rings};
use geo::algorithm::buffer::{BufferStyle, LineJoin};
use geo::line_intersection::{LineIntersection, line_intersection};
use geo::orient::{Direction, Orient as _};
use geo::{
    BooleanOps as _, BoundingRect as _, Buffer as _, Coord, Distance as _, Length as _, LineString, MapCoords as _,
    Polygon,
};
use i_overlay::core::fill_rule::FillRule;
use i_overlay::float::slice::FloatSlice as _;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// Corners closer than this are the same corner, in degrees: about a tenth of a millimeter. Laying outlines over one
/// another moves corners by less.
pub(crate) const SAME_DEG: f64 = 1e-9;
/// What is smaller than this, in square meters, is left over from computing.
const DUST_M2: f64 = 0.05;

/// What at least one of them covers. `O(n log n)`.
pub fn area_together<'a>(areas: impl IntoIterator<Item = &'a Area>) -> Area {
    let sources: Vec<&Area> = areas.into_iter().collect();
    let polygons: Vec<&Polygon<f64>> = sources.iter().flat_map(|area| area.iter()).collect();
    settled(&geo::unary_union(polygons), &sources)
}

/// What the area covers and none of the others does. `O(n log n)`.
pub fn area_without<'a>(area: &Area, others: impl IntoIterator<Item = &'a Area>) -> Area {
    let others: Vec<&Area> = others.into_iter().collect();
    let taken = geo::unary_union(others.iter().flat_map(|other| other.iter()));
    let sources: Vec<&Area> = std::iter::once(area).chain(others).collect();
    settled(&area.difference(&taken), &sources)
}

/// What both cover. `O(n log n)`.
pub fn area_in_common(one: &Area, other: &Area) -> Area {
    settled(&one.intersection(other), &[one, other])
}

/// The area with crossings of its sides resolved: where the outline runs round something twice, that is outside.
pub fn area_mended(area: &Area) -> Area {
    // Even-odd, as the outline is drawn.
    settled(&area.union(&Area::new(Vec::new())), &[area])
}

/// The pieces that a line cuts the area into, the largest first; one if it does not run across. `O(n log n)`.
pub fn area_pieces(area: &Area, line: &[Wgs84]) -> Vec<Area> {
    let open = |ring: &LineString<f64>| -> Vec<[f64; 2]> {
        ring.0.iter().skip(1).map(|corner| [corner.x, corner.y]).collect()
    };
    let rings = |polygon: &Polygon<f64>| -> Vec<Vec<[f64; 2]>> { polygon_rings(polygon).map(open).collect() };
    let shapes: Vec<Vec<Vec<[f64; 2]>>> = area.iter().map(rings).collect();
    let line: Vec<[f64; 2]> = line.iter().map(|at| [at.lon_deg, at.lat_deg]).collect();
    let closed = |ring: &Vec<[f64; 2]>| LineString::from(ring.iter().chain(ring.first()).copied().collect::<Vec<_>>());
    let cut = shapes.slice_by(&line, FillRule::EvenOdd);
    let pieces = cut.iter().filter_map(|rings| {
        let mut rings = rings.iter().map(closed);
        let outer = rings.next()?;
        Some(settled(&Area::new(vec![Polygon::new(outer, rings.collect())]), &[area]))
    });
    let mut pieces: Vec<Area> = pieces.filter(|piece| !piece.0.is_empty()).collect();
    pieces.sort_by(|a, b| area_m2(b).total_cmp(&area_m2(a)));
    pieces
}

/// The area with slits and dents closed that are narrower than this. `O(n log n)`.
pub fn area_closed(area: &Area, width_m: f64) -> Area {
    let Some(rect) = area.bounding_rect() else { return area.clone() };
    let origin = rect.center();
    let (east_m, north_m) = meters_per_degree(origin.y);
    let plane = area.map_coords(|at| Coord { x: (at.x - origin.x) * east_m, y: (at.y - origin.y) * north_m });
    let style = |distance_m| BufferStyle::new(distance_m).line_join(LineJoin::Miter(1.0));
    let wide = plane.buffer_with_style(style(width_m / 2.0));
    let closed = wide.buffer_with_style(style(-width_m / 2.0));
    settled(&closed.map_coords(|at| Coord { x: at.x / east_m + origin.x, y: at.y / north_m + origin.y }), &[area])
}

/// How wide an area is that is long: twice its size over the length of its border, in meters.
pub fn area_width_m(area: &Area) -> f64 {
    let sides = area_rings(area).flat_map(LineString::lines);
    let place = |at: Coord<f64>| Wgs84 { lon_deg: at.x, lat_deg: at.y };
    let border_m: f64 = sides.map(|side| distance_m(place(side.start), place(side.end))).sum();
    if border_m > 0.0 { 2.0 * area_m2(area) / border_m } else { 0.0 }
}

/// How much of the border of one area runs along that of another, in meters.
pub fn shared_border_m(one: &Area, other: &Area) -> f64 {
    const NEAR_M: f64 = 0.3;
    let Some(rect) = one.bounding_rect() else { return 0.0 };
    let (east_m, north_m) = meters_per_degree(rect.center().y);
    let flat = |at: Coord<f64>| Coord { x: at.x * east_m, y: at.y * north_m };
    let lines = |area: &Area| -> Vec<geo::Line<f64>> {
        area_rings(area)
            .flat_map(LineString::lines)
            .map(|side| geo::Line::new(flat(side.start), flat(side.end)))
            .collect()
    };
    let there = lines(other);
    let is_shared = |side: &geo::Line<f64>| {
        let middle = geo::Point::from((side.start + side.end) / 2.0);
        there.iter().any(|line| geo::Euclidean.distance(line, &middle) < NEAR_M)
    };
    lines(one).iter().filter(|side| is_shared(side)).map(|side| geo::Euclidean.length(side)).sum()
}

/// Where two sides of the area cross or run along each other, if they do. Sides may touch in a corner.
/// `O(n log n)`, unlike the validation of `geo`.
pub fn area_crossing(area: &Area) -> Option<Wgs84> {
    area.iter().find_map(crossing)
}

fn crossing(polygon: &Polygon<f64>) -> Option<Wgs84> {
    let sides: Vec<geo::Line<f64>> =
        polygon_rings(polygon).flat_map(LineString::lines).filter(|side| side.start != side.end).collect();
    let envelope = |side: &geo::Line<f64>| AABB::from_corners([side.start.x, side.start.y], [side.end.x, side.end.y]);
    let boxed = |(side_idx, side): (usize, &geo::Line<f64>)| {
        let bounds = envelope(side);
        GeomWithData::new(Rectangle::from_corners(bounds.lower(), bounds.upper()), side_idx)
    };
    let tree = RTree::bulk_load(sides.iter().enumerate().map(boxed).collect());
    let at = |side_idx: usize, side: &geo::Line<f64>| {
        let others = tree.locate_in_envelope_intersecting(&envelope(side)).filter(|other| other.data > side_idx);
        let others = others.filter_map(|other| sides.get(other.data));
        let mut found = others.filter_map(|other| match line_intersection(*side, *other)? {
            LineIntersection::SinglePoint { intersection, is_proper } => is_proper.then_some(intersection),
            LineIntersection::Collinear { intersection } => Some(intersection.start),
        });
        found.next()
    };
    let found = sides.iter().enumerate().find_map(|(side_idx, side)| at(side_idx, side))?;
    Wgs84::checked(found.x, found.y)
}

/// Outer rings counter-clockwise, without dust, and with the corners of the sources to the last bit, so that
/// neighbors go on sharing theirs.
fn settled(area: &Area, sources: &[&Area]) -> Area {
    let mut known: Vec<Coord<f64>> =
        sources.iter().flat_map(|area| area_rings(area)).flat_map(LineString::coords).copied().collect();
    known.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    let ring = |ring: &LineString<f64>| {
        let mut places: Vec<Coord<f64>> = ring.0.iter().map(|&corner| same_of(&known, corner)).collect();
        places.dedup();
        LineString::new(places)
    };
    let is_area = |ring: &LineString<f64>| {
        ring.0.len() > 3 && area_m2(&Area::new(vec![Polygon::new(ring.clone(), Vec::new())])) > DUST_M2
    };
    let polygon = |polygon: &Polygon<f64>| {
        let outer = Some(ring(polygon.exterior())).filter(is_area)?;
        let holes = polygon.interiors().iter().map(ring).filter(is_area).collect();
        Some(Polygon::new(outer, holes).orient(Direction::Default))
    };
    area.iter().filter_map(polygon).collect()
}

/// The known corner that this one is, or itself.
fn same_of(known: &[Coord<f64>], corner: Coord<f64>) -> Coord<f64> {
    let from = known.partition_point(|other| other.x < corner.x - SAME_DEG);
    let near = known.iter().skip(from).take_while(|other| other.x <= corner.x + SAME_DEG);
    let same = near.filter(|other| (other.y - corner.y).abs() <= SAME_DEG);
    let away = |other: &Coord<f64>| (other.x - corner.x).abs() + (other.y - corner.y).abs();
    same.min_by(|a, b| away(a).total_cmp(&away(b))).copied().unwrap_or(corner)
}
