//! What other programs are shown and what follows from the rest: the shown category, the place of a member, extents.

use crate::edit::{Delta, Key, Value};
use crate::model::{HouseholdId, Id as _, MemberId};
use crate::store::blob::{Envelope, Geometry, geometry_from_blob};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// The category that colors a household, as `Project::shown_category` of `Project::categories_of` has it: the one
/// with the highest priority of those stated, where a serving member at home brings `member` and rules out `ordinary`.
const SHOWN_CATEGORY: &str = "
UPDATE household SET shown_category = (
  WITH home AS (SELECT EXISTS (
    SELECT 1 FROM member WHERE member.home = household.fid AND member.status = 'serving'
  ) AS is_home)
  SELECT category.key FROM category, home
  WHERE CASE category.key
    WHEN 'member' THEN is_home
    WHEN 'ordinary' THEN NOT is_home
    ELSE 1
  END AND (category.key = 'member' OR category.fid IN (
    SELECT household_category.category FROM household_category WHERE household_category.household = household.fid
  ))
  ORDER BY category.priority DESC, category.fid LIMIT 1
)";

/// Where a member is, as `Project::place_of_member` has it.
const PLACE_OF_MEMBER: &str = "
UPDATE member SET geom = coalesce(
  (SELECT household.geom FROM household WHERE household.fid = member.home),
  lianhu_point(own_lon, own_lat)
)";

/// With so many changes, deriving everything anew is quicker.
const MANY: usize = 2_000;

/// Derives everything.
pub(crate) fn derive_all(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(SHOWN_CATEGORY)?;
    connection.execute_batch(PLACE_OF_MEMBER)
}

/// Derives anew what a change touches.
pub(crate) fn derive(connection: &Connection, delta: &Delta) -> rusqlite::Result<()> {
    let mut households = BTreeSet::<HouseholdId>::new();
    let mut members = BTreeSet::<MemberId>::new();
    let mut has_new_categories = false;
    for (key, change) in &delta.changes {
        match *key {
            Key::Category(_) => has_new_categories = true,
            Key::Household(household) => {
                households.insert(household);
            }
            Key::Member(member) => {
                members.insert(member);
                households.extend([&change.old, &change.new].into_iter().flatten().filter_map(home));
            }
            _ => {}
        }
    }
    if has_new_categories || households.len() > MANY || members.len() > MANY {
        return derive_all(connection);
    }
    let mut shown = connection.prepare_cached(&format!("{SHOWN_CATEGORY} WHERE fid = ?1"))?;
    let mut places = connection.prepare_cached(&format!("{PLACE_OF_MEMBER} WHERE home = ?1"))?;
    for household in households {
        shown.execute([household.fid()])?;
        places.execute([household.fid()])?;
    }
    let mut place = connection.prepare_cached(&format!("{PLACE_OF_MEMBER} WHERE fid = ?1"))?;
    for member in members {
        place.execute([member.fid()])?;
    }
    Ok(())
}

/// Notes when each table changed last, and makes the extents of layers hold what came. They never shrink.
pub(crate) fn note_contents<'a>(
    connection: &Connection,
    tables: impl Iterator<Item = &'a str>,
    at: jiff::Timestamp,
    delta: &Delta,
) -> rusqlite::Result<()> {
    let at = at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string();
    let mut changed = connection.prepare_cached("UPDATE gpkg_contents SET last_change = ?2 WHERE table_name = ?1")?;
    for table in tables {
        changed.execute(params![table, at])?;
    }
    let mut extents = BTreeMap::<&str, Envelope>::new();
    let mut grow = |table, geometry: Option<Geometry>| {
        if let Some(more) = geometry.and_then(|geometry| geometry.envelope()) {
            extents.entry(table).and_modify(|extent| *extent = extent.joined(more)).or_insert(more);
        }
    };
    let mut place = connection.prepare_cached("SELECT geom FROM member WHERE fid = ?1 OR home = ?2")?;
    for (key, change) in &delta.changes {
        match &change.new {
            Some(Value::Household(household)) => grow("household", Some(Geometry::Point(household.at))),
            Some(Value::Building(building)) => grow("building", Some(Geometry::Point(building.at))),
            Some(Value::Unit(unit)) => match unit.path.as_slice() {
                [at] => grow("unit", Some(Geometry::Point(Some(*at)))),
                line => grow("unit", Some(Geometry::Line(line.to_vec()))),
            },
            Some(Value::Grid(grid)) => grow("grid", Some(Geometry::Area(grid.area.clone()))),
            Some(Value::Backdrop(backdrop)) => grow("backdrop", Some(Geometry::of_shape(&backdrop.shape))),
            _ => {}
        }
        let (member, home) = match *key {
            Key::Member(member) => (Some(member.fid()), None),
            Key::Household(household) => (None, Some(household.fid())),
            _ => continue,
        };
        let mut rows = place.query(params![member, home])?;
        while let Some(row) = rows.next()? {
            grow("member", row.get_ref(0)?.as_blob().ok().and_then(|blob| geometry_from_blob(blob).ok()));
        }
    }
    let mut extend = connection.prepare_cached(
        "UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?2), ?2), min_y = min(coalesce(min_y, ?3), ?3),
           max_x = max(coalesce(max_x, ?4), ?4), max_y = max(coalesce(max_y, ?5), ?5) WHERE table_name = ?1",
    )?;
    for (table, edges) in extents {
        extend.execute(params![table, edges.west, edges.south, edges.east, edges.north])?;
    }
    Ok(())
}

fn home(value: &Value) -> Option<HouseholdId> {
    match value {
        Value::Member(member) => member.home,
        _ => None,
    }
}
