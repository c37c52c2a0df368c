//! Layer 2: what can be looked up.
//!
//! An [`Index`] is built from a project and kept up to date with it: which grid a household lies in, who lives
//! there, what is near a place. [`candidates`] ranks the members who could cover a household, [`Tally`] adds up
//! what the legend, the grid tree and the coverage chip show, a [`SearchIndex`] finds by name, pinyin, initials,
//! code, house number and the end of a phone what is [`Wanted`].
//! [`differences`] are what two plans do not have in common, [`Figures`] the numbers by which they are compared.
//! A [`Filter`] says which households map, tables and exports show. What a pointer sweeps over, and what a range of
//! house numbers ([`Numbers`]) means, is found here too.
//!
//! Invariants
//! - An updated index answers as a freshly built one would.
//! - Nothing here is stored.

mod candidates;
mod common;
mod difference;
mod feasible;
mod figures;
mod filter;
mod finder;
mod grid_walk;
mod in_area;
mod letters;
mod locator;
mod lookup;
mod numbers;
mod outlines;
mod readings;
mod search;
mod swept;
mod tally;
mod target_difference;
mod tier_is_about;
mod tower;
mod wanted;

pub use candidates::{Candidate, candidates};
pub use common::{CommonCandidate, common_candidates};
pub use difference::{Difference, DifferenceGroup, DifferentPart, difference_groups, differences, extra_m};
pub use feasible::{Room, Shortfall, room, room_by_grid};
pub use figures::Figures;
pub use filter::{Filter, FilterState, is_changed};
pub use finder::SearchIndex;
pub use grid_walk::GridWalk;
pub use in_area::households_in_area;
pub use locator::{LocatedBy, Location, Locator, ONE_PLACE_M};
pub use lookup::{DEEPEST_GRID, Index, Spot, Touched};
pub use numbers::Numbers;
pub use outlines::Outlines;
pub use search::{Found, search};
pub use swept::{Side, households_along, households_in_box, households_in_triangle};
pub use tally::{Equation, GridCount, NotRequired, Tally};
pub use target_difference::{TargetDifference, target_differences};
pub use tier_is_about::{covered_in_tier, covers_in_tier, place_of_target, targets_of_kind, tier_is_about};
pub use tower::{Column, Tower};
pub use wanted::{Fit, Wanted};
