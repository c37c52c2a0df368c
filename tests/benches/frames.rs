//! How long our part of a frame and its triangles take on the window's thread, without a screen:
//! `cargo bench --bench frames [-- HOUSEHOLDS MEMBERS]`; 65 000 and 10 793 if nothing is said.
//!
//! Each row is a gesture of some hundred frames on the planning window at 1600 × 1000 points. “ours” is everything
//! from the input to the shapes, “triangles” what the painter of the widgets makes of them; uploads and paint on the
//! graphics card come on top. The map is painted by threads beside; a row waits for them before it begins.
#![expect(clippy::print_stdout, clippy::disallowed_types, clippy::disallowed_methods, reason = "it measures and tells")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

mod desk;

use desk::{Desk, SIZE, city, key, open, part};
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, TouchPhase, Vec2};
use lianhu::app::memory_in_use;
use lianhu::edit::Edit;
use lianhu::model::{HouseholdId, LinkKind, MemberId};
use std::time::{Duration, Instant};

/// Frames of one gesture.
const FRAMES: usize = 240;
/// Households in the hand at once.
const PICKED: usize = 2_000;

fn main() {
    let (path, told) = city("frames");
    let mut desk = Desk::on(open(&path));
    println!("{told}, {} × {} points", SIZE.x, SIZE.y);
    println!("{:<22} {:>12} {:>12} {:>14} {:>14}", "", "ours, median", "ours, 95 %", "triang., med.", "triang., 95 %");
    desk.measure_all();
    if let Some(bytes) = memory_in_use() {
        println!("memory in use: {:.0} MB", bytes as f64 / 1_048_576.0);
    }
    drop(desk);
    std::fs::remove_file(&path).unwrap();
}

impl Desk {
    fn measure_all(&mut self) {
        let middle = Pos2::new(820.0, 450.0);
        self.row("nothing happens", |_| Vec::new());
        self.row("hover, far out", |place| vec![Event::PointerMoved(along(middle, place))]);
        self.row("pan, far out", |place| drag(middle, place));
        self.row("zoom in", |_| vec![wheel(12.0)]);
        self.rest();
        self.row("hover, near", |place| vec![Event::PointerMoved(along(middle, place))]);
        self.row("pan, near", |place| drag(middle, place));
        self.row("zoom out", |_| vec![wheel(-12.0)]);
        self.show(key(Key::A));
        self.pick();
        self.row(&format!("hover, {PICKED} picked"), |place| vec![Event::PointerMoved(along(middle, place))]);
        self.row(&format!("pan, {PICKED} picked"), |place| drag(middle, place));
        self.assign();
    }

    /// One gesture: what happens in each frame.
    fn row(&mut self, name: &str, events: impl Fn(usize) -> Vec<Event>) {
        self.rest();
        let frames = (0..FRAMES).map(|place| self.frame(events(place)));
        let (mut ours, mut triangles): (Vec<Duration>, Vec<Duration>) = frames.unzip();
        let [a, b] = [50, 95].map(|percent| part(&mut ours, percent));
        let [c, d] = [50, 95].map(|percent| part(&mut triangles, percent));
        println!("{name:<22} {a:>9.2} ms {b:>9.2} ms {c:>11.2} ms {d:>11.2} ms");
    }

    /// Picks many households as a tool would, through the door that tools use.
    fn pick(&mut self) {
        let ids: Vec<HouseholdId> = self.window.document().project().households.ids().take(PICKED).collect();
        self.window.session_mut().picked.replace(ids);
    }

    /// What a brush over as many costs until it is settled.
    fn assign(&self) {
        let project = self.window.document().project();
        let to = project.members.iter().find(|(_, row)| row.can_cover() && row.home.is_none());
        let to = to.map_or(MemberId(1), |(id, _)| id);
        let households: Vec<HouseholdId> = project.households.ids().take(PICKED).collect();
        let edit = Edit::Assign { households, to, kind: LinkKind::Primary };
        let start = Instant::now();
        let planned = self.window.document().plan_edit(&edit);
        let planned_ms = start.elapsed().as_secs_f64() * 1_000.0;
        println!("{:<22} {planned_ms:>9.2} ms, granted: {}", format!("plan, {PICKED} picked"), planned.is_ok());
    }

    /// One frame: how long our part and the triangles take.
    fn frame(&mut self, events: Vec<Event>) -> (Duration, Duration) {
        let start = Instant::now();
        let output = self.show(events);
        let ours = start.elapsed();
        let start = Instant::now();
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        (ours, start.elapsed())
    }
}

/// A path that wanders over the map.
fn along(middle: Pos2, place: usize) -> Pos2 {
    let turn = place as f32 * 0.05;
    middle + Vec2::new(turn.sin() * 260.0, (turn * 0.7).cos() * 180.0)
}

/// The button goes down in the first frame of a gesture and up in the last.
fn drag(middle: Pos2, place: usize) -> Vec<Event> {
    let pos = along(middle, place);
    let mut events = vec![Event::PointerMoved(pos)];
    let button =
        |pressed| Event::PointerButton { pos, button: PointerButton::Middle, pressed, modifiers: Modifiers::NONE };
    if place == 0 {
        events.push(button(true));
    }
    if place + 1 == FRAMES {
        events.push(button(false));
    }
    events
}

fn wheel(points: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(0.0, points),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}
