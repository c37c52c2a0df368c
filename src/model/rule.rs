//! Which rules there are, and how bad it is to break one.

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Somebody is without cover, or the scheme allows no exception.
    Error,
    /// The scheme asks for something else.
    Warning,
    /// Worth a look.
    Note,
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The severity with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.key() == key)
    }
}

/// What is checked in every place, whatever its scheme. Schemes say how bad it is, or that it does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// Every household that must be covered has an eligible responsible member. Always an error: it is what the
    /// program is for.
    Covered,
    /// Members have neither fewer nor more households than their range says.
    Load,
    /// Who cannot cover households holds none.
    Eligible,
    /// One household has one responsible member.
    Single,
    /// A household is covered by somebody who serves its grid.
    SameGrid,
    /// No link is much longer than the others of its member.
    Distance,
    /// The roster and the map name the same grid.
    StatedGrid,
    /// A household lies in one grid.
    InGrid,
    /// A household is on the map.
    Placed,
    /// Somebody has said who lives there.
    Classified,
}

impl Rule {
    /// All of them, in the order in which people read them.
    pub const ALL: [Self; 10] = [
        Self::Covered,
        Self::Load,
        Self::Eligible,
        Self::Single,
        Self::SameGrid,
        Self::Distance,
        Self::StatedGrid,
        Self::InGrid,
        Self::Placed,
        Self::Classified,
    ];

    /// The word in files and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Load => "load",
            Self::Eligible => "eligible",
            Self::Single => "single",
            Self::SameGrid => "same_grid",
            Self::Distance => "distance",
            Self::StatedGrid => "stated_grid",
            Self::InGrid => "in_grid",
            Self::Placed => "placed",
            Self::Classified => "classified",
        }
    }

    /// The rule with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.key() == key)
    }

    /// How bad it is where a scheme does not say; `None` where it is not looked at then.
    pub fn usual_severity(self) -> Option<Severity> {
        match self {
            Self::Covered => Some(Severity::Error),
            Self::Load | Self::Eligible => Some(Severity::Warning),
            Self::SameGrid | Self::Distance | Self::StatedGrid | Self::InGrid | Self::Placed => Some(Severity::Note),
            Self::Single | Self::Classified => None,
        }
    }
}

/// What a scheme says about one of the rules that are checked in every place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Which rule.
    pub rule: Rule,
    /// How bad it is to break it; `None` for “does not matter here”.
    pub severity: Option<Severity>,
    /// The phrases that it comes from, word for word.
    pub quotes: Vec<String>,
}
