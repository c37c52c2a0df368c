//! Tints of members: neighbors get different ones, so that patches can be told apart.

use crate::index::Index;
use crate::model::{MemberId, Project, Table};
use crate::scene::MEMBER_TINTS;

/// So many neighbors are told apart from a member.
const NEIGHBORS: usize = 9;

/// A tint for each member who has a place.
///
/// Greedy, by growing id: of the tints that no neighbor has, the one that was used least so far. It depends on
/// places only, so reassigning does not recolor the map. `O(members × log members)`.
pub(crate) fn member_tints(project: &Project, index: &Index) -> Table<MemberId, u8> {
    let mut tints: Table<MemberId, u8> = Table::new();
    let mut used = [0_u32; MEMBER_TINTS as usize];
    for member in project.members.ids() {
        let Some(place) = project.place_of_member(member) else { continue };
        let neighbors = index.members_near(project, place).map(|(other, _)| other).filter(|&other| other != member);
        let mut taken = [false; MEMBER_TINTS as usize];
        for tint in neighbors.take(NEIGHBORS).filter_map(|other| tints.at(other)) {
            if let Some(taken) = taken.get_mut(usize::from(*tint)) {
                *taken = true;
            }
        }
        let least =
            (0..MEMBER_TINTS).zip(used.iter().zip(taken)).min_by_key(|&(tint, (&used, taken))| (taken, used, tint));
        let tint = least.map_or(0, |(tint, _)| tint);
        tints.put(member, Some(tint));
        if let Some(used) = used.get_mut(usize::from(tint)) {
            *used += 1;
        }
    }
    tints
}
