//! Names of things in sentences, as far as the reader may see them.

use crate::app::wording::Lang;
use crate::disclose::{Audience, member_name, resident_name};
use crate::model::{GridId, HouseholdId, MemberId, PlanId, Project, Target, UnitId};

/// Names for one reader.
#[derive(Clone, Copy, Debug)]
pub struct Naming<'a> {
    /// Where the names come from.
    pub project: &'a Project,
    /// Who reads.
    pub audience: Audience,
}

impl Naming<'_> {
    /// A household: head and short address.
    pub fn household(&self, household: HouseholdId) -> String {
        let Some(row) = self.project.households.at(household) else { return format!("#{}", household.0) };
        let name = resident_name(row, self.audience);
        let place = row.address.short();
        match (name.is_empty(), place.is_empty()) {
            (false, false) => format!("{name} {place}"),
            (false, true) => format!("{name} {}", row.code),
            (true, false) => place,
            (true, true) => row.code.clone(),
        }
    }

    /// Where a household is: its short address, or its code. Nobody's name.
    pub fn place(&self, household: HouseholdId) -> String {
        let Some(row) = self.project.households.at(household) else { return format!("#{}", household.0) };
        let place = row.address.short();
        if place.is_empty() { row.code.clone() } else { place }
    }

    /// One household by its place, several by their number.
    pub fn places(&self, lang: Lang, households: &[HouseholdId]) -> String {
        match households {
            [only] => self.place(*only),
            many => lang.pick(format!("{} 户", many.len()), format!("{} households", many.len())),
        }
    }

    /// A member: the name.
    pub fn member(&self, member: MemberId) -> String {
        let Some(row) = self.project.members.at(member) else { return format!("#{}", member.0) };
        let name = member_name(row, self.audience);
        if name.is_empty() { row.code.clone() } else { name }
    }

    /// What a link leads to.
    pub fn target(&self, target: Target) -> String {
        match target {
            Target::Household(household) => self.household(household),
            Target::Member(member) => self.member(member),
            Target::Grid(grid) => self.grid(grid),
            Target::Unit(_, unit) => self.unit(unit),
            Target::Building(building) => {
                let row = self.project.buildings.at(building);
                row.map_or_else(|| format!("#{}", building.0), |row| row.name.clone())
            }
        }
    }

    /// An organization, an enterprise or a street segment: its name.
    pub fn unit(&self, unit: UnitId) -> String {
        self.project.units.at(unit).map_or_else(|| format!("#{}", unit.0), |row| row.name.clone())
    }

    /// A plan: its name.
    pub fn plan(&self, plan: PlanId) -> String {
        self.project.plans.at(plan).map_or_else(|| format!("#{}", plan.0), |row| row.name.clone())
    }

    /// A grid: the name, or the code where it has none.
    pub fn grid(&self, grid: GridId) -> String {
        let Some(row) = self.project.grids.at(grid) else { return format!("#{}", grid.0) };
        if row.name.is_empty() { row.code.clone() } else { row.name.clone() }
    }
}
