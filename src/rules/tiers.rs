//! The tiers of a scheme that are not about households: whoever has the role covers as many members, buildings, grids or
//! units as the tier says, and each of those has somebody.

use crate::index::{covered_in_tier, covers_in_tier, tier_is_about};
use crate::model::{MemberId, Plan, Project, Target, TargetKind, Tier};
use crate::rules::Finding;

/// Those tiers of a project that are checked.
#[derive(Debug)]
pub(crate) struct Tiers<'a>(Vec<&'a Tier>);

impl<'a> Tiers<'a> {
    /// Those of a project.
    pub(crate) fn of(project: &'a Project) -> Self {
        let is_ours = |tier: &&Tier| tier.of != TargetKind::Household && tier.severity.is_some();
        Self(project.facts.scheme.tiers.iter().filter(is_ours).collect())
    }

    /// Looks at what one member covers, and at who covers the member.
    pub(crate) fn check_member(&self, project: &Project, plan: &Plan, member: MemberId, found: &mut Vec<Finding>) {
        for tier in self.0.iter().filter(|tier| covers_in_tier(project, tier, member)) {
            let count = covered_in_tier(project, plan, tier, member).count() as u32;
            check_span(tier, member, count, found);
        }
        self.check_target(project, plan, Target::Member(member), found);
    }

    /// Looks at who covers something.
    pub(crate) fn check_target(&self, project: &Project, plan: &Plan, target: Target, found: &mut Vec<Finding>) {
        for tier in self.0.iter().filter(|tier| tier.each > 0 && tier_is_about(project, tier, target)) {
            let linked = plan.linked_to(target).iter();
            let count = linked.filter(|member| covers_in_tier(project, tier, **member)).count();
            if count < usize::from(tier.each) {
                found.push(Finding::TargetUnlinked { target, tier: tier.id.as_str().into() });
            }
        }
    }
}

/// Compares how many a member covers in a tier with what the tier says.
pub(crate) fn check_span(tier: &Tier, member: MemberId, count: u32, found: &mut Vec<Finding>) {
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
