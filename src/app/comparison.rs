//! What a plan changes against another, or against how it was when the file was opened.

use crate::app::preview::around;
use crate::app::{Document, LoadChange};
use crate::edit::{Edit, Restored};
use crate::index::{
    Difference, DifferenceGroup, Figures, TargetDifference, Touched, difference_groups, differences, target_differences,
};
use crate::model::{HouseholdId, Member, MemberId, Plan, PlanId, PlanState, Project};
use crate::rules::{Finding, Findings};
use std::collections::{BTreeMap, BTreeSet};

/// What the plan that is looked at is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Base {
    /// With another plan.
    Plan(PlanId),
    /// With what it was when the file was opened.
    Opened,
}

impl Base {
    /// What somebody means who has not said anything: a draft is compared with the plan in force, and so is a former
    /// plan. The plan in force is compared with how it was when the file was opened; if it was a draft that did not
    /// exist then, with the plan it came from.
    pub fn usual(document: &Document) -> Self {
        let (project, plan) = (document.project(), document.plan());
        let current = project.current_plan();
        if plan != current {
            return Self::Plan(current);
        }
        let was_there = document.opened().plans.at(plan).is_some();
        let source = project.plans.at(plan).and_then(|row| row.copy_of).map(|(source, _)| source);
        match source.filter(|source| !was_there && project.plans.at(*source).is_some()) {
            Some(source) => Self::Plan(source),
            None => Self::Opened,
        }
    }

    /// What is meant if this plan was chosen, or none.
    pub fn of(document: &Document, chosen: Option<PlanId>) -> Self {
        let is_other = |plan: &PlanId| *plan != document.plan() && document.project().plans.at(*plan).is_some();
        chosen.filter(is_other).map_or_else(|| Self::usual(document), Self::Plan)
    }

    /// The links of the base.
    pub fn links(self, document: &Document) -> Option<&Plan> {
        match self {
            Self::Plan(plan) => document.project().plans.at(plan),
            Self::Opened => document.opened().plans.at(document.plan()),
        }
    }

    /// How many households are treated otherwise, with what is different.
    pub fn differences(self, document: &Document) -> Vec<Difference> {
        let now = document.project().plans.at(document.plan());
        match (self.links(document), now) {
            (Some(before), Some(now)) => {
                let is_there = |row: &Difference| document.project().households.at(row.household).is_some();
                differences(before, now).into_iter().filter(is_there).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What is not a household and has others who keep in contact with it.
    pub fn target_differences(self, document: &Document) -> Vec<TargetDifference> {
        let now = document.project().plans.at(document.plan());
        let mut rows = self.links(document).zip(now).map_or_else(Vec::new, |(then, now)| target_differences(then, now));
        rows.retain(|row| document.project().can_be_linked(row.target));
        rows
    }
}

/// What a plan changes, complete.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Compared with what.
    pub base: Base,
    /// Household by household.
    pub rows: Vec<Difference>,
    /// What is not a household and has others who keep in contact with it.
    pub targets: Vec<TargetDifference>,
    /// By what changed hands between whom.
    pub groups: Vec<DifferenceGroup>,
    /// Members who have more or fewer households than before, those who changed most first.
    pub loads: Vec<LoadChange>,
    /// Findings that the base does not have, the worst first.
    pub caused: Vec<Finding>,
    /// Findings that only the base has.
    pub solved: Vec<Finding>,
    /// The numbers of the base.
    pub before: Figures,
    /// The numbers of the plan that is looked at.
    pub after: Figures,
    links: Plan,
}

impl Comparison {
    /// Compares. `O(households + members)` for the numbers; findings are looked for only where something differs.
    pub fn of(document: &Document, base: Base) -> Option<Self> {
        let (project, index, plan) = (document.project(), document.index(), document.plan());
        let links = base.links(document)?.clone();
        let now = project.plans.at(plan)?;
        let rows = base.differences(document);
        let targets = base.target_differences(document);
        let touched = touched(&links, now, &rows, &targets);
        // The base under the name of the plan, so that nothing but the links differs.
        let mut then = project.clone();
        then.plans.put(plan, Some(links.clone()));
        let found_then = by_key(&Findings::near(&then, index, plan, &touched), &touched);
        let found_now = by_key(document.findings(), &touched);
        let scheme = &project.facts.scheme;
        let only = |these: &BTreeMap<String, Finding>, those: &BTreeMap<String, Finding>| {
            let rest = these.iter().filter(|(key, _)| !those.contains_key(*key));
            let mut rest: Vec<Finding> = rest.map(|(_, finding)| finding.clone()).collect();
            rest.sort_by(|a, b| a.severity(scheme).cmp(&b.severity(scheme)).then_with(|| a.cmp(b)));
            rest
        };
        Some(Self {
            base,
            groups: difference_groups(project, &rows),
            loads: loads(project, &links, now, &touched.members),
            caused: only(&found_now, &found_then),
            solved: only(&found_then, &found_now),
            before: Figures::of(&then, index, plan),
            after: Figures::of(project, index, plan),
            rows,
            targets,
            links,
        })
    }

    /// The wish that gives households back what they have in the base.
    pub fn restore(&self, households: &[HouseholdId]) -> Edit {
        let row = |&household: &HouseholdId| Restored {
            household,
            links: self.links.links_of(household).to_vec(),
            reason: self.links.reason_of(household).cloned(),
        };
        Edit::Restore(households.iter().map(row).collect())
    }

    /// The wish that takes back everything, of households and others; what cannot be taken back any more stays.
    pub fn restore_all(&self, project: &Project) -> Edit {
        let households: Vec<HouseholdId> = self.rows.iter().map(|row| row.household).collect();
        let households = (!households.is_empty()).then(|| self.restore(&households));
        let targets = (!self.targets.is_empty()).then(|| Self::restore_targets(project, &self.targets));
        Edit::Together(households.into_iter().chain(targets).collect())
    }

    /// The wish that gives these the contacts that they have in the base. Among several, contacts of members who cannot
    /// cover any more are passed over; one alone is refused with the reason.
    pub fn restore_targets(project: &Project, rows: &[TargetDifference]) -> Edit {
        let is_able = |member: &MemberId| project.members.at(*member).is_some_and(Member::can_cover);
        let is_alone = rows.len() == 1;
        let back = rows.iter().flat_map(|row| {
            let end = row.to.iter().map(|&member| Edit::UnlinkTarget { target: row.target, member });
            let begin = row.from.iter().filter(|from| is_alone || is_able(from)).map(|&to| Edit::LinkTargets {
                targets: vec![row.target],
                to,
                instead_of: None,
            });
            end.chain(begin)
        });
        Edit::Together(back.collect())
    }

    /// Why nothing can be taken back here, if so: a plan that was in force once stays as it was.
    pub fn is_former(document: &Document) -> bool {
        document.project().plans.at(document.plan()).is_some_and(|row| row.state == PlanState::Former)
    }
}

fn touched(before: &Plan, now: &Plan, rows: &[Difference], targets: &[TargetDifference]) -> Touched {
    let households: BTreeSet<HouseholdId> = rows.iter().map(|row| row.household).collect();
    let links =
        households.iter().flat_map(|&household| before.links_of(household).iter().chain(now.links_of(household)));
    let holders = targets.iter().flat_map(|row| row.from.iter().chain(&row.to)).copied();
    let members = links.map(|link| link.member).chain(holders).collect();
    let targets = targets.iter().map(|row| row.target).collect();
    Touched { households, members, targets, ..Touched::default() }
}

/// Equal trouble has equal keys, also where its numbers changed a little.
fn by_key(findings: &Findings, touched: &Touched) -> BTreeMap<String, Finding> {
    around(findings, touched).into_iter().map(|finding| (finding.key(), finding)).collect()
}

fn loads(project: &Project, before: &Plan, now: &Plan, members: &BTreeSet<MemberId>) -> Vec<LoadChange> {
    let change = |&member: &MemberId| {
        let row = project.members.at(member)?;
        let (before, after) = (before.load_of(member), now.load_of(member));
        let change = LoadChange { member, before, after, min_load: row.min_load, max_load: row.max_load };
        (before != after).then_some(change)
    };
    let mut loads: Vec<LoadChange> = members.iter().filter_map(change).collect();
    loads.sort_by_key(|load| (std::cmp::Reverse(load.before.abs_diff(load.after)), load.member));
    loads
}
