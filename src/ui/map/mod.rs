//! The map: our own picture of the place beneath, and what moves on top of it.
//!
//! In a [`Layer`], [`Scenery`](scenery::Scenery) keeps the scene a step behind the document, [`Tiles`](tiles::Tiles) keeps pictures of
//! it that threads paint, and shows them moved and stretched to the present view until the next are ready. Hover,
//! selection, the drag and names are drawn over it by egui.

mod arrows;
mod floating;
mod gestures;
mod ghost;
mod glide;
mod layer;
mod names;
mod overlay;
mod painters;
mod preview_card;
mod rings;
mod rubber;
mod scenery;
mod sketch_map;
mod swipe;
mod tiles;
mod widget;

pub(crate) use gestures::{pan, pick, zoom_by};
pub use glide::Glide;
pub(crate) use layer::Layer;
pub(crate) use overlay::{area_outline_ui, tag};
pub(crate) use preview_card::preview_card_ui;
pub(crate) use sketch_map::sketch_map_ui;
pub use swipe::Swipe;
pub(crate) use widget::{MapState, map_ui, window_from_map};
