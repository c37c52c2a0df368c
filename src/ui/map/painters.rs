//! The threads that paint tiles. They take the most wanted tile first, and never keep the window waiting.

use crate::app::survive;
use crate::geom::{MapPoint, View};
use crate::scene::paint::{Brush, Fonts, Look, paint};
use crate::scene::{Scene, Theme};
use crate::ui::safety::tell_failed_aside;
use egui::{ColorImage, Context};
use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Side of a tile, in pixels.
pub(crate) const SIDE_PX: u32 = 512;
/// More threads than this would only wait for memory.
const MOST_THREADS: usize = 4;

/// Which tile: its scale, and its place in the endless sheet of that scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TileKey {
    /// Pixels in a map meter, as bits, so that it can be compared.
    pub(crate) scale: u64,
    /// Tiles to the east of the map's origin.
    pub(crate) column: i32,
    /// Tiles to the south of it.
    pub(crate) row: i32,
}

impl TileKey {
    /// Pixels in a map meter.
    pub(crate) fn px_per_m(self) -> f64 {
        f64::from_bits(self.scale)
    }

    /// What the tile shows, at this number of pixels per point.
    pub(crate) fn view(self, scale: f32) -> View {
        let middle = |place: i32| (f64::from(place) + 0.5) * f64::from(SIDE_PX) / self.px_per_m();
        let side_pt = SIDE_PX as f32 / scale;
        View {
            center: MapPoint { east_m: middle(self.column), north_m: -middle(self.row) },
            pt_per_m: self.px_per_m() / f64::from(scale),
            width_pt: side_pt,
            height_pt: side_pt,
        }
    }
}

/// A tile that is wanted.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) key: TileKey,
    /// Grows with every scene.
    pub(crate) number: u64,
    pub(crate) scene: Arc<Scene>,
    pub(crate) theme: Arc<Theme>,
    /// Pixels in a point.
    pub(crate) scale: f32,
    /// Rings stand for households from far.
    pub(crate) has_rings: bool,
}

/// A tile that was painted.
pub(crate) struct Painted {
    pub(crate) key: TileKey,
    pub(crate) number: u64,
    /// `None` if painting failed.
    pub(crate) image: Option<ColorImage>,
}

#[derive(Default)]
struct Desk {
    orders: VecDeque<Order>,
    taken: BTreeMap<TileKey, u64>,
}

#[derive(Default)]
struct Shared {
    desk: Mutex<Desk>,
    wake: Condvar,
    is_closing: AtomicBool,
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        // A painter that panicked holds no half-changed desk: it only takes from it.
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The painters of a window. They end when this is dropped.
pub(crate) struct Painters {
    shared: Arc<Shared>,
    painted: Receiver<Painted>,
}

impl Painters {
    /// Starts the threads: one less than there are cores, for the window needs one.
    ///
    /// # Errors
    /// If the system cannot start a thread.
    pub(crate) fn start(ctx: &Context) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let (done, painted) = channel();
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        for thread_idx in 0..cores.saturating_sub(1).clamp(1, MOST_THREADS) {
            let (shared, done, ctx) = (Arc::clone(&shared), done.clone(), ctx.clone());
            let name = format!("painter {thread_idx}");
            std::thread::Builder::new().name(name).spawn(move || work(&shared, &done, &ctx))?;
        }
        Ok(Self { shared, painted })
    }

    /// Replaces all orders that nobody has taken yet.
    pub(crate) fn want(&self, orders: impl Iterator<Item = Order>) {
        let mut desk = self.shared.desk();
        let Desk { orders: waiting, taken } = &mut *desk;
        waiting.clear();
        waiting.extend(orders.filter(|order| taken.get(&order.key) != Some(&order.number)));
        if !waiting.is_empty() {
            self.shared.wake.notify_all();
        }
    }

    /// The next painted tile, if there is one.
    pub(crate) fn painted(&self) -> Option<Painted> {
        let painted = self.painted.try_recv().ok()?;
        let mut desk = self.shared.desk();
        if desk.taken.get(&painted.key) == Some(&painted.number) {
            desk.taken.remove(&painted.key);
        }
        Some(painted)
    }
}

impl Drop for Painters {
    fn drop(&mut self) {
        self.shared.is_closing.store(true, Ordering::Relaxed);
        self.shared.desk().orders.clear();
        self.shared.wake.notify_all();
    }
}

fn work(shared: &Shared, done: &Sender<Painted>, ctx: &Context) {
    let fonts = Fonts::embedded();
    let mut brush = Brush::default();
    while let Some(order) = take(shared) {
        let (key, number) = (order.key, order.number);
        let look = Look { has_rings: order.has_rings, ..Look::screen(&order.theme, &fonts, order.scale) };
        let is_closing = || shared.is_closing.load(Ordering::Relaxed);
        let view = key.view(order.scale);
        let picture = survive(|| paint(&order.scene, &view, &look, &mut brush, &is_closing));
        let image = picture.unwrap_or_else(|| {
            tell_failed_aside(ctx);
            brush = Brush::default();
            None
        });
        let image = image.map(|picture| {
            let size = [picture.width() as usize, picture.height() as usize];
            ColorImage::from_rgba_premultiplied(size, picture.data())
        });
        if done.send(Painted { key, number, image }).is_err() {
            return;
        }
        ctx.request_repaint();
    }
}

/// The next order; waits for one. `None` when the window closes.
fn take(shared: &Shared) -> Option<Order> {
    let mut desk = shared.desk();
    loop {
        if shared.is_closing.load(Ordering::Relaxed) {
            return None;
        }
        if let Some(order) = desk.orders.pop_front() {
            desk.taken.insert(order.key, order.number);
            return Some(order);
        }
        desk = shared.wake.wait(desk).unwrap_or_else(PoisonError::into_inner);
    }
}
