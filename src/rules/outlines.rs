//! Outlines of grids: none crosses itself, those of one level neither overlap nor leave gaps, no code is there twice.

use crate::edit::Edit;
use crate::geom::{
    Area, Wgs84, area_centroid, area_closed, area_contains, area_crossing, area_in_common, area_m2, area_mended,
    area_together, area_width_m, area_without, shared_border_m,
};
use crate::index::Outlines;
use crate::model::{Grid, GridId, Project};
use geo::BoundingRect as _;
use std::collections::BTreeMap;

/// What is smaller, in square meters, nobody can see on any map.
const LEAST_M2: f64 = 0.5;
/// Narrower gaps and overlaps, in meters, come from drawing one border twice.
const SLIVER_M: f64 = 3.0;
/// Open slits of this width are looked for, in meters.
const SLIT_M: f64 = 2.0;
/// A part that is left over and larger than this share of the whole was not meant to be in any grid.
const LEFT_OVER: f64 = 0.3;

/// Something wrong with the outlines of grids.
#[derive(Clone, Debug, PartialEq)]
pub enum OutlineFault {
    /// An outline crosses itself.
    Crosses {
        /// Which grid.
        grid: GridId,
        /// Where.
        at: Wgs84,
    },
    /// Two grids of one level cover the same ground.
    Overlap {
        /// One of them.
        one: GridId,
        /// The other one.
        other: GridId,
        /// What both cover.
        area: Area,
    },
    /// Ground between grids that none of them covers.
    Gap {
        /// Those beside it, the one with the longest border first.
        beside: Vec<GridId>,
        /// The gap.
        area: Area,
    },
    /// Two grids have one code.
    SameCode {
        /// One of them.
        one: GridId,
        /// The other one.
        other: GridId,
    },
}

/// A way to mend a fault.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineFix {
    /// The grid that gets the ground, where that is the question.
    pub to: Option<GridId>,
    /// What does it.
    pub edit: Edit,
}

impl OutlineFault {
    /// Where to look; `None` if it is not about a place.
    pub fn at(&self) -> Option<Wgs84> {
        match self {
            Self::Crosses { at, .. } => Some(*at),
            Self::Overlap { area, .. } | Self::Gap { area, .. } => area_centroid(area),
            Self::SameCode { .. } => None,
        }
    }

    /// Its size in square meters; 0 where it has none.
    pub fn size_m2(&self) -> f64 {
        match self {
            Self::Overlap { area, .. } | Self::Gap { area, .. } => area_m2(area),
            Self::Crosses { .. } | Self::SameCode { .. } => 0.0,
        }
    }

    /// True for a narrow strip, which comes from a border that was drawn twice.
    pub fn is_sliver(&self) -> bool {
        match self {
            Self::Overlap { area, .. } | Self::Gap { area, .. } => area_width_m(area) < SLIVER_M,
            Self::Crosses { .. } | Self::SameCode { .. } => false,
        }
    }

    /// The grids that it is about.
    pub fn grids(&self) -> Vec<GridId> {
        match self {
            Self::Crosses { grid, .. } => vec![*grid],
            Self::Overlap { one, other, .. } | Self::SameCode { one, other } => vec![*one, *other],
            Self::Gap { beside, .. } => beside.clone(),
        }
    }
}

/// Looks at all grids: the gravest first, then the largest. `O(n log n)` for corners, if grids have few neighbors.
pub fn outline_faults(project: &Project) -> Vec<OutlineFault> {
    let mut faults = Vec::new();
    let mut by_code: BTreeMap<&str, GridId> = BTreeMap::new();
    let mut by_level: BTreeMap<u8, Vec<(GridId, &Grid)>> = BTreeMap::new();
    for (grid, row) in project.grids.iter() {
        if let Some(at) = area_crossing(&row.area) {
            faults.push(OutlineFault::Crosses { grid, at });
        }
        match by_code.get(row.code.as_str()) {
            Some(&one) => faults.push(OutlineFault::SameCode { one, other: grid }),
            None => drop(by_code.insert(&row.code, grid)),
        }
        by_level.entry(row.level).or_default().push((grid, row));
    }
    let outlines = Outlines::of(project);
    let mut pieces = Vec::new();
    for grids in by_level.values() {
        overlaps(project, &outlines, grids, &mut pieces);
        gaps(project, &outlines, grids, &mut pieces);
    }
    pieces.sort_by(|a: &OutlineFault, b| b.size_m2().total_cmp(&a.size_m2()));
    faults.extend(pieces);
    faults
}

/// The ways to mend a fault, the best first.
pub fn outline_fixes(project: &Project, fault: &OutlineFault) -> Vec<OutlineFix> {
    let row = |grid: GridId| project.grids.at(grid);
    let reshaped = |grid: GridId, area: Area| Edit::ReshapeGrids(vec![(grid, area)]);
    match fault {
        OutlineFault::Crosses { grid, .. } => {
            let mended = row(*grid).map(|row| area_mended(&row.area)).filter(|area| area_crossing(area).is_none());
            mended.into_iter().map(|area| OutlineFix { to: None, edit: reshaped(*grid, area) }).collect()
        }
        OutlineFault::Overlap { one, other, area } => {
            let give = |to: GridId, from: GridId| {
                let rest = area_without(&row(from)?.area, [area]);
                (!rest.0.is_empty()).then(|| OutlineFix { to: Some(to), edit: reshaped(from, rest) })
            };
            // Whose roster already names those who live there gets it first.
            let mut fixes: Vec<OutlineFix> = [give(*one, *other), give(*other, *one)].into_iter().flatten().collect();
            fixes.sort_by_key(|fix| std::cmp::Reverse(fix.to.map_or(0, |to| said_to_be_in(project, area, to))));
            fixes
        }
        OutlineFault::Gap { beside, area } => {
            let give = |to: &GridId| {
                let whole = area_together([&row(*to)?.area, area]);
                Some(OutlineFix { to: Some(*to), edit: reshaped(*to, whole) })
            };
            beside.iter().filter_map(give).collect()
        }
        OutlineFault::SameCode { other, .. } => {
            let Some(twin) = row(*other) else { return Vec::new() };
            let is_free = |code: &String| project.grids.rows().all(|row| row.code != *code);
            let mut codes = (2..100).map(|number| format!("{}-{number}", twin.code));
            let code = codes.find(is_free);
            let changed = code.map(|code| Edit::ChangeGrid(*other, Box::new(Grid { code, ..twin.clone() })));
            changed.into_iter().map(|edit| OutlineFix { to: None, edit }).collect()
        }
    }
}

/// How many households in an area have a roster that names this grid.
fn said_to_be_in(project: &Project, area: &Area, grid: GridId) -> usize {
    let Some(row) = project.grids.at(grid) else { return 0 };
    let named = project.households.rows().filter(|household| row.is_called(&household.stated_grid));
    named.filter(|household| household.at.is_some_and(|at| area_contains(area, at))).count()
}

fn near(outlines: &Outlines, area: &Area) -> Vec<GridId> {
    let Some(rect) = area.bounding_rect() else { return Vec::new() };
    outlines.near([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]).collect()
}

fn overlaps(project: &Project, outlines: &Outlines, grids: &[(GridId, &Grid)], faults: &mut Vec<OutlineFault>) {
    for &(one, row) in grids {
        let mut others = near(outlines, &row.area);
        others.retain(|&other| other > one && project.grids.at(other).is_some_and(|there| there.level == row.level));
        others.sort_unstable();
        for other in others {
            let Some(there) = project.grids.at(other) else { continue };
            for piece in area_in_common(&row.area, &there.area) {
                let area = Area::new(vec![piece]);
                if area_m2(&area) >= LEAST_M2 {
                    faults.push(OutlineFault::Overlap { one, other, area });
                }
            }
        }
    }
}

/// Holes between grids of one level, open slits, and what is left over of the grid around them.
fn gaps(project: &Project, outlines: &Outlines, grids: &[(GridId, &Grid)], faults: &mut Vec<OutlineFault>) {
    let Some(level) = grids.first().map(|(_, row)| row.level) else { return };
    let together = area_together(grids.iter().map(|(_, row)| &row.area));
    let holes = together.iter().flat_map(geo::Polygon::interiors).map(|hole| {
        let hole = geo::Polygon::new(hole.clone(), Vec::new());
        geo::orient::Orient::orient(&Area::new(vec![hole]), geo::orient::Direction::Default)
    });
    let mut found: Vec<Area> = holes.collect();
    let slits = area_without(&area_closed(&together, SLIT_M), [&together]);
    found.extend(slits.into_iter().map(|piece| Area::new(vec![piece])));
    let mut around: Vec<GridId> = grids.iter().filter_map(|(_, row)| row.parent).collect();
    around.sort_unstable();
    around.dedup();
    for parent in around.into_iter().filter_map(|parent| project.grids.at(parent)) {
        let most_m2 = area_m2(&parent.area) * LEFT_OVER;
        let left = area_without(&parent.area, [&together]);
        let pieces = left.into_iter().map(|piece| Area::new(vec![piece]));
        found.extend(pieces.filter(|piece| area_m2(piece) <= most_m2));
    }
    let mut seen: Vec<Area> = Vec::new();
    for area in found {
        let is_seen = |earlier: &Area| area_m2(&area_in_common(earlier, &area)) > LEAST_M2;
        if area_m2(&area) < LEAST_M2 || seen.iter().any(is_seen) {
            continue;
        }
        let touching = near(outlines, &area).into_iter().filter_map(|grid| {
            let row = project.grids.at(grid).filter(|row| row.level == level)?;
            let shared_m = shared_border_m(&area, &row.area);
            (shared_m > 0.0).then_some((shared_m, grid))
        });
        let mut touching: Vec<(f64, GridId)> = touching.collect();
        touching.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        // Beside one grid only, a slit is a dent in its own outline.
        if touching.len() > 1 || touching.len() == 1 && area_width_m(&area) >= SLIVER_M {
            faults.push(OutlineFault::Gap {
                beside: touching.into_iter().map(|(_, grid)| grid).collect(),
                area: area.clone(),
            });
        }
        seen.push(area);
    }
}
