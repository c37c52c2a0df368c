//! Every rule that is asked for, at one household, one member or one other thing.

use crate::index::Index;
use crate::model::{HouseholdId, MemberId, Plan, PlanId, Project, Target};
use crate::rules::needed::Needs;
use crate::rules::span::Spans;
use crate::rules::tiers::Tiers;
use crate::rules::{Finding, classified, covered, distance, eligible, load, placed, same_grid, single};

/// What was found at one thing; `None` for nothing.
pub(crate) type Found = Option<Box<[Finding]>>;

/// A plan to be looked at, and what the scheme asks for, made ready for the project.
#[derive(Debug)]
pub(crate) struct Check<'a> {
    project: &'a Project,
    index: &'a Index,
    plan: Option<&'a Plan>,
    needs: Needs<'a>,
    spans: Spans<'a>,
    tiers: Tiers<'a>,
}

impl<'a> Check<'a> {
    /// The check of one plan.
    pub(crate) fn of(project: &'a Project, index: &'a Index, plan: PlanId) -> Self {
        Self {
            project,
            index,
            plan: project.plans.at(plan),
            needs: Needs::of(project),
            spans: Spans::of(project),
            tiers: Tiers::of(project),
        }
    }

    /// Looks at one household.
    pub(crate) fn household(&self, household: HouseholdId) -> Found {
        let &Self { project, index, .. } = self;
        let mut found = Vec::new();
        if let Some(plan) = self.plan {
            covered::check(project, index, plan, household, &mut found);
            single::check(plan, household, &mut found);
            self.needs.check(project, index, plan, household, &mut found);
        }
        placed::check(project, index, household, &mut found);
        classified::check(project, index, household, &mut found);
        self.asked_for(found)
    }

    /// Looks at one member and the member's links, and at who covers the member.
    pub(crate) fn member(&self, member: MemberId) -> Found {
        let &Self { project, index, .. } = self;
        let mut found = Vec::new();
        if let Some(plan) = self.plan {
            load::check(project, plan, member, &mut found);
            self.spans.check(project, plan, member, &mut found);
            self.tiers.check_member(project, plan, member, &mut found);
            eligible::check(project, plan, member, &mut found);
            same_grid::check(project, index, plan, member, &mut found);
            distance::check(project, index, plan, member, &mut found);
        }
        self.asked_for(found)
    }

    /// Looks at who covers what is neither a household nor a member.
    pub(crate) fn target(&self, target: Target) -> Found {
        let mut found = Vec::new();
        if let Some(plan) = self.plan {
            self.tiers.check_target(self.project, plan, target, &mut found);
        }
        self.asked_for(found)
    }

    /// What the scheme asks for, of what was found.
    fn asked_for(&self, mut found: Vec<Finding>) -> Found {
        found.retain(|finding| finding.severity_by(&self.project.facts.scheme).is_some());
        (!found.is_empty()).then(|| found.into_boxed_slice())
    }
}
