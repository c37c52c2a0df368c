//! The map on the wall of a meeting: dark, large, one grid after the other.
//!
//! What is shown goes through the gate for [`Audience::Meeting`](crate::disclose::Audience::Meeting): counts, grids and
//! neutral dots; nobody's name, phone, needs or missing cover. The window behind it stays as it is.

mod facts;
mod ground;
mod wall;

use crate::app::wording::Lang;
use crate::geom::{Bounds, MapPoint, View};
use crate::ui::projector::facts::{Step, steps};
use crate::ui::projector::ground::Ground;
use crate::ui::projector::wall::{Shown, wall_ui};
use crate::ui::window::Window;
use egui::{Color32, Context, CursorIcon, Key, Modifiers, Rect, Sense, Ui, ViewportCommand};

/// How long a flight from one grid to the next takes.
const FLIGHT_SECS: f32 = 0.7;

/// What is on the wall.
#[derive(Debug)]
pub(crate) struct Projector {
    steps: Vec<Step>,
    step_idx: usize,
    is_black: bool,
    ground: Ground,
    flight: Flight,
    was_fullscreen: bool,
}

/// From one look to another.
#[derive(Debug)]
struct Flight {
    from: Option<View>,
    to: Option<View>,
    /// The step and the size of the map that `to` is for.
    is_for: Option<(usize, Rect)>,
    /// How much of it is behind us, 0 to 1.
    share: f32,
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Next,
    Back,
    First,
    Last,
    Black,
    Leave,
}

/// Keys of the keyboard, and those that clickers send.
const KEYS: [(Key, Turn); 15] = [
    (Key::ArrowRight, Turn::Next),
    (Key::ArrowDown, Turn::Next),
    (Key::PageDown, Turn::Next),
    (Key::Space, Turn::Next),
    (Key::Enter, Turn::Next),
    (Key::ArrowLeft, Turn::Back),
    (Key::ArrowUp, Turn::Back),
    (Key::PageUp, Turn::Back),
    (Key::Backspace, Turn::Back),
    (Key::Home, Turn::First),
    (Key::End, Turn::Last),
    (Key::B, Turn::Black),
    (Key::Period, Turn::Black),
    (Key::Escape, Turn::Leave),
    (Key::F11, Turn::Leave),
];

impl Window {
    /// Puts the map on the wall.
    pub(crate) fn open_projector(&mut self, ctx: &Context) {
        match Ground::start(ctx) {
            Ok(ground) => {
                self.session.cancel();
                let was_fullscreen = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                let flight = Flight { from: None, to: None, is_for: None, share: 1.0 };
                let steps = steps(&self.document);
                let projector = Projector { steps, step_idx: 0, is_black: false, ground, flight, was_fullscreen };
                self.projector = Some(Box::new(projector));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
                ctx.request_repaint();
            }
            Err(err) => self.session.complain(err.to_string()),
        }
    }

    /// One frame of it.
    pub(crate) fn projector_ui(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let Some(projector) = &mut self.projector else { return };
        projector.ground.follow(&ctx, &self.document);
        let pressed = |(key, turn)| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key)).then_some(turn);
        let turns: Vec<Turn> = KEYS.into_iter().filter_map(pressed).collect();
        for &turn in &turns {
            projector.turn(turn);
        }
        // Whoever closes the window must see what keeps it open.
        let is_held = ctx.input(|input| input.viewport().close_requested()) && self.session.dialog.is_some();
        if is_held || turns.contains(&Turn::Leave) {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(projector.was_fullscreen));
            ctx.request_repaint();
            self.projector = None;
            return;
        }
        projector.ui(ui, self.session.lang, self.session.comfort.is_still);
    }
}

impl Window {
    /// After a mistake in drawing it the wall is dark, so that nothing of the window gets there.
    pub(crate) fn darken_wall(&self, ui: &Ui) {
        debug_assert!(self.projector.is_some(), "somebody is projecting");
        ui.painter().rect_filled(ui.max_rect(), 0.0, Color32::BLACK);
    }
}

impl Projector {
    /// Does what a key asks for; leaving is up to the window.
    fn turn(&mut self, turn: Turn) {
        // Whoever goes on wants to see it.
        self.is_black = turn == Turn::Black && !self.is_black;
        let last = self.steps.len().saturating_sub(1);
        self.step_idx = match turn {
            Turn::Next => (self.step_idx + 1).min(last),
            Turn::Back => self.step_idx.saturating_sub(1),
            Turn::First => 0,
            Turn::Last => last,
            Turn::Black | Turn::Leave => self.step_idx,
        };
    }

    fn ui(&mut self, ui: &mut Ui, lang: Lang, is_still: bool) {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click());
        if self.is_black {
            ui.painter().rect_filled(rect, 0.0, Color32::BLACK);
            ui.ctx().set_cursor_icon(CursorIcon::None);
            self.is_black = !response.clicked();
            return;
        }
        let Some(step) = self.steps.get(self.step_idx) else { return };
        let shown = Shown { lang, steps: &self.steps, step, step_idx: self.step_idx };
        let (flight, dt_secs) = (&mut self.flight, ui.input(|input| input.stable_dt).min(0.1));
        let look = |bounds: &Bounds, map, step_idx| flight.view(dt_secs, bounds, map, step_idx, is_still);
        let chosen = wall_ui(ui, rect, &shown, &mut self.ground, look);
        if self.flight.share < 1.0 {
            ui.ctx().request_repaint();
        }
        if let Some(step_idx) = chosen {
            self.step_idx = step_idx;
            ui.ctx().request_repaint();
        }
    }
}

impl Flight {
    /// The look of this frame and the one that it leads to.
    fn view(&mut self, dt_secs: f32, bounds: &Bounds, map: Rect, step_idx: usize, is_still: bool) -> [View; 2] {
        if self.is_for != Some((step_idx, map)) {
            let is_resized = self.is_for.is_some_and(|(_, before)| before != map);
            let target = View::fitting(bounds, map.width(), map.height(), 24.0);
            self.from = self.now().filter(|_| !is_resized && !is_still);
            self.share = if self.from.is_some() { 0.0 } else { 1.0 };
            (self.to, self.is_for) = (Some(target), Some((step_idx, map)));
        } else if self.share < 1.0 {
            self.share = (self.share + dt_secs / FLIGHT_SECS).min(1.0);
        }
        let to = self.to.unwrap_or_else(|| View::fitting(bounds, map.width(), map.height(), 24.0));
        [self.now().unwrap_or(to), to]
    }

    /// Where we are.
    fn now(&self) -> Option<View> {
        let to = self.to?;
        let Some(from) = self.from.filter(|_| self.share < 1.0) else { return Some(to) };
        let share = f64::from(self.share * self.share * (3.0 - 2.0 * self.share));
        let between = |a: f64, b: f64| (b - a).mul_add(share, a);
        let center = MapPoint {
            east_m: between(from.center.east_m, to.center.east_m),
            north_m: between(from.center.north_m, to.center.north_m),
        };
        Some(View { center, pt_per_m: between(from.pt_per_m.ln(), to.pt_per_m.ln()).exp(), ..to })
    }
}
