//! The promise that nobody is forgotten: what keeps every household covered.

use crate::edit::draft::Draft;
use crate::edit::{Context, Note, Refusal, Then};
use crate::index::Index;
use crate::model::{Exemption, HouseholdId, Link, LinkKind, MemberId, MemberStatus, PlanId, Project};
use std::collections::BTreeSet;

/// Covers what would be uncovered: in the current plan always, in a draft as far as the wish says how.
///
/// For each doubtful household that must be covered, is not, and has no stored reason: an eligible backup steps
/// in; else `then` decides; else the wish is refused. Reasons that no longer apply go.
pub(crate) fn complete(draft: &mut Draft, index: &Index, context: Context, then: &Then) -> Result<(), Refusal> {
    let doubtful = std::mem::take(&mut draft.doubtful);
    let current = draft.project.current_plan();
    complete_plan(draft, index, context, current, &doubtful, then)?;
    if context.plan != current {
        // A draft may be incomplete: what cannot be covered is left, and adopting will ask again.
        let attempt = complete_plan(draft, index, context, context.plan, &doubtful, then);
        if *then != Then::Unsaid {
            attempt?;
        }
    }
    draft.doubtful.clear();
    Ok(())
}

fn complete_plan(
    draft: &mut Draft,
    index: &Index,
    context: Context,
    plan: PlanId,
    doubtful: &BTreeSet<HouseholdId>,
    then: &Then,
) -> Result<(), Refusal> {
    let homes = exempt_homes(&draft.project);
    let mut bare = Vec::new();
    for &household in doubtful {
        let Some(links) = draft.plan(plan) else { return Ok(()) };
        let Some(row) = draft.project.households.at(household) else { continue };
        let is_required = draft.project.is_required(row, homes.contains(&household));
        let has_reason = links.reason_of(household).is_some();
        if !is_required || draft.project.is_covered(links, household) {
            if has_reason {
                draft.put_reason(plan, household, None);
            }
            continue;
        }
        if has_reason {
            continue;
        }
        let stands_in =
            links.backups_of(household).find(|link| draft.project.counts_as_cover(household, link.member)).copied();
        match (stands_in, then) {
            (Some(backup), _) => {
                draft.cut_link(plan, household, backup.member, LinkKind::Backup);
                make_responsible(draft, plan, household, Link { kind: LinkKind::Primary, ..backup });
                draft.say(Note::BackupPromoted { household, member: backup.member });
            }
            (None, Then::Unsaid) => bare.push(household),
            (None, Then::To(member)) => {
                check_can_cover(&draft.project, household, *member)?;
                make_responsible(draft, plan, household, fresh(*member, context));
            }
            (None, Then::Nearest) => {
                let member =
                    nearest_with_room(draft, index, plan, household).ok_or(Refusal::NobodyWithRoom(household))?;
                make_responsible(draft, plan, household, fresh(member, context));
                draft.say(Note::Completed { household, member });
            }
            (None, Then::Because(reason)) => {
                draft.put_reason(plan, household, Some(reason.clone()));
                draft.say(Note::Listed { household, reason: reason.clone() });
            }
        }
    }
    if bare.is_empty() { Ok(()) } else { Err(Refusal::WouldUncover(bare)) }
}

/// Makes this member the only responsible one. Whoever is replaced does not cover the household anyway.
fn make_responsible(draft: &mut Draft, plan: PlanId, household: HouseholdId, link: Link) {
    let replaced: Vec<MemberId> =
        draft.plan(plan).map(|plan| plan.primaries_of(household).map(|link| link.member).collect()).unwrap_or_default();
    for member in replaced {
        draft.cut_link(plan, household, member, LinkKind::Primary);
    }
    draft.put_link(plan, household, link);
}

fn fresh(member: MemberId, context: Context) -> Link {
    Link { member, kind: LinkKind::Primary, locked: false, since: Some(context.today) }
}

/// Refuses members who cannot cover this household.
pub(crate) fn check_can_cover(project: &Project, household: HouseholdId, member: MemberId) -> Result<(), Refusal> {
    let row = project
        .members
        .at(member)
        .filter(|row| row.status == MemberStatus::Serving)
        .ok_or(Refusal::NoMember(member))?;
    if !row.can_cover() {
        return Err(Refusal::Ineligible(member));
    }
    if row.home == Some(household) {
        return Err(Refusal::OwnHousehold(household, member));
    }
    Ok(())
}

/// The nearest member with room; for a household without a place, the one with the fewest households.
fn nearest_with_room(draft: &Draft, index: &Index, plan: PlanId, household: HouseholdId) -> Option<MemberId> {
    let project = &draft.project;
    let links = project.plans.at(plan)?;
    let fits = |member: MemberId| {
        project.counts_as_cover(household, member)
            && project.members.at(member).is_some_and(|row| row.has_room(links.load_of(member)))
    };
    match project.households.at(household)?.at {
        Some(at) => {
            let nearest = index.members_near(project, at).map(|(member, _)| member).find(|&member| fits(member));
            nearest.or_else(|| project.members.ids().find(|&member| fits(member)))
        }
        None => project.members.ids().filter(|&member| fits(member)).min_by_key(|&member| links.load_of(member)),
    }
}

/// Households that the scheme exempts because a member lives there; empty if it does not.
fn exempt_homes(project: &Project) -> BTreeSet<HouseholdId> {
    if !project.facts.scheme.exempt.contains(&Exemption::MemberHome) {
        return BTreeSet::new();
    }
    let serving = project.members.rows().filter(|member| member.status == MemberStatus::Serving);
    serving.filter_map(|member| member.home).collect()
}

/// Households of the current plan that break the promise: they must be covered, are not, and have no reason.
/// Always empty in a project that was changed through edits only. `O(households)`.
pub fn forgotten(project: &Project) -> Vec<HouseholdId> {
    let homes = exempt_homes(project);
    let Some(plan) = project.plans.at(project.current_plan()) else { return Vec::new() };
    project
        .households
        .iter()
        .filter(|(id, row)| {
            project.is_required(row, homes.contains(id))
                && !project.is_covered(plan, *id)
                && plan.reason_of(*id).is_none()
        })
        .map(|(id, _)| id)
        .collect()
}
