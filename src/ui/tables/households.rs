//! The table of households.

use crate::app::wording::{Text, meters, need_count, reason_words, status_text};
use crate::disclose::{masked_note, masked_phone};
use crate::edit::Edit;
use crate::model::{Household, HouseholdId, LinkKind};
use crate::ui::session::Session;
use crate::ui::tables::clipboard::{Roll, match_trouble};
use crate::ui::tables::{Cell, Column, Field, Look, Tone, editable, shown};

/// Its columns.
pub(crate) const COLUMNS: &[Column] = &[
    shown(Field::Code, Text::Code, 84.0),
    editable(Field::Head, Text::Head, 76.0),
    shown(Field::Address, Text::Address, 128.0),
    editable(Field::HouseNo, Text::HouseNo, 62.0),
    shown(Field::Grid, Text::Grid, 92.0),
    editable(Field::Categories, Text::Categories, 112.0),
    editable(Field::Status, Text::Status, 60.0),
    editable(Field::People, Text::People, 50.0),
    editable(Field::Elderly, Text::Elderly, 46.0),
    editable(Field::Children, Text::Children, 46.0),
    editable(Field::Phone, Text::Phone, 112.0),
    editable(Field::Responsible, Text::ResponsibleMember, 84.0),
    shown(Field::Distance, Text::Distance, 68.0),
    shown(Field::Backups, Text::BackupMembers, 84.0),
    editable(Field::Note, Text::TheNote, 72.0),
];

/// What stands in a cell.
pub(crate) fn cell(look: &Look<'_>, id: HouseholdId, field: Field) -> Option<Cell> {
    let (document, lang) = (look.document, look.lang);
    let project = document.project();
    let row = project.households.at(id)?;
    let naming = Session::naming(document);
    let links = || project.plans.at(document.plan());
    Some(match field {
        Field::Code => Cell::of(&row.code).weak(),
        Field::Head => Cell::of(&row.head),
        Field::Address => {
            Cell::of(if row.address.text.is_empty() { row.address.short() } else { row.address.text.clone() })
        }
        Field::HouseNo => Cell::of(&row.address.house_no),
        Field::Grid => Cell::of(document.index().grid_of(id).map(|grid| naming.grid(grid)).unwrap_or_default()).weak(),
        Field::Categories => {
            let set = project.categories_of(row, document.index().is_member_home(id));
            let names: Vec<&str> =
                set.iter().filter_map(|category| Some(project.categories.at(category)?.short.as_str())).collect();
            if names.is_empty() { Cell::of(Text::Unknown.of(lang)).weak() } else { Cell::of(names.join("、")) }
        }
        Field::Status => Cell::of(status_text(row.status).of(lang)),
        Field::People | Field::Elderly | Field::Children => {
            let count = count_of(row, field);
            count.map_or_else(Cell::default, |count| Cell::count(u32::from(count)))
        }
        Field::Phone => Cell::of(if look.is_masked { masked_phone(&row.phone) } else { row.phone.clone() }),
        Field::Responsible => {
            let links = links()?;
            match links.primaries_of(id).next() {
                Some(link) => Cell::of(naming.member(link.member)),
                None if !project.is_required(row, document.index().is_member_home(id)) => Cell::default(),
                None => {
                    let why = links.reason_of(id).map(|reason| reason_words(lang, reason));
                    Cell::of(why.unwrap_or_else(|| Text::NoPrimary.of(lang).to_owned())).toned(Tone::Error)
                }
            }
        }
        Field::Distance => {
            let member = links()?.primaries_of(id).next()?.member;
            let length_m = project.link_m(id, member)?;
            Cell::number(length_m, meters(length_m)).weak()
        }
        Field::Backups => {
            let names: Vec<String> = links()?.backups_of(id).map(|link| naming.member(link.member)).collect();
            Cell::of(names.join("、")).weak()
        }
        Field::Note => Cell::of(if look.is_masked { masked_note(&row.note) } else { &row.note }),
        _ => return None,
    })
}

/// A count of people.
fn count_of(row: &Household, field: Field) -> Option<u16> {
    match field {
        Field::Elderly => row.elderly,
        Field::Children => row.children,
        _ => row.people,
    }
}

/// The wish that a cell reads otherwise.
pub(crate) fn edit_of(look: &Look<'_>, id: HouseholdId, field: Field, text: &str) -> Result<Option<Edit>, String> {
    let project = look.document.project();
    let Some(old) = project.households.at(id) else { return Ok(None) };
    let mut row = old.clone();
    match field {
        Field::Head => text.clone_into(&mut row.head),
        Field::Phone => text.clone_into(&mut row.phone),
        Field::Note => text.clone_into(&mut row.note),
        Field::People | Field::Elderly | Field::Children => {
            let count = if text.is_empty() { Ok(None) } else { text.parse().map(Some) };
            let count = count.map_err(|_not_a_count| need_count(look.lang))?;
            match field {
                Field::Elderly => row.elderly = count,
                Field::Children => row.children = count,
                _ => row.people = count,
            }
        }
        Field::HouseNo => set_house_no(&mut row, text),
        Field::Responsible => {
            let to = Roll::of(project).find(text).map_err(|trouble| match_trouble(look.lang, trouble))?;
            let plan = project.plans.at(look.document.plan());
            let is_so = plan.is_some_and(|plan| plan.link(id, to, LinkKind::Primary).is_some());
            let edit = Edit::Assign { households: vec![id], to, kind: LinkKind::Primary };
            return Ok((!is_so).then_some(edit));
        }
        _ => return Ok(None),
    }
    Ok((row != *old).then(|| Edit::ChangeHousehold(id, Box::new(row))))
}

/// An address that says no more than its parts says the new ones too.
fn set_house_no(row: &mut Household, house_no: &str) {
    let was_short = row.address.text == row.address.short();
    house_no.clone_into(&mut row.address.house_no);
    if was_short {
        row.address.text = row.address.short();
    }
}
