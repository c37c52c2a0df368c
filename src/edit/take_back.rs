//! Taking back one earlier step alone, where nothing was built upon it.

use crate::edit::delta::{put_value, value_at};
use crate::edit::draft::Draft;
use crate::edit::import::check_codes;
use crate::edit::{Change, Delta, Key, Refusal};
use crate::model::{
    BuildingId, GridId, HouseholdId, HouseholdStatus, LinkKind, MemberId, MemberStatus, PlanId, Project, Target, UnitId,
};
use std::collections::BTreeSet;

/// Makes everything that a step changed what it was before.
///
/// # Errors
/// [`Refusal::BuiltUpon`] if something of it was changed since, or something else builds upon it;
/// [`Refusal::CodeTaken`] if somebody else has a code by now that would come back.
pub(crate) fn take_back(draft: &mut Draft, step: &Delta) -> Result<(), Refusal> {
    let later = built_upon(&draft.project, step);
    if !later.is_empty() {
        return Err(Refusal::BuiltUpon(later.len()));
    }
    draft.doubtful.extend(step.touched().households);
    for (key, change) in in_order(step) {
        draft.put(key.clone(), change.old.clone());
        if let Key::Member(member) = *key {
            let held = draft.project.plans.rows().flat_map(|plan| plan.held_by(member));
            draft.doubtful.extend(held.map(|(household, _)| *household));
        }
    }
    check_codes(draft)
}

/// What keeps a step that is in force from being taken back alone. Empty if nothing does.
///
/// That is everything of it that is otherwise by now, and what could not be as it is without it. A step about plans as a
/// whole, or about the place, is never taken back alone. `O(changes + links of all plans)`.
pub fn built_upon(project: &Project, step: &Delta) -> BTreeSet<Key> {
    let is_whole = |key: &Key| matches!(key, Key::Plan(_) | Key::Facts | Key::Category(_));
    let changed = step.changes.iter().filter(|(key, change)| is_whole(key) || value_at(project, key) != change.new);
    let keys: BTreeSet<Key> = changed.map(|(key, _)| key.clone()).collect();
    if !keys.is_empty() {
        return keys;
    }
    let mut after = project.clone();
    for (key, change) in in_order(step) {
        if put_value(&mut after, key, change.old.clone()).is_none() {
            return BTreeSet::from([key.clone()]);
        }
    }
    let touched = Touched::by(step);
    let links = touched.links_in_the_way(&after).chain(touched.target_links_in_the_way(&after));
    links.chain(touched.rows_in_the_way(&after)).collect()
}

/// Who refers to something goes before it does, and comes back after it.
fn in_order(step: &Delta) -> impl Iterator<Item = (&Key, &Change)> {
    let goes = |(_, change): &(&Key, &Change)| change.old.is_none();
    let comes = step.changes.iter().filter(move |one| !goes(one));
    step.changes.iter().rev().filter(goes).chain(comes)
}

/// The rows that a step changed.
#[derive(Debug, Default)]
struct Touched {
    households: BTreeSet<HouseholdId>,
    members: BTreeSet<MemberId>,
    grids: BTreeSet<GridId>,
    buildings: BTreeSet<BuildingId>,
    units: BTreeSet<UnitId>,
    links: BTreeSet<(PlanId, HouseholdId, MemberId, LinkKind)>,
    targets: BTreeSet<(PlanId, Target, MemberId)>,
}

impl Touched {
    fn by(step: &Delta) -> Self {
        let mut touched = Self::default();
        for key in step.changes.keys() {
            match *key {
                Key::Household(id) => touched.households.insert(id),
                Key::Member(id) => touched.members.insert(id),
                Key::Grid(id) => touched.grids.insert(id),
                Key::Building(id) => touched.buildings.insert(id),
                Key::Unit(id) => touched.units.insert(id),
                Key::Link(plan, household, member, kind) => touched.links.insert((plan, household, member, kind)),
                Key::TargetLink(plan, target, member) => touched.targets.insert((plan, target, member)),
                _ => false,
            };
        }
        touched
    }

    /// Links and reasons that could not be once the step is taken back: of households that are not there or have moved
    /// out, of members who are not there or have left, of one who would stand in for themselves. For a link that would
    /// come back, what keeps it from doing so.
    fn links_in_the_way<'a>(&'a self, after: &'a Project) -> impl Iterator<Item = Key> + 'a {
        let plans = after
            .plans
            .iter()
            .filter(|_| !self.households.is_empty() || !self.members.is_empty() || !self.links.is_empty());
        plans.flat_map(move |(plan, row)| {
            let links = row.links().filter_map(move |(household, link)| {
                let own = (plan, household, link.member, link.kind);
                let is_own = self.links.contains(&own);
                if !is_own && !self.households.contains(&household) && !self.members.contains(&link.member) {
                    return None;
                }
                let blocked = if !is_there(after, household) {
                    Key::Household(household)
                } else if !serves(after, link.member) {
                    Key::Member(link.member)
                } else {
                    let other = match link.kind {
                        LinkKind::Primary => LinkKind::Backup,
                        LinkKind::Backup => LinkKind::Primary,
                        LinkKind::Paired => return None,
                    };
                    row.link(household, link.member, other)?;
                    Key::Link(plan, household, link.member, other)
                };
                Some(if is_own { blocked } else { Key::Link(plan, household, link.member, link.kind) })
            });
            let reasons = row.reasons().filter(|(household, _)| after.households.at(*household).is_none());
            links.chain(reasons.map(move |(household, _)| Key::Reason(plan, household)))
        })
    }

    /// The same for links to what is not a household.
    fn target_links_in_the_way<'a>(&'a self, after: &'a Project) -> impl Iterator<Item = Key> + 'a {
        let is_touched = |target: Target| match target {
            Target::Household(id) => self.households.contains(&id),
            Target::Building(id) => self.buildings.contains(&id),
            Target::Member(id) => self.members.contains(&id),
            Target::Grid(id) => self.grids.contains(&id),
            Target::Unit(_, id) => self.units.contains(&id),
        };
        after.plans.iter().flat_map(move |(plan, row)| {
            row.target_links().filter_map(move |(member, link)| {
                let is_own = self.targets.contains(&(plan, link.target, member));
                if !is_own && !self.members.contains(&member) && !is_touched(link.target) {
                    return None;
                }
                let blocked = if !serves(after, member) {
                    Key::Member(member)
                } else if after.can_be_linked(link.target) {
                    return None;
                } else {
                    key_of(link.target)
                };
                Some(if is_own { blocked } else { Key::TargetLink(plan, link.target, member) })
            })
        })
    }

    /// Rows that refer to something that would not be there, and grids that would be part of themselves.
    fn rows_in_the_way<'a>(&'a self, after: &'a Project) -> impl Iterator<Item = Key> + 'a {
        let is_grid_gone = |grid: GridId| self.grids.contains(&grid) && after.grids.at(grid).is_none();
        let is_home_gone = |home: HouseholdId| self.households.contains(&home) && after.households.at(home).is_none();
        let is_leader_gone = |leader: MemberId| self.members.contains(&leader) && after.members.at(leader).is_none();
        let is_building_gone =
            |building: BuildingId| self.buildings.contains(&building) && after.buildings.at(building).is_none();
        let is_unit_gone = |unit: UnitId| self.units.contains(&unit) && after.units.at(unit).is_none();
        let members = after.members.iter().filter(move |(_, row)| {
            let is_loose = row.grid.is_some_and(is_grid_gone) || row.organization.is_some_and(is_unit_gone);
            row.home.is_some_and(is_home_gone) || is_loose
        });
        let units = after.units.iter().filter(move |_| !self.units.is_empty());
        let units = units.filter(move |(_, row)| row.parent.is_some_and(is_unit_gone));
        let grids = after.grids.iter().filter(move |(id, row)| {
            row.leader.is_some_and(is_leader_gone) || row.parent.is_some_and(is_grid_gone) || is_in_itself(after, *id)
        });
        let households = after.households.iter().filter(move |_| !self.buildings.is_empty());
        let inside = households.filter(move |(_, row)| row.building.is_some_and(is_building_gone));
        let members = members.map(|(id, _)| Key::Member(id));
        let places = grids.map(|(id, _)| Key::Grid(id)).chain(inside.map(|(id, _)| Key::Household(id)));
        members.chain(places).chain(units.map(|(id, _)| Key::Unit(id)))
    }
}

fn key_of(target: Target) -> Key {
    match target {
        Target::Household(id) => Key::Household(id),
        Target::Building(id) => Key::Building(id),
        Target::Member(id) => Key::Member(id),
        Target::Grid(id) => Key::Grid(id),
        Target::Unit(_, id) => Key::Unit(id),
    }
}

fn is_there(project: &Project, household: HouseholdId) -> bool {
    project.households.at(household).is_some_and(|row| row.status != HouseholdStatus::MovedOut)
}

fn serves(project: &Project, member: MemberId) -> bool {
    project.members.at(member).is_some_and(|row| row.status == MemberStatus::Serving)
}

/// True if going up from a grid comes back to it.
fn is_in_itself(project: &Project, grid: GridId) -> bool {
    let parent = |grid: &GridId| project.grids.at(*grid)?.parent;
    std::iter::successors(parent(&grid), parent).take(project.grids.len()).any(|above| above == grid)
}
