//! Where members live, by name and address or phone, where the roster does not say a code.

use crate::exchange::likeness::Likable;
use crate::model::{Address, HouseholdId, HouseholdStatus, Project};
use std::collections::BTreeMap;

/// More are not offered.
const MOST: usize = 8;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// Nothing that fits.
    Unknown,
    /// One household, clearly.
    Clear(HouseholdId),
    /// Somebody must choose; the likeliest first.
    Unclear(Vec<HouseholdId>),
}

/// The households that members may live in.
#[derive(Debug)]
pub(crate) struct Homes {
    rows: Vec<(HouseholdId, Likable)>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_short: BTreeMap<String, Vec<usize>>,
}

impl Homes {
    /// Of all households that have not moved out.
    pub(crate) fn of(project: &Project) -> Self {
        let there = project.households.iter().filter(|(_, row)| row.status != HouseholdStatus::MovedOut);
        let rows: Vec<_> = there.map(|(id, row)| (id, Likable::of_household(row))).collect();
        let by = |pick: fn(&Likable) -> &str| {
            let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (at, (_, likable)) in rows.iter().enumerate().filter(|(_, (_, likable))| !pick(likable).is_empty()) {
                known.entry(pick(likable).to_owned()).or_default().push(at);
            }
            known
        };
        let (by_name, by_short) = (by(Likable::name), by(Likable::short));
        Self { rows, by_name, by_short }
    }

    /// Where somebody lives. Clear is a household whose head is called so and that has the address or the phone, and
    /// the only household at the address; households whose head is only called so are for somebody to choose from.
    pub(crate) fn find(&self, name: &str, address: &Address, phone: &str) -> Home {
        let said = Likable::of(name, address, phone);
        let of = |known: &BTreeMap<String, Vec<usize>>, key: &str| {
            let found = known.get(key).into_iter().flatten();
            found.filter_map(|&at| self.rows.get(at)).collect::<Vec<_>>()
        };
        let named = of(&self.by_name, said.name());
        let at_address: Vec<_> =
            of(&self.by_short, said.short()).into_iter().filter(|(_, there)| said.is_at(there)).collect();
        let is_phone = |there: &Likable| !said.phone().is_empty() && there.phone() == said.phone();
        let sure: Vec<_> = named.iter().copied().filter(|(_, there)| said.is_at(there) || is_phone(there)).collect();
        let ids = |found: &[&(HouseholdId, Likable)]| found.iter().take(MOST).map(|(id, _)| *id).collect();
        match (sure.as_slice(), at_address.as_slice(), named.as_slice()) {
            ([one], ..) | ([], [one], _) => Home::Clear(one.0),
            ([], [], []) => Home::Unknown,
            ([], [], named) => Home::Unclear(ids(named)),
            ([], several, _) | (several, ..) => Home::Unclear(ids(several)),
        }
    }
}
