//! How long a drop takes until it is settled and checked, and until it is on the disk:
//! `cargo bench --bench settle`.
#![expect(clippy::print_stdout, clippy::disallowed_types, clippy::disallowed_methods, reason = "it measures and tells")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

use lianhu::app::{Document, Stamp, operator};
use lianhu::demo::{Recipe, invent};
use lianhu::edit::Edit;
use lianhu::index::candidates;
use lianhu::model::{HouseholdId, LinkKind, MemberId};
use lianhu::store::{Access, Store};
use std::time::{Duration, Instant};

const DROPS: usize = 200;

fn main() {
    println!(
        "{:>10} {:>8} {:>18} {:>18} {:>18}",
        "households", "members", "settled, median", "settled, 95 %", "on disk, median"
    );
    measure(&Recipe::village());
    measure(&Recipe { members: 10_793, ..Recipe::of_size(1, 65_000, Recipe::village().scheme) });
}

fn measure(recipe: &Recipe) {
    let path = std::env::temp_dir().join(format!("lianhu-settle-{}.gpkg", std::process::id()));
    let project = invent(recipe);
    Store::create(&path, &project, &operator()).unwrap().close().unwrap();
    let mut document = Document::open(&path, Access::Write(operator()), Stamp::now, || {}).unwrap();
    let drops: Vec<Edit> = drops(&document);
    let (mut settled, mut saved) = (Vec::new(), Vec::new());
    for edit in &drops {
        let start = Instant::now();
        document.perform(edit, "").unwrap();
        settled.push(start.elapsed());
        document.wait_saved().unwrap();
        saved.push(start.elapsed());
    }
    let (households, members) = (project.households.len(), project.members.len());
    let [median, slow, on_disk] = [at(&mut settled, 50), at(&mut settled, 95), at(&mut saved, 50)];
    println!("{households:>10} {members:>8} {median:>15.3} ms {slow:>15.3} ms {on_disk:>15.3} ms");
    drop(document);
    std::fs::remove_file(&path).unwrap();
}

/// Households all over the place, each to the best member who does not cover it.
fn drops(document: &Document) -> Vec<Edit> {
    let (project, index) = (document.project(), document.index());
    let step = (project.households.len() / DROPS).max(1);
    let other = |household: HouseholdId| -> Option<MemberId> {
        let found = candidates(project, index, document.plan(), household, 5);
        found.into_iter().find(|one| one.holds.is_none()).map(|one| one.member)
    };
    let edits = project.households.ids().step_by(step).filter_map(|household| {
        let to = other(household)?;
        let edit = Edit::Assign { households: vec![household], to, kind: LinkKind::Primary };
        document.plan_edit(&edit).ok().map(|_| edit)
    });
    edits.collect()
}

fn at(times: &mut [Duration], percent: usize) -> f64 {
    times.sort();
    times.get(times.len() * percent / 100).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}
