//! What lies under the households: base map, grids, and their names. It changes when grids or the base map do.

use crate::geom::{Area, Bounds, MapPoint, Wgs84, area_centroid, mercator_stretch, wgs84_from_map};
use crate::model::{BackdropKind, GridId, Project, Shape};
use crate::scene::bins::Bins;
use crate::scene::borders::Borders;
use crate::scene::labels::labels;
use crate::scene::{AreaKind, AreaShape, Label, LineKind, LineShape, SceneOptions};

/// Base map and grids of a scene, each list in drawing order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ground {
    pub(crate) bounds: Bounds,
    pub(crate) stretch: f64,
    pub(crate) areas: Vec<AreaShape>,
    pub(crate) lines: Vec<LineShape>,
    /// Names of grids and of the base map, the most important first.
    pub(crate) labels: Vec<Label>,
    pub(crate) area_bins: Bins,
    pub(crate) line_bins: Bins,
}

impl Ground {
    /// Looks at grids and base map; households only say where names had better not stand.
    pub(crate) fn of(project: &Project, options: &SceneOptions) -> Self {
        let places: Vec<MapPoint> = project.households.rows().filter_map(|row| row.at).map(MapPoint::from).collect();
        let borders = if options.show_grids { Borders::of(project) } else { Borders::default() };
        let (mut areas, mut lines) = (Vec::new(), Vec::new());
        if options.show_backdrop {
            backdrop(project, &mut areas, &mut lines);
        }
        if options.show_grids {
            grids(project, &borders, &mut areas);
            lines.extend(borders.lines);
        }
        let stretch = stretch(project);
        Self {
            bounds: bounds(project, &areas, &lines, &places),
            stretch,
            labels: labels(project, options, stretch, &places),
            area_bins: Bins::of(areas.iter().map(|area| area.bounds)),
            line_bins: Bins::of(lines.iter().map(|line| line.bounds)),
            areas,
            lines,
        }
    }

    /// The outline of a grid, if the scene shows grids.
    pub(crate) fn grid_area(&self, grid: GridId) -> Option<&AreaShape> {
        self.areas.iter().find(|area| matches!(area.kind, AreaKind::Grid { grid: here, .. } if here == grid))
    }
}

/// Round grids, households and members, shown or not; round the base map where there are none.
fn bounds(project: &Project, areas: &[AreaShape], lines: &[LineShape], places: &[MapPoint]) -> Bounds {
    let corners = |bounds: &Bounds| [bounds.min, bounds.max];
    let of_grids = areas.iter().filter(|area| matches!(area.kind, AreaKind::Grid { .. }));
    let mut bounds = Bounds::around(of_grids.flat_map(|area| corners(&area.bounds)));
    let of_members = project.members.ids().filter_map(|member| project.place_of_member(member)).map(MapPoint::from);
    for at in places.iter().copied().chain(of_members) {
        bounds.add(at);
    }
    if bounds.is_empty() {
        let shapes = areas.iter().map(|area| &area.bounds).chain(lines.iter().map(|line| &line.bounds));
        bounds = Bounds::around(shapes.flat_map(corners));
    }
    bounds
}

/// How many map meters a true meter takes where the project lies.
fn stretch(project: &Project) -> f64 {
    let households = project.households.rows().filter_map(|row| row.at);
    let grids = project.grids.rows().filter_map(|row| area_centroid(&row.area));
    let bounds = Bounds::around(households.chain(grids).map(MapPoint::from));
    mercator_stretch(wgs84_from_map(bounds.center()).lat_deg)
}

fn backdrop(project: &Project, areas: &mut Vec<AreaShape>, lines: &mut Vec<LineShape>) {
    for kind in BackdropKind::ALL {
        for row in project.backdrop.rows().filter(|row| row.kind == kind) {
            match &row.shape {
                Shape::Area(area) => areas.push(area_shape(AreaKind::Backdrop(kind), area)),
                Shape::Line(points) => lines.push(line_shape(LineKind::Backdrop(kind), points)),
            }
        }
    }
}

fn grids(project: &Project, borders: &Borders, areas: &mut Vec<AreaShape>) {
    let mut rows: Vec<_> = project.grids.iter().collect();
    rows.sort_by_key(|(grid, row)| (row.level, *grid));
    for (grid, row) in rows {
        areas.push(area_shape(AreaKind::Grid { grid, tint: borders.tint_of(grid) }, &row.area));
    }
}

fn area_shape(kind: AreaKind, area: &Area) -> AreaShape {
    let rings: Vec<Vec<MapPoint>> = area
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
        .map(ring_points)
        .filter(|ring| ring.len() > 2)
        .collect();
    let bounds = Bounds::around(rings.iter().flatten().copied());
    AreaShape { kind, rings, bounds }
}

fn line_shape(kind: LineKind, points: &[Wgs84]) -> LineShape {
    let points: Vec<MapPoint> = points.iter().copied().map(MapPoint::from).collect();
    let bounds = Bounds::around(points.iter().copied());
    LineShape { kind, points, bounds }
}

/// The corners of a ring as they are drawn, without the repeated last one.
pub(crate) fn ring_points(ring: &geo::LineString<f64>) -> Vec<MapPoint> {
    let mut points: Vec<MapPoint> =
        ring.coords().map(|at| MapPoint::from(Wgs84 { lon_deg: at.x, lat_deg: at.y })).collect();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    points
}
