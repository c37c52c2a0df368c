//! What a tier of the scheme is about, who covers in it, and what.

use crate::geom::{Wgs84, area_centroid};
use crate::model::{MemberId, MemberStatus, Plan, Project, Target, TargetKind, Tier};

/// True if a tier that is not about households is about this.
///
/// Those who cover in it are not covered by it, nor are those above them.
pub fn tier_is_about(project: &Project, tier: &Tier, target: Target) -> bool {
    let scheme = &project.facts.scheme;
    match (tier.of, target) {
        (TargetKind::Building, Target::Building(_)) => true,
        (kind, Target::Unit(unit, _)) => unit.target() == kind,
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

/// Everything of a kind on the register, by growing id. Households have links of their own, and are not among them.
pub fn targets_of_kind(project: &Project, kind: TargetKind) -> Box<dyn Iterator<Item = Target> + '_> {
    match kind {
        TargetKind::Household => Box::new(std::iter::empty()),
        TargetKind::Building => Box::new(project.buildings.ids().map(Target::Building)),
        TargetKind::Member => Box::new(project.members.ids().map(Target::Member)),
        TargetKind::Grid => Box::new(project.grids.ids().map(Target::Grid)),
        TargetKind::Organization | TargetKind::Enterprise | TargetKind::Segment => {
            let meant = project.units.iter().filter(move |(_, row)| row.kind.target() == kind);
            Box::new(meant.map(|(id, row)| Target::Unit(row.kind, id)))
        }
    }
}

/// Where something is, if anybody knows.
pub fn place_of_target(project: &Project, target: Target) -> Option<Wgs84> {
    match target {
        Target::Household(id) => project.households.at(id)?.at,
        Target::Building(id) => project.buildings.at(id)?.at,
        Target::Member(id) => project.place_of_member(id),
        Target::Grid(id) => area_centroid(&project.grids.at(id)?.area),
        Target::Unit(_, id) => project.units.at(id)?.at(),
    }
}
