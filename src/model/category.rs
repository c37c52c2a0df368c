//! Who lives there: the colours of the 七彩图.

use crate::model::CategoryId;

/// A category of households (人群类别). What colours them; a household has a set of categories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// The word in files and on the command line, such as `elderly_alone`.
    pub key: String,
    /// What people say, such as “独居空巢老人户”.
    pub name: String,
    /// A short form for tight places, such as “独居空巢”.
    pub short: String,
    /// Fill: red, green, blue.
    pub color: [u8; 3],
    /// Its shape, so that the map survives a black-and-white copier.
    pub glyph: Glyph,
    /// Whether these households need care or can give it.
    pub side: Side,
    /// The one with the largest number is shown when a household has several.
    pub priority: u8,
}

/// The shape of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Glyph {
    /// ▲
    Triangle,
    /// ◆
    Diamond,
    /// ✚
    Cross,
    /// ●
    Disc,
    /// ○
    Ring,
    /// ■
    Square,
    /// ▼
    InvertedTriangle,
    /// A grey question mark: nobody has said (未分类).
    Unknown,
}

impl Glyph {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Triangle,
        Self::Diamond,
        Self::Cross,
        Self::Disc,
        Self::Ring,
        Self::Square,
        Self::InvertedTriangle,
        Self::Unknown,
    ];

    /// The word in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Triangle => "triangle",
            Self::Diamond => "diamond",
            Self::Cross => "cross",
            Self::Disc => "disc",
            Self::Ring => "ring",
            Self::Square => "square",
            Self::InvertedTriangle => "inverted_triangle",
            Self::Unknown => "unknown",
        }
    }

    /// The glyph with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|glyph| glyph.key() == key)
    }
}

/// Which side of care a category is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Can help.
    Helps,
    /// Needs care; outside merged into 关爱户.
    NeedsCare,
    /// Neither; must recede on the map.
    Neutral,
    /// Contact by phone.
    ByPhone,
}

impl Side {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Helps, Self::NeedsCare, Self::Neutral, Self::ByPhone];

    /// The word in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Helps => "helps",
            Self::NeedsCare => "needs_care",
            Self::Neutral => "neutral",
            Self::ByPhone => "by_phone",
        }
    }

    /// The side with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.key() == key)
    }
}

impl Category {
    /// Key of the category that follows from a member living there.
    pub const MEMBER: &'static str = "member";
    /// Key of the category that excludes all others.
    pub const ORDINARY: &'static str = "ordinary";
}

/// The default seven, in the order people say them aloud: 红橙黄绿青蓝紫.
///
/// The colours keep a CIEDE2000 distance of about 19 under normal sight and three kinds of colour blindness.
pub fn seven_categories() -> [Category; 7] {
    let row = |key: &str, name: &str, short: &str, color, glyph, side, priority| Category {
        key: key.to_owned(),
        name: name.to_owned(),
        short: short.to_owned(),
        color,
        glyph,
        side,
        priority,
    };
    [
        row("member", "党员户", "党员", [0xA9, 0x21, 0x2F], Glyph::Triangle, Side::Helps, 30),
        row("elderly_alone", "独居空巢老人户", "独居空巢", [0xDD, 0x6F, 0x0F], Glyph::Diamond, Side::NeedsCare, 50),
        row("disabled", "残疾失能户", "残疾失能", [0xFD, 0xEC, 0x0B], Glyph::Cross, Side::NeedsCare, 60),
        row("ordinary", "普通户", "普通", [0x86, 0xCD, 0x9D], Glyph::Disc, Side::Neutral, 10),
        row("away", "外出户", "外出", [0x3B, 0x7D, 0x82], Glyph::Ring, Side::ByPhone, 20),
        row("hardship", "困难户", "困难", [0x19, 0x35, 0x77], Glyph::Square, Side::NeedsCare, 40),
        row(
            "left_behind_child",
            "留守儿童户",
            "留守儿童",
            [0xD1, 0x88, 0xE0],
            Glyph::InvertedTriangle,
            Side::NeedsCare,
            70,
        ),
    ]
}

/// A set of categories; up to 64 of them. Empty means that nobody has said (未分类).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CategorySet(u64);

impl CategorySet {
    /// The empty set.
    pub const EMPTY: Self = Self(0);

    /// The same set with one more; ids above 64 are not held.
    #[must_use]
    pub fn with(self, category: CategoryId) -> Self {
        Self(self.0 | Self::bit(category))
    }

    /// The same set with one less.
    #[must_use]
    pub fn without(self, category: CategoryId) -> Self {
        Self(self.0 & !Self::bit(category))
    }

    /// True if the category is in the set.
    pub fn contains(self, category: CategoryId) -> bool {
        self.0 & Self::bit(category) != 0
    }

    /// True if one category at least is in both.
    pub fn has_common(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True if there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The categories of the set, by growing id.
    pub fn iter(self) -> impl Iterator<Item = CategoryId> {
        (1..=64).map(CategoryId).filter(move |&category| self.contains(category))
    }

    fn bit(category: CategoryId) -> u64 {
        category.0.checked_sub(1).and_then(|place| 1_u64.checked_shl(place)).unwrap_or(0)
    }
}

impl FromIterator<CategoryId> for CategorySet {
    fn from_iter<R: IntoIterator<Item = CategoryId>>(categories: R) -> Self {
        categories.into_iter().fold(Self::EMPTY, Self::with)
    }
}
