//! Who covers what: the tiers of a scheme.

use crate::model::Severity;

/// A part that people have in a scheme, such as 两委 or 网格员.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The word that tiers and requirements name it by.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Whoever has one of these words among the roles of the roster has this part.
    pub words: Vec<String>,
}

impl Role {
    /// True if somebody with these roles on the roster has this part: a role is one of the words, or contains it.
    pub fn is_among(&self, roles: &[String]) -> bool {
        roles.iter().any(|role| self.words.iter().any(|word| role.contains(word.as_str())))
    }
}

/// What can be covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetKind {
    /// A household (户).
    Household,
    /// A building (楼栋).
    Building,
    /// A member (党员).
    Member,
    /// An organization (党组织).
    Organization,
    /// An enterprise (企业).
    Enterprise,
    /// A grid (网格), of any level.
    Grid,
    /// A street segment (路段).
    Segment,
}

impl TargetKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Household,
        Self::Building,
        Self::Member,
        Self::Organization,
        Self::Enterprise,
        Self::Grid,
        Self::Segment,
    ];

    /// The word in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Household => "household",
            Self::Building => "building",
            Self::Member => "member",
            Self::Organization => "organization",
            Self::Enterprise => "enterprise",
            Self::Grid => "grid",
            Self::Segment => "segment",
        }
    }

    /// The kind with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// One step of a chain such as secretary → 党员户 → member → household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// The word that it is known by within the scheme.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The role of those who cover; empty for every member who can cover households.
    pub by: String,
    /// What is covered.
    pub of: TargetKind,
    /// Of them only these: of households those of a category, of members those with a role, of grids those of a
    /// level. Empty for all.
    pub only: String,
    /// Of members only those who need care themselves.
    pub needs_care: bool,
    /// Of members not those with one of these roles: they are above this tier.
    pub except: Vec<String>,
    /// Fewest for each.
    pub min: u16,
    /// Most for each; `None` for no limit.
    pub max: Option<u16>,
    /// What is aimed at, where the scheme says “about” or cannot hold for all; within min and max.
    pub ideal: Option<(u16, u16)>,
    /// So many must cover each of them; 0 where that is as it comes.
    pub each: u16,
    /// How bad it is if this does not hold; `None` where it is not checked.
    pub severity: Option<Severity>,
    /// The phrases that it comes from, word for word.
    pub quotes: Vec<String>,
    /// Why it is set so, where the phrases leave room.
    pub note: String,
}
