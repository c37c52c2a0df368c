//! A grid.

use crate::geom::Area;
use crate::model::{GridId, MemberId};

/// A part of the place that is cared for together (网格); a tree by `parent`.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Outside key (网格编号), unique.
    pub code: String,
    /// Its name, such as “第一网格”.
    pub name: String,
    /// Rank in the tree: 0 for the topmost; its name is the scheme's.
    pub level: u8,
    /// The grid that it is part of.
    pub parent: Option<GridId>,
    /// Its outline.
    pub area: Area,
    /// The grid leader (网格长).
    pub leader: Option<MemberId>,
}

impl Grid {
    /// True if a roster that says this means this grid: by its code or by its name. Blank means none.
    pub fn is_called(&self, word: &str) -> bool {
        !word.is_empty() && (self.code == word || self.name == word)
    }
}
