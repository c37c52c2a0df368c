//! Where households and members are, and in which grid.

use crate::geom::{Bounds, MapPoint, Wgs84, distance_m, map_from_wgs84};
use crate::index::{GridWalk, Outlines};
use crate::model::{GridId, Household, HouseholdId, MemberId, MemberStatus, Project, Table, Target};
use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};
use std::collections::BTreeSet;

/// Above this share of everything, one in so many, a fresh index is cheaper than mending the old one.
const REBUILD_SHARE: usize = 4;

/// Grids within grids are followed so far up, in case a damaged file has one that contains itself.
pub const DEEPEST_GRID: usize = 17;

type Spotted<I> = GeomWithData<[f64; 2], I>;

/// Lookups that follow from a project.
#[derive(Clone, Debug)]
pub struct Index {
    spots: Table<HouseholdId, Spot>,
    homes: Table<HouseholdId, Vec<MemberId>>,
    home_of: Table<MemberId, HouseholdId>,
    household_at: Table<HouseholdId, Wgs84>,
    member_at: Table<MemberId, [f64; 2]>,
    household_tree: RTree<Spotted<HouseholdId>>,
    member_tree: RTree<Spotted<MemberId>>,
    outlines: Outlines,
}

/// Which grid a household lies in, by geometry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// It has no position yet.
    Unplaced,
    /// In no grid of the innermost level at that place.
    Outside,
    /// In this grid, the innermost one.
    In(GridId),
    /// In two grids of the same level, which overlap; this is the one with the smaller id.
    InSeveral(GridId),
}

impl Spot {
    /// The grid that counts.
    pub fn grid(self) -> Option<GridId> {
        match self {
            Self::In(grid) | Self::InSeveral(grid) => Some(grid),
            Self::Unplaced | Self::Outside => None,
        }
    }
}

/// What an edit touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Households whose row, links or reason changed.
    pub households: BTreeSet<HouseholdId>,
    /// Members whose row or links changed.
    pub members: BTreeSet<MemberId>,
    /// What else changed itself or is linked otherwise.
    pub targets: BTreeSet<Target>,
    /// True if grids, categories or the scheme changed: everything may have.
    pub everything: bool,
}

impl Index {
    /// Looks at the whole project. `O(n log n)`.
    pub fn build(project: &Project) -> Self {
        let mut index = Self {
            spots: Table::new(),
            homes: Table::new(),
            home_of: Table::new(),
            household_at: Table::new(),
            member_at: Table::new(),
            household_tree: RTree::new(),
            member_tree: RTree::new(),
            outlines: Outlines::of(project),
        };
        let (mut spots, mut household_at) = (Table::new(), Table::new());
        let mut placed = Vec::with_capacity(project.households.len());
        let mut walk = GridWalk::new(project, &index);
        for (id, household) in project.households.iter() {
            spots.put(id, Some(household.at.map_or(Spot::Unplaced, |at| walk.grid_at(at))));
            if let Some(at) = household.at {
                household_at.put(id, Some(at));
                placed.push(Spotted::new(flat(at), id));
            }
        }
        (index.spots, index.household_at) = (spots, household_at);
        index.household_tree = RTree::bulk_load(placed);
        let mut standing = Vec::with_capacity(project.members.len());
        for (id, member) in project.members.iter().filter(|(_, member)| member.status == MemberStatus::Serving) {
            if let Some(home) = member.home {
                index.move_in(id, home);
            }
            if let Some(at) = project.place_of_member(id).map(flat) {
                index.member_at.put(id, Some(at));
                standing.push(Spotted::new(at, id));
            }
        }
        index.member_tree = RTree::bulk_load(standing);
        index
    }

    /// Follows the project after a change. `after` is the changed project.
    pub fn update(&mut self, after: &Project, touched: &Touched) {
        let (count, all) =
            (touched.households.len() + touched.members.len(), after.households.len() + after.members.len());
        if touched.everything || count > all / REBUILD_SHARE {
            *self = Self::build(after);
            return;
        }
        let mut members = touched.members.clone();
        for &id in &touched.households {
            self.follow_household(after, id);
            members.extend(self.members_at_home(id));
        }
        for &id in &members {
            self.follow_member(after, id);
        }
    }

    /// Which grid a household lies in.
    pub fn spot(&self, household: HouseholdId) -> Spot {
        self.spots.at(household).copied().unwrap_or(Spot::Unplaced)
    }

    /// Where a household is. The row says the same; places alone lie closer together in memory than rows.
    pub fn place_of_household(&self, household: HouseholdId) -> Option<Wgs84> {
        self.household_at.at(household).copied()
    }

    /// The grid a household lies in, if any.
    pub fn grid_of(&self, household: HouseholdId) -> Option<GridId> {
        self.spot(household).grid()
    }

    /// True if a household lies in this grid, or in one inside it.
    pub fn is_in_grid(&self, project: &Project, household: HouseholdId, grid: GridId) -> bool {
        let parent = |inner: &GridId| project.grids.at(*inner).and_then(|row| row.parent);
        std::iter::successors(self.grid_of(household), parent).take(DEEPEST_GRID).any(|outer| outer == grid)
    }

    /// The grid at a place.
    pub fn grid_at(&self, project: &Project, at: Wgs84) -> Spot {
        self.outlines.grid_at(project, at)
    }

    /// Where grids lie.
    pub(crate) fn outlines(&self) -> &Outlines {
        &self.outlines
    }

    /// The grid that a member serves: the stated one, or the one at home.
    pub fn grid_served(&self, project: &Project, member: MemberId) -> Option<GridId> {
        let row = project.members.at(member)?;
        row.grid
            .or_else(|| self.grid_of(row.home?))
            .or_else(|| self.grid_at(project, project.place_of_member(member)?).grid())
    }

    /// The serving members who live in a household.
    pub fn members_at_home(&self, household: HouseholdId) -> &[MemberId] {
        self.homes.at(household).map_or(&[], |members| members)
    }

    /// True if a serving member lives there.
    pub fn is_member_home(&self, household: HouseholdId) -> bool {
        self.homes.at(household).is_some()
    }

    /// Households in a rectangle of the map, in no particular order.
    pub fn households_in_unsorted(&self, bounds: &Bounds) -> impl Iterator<Item = HouseholdId> {
        let envelope =
            AABB::from_corners([bounds.min.east_m, bounds.min.north_m], [bounds.max.east_m, bounds.max.north_m]);
        self.household_tree.locate_in_envelope(&envelope).map(|spotted| spotted.data)
    }

    /// Serving members in a rectangle of the map, in no particular order.
    pub fn members_in_unsorted(&self, bounds: &Bounds) -> impl Iterator<Item = MemberId> {
        let envelope =
            AABB::from_corners([bounds.min.east_m, bounds.min.north_m], [bounds.max.east_m, bounds.max.north_m]);
        self.member_tree.locate_in_envelope(&envelope).map(|spotted| spotted.data)
    }

    /// Households no farther than `radius_m` map meters from a map point, nearest first; those at one spot by id.
    pub fn households_near(&self, point: MapPoint, radius_m: f64) -> Vec<HouseholdId> {
        let at = [point.east_m, point.north_m];
        let mut near: Vec<(f64, HouseholdId)> = self
            .household_tree
            .locate_within_distance(at, radius_m * radius_m)
            .map(|spotted| (squared(at, *spotted.geom()), spotted.data))
            .collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        near.into_iter().map(|(_, household)| household).collect()
    }

    /// Serving members by distance from a place, nearest first, with the straight distance in meters; those at one
    /// spot by id, so that the answer does not depend on how the index came to be. What is nearer is measured on the
    /// map: of two distances that differ by less than one in a hundred either may come first.
    pub fn members_near(&self, project: &Project, at: Wgs84) -> impl Iterator<Item = (MemberId, f64)> {
        let mut by_distance = self.member_tree.nearest_neighbor_iter_with_distance_2(&flat(at)).peekable();
        let mut ring: Vec<MemberId> = Vec::new();
        let members = std::iter::from_fn(move || {
            if ring.is_empty() {
                let (first, first_m2) = by_distance.next()?;
                ring.push(first.data);
                while let Some((next, _)) = by_distance.next_if(|&(_, next_m2)| next_m2 <= first_m2) {
                    ring.push(next.data);
                }
                ring.sort_unstable_by_key(|&member| std::cmp::Reverse(member));
            }
            ring.pop()
        });
        members.filter_map(move |member| Some((member, distance_m(at, project.place_of_member(member)?))))
    }

    fn spot_of(&self, project: &Project, household: &Household) -> Spot {
        household.at.map_or(Spot::Unplaced, |at| self.grid_at(project, at))
    }

    fn follow_household(&mut self, after: &Project, id: HouseholdId) {
        let row = after.households.at(id);
        let at = row.and_then(|household| household.at);
        if self.household_at.at(id).copied() == at && self.spots.at(id).is_some() == row.is_some() {
            // It stands where it stood, and grids do not change one by one: only its links or its row did.
            return;
        }
        let spot = row.map(|household| self.spot_of(after, household));
        self.spots.put(id, spot);
        let was = self.household_at.put(id, at);
        if was != at {
            if let Some(was) = was {
                self.household_tree.remove(&Spotted::new(flat(was), id));
            }
            if let Some(at) = at {
                self.household_tree.insert(Spotted::new(flat(at), id));
            }
        }
    }

    /// A serving member lives here from now on; those in one household stand by id.
    fn move_in(&mut self, member: MemberId, home: HouseholdId) {
        let mut there = self.members_at_home(home).to_vec();
        there.push(member);
        there.sort_unstable();
        self.homes.put(home, Some(there));
        self.home_of.put(member, Some(home));
    }

    fn follow_member(&mut self, after: &Project, id: MemberId) {
        if let Some(home) = self.home_of.put(id, None) {
            let mut there = self.members_at_home(home).to_vec();
            there.retain(|&member| member != id);
            self.homes.put(home, (!there.is_empty()).then_some(there));
        }
        let serving = after.members.at(id).filter(|member| member.status == MemberStatus::Serving);
        if let Some(home) = serving.and_then(|member| member.home) {
            self.move_in(id, home);
        }
        let at = serving.and_then(|_| after.place_of_member(id)).map(flat);
        let was = self.member_at.put(id, at);
        if was != at {
            if let Some(was) = was {
                self.member_tree.remove(&Spotted::new(was, id));
            }
            if let Some(at) = at {
                self.member_tree.insert(Spotted::new(at, id));
            }
        }
    }
}

fn flat(at: Wgs84) -> [f64; 2] {
    let point = map_from_wgs84(at);
    [point.east_m, point.north_m]
}

fn squared(a: [f64; 2], b: [f64; 2]) -> f64 {
    let [east, north] = [a[0] - b[0], a[1] - b[1]];
    east * east + north * north
}
