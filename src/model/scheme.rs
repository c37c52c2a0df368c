//! The rules of a place, as numbers.

/// The scheme of a place (制度): what its rules ask for. Numbers live here, never in a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Its id, such as `neutral`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Names of the levels of grids, the topmost first.
    pub levels: Vec<String>,
    /// Fewest households for a member who has no range of their own.
    pub min_load: u16,
    /// Most households for a member who has no range of their own.
    pub max_load: Option<u16>,
    /// A link longer than this is an outlier, in meters.
    pub far_m: f64,
    /// A link longer than so many times the median of its member's links is an outlier …
    pub far_medians: f64,
    /// … if it is longer than this as well, in meters; next-door distances are never outliers.
    pub near_m: f64,
    /// Which lived-in households need not be covered.
    pub exempt: Vec<Exemption>,
}

/// Lived-in households that a scheme does not ask to be covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exemption {
    /// Households where a member lives.
    MemberHome,
}

impl Exemption {
    /// The word in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::MemberHome => "member_home",
        }
    }

    /// The exemption with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        (key == Self::MemberHome.key()).then_some(Self::MemberHome)
    }
}

impl Scheme {
    /// The scheme that takes no side: everyone is covered, members have 5 to 14 households each.
    pub fn neutral() -> Self {
        Self {
            id: "neutral".to_owned(),
            name: "通用联户".to_owned(),
            levels: ["乡镇", "村", "网格"].map(str::to_owned).to_vec(),
            min_load: 5,
            max_load: Some(14),
            far_m: 1_000.0,
            far_medians: 3.0,
            near_m: 150.0,
            exempt: Vec::new(),
        }
    }
}
