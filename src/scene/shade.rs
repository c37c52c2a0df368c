//! What a household is colored by when it is not its category.

use crate::index::{Index, is_changed};
use crate::model::{Household, HouseholdId, MemberId, Plan, Project, Table};
use crate::scene::{Coloring, Rgba, SceneOptions, Theme};

/// As many colors tell neighboring members apart.
pub const MEMBER_TINTS: u8 = 12;

/// A class of households under a [`Coloring`], with a color of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// Covered by a member with this tint.
    Member(u8),
    /// Covered.
    Covered,
    /// Must be covered and is not.
    Uncovered,
    /// Need not be covered.
    NotRequired,
    /// Whoever covers it has fewer households than the range asks for.
    LoadBelow,
    /// Whoever covers it has as many as the range asks for.
    LoadWithin,
    /// Whoever covers it has all the households that the range allows.
    LoadFull,
    /// Whoever covers it has more than the range allows.
    LoadAbove,
    /// Whoever covers it lives in a distance of this class, see [`DISTANCE_CLASSES_M`].
    Distance(u8),
    /// Covered, but a place is missing to measure from.
    NoDistance,
    /// Somebody else covers it than in the plan that is compared with.
    Changed,
    /// The same as there.
    Unchanged,
}

/// Up to so many true meters reaches each class of distances but the last.
pub const DISTANCE_CLASSES_M: [f64; 4] = [50.0, 100.0, 200.0, 400.0];

impl Shade {
    /// The classes that a coloring uses, in the order of its legend; those that nobody is in too.
    pub fn of_coloring(coloring: Coloring) -> Vec<Self> {
        match coloring {
            Coloring::Category | Coloring::Member => Vec::new(),
            Coloring::Coverage => vec![Self::Covered, Self::Uncovered, Self::NotRequired],
            Coloring::Load => {
                vec![
                    Self::LoadBelow,
                    Self::LoadWithin,
                    Self::LoadFull,
                    Self::LoadAbove,
                    Self::Uncovered,
                    Self::NotRequired,
                ]
            }
            Coloring::Distance => (0..=DISTANCE_CLASSES_M.len() as u8)
                .map(Self::Distance)
                .chain([Self::NoDistance, Self::Uncovered, Self::NotRequired])
                .collect(),
            Coloring::Changed => vec![Self::Changed, Self::Unchanged, Self::Uncovered, Self::NotRequired],
        }
    }

    /// True for those that many households are in and that must recede.
    pub fn is_quiet(self) -> bool {
        matches!(
            self,
            Self::Covered
                | Self::NotRequired
                | Self::LoadWithin
                | Self::Unchanged
                | Self::Distance(0)
                | Self::NoDistance
        )
    }
}

/// The class of a household, `None` where its category colors it.
pub(crate) fn shade(
    project: &Project,
    index: &Index,
    plan: &Plan,
    options: &SceneOptions,
    tints: &Table<MemberId, u8>,
    (household, row): (HouseholdId, &Household),
) -> Option<Shade> {
    let coloring = options.coloring;
    if coloring == Coloring::Category {
        return None;
    }
    if !project.is_required(row, index.is_member_home(household)) {
        return Some(Shade::NotRequired);
    }
    let holder =
        plan.primaries_of(household).map(|link| link.member).find(|&member| project.counts_as_cover(household, member));
    if coloring == Coloring::Changed && is_changed(project, plan, options.base, household) {
        return Some(Shade::Changed);
    }
    let Some(member) = holder else { return Some(Shade::Uncovered) };
    Some(match coloring {
        Coloring::Category | Coloring::Coverage => Shade::Covered,
        Coloring::Member => Shade::Member(tints.at(member).copied().unwrap_or_default()),
        Coloring::Load => of_load(project, plan, member),
        Coloring::Distance => project.link_m(household, member).map_or(Shade::NoDistance, of_distance),
        Coloring::Changed => Shade::Unchanged,
    })
}

fn of_load(project: &Project, plan: &Plan, member: MemberId) -> Shade {
    let Some(row) = project.members.at(member) else { return Shade::LoadWithin };
    let load = plan.load_of(member);
    match row.max_load.map(u32::from) {
        Some(most) if load > most => Shade::LoadAbove,
        _ if load < u32::from(row.min_load) => Shade::LoadBelow,
        Some(most) if load == most => Shade::LoadFull,
        _ => Shade::LoadWithin,
    }
}

fn of_distance(distance_m: f64) -> Shade {
    Shade::Distance(DISTANCE_CLASSES_M.iter().filter(|&&most| distance_m > most).count() as u8)
}

impl Theme {
    /// The color of a class. Classes with an order go from light to dark (on dark ground from dark to light), so
    /// that they survive a black-and-white copier.
    pub fn shade(&self, shade: Shade) -> Rgba {
        const MEMBERS: [u32; MEMBER_TINTS as usize] = [
            0x4E79A7, 0xF28E2B, 0x59A14F, 0xB6619F, 0xE15759, 0x76B7B2, 0x9C755F, 0xD4A51B, 0x6A5ACD, 0x2F8F83,
            0xE07BA0, 0x7E8C3A,
        ];
        const NEAR_TO_FAR: [u32; DISTANCE_CLASSES_M.len() + 1] = [0xBFD9C3, 0x8FC0A0, 0xE8C15A, 0xDD7A2B, 0xA32020];
        let hex = match shade {
            Shade::Member(tint) => MEMBERS.get(usize::from(tint) % MEMBERS.len()).copied().unwrap_or_default(),
            Shade::Distance(class) => {
                NEAR_TO_FAR.get(usize::from(class).min(NEAR_TO_FAR.len() - 1)).copied().unwrap_or_default()
            }
            Shade::Covered => 0x86CD9D,
            Shade::LoadWithin => 0x9CCBAE,
            Shade::Uncovered => return self.uncovered,
            Shade::LoadBelow => 0x5B8DD6,
            Shade::LoadFull => 0xE3B23C,
            Shade::LoadAbove => 0xC23B22,
            Shade::Changed => return self.preview,
            Shade::Unchanged | Shade::NoDistance => return self.neutral.mixed(self.canvas, 0.35),
            Shade::NotRequired => return self.unknown,
        };
        Rgba::hex(hex)
    }
}
