//! How much is picked, how much of it can be seen, and what a wish is about.

use crate::app::{Document, Gathered};
use crate::edit::Edit;
use crate::geom::{MapPoint, wgs84_from_map};
use crate::index::{CommonCandidate, common_candidates};
use crate::model::{HouseholdId, LinkKind};
use crate::ui::session::Session;
use crate::ui::tools::state::place;
use std::sync::Arc;

/// So many members near the picked households are compared.
const POOL: usize = 24;

/// Where the picked households are.
#[derive(Debug)]
pub(crate) struct PickedPlaces {
    key: (u64, u64),
    pub(crate) places: Arc<Vec<(HouseholdId, Option<MapPoint>)>>,
}

/// Where the picked households are, by growing id.
pub(crate) fn picked_places(document: &Document, session: &mut Session) -> Arc<Vec<(HouseholdId, Option<MapPoint>)>> {
    let key = (document.revision(), session.picked.revision());
    match &session.tools.cache.places {
        Some(known) if known.key == key => Arc::clone(&known.places),
        _ => {
            let located = |household| (household, place(document, household));
            let places = Arc::new(session.picked.iter().map(located).collect::<Vec<_>>());
            session.tools.cache.places = Some(PickedPlaces { key, places: Arc::clone(&places) });
            places
        }
    }
}

/// How many of the picked households are not on the screen now, those without a place among them.
pub(crate) fn hidden_count(document: &Document, session: &mut Session) -> usize {
    let bounds = session.view.bounds();
    let places = picked_places(document, session);
    places.iter().filter(|(_, at)| !at.is_some_and(|at| bounds.contains(at))).count()
}

/// What a wish is about: what is picked, else what is selected; without what is off the screen, if so wanted.
pub(crate) fn wish_households(document: &Document, session: &mut Session) -> Vec<HouseholdId> {
    if session.picked.is_empty() {
        return session.households();
    }
    let (bounds, spares_hidden) = (session.view.bounds(), session.tools.spares_hidden);
    let places = picked_places(document, session);
    let is_meant = |at: Option<MapPoint>| !spares_hidden || at.is_some_and(|at| bounds.contains(at));
    places.iter().filter(|(_, at)| is_meant(*at)).map(|(household, _)| *household).collect()
}

/// What comes along when this household is dragged: all that is picked, if it is one of them.
pub(crate) fn carried(document: &Document, session: &mut Session, household: HouseholdId) -> Vec<HouseholdId> {
    if session.picked.contains(household) { wish_households(document, session) } else { vec![household] }
}

/// What adds up over these households.
pub(crate) fn gathered(document: &Document, session: &mut Session, households: &[HouseholdId]) -> Arc<Gathered> {
    let revision = document.revision();
    match &session.tools.cache.gathered {
        Some((at, of, known)) if *at == revision && of == households => Arc::clone(known),
        _ => {
            let fresh = Arc::new(Gathered::of(document, households));
            session.tools.cache.gathered = Some((revision, households.to_vec(), Arc::clone(&fresh)));
            fresh
        }
    }
}

/// The wish that a digit stands for: all that is picked to this candidate.
pub(crate) fn common_edit(document: &Document, session: &mut Session, digit: usize) -> Option<Edit> {
    let households = wish_households(document, session);
    let to = common(document, session, &households).get(digit.checked_sub(1)?)?.member;
    session.tools.remember(to);
    Some(Edit::Assign { households, to, kind: LinkKind::Primary })
}

/// Who could cover all of these households; near the middle of the map if there are none.
pub(crate) fn common(
    document: &Document,
    session: &mut Session,
    households: &[HouseholdId],
) -> Arc<Vec<CommonCandidate>> {
    let revision = document.revision();
    match &session.tools.cache.common {
        Some((at, of, known)) if *at == revision && of == households => Arc::clone(known),
        _ => {
            let near = Some(wgs84_from_map(session.view.center));
            let (project, index) = (document.project(), document.index());
            let found = common_candidates(project, index, document.plan(), households, near, POOL);
            let fresh = Arc::new(found);
            session.tools.cache.common = Some((revision, households.to_vec(), Arc::clone(&fresh)));
            fresh
        }
    }
}
