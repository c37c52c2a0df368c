//! What the panel at the bottom shows.

/// A tab at the bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// What the checks found.
    Findings,
    /// What the plan changes.
    Changes,
    /// What was done.
    History,
    /// Who waits to be placed.
    Tray,
    /// What is wrong with borders.
    Borders,
    /// All households, as a table.
    Households,
    /// All members, as a table.
    Members,
    /// Who covers whom, as a table.
    Links,
    /// The tiers of the scheme, as a tree.
    Tiers,
}
