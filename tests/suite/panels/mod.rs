//! The window as people use it: what they click, drag and type, and what the village is like afterwards.
//!
//! Everything is found by its words, so what a screen reader cannot name fails here too.

mod assigning;
mod borders;
mod desk;
mod dragging;
pub(crate) mod files;
mod filtering;
mod finding;
mod findings;
mod fitting;
mod flats;
mod giving;
mod glyphs;
mod guarding;
mod guides;
mod kin;
mod link_ends;
mod links;
mod lives;
mod looking;
mod looks;
mod picking;
mod placing;
mod plans;
mod register;
mod remembering;
mod safety;
mod schemes;
mod seeing;
mod sources;
mod stepping;
mod swiping;
mod tables;
mod tiers;
mod tour;
mod wall;
