//! What adds up over several households.

use crate::app::Document;
use crate::model::{CategoryId, GridId, HouseholdId, MemberId};
use std::collections::BTreeMap;

/// What adds up over several households.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// By the category that is shown, the most frequent first.
    pub by_category: Vec<(Option<CategoryId>, usize)>,
    /// By the responsible member, the most frequent first; `None` for nobody.
    pub by_member: Vec<(Option<MemberId>, usize)>,
    /// By grid, the most frequent first; `None` for outside.
    pub by_grid: Vec<(Option<GridId>, usize)>,
    /// How many must be covered and are not.
    pub uncovered: usize,
    /// How many have a locked link.
    pub locked: usize,
}

impl Gathered {
    /// Adds up. `O(households)`.
    pub fn of(document: &Document, households: &[HouseholdId]) -> Self {
        let (project, index) = (document.project(), document.index());
        let Some(plan) = project.plans.at(document.plan()) else { return Self::default() };
        let mut categories = BTreeMap::new();
        let mut members = BTreeMap::new();
        let mut grids = BTreeMap::new();
        let mut sums = Self::default();
        for &household in households {
            let Some(row) = project.households.at(household) else { continue };
            let is_home = index.is_member_home(household);
            let shown = project.shown_category(project.categories_of(row, is_home));
            *categories.entry(shown).or_insert(0) += 1;
            let holder = plan.primaries_of(household).next().map(|link| link.member);
            *members.entry(holder).or_insert(0) += 1;
            *grids.entry(index.grid_of(household)).or_insert(0) += 1;
            sums.uncovered += usize::from(project.is_required(row, is_home) && !project.is_covered(plan, household));
            sums.locked += usize::from(plan.links_of(household).iter().any(|link| link.locked));
        }
        Self { by_category: by_count(categories), by_member: by_count(members), by_grid: by_count(grids), ..sums }
    }
}

fn by_count<T: Ord + Copy>(counts: BTreeMap<T, usize>) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts
}
