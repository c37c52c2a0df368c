//! What another scheme would bring, before it is put in force.

use crate::app::wording::{Lang, asked_by_text};
use crate::app::{Document, check_all};
use crate::edit::{Edit, Key, Refusal};
use crate::index::{Shortfall, room};
use crate::model::{Scheme, Severity};
use std::collections::BTreeMap;

/// What another scheme would bring to the plan that is looked at. Nothing has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemePreview {
    /// Errors, warnings and notes now.
    pub before: [usize; 3],
    /// The same then.
    pub after: [usize; 3],
    /// What is found by what asks for it, by its name: now and then. Only what differs, the largest growth first.
    pub by_rule: Vec<(String, usize, usize)>,
    /// Members who take the range of the scheme.
    pub ranges: usize,
    /// Households that must be covered from then on and have nobody.
    pub listed: usize,
    /// If the ranges of the members cannot hold the households.
    pub shortfall: Option<Shortfall>,
}

impl SchemePreview {
    /// Looks ahead. `O(households + members + links)`.
    ///
    /// # Errors
    /// Why the scheme cannot be put in force.
    pub fn of(document: &Document, lang: Lang, scheme: &Scheme) -> Result<Self, Refusal> {
        let planned = document.plan_edit(&Edit::SetScheme(Box::new(scheme.clone())))?;
        let Ok(after) = planned.delta.apply(document.project()) else {
            debug_assert!(false, "a planned delta fits the project it was planned for");
            return Err(Refusal::NothingToMove);
        };
        // Nobody lives or stands elsewhere by another scheme.
        let index = document.index();
        let found = check_all(&after, index, document.plan());
        let own = &document.project().facts.scheme;
        let mut by_rule: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for finding in document.findings().iter_unsorted() {
            by_rule.entry(asked_by_text(lang, own, finding.asked_by())).or_default().0 += 1;
        }
        for finding in found.iter_unsorted() {
            by_rule.entry(asked_by_text(lang, scheme, finding.asked_by())).or_default().1 += 1;
        }
        let mut by_rule: Vec<(String, usize, usize)> = by_rule
            .into_iter()
            .filter(|(_, (now, then))| now != then)
            .map(|(name, (now, then))| (name, now, then))
            .collect();
        by_rule.sort_by_key(|(_, now, then)| now.cast_signed() - then.cast_signed());
        let keys = || planned.delta.changes.keys();
        Ok(Self {
            before: Severity::ALL.map(|severity| document.findings().count(document.project(), severity)),
            after: Severity::ALL.map(|severity| found.count(&after, severity)),
            by_rule,
            ranges: keys().filter(|key| matches!(key, Key::Member(_))).count(),
            listed: keys().filter(|key| matches!(key, Key::Reason(plan, _) if *plan == document.plan())).count(),
            shortfall: room(&after, index).shortfall(scheme.max_load()),
        })
    }
}
