//! The map of a place that is still being read: it can be moved and zoomed, and says how many live where.

use crate::app::wording::Text;
use crate::ui::map::gestures::{local, pan, zoom, zoom_by};
use crate::ui::map::layer::Layer;
use crate::ui::map::names::names_ui;
use crate::ui::map::widget::{fitting, glide_on, keep_in_reach, resting};
use crate::ui::session::Session;
use crate::ui::style::color;
use egui::{Align2, FontId, Rect, Sense, Ui};

/// How much nearer a double click brings the map.
const NEARER: f64 = 1.6;

/// Draws the map and listens to the pointer. True once all that is in view was painted.
pub(crate) fn sketch_map_ui(ui: &mut Ui, session: &mut Session, layer: &mut Layer) -> bool {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    let words = Text::Map.of(session.lang);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, words));
    ui.painter().rect_filled(rect, 0.0, color(session.theme.canvas));
    (session.view.width_pt, session.view.height_pt) = (rect.width(), rect.height());
    let Some(scene) = layer.scene().cloned() else {
        coming_ui(ui, rect, session);
        return false;
    };
    if session.needs_fit && rect.width() > 50.0 {
        session.view = fitting(&scene.bounds(), rect, session.mode);
        session.needs_fit = false;
    }
    session.is_far = true;
    zoom(ui, &response, session);
    pan(ui, &response, session);
    if response.double_clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        zoom_by(session, local(rect, at), NEARER);
    }
    glide_on(ui, session);
    keep_in_reach(&scene.bounds(), session);
    let rest = resting(session);
    layer.show(ui, [rect, rect], [&session.view, &rest], &session.theme);
    names_ui(&ui.painter().with_clip_rect(rect), rect, &scene, session);
    layer.is_painted()
}

/// Says that there is nothing to be seen yet.
pub(crate) fn coming_ui(ui: &Ui, rect: Rect, session: &Session) {
    let (words, ink) = (Text::MapComing.of(session.lang), color(session.theme.text_weak));
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, words, FontId::proportional(14.0), ink);
}
