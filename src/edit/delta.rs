//! A change as data: for each thing that changes, what it was and what it becomes.

use crate::edit::Value;
use crate::index::Touched;
use crate::model::{
    BackdropId, BuildingId, CategoryId, GridId, HouseholdId, Link, LinkKind, MemberId, Plan, PlanId, Project,
    ProvenanceId, Target, TargetLink, UnitId,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a delta can change. The order is the order of application, except that plans that go are removed last,
/// the youngest first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Name and scheme of the place.
    Facts,
    /// A category.
    Category(CategoryId),
    /// A grid.
    Grid(GridId),
    /// A building.
    Building(BuildingId),
    /// An organization, an enterprise or a street segment.
    Unit(UnitId),
    /// A feature of the backdrop.
    Backdrop(BackdropId),
    /// A file that was taken in.
    Provenance(ProvenanceId),
    /// A household.
    Household(HouseholdId),
    /// A member.
    Member(MemberId),
    /// Why a finding is let stand, by the key of the finding.
    Waiver(String),
    /// The row of a plan, without its links.
    Plan(PlanId),
    /// Why a household has nobody in a plan.
    Reason(PlanId, HouseholdId),
    /// A link.
    Link(PlanId, HouseholdId, MemberId, LinkKind),
    /// A link to what is not a household.
    TargetLink(PlanId, Target, MemberId),
}

impl Key {
    /// The plan whose links or reasons this is about.
    pub fn plan(&self) -> Option<PlanId> {
        match *self {
            Self::Reason(plan, _) | Self::Link(plan, ..) | Self::TargetLink(plan, ..) => Some(plan),
            _ => None,
        }
    }
}

/// What one thing was and what it becomes; `None` where it is not there. The two always differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Before.
    pub old: Option<Value>,
    /// After.
    pub new: Option<Value>,
}

/// A change of a project: an ordered map from what changes to old and new.
///
/// A delta fits the projects in which every `old` is what is there. Applying it there cannot fail and cannot
/// half-succeed. [`Delta::inverse`] undoes it, [`Delta::then`] joins two that follow each other.
///
/// A plan made by copying is one key, not one per household: when `Plan(id)` appears with `copy_of`, its links
/// and reasons are those that the other plan had before the delta; what differs from them is in the delta. The
/// same holds backwards: a plan that goes must hold, by then, what the plan that it was copied from holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delta {
    /// By key; no change whose old and new are equal.
    pub changes: BTreeMap<Key, Change>,
}

/// A delta that does not fit the project: a bug, or a damaged ledger. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the change does not fit what is there: {key:?}")]
pub struct Misfit {
    /// The first thing that is not as the delta says.
    pub key: Key,
}

impl Delta {
    /// True if nothing changes.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Notes one change that follows the others. A second change of the same thing is joined to the first; what
    /// ends as it began is forgotten.
    ///
    /// Copies are taken before everything else in a delta, and plans go after everything else. So a plan copied
    /// now brings along what was noted about its source, and what is noted about a source now is noted about
    /// copies that went already.
    pub fn note(&mut self, key: Key, old: Option<Value>, new: Option<Value>) {
        let along = match (&key, &old, &new) {
            // A copy that went and comes back has it already.
            (Key::Plan(_), None, _) if self.changes.contains_key(&key) => Vec::new(),
            (&Key::Plan(copy), None, Some(Value::Plan { copy_of: Some((source, _)), .. })) => {
                self.of_plan(*source).map(|(key, change)| (in_plan(key, copy), change.clone())).collect()
            }
            (&Key::Reason(plan, _) | &Key::Link(plan, ..) | &Key::TargetLink(plan, ..), ..) => {
                let change = Change { old: old.clone(), new: new.clone() };
                self.copies_gone(plan).map(|copy| (in_plan(&key, copy), change.clone())).collect()
            }
            _ => Vec::new(),
        };
        let joined_old = match self.changes.remove(&key) {
            Some(earlier) => earlier.old,
            None => old,
        };
        if let (&Key::Plan(plan), None, None) = (&key, &joined_old, &new) {
            // It came and went.
            self.changes.retain(|key, _| key.plan() != Some(plan));
        }
        if joined_old != new {
            self.changes.insert(key, Change { old: joined_old, new });
        }
        for (key, change) in along {
            self.note(key, change.old, change.new);
        }
    }

    /// The delta that undoes this one.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let swap =
            |(key, change): (&Key, &Change)| (key.clone(), Change { old: change.new.clone(), new: change.old.clone() });
        Self { changes: self.changes.iter().map(swap).collect() }
    }

    /// This delta and then another that fits what it leaves behind, as one.
    #[must_use]
    pub fn then(&self, next: &Self) -> Self {
        let mut joined = self.clone();
        for (key, change) in next.in_order() {
            joined.note(key.clone(), change.old.clone(), change.new.clone());
        }
        joined
    }

    /// The project after the change. `O(changes)`; what does not change is shared.
    ///
    /// # Errors
    /// [`Misfit`] if something is not as the delta says.
    pub fn apply(&self, project: &Project) -> Result<Project, Misfit> {
        let mut after = project.clone();
        for (key, change) in self.in_order() {
            apply_one(&mut after, key, change)?;
        }
        Ok(after)
    }

    /// The changes in the order of application: by key, but plans that go are last, the youngest copy first.
    fn in_order(&self) -> impl Iterator<Item = (&Key, &Change)> {
        let goes = |key: &Key, change: &Change| matches!(key, Key::Plan(_)) && change.new.is_none();
        let first = self.changes.iter().filter(move |(key, change)| !goes(key, change));
        first.chain(self.changes.iter().rev().filter(move |(key, change)| goes(key, change)))
    }

    /// What changes in one plan.
    fn of_plan(&self, plan: PlanId) -> impl Iterator<Item = (&Key, &Change)> {
        let reasons = Key::Reason(plan, HouseholdId(0))..=Key::Reason(plan, HouseholdId(u32::MAX));
        let links = Key::Link(plan, HouseholdId(0), MemberId(0), LinkKind::Primary)
            ..=Key::Link(plan, HouseholdId(u32::MAX), MemberId(u32::MAX), LinkKind::Paired);
        let [first, last] = Target::ENDS;
        let targets = Key::TargetLink(plan, first, MemberId(0))..=Key::TargetLink(plan, last, MemberId(u32::MAX));
        self.changes.range(reasons).chain(self.changes.range(links)).chain(self.changes.range(targets))
    }

    /// The plans that go and were copied from this one.
    fn copies_gone(&self, source: PlanId) -> impl Iterator<Item = PlanId> {
        let plans = self.changes.range(Key::Plan(PlanId(0))..=Key::Plan(PlanId(u32::MAX)));
        plans.filter_map(move |(key, change)| match (key, &change.old, &change.new) {
            (&Key::Plan(copy), Some(Value::Plan { copy_of: Some((from, _)), .. }), None) if *from == source => {
                Some(copy)
            }
            _ => None,
        })
    }

    /// The households that change themselves, or whose links or reasons do.
    pub fn households(&self) -> impl Iterator<Item = HouseholdId> {
        self.changes.keys().filter_map(|key| match *key {
            Key::Household(household) | Key::Reason(_, household) | Key::Link(_, household, ..) => Some(household),
            _ => None,
        })
    }

    /// Everything that may have to be looked at again: what changes, and the homes that members leave or take.
    pub fn touched(&self) -> Touched {
        let homes =
            self.changes.values().flat_map(|change| [&change.old, &change.new]).filter_map(|value| match value {
                Some(Value::Member(member)) => member.home,
                _ => None,
            });
        // A plan that comes, goes or is called otherwise leaves what is found in the others as it is.
        let concerns_all = |key: &Key| matches!(key, Key::Facts | Key::Category(_) | Key::Grid(_));
        Touched {
            households: self.households().chain(homes).collect(),
            members: self.members().collect(),
            targets: self.targets().collect(),
            everything: self.changes.keys().any(concerns_all),
        }
    }

    /// The members that change themselves, or whose links do.
    pub fn members(&self) -> impl Iterator<Item = MemberId> {
        self.changes.keys().filter_map(|key| match *key {
            Key::Member(member) | Key::Link(_, _, member, _) | Key::TargetLink(_, _, member) => Some(member),
            _ => None,
        })
    }

    /// What changes itself or is linked otherwise, and is neither a household nor who keeps the link.
    fn targets(&self) -> impl Iterator<Item = Target> {
        self.changes.iter().filter_map(|(key, change)| match *key {
            Key::TargetLink(_, target, _) => Some(target),
            Key::Building(building) => Some(Target::Building(building)),
            Key::Unit(unit) => match change.new.as_ref().or(change.old.as_ref()) {
                Some(Value::Unit(row)) => Some(Target::Unit(row.kind, unit)),
                _ => None,
            },
            _ => None,
        })
    }
}

/// The same link or reason in another plan.
fn in_plan(key: &Key, plan: PlanId) -> Key {
    match *key {
        Key::Reason(_, household) => Key::Reason(plan, household),
        Key::Link(_, household, member, kind) => Key::Link(plan, household, member, kind),
        Key::TargetLink(_, target, member) => Key::TargetLink(plan, target, member),
        ref other => other.clone(),
    }
}

/// What is there now under a key.
pub fn value_at(project: &Project, key: &Key) -> Option<Value> {
    match *key {
        Key::Facts => Some(Value::Facts(Box::new((*project.facts).clone()))),
        Key::Category(id) => project.categories.at(id).cloned().map(Value::Category),
        Key::Grid(id) => project.grids.at(id).cloned().map(Value::Grid),
        Key::Building(id) => project.buildings.at(id).cloned().map(Value::Building),
        Key::Unit(id) => project.units.at(id).cloned().map(Value::Unit),
        Key::Backdrop(id) => project.backdrop.at(id).cloned().map(Value::Backdrop),
        Key::Provenance(id) => project.provenances.at(id).cloned().map(|row| Value::Provenance(Box::new(row))),
        Key::Household(id) => project.households.at(id).cloned().map(|row| Value::Household(Box::new(row))),
        Key::Member(id) => project.members.at(id).cloned().map(|row| Value::Member(Box::new(row))),
        Key::Waiver(ref key) => project.waivers.get(key).cloned().map(Value::Waiver),
        Key::Plan(id) => project.plans.at(id).map(Value::of_plan),
        Key::Reason(plan, household) => project.plans.at(plan)?.reason_of(household).cloned().map(Value::Reason),
        Key::Link(plan, household, member, kind) => {
            project.plans.at(plan)?.link(household, member, kind).map(Value::of_link)
        }
        Key::TargetLink(plan, target, member) => {
            let link = project.plans.at(plan)?.target_link(target, member)?;
            Some(Value::TargetLink { since: link.since })
        }
    }
}

fn apply_one(project: &mut Project, key: &Key, change: &Change) -> Result<(), Misfit> {
    let misfit = || Misfit { key: key.clone() };
    // Links of a plan that was just copied are compared after the copy; so every key is compared in its turn.
    if value_at(project, key) != change.old {
        return Err(misfit());
    }
    put_value(project, key, change.new.clone()).ok_or_else(misfit)
}

/// Puts one value in its place. `None` if the value is of another kind than its key, or its plan is not there.
pub(crate) fn put_value(project: &mut Project, key: &Key, value: Option<Value>) -> Option<()> {
    macro_rules! put {
        ($table:ident, $id:expr, $kind:path) => {{
            let row = match value {
                Some($kind(row)) => Some(row),
                None => None,
                Some(_) => return None,
            };
            project.$table.put($id, row);
        }};
        (boxed $table:ident, $id:expr, $kind:path) => {{
            let row = match value {
                Some($kind(row)) => Some(*row),
                None => None,
                Some(_) => return None,
            };
            project.$table.put($id, row);
        }};
    }
    match *key {
        Key::Facts => match value {
            Some(Value::Facts(facts)) => project.facts = Arc::from(facts),
            _ => return None,
        },
        Key::Category(id) => put!(categories, id, Value::Category),
        Key::Grid(id) => put!(grids, id, Value::Grid),
        Key::Building(id) => put!(buildings, id, Value::Building),
        Key::Unit(id) => put!(units, id, Value::Unit),
        Key::Backdrop(id) => put!(backdrop, id, Value::Backdrop),
        Key::Provenance(id) => put!(boxed provenances, id, Value::Provenance),
        Key::Household(id) => put!(boxed households, id, Value::Household),
        Key::Member(id) => put!(boxed members, id, Value::Member),
        Key::Waiver(ref finding) => {
            let waivers = Arc::make_mut(&mut project.waivers);
            match value {
                Some(Value::Waiver(waiver)) => drop(waivers.insert(finding.clone(), waiver)),
                None => drop(waivers.remove(finding)),
                Some(_) => return None,
            }
        }
        Key::Plan(id) => put_plan(project, id, value)?,
        Key::Reason(plan_id, household) => {
            let reason = match value {
                Some(Value::Reason(reason)) => Some(reason),
                None => None,
                Some(_) => return None,
            };
            let mut plan = project.plans.put(plan_id, None)?;
            plan.put_reason(household, reason);
            project.plans.put(plan_id, Some(plan));
        }
        Key::Link(plan_id, household, member, kind) => {
            let link = match value {
                Some(Value::Link { locked, since }) => Some(Link { member, kind, locked, since }),
                None => None,
                Some(_) => return None,
            };
            // Taken out, changed and put back: the sole holder is changed in place.
            let mut plan = project.plans.put(plan_id, None)?;
            plan.relink(household, member, kind, link);
            project.plans.put(plan_id, Some(plan));
        }
        Key::TargetLink(plan_id, target, member) => {
            let link = match value {
                Some(Value::TargetLink { since }) => Some(TargetLink { target, since }),
                None => None,
                Some(_) => return None,
            };
            let mut plan = project.plans.put(plan_id, None)?;
            plan.relink_target(target, member, link);
            project.plans.put(plan_id, Some(plan));
        }
    }
    Some(())
}

fn put_plan(project: &mut Project, id: PlanId, value: Option<Value>) -> Option<()> {
    let plan = match value {
        Some(Value::Plan { name, state, copy_of }) => Some(match (project.plans.at(id), copy_of) {
            (Some(there), _) => there.copied(name, state, copy_of),
            (None, Some((source, _))) => project.plans.at(source)?.copied(name, state, copy_of),
            (None, None) => Plan::new(name, state),
        }),
        None if is_as_it_began(project, id) => None,
        None | Some(_) => return None,
    };
    project.plans.put(id, plan);
    Some(())
}

/// True if a plan holds what it held when it was made; else its links would be lost for good when it goes.
fn is_as_it_began(project: &Project, id: PlanId) -> bool {
    let Some(plan) = project.plans.at(id) else { return false };
    let began = match plan.copy_of {
        Some((source, _)) => project.plans.at(source).cloned(),
        None => Some(Plan::new("", plan.state)),
    };
    began.is_some_and(|began| began.copied(plan.name.clone(), plan.state, plan.copy_of) == *plan)
}
