//! Who covered a household when: from the ledger of the file and from what was done since.

use crate::app::Document;
use crate::edit::{Delta, Key};
use crate::model::{HouseholdId, LinkKind, MemberId, PlanId};
use crate::store::{Access, Store, StoreError};
use std::collections::BTreeMap;
use std::path::Path;

/// A household that changed hands in one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineRow {
    /// When, as a time stamp of RFC 3339.
    pub at: String,
    /// Who was responsible.
    pub from: Option<MemberId>,
    /// Who is from then on.
    pub to: Option<MemberId>,
    /// What the step was called.
    pub label: String,
}

/// What the steps of a file did to the households, as far as members responsible for them changed.
#[derive(Clone, Debug, Default)]
pub struct PastSteps {
    by_household: BTreeMap<HouseholdId, Vec<(u64, PlanId, Handover)>>,
}

/// Who had a household, who has it.
type Handover = (Option<MemberId>, Option<MemberId>);

impl PastSteps {
    /// Reads the ledger of a file. Takes as long as the ledger is long: not for the thread of a window.
    ///
    /// # Errors
    /// What the disk says.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let (store, loaded) = Store::open(path, Access::Read)?;
        let mut past = Self::default();
        for row in loaded.history {
            past.take_in(row.seq, &store.delta_of(row.seq)?);
        }
        Ok(past)
    }

    fn take_in(&mut self, seq: u64, delta: &Delta) {
        let mut last = None;
        for key in delta.changes.keys() {
            let Key::Link(plan, household, _, LinkKind::Primary) = *key else { continue };
            if last == Some((plan, household)) {
                continue;
            }
            last = Some((plan, household));
            if let Some(change) = handover(delta, plan, household) {
                self.by_household.entry(household).or_default().push((seq, plan, change));
            }
        }
    }

    fn at(&self, seq: u64, plan: PlanId, household: HouseholdId) -> Option<Handover> {
        let steps = self.by_household.get(&household)?;
        let start = steps.partition_point(|(step, ..)| *step < seq);
        let here = steps.get(start..)?.iter().take_while(|(step, ..)| *step == seq);
        here.filter(|(_, of, _)| *of == plan).map(|(.., change)| *change).next()
    }
}

/// Everything in force that changed who is responsible for a household in the plan that is looked at, the latest
/// first. What happened to the plan that it was copied from counts up to the copy.
pub fn timeline(document: &Document, past: &PastSteps, household: HouseholdId) -> Vec<TimelineRow> {
    let mut rows = Vec::new();
    let mut plan = document.plan();
    for step in document.history().in_force().rev() {
        // Before it was copied it was another plan.
        while let Some((source, seq)) = document.project().plans.at(plan).and_then(|row| row.copy_of) {
            if step.seq > seq {
                break;
            }
            plan = source;
        }
        let change = match document.deltas().get(&step.seq) {
            Some(delta) => handover(delta, plan, household),
            None => past.at(step.seq, plan, household),
        };
        if let Some((from, to)) = change {
            rows.push(TimelineRow { at: step.at.clone(), from, to, label: step.label.clone() });
        }
    }
    rows
}

/// True if steps of an earlier session are in force: their changes are in the file only.
pub fn has_past_steps(document: &Document) -> bool {
    document.history().in_force().any(|step| !document.deltas().contains_key(&step.seq))
}

fn handover(delta: &Delta, plan: PlanId, household: HouseholdId) -> Option<Handover> {
    let key = |member| Key::Link(plan, household, member, LinkKind::Primary);
    let links = delta.changes.range(key(MemberId(0))..=key(MemberId(u32::MAX)));
    let (mut from, mut to) = (None, None);
    for (key, change) in links {
        let Key::Link(_, _, member, LinkKind::Primary) = *key else { continue };
        match (&change.old, &change.new) {
            (Some(_), None) => from = Some(member),
            (None, Some(_)) => to = Some(member),
            _ => {}
        }
    }
    (from.is_some() || to.is_some()).then_some((from, to))
}
