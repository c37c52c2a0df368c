//! Somebody has said who lives in a household: an empty set of categories is none, and never “ordinary”.

use crate::index::Index;
use crate::model::{HouseholdId, Project};
use crate::rules::Finding;

/// Looks at one household. Where a member lives, that is a category.
pub(crate) fn check(project: &Project, index: &Index, household: HouseholdId, found: &mut Vec<Finding>) {
    let Some(row) = project.households.at(household) else { return };
    if row.is_lived_in() && row.categories.is_empty() && !index.is_member_home(household) {
        found.push(Finding::Unclassified { household });
    }
}
