//! What adds up: the legend, the grid tree and the coverage equation.

use crate::index::lookup::DEEPEST_GRID;
use crate::index::{Index, Spot, Touched};
use crate::model::{CategoryId, GridId, Household, HouseholdId, HouseholdStatus, Plan, PlanId, Project, Table};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

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

    fn add(&mut self, state: &State, times: Times) {
        times.change(&mut self.register);
        match state {
            State::Covered => times.change(&mut self.covered),
            State::Uncovered(reason) => times.change_at(&mut self.uncovered_by, reason.clone()),
            State::NotRequired(why) => times.change_at(&mut self.not_required_by, *why),
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

impl GridCount {
    fn add(&mut self, share: &Share, times: Times) {
        self.equation.add(&share.state, times);
        if !matches!(share.state, State::NotRequired(NotRequired::MovedOut)) {
            times.change_at(&mut self.categories, share.shown);
        }
    }
}

/// Totals of one plan.
///
/// It remembers what each household added, so that following an edit costs what the edit touched.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Of the whole place.
    pub whole: GridCount,
    /// By grid.
    pub by_grid: BTreeMap<GridId, GridCount>,
    /// Of which: households without a position.
    pub unplaced: usize,
    /// Of which: households outside every grid.
    pub outside: usize,
    plan: Option<PlanId>,
    shares: Table<HouseholdId, Share>,
}

/// What one household adds.
#[derive(Clone, Debug)]
struct Share {
    state: State,
    shown: Option<CategoryId>,
    spot: Spot,
}

#[derive(Clone, Debug)]
enum State {
    Covered,
    /// By this word for the reason.
    Uncovered(String),
    NotRequired(NotRequired),
}

/// Once more, or once less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Times {
    More,
    Less,
}

impl Times {
    fn change(self, count: &mut usize) {
        *count = match self {
            Self::More => *count + 1,
            Self::Less => count.saturating_sub(1),
        };
    }

    /// The same in a map, which holds no zeros.
    fn change_at<K: Ord>(self, counts: &mut BTreeMap<K, usize>, key: K) {
        match (self, counts.entry(key)) {
            (Self::Less, Entry::Occupied(entry)) if *entry.get() <= 1 => {
                entry.remove();
            }
            (_, entry) => self.change(entry.or_default()),
        }
    }
}

impl Tally {
    /// Adds up one plan. `O(households × levels)`.
    pub fn of(project: &Project, index: &Index, plan: PlanId) -> Self {
        let mut tally = Self { plan: Some(plan), ..Self::default() };
        for id in project.households.ids() {
            tally.follow(project, index, id);
        }
        tally
    }

    /// Follows the project after a change. `after` is the changed project, `index` has followed already.
    pub fn update(&mut self, after: &Project, index: &Index, touched: &Touched) {
        let Some(plan) = self.plan else { return };
        if touched.everything {
            *self = Self::of(after, index, plan);
            return;
        }
        let mut households = touched.households.clone();
        for &member in &touched.members {
            let held = after.plans.at(plan).map_or(&[][..], |plan| plan.held_by(member));
            households.extend(held.iter().map(|&(household, _)| household));
        }
        for household in households {
            self.follow(after, index, household);
        }
    }

    /// Takes out what the household added, and adds what it is now.
    fn follow(&mut self, project: &Project, index: &Index, id: HouseholdId) {
        let plan = self.plan.and_then(|plan| project.plans.at(plan));
        let share = project.households.at(id).zip(plan).map(|(row, plan)| share(project, index, plan, id, row));
        let before = self.shares.put(id, share.clone());
        for (share, times) in [(before, Times::Less), (share, Times::More)] {
            if let Some(share) = share {
                self.add(project, &share, times);
            }
        }
    }

    fn add(&mut self, project: &Project, share: &Share, times: Times) {
        self.whole.add(share, times);
        match share.spot {
            Spot::Unplaced => times.change(&mut self.unplaced),
            Spot::Outside => times.change(&mut self.outside),
            Spot::In(_) | Spot::InSeveral(_) => {}
        }
        let parent = |grid: &GridId| project.grids.at(*grid).and_then(|grid| grid.parent);
        for grid in std::iter::successors(share.spot.grid(), parent).take(DEEPEST_GRID) {
            let count = self.by_grid.entry(grid).or_default();
            count.add(share, times);
            if count.equation.register == 0 {
                self.by_grid.remove(&grid);
            }
        }
    }
}

fn share(project: &Project, index: &Index, plan: &Plan, id: HouseholdId, household: &Household) -> Share {
    let shown = project.shown_category(project.categories_of(household, index.is_member_home(id)));
    let state = if let Some(why) = why_not_required(project, index, id, household) {
        State::NotRequired(why)
    } else if project.is_covered(plan, id) {
        State::Covered
    } else {
        State::Uncovered(plan.reason_of(id).map_or("", |reason| reason.key()).to_owned())
    };
    Share { state, shown, spot: index.spot(id) }
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
