//! Writing rows: the tables, their sums and what follows from them, inside one transaction.

use crate::edit::{Change, Delta, Key, Value};
use crate::model::{CategorySet, HouseholdId, Id as _, LinkKind, MemberId, PlanId, Reason, Target, TargetKind};
use crate::store::cell::Cell;
use crate::store::digest::Digests;
use crate::store::key_row::{cells_of, fid_of, name_of, shape_of};
use crate::store::rows;
use crate::store::shape::{HOUSEHOLD_CATEGORY, LINK, SCHEME, TARGET_LINK, TableShape, UNCOVERED_REASON, WAIVER};
use jiff::civil::Date;
use rusqlite::{Connection, params_from_iter};
use std::collections::{BTreeMap, BTreeSet};

/// Why a change was not written.
#[derive(Debug)]
pub(crate) enum Unwritten {
    /// The file is not what the change says that it was.
    Misfit(Key),
    /// The database refused.
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Unwritten {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// Writes rows in one transaction and keeps the sums.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) digests: &'a mut Digests,
    /// The tables that were written to.
    touched: BTreeSet<&'static str>,
    /// The statements of each table: one that adds a row, one that replaces it.
    statements: BTreeMap<&'static str, (String, String)>,
}

type Cells<'a> = Option<Vec<Cell<'a>>>;

impl<'a> Writer<'a> {
    pub(crate) fn new(connection: &'a Connection, digests: &'a mut Digests) -> Self {
        Self { connection, digests, touched: BTreeSet::new(), statements: BTreeMap::new() }
    }

    /// The tables that were written to.
    pub(crate) fn touched(&self) -> impl Iterator<Item = &'static str> {
        self.touched.iter().copied()
    }

    /// Adds a row; `None` lets the database choose the `fid`. Answers the `fid`.
    pub(crate) fn insert(&mut self, shape: &TableShape, fid: Option<i64>, cells: &[Cell<'_>]) -> rusqlite::Result<i64> {
        let fid = fid.map_or(Cell::Null, Cell::Int);
        let (insert, _) = self.statements.entry(shape.name).or_insert_with(|| statements(shape));
        self.connection.prepare_cached(insert)?.execute(params_from_iter(std::iter::once(&fid).chain(cells)))?;
        let fid = self.connection.last_insert_rowid();
        self.digests.add(shape, fid, cells);
        self.touched.insert(shape.name);
        Ok(fid)
    }

    /// Writes a change in the order of [`Delta::apply`]: plans that go are removed last.
    pub(crate) fn write(&mut self, delta: &Delta) -> Result<(), Unwritten> {
        let is_removal_of_plan = |key: &Key, change: &Change| matches!(key, Key::Plan(_)) && change.new.is_none();
        for (key, change) in &delta.changes {
            self.park(key, change)?;
        }
        for (key, change) in delta.changes.iter().filter(|(key, change)| !is_removal_of_plan(key, change)) {
            self.write_one(key, change)?;
        }
        for (key, change) in delta.changes.iter().filter(|(key, change)| is_removal_of_plan(key, change)) {
            self.write_one(key, change)?;
        }
        Ok(())
    }

    /// Codes may change hands within one change, in any order, but the index is checked at each row: so rows whose
    /// code changes give it up first.
    fn park(&self, key: &Key, change: &Change) -> rusqlite::Result<()> {
        let old = change.old.as_ref().and_then(name_of);
        if old.is_some()
            && old != change.new.as_ref().and_then(name_of)
            && let Some(sql) = shape_of(key).and_then(TableShape::park_sql)
        {
            self.connection.prepare_cached(&sql)?.execute([fid_of(key)])?;
        }
        Ok(())
    }

    fn write_one(&mut self, key: &Key, change: &Change) -> Result<(), Unwritten> {
        let fits = match *key {
            Key::Link(plan, household, member, kind) => self.write_link((plan, household, member, kind), change)?,
            Key::Reason(plan, household) => self.write_reason(plan, household, change)?,
            Key::Waiver(ref finding) => self.write_waiver(finding, change)?,
            Key::TargetLink(plan, target, member) => self.write_target_link((plan, target, member), change)?,
            _ => self.write_row(key, change)?,
        };
        if fits { Ok(()) } else { Err(Unwritten::Misfit(key.clone())) }
    }

    /// Writes a row that has an id, and what hangs on it. Answers if the change fits.
    fn write_row(&mut self, key: &Key, change: &Change) -> rusqlite::Result<bool> {
        let Some(shape) = shape_of(key) else { return Ok(false) };
        let old = change.old.as_ref().and_then(cells_of);
        let new = change.new.as_ref().and_then(cells_of);
        if old.is_some() != change.old.is_some() || new.is_some() != change.new.is_some() {
            return Ok(false);
        }
        let fits = self.put(shape, fid_of(key), old.as_deref(), new.as_deref())?;
        match (key, &change.old, &change.new) {
            (Key::Facts, Some(Value::Facts(old)), Some(Value::Facts(new))) if old.scheme != new.scheme => {
                let (old, new) = (rows::scheme_cells(&old.scheme), rows::scheme_cells(&new.scheme));
                Ok(fits && self.put(&SCHEME, 1, Some(&old), Some(&new))?)
            }
            (Key::Household(household), old, new) => {
                let categories = |value: &Option<Value>| match value {
                    Some(Value::Household(household)) => household.categories,
                    _ => CategorySet::EMPTY,
                };
                self.put_categories(*household, categories(old), categories(new))?;
                Ok(fits)
            }
            (Key::Plan(plan), None, Some(Value::Plan { copy_of: Some((source, _)), .. })) => {
                Ok(fits && self.copy_plan(*source, *plan)?)
            }
            (Key::Plan(plan), Some(_), None) => {
                self.empty_plan(*plan)?;
                Ok(fits)
            }
            _ => Ok(fits),
        }
    }

    fn put(
        &mut self,
        shape: &TableShape,
        fid: i64,
        old: Option<&[Cell<'_>]>,
        new: Option<&[Cell<'_>]>,
    ) -> rusqlite::Result<bool> {
        self.touched.insert(shape.name);
        match (old, new) {
            (None, Some(new)) => return self.insert(shape, Some(fid), new).map(|_fid| true),
            (None, None) => return Ok(false),
            (Some(_), Some(new)) => {
                let (_, update) = self.statements.entry(shape.name).or_insert_with(|| statements(shape));
                let fid = Cell::Int(fid);
                let row = params_from_iter(std::iter::once(&fid).chain(new));
                if self.connection.prepare_cached(update)?.execute(row)? != 1 {
                    return Ok(false);
                }
            }
            (Some(_), None) => {
                let sql = format!("DELETE FROM \"{}\" WHERE fid = ?1", shape.name);
                if self.connection.prepare_cached(&sql)?.execute([fid])? != 1 {
                    return Ok(false);
                }
            }
        }
        if let Some(old) = old {
            self.digests.remove(shape, fid, old);
        }
        if let Some(new) = new {
            self.digests.add(shape, fid, new);
        }
        Ok(true)
    }

    pub(crate) fn put_categories(
        &mut self,
        household: HouseholdId,
        old: CategorySet,
        new: CategorySet,
    ) -> rusqlite::Result<()> {
        for category in old.iter().filter(|&category| !new.contains(category)) {
            let row = [Cell::id(household), Cell::id(category)];
            let sql = "DELETE FROM household_category WHERE household = ?1 AND category = ?2";
            self.connection.prepare_cached(sql)?.execute(params_from_iter(&row))?;
            self.digests.remove(&HOUSEHOLD_CATEGORY, 0, &row);
        }
        for category in new.iter().filter(|&category| !old.contains(category)) {
            self.insert(&HOUSEHOLD_CATEGORY, None, &[Cell::id(household), Cell::id(category)])?;
        }
        Ok(())
    }

    fn write_link(
        &mut self,
        (plan, household, member, kind): (PlanId, HouseholdId, MemberId, LinkKind),
        change: &Change,
    ) -> rusqlite::Result<bool> {
        let cells = |value: &Option<Value>| match value {
            Some(Value::Link { locked, since }) => {
                let named = [Cell::id(plan), Cell::id(household), Cell::id(member), Cell::text(kind.key())];
                Some(named.into_iter().chain([Cell::int(*locked), Cell::date(*since)]).collect::<Vec<_>>())
            }
            _ => None,
        };
        let (old, new) = (cells(&change.old), cells(&change.new));
        let update = "UPDATE link SET locked = ?5, since = ?6
            WHERE plan = ?1 AND household = ?2 AND member = ?3 AND kind = ?4";
        let delete = "DELETE FROM link WHERE plan = ?1 AND household = ?2 AND member = ?3 AND kind = ?4";
        self.put_named(&LINK, (old, new), update, (delete, 4))
    }

    fn write_target_link(
        &mut self,
        (plan, target, member): (PlanId, Target, MemberId),
        change: &Change,
    ) -> rusqlite::Result<bool> {
        let cells = |value: &Option<Value>| match value {
            Some(Value::TargetLink { since }) => Some(target_link_cells(plan, target, member, *since)),
            _ => None,
        };
        let (old, new) = (cells(&change.old), cells(&change.new));
        let update = "UPDATE target_link SET since = ?5 WHERE plan = ?1 AND kind = ?2 AND target = ?3 AND member = ?4";
        let delete = "DELETE FROM target_link WHERE plan = ?1 AND kind = ?2 AND target = ?3 AND member = ?4";
        self.put_named(&TARGET_LINK, (old, new), update, (delete, 4))
    }

    fn write_waiver(&mut self, finding: &str, change: &Change) -> rusqlite::Result<bool> {
        fn cells<'a>(finding: &'a str, value: Option<&'a Value>) -> Cells<'a> {
            match value {
                Some(Value::Waiver(waiver)) => Some(rows::waiver_cells(finding, waiver)),
                _ => None,
            }
        }
        let rows = (cells(finding, change.old.as_ref()), cells(finding, change.new.as_ref()));
        let update = "UPDATE waiver SET reason = ?2, since = ?3 WHERE finding = ?1";
        self.put_named(&WAIVER, rows, update, ("DELETE FROM waiver WHERE finding = ?1", 1))
    }

    fn write_reason(&mut self, plan: PlanId, household: HouseholdId, change: &Change) -> rusqlite::Result<bool> {
        fn cells(plan: PlanId, household: HouseholdId, value: Option<&Value>) -> Cells<'_> {
            match value {
                Some(Value::Reason(reason)) => Some(reason_cells(plan, household, reason)),
                _ => None,
            }
        }
        let old = cells(plan, household, change.old.as_ref());
        let new = cells(plan, household, change.new.as_ref());
        let update = "UPDATE uncovered_reason SET reason = ?3 WHERE plan = ?1 AND household = ?2";
        let delete = "DELETE FROM uncovered_reason WHERE plan = ?1 AND household = ?2";
        self.put_named(&UNCOVERED_REASON, (old, new), update, (delete, 2))
    }

    /// Writes a row that is named by its first columns; `delete` comes with how many of them.
    fn put_named(
        &mut self,
        shape: &TableShape,
        (old, new): (Cells<'_>, Cells<'_>),
        update: &str,
        (delete, name_len): (&str, usize),
    ) -> rusqlite::Result<bool> {
        self.touched.insert(shape.name);
        let row_count = match (&old, &new) {
            (None, None) => 0,
            (None, Some(new)) => return self.insert(shape, None, new).map(|_fid| true),
            (Some(_), Some(new)) => self.connection.prepare_cached(update)?.execute(params_from_iter(new))?,
            (Some(old), None) => {
                self.connection.prepare_cached(delete)?.execute(params_from_iter(old.iter().take(name_len)))?
            }
        };
        if let Some(old) = &old {
            self.digests.remove(shape, 0, old);
        }
        if let Some(new) = &new {
            self.digests.add(shape, 0, new);
        }
        Ok(row_count == 1)
    }

    fn copy_plan(&mut self, source: PlanId, plan: PlanId) -> rusqlite::Result<bool> {
        let has_source = "SELECT count(*) FROM plan WHERE fid = ?1";
        if self.connection.query_row(has_source, [source.fid()], |row| row.get::<_, u32>(0))? != 1 {
            return Ok(false);
        }
        for shape in [&LINK, &TARGET_LINK, &UNCOVERED_REASON] {
            let columns: Vec<_> = shape.columns.iter().skip(1).map(|(name, _)| *name).collect();
            let (table, columns) = (shape.name, columns.join(", "));
            let sql = format!(
                "INSERT INTO {table} (plan, {columns}) SELECT ?2, {columns} FROM {table} WHERE plan = ?1 ORDER BY fid"
            );
            self.connection.execute(&sql, [source.fid(), plan.fid()])?;
            self.sum_plan(shape, plan, Digests::add)?;
        }
        Ok(true)
    }

    fn empty_plan(&mut self, plan: PlanId) -> rusqlite::Result<()> {
        for shape in [&LINK, &TARGET_LINK, &UNCOVERED_REASON] {
            self.sum_plan(shape, plan, Digests::remove)?;
            self.connection.execute(&format!("DELETE FROM {} WHERE plan = ?1", shape.name), [plan.fid()])?;
        }
        Ok(())
    }

    /// Adds all rows of a plan to the sum of their table, or takes them out.
    fn sum_plan(
        &mut self,
        shape: &TableShape,
        plan: PlanId,
        note: impl Fn(&mut Digests, &TableShape, i64, &[Cell<'_>]),
    ) -> rusqlite::Result<()> {
        self.touched.insert(shape.name);
        let mut statement = self.connection.prepare(&format!("{} WHERE plan = ?1", shape.select_sql()))?;
        let mut rows = statement.query([plan.fid()])?;
        while let Some(row) = rows.next()? {
            let cells: rusqlite::Result<Vec<_>> =
                (1..=shape.columns.len()).map(|column| row.get_ref(column).map(Cell::from_sql)).collect();
            note(self.digests, shape, 0, &cells?);
        }
        Ok(())
    }
}

fn statements(shape: &TableShape) -> (String, String) {
    (shape.insert_sql(), shape.update_sql())
}

pub(crate) fn reason_cells(plan: PlanId, household: HouseholdId, reason: &Reason) -> Vec<Cell<'_>> {
    vec![Cell::id(plan), Cell::id(household), Cell::text(reason.key())]
}

pub(crate) fn target_link_cells(
    plan: PlanId,
    target: Target,
    member: MemberId,
    since: Option<Date>,
) -> Vec<Cell<'static>> {
    let kind = Cell::text(TargetKind::key(target.kind()));
    vec![Cell::id(plan), kind, Cell::int(target.fid()), Cell::id(member), Cell::date(since)]
}
