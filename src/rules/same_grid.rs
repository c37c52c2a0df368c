//! A household is covered by somebody who serves its grid.

use crate::index::Index;
use crate::model::{GridId, LinkKind, MemberId, Plan, Project};
use crate::rules::Finding;

/// Looks at the links of one member. Serving a grid means serving the grids within it too.
pub(crate) fn check(project: &Project, index: &Index, plan: &Plan, member: MemberId, found: &mut Vec<Finding>) {
    let Some(served) = index.grid_served(project, member) else { return };
    for &(household, kind) in plan.held_by(member) {
        let Some(grid) = index.grid_of(household) else { continue };
        if kind == LinkKind::Primary && !is_within(project, grid, served) {
            found.push(Finding::OtherGrid { household, member, grid, served });
        }
    }
}

fn is_within(project: &Project, grid: GridId, above: GridId) -> bool {
    let mut here = Some(grid);
    for _depth in 0..=project.facts.scheme.levels.len() {
        if here == Some(above) {
            return true;
        }
        here = here.and_then(|grid| project.grids.at(grid)?.parent);
    }
    false
}
