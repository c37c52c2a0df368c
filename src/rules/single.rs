//! One household has one responsible member, where a scheme asks for that.

use crate::model::{HouseholdId, Plan};
use crate::rules::Finding;

/// Looks at one household.
pub(crate) fn check(plan: &Plan, household: HouseholdId, found: &mut Vec<Finding>) {
    let count = plan.primaries_of(household).count() as u32;
    if count > 1 {
        found.push(Finding::SeveralPrimaries { household, count });
    }
}
