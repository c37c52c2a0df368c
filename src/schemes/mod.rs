//! Layer 2: schemes as text, and those that ship.
//!
//! A scheme is a TOML file that a village can change without programming: [`scheme_from_text`] reads it and says
//! line and field of what it does not understand, [`text_from_scheme`] writes it, [`preset`] finds one that ships.
//!
//! Invariants
//! - Reading what was written gives the same scheme; writing it again gives the same text.
//! - Nothing is passed over in silence: an unknown field is an error.

mod fields;
mod preset;
mod read;
mod scheme_fault;
mod words;
mod write;

pub use preset::{PRESETS, preset, presets};
pub use read::scheme_from_text;
pub use scheme_fault::{FaultKind, SchemeFault};
pub use words::{every_word, severity_key};
pub use write::text_from_scheme;
