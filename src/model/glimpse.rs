//! What can be seen of a place before all of it was read.

use crate::geom::Wgs84;
use crate::model::{CategoryId, HouseholdStatus};
use std::collections::BTreeMap;

/// People as they are seen from far: where they are and what colors them. Nobody in it has a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlimpsedPeople {
    /// The households that have a place, by growing id.
    pub households: Vec<GlimpsedHousehold>,
    /// Where the serving and the former members are who have a place.
    pub members: Vec<Wgs84>,
    /// Households by what colors them, those without a place, too; without those that moved out.
    pub categories: BTreeMap<Option<CategoryId>, usize>,
}

/// A household as it is seen from far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GlimpsedHousehold {
    /// Where it is.
    pub at: Wgs84,
    /// What colors it.
    pub category: Option<CategoryId>,
    /// Whether somebody lives there.
    pub status: HouseholdStatus,
    /// True if a serving member lives there.
    pub is_member_home: bool,
    /// True if a responsible member covers it in the plan in force.
    pub is_covered: bool,
}
