//! The scene: all shapes, grouped so that only what is in view is painted.

use crate::geom::{Bounds, MapPoint};
use crate::model::{BackdropKind, GridId, HouseholdId, MemberId, Table};
use crate::scene::cell::Cell;
use crate::scene::chains::{ChainShape, Chains, TargetShape};
use crate::scene::clusters::Clusters;
use crate::scene::ground::{Ground, Outline};
use crate::scene::lattice::Lattice;
use crate::scene::marks::drawing_order;
use crate::scene::{
    AreaKind, AreaShape, Cluster, ClusterKey, Ink, Label, LabelStyle, LineKind, LineShape, LinkShape, Mark,
    SceneOptions,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// Names of members are collected from this scale on, in points per map meter; farther out there is no room.
const MEMBER_NAMES_PT_PER_M: f64 = 0.7;
/// The name of a ring stands so far below its edge, in points.
const RING_NAME_PT: f32 = 15.0;
/// A name may hang so far from its place, in points.
const NAME_REACH_PT: f64 = 120.0;

/// The map as shapes with meanings, in map meters.
///
/// Made by [`build`](crate::scene::build) and never changed; [`follow`](crate::scene::follow) makes the next one, which
/// shares all cells that an edit did not touch. Copies share everything.
#[derive(Clone, Debug)]
pub struct Scene {
    pub(crate) ground: Arc<Ground>,
    pub(crate) options: SceneOptions,
    pub(crate) lattice: Lattice,
    pub(crate) cells: Vec<Arc<Cell>>,
    pub(crate) clusters: Arc<Clusters>,
    pub(crate) household_cell: Table<HouseholdId, u32>,
    pub(crate) member_cell: Table<MemberId, u32>,
    pub(crate) tints: Arc<Table<MemberId, u8>>,
    pub(crate) chains: Arc<Chains>,
}

impl Scene {
    /// True if there are only rings in it: it was made from a glimpse, and the whole scene is still to come.
    pub fn is_sketch(&self) -> bool {
        self.clusters.is_only()
    }

    /// What it was made for.
    pub fn options(&self) -> &SceneOptions {
        &self.options
    }

    /// The rectangle round grids and households, or round the base map where there are none. What a first look shows.
    pub fn bounds(&self) -> Bounds {
        self.ground.bounds
    }

    /// How many map meters one true meter takes in this place.
    pub fn stretch(&self) -> f64 {
        self.ground.stretch
    }

    /// The tint of a member, where the scene has patches or is colored by member.
    pub fn tint_of(&self, member: MemberId) -> Option<u8> {
        self.tints.at(member).copied()
    }

    /// Base map and grids, in drawing order.
    pub fn areas(&self) -> &[AreaShape] {
        &self.ground.outline.areas
    }

    /// Streets and borders, in drawing order.
    pub fn lines(&self) -> &[LineShape] {
        &self.ground.outline.lines
    }

    /// Who covers whom; empty outside.
    pub fn links(&self) -> Vec<&LinkShape> {
        let mut links: Vec<&LinkShape> = self.cells.iter().flat_map(|cell| &cell.links).collect();
        links.sort_by_key(|link| (std::cmp::Reverse(link.kind), link.household, link.member));
        links
    }

    /// The contacts of the tier that is shown.
    pub fn chains(&self) -> &[ChainShape] {
        &self.chains.links
    }

    /// What the tier that is shown is about.
    pub fn targets(&self) -> &[TargetShape] {
        &self.chains.targets
    }

    /// Households and members, in drawing order.
    pub fn marks(&self) -> Vec<&Mark> {
        let mut marks: Vec<&Mark> = self.marks_unsorted().collect();
        marks.sort_by(|a, b| drawing_order(a, b));
        marks
    }

    /// Households and members, in no particular order.
    pub fn marks_unsorted(&self) -> impl Iterator<Item = &Mark> {
        self.cells.iter().flat_map(|cell| &cell.marks)
    }

    /// The outline of a grid, if the scene shows grids.
    pub fn grid_area(&self, grid: GridId) -> Option<&AreaShape> {
        self.ground.grid_area(grid)
    }

    /// The areas of one kind of the base map that may touch this rectangle, or the grids, in drawing order.
    pub fn areas_in(&self, kind: Option<BackdropKind>, bounds: &Bounds) -> impl Iterator<Item = &AreaShape> {
        let Outline { areas, area_bins, .. } = &*self.ground.outline;
        let near = area_bins.touching(kind, bounds).filter_map(|idx| areas.get(idx as usize));
        near.filter(move |area| area.bounds.intersects(bounds))
    }

    /// The lines of one kind that may touch this rectangle, in drawing order.
    pub fn lines_in(&self, kind: LineKind, bounds: &Bounds) -> impl Iterator<Item = &LineShape> {
        let Outline { lines, line_bins, .. } = &*self.ground.outline;
        let near = line_bins.touching(kind, bounds).filter_map(|idx| lines.get(idx as usize));
        near.filter(move |line| line.bounds.intersects(bounds))
    }

    /// The levels whose borders are drawn, the uppermost first.
    pub(crate) fn border_levels(&self) -> impl DoubleEndedIterator<Item = u8> {
        let level = |kind| match kind {
            LineKind::Border { level } => Some(level),
            LineKind::Backdrop(_) => None,
        };
        self.ground.outline.line_bins.kinds().filter_map(level).collect::<Vec<_>>().into_iter()
    }

    /// The links that may touch this rectangle, in no particular order.
    pub fn links_in_unsorted(&self, bounds: &Bounds) -> impl Iterator<Item = &LinkShape> {
        let is_near = |cell: &&Arc<Cell>| cell.reach.is_some_and(|reach| reach.intersects(bounds));
        let touches = move |link: &&LinkShape| Bounds::around([link.from, link.to]).intersects(bounds);
        self.cells.iter().filter(is_near).flat_map(|cell| &cell.links).filter(touches)
    }

    /// The marks in this rectangle, those with a higher rank later; within a rank always in the same order, whatever
    /// the rectangle. `O(marks)`.
    pub fn marks_in(&self, bounds: &Bounds) -> Vec<&Mark> {
        let mut by_rank: Vec<Vec<&Mark>> = Vec::new();
        for mark in self.marks_in_unsorted(bounds) {
            let rank = usize::from(mark.rank);
            if by_rank.len() <= rank {
                by_rank.resize_with(rank + 1, Vec::new);
            }
            if let Some(marks) = by_rank.get_mut(rank) {
                marks.push(mark);
            }
        }
        by_rank.concat()
    }

    /// The marks in this rectangle, in no particular order.
    pub fn marks_in_unsorted(&self, bounds: &Bounds) -> impl Iterator<Item = &Mark> {
        let cells = self.lattice.touching(bounds).filter_map(|cell| self.cells.get(cell));
        cells.flat_map(|cell| &cell.marks).filter(move |mark| bounds.contains(mark.at))
    }

    /// True if households are seen as rings at this scale, each for a grid or a part of the map.
    pub fn is_far(&self, pt_per_m: f64) -> bool {
        self.clusters.is_far(pt_per_m)
    }

    /// What rings stand for at this scale, the larger first; none where households are seen one by one.
    pub fn clusters_at(&self, pt_per_m: f64) -> Arc<[Cluster]> {
        if self.is_far(pt_per_m) { self.clusters.at(pt_per_m) } else { Arc::default() }
    }

    /// The rings that are drawn at this scale: where a tier is shown, what it is about takes their place.
    pub fn rings_at(&self, pt_per_m: f64) -> Arc<[Cluster]> {
        if self.targets().is_empty() { self.clusters_at(pt_per_m) } else { Arc::default() }
    }

    /// From far only borders down to this level are drawn: those of the grids that have a ring.
    pub fn border_level_at(&self, pt_per_m: f64) -> u8 {
        self.clusters.level_at(pt_per_m).unwrap_or(u8::MAX)
    }

    /// How many households on the map have each color.
    pub fn ink_counts(&self) -> BTreeMap<Ink, u32> {
        let mut counts: BTreeMap<Ink, u32> = BTreeMap::new();
        for sum in self.cells.iter().flat_map(|cell| cell.groups.values()) {
            for (&ink, &count) in sum.inks() {
                *counts.entry(ink).or_default() += count;
            }
        }
        counts
    }

    /// The names that may be seen in this rectangle at this scale, the most important first.
    pub fn labels_in(&self, bounds: &Bounds, pt_per_m: f64) -> Vec<Cow<'_, Label>> {
        let is_far = self.is_far(pt_per_m);
        let is_of_grid = |label: &&Label| matches!(label.style, LabelStyle::Grid | LabelStyle::Upper);
        // Where rings are, a grid is named beneath its ring.
        let near = bounds.padded(NAME_REACH_PT / pt_per_m);
        let ground = self.ground.labels.iter().filter(|label| near.contains(label.at));
        let mut labels: Vec<Cow<'_, Label>> =
            ground.filter(|label| !(is_far && is_of_grid(label))).map(Cow::Borrowed).collect();
        if is_far {
            let clusters = self.clusters_at(pt_per_m);
            let clusters = clusters.iter().filter(|cluster| near.contains(cluster.at));
            labels.extend(clusters.filter_map(|cluster| self.ring_label(cluster, pt_per_m)).map(Cow::Owned));
        } else if pt_per_m >= MEMBER_NAMES_PT_PER_M {
            let cells = self.lattice.touching(bounds).filter_map(|cell| self.cells.get(cell));
            labels.extend(cells.flat_map(|cell| &cell.labels).map(Cow::Borrowed));
        }
        if pt_per_m >= MEMBER_NAMES_PT_PER_M / 4.0 {
            labels.extend(self.chains.labels.iter().filter(|label| near.contains(label.at)).map(Cow::Borrowed));
        }
        labels.sort_by_key(|label| std::cmp::Reverse(label.importance));
        labels
    }

    fn ring_label(&self, cluster: &Cluster, pt_per_m: f64) -> Option<Label> {
        let ClusterKey::Grid(grid) = cluster.key else { return None };
        let name = self.ground.grid_label(grid)?;
        let below_m = f64::from(cluster.radius_pt() + RING_NAME_PT) / pt_per_m;
        let at = MapPoint { north_m: cluster.at.north_m - below_m, ..cluster.at };
        let importance = name.importance;
        Some(Label { at, style: LabelStyle::Ring, importance, extent_m: f64::INFINITY, ..name.clone() })
    }

    /// All that is in the scene, a line each, places in map meters from the south-west corner. For tests and for
    /// looking at; it says no more than what is drawn.
    pub fn to_text(&self) -> String {
        let origin = self.ground.bounds.min;
        // Adding zero turns −0 into 0.
        let whole = |meters: f64| meters.round() + 0.0;
        let at = |point: &MapPoint| {
            format!("{},{}", whole(point.east_m - origin.east_m), whole(point.north_m - origin.north_m))
        };
        let path = |points: &[MapPoint]| points.iter().map(at).collect::<Vec<_>>().join(" ");
        let mut text = String::new();
        let mut line = |words: std::fmt::Arguments<'_>| {
            // Writing to a string cannot fail.
            writeln!(text, "{words}").unwrap_or_default();
        };
        line(format_args!("size {:.0} x {:.0}", self.ground.bounds.width_m(), self.ground.bounds.height_m()));
        for area in &self.ground.outline.areas {
            let rings: Vec<String> = area.rings.iter().map(|ring| path(ring)).collect();
            match area.kind {
                AreaKind::Backdrop(kind) => line(format_args!("area {} {}", kind.key(), rings.join(" / "))),
                AreaKind::Grid { grid, tint } => {
                    let tint = tint.map_or_else(|| "no tint".to_owned(), |tint| format!("tint {tint}"));
                    line(format_args!("grid {} {tint} {}", grid.0, rings.join(" / ")));
                }
            }
        }
        for shape in &self.ground.outline.lines {
            line(format_args!("line {:?} {}", shape.kind, path(&shape.points)));
        }
        for link in self.links() {
            let locked = if link.is_locked { " locked" } else { "" };
            let (from, to) = (at(&link.from), at(&link.to));
            line(format_args!(
                "link {} household {} member {}{locked} {from} {to}",
                link.kind.key(),
                link.household.0,
                link.member.0
            ));
        }
        for chain in self.chains() {
            line(format_args!(
                "chain member {} {:?} {} {}",
                chain.holder.0,
                chain.target,
                at(&chain.from),
                at(&chain.to)
            ));
        }
        for shape in self.targets() {
            let nobody = if shape.has_nobody { " nobody" } else { "" };
            line(format_args!("target {:?}{nobody} {}", shape.target, path(&shape.path)));
        }
        for mark in self.marks() {
            line(format_args!("mark {} {}", at(&mark.at), mark_words(mark)));
        }
        let names = self.ground.labels.iter().chain(self.cells.iter().flat_map(|cell| &cell.labels));
        for label in names {
            line(format_args!("label {:?} {} {}", label.style, at(&label.at), label.text));
        }
        text
    }
}

fn mark_words(mark: &Mark) -> String {
    let mut words = vec![mark.glyph.key().to_owned(), format!("{:?}", mark.ink)];
    words.extend(mark.household.map(|household| format!("household {}", household.0)));
    words.extend(mark.member.map(|member| format!("member {}", member.0)));
    words.extend((mark.count > 1).then(|| format!("x{}", mark.count)));
    words.extend(mark.state.is_uncovered.then(|| "uncovered".to_owned()));
    words.extend(mark.state.is_locked.then(|| "locked".to_owned()));
    words.extend(mark.state.is_vacant.then(|| "vacant".to_owned()));
    words.extend(mark.state.badge.map(|badge| format!("{badge:?}")));
    words.join(" ")
}
