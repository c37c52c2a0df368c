//! Borders between grids: each piece once, however many grids share it; and tints, so that neighbors differ.

use crate::geom::{Bounds, MapPoint, area_rings};
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

type Corner = (i32, i32);

/// A straight piece of the outline of a grid, its lower end first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Piece {
    ends: (Corner, Corner),
    level: u8,
    grid: GridId,
}

/// Borders and tints of the grids of a project.
#[derive(Debug, Default)]
pub(crate) struct Borders {
    /// Lines with the lower levels first, so that the upper ones lie on top.
    pub(crate) lines: Vec<LineShape>,
    tints: BTreeMap<GridId, u8>,
}

impl Borders {
    /// Finds the pieces that grids share, and chains what is left into long lines. `O(n log n)` in the corners.
    pub(crate) fn of(project: &Project) -> Self {
        let mut edges = Vec::new();
        for (grid, row) in project.grids.iter() {
            for ring in area_rings(&row.area) {
                let mut corners: Vec<Corner> = ring_points(ring).iter().map(corner).collect();
                corners.dedup();
                let next = corners.iter().cycle().skip(1);
                edges.extend(corners.iter().zip(next).filter(|(from, to)| from != to).map(|(&from, &to)| Piece {
                    ends: (from.min(to), from.max(to)),
                    level: row.level,
                    grid,
                }));
            }
        }
        edges.sort_unstable();
        let corners = Corners::of(edges.iter().flat_map(|edge| [edge.ends.0, edge.ends.1]));
        let mut pieces = Vec::with_capacity(edges.len());
        // Neighbors and the grids around them mostly have whole edges in common.
        for same in edges.chunk_by(|one, other| one.ends == other.ends) {
            let Some(Piece { ends, .. }) = same.first() else { continue };
            for (from, to) in corners.split(ends.0, ends.1) {
                let ends = (from.min(to), from.max(to));
                pieces.extend(same.iter().map(|edge| Piece { ends, ..*edge }));
            }
        }
        pieces.sort_unstable();
        Self { tints: tints(project, &pieces), lines: lines(&pieces) }
    }

    /// The tint of a grid; none for one with grids inside.
    pub(crate) fn tint_of(&self, grid: GridId) -> Option<u8> {
        self.tints.get(&grid).copied()
    }
}

/// Corners by column and row of a coarse lattice, each once, to find those that lie on an edge of somebody else.
struct Corners(Vec<(Corner, Corner)>);

impl Corners {
    fn of(corners: impl Iterator<Item = Corner>) -> Self {
        let mut corners: Vec<(Corner, Corner)> =
            corners.map(|corner| ((cell(corner.0), cell(corner.1)), corner)).collect();
        corners.sort_unstable();
        corners.dedup();
        Self(corners)
    }

    /// Those in a stretch of a column.
    fn in_column(&self, x: i32, from_y: i32, to_y: i32) -> impl Iterator<Item = Corner> {
        let first = self.0.partition_point(|(cell, _)| *cell < (x, from_y));
        let column = self.0.get(first..).into_iter().flatten();
        column.take_while(move |(cell, _)| *cell <= (x, to_y)).map(|(_, corner)| *corner)
    }

    /// An edge, cut where corners of others lie on it.
    fn split(&self, from: Corner, to: Corner) -> Vec<(Corner, Corner)> {
        let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
        let length = dx.hypot(dy);
        let away = |at: Corner| (f64::from(at.0 - from.0), f64::from(at.1 - from.1));
        let share = |at: Corner| (away(at).0 * dx + away(at).1 * dy) / (length * length);
        let off = |at: Corner| (away(at).0 * dy - away(at).1 * dx).abs() / length;
        let mut cuts = vec![(0.0, from), (1.0, to)];
        for x in cell(from.0.min(to.0) - 1)..=cell(from.0.max(to.0) + 1) {
            let column = self.in_column(x, cell(from.1.min(to.1) - 1), cell(from.1.max(to.1) + 1));
            let between = column.filter(|&at| at != from && at != to && off(at) < 1.5);
            cuts.extend(between.map(|at| (share(at), at)).filter(|(share, _)| *share > 0.0 && *share < 1.0));
        }
        cuts.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        cuts.iter().zip(cuts.iter().skip(1)).map(|(a, b)| (a.1, b.1)).collect()
    }
}

/// Greedy coloring, by growing id: each grid takes the first tint that no neighbor has, starting from where the
/// last one stopped, so that all tints are used.
fn tints(project: &Project, pieces: &[Piece]) -> BTreeMap<GridId, u8> {
    let parents: BTreeSet<GridId> = project.grids.rows().filter_map(|row| row.parent).collect();
    let mut neighbors: Vec<(GridId, GridId)> = Vec::new();
    for same in pieces.chunk_by(|one, other| one.ends == other.ends) {
        for one in same {
            let lower = same.iter().filter(|other| other.grid < one.grid);
            neighbors.extend(lower.map(|other| (one.grid, other.grid)));
        }
    }
    neighbors.sort_unstable();
    neighbors.dedup();
    let mut tints: BTreeMap<GridId, u8> = BTreeMap::new();
    let mut next = 0;
    for grid in project.grids.ids().filter(|grid| !parents.contains(grid)) {
        let first = neighbors.partition_point(|(one, _)| *one < grid);
        let lower = neighbors.iter().skip(first).take_while(|(one, _)| *one == grid);
        let taken: Vec<u8> = lower.filter_map(|(_, other)| tints.get(other).copied()).collect();
        let free = (0..TINTS).map(|step| (next + step) % TINTS).find(|tint| !taken.contains(tint));
        let tint = free.unwrap_or(next % TINTS);
        tints.insert(grid, tint);
        next = (tint + 1) % TINTS;
    }
    tints
}

/// Pieces of one level, joined end to end as far as they go without a fork; the lower levels first.
fn lines(pieces: &[Piece]) -> Vec<LineShape> {
    let mut by_level: BTreeMap<u8, Vec<(Corner, Corner)>> = BTreeMap::new();
    for same in pieces.chunk_by(|one, other| one.ends == other.ends) {
        // A border of two levels is one of the upper one. The pieces are sorted, so that it comes first.
        let Some(&Piece { ends, level, .. }) = same.first() else { continue };
        by_level.entry(level).or_default().push(ends);
    }
    let mut lines = Vec::new();
    for (&level, pieces) in by_level.iter().rev() {
        lines.extend(Net::of(pieces).chains().into_iter().map(|chain| {
            let points: Vec<MapPoint> = chain.into_iter().map(point).collect();
            let bounds = Bounds::around(points.iter().copied());
            LineShape { kind: LineKind::Border { level }, points, bounds }
        }));
    }
    lines
}

/// Pieces and how they hang together. Corners and pieces have numbers here.
struct Net {
    /// Sorted.
    corners: Vec<Corner>,
    /// By corner: the corners at the other ends of its pieces, growing, and the numbers of the pieces.
    ends: Vec<Vec<(u32, u32)>>,
    is_left: Vec<bool>,
}

impl Net {
    fn of(pieces: &[(Corner, Corner)]) -> Self {
        let mut corners: Vec<Corner> = pieces.iter().flat_map(|&(a, b)| [a, b]).collect();
        corners.sort_unstable();
        corners.dedup();
        let mut ends: Vec<Vec<(u32, u32)>> = vec![Vec::new(); corners.len()];
        let number = |corner: &Corner| corners.binary_search(corner).unwrap_or_default();
        for (piece, (a, b)) in (0..).zip(pieces) {
            let (a, b) = (number(a), number(b));
            for (from, to) in [(a, b), (b, a)] {
                if let Some(ends) = ends.get_mut(from) {
                    ends.push((to as u32, piece));
                }
            }
        }
        for ends in &mut ends {
            ends.sort_unstable();
        }
        Self { corners, ends, is_left: vec![true; pieces.len()] }
    }

    /// Lines begin where they fork or stop; what is left after that are closed rings.
    fn chains(mut self) -> Vec<Vec<Corner>> {
        let all = 0..self.corners.len();
        let forks: Vec<usize> = all.clone().filter(|&corner| self.is_fork(corner)).collect();
        let mut chains = Vec::new();
        for start in forks.into_iter().chain(all) {
            while let Some(chain) = self.walk(start) {
                chains.push(chain);
            }
        }
        chains
    }

    fn is_fork(&self, corner: usize) -> bool {
        self.ends.get(corner).is_none_or(|ends| ends.len() != 2)
    }

    fn walk(&mut self, start: usize) -> Option<Vec<Corner>> {
        let mut chain = vec![*self.corners.get(start)?];
        let mut here = start;
        loop {
            let mut ends = self.ends.get(here)?.iter();
            let is_left = |piece: u32| self.is_left.get(piece as usize).is_some_and(|is_left| *is_left);
            let Some(&(next, piece)) = ends.find(|&&(_, piece)| is_left(piece)) else { break };
            *self.is_left.get_mut(piece as usize)? = false;
            here = next as usize;
            chain.push(*self.corners.get(here)?);
            if self.is_fork(here) {
                break;
            }
        }
        (chain.len() > 1).then_some(chain)
    }
}

fn corner(point: &MapPoint) -> Corner {
    // The whole earth has fewer steps than an `i32`.
    ((point.east_m / SNAP_M).round() as i32, (point.north_m / SNAP_M).round() as i32)
}

fn point(corner: Corner) -> MapPoint {
    MapPoint { east_m: f64::from(corner.0) * SNAP_M, north_m: f64::from(corner.1) * SNAP_M }
}

fn cell(along: i32) -> i32 {
    along.div_euclid((CELL_M / SNAP_M) as i32)
}
