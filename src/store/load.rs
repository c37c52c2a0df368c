//! Reading a whole project.

use crate::model::{
    CategorySet, HouseholdId, Id, Link, LinkKind, MemberId, Plan, PlanId, Project, Reason, Table, Target, TargetKind,
    TargetLink, Waiver,
};
use crate::store::StoreError;
use crate::store::cell::{BadCell, Cell, Cells, MAX_FID};
use crate::store::digest::Digests;
use crate::store::error::{bad_value, failed};
use crate::store::ledger::{LedgerRow, ledger_row_from};
use crate::store::rows;
use crate::store::shape::{
    BACKDROP, BUILDING, CATEGORY, CHANGE, CHANGE_ITEM, GRID, HOUSEHOLD, HOUSEHOLD_CATEGORY, LINK, MEMBER, PLAN,
    PROJECT, PROVENANCE, SCHEME, TARGET_LINK, TableShape, UNCOVERED_REASON, UNIT, WAIVER,
};
use rusqlite::{Connection, OptionalExtension as _};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What a file holds, read at one moment.
#[derive(Debug)]
pub struct Loaded {
    /// The place.
    pub project: Project,
    /// The ledger, oldest step first. What each step changed is read when it is asked for.
    pub history: Vec<LedgerRow>,
    /// Tables that are not as this program left them: another program wrote to the file, or the disk lost bits.
    /// [`Store::verify`](crate::store::Store::verify) looks closer.
    pub changed_outside: Vec<&'static str>,
}

/// Who is told now and then how many rows were read, and about how many there are; and says whether to go on.
pub type Watch<'a> = &'a dyn Fn(u64, u64) -> bool;

/// After so many rows the watch is told.
const TOLD_AFTER: u64 = 4_096;

/// Reads everything except the items of the ledger. The digests are those of what was read.
pub(crate) fn load(connection: &Connection, path: &Path, watch: Watch<'_>) -> Result<(Loaded, Digests), StoreError> {
    // One transaction: another program may write between two statements, but not into this picture.
    let _picture = connection.unchecked_transaction().map_err(failed("read the project", path))?;
    let mut loading = Loading::of(connection, path, watch);
    let rows = "SELECT coalesce(sum(seq), 0) FROM sqlite_sequence WHERE name <> 'change_item'";
    let rows = connection.query_row(rows, [], |row| row.get::<_, i64>(0)).map_err(failed("read the project", path))?;
    loading.total = rows.max(0).cast_unsigned();
    let project = loading.project()?;
    let mut history = Vec::new();
    loading.each(&CHANGE, |fid, cells| {
        history.push(ledger_row_from(fid, cells)?);
        Ok(())
    })?;
    history.sort_by_key(|row| row.seq);
    let stated = Digests::stated(connection).map_err(failed("read the project", path))?;
    loading.digests.adopt(&CHANGE_ITEM, &stated);
    let changed_outside = loading.digests.differing(&stated);
    Ok((Loaded { project, history, changed_outside }, loading.digests))
}

/// A file that is being read.
pub(crate) struct Loading<'a> {
    connection: &'a Connection,
    path: &'a Path,
    digests: Digests,
    watch: Watch<'a>,
    done: u64,
    /// Ids of rows that are gone are counted, too.
    total: u64,
}

impl<'a> Loading<'a> {
    pub(crate) fn of(connection: &'a Connection, path: &'a Path, watch: Watch<'a>) -> Self {
        Self { connection, path, digests: Digests::default(), watch, done: 0, total: 0 }
    }

    fn project(&mut self) -> Result<Project, StoreError> {
        let ground = self.ground()?;
        let mut categories_of = BTreeMap::<HouseholdId, CategorySet>::new();
        self.each(&HOUSEHOLD_CATEGORY, |_fid, cells| {
            let mut cells = Cells::new(cells);
            let set = categories_of.entry(cells.id()?).or_default();
            *set = set.with(cells.id()?);
            Ok(())
        })?;
        let households = self.table(&HOUSEHOLD, |id, cells| {
            rows::household_from(cells, categories_of.get(&id).copied().unwrap_or_default())
        })?;
        Ok(Project {
            buildings: self.table(&BUILDING, |_id, cells| rows::building_from(cells))?,
            units: self.table(&UNIT, |_id, cells| rows::unit_from(cells))?,
            households,
            members: self.table(&MEMBER, |_id, cells| rows::member_from(cells))?,
            provenances: self.table(&PROVENANCE, |_id, cells| rows::provenance_from(cells))?,
            waivers: self.waivers()?,
            plans: self.plans()?,
            ..ground
        })
    }

    /// What lies under the people: scheme, categories, grids and base map, and nothing else.
    pub(crate) fn ground(&mut self) -> Result<Project, StoreError> {
        let mut scheme = None;
        self.each(&SCHEME, |_fid, cells| {
            scheme = Some(rows::scheme_from(cells)?);
            Ok(())
        })?;
        let mut facts = None;
        self.each(&PROJECT, |_fid, cells| {
            facts = scheme.take().map(|scheme| rows::facts_from(cells, scheme)).transpose()?;
            Ok(())
        })?;
        let facts = facts.ok_or_else(|| bad_value(&SCHEME, 1, self.path)(BadCell { column: 0 }))?;
        Ok(Project {
            facts: Arc::new(facts),
            categories: self.table(&CATEGORY, |_id, cells| rows::category_from(cells))?,
            grids: self.table(&GRID, |_id, cells| rows::grid_from(cells))?,
            buildings: Table::new(),
            units: Table::new(),
            households: Table::new(),
            members: Table::new(),
            backdrop: self.table(&BACKDROP, |_id, cells| rows::backdrop_from(cells))?,
            provenances: Table::new(),
            waivers: Arc::default(),
            plans: Table::new(),
        })
    }

    fn waivers(&mut self) -> Result<Arc<BTreeMap<String, Waiver>>, StoreError> {
        let mut waivers = BTreeMap::new();
        self.each(&WAIVER, |_fid, cells| {
            let (finding, waiver) = rows::waiver_from(cells)?;
            waivers.insert(finding, waiver);
            Ok(())
        })?;
        Ok(Arc::new(waivers))
    }

    fn plans(&mut self) -> Result<Table<PlanId, Plan>, StoreError> {
        let mut plans = BTreeMap::<PlanId, Plan>::new();
        let rows = self.table(&PLAN, |_id, cells| rows::plan_from(cells))?;
        for (id, row) in rows.iter() {
            let mut plan = Plan::new(&row.name, row.state);
            plan.copy_of = row.copy_of;
            plans.insert(id, plan);
        }
        self.each(&LINK, |_fid, cells| {
            let mut cells = Cells::new(cells);
            let plan = cells.id()?;
            let plan = plans.get_mut(&plan).ok_or_else(|| cells.bad())?;
            let (household, member): (HouseholdId, MemberId) = (cells.id()?, cells.id()?);
            let kind = cells.word(LinkKind::from_key)?;
            let link = Link { member, kind, locked: cells.flag()?, since: cells.date()? };
            plan.relink(household, member, kind, Some(link));
            Ok(())
        })?;
        self.each(&TARGET_LINK, |_fid, cells| {
            let mut cells = Cells::new(cells);
            let plan = cells.id()?;
            let plan = plans.get_mut(&plan).ok_or_else(|| cells.bad())?;
            let kind = cells.word(TargetKind::from_key)?;
            let target: MemberId = cells.id()?;
            let target = Target::from_fid(kind, target.fid()).ok_or_else(|| cells.bad())?;
            let member = cells.id()?;
            plan.relink_target(target, member, Some(TargetLink { target, since: cells.date()? }));
            Ok(())
        })?;
        self.each(&UNCOVERED_REASON, |_fid, cells| {
            let mut cells = Cells::new(cells);
            let plan = cells.id()?;
            let plan = plans.get_mut(&plan).ok_or_else(|| cells.bad())?;
            let household = cells.id()?;
            plan.put_reason(household, Some(Reason::from_key(cells.str()?)));
            Ok(())
        })?;
        let mut table: Table<PlanId, Plan> = plans.into_iter().collect();
        table.reserve_through(rows.last_fid());
        Ok(table)
    }

    /// All rows of a table that has ids. Ids that were given to rows that are gone stay taken.
    fn table<I: Id, T: Clone>(
        &mut self,
        shape: &TableShape,
        mut row_from: impl FnMut(I, &[Cell<'_>]) -> Result<T, BadCell>,
    ) -> Result<Table<I, T>, StoreError> {
        let mut table = Table::<I, T>::new();
        self.each(shape, |fid, cells| {
            // Without a bound, one foreign row with a huge number would take all memory.
            let id = u32::try_from(fid).ok().filter(|fid| (1..=MAX_FID).contains(fid)).map(I::from_fid);
            let id = id.ok_or(BadCell { column: usize::MAX })?;
            table.put(id, Some(row_from(id, cells)?));
            Ok(())
        })?;
        let last_fid = self
            .connection
            .query_row("SELECT seq FROM sqlite_sequence WHERE name = ?1", [shape.name], |row| row.get::<_, i64>(0))
            .optional()
            .map_err(failed("read the project", self.path))?
            .unwrap_or(0);
        match u32::try_from(last_fid) {
            Ok(last_fid) if last_fid <= MAX_FID => table.reserve_through(last_fid),
            _ => return Err(bad_value(shape, last_fid, self.path)(BadCell { column: usize::MAX })),
        }
        Ok(table)
    }

    /// Walks over all rows of a table and sums them up.
    fn each(
        &mut self,
        shape: &TableShape,
        mut read: impl FnMut(i64, &[Cell<'_>]) -> Result<(), BadCell>,
    ) -> Result<(), StoreError> {
        let Self { digests, done, total, watch, .. } = self;
        let mut is_abandoned = false;
        let all = each_row(self.connection, shape, self.path, "", |fid, cells| {
            digests.add(shape, fid, cells);
            *done += 1;
            if done.is_multiple_of(TOLD_AFTER) && !watch(*done, (*total).max(*done)) {
                is_abandoned = true;
                return Err(BadCell { column: usize::MAX });
            }
            read(fid, cells)
        });
        if is_abandoned { Err(StoreError::Abandoned { path: self.path.to_owned() }) } else { all }
    }
}

/// Walks over the rows of a table, or those of them that `filter` lets through.
pub(crate) fn each_row(
    connection: &Connection,
    shape: &TableShape,
    path: &Path,
    filter: &str,
    mut read: impl FnMut(i64, &[Cell<'_>]) -> Result<(), BadCell>,
) -> Result<(), StoreError> {
    let failed = || failed("read the project", path);
    let mut statement = connection.prepare(&format!("{} {filter}", shape.select_sql())).map_err(failed())?;
    let mut rows = statement.query([]).map_err(failed())?;
    while let Some(row) = rows.next().map_err(failed())? {
        let fid: i64 = row.get(0).map_err(failed())?;
        let cells: rusqlite::Result<Vec<_>> =
            (1..=shape.columns.len()).map(|column| row.get_ref(column).map(Cell::from_sql)).collect();
        read(fid, &cells.map_err(failed())?).map_err(bad_value(shape, fid, path))?;
    }
    Ok(())
}
