//! Finding: what the search box lists, and how its lines look.

mod hits;
mod ime;
mod row;
mod state;

pub(crate) use hits::{Hit, after_sign, hits};
pub(crate) use ime::Ime;
pub(crate) use row::{HIT_PT, hit_row_ui};
pub(crate) use state::FindState;
