//! A household.

use crate::geom::Wgs84;
use crate::model::{Address, BuildingId, CategorySet};
use jiff::civil::Date;

/// One household (户): the thing that must be covered.
#[derive(Clone, Debug, PartialEq)]
pub struct Household {
    /// The stable outside key (户号); unique among households that have not moved out.
    pub code: String,
    /// Name of the head of the household (户主).
    pub head: String,
    /// Where it is, in words, parsed.
    pub address: Address,
    /// The building it is in, where it shares one.
    pub building: Option<BuildingId>,
    /// Phone of the head; private.
    pub phone: String,
    /// How many people live there.
    pub people: Option<u16>,
    /// How many of them are sixty or more: elderly by the law that protects them (老年人权益保障法, article 2).
    pub elderly: Option<u16>,
    /// How many of them are under eighteen: minors by the law that protects them (未成年人保护法, article 2).
    pub children: Option<u16>,
    /// What the roster says about who lives there. Without the category “member”, which is derived from the
    /// homes of members; see [`Project::categories_of`](crate::model::Project::categories_of).
    pub categories: CategorySet,
    /// Where it is; `None` while nobody has placed it.
    pub at: Option<Wgs84>,
    /// Whether anybody lives there.
    pub status: HouseholdStatus,
    /// The code of the grid that the roster states. The grid that counts is found by geometry.
    pub stated_grid: String,
    /// Since when the status holds, where known.
    pub status_since: Option<Date>,
    /// A remark; internal.
    pub note: String,
}

/// Whether anybody lives there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum HouseholdStatus {
    /// Somebody lives there (在住).
    #[default]
    Resident,
    /// Everybody works or lives elsewhere and comes back (外出); contact by phone, still required.
    Away,
    /// Nobody lives there (空置); not required.
    Vacant,
    /// Gone for good (迁出); kept for history, not required.
    MovedOut,
}

impl HouseholdStatus {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Resident, Self::Away, Self::Vacant, Self::MovedOut];

    /// The word in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Away => "away",
            Self::Vacant => "vacant",
            Self::MovedOut => "moved_out",
        }
    }

    /// The status with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }

    /// True if somebody must be covered there: on the register, not moved out, not vacant.
    pub fn is_lived_in(self) -> bool {
        matches!(self, Self::Resident | Self::Away)
    }
}

impl Household {
    /// True if somebody must be covered here: on the register, not moved out, not vacant.
    pub fn is_lived_in(&self) -> bool {
        self.status.is_lived_in()
    }
}
