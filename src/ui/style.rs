//! How the window looks: fonts, spacing, sizes. Colors come from the theme of the scene.

use crate::app::Comfort;
use crate::scene::{Rgba, Theme};
use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, RichText, Stroke, TextStyle, Vec2};
use std::sync::Arc;

/// Height of the bar at the top.
pub(crate) const TOP_BAR_PT: f32 = 48.0;
/// Height of the bar at the bottom.
pub(crate) const STATUS_BAR_PT: f32 = 26.0;
/// Width of the panel on the left.
pub(crate) const LEFT_PT: f32 = 236.0;
/// Width of the panel on the right.
pub(crate) const RIGHT_PT: f32 = 304.0;
/// Height of the panel at the bottom.
pub(crate) const BOTTOM_PT: f32 = 142.0;
/// Height of a row of a list.
pub(crate) const ROW_PT: f32 = 28.0;
/// Rounding of cards.
pub(crate) const ROUND_PT: u8 = 8;
/// How far a pointer may be from a mark to mean it.
pub(crate) const REACH_PT: f32 = 11.0;

/// The color for egui.
pub(crate) fn color(rgba: Rgba) -> Color32 {
    let [red, green, blue, alpha] = rgba.0;
    Color32::from_rgba_unmultiplied(red, green, blue, alpha)
}

/// The family of bold text.
pub(crate) fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Bold text.
pub(crate) fn strong(text: impl Into<String>, size: f32) -> RichText {
    RichText::new(text).font(FontId::new(size, bold()))
}

/// Dresses a window as it is liked, before its first frame, so that it knows how large it is. Answers the colors.
pub(crate) fn dress(ctx: &egui::Context, comfort: Comfort) -> Theme {
    let theme = Theme::of(comfort.is_dark);
    install(ctx, &theme);
    ctx.options_mut(|options| options.zoom_factor = comfort.zoom());
    theme
}

/// Fonts, spacing and colors for the whole window.
pub(crate) fn install(ctx: &egui::Context, theme: &Theme) {
    ctx.set_fonts(fonts());
    // The size of text has commands of its own, which remember it.
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
    ctx.all_styles_mut(|style| {
        let sized = |size| FontId::new(size, FontFamily::Proportional);
        style.text_styles = [
            (TextStyle::Small, sized(12.0)),
            (TextStyle::Body, sized(14.0)),
            (TextStyle::Button, sized(14.0)),
            (TextStyle::Heading, FontId::new(17.0, bold())),
            (TextStyle::Monospace, sized(13.0)),
        ]
        .into();
        style.spacing.item_spacing = Vec2::new(8.0, 6.0);
        style.spacing.button_padding = Vec2::new(10.0, 5.0);
        style.spacing.interact_size.y = 28.0;
        style.spacing.scroll.floating = true;
        style.spacing.scroll.foreground_color = false;
        style.spacing.scroll.bar_width = 7.0;
        style.interaction.selectable_labels = false;
        style.interaction.tooltip_delay = 0.5;
    });
    paint_with(ctx, theme);
}

/// The colors of a theme for the whole window.
pub(crate) fn paint_with(ctx: &egui::Context, theme: &Theme) {
    ctx.set_theme(if theme.is_dark { egui::Theme::Dark } else { egui::Theme::Light });
    ctx.all_styles_mut(|style| visuals(&mut style.visuals, theme));
}

fn visuals(visuals: &mut egui::Visuals, theme: &Theme) {
    let round = CornerRadius::same(ROUND_PT - 2);
    let edge = Stroke::new(1.0, color(theme.panel_edge));
    visuals.dark_mode = theme.is_dark;
    visuals.panel_fill = color(theme.panel);
    visuals.window_fill = color(theme.card);
    visuals.window_stroke = edge;
    visuals.window_corner_radius = CornerRadius::same(ROUND_PT + 2);
    visuals.menu_corner_radius = CornerRadius::same(ROUND_PT);
    visuals.extreme_bg_color = color(theme.card);
    visuals.faint_bg_color = color(theme.hover);
    visuals.hyperlink_color = color(theme.accent);
    visuals.selection.bg_fill = color(theme.text_weak.with_alpha(64));
    visuals.selection.stroke = Stroke::new(1.0, color(theme.text));
    visuals.widgets.noninteractive.fg_stroke = Stroke::new(1.0, color(theme.text));
    visuals.widgets.noninteractive.bg_stroke = edge;
    visuals.widgets.noninteractive.corner_radius = round;
    let faces = [
        (&mut visuals.widgets.inactive, theme.card),
        (&mut visuals.widgets.hovered, theme.hover),
        (&mut visuals.widgets.active, theme.groove),
        (&mut visuals.widgets.open, theme.hover),
    ];
    for (face, fill) in faces {
        face.bg_fill = color(theme.groove);
        face.weak_bg_fill = color(fill);
        face.bg_stroke = edge;
        face.fg_stroke = Stroke::new(1.0, color(theme.text));
        face.corner_radius = round;
        face.expansion = 0.0;
    }
    // Boxes to tick and bars to scroll stand on cards and must be seen there.
    visuals.widgets.inactive.bg_fill = color(theme.text_weak.with_alpha(66));
    visuals.weak_text_color = Some(color(theme.text_weak));
    visuals.override_text_color = Some(color(theme.text));
    visuals.popup_shadow.color = color(theme.shadow);
    visuals.window_shadow.color = color(theme.shadow);
}

/// The two weights that ship. Bold lacks rare letters, which come from the regular one then.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let regular = FontData::from_static(include_bytes!("../../assets/fonts/LianhuSans-Regular.otf"));
    let bold_data = FontData::from_static(include_bytes!("../../assets/fonts/LianhuSans-Bold.otf"));
    fonts.font_data.insert("regular".to_owned(), Arc::new(regular));
    fonts.font_data.insert("bold".to_owned(), Arc::new(bold_data));
    fonts.families.insert(FontFamily::Proportional, vec!["regular".to_owned()]);
    fonts.families.insert(FontFamily::Monospace, vec!["regular".to_owned()]);
    fonts.families.insert(bold(), vec!["bold".to_owned(), "regular".to_owned()]);
    fonts
}
