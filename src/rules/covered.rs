//! Every household that must be covered has at least one eligible responsible member who does not live in it.

use crate::index::Index;
use crate::model::{HouseholdId, Plan, Project};
use crate::rules::Finding;

/// Looks at one household.
pub(crate) fn check(project: &Project, index: &Index, plan: &Plan, household: HouseholdId, found: &mut Vec<Finding>) {
    let Some(row) = project.households.at(household) else { return };
    if project.is_required(row, index.is_member_home(household)) && !project.is_covered(plan, household) {
        found.push(Finding::Uncovered { household, reason: plan.reason_of(household).cloned() });
    }
}
