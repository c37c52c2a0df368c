//! The map widget: view, pointer, floating bars.

use crate::app::Document;
use crate::app::wording::Text;
use crate::disclose::Audience;
use crate::geom::{Bounds, MapPoint, View};
use crate::scene::{Scene, SceneOptions, build};
use crate::ui::asked::Asked;
use crate::ui::map::Picture;
use crate::ui::map::floating::floating_ui;
use crate::ui::map::gestures::gestures_ui;
use crate::ui::map::names::names_ui;
use crate::ui::map::overlay::overlay_ui;
use crate::ui::menus::map_menu_ui;
use crate::ui::session::Session;
use crate::ui::style::color;
use egui::{Rect, Sense, Ui, Vec2};
use std::sync::Arc;

/// What the map keeps between frames.
#[derive(Debug)]
pub(crate) struct MapState {
    picture: Picture,
    scene: Option<(SceneKey, Arc<Scene>)>,
    scene_number: u64,
}

#[derive(Clone, Debug, PartialEq)]
struct SceneKey {
    revision: u64,
    options: SceneOptions,
}

impl MapState {
    /// An empty map.
    ///
    /// # Errors
    /// If the painter thread cannot be started.
    pub(crate) fn new(ctx: egui::Context) -> std::io::Result<Self> {
        Ok(Self { picture: Picture::start(ctx)?, scene: None, scene_number: 0 })
    }

    /// True once everything in view was painted as it is now.
    pub(crate) fn is_up_to_date(&self) -> bool {
        self.picture.is_up_to_date()
    }

    /// Forgets the scene: another project was opened.
    pub(crate) fn forget(&mut self) {
        self.scene = None;
    }

    /// The scene of the document as the session wants it; built anew only if something changed.
    fn scene(&mut self, document: &Document, session: &Session) -> Arc<Scene> {
        let key = SceneKey {
            revision: document.revision(),
            options: SceneOptions {
                plan: document.plan(),
                audience: Audience::Internal,
                show_links: session.layers.links,
                show_grids: session.layers.grids,
                show_backdrop: session.layers.backdrop,
                show_member_names: true,
                coloring: session.coloring,
                filter: session.filter.clone(),
            },
        };
        match &self.scene {
            Some((built, scene)) if *built == key => Arc::clone(scene),
            _ => {
                let scene = Arc::new(build(document.project(), document.index(), &key.options));
                self.scene_number += 1;
                self.scene = Some((key, Arc::clone(&scene)));
                scene
            }
        }
    }
}

/// Draws the map and listens to the pointer.
pub(crate) fn map_ui(ui: &mut Ui, document: &Document, session: &mut Session, state: &mut MapState) -> Option<Asked> {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    let words = Text::Map.of(session.lang);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, words));
    let scene = state.scene(document, session);
    session.view.width_pt = rect.width();
    session.view.height_pt = rect.height();
    if session.needs_fit && rect.width() > 50.0 {
        session.view = fitting(&scene.bounds(), rect);
        // An empty map has nothing to fit; the first import will.
        session.needs_fit = scene.bounds().is_empty();
    }
    let asked = gestures_ui(ui, &response, document, session, &scene);
    ui.painter().rect_filled(rect, 0.0, color(session.theme.canvas));
    let scale = ui.ctx().pixels_per_point();
    state.picture.want(&scene, state.scene_number, &session.theme, session.view, scale);
    state.picture.show(ui, rect, &session.view);
    let painter = ui.painter().with_clip_rect(rect);
    names_ui(&painter, rect, &scene, document, session);
    overlay_ui(ui, &painter, rect, document, session);
    let floated = floating_ui(ui, rect, document, session, &scene);
    asked.or(floated).or(map_menu_ui(&response, document, session))
}

/// The whole place, clear of the zoom buttons on the right and the scale bar below.
fn fitting(bounds: &Bounds, rect: Rect) -> View {
    let (right_pt, below_pt) = (56.0, 30.0);
    let free = View::fitting(&bounds.padded(8.0), rect.width() - right_pt, rect.height() - below_pt, 20.0);
    let shift_m = |points: f32| f64::from(points) / 2.0 / free.pt_per_m;
    let center =
        MapPoint { east_m: free.center.east_m + shift_m(right_pt), north_m: free.center.north_m - shift_m(below_pt) };
    View { center, width_pt: rect.width(), height_pt: rect.height(), ..free }
}

/// Where a map point is in the window.
pub(crate) fn window_from_map(rect: Rect, view: &View, point: MapPoint) -> egui::Pos2 {
    let at = view.screen_from_map(point);
    rect.min + Vec2::new(at.x_pt, at.y_pt)
}
