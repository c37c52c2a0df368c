//! What lies under the households: base map, grids, and their names. It changes when grids or the base map do.

use crate::geom::{Area, Bounds, MapPoint, Wgs84, area_rings, mercator_stretch, wgs84_from_map};
use crate::model::{Backdrop, BackdropKind, GridId, Project, Shape};
use crate::scene::bins::KindBins;
use crate::scene::borders::Borders;
use crate::scene::labels::{labels, labels_in_the_middle};
use crate::scene::{AreaKind, AreaShape, Label, LineKind, LineShape, SceneOptions};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Base map and grids of a scene, each list in drawing order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ground {
    pub(crate) bounds: Bounds,
    /// How many map meters a true meter takes where the project lies.
    pub(crate) stretch: f64,
    /// Names of grids and of the base map, the most important first.
    pub(crate) labels: Vec<Label>,
    pub(crate) outline: Arc<Outline>,
    grid_label: BTreeMap<GridId, u32>,
}

/// The part of the ground that does not depend on where people are.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    pub(crate) areas: Vec<AreaShape>,
    pub(crate) lines: Vec<LineShape>,
    /// By kind of base map; `None` for grids.
    pub(crate) area_bins: KindBins<Option<BackdropKind>>,
    pub(crate) line_bins: KindBins<LineKind>,
    grid_area: BTreeMap<GridId, u32>,
}

impl Ground {
    /// Looks at grids and base map, and where people are.
    pub(crate) fn of(project: &Project, options: &SceneOptions) -> Self {
        Self::over(Arc::new(outline(project, options)), project, options)
    }

    /// The same over grids and base map that were looked at before.
    pub(crate) fn over(outline: Arc<Outline>, project: &Project, options: &SceneOptions) -> Self {
        let households: Vec<MapPoint> =
            project.households.rows().filter_map(|row| row.at).map(MapPoint::from).collect();
        let members = project.members.ids().filter_map(|member| project.place_of_member(member));
        let people = Bounds::around(households.iter().copied().chain(members.map(MapPoint::from)));
        Self::round(outline, &people, |stretch| labels(project, options, stretch, &households))
    }

    /// The ground of which only is known between which bounds people live. Names of grids do not stand where they
    /// would, but there they stand beneath rings.
    pub(crate) fn sketched(outline: Arc<Outline>, project: &Project, options: &SceneOptions, people: &Bounds) -> Self {
        Self::round(outline, people, |_| labels_in_the_middle(project, options))
    }

    fn round(outline: Arc<Outline>, people: &Bounds, labels: impl FnOnce(f64) -> Vec<Label>) -> Self {
        let bounds = bounds(&outline, people);
        let stretch = mercator_stretch(wgs84_from_map(bounds.center()).lat_deg);
        let labels = labels(stretch);
        let grid_label = (0..).zip(&labels).filter_map(|(idx, label)| Some((label.grid?, idx))).collect();
        Self { bounds, stretch, labels, outline, grid_label }
    }

    /// The outline of a grid, if the scene shows grids.
    pub(crate) fn grid_area(&self, grid: GridId) -> Option<&AreaShape> {
        self.outline.grid_area(grid)
    }

    /// The name of a grid, if the scene shows grids.
    pub(crate) fn grid_label(&self, grid: GridId) -> Option<&Label> {
        self.labels.get(*self.grid_label.get(&grid)? as usize)
    }
}

impl Outline {
    /// The outline of a grid, if grids are shown.
    pub(crate) fn grid_area(&self, grid: GridId) -> Option<&AreaShape> {
        self.areas.get(*self.grid_area.get(&grid)? as usize)
    }
}

/// Looks at grids and base map. `O(n log n)` in their corners.
pub fn outline(project: &Project, options: &SceneOptions) -> Outline {
    let borders = if options.show_grids { Borders::of(project) } else { Borders::default() };
    let (mut areas, mut lines) = (Vec::new(), Vec::new());
    if options.show_backdrop {
        backdrop(project, &mut areas, &mut lines);
    }
    if options.show_grids {
        grids(project, &borders, &mut areas);
        lines.extend(borders.lines);
    }
    let numbered = (0..).zip(&areas).filter_map(|(idx, area)| match area.kind {
        AreaKind::Grid { grid, .. } => Some((grid, idx)),
        AreaKind::Backdrop(_) => None,
    });
    Outline {
        area_bins: KindBins::of(&areas.iter().map(|area| (area.kind.backdrop(), area.bounds)).collect::<Vec<_>>()),
        line_bins: KindBins::of(&lines.iter().map(|line| (line.kind, line.bounds)).collect::<Vec<_>>()),
        grid_area: numbered.collect(),
        areas,
        lines,
    }
}

/// Round grids, households and members, shown or not; round the base map where there are none.
fn bounds(outline: &Outline, people: &Bounds) -> Bounds {
    let Outline { areas, lines, .. } = outline;
    let corners = |bounds: &Bounds| [bounds.min, bounds.max];
    let of_grids = areas.iter().filter(|area| matches!(area.kind, AreaKind::Grid { .. })).map(|area| &area.bounds);
    let of_people = Some(people).filter(|people| !people.is_empty());
    let bounds = Bounds::around(of_grids.chain(of_people).flat_map(corners));
    if bounds.is_empty() {
        let shapes = areas.iter().map(|area| &area.bounds).chain(lines.iter().map(|line| &line.bounds));
        return Bounds::around(shapes.flat_map(corners));
    }
    bounds
}

fn backdrop(project: &Project, areas: &mut Vec<AreaShape>, lines: &mut Vec<LineShape>) {
    let mut by_kind: BTreeMap<usize, Vec<&Backdrop>> = BTreeMap::new();
    for row in project.backdrop.rows() {
        let rank = BackdropKind::ALL.iter().position(|kind| *kind == row.kind).unwrap_or_default();
        by_kind.entry(rank).or_default().push(row);
    }
    for row in by_kind.into_values().flatten() {
        match &row.shape {
            Shape::Area(area) => areas.push(area_shape(AreaKind::Backdrop(row.kind), area)),
            Shape::Line(points) => lines.push(line_shape(LineKind::Backdrop(row.kind), points)),
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
    let rings: Vec<Vec<MapPoint>> = area_rings(area).map(ring_points).filter(|ring| ring.len() > 2).collect();
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
