//! Rows as buildings.

use crate::exchange::Field;
use crate::exchange::intake::{Intake, Outcome, Reporter, Taken};
use crate::exchange::matching::{ByName, Register};
use crate::exchange::row::RowReader;
use crate::model::{Building, BuildingId};

/// Reads buildings. Those that are on the register keep whatever the file does not speak of.
pub(crate) fn take_buildings(intake: &Intake<'_>, reporter: &mut Reporter) -> Taken<(Option<BuildingId>, Building)> {
    let project = intake.project;
    let mut register = Register::of(project.buildings.iter().map(|(id, row)| (row.code.as_str(), id, true)));
    let has_codes = intake.columns.has(Field::Code);
    let mut by_name = ByName::of(project.buildings.iter().map(|(id, row)| (row.name.as_str(), id)));
    let mut buildings = Taken::default();
    intake.each_row(reporter, |row| {
        let (code, there) = if has_codes {
            register.find(row, false)?
        } else {
            register.find_by(by_name.take(row.text(Field::Name).unwrap_or_default()).as_ref(), "B", 3)
        };
        let before = there.and_then(|id| project.buildings.at(id));
        let mut building =
            before.cloned().unwrap_or_else(|| Building { name: code.clone(), code, at: None, floors: None });
        if let Some(name) = row.filled(Field::Name) {
            name.clone_into(&mut building.name);
        }
        row.put_optional(Field::Floors, &mut building.floors, RowReader::whole);
        row.put_place(&mut building.at);
        if row.is_rejected {
            return None;
        }
        row.check_grid_at(building.at);
        let outcome = Outcome::of(before, &building);
        buildings.push(row, outcome, (there, building));
        Some(outcome)
    });
    if let Some(given) = register.codes_given() {
        reporter.note(0, None, given);
    }
    reporter.report.missing = register.absent().len();
    buildings
}
