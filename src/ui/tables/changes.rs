//! The table of what the plan changes, household by household.

use crate::app::wording::{Text, extra_words, meters, part_words};
use crate::index::{Difference, DifferentPart, extra_m};
use crate::ui::session::Session;
use crate::ui::tables::{Cell, Column, Field, Look, Tone, households, shown};

/// Its columns.
pub(crate) const COLUMNS: &[Column] = &[
    shown(Field::Code, Text::Code, 92.0),
    shown(Field::Head, Text::Head, 76.0),
    shown(Field::Address, Text::Address, 100.0),
    shown(Field::From, Text::FromMember, 80.0),
    shown(Field::To, Text::ToMember, 80.0),
    shown(Field::Part, Text::LinkPart, 76.0),
    shown(Field::DistanceBefore, Text::DistanceBefore, 68.0),
    shown(Field::Distance, Text::Distance, 68.0),
    shown(Field::Extra, Text::DistanceExtra, 68.0),
];

/// What stands in a cell.
pub(crate) fn cell(look: &Look<'_>, row: &Difference, field: Field) -> Option<Cell> {
    let project = look.document.project();
    let naming = Session::naming(look.document);
    let nobody = || Cell::of(Text::NoPrimary.of(look.lang)).toned(Tone::Error);
    Some(match field {
        Field::From => row.from.map_or_else(nobody, |member| Cell::of(naming.member(member))),
        Field::To => row.to.map_or_else(nobody, |member| Cell::of(naming.member(member))),
        Field::Part => {
            let tone = if row.part == DifferentPart::Responsible { Tone::Weak } else { Tone::Plain };
            Cell::of(part_words(look.lang, row.part)).toned(tone)
        }
        Field::DistanceBefore => {
            let length_m = project.link_m(row.household, row.from?)?;
            Cell::number(length_m, meters(length_m)).weak()
        }
        Field::Distance => {
            let length_m = project.link_m(row.household, row.to?)?;
            Cell::number(length_m, meters(length_m)).weak()
        }
        Field::Extra => {
            let more_m = extra_m(project, row)?;
            Cell::number(more_m, extra_words(more_m))
        }
        _ => return households::cell(look, row.household, field),
    })
}
