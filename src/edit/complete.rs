//! The promise that nobody is forgotten: what keeps every household covered.

use crate::edit::draft::Draft;
use crate::edit::{Context, Note, Refusal, Then};
use crate::geom::{Wgs84, map_from_wgs84};
use crate::index::Index;
use crate::model::{Exemption, HouseholdId, Link, LinkKind, MemberId, MemberStatus, Plan, PlanId, Project, Reason};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How what is uncovered gets covered.
struct Way<'a> {
    index: &'a Index,
    today: Date,
    then: &'a Then,
    /// True for files: whoever was covered goes to the nearest, whatever becomes of the others.
    keeps_covered: bool,
    /// Members who stand elsewhere than the index says.
    moved: BTreeSet<MemberId>,
}

/// Covers what would be uncovered: in the current plan always, in a draft as far as the wish says how.
///
/// For each doubtful household that must be covered, is not, and has no stored reason: an eligible backup steps
/// in; else `then` decides; else the wish is refused. What nobody covered in a draft before is left so. Reasons that no longer apply go, in every plan.
pub(crate) fn complete(draft: &mut Draft, index: &Index, context: Context, then: &Then) -> Result<(), Refusal> {
    let moved = draft.moved(index);
    complete_by(draft, context, &Way { index, today: context.today, then, keeps_covered: false, moved })
}

/// The same after taking in a file. It may say that a member has left, and no more: a household that was covered
/// goes to the nearest with room, and only if there is nobody onto the list. The others are listed as imported.
pub(crate) fn complete_import(draft: &mut Draft, index: &Index, context: Context) -> Result<(), Refusal> {
    let then = &Then::Because(Reason::Imported);
    let moved = draft.moved(index);
    complete_by(draft, context, &Way { index, today: context.today, then, keeps_covered: true, moved })
}

fn complete_by(draft: &mut Draft, context: Context, way: &Way<'_>) -> Result<(), Refusal> {
    let doubtful = std::mem::take(&mut draft.doubtful);
    let current = draft.project.current_plan();
    complete_plan(draft, current, &doubtful, way)?;
    if context.plan != current {
        complete_plan(draft, context.plan, &doubtful, way)?;
    }
    drop_stale_reasons(draft, &doubtful);
    draft.doubtful.clear();
    Ok(())
}

fn complete_plan(
    draft: &mut Draft,
    plan: PlanId,
    doubtful: &BTreeSet<HouseholdId>,
    way: &Way<'_>,
) -> Result<(), Refusal> {
    let [homes_before, homes] = draft.exempt_homes();
    // A draft may be incomplete: what cannot be covered is left, and adopting will ask again.
    let may_be_bare = plan != draft.project.current_plan();
    let mut bare = Vec::new();
    for &household in doubtful {
        let was_bare = may_be_bare && is_forgotten(&draft.before, plan, household, &homes_before);
        if was_bare || !is_forgotten(&draft.project, plan, household, &homes) {
            continue;
        }
        match cover(draft, plan, household, way) {
            Ok(()) => {}
            Err(Refusal::WouldUncover(households)) => bare.extend(households),
            Err(Refusal::NobodyWithRoom(_) | Refusal::Locked(..)) if may_be_bare => {}
            Err(refusal) => return Err(refusal),
        }
    }
    if bare.is_empty() || may_be_bare { Ok(()) } else { Err(Refusal::WouldUncover(bare)) }
}

/// Covers one household that would be forgotten, or lists it. A responsible member whose link is locked is not
/// replaced, although not able to cover it: that household can only be listed.
fn cover(draft: &mut Draft, plan: PlanId, household: HouseholdId, way: &Way<'_>) -> Result<(), Refusal> {
    let Some(links) = draft.plan(plan) else { return Ok(()) };
    let locked = links.primaries_of(household).find(|link| link.locked).map(|link| link.member);
    let stands_in =
        links.backups_of(household).find(|link| draft.project.counts_as_cover(household, link.member)).copied();
    if let (Some(backup), None) = (stands_in, locked) {
        draft.cut_link(plan, household, backup.member, LinkKind::Backup);
        make_responsible(draft, plan, household, Link { kind: LinkKind::Primary, ..backup });
        draft.say(Note::BackupPromoted { household, member: backup.member });
        return Ok(());
    }
    if way.keeps_covered && draft.before.plans.at(plan).is_some_and(|links| draft.before.is_covered(links, household)) {
        let nearest = nearest_with_room(draft, way.index, &way.moved, plan, household).filter(|_| locked.is_none());
        if let Some(member) = nearest {
            make_responsible(draft, plan, household, fresh(member, way.today));
            draft.say(Note::Completed { household, member });
        } else {
            draft.put_reason(plan, household, Some(Reason::NobodyEligible));
            draft.say(Note::Listed { household, reason: Reason::NobodyEligible });
        }
        return Ok(());
    }
    match (way.then, locked) {
        (Then::Because(reason), _) => {
            draft.put_reason(plan, household, Some(reason.clone()));
            draft.say(Note::Listed { household, reason: reason.clone() });
        }
        (Then::Unsaid, _) => return Err(Refusal::WouldUncover(vec![household])),
        (Then::To(_) | Then::Nearest, Some(locked)) => return Err(Refusal::Locked(household, locked)),
        (&Then::To(member), None) => {
            if draft.released == Some(member) {
                return Err(Refusal::SameMember(member));
            }
            check_can_cover(&draft.project, household, member)?;
            make_responsible(draft, plan, household, fresh(member, way.today));
        }
        (Then::Nearest, None) => {
            let nearest = nearest_with_room(draft, way.index, &way.moved, plan, household);
            let member = nearest.ok_or(Refusal::NobodyWithRoom(household))?;
            make_responsible(draft, plan, household, fresh(member, way.today));
            draft.say(Note::Completed { household, member });
        }
    }
    Ok(())
}

/// Forgets why households have nobody that are covered by now, or need not be.
fn drop_stale_reasons(draft: &mut Draft, doubtful: &BTreeSet<HouseholdId>) {
    let [_, homes] = draft.exempt_homes();
    let project = &draft.project;
    let is_stale = |links: &Plan, household: HouseholdId| {
        let row = project.households.at(household);
        !row.is_some_and(|row| project.is_required(row, homes.contains(&household)))
            || project.is_covered(links, household)
    };
    let mut stale = Vec::new();
    for (plan, links) in project.plans.iter() {
        let listed = doubtful.iter().filter(|&&household| links.reason_of(household).is_some());
        stale.extend(listed.filter(|&&household| is_stale(links, household)).map(|&household| (plan, household)));
    }
    for (plan, household) in stale {
        draft.put_reason(plan, household, None);
    }
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

fn fresh(member: MemberId, today: Date) -> Link {
    Link { member, kind: LinkKind::Primary, locked: false, since: Some(today) }
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
pub(crate) fn nearest_with_room(
    draft: &Draft,
    index: &Index,
    moved: &BTreeSet<MemberId>,
    plan: PlanId,
    household: HouseholdId,
) -> Option<MemberId> {
    let project = &draft.project;
    let links = project.plans.at(plan)?;
    let fits = |member: MemberId| {
        draft.released != Some(member)
            && project.counts_as_cover(household, member)
            && project.members.at(member).is_some_and(|row| row.has_room(links.load_of(member)))
    };
    match project.households.at(household)?.at {
        Some(at) => {
            let mut near = index.members_near(project, at).map(|(member, _)| member);
            let stayed = near.find(|member| !moved.contains(member) && fits(*member));
            let moved = moved.iter().copied().filter(|&member| fits(member));
            let far = |member: MemberId| Some((map_m2(at, project.place_of_member(member)?), member));
            let nearest = stayed.into_iter().chain(moved).filter_map(far);
            let nearest = nearest.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))).map(|(_, member)| member);
            nearest.or_else(|| project.members.ids().find(|&member| fits(member)))
        }
        None => project.members.ids().filter(|&member| fits(member)).min_by_key(|&member| links.load_of(member)),
    }
}

/// How far two places are from each other on the map, squared; the index orders by the same.
fn map_m2(from: Wgs84, to: Wgs84) -> f64 {
    let (from, to) = (map_from_wgs84(from), map_from_wgs84(to));
    let (east_m, north_m) = (from.east_m - to.east_m, from.north_m - to.north_m);
    east_m * east_m + north_m * north_m
}

/// Households that the scheme exempts because a member lives there; empty if it does not. `O(members)`.
pub(crate) fn exempt_homes(project: &Project) -> BTreeSet<HouseholdId> {
    if !project.facts.scheme.exempt.contains(&Exemption::MemberHome) {
        return BTreeSet::new();
    }
    let serving = project.members.rows().filter(|member| member.status == MemberStatus::Serving);
    serving.filter_map(|member| member.home).collect()
}

/// True if a household must be covered, is not, and has no reason for it in this plan.
fn is_forgotten(project: &Project, plan: PlanId, household: HouseholdId, homes: &BTreeSet<HouseholdId>) -> bool {
    let (Some(row), Some(links)) = (project.households.at(household), project.plans.at(plan)) else { return false };
    project.is_required(row, homes.contains(&household))
        && !project.is_covered(links, household)
        && links.reason_of(household).is_none()
}

/// Households of the current plan that break the promise: they must be covered, are not, and have no reason.
/// Always empty in a project that was changed through edits only. `O(households)`.
pub fn forgotten(project: &Project) -> Vec<HouseholdId> {
    let homes = exempt_homes(project);
    let current = project.current_plan();
    project.households.ids().filter(|&household| is_forgotten(project, current, household, &homes)).collect()
}
