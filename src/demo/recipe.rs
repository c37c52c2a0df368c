//! What a made-up place is made from.

use crate::demo::article::Article;
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
    /// How many cells (网格) in all; `None` for what is usual. A place with too few streets for them gets fewer.
    pub grids: Option<usize>,
    /// True for a place that keeps its scheme to the letter, as far as its numbers allow: who leads whom, who helps
    /// whom, and nobody unclassified or without a place. Otherwise there is a little disorder, as in real life.
    pub is_orderly: bool,
}

impl Recipe {
    /// The village that the program shows the first time: 柳溪村, 420 households, 55 members, 6 cells.
    pub fn village() -> Self {
        let scheme = Scheme::neutral();
        Self { seed: 2026, households: 420, members: 55, scheme, grids: Some(6), is_orderly: false }
    }

    /// A place of this size with as many members as is usual.
    pub fn of_size(seed: u64, households: usize, scheme: Scheme) -> Self {
        let members = scale_members(households);
        Self { seed, households, members, scheme, grids: None, is_orderly: false }
    }

    /// A place that keeps a scheme, in the proportions that its article reports; as large as there where nobody says
    /// how large.
    pub fn by_scheme(seed: u64, households: Option<usize>, scheme: Scheme) -> Self {
        let article = Article::of(&scheme);
        let households = households.unwrap_or(article.households);
        let (members, of) = article.members;
        let members = (households * members + of / 2) / of;
        let members = members.max(if households < 4 { 1 } else { 2 });
        Self { seed, households, members, scheme, grids: None, is_orderly: true }
    }
}

/// How many members a place of this size usually has: 55 for 420 households, 10 793 for 65 000, never none.
pub fn scale_members(households: usize) -> usize {
    let members = if households <= 1_000 { households * 55 / 420 } else { households * 10_793 / 65_000 };
    members.max(if households < 4 { 1 } else { 2 })
}
