//! Guides over the map: distance rings, nearest-member areas, the measuring line, the place last clicked.
//!
//! They are drawn over the picture and say how far things are. None of them is part of the project, and all distances
//! are straight lines on the ground.

mod cells;
mod draw;
mod legend;
mod measure;

pub(crate) use draw::{guides_ui, written};
pub(crate) use legend::mini_legend_ui;
pub(crate) use measure::measure_ui;

use crate::geom::MapPoint;
use crate::ui::guides::cells::Cells;

/// Which guides are on.
#[derive(Debug, Default)]
pub struct Guides {
    /// Rings of equal distance round the selected member.
    pub has_rings: bool,
    /// The part of the view that is nearest to each member.
    pub has_cells: bool,
    /// The corners of the line that is being measured, while the measuring tool is in hand.
    pub measured: Option<Vec<MapPoint>>,
    /// Where the map was clicked last.
    pub clicked: Option<MapPoint>,
    /// True while the small legend shows its heading only.
    pub is_legend_folded: bool,
    pub(crate) cells: Option<Cells>,
}
