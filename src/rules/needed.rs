//! Households of some categories have somebody with the role that the scheme asks for.

use crate::index::Index;
use crate::model::{Category, CategoryId, CategorySet, HouseholdId, Link, Plan, Project, Requirement};
use crate::rules::Finding;

/// The requirements of a scheme, with its words for categories turned into those of a place.
#[derive(Debug)]
pub(crate) struct Needs<'a> {
    member: Option<CategoryId>,
    /// Those that are checked and concern a category that is there.
    rows: Vec<(CategorySet, &'a Requirement)>,
}

impl<'a> Needs<'a> {
    /// Those of a project.
    pub(crate) fn of(project: &'a Project) -> Self {
        let checked = project.facts.scheme.requirements.iter().filter(|requirement| requirement.severity.is_some());
        let rows = checked.map(|requirement| {
            let known = requirement.categories.iter().filter_map(|key| project.category(key));
            (known.collect::<CategorySet>(), requirement)
        });
        let rows = rows.filter(|(categories, _)| !categories.is_empty()).collect();
        Self { member: project.category(Category::MEMBER), rows }
    }

    /// Looks at one household that somebody lives in.
    pub(crate) fn check(
        &self,
        project: &Project,
        index: &Index,
        plan: &Plan,
        household: HouseholdId,
        found: &mut Vec<Finding>,
    ) {
        let Some(row) = project.households.at(household).filter(|row| row.is_lived_in()) else { return };
        for (categories, requirement) in &self.rows {
            let at_home =
                self.member.is_some_and(|member| categories.contains(member) && index.is_member_home(household));
            if !at_home && !categories.has_common(row.categories) {
                continue;
            }
            let is_met = plan.links_of(household).iter().any(|link| helps(project, requirement, household, link));
            if !is_met {
                found.push(Finding::NeedUnmet { household, requirement: requirement.id.as_str().into() });
            }
        }
    }
}

/// True if a link is what a requirement asks for.
pub(crate) fn helps(project: &Project, requirement: &Requirement, household: HouseholdId, link: &Link) -> bool {
    let Some(member) = project.members.at(link.member) else { return false };
    project.counts_as_cover(household, link.member)
        && project.facts.scheme.satisfies(requirement, link.kind, &member.roles)
}
