//! Why a wish cannot be granted.

use crate::model::{GridId, HouseholdId, MemberId, PlanId, Target, UnitId};

/// Why a wish cannot be granted. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The household is not on the register, or has moved out.
    NoHousehold(HouseholdId),
    /// The member is not on the register, or has left.
    NoMember(MemberId),
    /// There is no such plan.
    NoPlan(PlanId),
    /// The member cannot cover households now.
    Ineligible(MemberId),
    /// The member lives in this household.
    OwnHousehold(HouseholdId, MemberId),
    /// The link is locked; it must be unlocked first.
    Locked(HouseholdId, MemberId),
    /// All links that the wish is about are locked, or nothing could be moved.
    NothingToMove,
    /// Who stands in cannot be the responsible one at the same time.
    BackupIsPrimary(HouseholdId, MemberId),
    /// What should be kept in contact with is not on the register.
    NoTarget(Target),
    /// The member has no such contact.
    NoTargetLink(Target, MemberId),
    /// There is no such link.
    NoSuchLink(HouseholdId, MemberId),
    /// These households would have nobody, and the wish does not say what then.
    WouldUncover(Vec<HouseholdId>),
    /// No eligible member with room can be found for this household.
    NobodyWithRoom(HouseholdId),
    /// Another household or member has this code.
    CodeTaken(String),
    /// A household, a member or a plan needs a code or a name.
    CodeMissing,
    /// Another plan has this name.
    PlanNameTaken(String),
    /// Only a draft can be adopted.
    NotADraft(PlanId),
    /// Only a draft can be deleted.
    PlanStays(PlanId),
    /// Another plan was copied from this draft and would lose its beginning.
    PlanHasCopies(PlanId),
    /// The plan was in force once; it stays as it was.
    FormerPlan(PlanId),
    /// The range ends before it begins.
    EmptyRange,
    /// Giver and taker are the same.
    SameMember(MemberId),
    /// There is no such grid.
    NoGrid(GridId),
    /// The outline of a grid would be empty.
    NoArea,
    /// The outline of a grid would cross itself.
    OutlineCrosses,
    /// A grid would be part of itself.
    GridInItself(GridId),
    /// Of a step that should be taken back alone, so many things were changed since or are referred to by others.
    BuiltUpon(usize),
    /// An organization would belong to itself, or to what is none.
    UnitInItself(UnitId),
    /// A finding is let stand for a reason, and none was given.
    ReasonMissing,
    /// That a household has nobody cannot be let stand; its reason is kept with the household.
    NeverWaived,
    /// A grid is divided into two parts or more, and put together with others.
    TooFewGrids,
}
