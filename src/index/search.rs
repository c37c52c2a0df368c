//! Finding households, members and grids by what people type.

use crate::model::{GridId, HouseholdId, MemberId, MemberStatus, Project};

/// Something that was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A household.
    Household(HouseholdId),
    /// A member.
    Member(MemberId),
    /// A grid.
    Grid(GridId),
}

/// Finds by name, code and house number; the best first, at most `limit`. `O(register)`.
///
/// What is equal comes before what begins with the words, and that before what merely contains them; within
/// equal rank members come before grids and grids before households. Spaces separate words that must all match.
pub fn search(project: &Project, text: &str, limit: usize) -> Vec<Found> {
    let text = text.trim().to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u32, u8, Found)> = Vec::new();
    for (id, member) in project.members.iter().filter(|(_, row)| row.status == MemberStatus::Serving) {
        if let Some(rank) = rank(&words, &[&member.name, &member.code]) {
            found.push((rank, 0, Found::Member(id)));
        }
    }
    for (id, grid) in project.grids.iter() {
        if let Some(rank) = rank(&words, &[&grid.name, &grid.code]) {
            found.push((rank, 1, Found::Grid(id)));
        }
    }
    for (id, household) in project.households.iter() {
        let short = household.address.short();
        if let Some(rank) = rank(&words, &[&household.head, &household.code, &short, &household.address.text]) {
            found.push((rank, 2, Found::Household(id)));
        }
    }
    found.sort_by_key(|&(rank, kind, _)| (rank, kind));
    found.truncate(limit);
    found.into_iter().map(|(_, _, found)| found).collect()
}

/// How well the words match one of the texts each: the sum of 0 for equal, 1 for the beginning, 2 for inside.
fn rank(words: &[&str], texts: &[&str]) -> Option<u32> {
    let of_word = |word: &&str| {
        let of_text = |text: &&str| {
            let text = text.to_lowercase();
            match text.find(*word)? {
                0 if text.len() == word.len() => Some(0),
                0 => Some(1),
                _ => Some(2),
            }
        };
        texts.iter().filter_map(of_text).min()
    };
    words.iter().map(of_word).sum()
}
