//! Layer 3: how a project changes.
//!
//! An [`Edit`] is what somebody asked for. [`plan_edit`] turns it into a [`Planned`] change, whose [`Delta`] is
//! plain data that can be applied, undone, joined, stored and shown; or it answers with a [`Refusal`]. [`History`]
//! knows what can be undone and redone.
//!
//! Invariants
//! - Nothing here fails halfway: a refusal leaves everything as it was.
//! - No edit leaves a household of the current plan that must be covered without an eligible responsible member,
//!   unless a reason is stored with it; [`forgotten`] stays empty.
//! - Nobody writes code for undo: it is [`Delta::inverse`].
//! - No file, clock, random number or screen is in reach of this module.

mod complete;
mod delta;
mod draft;
mod grids;
mod history;
mod import;
mod life;
mod links;
mod plan_edit;
mod planned;
mod plans;
mod refusal;
mod register;
mod restore;
mod scheme;
mod spread;
mod take_back;
mod targets;
mod units;
mod value;
mod wish;

pub use complete::forgotten;
pub use delta::{Change, Delta, Key, Misfit, value_at};
pub use history::{Done, DoneKind, History};
pub use plan_edit::{Context, plan_edit};
pub use planned::{Note, Planned};
pub use refusal::Refusal;
pub use take_back::built_upon;
pub use value::Value;
pub use wish::{Batch, Edit, IncomingLink, IncomingUnit, Restored, Servers, Then};
