//! A party organization, an enterprise or a street segment.

use crate::geom::Wgs84;
use crate::model::{TargetKind, UnitId};

/// What is neither a household, a member, a building nor a grid, and has somebody who keeps in contact with it
/// (党组织、企业、路段).
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Outside key, unique among units of all kinds.
    pub code: String,
    /// Its name, such as “柳溪村第二党支部”.
    pub name: String,
    /// The organization that it belongs to: organizations are a tree, an enterprise may have one.
    pub parent: Option<UnitId>,
    /// Where it is: nothing where nobody has said, one place, or a line along a street.
    pub path: Vec<Wgs84>,
    /// A remark; internal.
    pub note: String,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitKind {
    /// A party organization (党组织): a committee, a general branch, a branch or a group.
    Organization,
    /// A firm that has a contact person (企业).
    Enterprise,
    /// A stretch of street that a member cares for (路段).
    Segment,
}

impl UnitKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Organization, Self::Enterprise, Self::Segment];

    /// The kind of target that it is.
    pub fn target(self) -> TargetKind {
        match self {
            Self::Organization => TargetKind::Organization,
            Self::Enterprise => TargetKind::Enterprise,
            Self::Segment => TargetKind::Segment,
        }
    }

    /// The word in files and on the command line.
    pub fn key(self) -> &'static str {
        self.target().key()
    }

    /// The kind with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl Unit {
    /// One place that stands for it: where it is, or the middle corner of its line.
    pub fn at(&self) -> Option<Wgs84> {
        self.path.get(self.path.len() / 2).copied()
    }
}
