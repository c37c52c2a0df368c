//! Rows by id, copied on write, chunk by chunk.

use std::fmt::{Debug, Formatter};
use std::marker::PhantomData;
use std::sync::Arc;

/// Rows in one shared chunk. Small enough that copying it for one edit is nothing, large enough that the list
/// of chunks of a whole city stays short.
const CHUNK: usize = 128;

/// A dense number that names a row: 1 or more.
pub trait Id: Copy + Ord + Debug {
    /// The id with this number.
    fn from_fid(fid: u32) -> Self;
    /// The number of this id.
    fn fid(self) -> u32;
}

/// Rows by id. Cloning shares all rows; changing one copies its chunk if somebody else still holds it.
///
/// Looking up is `O(1)`, changing `O(1)` for the sole holder and else one chunk of rows, cloning one step per 128 rows.
pub struct Table<I, T> {
    chunks: Arc<Vec<Arc<Vec<Option<T>>>>>,
    last_fid: u32,
    count: usize,
    id: PhantomData<I>,
}

impl<I: Id, T: Clone> Table<I, T> {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// The row with this id.
    pub fn at(&self, id: I) -> Option<&T> {
        let slot = (id.fid() as usize).checked_sub(1)?;
        self.chunks.get(slot / CHUNK)?.get(slot % CHUNK)?.as_ref()
    }

    /// Puts a row, or removes it; answers what was there.
    pub fn put(&mut self, id: I, row: Option<T>) -> Option<T> {
        let slot = (id.fid() as usize).checked_sub(1)?;
        if row.is_none() && self.at(id).is_none() {
            return None;
        }
        let chunks = Arc::make_mut(&mut self.chunks);
        while chunks.len() <= slot / CHUNK {
            chunks.push(Arc::default());
        }
        let rows = Arc::make_mut(chunks.get_mut(slot / CHUNK)?);
        if rows.len() <= slot % CHUNK {
            rows.resize_with(slot % CHUNK + 1, || None);
        }
        let is_filled = row.is_some();
        let old = std::mem::replace(rows.get_mut(slot % CHUNK)?, row);
        self.count = self.count + usize::from(is_filled) - usize::from(old.is_some());
        self.last_fid = self.last_fid.max(id.fid());
        old
    }

    /// Adds a row under the next free id.
    pub fn push(&mut self, row: T) -> I {
        let id = self.next_id();
        self.put(id, Some(row));
        id
    }

    /// The id that the next new row gets. It grows only, also when rows are removed.
    pub fn next_id(&self) -> I {
        I::from_fid(self.last_fid.saturating_add(1))
    }

    /// The largest id ever given, 0 for none. Kept by the project file too.
    pub fn last_fid(&self) -> u32 {
        self.last_fid
    }

    /// Takes note that ids up to this one were given before.
    pub fn reserve_through(&mut self, last_fid: u32) {
        self.last_fid = self.last_fid.max(last_fid);
    }

    /// All rows, by growing id.
    pub fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        self.chunks.iter().enumerate().flat_map(|(chunk_idx, rows)| {
            rows.iter().enumerate().filter_map(move |(row_idx, row)| {
                Some((I::from_fid((chunk_idx * CHUNK + row_idx + 1) as u32), row.as_ref()?))
            })
        })
    }

    /// All ids that have a row, growing.
    pub fn ids(&self) -> impl Iterator<Item = I> {
        self.iter().map(|(id, _)| id)
    }

    /// All rows, by growing id.
    pub fn rows(&self) -> impl Iterator<Item = &T> {
        self.iter().map(|(_, row)| row)
    }

    /// The ids whose rows are not the same in the other table, growing. What both share is not looked at.
    pub fn differing(&self, other: &Self) -> Vec<I>
    where
        T: PartialEq,
    {
        let mut ids = Vec::new();
        if Arc::ptr_eq(&self.chunks, &other.chunks) {
            return ids;
        }
        for chunk_idx in 0..self.chunks.len().max(other.chunks.len()) {
            let chunks = [self.chunks.get(chunk_idx), other.chunks.get(chunk_idx)];
            if let [Some(ours), Some(theirs)] = chunks
                && Arc::ptr_eq(ours, theirs)
            {
                continue;
            }
            for row_idx in 0..CHUNK {
                let [ours, theirs] = chunks.map(|rows| rows?.get(row_idx)?.as_ref());
                if ours != theirs {
                    ids.push(I::from_fid((chunk_idx * CHUNK + row_idx + 1) as u32));
                }
            }
        }
        ids
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// True if there is no row.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }
}

impl<I, T> Clone for Table<I, T> {
    fn clone(&self) -> Self {
        Self { chunks: Arc::clone(&self.chunks), last_fid: self.last_fid, count: self.count, id: PhantomData }
    }
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { chunks: Arc::default(), last_fid: 0, count: 0, id: PhantomData }
    }
}

/// Equal tables hold equal rows under equal ids; which ids were used and left does not matter.
impl<I: Id, T: Clone + PartialEq> PartialEq for Table<I, T> {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && (Arc::ptr_eq(&self.chunks, &other.chunks) || self.iter().eq(other.iter()))
    }
}

impl<I: Id, T: Clone + Debug> Debug for Table<I, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<I: Id, T: Clone> FromIterator<(I, T)> for Table<I, T> {
    fn from_iter<R: IntoIterator<Item = (I, T)>>(rows: R) -> Self {
        let mut table = Self::default();
        for (id, row) in rows {
            table.put(id, Some(row));
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{HouseholdId, Table};

    #[test]
    fn a_copy_does_not_see_later_changes() {
        let mut table = Table::<HouseholdId, &str>::new();
        let first = table.push("one");
        let copy = table.clone();
        table.put(first, Some("changed"));
        assert_eq!(copy.at(first), Some(&"one"), "the copy keeps what it had");
        assert_eq!(table.at(first), Some(&"changed"), "the original moved on");
    }

    #[test]
    fn an_id_is_never_given_twice() {
        let mut table = Table::<HouseholdId, &str>::new();
        let gone = table.push("gone");
        table.put(gone, None);
        assert_ne!(table.push("next"), gone, "the removed row keeps its number");
        assert_eq!(table.len(), 1, "one row is left");
    }

    #[test]
    fn what_differs_is_found_wherever_it_stands() {
        let table: Table<HouseholdId, u32> = (1..=300).map(|fid| (HouseholdId(fid), fid)).collect();
        let mut other = table.clone();
        assert_eq!(table.differing(&other), [], "a copy is the same");
        other.put(HouseholdId(5), Some(0));
        other.put(HouseholdId(200), None);
        other.put(HouseholdId(900), Some(1));
        other.put(HouseholdId(7), Some(7));
        let ids = [5, 200, 900].map(HouseholdId);
        assert_eq!(table.differing(&other), ids, "changed, gone and come, but not what was put as it was");
        assert_eq!(other.differing(&table), ids, "seen from the other side");
    }

    #[test]
    fn tables_with_equal_rows_are_equal_whatever_was_removed() {
        let mut with_past = Table::<HouseholdId, u8>::new();
        with_past.push(1);
        let removed = with_past.push(2);
        with_past.put(removed, None);
        assert_eq!(with_past, std::iter::once((HouseholdId(1), 1)).collect(), "only rows count");
    }
}
