//! Which column of a file is which field.

use crate::exchange::cell::said;
use crate::exchange::field::{
    columns_of, field_from_header, field_from_key, is_id_numbers, is_never_modeled, plain_header,
};
use crate::exchange::intake::Reporter;
use crate::exchange::sheet::Sheet;
use crate::exchange::{ExchangeError, Field, ImportKind, ProblemKind, Severity};
use csv::StringRecord;
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many filled cells of a column are looked at for samples, and so many are shown.
const LOOK_AT: usize = 50;
const SAMPLES: usize = 3;

/// What is said of a column of ID numbers, in the place of a field: the rows of a household are put together by it.
pub const JOIN: &str = "join";

/// True for columns by which the rows of a household can be put together: ID numbers of heads.
pub(crate) fn can_join(kind: ImportKind, header: &str) -> bool {
    kind == ImportKind::Households && is_id_numbers(header) && plain_header(header).contains("户主")
}

/// True if the rows of a household are put together by this column.
fn joins_by(map: &[(String, String)], header: &str) -> bool {
    map.iter().any(|(there, key)| there == header && key == JOIN)
}

/// A column of a file, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnUse {
    /// Its header.
    pub header: String,
    /// What it was taken for; `None` if it was left out.
    pub field: Option<Field>,
    /// A few different values.
    pub samples: Vec<String>,
    /// True for what must never be modeled and for ID numbers: nobody can map them.
    pub is_forbidden: bool,
    /// For ID numbers of heads, whether the rows of a household are put together by them; `None` for other columns.
    pub joins: Option<bool>,
}

/// Where the fields are found.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    by_field: BTreeMap<Field, (usize, Arc<str>)>,
    /// The same by the number of the field: every cell of every row is looked up here.
    positions: Vec<Option<usize>>,
}

impl Columns {
    /// Finds the fields, those mapped by hand first, and reports every column that is not taken.
    pub(crate) fn find(
        sheet: &Sheet,
        kind: ImportKind,
        map: &[(String, String)],
        reporter: &mut Reporter,
    ) -> Result<Self, ExchangeError> {
        let by_hand = columns_by_hand(sheet, kind, map, &reporter.file)?;
        let mut columns = Self::default();
        for (column_idx, header) in sheet.headers.iter().enumerate() {
            if let Some(Some(field)) = by_hand.get(&column_idx) {
                columns.by_field.insert(*field, (column_idx, header.as_str().into()));
            }
        }
        for (column_idx, header) in sheet.headers.iter().enumerate().filter(|(idx, _)| by_hand.get(idx) != Some(&None))
        {
            if by_hand.contains_key(&column_idx) || (header.is_empty() && !is_used(sheet, column_idx)) {
                continue;
            }
            if let Some(why) = columns.take(sheet, kind, column_idx, header) {
                reporter.note(sheet.header_row, Some(header.as_str().into()), why);
            }
        }
        columns.positions = vec![None; Field::ALL.len()];
        for (field, (column_idx, _)) in &columns.by_field {
            if let Some(position) = columns.positions.get_mut(*field as usize) {
                *position = Some(*column_idx);
            }
        }
        for (column_idx, _) in by_hand.iter().filter(|(_, field)| field.is_none()) {
            let Some(header) = sheet.headers.get(*column_idx) else { continue };
            // Of what is joined by it is said more elsewhere.
            if joins_by(map, header) {
                continue;
            }
            let why = if is_id_numbers(header) { ProblemKind::IdNumbers } else { ProblemKind::ColumnDiscarded };
            reporter.note(sheet.header_row, Some(header.as_str().into()), why);
        }
        Ok(columns)
    }

    /// Takes one column; answers why not.
    fn take(&mut self, sheet: &Sheet, kind: ImportKind, column_idx: usize, header: &str) -> Option<ProblemKind> {
        if is_never_modeled(header) {
            return Some(ProblemKind::NeverModeled);
        }
        if is_id_numbers(header) {
            return Some(ProblemKind::IdNumbers);
        }
        let Some(field) = field_from_header(kind, header) else { return Some(ProblemKind::ColumnDiscarded) };
        if !is_used(sheet, column_idx) {
            return Some(ProblemKind::ColumnEmpty);
        }
        if let Some((_, used)) = self.by_field.get(&field) {
            return Some(ProblemKind::ColumnTwice { used: used.to_string() });
        }
        self.by_field.insert(field, (column_idx, header.into()));
        None
    }

    /// What became of every column that has a header, with a few of its values. What must never be modeled shows none.
    pub(crate) fn uses(&self, sheet: &Sheet, kind: ImportKind, map: &[(String, String)]) -> Vec<ColumnUse> {
        let of_column = |(column_idx, header): (usize, &String)| {
            let field = self.by_field.iter().find(|(_, (at, _))| *at == column_idx).map(|(field, _)| *field);
            let is_forbidden = is_never_modeled(header) || is_id_numbers(header);
            let cells = sheet.rows.iter().map(|row| said(row.cells.get(column_idx).unwrap_or_default()));
            let mut samples: Vec<String> = Vec::new();
            for cell in cells.filter(|cell| !cell.is_empty() && !is_forbidden).take(LOOK_AT) {
                if samples.len() < SAMPLES && !samples.iter().any(|there| there == cell) {
                    samples.push(cell.to_owned());
                }
            }
            let joins = can_join(kind, header).then(|| joins_by(map, header));
            ColumnUse { header: header.clone(), field, samples, is_forbidden, joins }
        };
        let named = sheet.headers.iter().enumerate().filter(|(_, header)| !header.is_empty());
        named.map(of_column).collect()
    }

    /// True if the file says something about this field.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.by_field.contains_key(&field)
    }

    /// All fields that the file has, and where they are.
    pub(crate) fn all(&self) -> impl Iterator<Item = (Field, usize)> {
        self.by_field.iter().map(|(field, (column_idx, _))| (*field, *column_idx))
    }

    /// Where the field is.
    pub(crate) fn position(&self, field: Field) -> Option<usize> {
        self.positions.get(field as usize).copied().flatten()
    }

    /// Where the field is, and its header.
    pub(crate) fn at(&self, field: Field) -> Option<&(usize, Arc<str>)> {
        self.by_field.get(&field)
    }
}

/// A column that nobody filled in is a leftover of a template: it must not empty what is on the register.
fn is_used(sheet: &Sheet, column_idx: usize) -> bool {
    let is_filled = |cells: &StringRecord| cells.get(column_idx).is_some_and(|cell| !cell.trim().is_empty());
    sheet.rows.iter().any(|row| is_filled(&row.cells))
}

/// Columns mapped by hand, by position; `None` where the column is to be discarded.
fn columns_by_hand(
    sheet: &Sheet,
    kind: ImportKind,
    map: &[(String, String)],
    file: &str,
) -> Result<BTreeMap<usize, Option<Field>>, ExchangeError> {
    let mut by_hand = BTreeMap::new();
    for (header, key) in map {
        let plain = plain_header(header);
        let found = sheet.headers.iter().position(|there| there == header);
        let column_idx = found.or_else(|| sheet.headers.iter().position(|there| plain_header(there) == plain));
        let column_idx = column_idx.ok_or_else(|| ExchangeError::UnknownColumn {
            file: file.to_owned(),
            column: header.clone(),
            has: sheet.headers.clone(),
        })?;
        let field = match key.trim() {
            "" => None,
            JOIN if can_join(kind, header) => None,
            _ if is_never_modeled(header) || is_id_numbers(header) => {
                return Err(ExchangeError::ForbiddenColumn { file: file.to_owned(), column: header.clone() });
            }
            key => Some(field_of(kind, key)?),
        };
        let other = by_hand.iter().find(|(other, there)| **there == field && field.is_some() && **other != column_idx);
        if let (Some((other, _)), Some(field)) = (other, field) {
            let (first, second) = (sheet.headers.get(*other).cloned().unwrap_or_default(), header.clone());
            return Err(ExchangeError::FieldTwice { file: file.to_owned(), field, first, second });
        }
        by_hand.insert(column_idx, field);
    }
    Ok(by_hand)
}

fn field_of(kind: ImportKind, key: &str) -> Result<Field, ExchangeError> {
    field_from_key(kind, key).ok_or_else(|| ExchangeError::UnknownField {
        field: key.to_owned(),
        takes: columns_of(kind).iter().map(|column| column.0.key()).collect(),
    })
}

/// How much a row looks like the header of this kind of table: how many fields it names. A row that names one thing
/// among many others is a row of data by chance, unless the user has named it.
pub(crate) fn header_score(kind: ImportKind, map: &[(String, String)], record: &StringRecord) -> usize {
    let by_hand: Vec<String> = map.iter().map(|(header, _)| plain_header(header)).collect();
    let mut fields: Vec<Field> = record.iter().filter_map(|cell| field_from_header(kind, cell)).collect();
    fields.sort_unstable();
    fields.dedup();
    let hand = record.iter().filter(|cell| by_hand.contains(&plain_header(cell))).count();
    let filled = record.iter().filter(|cell| !cell.trim().is_empty()).count();
    let score = fields.len() + hand;
    if score == 1 && hand == 0 && filled > 2 { 0 } else { score }
}

impl Reporter {
    /// Something good to know about the file or a column.
    pub(crate) fn note(&mut self, row: u32, column: Option<Arc<str>>, kind: ProblemKind) {
        self.add(Severity::Note, (row > 0).then_some(row), column, kind);
    }
}
