//! What the changes panel keeps between frames.

use crate::app::{Base, Comparison, Document};
use crate::index::{Difference, DifferentPart};
use crate::model::{MemberId, PlanId};
use crate::ui::session::Session;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which group.
pub(crate) type GroupKey = (DifferentPart, Option<MemberId>, Option<MemberId>);

/// For which document, plan and base something was found.
type For = (u64, PlanId, Base);

/// What the changes panel keeps between frames.
#[derive(Debug, Default)]
pub(crate) struct ChangesState {
    /// True while households are listed one by one.
    pub(crate) is_flat: bool,
    /// The groups whose households are listed.
    pub(crate) open: BTreeSet<GroupKey>,
    rows: Option<(For, Arc<Vec<Difference>>)>,
    targets: Option<(For, usize)>,
    whole: Option<(For, Arc<Comparison>)>,
}

impl Session {
    /// The households that the plan treats otherwise than what it is compared with; found once for each change.
    pub(crate) fn differences(&mut self, document: &Document) -> Arc<Vec<Difference>> {
        let base = Base::of(document, self.compare);
        let key = (document.revision(), document.plan(), base);
        match &self.changes.rows {
            Some((found_for, rows)) if *found_for == key => Arc::clone(rows),
            _ => {
                let rows = Arc::new(base.differences(document));
                self.changes.rows = Some((key, Arc::clone(&rows)));
                rows
            }
        }
    }

    /// How much the plan changes: households, and what else has other contacts.
    pub(crate) fn change_count(&mut self, document: &Document) -> usize {
        let base = Base::of(document, self.compare);
        let key = (document.revision(), document.plan(), base);
        let households = self.differences(document).len();
        let targets = match self.changes.targets {
            Some((found_for, targets)) if found_for == key => targets,
            _ => base.target_differences(document).len(),
        };
        self.changes.targets = Some((key, targets));
        households + targets
    }

    /// All that the plan changes; found once for each change, and only while somebody looks.
    pub(crate) fn comparison(&mut self, document: &Document) -> Option<Arc<Comparison>> {
        let base = Base::of(document, self.compare);
        let key = (document.revision(), document.plan(), base);
        if self.changes.whole.as_ref().is_none_or(|(found_for, _)| *found_for != key) {
            self.changes.whole = Comparison::of(document, base).map(|whole| (key, Arc::new(whole)));
        }
        self.changes.whole.as_ref().map(|(_, whole)| Arc::clone(whole))
    }
}
