//! What it takes until a project is on the screen, step by step, first by a glimpse and then whole:
//! `cargo bench --bench opening [-- FILE]`; without a file an invented district of 65 000 households.
#![expect(clippy::print_stdout, clippy::disallowed_types, clippy::disallowed_methods, reason = "it measures and tells")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

use lianhu::app::{check_all, memory_in_use, operator};
use lianhu::demo::{Recipe, invent};
use lianhu::disclose::Audience;
use lianhu::index::{Index, Tally};
use lianhu::model::PlanId;
use lianhu::scene::{SceneOptions, build, build_on, outline, rings, sketch};
use lianhu::store::{Access, Store, glimpse_ground, glimpse_people};
use std::path::PathBuf;
use std::time::Instant;

fn main() {
    let file = std::env::args().skip(1).find(|word| !word.starts_with('-')).map(PathBuf::from);
    let invented = std::env::temp_dir().join(format!("lianhu-opening-{}.gpkg", std::process::id()));
    let path = file.clone().unwrap_or_else(|| {
        let recipe = Recipe { members: 10_793, ..Recipe::of_size(1, 65_000, Recipe::village().scheme) };
        Store::create(&invented, &invent(&recipe), &operator()).unwrap().close().unwrap();
        invented.clone()
    });
    let options = SceneOptions::new(PlanId(1), Audience::Internal);
    let project = timed("glimpse: ground", || glimpse_ground(&path).unwrap());
    let people = timed("glimpse: people", || glimpse_people(&path).unwrap());
    let shapes = timed("glimpse: outline", || outline(&project, &options));
    let counted = timed("glimpse: rings", || rings(&project, &people.households));
    let scene = timed("glimpse: scene", || sketch(&project, shapes, counted, &people.members, &options));
    println!("{} households on the map", people.households.len());
    drop((project, people));
    let (store, loaded) = timed("whole: read", || Store::open(&path, Access::Read).unwrap());
    let project = loaded.project;
    let index = timed("whole: index", || Index::build(&project));
    let plan = project.current_plan();
    timed("whole: findings", || check_all(&project, &index, plan));
    timed("whole: tally", || Tally::of(&project, &index, plan));
    let options = SceneOptions { plan, base: plan, current: plan, show_member_names: true, ..options };
    timed("whole: scene", || build(&project, &index, &options));
    timed("whole: scene on the outline of the glimpse", || build_on(Some(&scene), &project, &index, &options));
    if let Some(bytes) = memory_in_use() {
        println!("memory in use: {:.0} MB", bytes as f64 / 1_048_576.0);
    }
    drop(store);
    if file.is_none() {
        std::fs::remove_file(&invented).unwrap();
    }
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("{name:<44} {:>9.1} ms", start.elapsed().as_secs_f64() * 1_000.0);
    done
}
