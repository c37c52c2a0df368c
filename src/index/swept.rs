//! Households that a moving pointer passes over.

use crate::geom::{Bounds, MapPoint, Stretch, triangle_contains};
use crate::index::Index;
use crate::model::{HouseholdId, Project};

/// One side of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// To the left of whoever walks along it.
    Left,
    /// To the right.
    Right,
}

/// Households in a rectangle of the map, in no particular order.
pub fn households_in_box(index: &Index, bounds: &Bounds) -> Vec<HouseholdId> {
    index.households_in_unsorted(bounds).collect()
}

/// Households in a triangle of the map, in no particular order.
pub fn households_in_triangle(project: &Project, index: &Index, corners: [MapPoint; 3]) -> Vec<HouseholdId> {
    let bounds = Bounds::around(corners);
    let near = index.households_in_unsorted(&bounds);
    near.filter(|&household| place(project, household).is_some_and(|at| triangle_contains(corners, at))).collect()
}

/// Households no farther than `radius_m` map meters from a path, in no particular order; of one side only, if said.
/// On which side a household is, the nearest stretch of the path says.
pub fn households_along(
    project: &Project,
    index: &Index,
    path: &[Stretch],
    radius_m: f64,
    side: Option<Side>,
) -> Vec<HouseholdId> {
    let mut near: Vec<(HouseholdId, f64, bool)> = Vec::new();
    for stretch in path {
        for household in index.households_in_unsorted(&stretch.reach(radius_m)) {
            let Some(at) = place(project, household) else { continue };
            let far_m = stretch.distance_m(at);
            if far_m <= radius_m {
                near.push((household, far_m, stretch.is_left(at)));
            }
        }
    }
    near.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    near.dedup_by_key(|(household, ..)| *household);
    let is_meant = |is_left: bool| side.is_none_or(|side| (side == Side::Left) == is_left);
    near.into_iter().filter(|&(_, _, is_left)| is_meant(is_left)).map(|(household, ..)| household).collect()
}

fn place(project: &Project, household: HouseholdId) -> Option<MapPoint> {
    project.households.at(household)?.at.map(MapPoint::from)
}
