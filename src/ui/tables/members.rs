//! The table of members.

use crate::app::wording::{Text, meters, need_count, yes_no};
use crate::disclose::{masked_note, masked_phone};
use crate::edit::{Edit, Then};
use crate::model::{LinkKind, MemberId};
use crate::ui::session::Session;
use crate::ui::tables::{Cell, Column, Field, Look, Tone, editable, shown};

/// Its columns.
pub(crate) const COLUMNS: &[Column] = &[
    shown(Field::MemberCode, Text::MemberCode, 84.0),
    editable(Field::Name, Text::Name, 76.0),
    shown(Field::Grid, Text::Grid, 92.0),
    shown(Field::Roles, Text::Roles, 96.0),
    editable(Field::Eligible, Text::CanCover, 76.0),
    shown(Field::Load, Text::HouseholdsHeld, 66.0),
    editable(Field::MinLoad, Text::MinLoad, 56.0),
    editable(Field::MaxLoad, Text::MaxLoad, 56.0),
    shown(Field::BackupLoad, Text::BackupsHeld, 66.0),
    shown(Field::MeanDistance, Text::MeanDistance, 78.0),
    shown(Field::Farthest, Text::FarthestHousehold, 78.0),
    editable(Field::DutyPhone, Text::DutyPhone, 112.0),
    editable(Field::Phone, Text::Phone, 112.0),
    editable(Field::Note, Text::TheNote, 150.0),
];

/// What stands in a cell.
pub(crate) fn cell(look: &Look<'_>, id: MemberId, field: Field) -> Option<Cell> {
    let (document, lang) = (look.document, look.lang);
    let project = document.project();
    let row = project.members.at(id)?;
    let naming = Session::naming(document);
    let links = project.plans.at(document.plan())?;
    let lengths = || {
        let held = links.held_by(id).iter().filter(|(_, kind)| *kind == LinkKind::Primary);
        held.filter_map(|&(household, _)| project.link_m(household, id))
    };
    let phone = |phone: &String| Cell::of(if look.is_masked { masked_phone(phone) } else { phone.clone() });
    Some(match field {
        Field::MemberCode => Cell::of(&row.code).weak(),
        Field::Name => Cell::of(&row.name),
        Field::Grid => {
            let grid = document.index().grid_served(project, id);
            Cell::of(grid.map(|grid| naming.grid(grid)).unwrap_or_default()).weak()
        }
        Field::Roles => Cell::of(row.roles.join("、")),
        Field::Eligible => {
            Cell::of(yes_no(lang, row.eligible)).toned(if row.eligible { Tone::Plain } else { Tone::Weak })
        }
        Field::Load => {
            let load = links.load_of(id);
            let is_over = row.max_load.is_some_and(|max_load| load > u32::from(max_load));
            let is_under = row.can_cover() && load < u32::from(row.min_load);
            Cell::count(load).toned(if is_over || is_under { Tone::Warn } else { Tone::Plain })
        }
        Field::MinLoad => Cell::count(u32::from(row.min_load)),
        Field::MaxLoad => row.max_load.map_or_else(Cell::default, |max_load| Cell::count(u32::from(max_load))),
        Field::BackupLoad => {
            let backups = links.held_by(id).iter().filter(|(_, kind)| *kind == LinkKind::Backup).count();
            Cell::count(backups as u32).weak()
        }
        Field::MeanDistance => {
            let (sum, count) = lengths().fold((0.0, 0_u32), |(sum, count), length_m| (sum + length_m, count + 1));
            if count == 0 {
                return None;
            }
            let mean_m = sum / f64::from(count);
            Cell::number(mean_m, meters(mean_m)).weak()
        }
        Field::Farthest => {
            let farthest_m = lengths().reduce(f64::max)?;
            Cell::number(farthest_m, meters(farthest_m)).weak()
        }
        Field::DutyPhone => phone(&row.duty_phone),
        Field::Phone => phone(&row.phone),
        Field::Note => Cell::of(if look.is_masked { masked_note(&row.note) } else { &row.note }),
        _ => return None,
    })
}

/// The wish that a cell reads otherwise.
pub(crate) fn edit_of(look: &Look<'_>, id: MemberId, field: Field, text: &str) -> Result<Option<Edit>, String> {
    let lang = look.lang;
    let Some(old) = look.document.project().members.at(id) else { return Ok(None) };
    let mut row = old.clone();
    let count = |text: &str| text.parse::<u16>().map_err(|_not_a_count| need_count(lang));
    match field {
        Field::Name => text.clone_into(&mut row.name),
        Field::MinLoad => row.min_load = count(text)?,
        Field::MaxLoad if text.is_empty() => row.max_load = None,
        Field::MaxLoad => row.max_load = Some(count(text)?),
        Field::DutyPhone => text.clone_into(&mut row.duty_phone),
        Field::Phone => text.clone_into(&mut row.phone),
        Field::Note => text.clone_into(&mut row.note),
        Field::Eligible => {
            return Ok(Some(Edit::SetEligible { member: id, eligible: !old.eligible, then: Then::Unsaid }));
        }
        _ => return Ok(None),
    }
    Ok((row != *old).then(|| Edit::ChangeMember(id, Box::new(row))))
}
