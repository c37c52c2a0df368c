//! A list in parts: one for each grid, or for each member.

use crate::app::exporting::write_table;
use crate::disclose::Audience;
use crate::exchange::{ExchangeError, ImportKind, TableSheet};
use crate::index::Index;
use crate::model::{GridId, HouseholdId, LinkKind, MemberId, PlanId, Project, Table};
use std::collections::BTreeMap;

/// What a workbook has a sheet for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SheetsBy {
    /// One sheet for all.
    #[default]
    One,
    /// Each grid that households lie in.
    Grid,
    /// Each responsible member; internal, for it tells who covers whom.
    Member,
}

impl SheetsBy {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::One, Self::Grid, Self::Member];
}

/// Who or what a part is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Grid(GridId),
    Member(MemberId),
    /// In no grid, or covered by nobody.
    Rest,
}

/// The parts of a list of households, or of what hangs on them. `O(households)`.
///
/// # Errors
/// [`ExchangeError::NotForAudience`] for parts by member outside, and what the gate says.
pub(crate) fn sheets_of(
    project: &Project,
    plan: PlanId,
    what: ImportKind,
    by: SheetsBy,
    audience: Audience,
) -> Result<Vec<TableSheet>, ExchangeError> {
    if by == SheetsBy::Member && !audience.sees_links() {
        return Err(ExchangeError::NotForAudience { what: "sheets by member", audience });
    }
    let index = Index::build(project);
    let mut parts: BTreeMap<Part, Vec<HouseholdId>> = BTreeMap::new();
    for household in project.households.ids() {
        for part in parts_of(project, &index, plan, household, by) {
            parts.entry(part).or_default().push(household);
        }
    }
    let mut sheets = Vec::new();
    for (part, households) in parts {
        let mut shown = project.clone();
        shown.households = Table::new();
        for household in &households {
            shown.households.put(*household, project.households.at(*household).cloned());
        }
        let mut table = Vec::new();
        write_table(&shown, plan, what, audience, &mut table)?;
        let name = match part {
            Part::Grid(grid) => project.grids.at(grid).map(|row| row.name.clone()).unwrap_or_default(),
            Part::Member(member) => project.members.at(member).map(|row| row.name.clone()).unwrap_or_default(),
            Part::Rest if by == SheetsBy::Grid => "不在网格内".to_owned(),
            Part::Rest => "无联系党员".to_owned(),
        };
        sheets.push(TableSheet { name, rows: households.len(), table });
    }
    Ok(sheets)
}

/// The parts that a household belongs to: as many as are responsible for it.
fn parts_of(project: &Project, index: &Index, plan: PlanId, household: HouseholdId, by: SheetsBy) -> Vec<Part> {
    match by {
        SheetsBy::One => vec![Part::Rest],
        SheetsBy::Grid => vec![index.grid_of(household).map_or(Part::Rest, Part::Grid)],
        SheetsBy::Member => {
            let links = project.plans.at(plan).map_or(&[][..], |plan| plan.links_of(household));
            let responsible = links.iter().filter(|link| link.kind == LinkKind::Primary);
            let parts: Vec<Part> = responsible.map(|link| Part::Member(link.member)).collect();
            if parts.is_empty() { vec![Part::Rest] } else { parts }
        }
    }
}
