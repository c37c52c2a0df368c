//! Who cannot cover households now holds no links.

use crate::model::{MemberId, Plan, Project};
use crate::rules::Finding;

/// Looks at one member.
pub(crate) fn check(project: &Project, plan: &Plan, member: MemberId, found: &mut Vec<Finding>) {
    let link_count = plan.held_by(member).len() as u32;
    if link_count > 0 && project.members.at(member).is_some_and(|row| !row.can_cover()) {
        found.push(Finding::IneligibleHolds { member, link_count });
    }
}
