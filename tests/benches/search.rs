//! How long it takes to make the search index, and to look something up while every letter is typed:
//! `cargo bench --bench search`.
#![expect(clippy::print_stdout, clippy::disallowed_types, clippy::disallowed_methods, reason = "it measures and tells")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

use lianhu::demo::{Recipe, invent};
use lianhu::index::{SearchIndex, Touched, Wanted};
use std::time::{Duration, Instant};

/// What people type: initials, pinyin, hanzi, numbers, the end of a phone, two words.
const TYPED: [&str; 12] =
    ["z", "zs", "zsf", "zhangs", "wangfang", "王", "李建国", "1", "17", "3-17", "1234", "wang 3组"];
const TIMES: usize = 20;

fn main() {
    measure(&Recipe::village());
    measure(&Recipe { members: 10_793, ..Recipe::of_size(1, 65_000, Recipe::village().scheme) });
}

fn measure(recipe: &Recipe) {
    let project = invent(recipe);
    let before = resident_kib();
    let start = Instant::now();
    let mut index = SearchIndex::build(&project);
    let built = start.elapsed();
    let kib = resident_kib().saturating_sub(before);
    let (households, members) = (project.households.len(), project.members.len());
    println!("{households} households, {members} members: built in {:.1} ms, {kib} KiB more", ms(built));
    let touched = Touched { households: project.households.ids().take(40).collect(), ..Touched::default() };
    let start = Instant::now();
    index.update(&project, &touched);
    println!("  40 households followed in {:.3} ms", ms(start.elapsed()));
    println!("  {:>12} {:>10} {:>10} {:>10} {:>6}", "typed", "best ms", "median ms", "worst ms", "found");
    for typed in TYPED {
        let mut times = Vec::new();
        let mut found = 0;
        for _ in 0..TIMES {
            let start = Instant::now();
            found = index.find(&Wanted::new(typed), &[], 40).len();
            times.push(start.elapsed());
        }
        times.sort();
        let (best, median, worst) = (times.first().unwrap(), times.get(TIMES / 2).unwrap(), times.last().unwrap());
        println!("  {typed:>12} {:>10.3} {:>10.3} {:>10.3} {found:>6}", ms(*best), ms(*median), ms(*worst));
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// What the process holds in memory, where the system tells.
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}
