//! Workbooks: sheets of cells as text, whatever program wrote them.

mod check;
mod compound;
mod old;
mod page;
mod read;

pub(crate) use check::{PARTS, is_archive, is_book};
pub(crate) use page::{Page, PageBuilder};
pub(crate) use read::{Book, read_book};
