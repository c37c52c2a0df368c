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
mod asked;
mod bottom_panel;
pub mod dialogs;
mod dropped;
mod fly;
mod frame_times;
mod guard;
mod inspector;
mod job_line;
mod jobs;
mod keys;
mod left_panel;
mod map;
mod opening;
mod picked;
mod recent;
mod remembering;
mod run;
mod safety;
mod search_box;
mod session;
mod status_bar;
mod style;
mod tool;
mod top_bar;
mod tour;
mod widgets;
mod window;

pub use asked::Asked;
pub use jobs::JobLine;
pub use picked::Picked;
pub use recent::RecentFile;
pub use remembering::PanelSizes;
pub use run::{RunError, run};
pub use safety::Part;
pub use session::{Drag, FindingWithFix, Layers, Mode, Selected, Session, Stack, Tab, Toast};
pub use tool::{Source, Tool};
pub use tour::Tour;
pub use window::Window;
