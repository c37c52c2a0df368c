//! In which grids many places lie, one after the other.

use crate::geom::{Wgs84, area_contains};
use crate::index::{Index, Spot};
use crate::model::{GridId, Project};
use rstar::{AABB, Envelope as _};

/// Answers what [`Index::grid_at`] answers, faster where one place is mostly in the same grid as the last: rosters are
/// written down street by street.
#[derive(Debug)]
pub struct GridWalk<'a> {
    project: &'a Project,
    index: &'a Index,
    last: Option<Last>,
}

/// The grid of the last place, one of the innermost level.
#[derive(Debug)]
struct Last {
    grid: GridId,
    outline: AABB<[f64; 2]>,
    /// The others of its level whose outlines reach into its own; found when they are needed.
    around: Option<Vec<(GridId, AABB<[f64; 2]>)>>,
}

impl<'a> GridWalk<'a> {
    /// Begins anywhere.
    pub fn new(project: &'a Project, index: &'a Index) -> Self {
        Self { project, index, last: None }
    }

    /// The grid at a place.
    pub fn grid_at(&mut self, at: Wgs84) -> Spot {
        if let Some(spot) = self.same_again(at) {
            return spot;
        }
        let spot = self.index.grid_at(self.project, at);
        self.last = match spot {
            Spot::In(grid) => self.index.outlines().innermost_outline(self.project, grid).map(|outline| Last {
                grid,
                outline,
                around: None,
            }),
            Spot::InSeveral(_) | Spot::Outside | Spot::Unplaced => None,
        };
        spot
    }

    /// What is so if the place lies in the last grid; `None` if it does not.
    fn same_again(&mut self, at: Wgs84) -> Option<Spot> {
        let Self { project, index, last } = self;
        let point = [at.lon_deg, at.lat_deg];
        let last = last.as_mut().filter(|last| last.outline.contains_point(&point))?;
        let holds = |grid: GridId| project.grids.at(grid).is_some_and(|row| area_contains(&row.area, at));
        if !holds(last.grid) {
            return None;
        }
        let around = last.around.get_or_insert_with(|| index.outlines().innermost_around(last.grid, &last.outline));
        let others = around.iter().filter(|(grid, outline)| outline.contains_point(&point) && holds(*grid));
        Some(match others.map(|(grid, _)| *grid).min() {
            Some(other) => Spot::InSeveral(last.grid.min(other)),
            None => Spot::In(last.grid),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::geom::{Area, Wgs84};
    use crate::index::{GridWalk, Index};
    use crate::model::{Grid, GridId, Project, Scheme};
    use proptest::prelude::*;

    fn square([west, south, size]: [u8; 3]) -> Area {
        let corner = |east: u8, north: u8| (f64::from(west + east * size), f64::from(south + north * size));
        let ring = geo::LineString::from(vec![corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)]);
        Area::new(vec![geo::Polygon::new(ring, Vec::new())])
    }

    proptest! {
        #[test]
        fn walking_finds_what_looking_up_finds(
            grids in prop::collection::vec(([0_u8..12, 0_u8..12, 1_u8..6], 1_u8..4), 0..12),
            steps in prop::collection::vec((0_u8..60, 0_u8..60), 1..80),
        ) {
            let mut project = Project::new("", Scheme::neutral());
            for (shape, level) in grids {
                let (code, name) = (String::new(), String::new());
                project.grids.push(Grid { code, name, level, parent: None::<GridId>, area: square(shape), leader: None });
            }
            let index = Index::build(&project);
            let mut walk = GridWalk::new(&project, &index);
            for (east, north) in steps {
                // Small steps beside the lines, and sometimes onto one.
                let at = Wgs84 { lon_deg: f64::from(east) * 0.3, lat_deg: f64::from(north) * 0.3 };
                for _ in 0..2 {
                    prop_assert_eq!(walk.grid_at(at), index.grid_at(&project, at));
                }
            }
        }
    }
}
