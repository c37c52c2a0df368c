//! What belongs together with a household: who lives in the same building, who is of the same category near by.

use crate::app::Document;
use crate::index::Filter;
use crate::model::{BuildingId, CategoryId, GridId, Household, HouseholdId};
use crate::ui::session::Session;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Households that belong together with others, those themselves among them. Only what is shown counts.
#[derive(Debug, Default)]
pub(crate) struct Kin {
    /// In the same buildings.
    pub(crate) building: Vec<HouseholdId>,
    /// Of the same shown category in the same grid.
    pub(crate) alike: Vec<HouseholdId>,
}

/// What was found last, and for what.
#[derive(Debug)]
pub(crate) struct KnownKin {
    revision: u64,
    filter: Filter,
    households: Vec<HouseholdId>,
    found: Arc<Kin>,
}

/// Who belongs together with these households. `O(households of the project)`, once for each selection.
pub(crate) fn kin(document: &Document, session: &mut Session, households: &[HouseholdId]) -> Arc<Kin> {
    let revision = document.revision();
    if let Some(known) = &session.tools.cache.kin
        && known.revision == revision
        && known.households == households
        && known.filter == session.filter
    {
        return Arc::clone(&known.found);
    }
    let found = Arc::new(find(document, &session.filter, households));
    let filter = session.filter.clone();
    session.tools.cache.kin =
        Some(KnownKin { revision, filter, households: households.to_vec(), found: Arc::clone(&found) });
    found
}

fn find(document: &Document, filter: &Filter, households: &[HouseholdId]) -> Kin {
    let (project, index) = (document.project(), document.index());
    let sort = |household: HouseholdId, row: &Household| -> (Option<GridId>, Option<CategoryId>) {
        let categories = project.categories_of(row, index.is_member_home(household));
        (index.grid_of(household), project.shown_category(categories))
    };
    let (mut buildings, mut sorts, mut grids) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for &household in households {
        let Some(row) = project.households.at(household) else { continue };
        buildings.extend(row.building);
        sorts.insert(sort(household, row));
        grids.insert(index.grid_of(household));
    }
    let is_shown = |household: HouseholdId| filter.shows(project, index, document.plan(), household);
    let mut kin = Kin::default();
    for (household, row) in project.households.iter() {
        let is_there = row.building.is_some_and(|building: BuildingId| buildings.contains(&building));
        let is_alike = grids.contains(&index.grid_of(household)) && sorts.contains(&sort(household, row));
        if (is_there || is_alike) && is_shown(household) {
            if is_there {
                kin.building.push(household);
            }
            if is_alike {
                kin.alike.push(household);
            }
        }
    }
    kin
}
