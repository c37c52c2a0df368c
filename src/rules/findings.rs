//! The list of a plan, kept up to date.

use crate::index::{Index, Touched};
use crate::model::{HouseholdId, MemberId, PlanId, Project, Scheme, Severity, Table};
use crate::rules::needed::Needs;
use crate::rules::span::Spans;
use crate::rules::{Finding, classified, covered, distance, eligible, load, placed, same_grid, single};
use std::collections::BTreeSet;

/// Everything that was found in one plan, by what it was found at.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    plan: PlanId,
    at_household: Table<HouseholdId, Box<[Finding]>>,
    at_member: Table<MemberId, Box<[Finding]>>,
}

impl Findings {
    /// Checks everything. `O(households + members + links)`.
    pub fn of(project: &Project, index: &Index, plan: PlanId) -> Self {
        let mut findings = Self { plan, at_household: Table::new(), at_member: Table::new() };
        let needs = Needs::of(project);
        for household in project.households.ids() {
            findings.check_household(project, index, &needs, household);
        }
        let spans = Spans::of(project);
        for member in project.members.ids() {
            findings.check_member(project, index, &spans, member);
        }
        findings
    }

    /// Checks only what this touches, as if all the rest were in order. `O(touched)`.
    pub fn near(project: &Project, index: &Index, plan: PlanId, touched: &Touched) -> Self {
        let mut findings = Self { plan, at_household: Table::new(), at_member: Table::new() };
        findings.update(project, index, touched);
        findings
    }

    /// Follows an edit. `after` and `index` are as they are now.
    pub fn update(&mut self, after: &Project, index: &Index, touched: &Touched) {
        if touched.everything {
            *self = Self::of(after, index, self.plan);
            return;
        }
        let (needs, spans) = (Needs::of(after), Spans::of(after));
        let mut members: BTreeSet<MemberId> = touched.members.clone();
        for &household in &touched.households {
            self.check_household(after, index, &needs, household);
            members.extend(index.members_at_home(household));
            if let Some(plan) = after.plans.at(self.plan) {
                members.extend(plan.links_of(household).iter().map(|link| link.member));
            }
        }
        // The homes of these members may have become exempt, or stopped being so.
        for home in members.iter().filter_map(|&member| after.members.at(member)?.home) {
            self.check_household(after, index, &needs, home);
        }
        for &member in &members {
            self.check_member(after, index, &spans, member);
            let held = after.plans.at(self.plan).map_or(&[][..], |plan| plan.held_by(member));
            if touched.members.contains(&member) {
                for &(household, _) in held {
                    self.check_household(after, index, &needs, household);
                }
            }
        }
    }

    /// The plan that was checked.
    pub fn plan(&self) -> PlanId {
        self.plan
    }

    /// All of them, the worst by this scheme first; equal ones by what they are about.
    pub fn sorted(&self, scheme: &Scheme) -> Vec<Finding> {
        let mut all: Vec<Finding> = self.iter_unsorted().cloned().collect();
        all.sort_by(|a, b| a.severity(scheme).cmp(&b.severity(scheme)).then_with(|| a.cmp(b)));
        all
    }

    /// True if nothing was found.
    pub fn is_empty(&self) -> bool {
        self.at_household.is_empty() && self.at_member.is_empty()
    }

    /// How many there are of one severity by this scheme.
    pub fn count(&self, scheme: &Scheme, severity: Severity) -> usize {
        self.iter_unsorted().filter(|finding| finding.severity(scheme) == severity).count()
    }

    /// Those found at one household.
    pub fn at_household(&self, household: HouseholdId) -> &[Finding] {
        self.at_household.at(household).map_or(&[], |found| found)
    }

    /// Those found at one member, also about the member's links.
    pub fn at_member(&self, member: MemberId) -> &[Finding] {
        self.at_member.at(member).map_or(&[], |found| found)
    }

    fn iter_unsorted(&self) -> impl Iterator<Item = &Finding> {
        self.at_household.rows().chain(self.at_member.rows()).flat_map(|found| found.iter())
    }

    fn check_household(&mut self, project: &Project, index: &Index, needs: &Needs<'_>, household: HouseholdId) {
        let mut found = Vec::new();
        if let Some(plan) = project.plans.at(self.plan) {
            covered::check(project, index, plan, household, &mut found);
            single::check(plan, household, &mut found);
            needs.check(project, index, plan, household, &mut found);
        }
        placed::check(project, index, household, &mut found);
        classified::check(project, index, household, &mut found);
        self.at_household.put(household, asked_for(project, found));
    }

    fn check_member(&mut self, project: &Project, index: &Index, spans: &Spans<'_>, member: MemberId) {
        let mut found = Vec::new();
        if let Some(plan) = project.plans.at(self.plan) {
            load::check(project, plan, member, &mut found);
            spans.check(project, plan, member, &mut found);
            eligible::check(project, plan, member, &mut found);
            same_grid::check(project, index, plan, member, &mut found);
            distance::check(project, plan, member, &mut found);
        }
        self.at_member.put(member, asked_for(project, found));
    }
}

/// What the scheme asks for, of what was found.
fn asked_for(project: &Project, mut found: Vec<Finding>) -> Option<Box<[Finding]>> {
    found.retain(|finding| finding.severity_by(&project.facts.scheme).is_some());
    (!found.is_empty()).then(|| found.into_boxed_slice())
}
