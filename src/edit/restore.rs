//! Giving households the links they had, or have in another plan.

use crate::edit::complete::check_can_cover;
use crate::edit::draft::Draft;
use crate::edit::{Context, Note, Refusal, Restored};
use crate::model::{HouseholdStatus, Link, LinkKind, MemberStatus};

/// Gives each household exactly the links that are named, as far as those members can cover it now.
///
/// A link that is locked now and would go keeps its household as it is, and so does somebody who cannot cover it any
/// more: one household is refused, of many it is passed over and counted.
pub(crate) fn restore(draft: &mut Draft, context: Context, rows: &[Restored]) -> Result<(), Refusal> {
    let mut is_any_granted = false;
    for row in rows {
        match restore_one(draft, context, row) {
            Ok(()) => is_any_granted = true,
            Err(Refusal::Locked(household, _)) if rows.len() > 1 => draft.say(Note::SkippedLocked(household)),
            Err(Refusal::OwnHousehold(household, _)) if rows.len() > 1 => draft.say(Note::SkippedOwn(household)),
            Err(Refusal::NoMember(_) | Refusal::Ineligible(_)) if rows.len() > 1 => {
                draft.say(Note::NobodyTakes(row.household));
            }
            Err(refusal) => return Err(refusal),
        }
    }
    if is_any_granted || rows.is_empty() { Ok(()) } else { Err(Refusal::NothingToMove) }
}

fn restore_one(draft: &mut Draft, context: Context, row: &Restored) -> Result<(), Refusal> {
    let household = row.household;
    let there = draft.project.households.at(household).ok_or(Refusal::NoHousehold(household))?;
    if there.status == HouseholdStatus::MovedOut {
        return Err(Refusal::NoHousehold(household));
    }
    let links: Vec<Link> = draft.plan(context.plan).map(|plan| plan.links_of(household).to_vec()).unwrap_or_default();
    let is_kept = |link: &Link| row.links.iter().any(|old| old.member == link.member && old.kind == link.kind);
    let gone: Vec<&Link> = links.iter().filter(|link| !is_kept(link)).collect();
    if let Some(locked) = gone.iter().find(|link| link.locked) {
        return Err(Refusal::Locked(household, locked.member));
    }
    let is_there = |old: &Link| links.iter().any(|link| link.member == old.member && link.kind == old.kind);
    for old in row.links.iter().filter(|old| old.kind == LinkKind::Primary && !is_there(old)) {
        check_can_cover(&draft.project, household, old.member)?;
    }
    for link in gone {
        draft.cut_link(context.plan, household, link.member, link.kind);
    }
    for old in &row.links {
        // Who has left does not come back to stand in.
        let serves = draft.project.members.at(old.member).is_some_and(|row| row.status == MemberStatus::Serving);
        let is_able = is_there(old) || check_can_cover(&draft.project, household, old.member).is_ok();
        if serves && is_able {
            draft.put_link(context.plan, household, *old);
        }
    }
    draft.put_reason(context.plan, household, row.reason.clone());
    // The reason may be one that no longer applies.
    draft.doubtful.insert(household);
    Ok(())
}
