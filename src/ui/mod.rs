//! Layer 8: the window.
//!
//! A frame goes like this: news from the writer and from jobs, last frame's wishes, keys, panels, map, dialogs.
//! Panels read the [`Document`](crate::app::Document) and answer with an [`Asked`]; only the window acts.
//!
//! Invariants
//! - A panel changes the session at most, never the project.
//! - Sizes are in `style`, colors in the theme of the scene, words in `app::wording`.
//! - Nothing is repainted while nothing happens.

mod act;
mod aid;
mod asked;
mod borders;
mod bottom_panel;
mod changes;
mod coloring_panel;
pub mod dialogs;
mod dropped;
mod filing;
mod filter_strip;
mod find;
mod finding_list;
mod flats;
mod fly;
mod folds;
mod foyer;
mod frame_times;
mod grid_tree;
mod guard;
mod guides;
mod history;
mod inspector;
mod job_line;
mod jobs;
mod keys;
mod left_panel;
mod lives;
mod looks;
mod map;
mod menus;
mod opening;
mod picked;
mod plan_menu;
mod program;
mod projector;
mod recent;
mod remembering;
mod run;
mod safety;
mod search_box;
mod session;
mod shortcuts;
mod status_bar;
mod style;
mod tab;
mod tables;
mod tiers;
mod timeline;
mod tool;
mod tools;
mod top_bar;
mod tour;
mod tray;
mod twist;
mod view_menu;
mod views;
mod waivers;
mod walk;
mod widgets;
mod window;

pub use aid::Aid;
pub use asked::{Asked, ReadOrder};
pub use borders::BorderWish;
pub use flats::Flats;
pub use guides::Guides;
pub use jobs::JobLine;
pub use map::{Glide, Swipe};
pub use picked::Picked;
pub use recent::RecentFile;
pub use remembering::PanelMemory;
pub use run::{RunError, run};
pub use safety::Part;
pub use session::{Drag, Layers, Mode, Selected, Session, Stack, Toast};
pub use tab::Tab;
pub use tool::{Source, Tool};
pub use tour::Tour;
pub use window::Window;
