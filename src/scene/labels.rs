//! Names on the map.

use crate::geom::{Area, Bounds, MapPoint, area_centroid, area_rings};
use crate::model::{Backdrop, BackdropKind, GridId, Project, Shape};
use crate::scene::bins::Bins;
use crate::scene::ground::ring_points;
use crate::scene::{Label, LabelStyle, SceneOptions};
use std::collections::BTreeSet;

/// Names of grids and of the base map, the most important first. `places` are where households are.
pub(crate) fn labels(project: &Project, options: &SceneOptions, stretch: f64, places: &[MapPoint]) -> Vec<Label> {
    let bins = Bins::of(places.iter().map(|at| Bounds::around([*at])));
    placed(project, options, |area| northern_place(area, places, &bins, stretch))
}

/// The same names, those of grids in their middle.
pub(crate) fn labels_in_the_middle(project: &Project, options: &SceneOptions) -> Vec<Label> {
    placed(project, options, |area| {
        let corners = area.iter().flat_map(|polygon| ring_points(polygon.exterior()));
        let bounds = Bounds::around(corners);
        (!bounds.is_empty()).then(|| (bounds.center(), bounds.width_m()))
    })
}

/// The names, where those of grids stand at such places, and their grids are so wide.
fn placed(project: &Project, options: &SceneOptions, place: impl Fn(&Area) -> Option<(MapPoint, f64)>) -> Vec<Label> {
    let mut labels = Vec::new();
    if options.show_grids {
        let parents: BTreeSet<GridId> = project.grids.rows().filter_map(|grid| grid.parent).collect();
        labels.extend(project.grids.iter().filter_map(|(id, grid)| {
            let style = if parents.contains(&id) { LabelStyle::Upper } else { LabelStyle::Grid };
            let (at, extent_m) = place(&grid.area)?;
            let importance = 200_u8.saturating_sub(grid.level);
            Some(Label { text: grid.name.clone(), at, style, grid: Some(id), importance, angle_rad: 0.0, extent_m })
        }));
    }
    if options.show_backdrop {
        labels.extend(project.backdrop.rows().filter(|row| !row.name.is_empty()).filter_map(of_backdrop));
    }
    labels.retain(|label| !label.text.is_empty());
    labels.sort_by_key(|label| std::cmp::Reverse(label.importance));
    labels
}

fn of_backdrop(row: &Backdrop) -> Option<Label> {
    let (at, angle_rad, extent_m) = match &row.shape {
        Shape::Area(area) => {
            let at = area_centroid(area)?;
            let bounds = Bounds::around(area.iter().flat_map(|polygon| ring_points(polygon.exterior())));
            (MapPoint::from(at), 0.0, bounds.width_m().max(bounds.height_m()))
        }
        Shape::Line(points) => along(&points.iter().copied().map(MapPoint::from).collect::<Vec<_>>())?,
    };
    let (style, importance) = match row.kind {
        BackdropKind::Water => (LabelStyle::Water, 80),
        BackdropKind::Road => (LabelStyle::Street, 60),
        BackdropKind::Street => (LabelStyle::Street, 50),
        BackdropKind::Lane => (LabelStyle::Lane, 30),
        BackdropKind::Field | BackdropKind::Green | BackdropKind::House => (LabelStyle::Place, 40),
    };
    Some(Label { text: row.name.clone(), at, style, grid: None, importance, angle_rad, extent_m })
}

/// The middle of a line, its direction there (never upside down) and its length.
fn along(points: &[MapPoint]) -> Option<(MapPoint, f32, f64)> {
    let length = |pair: &[MapPoint]| match pair {
        [a, b] => (b.east_m - a.east_m).hypot(b.north_m - a.north_m),
        _ => 0.0,
    };
    let total_m: f64 = points.windows(2).map(length).sum();
    let mut left_m = total_m / 2.0;
    for pair in points.windows(2) {
        let [a, b] = pair else { continue };
        let length_m = length(pair);
        if length_m > 0.0 && left_m <= length_m {
            let share = left_m / length_m;
            let (east_m, north_m) = (b.east_m - a.east_m, b.north_m - a.north_m);
            let at = MapPoint { east_m: a.east_m + east_m * share, north_m: a.north_m + north_m * share };
            let (up, right) = if east_m < 0.0 { (-north_m, -east_m) } else { (north_m, east_m) };
            return Some((at, up.atan2(right) as f32, total_m));
        }
        left_m -= length_m;
    }
    None
}

/// The place on the northern edge of an area where its name is written, and the width of the area. Of a few places
/// along the edge it is the one with the fewest households near, the middle if equal.
fn northern_place(area: &Area, marks: &[MapPoint], bins: &Bins, stretch: f64) -> Option<(MapPoint, f64)> {
    let middle = MapPoint::from(area_centroid(area)?);
    let rings: Vec<Vec<MapPoint>> = area_rings(area).map(ring_points).collect();
    let bounds = Bounds::around(rings.iter().flatten().copied());
    let width_m = bounds.width_m();
    let (half_m, tall_m) = (34.0 * stretch, 20.0 * stretch);
    let place = |step: i32| {
        let east_m = middle.east_m + f64::from(step) * width_m * 0.05;
        let north_m = northern_edge(&rings, east_m)?;
        let covers =
            |mark: &&MapPoint| (mark.east_m - east_m).abs() < half_m && (mark.north_m - north_m).abs() < tall_m / 2.0;
        let corner = |sign: f64| MapPoint { east_m: east_m + sign * half_m, north_m: north_m + sign * tall_m };
        let near = bins.touching(&Bounds::around([corner(-1.0), corner(1.0)]));
        let crowd = near.into_iter().filter_map(|idx| marks.get(idx as usize)).filter(covers).count();
        Some((crowd, step.abs(), step, MapPoint { east_m, north_m }))
    };
    let best = (-6..=6).filter_map(place).min_by_key(|&(crowd, away, step, _)| (crowd, away, step));
    Some((best.map_or(middle, |(.., at)| at), width_m))
}

/// How far north the rings reach on one meridian.
fn northern_edge(rings: &[Vec<MapPoint>], east_m: f64) -> Option<f64> {
    let crossing = |a: &MapPoint, b: &MapPoint| {
        ((a.east_m > east_m) != (b.east_m > east_m))
            .then(|| a.north_m + (b.north_m - a.north_m) * (east_m - a.east_m) / (b.east_m - a.east_m))
    };
    let edges = rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
    edges.filter_map(|(a, b)| crossing(a, b)).max_by(f64::total_cmp)
}
