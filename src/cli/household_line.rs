//! What a line of edits says about a household.

use crate::cli::edit_line::{Reading, Unusable};
use crate::cli::line_forms::household_status;
use crate::model::{Address, Household, HouseholdId, HouseholdStatus};
use serde::{Deserialize, Deserializer};

/// The fields of `add_household` and `change_household`; what is not said stays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HouseholdLine {
    household: Option<String>,
    code: Option<String>,
    head: Option<String>,
    address: Option<String>,
    group: Option<u16>,
    house_no: Option<String>,
    building: Option<String>,
    unit: Option<u16>,
    floor: Option<i16>,
    room: Option<String>,
    phone: Option<String>,
    people: Option<u16>,
    elderly: Option<u16>,
    children: Option<u16>,
    categories: Option<Vec<String>>,
    lon: Option<f64>,
    lat: Option<f64>,
    #[serde(default, deserialize_with = "maybe_status")]
    status: Option<HouseholdStatus>,
    stated_grid: Option<String>,
    note: Option<String>,
}

impl HouseholdLine {
    /// A household that comes on the register.
    pub(crate) fn added(self, reading: Reading<'_>) -> Result<Household, Unusable> {
        Reading::forbidden("household", self.household.is_some())?;
        let row = Household {
            code: Reading::needed(self.code.clone(), "code")?,
            head: String::new(),
            address: Address::default(),
            building: None,
            phone: String::new(),
            people: None,
            elderly: None,
            children: None,
            categories: reading.categories(self.categories.as_deref().unwrap_or_default())?,
            at: None,
            status: self.status.unwrap_or_default(),
            stated_grid: String::new(),
            status_since: None,
            note: String::new(),
        };
        self.put_into(reading, row)
    }

    /// A household that is on the register, and its new row.
    pub(crate) fn changed(self, reading: Reading<'_>) -> Result<(HouseholdId, Household), Unusable> {
        Reading::forbidden("categories", self.categories.is_some())?;
        Reading::forbidden("status", self.status.is_some())?;
        let code = Reading::needed(self.household.clone(), "household")?;
        let (id, row) = reading.household_row(&code)?;
        Ok((id, self.put_into(reading, row.clone())?))
    }

    fn put_into(self, reading: Reading<'_>, mut row: Household) -> Result<Household, Unusable> {
        let at = reading.place(self.lon, self.lat)?;
        row.at = at.or(row.at);
        if let Some(text) = &self.address {
            row.address = Address::parse(text);
        }
        put(self.code, &mut row.code);
        put(self.head, &mut row.head);
        put(self.group, &mut row.address.group);
        put(self.house_no, &mut row.address.house_no);
        put(self.building, &mut row.address.building);
        put(self.unit, &mut row.address.unit);
        put(self.floor, &mut row.address.floor);
        put(self.room, &mut row.address.room);
        put(self.phone, &mut row.phone);
        row.people = self.people.or(row.people);
        row.elderly = self.elderly.or(row.elderly);
        row.children = self.children.or(row.children);
        put(self.stated_grid, &mut row.stated_grid);
        put(self.note, &mut row.note);
        Ok(row)
    }
}

/// What is said replaces what was there.
pub(crate) fn put<T>(said: Option<T>, to: &mut T) {
    if let Some(said) = said {
        *to = said;
    }
}

fn maybe_status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<HouseholdStatus>, D::Error> {
    household_status(deserializer).map(Some)
}
