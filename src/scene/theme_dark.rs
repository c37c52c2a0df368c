//! The dark look: for evenings, and for a wall that a projector lights.

use crate::scene::{Rgba, Theme};

impl Theme {
    /// The dark look. Paper stays white: what is printed has one look.
    pub const fn dark() -> Self {
        Self {
            is_dark: true,

            canvas: Rgba::hex(0x12171D),
            field: Rgba::hex(0x1B2119),
            green: Rgba::hex(0x18241C),
            water: Rgba::hex(0x16303B),
            water_edge: Rgba::hex(0x204351),
            lane: Rgba::hex(0x1F262E),
            street: Rgba::hex(0x2C3641),
            street_edge: Rgba::hex(0x0D1116),
            house: Rgba::hex(0x1E252D),
            house_edge: Rgba::hex(0x313A45),
            grid_tints: [
                Rgba::hex(0xD67850).with_alpha(24),
                Rgba::hex(0x6C96E0).with_alpha(26),
                Rgba::hex(0x86BE5C).with_alpha(24),
                Rgba::hex(0xAC82D4).with_alpha(24),
                Rgba::hex(0xE0AA40).with_alpha(22),
                Rgba::hex(0x48B4B4).with_alpha(22),
            ],
            grid_edge: Rgba::hex(0xA7B0BA),
            halo: Rgba::hex(0x0C1015).with_alpha(220),
            link: Rgba::hex(0xDDD7CC).with_alpha(76),
            link_backup: Rgba::hex(0x86BCD2).with_alpha(78),
            mark_edge: Rgba::hex(0xEDE9E1),
            mark_paper: Rgba::hex(0x171C22),
            unknown: Rgba::hex(0x6B7179),
            neutral: Rgba::hex(0x9DACBB),
            member: Rgba::hex(0xFF6F63),
            uncovered: Rgba::hex(0xFF5C54),
            grid_name: Rgba::hex(0xF1EEE8),
            water_name: Rgba::hex(0x86B8CC),
            place_name: Rgba::hex(0xAAB1B9),

            panel: Rgba::hex(0x1A1E24),
            card: Rgba::hex(0x22272E),
            panel_edge: Rgba::hex(0x363D47),
            hover: Rgba::hex(0x2B313A),
            groove: Rgba::hex(0x353C46),
            text: Rgba::hex(0xECE8E1),
            text_weak: Rgba::hex(0xABA59A),
            accent: Rgba::hex(0xFF938A),
            accent_bg: Rgba::hex(0x45262A),
            chosen: Rgba::hex(0xE6E1D8),
            on_chosen: Rgba::hex(0x1A1D22),
            ok: Rgba::hex(0x74D396),
            ok_bg: Rgba::hex(0x1D382A),
            warn: Rgba::hex(0xF2B65E),
            warn_bg: Rgba::hex(0x352E20),
            error: Rgba::hex(0xFF938D),
            error_bg: Rgba::hex(0x452729),
            selected: Rgba::hex(0xFF837A),
            preview: Rgba::hex(0xF5B041),
            on_preview: Rgba::hex(0x1F1D1A),
            load: Rgba::hex(0x5F9EF2),
            status_bar: Rgba::hex(0x101318),
            on_status_bar: Rgba::hex(0xC6CBD1),
            shadow: Rgba::hex(0x000000).with_alpha(110),

            paper: Rgba::hex(0xFFFFFF),
            ink: Rgba::hex(0x1A1816),
            ink_weak: Rgba::hex(0x5E5951),
        }
    }

    /// The light or the dark look.
    pub const fn of(is_dark: bool) -> Self {
        if is_dark { Self::dark() } else { Self::light() }
    }
}
