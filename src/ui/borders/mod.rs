//! Borders of grids with the pointer: drawn, reshaped corner by corner, cut along a line; and grids put together.
//!
//! Every gesture is one edit, so that it can be taken back alone. Neighbors share corners: what is moved moves for both.

mod bar;
mod faults;
mod listen;
mod overlay;
mod run;
mod snap;

pub(crate) use bar::bar_ui;
pub(crate) use faults::faults_ui;
pub(crate) use listen::borders_ui;
pub(crate) use overlay::borders_overlay_ui;

use crate::geom::Wgs84;
use crate::model::GridId;
use crate::ui::borders::faults::FaultList;

/// What is being done to borders, and what is wrong with them.
#[derive(Debug, Default)]
pub(crate) struct Borders {
    /// What the pointer does to them now.
    pub(crate) doing: Option<Bordering>,
    pub(crate) faults: FaultList,
}

/// Something that is asked for about borders.
#[derive(Clone, Debug, PartialEq)]
pub enum BorderWish {
    /// The line is complete.
    End,
    /// Nothing more is to be done to borders now.
    Leave,
    /// Put the second grid into the first one.
    Merge(GridId, GridId),
    /// Look at this place.
    LookAt(Wgs84),
}

/// What the pointer does to borders.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Bordering {
    /// A new outline, corner by corner.
    Draw(Vec<Wgs84>),
    /// Corners of a grid are moved.
    Reshape {
        /// Which grid.
        grid: GridId,
        /// What is held by the pointer.
        held: Option<Held>,
    },
    /// A line that cuts a grid.
    Cut {
        /// Which grid.
        grid: GridId,
        /// Its corners so far.
        line: Vec<Wgs84>,
    },
    /// The next click says which grid is put into this one.
    Merge(GridId),
}

/// A corner under way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Held {
    /// What was taken.
    pub grip: Grip,
    /// Where it is now.
    pub to: Wgs84,
    /// True if the neighbors keep their border.
    pub is_alone: bool,
}

/// What can be taken of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Grip {
    /// A corner.
    Corner(Wgs84),
    /// The middle of a side, which becomes a corner.
    Side(Wgs84, Wgs84),
}

impl Bordering {
    /// The grid that it is about, if there is one already.
    pub(crate) fn grid(&self) -> Option<GridId> {
        match self {
            Self::Draw(_) => None,
            Self::Reshape { grid, .. } | Self::Cut { grid, .. } | Self::Merge(grid) => Some(*grid),
        }
    }

    /// The line that is being drawn, if one is.
    pub(crate) fn line(&self) -> Option<&[Wgs84]> {
        match self {
            Self::Draw(line) | Self::Cut { line, .. } => Some(line),
            Self::Reshape { .. } | Self::Merge(_) => None,
        }
    }
}
