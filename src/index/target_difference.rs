//! What is not a household and has other contacts in one plan than in another.

use crate::model::{MemberId, Plan, Target};
use std::collections::BTreeMap;

/// Something with other contacts than before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TargetDifference {
    /// What.
    pub target: Target,
    /// Who kept in contact before and does no more.
    pub from: Vec<MemberId>,
    /// Who does now and did not before.
    pub to: Vec<MemberId>,
}

/// Everything that has other contacts now, in the order of targets. Looks only at members whose contacts differ.
pub fn target_differences(before: &Plan, now: &Plan) -> Vec<TargetDifference> {
    let mut found: BTreeMap<Target, (Vec<MemberId>, Vec<MemberId>)> = BTreeMap::new();
    for member in now.differing_targets(before) {
        for link in before.targets_of(member).iter().filter(|link| now.target_link(link.target, member).is_none()) {
            found.entry(link.target).or_default().0.push(member);
        }
        for link in now.targets_of(member).iter().filter(|link| before.target_link(link.target, member).is_none()) {
            found.entry(link.target).or_default().1.push(member);
        }
    }
    found.into_iter().map(|(target, (from, to))| TargetDifference { target, from, to }).collect()
}
