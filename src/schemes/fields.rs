//! The fields of one table of a text, each asked for by name; what nobody asked for is an error.

use crate::schemes::{FaultKind, SchemeFault};
use toml_edit::{Item, TableLike, Value};

/// One table of a text.
pub(crate) struct Fields<'a> {
    text: &'a str,
    table: &'a dyn TableLike,
    /// Where the table begins.
    start: usize,
    path: String,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub(crate) fn of(text: &'a str, table: &'a dyn TableLike, start: usize, path: &str) -> Self {
        Self { text, table, start, path: path.to_owned(), known: Vec::new() }
    }

    /// A fault of a field; of the table where there is none.
    pub(crate) fn fault(&self, key: &str, kind: FaultKind) -> SchemeFault {
        let entry = self.table.get_key_value(key);
        let at =
            entry.and_then(|(name, item)| name.span().or_else(|| item.span())).map_or(self.start, |span| span.start);
        SchemeFault { line: line_at(self.text, at), field: self.path_of(key), kind }
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn get(&mut self, key: &'static str) -> Option<&'a Item> {
        self.known.push(key);
        self.table.get(key)
    }

    fn value<T>(
        &mut self,
        key: &'static str,
        else_: FaultKind,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, SchemeFault> {
        let Some(item) = self.get(key) else { return Ok(None) };
        match item.as_value().and_then(read) {
            Some(value) => Ok(Some(value)),
            None => Err(self.fault(key, else_)),
        }
    }

    /// A text; empty if it is not there.
    pub(crate) fn text(&mut self, key: &'static str) -> Result<String, SchemeFault> {
        let read = self.value(key, FaultKind::NotText, |value| value.as_str().map(str::trim).map(str::to_owned))?;
        Ok(read.unwrap_or_default())
    }

    /// A text that must be there.
    pub(crate) fn needed_text(&mut self, key: &'static str) -> Result<String, SchemeFault> {
        let text = self.text(key)?;
        if text.is_empty() { Err(self.fault(key, FaultKind::Missing)) } else { Ok(text) }
    }

    /// A text that stands for something; `None` if it is not there.
    pub(crate) fn word<T>(
        &mut self,
        key: &'static str,
        known: &str,
        from: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, SchemeFault> {
        let read = self.value(key, FaultKind::NotText, Value::as_str)?;
        match read.map(from) {
            None => Ok(None),
            Some(Some(found)) => Ok(Some(found)),
            Some(None) => Err(self.fault(key, FaultKind::NotAmong(known.to_owned()))),
        }
    }

    /// A list of texts; empty if it is not there.
    pub(crate) fn texts(&mut self, key: &'static str) -> Result<Vec<String>, SchemeFault> {
        let read = self.value(key, FaultKind::NotTexts, |value| {
            value.as_array()?.iter().map(|each| each.as_str().map(str::to_owned)).collect()
        })?;
        Ok(read.unwrap_or_default())
    }

    /// True if the field is a list.
    pub(crate) fn is_list(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(Item::is_array)
    }

    /// A whole number that is not negative.
    pub(crate) fn count(&mut self, key: &'static str) -> Result<Option<u16>, SchemeFault> {
        self.value(key, FaultKind::NotCount, |value| u16::try_from(value.as_integer()?).ok())
    }

    /// Two whole numbers.
    pub(crate) fn range(&mut self, key: &'static str) -> Result<Option<(u16, u16)>, SchemeFault> {
        self.value(key, FaultKind::NotCount, |value| {
            let list = value.as_array()?;
            let at = |place: usize| u16::try_from(list.get(place)?.as_integer()?).ok();
            (list.len() == 2).then(|| at(0).zip(at(1)))?
        })
    }

    /// A length or a factor.
    pub(crate) fn measure(&mut self, key: &'static str) -> Result<Option<f64>, SchemeFault> {
        self.value(key, FaultKind::NotMeasure, |value| {
            let whole = || value.as_integer().map(|whole| whole as f64);
            value.as_float().or_else(whole).filter(|measure| measure.is_finite() && *measure > 0.0)
        })
    }

    /// `true` or `false`; `None` if it is not there.
    pub(crate) fn flag(&mut self, key: &'static str) -> Result<Option<bool>, SchemeFault> {
        self.value(key, FaultKind::NotFlag, Value::as_bool)
    }

    /// The tables under a name: a list of them.
    pub(crate) fn tables(&mut self, key: &'static str) -> Result<Vec<Self>, SchemeFault> {
        let Some(item) = self.get(key) else { return Ok(Vec::new()) };
        let path = self.path_of(key);
        let below = |table: &'a dyn TableLike, span: Option<std::ops::Range<usize>>| {
            Self::of(self.text, table, span.map_or(self.start, |span| span.start), &path)
        };
        if let Some(tables) = item.as_array_of_tables() {
            return Ok(tables.iter().map(|table| below(table, table.span())).collect());
        }
        let inline = item.as_array().and_then(|list| {
            list.iter().map(|each| Some(below(each.as_inline_table()?, each.span()))).collect::<Option<Vec<_>>>()
        });
        inline.ok_or_else(|| self.fault(key, FaultKind::NotTable))
    }

    /// The table under a name.
    pub(crate) fn table(&mut self, key: &'static str) -> Result<Option<Self>, SchemeFault> {
        let Some(item) = self.get(key) else { return Ok(None) };
        let table = item.as_table_like().ok_or_else(|| self.fault(key, FaultKind::NotTable))?;
        let start = item.span().map_or(self.start, |span| span.start);
        Ok(Some(Self::of(self.text, table, start, &self.path_of(key))))
    }

    /// Every table under this one, by its name.
    pub(crate) fn each_table(&self) -> Result<Vec<(String, Self)>, SchemeFault> {
        let mut tables = Vec::new();
        for (key, item) in self.table.iter() {
            let table = item.as_table_like().ok_or_else(|| self.fault(key, FaultKind::NotTable))?;
            let start = item.span().map_or(self.start, |span| span.start);
            tables.push((key.to_owned(), Self::of(self.text, table, start, &self.path_of(key))));
        }
        Ok(tables)
    }

    /// Complains about the first field that nobody asked for.
    pub(crate) fn finish(self) -> Result<(), SchemeFault> {
        let unknown = self.table.iter().map(|(key, _)| key).find(|key| !self.known.contains(key));
        unknown.map_or(Ok(()), |key| Err(self.fault(key, FaultKind::Unknown)))
    }
}

/// The line, from 1, of a byte of a text.
pub(crate) fn line_at(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}
