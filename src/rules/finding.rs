//! What a check found.

use crate::model::{GridId, HouseholdId, MemberId, Reason};

/// Something a check found. The sentence is written elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// A household that must be covered has no eligible responsible member.
    Uncovered {
        /// Which.
        household: HouseholdId,
        /// The stored reason.
        reason: Option<Reason>,
    },
    /// A member has more households than the range allows.
    LoadAbove {
        /// Who.
        member: MemberId,
        /// How many.
        load: u32,
        /// At most.
        max_load: u16,
    },
    /// A member has fewer households than the range asks for.
    LoadBelow {
        /// Who.
        member: MemberId,
        /// How many.
        load: u32,
        /// At least.
        min_load: u16,
    },
    /// A member who cannot cover households now still holds links.
    IneligibleHolds {
        /// Who.
        member: MemberId,
        /// How many links, of both kinds.
        link_count: u32,
    },
    /// A household is covered by somebody who serves another grid.
    OtherGrid {
        /// Which household.
        household: HouseholdId,
        /// Covered by whom.
        member: MemberId,
        /// Where the household lies.
        grid: GridId,
        /// Which grid the member serves.
        served: GridId,
    },
    /// A link much longer than the others of its member.
    FarLink {
        /// To which household.
        household: HouseholdId,
        /// Of which member.
        member: MemberId,
        /// Straight distance, whole meters.
        distance_m: u32,
        /// The usual distance of this member, whole meters.
        median_m: u32,
    },
    /// The roster says another grid than the map.
    StatedGridDiffers {
        /// Which household.
        household: HouseholdId,
        /// What the roster says.
        stated: String,
        /// Where it lies.
        grid: Option<GridId>,
    },
    /// A household lies in no grid.
    OutsideGrids {
        /// Which.
        household: HouseholdId,
    },
    /// A household lies in two grids of one level.
    InSeveralGrids {
        /// Which.
        household: HouseholdId,
    },
    /// A household has no position.
    Unplaced {
        /// Which.
        household: HouseholdId,
    },
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Somebody is without cover.
    Error,
    /// The scheme asks for something else.
    Warning,
    /// Worth a look.
    Note,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A household.
    Household(HouseholdId),
    /// A member.
    Member(MemberId),
}

impl Finding {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Uncovered { .. } => Severity::Error,
            Self::LoadAbove { .. } | Self::LoadBelow { .. } | Self::IneligibleHolds { .. } => Severity::Warning,
            Self::OtherGrid { .. }
            | Self::FarLink { .. }
            | Self::StatedGridDiffers { .. }
            | Self::OutsideGrids { .. }
            | Self::InSeveralGrids { .. }
            | Self::Unplaced { .. } => Severity::Note,
        }
    }

    /// The rule that found it, as a word.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Uncovered { .. } => "covered",
            Self::LoadAbove { .. } | Self::LoadBelow { .. } => "load",
            Self::IneligibleHolds { .. } => "eligible",
            Self::OtherGrid { .. } => "same_grid",
            Self::FarLink { .. } => "distance",
            Self::StatedGridDiffers { .. } => "stated_grid",
            Self::OutsideGrids { .. } | Self::InSeveralGrids { .. } => "in_grid",
            Self::Unplaced { .. } => "placed",
        }
    }

    /// What it is about, the most telling first.
    pub fn targets(&self) -> Vec<Target> {
        match *self {
            Self::Uncovered { household, .. }
            | Self::StatedGridDiffers { household, .. }
            | Self::OutsideGrids { household }
            | Self::InSeveralGrids { household }
            | Self::Unplaced { household } => vec![Target::Household(household)],
            Self::LoadAbove { member, .. } | Self::LoadBelow { member, .. } | Self::IneligibleHolds { member, .. } => {
                vec![Target::Member(member)]
            }
            Self::OtherGrid { household, member, .. } | Self::FarLink { household, member, .. } => {
                vec![Target::Household(household), Target::Member(member)]
            }
        }
    }

    /// The same word for the same trouble in any run: the rule and the ids it is about.
    pub fn key(&self) -> String {
        let about = self.targets().into_iter().map(|target| match target {
            Target::Household(household) => format!("/h{}", household.0),
            Target::Member(member) => format!("/m{}", member.0),
        });
        std::iter::once(self.rule().to_owned()).chain(about).collect()
    }
}
