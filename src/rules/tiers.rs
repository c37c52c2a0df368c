//! The tiers of a scheme that are not about households: whoever has the role covers as many members, buildings or grids
//! as the tier says, and each of those has somebody.

use crate::index::tier_is_about;
use crate::model::{MemberId, Plan, Project, Target, TargetKind, Tier};
use crate::rules::Finding;

/// Those tiers of a project that are checked.
#[derive(Debug)]
pub(crate) struct Tiers<'a>(Vec<&'a Tier>);

impl<'a> Tiers<'a> {
    /// Those of a project.
    pub(crate) fn of(project: &'a Project) -> Self {
        let is_ours = |tier: &&Tier| {
            matches!(tier.of, TargetKind::Member | TargetKind::Building | TargetKind::Grid) && tier.severity.is_some()
        };
        Self(project.facts.scheme.tiers.iter().filter(is_ours).collect())
    }

    /// Looks at what one member covers, and at who covers the member.
    pub(crate) fn check_member(&self, project: &Project, plan: &Plan, member: MemberId, found: &mut Vec<Finding>) {
        let Some(row) = project.members.at(member).filter(|_| !self.0.is_empty()) else { return };
        for tier in self.0.iter().filter(|_| row.can_cover()) {
            if project.facts.scheme.has_part(&row.roles, &tier.by) {
                check_span(project, plan, tier, member, found);
            }
        }
        self.check_target(project, plan, Target::Member(member), found);
    }

    /// Looks at who covers something.
    pub(crate) fn check_target(&self, project: &Project, plan: &Plan, target: Target, found: &mut Vec<Finding>) {
        for tier in self.0.iter().filter(|tier| tier.each > 0 && tier_is_about(project, tier, target)) {
            let counts = |member: &&MemberId| {
                let row = project.members.at(**member).filter(|row| row.can_cover());
                row.is_some_and(|row| project.facts.scheme.has_part(&row.roles, &tier.by))
            };
            let count = plan.linked_to(target).iter().filter(counts).count();
            if count < usize::from(tier.each) {
                found.push(Finding::TargetUnlinked { target, tier: tier.id.as_str().into() });
            }
        }
    }
}

fn check_span(project: &Project, plan: &Plan, tier: &Tier, member: MemberId, found: &mut Vec<Finding>) {
    let covered = plan.targets_of(member).iter().filter(|link| tier_is_about(project, tier, link.target));
    let count = covered.count() as u32;
    let id = || tier.id.as_str().into();
    if count < u32::from(tier.min) {
        found.push(Finding::TierBelow { member, tier: id(), count, min: tier.min });
        return;
    }
    match (tier.max, tier.ideal) {
        (Some(max), _) if count > u32::from(max) => found.push(Finding::TierAbove { member, tier: id(), count, max }),
        // Whoever covers none is not asked to: the aim is for those who do.
        (_, Some(ideal)) if count > 0 && !(u32::from(ideal.0)..=u32::from(ideal.1)).contains(&count) => {
            found.push(Finding::TierOff { member, tier: id(), count, ideal });
        }
        _ => {}
    }
}
