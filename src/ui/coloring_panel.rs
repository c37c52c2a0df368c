//! What colors the map, and what the colors mean where it is not categories.

use crate::app::Command;
use crate::app::wording::{Text, coloring_text, shade_words};
use crate::scene::{Coloring, Ink, Shade, grouped};
use crate::ui::asked::Asked;
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::top_bar::chosen_button_ui;
use crate::ui::widgets::{heading_ui, row_ui};
use egui::{Align2, CornerRadius, FontId, Rect, RichText, Sense, Ui, Vec2};
use std::collections::BTreeMap;

/// So many stand in a row.
const PER_ROW: usize = 3;

/// Draws the choice of what colors the map.
pub(crate) fn coloring_choice_ui(ui: &mut Ui, session: &Session) -> Option<Asked> {
    let mut asked = None;
    heading_ui(ui, &session.theme, Text::ColorBy.of(session.lang));
    ui.add_space(2.0);
    let width = ((ui.available_width() - 8.0) / PER_ROW as f32).floor();
    for row in Coloring::ALL.chunks(PER_ROW) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.spacing_mut().button_padding.x = 2.0;
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
            fit_font(ui, session, width - 9.0);
            for &coloring in row {
                let face = coloring_text(coloring).of(session.lang);
                let place = ui.allocate_exact_size(Vec2::new(width, 28.0), Sense::hover()).0;
                let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(place));
                inner.spacing_mut().interact_size = place.size();
                let is_chosen = session.coloring == coloring;
                let response = inner
                    .centered_and_justified(|ui| chosen_button_ui(ui, session, face, is_chosen, CornerRadius::same(6)))
                    .inner;
                let command = Command::coloring(coloring);
                if response.on_hover_text(format!("{face} ({})", command.key())).clicked() {
                    asked = Some(Asked::Run(command));
                }
            }
        });
        ui.add_space(2.0);
    }
    asked
}

/// Makes the letters smaller if the longest word needs it; some languages have long words.
fn fit_font(ui: &mut Ui, session: &Session, room_pt: f32) {
    let Some(font) = ui.style().text_styles.get(&egui::TextStyle::Button).cloned() else { return };
    let wide_pt = |coloring: &Coloring| {
        let words = coloring_text(*coloring).of(session.lang).to_owned();
        ui.painter().layout_no_wrap(words, font.clone(), egui::Color32::PLACEHOLDER).size().x
    };
    let most_pt = Coloring::ALL.iter().map(wide_pt).fold(1.0, f32::max);
    let size = font.size * (room_pt / most_pt).min(1.0);
    ui.style_mut().text_styles.insert(egui::TextStyle::Button, FontId::new(size, font.family));
}

/// Draws what the colors mean, with counts of what is on the map.
pub(crate) fn shades_ui(ui: &mut Ui, session: &Session, counts: &BTreeMap<Ink, u32>) {
    let (theme, lang) = (&session.theme, session.lang);
    // The chosen button above says which coloring it is.
    heading_ui(ui, theme, Text::MiniLegend.of(lang));
    ui.add_space(2.0);
    if session.coloring == Coloring::Member {
        ui.label(RichText::new(Text::ColorByMemberMore.of(lang)).size(13.0).color(color(theme.text_weak)));
        return;
    }
    let most = counts.values().copied().max().unwrap_or(1).max(1);
    for shade in Shade::of_coloring(session.coloring) {
        let count = counts.get(&Ink::Shade(shade)).copied().unwrap_or(0);
        let name = shade_words(lang, shade);
        let (rect, _) = row_ui(ui, theme, 30.0, &format!("{name} {count}"), false);
        let (ink, painter) = (color(theme.shade(shade)), ui.painter());
        painter.circle(
            rect.left_center() + Vec2::new(12.0, -2.0),
            6.0,
            ink,
            egui::Stroke::new(1.0, color(theme.mark_edge.with_alpha(120))),
        );
        let line = rect.center().y - 3.0;
        let font = FontId::proportional(14.0);
        let text = color(theme.text);
        painter.text(egui::pos2(rect.left() + 28.0, line), Align2::LEFT_CENTER, &name, font.clone(), text);
        painter.text(egui::pos2(rect.right() - 6.0, line), Align2::RIGHT_CENTER, grouped(count as usize), font, text);
        let groove = Rect::from_min_size(
            egui::pos2(rect.left() + 28.0, rect.bottom() - 5.0),
            Vec2::new(rect.width() - 34.0, 3.0),
        );
        painter.rect_filled(groove, CornerRadius::same(2), color(theme.groove));
        let share = count as f32 / most as f32;
        painter.rect_filled(groove.with_max_x(groove.left() + groove.width() * share), CornerRadius::same(2), ink);
    }
}
