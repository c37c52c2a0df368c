//! What a meeting is told of each grid, through the gate for it.

use crate::app::Document;
use crate::app::wording::Naming;
use crate::disclose::{Audience, CountClass, public_counts};
use crate::geom::{Bounds, MapPoint, Wgs84, area_centroid};
use crate::index::{DEEPEST_GRID, GridCount};
use crate::model::{GridId, PlanState, Project, ProjectFacts};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One page of the wall: the whole place, or one grid.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    /// Which grid; `None` for the whole place.
    pub(crate) grid: Option<GridId>,
    /// What it is called; empty for the whole place.
    pub(crate) name: String,
    /// What is told of it.
    pub(crate) told: Told,
    /// What is told on the map, of the grids in it.
    pub(crate) boxes: Vec<GridBox>,
    /// What must be in sight; empty for the whole place.
    pub(crate) bounds: Bounds,
    /// Its outline, to be drawn.
    pub(crate) rings: Vec<Vec<MapPoint>>,
    /// Where and by which scheme.
    pub(crate) place: Place,
}

/// Where all of this is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) facts: Arc<ProjectFacts>,
    pub(crate) today: Date,
    /// The plan that is shown, unless it is the one in force: nobody shall take a draft for what is.
    pub(crate) other_plan: Option<(String, PlanState)>,
}

/// Counts that a meeting may see.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Told {
    pub(crate) covered: usize,
    pub(crate) required: usize,
    pub(crate) total: usize,
    /// Households that need care, as one number; `None` where that would tell of people.
    pub(crate) care: Option<usize>,
    /// Members who are responsible for somebody.
    pub(crate) members: usize,
    /// Households for whom they are.
    pub(crate) held: u32,
}

/// A grid with its numbers on the map.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GridBox {
    pub(crate) at: MapPoint,
    pub(crate) name: String,
    pub(crate) told: Told,
}

/// The whole place and then grid by grid: those of the topmost level with more than one.
pub(crate) fn steps(document: &Document) -> Vec<Step> {
    let project = document.project();
    let children = |parent: Option<GridId>| -> Vec<GridId> {
        project.grids.iter().filter(|(_, row)| row.parent == parent).map(|(id, _)| id).collect()
    };
    let mut grids = children(None);
    for _ in 0..DEEPEST_GRID {
        let [only] = grids.as_slice() else { break };
        let below = children(Some(*only));
        if below.is_empty() {
            break;
        }
        grids = below;
    }
    grids.sort_by(|a, b| code(project, *a).cmp(code(project, *b)));
    let plan = project.plans.at(document.plan()).filter(|plan| plan.state != PlanState::Current);
    let naming = Naming { project, audience: Audience::Meeting };
    let place = Place {
        facts: Arc::clone(&project.facts),
        today: document.now().today,
        other_plan: plan.map(|plan| (naming.plan(document.plan()), plan.state)),
    };
    let burdens = burdens(document);
    let boxes =
        |grids: &[GridId]| grids.iter().filter_map(|&grid| grid_box(document, &burdens, grid)).collect::<Vec<_>>();
    let overview = Step {
        grid: None,
        name: String::new(),
        told: told(document, &burdens, None),
        boxes: boxes(&grids),
        bounds: Bounds::around([]),
        rings: Vec::new(),
        place: place.clone(),
    };
    let of_grid = |&grid: &GridId| {
        let row = project.grids.at(grid)?;
        let corners = row.area.iter().map(|polygon| polygon.exterior().coords());
        let placed = corners.map(|ring| ring.filter_map(|at| Wgs84::checked(at.x, at.y)).map(MapPoint::from).collect());
        let rings: Vec<Vec<MapPoint>> = placed.collect();
        Some(Step {
            grid: Some(grid),
            name: name(project, grid),
            told: told(document, &burdens, Some(grid)),
            boxes: boxes(&children(Some(grid))),
            bounds: Bounds::around(rings.iter().flatten().copied()),
            rings,
            place: place.clone(),
        })
    };
    std::iter::once(overview).chain(grids.iter().filter_map(of_grid)).collect()
}

fn code(project: &Project, grid: GridId) -> &str {
    project.grids.at(grid).map_or("", |row| row.code.as_str())
}

fn name(project: &Project, grid: GridId) -> String {
    project
        .grids
        .at(grid)
        .map_or_else(String::new, |row| if row.name.is_empty() { row.code.clone() } else { row.name.clone() })
}

fn grid_box(document: &Document, burdens: &BTreeMap<Option<GridId>, Burden>, grid: GridId) -> Option<GridBox> {
    let project = document.project();
    let at = MapPoint::from(area_centroid(&project.grids.at(grid)?.area)?);
    Some(GridBox { at, name: name(project, grid), told: told(document, burdens, Some(grid)) })
}

/// What members carry, of each grid with those inside it; the whole place under `None`. One pass over all members,
/// so that a district does not wait.
fn burdens(document: &Document) -> BTreeMap<Option<GridId>, Burden> {
    let project = document.project();
    let mut burdens: BTreeMap<Option<GridId>, Burden> = BTreeMap::new();
    let Some(plan) = project.plans.at(document.plan()) else { return burdens };
    let parent = |grid: &GridId| project.grids.at(*grid).and_then(|row| row.parent);
    for member in project.members.ids() {
        let load = plan.load_of(member);
        if load == 0 {
            continue;
        }
        let served = document.index().grid_served(project, member);
        let grids = std::iter::successors(served, parent).take(DEEPEST_GRID).map(Some);
        for grid in std::iter::once(None).chain(grids) {
            let burden = burdens.entry(grid).or_default();
            burden.members += 1;
            burden.held += load;
        }
    }
    burdens
}

/// Members who are responsible for somebody, and for how many households in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Burden {
    members: usize,
    held: u32,
}

/// The numbers of a grid, or of the whole place.
fn told(document: &Document, burdens: &BTreeMap<Option<GridId>, Burden>, grid: Option<GridId>) -> Told {
    let (project, tally) = (document.project(), document.tally());
    let nothing = GridCount::default();
    let count = match grid {
        Some(grid) => tally.by_grid.get(&grid).unwrap_or(&nothing),
        None => &tally.whole,
    };
    let public = public_counts(project, count, Audience::Meeting);
    let care = public.lines.iter().find(|(class, _)| *class == CountClass::Care).map(|&(_, households)| households);
    let Burden { members, held } = burdens.get(&grid).copied().unwrap_or_default();
    Told {
        covered: count.equation.covered,
        required: count.equation.required(),
        total: public.total,
        care,
        members,
        held,
    }
}
