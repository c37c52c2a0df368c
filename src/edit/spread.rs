//! Giving what one member covers to those round about, and letting two members change places.

use crate::edit::complete::{check_can_cover, nearest_with_room};
use crate::edit::draft::Draft;
use crate::edit::{Context, Note, Refusal};
use crate::index::Index;
use crate::model::{HouseholdId, HouseholdStatus, Link, LinkKind, MemberId, MemberStatus};
use std::collections::BTreeSet;

/// Gives the households that one member is responsible for each to the nearest eligible member with room. What is
/// locked stays, and so does what nobody has room for. The other part, standing in, is left as it is.
pub(crate) fn spread_over(draft: &mut Draft, index: &Index, context: Context, from: MemberId) -> Result<(), Refusal> {
    draft.project.members.at(from).ok_or(Refusal::NoMember(from))?;
    let held = draft.plan(context.plan).map(|plan| plan.held_by(from).to_vec()).unwrap_or_default();
    draft.released = Some(from);
    let mut is_any_moved = false;
    for (household, _) in held.into_iter().filter(|&(_, kind)| kind == LinkKind::Primary) {
        let links = links_of(draft, context, household);
        if links.iter().any(|link| link.kind == LinkKind::Primary && link.locked) {
            draft.say(Note::SkippedLocked(household));
            continue;
        }
        // Who is responsible beside the leaving one goes on, and needs nobody new.
        let others = links.iter().any(|link| link.kind == LinkKind::Primary && link.member != from);
        let nearest = nearest_with_room(draft, index, &draft.moved(index), context.plan, household);
        let locked_backup =
            |to: MemberId| links.iter().any(|link| link.member == to && link.kind == LinkKind::Backup && link.locked);
        match nearest {
            _ if others => draft.cut_link(context.plan, household, from, LinkKind::Primary),
            Some(to) if !locked_backup(to) => {
                draft.cut_link(context.plan, household, from, LinkKind::Primary);
                draft.cut_link(context.plan, household, to, LinkKind::Backup);
                draft.put_link(context.plan, household, fresh(context, to, LinkKind::Primary));
                draft.say(Note::Completed { household, member: to });
            }
            Some(_) => {
                draft.say(Note::SkippedLocked(household));
                continue;
            }
            None => {
                draft.say(Note::NobodyTakes(household));
                continue;
            }
        }
        is_any_moved = true;
    }
    if is_any_moved { Ok(()) } else { Err(Refusal::NothingToMove) }
}

/// Deals these households anew, those that must be covered: each goes to the nearest eligible member with room, who may be the present one. What
/// is locked stays, and so does what nobody has room for.
pub(crate) fn assign_nearest(
    draft: &mut Draft,
    index: &Index,
    context: Context,
    households: &[HouseholdId],
) -> Result<(), Refusal> {
    let mut dealt: Vec<(HouseholdId, Vec<Link>)> = Vec::new();
    for household in households.iter().copied().collect::<BTreeSet<_>>() {
        let row = draft.project.households.at(household).ok_or(Refusal::NoHousehold(household))?;
        if row.status == HouseholdStatus::MovedOut {
            return Err(Refusal::NoHousehold(household));
        }
        // Where nobody need be covered, nobody is sent.
        let is_required = draft.project.is_required(row, index.is_member_home(household));
        let links = links_of(draft, context, household);
        if links.iter().any(|link| link.locked) {
            draft.say(Note::SkippedLocked(household));
        } else if is_required {
            dealt.push((household, links));
        }
    }
    // All are free first, so that there is room where they were.
    for (household, links) in &dealt {
        for link in links.iter().filter(|link| link.kind == LinkKind::Primary) {
            draft.cut_link(context.plan, *household, link.member, LinkKind::Primary);
        }
    }
    let mut is_any_moved = false;
    // Room only becomes less on the way: once there is none, nobody need be looked for any more.
    let mut has_room = true;
    for (household, links) in dealt {
        let was: Vec<Link> = links.iter().filter(|link| link.kind == LinkKind::Primary).copied().collect();
        let nearest =
            if has_room { nearest_with_room(draft, index, &draft.moved(index), context.plan, household) } else { None };
        has_room = has_room && (nearest.is_some() || has_room_anywhere(draft, context));
        let Some(to) = nearest else {
            for link in was {
                draft.put_link(context.plan, household, link);
            }
            draft.say(Note::NobodyTakes(household));
            continue;
        };
        is_any_moved = true;
        if let Some(link) = was.iter().find(|link| link.member == to) {
            draft.put_link(context.plan, household, *link);
            continue;
        }
        draft.cut_link(context.plan, household, to, LinkKind::Backup);
        draft.put_link(context.plan, household, fresh(context, to, LinkKind::Primary));
        draft.say(Note::Completed { household, member: to });
    }
    if is_any_moved { Ok(()) } else { Err(Refusal::NothingToMove) }
}

/// True if somebody could take one more household.
fn has_room_anywhere(draft: &Draft, context: Context) -> bool {
    let Some(plan) = draft.plan(context.plan) else { return false };
    draft.project.members.iter().any(|(member, row)| row.can_cover() && row.has_room(plan.load_of(member)))
}

/// Two members change places in everything that they cover, except where a link is locked and in their own homes.
pub(crate) fn swap(draft: &mut Draft, context: Context, one: MemberId, other: MemberId) -> Result<(), Refusal> {
    if one == other {
        return Err(Refusal::SameMember(one));
    }
    for member in [one, other] {
        let row = draft.project.members.at(member).filter(|row| row.status == MemberStatus::Serving);
        if !row.ok_or(Refusal::NoMember(member))?.can_cover() {
            return Err(Refusal::Ineligible(member));
        }
    }
    let Some(plan) = draft.plan(context.plan) else { return Err(Refusal::NoPlan(context.plan)) };
    let households: BTreeSet<HouseholdId> =
        [one, other].iter().flat_map(|&member| plan.held_by(member)).map(|&(household, _)| household).collect();
    let turned = |member: MemberId| if member == one { other } else { one };
    let mut is_any_moved = false;
    for household in households {
        let theirs: Vec<Link> = links_of(draft, context, household)
            .into_iter()
            .filter(|link| link.member == one || link.member == other)
            .collect();
        if theirs.iter().any(|link| link.locked) {
            draft.say(Note::SkippedLocked(household));
            continue;
        }
        let is_own = |link: &Link| {
            matches!(check_can_cover(&draft.project, household, turned(link.member)), Err(Refusal::OwnHousehold(..)))
        };
        if theirs.iter().any(is_own) {
            draft.say(Note::SkippedOwn(household));
            continue;
        }
        is_any_moved = true;
        for link in &theirs {
            draft.cut_link(context.plan, household, link.member, link.kind);
        }
        for link in theirs {
            draft.put_link(context.plan, household, fresh(context, turned(link.member), link.kind));
        }
    }
    if is_any_moved { Ok(()) } else { Err(Refusal::NothingToMove) }
}

fn fresh(context: Context, member: MemberId, kind: LinkKind) -> Link {
    Link { member, kind, locked: false, since: Some(context.today) }
}

fn links_of(draft: &Draft, context: Context, household: HouseholdId) -> Vec<Link> {
    draft.plan(context.plan).map(|plan| plan.links_of(household).to_vec()).unwrap_or_default()
}
