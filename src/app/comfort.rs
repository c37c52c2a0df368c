//! How somebody likes the window: dark or light, large or small, moving or still, which panels.

use serde::{Deserialize, Serialize};

/// Text is at least and at most so large, in percent of the usual size.
const TEXT_PERCENT: std::ops::RangeInclusive<u16> = 100..=200;
/// One step larger or smaller.
const STEP_PERCENT: u16 = 10;

/// What makes the window comfortable; remembered between sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Comfort {
    /// True for the dark look.
    pub is_dark: bool,
    /// How large everything is, in percent of the usual size.
    pub text_percent: u16,
    /// True if nothing should move or pulse by itself.
    pub is_still: bool,
    /// True while the panel on the left is folded away.
    pub hides_left: bool,
    /// True while the panel on the right is folded away.
    pub hides_right: bool,
    /// True while the panel at the bottom is folded away.
    pub hides_bottom: bool,
}

impl Default for Comfort {
    fn default() -> Self {
        Self {
            is_dark: false,
            text_percent: 100,
            is_still: false,
            hides_left: false,
            hides_right: false,
            hides_bottom: false,
        }
    }
}

impl Comfort {
    /// How much larger than usual everything is; what a damaged file says is brought into range.
    pub fn zoom(self) -> f32 {
        f32::from(self.clamped()) / 100.0
    }

    /// One step larger, if there is one.
    pub fn larger(&mut self) {
        self.text_percent = (self.clamped() + STEP_PERCENT).min(*TEXT_PERCENT.end());
    }

    /// One step smaller, if there is one.
    pub fn smaller(&mut self) {
        self.text_percent = self.clamped().saturating_sub(STEP_PERCENT).max(*TEXT_PERCENT.start());
    }

    fn clamped(self) -> u16 {
        self.text_percent.clamp(*TEXT_PERCENT.start(), *TEXT_PERCENT.end())
    }
}

#[cfg(test)]
mod tests {
    use crate::app::Comfort;

    #[test]
    fn text_stays_between_once_and_twice_its_size() {
        let mut comfort = Comfort { text_percent: 7, ..Comfort::default() };
        assert!((comfort.zoom() - 1.0).abs() < 1e-6, "a damaged file does no harm");
        for _ in 0..30 {
            comfort.larger();
        }
        assert_eq!(comfort.text_percent, 200);
        for _ in 0..30 {
            comfort.smaller();
        }
        assert_eq!(comfort.text_percent, 100);
    }
}
