//! Finding households, members and grids by what people type.

use crate::index::{SearchIndex, Wanted};
use crate::model::{BackdropId, BuildingId, GridId, HouseholdId, MemberId, Project};

/// Something that was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A household.
    Household(HouseholdId),
    /// A member.
    Member(MemberId),
    /// A grid.
    Grid(GridId),
    /// A building.
    Building(BuildingId),
    /// A street, a brook, a field that has a name.
    Place(BackdropId),
}

/// Finds by name, code and house number; the best first, at most `limit`. `O(register)`.
///
/// What is equal comes before what begins with the words, and that before what merely contains them; within
/// equal rank members come before grids and grids before households. Spaces separate words that must all match.
/// Who looks more than once keeps a [`SearchIndex`].
pub fn search(project: &Project, text: &str, limit: usize) -> Vec<Found> {
    let found = SearchIndex::build(project).find(&Wanted::new(text), &[], limit);
    found.into_iter().map(|(_, found)| found).collect()
}
