//! Where grids lie: the rectangles round them, level by level.

use crate::geom::{Wgs84, area_contains};
use crate::index::Spot;
use crate::model::{Grid, GridId, Project};
use geo::BoundingRect as _;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree, RTreeObject as _};
use std::collections::BTreeMap;

type Outline = GeomWithData<Rectangle<[f64; 2]>, GridId>;

/// The rectangles round all grids. It belongs to the project that it was made of.
#[derive(Clone, Debug)]
pub struct Outlines {
    /// By level, the innermost first.
    trees: Vec<RTree<Outline>>,
}

impl Outlines {
    /// Looks at all grids. `O(n log n)`.
    pub fn of(project: &Project) -> Self {
        let mut by_level: BTreeMap<u8, Vec<Outline>> = BTreeMap::new();
        for (id, grid) in project.grids.iter() {
            by_level.entry(grid.level).or_default().extend(outline((id, grid)));
        }
        Self { trees: by_level.into_iter().rev().map(|(_, outlines)| RTree::bulk_load(outlines)).collect() }
    }

    /// The grid at a place.
    pub fn grid_at(&self, project: &Project, at: Wgs84) -> Spot {
        // From the inside out: those round a small one have long outlines, and need not be looked at then.
        for tree in &self.trees {
            let near = tree.locate_all_at_point(&[at.lon_deg, at.lat_deg]).map(|outline| outline.data);
            let holds = |grid: &GridId| project.grids.at(*grid).is_some_and(|row| area_contains(&row.area, at));
            let mut holding = near.filter(holds);
            if let Some(first) = holding.next() {
                let others = holding.min();
                return others.map_or(Spot::In(first), |other| Spot::InSeveral(first.min(other)));
            }
        }
        Spot::Outside
    }

    /// The grids whose rectangles reach into this one, which is in degrees, from the south-west to the north-east.
    pub fn near(&self, south_west: [f64; 2], north_east: [f64; 2]) -> impl Iterator<Item = GridId> + '_ {
        let rect = AABB::from_corners(south_west, north_east);
        self.trees.iter().flat_map(move |tree| tree.locate_in_envelope_intersecting(&rect)).map(|outline| outline.data)
    }

    /// The rectangle round a grid in degrees, if it is of the innermost level: nothing lies in it that would count more.
    pub(crate) fn innermost_outline(&self, project: &Project, grid: GridId) -> Option<AABB<[f64; 2]>> {
        let row = project.grids.at(grid)?;
        let innermost = self.trees.first()?.iter().next().and_then(|outline| project.grids.at(outline.data))?;
        (row.level == innermost.level).then(|| outline((grid, row))).flatten().map(|outline| outline.envelope())
    }

    /// The other grids of the innermost level whose rectangles reach into this one.
    pub(crate) fn innermost_around(&self, grid: GridId, outline: &AABB<[f64; 2]>) -> Vec<(GridId, AABB<[f64; 2]>)> {
        let near = self.trees.first().into_iter().flat_map(|tree| tree.locate_in_envelope_intersecting(outline));
        near.filter(|other| other.data != grid).map(|other| (other.data, other.envelope())).collect()
    }
}

fn outline((id, grid): (GridId, &Grid)) -> Option<Outline> {
    let rect = grid.area.bounding_rect()?;
    Some(Outline::new(Rectangle::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]), id))
}
