//! Who stands in an area that no grid has yet.

use crate::geom::{Area, area_contains};
use crate::model::{HouseholdStatus, Project};
use geo::BoundingRect as _;

/// How many households that have not moved out stand in an area. `O(households)`, cheap for those far away.
pub fn households_in_area(project: &Project, area: &Area) -> usize {
    let Some(rect) = area.bounding_rect() else { return 0 };
    let living = project.households.rows().filter(|row| row.status != HouseholdStatus::MovedOut);
    let places = living.filter_map(|row| row.at).filter(|at| {
        (rect.min().x..=rect.max().x).contains(&at.lon_deg) && (rect.min().y..=rect.max().y).contains(&at.lat_deg)
    });
    places.filter(|&at| area_contains(area, at)).count()
}
