//! What dropping things on a member asks for.

use crate::app::Document;
use crate::edit::Edit;
use crate::index::{targets_of_kind, tier_is_about};
use crate::model::{LinkKind, MemberId, Target, Tier};
use crate::ui::tiers::holders;
use std::collections::{BTreeMap, BTreeSet};

/// Something on its way to a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Carried {
    /// What.
    pub(crate) target: Target,
    /// Who keeps in contact with it, and would no more.
    pub(crate) from: Option<MemberId>,
}

/// What comes along when this is taken up: with something picked, everything that is picked.
pub(super) fn carried(document: &Document, tier: &Tier, picked: &BTreeSet<Target>, taken: Target) -> Vec<Carried> {
    let project = document.project();
    let Some(plan) = project.plans.at(document.plan()) else { return Vec::new() };
    // Where several do, whom it would leave is not known; it gets one more.
    let only = |target| {
        let mut there = holders(project, plan, tier, target);
        there.next().filter(|_| there.next().is_none())
    };
    if !picked.contains(&taken) {
        return vec![Carried { target: taken, from: only(taken) }];
    }
    let there = targets_of_kind(project, tier.of).filter(|target| tier_is_about(project, tier, *target));
    there.filter(|target| picked.contains(target)).map(|target| Carried { target, from: only(target) }).collect()
}

/// What a drop on a member asks for; nothing where it would change nothing.
pub(super) fn wish(carried: &[Carried], to: MemberId) -> Option<Edit> {
    let mut by_holder: BTreeMap<Option<MemberId>, Vec<Target>> = BTreeMap::new();
    let mut households = Vec::new();
    for &Carried { target, from } in carried {
        match target {
            _ if from == Some(to) || target == Target::Member(to) => {}
            Target::Household(household) => households.push(household),
            _ => by_holder.entry(from).or_default().push(target),
        }
    }
    let mut edits: Vec<Edit> = by_holder
        .into_iter()
        .map(|(instead_of, targets)| Edit::LinkTargets { targets, to, instead_of })
        .chain((!households.is_empty()).then_some(Edit::Assign { households, to, kind: LinkKind::Primary }))
        .collect();
    if edits.len() > 1 { Some(Edit::Together(edits)) } else { edits.pop() }
}
