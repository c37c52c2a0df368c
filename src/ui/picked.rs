//! The households that were picked for the next wish.

use crate::model::HouseholdId;
use std::collections::BTreeSet;

/// Several households, picked one by one or by a tool. Empty while a single one is selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    households: BTreeSet<HouseholdId>,
    revision: u64,
}

impl Picked {
    /// True if none is picked.
    pub fn is_empty(&self) -> bool {
        self.households.is_empty()
    }

    /// How many are picked.
    pub fn len(&self) -> usize {
        self.households.len()
    }

    /// True if this one is picked.
    pub fn contains(&self, household: HouseholdId) -> bool {
        self.households.contains(&household)
    }

    /// All of them, by growing id.
    pub fn iter(&self) -> impl Iterator<Item = HouseholdId> {
        self.households.iter().copied()
    }

    /// Grows with every change, so that what follows from the pick can be kept.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Picks these and no others.
    pub fn replace(&mut self, households: impl IntoIterator<Item = HouseholdId>) {
        self.households = households.into_iter().collect();
        self.revision += 1;
    }

    /// Picks these as well.
    pub fn add(&mut self, households: impl IntoIterator<Item = HouseholdId>) {
        self.households.extend(households);
        self.revision += 1;
    }

    /// Picks these no longer.
    pub fn remove(&mut self, households: impl IntoIterator<Item = HouseholdId>) {
        for household in households {
            self.households.remove(&household);
        }
        self.revision += 1;
    }

    /// Picks one, or no longer.
    pub fn toggle(&mut self, household: HouseholdId) {
        if !self.households.remove(&household) {
            self.households.insert(household);
        }
        self.revision += 1;
    }

    /// Picks none.
    pub fn clear(&mut self) {
        self.households.clear();
        self.revision += 1;
    }
}
