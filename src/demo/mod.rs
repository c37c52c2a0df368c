//! Layer 5: believable made-up places from a seed.
//!
//! [`invent`] turns a [`Recipe`] into a whole [`Project`](crate::model::Project): a village with its streets,
//! houses, flats, river and fields, the people who live there, the members who serve, and a full current plan;
//! or a district of such villages. The same recipe gives the same place on every machine.
//!
//! Invariants
//! - Names of places are invented, phones have a prefix that nobody is given, there are no ID numbers, and
//!   nobody who is not a member has a member's name.
//! - Every required household is covered, if there is an eligible member at all.
//! - An orderly place keeps every rule of its scheme, as far as its numbers allow.
//! - Only `+ − × ÷ √` and rounding are used on numbers: these give the same bits everywhere; sines do not.
//! - No file, clock, thread or random number of the machine is in reach of this module.

mod article;
mod builder;
mod cells;
mod district;
mod flats;
mod frame;
mod invent;
mod linking;
mod lots;
mod names;
mod net;
mod parts;
mod people;
mod random;
mod recipe;
mod scenery;
mod serving;
mod tiers;
mod units;

pub use invent::invent;
pub use recipe::{Recipe, scale_members};
