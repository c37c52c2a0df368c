//! An edit that clears a finding.

use crate::edit::{Edit, Then};
use crate::geom::distance_m;
use crate::index::{
    Candidate, Index, candidates, covered_in_tier, covers_in_tier, place_of_target, targets_of_kind, tier_is_about,
};
use crate::model::{HouseholdId, Link, LinkKind, MemberId, Plan, PlanId, Project, Target, TargetKind, Tier};
use crate::rules::Finding;
use crate::rules::needed::helps;

/// So many members are asked whether they have the role that is needed, before the first who has it is taken.
const HELPERS_LOOKED_AT: usize = 400;

/// The edit that would clear a finding without making another of the same kind, if there is one.
pub fn fix(project: &Project, index: &Index, plan: PlanId, finding: &Finding) -> Option<Edit> {
    let links = project.plans.at(plan)?;
    let best = |household: HouseholdId, is_good: &dyn Fn(&Candidate) -> bool| {
        let found = candidates(project, index, plan, household, 8);
        let fits = |candidate: &&Candidate| {
            candidate.has_room && candidate.holds != Some(LinkKind::Primary) && is_good(candidate)
        };
        found.iter().find(fits).map(|candidate| assign(household, candidate.member))
    };
    match *finding {
        Finding::Uncovered { household, .. } => best(household, &|_| true),
        Finding::OtherGrid { household, .. } if is_free(links, household) => {
            best(household, &|candidate| candidate.is_same_grid)
        }
        Finding::FarLink { household, distance_m, .. } if is_free(links, household) => {
            best(household, &|candidate| candidate.distance_m.is_some_and(|m| m < f64::from(distance_m) / 2.0))
        }
        Finding::NeedUnmet { household, ref requirement } => pair(project, index, household, requirement),
        Finding::TargetUnlinked { target, ref tier } => link_to_nearest(project, index, links, target, tier),
        Finding::TierBelow { member, ref tier, .. } => help_more(project, plan, member, tier),
        Finding::LoadOff { member, load, ideal } if load > u32::from(ideal.1) => relieve(project, index, plan, member),
        Finding::LoadAbove { member, .. } => relieve(project, index, plan, member),
        Finding::LoadOff { member, .. } | Finding::LoadBelow { member, .. } => fill_up(project, index, plan, member),
        Finding::IneligibleHolds { member, .. } => {
            let release = |&(household, kind): &(HouseholdId, LinkKind)| Edit::Release {
                household,
                member,
                kind,
                then: Then::Nearest,
            };
            Some(Edit::Together(links.held_by(member).iter().map(release).collect()))
        }
        _ => None,
    }
}

/// Lets a member keep in contact with the nearest of what a tier is about and nobody keeps in contact with yet.
/// `O(members + units + grids)`.
fn take_one_more(project: &Project, links: &Plan, member: MemberId, tier: &Tier) -> Option<Edit> {
    let from = project.place_of_member(member);
    let offers = targets_of_kind(project, tier.of).filter_map(|target| {
        let mut linked = links.linked_to(target).iter();
        let is_free = tier_is_about(project, tier, target) && !linked.any(|by| covers_in_tier(project, tier, *by));
        let far_m = from.zip(place_of_target(project, target)).map_or(f64::INFINITY, |(from, to)| distance_m(from, to));
        (is_free && target != Target::Member(member)).then_some((far_m, target))
    });
    let (_, nearest) = offers.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    Some(Edit::LinkTargets { targets: vec![nearest], to: member, instead_of: None })
}

/// Lets the nearest of those who have the role of a tier, and have room in it, keep in contact with something that
/// nobody has. `O(members)`.
fn link_to_nearest(project: &Project, index: &Index, links: &Plan, target: Target, tier: &str) -> Option<Edit> {
    let tier = project.facts.scheme.tier(tier)?;
    let at = place_of_target(project, target);
    let fits = |member: &MemberId| {
        let has_room =
            || tier.max.is_none_or(|max| covered_in_tier(project, links, tier, *member).count() < usize::from(max));
        covers_in_tier(project, tier, *member)
            && has_room()
            && target != Target::Member(*member)
            && !links.linked_to(target).contains(member)
    };
    let near = at.and_then(|at| index.members_near(project, at).map(|(member, _)| member).find(fits));
    let to = near.or_else(|| project.members.ids().find(fits))?;
    Some(Edit::LinkTargets { targets: vec![target], to, instead_of: None })
}

/// Lets a member help the nearest household of the category that a tier is about, those first whom nobody helps yet.
/// `O(households)`.
fn help_more(project: &Project, plan: PlanId, member: MemberId, tier: &str) -> Option<Edit> {
    let links = project.plans.at(plan)?;
    let tier = project.facts.scheme.tier(tier)?;
    if tier.of != TargetKind::Household {
        return take_one_more(project, links, member, tier);
    }
    let category = project.category(&tier.only)?;
    let meant = project.households.iter().filter(|(_, row)| row.is_lived_in() && row.categories.contains(category));
    let offers = meant.filter_map(|(household, _)| {
        let held = links.links_of(household);
        let is_linked = held.iter().any(|link| link.member == member && link.kind != LinkKind::Backup);
        let is_possible = project.counts_as_cover(household, member) && !is_linked;
        let is_helped = held.iter().any(|link| link.kind == LinkKind::Paired);
        is_possible.then(|| (is_helped, project.link_m(household, member).unwrap_or(f64::INFINITY), household))
    });
    let (_, _, household) = offers.min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)))?;
    Some(Edit::Assign { households: vec![household], to: member, kind: LinkKind::Paired })
}

/// Lets the nearest of those whom a requirement asks for help the household: beside who covers it where that counts,
/// else in their place.
fn pair(project: &Project, index: &Index, household: HouseholdId, requirement: &str) -> Option<Edit> {
    let requirement = project.facts.scheme.requirement(requirement)?;
    let kind =
        if requirement.kinds.contains(&LinkKind::Paired) { LinkKind::Paired } else { *requirement.kinds.first()? };
    let can_help = |member: MemberId| {
        let link = Link { member, kind, locked: false, since: None };
        helps(project, requirement, household, &link)
    };
    let near = project.households.at(household)?.at.and_then(|at| {
        index
            .members_near(project, at)
            .take(HELPERS_LOOKED_AT)
            .map(|(member, _)| member)
            .find(|&member| can_help(member))
    });
    let to = near.or_else(|| project.members.ids().find(|&member| can_help(member)))?;
    Some(Edit::Assign { households: vec![household], to, kind })
}

fn assign(household: HouseholdId, to: MemberId) -> Edit {
    Edit::Assign { households: vec![household], to, kind: LinkKind::Primary }
}

fn is_free(links: &Plan, household: HouseholdId) -> bool {
    links.links_of(household).iter().all(|link| !link.locked)
}

/// Gives away the household that walks the least extra way to somebody with room.
fn relieve(project: &Project, index: &Index, plan: PlanId, member: MemberId) -> Option<Edit> {
    let links = project.plans.at(plan)?;
    let held = links.held_by(member).iter().filter(|(_, kind)| *kind == LinkKind::Primary);
    let offers = held.filter(|(household, _)| is_free(links, *household)).filter_map(|&(household, _)| {
        let now_m = project.link_m(household, member)?;
        let other = candidates(project, index, plan, household, 6)
            .into_iter()
            .find(|candidate| candidate.has_room && candidate.member != member)?;
        Some((other.distance_m? - now_m, household, other.member))
    });
    let (_, household, to) = offers.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
    Some(assign(household, to))
}

/// Takes the household that walks the least extra way from somebody who has more than enough.
fn fill_up(project: &Project, index: &Index, plan: PlanId, member: MemberId) -> Option<Edit> {
    let links = project.plans.at(plan)?;
    let home = project.place_of_member(member)?;
    let can_spare = |other: MemberId| {
        other != member && project.members.at(other).is_some_and(|row| links.load_of(other) > u32::from(row.min_load))
    };
    let served = index.grid_served(project, member);
    let neighbors = index.members_near(project, home).take(24).filter(|(other, _)| can_spare(*other));
    let offers = neighbors.flat_map(|(other, _)| {
        let held = links.held_by(other).iter().filter(|(_, kind)| *kind == LinkKind::Primary);
        held.filter_map(move |&(household, _)| {
            let is_possible = is_free(links, household) && project.counts_as_cover(household, member);
            let is_abroad = served.is_some() && index.grid_of(household) != served;
            let extra_m = project.link_m(household, member)? - project.link_m(household, other)?;
            is_possible.then_some((is_abroad, extra_m, household))
        })
    });
    let (_, _, household) = offers.min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)))?;
    Some(assign(household, member))
}
