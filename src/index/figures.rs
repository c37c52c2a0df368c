//! The few numbers by which two plans are compared.

use crate::index::Index;
use crate::model::{LinkKind, PlanId, Project};

/// The numbers of one plan.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// Households that must be covered and are not.
    pub uncovered: usize,
    /// Households that must be covered and are.
    pub covered: usize,
    /// Members who have more households than their range allows.
    pub over_max: usize,
    /// Members who can cover households and have fewer than their range asks for.
    pub under_min: usize,
    /// The most households that one member has.
    pub most: u32,
    /// Households covered by somebody who serves another grid.
    pub other_grid: usize,
    /// All straight distances from the responsible members, in meters, where they are known.
    pub total_m: f64,
    /// Over how many links that was added up.
    pub measured: usize,
}

impl Figures {
    /// Counts. `O(households + members + links)`.
    pub fn of(project: &Project, index: &Index, plan: PlanId) -> Self {
        let mut figures = Self::default();
        let Some(links) = project.plans.at(plan) else { return figures };
        for (household, row) in project.households.iter() {
            if !project.is_required(row, index.is_member_home(household)) {
                continue;
            }
            if project.is_covered(links, household) {
                figures.covered += 1;
            } else {
                figures.uncovered += 1;
            }
        }
        for (member, row) in project.members.iter() {
            let load = links.load_of(member);
            figures.most = figures.most.max(load);
            figures.over_max += usize::from(row.max_load.is_some_and(|max_load| load > u32::from(max_load)));
            figures.under_min += usize::from(row.can_cover() && load < u32::from(row.min_load));
            if load == 0 {
                continue;
            }
            let served = index.grid_served(project, member);
            for &(household, _) in links.held_by(member).iter().filter(|(_, kind)| *kind == LinkKind::Primary) {
                let grid = index.grid_of(household);
                figures.other_grid += usize::from(grid.is_some() && served.is_some() && grid != served);
                if let Some(length_m) = project.link_m(household, member) {
                    figures.total_m += length_m;
                    figures.measured += 1;
                }
            }
        }
        figures
    }

    /// The mean straight distance, in meters.
    pub fn mean_m(&self) -> Option<f64> {
        (self.measured > 0).then(|| self.total_m / self.measured as f64)
    }
}
