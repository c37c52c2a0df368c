//! Handles at the edges of the map that fold panels away and back, and how wide panels are at first.

use crate::app::{Command, Document};
use crate::ui::asked::Asked;
use crate::ui::flats::flats_ui;
use crate::ui::guides::mini_legend_ui;
use crate::ui::session::Session;
use crate::ui::style::{BOTTOM_PT, LEFT_PT, RIGHT_PT, color};
use crate::ui::widgets::MarkPictures;
use egui::{Area, Id, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2};

/// Length and thickness of a handle.
const LONG_PT: f32 = 44.0;
const THIN_PT: f32 = 13.0;
/// A window smaller than this, in points, has smaller panels.
const ROOMY: Vec2 = Vec2::new(1340.0, 760.0);

/// How large panels are at first in a window of a size. The name tells sizes apart, so that a window that grows or
/// shrinks gets panels that suit it, and each keeps what the user has pulled it to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PanelSizes {
    pub(crate) name: &'static str,
    pub(crate) left_pt: f32,
    pub(crate) right_pt: f32,
    pub(crate) bottom_pt: f32,
}

impl PanelSizes {
    pub(crate) fn of(window: Vec2) -> Self {
        if window.x < 1_000.0 || window.y < 620.0 {
            Self { name: "tight", left_pt: 196.0, right_pt: 262.0, bottom_pt: 92.0 }
        } else if window.x < ROOMY.x || window.y < ROOMY.y {
            Self { name: "small", left_pt: 214.0, right_pt: 276.0, bottom_pt: 106.0 }
        } else {
            Self { name: "roomy", left_pt: LEFT_PT, right_pt: RIGHT_PT, bottom_pt: BOTTOM_PT }
        }
    }
}

/// An edge of the map with a panel behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Left,
    Right,
    Bottom,
}

/// Draws what stands over the map and belongs to panels: flats, the small legend, handles.
pub(crate) fn over_map_ui(
    ui: &Ui,
    map: Rect,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
) -> Option<Asked> {
    if session.comfort.hides_left {
        mini_legend_ui(ui, map, document, session, pictures);
    }
    let asked = flats_ui(ui, map, document, session, pictures);
    asked.or(folds_ui(ui, map, session))
}

/// Draws the handles.
fn folds_ui(ui: &Ui, map: Rect, session: &Session) -> Option<Asked> {
    let comfort = &session.comfort;
    let edges = [
        (Edge::Left, Command::LeftPanel, comfort.hides_left),
        (Edge::Right, Command::RightPanel, comfort.hides_right),
        (Edge::Bottom, Command::BottomPanel, comfort.hides_bottom),
    ];
    let mut asked = None;
    for (edge, command, is_folded) in edges {
        if handle_ui(ui, map, session, edge, command, is_folded) {
            asked = Some(Asked::Run(command));
        }
    }
    asked
}

fn handle_ui(ui: &Ui, map: Rect, session: &Session, edge: Edge, command: Command, is_folded: bool) -> bool {
    let theme = &session.theme;
    let (at, size) = match edge {
        Edge::Left => (map.left_center() + Vec2::new(THIN_PT / 2.0, 0.0), Vec2::new(THIN_PT, LONG_PT)),
        Edge::Right => (map.right_center() - Vec2::new(THIN_PT / 2.0, 0.0), Vec2::new(THIN_PT, LONG_PT)),
        Edge::Bottom => (map.center_bottom() - Vec2::new(0.0, THIN_PT / 2.0), Vec2::new(LONG_PT, THIN_PT)),
    };
    let room = Rect::from_center_size(at, size);
    let name = command.face().of(session.lang);
    let id = Id::unique(("fold", command.key()));
    let area = Area::new(id).fixed_pos(room.min).constrain(false).order(egui::Order::Middle);
    let shown = area.show(ui.ctx(), |ui| {
        let (room, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, !is_folded, name));
        let is_hot = response.hovered() || response.has_focus();
        let ground = if is_hot { theme.hover } else { theme.card };
        ui.painter().rect(
            room,
            5.0,
            color(ground),
            Stroke::new(1.0, color(theme.panel_edge)),
            egui::StrokeKind::Inside,
        );
        // The tip shows where the panel would go.
        let away = match edge {
            Edge::Left => Vec2::new(-1.0, 0.0),
            Edge::Right => Vec2::new(1.0, 0.0),
            Edge::Bottom => Vec2::new(0.0, 1.0),
        };
        let away = if is_folded { -away } else { away };
        ui.painter().add(tip(room.center(), away, color(theme.text_weak)));
        response.on_hover_text(format!("{name} ({})", command.key())).clicked()
    });
    shown.inner
}

fn tip(middle: Pos2, toward: Vec2, ink: egui::Color32) -> Shape {
    let across = Vec2::new(-toward.y, toward.x);
    let corners =
        vec![middle + toward * 2.6, middle - toward * 2.0 + across * 4.2, middle - toward * 2.0 - across * 4.2];
    Shape::convex_polygon(corners, ink, Stroke::NONE)
}
