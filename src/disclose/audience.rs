//! Who reads.

/// Who reads what is shown (受众). Ordered from the strictest to the widest view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Anyone: a notice board (公示).
    Public,
    /// A room with a projector (投影).
    Meeting,
    /// Those who do the work (内部); only ever chosen on purpose.
    Internal,
}

impl Audience {
    /// All of them, the strictest first.
    pub const ALL: [Self; 3] = [Self::Public, Self::Meeting, Self::Internal];

    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Meeting => "meeting",
            Self::Internal => "internal",
        }
    }

    /// The audience with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.key() == key)
    }

    /// May see the category of a single household, and so colours and shapes.
    pub fn sees_categories(self) -> bool {
        self == Self::Internal
    }

    /// May see that a single household is uncovered, away or vacant.
    pub fn sees_states(self) -> bool {
        self == Self::Internal
    }

    /// May see lines between members and households.
    pub fn sees_links(self) -> bool {
        self == Self::Internal
    }

    /// May get coordinates of households in a file.
    pub fn gets_coordinates(self) -> bool {
        self == Self::Internal
    }
}
