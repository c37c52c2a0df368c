//! Households seen from far: one ring for all of a grid, with shares by color and how many are uncovered.

use crate::geom::{Bounds, MapPoint};
use crate::model::{GridId, Project};
use crate::scene::{Ink, Rgba};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// A ring needs so much room, in points, or the grids inside are shown as one.
const ROOM_PT: f64 = 82.0;
/// Households outside every grid are put together by squares with this side and its doubles, in map meters.
const SQUARE_M: f64 = 150.0;
/// So many times the side is doubled.
const SQUARE_LEVELS: u8 = 14;
/// Rings are kept for so many scales: that of the window, and those of the tiles it asks for.
const SCALES_KEPT: usize = 4;
/// Marks closer than this, in points, are seen as rings.
const SPACING_PT: f64 = 6.0;

/// Whom a ring stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClusterKey {
    /// The households of a grid, and of the grids inside it.
    Grid(GridId),
    /// The households of a grid that are in none of the grids inside it.
    Rest(GridId),
    /// Several grids whose rings would cover each other, in a square of the map.
    Region {
        /// How often its side was doubled.
        level: u8,
        /// Which column.
        column: i32,
        /// Which row.
        row: i32,
    },
    /// Households outside every grid, in a square of the map.
    Square {
        /// How often its side was doubled.
        level: u8,
        /// Which column.
        column: i32,
        /// Which row.
        row: i32,
    },
}

/// A ring that stands for several households.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Whom it stands for.
    pub key: ClusterKey,
    /// The middle of its households.
    pub at: MapPoint,
    /// How many there are.
    pub households: u32,
    /// How many of each color, in the order of the legend.
    pub shares: Vec<(Ink, u32)>,
    /// How many must be covered and are not.
    pub uncovered: u32,
}

impl Cluster {
    /// The radius of the ring in points: it grows with the square root, so that areas can be compared.
    pub fn radius_pt(&self) -> f32 {
        (13.0 + 0.62 * (self.households as f32).sqrt()).clamp(15.0, 42.0)
    }
}

/// What a cell of the map adds to the rings, or one ring holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sum {
    households: u32,
    uncovered: u32,
    // In whole centimeters, so that adding and taking away leaves no crumbs.
    east_cm: i64,
    north_cm: i64,
    inks: BTreeMap<Ink, u32>,
}

impl Sum {
    /// One more household.
    pub(crate) fn add(&mut self, at: MapPoint, ink: Ink, is_uncovered: bool) {
        self.households += 1;
        self.uncovered += u32::from(is_uncovered);
        self.east_cm += (at.east_m * 100.0).round() as i64;
        self.north_cm += (at.north_m * 100.0).round() as i64;
        *self.inks.entry(ink).or_default() += 1;
    }

    /// How many there are of each color.
    pub(crate) fn inks(&self) -> &BTreeMap<Ink, u32> {
        &self.inks
    }

    /// Adds another one, or takes it away if the sign is −1.
    pub(crate) fn join(&mut self, other: &Self, sign: i64) {
        let joined = |here: u32, there: u32| (i64::from(here) + sign * i64::from(there)).max(0) as u32;
        self.households = joined(self.households, other.households);
        self.uncovered = joined(self.uncovered, other.uncovered);
        self.east_cm += sign * other.east_cm;
        self.north_cm += sign * other.north_cm;
        for (&ink, &count) in &other.inks {
            let here = self.inks.entry(ink).or_default();
            *here = joined(*here, count);
        }
        self.inks.retain(|_, count| *count > 0);
    }
}

/// Where a household belongs before rings are put together: its innermost grid, or its smallest square.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Leaf {
    Grid(GridId),
    Square(i32, i32),
}

impl Leaf {
    /// The leaf of a household at this place.
    pub(crate) fn of(grid: Option<GridId>, at: MapPoint) -> Self {
        let whole = |meters: f64| (meters / SQUARE_M).floor() as i32;
        grid.map_or_else(|| Self::Square(whole(at.east_m), whole(at.north_m)), Self::Grid)
    }
}

/// All rings of a scene.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Clusters {
    seen: Seen,
    sums: BTreeMap<ClusterKey, Sum>,
    tree: BTreeMap<GridId, Grid>,
    roots: Vec<GridId>,
    near_pt_per_m: f64,
}

/// The rings at the scales that were looked at last: a window asks several times a frame, and so does each tile.
#[derive(Debug, Default)]
struct Seen(Mutex<VecDeque<(u64, Arc<[Cluster]>)>>);

impl Seen {
    fn at(&self, pt_per_m: f64, find: impl FnOnce() -> Vec<Cluster>) -> Arc<[Cluster]> {
        let scale = pt_per_m.to_bits();
        let seen = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = seen().iter().find(|(at, _)| *at == scale) {
            return Arc::clone(found);
        }
        let found: Arc<[Cluster]> = find().into();
        let mut seen = seen();
        seen.truncate(SCALES_KEPT - 1);
        seen.push_front((scale, Arc::clone(&found)));
        found
    }
}

/// A copy is about to become something else.
impl Clone for Seen {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// What was looked at makes no difference.
impl PartialEq for Seen {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Grid {
    parent: Option<GridId>,
    children: Vec<GridId>,
    level: u8,
    area_m2: f64,
}

impl Clusters {
    /// Rings over the grids of a project, without households yet. `spacing_m` is how far marks usually are from each
    /// other.
    pub(crate) fn over(project: &Project, bounds_of: impl Fn(GridId) -> Bounds, spacing_m: f64) -> Self {
        let mut clusters = Self { near_pt_per_m: SPACING_PT / spacing_m.max(1.0), ..Self::default() };
        for (grid, row) in project.grids.iter() {
            let bounds = bounds_of(grid);
            let here = clusters.tree.entry(grid).or_default();
            here.area_m2 = bounds.width_m() * bounds.height_m();
            here.level = row.level;
            here.parent = row.parent.filter(|parent| *parent != grid && project.grids.at(*parent).is_some());
        }
        let parents: Vec<(GridId, Option<GridId>)> =
            clusters.tree.iter().map(|(id, grid)| (*id, grid.parent)).collect();
        for (grid, parent) in parents {
            match parent.and_then(|parent| clusters.tree.get_mut(&parent)) {
                Some(parent) => parent.children.push(grid),
                None => clusters.roots.push(grid),
            }
        }
        clusters
    }

    /// The same, where marks are never seen one by one.
    pub(crate) fn only(project: &Project, bounds_of: impl Fn(GridId) -> Bounds) -> Self {
        Self { near_pt_per_m: f64::INFINITY, ..Self::over(project, bounds_of, 1.0) }
    }

    /// True if marks are never seen one by one.
    pub(crate) fn is_only(&self) -> bool {
        self.near_pt_per_m.is_infinite()
    }

    /// Adds what a cell of the map holds, or takes it away.
    pub(crate) fn follow(&mut self, groups: &BTreeMap<Leaf, Sum>, is_added: bool) {
        self.seen = Seen::default();
        let sign = if is_added { 1 } else { -1 };
        for (leaf, sum) in groups {
            for key in self.keys_of(*leaf) {
                let here = self.sums.entry(key).or_default();
                here.join(sum, sign);
                if here.households == 0 {
                    self.sums.remove(&key);
                }
            }
        }
    }

    fn keys_of(&self, leaf: Leaf) -> Vec<ClusterKey> {
        match leaf {
            Leaf::Grid(grid) => {
                let parent = |inner: &GridId| self.tree.get(inner).and_then(|grid| grid.parent);
                // A damaged file may have a grid that contains itself.
                let upward = std::iter::successors(Some(grid), parent).take(16).map(ClusterKey::Grid);
                upward.chain([ClusterKey::Rest(grid)]).collect()
            }
            Leaf::Square(column, row) => {
                let square = |level: u8| ClusterKey::Square { level, column: column >> level, row: row >> level };
                (0..=SQUARE_LEVELS).map(square).collect()
            }
        }
    }

    /// True if households are seen as rings at this scale.
    pub(crate) fn is_far(&self, pt_per_m: f64) -> bool {
        pt_per_m < self.near_pt_per_m
    }

    /// The rings that are seen at this scale: the innermost grids for whose rings there is room.
    pub(crate) fn at(&self, pt_per_m: f64) -> Arc<[Cluster]> {
        self.seen.at(pt_per_m, || self.find(pt_per_m))
    }

    fn find(&self, pt_per_m: f64) -> Vec<Cluster> {
        let mut found = Vec::new();
        let mut todo: Vec<GridId> = self.roots.clone();
        let fits = |count: usize, area_m2: f64| area_m2 * pt_per_m * pt_per_m >= count as f64 * ROOM_PT * ROOM_PT;
        while let Some(grid) = todo.pop() {
            let Some(here) = self.tree.get(&grid) else { continue };
            let is_filled = |child: &&GridId| self.sums.contains_key(&ClusterKey::Grid(**child));
            let filled: Vec<GridId> = here.children.iter().filter(is_filled).copied().collect();
            if !filled.is_empty() && fits(filled.len(), here.area_m2) {
                todo.extend(filled);
                found.extend(self.cluster(ClusterKey::Rest(grid)));
            } else {
                found.extend(self.cluster(ClusterKey::Grid(grid)));
            }
        }
        let roots_m2: f64 = self.roots.iter().filter_map(|grid| self.tree.get(grid)).map(|grid| grid.area_m2).sum();
        let level = (0..SQUARE_LEVELS)
            .find(|&level| SQUARE_M * f64::from(1_u32 << level) * pt_per_m >= ROOM_PT)
            .unwrap_or(SQUARE_LEVELS);
        if !fits(found.len(), roots_m2) {
            found = regions(found, level);
        }
        let squares = ClusterKey::Square { level, column: i32::MIN, row: i32::MIN }..=ClusterKey::Square {
            level,
            column: i32::MAX,
            row: i32::MAX,
        };
        found.extend(self.sums.range(squares).filter_map(|(key, _)| self.cluster(*key)));
        // The larger ones lie beneath, so that none is hidden whole.
        found.sort_by(|a, b| b.households.cmp(&a.households).then(a.key.cmp(&b.key)));
        found
    }

    /// The level of the innermost grids that have a ring of their own at this scale; `None` where nothing is put
    /// together.
    pub(crate) fn level_at(&self, pt_per_m: f64) -> Option<u8> {
        let of_grid = |cluster: &Cluster| match cluster.key {
            ClusterKey::Grid(grid) | ClusterKey::Rest(grid) => self.tree.get(&grid).map(|grid| grid.level),
            ClusterKey::Region { .. } => {
                self.roots.iter().filter_map(|root| self.tree.get(root)).map(|grid| grid.level).min()
            }
            ClusterKey::Square { .. } => None,
        };
        self.is_far(pt_per_m).then(|| self.at(pt_per_m).iter().filter_map(of_grid).max()).flatten()
    }

    fn cluster(&self, key: ClusterKey) -> Option<Cluster> {
        let sum = self.sums.get(&key)?;
        let mean = |total_cm: i64| total_cm as f64 / f64::from(sum.households.max(1)) / 100.0;
        Some(Cluster {
            key,
            at: MapPoint { east_m: mean(sum.east_cm), north_m: mean(sum.north_cm) },
            households: sum.households,
            shares: sum.inks.iter().map(|(&ink, &count)| (ink, count)).collect(),
            uncovered: sum.uncovered,
        })
    }
}

/// One ring for all that lie in one square; who is alone there stays.
fn regions(found: Vec<Cluster>, level: u8) -> Vec<Cluster> {
    let side_m = SQUARE_M * f64::from(1_u32 << level);
    let whole = |meters: f64| (meters / side_m).floor() as i32;
    let mut by_square: BTreeMap<(i32, i32), Vec<Cluster>> = BTreeMap::new();
    for cluster in found {
        by_square.entry((whole(cluster.at.east_m), whole(cluster.at.north_m))).or_default().push(cluster);
    }
    let joined = |((column, row), here): ((i32, i32), Vec<Cluster>)| {
        if here.len() < 2 {
            return here;
        }
        let households: u32 = here.iter().map(|cluster| cluster.households).sum();
        let mut shares: BTreeMap<Ink, u32> = BTreeMap::new();
        let mut at = MapPoint::default();
        for cluster in &here {
            let weight = f64::from(cluster.households) / f64::from(households.max(1));
            at.east_m += cluster.at.east_m * weight;
            at.north_m += cluster.at.north_m * weight;
            for &(ink, count) in &cluster.shares {
                *shares.entry(ink).or_default() += count;
            }
        }
        let uncovered = here.iter().map(|cluster| cluster.uncovered).sum();
        let key = ClusterKey::Region { level, column, row };
        vec![Cluster { key, at, households, shares: shares.into_iter().collect(), uncovered }]
    };
    by_square.into_iter().flat_map(joined).collect()
}

/// The ring's color for a share.
pub(crate) fn share_color(ink: Ink, theme: &crate::scene::Theme) -> Rgba {
    match ink {
        Ink::Category { color: [red, green, blue], .. } => Rgba([red, green, blue, 255]),
        Ink::Shade(shade) => theme.shade(shade),
        Ink::Unknown => theme.unknown,
        Ink::Neutral => theme.neutral,
        Ink::Member => theme.member,
    }
}
