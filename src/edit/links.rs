//! Assigning, releasing, handing over, locking.

use crate::edit::complete::check_can_cover;
use crate::edit::draft::Draft;
use crate::edit::{Context, Note, Refusal};
use crate::model::{HouseholdId, HouseholdStatus, Link, LinkKind, MemberId, MemberStatus};

/// Assigns households to a member. One household is refused with its reason; of many, locked ones and the
/// member's own are passed over and counted.
pub(crate) fn assign(
    draft: &mut Draft,
    context: Context,
    households: &[HouseholdId],
    to: MemberId,
    kind: LinkKind,
) -> Result<(), Refusal> {
    let mut first_refusal = None;
    let mut is_any_granted = false;
    for &household in households {
        match assign_one(draft, context, household, to, kind, None) {
            Ok(()) => is_any_granted = true,
            Err(refusal @ (Refusal::Locked(..) | Refusal::OwnHousehold(..))) if households.len() > 1 => {
                draft.say(match refusal {
                    Refusal::Locked(..) => Note::SkippedLocked(household),
                    _ => Note::SkippedOwn(household),
                });
                first_refusal.get_or_insert(refusal);
            }
            Err(refusal) => return Err(refusal),
        }
    }
    match first_refusal {
        Some(_) if !is_any_granted => Err(Refusal::NothingToMove),
        _ => Ok(()),
    }
}

/// Puts one member in the place of another who is responsible.
pub(crate) fn move_link(
    draft: &mut Draft,
    context: Context,
    household: HouseholdId,
    from: MemberId,
    to: MemberId,
) -> Result<(), Refusal> {
    let links = links_of(draft, context, household);
    let is_there = |member| links.iter().any(|link| link.member == member && link.kind == LinkKind::Primary);
    if !is_there(from) {
        return Err(Refusal::NoSuchLink(household, from));
    }
    if from == to {
        return Err(Refusal::SameMember(from));
    }
    if is_there(to) {
        return release(draft, context, household, from, LinkKind::Primary);
    }
    assign_one(draft, context, household, to, LinkKind::Primary, Some(from))
}

/// In the place of all who are responsible, or of one of them.
fn assign_one(
    draft: &mut Draft,
    context: Context,
    household: HouseholdId,
    to: MemberId,
    kind: LinkKind,
    instead_of: Option<MemberId>,
) -> Result<(), Refusal> {
    let row = draft.project.households.at(household).ok_or(Refusal::NoHousehold(household))?;
    if row.status == HouseholdStatus::MovedOut {
        return Err(Refusal::NoHousehold(household));
    }
    check_can_cover(&draft.project, household, to)?;
    let links = links_of(draft, context, household);
    let has = |kind| links.iter().find(|link| link.member == to && link.kind == kind);
    let fresh = Link { member: to, kind, locked: false, since: Some(context.today) };
    if has(kind).is_some() {
        return Ok(());
    }
    if kind == LinkKind::Paired {
        draft.put_link(context.plan, household, fresh);
        return Ok(());
    }
    if kind == LinkKind::Backup {
        if has(LinkKind::Primary).is_some() {
            return Err(Refusal::BackupIsPrimary(household, to));
        }
        draft.put_link(context.plan, household, fresh);
        return Ok(());
    }
    let is_replaced =
        |link: &&Link| link.kind == LinkKind::Primary && instead_of.is_none_or(|member| member == link.member);
    let replaced: Vec<&Link> = links.iter().filter(is_replaced).collect();
    if let Some(locked) = replaced.iter().find(|link| link.locked) {
        return Err(Refusal::Locked(household, locked.member));
    }
    // Of many, this one may be passed over: until here nothing was changed.
    if has(LinkKind::Backup).is_some_and(|backup| backup.locked) {
        return Err(Refusal::Locked(household, to));
    }
    for link in &replaced {
        draft.cut_link(context.plan, household, link.member, LinkKind::Primary);
    }
    if has(LinkKind::Backup).is_some() {
        draft.cut_link(context.plan, household, to, LinkKind::Backup);
        let is_able = |link: &&&Link| draft.project.counts_as_cover(household, link.member);
        for link in replaced.iter().filter(is_able).collect::<Vec<_>>() {
            let stands_in = Link { kind: LinkKind::Backup, since: Some(context.today), ..**link };
            draft.put_link(context.plan, household, stands_in);
            draft.say(Note::Swapped { household, backup: link.member });
        }
    }
    draft.put_link(context.plan, household, fresh);
    Ok(())
}

/// Ends one link.
pub(crate) fn release(
    draft: &mut Draft,
    context: Context,
    household: HouseholdId,
    member: MemberId,
    kind: LinkKind,
) -> Result<(), Refusal> {
    draft.project.households.at(household).ok_or(Refusal::NoHousehold(household))?;
    let links = links_of(draft, context, household);
    let link = links
        .iter()
        .find(|link| link.member == member && link.kind == kind)
        .ok_or(Refusal::NoSuchLink(household, member))?;
    if link.locked {
        return Err(Refusal::Locked(household, member));
    }
    draft.cut_link(context.plan, household, member, kind);
    draft.released = Some(member);
    Ok(())
}

/// Gives all links of one member to another, except locked ones and the taker's own household.
pub(crate) fn hand_over(draft: &mut Draft, context: Context, from: MemberId, to: MemberId) -> Result<(), Refusal> {
    if from == to {
        return Err(Refusal::SameMember(from));
    }
    draft.project.members.at(from).ok_or(Refusal::NoMember(from))?;
    let taker =
        draft.project.members.at(to).filter(|row| row.status == MemberStatus::Serving).ok_or(Refusal::NoMember(to))?;
    if !taker.can_cover() {
        return Err(Refusal::Ineligible(to));
    }
    let own = taker.home;
    let held = draft.plan(context.plan).map(|plan| plan.held_by(from).to_vec()).unwrap_or_default();
    let mut is_any_moved = false;
    for (household, kind) in held {
        let links = links_of(draft, context, household);
        let is_locked =
            links.iter().any(|link| (link.member == from && link.kind == kind || link.member == to) && link.locked);
        if is_locked {
            draft.say(Note::SkippedLocked(household));
            continue;
        }
        if own == Some(household) {
            draft.say(Note::SkippedOwn(household));
            continue;
        }
        is_any_moved = true;
        draft.cut_link(context.plan, household, from, kind);
        let is_more = |link: &Link| link.kind == LinkKind::Primary && kind == LinkKind::Backup;
        let has_part = links.iter().any(|link| link.member == to && (link.kind == kind || is_more(link)));
        if has_part {
            continue;
        }
        if kind == LinkKind::Primary {
            draft.cut_link(context.plan, household, to, LinkKind::Backup);
        }
        draft.put_link(context.plan, household, Link { member: to, kind, locked: false, since: Some(context.today) });
    }
    if is_any_moved { Ok(()) } else { Err(Refusal::NothingToMove) }
}

/// Locks or unlocks all links of these households.
pub(crate) fn lock(
    draft: &mut Draft,
    context: Context,
    households: &[HouseholdId],
    locked: bool,
) -> Result<(), Refusal> {
    for &household in households {
        draft.project.households.at(household).ok_or(Refusal::NoHousehold(household))?;
        for link in links_of(draft, context, household) {
            draft.put_link(context.plan, household, Link { locked, ..link });
        }
    }
    Ok(())
}

fn links_of(draft: &Draft, context: Context, household: HouseholdId) -> Vec<Link> {
    draft.plan(context.plan).map(|plan| plan.links_of(household).to_vec()).unwrap_or_default()
}
