//! The little triangle that opens a branch of a tree.

use crate::app::wording::Text;
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::widgets::call;
use egui::{Rect, Sense, Stroke, Ui, Vec2};

/// Draws it. True if it was clicked.
pub(crate) fn twist_ui(ui: &Ui, session: &Session, place: Rect, name: &str, is_open: bool) -> bool {
    // Two branches may have one name; they do not stand in one line.
    let response = ui.interact(place, ui.scope_id().with(("twist", name, place.top() as i32)), Sense::click());
    let face = if is_open { Text::CloseBranch } else { Text::OpenBranch };
    call(&response, egui::Role::Button, &format!("{} {name}", face.of(session.lang)));
    let middle = place.center();
    let ink = Stroke::new(1.5, color(session.theme.text_weak));
    let points = if is_open {
        [Vec2::new(-4.0, -2.0), Vec2::new(0.0, 2.5), Vec2::new(4.0, -2.0)]
    } else {
        [Vec2::new(-2.0, -4.0), Vec2::new(2.5, 0.0), Vec2::new(-2.0, 4.0)]
    };
    ui.painter().line(points.map(|away| middle + away).to_vec(), ink);
    response.clicked()
}
