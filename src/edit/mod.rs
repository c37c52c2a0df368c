//! Layer 3: how a project changes.
//!
//! An [`Edit`] is what somebody asked for. [`plan_edit`] turns it into a [`Delta`], or answers with a
//! [`Refusal`]. A delta is plain data: it can be applied, undone, joined, stored and shown.
//!
//! Invariants
//! - Nothing here fails halfway: a refusal leaves everything as it was.
//! - No edit leaves a household of the current plan that must be covered without an eligible responsible member,
//!   unless a reason is stored with it.
//! - No file, clock, random number or screen is in reach of this module.

mod delta;
mod value;
mod wish;

pub use delta::{Change, Delta, Key, Misfit, value_at};
pub use value::Value;
pub use wish::{Batch, Edit, IncomingLink, Then};
