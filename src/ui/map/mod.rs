//! The map: our own picture of the place beneath, and what moves on top of it.
//!
//! [`Picture`] asks a thread for pictures of the scene and shows the last one, moved and scaled to the present view,
//! until the next is ready. Hover, selection, the drag and names are drawn over it by egui.

mod floating;
mod gestures;
mod names;
mod overlay;
mod picture;
mod preview_card;
mod widget;

pub(crate) use gestures::{pick, zoom_by};
pub(crate) use picture::Picture;
pub(crate) use preview_card::preview_card_ui;
pub(crate) use widget::{MapState, map_ui, window_from_map};
