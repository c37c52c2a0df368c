//! The map widget: view, pointer, floating bars.

use crate::app::wording::Text;
use crate::app::{Base, Document};
use crate::disclose::Audience;
use crate::geom::{Bounds, MapPoint, View};
use crate::scene::{Coloring, Ink, SceneOptions};
use crate::ui::asked::Asked;
use crate::ui::borders::borders_overlay_ui;
use crate::ui::map::floating::floating_ui;
use crate::ui::map::gestures::gestures_ui;
use crate::ui::map::layer::Layer;
use crate::ui::map::names::{house_numbers_ui, names_ui};
use crate::ui::map::overlay::{grid_outline_ui, overlay_ui};
use crate::ui::map::rings::hover_ring_ui;
use crate::ui::map::rubber::rubber_ui;
use crate::ui::map::sketch_map::coming_ui;
use crate::ui::map::swipe::swipe_ui;
use crate::ui::menus::map_menu_ui;
use crate::ui::session::{Mode, Session};
use crate::ui::style::color;
use egui::{Rect, Sense, Ui, Vec2};
use std::collections::BTreeMap;

/// How much smaller than the window the whole place may become.
const SMALLEST: f64 = 12.0;

/// What the map keeps between frames.
#[derive(Debug)]
pub(crate) struct MapState {
    main: Layer,
    /// The other plan, while two are compared.
    beside: Option<Layer>,
    is_up_to_date: bool,
}

impl MapState {
    /// An empty map.
    ///
    /// # Errors
    /// If a thread cannot be started.
    pub(crate) fn new(ctx: &egui::Context) -> std::io::Result<Self> {
        Ok(Self { main: Layer::new(ctx)?, beside: None, is_up_to_date: false })
    }

    /// A map that goes on from a sketch.
    pub(crate) fn on(layer: Layer) -> Self {
        Self { main: layer, beside: None, is_up_to_date: false }
    }

    /// True once everything in view was painted as it is now.
    pub(crate) fn is_up_to_date(&self) -> bool {
        self.is_up_to_date
    }

    /// True once there is a scene to be painted.
    pub(crate) fn has_scene(&self) -> bool {
        self.main.scene().is_some()
    }

    /// How many households on the map have each color.
    pub(crate) fn ink_counts(&self) -> BTreeMap<Ink, u32> {
        self.main.scene().map(|scene| scene.ink_counts()).unwrap_or_default()
    }

    /// Forgets the scene: another project was opened.
    pub(crate) fn forget(&mut self) {
        self.main.forget();
        self.beside = None;
        self.is_up_to_date = false;
    }

    /// The other plan on its part of the map, while two are compared.
    fn show_beside(&mut self, ui: &Ui, rect: Rect, document: &Document, session: &Session, options: &SceneOptions) {
        let Some(swipe) = session.swipe else {
            self.beside = None;
            return;
        };
        if self.beside.is_none() {
            // Without a thread there is nothing beside; the map itself goes on.
            self.beside = Layer::new(ui.ctx()).ok();
        }
        let Some(beside) = &mut self.beside else { return };
        let options = SceneOptions { plan: swipe.plan, ..options.clone() };
        beside.follow(document, &options, ui.ctx().pixels_per_point());
        let part = swipe.right_of(rect);
        if beside.scene().is_some() {
            ui.painter().rect_filled(part, 0.0, color(session.theme.canvas));
        }
        let rest = resting(session);
        beside.show(ui, [rect, part], [&session.view, &rest], &session.theme);
    }
}

/// What the window shows of a project.
fn options(document: &Document, session: &Session) -> SceneOptions {
    SceneOptions {
        plan: document.plan(),
        base: match Base::of(document, session.compare) {
            Base::Plan(plan) => plan,
            Base::Opened => document.plan(),
        },
        current: document.project().current_plan(),
        audience: Audience::Internal,
        // While another tier is planned, the lines of households would only be in its way.
        show_links: session.layers.links && session.tiers.chosen.is_none(),
        show_grids: session.layers.grids,
        show_backdrop: session.layers.backdrop,
        show_member_names: true,
        show_patches: session.layers.patches || session.coloring == Coloring::Member,
        coloring: session.coloring,
        tier: session.tiers.chosen.clone(),
        filter: session.filter.clone(),
    }
}

/// Draws the map and listens to the pointer.
pub(crate) fn map_ui(ui: &mut Ui, document: &Document, session: &mut Session, state: &mut MapState) -> Option<Asked> {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    let words = Text::Map.of(session.lang);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, words));
    let scale = ui.ctx().pixels_per_point();
    let options = options(document, session);
    state.main.follow(document, &options, scale);
    ui.painter().rect_filled(rect, 0.0, color(session.theme.canvas));
    session.view.width_pt = rect.width();
    session.view.height_pt = rect.height();
    let Some(scene) = state.main.scene().cloned() else {
        // The thread that builds the scene wakes us.
        state.is_up_to_date = false;
        coming_ui(ui, rect, session);
        return None;
    };
    if session.needs_fit && rect.width() > 50.0 {
        session.glide = None;
        session.view = fitting(&scene.bounds(), rect, session.mode);
        // An empty map has nothing to fit; the first import will.
        session.needs_fit = scene.bounds().is_empty();
    }
    session.is_far = scene.is_far(session.view.pt_per_m);
    let asked = gestures_ui(ui, &response, document, session, &scene);
    glide_on(ui, session);
    keep_in_reach(&scene.bounds(), session);
    let rest = resting(session);
    state.main.show(ui, [rect, rect], [&session.view, &rest], &session.theme);
    state.is_up_to_date = state.main.is_up_to_date(document, &options);
    state.show_beside(ui, rect, document, session, &options);
    let painter = ui.painter().with_clip_rect(rect);
    grid_outline_ui(&painter, rect, document, session);
    let taken = names_ui(&painter, rect, &scene, session);
    house_numbers_ui(&painter, rect, document, session, taken);
    overlay_ui(ui, &painter, rect, document, session);
    hover_ring_ui(ui, &painter, rect, document, session, &scene);
    rubber_ui(ui, &painter, rect, session);
    swipe_ui(ui, &painter, rect, document, session);
    borders_overlay_ui(&painter, rect, document, session);
    let floated = floating_ui(ui, rect, document, session, &scene);
    if session.borders.doing.is_some() {
        // The other button takes corners away there.
        return asked.or(floated);
    }
    asked.or(floated).or(map_menu_ui(&response, document, session))
}

/// Nobody gets lost: some of the place stays in the middle of the window, and it is never smaller than a thumbnail.
pub(super) fn keep_in_reach(bounds: &Bounds, session: &mut Session) {
    if bounds.is_empty() {
        return;
    }
    let view = &mut session.view;
    let whole = View::fitting(&bounds.padded(8.0), view.width_pt, view.height_pt, 0.0);
    session.farthest_pt_per_m = whole.pt_per_m / SMALLEST;
    view.center.east_m = view.center.east_m.clamp(bounds.min.east_m, bounds.max.east_m);
    view.center.north_m = view.center.north_m.clamp(bounds.min.north_m, bounds.max.north_m);
}

/// The look that the view is on its way to.
pub(super) fn resting(session: &Session) -> View {
    session.glide.map_or(session.view, |glide| glide.rest(&session.view))
}

/// Moves the view on by what goes on by itself.
pub(super) fn glide_on(ui: &Ui, session: &mut Session) {
    let Some(glide) = session.glide else { return };
    let secs = ui.input(|input| input.stable_dt).min(0.1);
    (session.view, session.glide) = glide.step(&session.view, secs);
    ui.ctx().request_repaint();
}

/// The whole place, clear of the zoom buttons on the right, the scale bar below and the tools above.
pub(super) fn fitting(bounds: &Bounds, rect: Rect, mode: Mode) -> View {
    let (right_pt, above_pt) = (56.0, if mode == Mode::Assign { 46.0 } else { 0.0 });
    let below_pt = 30.0;
    let height_pt = rect.height() - below_pt - above_pt;
    let free = View::fitting(&bounds.padded(8.0), rect.width() - right_pt, height_pt, 20.0);
    let shift_m = |points: f32| f64::from(points) / 2.0 / free.pt_per_m;
    let center = MapPoint {
        east_m: free.center.east_m + shift_m(right_pt),
        north_m: free.center.north_m - shift_m(below_pt) + shift_m(above_pt),
    };
    View { center, width_pt: rect.width(), height_pt: rect.height(), ..free }
}

/// Where a map point is in the window.
pub(crate) fn window_from_map(rect: Rect, view: &View, point: MapPoint) -> egui::Pos2 {
    let at = view.screen_from_map(point);
    rect.min + Vec2::new(at.x_pt, at.y_pt)
}
