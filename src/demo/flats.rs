//! Blocks of flats: a building in each row of one block, entrances with flats stacked over each other.

use crate::demo::net::Net;
use crate::demo::random::Random;

/// Entrances per building and flats per floor of an entrance.
const UNITS: usize = 2;
const ROOMS: usize = 2;

/// One building of the flats.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// Its middle.
    pub(crate) along_m: f64,
    /// Its middle, across the long streets.
    pub(crate) up_m: f64,
    /// Its width; it is 13 m deep.
    pub(crate) width_m: f64,
    /// Number of floors.
    pub(crate) floors: usize,
}

/// One flat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Flat {
    /// Which building, from 0.
    pub(crate) block: usize,
    /// Entrance, from 1.
    pub(crate) unit: usize,
    /// Floor, from 1.
    pub(crate) floor: usize,
    /// Room on the floor, from 1.
    pub(crate) room: usize,
}

impl Block {
    /// Where the entrance is; all flats of it are drawn there.
    pub(crate) fn entrance(&self, unit: usize) -> (f64, f64) {
        let side = if unit == 1 { -0.25 } else { 0.25 };
        (self.along_m + side * self.width_m, self.up_m)
    }
}

/// The buildings of the net's flats, from the north, high enough for so many households, and who lives where.
pub(crate) fn stacked(random: &mut Random, net: &Net, households: usize) -> (Vec<Block>, Vec<Flat>) {
    let place = net.flats.and_then(|(band, column)| Some((net.bands.get(band)?, column)));
    let Some((band, column)) = place else { return (Vec::new(), Vec::new()) };
    let ends = (band.crossings_m.get(column).copied(), band.crossings_m.get(column + 1).copied());
    let (Some(west_m), Some(east_m)) = ends else { return (Vec::new(), Vec::new()) };
    let ups_m: Vec<f64> = band.rows_m.iter().rev().take(3).copied().collect();
    let floors = households.div_ceil(ups_m.len() * UNITS * ROOMS).max(3);
    let along_m = f64::midpoint(west_m, east_m);
    let width_m = (east_m - west_m - 26.0).clamp(40.0, 78.0);
    let blocks: Vec<Block> = ups_m.iter().map(|&up_m| Block { along_m, up_m, width_m, floors }).collect();
    let mut all = Vec::new();
    for block in 0..blocks.len() {
        for unit in 1..=UNITS {
            all.extend((1..=floors).flat_map(|floor| (1..=ROOMS).map(move |room| Flat { block, unit, floor, room })));
        }
    }
    let lived_in = random.sample(all.len(), households);
    (blocks, lived_in.into_iter().filter_map(|flat| all.get(flat).copied()).collect())
}
