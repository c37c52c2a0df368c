//! Grids: drawn, changed, divided, put together, taken away. Households whose roster names the grid that they lie in
//! go along with its border.

use crate::edit::draft::Draft;
use crate::edit::register::clean_code;
use crate::edit::{Edit, Refusal, Servers};
use crate::geom::{
    Area, Wgs84, area_centroid, area_contains, area_corners, area_crossing, area_together, side_through,
    with_corner_added,
};
use crate::index::{DEEPEST_GRID, Index, Outlines};
use crate::model::{Grid, GridId, Household, HouseholdId, HouseholdStatus, Member, MemberId, Project};
use std::collections::BTreeMap;

/// Outlines whose rectangles are so near to a place are looked at, in degrees.
const TOUCHING_DEG: f64 = 1e-8;

/// Carries out a wish about grids; any other one is passed over.
pub(crate) fn change_grids(draft: &mut Draft, index: &Index, edit: &Edit) -> Result<(), Refusal> {
    let mut areas = Vec::new();
    match edit {
        Edit::AddGrid(row) => {
            let row = checked(draft, None, row)?;
            areas.push(row.area.clone());
            let grid = draft.project.grids.next_id();
            draft.put_grid(grid, row);
        }
        Edit::ChangeGrid(grid, row) => {
            let old = there(draft, *grid)?;
            let row = checked(draft, Some(*grid), row)?;
            areas.extend([old.area, row.area.clone()]);
            draft.put_grid(*grid, row);
        }
        Edit::ReshapeGrids(outlines) => {
            for (grid, area) in outlines {
                let old = there(draft, *grid)?;
                let row = checked(draft, Some(*grid), &Grid { area: area.clone(), ..old.clone() })?;
                areas.extend([old.area, row.area.clone()]);
                draft.put_grid(*grid, row);
            }
        }
        Edit::SplitGrid { grid, parts, members } => areas.push(split(draft, *grid, parts, *members)?),
        Edit::MergeGrids { into, others, leader } => areas.push(merge(draft, *into, others, *leader)?),
        Edit::RemoveGrid(grid) => areas.push(remove(draft, *grid)?),
        _ => return Ok(()),
    }
    weave(draft);
    rehome(draft, index, &areas);
    Ok(())
}

/// A corner that came onto the border of a neighbor is a corner of the neighbor, too: so both move together later.
fn weave(draft: &mut Draft) {
    let changed: Vec<GridId> = draft.project.grids.differing(&draft.before.grids);
    let key = |at: Wgs84| (at.lon_deg.to_bits(), at.lat_deg.to_bits());
    let corners_in = |project: &Project| -> BTreeMap<(u64, u64), Wgs84> {
        let rows = changed.iter().filter_map(|&grid| project.grids.at(grid));
        rows.flat_map(|row| area_corners(&row.area)).map(|at| (key(at), at)).collect()
    };
    let before = corners_in(&draft.before);
    let after = corners_in(&draft.project);
    let outlines = Outlines::of(&draft.project);
    for at in after.into_iter().filter(|(key, _)| !before.contains_key(key)).map(|(_, at)| at) {
        let place = [at.lon_deg, at.lat_deg];
        for grid in outlines.near(place.map(|deg| deg - TOUCHING_DEG), place.map(|deg| deg + TOUCHING_DEG)) {
            let Some(row) = draft.project.grids.at(grid) else { continue };
            let woven = side_through(&row.area, at).and_then(|side| with_corner_added(&row.area, side, at));
            if let Some(area) = woven {
                let row = Grid { area, ..row.clone() };
                draft.put_grid(grid, row);
            }
        }
    }
}

fn there(draft: &Draft, grid: GridId) -> Result<Grid, Refusal> {
    draft.project.grids.at(grid).cloned().ok_or(Refusal::NoGrid(grid))
}

/// The row as it may be put down. An outline that was taken in crossing itself may stay so.
fn checked(draft: &Draft, own: Option<GridId>, row: &Grid) -> Result<Grid, Refusal> {
    let mut row = Grid { code: clean_code(&row.code), name: row.name.trim().to_owned(), ..row.clone() };
    if row.code.is_empty() {
        return Err(Refusal::CodeMissing);
    }
    if row.name.is_empty() {
        row.name.clone_from(&row.code);
    }
    if draft.project.grids.iter().any(|(id, other)| Some(id) != own && other.code == row.code) {
        return Err(Refusal::CodeTaken(row.code));
    }
    let is_kept = own.and_then(|own| draft.project.grids.at(own)).is_some_and(|old| old.area == row.area);
    if row.area.0.is_empty() {
        return Err(Refusal::NoArea);
    }
    if !is_kept && area_crossing(&row.area).is_some() {
        return Err(Refusal::OutlineCrosses);
    }
    if let Some(leader) = row.leader {
        draft.project.members.at(leader).ok_or(Refusal::NoMember(leader))?;
    }
    let mut above = row.parent;
    for _ in 0..DEEPEST_GRID {
        let Some(parent) = above else { return Ok(row) };
        if Some(parent) == own {
            return Err(Refusal::GridInItself(parent));
        }
        above = there(draft, parent)?.parent;
    }
    Ok(row)
}

fn split(draft: &mut Draft, grid: GridId, parts: &[Grid], members: Servers) -> Result<Area, Refusal> {
    let old = there(draft, grid)?;
    let [first, others @ ..] = parts else { return Err(Refusal::TooFewGrids) };
    if others.is_empty() {
        return Err(Refusal::TooFewGrids);
    }
    let placed = |part: &Grid| Grid { level: old.level, parent: old.parent, ..part.clone() };
    let row = checked(draft, Some(grid), &placed(first))?;
    draft.put_grid(grid, row);
    let mut ids = vec![grid];
    for part in others {
        let row = checked(draft, None, &placed(part))?;
        let id = draft.project.grids.next_id();
        draft.put_grid(id, row);
        ids.push(id);
    }
    // What lies in it is part of the part that it lies in.
    let inner = grids_where(draft, |_, row| row.parent == Some(grid));
    for (id, row) in inner {
        let middle = area_centroid(&row.area);
        let around = ids.iter().zip(parts).find(|(_, part)| middle.is_some_and(|at| area_contains(&part.area, at)));
        let parent = around.map(|(around, _)| *around).or(row.parent);
        draft.put_grid(id, Grid { parent, ..row });
    }
    if members == Servers::AtHome {
        for (id, row) in serving(draft, &[grid]) {
            let place = draft.project.place_of_member(id);
            let part = ids.iter().zip(parts).find(|(_, part)| place.is_some_and(|at| area_contains(&part.area, at)));
            let serves = part.map_or(grid, |(part, _)| *part);
            draft.put_member(id, Member { grid: Some(serves), ..row });
        }
    }
    Ok(old.area)
}

fn merge(draft: &mut Draft, into: GridId, others: &[GridId], leader: Option<MemberId>) -> Result<Area, Refusal> {
    let others: Vec<GridId> = others.iter().copied().filter(|&other| other != into).collect();
    if others.is_empty() {
        return Err(Refusal::TooFewGrids);
    }
    let kept = there(draft, into)?;
    let mut areas = vec![kept.area.clone()];
    for &other in &others {
        areas.push(there(draft, other)?.area);
    }
    let area = area_together(&areas);
    let parent = kept.parent.filter(|parent| !others.contains(parent));
    for (id, row) in serving(draft, &others) {
        draft.put_member(id, Member { grid: Some(into), ..row });
    }
    let inner = grids_where(draft, |id, row| id != into && row.parent.is_some_and(|parent| others.contains(&parent)));
    for (id, row) in inner {
        draft.put_grid(id, Grid { parent: Some(into), ..row });
    }
    // The roster goes on naming the grid that its households are in, by its one name.
    let gone: Vec<Grid> = others.iter().filter_map(|&other| draft.project.grids.at(other)).cloned().collect();
    for &other in &others {
        draft.drop_grid(other);
    }
    let row = checked(draft, Some(into), &Grid { area: area.clone(), parent, leader, ..kept })?;
    let code = row.code.clone();
    draft.put_grid(into, row);
    let named: Vec<(HouseholdId, Household)> = draft
        .project
        .households
        .iter()
        .filter(|(_, row)| gone.iter().any(|grid| grid.is_called(&row.stated_grid)))
        .map(|(id, row)| (id, row.clone()))
        .collect();
    for (id, row) in named {
        draft.put_household(id, Household { stated_grid: code.clone(), ..row });
    }
    Ok(area)
}

fn remove(draft: &mut Draft, grid: GridId) -> Result<Area, Refusal> {
    let old = there(draft, grid)?;
    for (id, row) in serving(draft, &[grid]) {
        draft.put_member(id, Member { grid: None, ..row });
    }
    let inner = grids_where(draft, |_, row| row.parent == Some(grid));
    for (id, row) in inner {
        draft.put_grid(id, Grid { parent: old.parent, ..row });
    }
    draft.drop_grid(grid);
    Ok(old.area)
}

/// Copies of those grids that this holds for.
fn grids_where(draft: &Draft, is_meant: impl Fn(GridId, &Grid) -> bool) -> Vec<(GridId, Grid)> {
    let grids = draft.project.grids.iter().filter(|(id, row)| is_meant(*id, row));
    grids.map(|(id, row)| (id, row.clone())).collect()
}

/// Members of whom it is said that they serve one of these grids.
fn serving(draft: &Draft, grids: &[GridId]) -> Vec<(MemberId, Member)> {
    let members = draft.project.members.iter();
    let serving = members.filter(|(_, row)| row.grid.is_some_and(|served| grids.contains(&served)));
    serving.map(|(id, row)| (id, row.clone())).collect()
}

/// Households whose roster named the grid that they lay in name the one that they lie in now. Where it said something
/// else it goes on saying so: that is for somebody to look at. `O(households)`, cheap for those far away.
fn rehome(draft: &mut Draft, index: &Index, areas: &[Area]) {
    let rects: Vec<geo::Rect<f64>> = areas.iter().filter_map(geo::BoundingRect::bounding_rect).collect();
    let outlines = Outlines::of(&draft.project);
    let mut moved = Vec::new();
    for (id, row) in draft.project.households.iter() {
        let Some(at) = row.at.filter(|_| !row.stated_grid.is_empty() && row.status != HouseholdStatus::MovedOut) else {
            continue;
        };
        let is_near = rects.iter().any(|rect| {
            (rect.min().x..=rect.max().x).contains(&at.lon_deg) && (rect.min().y..=rect.max().y).contains(&at.lat_deg)
        });
        if !is_near {
            continue;
        }
        let Some(was) = index.grid_of(id).and_then(|grid| draft.before.grids.at(grid)) else { continue };
        let grid = outlines.grid_at(&draft.project, at).grid().and_then(|grid| draft.project.grids.at(grid));
        let Some(grid) = grid.filter(|grid| !grid.is_called(&row.stated_grid)) else { continue };
        if was.is_called(&row.stated_grid) {
            moved.push((id, Household { stated_grid: grid.code.clone(), ..row.clone() }));
        }
    }
    for (id, row) in moved {
        draft.put_household(id, row);
    }
}
