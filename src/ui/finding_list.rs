//! The findings of the document, the worst first, with what could be done about those that are looked at.

use crate::app::Document;
use crate::edit::Edit;
use crate::index::{Shortfall, room};
use crate::rules::{Finding, fix};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sorted findings, kept until the document changes. A suggestion is found when somebody looks at it: in a
/// district there are a thousand findings, and few of them are ever seen between two edits.
#[derive(Debug, Default)]
pub(crate) struct FindingList {
    rows: Option<(u64, Arc<[Finding]>)>,
    fixes: BTreeMap<usize, Option<Edit>>,
    shortfall: Option<(u64, Option<Shortfall>)>,
    waived: Option<(u64, Arc<[Finding]>)>,
    /// True while those are listed that are let stand.
    pub(crate) shows_waived: bool,
}

impl FindingList {
    /// All findings, the worst first.
    pub(crate) fn rows(&mut self, document: &Document) -> Arc<[Finding]> {
        let revision = document.revision();
        match &self.rows {
            Some((at, rows)) if *at == revision => Arc::clone(rows),
            _ => {
                let rows: Arc<[Finding]> = document.findings().sorted(document.project()).into();
                self.rows = Some((revision, Arc::clone(&rows)));
                self.fixes.clear();
                rows
            }
        }
    }

    /// Those that are let stand.
    pub(crate) fn waived(&mut self, document: &Document) -> Arc<[Finding]> {
        let revision = document.revision();
        match &self.waived {
            Some((at, rows)) if *at == revision => Arc::clone(rows),
            _ if document.project().waivers.is_empty() => Arc::default(),
            _ => {
                let rows: Arc<[Finding]> = document.findings().waived(document.project()).into();
                self.waived = Some((revision, Arc::clone(&rows)));
                rows
            }
        }
    }

    /// Which way the households do not fit the ranges of the members, if they do not. `O(households + members)` after
    /// a change, and only while the list is looked at.
    pub(crate) fn shortfall(&mut self, document: &Document) -> Option<Shortfall> {
        let revision = document.revision();
        if let Some((_, shortfall)) = self.shortfall.filter(|(at, _)| *at == revision) {
            return shortfall;
        }
        let project = document.project();
        let shortfall = room(project, document.index()).shortfall(project.facts.scheme.max_load());
        self.shortfall = Some((revision, shortfall));
        shortfall
    }

    /// What could be done about one of them.
    pub(crate) fn fix(&mut self, document: &Document, row_idx: usize) -> Option<Edit> {
        let finding = self.rows(document).get(row_idx).cloned()?;
        let look = || fix(document.project(), document.index(), document.plan(), &finding);
        self.fixes.entry(row_idx).or_insert_with(look).clone()
    }
}
