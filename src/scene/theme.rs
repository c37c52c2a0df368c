//! Every color of the program: the map, the frame round it, text and accents.

/// A color: red, green, blue, and how much it covers (not premultiplied).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rgba(pub [u8; 4]);

impl Rgba {
    /// Covers nothing.
    pub const CLEAR: Self = Self([0; 4]);

    /// A color that covers fully, from `0xRRGGBB`.
    pub const fn hex(rgb: u32) -> Self {
        let [_, r, g, b] = rgb.to_be_bytes();
        Self([r, g, b, 255])
    }

    /// The same color, covering so much of 255.
    #[must_use]
    pub const fn with_alpha(self, alpha: u8) -> Self {
        let [r, g, b, _] = self.0;
        Self([r, g, b, alpha])
    }

    /// The same color, covering `share` (0 to 1) of what it covered.
    #[must_use]
    pub fn faded(self, share: f32) -> Self {
        let [r, g, b, a] = self.0;
        Self([r, g, b, (f32::from(a) * share.clamp(0.0, 1.0)).round() as u8])
    }

    /// On the way to another color: 0 is this one, 1 is the other.
    #[must_use]
    pub fn mixed(self, other: Self, share: f32) -> Self {
        let mut mixed = self.0;
        for (channel, &there) in mixed.iter_mut().zip(&other.0) {
            let here = f32::from(*channel);
            *channel = (f32::from(there) - here).mul_add(share.clamp(0.0, 1.0), here).round() as u8;
        }
        Self(mixed)
    }
}

/// The colors by what they mean. Categories bring their own fill; see
/// [`Category::color`](crate::model::Category::color).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// True if the ground is dark.
    pub is_dark: bool,

    /// The map where nothing else is: calm warm paper.
    pub canvas: Rgba,
    /// Fields and orchards.
    pub field: Rgba,
    /// Woods and parks.
    pub green: Rgba,
    /// Rivers, lakes, canals.
    pub water: Rgba,
    /// Their banks.
    pub water_edge: Rgba,
    /// Lanes between houses.
    pub lane: Rgba,
    /// Streets and roads.
    pub street: Rgba,
    /// The faint edge of streets and roads.
    pub street_edge: Rgba,
    /// Outlines of houses, filled.
    pub house: Rgba,
    /// Their edge.
    pub house_edge: Rgba,
    /// Translucent tints that tell neighboring grids apart.
    pub grid_tints: [Rgba; 6],
    /// Borders of grids.
    pub grid_edge: Rgba,
    /// What keeps borders and names readable on anything.
    pub halo: Rgba,
    /// Who covers whom.
    pub link: Rgba,
    /// Who stands in for whom.
    pub link_backup: Rgba,
    /// Outline of marks.
    pub mark_edge: Rgba,
    /// Inside of ring marks and badges.
    pub mark_paper: Rgba,
    /// A household of which nobody has said anything (未分类).
    pub unknown: Rgba,
    /// Any household, outside the inner circle.
    pub neutral: Rgba,
    /// A member who agreed to be shown.
    pub member: Rgba,
    /// The ring round an uncovered household.
    pub uncovered: Rgba,
    /// The names of grids.
    pub grid_name: Rgba,
    /// The names of waters.
    pub water_name: Rgba,
    /// Other names on the map.
    pub place_name: Rgba,

    /// Ground of panels.
    pub panel: Rgba,
    /// Ground of cards on panels and of floating bars.
    pub card: Rgba,
    /// Hairlines between panels and round cards.
    pub panel_edge: Rgba,
    /// Ground of a row under the pointer.
    pub hover: Rgba,
    /// Grooves of bars, grounds of fields to type in.
    pub groove: Rgba,
    /// Text.
    pub text: Rgba,
    /// Text that matters less.
    pub text_weak: Rgba,
    /// The one accent.
    pub accent: Rgba,
    /// Ground of tags in the accent.
    pub accent_bg: Rgba,
    /// The chosen one of several buttons.
    pub chosen: Rgba,
    /// Text on it.
    pub on_chosen: Rgba,
    /// All is well.
    pub ok: Rgba,
    /// Ground of what is well.
    pub ok_bg: Rgba,
    /// Look at this.
    pub warn: Rgba,
    /// Ground of what should be looked at.
    pub warn_bg: Rgba,
    /// This is wrong.
    pub error: Rgba,
    /// Ground of what is wrong.
    pub error_bg: Rgba,
    /// What is selected on the map.
    pub selected: Rgba,
    /// What is under the pointer or would be changed.
    pub preview: Rgba,
    /// Text on that.
    pub on_preview: Rgba,
    /// A load within its range.
    pub load: Rgba,
    /// The status bar.
    pub status_bar: Rgba,
    /// Text on it.
    pub on_status_bar: Rgba,
    /// Shadow under floating things.
    pub shadow: Rgba,

    /// A sheet of paper.
    pub paper: Rgba,
    /// Lines and text on it.
    pub ink: Rgba,
    /// Text on it that matters less.
    pub ink_weak: Rgba,
}

impl Theme {
    /// The light look.
    pub const fn light() -> Self {
        Self {
            is_dark: false,

            canvas: Rgba::hex(0xEFECE4),
            field: Rgba::hex(0xE9E5D2),
            green: Rgba::hex(0xDCE6CD),
            water: Rgba::hex(0xCDE2EA),
            water_edge: Rgba::hex(0xB4D0DC),
            lane: Rgba::hex(0xF8F6F1),
            street: Rgba::hex(0xFFFFFF),
            street_edge: Rgba::hex(0xDFD9CC),
            house: Rgba::hex(0xE2DACA),
            house_edge: Rgba::hex(0xCBBFA9),
            grid_tints: [
                Rgba::hex(0xD67850).with_alpha(26),
                Rgba::hex(0x5A82C8).with_alpha(26),
                Rgba::hex(0x78AA50).with_alpha(26),
                Rgba::hex(0x9A6EC0).with_alpha(24),
                Rgba::hex(0xE0AA40).with_alpha(30),
                Rgba::hex(0x3CA0A0).with_alpha(24),
            ],
            grid_edge: Rgba::hex(0x453F37),
            halo: Rgba::hex(0xFFFFFF).with_alpha(215),
            link: Rgba::hex(0x3A342C).with_alpha(84),
            link_backup: Rgba::hex(0x3B6E82).with_alpha(70),
            mark_edge: Rgba::hex(0x26221D),
            mark_paper: Rgba::hex(0xFFFFFF),
            unknown: Rgba::hex(0xC9C6C0),
            neutral: Rgba::hex(0x8C9AA6),
            member: Rgba::hex(0xA9212F),
            uncovered: Rgba::hex(0xD81E2C),
            grid_name: Rgba::hex(0x3A352D),
            water_name: Rgba::hex(0x3E6E84),
            place_name: Rgba::hex(0x6E675B),

            panel: Rgba::hex(0xFCFAF7),
            card: Rgba::hex(0xFFFFFF),
            panel_edge: Rgba::hex(0xE3DED5),
            hover: Rgba::hex(0xF3EFE8),
            groove: Rgba::hex(0xECE8E0),
            text: Rgba::hex(0x1F1D1A),
            text_weak: Rgba::hex(0x6E685E),
            accent: Rgba::hex(0xA9212F),
            accent_bg: Rgba::hex(0xFBE6E4),
            chosen: Rgba::hex(0x21272F),
            on_chosen: Rgba::hex(0xFFFFFF),
            ok: Rgba::hex(0x1B7A43),
            ok_bg: Rgba::hex(0xE1F2E6),
            warn: Rgba::hex(0x985A00),
            warn_bg: Rgba::hex(0xFFF5DC),
            error: Rgba::hex(0xB31B27),
            error_bg: Rgba::hex(0xFBE4E4),
            selected: Rgba::hex(0xA9212F),
            preview: Rgba::hex(0xE3920E),
            on_preview: Rgba::hex(0x1F1D1A),
            load: Rgba::hex(0x2F7DE1),
            status_bar: Rgba::hex(0x21272F),
            on_status_bar: Rgba::hex(0xE6E9EC),
            shadow: Rgba::hex(0x1F1D1A).with_alpha(30),

            paper: Rgba::hex(0xFFFFFF),
            ink: Rgba::hex(0x1A1816),
            ink_weak: Rgba::hex(0x5E5951),
        }
    }
}
