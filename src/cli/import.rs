//! `lianhu import`: rosters and outlines in, with a report of every odd row.

use crate::app::wording::{
    Naming, edit_label, import_summary, import_written, listed_as_uncovered, map_as_pairs, note_sentence, problem_line,
    problem_sentence, report_written, rows_rejected, unknown_content,
};
use crate::app::{Document, write_import_report};
use crate::cli::args::{Fate, Import};
use crate::cli::project::{open_to_read, open_to_write, plan_named};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::disclose::Audience;
use crate::edit::{Edit, Note};
use crate::exchange::{
    Absent, Choices, Encoding, Field, Import as Planned, ImportKind, ImportOptions, ImportReport, Merged, Origin,
    Severity, Verdict, changes_of_entry, guess_kind, plan_import, read_file, title_of_entry,
};
use crate::model::{PlanId, Project};
use serde::Serialize;
use std::collections::BTreeSet;

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
    /// Whom the file does not name and who resembles nobody.
    absent: Vec<&'a str>,
    /// Rows that resemble somebody whom the file does not name.
    matches: Vec<MatchAnswer<'a>>,
    /// What would change, value by value; only for a dry run.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<ChangeAnswer<'a>>>,
    problems: Vec<ProblemAnswer<'a>>,
}

#[derive(Serialize)]
struct MatchAnswer<'a> {
    sheet: Option<&'a str>,
    row: u32,
    code: String,
    resembles: &'a str,
    why: &'static str,
}

#[derive(Serialize)]
struct ChangeAnswer<'a> {
    sheet: Option<&'a str>,
    row: u32,
    code: String,
    is_new: bool,
    values: Vec<ValueAnswer>,
}

#[derive(Serialize)]
struct ValueAnswer {
    field: &'static str,
    old: String,
    new: String,
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
    let options = ImportOptions {
        map,
        skip_bad: asked.skip_bad,
        crs: asked.crs,
        sheet: asked.sheet.clone(),
        as_of: asked.as_of,
        today: Some(document.now().today),
        plan: Some(plan),
    };
    let planned = plan_import(document.project(), Some(document.index()), &source, kind, &options);
    let planned = planned.map_err(|err| Stop::of_exchange(lang, &err))?;
    let report = &planned.report;
    report_problems(run, report);
    if let Some(path) = &asked.report {
        write_import_report(document.project(), plan, &planned, kind, lang, path)
            .map_err(|err| Stop::of_exchange(lang, &err))?;
        run.say(&report_written(lang, path));
    }
    let choices = choices(asked, &planned);
    // What would change is told of what was there before.
    let project = document.project().clone();
    let seq = if asked.dry_run || report.is_blocked {
        None
    } else {
        let batch = planned.accepted(&project, &choices, document.now().today);
        take_in(run, &mut document, &Edit::Import(Box::new(batch)), plan)?
    };
    if asked.json {
        let changes = asked.dry_run.then(|| changes(&project, plan, &planned, &choices));
        run.answer(&Answer { changes, ..answer(run, kind, &project, &planned, seq) })?;
    } else {
        writeln!(run.streams.out, "{}", import_summary(lang, report))?;
    }
    let words =
        if report.is_blocked { rows_rejected(lang, report.rejected) } else { import_written(lang, seq, asked.dry_run) };
    run.say(&words);
    Ok(u8::from(report.is_blocked))
}

/// What was said on the command line about rows that resemble somebody, and about whom the file does not name.
fn choices(asked: &Import, planned: &Planned) -> Choices {
    let verdicts = planned.matches.iter().map(|like| (like.entry, asked.matches)).collect();
    let gone = planned.absent.iter().copied().filter(|_| asked.absent == Fate::Gone).collect();
    Choices { verdicts, gone, ..Choices::of(planned) }
}

/// What would change, value by value.
fn changes<'a>(project: &Project, plan: PlanId, planned: &'a Planned, choices: &Choices) -> Vec<ChangeAnswer<'a>> {
    let entries = planned.origins.iter().enumerate();
    let is_matched: BTreeSet<usize> = planned.matches.iter().map(|like| like.entry).collect();
    let is_out = |entry: usize| is_matched.contains(&entry) && choices.verdict(entry) == Verdict::Open;
    let change =
        |(entry, origin): (usize, &'a Origin)| {
            let is_same = choices.verdict(entry) == Verdict::Same;
            let values = changes_of_entry(project, plan, planned, entry, is_same).into_iter().map(|change| {
                ValueAnswer { field: change.field.map_or("outline", Field::key), old: change.old, new: change.new }
            });
            ChangeAnswer {
                sheet: origin.sheet.as_deref(),
                row: origin.row,
                code: title_of_entry(project, planned, entry).code,
                is_new: origin.is_new && !is_same,
                values: values.collect(),
            }
        };
    entries.filter(|(entry, _)| !is_out(*entry)).map(change).collect()
}

fn code_of(project: &Project, absent: Absent) -> &str {
    match absent {
        Absent::Household(id) => project.households.at(id).map_or("", |row| row.code.as_str()),
        Absent::Member(id) => project.members.at(id).map_or("", |row| row.code.as_str()),
    }
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

fn answer<'a>(
    run: &Run<'_>,
    kind: ImportKind,
    project: &'a Project,
    planned: &'a Planned,
    seq: Option<u64>,
) -> Answer<'a> {
    let report = &planned.report;
    let matches = planned.matches.iter().filter_map(|like| {
        let origin = planned.origins.get(like.entry)?;
        let absent = match &like.merged {
            Merged::Household(id, _) => Absent::Household(*id),
            Merged::Member(id, _) => Absent::Member(*id),
        };
        Some(MatchAnswer {
            sheet: origin.sheet.as_deref(),
            row: origin.row,
            code: title_of_entry(project, planned, like.entry).code,
            resembles: code_of(project, absent),
            why: like.why.key(),
        })
    });
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
        absent: planned.absent.iter().map(|absent| code_of(project, *absent)).collect(),
        matches: matches.collect(),
        changes: None,
        problems: problems.collect(),
    }
}
