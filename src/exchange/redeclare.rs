//! The coordinate system of a file that was taken in, told otherwise afterwards.

use crate::edit::{Batch, Change, Delta, Key, Value};
use crate::exchange::Crs;
use crate::exchange::row::is_same_place;
use crate::exchange::take_grids::words_of_area;
use crate::geom::{Area, Wgs84};
use crate::model::{Building, Grid, Household, Member, Project, Provenance, ProvenanceId};
use geo::MapCoords as _;

/// Moves what came from a file to where it is if the file was in another coordinate system, as one wish.
///
/// `step` is what taking it in changed. Moved is what still stands where the file put it; what somebody has placed
/// since stays. The base map stays too, since its features have no codes.
///
/// `None` if the step is not that of the file, the file was read in no known system, or a place would lie outside the
/// globe or far outside the zone.
pub fn redeclare(project: &Project, file: ProvenanceId, step: &Delta, crs: Crs) -> Option<Batch> {
    let record = project.provenances.at(file)?;
    let Some(Value::Provenance(first)) = step.changes.get(&Key::Provenance(file))?.new.as_ref() else { return None };
    let told = Told { first: Crs::from_name(&first.crs)?, last: Crs::from_name(&record.crs)?, now: crs };
    let mut batch = Batch::default();
    for (key, change) in &step.changes {
        told.take(project, key, change, &mut batch)?;
    }
    let record = Provenance { crs: crs.key(), evidence: "asked".to_owned(), ..record.clone() };
    batch.provenance = Some((Some(file), Box::new(record)));
    Some(batch)
}

/// In which system a file was read at first, in which one it was told to be last, and in which one it is now.
#[derive(Clone, Copy, Debug)]
struct Told {
    first: Crs,
    last: Crs,
    now: Crs,
}

impl Told {
    /// Takes one thing along, if it stands where the file put it. `None` if it would lie nowhere.
    fn take(self, project: &Project, key: &Key, change: &Change, batch: &mut Batch) -> Option<()> {
        match (key, &change.old, &change.new) {
            (Key::Household(id), old, Some(Value::Household(put))) => {
                let old = old.as_ref().and_then(|old| if let Value::Household(old) = old { old.at } else { None });
                let Some(row) = project.households.at(*id) else { return Some(()) };
                if let Some(put) = self.as_put(old, put.at, row.at) {
                    batch.households.push((Some(*id), Household { at: Some(self.moved(put)?), ..row.clone() }));
                }
            }
            (Key::Member(id), old, Some(Value::Member(put))) => {
                let old = old.as_ref().and_then(|old| if let Value::Member(old) = old { old.at } else { None });
                let Some(row) = project.members.at(*id) else { return Some(()) };
                if let Some(put) = self.as_put(old, put.at, row.at) {
                    batch.members.push((Some(*id), Member { at: Some(self.moved(put)?), ..row.clone() }));
                }
            }
            (Key::Building(id), old, Some(Value::Building(put))) => {
                let old = old.as_ref().and_then(|old| if let Value::Building(old) = old { old.at } else { None });
                let Some(row) = project.buildings.at(*id) else { return Some(()) };
                if let Some(put) = self.as_put(old, put.at, row.at) {
                    batch.buildings.push((Some(*id), Building { at: Some(self.moved(put)?), ..row.clone() }));
                }
            }
            (Key::Grid(id), old, Some(Value::Grid(put))) => {
                let is_old = matches!(old, Some(Value::Grid(old)) if old.area == put.area);
                let Some(row) = project.grids.at(*id).filter(|_| !is_old) else { return Some(()) };
                let told = in_system(&put.area, |at| self.as_told(at))?;
                if words_of_area(&told) == words_of_area(&row.area) {
                    let parent = row.parent.and_then(|parent| project.grids.at(parent));
                    let parent = parent.map_or_else(String::new, |parent| parent.code.clone());
                    let area = in_system(&put.area, |at| self.moved(at))?;
                    batch.grids.push((Some(*id), Grid { area, ..row.clone() }, parent));
                }
            }
            _ => {}
        }
        Some(())
    }

    /// Where the file put something, if that is where it stands.
    fn as_put(self, before: Option<Wgs84>, put: Option<Wgs84>, now: Option<Wgs84>) -> Option<Wgs84> {
        let put = put.filter(|put| before.is_none_or(|before| before != *put))?;
        let told = if self.first == self.last { put } else { self.as_told(put)? };
        now.filter(|now| is_same_place(*now, told)).map(|_| put)
    }

    fn as_told(self, put: Wgs84) -> Option<Wgs84> {
        let (x, y) = self.first.pair_of(put)?;
        self.last.wgs84_from(x, y)
    }

    fn moved(self, put: Wgs84) -> Option<Wgs84> {
        let (x, y) = self.first.pair_of(put)?;
        self.now.wgs84_from(x, y)
    }
}

fn in_system(area: &Area, moved: impl Fn(Wgs84) -> Option<Wgs84>) -> Option<Area> {
    area.try_map_coords(|corner| {
        let at = moved(Wgs84 { lon_deg: corner.x, lat_deg: corner.y }).ok_or(())?;
        Ok::<_, ()>(geo::Coord { x: at.lon_deg, y: at.lat_deg })
    })
    .ok()
}
