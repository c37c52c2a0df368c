//! The list of a plan, kept up to date.

use crate::index::{Index, Touched, targets_of_kind};
use crate::model::{
    BuildingId, GridId, HouseholdId, Id, MemberId, PlanId, Project, Scheme, Severity, Table, Target, TargetKind, UnitId,
};
use crate::rules::check::{Check, Found};
use crate::rules::{Finding, Share};
use std::collections::BTreeSet;

/// Everything that was found in one plan, by what it was found at.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    plan: PlanId,
    at_household: Table<HouseholdId, Box<[Finding]>>,
    at_member: Table<MemberId, Box<[Finding]>>,
    at_building: Table<BuildingId, Box<[Finding]>>,
    at_grid: Table<GridId, Box<[Finding]>>,
    at_unit: Table<UnitId, Box<[Finding]>>,
}

impl Findings {
    /// Checks everything. `O(households + members + links)`.
    pub fn of(project: &Project, index: &Index, plan: PlanId) -> Self {
        Self::of_share(project, index, plan, Share::WHOLE)
    }

    /// Checks a share of everything: all shares of one size, joined, are the whole.
    pub fn of_share(project: &Project, index: &Index, plan: PlanId, share: Share) -> Self {
        let check = Check::of(project, index, plan);
        let mut findings = Self::none(plan);
        for household in share.of(project.households.len(), project.households.ids()) {
            findings.at_household.put(household, check.household(household));
        }
        for member in share.of(project.members.len(), project.members.ids()) {
            findings.at_member.put(member, check.member(member));
        }
        if share.is_first() {
            let kinds = TargetKind::ALL.into_iter().filter(|kind| *kind != TargetKind::Member);
            for target in kinds.flat_map(|kind| targets_of_kind(project, kind)) {
                findings.put_at(target, check.target(target));
            }
        }
        findings
    }

    /// What was found in both.
    #[must_use]
    pub fn joined(mut self, other: &Self) -> Self {
        join(&mut self.at_household, &other.at_household);
        join(&mut self.at_member, &other.at_member);
        join(&mut self.at_building, &other.at_building);
        join(&mut self.at_grid, &other.at_grid);
        join(&mut self.at_unit, &other.at_unit);
        self
    }

    /// Checks only what this touches, as if all the rest were in order. `O(touched)`.
    pub fn near(project: &Project, index: &Index, plan: PlanId, touched: &Touched) -> Self {
        let mut findings = Self::none(plan);
        findings.update(project, index, touched);
        findings
    }

    /// Follows an edit. `after` and `index` are as they are now.
    pub fn update(&mut self, after: &Project, index: &Index, touched: &Touched) {
        if touched.everything {
            *self = Self::of(after, index, self.plan);
            return;
        }
        let check = Check::of(after, index, self.plan);
        let mut members: BTreeSet<MemberId> = touched.members.clone();
        for &household in &touched.households {
            self.at_household.put(household, check.household(household));
            members.extend(index.members_at_home(household));
            if let Some(plan) = after.plans.at(self.plan) {
                members.extend(plan.links_of(household).iter().map(|link| link.member));
            }
        }
        // The homes of these members may have become exempt, or stopped being so.
        for home in members.iter().filter_map(|&member| after.members.at(member)?.home) {
            self.at_household.put(home, check.household(home));
        }
        let (above, targets) = self.linked_with(after, touched);
        members.extend(above);
        for target in targets {
            self.put_at(target, check.target(target));
        }
        for &member in &members {
            self.at_member.put(member, check.member(member));
            let held = after.plans.at(self.plan).map_or(&[][..], |plan| plan.held_by(member));
            if touched.members.contains(&member) {
                for &(household, _) in held {
                    self.at_household.put(household, check.household(household));
                }
            }
        }
    }

    fn none(plan: PlanId) -> Self {
        Self {
            plan,
            at_household: Table::new(),
            at_member: Table::new(),
            at_building: Table::new(),
            at_grid: Table::new(),
            at_unit: Table::new(),
        }
    }

    /// What must be looked at because those who are linked with it changed: members, and what is neither a member nor a
    /// household.
    fn linked_with(&self, after: &Project, touched: &Touched) -> (BTreeSet<MemberId>, BTreeSet<Target>) {
        let (mut members, mut targets) = (BTreeSet::new(), touched.targets.clone());
        if let Some(plan) = after.plans.at(self.plan) {
            for &member in &touched.members {
                members.extend(plan.linked_to(Target::Member(member)));
                targets.extend(plan.targets_of(member).iter().map(|link| link.target));
            }
        }
        targets.retain(|target| match *target {
            Target::Member(member) => {
                members.insert(member);
                false
            }
            Target::Household(_) => false,
            Target::Building(_) | Target::Grid(_) | Target::Unit(..) => true,
        });
        (members, targets)
    }

    /// The plan that was checked.
    pub fn plan(&self) -> PlanId {
        self.plan
    }

    /// All that count, the worst by the scheme first; equal ones by what they are about.
    pub fn sorted(&self, project: &Project) -> Vec<Finding> {
        sorted_by(&project.facts.scheme, self.counted(project).cloned().collect())
    }

    /// All that are let stand, in the same order.
    pub fn waived(&self, project: &Project) -> Vec<Finding> {
        let waived = self.iter_unsorted().filter(|finding| is_waived(project, finding));
        sorted_by(&project.facts.scheme, waived.cloned().collect())
    }

    /// True if nothing was found.
    pub fn is_empty(&self) -> bool {
        self.iter_unsorted().next().is_none()
    }

    /// How many that count there are of one severity.
    pub fn count(&self, project: &Project, severity: Severity) -> usize {
        let scheme = &project.facts.scheme;
        self.counted(project).filter(|finding| finding.severity(scheme) == severity).count()
    }

    /// Those that nobody lets stand, in no order that means anything.
    fn counted<'a>(&'a self, project: &'a Project) -> impl Iterator<Item = &'a Finding> {
        self.iter_unsorted().filter(|finding| !is_waived(project, finding))
    }

    /// Those found at one household.
    pub fn at_household(&self, household: HouseholdId) -> &[Finding] {
        self.at_household.at(household).map_or(&[], |found| found)
    }

    /// Those found at one member, also about the member's links.
    pub fn at_member(&self, member: MemberId) -> &[Finding] {
        self.at_member.at(member).map_or(&[], |found| found)
    }

    /// Those found at anything.
    pub fn at(&self, target: Target) -> &[Finding] {
        match target {
            Target::Household(id) => self.at_household(id),
            Target::Member(id) => self.at_member(id),
            Target::Building(id) => self.at_building.at(id).map_or(&[], |found| found),
            Target::Grid(id) => self.at_grid.at(id).map_or(&[], |found| found),
            Target::Unit(_, id) => self.at_unit.at(id).map_or(&[], |found| found),
        }
    }

    /// All of them, in no order that means anything.
    pub fn iter_unsorted(&self) -> impl Iterator<Item = &Finding> {
        let at_people = self.at_household.rows().chain(self.at_member.rows());
        let at_things = self.at_building.rows().chain(self.at_grid.rows()).chain(self.at_unit.rows());
        at_people.chain(at_things).flat_map(|found| found.iter())
    }

    /// Takes what was found at something that is neither a household nor a member.
    fn put_at(&mut self, target: Target, found: Found) {
        match target {
            Target::Building(building) => drop(self.at_building.put(building, found)),
            Target::Grid(grid) => drop(self.at_grid.put(grid, found)),
            Target::Unit(_, unit) => drop(self.at_unit.put(unit, found)),
            Target::Household(_) | Target::Member(_) => debug_assert!(false, "put where they are"),
        }
    }
}

fn join<I: Id>(ours: &mut Table<I, Box<[Finding]>>, theirs: &Table<I, Box<[Finding]>>) {
    for (id, found) in theirs.iter() {
        ours.put(id, Some(found.clone()));
    }
}

fn sorted_by(scheme: &Scheme, mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| a.severity(scheme).cmp(&b.severity(scheme)).then_with(|| a.cmp(b)));
    findings
}

/// True if somebody lets this finding stand. That a household has nobody always counts.
fn is_waived(project: &Project, finding: &Finding) -> bool {
    let waivers = &project.waivers;
    !waivers.is_empty() && !matches!(finding, Finding::Uncovered { .. }) && waivers.contains_key(&finding.key())
}
