//! The window as people use it: what they click, drag and type, and what the village is like afterwards.
//!
//! Everything is found by its words, so what a screen reader cannot name fails here too.

mod assigning;
mod desk;
mod dragging;
mod files;
mod findings;
mod glyphs;
mod guarding;
mod links;
mod looking;
mod register;
mod remembering;
mod safety;
mod tour;
