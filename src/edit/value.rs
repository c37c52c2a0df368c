//! What can stand under a key of a delta.

use crate::model::{
    Backdrop, Building, Category, Grid, Household, Link, Member, Plan, PlanId, PlanState, ProjectFacts, Provenance,
    Reason, Unit, Waiver,
};
use jiff::civil::Date;

/// One row, whole. The kinds match those of [`Key`](crate::edit::Key).
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Name and scheme of the place.
    Facts(Box<ProjectFacts>),
    /// A category.
    Category(Category),
    /// A grid.
    Grid(Grid),
    /// A building.
    Building(Building),
    /// An organization, an enterprise or a street segment.
    Unit(Unit),
    /// A feature of the backdrop.
    Backdrop(Backdrop),
    /// A file that was taken in.
    Provenance(Box<Provenance>),
    /// A household.
    Household(Box<Household>),
    /// A member.
    Member(Box<Member>),
    /// A plan without its links.
    Plan {
        /// Its name.
        name: String,
        /// What it is for.
        state: PlanState,
        /// Copied from which plan, at which ledger number.
        copy_of: Option<(PlanId, u64)>,
    },
    /// Why a household has nobody.
    Reason(Reason),
    /// Why a finding is let stand.
    Waiver(Waiver),
    /// A link; who and which part are in the key.
    Link {
        /// Must be neither lost nor gained.
        locked: bool,
        /// From which day on.
        since: Option<Date>,
    },
    /// A link to what is not a household; what it leads to and who keeps it are in the key.
    TargetLink {
        /// From which day on.
        since: Option<Date>,
    },
}

impl Value {
    /// The row of a plan.
    pub fn of_plan(plan: &Plan) -> Self {
        Self::Plan { name: plan.name.clone(), state: plan.state, copy_of: plan.copy_of }
    }

    /// What the key of a link does not say.
    pub fn of_link(link: &Link) -> Self {
        Self::Link { locked: link.locked, since: link.since }
    }
}
