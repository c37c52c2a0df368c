//! Workbooks: sheets of cells as text, whatever program wrote them.

mod check;
mod page;
mod read;

pub(crate) use check::is_book;
pub(crate) use page::Page;
pub(crate) use read::{Book, read_book};
