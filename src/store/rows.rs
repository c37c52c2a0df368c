//! Each kind of thing as the cells of its row, and back.

use crate::geom::{Area, Wgs84};
use crate::model::{
    Address, Backdrop, BackdropKind, Building, Category, CategorySet, Glyph, Grid, Household, HouseholdStatus, Member,
    MemberStatus, PlanId, PlanState, ProjectFacts, Provenance, Scheme, Shape, Side, Unit, UnitKind, Waiver,
};
use crate::schemes::{scheme_from_text, text_from_scheme};
use crate::store::blob::{Geometry, blob_from_area, blob_from_shape};
use crate::store::cell::{BadCell, Cell, Cells};
use std::borrow::Cow;

/// The row of a plan, without its links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlanRow {
    pub(crate) name: String,
    pub(crate) state: PlanState,
    pub(crate) copy_of: Option<(PlanId, u64)>,
}

pub(crate) fn facts_cells(facts: &ProjectFacts, schema: u32) -> Vec<Cell<'_>> {
    vec![Cell::int(schema), Cell::text(&facts.name), Cell::int(facts.is_invented), Cell::text(&facts.backdrop_source)]
}

/// The facts with a scheme that was read before.
pub(crate) fn facts_from(cells: &[Cell<'_>], scheme: Scheme) -> Result<ProjectFacts, BadCell> {
    let mut cells = Cells::new(cells);
    cells.int::<u32>()?;
    let (name, is_invented, backdrop_source) = (cells.text()?, cells.flag()?, cells.text()?);
    Ok(ProjectFacts { name, is_invented, scheme, backdrop_source })
}

pub(crate) fn scheme_cells(scheme: &Scheme) -> Vec<Cell<'_>> {
    vec![Cell::text(&scheme.id), Cell::text(&scheme.name), Cell::Text(Cow::Owned(text_from_scheme(scheme)))]
}

pub(crate) fn scheme_from(cells: &[Cell<'_>]) -> Result<Scheme, BadCell> {
    let mut cells = Cells::new(cells);
    let (_id, _name, text) = (cells.str()?, cells.str()?, cells.text()?);
    // Before schema 4 there was one scheme, and nobody could change it.
    if text.is_empty() {
        return Ok(Scheme::neutral());
    }
    scheme_from_text(&text).map_err(|_fault| cells.bad())
}

pub(crate) fn category_cells(category: &Category) -> Vec<Cell<'_>> {
    vec![
        Cell::text(&category.key),
        Cell::text(&category.name),
        Cell::text(&category.short),
        Cell::Text(Cow::Owned(hex_color(category.color))),
        Cell::text(category.glyph.key()),
        Cell::text(category.side.key()),
        Cell::int(category.priority),
    ]
}

pub(crate) fn category_from(cells: &[Cell<'_>]) -> Result<Category, BadCell> {
    let mut cells = Cells::new(cells);
    Ok(Category {
        key: cells.text()?,
        name: cells.text()?,
        short: cells.text()?,
        color: cells.word(color_from_hex)?,
        glyph: cells.word(Glyph::from_key)?,
        side: cells.word(Side::from_key)?,
        priority: cells.int()?,
    })
}

pub(crate) fn grid_cells(grid: &Grid) -> Vec<Cell<'_>> {
    vec![
        // Nothing rather than an empty geometry: the validator of GDAL looks for the flag of those in the wrong bit.
        if grid.area.0.is_empty() { Cell::Null } else { Cell::blob(blob_from_area(&grid.area)) },
        Cell::text(&grid.code),
        Cell::text(&grid.name),
        Cell::int(grid.level),
        Cell::maybe_id(grid.parent),
        Cell::maybe_id(grid.leader),
    ]
}

pub(crate) fn grid_from(cells: &[Cell<'_>]) -> Result<Grid, BadCell> {
    let mut cells = Cells::new(cells);
    let area = match cells.geometry()? {
        Some(Geometry::Area(area)) => area,
        None => Area::new(Vec::new()),
        Some(_) => return Err(cells.bad()),
    };
    Ok(Grid {
        code: cells.text()?,
        name: cells.text()?,
        level: cells.int()?,
        parent: cells.maybe_id()?,
        area,
        leader: cells.maybe_id()?,
    })
}

pub(crate) fn building_cells(building: &Building) -> Vec<Cell<'_>> {
    vec![
        Cell::point(building.at),
        Cell::text(&building.code),
        Cell::text(&building.name),
        Cell::maybe_int(building.floors),
    ]
}

pub(crate) fn building_from(cells: &[Cell<'_>]) -> Result<Building, BadCell> {
    let mut cells = Cells::new(cells);
    let at = cells.point()?;
    Ok(Building { code: cells.text()?, name: cells.text()?, at, floors: cells.maybe_int()? })
}

pub(crate) fn unit_cells(unit: &Unit) -> Vec<Cell<'_>> {
    let geom = match unit.path.as_slice() {
        [] => Cell::Null,
        [at] => Cell::point(Some(*at)),
        line => Cell::blob(blob_from_shape(&Shape::Line(line.to_vec()))),
    };
    vec![
        geom,
        Cell::text(unit.kind.key()),
        Cell::text(&unit.code),
        Cell::text(&unit.name),
        Cell::maybe_id(unit.parent),
        Cell::text(&unit.note),
    ]
}

pub(crate) fn unit_from(cells: &[Cell<'_>]) -> Result<Unit, BadCell> {
    let mut cells = Cells::new(cells);
    let path = match cells.geometry()? {
        Some(Geometry::Line(places)) => places,
        Some(Geometry::Point(at)) => at.into_iter().collect(),
        None => Vec::new(),
        Some(Geometry::Area(_)) => return Err(cells.bad()),
    };
    Ok(Unit {
        kind: cells.word(UnitKind::from_key)?,
        code: cells.text()?,
        name: cells.text()?,
        parent: cells.maybe_id()?,
        path,
        note: cells.text()?,
    })
}

pub(crate) fn waiver_cells<'a>(finding: &'a str, waiver: &'a Waiver) -> Vec<Cell<'a>> {
    vec![Cell::text(finding), Cell::text(&waiver.reason), Cell::date(waiver.since)]
}

/// The key of the finding, and why it is let stand.
pub(crate) fn waiver_from(cells: &[Cell<'_>]) -> Result<(String, Waiver), BadCell> {
    let mut cells = Cells::new(cells);
    Ok((cells.text()?, Waiver { reason: cells.text()?, since: cells.date()? }))
}

pub(crate) fn provenance_cells(row: &Provenance) -> Vec<Cell<'_>> {
    vec![
        Cell::text(&row.file),
        Cell::text(&row.kind),
        Cell::date(row.as_of),
        Cell::date(row.taken_on),
        Cell::text(&row.crs),
        Cell::text(&row.evidence),
        Cell::int(row.rows),
        Cell::words(&row.headers),
        Cell::words(&row.mapped),
    ]
}

pub(crate) fn provenance_from(cells: &[Cell<'_>]) -> Result<Provenance, BadCell> {
    let mut cells = Cells::new(cells);
    Ok(Provenance {
        file: cells.text()?,
        kind: cells.text()?,
        as_of: cells.date()?,
        taken_on: cells.date()?,
        crs: cells.text()?,
        evidence: cells.text()?,
        rows: cells.int()?,
        headers: cells.words()?,
        mapped: cells.words()?,
    })
}

pub(crate) fn backdrop_cells(backdrop: &Backdrop) -> Vec<Cell<'_>> {
    vec![Cell::blob(blob_from_shape(&backdrop.shape)), Cell::text(backdrop.kind.key()), Cell::text(&backdrop.name)]
}

pub(crate) fn backdrop_from(cells: &[Cell<'_>]) -> Result<Backdrop, BadCell> {
    let mut cells = Cells::new(cells);
    let shape = match cells.geometry()? {
        Some(Geometry::Line(places)) => Shape::Line(places),
        Some(Geometry::Area(area)) => Shape::Area(area),
        Some(Geometry::Point(_)) | None => return Err(cells.bad()),
    };
    Ok(Backdrop { kind: cells.word(BackdropKind::from_key)?, name: cells.text()?, shape })
}

pub(crate) fn household_cells(household: &Household) -> Vec<Cell<'_>> {
    let address = &household.address;
    vec![
        Cell::point(household.at),
        Cell::text(&household.code),
        Cell::text(&household.head),
        Cell::text(&address.text),
        Cell::int(address.group),
        Cell::text(&address.house_no),
        Cell::text(&address.building),
        Cell::int(address.unit),
        Cell::int(address.floor),
        Cell::text(&address.room),
        Cell::maybe_id(household.building),
        Cell::text(&household.phone),
        Cell::maybe_int(household.people),
        Cell::maybe_int(household.elderly),
        Cell::maybe_int(household.children),
        Cell::text(household.status.key()),
        Cell::date(household.status_since),
        Cell::text(&household.stated_grid),
        Cell::text(&household.note),
    ]
}

/// A household; its categories have rows of their own.
pub(crate) fn household_from(cells: &[Cell<'_>], categories: CategorySet) -> Result<Household, BadCell> {
    let mut cells = Cells::new(cells);
    let at = cells.point()?;
    Ok(Household {
        code: cells.text()?,
        head: cells.text()?,
        address: Address {
            text: cells.text()?,
            group: cells.int()?,
            house_no: cells.text()?,
            building: cells.text()?,
            unit: cells.int()?,
            floor: cells.int()?,
            room: cells.text()?,
        },
        building: cells.maybe_id()?,
        phone: cells.text()?,
        people: cells.maybe_int()?,
        elderly: cells.maybe_int()?,
        children: cells.maybe_int()?,
        categories,
        at,
        status: cells.word(HouseholdStatus::from_key)?,
        status_since: cells.date()?,
        stated_grid: cells.text()?,
        note: cells.text()?,
    })
}

pub(crate) fn member_cells(member: &Member) -> Vec<Cell<'_>> {
    vec![
        Cell::text(&member.code),
        Cell::text(&member.name),
        Cell::maybe_id(member.home),
        member.at.map_or(Cell::Null, |at| Cell::Real(at.lon_deg)),
        member.at.map_or(Cell::Null, |at| Cell::Real(at.lat_deg)),
        Cell::text(&member.duty_phone),
        Cell::text(&member.phone),
        Cell::words(&member.roles),
        Cell::int(member.eligible),
        Cell::int(member.needs_care),
        Cell::int(member.min_load),
        Cell::maybe_int(member.max_load),
        Cell::maybe_id(member.grid),
        Cell::maybe_id(member.organization),
        Cell::int(member.consent),
        Cell::int(member.home_consent),
        Cell::text(member.status.key()),
        Cell::text(&member.note),
    ]
}

pub(crate) fn member_from(cells: &[Cell<'_>]) -> Result<Member, BadCell> {
    let mut cells = Cells::new(cells);
    Ok(Member {
        code: cells.text()?,
        name: cells.text()?,
        home: cells.maybe_id()?,
        at: match (cells.maybe_real()?, cells.maybe_real()?) {
            (None, None) => None,
            (Some(lon_deg), Some(lat_deg)) => Some(Wgs84::checked(lon_deg, lat_deg).ok_or_else(|| cells.bad())?),
            _ => return Err(cells.bad()),
        },
        duty_phone: cells.text()?,
        phone: cells.text()?,
        roles: cells.words()?,
        eligible: cells.flag()?,
        needs_care: cells.flag()?,
        min_load: cells.int()?,
        max_load: cells.maybe_int()?,
        grid: cells.maybe_id()?,
        organization: cells.maybe_id()?,
        consent: cells.flag()?,
        home_consent: cells.flag()?,
        status: cells.word(MemberStatus::from_key)?,
        note: cells.text()?,
    })
}

pub(crate) fn plan_cells(name: &str, state: PlanState, copy_of: Option<(PlanId, u64)>) -> Vec<Cell<'_>> {
    vec![
        Cell::text(name),
        Cell::text(state.key()),
        Cell::maybe_id(copy_of.map(|(plan, _)| plan)),
        Cell::maybe_int(copy_of.map(|(_, seq)| seq.cast_signed())),
    ]
}

pub(crate) fn plan_from(cells: &[Cell<'_>]) -> Result<PlanRow, BadCell> {
    let mut cells = Cells::new(cells);
    let (name, state) = (cells.text()?, cells.word(PlanState::from_key)?);
    let copy_of = cells.maybe_id()?.zip(cells.maybe_int::<u64>()?);
    Ok(PlanRow { name, state, copy_of })
}

/// A color such as `#A9212F`.
pub(crate) fn hex_color([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

fn color_from_hex(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let part = |from| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}
