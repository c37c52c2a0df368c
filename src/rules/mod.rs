//! Layer 4: what is checked, and what was found.
//!
//! One file per rule. A rule looks at one household or one member and adds [`Finding`]s; numbers come from the
//! scheme. [`Findings`] keeps the list of a plan and follows edits: only what an edit touched is looked at again.
//! [`fix`] offers an edit that clears a finding, where there is one.
//!
//! Invariants
//! - Following an edit gives the same list as checking everything.
//! - Equal findings are the same trouble, in any run; [`Finding::key`] is stable.

mod check;
mod classified;
mod covered;
mod distance;
mod eligible;
mod finding;
mod findings;
mod fix;
mod load;
mod needed;
mod outlines;
mod placed;
mod same_grid;
mod share;
mod single;
mod span;
mod tiers;

pub use finding::{AskedBy, Finding};
pub use findings::Findings;
pub use fix::fix;
pub use outlines::{OutlineFault, OutlineFix, outline_faults, outline_fixes};
pub use share::Share;
