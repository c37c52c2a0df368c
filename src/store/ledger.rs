//! The ledger: every step ever done, undone or redone, and what it changed.

use crate::edit::{Change, Delta, DoneKind, Key, Value};
use crate::model::{Id, LinkKind, MemberId, Target, TargetKind};
use crate::store::StoreError;
use crate::store::cell::{BadCell, Cell, Cells};
use crate::store::load::each_row;
use crate::store::payload::{text_from_value, value_from_text};
use crate::store::shape::{CHANGE, CHANGE_ITEM};
use crate::store::writer::Writer;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _};
use std::borrow::Cow;
use std::path::Path;

/// A step to be written: one change, one transaction, one row of the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Done, undone or redone.
    pub kind: DoneKind,
    /// Steps of one gesture are undone together.
    pub gesture: u64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub operator: String,
    /// What people read in the history.
    pub label: String,
    /// What changes now; for an undone step, its inverse.
    pub delta: Delta,
}

/// One step of the ledger, without what it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// Its number; grows only.
    pub seq: u64,
    /// Steps of one gesture are undone together.
    pub gesture: u64,
    /// Done, undone or redone.
    pub kind: DoneKind,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub operator: String,
    /// What people read in the history.
    pub label: String,
}

pub(crate) fn ledger_row_from(fid: i64, cells: &[Cell<'_>]) -> Result<LedgerRow, BadCell> {
    let mut cells = Cells::new(cells);
    let gesture = cells.int::<i64>()?.cast_unsigned();
    let word = cells.text()?;
    let kind = match (word.as_str(), cells.maybe_int::<u64>()?) {
        ("do", None) => DoneKind::Do,
        ("undo", Some(seq)) => DoneKind::Undo(seq),
        ("redo", Some(seq)) => DoneKind::Redo(seq),
        _ => return Err(cells.bad()),
    };
    let at = cells.word(|at| at.parse().ok())?;
    Ok(LedgerRow { seq: fid.cast_unsigned(), gesture, kind, at, operator: cells.text()?, label: cells.text()? })
}

impl Writer<'_> {
    /// Adds a step to the ledger, and what it changed unless it refers to another step. Answers its number.
    pub(crate) fn append(&mut self, entry: &Entry) -> rusqlite::Result<i64> {
        let (kind, seq) = match entry.kind {
            DoneKind::Do => ("do", None),
            DoneKind::Undo(seq) => ("undo", Some(seq)),
            DoneKind::Redo(seq) => ("redo", Some(seq)),
        };
        let row = [
            Cell::Int(entry.gesture.cast_signed()),
            Cell::text(kind),
            Cell::maybe_int(seq.map(u64::cast_signed)),
            Cell::Text(Cow::Owned(entry.at.to_string())),
            Cell::text(&entry.operator),
            Cell::text(&entry.label),
        ];
        let seq = self.insert(&CHANGE, None, &row)?;
        if entry.kind == DoneKind::Do {
            for (key, change) in &entry.delta.changes {
                self.insert(&CHANGE_ITEM, None, &item_cells(seq, key, change))?;
            }
        }
        Ok(seq)
    }
}

/// What a step changed, read from the items of the step that it is or refers to.
pub(crate) fn delta_of(connection: &Connection, seq: u64, path: &Path) -> Result<Delta, StoreError> {
    let no_such_step = || StoreError::NoSuchStep { seq, path: path.to_owned() };
    Ok(match kind_of(connection, seq, path)?.ok_or_else(no_such_step)? {
        DoneKind::Do => items_of(connection, seq, path)?,
        DoneKind::Undo(done) => items_of(connection, done, path)?.inverse(),
        DoneKind::Redo(done) => items_of(connection, done, path)?,
    })
}

/// The kind of a step, if there is one with this number.
pub(crate) fn kind_of(connection: &Connection, seq: u64, path: &Path) -> Result<Option<DoneKind>, StoreError> {
    let mut kind = None;
    each_row(connection, &CHANGE, path, &format!("WHERE fid = {}", seq.cast_signed()), |fid, cells| {
        kind = Some(ledger_row_from(fid, cells)?.kind);
        Ok(())
    })?;
    Ok(kind)
}

/// True if a step did as many changes as this, so that the one can be the other's inverse.
pub(crate) fn has_items(connection: &Connection, seq: u64, count: usize) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT (SELECT count(*) FROM change_item WHERE seq = ?1) FROM change WHERE fid = ?1 AND kind = 'do'",
    )?;
    let found = statement.query_row([seq.cast_signed()], |row| row.get::<_, i64>(0)).optional()?;
    Ok(found.is_some_and(|found| usize::try_from(found).is_ok_and(|found| found == count)))
}

fn items_of(connection: &Connection, seq: u64, path: &Path) -> Result<Delta, StoreError> {
    let mut delta = Delta::default();
    each_row(connection, &CHANGE_ITEM, path, &format!("WHERE seq = {}", seq.cast_signed()), |_fid, cells| {
        let (key, change) = item_from(cells)?;
        delta.changes.insert(key, change);
        Ok(())
    })?;
    Ok(delta)
}

fn item_cells(seq: i64, key: &Key, change: &Change) -> [Cell<'static>; 9] {
    let text = |value: &Option<Value>| {
        value.as_ref().map_or(Cell::Null, |value| Cell::Text(Cow::Owned(text_from_value(value))))
    };
    let mut cells = [
        Cell::Int(seq),
        Cell::text(""),
        Cell::Null,
        Cell::Null,
        Cell::Null,
        Cell::Null,
        Cell::Null,
        text(&change.old),
        text(&change.new),
    ];
    let [_, kind, household, member, plan, thing, part, ..] = &mut cells;
    let word = match *key {
        Key::Facts => "facts",
        Key::Category(id) => {
            *thing = Cell::id(id);
            "category"
        }
        Key::Grid(id) => {
            *thing = Cell::id(id);
            "grid"
        }
        Key::Building(id) => {
            *thing = Cell::id(id);
            "building"
        }
        Key::Unit(id) => {
            *thing = Cell::id(id);
            "unit"
        }
        Key::Waiver(ref finding) => {
            *part = Cell::Text(Cow::Owned(finding.clone()));
            "waiver"
        }
        Key::Backdrop(id) => {
            *thing = Cell::id(id);
            "backdrop"
        }
        Key::Provenance(id) => {
            *thing = Cell::id(id);
            "provenance"
        }
        Key::Household(id) => {
            *household = Cell::id(id);
            "household"
        }
        Key::Member(id) => {
            *member = Cell::id(id);
            "member"
        }
        Key::Plan(id) => {
            *plan = Cell::id(id);
            "plan"
        }
        Key::Reason(in_plan, of_household) => {
            (*plan, *household) = (Cell::id(in_plan), Cell::id(of_household));
            "reason"
        }
        Key::Link(in_plan, of_household, of_member, link_kind) => {
            (*plan, *household, *member) = (Cell::id(in_plan), Cell::id(of_household), Cell::id(of_member));
            *part = Cell::text(link_kind.key());
            "link"
        }
        Key::TargetLink(in_plan, target, by_member) => {
            (*plan, *thing, *member) = (Cell::id(in_plan), Cell::int(target.fid()), Cell::id(by_member));
            *part = Cell::text(TargetKind::key(target.kind()));
            "target_link"
        }
    };
    *kind = Cell::text(word);
    cells
}

fn id_at<I: Id>(cells: &[Cell<'_>], column: usize) -> Result<I, BadCell> {
    Cells::new(cells.get(column..).unwrap_or_default()).id().map_err(|_in_part| BadCell { column })
}

fn item_from(cells: &[Cell<'_>]) -> Result<(Key, Change), BadCell> {
    let bad = |column| BadCell { column };
    let (household, member, plan, thing) = (2, 3, 4, 5);
    let mut words = Cells::new(cells);
    words.maybe_int::<i64>()?;
    let kind = words.str()?;
    let key = match kind {
        "facts" => Key::Facts,
        "category" => Key::Category(id_at(cells, thing)?),
        "grid" => Key::Grid(id_at(cells, thing)?),
        "building" => Key::Building(id_at(cells, thing)?),
        "unit" => Key::Unit(id_at(cells, thing)?),
        "waiver" => match cells.get(6) {
            Some(Cell::Text(finding)) => Key::Waiver(finding.clone().into_owned()),
            _ => return Err(bad(6)),
        },
        "backdrop" => Key::Backdrop(id_at(cells, thing)?),
        "provenance" => Key::Provenance(id_at(cells, thing)?),
        "household" => Key::Household(id_at(cells, household)?),
        "member" => Key::Member(id_at(cells, member)?),
        "plan" => Key::Plan(id_at(cells, plan)?),
        "reason" => Key::Reason(id_at(cells, plan)?, id_at(cells, household)?),
        "link" => {
            let part = match cells.get(6) {
                Some(Cell::Text(part)) => LinkKind::from_key(part),
                _ => None,
            };
            Key::Link(id_at(cells, plan)?, id_at(cells, household)?, id_at(cells, member)?, part.ok_or_else(|| bad(6))?)
        }
        "target_link" => {
            let part = match cells.get(6) {
                Some(Cell::Text(part)) => TargetKind::from_key(part),
                _ => None,
            };
            let target: MemberId = id_at(cells, thing)?;
            let target = part.and_then(|kind| Target::from_fid(kind, target.fid())).ok_or_else(|| bad(6))?;
            Key::TargetLink(id_at(cells, plan)?, target, id_at(cells, member)?)
        }
        _ => return Err(words.bad()),
    };
    let value = |column| match cells.get(column) {
        Some(Cell::Null) | None => Ok(None),
        Some(Cell::Text(text)) => value_from_text(&key, text).map(Some).map_err(|_in_payload| bad(column)),
        Some(_) => Err(bad(column)),
    };
    let change = Change { old: value(7)?, new: value(8)? };
    Ok((key, change))
}
