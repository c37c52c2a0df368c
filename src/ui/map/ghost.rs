//! What a click would put on the map, under the pointer before it is there; and where it probably belongs.

use crate::app::Document;
use crate::app::wording::{Text, located_words};
use crate::model::Target;
use crate::ui::map::overlay::tag;
use crate::ui::map::widget::window_from_map;
use crate::ui::session::Session;
use crate::ui::style::color;
use egui::{Painter, Pos2, Rect, Shape, Stroke, Ui};

/// Sides of the ring around a proposal, and how far it is from the place.
const SIDES: u16 = 48;
const RING_PT: f32 = 15.0;
/// The words keep so far from the pointer.
const WORDS_PT: f32 = 30.0;

/// Draws it, while somebody places a household.
pub(crate) fn ghost_ui(ui: &Ui, painter: &Painter, rect: Rect, document: &Document, session: &mut Session) {
    let placing = session.placing;
    if placing.is_none() && !session.is_adding || session.dialog.is_some() {
        return;
    }
    if let Some(Target::Household(household)) = placing {
        let rows = session.tray.rows(document);
        let location = rows.iter().find(|row| row.household == household).and_then(|row| row.location);
        if let Some(location) = location {
            let at = window_from_map(rect, &session.view, location.at.into());
            proposal(painter, rect, at, located_words(session.lang, location), session);
        }
    }
    let Some(pointer) = ui.input(|input| input.pointer.hover_pos()).filter(|at| rect.contains(*at)) else { return };
    if ui.ctx().layer_id_at(pointer).is_some_and(|layer| layer.order != egui::Order::Background) {
        return;
    }
    let theme = &session.theme;
    painter.circle(pointer, 7.0, color(theme.preview).gamma_multiply(0.55), Stroke::new(2.0, color(theme.preview)));
    let words = placing
        .map_or_else(|| Text::GhostNew.of(session.lang).to_owned(), |target| Session::naming(document).target(target));
    tag(painter, rect, pointer - egui::vec2(0.0, WORDS_PT), words, session);
}

/// A dashed ring where the household probably is.
fn proposal(painter: &Painter, rect: Rect, at: Pos2, words: String, session: &Session) {
    if !rect.contains(at) {
        return;
    }
    let corner =
        |side: u16| at + RING_PT * egui::Vec2::angled(std::f32::consts::TAU * f32::from(side) / f32::from(SIDES));
    let ring: Vec<Pos2> = (0..=SIDES).map(corner).collect();
    painter.circle_stroke(at, RING_PT, Stroke::new(4.0, color(session.theme.halo)));
    painter.extend(Shape::dashed_line(&ring, Stroke::new(2.0, color(session.theme.preview)), 5.0, 4.0));
    painter.circle_filled(at, 2.5, color(session.theme.preview));
    tag(painter, rect, at + egui::vec2(0.0, WORDS_PT), words, session);
}
