//! What a file would bring, entry by entry, and what somebody made of it.

use crate::edit::Batch;
use crate::exchange::{ColumnUse, ImportReport, Likeness};
use crate::model::{Household, HouseholdId, HouseholdStatus, Member, MemberId, MemberStatus, Project};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a file would bring.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// Everything that is new or changed, with new rows that resemble somebody taken as new. To be wished for with
    /// [`Edit::Import`](crate::edit::Edit::Import). Empty if the report is blocked.
    pub batch: Batch,
    /// Where the entries of the batch stand in the file. The file is of one kind, so that only one list of the batch
    /// has entries; features of the base map have no origins.
    pub origins: Vec<Origin>,
    /// New rows that resemble somebody whom the file does not name.
    pub matches: Vec<Match>,
    /// Members of whom the file does not clearly say where they live.
    pub homes: Vec<HomeChoice>,
    /// Households and members on the register whom the file does not name, and who are in no match. They stay, unless
    /// somebody says that they have gone.
    pub absent: Vec<Absent>,
    /// Rows that are about households on the register, whether they change them or not.
    pub met: Vec<Met>,
    /// The columns of the file, and what they were taken for.
    pub columns: Vec<ColumnUse>,
    /// What was said about columns by hand, now or when a file of the same layout was taken in.
    pub map: Vec<(String, String)>,
    /// What was found.
    pub report: ImportReport,
}

/// A row that is about a household on the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// Which sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// Which row, as a spreadsheet counts.
    pub row: u32,
    /// Which household.
    pub household: HouseholdId,
}

/// Where an entry stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Which sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// Which row, as a spreadsheet counts.
    pub row: u32,
    /// True for something that comes on the register; false for something that changes.
    pub is_new: bool,
}

/// A new row that resembles somebody on the register whom the file does not name: another code, another address,
/// another head.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Which entry of the batch.
    pub entry: usize,
    /// Whom it resembles, and what would become of them.
    pub merged: Merged,
    /// In what.
    pub why: Likeness,
}

/// Somebody on the register as they would be if a row is about them.
#[derive(Clone, Debug, PartialEq)]
pub enum Merged {
    /// A household.
    Household(HouseholdId, Box<Household>),
    /// A member.
    Member(MemberId, Box<Member>),
}

/// A member of whom several households could be the home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeChoice {
    /// Which entry of the batch.
    pub entry: usize,
    /// Where the member may live, the likeliest first.
    pub candidates: Vec<HouseholdId>,
}

/// Somebody on the register whom the file does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absent {
    /// A household that has not moved out.
    Household(HouseholdId),
    /// A member who serves.
    Member(MemberId),
}

/// What somebody says about a row that resembles somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing yet; the row stays out.
    #[default]
    Open,
    /// It is about the one on the register.
    Same,
    /// It is about somebody else, who comes on the register.
    New,
}

/// What somebody made of an import: what of it is taken. Begin with [`Choices::of`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Entries that stay out.
    pub left_out: BTreeSet<usize>,
    /// What is said about rows that resemble somebody, by entry.
    pub verdicts: BTreeMap<usize, Verdict>,
    /// Homes of members, by entry.
    pub homes: BTreeMap<usize, HouseholdId>,
    /// Whom the file does not name because they have gone.
    pub gone: BTreeSet<Absent>,
    /// The day that the file speaks of; `None` if nobody knows.
    pub as_of: Option<Date>,
}

impl Choices {
    /// Everything is taken as it is proposed, but for rows that resemble somebody: those stay out.
    pub fn of(import: &Import) -> Self {
        let as_of = import.batch.provenance.as_ref().and_then(|(_, row)| row.as_of);
        Self { as_of, ..Self::default() }
    }

    /// What is said about a row that resembles somebody.
    pub fn verdict(&self, entry: usize) -> Verdict {
        self.verdicts.get(&entry).copied().unwrap_or_default()
    }
}

impl Import {
    /// The batch with only what somebody accepted. Those who have gone have moved out, or left, today.
    pub fn accepted(&self, project: &Project, choices: &Choices, today: Date) -> Batch {
        let batch = &self.batch;
        let matches: BTreeMap<usize, &Match> = self.matches.iter().map(|like| (like.entry, like)).collect();
        let is_taken = |entry: usize| match matches.get(&entry) {
            Some(_) => choices.verdict(entry) != Verdict::Open,
            None => !choices.left_out.contains(&entry),
        };
        let merged = |entry: usize| {
            matches.get(&entry).filter(|_| choices.verdict(entry) == Verdict::Same).map(|like| &like.merged)
        };
        let mut households: Vec<_> = taken(&batch.households, is_taken)
            .map(|(entry, row)| match merged(entry) {
                Some(Merged::Household(id, household)) => (Some(*id), household.as_ref().clone()),
                _ => row.clone(),
            })
            .collect();
        let mut members: Vec<_> = taken(&batch.members, is_taken)
            .map(|(entry, row)| {
                let (id, mut member) = match merged(entry) {
                    Some(Merged::Member(id, member)) => (Some(*id), member.as_ref().clone()),
                    _ => row.clone(),
                };
                member.home = choices.homes.get(&entry).copied().or(member.home);
                (id, member)
            })
            .collect();
        for absent in &choices.gone {
            match *absent {
                Absent::Household(id) => {
                    let row = project.households.at(id);
                    households.extend(row.map(|row| (Some(id), moved_out(row, today))));
                }
                Absent::Member(id) => members.extend(project.members.at(id).map(|row| (Some(id), left(row)))),
            }
        }
        let codes: BTreeSet<&str> = members.iter().map(|(_, member)| member.code.as_str()).collect();
        let leaders = batch.leaders.iter().filter(|(_, code)| codes.contains(code.as_str())).cloned().collect();
        Batch {
            buildings: taken(&batch.buildings, is_taken).map(|(_, row)| row.clone()).collect(),
            units: taken(&batch.units, is_taken).map(|(_, row)| row.clone()).collect(),
            grids: taken(&batch.grids, is_taken).map(|(_, row)| row.clone()).collect(),
            links: taken(&batch.links, is_taken).map(|(_, row)| *row).collect(),
            backdrop: batch.backdrop.clone(),
            provenance: batch.provenance.clone().map(|(id, mut row)| {
                row.as_of = choices.as_of;
                (id, row)
            }),
            leaders,
            households,
            members,
        }
    }

    /// True if anything would be taken.
    pub fn is_anything_taken(&self, choices: &Choices) -> bool {
        let matched: BTreeSet<usize> = self.matches.iter().map(|like| like.entry).collect();
        let is_taken = |entry: usize| {
            if matched.contains(&entry) {
                choices.verdict(entry) != Verdict::Open
            } else {
                !choices.left_out.contains(&entry)
            }
        };
        !choices.gone.is_empty() || !self.batch.backdrop.is_empty() || (0..self.origins.len()).any(is_taken)
    }

    /// Rows that resemble somebody and about whom nothing is said yet.
    pub fn open_matches(&self, choices: &Choices) -> usize {
        self.matches.iter().filter(|like| choices.verdict(like.entry) == Verdict::Open).count()
    }
}

fn taken<T>(rows: &[T], is_taken: impl Fn(usize) -> bool) -> impl Iterator<Item = (usize, &T)> {
    rows.iter().enumerate().filter(move |(entry, _)| is_taken(*entry))
}

fn moved_out(household: &Household, today: Date) -> Household {
    Household { status: HouseholdStatus::MovedOut, status_since: Some(today), ..household.clone() }
}

fn left(member: &Member) -> Member {
    Member { status: MemberStatus::Retired, ..member.clone() }
}
