//! Checking everything, on several cores.

use crate::index::Index;
use crate::model::{PlanId, Project};
use crate::rules::{Findings, Share};
use std::panic::resume_unwind;
use std::thread::{Builder, available_parallelism, scope};

/// As many households are checked by the time another thread has started.
const FEWEST_PER_THREAD: usize = 4_096;

/// More threads than this wait for memory, and for each other.
const MOST_THREADS: usize = 8;

/// What [`Findings::of`] finds, found by as many threads as there are cores and work for.
pub fn check_all(project: &Project, index: &Index, plan: PlanId) -> Findings {
    let cores = available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let shares = Share::all(cores.min(project.households.len() / FEWEST_PER_THREAD));
    if shares.len() == 1 {
        return Findings::of(project, index, plan);
    }
    let look_at = |share| Findings::of_share(project, index, plan, share);
    scope(|scope| {
        let started: Vec<_> = shares
            .map(|share| (share, Builder::new().name("check".to_owned()).spawn_scoped(scope, move || look_at(share))))
            .collect();
        let found = started.into_iter().map(|(share, thread)| match thread {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_no_thread) => look_at(share),
        });
        found.reduce(|all, found| all.joined(&found)).unwrap_or_else(|| Findings::of(project, index, plan))
    })
}
