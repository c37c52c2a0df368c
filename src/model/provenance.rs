//! Where what is on the register came from.

use jiff::civil::Date;

/// A file that was taken in (资料来源): what it was, of which day, and how it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The name of the file, without its folder.
    pub file: String,
    /// What its rows were, by the word on the command line, such as `households`.
    pub kind: String,
    /// The day that the file speaks of, as far as somebody said so.
    pub as_of: Option<Date>,
    /// The day on which it was taken in.
    pub taken_on: Option<Date>,
    /// The coordinate system in which it was read, by its word on the command line.
    pub crs: String,
    /// What spoke for that, by its word on the command line.
    pub evidence: String,
    /// How many rows it had.
    pub rows: u32,
    /// Its headers: files with the same headers are of one layout.
    pub headers: Vec<String>,
    /// What somebody said about columns, each as `header=field`; an empty field leaves the column out.
    pub mapped: Vec<String>,
}
