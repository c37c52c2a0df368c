//! What a tier of the scheme is about.

use crate::model::{MemberStatus, Project, Target, TargetKind, Tier};

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
