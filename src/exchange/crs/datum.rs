//! Whether coordinates in degrees would lie better if they had been shifted as map services do.

use crate::exchange::ProblemKind;
use crate::exchange::crs::Crs;
use crate::exchange::shape_in::is_clearly_turned;
use crate::index::{Index, Spot};
use crate::model::Project;

/// Fewer places than these prove nothing.
const FEWEST: usize = 5;

/// Says so if clearly more places would lie in grids under another datum than under the one that they were read with:
/// at least a tenth of all more, and at most half as many left outside. Nothing is changed by it; grids can be wrong
/// as well.
pub(crate) fn other_datum(
    read_as: Crs,
    pairs: &[(f64, f64)],
    project: &Project,
    index: Option<&Index>,
) -> Option<ProblemKind> {
    let index = index.filter(|_| read_as.is_in_degrees() && !project.grids.is_empty() && pairs.len() >= FEWEST)?;
    let inside = |crs: Crs| {
        let is_inside = |(x, y): &&(f64, f64)| {
            let (lon, lat) = if is_clearly_turned(crs, *x, *y) { (*y, *x) } else { (*x, *y) };
            crs.wgs84_from(lon, lat).is_some_and(|at| index.grid_at(project, at) != Spot::Outside)
        };
        pairs.iter().filter(is_inside).count()
    };
    let (of, now) = (pairs.len(), inside(read_as));
    let others = [Crs::Wgs84, Crs::Gcj02, Crs::Bd09].into_iter().filter(|other| *other != read_as);
    let (then, other) = others.map(|other| (inside(other), other)).max_by_key(|(count, _)| *count)?;
    let is_clear = then >= now + (of / 10).max(FEWEST) && (of - then) * 2 <= of - now;
    is_clear.then_some(ProblemKind::OtherDatumFits { read_as, inside: now, of, other, other_inside: then })
}
