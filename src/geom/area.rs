//! Areas on the globe: the outlines of grids, water and fields.

use crate::geom::{MapPoint, Wgs84, distance_m, map_from_wgs84};
use geo::{BoundingRect as _, Centroid as _, Contains as _, InteriorPoint as _};

/// One or more polygons with holes in WGS-84 degrees: `x` is longitude, `y` is latitude, rings are closed.
pub type Area = geo::MultiPolygon<f64>;

/// The rings of a polygon: the outer one, then its holes.
pub fn polygon_rings(polygon: &geo::Polygon<f64>) -> impl Iterator<Item = &geo::LineString<f64>> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

/// All rings of an area, polygon by polygon.
pub fn area_rings(area: &Area) -> impl Iterator<Item = &geo::LineString<f64>> {
    area.iter().flat_map(polygon_rings)
}

/// True if the place lies inside the area. A place on the outline belongs to nobody.
pub fn area_contains(area: &Area, place: Wgs84) -> bool {
    area.contains(&geo::Point::new(place.lon_deg, place.lat_deg))
}

/// Where the name of an area is written: its centroid, or a point inside where the centroid falls outside.
pub fn area_centroid(area: &Area) -> Option<Wgs84> {
    let centroid = area.centroid()?;
    let inside =
        if area.contains(&centroid) { centroid } else { widest_middle(area).or_else(|| area.interior_point())? };
    Wgs84::checked(inside.x(), inside.y())
}

/// The middle of the widest stretch in which a parallel through the middle of a polygon runs inside of it.
/// [`geo::InteriorPoint`] finds the same by looking for all crossings of a polygon with itself, which for the banks of a
/// river lasts half a second.
fn widest_middle(area: &Area) -> Option<geo::Point<f64>> {
    let mut widest: Option<(f64, geo::Point<f64>)> = None;
    for polygon in area {
        let rect = polygon.bounding_rect()?;
        let lat_deg = f64::midpoint(rect.min().y, rect.max().y);
        let crossing = |line: geo::Line<f64>| {
            let (from, to) = (line.start, line.end);
            ((from.y > lat_deg) != (to.y > lat_deg))
                .then(|| from.x + (to.x - from.x) * (lat_deg - from.y) / (to.y - from.y))
        };
        let mut crossings: Vec<f64> =
            polygon_rings(polygon).flat_map(geo::LineString::lines).filter_map(crossing).collect();
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            let [west, east] = pair else { continue };
            if widest.is_none_or(|(width, _)| width < east - west) {
                widest = Some((east - west, geo::Point::new(f64::midpoint(*west, *east), lat_deg)));
            }
        }
    }
    widest.map(|(_, middle)| middle).filter(|middle| area.contains(middle))
}

/// Size in square meters, measured in the tangent plane at the middle; good for anything up to a county.
pub fn area_m2(area: &Area) -> f64 {
    let Some(rect) = area.bounding_rect() else { return 0.0 };
    let (west, south) = (rect.min().x, rect.min().y);
    let mid_lat = f64::midpoint(rect.min().y, rect.max().y);
    let (east_m_per_deg, north_m_per_deg) = meters_per_degree(mid_lat);
    let ring_m2 = |ring: &geo::LineString<f64>| {
        let twice: f64 = ring
            .lines()
            .map(|line| (line.start.x - west) * (line.end.y - south) - (line.end.x - west) * (line.start.y - south))
            .sum();
        (twice / 2.0).abs() * east_m_per_deg * north_m_per_deg
    };
    area.iter().map(|polygon| ring_m2(polygon.exterior()) - polygon.interiors().iter().map(ring_m2).sum::<f64>()).sum()
}

/// How long a degree is at a latitude, to the east and to the north, in meters.
pub(crate) fn meters_per_degree(lat_deg: f64) -> (f64, f64) {
    let at = |lon_deg, lat_deg| Wgs84 { lon_deg, lat_deg };
    let east_m = distance_m(at(0.0, lat_deg), at(0.01, lat_deg)) * 100.0;
    let north_m = distance_m(at(0.0, lat_deg - 0.005), at(0.0, lat_deg + 0.005)) * 100.0;
    (east_m, north_m)
}

/// A place, as it is drawn.
impl From<Wgs84> for MapPoint {
    fn from(place: Wgs84) -> Self {
        map_from_wgs84(place)
    }
}

#[cfg(test)]
mod tests {
    use crate::geom::{Area, Wgs84, area_centroid, area_contains, area_m2};
    use geo::polygon;

    fn hectare() -> Area {
        let square = polygon![(x: 113.6, y: 34.9), (x: 113.601_094_8, y: 34.9), (x: 113.601_094_8, y: 34.900_901_4), (x: 113.6, y: 34.900_901_4)];
        Area::new(vec![square])
    }

    #[test]
    fn a_square_of_a_hundred_meters_is_a_hectare() {
        assert!((area_m2(&hectare()) - 10_000.0).abs() < 20.0, "found {}", area_m2(&hectare()));
    }

    #[test]
    fn a_name_stands_inside_also_where_the_middle_is_outside() {
        // A horseshoe that opens to the north, its right arm wider.
        let corners = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (5.0, 9.0), (5.0, 1.0), (2.0, 1.0), (2.0, 9.0), (0.0, 9.0)];
        let ring = geo::LineString::from(corners.into_iter().chain([(0.0, 0.0)]).collect::<Vec<_>>());
        let area = Area::new(vec![geo::Polygon::new(ring, Vec::new())]);
        let place = area_centroid(&area).unwrap();
        assert!(area_contains(&area, place), "inside, not between the arms: {place:?}");
        let hollow = [(0.0, 0.0), (4.0, 0.0), (4.0, 9.0), (3.0, 9.0), (3.0, 1.0), (2.0, 1.0), (2.0, 9.0), (0.0, 9.0)];
        let ring = geo::LineString::from(hollow.into_iter().chain([(0.0, 0.0)]).collect::<Vec<_>>());
        let place = area_centroid(&Area::new(vec![geo::Polygon::new(ring, Vec::new())])).unwrap();
        assert!((place.lon_deg - 1.0).abs() < 1.01, "in the wider arm or beneath it: {place:?}");
    }

    #[test]
    fn inside_is_inside() {
        assert!(area_contains(&hectare(), Wgs84 { lon_deg: 113.6005, lat_deg: 34.9005 }), "the middle");
        assert!(!area_contains(&hectare(), Wgs84 { lon_deg: 113.7, lat_deg: 34.9005 }), "ten kilometers away");
    }
}
