//! Reading only what is seen from far: of a whole city in a tenth of the time that the city takes.
//!
//! What is odd is not judged here. [`Store::open`](crate::store::Store::open) reads the same file after it and says
//! what is wrong.

use crate::geom::Wgs84;
use crate::model::{
    CategoryId, GlimpsedHousehold, GlimpsedPeople, HouseholdId, HouseholdStatus, LinkKind, MemberId, MemberStatus,
    Project, Table,
};
use crate::store::StoreError;
use crate::store::cell::Cells;
use crate::store::connect::{connect_to_read, examine, is_at_rest, journal_mode};
use crate::store::error::failed;
use crate::store::load::{Loading, each_row};
use crate::store::migrate::SCHEMA;
use crate::store::rows::category_from;
use crate::store::shape::{CATEGORY, COUNT, FLAG, HOUSEHOLD, MEMBER, TEXT, TableShape};
use rusqlite::{Connection, Params, Rows, Statement};
use std::path::Path;

/// Smaller files are read whole before anybody could look.
const LARGE_BYTES: u64 = 48 << 20;

/// Of a household what is seen from far. Its color is a derived column; who opens the whole project derives it anew.
const SEEN_HOUSEHOLD: TableShape =
    TableShape { columns: &[("geom", "POINT"), ("status", TEXT), ("shown_category", TEXT)], ..HOUSEHOLD };
/// Of a member what says whether a household is covered.
const SEEN_MEMBER: TableShape = TableShape {
    columns: &[("home", COUNT), ("own_lon", COUNT), ("own_lat", COUNT), ("eligible", FLAG), ("status", TEXT)],
    ..MEMBER
};

/// True if it takes a while to read this file, and one may look at it meanwhile: nobody is writing to it, and it needs
/// neither repair nor to be brought up to date.
pub fn is_worth_a_glimpse(path: &Path) -> bool {
    let is_large = std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() >= LARGE_BYTES);
    let is_current = |connection: &Connection| examine(connection, path).is_ok_and(|schema| schema == SCHEMA);
    let is_plain = |connection: &Connection| journal_mode(connection).is_ok_and(|mode| mode != "wal");
    is_large && is_at_rest(path) && connect_to_read(path).is_ok_and(|file| is_plain(&file) && is_current(&file))
}

/// The place without its people: scheme, categories, grids and base map.
///
/// # Errors
/// If there is something in the file that is none of it.
pub fn glimpse_ground(path: &Path) -> Result<Project, StoreError> {
    Loading::of(&connect_to_read(path)?, path, &|_, _| true).ground()
}

/// The people: where they are, and what colors them. What is in memory besides the answer is what members say.
///
/// # Errors
/// If there is something in the file that is none of it.
pub fn glimpse_people(path: &Path) -> Result<GlimpsedPeople, StoreError> {
    let connection = connect_to_read(path)?;
    // One transaction: all columns are of one moment.
    let picture = connection.unchecked_transaction().map_err(failed("read the project", path))?;
    let categories = categories(&picture, path)?;
    let members = members(&picture, path)?;
    let mut is_served = Table::<HouseholdId, bool>::new();
    for member in members.rows() {
        if let Some(home) = member.home {
            let is_known = is_served.at(home).is_some_and(|is_served| *is_served);
            is_served.put(home, Some(is_known || member.status == MemberStatus::Serving));
        }
    }
    let failed = || failed("read the project", path);
    let sql = "SELECT household, member FROM link WHERE kind = ?1 AND plan = \
               (SELECT min(fid) FROM plan WHERE state = 'current') ORDER BY household";
    let mut statement = picture.prepare(sql).map_err(failed())?;
    let mut links = InStep::over(&mut statement, [LinkKind::Primary.key()]).map_err(failed())?;
    let mut people = GlimpsedPeople::default();
    let mut place_of_home = Table::<HouseholdId, Wgs84>::new();
    each_row(&picture, &SEEN_HOUSEHOLD, path, "ORDER BY fid", |fid, cells| {
        let mut cells = Cells::new(cells);
        let (at, status, shown) = (cells.point()?, cells.word(HouseholdStatus::from_key)?, cells.str()?);
        let household = HouseholdId(u32::try_from(fid).map_err(|_huge| cells.bad())?);
        let category = categories.iter().find(|(key, _)| key == shown).map(|(_, category)| *category);
        if status != HouseholdStatus::MovedOut {
            *people.categories.entry(category).or_default() += 1;
        }
        let mut is_covered = false;
        let covers =
            |member: &SeenMember| member.status.can_cover(member.is_eligible) && member.home != Some(household);
        links
            .each_of(household, |member| is_covered |= members.at(MemberId(member)).is_some_and(covers))
            .map_err(|_bad| cells.bad())?;
        let is_member_home = is_served.at(household).copied();
        if is_member_home.is_some() {
            place_of_home.put(household, at);
        }
        let is_member_home = is_member_home.unwrap_or_default();
        let seen = |at| GlimpsedHousehold { at, category, status, is_member_home, is_covered };
        people.households.extend(at.map(seen));
        Ok(())
    })?;
    let place = |member: &SeenMember| member.home.and_then(|home| place_of_home.at(home).copied()).or(member.at);
    people.members.extend(members.rows().filter_map(place));
    Ok(people)
}

fn categories(connection: &Connection, path: &Path) -> Result<Vec<(String, CategoryId)>, StoreError> {
    let mut categories = Vec::new();
    each_row(connection, &CATEGORY, path, "", |fid, cells| {
        let category = category_from(cells)?;
        categories.extend(u32::try_from(fid).map(|id| (category.key, CategoryId(id))));
        Ok(())
    })?;
    Ok(categories)
}

#[derive(Clone, Copy)]
struct SeenMember {
    home: Option<HouseholdId>,
    at: Option<Wgs84>,
    is_eligible: bool,
    status: MemberStatus,
}

fn members(connection: &Connection, path: &Path) -> Result<Table<MemberId, SeenMember>, StoreError> {
    let mut members = Table::new();
    each_row(connection, &SEEN_MEMBER, path, "", |fid, cells| {
        let mut cells = Cells::new(cells);
        let home = cells.maybe_id()?;
        let at = cells.maybe_real()?.zip(cells.maybe_real()?);
        let at = at.and_then(|(lon_deg, lat_deg)| Wgs84::checked(lon_deg, lat_deg));
        let (is_eligible, status) = (cells.flag()?, cells.word(MemberStatus::from_key)?);
        let member = MemberId(u32::try_from(fid).map_err(|_huge| cells.bad())?);
        members.put(member, Some(SeenMember { home, at, is_eligible, status }));
        Ok(())
    })?;
    Ok(members)
}

/// Rows of two numbers, the first of them growing, that are walked through in step with the households.
struct InStep<'a> {
    rows: Rows<'a>,
    next: Option<(u32, u32)>,
}

impl<'a> InStep<'a> {
    fn over(statement: &'a mut Statement<'_>, params: impl Params) -> rusqlite::Result<Self> {
        let mut found = Self { rows: statement.query(params)?, next: None };
        found.step()?;
        Ok(found)
    }

    fn step(&mut self) -> rusqlite::Result<()> {
        self.next = self.rows.next()?.map(|row| Ok::<_, rusqlite::Error>((row.get(0)?, row.get(1)?))).transpose()?;
        Ok(())
    }

    /// What stands beside a household. Those before it are passed over.
    fn each_of(&mut self, household: HouseholdId, mut read: impl FnMut(u32)) -> rusqlite::Result<()> {
        while let Some((here, what)) = self.next.filter(|&(here, _)| here <= household.0) {
            if here == household.0 {
                read(what);
            }
            self.step()?;
        }
        Ok(())
    }
}
