//! A member.

use crate::geom::Wgs84;
use crate::model::{GridId, HouseholdId, Scheme, UnitId};

/// A person who covers others (党员).
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked of a member by itself, in a column of its own")]
pub struct Member {
    /// The stable outside key (党员编号), unique among serving members.
    pub code: String,
    /// Full name.
    pub name: String,
    /// The household where the member lives. Its position is the member's.
    pub home: Option<HouseholdId>,
    /// Where the member is found when there is no home in the register.
    pub at: Option<Wgs84>,
    /// The phone for residents; may be shown with consent.
    pub duty_phone: String,
    /// The private phone; internal.
    pub phone: String,
    /// What the member does: 网格员, 网格长, 楼长 … as the roster says.
    pub roles: Vec<String>,
    /// True if the member can cover households now. Age, health or absence make it false; that is no judgement.
    pub eligible: bool,
    /// True if the member needs to be looked after, too: of great age, or frail. Why is nobody's business.
    pub needs_care: bool,
    /// Fewest households to cover.
    pub min_load: u16,
    /// Most households to cover; `None` for no limit.
    pub max_load: Option<u16>,
    /// The grid served; `None` for the one at home.
    pub grid: Option<GridId>,
    /// The organization (党组织) that the member belongs to.
    pub organization: Option<UnitId>,
    /// Agreed that name and duty phone are shown outside.
    pub consent: bool,
    /// Agreed that the place of the home is shown outside.
    pub home_consent: bool,
    /// Whether the member serves.
    pub status: MemberStatus,
    /// A remark; internal.
    pub note: String,
}

/// Whether a member serves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum MemberStatus {
    /// Serves (在岗).
    #[default]
    Serving,
    /// Has left (离任); kept for history.
    Retired,
}

impl MemberStatus {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Serving, Self::Retired];

    /// The word in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Serving => "serving",
            Self::Retired => "retired",
        }
    }

    /// The status with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.key() == key)
    }

    /// True if a member of this status may be given households, being eligible or not.
    pub fn can_cover(self, is_eligible: bool) -> bool {
        is_eligible && self == Self::Serving
    }
}

impl Member {
    /// Somebody of whom nothing is known but a code: serves, can cover as many as the scheme says, has agreed to nothing.
    pub fn blank(code: String, scheme: &Scheme) -> Self {
        Self {
            code,
            name: String::new(),
            home: None,
            at: None,
            duty_phone: String::new(),
            phone: String::new(),
            roles: Vec::new(),
            eligible: true,
            needs_care: false,
            min_load: scheme.min_load(),
            max_load: scheme.max_load(),
            grid: None,
            organization: None,
            // Nobody has agreed who was not asked.
            consent: false,
            home_consent: false,
            status: MemberStatus::Serving,
            note: String::new(),
        }
    }

    /// True if the member may be given households: serving and eligible.
    pub fn can_cover(&self) -> bool {
        self.status.can_cover(self.eligible)
    }

    /// True if one more household stays within the range.
    pub fn has_room(&self, load: u32) -> bool {
        self.max_load.is_none_or(|max_load| load < u32::from(max_load))
    }
}
