//! Feasibility first: can the ranges of the members hold the households at all?

use crate::index::Index;
use crate::model::{GridId, Project};
use std::collections::BTreeMap;

/// Which way households and ranges do not fit, and by how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortfall {
    /// More households than all members together may have: Σ max < households.
    TooFewMembers {
        /// Households that must be covered.
        households: usize,
        /// What all may have together.
        room: usize,
        /// So many more members, as large as the usual range, would do; `None` where there is no usual one.
        missing: Option<usize>,
        /// Or each may have so many; 0 where there is nobody.
        or_each: usize,
    },
    /// Fewer households than all members together must have: households < Σ min.
    TooFewHouseholds {
        /// Households that must be covered.
        households: usize,
        /// What all must have together.
        needed: usize,
        /// It would do if nobody had to have more than so many.
        or_each: usize,
    },
}

/// What members may and must hold together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Households that must be covered.
    pub households: usize,
    /// Members who can cover households.
    pub members: usize,
    /// Σ of the fewest.
    pub least: usize,
    /// Σ of the most; `None` where somebody has no limit.
    pub most: Option<usize>,
}

impl Room {
    /// Nothing so far: no household, no member.
    fn none() -> Self {
        Self { most: Some(0), ..Self::default() }
    }

    /// Which way it does not fit; `None` where it does: Σ min ≤ households ≤ Σ max. `usual_max` is that of the scheme.
    pub fn shortfall(&self, usual_max: Option<u16>) -> Option<Shortfall> {
        let Self { households, members, least, most } = *self;
        if let Some(room) = most.filter(|&room| room < households) {
            let usual = usual_max.map(usize::from).filter(|&max| max > 0);
            let or_each = if members == 0 { 0 } else { households.div_ceil(members) };
            let missing = usual.map(|max| (households - room).div_ceil(max));
            return Some(Shortfall::TooFewMembers { households, room, missing, or_each });
        }
        (least > households && members > 0).then(|| Shortfall::TooFewHouseholds {
            households,
            needed: least,
            or_each: households / members,
        })
    }
}

/// The room of the whole place. `O(households + members)`.
pub fn room(project: &Project, index: &Index) -> Room {
    let mut room = Room::none();
    for (id, row) in project.households.iter() {
        room.households += usize::from(project.is_required(row, index.is_member_home(id)));
    }
    for row in project.members.rows().filter(|row| row.can_cover()) {
        add(&mut room, row.min_load, row.max_load);
    }
    room
}

/// The room of each grid of the innermost level there: those who live in it and those who serve it.
/// `O(households + members)`, in the order of the grids.
pub fn room_by_grid(project: &Project, index: &Index) -> BTreeMap<GridId, Room> {
    let mut rooms: BTreeMap<GridId, Room> = BTreeMap::new();
    for (id, row) in project.households.iter() {
        if let Some(grid) = index.grid_of(id).filter(|_| project.is_required(row, index.is_member_home(id))) {
            rooms.entry(grid).or_insert_with(Room::none).households += 1;
        }
    }
    for (id, row) in project.members.iter().filter(|(_, row)| row.can_cover()) {
        if let Some(grid) = index.grid_served(project, id) {
            add(rooms.entry(grid).or_insert_with(Room::none), row.min_load, row.max_load);
        }
    }
    rooms
}

fn add(room: &mut Room, min_load: u16, max_load: Option<u16>) {
    room.members += 1;
    room.least += usize::from(min_load);
    room.most = room.most.zip(max_load).map(|(most, max)| most + usize::from(max));
}

#[cfg(test)]
mod tests {
    use crate::index::{Room, Shortfall};

    /// Households, members, what all must have, what all may have: what does not fit.
    #[track_caller]
    fn check(households: usize, members: usize, least: usize, most: Option<usize>, expected: Option<Shortfall>) {
        let room = Room { households, members, least, most };
        assert_eq!(room.shortfall(Some(6)), expected, "{room:?}");
    }

    #[test]
    fn what_fits_and_what_does_not() {
        check(65_000, 10_793, 10_793 * 6, None, None);
        let needed = 10_793 * 6;
        check(
            64_757,
            10_793,
            needed,
            None,
            Some(Shortfall::TooFewHouseholds { households: 64_757, needed, or_each: 5 }),
        );
        check(60, 10, 10, Some(60), None);
        let short = Shortfall::TooFewMembers { households: 70, room: 60, missing: Some(2), or_each: 7 };
        check(70, 10, 10, Some(60), Some(short));
        let nobody = Shortfall::TooFewMembers { households: 7, room: 0, missing: Some(2), or_each: 0 };
        check(7, 0, 0, Some(0), Some(nobody));
        check(0, 0, 0, Some(0), None);
    }
}
