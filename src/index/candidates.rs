//! Who could cover a household.

use crate::index::Index;
use crate::model::{HouseholdId, LinkKind, MemberId, PlanId, Project};

/// A member who could cover a household, with what the choice depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Who.
    pub member: MemberId,
    /// Straight distance in meters, where both have a place.
    pub distance_m: Option<f64>,
    /// Households the member is responsible for now.
    pub load: u32,
    /// True if one more stays within the member's range.
    pub has_room: bool,
    /// True if the member serves the grid of the household.
    pub is_same_grid: bool,
    /// The part the member has for this household already.
    pub holds: Option<LinkKind>,
}

/// The members who could cover a household: eligible, not living in it.
///
/// Those with room who serve its grid come first, then others with room, then the full ones; each nearest first.
/// `limit` bounds the answer; about four times as many neighbors are looked at.
pub fn candidates(
    project: &Project,
    index: &Index,
    plan: PlanId,
    household: HouseholdId,
    limit: usize,
) -> Vec<Candidate> {
    let (Some(row), Some(plan)) = (project.households.at(household), project.plans.at(plan)) else { return Vec::new() };
    let grid = index.grid_of(household);
    let describe = |(member, distance_m): (MemberId, Option<f64>)| {
        let load = plan.load_of(member);
        Candidate {
            member,
            distance_m,
            load,
            has_room: project.members.at(member).is_some_and(|row| row.has_room(load)),
            is_same_grid: grid.is_some() && index.grid_served(project, member) == grid,
            holds: plan.links_of(household).iter().find(|link| link.member == member).map(|link| link.kind),
        }
    };
    let can = |member: &MemberId| project.counts_as_cover(household, *member);
    let mut found: Vec<Candidate> = match row.at {
        Some(at) => index
            .members_near(project, at)
            .filter(|(member, _)| can(member))
            .take(limit.saturating_mul(4).max(16))
            .map(|(member, distance_m)| describe((member, Some(distance_m))))
            .collect(),
        None => project.members.ids().filter(can).map(|member| describe((member, None))).collect(),
    };
    let rank = |candidate: &Candidate| (!candidate.has_room, !candidate.is_same_grid);
    let far = |candidate: &Candidate| candidate.distance_m.unwrap_or(f64::INFINITY);
    found.sort_by(|a, b| {
        rank(a).cmp(&rank(b)).then(far(a).total_cmp(&far(b))).then(a.load.cmp(&b.load)).then(a.member.cmp(&b.member))
    });
    found.truncate(limit);
    found
}
