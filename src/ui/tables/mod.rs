//! Households, members, links, findings and changes as tables: sorted by any column, filtered, edited in place.
//!
//! A table keeps a list of rows ([`Row`], an id each) in the order of the chosen column. The list is made anew a few
//! thousand rows at a time whenever the project, the filter or the order changes; meanwhile the old one is shown.
//! What a cell reads is found only for the rows in sight. Each table has a file of its own that says what its
//! columns are and how a cell is changed.

mod body;
mod cell_edit;
mod changes;
mod clipboard;
mod findings;
mod head;
mod households;
mod links;
mod members;
mod order;
mod state;

pub(crate) use body::table_ui;
pub(crate) use clipboard::{PasteLine, PasteTrouble, match_trouble};
pub(crate) use state::Tables;

use crate::app::Document;
use crate::app::wording::{Lang, Text};
use crate::edit::Edit;
use crate::index::Difference;
use crate::model::Target;
use crate::model::{HouseholdId, LinkKind, MemberId};
use crate::rules::Finding;
use crate::ui::session::Selected;
use std::sync::Arc;

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sheet {
    /// All households that the filter shows.
    Households,
    /// All who serve.
    Members,
    /// Who covers whom.
    Links,
    /// What the checks found.
    Findings,
    /// What the plan changes.
    Changes,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Row {
    /// A household.
    Household(HouseholdId),
    /// A member.
    Member(MemberId),
    /// A link.
    Link(HouseholdId, MemberId, LinkKind),
    /// A finding, by its place in the list.
    Finding(usize),
    /// A change, by its place in the list.
    Change(usize),
}

/// What a column tells; its heading says what each is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Field {
    Code,
    Head,
    Address,
    HouseNo,
    Grid,
    Categories,
    Status,
    People,
    Elderly,
    Children,
    Phone,
    Responsible,
    Distance,
    Backups,
    Note,
    Name,
    MemberCode,
    Roles,
    Eligible,
    Load,
    MinLoad,
    MaxLoad,
    BackupLoad,
    MeanDistance,
    Farthest,
    DutyPhone,
    Kind,
    Locked,
    Since,
    Severity,
    Sentence,
    From,
    To,
    Part,
    DistanceBefore,
    Extra,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// What it tells.
    pub(crate) field: Field,
    /// Its heading.
    pub(crate) face: Text,
    /// How wide it is at first.
    pub(crate) width_pt: f32,
    /// True if a double click changes what stands there.
    pub(crate) is_editable: bool,
}

/// A column that only tells.
const fn shown(field: Field, face: Text, width_pt: f32) -> Column {
    Column { field, face, width_pt, is_editable: false }
}

/// A column that can be changed.
const fn editable(field: Field, face: Text, width_pt: f32) -> Column {
    Column { field, face, width_pt, is_editable: true }
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    /// As it is read.
    pub(crate) text: String,
    /// What it is sorted by, if that is a number. Numbers stand on the right.
    pub(crate) number: Option<f64>,
    /// How it looks.
    pub(crate) tone: Tone,
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tone {
    /// As text does.
    #[default]
    Plain,
    /// Matters less.
    Weak,
    /// Should be looked at.
    Warn,
    /// Is wrong.
    Error,
}

impl Cell {
    fn of(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: None, tone: Tone::Plain }
    }

    fn number(number: impl Into<f64>, text: impl Into<String>) -> Self {
        Self { text: text.into(), number: Some(number.into()), tone: Tone::Plain }
    }

    fn count(count: u32) -> Self {
        Self::number(count, count.to_string())
    }

    fn weak(self) -> Self {
        Self { tone: Tone::Weak, ..self }
    }

    fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}

/// What cells are read from.
#[derive(Clone, Debug)]
pub(crate) struct Look<'a> {
    /// The project.
    pub(crate) document: &'a Document,
    /// The language of the window.
    pub(crate) lang: Lang,
    /// True while phones are masked.
    pub(crate) is_masked: bool,
    /// What the checks found, the worst first; empty unless a table shows it.
    pub(crate) findings: Arc<[Finding]>,
    /// What the plan changes; empty unless a table shows it.
    pub(crate) changes: Arc<Vec<Difference>>,
}

impl Sheet {
    /// Its columns.
    pub(crate) fn columns(self) -> &'static [Column] {
        match self {
            Self::Households => households::COLUMNS,
            Self::Members => members::COLUMNS,
            Self::Links => links::COLUMNS,
            Self::Findings => findings::COLUMNS,
            Self::Changes => changes::COLUMNS,
        }
    }
}

impl Look<'_> {
    /// What stands in a cell. Empty for a row that is not there any more.
    pub(crate) fn cell(&self, row: Row, field: Field) -> Cell {
        let cell = match row {
            Row::Household(household) => households::cell(self, household, field),
            Row::Member(member) => members::cell(self, member, field),
            Row::Link(household, member, kind) => links::cell(self, (household, member, kind), field),
            Row::Finding(place) => self.findings.get(place).and_then(|finding| findings::cell(self, finding, field)),
            Row::Change(place) => self.changes.get(place).and_then(|change| changes::cell(self, change, field)),
        };
        cell.unwrap_or_default()
    }

    /// The household that a row is about, if one is.
    pub(crate) fn household_of(&self, row: Row) -> Option<HouseholdId> {
        match row {
            Row::Household(household) | Row::Link(household, ..) => Some(household),
            Row::Change(place) => self.changes.get(place).map(|change| change.household),
            Row::Finding(place) => self.findings.get(place)?.targets().into_iter().find_map(|target| match target {
                Target::Household(household) => Some(household),
                _ => None,
            }),
            Row::Member(_) => None,
        }
    }

    /// What a click on a row selects.
    pub(crate) fn target_of(&self, row: Row) -> Option<Selected> {
        match row {
            Row::Member(member) => Some(Selected::Member(member)),
            Row::Finding(place) => self.findings.get(place)?.about().and_then(crate::ui::bottom_panel::selected_of),
            Row::Household(_) | Row::Link(..) | Row::Change(_) => self.household_of(row).map(Selected::Household),
        }
    }

    /// The wish that a cell reads otherwise; `None` if that is what it reads.
    ///
    /// # Errors
    /// Why the text cannot stand there, as a sentence.
    pub(crate) fn edit_of(&self, row: Row, field: Field, text: &str) -> Result<Option<Edit>, String> {
        let text = text.trim();
        match row {
            Row::Household(household) => households::edit_of(self, household, field, text),
            Row::Member(member) => members::edit_of(self, member, field, text),
            Row::Link(household, _, LinkKind::Primary) if field == Field::Responsible => {
                households::edit_of(self, household, field, text)
            }
            Row::Link(..) | Row::Finding(_) | Row::Change(_) => Ok(None),
        }
    }
}
