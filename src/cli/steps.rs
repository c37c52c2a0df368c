//! `lianhu undo` and `lianhu redo`.

use crate::app::wording::{taken_back, took_back_fewer};
use crate::app::{Document, DocumentError};
use crate::cli::args::Steps;
use crate::cli::project::open_to_write;
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use serde::Serialize;

#[derive(Serialize)]
struct Answer {
    seq: u64,
    steps: usize,
    labels: Vec<String>,
}

/// Takes back the last steps.
pub(crate) fn undo(run: &mut Run<'_>, asked: &Steps) -> Result<u8, Stop> {
    take(run, asked, true, Document::undo)
}

/// Does again what was taken back last.
pub(crate) fn redo(run: &mut Run<'_>, asked: &Steps) -> Result<u8, Stop> {
    take(run, asked, false, Document::redo)
}

/// 1 if there were fewer steps than asked for; those there were are taken all the same.
fn take(
    run: &mut Run<'_>,
    asked: &Steps,
    is_undo: bool,
    step: fn(&mut Document) -> Result<String, DocumentError>,
) -> Result<u8, Stop> {
    let mut document = open_to_write(run, &asked.file, asked.outside.accept_outside)?;
    let wanted = asked.count as usize;
    let mut labels = Vec::new();
    while labels.len() < wanted {
        let taken = step(&mut document).and_then(|label| document.wait_saved().map(|()| label));
        match taken {
            Ok(label) => {
                run.say(&taken_back(run.lang, is_undo, &label));
                labels.push(label);
            }
            Err(DocumentError::NothingToTakeBack) if !labels.is_empty() => break,
            Err(err) => return Err(Stop::of_change(run.lang, &document, &err)),
        }
    }
    let steps = labels.len();
    if steps < wanted {
        run.say(&took_back_fewer(run.lang, steps, wanted));
    }
    if asked.json {
        run.answer(&Answer { seq: document.history().next_seq() - 1, steps, labels })?;
    }
    Ok(u8::from(steps < wanted))
}
