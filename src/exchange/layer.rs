//! What is on the register as the layers of a map for others, each value through the gate.

use crate::disclose::{Audience, member_name};
use crate::exchange::csv_out::{household_cell, household_fields, is_for, member_cell, member_fields, unguarded};
use crate::exchange::field::header_of;
use crate::exchange::units_out::{unit_cell, unit_fields, units_of};
use crate::exchange::{ExchangeError, Field, ImportKind};
use crate::geom::Wgs84;
use crate::index::Index;
use crate::model::{LinkKind, MemberStatus, PlanId, Project, Shape, Unit, UnitId, UnitKind};

/// One layer: features of one kind, with the same columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// What its features are.
    pub kind: ImportKind,
    /// What is said about each.
    pub columns: Vec<LayerColumn>,
    /// Its features.
    pub features: Vec<Feature>,
}

/// A column of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerColumn {
    /// Its name in plain letters, for programs.
    pub key: &'static str,
    /// What people call it, in Chinese as in our lists.
    pub title: &'static str,
    /// True if its values are whole numbers.
    pub is_number: bool,
}

/// One thing on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Where it is, if it is a point.
    pub at: Option<Wgs84>,
    /// Its form, if it is a line or an area.
    pub shape: Option<Shape>,
    /// A value for each column; empty for none.
    pub cells: Vec<String>,
    /// The name of the grid that it lies in; empty for none.
    pub grid: String,
}

/// The key of the column that says which category colors a household.
pub const SHOWN_CATEGORY: &str = "shown_category";
/// The key of the column that names who is responsible for a household.
const COVERED_BY: &str = "covered_by";

/// One kind of thing as a layer.
///
/// # Errors
/// [`ExchangeError::NotForAudience`]: where families and members live is for the inner circle only.
pub fn layer_of(
    project: &Project,
    index: &Index,
    plan: PlanId,
    what: ImportKind,
    audience: Audience,
) -> Result<Layer, ExchangeError> {
    let tells_homes = matches!(what, ImportKind::Households | ImportKind::Members | ImportKind::Buildings);
    if tells_homes && !audience.gets_coordinates() || what == ImportKind::Links && !audience.sees_links() {
        return Err(ExchangeError::NotForAudience { what: "household coordinates", audience });
    }
    let layer = |fields: &[Field], features| {
        let columns = fields.iter().map(|field| column(what, *field)).collect();
        Layer { kind: what, columns, features }
    };
    Ok(match what {
        ImportKind::Households => households(project, index, plan, audience),
        ImportKind::Members => members(project, index, audience),
        ImportKind::Grids => {
            let fields = [Field::Code, Field::Name, Field::Level, Field::Parent, Field::Leader];
            layer(&fields, grids(project, audience))
        }
        ImportKind::Buildings => layer(&[Field::Code, Field::Name, Field::Floors], buildings(project, index)),
        ImportKind::Units(kind) => {
            let mut fields = unit_fields(audience);
            fields.retain(|field| !is_place(*field));
            let features = units(project, index, plan, kind, &fields);
            layer(&fields, features)
        }
        ImportKind::Backdrop => layer(&[Field::Kind, Field::Name], backdrop(project)),
        ImportKind::Links | ImportKind::Addresses => Layer { kind: what, columns: Vec::new(), features: Vec::new() },
    })
}

fn column(what: ImportKind, field: Field) -> LayerColumn {
    let is_number = matches!(
        field,
        Field::People
            | Field::Elderly
            | Field::Children
            | Field::Group
            | Field::Unit
            | Field::Floor
            | Field::Level
            | Field::Floors
            | Field::MinLoad
            | Field::MaxLoad
    );
    LayerColumn { key: field.key(), title: header_of(what, field), is_number }
}

fn is_place(field: Field) -> bool {
    matches!(field, Field::Lon | Field::Lat)
}

fn households(project: &Project, index: &Index, plan: PlanId, audience: Audience) -> Layer {
    let what = ImportKind::Households;
    let fields: Vec<Field> =
        household_fields(project, audience).into_iter().filter(|field| !is_place(*field)).collect();
    let mut columns: Vec<LayerColumn> = fields.iter().map(|field| column(what, *field)).collect();
    columns.push(LayerColumn { key: COVERED_BY, title: "联系党员", is_number: false });
    columns.push(LayerColumn { key: SHOWN_CATEGORY, title: "显示类别", is_number: false });
    let plan = project.plans.at(plan);
    let there = project.households.iter().filter(|(_, row)| is_for(row, audience));
    let features = there.map(|(id, row)| {
        let mut cells: Vec<String> =
            fields.iter().map(|field| unguarded(household_cell(project, row, *field, audience))).collect();
        let links = plan.map_or(&[][..], |plan| plan.links_of(id)).iter();
        let members =
            links.filter(|link| link.kind == LinkKind::Primary).filter_map(|link| project.members.at(link.member));
        let names: Vec<String> = members.map(|member| member_name(member, audience)).collect();
        cells.push(names.join("、"));
        let shown = project.shown_category(project.categories_of(row, index.is_member_home(id)));
        cells.push(shown.and_then(|id| project.categories.at(id)).map_or_else(String::new, |row| row.key.clone()));
        let grid = index.grid_of(id).and_then(|grid| project.grids.at(grid));
        Feature { at: row.at, shape: None, cells, grid: grid.map_or_else(String::new, |grid| grid.name.clone()) }
    });
    let features = features.collect();
    Layer { kind: what, columns, features }
}

fn members(project: &Project, index: &Index, audience: Audience) -> Layer {
    let what = ImportKind::Members;
    let fields: Vec<Field> = member_fields(project, audience).into_iter().filter(|field| !is_place(*field)).collect();
    let there = project.members.iter().filter(|(_, row)| row.status == MemberStatus::Serving);
    let features = there.map(|(id, row)| {
        let cells = fields.iter().map(|field| unguarded(member_cell(project, row, *field, audience)));
        let grid = index.grid_served(project, id).and_then(|grid| project.grids.at(grid));
        Feature {
            at: project.place_of_member(id),
            shape: None,
            // No limit is no number.
            cells: cells.map(|cell| if cell == "不限" { String::new() } else { cell }).collect(),
            grid: grid.map_or_else(String::new, |grid| grid.name.clone()),
        }
    });
    let features = features.collect();
    Layer { kind: what, columns: fields.iter().map(|field| column(what, *field)).collect(), features }
}

fn grids(project: &Project, audience: Audience) -> Vec<Feature> {
    let feature = |grid: &crate::model::Grid| {
        let parent = grid.parent.and_then(|id| project.grids.at(id)).map_or("", |parent| parent.code.as_str());
        let leader = grid.leader.and_then(|id| project.members.at(id));
        let leader = leader.filter(|member| audience == Audience::Internal || member.consent);
        let leader = leader.map_or("", |member| member.code.as_str());
        let cells = [&grid.code, &grid.name, &grid.level.to_string(), parent, leader].map(ToOwned::to_owned).to_vec();
        Feature { at: None, shape: Some(Shape::Area(grid.area.clone())), cells, grid: String::new() }
    };
    project.grids.rows().map(feature).collect()
}

fn buildings(project: &Project, index: &Index) -> Vec<Feature> {
    let feature = |row: &crate::model::Building| {
        let floors = row.floors.map_or_else(String::new, |floors| floors.to_string());
        let grid = row.at.and_then(|at| index.grid_at(project, at).grid()).and_then(|grid| project.grids.at(grid));
        Feature {
            at: row.at,
            shape: None,
            cells: vec![row.code.clone(), row.name.clone(), floors],
            grid: grid.map_or_else(String::new, |grid| grid.name.clone()),
        }
    };
    project.buildings.rows().map(feature).collect()
}

fn units(project: &Project, index: &Index, plan: PlanId, kind: UnitKind, fields: &[Field]) -> Vec<Feature> {
    let feature = |(id, row): (UnitId, &Unit)| {
        let (at, shape) = match row.path.as_slice() {
            [] => (None, None),
            [at] => (Some(*at), None),
            line => (None, Some(Shape::Line(line.to_vec()))),
        };
        let cells = fields.iter().map(|field| unguarded(unit_cell(project, plan, id, row, *field)));
        let grid = row.at().and_then(|at| index.grid_at(project, at).grid()).and_then(|grid| project.grids.at(grid));
        Feature { at, shape, cells: cells.collect(), grid: grid.map_or_else(String::new, |grid| grid.name.clone()) }
    };
    units_of(project, kind).map(feature).collect()
}

fn backdrop(project: &Project) -> Vec<Feature> {
    let feature = |row: &crate::model::Backdrop| {
        let cells = vec![row.kind.key().to_owned(), row.name.clone()];
        Feature { at: None, shape: Some(row.shape.clone()), cells, grid: String::new() }
    };
    project.backdrop.rows().map(feature).collect()
}
