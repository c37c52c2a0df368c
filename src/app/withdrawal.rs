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
    let mut since: Vec<(Done, Delta)> = Vec::new();
    let brought = Key::Provenance(file);
    let Some(step) = document.back_to(&brought, |row, delta| since.push((row.clone(), delta)))? else {
        return Ok(None);
    };
    let keys = built_upon(document.project(), &step);
    // Whoever copied a plan brought along what stands in it.
    let touches = |delta: &Delta, key: &Key| {
        delta.changes.contains_key(key) || key.plan().is_some_and(|plan| delta.changes.contains_key(&Key::Plan(plan)))
    };
    let builds = |(_, delta): &(Done, Delta)| keys.iter().any(|key| touches(delta, key));
    let later = since.into_iter().rev().filter(builds).map(|(row, _)| row).collect();
    Ok(Some(Withdrawal { step, later }))
}
