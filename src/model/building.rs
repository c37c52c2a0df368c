//! A building with several households.

use crate::geom::Wgs84;

/// Many households stacked at one place (楼栋): unit × floor × room.
#[derive(Clone, Debug, PartialEq)]
pub struct Building {
    /// Outside key, unique.
    pub code: String,
    /// What people call it, such as “幸福苑3号楼”.
    pub name: String,
    /// Where it stands.
    pub at: Option<Wgs84>,
    /// Number of floors, where known.
    pub floors: Option<u16>,
}
