//! From a project to a scene, as far as the audience may see it.

use crate::disclose::Audience;
use crate::geom::{Area, Bounds, MapPoint, Wgs84, area_centroid, mercator_stretch, wgs84_from_map};
use crate::index::{Filter, Index};
use crate::model::{BackdropKind, PlanId, Project, Shape};
use crate::scene::borders::Borders;
use crate::scene::labels::labels;
use crate::scene::marks::{links, marks};
use crate::scene::{AreaKind, AreaShape, Coloring, LineKind, LineShape, Scene};

/// What of a project is shown, and to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "layers are switched one by one")]
pub struct SceneOptions {
    /// Which plan's links and uncovered households.
    pub plan: PlanId,
    /// Who looks.
    pub audience: Audience,
    /// Lines between members and households; internally only.
    pub show_links: bool,
    /// Grids with their names.
    pub show_grids: bool,
    /// The base map with its names.
    pub show_backdrop: bool,
    /// Names beside members; outside only where the member agreed to both name and place.
    pub show_member_names: bool,
    /// What colors a household; internally only.
    pub coloring: Coloring,
    /// Which households are shown; internally only, since a gap tells as much as a dot.
    pub filter: Filter,
}

impl SceneOptions {
    /// Everything that this audience may see, but for member names.
    pub fn new(plan: PlanId, audience: Audience) -> Self {
        Self {
            plan,
            audience,
            show_links: true,
            show_grids: true,
            show_backdrop: true,
            show_member_names: false,
            coloring: Coloring::Category,
            filter: Filter::default(),
        }
    }
}

/// The map of a project. `O(n log n)`; about 400 ms for a district of 65 000 households with its houses.
pub fn build(project: &Project, index: &Index, options: &SceneOptions) -> Scene {
    let marks = marks(project, index, options);
    let links = links(project, index, options);
    let borders = if options.show_grids { Borders::of(project) } else { Borders::default() };
    let mut areas = Vec::new();
    let mut lines = Vec::new();
    if options.show_backdrop {
        backdrop(project, &mut areas, &mut lines);
    }
    if options.show_grids {
        grids(project, &borders, &mut areas);
        lines.extend(borders.lines);
    }
    let stretch = stretch(project);
    let labels = labels(project, options, stretch, &marks);
    Scene::of(stretch, areas, lines, links, marks, labels)
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
