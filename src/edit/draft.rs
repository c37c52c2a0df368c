//! A project being changed, with everything that changes noted down.

use crate::edit::Planned;
use crate::edit::complete::exempt_homes;
use crate::edit::delta::{put_value, value_at};
use crate::edit::{Delta, Key, Note, Value};
use crate::index::Index;
use crate::model::{
    Building, BuildingId, Grid, GridId, Household, HouseholdId, Link, LinkKind, Member, MemberId, Plan, PlanId,
    PlanState, Project, Reason, Target,
};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A copy of a project that is changed step by step. What comes out is the delta of all steps together; if the
/// wish turns out to be impossible, the copy is dropped and nothing has happened.
#[derive(Debug)]
pub(crate) struct Draft {
    /// As it is.
    pub(crate) before: Project,
    /// As it would be.
    pub(crate) project: Project,
    /// Households whose cover may have changed.
    pub(crate) doubtful: BTreeSet<HouseholdId>,
    /// Who was just released, and must not come back as the nearest.
    pub(crate) released: Option<MemberId>,
    /// Households and members whose rows were changed: only they can stand elsewhere now.
    rows: (BTreeSet<HouseholdId>, BTreeSet<MemberId>),
    /// Homes that need nobody, as it was and as it would be, once somebody has asked.
    homes: [Option<Arc<BTreeSet<HouseholdId>>>; 2],
    delta: Delta,
    notes: Vec<Note>,
}

impl Draft {
    pub(crate) fn of(project: &Project) -> Self {
        Self {
            before: project.clone(),
            project: project.clone(),
            doubtful: BTreeSet::new(),
            released: None,
            rows: Default::default(),
            homes: [None, None],
            delta: Delta::default(),
            notes: Vec::new(),
        }
    }

    pub(crate) fn into_planned(self) -> Planned {
        Planned { delta: self.delta, notes: self.notes }
    }

    /// True if nothing has changed so far.
    pub(crate) fn is_unchanged(&self) -> bool {
        self.delta.is_empty()
    }

    pub(crate) fn say(&mut self, note: Note) {
        self.notes.push(note);
    }

    pub(crate) fn plan(&self, plan: PlanId) -> Option<&Plan> {
        self.project.plans.at(plan)
    }

    /// Members who stand elsewhere than an index of the project as it is knows them: new ones, those who move, and
    /// those whose home is moved.
    pub(crate) fn moved(&self, index: &Index) -> BTreeSet<MemberId> {
        let (households, members) = &self.rows;
        let at_home = households.iter().flat_map(|&household| index.members_at_home(household));
        let is_moved =
            |member: &MemberId| self.before.place_of_member(*member) != self.project.place_of_member(*member);
        members.iter().chain(at_home).copied().filter(is_moved).collect()
    }

    /// Households that the scheme exempts because a member lives there: as it was, and as it would be.
    pub(crate) fn exempt_homes(&mut self) -> [Arc<BTreeSet<HouseholdId>>; 2] {
        let [before, now] = &mut self.homes;
        let of = |project: &Project| Arc::new(exempt_homes(project));
        let before = before.get_or_insert_with(|| of(&self.before));
        [Arc::clone(before), Arc::clone(now.get_or_insert_with(|| of(&self.project)))]
    }

    pub(crate) fn put_household(&mut self, id: HouseholdId, row: Household) {
        self.doubtful.insert(id);
        self.put(Key::Household(id), Some(Value::Household(Box::new(row))));
    }

    pub(crate) fn add_household(&mut self, row: Household) -> HouseholdId {
        let id = self.project.households.next_id();
        self.put_household(id, row);
        id
    }

    pub(crate) fn put_member(&mut self, id: MemberId, row: Member) {
        let old_home = self.project.members.at(id).and_then(|member| member.home);
        self.doubtful.extend(old_home.into_iter().chain(row.home));
        let held = self.project.plans.rows().flat_map(|plan| plan.held_by(id));
        self.doubtful.extend(held.map(|(household, _)| *household));
        self.put(Key::Member(id), Some(Value::Member(Box::new(row))));
    }

    pub(crate) fn add_member(&mut self, row: Member) -> MemberId {
        let id = self.project.members.next_id();
        self.put_member(id, row);
        id
    }

    pub(crate) fn put_grid(&mut self, id: GridId, row: Grid) {
        self.put(Key::Grid(id), Some(Value::Grid(row)));
    }

    pub(crate) fn drop_grid(&mut self, id: GridId) {
        self.cut_links_to(Target::Grid(id));
        self.put(Key::Grid(id), None);
    }

    pub(crate) fn put_building(&mut self, id: BuildingId, row: Building) {
        self.put(Key::Building(id), Some(Value::Building(row)));
    }

    pub(crate) fn put_plan(&mut self, id: PlanId, name: String, state: PlanState, copy_of: Option<(PlanId, u64)>) {
        self.put(Key::Plan(id), Some(Value::Plan { name, state, copy_of }));
        if state == PlanState::Current {
            let households: Vec<HouseholdId> = self.project.households.ids().collect();
            self.doubtful.extend(households);
        }
    }

    pub(crate) fn put_link(&mut self, plan: PlanId, household: HouseholdId, link: Link) {
        self.doubtful.insert(household);
        let value = Value::of_link(&link);
        self.put(Key::Link(plan, household, link.member, link.kind), Some(value));
    }

    pub(crate) fn cut_link(&mut self, plan: PlanId, household: HouseholdId, member: MemberId, kind: LinkKind) {
        self.doubtful.insert(household);
        self.put(Key::Link(plan, household, member, kind), None);
    }

    pub(crate) fn put_target_link(&mut self, plan: PlanId, target: Target, member: MemberId, since: Option<Date>) {
        self.put(Key::TargetLink(plan, target, member), Some(Value::TargetLink { since }));
    }

    pub(crate) fn cut_target_link(&mut self, plan: PlanId, target: Target, member: MemberId) {
        self.put(Key::TargetLink(plan, target, member), None);
    }

    /// Ends all contacts with what goes, in all plans.
    pub(crate) fn cut_links_to(&mut self, target: Target) {
        let plans = self.project.plans.iter();
        let linked = plans.flat_map(|(plan, row)| row.linked_to(target).iter().map(move |&member| (plan, member)));
        for (plan, member) in linked.collect::<Vec<_>>() {
            self.cut_target_link(plan, target, member);
        }
    }

    /// Ends all links of a household, in all plans, locked or not.
    pub(crate) fn cut_links_of_household(&mut self, household: HouseholdId) {
        let plans = self.project.plans.iter();
        let cut: Vec<(PlanId, MemberId, LinkKind)> = plans
            .flat_map(|(plan, row)| row.links_of(household).iter().map(move |link| (plan, link.member, link.kind)))
            .collect();
        for (plan, member, kind) in cut {
            self.cut_link(plan, household, member, kind);
        }
    }

    /// Ends all links of a member, in all plans, locked or not.
    pub(crate) fn cut_links_of_member(&mut self, member: MemberId) {
        let plans = self.project.plans.iter();
        let cut: Vec<(PlanId, HouseholdId, LinkKind)> = plans
            .flat_map(|(plan, row)| row.held_by(member).iter().map(move |&(household, kind)| (plan, household, kind)))
            .collect();
        for (plan, household, kind) in cut {
            self.cut_link(plan, household, member, kind);
        }
        let plans = self.project.plans.iter();
        let held = plans.flat_map(|(plan, row)| row.targets_of(member).iter().map(move |link| (plan, link.target)));
        for (plan, target) in held.collect::<Vec<_>>() {
            self.cut_target_link(plan, target, member);
        }
        self.cut_links_to(Target::Member(member));
    }

    /// Lists a household that just came in the current plan and in the drafts, except in these plans.
    pub(crate) fn list_newcomer(&mut self, household: HouseholdId, reason: &Reason, except: &[PlanId]) {
        let plans = self.project.plans.iter().filter(|(_, plan)| plan.state != PlanState::Former);
        let plans: Vec<PlanId> = plans.map(|(plan, _)| plan).filter(|plan| !except.contains(plan)).collect();
        for plan in plans {
            self.put(Key::Reason(plan, household), Some(Value::Reason(reason.clone())));
        }
    }

    pub(crate) fn put_reason(&mut self, plan: PlanId, household: HouseholdId, reason: Option<Reason>) {
        self.put(Key::Reason(plan, household), reason.map(Value::Reason));
    }

    /// Changes one thing, here and in the delta. Equal to what is there: nothing happens.
    pub(crate) fn put(&mut self, key: Key, value: Option<Value>) {
        let old = value_at(&self.project, &key);
        if old == value {
            return;
        }
        let is_put = put_value(&mut self.project, &key, value.clone()).is_some();
        debug_assert!(is_put, "a draft puts rows of the right kind into plans that exist: {key:?}");
        match key {
            Key::Household(household) => drop(self.rows.0.insert(household)),
            Key::Member(member) => drop(self.rows.1.insert(member)),
            _ => {}
        }
        if matches!(key, Key::Member(_) | Key::Facts) {
            self.homes[1] = None;
        }
        if is_put {
            self.delta.note(key, old, value);
        }
    }
}
