//! What stands in one column of one row, and reading a row column by column.

use crate::geom::Wgs84;
use crate::model::Id;
use crate::store::blob::{Geometry, blob_from_point, geometry_from_blob};
use jiff::civil::Date;
use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use std::borrow::Cow;

/// The largest number of a row: far more than any city has, and few enough for a table in memory.
pub(crate) const MAX_FID: u32 = 100_000_000;

/// One value as it stands in the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// A number.
    Real(f64),
    /// Words.
    Text(Cow<'a, str>),
    /// Bytes: a geometry.
    Blob(Cow<'a, [u8]>),
}

/// A value that cannot be what it should be; which column of the row, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadCell {
    pub(crate) column: usize,
}

impl<'a> Cell<'a> {
    pub(crate) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    pub(crate) fn int(number: impl Into<i64>) -> Self {
        Self::Int(number.into())
    }

    pub(crate) fn maybe_int(number: Option<impl Into<i64>>) -> Self {
        number.map_or(Self::Null, Self::int)
    }

    pub(crate) fn id(id: impl Id) -> Self {
        Self::int(id.fid())
    }

    pub(crate) fn maybe_id(id: Option<impl Id>) -> Self {
        id.map_or(Self::Null, Self::id)
    }

    pub(crate) fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Null, |date| Self::Text(Cow::Owned(date.to_string())))
    }

    pub(crate) fn point(at: Option<Wgs84>) -> Self {
        at.map_or(Self::Null, |at| Self::Blob(Cow::Owned(blob_from_point(at))))
    }

    pub(crate) fn blob(blob: Vec<u8>) -> Self {
        Self::Blob(Cow::Owned(blob))
    }

    /// A list of words, as JSON.
    pub(crate) fn words(words: &[impl AsRef<str>]) -> Self {
        let list = words.iter().map(|word| word.as_ref().into()).collect();
        Self::Text(Cow::Owned(serde_json::Value::Array(list).to_string()))
    }

    /// Text that is not UTF-8 is kept as bytes: whoever wants words there will refuse it.
    pub(crate) fn from_sql(value: ValueRef<'a>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Int(number),
            ValueRef::Real(number) => Self::Real(number),
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).map_or(Self::Blob(Cow::Borrowed(bytes)), Self::text),
            ValueRef::Blob(bytes) => Self::Blob(Cow::Borrowed(bytes)),
        }
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Int(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Real(number) => ToSqlOutput::Owned(Value::Real(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Blob(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}

/// Takes the cells of a row one after the other. A missing value reads as empty text or 0.
pub(crate) struct Cells<'a> {
    cells: &'a [Cell<'a>],
    column: usize,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(cells: &'a [Cell<'a>]) -> Self {
        Self { cells, column: 0 }
    }

    fn next(&mut self) -> &'a Cell<'a> {
        let cell = self.cells.get(self.column).unwrap_or(&Cell::Null);
        self.column += 1;
        cell
    }

    /// The complaint about the cell that was just taken.
    pub(crate) fn bad(&self) -> BadCell {
        BadCell { column: self.column.saturating_sub(1) }
    }

    pub(crate) fn str(&mut self) -> Result<&'a str, BadCell> {
        match self.next() {
            Cell::Text(text) => Ok(text),
            Cell::Null => Ok(""),
            _ => Err(self.bad()),
        }
    }

    pub(crate) fn text(&mut self) -> Result<String, BadCell> {
        self.str().map(str::to_owned)
    }

    /// A word that stands for something.
    pub(crate) fn word<T>(&mut self, meaning: impl FnOnce(&str) -> Option<T>) -> Result<T, BadCell> {
        let word = self.str()?;
        meaning(word).ok_or_else(|| self.bad())
    }

    pub(crate) fn maybe_int<T: TryFrom<i64>>(&mut self) -> Result<Option<T>, BadCell> {
        match self.next() {
            Cell::Int(number) => T::try_from(*number).map(Some).map_err(|_out_of_range| self.bad()),
            Cell::Null => Ok(None),
            _ => Err(self.bad()),
        }
    }

    pub(crate) fn int<T: TryFrom<i64> + Default>(&mut self) -> Result<T, BadCell> {
        Ok(self.maybe_int()?.unwrap_or_default())
    }

    pub(crate) fn flag(&mut self) -> Result<bool, BadCell> {
        Ok(self.int::<i64>()? != 0)
    }

    pub(crate) fn maybe_real(&mut self) -> Result<Option<f64>, BadCell> {
        match self.next() {
            Cell::Real(number) => Ok(Some(*number)),
            Cell::Int(number) => Ok(Some(*number as f64)),
            Cell::Null => Ok(None),
            _ => Err(self.bad()),
        }
    }

    pub(crate) fn maybe_id<I: Id>(&mut self) -> Result<Option<I>, BadCell> {
        match self.maybe_int::<u32>()? {
            Some(0 | MAX_FID..) => Err(self.bad()),
            fid => Ok(fid.map(I::from_fid)),
        }
    }

    pub(crate) fn id<I: Id>(&mut self) -> Result<I, BadCell> {
        self.maybe_id()?.ok_or_else(|| self.bad())
    }

    pub(crate) fn date(&mut self) -> Result<Option<Date>, BadCell> {
        match self.str()? {
            "" => Ok(None),
            date => date.parse().map(Some).map_err(|_no_date| self.bad()),
        }
    }

    pub(crate) fn words(&mut self) -> Result<Vec<String>, BadCell> {
        match self.str()? {
            "" => Ok(Vec::new()),
            list => serde_json::from_str(list).map_err(|_no_list| self.bad()),
        }
    }

    pub(crate) fn geometry(&mut self) -> Result<Option<Geometry>, BadCell> {
        match self.next() {
            Cell::Null => Ok(None),
            Cell::Blob(blob) => geometry_from_blob(blob).map(Some).map_err(|_bad| self.bad()),
            _ => Err(self.bad()),
        }
    }

    pub(crate) fn point(&mut self) -> Result<Option<Wgs84>, BadCell> {
        match self.geometry()? {
            None => Ok(None),
            Some(Geometry::Point(at)) => Ok(at),
            Some(_) => Err(self.bad()),
        }
    }
}
