//! Areas on the globe: the outlines of grids, water and fields.

use crate::geom::{MapPoint, Wgs84, distance_m, map_from_wgs84};
use geo::{BoundingRect as _, Centroid as _, Contains as _, InteriorPoint as _};

/// One or more polygons with holes in WGS-84 degrees: `x` is longitude, `y` is latitude, rings are closed.
pub type Area = geo::MultiPolygon<f64>;

/// True if the place lies inside the area. A place on the outline belongs to nobody.
pub fn area_contains(area: &Area, place: Wgs84) -> bool {
    area.contains(&geo::Point::new(place.lon_deg, place.lat_deg))
}

/// Where the name of an area is written: its centroid, or a point inside where the centroid falls outside.
pub fn area_centroid(area: &Area) -> Option<Wgs84> {
    let centroid = area.centroid()?;
    let inside = if area.contains(&centroid) { centroid } else { area.interior_point()? };
    Wgs84::checked(inside.x(), inside.y())
}

/// Size in square meters, measured in the tangent plane at the middle; good for anything up to a county.
pub fn area_m2(area: &Area) -> f64 {
    let Some(rect) = area.bounding_rect() else { return 0.0 };
    let (west, south) = (rect.min().x, rect.min().y);
    let mid_lat = f64::midpoint(rect.min().y, rect.max().y);
    let at = |lon_deg, lat_deg| Wgs84 { lon_deg, lat_deg };
    let east_m_per_deg = distance_m(at(west, mid_lat), at(west + 0.01, mid_lat)) * 100.0;
    let north_m_per_deg = distance_m(at(west, mid_lat - 0.005), at(west, mid_lat + 0.005)) * 100.0;
    let ring_m2 = |ring: &geo::LineString<f64>| {
        let twice: f64 = ring
            .lines()
            .map(|line| (line.start.x - west) * (line.end.y - south) - (line.end.x - west) * (line.start.y - south))
            .sum();
        (twice / 2.0).abs() * east_m_per_deg * north_m_per_deg
    };
    area.iter().map(|polygon| ring_m2(polygon.exterior()) - polygon.interiors().iter().map(ring_m2).sum::<f64>()).sum()
}

/// A place, as it is drawn.
impl From<Wgs84> for MapPoint {
    fn from(place: Wgs84) -> Self {
        map_from_wgs84(place)
    }
}

#[cfg(test)]
mod tests {
    use crate::geom::{Area, Wgs84, area_contains, area_m2};
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
    fn inside_is_inside() {
        assert!(area_contains(&hectare(), Wgs84 { lon_deg: 113.6005, lat_deg: 34.9005 }), "the middle");
        assert!(!area_contains(&hectare(), Wgs84 { lon_deg: 113.7, lat_deg: 34.9005 }), "ten kilometers away");
    }
}
