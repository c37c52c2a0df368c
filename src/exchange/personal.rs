//! What about persons leaves with a file.

use crate::disclose::Audience;
use crate::exchange::csv_out::{household_fields, member_fields};
use crate::exchange::{Field, ImportKind};
use crate::model::Project;

/// The fields of a list that are about persons, in the order of its columns. A list of links joins codes, which are
/// no more than numbers to whoever has not the other lists.
pub fn personal_fields(project: &Project, what: ImportKind, audience: Audience) -> Vec<Field> {
    let fields = match what {
        ImportKind::Households => household_fields(project, audience),
        ImportKind::Members => member_fields(project, audience),
        ImportKind::Links
        | ImportKind::Grids
        | ImportKind::Buildings
        | ImportKind::Units(_)
        | ImportKind::Backdrop
        | ImportKind::Addresses => Vec::new(),
    };
    let is_personal = |field: &Field| {
        matches!(
            field,
            Field::Head
                | Field::Name
                | Field::Address
                | Field::Phone
                | Field::DutyPhone
                | Field::People
                | Field::Elderly
                | Field::Children
                | Field::Categories
                | Field::Status
                | Field::Home
                | Field::Roles
                | Field::Lon
                | Field::Note
        )
    };
    fields.into_iter().filter(is_personal).collect()
}
