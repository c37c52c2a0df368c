//! The streets of a village: bands of blocks, each with rows of houses, and a hamlet apart.

use crate::demo::random::Random;
use std::ops::Range;

/// Middle of a street to the middle of the first row of houses.
const SETBACK_M: f64 = 13.0;
/// Between two rows whose yards meet, and between two rows with a lane between.
const ROW_PITCH_M: [f64; 2] = [25.0, 29.0];
/// A lot, gaps included.
const LOT_M: f64 = 18.0;
/// How far the outline of the village is from its outermost streets.
pub(crate) const MARGIN_M: f64 = 15.0;
/// Between the village and its hamlet.
const HAMLET_GAP_M: f64 = 60.0;

/// Blocks side by side between two long streets.
#[derive(Clone, Debug)]
#[expect(clippy::struct_field_names, reason = "all of them are meters, and say so")]
pub(crate) struct Band {
    /// The street below.
    pub(crate) low_m: f64,
    /// The street above.
    pub(crate) high_m: f64,
    /// The rows of houses.
    pub(crate) rows_m: Vec<f64>,
    /// The cross streets, from the western edge to the eastern.
    pub(crate) crossings_m: Vec<f64>,
}

/// A cluster of houses apart, on a lane (自然村).
#[derive(Clone, Debug)]
#[expect(clippy::struct_field_names, reason = "all of them are meters, and say so")]
pub(crate) struct Hamlet {
    /// From west to east.
    pub(crate) along_m: (f64, f64),
    /// Its lane.
    pub(crate) lane_m: f64,
    /// Each row with its beginning and end.
    pub(crate) rows_m: Vec<(f64, f64, f64)>,
}

/// What is asked of the net.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// Houses in the streets.
    pub(crate) core: usize,
    /// Houses in the hamlet.
    pub(crate) hamlet: usize,
    /// A block of flats.
    pub(crate) has_flats: bool,
    /// Cells.
    pub(crate) cells: usize,
}

/// The streets of a village, in street coordinates: the western edge is 0, the southern edge is 0.
#[derive(Clone, Debug)]
pub(crate) struct Net {
    /// Along the long streets.
    pub(crate) width_m: f64,
    /// Across them.
    pub(crate) height_m: f64,
    /// From the south.
    pub(crate) bands: Vec<Band>,
    /// Which bands make a tier of cells, from the south.
    pub(crate) tiers: Vec<Range<usize>>,
    /// Band and block of the flats.
    pub(crate) flats: Option<(usize, usize)>,
    /// Band and block of the green.
    pub(crate) green: Option<(usize, usize)>,
    /// The hamlet, east of the southern tier.
    pub(crate) hamlet: Option<Hamlet>,
}

impl Net {
    /// Lays out streets for so many houses; `roomier` stretches it where a first try was too tight.
    pub(crate) fn lay_out(random: &mut Random, wanted: Wanted, roomier: f64) -> Self {
        let rows = row_counts(random, wanted);
        let row_total: usize = rows.iter().sum();
        let row_length_m = (wanted.core as f64 * LOT_M * 1.1 * roomier) / row_total as f64;
        let special_m = if wanted.has_flats { 108.0 * 3.5 / row_total as f64 } else { 0.0 };
        let columns = (((row_length_m + special_m) / 94.0).round() as usize).max(1);
        let columns = columns.max(wanted.cells.div_ceil(tier_count(wanted.cells, rows.len())));
        let width_m = row_length_m + special_m + 12.0 * columns as f64 + 12.0;
        let mut bands = Vec::new();
        let mut low_m = 0.0;
        let shared: Vec<f64> = (0..=columns).map(|_| random.between(-0.13, 0.13)).collect();
        for row_count in rows {
            let rows_m: Vec<f64> = (0..row_count).map(|row| low_m + SETBACK_M + pitch_sum_m(row)).collect();
            let high_m = rows_m.last().copied().unwrap_or(low_m) + SETBACK_M;
            let step_m = width_m / columns as f64;
            let crossing = |(column, shift): (usize, &f64)| {
                let is_edge = column == 0 || column == columns;
                // Now and then a cross street is staggered, as where an old house stood in the way.
                let stagger = if random.chance(0.3) { random.between(-0.16, 0.16) } else { 0.0 };
                step_m * (column as f64 + if is_edge { 0.0 } else { shift + stagger })
            };
            let crossings_m = shared.iter().enumerate().map(crossing).collect();
            bands.push(Band { low_m, high_m, rows_m, crossings_m });
            low_m = high_m;
        }
        let tiers = tier_ranges(bands.len(), tier_count(wanted.cells, bands.len()));
        let flats = wanted.has_flats.then(|| (bands.len() - 1, columns / 2));
        let green = (wanted.core >= 90).then(|| (bands.len() / 2 - 1, columns / 2));
        let hamlet = hamlet(random, &bands, &tiers, width_m, wanted.hamlet);
        Self { width_m, height_m: low_m, bands, tiers, flats, green, hamlet }
    }

    /// How many blocks stand side by side.
    pub(crate) fn columns(&self) -> usize {
        self.bands.first().map_or(1, |band| band.crossings_m.len() - 1)
    }

    /// The eastern end of everything, hamlet included.
    pub(crate) fn east_end_m(&self) -> f64 {
        self.hamlet.as_ref().map_or(self.width_m, |hamlet| hamlet.along_m.1)
    }

    /// The long street with this number from the south; the outermost ones are outlines.
    pub(crate) fn street_m(&self, number: usize) -> f64 {
        self.bands.get(number).map_or(self.height_m, |band| band.low_m)
    }
}

/// Rows of houses in each band, from the south: so many that the village with its hamlet is about one and a half
/// times as wide as high.
fn row_counts(random: &mut Random, wanted: Wanted) -> Vec<usize> {
    let houses = wanted.core as f64 + if wanted.has_flats { 22.0 } else { 0.0 };
    let height_m = (houses * LOT_M * 1.1 * 32.0 / 1.05).sqrt();
    let row_total = ((height_m / 32.0).round() as usize).max(1);
    if row_total < 5 && wanted.cells <= 2 {
        return vec![row_total];
    }
    let band_count = (row_total as f64 / 3.2).round().max(2.0) as usize;
    // An even number of bands lets two tiers of cells be alike.
    let band_count = if wanted.cells >= 4 { band_count.next_multiple_of(2) } else { band_count };
    let mut rows: Vec<usize> =
        (0..band_count).map(|band| (row_total + band) / band_count).map(|rows| rows.max(2)).collect();
    for _ in 0..band_count {
        let (from, to) = (random.below(band_count), random.below(band_count));
        if from != to && rows[from] == 3 && rows[to] == 3 && random.chance(0.5) {
            rows[from] -= 1;
            rows[to] += 1;
        }
        rows.swap(from, to);
    }
    if wanted.has_flats {
        // The flats need a deep block, and they stand in the northernmost band.
        let deepest = (0..band_count).max_by_key(|&band| rows[band]).unwrap_or(0);
        rows.swap(deepest, band_count - 1);
    }
    rows
}

/// From the first row of a block to this one.
fn pitch_sum_m(row: usize) -> f64 {
    (0..row).map(|before| ROW_PITCH_M[before % 2]).sum()
}

fn tier_count(cells: usize, bands: usize) -> usize {
    let tiers = match cells {
        0..4 => 1,
        4..12 => 2,
        _ => 3,
    };
    tiers.min(bands).max(1)
}

fn tier_ranges(bands: usize, tiers: usize) -> Vec<Range<usize>> {
    (0..tiers).map(|tier| bands * tier / tiers..bands * (tier + 1) / tiers).collect()
}

fn hamlet(random: &mut Random, bands: &[Band], tiers: &[Range<usize>], width_m: f64, houses: usize) -> Option<Hamlet> {
    let tier = tiers.first()?;
    let (low_m, high_m) = (0.0, bands.get(tier.end.checked_sub(1)?)?.high_m);
    if houses == 0 {
        return None;
    }
    // The lane leaves the village where a street ends: the one nearest to the middle of the tier.
    let middle_m = f64::midpoint(low_m, high_m);
    let lane_m =
        bands.iter().map(|band| band.low_m).min_by(|a, b| (a - middle_m).abs().total_cmp(&(b - middle_m).abs()))?;
    let lane_m = if lane_m == 0.0 { middle_m } else { lane_m };
    let fitting = (((high_m - low_m) / 32.0) as usize).clamp(2, 6);
    let mut ups_m: Vec<f64> = (0..fitting)
        .map(|row| {
            let away_m = 14.0 + 26.0 * (row / 2) as f64;
            lane_m + if row % 2 == 0 { away_m } else { -away_m }
        })
        .filter(|&up_m| up_m > low_m + 8.0 && up_m < high_m - 14.0)
        .collect();
    ups_m.sort_by(f64::total_cmp);
    let length_m = houses as f64 * LOT_M * 1.16 / ups_m.len().max(1) as f64 + 14.0;
    let west_m = width_m + HAMLET_GAP_M;
    let rows_m = ups_m
        .into_iter()
        .map(|up_m| (up_m, west_m + random.between(0.0, 20.0), west_m + 10.0 + length_m + random.between(0.0, 14.0)))
        .collect();
    Some(Hamlet { along_m: (west_m, west_m + length_m + 24.0), lane_m, rows_m })
}
