//! What a made-up place is made from.

use crate::model::Scheme;

/// What a made-up place is made from. Equal recipes give equal places.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// Which of all places of this size.
    pub seed: u64,
    /// How many households, 1 to 4 000 000.
    pub households: usize,
    /// How many members; see [`scale_members`].
    pub members: usize,
    /// The scheme it works by.
    pub scheme: Scheme,
    /// How many cells (网格) in all; `None` for one per 70 households. A place with too few streets for them
    /// gets fewer.
    pub grids: Option<usize>,
}

impl Recipe {
    /// The village that the program shows the first time: 柳溪村, 420 households, 55 members, 6 cells.
    pub fn village() -> Self {
        Self { seed: 2026, households: 420, members: 55, scheme: Scheme::neutral(), grids: Some(6) }
    }

    /// A place of this size with as many members as is usual.
    pub fn of_size(seed: u64, households: usize, scheme: Scheme) -> Self {
        Self { seed, households, members: scale_members(households), scheme, grids: None }
    }
}

/// How many members a place of this size usually has: 55 for 420 households, 10 793 for 65 000, never none.
pub fn scale_members(households: usize) -> usize {
    let members = if households <= 1_000 { households * 55 / 420 } else { households * 10_793 / 65_000 };
    members.max(if households < 4 { 1 } else { 2 })
}
