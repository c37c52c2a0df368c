//! The planning window without a screen and an invented city in it, for what is measured there.

use egui::{Context, Event, FullOutput, Key, Modifiers, Pos2, RawInput, Rect, Vec2};
use lianhu::app::{Document, Settings, Stamp, operator};
use lianhu::demo::{Recipe, invent};
use lianhu::store::{Access, Store};
use lianhu::ui::Window;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The window, in points.
pub(crate) const SIZE: Vec2 = Vec2::new(1600.0, 1000.0);

/// A window without a screen.
pub(crate) struct Desk {
    pub(crate) window: Window,
    pub(crate) ctx: Context,
    now_secs: f64,
}

impl Desk {
    pub(crate) fn on(document: Document) -> Self {
        let ctx = Context::default();
        // As in the real window: screen readers are served only where there are some.
        let window = Window::new(&ctx, document, Settings::default(), None).unwrap();
        Self { window, ctx, now_secs: 0.0 }
    }

    /// Frames until the map has been painted as it is now.
    pub(crate) fn rest(&mut self) {
        self.show(vec![Event::PointerGone]);
        // The scene of a city takes some seconds.
        while !self.window.shows_map() {
            self.pause();
        }
        for _ in 0..40 {
            self.pause();
        }
    }

    fn pause(&mut self) {
        std::thread::sleep(Duration::from_millis(20));
        self.show(Vec::new());
    }

    /// One frame, from the input to the shapes.
    pub(crate) fn show(&mut self, events: Vec<Event>) -> FullOutput {
        self.now_secs += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.now_secs),
            predicted_dt: 1.0 / 60.0,
            focused: true,
            events,
            ..RawInput::default()
        };
        let window = &mut self.window;
        let mut output = self.ctx.run_ui(input, |ui| {
            window.listen(&ui.ctx().clone());
            window.frame_ui(ui);
        });
        // There is no graphics card that would take them.
        output.textures_delta.clear();
        output
    }
}

/// Writes a city with as many households and members as the command line says, and says how many they are.
pub(crate) fn city(name: &str) -> (PathBuf, String) {
    let counts: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let households = counts.first().copied().unwrap_or(65_000);
    let members = counts.get(1).copied().unwrap_or(10_793);
    let recipe = Recipe { members, ..Recipe::of_size(1, households, Recipe::village().scheme) };
    let path = std::env::temp_dir().join(format!("lianhu-{name}-{}.gpkg", std::process::id()));
    Store::create(&path, &invent(&recipe), &operator()).unwrap().close().unwrap();
    (path, format!("{households} households, {members} members"))
}

pub(crate) fn open(path: &Path) -> Document {
    Document::open(path, Access::Write(operator()), Stamp::now, || {}).unwrap()
}

pub(crate) fn key(key: Key) -> Vec<Event> {
    let press = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    vec![press(true), press(false)]
}

/// So many percent of the times are no longer than this, in milliseconds.
pub(crate) fn part(times: &mut [Duration], percent: usize) -> f64 {
    times.sort();
    let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(place).copied().map_or(0.0, ms)
}

pub(crate) fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
