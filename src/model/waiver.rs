//! A finding that somebody has looked at and lets stand.

use jiff::civil::Date;

/// Why a finding is let stand (忽略). It is kept under the stable key of the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// Why, in the user's words; never empty.
    pub reason: String,
    /// Since when.
    pub since: Option<Date>,
}
