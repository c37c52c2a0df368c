//! A share of everything that is checked.

/// One of some equal shares of everything. Whoever has several cores checks one on each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    idx: usize,
    count: usize,
}

impl Share {
    /// All there is.
    pub const WHOLE: Self = Self { idx: 0, count: 1 };

    /// So many shares, at least one; together they are the whole.
    pub fn all(count: usize) -> impl ExactSizeIterator<Item = Self> {
        let count = count.max(1);
        (0..count).map(move |idx| Self { idx, count })
    }

    /// True for one of the shares of a whole: what is not worth sharing falls to it.
    pub(crate) fn is_first(self) -> bool {
        self.idx == 0
    }

    /// The rows of a table with `len` rows that belong to it.
    pub(crate) fn of<I>(self, len: usize, rows: impl Iterator<Item = I>) -> impl Iterator<Item = I> {
        let end_of = |shares: usize| len * shares / self.count;
        rows.skip(end_of(self.idx)).take(end_of(self.idx + 1) - end_of(self.idx))
    }
}
