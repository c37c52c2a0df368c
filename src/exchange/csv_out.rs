//! Rosters out: UTF-8 with a byte order mark, Chinese headers, each value through the gate.

use crate::disclose::{Audience, member_duty_phone, member_name, resident_name, resident_phone};
use crate::exchange::field::header_of;
use crate::exchange::row::seven;
use crate::exchange::words::{word_of_household_status, word_of_link_kind, word_of_member_status, words_of_categories};
use crate::exchange::{ExchangeError, Field, ImportKind};
use crate::geom::Wgs84;
use crate::model::{Address, Household, HouseholdStatus, Member, MemberStatus, PlanId, Project};
use csv::{Terminator, Writer, WriterBuilder};
use std::io::Write;

/// Columns that anybody may read.
const OPEN: &[Field] = &[
    Field::Code,
    Field::Head,
    Field::Address,
    Field::Group,
    Field::HouseNo,
    Field::Building,
    Field::Unit,
    Field::Floor,
    Field::Room,
    Field::Grid,
];
/// Columns of households for the inner circle; the day of the status comes besides, where there is one.
pub(crate) const HOUSEHOLD_INTERNAL: &[Field] = &[
    Field::Code,
    Field::Head,
    Field::Address,
    Field::Group,
    Field::HouseNo,
    Field::Building,
    Field::Unit,
    Field::Floor,
    Field::Room,
    Field::Phone,
    Field::People,
    Field::Elderly,
    Field::Children,
    Field::Categories,
    Field::Status,
    Field::Grid,
    Field::Lon,
    Field::Lat,
    Field::Note,
];
const MEMBER_OPEN: &[Field] = &[Field::Code, Field::Name, Field::Home, Field::DutyPhone, Field::Roles, Field::Grid];
const MEMBER_INTERNAL: &[Field] = &[
    Field::Code,
    Field::Name,
    Field::Home,
    Field::DutyPhone,
    Field::Phone,
    Field::Roles,
    Field::Eligible,
    Field::NeedsCare,
    Field::MinLoad,
    Field::MaxLoad,
    Field::Grid,
    Field::Organization,
    Field::Consent,
    Field::HomeConsent,
    Field::Status,
    Field::Lon,
    Field::Lat,
    Field::Note,
];
const LINK: &[Field] = &[Field::Household, Field::Member, Field::Kind, Field::Locked, Field::Since];

/// Writes the households. Outside, only name, address and grid, and nobody who has moved out.
///
/// # Errors
/// [`ExchangeError::WriteFailed`].
pub fn write_csv_households(project: &Project, audience: Audience, out: impl Write) -> Result<(), ExchangeError> {
    let fields = household_fields(project, audience);
    let rows = project.households.rows().filter(|row| is_for(row, audience));
    write_rows(ImportKind::Households, &fields, rows, |row, field| household_cell(project, row, field, audience), out)
}

/// Writes the members. Outside, only those who serve, with name, phone and home only by consent.
///
/// # Errors
/// [`ExchangeError::WriteFailed`].
pub fn write_csv_members(project: &Project, audience: Audience, out: impl Write) -> Result<(), ExchangeError> {
    let is_internal = audience == Audience::Internal;
    let fields = member_fields(project, audience);
    let rows = project.members.rows().filter(|row| is_internal || row.status == MemberStatus::Serving);
    write_rows(ImportKind::Members, &fields, rows, |row, field| member_cell(project, row, field, audience), out)
}

/// Writes who covers whom in one plan; only internally.
///
/// # Errors
/// [`ExchangeError::NotForAudience`], [`ExchangeError::WriteFailed`].
pub fn write_csv_links(
    project: &Project,
    plan: PlanId,
    audience: Audience,
    out: impl Write,
) -> Result<(), ExchangeError> {
    if !audience.sees_links() {
        return Err(ExchangeError::NotForAudience { what: "links", audience });
    }
    let plan = project.plans.at(plan);
    let links = project.households.iter().flat_map(|(id, household)| {
        plan.map_or(&[][..], |plan| plan.links_of(id)).iter().map(move |link| (household, link))
    });
    let yes = |yes| if yes { "是" } else { "否" }.to_owned();
    write_rows(
        ImportKind::Links,
        LINK,
        links,
        |(household, link), field| match field {
            Field::Household => guarded(&household.code),
            Field::Member => guarded(project.members.at(link.member).map_or("", |member| member.code.as_str())),
            Field::Kind => word_of_link_kind(link.kind).to_owned(),
            Field::Locked => yes(link.locked),
            Field::Since => link.since.map_or_else(String::new, |day| day.to_string()),
            _ => String::new(),
        },
        out,
    )
}

/// Writes the buildings; where they stand only internally, since few households live in some.
///
/// # Errors
/// [`ExchangeError::WriteFailed`].
pub fn write_csv_buildings(project: &Project, audience: Audience, out: impl Write) -> Result<(), ExchangeError> {
    let fields = [Field::Code, Field::Name, Field::Floors, Field::Lon, Field::Lat];
    let fields = if audience.gets_coordinates() { &fields[..] } else { &fields[..3] };
    write_rows(
        ImportKind::Buildings,
        fields,
        project.buildings.rows(),
        |row, field| match field {
            Field::Code => guarded(&row.code),
            Field::Name => guarded(&row.name),
            Field::Floors => row.floors.map_or_else(String::new, |floors| floors.to_string()),
            Field::Lon => row.at.map_or_else(String::new, |at| seven(at.lon_deg)),
            Field::Lat => row.at.map_or_else(String::new, |at| seven(at.lat_deg)),
            _ => String::new(),
        },
        out,
    )
}

/// The columns of members, in order. The organization is there only where somebody has one.
pub(crate) fn member_fields(project: &Project, audience: Audience) -> Vec<Field> {
    if audience != Audience::Internal {
        return MEMBER_OPEN.to_vec();
    }
    let mut fields = MEMBER_INTERNAL.to_vec();
    if project.members.rows().all(|row| row.organization.is_none()) {
        fields.retain(|field| *field != Field::Organization);
    }
    fields
}

/// A cell without the apostrophe that guards it in a spreadsheet.
pub(crate) fn unguarded(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) => rest.to_owned(),
        None => cell,
    }
}

/// True if this audience may know of the household at all.
pub(crate) fn is_for(household: &Household, audience: Audience) -> bool {
    audience.sees_states() || household.status != HouseholdStatus::MovedOut
}

/// The columns of households, in order. The day of the status is there only where somebody needs it.
pub(crate) fn household_fields(project: &Project, audience: Audience) -> Vec<Field> {
    if audience != Audience::Internal {
        return OPEN.to_vec();
    }
    let mut fields = HOUSEHOLD_INTERNAL.to_vec();
    if project.households.rows().any(|row| row.status_since.is_some()) {
        fields.push(Field::StatusSince);
    }
    fields
}

/// One cell of a household. What is not for this audience is not in its columns, and empty here all the same.
pub(crate) fn household_cell(project: &Project, row: &Household, field: Field, audience: Audience) -> String {
    let is_internal = audience == Audience::Internal;
    let number = |said: i64, parsed: i64| match said {
        // Zero only where the reader would find another number in the text.
        0 if parsed == 0 => String::new(),
        said => said.to_string(),
    };
    let part =
        |said: &str, parsed: &str| if said.is_empty() && !parsed.is_empty() { "'".to_owned() } else { guarded(said) };
    let parsed = || Address::parse(&row.address.text);
    match field {
        Field::Code => guarded(&row.code),
        Field::Head => guarded(&resident_name(row, audience)),
        Field::Address => guarded(&row.address.text),
        Field::Group => number(row.address.group.into(), parsed().group.into()),
        Field::HouseNo => part(&row.address.house_no, &parsed().house_no),
        Field::Building => part(&row.address.building, &parsed().building),
        Field::Unit => number(row.address.unit.into(), parsed().unit.into()),
        Field::Floor => number(row.address.floor.into(), parsed().floor.into()),
        Field::Room => part(&row.address.room, &parsed().room),
        Field::Grid => guarded(&row.stated_grid),
        Field::Phone => guarded(&resident_phone(row, audience)),
        _ if !is_internal => String::new(),
        Field::People | Field::Elderly | Field::Children => {
            let count = match field {
                Field::People => row.people,
                Field::Elderly => row.elderly,
                _ => row.children,
            };
            count.map_or_else(String::new, |count| count.to_string())
        }
        Field::Categories => guarded(&words_of_categories(project, row.categories)),
        Field::Status => word_of_household_status(row.status).to_owned(),
        Field::Lon => row.at.map_or_else(String::new, |at| seven(at.lon_deg)),
        Field::Lat => row.at.map_or_else(String::new, |at| seven(at.lat_deg)),
        Field::Note => guarded(&row.note),
        Field::StatusSince => row.status_since.map_or_else(String::new, |day| day.to_string()),
        _ => String::new(),
    }
}

/// One cell of a member. Outside, name, phone and home only by consent.
pub(crate) fn member_cell(project: &Project, row: &Member, field: Field, audience: Audience) -> String {
    let is_internal = audience == Audience::Internal;
    let yes = |yes| if yes { "是" } else { "否" }.to_owned();
    let degrees = |pick: fn(Wgs84) -> f64| row.at.map_or_else(String::new, |at| seven(pick(at)));
    let home = || row.home.and_then(|home| project.households.at(home)).map_or("", |home| home.code.as_str());
    match field {
        Field::Code => guarded(&row.code),
        Field::Name => guarded(&member_name(row, audience)),
        Field::DutyPhone => guarded(&member_duty_phone(row, audience)),
        Field::Roles => guarded(&row.roles.join("、")),
        Field::Grid => guarded(row.grid.and_then(|id| project.grids.at(id)).map_or("", |grid| grid.code.as_str())),
        Field::Home if is_internal || (row.consent && row.home_consent) => guarded(home()),
        _ if !is_internal => String::new(),
        Field::Phone => guarded(&row.phone),
        Field::Eligible => yes(row.eligible),
        Field::NeedsCare => yes(row.needs_care),
        Field::MinLoad => row.min_load.to_string(),
        Field::MaxLoad => row.max_load.map_or_else(|| "不限".to_owned(), |most| most.to_string()),
        Field::Organization => {
            guarded(row.organization.and_then(|unit| project.units.at(unit)).map_or("", |unit| unit.code.as_str()))
        }
        Field::Consent => yes(row.consent),
        Field::HomeConsent => yes(row.home_consent),
        Field::Status => word_of_member_status(row.status).to_owned(),
        Field::Lon => degrees(|at| at.lon_deg),
        Field::Lat => degrees(|at| at.lat_deg),
        Field::Note => guarded(&row.note),
        _ => String::new(),
    }
}

/// A text that no spreadsheet takes for a formula, and that our reader takes exactly: with an apostrophe in front
/// where it begins like a formula, or with what the reader would strip.
pub fn guarded(text: &str) -> String {
    let begins_like_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'', '＝', '＋', '－', '＠']);
    let is_stripped = text.trim_matches(['\u{feff}', '\u{200b}']).trim() != text;
    if begins_like_formula || is_stripped { format!("'{text}") } else { text.to_owned() }
}

/// Writes a list: headers and rows.
pub(crate) fn write_rows<R>(
    kind: ImportKind,
    fields: &[Field],
    rows: impl Iterator<Item = R>,
    cell: impl Fn(&R, Field) -> String,
    mut out: impl Write,
) -> Result<(), ExchangeError> {
    let failed = |source| ExchangeError::WriteFailed { source };
    // Without the mark, Excel takes the text for GBK.
    out.write_all("\u{feff}".as_bytes()).map_err(failed)?;
    let mut table: Writer<_> = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    // What the disk says is said as it is: that it is full, above all.
    let into_io = |err: csv::Error| match err.into_kind() {
        csv::ErrorKind::Io(source) => failed(source),
        other => failed(std::io::Error::other(format!("{other:?}"))),
    };
    table.write_record(fields.iter().map(|field| header_of(kind, *field))).map_err(into_io)?;
    for row in rows {
        table.write_record(fields.iter().map(|field| cell(&row, *field))).map_err(into_io)?;
    }
    table.flush().map_err(failed)
}
