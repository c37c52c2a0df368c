//! How well colors stand out against each other.

use crate::scene::{Rgba, Theme};

/// What a mark needs against the ground to be seen at all, as accessibility guidelines have it for graphics.
const SEEN: f32 = 3.0;

impl Rgba {
    /// The contrast of two colors that cover fully: 1 for the same, 21 for black and white. Text needs 4.5.
    ///
    /// ```
    /// use lianhu::scene::Rgba;
    /// let contrast = Rgba::hex(0x000000).contrast(Rgba::hex(0xFFFFFF));
    /// assert!((contrast - 21.0).abs() < 1e-3);
    /// ```
    pub fn contrast(self, other: Self) -> f32 {
        let (here, there) = (self.luminance(), other.luminance());
        (here.max(there) + 0.05) / (here.min(there) + 0.05)
    }

    /// How much light it gives, 0 to 1.
    fn luminance(self) -> f32 {
        let [red, green, blue, _] = self.0.map(|channel| {
            let share = f32::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126_f32.mul_add(red, 0.7152_f32.mul_add(green, 0.0722 * blue))
    }
}

impl Theme {
    /// The fill of a category on this ground. On a dark one the dark categories are lifted until they are seen; on
    /// paper each is as the project says, because there every mark has a dark outline.
    pub fn category_fill(&self, [red, green, blue]: [u8; 3]) -> Rgba {
        let fill = Rgba([red, green, blue, 255]);
        if !self.is_dark {
            return fill;
        }
        let white = Rgba::hex(0xFFFFFF);
        let lifted = (0..=20_u8).map(|step| fill.mixed(white, f32::from(step) / 20.0));
        lifted.into_iter().find(|color| color.contrast(self.canvas) >= SEEN).unwrap_or(white)
    }
}
