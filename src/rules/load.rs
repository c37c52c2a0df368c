//! A member has neither fewer nor more households than the range says.

use crate::model::{MemberId, Plan, Project};
use crate::rules::Finding;

/// Looks at one member. Members who cannot cover anybody have no range.
pub(crate) fn check(project: &Project, plan: &Plan, member: MemberId, found: &mut Vec<Finding>) {
    let Some(row) = project.members.at(member).filter(|row| row.can_cover()) else { return };
    let load = plan.load_of(member);
    if load < u32::from(row.min_load) {
        found.push(Finding::LoadBelow { member, load, min_load: row.min_load });
    }
    match row.max_load {
        Some(max_load) if load > u32::from(max_load) => found.push(Finding::LoadAbove { member, load, max_load }),
        _ => {}
    }
    // Whoever asked for a range of their own is not measured by what is aimed at for all.
    let scheme = &project.facts.scheme;
    let is_usual = row.min_load == scheme.min_load() && row.max_load == scheme.max_load();
    let is_within = load >= u32::from(row.min_load) && row.max_load.is_none_or(|max_load| load <= u32::from(max_load));
    match scheme.household_tier().and_then(|tier| tier.ideal) {
        Some(ideal) if is_usual && is_within && !(u32::from(ideal.0)..=u32::from(ideal.1)).contains(&load) => {
            found.push(Finding::LoadOff { member, load, ideal });
        }
        _ => {}
    }
}
