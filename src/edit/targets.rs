//! Links to what is not a household: members, buildings, grids, units.

use crate::edit::draft::Draft;
use crate::edit::{Context, Refusal};
use crate::model::{MemberId, MemberStatus, Target};

/// Lets a member keep in contact with these, in the place of another or beside whoever does already.
pub(crate) fn link_targets(
    draft: &mut Draft,
    context: Context,
    targets: &[Target],
    to: MemberId,
    instead_of: Option<MemberId>,
) -> Result<(), Refusal> {
    let row = draft.project.members.at(to).filter(|row| row.status == MemberStatus::Serving);
    if !row.ok_or(Refusal::NoMember(to))?.can_cover() {
        return Err(Refusal::Ineligible(to));
    }
    for &target in targets {
        if !draft.project.can_be_linked(target) {
            return Err(Refusal::NoTarget(target));
        }
        if target == Target::Member(to) {
            return Err(Refusal::SameMember(to));
        }
        if let Some(from) = instead_of {
            unlink_target(draft, context, target, from)?;
        }
        let is_linked = draft.plan(context.plan).is_some_and(|plan| plan.linked_to(target).contains(&to));
        if !is_linked {
            draft.put_target_link(context.plan, target, to, Some(context.today));
        }
    }
    Ok(())
}

/// Ends one contact.
pub(crate) fn unlink_target(
    draft: &mut Draft,
    context: Context,
    target: Target,
    member: MemberId,
) -> Result<(), Refusal> {
    if !draft.plan(context.plan).is_some_and(|plan| plan.linked_to(target).contains(&member)) {
        return Err(Refusal::NoTargetLink(target, member));
    }
    draft.cut_target_link(context.plan, target, member);
    Ok(())
}
