//! What a wish would do.

use crate::edit::Delta;
use crate::model::{HouseholdId, MemberId, Reason};

/// What a wish would do, complete: nothing has happened yet, and nothing else would happen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Planned {
    /// What would change. Empty if everything is so already.
    pub delta: Delta,
    /// What was done beyond the words of the wish, so that it can be shown before it is granted.
    pub notes: Vec<Note>,
}

/// Something that happens along with a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Who stood in becomes responsible.
    BackupPromoted {
        /// For which household.
        household: HouseholdId,
        /// Who.
        member: MemberId,
    },
    /// The household goes to the nearest eligible member with room.
    Completed {
        /// Which household.
        household: HouseholdId,
        /// To whom.
        member: MemberId,
    },
    /// The household goes on the list of uncovered ones.
    Listed {
        /// Which household.
        household: HouseholdId,
        /// Why.
        reason: Reason,
    },
    /// The two change places: who was responsible stands in.
    Swapped {
        /// For which household.
        household: HouseholdId,
        /// Who stands in from now on.
        backup: MemberId,
    },
    /// Nobody else has room for the household; it stays where it is.
    NobodyTakes(HouseholdId),
    /// A locked link was passed over.
    SkippedLocked(HouseholdId),
    /// A member's own household was passed over.
    SkippedOwn(HouseholdId),
}
