//! What the map costs beside the window's thread: scenes, tiles, one picture of everything.
//! `cargo bench --bench painting [-- HOUSEHOLDS MEMBERS]`; with a path as third word it keeps the project there, so that
//! others can be measured on the same layer.
#![expect(clippy::print_stdout, clippy::disallowed_types, clippy::disallowed_methods, reason = "it measures and tells")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

use lianhu::app::operator;
use lianhu::demo::{Recipe, invent};
use lianhu::disclose::Audience;
use lianhu::edit::{Context, Edit, plan_edit};
use lianhu::geom::{MapPoint, View};
use lianhu::index::{Index, candidates};
use lianhu::model::{HouseholdId, LinkKind, Project};
use lianhu::scene::paint::{Brush, Fonts, Look, paint};
use lianhu::scene::{Coloring, Scene, SceneOptions, Theme, build, build_on, follow};
use lianhu::store::Store;
use std::time::{Duration, Instant};

/// The window that figures are given for.
const SIZE: [f32; 2] = [1600.0, 1000.0];
const TILE: f32 = 512.0;
/// The system counts processor time coarsely, so one picture is too short to be measured.
const PICTURES: u32 = 60;
const EDITS: u32 = 40;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let number = |place: usize, or: usize| words.get(place).and_then(|word| word.parse().ok()).unwrap_or(or);
    let recipe =
        Recipe { members: number(1, 10_793), ..Recipe::of_size(1, number(0, 65_000), Recipe::village().scheme) };
    let project = invent(&recipe);
    if let Some(path) = words.get(2) {
        Store::create(std::path::Path::new(path), &project, &operator()).unwrap().close().unwrap();
    }
    println!("{} households, {} members", project.households.len(), project.members.len());
    let (index, spent) = timed(|| Index::build(&project));
    tell("index", spent);
    let options =
        SceneOptions { show_member_names: true, ..SceneOptions::new(project.current_plan(), Audience::Internal) };
    let (scene, spent) = timed(|| build(&project, &index, &options));
    tell("scene, all of it", spent);
    let by_load = SceneOptions { coloring: Coloring::Load, ..options.clone() };
    tell("scene in other colors", timed(|| build_on(Some(&scene), &project, &index, &by_load)).1);
    let by_member = SceneOptions { coloring: Coloring::Member, show_patches: true, ..options };
    let (patches, spent) = timed(|| build_on(Some(&scene), &project, &index, &by_member));
    tell("scene with patches", spent);
    for count in [1, 40, 2_000] {
        edits(&project, &index, &scene, count);
    }
    pictures(&scene, "");
    pictures(&patches, " with patches");
    everything(&scene);
}

/// How long the scene takes to follow when so many households go to one member.
fn edits(project: &Project, index: &Index, scene: &Scene, count: usize) {
    let first = project.households.ids().next().unwrap();
    let near = index.households_near(project.households.at(first).unwrap().at.unwrap().into(), 1e5);
    let households: Vec<HouseholdId> = near.into_iter().take(count).collect();
    let to = candidates(project, index, project.current_plan(), first, 9).pop().unwrap().member;
    let edit = Edit::Assign { households, to, kind: LinkKind::Primary };
    let context = Context { plan: project.current_plan(), today: jiff::civil::date(2026, 11, 21) };
    let plan = || plan_edit(project, index, &edit, context).unwrap();
    let planned = plan();
    tell(&format!("{count} reassigned: planned, mean of {EDITS}"), mean(EDITS, || drop(plan())));
    let after = planned.delta.apply(project).unwrap();
    let touched = planned.delta.touched();
    let parts = follow(scene, &after, index, &touched).unwrap().1.len();
    let spent = mean(EDITS, || drop(follow(scene, &after, index, &touched)));
    tell(&format!("{count} reassigned: scene, {parts} parts to paint, mean of {EDITS}"), spent);
}

/// Tiles of a window at several scales: how long each takes, and all that fill the window.
fn pictures(scene: &Scene, what: &str) {
    let (theme, fonts) = (Theme::light(), Fonts::embedded());
    let whole = View::fitting(&scene.bounds(), SIZE[0], SIZE[1], 20.0);
    let near = scene.marks_unsorted().next().unwrap().at;
    let scales = [("the whole place", whole.pt_per_m, whole.center)];
    let closer = [0.15, 0.3, 0.6, 1.2, 2.5].map(|pt_per_m| ("", pt_per_m, near));
    for (name, pt_per_m, center) in scales.into_iter().chain(closer) {
        let mut brush = Brush::default();
        let mut spent: Vec<Duration> = Vec::new();
        for column in 0..4_u8 {
            for row in 0..2_u8 {
                let away =
                    |step: u8, count: u8| (f64::from(step) - f64::from(count - 1) / 2.0) * f64::from(TILE) / pt_per_m;
                let center =
                    MapPoint { east_m: center.east_m + away(column, 4), north_m: center.north_m + away(row, 2) };
                let view = View { center, pt_per_m, width_pt: TILE, height_pt: TILE };
                let look = Look::screen(&theme, &fonts, 1.0);
                spent.push(timed(|| paint(scene, &view, &look, &mut brush, &|| false).unwrap()).1);
            }
        }
        let slowest = spent.iter().max().copied().unwrap_or_default();
        let all: Duration = spent.iter().sum();
        tell(&format!("8 tiles at {pt_per_m:.3} pt/m {name}{what}, slowest {} ms", ms(slowest)), all);
    }
}

/// One picture with a glyph for every household, as a peer without rings would draw it.
fn everything(scene: &Scene) {
    let (theme, fonts) = (Theme::light(), Fonts::embedded());
    let view = View::fitting(&scene.bounds(), SIZE[0], SIZE[1], 20.0);
    let look = Look { has_rings: false, has_ground: false, has_links: false, ..Look::screen(&theme, &fonts, 1.0) };
    let spent = mean(PICTURES, || drop(paint(scene, &view, &look, &mut Brush::default(), &|| false)));
    tell(&format!("one picture of {} marks, mean of {PICTURES}", scene.marks_unsorted().count()), spent);
}

fn mean(times: u32, work: impl Fn()) -> Duration {
    timed(|| (0..times).for_each(|_| work())).1 / times
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let before = cpu();
    let start = Instant::now();
    let done = work();
    let wall = start.elapsed();
    // The processor time of this thread, where the system tells it: others on the machine do not count.
    let spent = before.zip(cpu()).map_or(wall, |(before, after)| after.saturating_sub(before));
    (done, spent)
}

fn cpu() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split_whitespace().next()?.parse().ok()?))
}

fn ms(spent: Duration) -> String {
    format!("{:.2}", spent.as_secs_f64() * 1_000.0)
}

fn tell(what: &str, spent: Duration) {
    println!("{:>10} ms  {what}", ms(spent));
}
