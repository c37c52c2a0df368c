//! What somebody asked for, in the user's words.

use crate::edit::Delta;
use crate::geom::{Area, Wgs84};
use crate::model::{
    Backdrop, Building, BuildingId, CategorySet, Grid, GridId, Household, HouseholdId, HouseholdStatus, Link, LinkKind,
    Member, MemberId, PlanId, Provenance, ProvenanceId, Reason, Scheme, Target, Unit, UnitId,
};
use jiff::civil::Date;

/// Something the user asked for. What it changes is found by [`plan_edit`](crate::edit::plan_edit).
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Let this member be responsible for these households, or stand in for them. A responsible member replaces
    /// the present one.
    Assign {
        /// Which households.
        households: Vec<HouseholdId>,
        /// To whom.
        to: MemberId,
        /// In which part.
        kind: LinkKind,
    },
    /// Let somebody else be responsible for one household in the place of one of those who are; the others stay.
    MoveLink {
        /// Which household.
        household: HouseholdId,
        /// Who was responsible.
        from: MemberId,
        /// Who is from now on.
        to: MemberId,
    },
    /// End one link.
    Release {
        /// Of which household.
        household: HouseholdId,
        /// Of which member.
        member: MemberId,
        /// Which part.
        kind: LinkKind,
        /// Who comes instead, if this was the last responsible one.
        then: Then,
    },
    /// Give everything that one member covers to another.
    HandOver {
        /// Who gives.
        from: MemberId,
        /// Who takes.
        to: MemberId,
    },
    /// Give the households that one member is responsible for each to the nearest eligible member with room.
    SpreadOver {
        /// Who gives.
        from: MemberId,
    },
    /// Deal these households anew: each to the nearest eligible member with room, who may be the present one.
    AssignNearest {
        /// Which households.
        households: Vec<HouseholdId>,
    },
    /// Let a member keep in contact with members, buildings or grids.
    LinkTargets {
        /// With what.
        targets: Vec<Target>,
        /// Who.
        to: MemberId,
        /// In the place of this one; beside whoever does already, if nobody is named.
        instead_of: Option<MemberId>,
    },
    /// End the contact of a member with something that is not a household.
    UnlinkTarget {
        /// With what.
        target: Target,
        /// Whose.
        member: MemberId,
    },
    /// Let two members change places in everything that they cover.
    Swap {
        /// One of them.
        one: MemberId,
        /// The other one.
        other: MemberId,
    },
    /// Lock or unlock all links of these households.
    Lock {
        /// Which households.
        households: Vec<HouseholdId>,
        /// To lock, or to unlock.
        locked: bool,
    },
    /// Put a household on the register; it starts on the list of uncovered ones, as new, also in drafts.
    AddHousehold(Box<Household>),
    /// Change what the register says about a household: everything except status and categories.
    ChangeHousehold(HouseholdId, Box<Household>),
    /// Say who lives there.
    SetCategories {
        /// Which households.
        households: Vec<HouseholdId>,
        /// All their categories.
        categories: CategorySet,
    },
    /// Say whether anybody lives there. Moving out ends all links.
    SetStatus {
        /// Which household.
        household: HouseholdId,
        /// The new status.
        status: HouseholdStatus,
        /// From which day on; today if not said.
        since: Option<Date>,
        /// Who covers it, if it must be covered from now on.
        then: Then,
    },
    /// Part of a household goes on as one of its own (分户).
    SplitHousehold {
        /// The household that goes on.
        household: HouseholdId,
        /// How many live there from then on, where known.
        people: Option<u16>,
        /// The new one.
        fresh: Box<Household>,
        /// True if whoever covers the one covers the other, too; else it is listed as new.
        is_inherited: bool,
    },
    /// Households become one (并户); the others are kept as moved out.
    MergeHouseholds {
        /// The one that goes on.
        into: HouseholdId,
        /// Those that go.
        others: Vec<HouseholdId>,
        /// From which day on; today if not said.
        since: Option<Date>,
    },
    /// Others live there from now on (新住户); who lived there is kept as moved out.
    ReplaceHousehold {
        /// Who lived there.
        household: HouseholdId,
        /// Who lives there now.
        fresh: Box<Household>,
        /// From which day on; today if not said.
        since: Option<Date>,
        /// True if whoever covered the one covers the other; else it is listed as new.
        is_inherited: bool,
    },
    /// Place a household on the map.
    MoveHousehold {
        /// Which household.
        household: HouseholdId,
        /// Where it is.
        at: Wgs84,
    },
    /// Put a member on the register.
    AddMember(Box<Member>),
    /// Change what the register says about a member: everything except eligibility and status.
    ChangeMember(MemberId, Box<Member>),
    /// Say whether a member can cover households now.
    SetEligible {
        /// Which member.
        member: MemberId,
        /// Can, or cannot.
        eligible: bool,
        /// Who takes over the households, if the member cannot.
        then: Then,
    },
    /// Let a member leave; all links end.
    RetireMember {
        /// Which member.
        member: MemberId,
        /// Who takes over the households.
        then: Then,
    },
    /// Put a grid on the map.
    AddGrid(Box<Grid>),
    /// Change what is said about a grid: name, code, level, what it is part of, grid leader, outline.
    ChangeGrid(GridId, Box<Grid>),
    /// Change the outlines of grids, whose corners are shared.
    ReshapeGrids(Vec<(GridId, Area)>),
    /// Divide a grid. It keeps the first part; the others become grids of the same level.
    SplitGrid {
        /// Which grid.
        grid: GridId,
        /// The parts: what each is called, who leads it, its outline.
        parts: Vec<Grid>,
        /// Whom the members serve who were said to serve this grid.
        members: Servers,
    },
    /// Put grids together into one of them, with all that was said to belong to the others.
    MergeGrids {
        /// The grid that stays, as it is to be called and led.
        into: GridId,
        /// The others, which go.
        others: Vec<GridId>,
        /// Who leads it from then on.
        leader: Option<MemberId>,
    },
    /// Take a grid off the map. What was part of it is part of the one around it.
    RemoveGrid(GridId),
    /// Put an organization, an enterprise or a street segment on the register.
    AddUnit(Box<Unit>),
    /// Change what the register says about one: everything except what it is.
    ChangeUnit(UnitId, Box<Unit>),
    /// Take one off the register. What belonged to it belongs to what is above it.
    RemoveUnit(UnitId),
    /// Let a finding stand, for a reason. It is not counted any more, until somebody takes that back.
    Waive {
        /// The key of the finding.
        finding: String,
        /// Why, in the user's words.
        reason: String,
    },
    /// Count a finding again.
    EndWaiver(String),
    /// Let a member serve again who had left.
    ReturnMember(MemberId),
    /// Make a draft that starts as a copy.
    CopyPlan {
        /// Which plan is copied.
        from: PlanId,
        /// The name of the draft.
        name: String,
        /// The ledger number at which it is copied.
        seq: u64,
    },
    /// Put a draft in force, for a reason that the history keeps; the present plan becomes a former one.
    AdoptPlan {
        /// Which draft.
        plan: PlanId,
        /// Why, in the user's words; may be empty.
        because: String,
    },
    /// Say how those are covered whom a draft put in force in the same gesture leaves without anybody and without a
    /// reason. Drafts themselves may stay incomplete.
    CoverForgotten(Then),
    /// Call a plan something else.
    RenamePlan {
        /// Which plan.
        plan: PlanId,
        /// Its new name.
        name: String,
    },
    /// Delete a draft with all its links.
    DropPlan(PlanId),
    /// Give households exactly these links, as they were once or are in another plan.
    Restore(Vec<Restored>),
    /// Work by other rules. Members whose range is that of the old ones take that of the new ones.
    SetScheme(Box<Scheme>),
    /// Take in what files said.
    Import(Box<Batch>),
    /// Take back one earlier step that is in force, and nothing of what was done since.
    TakeBack(Box<Delta>),
    /// Several wishes of one gesture: all of them, or none. What one leaves uncovered a later one may cover.
    Together(Vec<Self>),
}

/// Whom members serve after a grid was divided, if it is said of them that they serve it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Servers {
    /// The part that they live in; those who live elsewhere, the first one.
    #[default]
    AtHome,
    /// The first part, all of them.
    Stay,
}

/// How households that would lose their last responsible member are covered from then on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Then {
    /// Not said: backups step in. If there is none, a change of status takes the nearest, for it is about one
    /// household; any other wish is refused.
    #[default]
    Unsaid,
    /// The nearest eligible member with room.
    Nearest,
    /// This member.
    To(MemberId),
    /// Nobody for now, for this reason.
    Because(Reason),
}

/// The links that a household shall have, and why it has none, if so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Which household.
    pub household: HouseholdId,
    /// All its links.
    pub links: Vec<Link>,
    /// Why it has nobody.
    pub reason: Option<Reason>,
}

/// Rows that files brought, already matched with what is on the register: an id means “this one changes”.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// Shared buildings.
    pub buildings: Vec<(Option<BuildingId>, Building)>,
    /// Grids, with the code of the grid each is part of (empty for none).
    pub grids: Vec<(Option<GridId>, Grid, String)>,
    /// Organizations, enterprises and street segments.
    pub units: Vec<IncomingUnit>,
    /// Households. Those that must be covered and have nobody go on the list as imported.
    pub households: Vec<(Option<HouseholdId>, Household)>,
    /// Members.
    pub members: Vec<(Option<MemberId>, Member)>,
    /// Grids and the codes of members who lead them; a grid that has a leader keeps that one.
    pub leaders: Vec<(GridId, String)>,
    /// Links. A responsible one replaces the present one of its household. Passed over is what would change a locked
    /// link, and whoever could not cover the household; it is for the reader of the file to flag those.
    pub links: Vec<IncomingLink>,
    /// Features of the backdrop; those that are there already are passed over.
    pub backdrop: Vec<Backdrop>,
    /// The file that all this comes from: a new one, or one whose record changes. Kept only with something else that
    /// changes, so that a file that says what is there leaves no trace.
    pub provenance: Option<(Option<ProvenanceId>, Box<Provenance>)>,
}

/// An organization, an enterprise or a street segment that a file brought.
#[derive(Clone, Debug, PartialEq)]
pub struct IncomingUnit {
    /// Which one changes; `None` for a new one.
    pub id: Option<UnitId>,
    /// What it says.
    pub row: Unit,
    /// The code or the name of the organization that it belongs to; empty for none, or for the one that it has.
    pub parent: String,
    /// Who keeps in contact with it from then on, beside whoever does.
    pub contact: Option<MemberId>,
}

/// A link that a file brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IncomingLink {
    /// Which household.
    pub household: HouseholdId,
    /// Which member.
    pub member: MemberId,
    /// Which part.
    pub kind: LinkKind,
    /// Locked.
    pub locked: bool,
    /// From which day on.
    pub since: Option<Date>,
}
