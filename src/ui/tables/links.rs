//! The table of links.

use crate::app::wording::{Text, meters, yes_no};
use crate::model::{HouseholdId, LinkKind, MemberId};
use crate::ui::session::Session;
use crate::ui::tables::{Cell, Column, Field, Look, Tone, editable, households, shown};

/// Its columns.
pub(crate) const COLUMNS: &[Column] = &[
    shown(Field::Code, Text::Code, 100.0),
    shown(Field::Head, Text::Head, 84.0),
    shown(Field::Address, Text::Address, 140.0),
    shown(Field::Grid, Text::Grid, 100.0),
    shown(Field::Kind, Text::LinkPart, 64.0),
    editable(Field::Responsible, Text::Member, 90.0),
    shown(Field::MemberCode, Text::MemberCode, 90.0),
    shown(Field::Distance, Text::Distance, 76.0),
    editable(Field::Locked, Text::Locked, 76.0),
    shown(Field::Since, Text::Since, 100.0),
];

/// What stands in a cell.
pub(crate) fn cell(
    look: &Look<'_>,
    (household, member, kind): (HouseholdId, MemberId, LinkKind),
    field: Field,
) -> Option<Cell> {
    let (document, lang) = (look.document, look.lang);
    let project = document.project();
    let link = project.plans.at(document.plan())?.link(household, member, kind)?;
    Some(match field {
        Field::Kind => {
            let is_primary = kind == LinkKind::Primary;
            let word = if is_primary { Text::Primary } else { Text::Backup };
            Cell::of(word.of(lang)).toned(if is_primary { Tone::Plain } else { Tone::Weak })
        }
        Field::Responsible => Cell::of(Session::naming(document).member(member)),
        Field::MemberCode => Cell::of(&project.members.at(member)?.code).weak(),
        Field::Distance => {
            let length_m = project.link_m(household, member)?;
            Cell::number(length_m, meters(length_m)).weak()
        }
        Field::Locked => Cell::of(if link.locked { yes_no(lang, true) } else { "" }).toned(Tone::Warn),
        Field::Since => Cell::of(link.since.map(|day| day.to_string()).unwrap_or_default()).weak(),
        _ => return households::cell(look, household, field),
    })
}
