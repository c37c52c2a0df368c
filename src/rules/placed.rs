//! A household is on the map, in one grid, and in the one that the roster says.

use crate::index::{Index, Spot};
use crate::model::{HouseholdId, HouseholdStatus, Project};
use crate::rules::Finding;

/// Looks at one household. In a project without grids nothing is outside.
pub(crate) fn check(project: &Project, index: &Index, household: HouseholdId, found: &mut Vec<Finding>) {
    let Some(row) = project.households.at(household) else { return };
    if row.status == HouseholdStatus::MovedOut {
        return;
    }
    let spot = index.spot(household);
    match spot {
        Spot::Unplaced => found.push(Finding::Unplaced { household }),
        Spot::Outside if !project.grids.is_empty() => found.push(Finding::OutsideGrids { household }),
        Spot::InSeveral(_) => found.push(Finding::InSeveralGrids { household }),
        Spot::Outside | Spot::In(_) => {}
    }
    let grid = spot.grid();
    let here = grid.and_then(|grid| project.grids.at(grid));
    let is_same = here.is_none_or(|here| here.is_called(&row.stated_grid));
    if !row.stated_grid.is_empty() && !is_same {
        found.push(Finding::StatedGridDiffers { household, stated: row.stated_grid.clone(), grid });
    }
}
