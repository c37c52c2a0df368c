//! Sums over the rows of each table: they do not depend on the order of rows and follow each change cheaply.

use crate::store::cell::Cell;
use crate::store::shape::{ALL, DIGEST, TableShape};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// The sum of each table, and which ones have changed since they were last written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Digests {
    sums: BTreeMap<&'static str, u64>,
    unwritten: BTreeMap<&'static str, u64>,
}

impl Digests {
    /// A row came.
    pub(crate) fn add(&mut self, shape: &TableShape, fid: i64, cells: &[Cell<'_>]) {
        self.put(shape, self.of(shape).wrapping_add(row_hash(shape, fid, cells)));
    }

    /// A row went.
    pub(crate) fn remove(&mut self, shape: &TableShape, fid: i64, cells: &[Cell<'_>]) {
        self.put(shape, self.of(shape).wrapping_sub(row_hash(shape, fid, cells)));
    }

    /// The sum of one table; 0 for one without rows.
    pub(crate) fn of(&self, shape: &TableShape) -> u64 {
        self.sums.get(shape.name).copied().unwrap_or(0)
    }

    /// Takes one sum from elsewhere, unchecked.
    pub(crate) fn adopt(&mut self, shape: &TableShape, from: &Self) {
        self.sums.insert(shape.name, from.of(shape));
    }

    /// Makes sure that every sum is written, whatever the file states.
    pub(crate) fn count_again(&mut self) {
        self.unwritten.clone_from(&self.sums);
    }

    /// The tables whose sums differ.
    pub(crate) fn differing(&self, other: &Self) -> Vec<&'static str> {
        ALL.iter().filter(|shape| self.of(shape) != other.of(shape)).map(|shape| shape.name).collect()
    }

    fn put(&mut self, shape: &TableShape, sum: u64) {
        self.sums.insert(shape.name, sum);
        self.unwritten.insert(shape.name, sum);
    }

    /// The sums that the file states.
    pub(crate) fn stated(connection: &Connection) -> rusqlite::Result<Self> {
        let mut digests = Self::default();
        let mut statement = connection.prepare("SELECT sum FROM digest WHERE table_name = ?1")?;
        for shape in ALL {
            let mut rows = statement.query([shape.name])?;
            if let Some(row) = rows.next()? {
                digests.sums.insert(shape.name, row.get::<_, i64>(0)?.cast_unsigned());
            }
        }
        Ok(digests)
    }

    /// Makes the file state the sums that have changed.
    pub(crate) fn write(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut update = connection.prepare_cached("UPDATE digest SET sum = ?2 WHERE table_name = ?1")?;
        let mut insert = connection.prepare_cached("INSERT INTO digest (table_name, sum) VALUES (?1, ?2)")?;
        for (table, sum) in std::mem::take(&mut self.unwritten) {
            let params = rusqlite::params![table, sum.cast_signed()];
            if table != DIGEST.name && update.execute(params)? == 0 {
                insert.execute(params)?;
            }
        }
        Ok(())
    }
}

/// In the manner of FNV-1a, word by word over the canonical bytes of a row; mixed at the end, so that the sums of
/// similar rows do not cancel out.
fn row_hash(shape: &TableShape, fid: i64, cells: &[Cell<'_>]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut feed = |tag: u8, bytes: &[u8]| {
        let mut step = |word: u64| hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        step(bytes.len() as u64 | (u64::from(tag) << 56));
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            step(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            step(rest.iter().fold(0, |word, &byte| (word << 8) | u64::from(byte)));
        }
    };
    feed(0, &(if shape.is_named_by_fid() { fid } else { 0 }).to_le_bytes());
    for cell in cells {
        match cell {
            Cell::Null => feed(1, &[]),
            Cell::Int(number) => feed(2, &number.to_le_bytes()),
            Cell::Real(number) => feed(3, &number.to_bits().to_le_bytes()),
            Cell::Text(text) => feed(4, text.as_bytes()),
            Cell::Blob(bytes) => feed(5, bytes),
        }
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use crate::store::cell::Cell;
    use crate::store::digest::Digests;
    use crate::store::shape::{CATEGORY, LINK};

    #[test]
    fn the_order_of_changes_does_not_matter() {
        let (one, two) = ([Cell::text("ab"), Cell::text("")], [Cell::text("a"), Cell::text("b")]);
        let (mut there, mut back) = (Digests::default(), Digests::default());
        there.add(&CATEGORY, 1, &one);
        there.add(&CATEGORY, 2, &two);
        back.add(&CATEGORY, 2, &two);
        back.add(&CATEGORY, 3, &two);
        back.add(&CATEGORY, 1, &one);
        assert_ne!(there.of(&CATEGORY), back.of(&CATEGORY), "one row is too many");
        back.remove(&CATEGORY, 3, &two);
        assert_eq!(there.of(&CATEGORY), back.of(&CATEGORY), "equal rows, equal sums");
    }

    #[test]
    fn only_a_meaningful_fid_counts() {
        let mut digests = Digests::default();
        digests.add(&LINK, 1, &[Cell::Int(1)]);
        digests.remove(&LINK, 2, &[Cell::Int(1)]);
        assert_eq!(digests.of(&LINK), 0, "a link is named by who and whom");
        digests.add(&CATEGORY, 1, &[Cell::Int(1)]);
        digests.remove(&CATEGORY, 2, &[Cell::Int(1)]);
        assert_ne!(digests.of(&CATEGORY), 0, "a category is named by its fid");
    }
}
