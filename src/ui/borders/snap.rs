//! Corners that jump onto borders near by, so that no slit is left between neighbors.

use crate::app::Document;
use crate::geom::{MapPoint, Wgs84, area_corners, area_sides, map_from_wgs84, wgs84_from_map};
use crate::model::GridId;
use crate::ui::borders::Grip;
use crate::ui::session::Session;

/// So near to a corner the pointer means that corner, in points.
const CORNER_PT: f64 = 10.0;
/// So near to a side it means a place on it.
const SIDE_PT: f64 = 7.0;

/// The grids whose outlines may pass within this many points of a place.
fn grids_near(document: &Document, session: &Session, at: MapPoint, reach_pt: f64) -> Vec<GridId> {
    let reach_m = reach_pt / session.view.pt_per_m;
    let corner = |by_m: f64| {
        let place = wgs84_from_map(MapPoint { east_m: at.east_m + by_m, north_m: at.north_m + by_m });
        [place.lon_deg, place.lat_deg]
    };
    let mut near: Vec<GridId> = document.index().outlines().near(corner(-reach_m), corner(reach_m)).collect();
    near.sort_unstable();
    near
}

/// Where a corner goes that is let go here: onto a corner near by, else onto a side, else exactly here. What belongs
/// to `grip` does not draw it back.
pub(crate) fn snapped(document: &Document, session: &Session, at: MapPoint, grip: Option<Grip>) -> Wgs84 {
    let project = document.project();
    let areas = || grids_near(document, session, at, CORNER_PT).into_iter().filter_map(|grid| project.grids.at(grid));
    let is_own = |corner: Wgs84| match grip {
        Some(Grip::Corner(own)) => own == corner,
        Some(Grip::Side(one, other)) => one == corner || other == corner,
        None => false,
    };
    let away = |place: Wgs84| {
        let point = map_from_wgs84(place);
        (point.east_m - at.east_m).hypot(point.north_m - at.north_m) * session.view.pt_per_m
    };
    let corners = areas().flat_map(|row| area_corners(&row.area)).filter(|corner| !is_own(*corner));
    let nearest = corners.map(|corner| (away(corner), corner)).filter(|(pt, _)| *pt < CORNER_PT);
    if let Some((_, corner)) = nearest.min_by(|a, b| a.0.total_cmp(&b.0)) {
        return corner;
    }
    let sides = areas().flat_map(|row| area_sides(&row.area)).filter(|(one, other)| !is_own(*one) && !is_own(*other));
    let feet = sides.map(|side| foot(side, at)).map(|foot| (away(foot), foot)).filter(|(pt, _)| *pt < SIDE_PT);
    feet.min_by(|a, b| a.0.total_cmp(&b.0)).map_or_else(|| wgs84_from_map(at), |(_, foot)| foot)
}

/// The place on a side that is nearest to a point. It is on the line in degrees to the last bit, as outlines are.
fn foot((one, other): (Wgs84, Wgs84), at: MapPoint) -> Wgs84 {
    let (from, to) = (map_from_wgs84(one), map_from_wgs84(other));
    let (east_m, north_m) = (to.east_m - from.east_m, to.north_m - from.north_m);
    let squared = east_m * east_m + north_m * north_m;
    let along = (at.east_m - from.east_m) * east_m + (at.north_m - from.north_m) * north_m;
    let share = if squared > 0.0 { (along / squared).clamp(0.0, 1.0) } else { 0.0 };
    Wgs84 {
        lon_deg: share.mul_add(other.lon_deg - one.lon_deg, one.lon_deg),
        lat_deg: share.mul_add(other.lat_deg - one.lat_deg, one.lat_deg),
    }
}

/// The corner of a grid under the pointer, else the middle of one of its sides.
pub(crate) fn grip_at(document: &Document, session: &Session, grid: GridId, at: MapPoint) -> Option<Grip> {
    let area = &document.project().grids.at(grid)?.area;
    let away = |point: MapPoint| (point.east_m - at.east_m).hypot(point.north_m - at.north_m) * session.view.pt_per_m;
    let corners = area_corners(area).map(|corner| (away(map_from_wgs84(corner)), Grip::Corner(corner)));
    let sides = area_sides(area).filter(|side| shows_middle(session, *side)).map(|side| {
        // Corners come first where both are in reach.
        (away(middle(side)) + CORNER_PT / 2.0, Grip::Side(side.0, side.1))
    });
    let near = corners.chain(sides).filter(|(pt, _)| *pt < CORNER_PT * 1.2);
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, grip)| grip)
}

/// The middle of a side on the map.
pub(crate) fn middle((one, other): (Wgs84, Wgs84)) -> MapPoint {
    let (from, to) = (map_from_wgs84(one), map_from_wgs84(other));
    MapPoint { east_m: f64::midpoint(from.east_m, to.east_m), north_m: f64::midpoint(from.north_m, to.north_m) }
}

/// True if a side is long enough on the screen to have a handle in its middle.
pub(crate) fn shows_middle(session: &Session, (one, other): (Wgs84, Wgs84)) -> bool {
    const LEAST_PT: f64 = 34.0;
    let (from, to) = (map_from_wgs84(one), map_from_wgs84(other));
    (from.east_m - to.east_m).hypot(from.north_m - to.north_m) * session.view.pt_per_m >= LEAST_PT
}
