//! What time it is, for those who may know.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

/// When something was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The moment.
    pub at: Timestamp,
    /// The day, in the local zone.
    pub today: Date,
}

/// Where the time comes from; tests hand in their own.
pub type Clock = fn() -> Stamp;

impl Stamp {
    /// Now, by the clock of this machine.
    pub fn now() -> Self {
        let now = Zoned::now();
        Self { at: now.timestamp(), today: now.date() }
    }
}
