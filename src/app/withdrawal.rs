//! Taking back the import of one file, whatever was done since, or naming the steps that stand in the way.

use crate::app::{Document, DocumentError};
use crate::edit::{Delta, Done, Key, built_upon};
use crate::model::ProvenanceId;

/// The import of a file that is in force.
#[derive(Clone, Debug)]
pub struct Withdrawal {
    /// What it changed; to be wished for with [`Edit::TakeBack`](crate::edit::Edit::TakeBack).
    pub step: Delta,
    /// Later steps that build upon it, the oldest first. While there are any it cannot be taken back alone.
    pub later: Vec<Done>,
}

/// Finds the step that took in a file, and what was built upon it since; `None` if it is not in force. Reads the
/// ledger only as far back as that step.
///
/// # Errors
/// If the ledger cannot be read.
pub fn withdrawal(document: &Document, file: ProvenanceId) -> Result<Option<Withdrawal>, DocumentError> {
    let brought = Key::Provenance(file);
    let Some((seq, step)) = document.step_that_brought(&brought)? else { return Ok(None) };
    let keys = built_upon(document.project(), &step);
    let mut later = Vec::new();
    for row in document.history().in_force().filter(|row| row.seq > seq && !keys.is_empty()) {
        let delta = document.delta_of(row.seq)?;
        let touches = |key: &Key| {
            delta.changes.contains_key(key) || plan_of(key).is_some_and(|plan| delta.changes.contains_key(&plan))
        };
        if keys.iter().any(touches) {
            later.push(row.clone());
        }
    }
    Ok(Some(Withdrawal { step, later }))
}

/// The plan that a link or a reason stands in: whoever copied it brought them along.
fn plan_of(key: &Key) -> Option<Key> {
    match *key {
        Key::Link(plan, ..) | Key::Reason(plan, _) => Some(Key::Plan(plan)),
        _ => None,
    }
}
