//! Counts of households, coarse enough for the audience.

use crate::disclose::Audience;
use crate::index::GridCount;
use crate::model::{CategoryId, Project, Side};

/// Below this, a count tells about people.
const SMALL: usize = 5;

/// A line of a legend with its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CountClass {
    /// One category; internally.
    Category(CategoryId),
    /// Nobody has said (未分类); internally.
    Unknown,
    /// All categories that need care, as one (关爱户).
    Care,
    /// Everybody else.
    Others,
}

/// What may be told of a grid or a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicCounts {
    /// All households that have not moved out.
    pub total: usize,
    /// Lines with their counts; empty where telling any would tell about people.
    pub lines: Vec<(CountClass, usize)>,
}

/// The counts of a grid as far as this audience may see them.
///
/// Outside, the categories that need care are merged into one; in public also only where neither it nor the
/// rest is below five, since either gives the other away.
pub fn public_counts(project: &Project, count: &GridCount, audience: Audience) -> PublicCounts {
    let total = count.categories.values().sum();
    if audience == Audience::Internal {
        let mut lines: Vec<_> = project
            .categories
            .ids()
            .map(|id| (CountClass::Category(id), count.categories.get(&Some(id)).copied().unwrap_or(0)))
            .collect();
        match count.categories.get(&None) {
            Some(&unknown) if unknown > 0 => lines.push((CountClass::Unknown, unknown)),
            _ => {}
        }
        return PublicCounts { total, lines };
    }
    let needs_care = |id: &CategoryId| project.categories.at(*id).is_some_and(|row| row.side == Side::NeedsCare);
    let care: usize = count
        .categories
        .iter()
        .filter(|(category, _)| category.as_ref().is_some_and(needs_care))
        .map(|(_, households)| households)
        .sum();
    let others = total - care;
    let is_telling = audience == Audience::Public && (care < SMALL || others < SMALL);
    let lines = if is_telling { Vec::new() } else { vec![(CountClass::Care, care), (CountClass::Others, others)] };
    PublicCounts { total, lines }
}
