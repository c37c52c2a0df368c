//! The list of a plan, kept up to date.

use crate::index::{Index, Touched};
use crate::model::{
    BuildingId, GridId, HouseholdId, MemberId, PlanId, Project, Scheme, Severity, Table, Target, UnitId,
};
use crate::rules::Finding;
use crate::rules::check::{Check, Found, look_at_all};
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
    /// Checks everything, on all cores. `O(households + members + links)`.
    pub fn of(project: &Project, index: &Index, plan: PlanId) -> Self {
        let check = Check::of(project, index, plan);
        let unit = |unit| project.units.at(unit).and_then(|row| check.target(Target::Unit(row.kind, unit)));
        Self {
            plan,
            at_household: look_at_all(project.households.ids(), |id| check.household(id)),
            at_member: look_at_all(project.members.ids(), |id| check.member(id)),
            at_building: look_at_all(project.buildings.ids(), |id| check.target(Target::Building(id))),
            at_grid: look_at_all(project.grids.ids(), |id| check.target(Target::Grid(id))),
            at_unit: look_at_all(project.units.ids(), unit),
        }
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

fn sorted_by(scheme: &Scheme, mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| a.severity(scheme).cmp(&b.severity(scheme)).then_with(|| a.cmp(b)));
    findings
}

/// True if somebody lets this finding stand. That a household has nobody always counts.
fn is_waived(project: &Project, finding: &Finding) -> bool {
    let waivers = &project.waivers;
    !waivers.is_empty() && !matches!(finding, Finding::Uncovered { .. }) && waivers.contains_key(&finding.key())
}
