//! A building seen from the front: floors over each other, entrances beside each other.

use crate::model::{BuildingId, Household, HouseholdId, HouseholdStatus, Project};
use std::collections::{BTreeMap, BTreeSet};

/// No house is higher; a typing error must not make a thousand empty rows.
const MOST_FLOORS: i16 = 120;

/// The households of a building by floor and room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tower {
    /// From the left; those of one entrance stand together.
    pub columns: Vec<Column>,
    /// From the top.
    pub floors: Vec<i16>,
    /// Those of whom floor or room is not known.
    pub elsewhere: Vec<HouseholdId>,
    cells: BTreeMap<(usize, usize), Vec<HouseholdId>>,
}

/// One flat over the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// The entrance (单元), 0 if not said.
    pub unit: u16,
    /// What the rooms over each other share, such as `02` of 502 and 602.
    pub door: String,
}

impl Tower {
    /// The building as the register has it, without households that moved out. `O(households)`.
    pub fn of(project: &Project, building: BuildingId) -> Self {
        let is_here = |row: &&Household| row.building == Some(building) && row.status != HouseholdStatus::MovedOut;
        let here: Vec<(HouseholdId, &Household)> = project.households.iter().filter(|(_, row)| is_here(row)).collect();
        let is_known = |row: &Household| {
            let floor = row.address.floor;
            floor != 0 && (-9..=MOST_FLOORS).contains(&floor) && !row.address.room.is_empty()
        };
        let (known, elsewhere): (Vec<_>, Vec<_>) = here.into_iter().partition(|(_, row)| is_known(row));
        let columns: BTreeSet<Column> = known.iter().map(|(_, row)| column(row)).collect();
        let columns: Vec<Column> = columns.into_iter().collect();
        let said = project.buildings.at(building).and_then(|row| row.floors).unwrap_or(0);
        let said = i16::try_from(said).unwrap_or(0).min(MOST_FLOORS);
        let numbers = || known.iter().map(|(_, row)| row.address.floor);
        let top = numbers().max().unwrap_or(0).max(said);
        let bottom = numbers().min().unwrap_or(1).min(1);
        // Nobody counts a floor 0.
        let floors: Vec<i16> = (bottom..=top).rev().filter(|&floor| floor != 0).collect();
        let mut cells: BTreeMap<(usize, usize), Vec<HouseholdId>> = BTreeMap::new();
        for (id, row) in known {
            let place = floors
                .iter()
                .position(|&floor| floor == row.address.floor)
                .zip(columns.binary_search(&column(row)).ok());
            if let Some(place) = place {
                cells.entry(place).or_default().push(id);
            }
        }
        Self { columns, floors, elsewhere: elsewhere.into_iter().map(|(id, _)| id).collect(), cells }
    }

    /// True if enough is known to draw it: more than one room, and most households have one.
    pub fn is_told(&self) -> bool {
        let placed: usize = self.cells.values().map(Vec::len).sum();
        placed > 1 && placed >= self.elsewhere.len()
    }

    /// How many households there are.
    pub fn len(&self) -> usize {
        self.cells.values().map(Vec::len).sum::<usize>() + self.elsewhere.len()
    }

    /// True if nobody is there.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Who lives in a row from the top and a column from the left; mostly one household or none.
    pub fn at(&self, row_idx: usize, column_idx: usize) -> &[HouseholdId] {
        self.cells.get(&(row_idx, column_idx)).map_or(&[], Vec::as_slice)
    }

    /// Everybody in a rectangle of rows and columns, both ends with it.
    pub fn within(
        &self,
        rows: std::ops::RangeInclusive<usize>,
        columns: std::ops::RangeInclusive<usize>,
    ) -> impl Iterator<Item = HouseholdId> {
        self.cells
            .iter()
            .filter(move |((row_idx, column_idx), _)| rows.contains(row_idx) && columns.contains(column_idx))
            .flat_map(|(_, households)| households.iter().copied())
    }
}

/// The column of a household: entrance and the end of the room number.
fn column(row: &Household) -> Column {
    let room = &row.address.room;
    let digits: Vec<char> = room.chars().collect();
    let floor = row.address.floor.to_string();
    // 502 on floor 5 is door 02; 7 on floor 5 is door 7.
    let door = room.strip_prefix(&floor).filter(|_| digits.len() >= 3).unwrap_or(room);
    Column { unit: row.address.unit, door: door.to_owned() }
}
