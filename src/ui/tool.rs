//! What the pointer does on the map.

use crate::model::{GridId, MemberId};

/// What the pointer does on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Clicks select, a drag from empty ground draws a box, a drag of a household reassigns it.
    #[default]
    Select,
    /// A drag picks what a broad brush passes over.
    Brush,
    /// A drag picks what a closed line encloses.
    Lasso,
    /// A drag picks what stands along a street; with Alt only on its left side.
    Street,
    /// A push across the edge between two members' households gives one what is the other's.
    Border,
}

impl Tool {
    /// True if the tool has a width that can be changed.
    pub(crate) fn has_width(self) -> bool {
        matches!(self, Self::Brush | Self::Street | Self::Border)
    }
}

/// Which households a tool takes; it passes over the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// All of them.
    #[default]
    All,
    /// Only those that must be covered and are not.
    Uncovered,
    /// Only those of this responsible member.
    OfMember(MemberId),
    /// Only those in this grid.
    InGrid(GridId),
}
