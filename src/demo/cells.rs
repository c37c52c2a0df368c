//! The cells of a village: their borders run along its streets.

use crate::demo::frame::{Frame, Spot, area_from_ring};
use crate::demo::net::{MARGIN_M, Net};
use crate::geom::Area;
use std::ops::Range;

/// Which blocks make which cell.
#[derive(Clone, Debug)]
pub(crate) struct Cells {
    /// For each tier from the south, where its cells begin and end, as numbers of cross streets.
    cuts: Vec<Vec<usize>>,
}

impl Cells {
    /// Shares the blocks out so that cells of a tier have about as many households; `weights` has for each tier
    /// the households of each block column.
    pub(crate) fn share_out(weights: &[Vec<usize>], wanted: usize) -> Self {
        let tier_count = weights.len();
        let cuts = weights
            .iter()
            .enumerate()
            .map(|(tier, columns)| {
                let parts = (wanted * (tier + 1) / tier_count - wanted * tier / tier_count).clamp(1, columns.len());
                cut_evenly(columns, parts)
            })
            .collect();
        Self { cuts }
    }

    /// How many cells there are.
    pub(crate) fn count(&self) -> usize {
        self.cuts.iter().map(|cuts| cuts.len() - 1).sum()
    }

    /// The cell of a block, counted from the north-west as people read.
    pub(crate) fn of_block(&self, tier: usize, column: usize) -> usize {
        let before: usize = self.cuts.iter().skip(tier + 1).map(|cuts| cuts.len() - 1).sum();
        let Some(cuts) = self.cuts.get(tier) else { return before };
        before + cuts.iter().skip(1).take_while(|&&cut| cut <= column).count().min(cuts.len() - 2)
    }

    /// The outlines of all cells, in their order, and the outline of all together.
    pub(crate) fn areas(&self, net: &Net, frame: &Frame) -> (Vec<Area>, Area) {
        let mut cells = Vec::new();
        for (tier, cuts) in self.cuts.iter().enumerate().rev() {
            for ends in cuts.windows(2) {
                let &[west, east] = ends else { continue };
                let mut ring = self.long_side(net, tier, false, (west, east));
                ring.extend(cross_side(net, tier, east));
                ring.extend(self.long_side(net, tier, true, (west, east)).into_iter().rev());
                ring.extend(cross_side(net, tier, west).into_iter().rev());
                cells.push(area_from_ring(&closed(frame, ring)));
            }
        }
        let (top, columns) = (self.cuts.len() - 1, net.columns());
        let mut ring = self.long_side(net, 0, false, (0, columns));
        for tier in 0..self.cuts.len() {
            ring.extend(cross_side(net, tier, columns));
            if tier < top {
                // Where the upper tier ends further in, the outline follows the street back to it.
                let step = self.long_line(net, net_line(net, tier, true), end_of(net, tier + 1), end_of(net, tier));
                ring.extend(step.into_iter().rev());
            }
        }
        ring.extend(self.long_side(net, top, true, (0, columns)).into_iter().rev());
        for tier in (0..self.cuts.len()).rev() {
            ring.extend(cross_side(net, tier, 0).into_iter().rev());
        }
        (cells, area_from_ring(&closed(frame, ring)))
    }

    /// The lower or upper side of cells between two cuts, from west to east.
    fn long_side(&self, net: &Net, tier: usize, is_upper: bool, (west, east): (usize, usize)) -> Vec<(f64, f64)> {
        let line = net_line(net, tier, is_upper);
        let at = |cut: usize| corner_m(net, tier, cut, is_upper).unwrap_or(0.0);
        self.long_line(net, line, at(west), at(east))
    }

    /// A piece of a long border with every point where a border of either side meets it, so that neighbors share
    /// all their corners.
    fn long_line(&self, net: &Net, line: usize, from_m: f64, to_m: f64) -> Vec<(f64, f64)> {
        let mut stops_m = vec![from_m, to_m];
        let up_m = up_of_line(net, line);
        for (tier, cuts) in self.cuts.iter().enumerate() {
            for is_upper in [false, true].into_iter().filter(|&is_upper| net_line(net, tier, is_upper) == line) {
                stops_m.extend(cuts.iter().filter_map(|&cut| corner_m(net, tier, cut, is_upper)));
            }
        }
        let mut step_m = (from_m / 35.0).ceil() * 35.0;
        while step_m < to_m {
            stops_m.push(step_m);
            step_m += 35.0;
        }
        stops_m.retain(|&stop_m| (from_m..=to_m).contains(&stop_m));
        stops_m.sort_by(f64::total_cmp);
        stops_m.dedup();
        stops_m.into_iter().map(|along_m| (along_m, up_m)).collect()
    }
}

/// The cross border at a cut of a tier, from south to north; it follows a staggered street round its corners.
fn cross_side(net: &Net, tier: usize, cut: usize) -> Vec<(f64, f64)> {
    let Some(bands) = net.tiers.get(tier) else { return Vec::new() };
    let (first, last) = (bands.start, bands.end - 1);
    let mut side = Vec::new();
    for band_idx in bands.clone() {
        let Some(band) = net.bands.get(band_idx) else { continue };
        let along_m = match cut {
            0 => -MARGIN_M,
            cut if cut == net.columns() => end_of(net, tier),
            cut => band.crossings_m.get(cut).copied().unwrap_or(0.0),
        };
        let low_m = if band_idx == first { up_of_line(net, bands.start) } else { band.low_m };
        let high_m = if band_idx == last { up_of_line(net, bands.end) } else { band.high_m };
        side.extend([(along_m, low_m), (along_m, high_m)]);
    }
    side.dedup();
    side
}

/// Where the cross border at a cut meets the lower or the upper side of its tier.
fn corner_m(net: &Net, tier: usize, cut: usize, is_upper: bool) -> Option<f64> {
    let side = cross_side(net, tier, cut);
    let end = if is_upper { side.last() } else { side.first() };
    end.map(|&(along_m, _)| along_m)
}

/// Where a tier ends in the east; the southern one holds the hamlet.
fn end_of(net: &Net, tier: usize) -> f64 {
    MARGIN_M + if tier == 0 { net.east_end_m() } else { net.width_m }
}

fn net_line(net: &Net, tier: usize, is_upper: bool) -> usize {
    net.tiers.get(tier).cloned().map_or(0, |Range { start, end }| if is_upper { end } else { start })
}

fn up_of_line(net: &Net, line: usize) -> f64 {
    if line == 0 {
        -MARGIN_M
    } else if line >= net.bands.len() {
        net.height_m + MARGIN_M - 4.0
    } else {
        net.street_m(line)
    }
}

fn closed(frame: &Frame, mut ring: Vec<(f64, f64)>) -> Vec<Spot> {
    ring.dedup();
    let mut spots = frame.spots(&ring);
    spots.extend(spots.first().copied());
    spots.dedup();
    spots
}

/// Cuts a list into parts of about the same sum, none empty.
fn cut_evenly(columns: &[usize], parts: usize) -> Vec<usize> {
    let total: usize = columns.iter().sum();
    let mut cuts = vec![0];
    let mut sum = 0;
    for (column, &weight) in columns.iter().enumerate() {
        let part = cuts.len();
        let last = columns.len() - (parts - part.min(parts));
        let first = cuts.last().copied().unwrap_or(0) + 1;
        // Cut before this column if the sum is nearer to its share now than it would be after it.
        let is_near = (2 * sum + weight) * parts >= 2 * total * part;
        if part < parts && column >= first && (is_near || column >= last) {
            cuts.push(column);
        }
        sum += weight;
    }
    cuts.push(columns.len());
    cuts
}

#[cfg(test)]
mod tests {
    use crate::demo::cells::cut_evenly;

    #[test]
    fn cuts_fall_where_the_sums_are_even() {
        assert_eq!(cut_evenly(&[10, 10, 10, 10], 2), [0, 2, 4], "halves");
        assert_eq!(cut_evenly(&[10, 10, 40], 2), [0, 2, 3], "the heavy one alone");
        assert_eq!(cut_evenly(&[40, 1, 1], 3), [0, 1, 2, 3], "none is empty");
        assert_eq!(cut_evenly(&[5], 1), [0, 1], "one part");
    }
}
