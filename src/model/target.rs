//! What a member can keep in contact with.

use crate::model::{BuildingId, GridId, HouseholdId, MemberId, TargetKind, UnitId, UnitKind};
use jiff::civil::Date;

/// What a link leads to, and what a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A household. Its links are kept by household; see [`Plan::links_of`](crate::model::Plan::links_of).
    Household(HouseholdId),
    /// A building, with whoever lives there.
    Building(BuildingId),
    /// A member: one who needs care, or one who covers others in turn.
    Member(MemberId),
    /// A grid.
    Grid(GridId),
    /// An organization, an enterprise or a street segment; the kind is that of its row, which never changes.
    Unit(UnitKind, UnitId),
}

impl Target {
    /// The first and the last of all targets, for ranges of keys.
    pub const ENDS: [Self; 2] = [Self::Household(HouseholdId(0)), Self::Unit(UnitKind::Segment, UnitId(u32::MAX))];

    /// What kind of thing it is.
    pub fn kind(self) -> TargetKind {
        match self {
            Self::Household(_) => TargetKind::Household,
            Self::Building(_) => TargetKind::Building,
            Self::Member(_) => TargetKind::Member,
            Self::Grid(_) => TargetKind::Grid,
            Self::Unit(kind, _) => kind.target(),
        }
    }

    /// The number of its row.
    pub fn fid(self) -> u32 {
        match self {
            Self::Household(id) => id.0,
            Self::Building(id) => id.0,
            Self::Member(id) => id.0,
            Self::Grid(id) => id.0,
            Self::Unit(_, id) => id.0,
        }
    }

    /// The target of a kind with this number; `None` for households, whose links are kept by household.
    pub fn from_fid(kind: TargetKind, fid: u32) -> Option<Self> {
        match kind {
            TargetKind::Building => Some(Self::Building(BuildingId(fid))),
            TargetKind::Member => Some(Self::Member(MemberId(fid))),
            TargetKind::Grid => Some(Self::Grid(GridId(fid))),
            TargetKind::Organization => Some(Self::Unit(UnitKind::Organization, UnitId(fid))),
            TargetKind::Enterprise => Some(Self::Unit(UnitKind::Enterprise, UnitId(fid))),
            TargetKind::Segment => Some(Self::Unit(UnitKind::Segment, UnitId(fid))),
            TargetKind::Household => None,
        }
    }
}

/// A contact with something that is not a household: it is stored under the member who keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetLink {
    /// With what.
    pub target: Target,
    /// From which day on.
    pub since: Option<Date>,
}
