//! Organizations, enterprises and street segments out: a list, or a map.

use crate::disclose::Audience;
use crate::exchange::csv_out::{guarded, unguarded, write_rows};
use crate::exchange::geojson_out::{feature, text, words_of_path, write_features};
use crate::exchange::row::seven;
use crate::exchange::{ExchangeError, Field, ImportKind};
use crate::model::{PlanId, Project, Target, Unit, UnitId, UnitKind};
use std::io::Write;

/// The columns of units, in order. Who keeps in contact is a link, and a remark is internal.
pub(crate) fn unit_fields(audience: Audience) -> Vec<Field> {
    let mut fields = vec![Field::Code, Field::Name, Field::Parent];
    if audience.sees_links() {
        fields.push(Field::Member);
    }
    fields.extend([Field::Lon, Field::Lat]);
    if audience == Audience::Internal {
        fields.push(Field::Note);
    }
    fields
}

/// One cell of a unit.
pub(crate) fn unit_cell(project: &Project, plan: PlanId, id: UnitId, row: &Unit, field: Field) -> String {
    // A line is in the map only; a list has one place.
    let at = row.path.first().filter(|_| row.path.len() == 1);
    match field {
        Field::Code => guarded(&row.code),
        Field::Name => guarded(&row.name),
        Field::Parent => {
            guarded(row.parent.and_then(|parent| project.units.at(parent)).map_or("", |above| above.code.as_str()))
        }
        Field::Member => {
            let linked = project.plans.at(plan).map_or(&[][..], |plan| plan.linked_to(Target::Unit(row.kind, id)));
            let first = linked.first().and_then(|member| project.members.at(*member));
            guarded(first.map_or("", |member| member.code.as_str()))
        }
        Field::Lon => at.map_or_else(String::new, |at| seven(at.lon_deg)),
        Field::Lat => at.map_or_else(String::new, |at| seven(at.lat_deg)),
        Field::Note => guarded(&row.note),
        _ => String::new(),
    }
}

/// Those of one kind, by growing id.
pub(crate) fn units_of(project: &Project, kind: UnitKind) -> impl Iterator<Item = (UnitId, &Unit)> {
    project.units.iter().filter(move |(_, row)| row.kind == kind)
}

/// Writes the units of one kind as a list.
///
/// # Errors
/// [`ExchangeError::WriteFailed`].
pub fn write_csv_units(
    project: &Project,
    plan: PlanId,
    kind: UnitKind,
    audience: Audience,
    out: impl Write,
) -> Result<(), ExchangeError> {
    let cell = |(id, row): &(UnitId, &Unit), field| unit_cell(project, plan, *id, row, field);
    write_rows(ImportKind::Units(kind), &unit_fields(audience), units_of(project, kind), cell, out)
}

/// Writes the units of one kind as a map.
///
/// # Errors
/// [`ExchangeError::WriteFailed`].
pub fn write_geojson_units(
    project: &Project,
    plan: PlanId,
    kind: UnitKind,
    audience: Audience,
    out: impl Write,
) -> Result<(), ExchangeError> {
    let mut fields = unit_fields(audience);
    fields.retain(|field| !matches!(field, Field::Lon | Field::Lat));
    let features = units_of(project, kind).map(|(id, row)| {
        let value = |field: Field| text(&unguarded(unit_cell(project, plan, id, row, field)));
        let properties: Vec<_> = fields.iter().map(|field| (field.key(), value(*field))).collect();
        feature(&properties, &words_of_path(&row.path))
    });
    write_features(features, out)
}
