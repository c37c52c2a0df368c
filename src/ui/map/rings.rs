//! Rings under the pointer: what they stand for, and a click that opens them.

use crate::app::Document;
use crate::app::wording::{Text, ring_words};
use crate::scene::{Cluster, ClusterKey, Scene};
use crate::ui::asked::Asked;
use crate::ui::map::gestures::zoom_by;
use crate::ui::map::overlay::tag;
use crate::ui::map::widget::window_from_map;
use crate::ui::session::Session;
use crate::ui::style::color;
use egui::{Painter, Pos2, Rect, Stroke, Ui};

/// How much nearer a click brings a ring that no grid stands behind.
const NEARER: f64 = 2.5;

/// The ring under a point of the window, the smallest on top.
pub(crate) fn ring_at(scene: &Scene, session: &Session, rect: Rect, at: Pos2) -> Option<Cluster> {
    let is_hit =
        |cluster: &Cluster| window_from_map(rect, &session.view, cluster.at).distance(at) <= cluster.radius_pt() + 3.0;
    scene.rings_at(session.view.pt_per_m).iter().rev().find(|cluster| is_hit(cluster)).cloned()
}

/// Opens a ring: its grid, or a nearer look.
pub(crate) fn open_ring(session: &mut Session, rect: Rect, cluster: &Cluster) -> Option<Asked> {
    match cluster.key {
        ClusterKey::Grid(grid) => Some(Asked::ShowGrid(grid)),
        ClusterKey::Rest(_) | ClusterKey::Region { .. } | ClusterKey::Square { .. } => {
            let at = session.view.screen_from_map(cluster.at);
            debug_assert!(rect.is_positive(), "a ring was hit in a frame that has a size");
            zoom_by(session, at, NEARER);
            None
        }
    }
}

/// Says what the ring under the pointer stands for.
pub(crate) fn hover_ring_ui(
    ui: &Ui,
    painter: &Painter,
    rect: Rect,
    document: &Document,
    session: &Session,
    scene: &Scene,
) {
    if !session.is_far || session.dialog.is_some() {
        return;
    }
    let Some(at) = ui.input(|input| input.pointer.hover_pos()).filter(|at| rect.contains(*at)) else { return };
    if ui.ctx().layer_id_at(at).is_some_and(|layer| layer.order != egui::Order::Background) {
        return;
    }
    let Some(cluster) = ring_at(scene, session, rect, at) else { return };
    let middle = window_from_map(rect, &session.view, cluster.at);
    let radius = cluster.radius_pt();
    painter.circle_stroke(middle, radius + 5.0, Stroke::new(2.5, color(session.theme.preview)));
    let name = match cluster.key {
        ClusterKey::Grid(grid) | ClusterKey::Rest(grid) => Session::naming(document).grid(grid),
        ClusterKey::Region { .. } => Text::SeveralGrids.of(session.lang).to_owned(),
        ClusterKey::Square { .. } => Text::OutsideGrids.of(session.lang).to_owned(),
    };
    let words = ring_words(session.lang, &name, cluster.households as usize, cluster.uncovered as usize);
    tag(painter, rect, middle - egui::vec2(0.0, radius + 20.0), words, session);
    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
}
