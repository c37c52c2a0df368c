//! `lianhu verify`: is the file sound?

use crate::app::wording::{damage_sentence, verified};
use crate::cli::args::Verify;
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::store::{Problem, Store};
use serde::Serialize;

#[derive(Serialize)]
struct Answer {
    ok: bool,
    schema: u32,
    history_steps: u64,
    problems: Vec<ProblemAnswer>,
}

#[derive(Serialize)]
struct ProblemAnswer {
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'static str>,
}

/// Looks at everything in a file; 1 if something is wrong with it.
pub(crate) fn verify(run: &mut Run<'_>, asked: &Verify) -> Result<u8, Stop> {
    let found = Store::verify(&asked.file).map_err(|err| Stop::of_store(run.lang, &err))?;
    let is_ok = found.problems.is_empty();
    if asked.json {
        let problems = found.problems.iter().map(|problem| {
            let (table, row, column) = place_of(problem);
            ProblemAnswer { message: damage_sentence(run.lang, problem), table, row, column }
        });
        let problems = problems.collect();
        run.answer(&Answer { ok: is_ok, schema: found.schema, history_steps: found.history_steps, problems })?;
    } else {
        let words = verified(run.lang, found.schema, found.history_steps, found.problems.len());
        writeln!(run.streams.out, "{words}")?;
        for problem in &found.problems {
            writeln!(run.streams.out, "{}", damage_sentence(run.lang, problem))?;
        }
    }
    Ok(u8::from(!is_ok))
}

fn place_of(problem: &Problem) -> (Option<&'static str>, Option<i64>, Option<&'static str>) {
    match *problem {
        Problem::Database { .. } | Problem::Ledger { .. } => (None, None, None),
        Problem::ChangedOutside { table } | Problem::Index { table, .. } => (Some(table), None, None),
        Problem::BadGeometry { table, fid } => (Some(table), Some(fid), None),
        Problem::BadValue { table, fid, column }
        | Problem::Dangling { table, fid, column }
        | Problem::Stale { table, fid, column } => (Some(table), Some(fid), Some(column)),
    }
}
