//! What the color of a household means.

/// What the color of a household means (专题). The shape of a mark is always its category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coloring {
    /// Its category (七彩图).
    #[default]
    Category,
    /// Who covers it; neighboring members have different colors.
    Member,
    /// Whether it is covered.
    Coverage,
    /// How full the hands are of whoever covers it.
    Load,
    /// How far whoever covers it has to walk, in a straight line.
    Distance,
    /// Whether somebody else covers it than in the plan that is compared with.
    Changed,
}

impl Coloring {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 6] =
        [Self::Category, Self::Member, Self::Coverage, Self::Load, Self::Distance, Self::Changed];
}
