//! What the pointer does on the map.

use crate::model::{GridId, MemberId};

/// What the pointer does on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Clicks select, a drag from empty ground draws a box, a drag of a household reassigns it.
    #[default]
    Select,
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
