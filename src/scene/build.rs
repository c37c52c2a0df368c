//! From a project to a scene, as far as the audience may see it; and from one scene to the next.

use crate::disclose::Audience;
use crate::geom::{Bounds, MapPoint, Wgs84};
use crate::index::{Filter, Index, Touched};
use crate::model::{HouseholdId, HouseholdStatus, MemberId, MemberStatus, PlanId, Project, Table};
use crate::scene::cell::{Cell, Source};
use crate::scene::chains::Chains;
use crate::scene::clusters::Clusters;
use crate::scene::ground::Ground;
use crate::scene::lattice::Lattice;
use crate::scene::marks::{SAME_PLACE_M, shows_home_outside};
use crate::scene::member_tints::member_tints;
use crate::scene::{Coloring, Scene};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What of a project is shown, and to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "layers are switched one by one")]
pub struct SceneOptions {
    /// Which plan's links and uncovered households.
    pub plan: PlanId,
    /// Which plan changes are told against: the one in force, or another to compare with.
    pub base: PlanId,
    /// The plan in force, which the filter tells changes against.
    pub current: PlanId,
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
    /// The ground round households in the tint of whoever covers them; internally only.
    pub show_patches: bool,
    /// What colors a household; internally only.
    pub coloring: Coloring,
    /// The tier of the scheme that is shown, if one is.
    pub tier: Option<String>,
    /// Which households are shown; internally only, since a gap tells as much as a dot.
    pub filter: Filter,
}

impl SceneOptions {
    /// Everything that this audience may see, but for member names; nothing is compared.
    pub fn new(plan: PlanId, audience: Audience) -> Self {
        Self {
            plan,
            base: plan,
            current: plan,
            audience,
            show_links: true,
            show_grids: true,
            show_backdrop: true,
            show_member_names: false,
            show_patches: false,
            coloring: Coloring::Category,
            tier: None,
            filter: Filter::default(),
        }
    }
}

/// Above so many touched households a scene is built anew: it costs no more, and need not be waited for.
const REBUILD_ABOVE: usize = 4_000;

/// The map of a project. `O(n log n)`.
pub fn build(project: &Project, index: &Index, options: &SceneOptions) -> Scene {
    build_on(None, project, index, options)
}

/// The same, on the ground of a scene of the same grids and base map, if there is one: for other colors, another
/// filter, other links.
pub fn build_on(before: Option<&Scene>, project: &Project, index: &Index, options: &SceneOptions) -> Scene {
    let ground = match before {
        Some(before) if has_same_ground(&before.options, options) && before.is_sketch() => {
            Arc::new(Ground::over(Arc::clone(&before.ground.outline), project, options))
        }
        Some(before) if has_same_ground(&before.options, options) => Arc::clone(&before.ground),
        _ => Arc::new(Ground::of(project, options)),
    };
    let lattice = Lattice::over(&ground.bounds, project.households.len());
    let (mut household_cell, mut member_cell) = (Table::new(), Table::new());
    let mut residents: Vec<(Vec<HouseholdId>, Vec<MemberId>)> = vec![Default::default(); lattice.len()];
    for household in project.households.ids() {
        let Some(cell) = cell_of_household(project, &lattice, household) else { continue };
        household_cell.put(household, Some(cell as u32));
        if let Some((households, _)) = residents.get_mut(cell) {
            households.push(household);
        }
    }
    for member in project.members.ids() {
        let Some(cell) = cell_of_member(project, &lattice, member) else { continue };
        member_cell.put(member, Some(cell as u32));
        if let Some((_, members)) = residents.get_mut(cell) {
            members.push(member);
        }
    }
    let is_tinted = options.show_patches || options.coloring == Coloring::Member;
    let tints = if is_tinted { Arc::new(member_tints(project, index)) } else { Arc::default() };
    let aside = Aside::of(project, options);
    let source = aside.source(project, index, options, &tints);
    let make =
        |(households, members): &(Vec<HouseholdId>, Vec<MemberId>)| Arc::new(Cell::of(source, households, members));
    let cells: Vec<Arc<Cell>> = residents.iter().map(make).collect();
    let bounds_of = |grid| ground.grid_area(grid).map_or(Bounds::EMPTY, |area| area.bounds);
    let mut clusters = Clusters::over(project, bounds_of, spacing_m(&lattice, &cells));
    for cell in &cells {
        clusters.follow(&cell.groups, true);
    }
    let options = options.clone();
    let clusters = Arc::new(clusters);
    let chains = Arc::new(Chains::of(project, &options));
    Scene { ground, options, lattice, cells, clusters, household_cell, member_cell, tints, chains }
}

/// The scene after an edit, and the rectangles of the map that look different now; `None` if it had better be built
/// anew. `after` and `index` are as they are now. `O(touched)`, and a step for each cell.
pub fn follow(before: &Scene, after: &Project, index: &Index, touched: &Touched) -> Option<(Scene, Vec<Bounds>)> {
    if before.is_sketch() || touched.everything || touched.households.len() > REBUILD_ABOVE {
        return None;
    }
    let mut scene = before.clone();
    let mut households: BTreeSet<HouseholdId> = touched.households.clone();
    let mut changed: BTreeSet<usize> = BTreeSet::new();
    // Links begin where a member lives.
    let residents = touched.households.iter().flat_map(|&household| index.members_at_home(household));
    let members: BTreeSet<MemberId> = touched.members.iter().chain(residents).copied().collect();
    for member in members {
        let cell = cell_of_member(after, &scene.lattice, member);
        let was = scene.member_cell.put(member, cell.map(|cell| cell as u32));
        changed.extend(cell.into_iter().chain(was.map(|was| was as usize)));
        // How full somebody's hands are, and where the lines come from, shows at all households.
        let held = after.plans.at(scene.options.plan).map_or(&[][..], |plan| plan.held_by(member));
        households.extend(held.iter().map(|&(household, _)| household));
        households.extend(after.members.at(member).and_then(|row| row.home));
    }
    for household in households {
        let cell = cell_of_household(after, &scene.lattice, household);
        let place = after.households.at(household).and_then(|row| row.at).map(MapPoint::from);
        if place.is_some_and(|at| !scene.ground.bounds.contains(at)) {
            return None;
        }
        let was = scene.household_cell.put(household, cell.map(|cell| cell as u32));
        changed.extend(cell.into_iter().chain(was.map(|was| was as usize)));
    }
    let aside = Aside::of(after, &scene.options);
    let options = scene.options.clone();
    let tints = Arc::clone(&scene.tints);
    let source = aside.source(after, index, &options, &tints);
    let mut dirty = Vec::new();
    for cell_idx in changed {
        let (households, members) = residents_of(after, index, &scene.lattice, cell_idx);
        let Some(slot) = scene.cells.get_mut(cell_idx) else { continue };
        let fresh = Cell::of(source, &households, &members);
        if **slot == fresh {
            continue;
        }
        dirty.extend(slot.reach.into_iter().chain(fresh.reach));
        if slot.groups != fresh.groups {
            let clusters = Arc::make_mut(&mut scene.clusters);
            clusters.follow(&slot.groups, false);
            clusters.follow(&fresh.groups, true);
        }
        *slot = Arc::new(fresh);
    }
    if scene.options.tier.is_some() {
        let fresh = Chains::of(after, &scene.options);
        dirty.extend(fresh.differing(&scene.chains));
        scene.chains = Arc::new(fresh);
    }
    Some((scene, dirty))
}

/// What is looked up once for all cells.
struct Aside {
    leaders: BTreeSet<MemberId>,
    homes_shown: BTreeSet<HouseholdId>,
}

impl Aside {
    fn of(project: &Project, options: &SceneOptions) -> Self {
        let is_outside = options.audience != Audience::Internal;
        let agreed = project.members.rows().filter(|member| is_outside && shows_home_outside(member));
        Self {
            leaders: project.grids.rows().filter_map(|grid| grid.leader).collect(),
            homes_shown: agreed.filter_map(|member| member.home).collect(),
        }
    }

    fn source<'a>(
        &'a self,
        project: &'a Project,
        index: &'a Index,
        options: &'a SceneOptions,
        tints: &'a Table<MemberId, u8>,
    ) -> Source<'a> {
        Source { project, index, options, tints, leaders: &self.leaders, homes_shown: &self.homes_shown }
    }
}

fn has_same_ground(a: &SceneOptions, b: &SceneOptions) -> bool {
    (a.show_grids, a.show_backdrop, a.audience) == (b.show_grids, b.show_backdrop, b.audience)
}

fn cell_of_household(project: &Project, lattice: &Lattice, household: HouseholdId) -> Option<usize> {
    let row = project.households.at(household).filter(|row| row.status != HouseholdStatus::MovedOut)?;
    Some(cell_at(lattice, row.at?))
}

fn cell_of_member(project: &Project, lattice: &Lattice, member: MemberId) -> Option<usize> {
    project.members.at(member).filter(|row| row.status == MemberStatus::Serving)?;
    Some(cell_at(lattice, project.place_of_member(member)?))
}

/// Those who stand at one place, and become one mark, must be in one cell.
fn cell_at(lattice: &Lattice, at: Wgs84) -> usize {
    let snap = |meters: f64| (meters / SAME_PLACE_M).round() * SAME_PLACE_M;
    let at = MapPoint::from(at);
    lattice.cell_of(MapPoint { east_m: snap(at.east_m), north_m: snap(at.north_m) })
}

fn residents_of(project: &Project, index: &Index, lattice: &Lattice, cell: usize) -> (Vec<HouseholdId>, Vec<MemberId>) {
    let bounds = lattice.bounds_of(cell).padded(SAME_PLACE_M);
    let is_here = |household: &HouseholdId| cell_of_household(project, lattice, *household) == Some(cell);
    let mut households: Vec<HouseholdId> = index.households_in_unsorted(&bounds).filter(is_here).collect();
    households.sort_unstable();
    let is_here = |member: &MemberId| cell_of_member(project, lattice, *member) == Some(cell);
    let mut members: Vec<MemberId> = index.members_in_unsorted(&bounds).filter(is_here).collect();
    members.sort_unstable();
    (households, members)
}

/// How far marks usually are from each other, where there are any: the median over the marks.
fn spacing_m(lattice: &Lattice, cells: &[Arc<Cell>]) -> f64 {
    let mut by_count: BTreeMap<usize, usize> = BTreeMap::new();
    for cell in cells.iter().filter(|cell| !cell.marks.is_empty()) {
        *by_count.entry(cell.marks.len()).or_default() += cell.marks.len();
    }
    let mut left = by_count.values().sum::<usize>() / 2;
    for (count, marks) in by_count {
        if left < marks {
            return (lattice.cell_area_m2() / count as f64).sqrt();
        }
        left -= marks;
    }
    1.0
}
