//! Who covers whom.

use crate::model::MemberId;
use jiff::civil::Date;

/// A contact (联系): this member keeps in touch with the household it is stored under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Who.
    pub member: MemberId,
    /// In which part.
    pub kind: LinkKind,
    /// Must be neither lost nor gained by an edit.
    pub locked: bool,
    /// From which day on.
    pub since: Option<Date>,
}

/// The part a member has in a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Responsible (主责). Only this counts as cover and as load.
    Primary,
    /// Stands in when needed (协助, AB角).
    Backup,
    /// Helps a household that needs it, beside those who cover it (结对).
    Paired,
}

impl LinkKind {
    /// All of them, the responsible one first.
    pub const ALL: [Self; 3] = [Self::Primary, Self::Backup, Self::Paired];

    /// The word in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Backup => "backup",
            Self::Paired => "paired",
        }
    }

    /// The kind with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}
