//! Taking in what files said, as one change.

use crate::edit::draft::Draft;
use crate::edit::register::{check_member, clean_categories, settle_building};
use crate::edit::{Batch, Context, IncomingLink, Key, Note, Refusal, Value, units};
use crate::model::{
    Backdrop, Grid, GridId, Household, HouseholdId, HouseholdStatus, Link, LinkKind, Member, MemberId, MemberStatus,
    Reason, Shape, Target, Unit, UnitId, UnitKind,
};
use std::collections::{BTreeMap, BTreeSet};

/// Puts everything of a batch in place. Codes must be unique afterwards.
pub(crate) fn take_in(draft: &mut Draft, context: Context, batch: &Batch) -> Result<(), Refusal> {
    for (id, building) in &batch.buildings {
        let id = id.unwrap_or_else(|| draft.project.buildings.next_id());
        draft.put_building(id, building.clone());
    }
    take_in_grids(draft, batch)?;
    take_in_units(draft, batch)?;
    for (id, household) in &batch.households {
        let mut row = household.clone();
        row.categories = clean_categories(&draft.project, row.categories);
        settle_building(draft, &mut row);
        take_in_household(draft, context, *id, row)?;
    }
    for (id, member) in &batch.members {
        take_in_member(draft, *id, member)?;
    }
    check_codes(draft)?;
    take_in_leaders(draft, batch);
    take_in_contacts(draft, context, batch);
    take_in_links(draft, context, batch)?;
    take_in_backdrop(draft, &batch.backdrop);
    take_in_provenance(draft, context, batch);
    Ok(())
}

fn take_in_provenance(draft: &mut Draft, context: Context, batch: &Batch) {
    let Some((id, row)) = batch.provenance.as_ref().filter(|_| !draft.is_unchanged()) else { return };
    let mut row = row.clone();
    row.taken_on = row.taken_on.or(Some(context.today));
    let id = id.unwrap_or_else(|| draft.project.provenances.next_id());
    draft.put(Key::Provenance(id), Some(Value::Provenance(row)));
}

/// A new household is listed in the other drafts too; in the current plan and in the one that is looked at,
/// completing does it.
fn take_in_household(
    draft: &mut Draft,
    context: Context,
    id: Option<HouseholdId>,
    row: Household,
) -> Result<(), Refusal> {
    if row.code.trim().is_empty() {
        return Err(Refusal::CodeMissing);
    }
    let is_gone = row.status == HouseholdStatus::MovedOut;
    let Some(id) = id else {
        let household = draft.add_household(row);
        let completed = [draft.project.current_plan(), context.plan];
        draft.list_newcomer(household, &Reason::Imported, &completed);
        return Ok(());
    };
    draft.project.households.at(id).ok_or(Refusal::NoHousehold(id))?;
    draft.put_household(id, row);
    if is_gone {
        draft.cut_links_of_household(id);
    }
    Ok(())
}

fn take_in_member(draft: &mut Draft, id: Option<MemberId>, row: &Member) -> Result<(), Refusal> {
    check_member(&draft.project, row)?;
    let Some(id) = id else {
        draft.add_member(row.clone());
        return Ok(());
    };
    draft.project.members.at(id).ok_or(Refusal::NoMember(id))?;
    draft.put_member(id, row.clone());
    if row.status == MemberStatus::Retired {
        draft.cut_links_of_member(id);
    }
    Ok(())
}

/// Grids come before the members who lead them, so that only now both are there.
fn take_in_leaders(draft: &mut Draft, batch: &Batch) {
    for (id, code) in &batch.leaders {
        let is_leader = |row: &Member| row.status == MemberStatus::Serving && row.code == *code;
        let leader = draft.project.members.iter().find(|(_, row)| is_leader(row)).map(|(leader, _)| leader);
        if let Some(grid) = draft.project.grids.at(*id).filter(|grid| grid.leader.is_none()).cloned() {
            draft.put_grid(*id, Grid { leader, ..grid });
        }
    }
}

/// Units may belong to units of the same file that come after them.
fn take_in_units(draft: &mut Draft, batch: &Batch) -> Result<(), Refusal> {
    let mut placed: Vec<(UnitId, &str)> = Vec::new();
    for incoming in &batch.units {
        let id = incoming.id.unwrap_or_else(|| draft.project.units.next_id());
        let row = units::checked(draft, Some(id), &incoming.row)?;
        draft.put(Key::Unit(id), Some(Value::Unit(row)));
        placed.push((id, &incoming.parent));
    }
    for (id, parent) in placed.into_iter().filter(|(_, parent)| !parent.is_empty()) {
        let is_meant = |row: &Unit| row.kind == UnitKind::Organization && (row.code == parent || row.name == parent);
        let parent = draft.project.units.iter().find(|(_, row)| is_meant(row)).map(|(parent, _)| parent);
        if let (Some(parent), Some(row)) = (parent, draft.project.units.at(id)) {
            let row = units::checked(draft, Some(id), &Unit { parent: Some(parent), ..row.clone() })?;
            draft.put(Key::Unit(id), Some(Value::Unit(row)));
        }
    }
    Ok(())
}

/// Whom a file names as the contact of a unit keeps in contact with it, beside whoever does already.
fn take_in_contacts(draft: &mut Draft, context: Context, batch: &Batch) {
    for incoming in &batch.units {
        let unit = draft.project.units.iter().find(|(_, row)| row.code == incoming.row.code);
        let able = incoming.contact.filter(|&member| draft.project.members.at(member).is_some_and(Member::can_cover));
        let Some(((id, row), member)) = unit.zip(able) else { continue };
        let target = Target::Unit(row.kind, id);
        if !draft.plan(context.plan).is_some_and(|plan| plan.linked_to(target).contains(&member)) {
            draft.put_target_link(context.plan, target, member, Some(context.today));
        }
    }
}

fn take_in_grids(draft: &mut Draft, batch: &Batch) -> Result<(), Refusal> {
    let mut placed: Vec<(GridId, &str)> = Vec::new();
    for (id, grid, parent_code) in &batch.grids {
        let id = id.unwrap_or_else(|| draft.project.grids.next_id());
        draft.put_grid(id, grid.clone());
        placed.push((id, parent_code));
    }
    check_distinct(draft.project.grids.rows().map(|grid| &grid.code))?;
    let by_code: BTreeMap<String, GridId> =
        draft.project.grids.iter().map(|(id, grid)| (grid.code.clone(), id)).collect();
    for (id, parent_code) in placed {
        let Some(mut grid) = draft.project.grids.at(id).cloned() else { continue };
        grid.parent = by_code.get(parent_code).copied().filter(|&parent| parent != id).or(grid.parent);
        draft.put_grid(id, grid);
    }
    Ok(())
}

pub(crate) fn check_codes(draft: &Draft) -> Result<(), Refusal> {
    let project = &draft.project;
    let living = project.households.rows().filter(|row| row.status != HouseholdStatus::MovedOut);
    check_distinct(living.map(|row| &row.code))?;
    check_distinct(project.buildings.rows().map(|row| &row.code).filter(|code| !code.is_empty()))?;
    check_distinct(project.units.rows().map(|row| &row.code))?;
    let serving = project.members.rows().filter(|row| row.status == MemberStatus::Serving);
    check_distinct(serving.map(|row| &row.code))
}

fn check_distinct<'a>(codes: impl Iterator<Item = &'a String>) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for code in codes {
        if !seen.insert(code) {
            return Err(Refusal::CodeTaken(code.clone()));
        }
    }
    Ok(())
}

/// A responsible member from the file replaces those the file does not name. Like any edit of many, it passes over
/// what it may not do: locked links are neither lost nor gained, and nobody gets a household that they cannot cover.
/// So a file whose rows were flagged can be taken in, and never uncovers anybody who was covered.
fn take_in_links(draft: &mut Draft, context: Context, batch: &Batch) -> Result<(), Refusal> {
    let named: BTreeSet<(HouseholdId, MemberId)> = batch
        .links
        .iter()
        .filter(|link| link.kind == LinkKind::Primary)
        .map(|link| (link.household, link.member))
        .collect();
    for incoming in &batch.links {
        let &IncomingLink { household, member, kind, .. } = incoming;
        let row = draft.project.households.at(household).ok_or(Refusal::NoHousehold(household))?;
        let home = draft.project.members.at(member).ok_or(Refusal::NoMember(member))?.home;
        let is_able = row.status != HouseholdStatus::MovedOut && draft.project.counts_as_cover(household, member);
        let links = draft.plan(context.plan).map(|plan| plan.links_of(household).to_vec()).unwrap_or_default();
        let there = links.iter().find(|link| link.member == member && link.kind == kind);
        let is_in_the_way = |link: &&Link| {
            let is_replaced = kind == LinkKind::Primary
                && link.kind == LinkKind::Primary
                && !named.contains(&(household, link.member));
            let is_other_part = link.member == member && link.kind != kind;
            is_able && (is_replaced || is_other_part && link.kind != LinkKind::Paired && kind != LinkKind::Paired)
        };
        if there.is_none() {
            // Whoever is responsible does not stand in as well.
            if kind == LinkKind::Backup && named.contains(&(household, member)) {
                continue;
            }
            if !is_able {
                if home == Some(household) {
                    draft.say(Note::SkippedOwn(household));
                }
                continue;
            }
            if links.iter().filter(is_in_the_way).any(|link| link.locked) {
                draft.say(Note::SkippedLocked(household));
                continue;
            }
            // Who alone is responsible, and is not replaced by the file, cannot step back into standing in.
            let mut primaries = links.iter().filter(|link| link.kind == LinkKind::Primary);
            let is_alone = primaries.next().is_some_and(|link| link.member == member) && primaries.next().is_none();
            if kind == LinkKind::Backup && is_alone && !named.iter().any(|(named, _)| *named == household) {
                continue;
            }
        }
        for link in links.iter().filter(is_in_the_way).filter(|link| !link.locked) {
            draft.cut_link(context.plan, household, link.member, link.kind);
        }
        let locked = incoming.locked || there.is_some_and(|link| link.locked);
        let since = incoming.since.or(there.and_then(|link| link.since)).or(Some(context.today));
        draft.put_link(context.plan, household, Link { member, kind, locked, since });
    }
    Ok(())
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
