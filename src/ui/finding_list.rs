//! The findings of the document, the worst first, with what could be done about those that are looked at.

use crate::app::Document;
use crate::edit::Edit;
use crate::rules::{Finding, fix};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sorted findings, kept until the document changes. A suggestion is found when somebody looks at it: in a
/// district there are a thousand findings, and few of them are ever seen between two edits.
#[derive(Debug, Default)]
pub(crate) struct FindingList {
    rows: Option<(u64, Arc<[Finding]>)>,
    fixes: BTreeMap<usize, Option<Edit>>,
}

impl FindingList {
    /// All findings, the worst first.
    pub(crate) fn rows(&mut self, document: &Document) -> Arc<[Finding]> {
        let revision = document.revision();
        match &self.rows {
            Some((at, rows)) if *at == revision => Arc::clone(rows),
            _ => {
                let rows: Arc<[Finding]> = document.findings().sorted(&document.project().facts.scheme).into();
                self.rows = Some((revision, Arc::clone(&rows)));
                self.fixes.clear();
                rows
            }
        }
    }

    /// What could be done about one of them.
    pub(crate) fn fix(&mut self, document: &Document, row_idx: usize) -> Option<Edit> {
        let finding = self.rows(document).get(row_idx).cloned()?;
        let look = || fix(document.project(), document.index(), document.plan(), &finding);
        self.fixes.entry(row_idx).or_insert_with(look).clone()
    }
}
