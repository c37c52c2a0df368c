//! How often something is done, and what belongs to it.

/// How often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Every {
    /// Never longer apart than so many days.
    Days(u16),
    /// In each week from Monday.
    Week,
    /// In each month.
    Month,
    /// On this day of each month.
    MonthDay(u8),
    /// Before the last day of each month is over.
    MonthEnd,
    /// In each quarter.
    Quarter,
    /// In each half of a year.
    HalfYear,
    /// In each year.
    Year,
    /// At each of these feasts.
    Feasts(Vec<String>),
    /// When it is needed; nothing is ever overdue.
    Whenever,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doing {
    /// A visit or a call (走访联系).
    Visit,
    /// A talk between colleagues (谈心谈话).
    Talk,
    /// A meeting (会议).
    Meeting,
    /// A report (汇报).
    Report,
    /// Putting reports together (汇总).
    RollUp,
    /// Training (培训).
    Training,
    /// A notice for all to see (公示通报).
    Notice,
    /// A review (评议考评).
    Review,
}

impl Doing {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Visit,
        Self::Talk,
        Self::Meeting,
        Self::Report,
        Self::RollUp,
        Self::Training,
        Self::Notice,
        Self::Review,
    ];

    /// The word in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Talk => "talk",
            Self::Meeting => "meeting",
            Self::Report => "report",
            Self::RollUp => "roll_up",
            Self::Training => "training",
            Self::Notice => "notice",
            Self::Review => "review",
        }
    }

    /// What this word means.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|doing| doing.key() == key)
    }
}

/// Something that a scheme asks to be done now and then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// The word that it is known by within the scheme.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What is done.
    pub doing: Doing,
    /// How often.
    pub every: Every,
    /// How many times in each.
    pub times: u16,
    /// True where it is kept up; needs records of what was done.
    pub is_on: bool,
    /// The phrases that it comes from, word for word.
    pub quotes: Vec<String>,
    /// Why it is set so, or off.
    pub note: String,
}

/// Things that belong together, to be ticked off, such as 五必到.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// The word that it is known by within the scheme.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The things.
    pub items: Vec<String>,
    /// The phrases that it comes from, word for word.
    pub quotes: Vec<String>,
}

/// What something done counts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// What was done, in words.
    pub name: String,
    /// How much it counts.
    pub points: u16,
}
