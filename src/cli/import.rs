//! `lianhu import`: rosters and outlines in, with a report of every odd row.

use crate::app::Document;
use crate::app::wording::{
    Naming, edit_label, import_summary, import_written, listed_as_uncovered, map_as_pairs, note_sentence, problem_line,
    problem_sentence, rows_rejected, unknown_content,
};
use crate::cli::args::Import;
use crate::cli::project::{open_to_read, open_to_write, plan_named};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::disclose::Audience;
use crate::edit::{Edit, Note};
use crate::exchange::{
    Encoding, ImportKind, ImportOptions, ImportReport, Severity, guess_kind, plan_import, read_file,
};
use crate::model::PlanId;
use serde::Serialize;

#[derive(Serialize)]
struct Answer<'a> {
    kind: &'static str,
    read: usize,
    new: usize,
    changed: usize,
    unchanged: usize,
    missing: usize,
    rejected: usize,
    flagged: usize,
    written: bool,
    seq: Option<u64>,
    encoding: &'static str,
    crs: CrsAnswer<'a>,
    problems: Vec<ProblemAnswer<'a>>,
}

#[derive(Serialize)]
struct CrsAnswer<'a> {
    declared: Option<&'a str>,
    assumed: String,
    evidence: &'static str,
}

#[derive(Serialize)]
struct ProblemAnswer<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    row: Option<u32>,
    column: Option<&'a str>,
    severity: &'static str,
    message: String,
}

/// Reads a file, reports, and writes unless rows must be rejected; then 1.
pub(crate) fn import(run: &mut Run<'_>, asked: &Import) -> Result<u8, Stop> {
    let lang = run.lang;
    let mut map = Vec::new();
    for pair in &asked.map {
        let (column, field) = pair.rsplit_once('=').ok_or_else(|| Stop::impossible(map_as_pairs(lang, pair)))?;
        map.push((column.to_owned(), field.trim().to_owned()));
    }
    let source = read_file(&asked.input).map_err(|err| Stop::of_exchange(lang, &err))?;
    let kind = asked.kind.or_else(|| guess_kind(&source));
    let kind = kind.ok_or_else(|| Stop::impossible(unknown_content(lang, &source.name)))?;
    let mut document = if asked.dry_run {
        open_to_read(run, &asked.file)?
    } else {
        open_to_write(run, &asked.file, asked.outside.accept_outside)?
    };
    let plan = plan_named(run, document.project(), asked.plan.as_deref())?;
    let options =
        ImportOptions { map, skip_bad: asked.skip_bad, crs: asked.crs, sheet: asked.sheet.clone(), plan: Some(plan) };
    let planned = plan_import(document.project(), Some(document.index()), &source, kind, &options);
    let planned = planned.map_err(|err| Stop::of_exchange(lang, &err))?;
    let report = planned.report;
    report_problems(run, &report);
    let seq = if asked.dry_run || report.is_blocked {
        None
    } else {
        take_in(run, &mut document, &Edit::Import(Box::new(planned.batch)), plan)?
    };
    if asked.json {
        run.answer(&answer(run, kind, &report, seq))?;
    } else {
        writeln!(run.streams.out, "{}", import_summary(lang, &report))?;
    }
    let words =
        if report.is_blocked { rows_rejected(lang, report.rejected) } else { import_written(lang, seq, asked.dry_run) };
    run.say(&words);
    Ok(u8::from(report.is_blocked))
}

/// Writes what the file brought and waits for the disk. `None` if the register says the same.
fn take_in(run: &mut Run<'_>, document: &mut Document, edit: &Edit, plan: PlanId) -> Result<Option<u64>, Stop> {
    let lang = run.lang;
    let label = edit_label(lang, Naming { project: document.project(), audience: Audience::Meeting }, edit);
    let done = document.perform_in(edit, plan, label).and_then(|planned| document.wait_saved().map(|()| planned));
    let planned = done.map_err(|err| Stop::of_change(lang, document, &err))?;
    let naming = Naming { project: document.project(), audience: Audience::Internal };
    // A roster lists hundreds; they are in the findings, one by one.
    let (listed, others): (Vec<&Note>, Vec<&Note>) =
        planned.notes.iter().partition(|note| matches!(note, Note::Listed { .. }));
    if !listed.is_empty() {
        run.say(&listed_as_uncovered(lang, listed.len()));
    }
    for note in others {
        run.say(&note_sentence(lang, naming, note));
    }
    Ok((!planned.delta.is_empty()).then(|| document.history().next_seq() - 1))
}

fn report_problems(run: &mut Run<'_>, report: &ImportReport) {
    for problem in &report.problems {
        let words = problem_line(run.lang, problem);
        run.say(&words);
    }
}

fn answer<'a>(run: &Run<'_>, kind: ImportKind, report: &'a ImportReport, seq: Option<u64>) -> Answer<'a> {
    let problems = report.problems.iter().map(|problem| ProblemAnswer {
        file: &problem.file,
        sheet: problem.sheet.as_deref(),
        row: problem.row,
        column: problem.column.as_deref(),
        severity: Severity::key(problem.severity),
        message: problem_sentence(run.lang, problem),
    });
    Answer {
        kind: kind.key(),
        read: report.read,
        new: report.new,
        changed: report.changed,
        unchanged: report.unchanged,
        missing: report.missing,
        rejected: report.rejected,
        flagged: report.flagged,
        written: seq.is_some(),
        seq,
        encoding: Encoding::key(report.encoding),
        crs: CrsAnswer {
            declared: report.crs.declared.as_deref(),
            assumed: report.crs.assumed.key(),
            evidence: report.crs.evidence.key(),
        },
        problems: problems.collect(),
    }
}
