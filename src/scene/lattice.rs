//! A coarse lattice over the map, by whose cells households are kept, so that an edit makes only a few anew.

use crate::geom::{Bounds, MapPoint};

/// About so many places fall into one cell, where they are spread evenly.
const PLACES_PER_CELL: usize = 16;
/// Farther than any place from any other, in map meters: half the girth of the earth and more.
const FAR_M: f64 = 1e8;

/// Square cells over a rectangle. What lies outside belongs to the cell at the edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Lattice {
    west_m: f64,
    south_m: f64,
    cell_m: f64,
    columns: usize,
    rows: usize,
}

impl Lattice {
    /// Over these bounds, which hold so many places.
    pub(crate) fn over(bounds: &Bounds, place_count: usize) -> Self {
        let (width_m, height_m) = (bounds.width_m().max(1.0), bounds.height_m().max(1.0));
        let wanted = (place_count / PLACES_PER_CELL + 1) as f64;
        let cell_m = (width_m * height_m / wanted).sqrt().max(width_m.max(height_m) / 2_000.0).max(1.0);
        let corner = if bounds.is_empty() { MapPoint::default() } else { bounds.min };
        Self {
            west_m: corner.east_m,
            south_m: corner.north_m,
            cell_m,
            columns: (width_m / cell_m) as usize + 1,
            rows: (height_m / cell_m) as usize + 1,
        }
    }

    /// How many cells there are.
    pub(crate) fn len(&self) -> usize {
        self.columns * self.rows
    }

    /// Area of a cell, in square map meters.
    pub(crate) fn cell_area_m2(&self) -> f64 {
        self.cell_m * self.cell_m
    }

    /// The cell that a place falls into.
    pub(crate) fn cell_of(&self, at: MapPoint) -> usize {
        self.row(at.north_m) * self.columns + self.column(at.east_m)
    }

    /// The cells that a rectangle touches, growing.
    pub(crate) fn touching(&self, bounds: &Bounds) -> impl Iterator<Item = usize> + use<> {
        let columns = self.columns;
        let (west, east) = (self.column(bounds.min.east_m), self.column(bounds.max.east_m));
        let (south, north) = (self.row(bounds.min.north_m), self.row(bounds.max.north_m));
        let rows = if bounds.is_empty() { 0..0 } else { south..north + 1 };
        rows.flat_map(move |row| (west..=east).map(move |column| row * columns + column))
    }

    /// All places of a cell lie in this rectangle; at the edge it reaches as far as there are places.
    pub(crate) fn bounds_of(&self, cell: usize) -> Bounds {
        let (row, column) = (cell / self.columns, cell % self.columns);
        let from = |corner_m: f64, step: usize| if step == 0 { -FAR_M } else { corner_m + self.cell_m * step as f64 };
        let to = |corner_m: f64, step: usize, count: usize| {
            if step + 1 >= count { FAR_M } else { corner_m + self.cell_m * (step + 1) as f64 }
        };
        Bounds {
            min: MapPoint { east_m: from(self.west_m, column), north_m: from(self.south_m, row) },
            max: MapPoint { east_m: to(self.west_m, column, self.columns), north_m: to(self.south_m, row, self.rows) },
        }
    }

    fn column(&self, east_m: f64) -> usize {
        step(east_m - self.west_m, self.cell_m, self.columns)
    }

    fn row(&self, north_m: f64) -> usize {
        step(north_m - self.south_m, self.cell_m, self.rows)
    }
}

fn step(away_m: f64, cell_m: f64, count: usize) -> usize {
    ((away_m / cell_m).max(0.0) as usize).min(count.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use crate::geom::{Bounds, MapPoint};
    use crate::scene::lattice::Lattice;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_place_lies_in_the_bounds_of_its_cell_and_is_touched(
            east_m in -500.0..1_500.0_f64, north_m in -500.0..1_500.0_f64, count in 0_usize..5_000,
        ) {
            let corner = |east_m, north_m| MapPoint { east_m, north_m };
            let lattice = Lattice::over(&Bounds::around([corner(0.0, 0.0), corner(1_000.0, 700.0)]), count);
            let at = corner(east_m, north_m);
            let cell = lattice.cell_of(at);
            prop_assert!(cell < lattice.len(), "every place has a cell");
            prop_assert!(lattice.bounds_of(cell).padded(1e-6).contains(at), "and lies in it");
            let near = Bounds::around([at]).padded(1.0);
            prop_assert!(lattice.touching(&near).any(|touched| touched == cell), "who looks there finds it");
        }
    }
}
