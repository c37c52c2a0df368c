//! Zooming to a rectangle that is drawn with Shift held down while looking around.

use crate::geom::{Bounds, ScreenPoint, View};
use crate::ui::session::{Mode, Session};
use crate::ui::style::color;
use egui::{PointerButton, Rect, Response, Stroke, StrokeKind, Ui};

/// Smaller rectangles are a slip of the hand.
const LEAST_PT: f32 = 12.0;

/// Listens to the rectangle; true while one is drawn.
pub(crate) fn rubber(ui: &Ui, response: &Response, session: &mut Session) -> bool {
    let begins = response.drag_started_by(PointerButton::Primary)
        && session.mode == Mode::Browse
        && ui.input(|input| input.modifiers.shift_only());
    if begins {
        session.rubber = ui.input(|input| input.pointer.press_origin());
    }
    let Some(from) = session.rubber else { return false };
    let rect = response.rect;
    let to = ui.input(|input| input.pointer.latest_pos()).unwrap_or(from).clamp(rect.min, rect.max);
    let drawn = Rect::from_two_pos(from, to);
    if ui.input(|input| input.pointer.primary_down()) {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Crosshair);
        return true;
    }
    session.rubber = None;
    if drawn.width() > LEAST_PT && drawn.height() > LEAST_PT {
        let corner = |at: egui::Pos2| {
            let at = at - rect.min;
            session.view.map_from_screen(ScreenPoint { x_pt: at.x, y_pt: at.y })
        };
        let bounds = Bounds::around([corner(drawn.min), corner(drawn.max)]);
        session.fly_to(View::fitting(&bounds, rect.width(), rect.height(), 0.0));
    }
    true
}

/// Draws the rectangle.
pub(crate) fn rubber_ui(ui: &Ui, painter: &egui::Painter, rect: Rect, session: &Session) {
    let Some(from) = session.rubber else { return };
    let to = ui.input(|input| input.pointer.latest_pos()).unwrap_or(from).clamp(rect.min, rect.max);
    let drawn = Rect::from_two_pos(from, to);
    let ink = color(session.theme.load);
    painter.rect(drawn, 0.0, ink.gamma_multiply(0.12), Stroke::new(1.5, ink), StrokeKind::Inside);
}
