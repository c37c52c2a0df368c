//! What a stroke looks like while it is drawn, and how much it has taken.

use crate::app::Document;
use crate::app::wording::{Text, hidden_words, taken_words};
use crate::edit::Edit;
use crate::model::LinkKind;
use crate::ui::map::{preview_card_ui, window_from_map};
use crate::ui::session::{Mode, Session};
use crate::ui::style::color;
use crate::ui::tools::counts::hidden_count;
use crate::ui::tools::offer::card_beside_ui;
use crate::ui::tools::stroke::{How, Kind, Stroke};
use egui::{Color32, Painter, Pos2, Rect, RichText, Shape, Stroke as Line, Ui};

/// Above so many households the card of a push is left out until it rests: each step would look at all of them.
const LIVE: usize = 400;

/// Draws the stroke under way, or the brush that waits.
pub(crate) fn trail(ui: &Ui, painter: &Painter, rect: Rect, session: &Session) {
    let ink = color(session.theme.preview);
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    if let Some(stroke) = &session.tools.stroke {
        let places: Vec<Pos2> = stroke.path.iter().map(|&at| window_from_map(rect, &session.view, at)).collect();
        let radius_pt = (stroke.radius_m * session.view.pt_per_m) as f32;
        shape(painter, stroke, &places, radius_pt, ink);
        if stroke.kind != Kind::Box && stroke.kind != Kind::Lasso {
            painter.circle_stroke(pointer, radius_pt, Line::new(1.5, ink));
        }
        return;
    }
    let is_free = ui.ctx().layer_id_at(pointer).is_none_or(|layer| layer.order == egui::Order::Background);
    let waits = session.mode == Mode::Assign && session.tool.has_width() && session.tools.aim.is_none();
    if waits && is_free && session.drag.is_none() && rect.contains(pointer) {
        painter.circle_filled(pointer, session.tools.brush_pt, ink.gamma_multiply(0.07));
        painter.circle_stroke(pointer, session.tools.brush_pt, Line::new(1.5, ink.gamma_multiply(0.8)));
    }
}

fn shape(painter: &Painter, stroke: &Stroke, places: &[Pos2], radius_pt: f32, ink: Color32) {
    let faint = ink.gamma_multiply(0.14);
    match stroke.kind {
        Kind::Box => {
            if let [from, to] = places {
                let frame = Rect::from_two_pos(*from, *to);
                painter.rect(frame, 2.0, faint, Line::new(1.5, ink), egui::StrokeKind::Middle);
            }
        }
        Kind::Lasso => {
            painter.add(Shape::line(places.to_vec(), Line::new(2.0, ink)));
            if let [first, .., last] = places {
                painter.extend(Shape::dashed_line(&[*last, *first], Line::new(1.5, ink), 5.0, 4.0));
            }
        }
        Kind::Brush | Kind::Border { .. } => {
            painter.add(Shape::line(places.to_vec(), Line::new(2.0 * radius_pt, faint)));
        }
        Kind::Street(side) => {
            if side.is_none() {
                painter.add(Shape::line(places.to_vec(), Line::new(2.0 * radius_pt, faint)));
            } else {
                painter.add(Shape::line(beside(places, radius_pt / 2.0), Line::new(radius_pt, faint)));
            }
            painter.add(Shape::line(places.to_vec(), Line::new(2.0, ink)));
        }
    }
}

/// The same way, so far to its left.
fn beside(places: &[Pos2], away_pt: f32) -> Vec<Pos2> {
    let pairs = places.iter().zip(places.iter().skip(1));
    pairs
        .flat_map(|(&from, &to)| {
            let left = (to - from).normalized().rot90() * away_pt;
            // A screen counts downward, so that a quarter turn goes to the right.
            [from + left, to + left]
        })
        .collect()
}

/// How much is taken, beside the pointer; for a push what it would do.
pub(crate) fn pointer_count_ui(ui: &Ui, rect: Rect, document: &Document, session: &mut Session) {
    let Some(stroke) = &session.tools.stroke else { return };
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    let (lang, theme) = (session.lang, session.theme.clone());
    let taken = stroke.taken.len();
    if let Kind::Border { winner, .. } = stroke.kind {
        let households: Vec<_> = stroke.taken.iter().copied().collect();
        let preview = (1..=LIVE).contains(&taken).then(|| {
            let edit = Edit::Assign { households, to: winner, kind: LinkKind::Primary };
            session.tools.preview(document, &edit)
        });
        let words = taken_words(lang, taken);
        card_beside_ui(ui, rect, pointer, &theme, |ui| match &preview {
            Some(preview) => preview_card_ui(ui, document, session, preview, Text::PreviewDrop),
            None => {
                ui.label(RichText::new(words).color(color(theme.text)));
            }
        });
        return;
    }
    let sign = match stroke.how {
        How::Replace => "",
        How::Add => "＋",
        How::Remove => "－",
    };
    let mut words = format!("{sign}{}", taken_words(lang, taken));
    if stroke.how != How::Replace {
        words = format!("{words} = {}", taken_words(lang, session.picked.len()));
    }
    let hidden = hidden_count(document, session);
    let at = pointer + egui::vec2(18.0, 14.0);
    egui::Area::new(egui::Id::unique("count")).fixed_pos(at).interactable(false).show(ui.ctx(), |ui| {
        let frame =
            egui::Frame::new().fill(color(theme.chosen)).corner_radius(6).inner_margin(egui::Margin::symmetric(9, 4));
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(egui::Label::new(RichText::new(words).color(color(theme.on_chosen))).extend());
            if hidden > 0 {
                let hidden = RichText::new(hidden_words(lang, hidden)).size(12.0).color(color(theme.on_chosen));
                ui.add(egui::Label::new(hidden).extend());
            }
        });
    });
}
