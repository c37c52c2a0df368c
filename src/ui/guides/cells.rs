//! The part of the view that is nearest to each member.

use crate::app::Document;
use crate::geom::{Bounds, MapPoint, mercator_stretch, nearest_cells, wgs84_from_map};
use crate::ui::session::Session;

/// More members than this are not told apart by the eye, and would take long.
const MOST: usize = 400;
/// The cells reach so far beyond the view, in parts of its size, so that a short drag needs no new ones.
const MARGIN: f64 = 0.35;

/// Cells that were computed, and for what.
#[derive(Debug)]
pub(crate) struct Cells {
    revision: u64,
    bounds: Bounds,
    pt_per_m: f64,
    /// A cell for each member; none where there would be too many.
    pub(crate) found: Option<Vec<Vec<MapPoint>>>,
}

/// The cells of what is in view; computed anew only when the document or, beyond a margin, the view has changed.
pub(crate) fn cells<'a>(document: &Document, session: &'a mut Session) -> Option<&'a Cells> {
    let view = session.view;
    let seen = view.bounds();
    let fits = |cells: &Cells| {
        let zoomed = view.pt_per_m / cells.pt_per_m;
        cells.revision == document.revision()
            && (0.8..1.6).contains(&zoomed)
            && cells.bounds.contains(seen.min)
            && cells.bounds.contains(seen.max)
    };
    if !session.guides.cells.as_ref().is_some_and(fits) {
        let bounds = seen.padded(seen.width_m().max(seen.height_m()) * MARGIN);
        let found = places(document, &bounds).map(|places| nearest_cells(&places, &bounds));
        let revision = document.revision();
        session.guides.cells = Some(Cells { revision, bounds, pt_per_m: view.pt_per_m, found });
    }
    session.guides.cells.as_ref()
}

/// Where the members in these bounds are who can cover; `None` if they are too many.
fn places(document: &Document, bounds: &Bounds) -> Option<Vec<MapPoint>> {
    let project = document.project();
    let middle = wgs84_from_map(bounds.center());
    let reach_m = bounds.width_m().hypot(bounds.height_m()) / 2.0 / mercator_stretch(middle.lat_deg);
    let near = document.index().members_near(project, middle).take_while(|&(_, away_m)| away_m <= reach_m * 1.02);
    let standing = near.filter_map(|(member, _)| {
        project.members.at(member).filter(|row| row.can_cover())?;
        let at = MapPoint::from(project.place_of_member(member)?);
        bounds.contains(at).then_some(at)
    });
    let places: Vec<MapPoint> = standing.take(MOST + 1).collect();
    (places.len() <= MOST).then_some(places)
}
