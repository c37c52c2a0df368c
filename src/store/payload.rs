//! The rows that the ledger keeps, as JSON: an object with the columns of the table.
//!
//! What is empty is left out. Numbers with a fraction are written as text, so that they are read back to the last
//! bit; geometry is hexadecimal.

use crate::edit::{Key, Value};
use crate::model::{CategorySet, Id as _, Reason};
use crate::store::cell::{BadCell, Cell, Cells};
use crate::store::migrate::SCHEMA;
use crate::store::rows;
use crate::store::rows::PlanRow;
use crate::store::shape::{
    BACKDROP, BUILDING, CATEGORY, GRID, HOUSEHOLD, LINK, MEMBER, PLAN, PROJECT, PROVENANCE, SCHEME, TARGET_LINK,
    TableShape, UNCOVERED_REASON, UNIT, WAIVER,
};
use serde_json::{Map, Value as Json};
use std::borrow::Cow;

/// A value as the ledger keeps it.
pub(crate) fn text_from_value(value: &Value) -> String {
    let object = match value {
        Value::Facts(facts) => {
            let mut object = object(&PROJECT, &rows::facts_cells(facts, SCHEMA));
            object.remove("schema_number");
            object.insert("scheme".to_owned(), Json::Object(self::object(&SCHEME, &rows::scheme_cells(&facts.scheme))));
            object
        }
        Value::Category(category) => object(&CATEGORY, &rows::category_cells(category)),
        Value::Grid(grid) => object(&GRID, &rows::grid_cells(grid)),
        Value::Building(building) => object(&BUILDING, &rows::building_cells(building)),
        Value::Unit(unit) => object(&UNIT, &rows::unit_cells(unit)),
        Value::Waiver(waiver) => object(&WAIVER, &rows::waiver_cells("", waiver)),
        Value::Backdrop(backdrop) => object(&BACKDROP, &rows::backdrop_cells(backdrop)),
        Value::Provenance(row) => object(&PROVENANCE, &rows::provenance_cells(row)),
        Value::Household(household) => {
            let mut object = object(&HOUSEHOLD, &rows::household_cells(household));
            if !household.categories.is_empty() {
                let fids = household.categories.iter().map(|category| category.fid().into()).collect();
                object.insert("categories".to_owned(), Json::Array(fids));
            }
            object
        }
        Value::Member(member) => object(&MEMBER, &rows::member_cells(member)),
        Value::Plan { name, state, copy_of } => object(&PLAN, &rows::plan_cells(name, *state, *copy_of)),
        Value::Reason(reason) => object(&UNCOVERED_REASON, &[Cell::Null, Cell::Null, Cell::text(reason.key())]),
        Value::Link { locked, since } => {
            let nothing = || Cell::Null;
            object(&LINK, &[nothing(), nothing(), nothing(), nothing(), Cell::int(*locked), Cell::date(*since)])
        }
        Value::TargetLink { since } => {
            let nothing = || Cell::Null;
            object(&TARGET_LINK, &[nothing(), nothing(), nothing(), nothing(), Cell::date(*since)])
        }
    };
    Json::Object(object).to_string()
}

/// What the ledger kept under a key.
pub(crate) fn value_from_text(key: &Key, text: &str) -> Result<Value, BadCell> {
    let bad = BadCell { column: 0 };
    let Ok(Json::Object(object)) = serde_json::from_str(text) else { return Err(bad) };
    let cells = |shape| cells(shape, &object);
    Ok(match key {
        Key::Facts => {
            let scheme = object.get("scheme").and_then(Json::as_object).ok_or(bad)?;
            let scheme = rows::scheme_from(&self::cells(&SCHEME, scheme)?)?;
            Value::Facts(Box::new(rows::facts_from(&cells(&PROJECT)?, scheme)?))
        }
        Key::Category(_) => Value::Category(rows::category_from(&cells(&CATEGORY)?)?),
        Key::Grid(_) => Value::Grid(rows::grid_from(&cells(&GRID)?)?),
        Key::Building(_) => Value::Building(rows::building_from(&cells(&BUILDING)?)?),
        Key::Unit(_) => Value::Unit(rows::unit_from(&cells(&UNIT)?)?),
        Key::Waiver(_) => Value::Waiver(rows::waiver_from(&cells(&WAIVER)?)?.1),
        Key::Backdrop(_) => Value::Backdrop(rows::backdrop_from(&cells(&BACKDROP)?)?),
        Key::Provenance(_) => Value::Provenance(Box::new(rows::provenance_from(&cells(&PROVENANCE)?)?)),
        Key::Household(_) => {
            let categories = categories(object.get("categories")).ok_or(bad)?;
            Value::Household(Box::new(rows::household_from(&cells(&HOUSEHOLD)?, categories)?))
        }
        Key::Member(_) => Value::Member(Box::new(rows::member_from(&cells(&MEMBER)?)?)),
        Key::Plan(_) => {
            let PlanRow { name, state, copy_of } = rows::plan_from(&cells(&PLAN)?)?;
            Value::Plan { name, state, copy_of }
        }
        Key::Reason(..) => {
            let cells = cells(&UNCOVERED_REASON)?;
            Value::Reason(Reason::from_key(Cells::new(cells.get(2..).unwrap_or_default()).str()?))
        }
        Key::Link(..) => {
            let cells = cells(&LINK)?;
            let mut cells = Cells::new(cells.get(4..).unwrap_or_default());
            Value::Link { locked: cells.flag()?, since: cells.date()? }
        }
        Key::TargetLink(..) => {
            let cells = cells(&TARGET_LINK)?;
            Value::TargetLink { since: Cells::new(cells.get(4..).unwrap_or_default()).date()? }
        }
    })
}

fn object(shape: &TableShape, cells: &[Cell<'_>]) -> Map<String, Json> {
    let named = shape.columns.iter().zip(cells).filter_map(|((name, _), cell)| {
        let json = match cell {
            Cell::Null => return None,
            Cell::Text(text) if text.is_empty() => return None,
            Cell::Int(number) => Json::from(*number),
            Cell::Real(number) => Json::from(number.to_string()),
            Cell::Text(text) => Json::from(text.as_ref()),
            Cell::Blob(bytes) => Json::from(hex(bytes)),
        };
        Some(((*name).to_owned(), json))
    });
    named.collect()
}

fn cells<'a>(shape: &TableShape, object: &'a Map<String, Json>) -> Result<Vec<Cell<'a>>, BadCell> {
    let cell = |(column, (name, sql_type)): (usize, &(&str, &str))| {
        let bad = BadCell { column };
        Ok(match object.get(*name) {
            None => Cell::Null,
            Some(Json::Number(number)) => Cell::Int(number.as_i64().ok_or(bad)?),
            Some(Json::String(text)) if sql_type.starts_with("DOUBLE") => {
                Cell::Real(text.parse().map_err(|_no_number| bad)?)
            }
            Some(Json::String(text)) if *name == "geom" => Cell::Blob(Cow::Owned(bytes_from_hex(text).ok_or(bad)?)),
            Some(Json::String(text)) => Cell::text(text),
            Some(_) => return Err(bad),
        })
    };
    shape.columns.iter().enumerate().map(cell).collect()
}

fn categories(list: Option<&Json>) -> Option<CategorySet> {
    let Some(list) = list else { return Some(CategorySet::EMPTY) };
    list.as_array()?.iter().map(|fid| Some(crate::model::CategoryId(u32::try_from(fid.as_u64()?).ok()?))).collect()
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xF]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

fn bytes_from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    digits?.chunks(2).map(|pair| Some((pair.first()? << 4) | pair.get(1)?)).collect()
}

#[cfg(test)]
mod tests {
    use crate::edit::{Key, Value};
    use crate::geom::Wgs84;
    use crate::model::{GridId, HouseholdId, Member, MemberId, MemberStatus, ProjectFacts, Scheme, UnitId};
    use crate::store::payload::{text_from_value, value_from_text};
    use proptest::prelude::{any, prop_assert_eq, proptest};

    #[test]
    fn facts_are_read_back() {
        let facts = ProjectFacts {
            name: "柳溪村".to_owned(),
            is_invented: true,
            scheme: Scheme { far_m: 0.1 + 0.2, ..Scheme::neutral() },
            backdrop_source: String::new(),
        };
        let value = Value::Facts(Box::new(facts));
        assert_eq!(value_from_text(&Key::Facts, &text_from_value(&value)), Ok(value), "every bit of it");
    }

    proptest! {
        #[test]
        fn members_are_read_back(
            text in any::<[String; 5]>(), lon_deg in -180.0..=180.0, lat_deg in -90.0..=90.0, loads in any::<(u16, Option<u16>)>(),
            flags in any::<[bool; 4]>(), ids in any::<[Option<u16>; 2]>(),
        ) {
            let [code, name, duty_phone, role, note] = text;
            let id = |id: Option<u16>| id.map(|id| u32::from(id) + 1);
            let value = Value::Member(Box::new(Member {
                code, name, home: id(ids[0]).map(HouseholdId), at: Some(Wgs84 { lon_deg, lat_deg }), duty_phone,
                phone: String::new(), roles: vec![role], eligible: flags[0], needs_care: flags[1], min_load: loads.0, max_load: loads.1,
                grid: id(ids[1]).map(GridId), organization: id(ids[1]).map(UnitId), consent: flags[1], home_consent: flags[2],
                status: if flags[3] { MemberStatus::Serving } else { MemberStatus::Retired }, note,
            }));
            prop_assert_eq!(value_from_text(&Key::Member(MemberId(1)), &text_from_value(&value)), Ok(value));
        }

        #[test]
        fn any_text_is_survived(text in any::<String>()) {
            drop(value_from_text(&Key::Facts, &text));
            drop(value_from_text(&Key::Grid(GridId(1)), &format!("{{\"geom\":\"{text}\"}}")));
        }
    }
}
