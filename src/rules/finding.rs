//! What a check found.

use crate::model::{GridId, HouseholdId, MemberId, Reason, Rule, Scheme, Severity, Target};

/// Something a check found. The sentence is written elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// A household that must be covered has no eligible responsible member.
    Uncovered {
        /// Which.
        household: HouseholdId,
        /// The stored reason.
        reason: Option<Reason>,
    },
    /// A member has more households than the range allows.
    LoadAbove {
        /// Who.
        member: MemberId,
        /// How many.
        load: u32,
        /// At most.
        max_load: u16,
    },
    /// A member has fewer households than the range asks for.
    LoadBelow {
        /// Who.
        member: MemberId,
        /// How many.
        load: u32,
        /// At least.
        min_load: u16,
    },
    /// A member has a number of households that is allowed, and not the one that is aimed at.
    LoadOff {
        /// Who.
        member: MemberId,
        /// How many.
        load: u32,
        /// What is aimed at.
        ideal: (u16, u16),
    },
    /// More than one member is responsible for a household.
    SeveralPrimaries {
        /// Which.
        household: HouseholdId,
        /// How many.
        count: u32,
    },
    /// A household has nobody of those whom the scheme asks for.
    NeedUnmet {
        /// Which household.
        household: HouseholdId,
        /// Id of the requirement.
        requirement: Box<str>,
    },
    /// A member covers fewer than a tier of the scheme asks for.
    TierBelow {
        /// Who.
        member: MemberId,
        /// Id of the tier.
        tier: Box<str>,
        /// How many.
        count: u32,
        /// At least.
        min: u16,
    },
    /// A member covers more than a tier of the scheme allows.
    TierAbove {
        /// Who.
        member: MemberId,
        /// Id of the tier.
        tier: Box<str>,
        /// How many.
        count: u32,
        /// At most.
        max: u16,
    },
    /// A member covers a number that a tier of the scheme allows, and not the one that is aimed at.
    TierOff {
        /// Who.
        member: MemberId,
        /// Id of the tier.
        tier: Box<str>,
        /// How many.
        count: u32,
        /// What is aimed at.
        ideal: (u16, u16),
    },
    /// Something that a tier of the scheme is about has nobody.
    TargetUnlinked {
        /// What.
        target: Target,
        /// Id of the tier.
        tier: Box<str>,
    },
    /// Nobody has said who lives in a household.
    Unclassified {
        /// Which.
        household: HouseholdId,
    },
    /// A member who cannot cover households now still holds links.
    IneligibleHolds {
        /// Who.
        member: MemberId,
        /// How many links, of both kinds.
        link_count: u32,
    },
    /// A household is covered by somebody who serves another grid.
    OtherGrid {
        /// Which household.
        household: HouseholdId,
        /// Covered by whom.
        member: MemberId,
        /// Where the household lies.
        grid: GridId,
        /// Which grid the member serves.
        served: GridId,
    },
    /// A link much longer than the others of its member.
    FarLink {
        /// To which household.
        household: HouseholdId,
        /// Of which member.
        member: MemberId,
        /// Straight distance, whole meters.
        distance_m: u32,
        /// The usual distance of this member, whole meters.
        median_m: u32,
    },
    /// The roster says another grid than the map.
    StatedGridDiffers {
        /// Which household.
        household: HouseholdId,
        /// What the roster says.
        stated: String,
        /// Where it lies.
        grid: Option<GridId>,
    },
    /// A household lies in no grid.
    OutsideGrids {
        /// Which.
        household: HouseholdId,
    },
    /// A household lies in two grids of one level.
    InSeveralGrids {
        /// Which.
        household: HouseholdId,
    },
    /// A household has no position.
    Unplaced {
        /// Which.
        household: HouseholdId,
    },
}

/// What asks for what was not found in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedBy<'a> {
    /// A rule that is checked in every place.
    Rule(Rule),
    /// The requirement of the scheme with this id.
    Requirement(&'a str),
    /// The tier of the scheme with this id.
    Tier(&'a str),
}

impl Finding {
    /// What asks for it.
    pub fn asked_by(&self) -> AskedBy<'_> {
        AskedBy::Rule(match self {
            Self::NeedUnmet { requirement, .. } => return AskedBy::Requirement(requirement),
            Self::TierBelow { tier, .. }
            | Self::TierAbove { tier, .. }
            | Self::TierOff { tier, .. }
            | Self::TargetUnlinked { tier, .. } => return AskedBy::Tier(tier),
            Self::Uncovered { .. } => Rule::Covered,
            Self::LoadAbove { .. } | Self::LoadBelow { .. } | Self::LoadOff { .. } => Rule::Load,
            Self::SeveralPrimaries { .. } => Rule::Single,
            Self::Unclassified { .. } => Rule::Classified,
            Self::IneligibleHolds { .. } => Rule::Eligible,
            Self::OtherGrid { .. } => Rule::SameGrid,
            Self::FarLink { .. } => Rule::Distance,
            Self::StatedGridDiffers { .. } => Rule::StatedGrid,
            Self::OutsideGrids { .. } | Self::InSeveralGrids { .. } => Rule::InGrid,
            Self::Unplaced { .. } => Rule::Placed,
        })
    }

    /// How bad it is by a scheme; `None` if the scheme does not ask for it.
    pub fn severity_by(&self, scheme: &Scheme) -> Option<Severity> {
        match (self, self.asked_by()) {
            (_, AskedBy::Requirement(id)) => scheme.requirement(id)?.severity,
            (Self::TierOff { .. }, AskedBy::Tier(id)) => scheme.tier(id)?.severity.and(Some(Severity::Note)),
            // Too many or too few is never worse than a warning: it is nobody without anybody.
            (Self::TierBelow { .. } | Self::TierAbove { .. }, AskedBy::Tier(id)) => {
                scheme.tier(id)?.severity.map(|severity| severity.max(Severity::Warning))
            }
            (_, AskedBy::Tier(id)) => scheme.tier(id)?.severity,
            // Within what is allowed, what is aimed at is worth a look and no more.
            (Self::LoadOff { .. }, AskedBy::Rule(rule)) => scheme.severity_of(rule).and(Some(Severity::Note)),
            (_, AskedBy::Rule(rule)) => scheme.severity_of(rule),
        }
    }

    /// The same for what was found, and was therefore asked for.
    pub fn severity(&self, scheme: &Scheme) -> Severity {
        self.severity_by(scheme).unwrap_or(Severity::Note)
    }

    /// The phrases of the scheme's source that ask for it; empty where there are none.
    pub fn quotes<'a>(&self, scheme: &'a Scheme) -> &'a [String] {
        match self.asked_by() {
            AskedBy::Rule(rule) => scheme.quotes_of(rule),
            AskedBy::Requirement(id) => scheme.requirement(id).map_or(&[], |requirement| &requirement.quotes),
            AskedBy::Tier(id) => scheme.tier(id).map_or(&[], |tier| &tier.quotes),
        }
    }

    /// The rule that found it, as a word.
    pub fn rule(&self) -> String {
        match self.asked_by() {
            AskedBy::Rule(rule) => rule.key().to_owned(),
            AskedBy::Requirement(id) => format!("requirement:{id}"),
            AskedBy::Tier(id) => format!("tier:{id}"),
        }
    }

    /// What it is about, the most telling first.
    pub fn targets(&self) -> Vec<Target> {
        match *self {
            Self::TargetUnlinked { target, .. } => vec![target],
            Self::Uncovered { household, .. }
            | Self::StatedGridDiffers { household, .. }
            | Self::OutsideGrids { household }
            | Self::InSeveralGrids { household }
            | Self::Unplaced { household }
            | Self::SeveralPrimaries { household, .. }
            | Self::NeedUnmet { household, .. }
            | Self::Unclassified { household } => vec![Target::Household(household)],
            Self::LoadAbove { member, .. }
            | Self::LoadBelow { member, .. }
            | Self::LoadOff { member, .. }
            | Self::TierBelow { member, .. }
            | Self::TierAbove { member, .. }
            | Self::TierOff { member, .. }
            | Self::IneligibleHolds { member, .. } => vec![Target::Member(member)],
            Self::OtherGrid { household, member, .. } | Self::FarLink { household, member, .. } => {
                vec![Target::Household(household), Target::Member(member)]
            }
        }
    }

    /// What it is most about.
    pub fn about(&self) -> Option<Target> {
        self.targets().first().copied()
    }

    /// The same word for the same trouble in any run: the rule and the ids it is about.
    pub fn key(&self) -> String {
        let about = self.targets().into_iter().map(|target| match target {
            Target::Household(household) => format!("/h{}", household.0),
            Target::Member(member) => format!("/m{}", member.0),
            Target::Building(building) => format!("/b{}", building.0),
            Target::Grid(grid) => format!("/g{}", grid.0),
            Target::Unit(_, unit) => format!("/u{}", unit.0),
        });
        std::iter::once(self.rule()).chain(about).collect()
    }
}
