//! Whoever has a role of the scheme covers as many households of a category as its tier asks for.

use crate::index::covers_in_tier;
use crate::model::{CategorySet, Household, LinkKind, MemberId, Plan, Project, TargetKind, Tier};
use crate::rules::Finding;
use crate::rules::tiers::check_span;

/// Tiers about households of one category, with the scheme's word for the category turned into that of a place.
#[derive(Debug)]
pub(crate) struct Spans<'a>(Vec<(CategorySet, &'a Tier)>);

impl<'a> Spans<'a> {
    /// Those of a project that are checked and concern a category that is there.
    pub(crate) fn of(project: &'a Project) -> Self {
        let scheme = &project.facts.scheme;
        let tiers = scheme.tiers.iter().filter(|tier| tier.of == TargetKind::Household && tier.severity.is_some());
        let rows = tiers.filter_map(|tier| {
            let category = project.category(&tier.only)?;
            Some((CategorySet::EMPTY.with(category), tier))
        });
        Self(rows.collect())
    }

    /// Looks at one member. Being responsible and helping both count, of each household once.
    pub(crate) fn check(&self, project: &Project, plan: &Plan, member: MemberId, found: &mut Vec<Finding>) {
        for (categories, tier) in self.0.iter().filter(|(_, tier)| covers_in_tier(project, tier, member)) {
            check_span(tier, member, covered(project, plan, member, *categories), found);
        }
    }
}

/// How many households of these categories a member is responsible for or helps.
fn covered(project: &Project, plan: &Plan, member: MemberId, categories: CategorySet) -> u32 {
    let is_meant = |row: &Household| row.is_lived_in() && row.categories.has_common(categories);
    let held = plan.held_by(member).iter().filter(|(_, kind)| *kind != LinkKind::Backup);
    let mut households: Vec<_> = held.map(|&(household, _)| household).collect();
    // They come by growing id: what has two parts stands twice in a row.
    households.dedup();
    households.retain(|&household| project.households.at(household).is_some_and(is_meant));
    households.len() as u32
}
