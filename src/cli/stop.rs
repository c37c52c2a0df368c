//! Why a command ends before it is done.

use crate::app::wording::{Lang, Naming, document_error, exchange_error, export_error, store_error};
use crate::app::{Document, DocumentError, ExportError, SaveState};
use crate::disclose::Audience;
use crate::exchange::ExchangeError;
use crate::model::{Project, Scheme};
use crate::store::StoreError;

/// A command ends here: with which exit code, and what is said.
#[derive(Debug)]
pub(crate) struct Stop {
    /// 1 or 2.
    pub(crate) code: u8,
    /// A sentence; empty where nobody listens any more.
    pub(crate) words: String,
    /// Why answers could not be written, where that was it.
    pub(crate) output: Option<std::io::Error>,
}

impl Stop {
    /// It was understood, and the answer is no.
    pub(crate) fn refused(words: impl Into<String>) -> Self {
        Self { code: 1, words: words.into(), output: None }
    }

    /// Nothing could be done.
    pub(crate) fn impossible(words: impl Into<String>) -> Self {
        Self { code: 2, words: words.into(), output: None }
    }

    /// A change that did not happen. `project` has the names.
    pub(crate) fn of_document(lang: Lang, project: &Project, err: &DocumentError) -> Self {
        let words = document_error(lang, Naming { project, audience: Audience::Internal }, err);
        match err {
            DocumentError::Refused(_) | DocumentError::NothingToTakeBack => Self::refused(words),
            _ => Self::impossible(words),
        }
    }

    /// A change that did not happen, or that the disk refused: then what the disk said.
    pub(crate) fn of_change(lang: Lang, document: &Document, err: &DocumentError) -> Self {
        match (err, document.save_state()) {
            (DocumentError::NotSaved, SaveState::Failed(_, cause)) => Self::of_store(lang, cause),
            _ => Self::of_document(lang, document.project(), err),
        }
    }

    /// A project that could not be opened, so that there are no names.
    pub(crate) fn of_opening(lang: Lang, err: &DocumentError) -> Self {
        Self::of_document(lang, &Project::new("", Scheme::neutral()), err)
    }

    /// What is wrong with a project file.
    pub(crate) fn of_store(lang: Lang, err: &StoreError) -> Self {
        Self::impossible(store_error(lang, err))
    }

    /// What is wrong with a file to be read.
    pub(crate) fn of_exchange(lang: Lang, err: &ExchangeError) -> Self {
        Self::impossible(exchange_error(lang, err))
    }

    /// Why nothing was exported.
    pub(crate) fn of_export(lang: Lang, err: &ExportError) -> Self {
        let words = export_error(lang, err);
        match err {
            ExportError::Exchange(ExchangeError::NotForAudience { .. }) => Self::refused(words),
            _ => Self::impossible(words),
        }
    }
}

/// Whoever closes the pipe has seen enough: that needs no words.
impl From<std::io::Error> for Stop {
    fn from(source: std::io::Error) -> Self {
        let is_closed = source.kind() == std::io::ErrorKind::BrokenPipe;
        Self { code: 2, words: String::new(), output: (!is_closed).then_some(source) }
    }
}
