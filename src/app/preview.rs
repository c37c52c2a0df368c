//! What a wish would do, in plain data for a card beside the pointer.

use crate::app::Document;
use crate::edit::{Edit, Key, Note, Refusal};
use crate::index::{TargetDifference, Touched, covered_in_tier, covers_in_tier, target_differences, tier_is_about};
use crate::model::{HouseholdId, LinkKind, MemberId, Plan, Project};
use crate::rules::{Finding, Findings};
use std::collections::{BTreeMap, BTreeSet};

/// What a wish would do. Nothing has happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// Households that would get another responsible member: who, before and after, with straight distances.
    pub moves: Vec<Move>,
    /// Members whose load would change.
    pub loads: Vec<LoadChange>,
    /// What is not a household and would have other contacts.
    pub targets: Vec<TargetDifference>,
    /// How many members would keep in contact with in the tiers of the scheme, where that changes.
    pub spans: Vec<SpanChange>,
    /// What happens along with it.
    pub notes: Vec<Note>,
    /// Findings that would come.
    pub caused: Vec<Finding>,
    /// Findings that would go.
    pub solved: Vec<Finding>,
    /// True if everything is so already.
    pub is_unchanged: bool,
}

/// A household changing hands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Move {
    /// Which household.
    pub household: HouseholdId,
    /// Who was responsible, and how far away.
    pub before: Option<(MemberId, Option<f64>)>,
    /// Who would be.
    pub after: Option<(MemberId, Option<f64>)>,
}

/// A load before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadChange {
    /// Whose.
    pub member: MemberId,
    /// Households now.
    pub before: u32,
    /// Households then.
    pub after: u32,
    /// At least.
    pub min_load: u16,
    /// At most.
    pub max_load: Option<u16>,
}

/// How many somebody keeps in contact with in a tier, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpanChange {
    /// Who.
    pub member: MemberId,
    /// Id of the tier.
    pub tier: String,
    /// How many now, and how many then, with the range of the tier.
    pub count: LoadChange,
}

impl SpanChange {
    /// Those of everybody who gains or loses something, tier by tier.
    fn of(project: &Project, (old, new): (&Plan, &Plan), targets: &[TargetDifference]) -> Vec<Self> {
        let mut found: BTreeMap<(usize, MemberId), Self> = BTreeMap::new();
        for row in targets {
            let tiers = project.facts.scheme.tiers.iter().enumerate();
            for (tier_idx, tier) in tiers.filter(|(_, tier)| tier_is_about(project, tier, row.target)) {
                let holders = row.from.iter().chain(&row.to).copied();
                for member in holders.filter(|member| covers_in_tier(project, tier, *member)) {
                    let count = |plan| covered_in_tier(project, plan, tier, member).count() as u32;
                    let (before, after) = (count(old), count(new));
                    let count = LoadChange { member, before, after, min_load: tier.min, max_load: tier.max };
                    found.insert((tier_idx, member), Self { member, tier: tier.id.clone(), count });
                }
            }
        }
        found.into_values().collect()
    }
}

impl LoadChange {
    /// True if the load would be within the range.
    pub fn is_fine(&self) -> bool {
        self.after >= u32::from(self.min_load) && self.max_load.is_none_or(|max| self.after <= u32::from(max))
    }
}

impl Preview {
    /// Straight meters between the moved households and who is responsible, before and after, as far as known.
    pub fn total_m(&self) -> (f64, f64) {
        let of = |holder: Option<(MemberId, Option<f64>)>| holder.and_then(|(_, far_m)| far_m).unwrap_or(0.0);
        let add = |(before, after): (f64, f64), moved: &Move| (before + of(moved.before), after + of(moved.after));
        self.moves.iter().fold((0.0, 0.0), add)
    }

    /// Looks ahead. Findings are compared for edits of links, whose places do not move.
    ///
    /// # Errors
    /// Why the wish cannot be granted.
    pub fn of(document: &Document, edit: &Edit) -> Result<Self, Refusal> {
        let planned = document.plan_edit(edit)?;
        let before = document.project();
        let plan = document.plan();
        let Ok(after) = planned.delta.apply(before) else {
            debug_assert!(false, "a planned delta fits the project it was planned for");
            return Err(Refusal::NothingToMove);
        };
        let (Some(old), Some(new)) = (before.plans.at(plan), after.plans.at(plan)) else {
            return Err(Refusal::NoPlan(plan));
        };
        let mut households = BTreeSet::new();
        let mut members = BTreeSet::new();
        for key in planned.delta.changes.keys() {
            match *key {
                Key::Link(_, household, member, LinkKind::Primary) => {
                    households.insert(household);
                    members.insert(member);
                }
                Key::Member(member) => {
                    members.insert(member);
                }
                _ => {}
            }
        }
        let holder = |links: &Plan, household| {
            let member = links.primaries_of(household).next()?.member;
            Some((member, before.link_m(household, member)))
        };
        let moves = households
            .iter()
            .map(|&household| Move { household, before: holder(old, household), after: holder(new, household) })
            .filter(|moved| moved.before.map(|(member, _)| member) != moved.after.map(|(member, _)| member))
            .collect();
        let loads = members
            .iter()
            .filter_map(|&member| {
                let row = after.members.at(member)?;
                let (before, after) = (old.load_of(member), new.load_of(member));
                let change = LoadChange { member, before, after, min_load: row.min_load, max_load: row.max_load };
                (before != after).then_some(change)
            })
            .collect();
        let targets = target_differences(old, new);
        let spans = SpanChange::of(&after, (old, new), &targets);
        let touched = planned.delta.touched();
        // What is not touched stays as it is found now.
        let findings = Findings::near(&after, document.index(), plan, &touched);
        let now: BTreeSet<Finding> = around(document.findings(), &touched);
        let then: BTreeSet<Finding> = around(&findings, &touched);
        let [keys_now, keys_then] =
            [&now, &then].map(|found| found.iter().map(Finding::key).collect::<BTreeSet<String>>());
        Ok(Self {
            moves,
            loads,
            targets,
            spans,
            notes: planned.notes,
            caused: then.difference(&now).filter(|one| is_new(one, &keys_now)).cloned().collect(),
            solved: now.difference(&then).filter(|one| !keys_then.contains(&one.key())).cloned().collect(),
            is_unchanged: planned.delta.is_empty(),
        })
    }
}

/// True for trouble that was not there, and for a load out of range that moved: it is no better for being another.
fn is_new(finding: &Finding, keys_before: &BTreeSet<String>) -> bool {
    matches!(finding, Finding::LoadAbove { .. } | Finding::LoadBelow { .. }) || !keys_before.contains(&finding.key())
}

/// What was found at everything that is touched.
pub(crate) fn around(findings: &Findings, touched: &Touched) -> BTreeSet<Finding> {
    let at_households = touched.households.iter().flat_map(|&household| findings.at_household(household));
    let at_members = touched.members.iter().flat_map(|&member| findings.at_member(member));
    let at_targets = touched.targets.iter().flat_map(|&target| findings.at(target));
    at_households.chain(at_members).chain(at_targets).cloned().collect()
}
