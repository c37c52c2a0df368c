//! The painted map as a texture, painted beside the window's thread.

use crate::app::survive;
use crate::geom::{MapPoint, View};
use crate::scene::paint::{Fonts, Look, paint};
use crate::scene::{Scene, Theme};
use crate::ui::safety::tell_failed_aside;
use egui::{ColorImage, Context, Rect, TextureHandle, TextureOptions};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// The picture reaches so far beyond the window, so that a short drag shows no empty edge.
const MARGIN_PT: f32 = 80.0;

/// A picture that is wanted.
struct Order {
    number: u64,
    scene: Arc<Scene>,
    theme: Theme,
    view: View,
    scale: f32,
}

/// A picture that was painted.
struct Painted {
    number: u64,
    image: ColorImage,
    view: View,
}

/// The last picture, and the thread that paints the next one.
pub(crate) struct Picture {
    orders: Sender<Order>,
    painted: Receiver<Painted>,
    newest: Arc<AtomicU64>,
    wanted: Option<(u64, View, f32)>,
    shown: Option<(TextureHandle, View)>,
    shown_number: u64,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Picture")
            .field("wanted", &self.wanted)
            .field("shown_number", &self.shown_number)
            .finish_non_exhaustive()
    }
}

impl Picture {
    /// Starts the thread. It ends when the picture is dropped.
    ///
    /// # Errors
    /// If the system cannot start a thread.
    pub(crate) fn start(ctx: Context) -> std::io::Result<Self> {
        let (orders, todo) = channel::<Order>();
        let (done, painted) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let newest_seen = Arc::clone(&newest);
        std::thread::Builder::new().name("painter".to_owned()).spawn(move || {
            let fonts = Fonts::embedded();
            while let Ok(mut order) = todo.recv() {
                while let Ok(newer) = todo.try_recv() {
                    order = newer;
                }
                let is_stale = || newest_seen.load(Ordering::Relaxed) > order.number + 2;
                let look = Look::screen(&order.theme, &fonts, order.scale);
                let Some(painted) = survive(|| paint(&order.scene, &order.view, &look, &is_stale)) else {
                    tell_failed_aside(&ctx);
                    continue;
                };
                let Some(picture) = painted else { continue };
                let size = [picture.width() as usize, picture.height() as usize];
                let image = ColorImage::from_rgba_premultiplied(size, picture.data());
                if done.send(Painted { number: order.number, image, view: order.view }).is_err() {
                    return;
                }
                ctx.request_repaint();
            }
        })?;
        Ok(Self { orders, painted, newest, wanted: None, shown: None, shown_number: 0 })
    }

    /// Asks for a picture of what the view shows, unless that is what was asked for last.
    pub(crate) fn want(&mut self, scene: &Arc<Scene>, scene_number: u64, theme: &Theme, view: View, scale: f32) {
        if self.wanted == Some((scene_number, view, scale)) {
            return;
        }
        self.wanted = Some((scene_number, view, scale));
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        let wide = View {
            width_pt: view.width_pt + 2.0 * MARGIN_PT,
            height_pt: view.height_pt + 2.0 * MARGIN_PT,
            ..snapped(view, scale)
        };
        let order = Order { number, scene: Arc::clone(scene), theme: theme.clone(), view: wide, scale };
        // If the thread is gone the last picture stays, which is better than a crash.
        drop(self.orders.send(order));
    }

    /// Shows the newest picture there is, where the view has it.
    pub(crate) fn show(&mut self, ui: &egui::Ui, rect: Rect, view: &View) {
        while let Ok(painted) = self.painted.try_recv() {
            if painted.number < self.shown_number {
                continue;
            }
            self.shown_number = painted.number;
            if let Some((texture, shown)) = &mut self.shown {
                texture.set(painted.image, TextureOptions::LINEAR);
                *shown = painted.view;
            } else {
                let texture = ui.ctx().load_texture("map", painted.image, TextureOptions::LINEAR);
                self.shown = Some((texture, painted.view));
            }
        }
        let Some((texture, shown)) = &self.shown else { return };
        let bounds = shown.bounds();
        let corner = |east_m, north_m| {
            let at = view.screen_from_map(MapPoint { east_m, north_m });
            rect.min + egui::vec2(at.x_pt, at.y_pt)
        };
        let mut place = Rect::from_min_max(
            corner(bounds.min.east_m, bounds.max.north_m),
            corner(bounds.max.east_m, bounds.min.north_m),
        );
        if (shown.pt_per_m - view.pt_per_m).abs() < 1e-9 {
            // At the painted scale the picture must sit on whole pixels, or everything is blurred.
            let scale = ui.ctx().pixels_per_point();
            let min = ((place.min.to_vec2() * scale).round() / scale).to_pos2();
            place = Rect::from_min_size(min, texture.size_vec2() / scale);
        }
        let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
        ui.painter().with_clip_rect(rect).image(texture.id(), place, whole, egui::Color32::WHITE);
    }

    /// True once there is a picture of what was asked for last.
    pub(crate) fn is_up_to_date(&self) -> bool {
        self.shown.is_some() && self.shown_number == self.newest.load(Ordering::Relaxed)
    }
}

/// The same view with its center on a whole pixel, so that pictures of a pan fit each other.
fn snapped(view: View, scale: f32) -> View {
    let px_per_m = view.pt_per_m * f64::from(scale);
    let snap = |meters: f64| (meters * px_per_m).round() / px_per_m;
    View { center: MapPoint { east_m: snap(view.center.east_m), north_m: snap(view.center.north_m) }, ..view }
}
