//! `lianhu check`: is anybody forgotten?

use crate::app::wording::{CheckTotals, Naming, check_summary, finding_sentence};
use crate::cli::args::Check;
use crate::cli::lists::finding_cells;
use crate::cli::project::{open_to_read, plan_named};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::disclose::Audience;
use crate::model::MemberStatus;
use crate::rules::Severity;
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
    equation: Equation<'a>,
    findings: Vec<FoundAnswer>,
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
}

/// Checks one plan; 1 if somebody is without cover.
pub(crate) fn check(run: &mut Run<'_>, asked: &Check) -> Result<u8, Stop> {
    let mut document = open_to_read(run, &asked.file)?;
    let plan = plan_named(run, document.project(), asked.plan.as_deref())?;
    document.look_at(plan);
    let project = document.project();
    let findings = document.findings();
    let [errors, warnings, notes] = Severity::ALL.map(|severity| findings.count(severity));
    let tally = document.tally();
    let equation = &tally.whole.equation;
    if asked.json {
        let found = findings.sorted();
        let found = found.iter().filter_map(|finding| {
            let [rule, severity, key, message, targets] = finding_cells(run.lang, project, finding).try_into().ok()?;
            Some(FoundAnswer { rule, severity, key, message, targets })
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
            equation: Equation {
                register: equation.register,
                covered: equation.covered,
                uncovered: equation.uncovered(),
                not_required: equation.not_required(),
                uncovered_by: &equation.uncovered_by,
                not_required_by: equation.not_required_by.iter().map(|(why, count)| (why.key(), *count)).collect(),
            },
            findings: found.collect(),
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
        let naming = Naming { project, audience: Audience::Internal };
        for finding in findings.sorted() {
            let words = finding_sentence(run.lang, naming, &finding);
            writeln!(run.streams.out, "[{}] {words}", finding.severity().key())?;
        }
    }
    Ok(u8::from(errors > 0))
}
