//! What two plans do not have in common, household by household.

use crate::model::{HouseholdId, Link, LinkKind, MemberId, Plan, Project};
use std::collections::BTreeMap;

/// A household that two plans treat differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// Which household.
    pub household: HouseholdId,
    /// What differs, the most important.
    pub part: DifferentPart,
    /// Who is responsible in the first plan; if other members are responsible, one who is not in the second.
    pub from: Option<MemberId>,
    /// Who is in the second.
    pub to: Option<MemberId>,
}

/// What differs at a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferentPart {
    /// Other members are responsible.
    Responsible,
    /// The same are responsible, others stand in.
    Backups,
    /// The same are responsible and stand in, others help.
    Helpers,
    /// The same members in the same parts, but locked otherwise.
    Locks,
    /// The stored reason why there is nobody.
    Reason,
}

/// Differences of one kind between the same two members.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceGroup {
    /// What differs.
    pub part: DifferentPart,
    /// Who is responsible in the first plan.
    pub from: Option<MemberId>,
    /// Who is in the second.
    pub to: Option<MemberId>,
    /// Which households, by growing id.
    pub households: Vec<HouseholdId>,
    /// How much longer the straight distances are, in meters; where both are known.
    pub extra_m: f64,
}

/// The households that the second plan treats otherwise than the first, by growing id. Since when a link holds does
/// not count. What both plans share is not looked at.
pub fn differences(first: &Plan, second: &Plan) -> Vec<Difference> {
    let difference = |household| {
        let part = different_part(first, second, household)?;
        let [from, to] = [(first, second), (second, first)].map(|(plan, other)| {
            let is_only_here = |link: &&Link| other.link(household, link.member, LinkKind::Primary).is_none();
            let only_here = plan.primaries_of(household).find(is_only_here);
            only_here.or_else(|| plan.primaries_of(household).next()).map(|link| link.member)
        });
        Some(Difference { household, part, from, to })
    };
    second.differing(first).into_iter().filter_map(difference).collect()
}

/// The same, gathered by what changed hands between whom: the largest group first.
pub fn difference_groups(project: &Project, rows: &[Difference]) -> Vec<DifferenceGroup> {
    let mut groups: BTreeMap<(DifferentPart, Option<MemberId>, Option<MemberId>), DifferenceGroup> = BTreeMap::new();
    for row in rows {
        let &Difference { household, part, from, to } = row;
        let group = groups.entry((part, from, to)).or_insert_with(|| DifferenceGroup {
            part,
            from,
            to,
            households: Vec::new(),
            extra_m: 0.0,
        });
        group.households.push(household);
        group.extra_m += extra_m(project, row).unwrap_or(0.0);
    }
    let mut groups: Vec<DifferenceGroup> = groups.into_values().collect();
    groups.sort_by_key(|group| (group.part, std::cmp::Reverse(group.households.len()), group.from, group.to));
    groups
}

/// How much longer the way is in the second plan, in a straight line and in meters, where both are known.
pub fn extra_m(project: &Project, row: &Difference) -> Option<f64> {
    Some(project.link_m(row.household, row.to?)? - project.link_m(row.household, row.from?)?)
}

fn different_part(first: &Plan, second: &Plan, household: HouseholdId) -> Option<DifferentPart> {
    let of_kind = |plan: &Plan, kind: LinkKind| -> Vec<MemberId> {
        plan.links_of(household).iter().filter(|link| link.kind == kind).map(|link| link.member).collect()
    };
    let locks = |plan: &Plan| plan.links_of(household).iter().map(|link| link.locked).collect::<Vec<_>>();
    if of_kind(first, LinkKind::Primary) != of_kind(second, LinkKind::Primary) {
        Some(DifferentPart::Responsible)
    } else if of_kind(first, LinkKind::Backup) != of_kind(second, LinkKind::Backup) {
        Some(DifferentPart::Backups)
    } else if of_kind(first, LinkKind::Paired) != of_kind(second, LinkKind::Paired) {
        Some(DifferentPart::Helpers)
    } else if locks(first) != locks(second) {
        Some(DifferentPart::Locks)
    } else {
        (first.reason_of(household) != second.reason_of(household)).then_some(DifferentPart::Reason)
    }
}
