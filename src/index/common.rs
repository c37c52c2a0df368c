//! Who could cover several households at once.

use crate::geom::{Wgs84, distance_m};
use crate::index::Index;
use crate::model::{HouseholdId, LinkKind, MemberId, PlanId, Project};
use std::collections::{BTreeMap, BTreeSet};

/// So many places stand for all of a large pick when distances are compared.
const PLACES: usize = 1_000;

/// A member who could cover several households, with what the choice depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct CommonCandidate {
    /// Who.
    pub member: MemberId,
    /// Mean of the straight distances to those that have a place, in meters; `None` if that cannot be said.
    pub mean_m: Option<f64>,
    /// Households the member is responsible for now.
    pub load: u32,
    /// Households the member would be responsible for then; those locked elsewhere stay there, and
    /// so does the own home.
    pub load_then: u32,
    /// True if that stays within the member's range.
    pub has_room: bool,
    /// How many of the households the member is responsible for already.
    pub held: u32,
    /// True if the member serves the grid of all those that lie in one.
    pub is_same_grid: bool,
}

/// The members who could cover these households: eligible, and not at home in the only one of them.
///
/// Looked at are the `pool` members nearest to the middle of the households, and the `pool` who are responsible for
/// most of them now. Those who stay within their range come first; each by the mean distance. `near` stands for the
/// middle where no household has a place.
pub fn common_candidates(
    project: &Project,
    index: &Index,
    plan: PlanId,
    households: &[HouseholdId],
    near: Option<Wgs84>,
    pool: usize,
) -> Vec<CommonCandidate> {
    let Some(plan) = project.plans.at(plan) else { return Vec::new() };
    // Every so manieth is enough to say how far all are.
    let step = households.len().div_ceil(PLACES).max(1);
    let places: Vec<Wgs84> = households.iter().step_by(step).filter_map(|&id| project.households.at(id)?.at).collect();
    let grids: BTreeSet<_> = households.iter().filter_map(|&id| index.grid_of(id)).collect();
    let homes: BTreeSet<HouseholdId> = households.iter().copied().collect();
    let middle = middle_of(&places).or(near);
    let mut members =
        most_frequent(households.iter().flat_map(|&id| plan.primaries_of(id)).map(|link| link.member), pool);
    match middle {
        Some(at) => members.extend(index.members_near(project, at).map(|(member, _)| member).take(pool)),
        None => members.extend(project.members.ids().take(pool)),
    }
    let is_locked = |household: &&HouseholdId| plan.primaries_of(**household).any(|link| link.locked);
    let locked: BTreeSet<HouseholdId> = households.iter().filter(is_locked).copied().collect();
    let describe = |member: MemberId| {
        let row = project.members.at(member)?;
        let own = row.home.filter(|home| homes.contains(home));
        if !row.can_cover() || (own.is_some() && homes.len() == 1) {
            return None;
        }
        let at = project.place_of_member(member);
        let total_m = at.map(|at| places.iter().map(|&place| distance_m(at, place)).sum::<f64>());
        let mean_m = total_m.map(|total_m| total_m / places.len() as f64).filter(|mean_m| mean_m.is_finite());
        let held = plan.held_by(member).iter().filter(|(id, kind)| *kind == LinkKind::Primary && homes.contains(id));
        let held = held.count() as u32;
        let load = plan.load_of(member);
        // What is locked elsewhere stays there, and the own home goes to nobody who lives in it.
        let is_kept = |household: &&HouseholdId| plan.link(**household, member, LinkKind::Primary).is_none();
        let kept = locked.iter().chain(&own).filter(is_kept).collect::<BTreeSet<_>>().len() as u32;
        let load_then = load + (households.len() as u32).saturating_sub(held + kept);
        let has_room = row.max_load.is_none_or(|max_load| load_then <= u32::from(max_load));
        let served = index.grid_served(project, member);
        let is_same_grid = !grids.is_empty() && grids.iter().all(|&grid| served == Some(grid));
        Some(CommonCandidate { member, mean_m, load, load_then, has_room, held, is_same_grid })
    };
    let mut found: Vec<CommonCandidate> = members.into_iter().filter_map(describe).collect();
    let near_m = |at: Option<Wgs84>| middle.zip(at).map_or(f64::INFINITY, |(middle, at)| distance_m(middle, at));
    let cost = |one: &CommonCandidate| one.mean_m.unwrap_or_else(|| near_m(project.place_of_member(one.member)));
    found.sort_by(|a, b| {
        (!a.has_room).cmp(&!b.has_room).then(cost(a).total_cmp(&cost(b))).then(a.member.cmp(&b.member))
    });
    found
}

/// The members who are named most often, at most so many.
fn most_frequent(members: impl Iterator<Item = MemberId>, limit: usize) -> BTreeSet<MemberId> {
    let mut counts: BTreeMap<MemberId, usize> = BTreeMap::new();
    for member in members {
        *counts.entry(member).or_default() += 1;
    }
    let mut counts: Vec<(MemberId, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts.into_iter().take(limit).map(|(member, _)| member).collect()
}

fn middle_of(places: &[Wgs84]) -> Option<Wgs84> {
    let count = places.len() as f64;
    let mean = |of: fn(&Wgs84) -> f64| places.iter().map(of).sum::<f64>() / count;
    (!places.is_empty()).then(|| Wgs84 { lon_deg: mean(|at| at.lon_deg), lat_deg: mean(|at| at.lat_deg) })
}
