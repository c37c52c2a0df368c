//! What to import, and how.

use crate::exchange::Crs;
use crate::model::{PlanId, UnitKind};
use jiff::civil::Date;

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImportKind {
    /// Households (户).
    Households,
    /// Members (党员).
    Members,
    /// Grids (网格).
    Grids,
    /// Buildings (楼栋).
    Buildings,
    /// Organizations, enterprises or street segments (党组织、企业、路段).
    Units(UnitKind),
    /// Who covers whom (联系).
    Links,
    /// Roads, water, fields (底图).
    Backdrop,
    /// Where addresses are (地址表): it places households that nobody has placed.
    Addresses,
}

impl ImportKind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Households,
        Self::Members,
        Self::Grids,
        Self::Buildings,
        Self::Links,
        Self::Units(UnitKind::Organization),
        Self::Units(UnitKind::Enterprise),
        Self::Units(UnitKind::Segment),
        Self::Backdrop,
        Self::Addresses,
    ];

    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Households => "households",
            Self::Members => "members",
            Self::Grids => "grids",
            Self::Buildings => "buildings",
            Self::Units(UnitKind::Organization) => "organizations",
            Self::Units(UnitKind::Enterprise) => "enterprises",
            Self::Units(UnitKind::Segment) => "segments",
            Self::Links => "links",
            Self::Backdrop => "backdrop",
            Self::Addresses => "addresses",
        }
    }

    /// The kind with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// How a file is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Columns mapped by hand: header and the key of a field; an empty key discards the column.
    pub map: Vec<(String, String)>,
    /// Leave out rows that must be rejected. Without it, one such row empties the whole batch.
    pub skip_bad: bool,
    /// The coordinate system of the file.
    pub crs: Crs,
    /// The only sheet of a workbook to read.
    pub sheet: Option<String>,
    /// The day that the file speaks of; what its name says if not said.
    pub as_of: Option<Date>,
    /// Today, for ages where nobody knows of which day the file speaks.
    pub today: Option<Date>,
    /// The plan that links are compared with; the current one if not said.
    pub plan: Option<PlanId>,
}
