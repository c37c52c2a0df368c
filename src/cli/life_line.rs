//! What a line of edits says about the life of households: they divide, become one, others move in.

use crate::cli::edit_line::{Reading, Unusable};
use crate::cli::household_line::HouseholdLine;
use crate::cli::line_forms::day;
use crate::edit::Edit;
use jiff::civil::Date;
use serde::Deserialize;

/// `split_household`: part of a household goes on as one of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SplitHousehold {
    household: String,
    /// How many stay.
    people: Option<u16>,
    new: HouseholdLine,
    /// Whether whoever covers the one covers the other too.
    #[serde(default = "yes")]
    inherits: bool,
}

/// `merge_households`: others join one, and are kept as moved out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeHouseholds {
    into: String,
    others: Vec<String>,
    #[serde(default, deserialize_with = "day")]
    date: Option<Date>,
}

/// `replace_household`: others live there from now on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReplaceHousehold {
    household: String,
    new: HouseholdLine,
    #[serde(default, deserialize_with = "day")]
    date: Option<Date>,
    #[serde(default = "yes")]
    inherits: bool,
}

fn yes() -> bool {
    true
}

impl SplitHousehold {
    /// The wish.
    pub(crate) fn wish(self, reading: Reading<'_>) -> Result<Edit, Unusable> {
        let household = reading.household(&self.household)?;
        let fresh = Box::new(self.new.added(reading)?);
        Ok(Edit::SplitHousehold { household, people: self.people, fresh, is_inherited: self.inherits })
    }
}

impl MergeHouseholds {
    /// The wish.
    pub(crate) fn wish(self, reading: Reading<'_>) -> Result<Edit, Unusable> {
        let others = self.others.iter().map(|code| reading.household(code)).collect::<Result<_, _>>()?;
        Ok(Edit::MergeHouseholds { into: reading.household(&self.into)?, others, since: self.date })
    }
}

impl ReplaceHousehold {
    /// The wish.
    pub(crate) fn wish(self, reading: Reading<'_>) -> Result<Edit, Unusable> {
        let household = reading.household(&self.household)?;
        let fresh = Box::new(self.new.added(reading)?);
        Ok(Edit::ReplaceHousehold { household, fresh, since: self.date, is_inherited: self.inherits })
    }
}
