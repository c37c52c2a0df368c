//! How long checking a plan takes by each scheme that ships: all of it, and again after one household changed hands:
//! `cargo bench --bench checking`; with `-- city` for four million households.
#![expect(clippy::print_stdout, clippy::disallowed_types, clippy::disallowed_methods, reason = "it measures and tells")]
#![expect(clippy::unwrap_used, reason = "a measurement may fail loudly")]

use lianhu::app::check_all;
use lianhu::demo::{Recipe, invent};
use lianhu::edit::{Context, Edit, plan_edit};
use lianhu::index::{Index, candidates};
use lianhu::model::{HouseholdId, LinkKind, MemberId, PlanId, Project, Rule, Ruling, Scheme, Severity};
use lianhu::rules::Findings;
use lianhu::schemes::presets;
use lianhu::store::{Access, Owner, Store};
use std::sync::Arc;
use std::time::Instant;

const PLAN: PlanId = PlanId(1);
const TURNS: usize = 9;
const EDITS: usize = 200;

fn main() {
    let is_city = std::env::args().any(|word| word == "city");
    let households = if is_city { 4_000_000 } else { 65_000 };
    println!("{households} households, each place as its scheme wants it; milliseconds, median");
    println!("{:>10} {:>10} {:>10} {:>14} {:>10}", "scheme", "members", "all", "after an edit", "findings");
    // A city takes long to invent: there only the scheme whose article reports these proportions is looked at.
    for scheme in presets().into_iter().filter(|scheme| !is_city || scheme.id == "huiji") {
        let id = scheme.id.clone();
        let recipe = Recipe::by_scheme(1, Some(households), scheme);
        let mut project = invent(&Recipe { members: if is_city { 600_000 } else { recipe.members }, ..recipe });
        if !is_city {
            project = as_opened(&id, &project);
        }
        every_rule(&mut Arc::make_mut(&mut project.facts).scheme);
        measure(&id, &project, &Index::build(&project), if is_city { 3 } else { TURNS });
    }
}

/// The place as somebody has it: read from a file, so that what belongs together lies together in memory.
fn as_opened(id: &str, project: &Project) -> Project {
    let path = std::env::temp_dir().join(format!("lianhu-checking-{id}.gpkg"));
    drop(std::fs::remove_file(&path));
    let owner = Owner { who: "bench".to_owned(), ..Owner::default() };
    Store::create(&path, project, &owner).unwrap().close().unwrap();
    let (_, loaded) = Store::open(&path, Access::Read).unwrap();
    drop(std::fs::remove_file(&path));
    loaded.project
}

/// Nothing is spared: what a scheme leaves out is looked at as well.
fn every_rule(scheme: &mut Scheme) {
    for rule in Rule::ALL.into_iter().filter(|rule| *rule != Rule::Covered) {
        match scheme.rulings.iter_mut().find(|ruling| ruling.rule == rule) {
            Some(ruling) => ruling.severity = ruling.severity.or(Some(Severity::Note)),
            None => scheme.rulings.push(Ruling { rule, severity: Some(Severity::Note), quotes: Vec::new() }),
        }
    }
}

fn measure(id: &str, project: &Project, index: &Index, turns: usize) {
    let whole: Vec<f64> = (0..turns)
        .map(|_| {
            let start = Instant::now();
            let findings = check_all(project, index, PLAN);
            let passed = start.elapsed();
            drop(findings);
            passed.as_secs_f64() * 1_000.0
        })
        .collect();
    let found = check_all(project, index, PLAN);
    let count: usize = Severity::ALL.iter().map(|&severity| found.count(project, severity)).sum();
    let after: Vec<f64> = edits(project, index).iter().map(|edit| after_one(project, index, &found, edit)).collect();
    let members = project.members.len();
    println!("{id:>10} {members:>10} {:>10.2} {:>14.4} {count:>10}", median(whole), median(after));
}

fn after_one(project: &Project, index: &Index, found: &Findings, edit: &Edit) -> f64 {
    let today = jiff::civil::date(2026, 11, 20);
    let delta = plan_edit(project, index, edit, Context { plan: PLAN, today }).unwrap().delta;
    let (after, touched) = (delta.apply(project).unwrap(), delta.touched());
    let mut found = found.clone();
    // The first update pays for the copy that stays behind, which a document does not have.
    found.update(&after, index, &touched);
    let start = Instant::now();
    found.update(&after, index, &touched);
    start.elapsed().as_secs_f64() * 1_000.0
}

fn edits(project: &Project, index: &Index) -> Vec<Edit> {
    let other = |household: HouseholdId| -> Option<MemberId> {
        let found = candidates(project, index, PLAN, household, 5);
        found.into_iter().find(|one| one.holds.is_none()).map(|one| one.member)
    };
    let some = project.households.ids().step_by((project.households.len() / EDITS).max(1));
    let assign = some.filter_map(|household| {
        Some(Edit::Assign { households: vec![household], to: other(household)?, kind: LinkKind::Primary })
    });
    let today = jiff::civil::date(2026, 11, 20);
    assign.filter(|edit| plan_edit(project, index, edit, Context { plan: PLAN, today }).is_ok()).collect()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
