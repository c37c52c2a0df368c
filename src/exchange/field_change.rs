//! What an entry of an import changes, field by field.

use crate::disclose::Audience;
use crate::edit::IncomingUnit;
use crate::exchange::csv_out::{HOUSEHOLD_INTERNAL, household_cell, member_cell, unguarded};
use crate::exchange::field::{columns_of, header_of};
use crate::exchange::take_grids::words_of_area;
use crate::exchange::words::word_of_link_kind;
use crate::exchange::{Field, Import, ImportKind, Merged};
use crate::geom::Area;
use crate::model::{Grid, Household, Link, LinkKind, Member, MemberId, PlanId, Project, Target, Unit};

/// One value that an import changes, in the words of our own lists. For the inner circle: whoever shows it asks the
/// gate about phones and remarks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// What the value means; `None` for an outline.
    pub field: Option<Field>,
    /// As the register has it; empty for nothing.
    pub old: String,
    /// As it would be.
    pub new: String,
}

/// Who or what an entry is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryTitle {
    /// The code.
    pub code: String,
    /// The head, the name; the member of a link.
    pub name: String,
    /// The address of a household.
    pub address: String,
}

/// What follows from the address where that is what changes.
const PARTS: &[Field] = &[Field::Group, Field::HouseNo, Field::Building, Field::Unit, Field::Floor, Field::Room];

/// What an entry is about: as the register has it, or as it would be where it is new.
pub fn title_of_entry(project: &Project, import: &Import, entry: usize) -> EntryTitle {
    let batch = &import.batch;
    let named =
        |code: &str, name: &str| EntryTitle { code: code.to_owned(), name: name.to_owned(), ..EntryTitle::default() };
    if let Some((id, row)) = batch.households.get(entry) {
        let row = id.and_then(|id| project.households.at(id)).unwrap_or(row);
        return EntryTitle { address: row.address.text.clone(), ..named(&row.code, &row.head) };
    }
    if let Some((id, row)) = batch.members.get(entry) {
        let row = id.and_then(|id| project.members.at(id)).unwrap_or(row);
        return named(&row.code, &row.name);
    }
    if let Some((_, row, _)) = batch.grids.get(entry) {
        return named(&row.code, &row.name);
    }
    if let Some((_, row)) = batch.buildings.get(entry) {
        return named(&row.code, &row.name);
    }
    if let Some(unit) = batch.units.get(entry) {
        return named(&unit.row.code, &unit.row.name);
    }
    let Some(link) = batch.links.get(entry) else { return EntryTitle::default() };
    let household = project.households.at(link.household).map_or("", |row| row.code.as_str());
    named(household, project.members.at(link.member).map_or("", |row| row.name.as_str()))
}

/// What an entry changes in what is on the register; everything it says where it is new. `is_same` asks what becomes
/// of the one whom a new row resembles. Links are compared with those of `plan`.
pub fn changes_of_entry(
    project: &Project,
    plan: PlanId,
    import: &Import,
    entry: usize,
    is_same: bool,
) -> Vec<FieldChange> {
    let merged = import.matches.iter().find(|like| is_same && like.entry == entry).map(|like| &like.merged);
    match merged {
        Some(Merged::Household(id, row)) => return of_household(project, project.households.at(*id), row),
        Some(Merged::Member(id, row)) => return of_member(project, project.members.at(*id), row),
        None => {}
    }
    let batch = &import.batch;
    if let Some((id, row)) = batch.households.get(entry) {
        return of_household(project, id.and_then(|id| project.households.at(id)), row);
    }
    if let Some((id, row)) = batch.members.get(entry) {
        return of_member(project, id.and_then(|id| project.members.at(id)), row);
    }
    if let Some((id, row, parent)) = batch.grids.get(entry) {
        return of_grid(project, id.and_then(|id| project.grids.at(id)), row, parent);
    }
    if let Some((id, row)) = batch.buildings.get(entry) {
        let before = id.and_then(|id| project.buildings.at(id));
        let place = |row: &crate::model::Building| {
            row.at.map_or_else(String::new, |at| format!("{:.6}, {:.6}", at.lon_deg, at.lat_deg))
        };
        let floors = |row: &crate::model::Building| row.floors.map_or_else(String::new, |floors| floors.to_string());
        return differing([
            (Field::Name, before.map(|row| row.name.clone()), row.name.clone()),
            (Field::Floors, before.map(floors), floors(row)),
            (Field::Position, before.map(place), place(row)),
        ]);
    }
    if let Some(incoming) = batch.units.get(entry) {
        return of_unit(project, plan, incoming);
    }
    let Some(incoming) = batch.links.get(entry) else { return Vec::new() };
    let plan = project.plans.at(plan);
    let name = |member| project.members.at(member).map_or_else(String::new, |row: &Member| row.name.clone());
    let links = plan.map_or(&[][..], |plan| plan.links_of(incoming.household));
    let before = links.iter().find(|link| link.member == incoming.member && link.kind == incoming.kind);
    let replaced = links.iter().filter(|link| link.kind == incoming.kind && incoming.kind == LinkKind::Primary);
    let replaced: Vec<String> = replaced.map(|link| name(link.member)).collect();
    let since = |link: &Link| link.since.map_or_else(String::new, |day| day.to_string());
    let locked = |is_locked: bool| if is_locked { "是" } else { "否" }.to_owned();
    differing([
        (
            Field::Member,
            Some(before.map_or_else(|| replaced.join("、"), |link| name(link.member))),
            name(incoming.member),
        ),
        (
            Field::Kind,
            before.map(|link| word_of_link_kind(link.kind).to_owned()),
            word_of_link_kind(incoming.kind).to_owned(),
        ),
        (Field::Locked, Some(locked(before.is_some_and(|link| link.locked))), locked(incoming.locked)),
        (Field::Since, before.map(since), incoming.since.map_or_else(String::new, |day| day.to_string())),
    ])
}

/// What a field is called in our own lists, in Chinese.
pub fn header_of_field(kind: ImportKind, field: Field) -> &'static str {
    header_of(kind, field)
}

/// The fields that rows of this kind can have, in the order of our own lists.
pub fn fields_of(kind: ImportKind) -> impl Iterator<Item = Field> {
    columns_of(kind).iter().map(|column| column.0)
}

fn differing(values: impl IntoIterator<Item = (Field, Option<String>, String)>) -> Vec<FieldChange> {
    let changes = values.into_iter().map(|(field, old, new)| FieldChange {
        field: Some(field),
        old: old.unwrap_or_default(),
        new,
    });
    changes.filter(|change| change.old != change.new).collect()
}

fn of_household(project: &Project, before: Option<&Household>, row: &Household) -> Vec<FieldChange> {
    let cell = |row: &Household, field| unguarded(household_cell(project, row, field, Audience::Internal));
    let is_reworded = before.is_none_or(|before| before.address.text != row.address.text);
    // The parts are written in the address; said twice they would only be noise.
    let fields = HOUSEHOLD_INTERNAL.iter().chain(&[Field::StatusSince]);
    let fields = fields.filter(|field| !is_reworded || !PARTS.contains(field));
    differing(fields.map(|&field| (field, before.map(|before| cell(before, field)), cell(row, field))))
}

fn of_member(project: &Project, before: Option<&Member>, row: &Member) -> Vec<FieldChange> {
    let cell = |row: &Member, field| unguarded(member_cell(project, row, field, Audience::Internal));
    let fields = columns_of(ImportKind::Members).iter().map(|column| column.0);
    differing(fields.map(|field| (field, before.map(|before| cell(before, field)), cell(row, field))))
}

fn of_unit(project: &Project, plan: PlanId, incoming: &IncomingUnit) -> Vec<FieldChange> {
    let before = incoming.id.and_then(|id| project.units.at(id));
    let place = |row: &Unit| match row.path.as_slice() {
        [] => String::new(),
        [at] => format!("{:.6}, {:.6}", at.lon_deg, at.lat_deg),
        line => line.len().to_string(),
    };
    let parent =
        |row: &Unit| row.parent.and_then(|id| project.units.at(id)).map_or_else(String::new, |row| row.code.clone());
    let name = |member: MemberId| project.members.at(member).map_or_else(String::new, |row| row.name.clone());
    let linked = |id| {
        let plan = project.plans.at(plan);
        let linked = plan.map_or(&[][..], |plan| plan.linked_to(Target::Unit(incoming.row.kind, id)));
        linked.iter().map(|member| name(*member)).collect::<Vec<_>>().join("、")
    };
    let held = incoming.id.map(linked);
    let contact = incoming.contact.map_or_else(|| held.clone().unwrap_or_default(), name);
    differing([
        (Field::Name, before.map(|row| row.name.clone()), incoming.row.name.clone()),
        (Field::Parent, before.map(parent), incoming.parent.clone()),
        (Field::Member, held, contact),
        (Field::Position, before.map(place), place(&incoming.row)),
        (Field::Note, before.map(|row| row.note.clone()), incoming.row.note.clone()),
    ])
}

fn of_grid(project: &Project, before: Option<&Grid>, row: &Grid, parent: &str) -> Vec<FieldChange> {
    let code = |grid| project.grids.at(grid).map_or_else(String::new, |grid: &Grid| grid.code.clone());
    let leader =
        |row: &Grid| row.leader.and_then(|id| project.members.at(id)).map_or_else(String::new, |row| row.name.clone());
    let mut changes = differing([
        (Field::Code, before.map(|row| row.code.clone()), row.code.clone()),
        (Field::Name, before.map(|row| row.name.clone()), row.name.clone()),
        (Field::Level, before.map(|row| row.level.to_string()), row.level.to_string()),
        (Field::Parent, before.map(|row| row.parent.map_or_else(String::new, code)), parent.to_owned()),
        (Field::Leader, before.map(leader), leader(row)),
    ]);
    let corners = |area: &Area| area.iter().map(|polygon| polygon.exterior().0.len().saturating_sub(1)).sum::<usize>();
    if before.is_none_or(|before| words_of_area(&before.area) != words_of_area(&row.area)) {
        let old = before.map_or_else(String::new, |before| corners(&before.area).to_string());
        changes.push(FieldChange { field: None, old, new: corners(&row.area).to_string() });
    }
    changes
}
