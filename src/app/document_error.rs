//! Why a change did not happen.

use crate::edit::{Misfit, Refusal};
use crate::store::StoreError;

/// Why a change did not happen.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The wish cannot be granted.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Another program has changed the file, and nobody has accepted that yet.
    #[error("another program has changed the project")]
    ChangedOutside,
    /// The file is open for viewing only.
    #[error("the project is open for viewing only")]
    ViewOnly,
    /// Earlier changes could not be written yet.
    #[error("earlier changes are not saved yet")]
    NotSaved,
    /// The ledger does not fit the project: another program has changed the file, or we are wrong.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// The ledger could not be read, or a copy could not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is nothing to undo or redo.
    #[error("there is nothing to take back")]
    NothingToTakeBack,
    /// The thread that writes the file could not be started, or has ended.
    #[error("the thread that writes the project has ended")]
    NoSaver,
}
