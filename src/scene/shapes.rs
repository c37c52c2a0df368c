//! The shapes of a scene, each with its meaning.

use crate::geom::{Bounds, MapPoint};
use crate::model::{BackdropKind, CategoryId, Glyph, GridId, HouseholdId, LinkKind, MemberId};
use crate::scene::Shade;

/// A filled shape.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaShape {
    /// What it is.
    pub kind: AreaKind,
    /// Outlines and holes, without the repeated last point; inside is what an odd number of rings encloses.
    pub rings: Vec<Vec<MapPoint>>,
    /// The rectangle round it.
    pub bounds: Bounds,
}

impl AreaShape {
    /// True if the point is inside an odd number of rings.
    pub fn contains(&self, at: MapPoint) -> bool {
        let edges = self.rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)));
        let crossed = edges.filter(|(a, b)| {
            let is_across = (a.north_m > at.north_m) != (b.north_m > at.north_m);
            let share = (at.north_m - a.north_m) / (b.north_m - a.north_m);
            is_across && at.east_m < a.east_m + (b.east_m - a.east_m) * share
        });
        self.bounds.contains(at) && crossed.count() % 2 == 1
    }
}

/// What a filled shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaKind {
    /// A feature of the base map.
    Backdrop(BackdropKind),
    /// A grid. `tint` counts the tints of the theme so that neighbors differ; a grid with grids inside has none.
    Grid {
        /// Which.
        grid: GridId,
        /// Its tint.
        tint: Option<u8>,
    },
}

impl AreaKind {
    /// What it is of the base map; `None` for a grid.
    pub fn backdrop(self) -> Option<BackdropKind> {
        match self {
            Self::Backdrop(kind) => Some(kind),
            Self::Grid { .. } => None,
        }
    }
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct LineShape {
    /// What it is.
    pub kind: LineKind,
    /// Its points.
    pub points: Vec<MapPoint>,
    /// The rectangle round it.
    pub bounds: Bounds,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// A road or a brook of the base map.
    Backdrop(BackdropKind),
    /// A border between grids, drawn once for both; `level` is the topmost that it bounds.
    Border {
        /// Rank of the topmost grid that it bounds.
        level: u8,
    },
}

/// Who covers whom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkShape {
    /// The household.
    pub household: HouseholdId,
    /// The member.
    pub member: MemberId,
    /// Responsible, or standing in.
    pub kind: LinkKind,
    /// Must stay as it is.
    pub is_locked: bool,
    /// Where the member is.
    pub from: MapPoint,
    /// Where the household is.
    pub to: MapPoint,
}

/// A household, or several at one place, or a member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Where.
    pub at: MapPoint,
    /// The household that colors it; internally only.
    pub household: Option<HouseholdId>,
    /// The member whom it shows, where it shows a member instead of a household.
    pub member: Option<MemberId>,
    /// Its shape.
    pub glyph: Glyph,
    /// Its color, by meaning.
    pub ink: Ink,
    /// What else is to be said of it.
    pub state: MarkState,
    /// The tint of whoever covers it, where the ground round it is tinted.
    pub tint: Option<u8>,
    /// How many households are here.
    pub count: u32,
    /// Those with a higher rank are drawn later.
    pub rank: u8,
}

/// The color of a mark, by meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// Any household; all that is seen outside.
    Neutral,
    /// A category, with its own fill.
    Category {
        /// Which.
        category: CategoryId,
        /// Red, green, blue.
        color: [u8; 3],
        /// Must recede: the many ordinary ones.
        is_quiet: bool,
    },
    /// A class of another coloring than that by category.
    Shade(Shade),
    /// Nobody has said (未分类).
    Unknown,
    /// A serving member without a household on the map, or one who agreed to be shown.
    Member,
}

/// What is said of a mark beside its category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct MarkState {
    /// Must be covered and is not: a red ring.
    pub is_uncovered: bool,
    /// A responsible link is locked: a small lock.
    pub is_locked: bool,
    /// Nobody lives there: pale.
    pub is_vacant: bool,
    /// A member who serves lives there.
    pub badge: Option<Badge>,
}

/// The role of who lives there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Badge {
    /// A member who serves; drawn only where the shape does not say it already.
    Serves,
    /// A grid leader.
    Leads,
}

/// A name on the map. The screen draws it with its own text, paper with ours.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What is written.
    pub text: String,
    /// The middle of the text; for a grid the place on its northern edge that the text hangs from, for a grid with
    /// grids inside the one that it stands on, for a member the mark that it stands under.
    pub at: MapPoint,
    /// How it is written.
    pub style: LabelStyle,
    /// The grid that it names, if it names one.
    pub grid: Option<GridId>,
    /// Where there is room for one only, the one with the larger number stays.
    pub importance: u8,
    /// Turned against the clock, so that it follows its line; −π/2 to π/2. Where that is steep, hanzi are better set
    /// upright one under the other, see [`Label::is_upright`].
    pub angle_rad: f32,
    /// About how long the thing is that it names, in map meters; a name longer than that is left out.
    pub extent_m: f64,
}

impl Label {
    /// True if the name has a place at this scale: it is not longer than what it names, and not one of many small
    /// names seen from far.
    pub fn is_legible(&self, pt_per_m: f64, width_pt: f32) -> bool {
        let least_pt_per_m = match self.style {
            LabelStyle::Grid | LabelStyle::Upper | LabelStyle::Water | LabelStyle::Ring => 0.0,
            LabelStyle::Street | LabelStyle::Place => 0.4,
            LabelStyle::Lane | LabelStyle::Member => 0.7,
        };
        pt_per_m >= least_pt_per_m && f64::from(width_pt) <= self.extent_m * pt_per_m
    }

    /// True if the letters stay upright and follow each other downward along the line, as street names in Chinese do
    /// where the street goes up the sheet.
    pub fn is_upright(&self) -> bool {
        matches!(self.style, LabelStyle::Street | LabelStyle::Lane)
            && self.angle_rad.abs() > 0.9
            && !self.text.is_ascii()
    }
}

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelStyle {
    /// A grid: bold, with a halo, on its northern edge, where fewest households are.
    Grid,
    /// A grid with grids inside: bold, above its northern edge.
    Upper,
    /// Water: slanted and blue.
    Water,
    /// A street or road, along it.
    Street,
    /// A lane, along it.
    Lane,
    /// A field, a wood, a named house.
    Place,
    /// A member.
    Member,
    /// A grid that is seen as a ring: bold, beneath it.
    Ring,
}

impl LabelStyle {
    /// Where else the name may stand when its place is taken, downward, in heights of the name; the best first. A
    /// grid needs its name more than the name needs the edge.
    pub fn shifts(self) -> &'static [f32] {
        match self {
            Self::Grid => &[0.0, 0.6, 1.2],
            Self::Upper | Self::Water | Self::Street | Self::Lane | Self::Place | Self::Member | Self::Ring => &[0.0],
        }
    }
}
