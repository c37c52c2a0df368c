//! What a tier of the scheme is about, who covers in it, and what.

use crate::model::{MemberId, MemberStatus, Plan, Project, Target, TargetKind, Tier};

/// True if a tier that is not about households is about this.
///
/// Those who cover in it are not covered by it, nor are those above them.
pub fn tier_is_about(project: &Project, tier: &Tier, target: Target) -> bool {
    let scheme = &project.facts.scheme;
    match (tier.of, target) {
        (TargetKind::Building, Target::Building(_)) => true,
        (TargetKind::Grid, Target::Grid(grid)) => {
            let level = project.grids.at(grid).and_then(|row| scheme.levels.get(usize::from(row.level)));
            tier.only.is_empty() || level.is_some_and(|level| *level == tier.only)
        }
        (TargetKind::Member, Target::Member(member)) => {
            let Some(row) = project.members.at(member).filter(|row| row.status == MemberStatus::Serving) else {
                return false;
            };
            let is_above = !tier.by.is_empty() && scheme.has_part(&row.roles, &tier.by)
                || tier.except.iter().any(|key| scheme.has_part(&row.roles, key));
            scheme.has_part(&row.roles, &tier.only) && (!tier.needs_care || row.needs_care) && !is_above
        }
        _ => false,
    }
}

/// True if a member covers in a tier: can cover, and has its role.
pub fn covers_in_tier(project: &Project, tier: &Tier, member: MemberId) -> bool {
    let row = project.members.at(member).filter(|row| row.can_cover());
    row.is_some_and(|row| project.facts.scheme.has_part(&row.roles, &tier.by))
}

/// What a member covers in a tier that is not about households.
pub fn covered_in_tier<'a>(
    project: &'a Project,
    plan: &'a Plan,
    tier: &'a Tier,
    member: MemberId,
) -> impl Iterator<Item = Target> + 'a {
    let links = plan.targets_of(member).iter().map(|link| link.target);
    links.filter(move |target| tier_is_about(project, tier, *target))
}
