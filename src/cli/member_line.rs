//! What a line of edits says about a member.

use crate::cli::edit_line::{Reading, Unusable};
use crate::cli::household_line::put;
use crate::model::{Member, MemberId};
use serde::Deserialize;

/// The fields of `add_member` and `change_member`; what is not said stays, or is as the scheme has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberLine {
    member: Option<String>,
    code: Option<String>,
    name: Option<String>,
    home: Option<String>,
    lon: Option<f64>,
    lat: Option<f64>,
    duty_phone: Option<String>,
    phone: Option<String>,
    roles: Option<Vec<String>>,
    eligible: Option<bool>,
    min_load: Option<u16>,
    max_load: Option<u16>,
    grid: Option<String>,
    /// The code of an organization; empty for none.
    organization: Option<String>,
    consent: Option<bool>,
    home_consent: Option<bool>,
    needs_care: Option<bool>,
    note: Option<String>,
}

impl MemberLine {
    /// A member who comes on the register.
    pub(crate) fn added(self, reading: Reading<'_>) -> Result<Member, Unusable> {
        Reading::forbidden("member", self.member.is_some())?;
        let code = Reading::needed(self.code.clone(), "code")?;
        let row = Member {
            name: Reading::needed(self.name.clone(), "name")?,
            eligible: self.eligible.unwrap_or(true),
            ..Member::blank(code, &reading.project.facts.scheme)
        };
        self.put_into(reading, row)
    }

    /// A member who is on the register, and the new row.
    pub(crate) fn changed(self, reading: Reading<'_>) -> Result<(MemberId, Member), Unusable> {
        Reading::forbidden("eligible", self.eligible.is_some())?;
        let code = Reading::needed(self.member.clone(), "member")?;
        let (id, row) = reading.member_row(&code)?;
        Ok((id, self.put_into(reading, row.clone())?))
    }

    fn put_into(self, reading: Reading<'_>, mut row: Member) -> Result<Member, Unusable> {
        let at = reading.place(self.lon, self.lat)?;
        row.at = at.or(row.at);
        if let Some(home) = &self.home {
            row.home = Some(reading.household(home)?);
        }
        if let Some(grid) = &self.grid {
            row.grid = Some(reading.grid(grid)?);
        }
        match self.organization.as_deref() {
            Some("") => row.organization = None,
            Some(code) => row.organization = Some(reading.unit_row(code)?.0),
            None => {}
        }
        put(self.code, &mut row.code);
        put(self.name, &mut row.name);
        put(self.duty_phone, &mut row.duty_phone);
        put(self.phone, &mut row.phone);
        put(self.roles, &mut row.roles);
        put(self.min_load, &mut row.min_load);
        row.max_load = self.max_load.or(row.max_load);
        put(self.consent, &mut row.consent);
        put(self.home_consent, &mut row.home_consent);
        put(self.needs_care, &mut row.needs_care);
        put(self.note, &mut row.note);
        Ok(row)
    }
}
