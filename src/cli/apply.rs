//! `lianhu apply`: edits line by line, each answered when it is on the disk.

use crate::app::wording::{
    Naming, applied_summary, document_error, edit_label, line_malformed, line_not_text, note_sentence,
};
use crate::app::{Document, DocumentError};
use crate::cli::args::Apply;
use crate::cli::edit_line::{Unusable, read_line};
use crate::cli::project::open_to_write;
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::disclose::Audience;
use crate::exchange::read_file;
use serde::Serialize;
use std::io::{BufRead as _, Cursor};
use std::path::Path;

#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Done {
        seq: u64,
        #[serde(skip_serializing_if = "is_no")]
        unchanged: bool,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        notes: Vec<String>,
    },
    Refused {
        refused: String,
    },
}

/// Applies edits; 1 if some were refused. A line that cannot be understood ends it with 2.
pub(crate) fn apply(run: &mut Run<'_>, asked: &Apply) -> Result<u8, Stop> {
    let is_standard = asked.edits == Path::new("-");
    let file = if is_standard {
        None
    } else {
        Some(read_file(&asked.edits).map_err(|err| Stop::of_exchange(run.lang, &err))?)
    };
    let name = file.as_ref().map_or("-", |file| file.name.as_str()).to_owned();
    let mut file = file.map(|file| Cursor::new(file.bytes));
    let mut document = open_to_write(run, &asked.file, asked.outside.accept_outside)?;
    let mut counts = [0, 0, 0];
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        let read = match &mut file {
            Some(file) => file.read_until(b'\n', &mut bytes),
            None => run.streams.input.read_until(b'\n', &mut bytes),
        };
        if read? == 0 {
            break;
        }
        let malformed = |why: &str| Stop::impossible(line_malformed(run.lang, &name, line, why));
        let text = std::str::from_utf8(&bytes).map_err(|_not_utf8| malformed(line_not_text(run.lang)))?;
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            continue;
        }
        let answer = match read_line(run.lang, &document, text) {
            Ok(wish) => settle(run, &mut document, &wish.edit, wish.plan)?,
            Err(Unusable::Refused(refused)) => Answer::Refused { refused },
            Err(Unusable::Malformed(why)) => return Err(malformed(&why)),
        };
        let [done, unchanged, refused] = &mut counts;
        match &answer {
            Answer::Done { unchanged: false, .. } => *done += 1,
            Answer::Done { .. } => *unchanged += 1,
            Answer::Refused { .. } => *refused += 1,
        }
        run.answer(&answer)?;
        run.streams.out.flush()?;
    }
    run.say(&applied_summary(run.lang, counts));
    Ok(u8::from(counts.last() > Some(&0)))
}

/// Does one edit and waits for the disk.
fn settle(
    run: &Run<'_>,
    document: &mut Document,
    edit: &crate::edit::Edit,
    plan: crate::model::PlanId,
) -> Result<Answer, Stop> {
    let lang = run.lang;
    // The label stays in the file: it names members as a meeting may read them.
    let label = edit_label(lang, Naming { project: document.project(), audience: Audience::Meeting }, edit);
    let done = document.perform_in(edit, plan, label).and_then(|planned| document.wait_saved().map(|()| planned));
    let naming = Naming { project: document.project(), audience: Audience::Internal };
    match done {
        Ok(planned) => Ok(Answer::Done {
            seq: document.history().next_seq() - 1,
            unchanged: planned.delta.is_empty(),
            notes: planned.notes.iter().map(|note| note_sentence(lang, naming, note)).collect(),
        }),
        Err(err @ DocumentError::Refused(_)) => Ok(Answer::Refused { refused: document_error(lang, naming, &err) }),
        Err(err) => Err(Stop::of_change(lang, document, &err)),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_no(yes: &bool) -> bool {
    !yes
}
