//! What time it is, for those who may know.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use std::time::Duration;

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
    /// The time of day here.
    pub fn local(self) -> Zoned {
        self.at.to_zoned(TimeZone::system())
    }

    /// Now, by the clock of this machine.
    pub fn now() -> Self {
        let now = Zoned::now();
        Self { at: now.timestamp(), today: now.date() }
    }
}

/// How long this process has been running, to a hundredth of a second; `None` where the system does not say.
pub fn since_start() -> Option<Duration> {
    // Both count from the start of the machine: in ticks of a hundredth of a second, and in seconds.
    let status = std::fs::read_to_string("/proc/self/stat").ok()?;
    let start_ticks: f64 = status.rsplit_once(')')?.1.split_whitespace().nth(19)?.parse().ok()?;
    let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
    let now_secs: f64 = uptime.split_whitespace().next()?.parse().ok()?;
    Duration::try_from_secs_f64(now_secs - start_ticks / 100.0).ok()
}
