//! Taking in what files said, as one change.

use crate::edit::draft::Draft;
use crate::edit::register::{clean_categories, settle_building};
use crate::edit::{Batch, Context, Key, Refusal, Value};
use crate::model::{Backdrop, GridId, HouseholdId, HouseholdStatus, Link, LinkKind, MemberId, MemberStatus, Shape};
use std::collections::{BTreeMap, BTreeSet};

/// Puts everything of a batch in place. Codes must be unique afterwards.
pub(crate) fn take_in(draft: &mut Draft, context: Context, batch: &Batch) -> Result<(), Refusal> {
    for (id, building) in &batch.buildings {
        let id = id.unwrap_or_else(|| draft.project.buildings.next_id());
        draft.put_building(id, building.clone());
    }
    take_in_grids(draft, batch)?;
    for (id, household) in &batch.households {
        let mut row = household.clone();
        row.categories = clean_categories(&draft.project, row.categories);
        settle_building(draft, &mut row);
        match id {
            Some(id) => draft.put_household(*id, row),
            None => drop(draft.add_household(row)),
        }
    }
    for (id, member) in &batch.members {
        match id {
            Some(id) => draft.put_member(*id, member.clone()),
            None => drop(draft.add_member(member.clone())),
        }
    }
    check_codes(draft)?;
    take_in_links(draft, context, batch);
    take_in_backdrop(draft, &batch.backdrop);
    Ok(())
}

fn take_in_grids(draft: &mut Draft, batch: &Batch) -> Result<(), Refusal> {
    let mut placed: Vec<(GridId, &str)> = Vec::new();
    for (id, grid, parent_code) in &batch.grids {
        let id = id.unwrap_or_else(|| draft.project.grids.next_id());
        draft.put_grid(id, grid.clone());
        placed.push((id, parent_code));
    }
    let by_code: BTreeMap<String, GridId> =
        draft.project.grids.iter().map(|(id, grid)| (grid.code.clone(), id)).collect();
    if by_code.len() < draft.project.grids.len() {
        let mut seen = BTreeSet::new();
        let twice = draft.project.grids.rows().find(|grid| !seen.insert(&grid.code));
        return Err(Refusal::CodeTaken(twice.map(|grid| grid.code.clone()).unwrap_or_default()));
    }
    for (id, parent_code) in placed {
        let Some(mut grid) = draft.project.grids.at(id).cloned() else { continue };
        grid.parent = by_code.get(parent_code).copied().filter(|&parent| parent != id).or(grid.parent);
        draft.put_grid(id, grid);
    }
    Ok(())
}

fn check_codes(draft: &Draft) -> Result<(), Refusal> {
    let mut households = BTreeSet::new();
    for row in draft.project.households.rows().filter(|row| row.status != HouseholdStatus::MovedOut) {
        if !households.insert(row.code.as_str()) {
            return Err(Refusal::CodeTaken(row.code.clone()));
        }
    }
    let mut members = BTreeSet::new();
    for row in draft.project.members.rows().filter(|row| row.status == MemberStatus::Serving) {
        if !members.insert(row.code.as_str()) {
            return Err(Refusal::CodeTaken(row.code.clone()));
        }
    }
    Ok(())
}

/// A responsible member from the file replaces those the file does not name; locked ones stay.
fn take_in_links(draft: &mut Draft, context: Context, batch: &Batch) {
    let named: BTreeSet<(HouseholdId, MemberId)> = batch
        .links
        .iter()
        .filter(|link| link.kind == LinkKind::Primary)
        .map(|link| (link.household, link.member))
        .collect();
    for incoming in &batch.links {
        let household = incoming.household;
        let links = draft.plan(context.plan).map(|plan| plan.links_of(household).to_vec()).unwrap_or_default();
        for link in links {
            let is_replaced = incoming.kind == LinkKind::Primary
                && link.kind == LinkKind::Primary
                && !link.locked
                && !named.contains(&(household, link.member));
            let is_other_part = link.member == incoming.member && link.kind != incoming.kind && !link.locked;
            if is_replaced || is_other_part {
                draft.cut_link(context.plan, household, link.member, link.kind);
            }
        }
        let since = incoming.since.or(Some(context.today));
        let link = Link { member: incoming.member, kind: incoming.kind, locked: incoming.locked, since };
        draft.put_link(context.plan, household, link);
    }
}

fn take_in_backdrop(draft: &mut Draft, features: &[Backdrop]) {
    let mut there: BTreeMap<[u64; 3], Vec<Backdrop>> = BTreeMap::new();
    for feature in draft.project.backdrop.rows() {
        there.entry(rough_key(feature)).or_default().push(feature.clone());
    }
    for feature in features {
        if there.get(&rough_key(feature)).is_some_and(|same| same.contains(feature)) {
            continue;
        }
        let id = draft.project.backdrop.next_id();
        draft.put(Key::Backdrop(id), Some(Value::Backdrop(feature.clone())));
    }
}

/// Equal for equal features, and seldom equal for others: where it begins, and of how many points it is.
fn rough_key(feature: &Backdrop) -> [u64; 3] {
    let key = |x: f64, y: f64, points: usize| [x.to_bits(), y.to_bits(), points as u64];
    match &feature.shape {
        Shape::Line(points) => points.first().map_or([0; 3], |at| key(at.lon_deg, at.lat_deg, points.len())),
        Shape::Area(area) => area.iter().next().map_or([0; 3], |polygon| {
            let ring = &polygon.exterior().0;
            ring.first().map_or([0; 3], |at| key(at.x, at.y, ring.len()))
        }),
    }
}
