//! The rules of a place, as data.

use crate::model::{Cadence, Checklist, LinkKind, Point, Requirement, Role, Rule, Ruling, Severity, TargetKind, Tier};

/// The scheme of a place (制度): what its rules ask for. Numbers live here, never in a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Its id, such as `neutral`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it comes from; empty for nowhere in particular.
    pub place: String,
    /// The year that it was described in.
    pub year: Option<u16>,
    /// Who described it: title, publisher, date.
    pub source: String,
    /// What was decided where the description leaves room, a paragraph each.
    pub notes: Vec<String>,
    /// Names of the levels of grids, the topmost first.
    pub levels: Vec<String>,
    /// A link longer than this is an outlier, in meters.
    pub far_m: f64,
    /// A link longer than so many times the median of its member's links is an outlier …
    pub far_medians: f64,
    /// … if it is longer than this as well, in meters; next-door distances are never outliers.
    pub near_m: f64,
    /// Which lived-in households need not be covered.
    pub exempt: Vec<Exemption>,
    /// The parts that people have.
    pub roles: Vec<Role>,
    /// Who covers what. One of them is that of members and households.
    pub tiers: Vec<Tier>,
    /// What households of a category need.
    pub requirements: Vec<Requirement>,
    /// What it says about the rules that are checked in every place; those not named are as usual.
    pub rulings: Vec<Ruling>,
    /// What is done how often.
    pub cadences: Vec<Cadence>,
    /// What belongs together.
    pub checklists: Vec<Checklist>,
    /// What counts how much.
    pub points: Vec<Point>,
}

/// Lived-in households that a scheme does not ask to be covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exemption {
    /// Households where a member lives.
    MemberHome,
    /// Households whose people are all away, and could be called only.
    Away,
}

impl Exemption {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::MemberHome, Self::Away];

    /// The word in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::MemberHome => "member_home",
            Self::Away => "away",
        }
    }

    /// The exemption with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|exemption| exemption.key() == key)
    }
}

impl Scheme {
    /// The scheme that takes no side: everyone is covered, members have 5 to 14 households each.
    pub fn neutral() -> Self {
        let households = Tier {
            id: "households".to_owned(),
            name: "党员联户".to_owned(),
            by: String::new(),
            of: TargetKind::Household,
            only: String::new(),
            needs_care: false,
            except: Vec::new(),
            min: 5,
            max: Some(14),
            ideal: None,
            each: 1,
            severity: Some(Severity::Warning),
            quotes: Vec::new(),
            note: String::new(),
        };
        Self {
            id: "neutral".to_owned(),
            name: "通用联户".to_owned(),
            place: String::new(),
            year: None,
            source: String::new(),
            notes: Vec::new(),
            levels: ["乡镇", "村", "网格"].map(str::to_owned).to_vec(),
            far_m: 1_000.0,
            far_medians: 3.0,
            near_m: 150.0,
            exempt: Vec::new(),
            roles: Vec::new(),
            tiers: vec![households],
            requirements: Vec::new(),
            rulings: Vec::new(),
            cadences: Vec::new(),
            checklists: Vec::new(),
            points: Vec::new(),
        }
    }

    /// The tier of members and households: whose range a member has who has no other.
    pub fn household_tier(&self) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.of == TargetKind::Household && tier.only.is_empty())
    }

    /// Fewest households for a member who has no range of their own.
    pub fn min_load(&self) -> u16 {
        self.household_tier().map_or(0, |tier| tier.min)
    }

    /// Most households for a member who has no range of their own.
    pub fn max_load(&self) -> Option<u16> {
        self.household_tier().and_then(|tier| tier.max)
    }

    /// How many households one who covers members in this tier has below, through them: fewest and most, `None` for no
    /// limit. Where a number is aimed at for each member (“about ten”), that is what is multiplied.
    ///
    /// Nothing for tiers that are not about all members who cover households.
    pub fn households_below(&self, tier: &Tier) -> Option<(u32, Option<u32>)> {
        let is_about_all = tier.of == TargetKind::Member && tier.only.is_empty() && !tier.needs_care;
        let households = self.household_tier().filter(|_| is_about_all)?;
        let (least, most) = match households.ideal {
            Some((from, to)) => {
                let middle = u32::from(from).midpoint(u32::from(to));
                (middle, Some(middle))
            }
            None => (households.min.into(), households.max.map(u32::from)),
        };
        let most = tier.max.zip(most).map(|(members, most)| u32::from(members) * most);
        Some((u32::from(tier.min) * least, most))
    }

    /// How bad it is to break a rule; `None` where it does not matter.
    pub fn severity_of(&self, rule: Rule) -> Option<Severity> {
        let said = self.rulings.iter().find(|ruling| ruling.rule == rule);
        match (rule, said) {
            (Rule::Covered, _) => Some(Severity::Error),
            (Rule::Load, None) => self.household_tier().and_then(|tier| tier.severity),
            (_, Some(ruling)) => ruling.severity,
            (_, None) => rule.usual_severity(),
        }
    }

    /// The requirement with this id.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|requirement| requirement.id == id)
    }

    /// The tier with this id.
    pub fn tier(&self, id: &str) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.id == id)
    }

    /// The phrases that a rule comes from; empty where the scheme takes none from anywhere.
    pub fn quotes_of(&self, rule: Rule) -> &[String] {
        let said = self.rulings.iter().find(|ruling| ruling.rule == rule).map(|ruling| ruling.quotes.as_slice());
        let tier = || self.household_tier().map(|tier| tier.quotes.as_slice());
        said.filter(|quotes| !quotes.is_empty())
            .or_else(|| if matches!(rule, Rule::Load) { tier() } else { None })
            .unwrap_or_default()
    }

    /// True if somebody with these roles on the roster has the part with this key. Everybody has the part without one.
    pub fn has_part(&self, roles: &[String], key: &str) -> bool {
        key.is_empty() || self.roles.iter().any(|role| role.key == key && role.is_among(roles))
    }

    /// True if a link of this kind to somebody with these roles is what a requirement asks for.
    pub fn satisfies(&self, requirement: &Requirement, kind: LinkKind, roles: &[String]) -> bool {
        let is_any = requirement.roles.is_empty();
        requirement.kinds.contains(&kind) && (is_any || requirement.roles.iter().any(|key| self.has_part(roles, key)))
    }
}
