//! One sheet of a workbook, as rows of text.

use csv::StringRecord;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// So many cells at most are filled in because they are merged: a roster has some thousands.
const MOST_FILLED: u64 = 4_000_000;

/// A sheet.
#[derive(Debug)]
pub(crate) struct Page {
    /// What its tab says.
    pub(crate) name: Arc<str>,
    /// Those with something in them, from top to bottom.
    pub(crate) rows: Vec<PageRow>,
}

/// A row.
#[derive(Debug)]
pub(crate) struct PageRow {
    /// As a spreadsheet counts, from 1.
    pub(crate) row: u32,
    /// What stands in it, up to the last cell that is not empty.
    pub(crate) cells: StringRecord,
}

/// Cells that are merged into one: the first and the last row and column, from 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merged {
    pub(crate) first: (u32, u32),
    pub(crate) last: (u32, u32),
}

/// A sheet on its way: cells come row by row, from left to right.
#[derive(Debug)]
pub(crate) struct PageBuilder {
    rows: Vec<(u32, StringRecord)>,
}

impl PageBuilder {
    pub(crate) fn new() -> Self {
        Self { rows: Vec::new() }
    }

    /// Puts a cell; rows and columns count from 0. False if it comes after a cell further down: no program writes so.
    pub(crate) fn put(&mut self, row: u32, column: u32, text: &str) -> bool {
        if self.rows.last().is_none_or(|(last, _)| *last < row) {
            // Rows are much alike, and this one is given room at once.
            let like = self.rows.last().map(|(_, cells)| (cells.as_slice().len(), cells.len()));
            let (bytes, fields) = like.unwrap_or_default();
            self.rows.push((row, StringRecord::with_capacity(bytes, fields)));
        }
        let Some((last, cells)) = self.rows.last_mut() else { return false };
        let column = column as usize;
        if *last != row {
            return false;
        }
        if column < cells.len() {
            replace(cells, column..=column, text);
            return true;
        }
        (cells.len()..column).for_each(|_| cells.push_field(""));
        cells.push_field(text);
        true
    }

    /// Writes what stands in merged cells into each of them, in the rows that there are.
    pub(crate) fn fill(&mut self, merged: &[Merged]) {
        let mut filled = 0;
        for Merged { first, last } in merged {
            let from = self.rows.partition_point(|(row, _)| *row < first.0);
            let said = self.rows.get(from).filter(|(row, _)| *row == first.0);
            let said = said.and_then(|(_, cells)| cells.get(first.1 as usize)).unwrap_or_default().to_owned();
            let to = self.rows.partition_point(|(row, _)| *row <= last.0);
            let width = u64::from(last.1.saturating_sub(first.1)) + 1;
            filled += width * (to.saturating_sub(from)) as u64;
            if said.trim().is_empty() || filled > MOST_FILLED {
                continue;
            }
            for (_, cells) in self.rows.get_mut(from..to).into_iter().flatten() {
                replace(cells, first.1 as usize..=last.1 as usize, &said);
            }
        }
    }

    /// The sheet.
    pub(crate) fn finish(self, name: &str) -> Page {
        let row = |(row, mut cells): (u32, StringRecord)| {
            let is_filled = |at: &usize| cells.get(*at).is_some_and(|cell| !cell.trim().is_empty());
            let last = (0..cells.len()).rev().find(is_filled)?;
            cells.truncate(last + 1);
            Some(PageRow { row: row + 1, cells })
        };
        Page { name: name.into(), rows: self.rows.into_iter().filter_map(row).collect() }
    }
}

/// Writes the same into some cells of a row.
fn replace(cells: &mut StringRecord, columns: RangeInclusive<usize>, text: &str) {
    let width = cells.len().max(columns.end() + 1);
    let written = |at| if columns.contains(&at) { text } else { cells.get(at).unwrap_or_default() };
    let row: StringRecord = (0..width).map(written).collect();
    *cells = row;
}

#[cfg(test)]
mod tests {
    use crate::exchange::book::page::{Merged, PageBuilder};

    #[test]
    fn merged_cells_say_the_same_in_every_row_that_there_is() {
        let mut page = PageBuilder::new();
        for (row, column, text) in
            [(0, 0, "户号"), (0, 1, "姓名"), (1, 0, "H1"), (1, 1, "甲"), (2, 1, "乙"), (5, 1, "丙")]
        {
            assert!(page.put(row, column, text), "in order");
        }
        assert!(!page.put(4, 0, "late"), "nothing is written upward");
        page.fill(&[Merged { first: (1, 0), last: (3, 0) }]);
        let page = page.finish("一组");
        let rows: Vec<String> = page
            .rows
            .iter()
            .map(|row| format!("{} {}", row.row, row.cells.iter().collect::<Vec<_>>().join("|")))
            .collect();
        assert_eq!(rows, ["1 户号|姓名", "2 H1|甲", "3 H1|乙", "6 |丙"], "row 4 is blank and stays so");
    }

    #[test]
    fn a_merged_region_as_large_as_a_sheet_takes_no_memory() {
        let mut page = PageBuilder::new();
        page.put(0, 0, "标题");
        page.put(1, 0, "a");
        page.fill(&[Merged { first: (0, 0), last: (1_048_575, 3) }]);
        assert_eq!(page.finish("x").rows.len(), 2, "only the rows that there are");
    }
}
