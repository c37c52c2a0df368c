//! Layer 5: the map as a list of shapes with meanings, and how it is drawn.
//!
//! [`build`] turns a project into a [`Scene`]: areas, lines, links, [`Mark`]s and [`Label`]s in map meters, as far
//! as the audience may see them; from far a [`Cluster`] stands for many marks. [`follow`] makes the scene after an
//! edit; [`sketch`] makes one from a glimpse of a place that is still being read. A [`Theme`] turns meanings into colors. [`paint`](crate::scene::paint::paint) draws
//! a scene into pixels, for the screen and for paper alike; a [`Page`] is a printed sheet with everything round it.
//!
//! Invariants
//! - Outside [`Audience::Internal`](crate::disclose::Audience::Internal) every household is the same neutral dot:
//!   no mark carries a category or a state, there are no links, and hiding categories has no effect.
//! - The scene after an edit is the one that would be built anew.
//! - No sentence is made here: texts come in through [`PageTexts`] and [`LegendTexts`].
//! - No file, clock or thread is in reach of this module.

mod bins;
mod borders;
mod build;
mod cell;
mod chains;
mod clusters;
mod coloring;
mod contrast;
mod display_list;
mod ground;
mod grouped;
mod labels;
mod lattice;
mod legend;
mod marks;
mod member_tints;
mod page;
mod page_parts;
mod scale_bar;
mod shade;
mod shapes;
mod sketch;
mod theme;
mod theme_dark;

pub mod paint;

pub use build::{SceneOptions, build, build_on, follow};
pub use chains::{ChainShape, TargetShape};
pub use clusters::{Cluster, ClusterKey};
pub use coloring::Coloring;
pub use display_list::Scene;
pub use ground::{Outline, outline};
pub use grouped::grouped;
pub use legend::{LegendKey, LegendLine, LegendTexts, TierLegendTexts, legend, tier_legend};
pub use page::{Orientation, Page, PageOptions, PageTexts, Paper, Part};
pub use scale_bar::{ScaleBar, fitting_ratio, ratio, scale_bar};
pub use shade::{DISTANCE_CLASSES_M, MEMBER_TINTS, Shade};
pub use shapes::{AreaKind, AreaShape, Badge, Ink, Label, LabelStyle, LineKind, LineShape, LinkShape, Mark, MarkState};
pub use sketch::{Rings, rings, sketch};
pub use theme::{Rgba, Theme};
