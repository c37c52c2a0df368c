//! How a scene is drawn: colors, sizes, what is written.

use crate::model::GridId;
use crate::scene::Theme;
use crate::scene::paint::Fonts;

/// What a picture depends on beside scene and view.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what is in a picture is chosen one by one")]
pub struct Look<'a> {
    /// Colors.
    pub theme: &'a Theme,
    /// For counts and names.
    pub fonts: &'a Fonts,
    /// Pixels per point.
    pub scale: f32,
    /// Size of a mark; `None` takes what suits the view, see [`glyph_pt`].
    pub glyph_pt: Option<f32>,
    /// Size of the name of a grid. Names are written only if `has_names`.
    pub name_pt: f32,
    /// True if names are part of the picture, as on paper; the screen writes them itself.
    pub has_names: bool,
    /// True if rings stand for households where these are too many to be told apart.
    pub has_rings: bool,
    /// True if base map and grids are part of the picture.
    pub has_ground: bool,
    /// True if links are part of the picture.
    pub has_links: bool,
    /// Everything outside of this grid is faded.
    pub focus: Option<GridId>,
}

impl<'a> Look<'a> {
    /// The look of the screen at this number of pixels per point.
    pub fn screen(theme: &'a Theme, fonts: &'a Fonts, scale: f32) -> Self {
        Self {
            theme,
            fonts,
            scale,
            glyph_pt: None,
            name_pt: 13.0,
            has_names: false,
            has_rings: true,
            has_ground: true,
            has_links: true,
            focus: None,
        }
    }
}

/// How large marks are at this scale, in points: about 11.5 where a village fills the window, 3 far out, 18 near.
pub fn glyph_pt(pt_per_m: f64) -> f32 {
    (12.0 * pt_per_m.max(0.0).sqrt()).clamp(3.0, 18.0) as f32
}
