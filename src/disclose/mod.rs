//! Layer 4: the one gate for every name that is shown, printed or exported.
//!
//! An [`Audience`] says who reads. What each may see is a function of the audience and the thing, never a global
//! mode. A dot on a roof identifies a family even when the name is masked, so outside [`Audience::Internal`]
//! every household is one neutral dot.
//!
//! Invariants
//! - A resident's phone, the note and per-household categories leave only internally.
//! - Masking works on characters, never on bytes.

mod audience;
mod counts;
mod names;

pub use audience::Audience;
pub use counts::{CountClass, PublicCounts, public_counts};
pub use names::{
    masked_name, masked_note, masked_phone, member_duty_phone, member_name, resident_name, resident_phone,
};
