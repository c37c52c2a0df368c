//! A scene made from a glimpse: the ground and the rings, while the households themselves are still being read.

use crate::disclose::Audience;
use crate::geom::{Bounds, MapPoint, Wgs84};
use crate::index::{GridWalk, Index};
use crate::model::{CategoryId, GlimpsedHousehold, HouseholdStatus, Project, Table};
use crate::scene::cell::Cell;
use crate::scene::clusters::{Clusters, Leaf, Sum};
use crate::scene::ground::{Ground, Outline};
use crate::scene::lattice::Lattice;
use crate::scene::marks::look;
use crate::scene::{Coloring, Ink, Scene, SceneOptions};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many households of each color there are in each grid, and how far they reach.
#[derive(Clone, Debug, PartialEq)]
pub struct Rings {
    groups: BTreeMap<Leaf, Sum>,
    bounds: Bounds,
}

impl Rings {
    /// Those of this and of that part of the households.
    #[must_use]
    pub fn joined(mut self, other: &Self) -> Self {
        for (leaf, sum) in &other.groups {
            self.groups.entry(*leaf).or_default().join(sum, 1);
        }
        self.bounds = self.bounds.joined(&other.bounds);
        self
    }
}

/// The scene of a place of which no more is known: rings over its grids and its base map, those of the whole scene.
/// `outline` and `rings` are of the same place, `members` where members are.
pub fn sketch(project: &Project, outline: Outline, rings: Rings, members: &[Wgs84], options: &SceneOptions) -> Scene {
    debug_assert!(options.audience == Audience::Internal, "others see rings without colors");
    debug_assert!(options.coloring == Coloring::Category && options.filter.is_empty(), "no more is known");
    let Rings { groups, bounds } = rings;
    let people = bounds.joined(&Bounds::around(members.iter().copied().map(MapPoint::from)));
    let ground = Ground::sketched(Arc::new(outline), project, options, &people);
    let bounds_of = |grid| ground.grid_area(grid).map_or(Bounds::EMPTY, |area| area.bounds);
    let mut clusters = Clusters::only(project, bounds_of);
    clusters.follow(&groups, true);
    Scene {
        options: options.clone(),
        lattice: Lattice::over(&ground.bounds, 0),
        cells: vec![Arc::new(Cell { groups, ..Cell::default() })],
        clusters: Arc::new(clusters),
        household_cell: Table::new(),
        member_cell: Table::new(),
        tints: Arc::default(),
        chains: Arc::default(),
        ground: Arc::new(ground),
    }
}

/// Counts the households of each color in each grid: by category, and uncovered in the plan in force. For the
/// operator's window only. `O(n log grids)`; parts of the households may be counted apart.
pub fn rings(project: &Project, households: &[GlimpsedHousehold]) -> Rings {
    let index = Index::build(project);
    let mut walk = GridWalk::new(project, &index);
    let mut groups: BTreeMap<Leaf, Sum> = BTreeMap::new();
    let inks: BTreeMap<Option<CategoryId>, Ink> = project
        .categories
        .ids()
        .map(Some)
        .chain([None])
        .map(|category| (category, look(project, category).1))
        .collect();
    // Who stands one after the other in the list mostly stands in one grid, too.
    let mut here: Option<(Leaf, Sum)> = None;
    let mut bounds = Bounds::EMPTY;
    for household in households {
        let at = MapPoint::from(household.at);
        bounds.add(at);
        if household.status == HouseholdStatus::MovedOut {
            continue;
        }
        let leaf = Leaf::of(walk.grid_at(household.at).grid(), at);
        let is_required = project.is_required_as(household.status, household.is_member_home);
        let ink = inks.get(&household.category).copied().unwrap_or(Ink::Unknown);
        if here.as_ref().is_none_or(|(last, _)| *last != leaf)
            && let Some((last, sum)) = here.replace((leaf, Sum::default()))
        {
            groups.entry(last).or_default().join(&sum, 1);
        }
        if let Some((_, sum)) = &mut here {
            sum.add(at, ink, is_required && !household.is_covered);
        }
    }
    if let Some((last, sum)) = here {
        groups.entry(last).or_default().join(&sum, 1);
    }
    Rings { groups, bounds }
}
