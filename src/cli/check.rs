//! `lianhu check`: is anybody forgotten?

use crate::app::Document;
use crate::app::wording::{CheckTotals, Lang, Naming, check_summary, fault_words, feasibility_words, finding_sentence};
use crate::cli::args::Check;
use crate::cli::lists::finding_cells;
use crate::cli::project::{open_to_read, plan_named};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::disclose::Audience;
use crate::index::{Room, room, room_by_grid};
use crate::model::{GridId, MemberStatus, Project, Severity};
use crate::rules::{Finding, OutlineFault, outline_faults};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Answer<'a> {
    plan: &'a str,
    households: usize,
    required: usize,
    covered: usize,
    uncovered: usize,
    members: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    unplaced: usize,
    outside_grids: usize,
    scheme: &'a str,
    equation: Equation<'a>,
    feasibility: Vec<FeasibleAnswer>,
    findings: Vec<FoundAnswer>,
    /// What was found and is let stand, and why.
    waived: Vec<WaivedAnswer<'a>>,
    /// What is wrong with outlines; only if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    borders: Option<Vec<BorderAnswer<'a>>>,
}

#[derive(Serialize)]
struct BorderAnswer<'a> {
    message: String,
    grids: Vec<&'a str>,
    m2: f64,
    position: Option<[f64; 2]>,
}

#[derive(Serialize)]
struct Equation<'a> {
    register: usize,
    covered: usize,
    uncovered: usize,
    not_required: usize,
    uncovered_by: &'a BTreeMap<String, usize>,
    not_required_by: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct FoundAnswer {
    rule: Value,
    severity: Value,
    key: Value,
    message: Value,
    targets: Value,
    /// The phrases of the scheme that ask for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<String>,
}

#[derive(Serialize)]
struct WaivedAnswer<'a> {
    key: String,
    message: String,
    reason: &'a str,
    since: Option<String>,
}

/// Whether the ranges of the members can hold the households: Σ min ≤ households ≤ Σ max.
#[derive(Serialize)]
struct FeasibleAnswer {
    feasible: bool,
    /// Code of the grid; none for the whole place.
    #[serde(skip_serializing_if = "Option::is_none")]
    grid: Option<String>,
    households: usize,
    members: usize,
    least: usize,
    most: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
}

/// The whole place first, then the grids where it does not fit.
fn feasible_answers(lang: Lang, document: &Document) -> Vec<FeasibleAnswer> {
    let (project, index) = (document.project(), document.index());
    let usual_max = project.facts.scheme.max_load();
    let answer = |grid: Option<GridId>, room: &Room| {
        let row = grid.and_then(|grid| project.grids.at(grid));
        let place = grid.map(|grid| Naming { project, audience: Audience::Internal }.grid(grid)).unwrap_or_default();
        let shortfall = room.shortfall(usual_max);
        FeasibleAnswer {
            feasible: shortfall.is_none(),
            grid: row.map(|row| row.code.clone()),
            households: room.households,
            members: room.members,
            least: room.least,
            most: room.most,
            message: shortfall.map(|shortfall| feasibility_words(lang, &place, shortfall)),
        }
    };
    let rooms = room_by_grid(project, index);
    let grids = rooms.iter().map(|(grid, room)| answer(Some(*grid), room)).filter(|answer| !answer.feasible);
    std::iter::once(answer(None, &room(project, index))).chain(grids).collect()
}

/// What was found and is let stand.
fn waived_answers(lang: Lang, document: &Document) -> Vec<WaivedAnswer<'_>> {
    let project = document.project();
    let naming = Naming { project, audience: Audience::Internal };
    let answer = |finding: Finding| {
        let key = finding.key();
        let waiver = project.waivers.get(&key)?;
        let since = waiver.since.map(|day| day.to_string());
        Some(WaivedAnswer { key, message: finding_sentence(lang, naming, &finding), reason: &waiver.reason, since })
    };
    document.findings().waived(project).into_iter().filter_map(answer).collect()
}

/// What is wrong with outlines of grids, the gravest first.
fn border_answers(lang: Lang, project: &Project) -> Vec<BorderAnswer<'_>> {
    let naming = Naming { project, audience: Audience::Internal };
    let code = |grid| project.grids.at(grid).map(|row| row.code.as_str());
    let answer = |fault: OutlineFault| BorderAnswer {
        message: fault_words(lang, naming, &fault),
        grids: fault.grids().into_iter().filter_map(code).collect(),
        m2: fault.size_m2().round(),
        position: fault.at().map(|at| [at.lon_deg, at.lat_deg]),
    };
    outline_faults(project).into_iter().map(answer).collect()
}

/// Checks one plan; 1 if somebody is without cover.
pub(crate) fn check(run: &mut Run<'_>, asked: &Check) -> Result<u8, Stop> {
    let mut document = open_to_read(run, &asked.file)?;
    let plan = plan_named(run, document.project(), asked.plan.as_deref())?;
    document.look_at(plan);
    let project = document.project();
    let findings = document.findings();
    let [errors, warnings, notes] = Severity::ALL.map(|severity| findings.count(project, severity));
    let tally = document.tally();
    let equation = &tally.whole.equation;
    if asked.json {
        let found = findings.sorted(project);
        let found = found.iter().filter_map(|finding| {
            let [rule, severity, key, message, targets] = finding_cells(run.lang, project, finding).try_into().ok()?;
            let quotes = finding.quotes(&project.facts.scheme).to_vec();
            Some(FoundAnswer { rule, severity, key, message, targets, quotes })
        });
        let answer = Answer {
            plan: project.plans.at(plan).map_or("", |plan| plan.name.as_str()),
            households: equation.register,
            required: equation.required(),
            covered: equation.covered,
            uncovered: equation.uncovered(),
            members: project.members.rows().filter(|row| row.status == MemberStatus::Serving).count(),
            errors,
            warnings,
            notes,
            unplaced: tally.unplaced,
            outside_grids: tally.outside,
            scheme: &project.facts.scheme.id,
            equation: Equation {
                register: equation.register,
                covered: equation.covered,
                uncovered: equation.uncovered(),
                not_required: equation.not_required(),
                uncovered_by: &equation.uncovered_by,
                not_required_by: equation.not_required_by.iter().map(|(why, count)| (why.key(), *count)).collect(),
            },
            feasibility: feasible_answers(run.lang, &document),
            findings: found.collect(),
            waived: waived_answers(run.lang, &document),
            borders: asked.borders.then(|| border_answers(run.lang, project)),
        };
        run.answer(&answer)?;
    } else {
        let totals = CheckTotals {
            register: equation.register,
            covered: equation.covered,
            uncovered: equation.uncovered(),
            not_required: equation.not_required(),
            findings: [errors, warnings, notes],
        };
        writeln!(run.streams.out, "{}", check_summary(run.lang, &totals))?;
        for words in feasible_answers(run.lang, &document).into_iter().filter_map(|answer| answer.message) {
            writeln!(run.streams.out, "[feasibility] {words}")?;
        }
        let naming = Naming { project, audience: Audience::Internal };
        for finding in findings.sorted(project) {
            let words = finding_sentence(run.lang, naming, &finding);
            writeln!(run.streams.out, "[{}] {words}", finding.severity(&project.facts.scheme).key())?;
        }
        if asked.borders {
            for border in border_answers(run.lang, project) {
                writeln!(run.streams.out, "[border] {}", border.message)?;
            }
        }
    }
    Ok(u8::from(errors > 0))
}
