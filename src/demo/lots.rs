//! Where the houses stand.

use crate::demo::net::Net;
use crate::demo::random::Random;

/// From the middle of a cross street to the first wall.
const CORNER_M: f64 = 7.5;

/// A place for a house.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lot {
    /// Middle of the house, along the long streets.
    pub(crate) along_m: f64,
    /// Middle of the house, across them.
    pub(crate) up_m: f64,
    /// Width of the house.
    pub(crate) width_m: f64,
    /// Depth of the house.
    pub(crate) depth_m: f64,
    /// Tier of cells, from the south.
    pub(crate) tier: usize,
    /// Which block of the band, from the west; the hamlet counts as the last.
    pub(crate) column: usize,
    /// True in the hamlet.
    pub(crate) is_hamlet: bool,
}

/// All lots of the net, tier by tier from the north, block by block, row by row.
pub(crate) fn lots_of(random: &mut Random, net: &Net) -> Vec<Lot> {
    let mut lots = Vec::new();
    for (tier, bands) in net.tiers.iter().enumerate().rev() {
        for column in 0..net.columns() {
            for band_idx in bands.clone().rev() {
                block_lots(random, net, (tier, band_idx, column), &mut lots);
            }
        }
    }
    if let Some(hamlet) = &net.hamlet {
        for &(up_m, from_m, to_m) in hamlet.rows_m.iter().rev() {
            row_lots(random, (from_m, to_m), up_m, |lot| {
                lots.push(Lot { tier: 0, column: net.columns() - 1, is_hamlet: true, ..lot });
            });
        }
    }
    lots
}

fn block_lots(random: &mut Random, net: &Net, (tier, band_idx, column): (usize, usize, usize), lots: &mut Vec<Lot>) {
    let Some(band) = net.bands.get(band_idx) else { return };
    if net.flats == Some((band_idx, column)) {
        return;
    }
    let (Some(&west_m), Some(&east_m)) = (band.crossings_m.get(column), band.crossings_m.get(column + 1)) else {
        return;
    };
    let is_green = net.green == Some((band_idx, column));
    for (row, &up_m) in band.rows_m.iter().enumerate().rev() {
        // The green lies on the main street, in the upper half of its block.
        let is_on_green = is_green && row + 2 >= band.rows_m.len();
        let from_m = if is_on_green { f64::midpoint(west_m, east_m) } else { west_m };
        row_lots(random, (from_m + CORNER_M, east_m - CORNER_M), up_m, |lot| {
            lots.push(Lot { tier, column, ..lot });
        });
    }
}

/// Lots of one row, side by side: as many as fit, and the rest of the length shared out unevenly.
fn row_lots(random: &mut Random, (from_m, to_m): (f64, f64), up_m: f64, mut found: impl FnMut(Lot)) {
    let mut widths_m = Vec::new();
    let mut used_m = 0.0;
    loop {
        let width_m = random.between(15.6, 19.6);
        if used_m + width_m > to_m - from_m {
            break;
        }
        used_m += width_m;
        widths_m.push(width_m);
    }
    let spare_m = (to_m - from_m - used_m) / widths_m.len().max(1) as f64;
    let mut west_m = from_m;
    for lot_m in widths_m {
        let lot_m = lot_m + spare_m;
        found(Lot {
            along_m: west_m + lot_m / 2.0 + random.between(-0.7, 0.7),
            up_m: up_m + random.between(-1.6, 1.6),
            width_m: (lot_m - random.between(4.6, 6.6)).min(13.5),
            depth_m: random.between(7.4, 9.4),
            tier: 0,
            column: 0,
            is_hamlet: false,
        });
        west_m += lot_m;
    }
}
