//! What is shown and what is left out: one filter for map, legend, tables and exports.

use crate::index::Index;
use crate::model::{CategoryId, GridId, HouseholdId, HouseholdStatus, MemberId, Plan, PlanId, Project};
use std::collections::BTreeSet;

/// Which households are shown. Every part that is set must agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Categories that are left out, `None` for households without any.
    pub hidden: BTreeSet<Option<CategoryId>>,
    /// Only those in this state.
    pub state: Option<FilterState>,
    /// Only those of this responsible member.
    pub member: Option<MemberId>,
    /// Only those in this grid, or in a grid inside it.
    pub grid: Option<GridId>,
}

/// A state that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FilterState {
    /// Must be covered and is not.
    Uncovered,
    /// Covered by somebody who has more households than the range allows.
    OverMax,
    /// Covered by somebody else than in the plan in force.
    Changed,
}

impl FilterState {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Uncovered, Self::OverMax, Self::Changed];
}

impl Filter {
    /// True if nothing is left out.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// True if a household is shown in this plan. Those that moved out never are.
    pub fn shows(&self, project: &Project, index: &Index, plan: PlanId, household: HouseholdId) -> bool {
        let Some(row) = project.households.at(household) else { return false };
        if row.status == HouseholdStatus::MovedOut {
            return false;
        }
        let is_home = index.is_member_home(household);
        if !self.hidden.is_empty() {
            let shown = project.shown_category(project.categories_of(row, is_home));
            if self.hidden.contains(&shown) {
                return false;
            }
        }
        if let Some(grid) = self.grid
            && !index.is_in_grid(project, household, grid)
        {
            return false;
        }
        let Some(links) = project.plans.at(plan) else { return false };
        if let Some(member) = self.member
            && !links.primaries_of(household).any(|link| link.member == member)
        {
            return false;
        }
        match self.state {
            None => true,
            Some(FilterState::Uncovered) => project.is_required(row, is_home) && !project.is_covered(links, household),
            Some(FilterState::OverMax) => {
                links.primaries_of(household).any(|link| is_over_max(project, links, link.member))
            }
            Some(FilterState::Changed) => is_changed(project, links, project.current_plan(), household),
        }
    }
}

/// True if a member has more households than the range allows.
fn is_over_max(project: &Project, links: &Plan, member: MemberId) -> bool {
    let max_load = project.members.at(member).and_then(|row| row.max_load);
    max_load.is_some_and(|max_load| links.load_of(member) > u32::from(max_load))
}

/// True if other members are responsible for a household than in this other plan.
pub fn is_changed(project: &Project, links: &Plan, base: PlanId, household: HouseholdId) -> bool {
    let Some(base) = project.plans.at(base) else { return false };
    let who = |plan: &Plan| plan.primaries_of(household).map(|link| link.member).collect::<Vec<_>>();
    who(links) != who(base)
}
