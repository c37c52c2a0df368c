//! Borders between grids: each piece once, however many grids share it; and tints, so that neighbors differ.

use crate::geom::{Bounds, MapPoint};
use crate::model::{GridId, Project};
use crate::scene::ground::ring_points;
use crate::scene::{LineKind, LineShape};
use std::collections::{BTreeMap, BTreeSet};

/// Corners nearer than this, in map meters, are one corner; outlines are drawn by hand and do not meet exactly.
const SNAP_M: f64 = 0.4;
/// Cells in which corners are looked up.
const CELL_M: f64 = 64.0;
/// Tints in the theme.
const TINTS: u8 = 6;

type Corner = (i64, i64);

/// Borders and tints of the grids of a project.
#[derive(Debug, Default)]
pub(crate) struct Borders {
    /// Lines with the lower levels first, so that the upper ones lie on top.
    pub(crate) lines: Vec<LineShape>,
    tints: BTreeMap<GridId, u8>,
}

impl Borders {
    /// Finds the pieces that grids share, and chains what is left into long lines.
    pub(crate) fn of(project: &Project) -> Self {
        let mut rings: Vec<(GridId, u8, Vec<Corner>)> = Vec::new();
        for (grid, row) in project.grids.iter() {
            let exteriors_and_holes =
                row.area.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
            for ring in exteriors_and_holes {
                let mut corners: Vec<Corner> = ring_points(ring).iter().map(corner).collect();
                corners.dedup();
                rings.push((grid, row.level, corners));
            }
        }
        let corners = Corners::of(rings.iter().flat_map(|(_, _, ring)| ring.iter().copied()));
        let mut pieces: BTreeMap<(Corner, Corner), (u8, Vec<GridId>)> = BTreeMap::new();
        for (grid, level, ring) in &rings {
            for (&from, &to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                for (a, b) in corners.split(from, to) {
                    let piece = pieces.entry((a.min(b), a.max(b))).or_insert((*level, Vec::new()));
                    piece.0 = piece.0.min(*level);
                    piece.1.push(*grid);
                }
            }
        }
        Self { tints: tints(project, &pieces), lines: chains(&pieces) }
    }

    /// The tint of a grid; none for one with grids inside.
    pub(crate) fn tint_of(&self, grid: GridId) -> Option<u8> {
        self.tints.get(&grid).copied()
    }
}

/// Corners by cell, to find those that lie on an edge of somebody else.
struct Corners(BTreeMap<(i64, i64), BTreeSet<Corner>>);

impl Corners {
    fn of(corners: impl Iterator<Item = Corner>) -> Self {
        let mut cells: BTreeMap<(i64, i64), BTreeSet<Corner>> = BTreeMap::new();
        for corner in corners {
            cells.entry((cell(corner.0), cell(corner.1))).or_default().insert(corner);
        }
        Self(cells)
    }

    /// An edge, cut where corners of others lie on it.
    fn split(&self, from: Corner, to: Corner) -> Vec<(Corner, Corner)> {
        let (dx, dy) = ((to.0 - from.0) as f64, (to.1 - from.1) as f64);
        let length = dx.hypot(dy);
        let share = |at: Corner| ((at.0 - from.0) as f64 * dx + (at.1 - from.1) as f64 * dy) / (length * length);
        let off = |at: Corner| ((at.0 - from.0) as f64 * dy - (at.1 - from.1) as f64 * dx).abs() / length;
        let mut cuts = vec![(0.0, from), (1.0, to)];
        for x in cell(from.0.min(to.0) - 1)..=cell(from.0.max(to.0) + 1) {
            for y in cell(from.1.min(to.1) - 1)..=cell(from.1.max(to.1) + 1) {
                let here = self.0.get(&(x, y)).into_iter().flatten();
                let between = here.filter(|&&at| at != from && at != to && off(at) < 1.5);
                cuts.extend(between.map(|&at| (share(at), at)).filter(|(share, _)| *share > 0.0 && *share < 1.0));
            }
        }
        cuts.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        cuts.iter().zip(cuts.iter().skip(1)).map(|(a, b)| (a.1, b.1)).collect()
    }
}

/// Greedy coloring, by growing id: each grid takes the first tint that no neighbor has, starting from where the
/// last one stopped, so that all tints are used.
fn tints(project: &Project, pieces: &BTreeMap<(Corner, Corner), (u8, Vec<GridId>)>) -> BTreeMap<GridId, u8> {
    let mut neighbors: BTreeMap<GridId, BTreeSet<GridId>> = BTreeMap::new();
    for (_, grids) in pieces.values() {
        for &grid in grids {
            neighbors.entry(grid).or_default().extend(grids);
        }
    }
    let parents: BTreeSet<GridId> = project.grids.rows().filter_map(|row| row.parent).collect();
    let mut tints: BTreeMap<GridId, u8> = BTreeMap::new();
    let mut next = 0;
    for grid in project.grids.ids().filter(|grid| !parents.contains(grid)) {
        let taken: BTreeSet<u8> =
            neighbors.get(&grid).into_iter().flatten().filter_map(|other| tints.get(other).copied()).collect();
        let free = (0..TINTS).map(|step| (next + step) % TINTS).find(|tint| !taken.contains(tint));
        let tint = free.unwrap_or(next % TINTS);
        tints.insert(grid, tint);
        next = (tint + 1) % TINTS;
    }
    tints
}

/// Pieces of one level, joined end to end as far as they go without a fork.
fn chains(pieces: &BTreeMap<(Corner, Corner), (u8, Vec<GridId>)>) -> Vec<LineShape> {
    let mut by_level: BTreeMap<u8, BTreeMap<Corner, BTreeSet<Corner>>> = BTreeMap::new();
    for (&(a, b), &(level, _)) in pieces {
        let ends = by_level.entry(level).or_default();
        ends.entry(a).or_default().insert(b);
        ends.entry(b).or_default().insert(a);
    }
    let mut lines = Vec::new();
    for (&level, ends) in by_level.iter().rev() {
        let mut left: BTreeSet<(Corner, Corner)> =
            ends.iter().flat_map(|(&a, others)| others.iter().map(move |&b| (a.min(b), a.max(b)))).collect();
        // Lines begin where they fork or stop; what is left after that are closed rings.
        let forks = ends.iter().filter(|(_, others)| others.len() != 2).map(|(&corner, _)| corner);
        for start in forks.chain(ends.keys().copied()) {
            while let Some(line) = walk(start, ends, &mut left) {
                let points: Vec<MapPoint> = line.iter().map(|&at| point(at)).collect();
                let bounds = Bounds::around(points.iter().copied());
                lines.push(LineShape { kind: LineKind::Border { level }, points, bounds });
            }
        }
    }
    lines
}

fn walk(
    start: Corner,
    ends: &BTreeMap<Corner, BTreeSet<Corner>>,
    left: &mut BTreeSet<(Corner, Corner)>,
) -> Option<Vec<Corner>> {
    let mut line = vec![start];
    let mut here = start;
    loop {
        let mut others = ends.get(&here).into_iter().flatten();
        let next = others.find(|&&to| left.contains(&(here.min(to), here.max(to)))).copied();
        let Some(next) = next else { break };
        left.remove(&(here.min(next), here.max(next)));
        line.push(next);
        here = next;
        if ends.get(&here).is_none_or(|others| others.len() != 2) {
            break;
        }
    }
    (line.len() > 1).then_some(line)
}

fn corner(point: &MapPoint) -> Corner {
    ((point.east_m / SNAP_M).round() as i64, (point.north_m / SNAP_M).round() as i64)
}

fn point(corner: Corner) -> MapPoint {
    MapPoint { east_m: corner.0 as f64 * SNAP_M, north_m: corner.1 as f64 * SNAP_M }
}

fn cell(along: i64) -> i64 {
    along.div_euclid((CELL_M / SNAP_M) as i64)
}
