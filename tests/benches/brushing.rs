//! What picking many households and giving them away costs on the window's thread:
//! `cargo bench --bench brushing [-- HOUSEHOLDS MEMBERS]`; 65 000 and 10 793 if nothing is said.
//!
//! A stroke row is a pointer that sweeps until so many households are in its hand; each motion is a frame of its own,
//! told is our part of it: what is under the pointer, source and filter, count, rings, panels. Means are processor time
//! of this thread, the rest is what the clock says.
#![expect(clippy::print_stdout, clippy::disallowed_types, clippy::disallowed_methods, reason = "it measures and tells")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

mod desk;

use desk::{Desk, city, key, ms, open, part};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2};
use lianhu::app::{Document, Preview};
use lianhu::edit::{Edit, Then};
use lianhu::geom::View;
use lianhu::index::candidates;
use lianhu::model::{HouseholdId, LinkKind, MemberId};
use lianhu::ui::{Mode, Source, Tool};
use std::time::{Duration, Instant};

/// Households in the hand at the end of a stroke.
const PICKED: usize = 2_000;
/// The map is about so large in the window; strokes stay on it.
const MAP: [Pos2; 2] = [Pos2::new(340.0, 260.0), Pos2::new(1_240.0, 700.0)];
/// Motions of one stroke, at most.
const MOTIONS: usize = 600;
/// Each stroke is drawn so often, and of each motion the least time counts: others on the machine do not.
const TIMES: usize = 3;
/// Reassignments of one household.
const DROPS: usize = 60;

fn main() {
    let (path, told) = city("brushing");
    println!("{told}");
    let mut desk = Desk::on(open(&path));
    desk.strokes();
    drop(desk);
    gifts(&mut open(&path));
    std::fs::remove_file(&path).unwrap();
}

/// Giving many away, and one: looking ahead, and doing it until it is settled and checked.
fn gifts(document: &mut Document) {
    println!("{:<34} {:>12} {:>12} {:>12}", "", "best", "median", "worst");
    let first = document.project().households.ids().next().unwrap();
    let at = document.project().households.at(first).unwrap().at.unwrap();
    let near = document.index().households_near(at.into(), 1e5);
    let households: Vec<HouseholdId> = near.into_iter().take(PICKED).collect();
    for count in [1, 100, PICKED] {
        let some: Vec<HouseholdId> = households.iter().copied().take(count).collect();
        let receivers = receivers(document, first);
        let edit = |to| Edit::Assign { households: some.clone(), to, kind: LinkKind::Primary };
        let mut ahead: Vec<Duration> =
            receivers.iter().map(|&to| timed(|| drop(Preview::of(document, &edit(to)).unwrap()))).collect();
        tell(&format!("look ahead, {count} to one member"), &mut ahead);
        let mut settled = Vec::new();
        for &to in &receivers {
            settled.push(timed(|| drop(document.perform(&edit(to), "").unwrap())));
            document.wait_saved().unwrap();
        }
        tell(&format!("settle and check, {count} to one"), &mut settled);
        let mut undone = Vec::new();
        for _ in &receivers {
            undone.push(timed(|| drop(document.undo().unwrap())));
            document.wait_saved().unwrap();
        }
        tell(&format!("undo the same, {count}"), &mut undone);
    }
    drops(document);
    let each = |household: &HouseholdId| {
        let plan = document.project().plans.at(document.plan()).unwrap();
        let then = Then::Nearest;
        let link = plan.primaries_of(*household).find(|link| !link.locked).map(|link| link.member);
        link.map(|member| Edit::Release { household: *household, member, kind: LinkKind::Primary, then })
    };
    let release = Edit::Together(households.iter().filter_map(each).collect());
    tell(&format!("look ahead, {PICKED} released"), &mut [timed(|| drop(Preview::of(document, &release)))]);
    tell(&format!("settle, {PICKED} released"), &mut [timed(|| drop(document.perform(&release, "").unwrap()))]);
    let lock = |locked| Edit::Lock { households: households.clone(), locked };
    let (on, off) = (lock(true), lock(false));
    tell(&format!("settle, {PICKED} locked"), &mut [timed(|| drop(document.perform(&on, "").unwrap()))]);
    tell(&format!("settle, {PICKED} unlocked"), &mut [timed(|| drop(document.perform(&off, "").unwrap()))]);
    let nearest = Edit::AssignNearest { households };
    tell(&format!("look ahead, {PICKED} to the nearest"), &mut [timed(|| drop(Preview::of(document, &nearest)))]);
    tell(&format!("settle, {PICKED} to the nearest"), &mut [timed(|| drop(document.perform(&nearest, "")))]);
}

/// Who could take a household, as its candidates.
fn receivers(document: &Document, household: HouseholdId) -> Vec<MemberId> {
    let found = candidates(document.project(), document.index(), document.plan(), household, 9);
    found.into_iter().filter(|one| one.holds.is_none()).map(|one| one.member).collect()
}

/// Households all over the place, each to somebody near.
fn drops(document: &mut Document) {
    let step = (document.project().households.len() / DROPS).max(1);
    let some: Vec<HouseholdId> = document.project().households.ids().step_by(step).collect();
    let mut settled = Vec::new();
    for household in some {
        let Some(&to) = receivers(document, household).first() else { continue };
        let edit = Edit::Assign { households: vec![household], to, kind: LinkKind::Primary };
        let mut is_granted = false;
        let spent = timed(|| is_granted = document.perform(&edit, "").is_ok());
        if is_granted {
            settled.push(spent);
        }
        document.wait_saved().unwrap();
    }
    tell("settle and check, one here or there", &mut settled);
}

impl Desk {
    fn strokes(&mut self) {
        println!(
            "{:<26} {:>9} {:>9} {:>10} {:>10} {:>10} {:>10}",
            "", "motions", "picked", "mean", "95 %", "worst", "let go"
        );
        self.rest();
        self.frame(key(Key::A));
        // Near enough that households are drawn one by one.
        let view = self.window.session().view;
        let near = View { pt_per_m: view.pt_per_m * 5.0, ..view };
        for (place, view) in [("far out", view), ("near", near)] {
            self.window.session_mut().view = view;
            self.rest();
            for (name, tool) in [("brush", Tool::Brush), ("lasso", Tool::Lasso), ("box", Tool::Select)] {
                self.stroke(&format!("{name}, {place}"), tool, Source::All);
            }
            self.stroke(&format!("brush, {place}, uncovered"), Tool::Brush, Source::Uncovered);
        }
        self.give();
    }

    /// Sweeps over the map from its upper left until enough is picked.
    fn stroke(&mut self, name: &str, tool: Tool, source: Source) {
        let mut times: Vec<Duration> = Vec::new();
        let (mut spent, mut motions, mut let_go) = (Duration::ZERO, 0, Duration::MAX);
        for _ in 0..TIMES {
            let session = self.window.session_mut();
            (session.mode, session.tool, session.source) = (Mode::Assign, tool, source);
            session.picked.clear();
            session.selected = None;
            self.rest();
            let before = cpu();
            let (once, end) = self.sweep(tool);
            spent += before.zip(cpu()).map_or(once.iter().sum(), |(before, after)| after.saturating_sub(before));
            motions += once.len();
            let_go = let_go.min(end);
            let least = |(place, time): (usize, Duration)| times.get(place).map_or(time, |known| time.min(*known));
            times = once.into_iter().enumerate().map(least).collect();
        }
        let mean = ms(spent) / motions as f64;
        let (motions, picked) = (times.len(), self.window.session().picked.len());
        let [slow, worst] = [95, 100].map(|percent| part(&mut times, percent));
        let let_go = ms(let_go);
        println!("{name:<26} {motions:>9} {picked:>9} {mean:>7.2} ms {slow:>7.2} ms {worst:>7.2} ms {let_go:>7.2} ms");
    }

    /// One stroke: what each motion took, and letting go.
    fn sweep(&mut self, tool: Tool) -> (Vec<Duration>, Duration) {
        let [from, to] = MAP;
        self.frame(vec![Event::PointerMoved(from), button(from, true)]);
        let mut times = Vec::new();
        let mut at = from;
        for motion in 1..=MOTIONS {
            at = way(tool, from, to, motion as f32 / MOTIONS as f32);
            times.push(self.frame(vec![Event::PointerMoved(at)]));
            if self.window.session().picked.len() >= PICKED {
                break;
            }
        }
        (times, self.frame(vec![button(at, false), Event::PointerGone]))
    }

    /// The key of the first candidate with everything in the hand, and the frames after it.
    fn give(&mut self) {
        let ids: Vec<HouseholdId> = self.window.document().project().households.ids().take(PICKED).collect();
        let mut frames: [Vec<Duration>; 3] = Default::default();
        for _ in 0..TIMES {
            let session = self.window.session_mut();
            (session.mode, session.tool, session.source) = (Mode::Assign, Tool::Select, Source::All);
            session.selected = None;
            session.picked.replace(ids.iter().copied());
            self.rest();
            frames[0].push(self.frame(key(Key::Num1)));
            for times in &mut frames[1..] {
                times.push(self.frame(Vec::new()));
            }
            self.rest();
            let undo = Event::Key {
                key: Key::Z,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::COMMAND,
            };
            self.frame(vec![undo]);
        }
        let [press, next, third] = frames.map(|mut times| part(&mut times, 0));
        println!("{PICKED} given with a key: frame {press:.2} ms, next {next:.2} ms, third {third:.2} ms");
    }

    /// How long one frame takes.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        timed(|| drop(self.show(events)))
    }
}

/// Where the pointer is after this part of a stroke: to and fro for a brush, round about for a lasso.
fn way(tool: Tool, from: Pos2, to: Pos2, part: f32) -> Pos2 {
    let size = to - from;
    match tool {
        Tool::Lasso => {
            let turn = part * std::f32::consts::TAU;
            from + Vec2::new(size.x * (0.5 - 0.5 * turn.cos()), size.y * 0.5 * (1.0 - turn.sin()))
        }
        Tool::Brush => {
            let (row, along) = ((part * 12.0).floor(), (part * 12.0).fract());
            let along = if row % 2.0 == 0.0 { along } else { 1.0 - along };
            from + Vec2::new(size.x * along, size.y * (row + 1.0) / 12.0)
        }
        _ => from + size * part,
    }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The processor time of this thread, where the system tells it: others on the machine do not count. It is told
/// coarsely, so it is good for many frames only.
fn cpu() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split_whitespace().next()?.parse().ok()?))
}

fn tell(what: &str, times: &mut [Duration]) {
    let [best, median, worst] = [0, 50, 100].map(|percent| part(times, percent));
    println!("{what:<34} {best:>9.2} ms {median:>9.2} ms {worst:>9.2} ms");
}
