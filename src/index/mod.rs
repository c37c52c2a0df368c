//! Layer 2: what can be looked up.
//!
//! An [`Index`] is built from a project and kept up to date with it: which grid a household lies in, who lives
//! there, what is near a place. [`candidates`] ranks the members who could cover a household, [`Tally`] adds up
//! what the legend, the grid tree and the coverage chip show, [`search`] finds by name, code and house number.
//! A [`Filter`] says which households map, tables and exports show. What a pointer sweeps over, and what a range of
//! house numbers ([`Numbers`]) means, is found here too.
//!
//! Invariants
//! - An updated index answers as a freshly built one would.
//! - Nothing here is stored.

mod candidates;
mod common;
mod filter;
mod lookup;
mod numbers;
mod search;
mod swept;
mod tally;

pub use candidates::{Candidate, candidates};
pub use common::{CommonCandidate, common_candidates};
pub use filter::{Filter, FilterState, is_changed};
pub use lookup::{Index, Spot, Touched};
pub use numbers::Numbers;
pub use search::{Found, search};
pub use swept::{Side, households_along, households_in_box, households_in_triangle};
pub use tally::{Equation, GridCount, NotRequired, Tally};
