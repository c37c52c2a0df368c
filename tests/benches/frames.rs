//! How long our part of a frame and its triangles take on the window's thread, without a screen:
//! `cargo bench --bench frames [-- HOUSEHOLDS MEMBERS]`; 65 000 and 10 793 if nothing is said.
//!
//! Each row is a gesture of some hundred frames on the planning window at 1600 × 1000 points. “ours” is everything
//! from the input to the shapes, “triangles” what the painter of the widgets makes of them; uploads and paint on the
//! graphics card come on top. The map is painted by threads beside; a row waits for them before it begins.
#![expect(clippy::print_stdout, clippy::disallowed_types, clippy::disallowed_methods, reason = "it measures and tells")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

use egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, TouchPhase,
    Vec2,
};
use lianhu::app::{Document, Settings, Stamp, memory_in_use, operator};
use lianhu::demo::{Recipe, invent};
use lianhu::edit::Edit;
use lianhu::model::{HouseholdId, LinkKind, MemberId};
use lianhu::store::{Access, Store};
use lianhu::ui::Window;
use std::time::{Duration, Instant};

/// The window, in points.
const SIZE: Vec2 = Vec2::new(1600.0, 1000.0);
/// Frames of one gesture.
const FRAMES: usize = 240;
/// Households in the hand at once.
const PICKED: usize = 2_000;

/// A window without a screen.
struct Desk {
    ctx: Context,
    window: Window,
    now_secs: f64,
    ours: Vec<Duration>,
    triangles: Vec<Duration>,
}

fn main() {
    let counts: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let households = counts.first().copied().unwrap_or(65_000);
    let members = counts.get(1).copied().unwrap_or(10_793);
    let recipe = Recipe { members, ..Recipe::of_size(1, households, Recipe::village().scheme) };
    let path = std::env::temp_dir().join(format!("lianhu-frames-{}.gpkg", std::process::id()));
    Store::create(&path, &invent(&recipe), &operator()).unwrap().close().unwrap();
    let mut desk = Desk::on(Document::open(&path, Access::Write(operator()), Stamp::now, || {}).unwrap());
    println!("{households} households, {members} members, {} × {} points", SIZE.x, SIZE.y);
    println!("{:<22} {:>12} {:>12} {:>14} {:>14}", "", "ours, median", "ours, 95 %", "triang., med.", "triang., 95 %");
    desk.measure_all();
    if let Some(bytes) = memory_in_use() {
        println!("memory in use: {:.0} MB", bytes as f64 / 1_048_576.0);
    }
    drop(desk);
    std::fs::remove_file(&path).unwrap();
}

impl Desk {
    fn on(document: Document) -> Self {
        let ctx = Context::default();
        // As in the real window: screen readers are served only where there are some.
        let window = Window::new(&ctx, document, Settings::default(), None).unwrap();
        Self { ctx, window, now_secs: 0.0, ours: Vec::new(), triangles: Vec::new() }
    }

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
        self.frame(key(Key::A));
        self.pick();
        self.row(&format!("hover, {PICKED} picked"), |place| vec![Event::PointerMoved(along(middle, place))]);
        self.row(&format!("pan, {PICKED} picked"), |place| drag(middle, place));
        self.assign();
    }

    /// One gesture: what happens in each frame.
    fn row(&mut self, name: &str, events: impl Fn(usize) -> Vec<Event>) {
        self.rest();
        self.ours.clear();
        self.triangles.clear();
        for place in 0..FRAMES {
            self.frame(events(place));
        }
        let [a, b] = [at(&mut self.ours, 50), at(&mut self.ours, 95)];
        let [c, d] = [at(&mut self.triangles, 50), at(&mut self.triangles, 95)];
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

    /// Frames until the map has been painted as it is now.
    fn rest(&mut self) {
        self.frame(vec![Event::PointerGone]);
        for _ in 0..30 {
            std::thread::sleep(Duration::from_millis(20));
            self.frame(Vec::new());
        }
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.now_secs += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.now_secs),
            predicted_dt: 1.0 / 60.0,
            focused: true,
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let window = &mut self.window;
        let mut output = self.ctx.run_ui(input, |ui| {
            window.listen(&ui.ctx().clone());
            window.frame_ui(ui);
        });
        self.ours.push(start.elapsed());
        // There is no graphics card that would take them.
        output.textures_delta.clear();
        let start = Instant::now();
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        self.triangles.push(start.elapsed());
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

fn key(key: Key) -> Vec<Event> {
    let press = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    vec![press(true), press(false)]
}

fn at(times: &mut [Duration], percent: usize) -> f64 {
    times.sort();
    times.get(times.len() * percent / 100).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}
