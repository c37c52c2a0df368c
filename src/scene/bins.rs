//! A spatial grouping: which shapes may touch a rectangle.

use crate::geom::{Bounds, MapPoint};
use std::collections::BTreeMap;

/// A shape that would lie in more cells than this is looked at always.
const MOST_CELLS: usize = 16;

/// Shapes of several kinds, those of one kind one after the other in their list: who looks for streets need not look at
/// houses.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct KindBins<K>(BTreeMap<K, (u32, Bins)>);

impl<K: Ord + Copy> KindBins<K> {
    /// Groups shapes by kind and place, in the order given.
    pub(crate) fn of(shapes: &[(K, Bounds)]) -> Self {
        let mut bins = BTreeMap::new();
        let mut first = 0;
        for same in shapes.chunk_by(|one, other| one.0 == other.0) {
            let of_kind = (first, Bins::of(same.iter().map(|(_, bounds)| *bounds)));
            let other = same.first().and_then(|(kind, _)| bins.insert(*kind, of_kind));
            debug_assert!(other.is_none(), "those of one kind stand together");
            first += same.len() as u32;
        }
        Self(bins)
    }

    /// The kinds there are, growing.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = K> {
        self.0.keys().copied()
    }

    /// The numbers of the shapes of a kind that may touch this rectangle, growing, each once.
    pub(crate) fn touching(&self, kind: K, bounds: &Bounds) -> impl Iterator<Item = u32> + use<K> {
        let found = self.0.get(&kind).map(|(first, bins)| (*first, bins.touching(bounds)));
        let (first, found) = found.unwrap_or_default();
        found.into_iter().map(move |idx| first + idx)
    }
}

/// Shapes by the cells of a coarse grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bins {
    west_m: f64,
    south_m: f64,
    cell_m: f64,
    columns: usize,
    cells: Vec<Vec<u32>>,
    large: Vec<u32>,
    count: u32,
    whole: Option<Bounds>,
}

impl Bins {
    /// Groups shapes by their rectangles, in the order given.
    pub(crate) fn of(shapes: impl Iterator<Item = Bounds> + Clone) -> Self {
        let mut whole = Bounds::EMPTY;
        let mut count = 0_u32;
        for shape in shapes.clone() {
            whole.add(shape.min);
            whole.add(shape.max);
            count += 1;
        }
        if whole.is_empty() {
            return Self::default();
        }
        let side = f64::from(count / 24 + 1).sqrt().ceil().min(512.0);
        let cell_m = (whole.width_m().max(whole.height_m()) / side).max(1.0);
        let columns = (whole.width_m() / cell_m) as usize + 1;
        let rows = (whole.height_m() / cell_m) as usize + 1;
        let mut bins = Self {
            west_m: whole.min.east_m,
            south_m: whole.min.north_m,
            cell_m,
            columns,
            cells: vec![Vec::new(); columns * rows],
            large: Vec::new(),
            count,
            whole: Some(whole),
        };
        for (shape_idx, shape) in (0_u32..).zip(shapes) {
            if bins.cells_of(&shape).nth(MOST_CELLS).is_some() {
                bins.large.push(shape_idx);
                continue;
            }
            for cell in bins.cells_of(&shape) {
                if let Some(shapes) = bins.cells.get_mut(cell) {
                    shapes.push(shape_idx);
                }
            }
        }
        bins
    }

    /// The numbers of the shapes that may touch this rectangle, growing, each once.
    pub(crate) fn touching(&self, bounds: &Bounds) -> Vec<u32> {
        let Some(whole) = self.whole.filter(|whole| whole.intersects(bounds)) else { return Vec::new() };
        if bounds.contains(whole.min) && bounds.contains(whole.max) {
            return (0..self.count).collect();
        }
        let mut found = self.large.clone();
        for cell in self.cells_of(bounds) {
            found.extend(self.cells.get(cell).into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn cells_of(&self, bounds: &Bounds) -> impl Iterator<Item = usize> + use<> {
        let rows = self.cells.len() / self.columns.max(1);
        let (west_m, south_m, cell_m, columns) = (self.west_m, self.south_m, self.cell_m, self.columns);
        let column = move |east_m: f64| (((east_m - west_m) / cell_m).max(0.0) as usize).min(columns.saturating_sub(1));
        let row = move |north_m: f64| (((north_m - south_m) / cell_m).max(0.0) as usize).min(rows.saturating_sub(1));
        let (MapPoint { east_m: west, north_m: south }, MapPoint { east_m: east, north_m: north }) =
            (bounds.min, bounds.max);
        (row(south)..=row(north))
            .flat_map(move |row_idx| (column(west)..=column(east)).map(move |column| row_idx * columns + column))
    }
}

#[cfg(test)]
mod tests {
    use crate::geom::{Bounds, MapPoint};
    use crate::scene::bins::Bins;

    fn dot(east_m: f64, north_m: f64) -> Bounds {
        Bounds::around([MapPoint { east_m, north_m }])
    }

    #[test]
    fn what_lies_in_the_rectangle_is_found_and_what_is_far_is_not() {
        let dots: Vec<Bounds> =
            (0..10_000).map(|n| dot(f64::from(n % 100) * 10.0, f64::from(n / 100) * 10.0)).collect();
        let view =
            Bounds::around([MapPoint { east_m: 95.0, north_m: 95.0 }, MapPoint { east_m: 205.0, north_m: 205.0 }]);
        let found = Bins::of(dots.iter().copied()).touching(&view);
        let inside = dots.iter().zip(0_u32..).filter(|(dot, _)| dot.intersects(&view)).map(|(_, n)| n);
        assert!(inside.clone().all(|n| found.contains(&n)), "nothing in view is left out");
        assert!(found.len() < 4 * inside.count(), "few others are looked at, but {}", found.len());
    }
}
