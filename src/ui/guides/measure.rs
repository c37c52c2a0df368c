//! The measuring tool: a line from click to click, and how long it is.

use crate::app::wording::{Text, meters};
use crate::geom::{MapPoint, distance_m, wgs84_from_map};
use crate::ui::guides::draw::written;
use crate::ui::map::window_from_map;
use crate::ui::session::Session;
use crate::ui::style::color;
use egui::{CursorIcon, Painter, Rect, Response, Shape, Stroke, Ui, Vec2};

/// Listens to the pointer while the tool is in hand. True if it is, and the click was for it.
pub(crate) fn measure_ui(ui: &Ui, response: &Response, session: &mut Session) -> bool {
    let pointer = session.pointer;
    let Some(line) = &mut session.guides.measured else { return false };
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
    }
    let is_end = response.double_clicked();
    if response.clicked()
        && !is_end
        && let Some(at) = pointer
    {
        line.push(at);
    }
    if is_end {
        // The line stays in sight until something else is done.
        let words = meters(length_m(line));
        let told = format!("{} {words}", Text::Measure.of(session.lang));
        session.guides.measured = None;
        session.say(told, false);
    }
    response.clicked() || is_end
}

/// How long a line is on the ground, in meters.
fn length_m(line: &[MapPoint]) -> f64 {
    let pairs = line.iter().zip(line.iter().skip(1));
    pairs.map(|(&a, &b)| distance_m(wgs84_from_map(a), wgs84_from_map(b))).sum()
}

/// Draws the line as far as the pointer, with the length of each part and of the whole.
pub(crate) fn draw_measured(painter: &Painter, rect: Rect, session: &Session) {
    let Some(line) = &session.guides.measured else { return };
    let theme = &session.theme;
    let (ink, ground) = (color(theme.text), color(theme.card));
    if line.is_empty() {
        let at = rect.center_top() + Vec2::new(0.0, 26.0);
        written(painter, at, Text::MeasureHint.of(session.lang), ink, ground);
        return;
    }
    let fixed = line.len();
    let mut line = line.clone();
    line.extend(session.pointer);
    let places: Vec<_> = line.iter().map(|&at| window_from_map(rect, &session.view, at)).collect();
    painter.add(Shape::line(places.clone(), Stroke::new(5.0, color(theme.halo))));
    painter.add(Shape::line(places.clone(), Stroke::new(2.2, color(theme.load))));
    for at in places.iter().take(fixed) {
        painter.circle(*at, 4.0, ground, Stroke::new(2.0, color(theme.load)));
    }
    for (part_idx, ends) in places.windows(2).enumerate() {
        let [from, to] = ends else { continue };
        let part = line.get(part_idx..part_idx + 2).unwrap_or_default();
        if line.len() > 2 && from.distance(*to) > 70.0 {
            written(painter, *from + (*to - *from) / 2.0, &meters(length_m(part)), ink, ground);
        }
    }
    if let Some(end) = places.last().filter(|_| line.len() > 1) {
        let total = meters(length_m(&line));
        written(painter, *end + Vec2::new(0.0, -20.0), &total, color(theme.on_preview), color(theme.preview));
    }
}
