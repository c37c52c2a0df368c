//! What adds up: the legend, the grid tree and the coverage equation.

use crate::index::{Index, Spot};
use crate::model::{CategoryId, GridId, Household, HouseholdId, HouseholdStatus, Plan, PlanId, Project};
use std::collections::BTreeMap;

/// Every household of the register is in exactly one part:
/// register = covered + uncovered (by reason) + not required (by reason).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Equation {
    /// Households on the register.
    pub register: usize,
    /// Those that must be covered and are.
    pub covered: usize,
    /// Those that must be covered and are not, by the stored reason; without one under the empty word.
    pub uncovered_by: BTreeMap<String, usize>,
    /// Those that need not be covered, by why.
    pub not_required_by: BTreeMap<NotRequired, usize>,
}

/// Why a household need not be covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotRequired {
    /// It has moved out.
    MovedOut,
    /// Nobody lives there.
    Vacant,
    /// The scheme exempts it.
    Exempt,
}

impl NotRequired {
    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::MovedOut => "moved_out",
            Self::Vacant => "vacant",
            Self::Exempt => "exempt",
        }
    }
}

impl Equation {
    /// Households that must be covered.
    pub fn required(&self) -> usize {
        self.covered + self.uncovered()
    }

    /// Households that must be covered and are not.
    pub fn uncovered(&self) -> usize {
        self.uncovered_by.values().sum()
    }

    /// Households that need not be covered.
    pub fn not_required(&self) -> usize {
        self.not_required_by.values().sum()
    }

    fn count(&mut self, project: &Project, index: &Index, plan: &Plan, id: HouseholdId, household: &Household) {
        self.register += 1;
        if let Some(why) = why_not_required(project, index, id, household) {
            *self.not_required_by.entry(why).or_default() += 1;
        } else if project.is_covered(plan, id) {
            self.covered += 1;
        } else {
            let reason = plan.reason_of(id).map_or("", |reason| reason.key());
            *self.uncovered_by.entry(reason.to_owned()).or_default() += 1;
        }
    }
}

/// What one grid holds; a grid above others holds what they hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridCount {
    /// Covered, uncovered, not required.
    pub equation: Equation,
    /// Households by shown category, `None` for those without any. Without those that moved out.
    pub categories: BTreeMap<Option<CategoryId>, usize>,
}

/// Totals of one plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of the whole place.
    pub whole: GridCount,
    /// By grid.
    pub by_grid: BTreeMap<GridId, GridCount>,
    /// Of which: households without a position.
    pub unplaced: usize,
    /// Of which: households outside every grid.
    pub outside: usize,
}

impl Tally {
    /// Adds up one plan. `O(households × levels)`.
    pub fn of(project: &Project, index: &Index, plan: PlanId) -> Self {
        let mut tally = Self::default();
        let Some(plan) = project.plans.at(plan) else { return tally };
        for (id, household) in project.households.iter() {
            let shown = project.shown_category(project.categories_of(household, index.is_member_home(id)));
            let add = |count: &mut GridCount| {
                count.equation.count(project, index, plan, id, household);
                if household.status != HouseholdStatus::MovedOut {
                    *count.categories.entry(shown).or_default() += 1;
                }
            };
            add(&mut tally.whole);
            let spot = index.spot(id);
            match spot {
                Spot::Unplaced => tally.unplaced += 1,
                Spot::Outside => tally.outside += 1,
                Spot::In(_) | Spot::InSeveral(_) => {}
            }
            let mut grid = spot.grid();
            let mut depth = 0;
            while let Some(id) = grid {
                add(tally.by_grid.entry(id).or_default());
                grid = project.grids.at(id).and_then(|grid| grid.parent);
                depth += 1;
                if depth > 16 {
                    break;
                }
            }
        }
        tally
    }
}

fn why_not_required(project: &Project, index: &Index, id: HouseholdId, household: &Household) -> Option<NotRequired> {
    match household.status {
        HouseholdStatus::MovedOut => Some(NotRequired::MovedOut),
        HouseholdStatus::Vacant => Some(NotRequired::Vacant),
        HouseholdStatus::Resident | HouseholdStatus::Away => {
            (!project.is_required(household, index.is_member_home(id))).then_some(NotRequired::Exempt)
        }
    }
}
