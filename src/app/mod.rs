//! Layer 7: the program without a window.
//!
//! A [`Document`] is an open project and the one door for every change: doing, undoing, an accepted proposal, an
//! import all end in its `settle`. A writer thread ([`Saver`]) puts each change on disk in order; “saved” shows
//! only after it has answered. [`Command`] is the table of everything that menus, keys and buttons can do.
//! Every sentence that somebody reads is in [`wording`].
//!
//! Invariants
//! - Nothing changes a project except `Document::settle`.
//! - No widget, no window: a command line runs the same code.
#![expect(clippy::disallowed_methods, reason = "layer 7: settings and the environment are read here")]

mod check_all;
mod clock;
mod comfort;
mod command;
mod comparison;
mod crash;
mod document;
mod document_error;
mod exporting;
mod gathered;
mod import_report;
mod keeper;
mod memory;
mod opening_step;
mod operator;
mod plan_names;
mod preview;
mod save_state;
mod saved_view;
mod saver;
mod scheme_file;
mod scheme_preview;
mod seeker;
mod settings;
mod sheets;
mod timeline;
mod why;
mod withdrawal;
pub mod wording;

pub use check_all::check_all;
pub use clock::{Clock, Stamp, since_start};
pub use comfort::Comfort;
pub use command::{Command, Focus};
pub use comparison::{Base, Comparison};
pub use crash::{last_crash_note, survive, watch_crashes};
pub use document::Document;
pub use document_error::DocumentError;
pub use exporting::{ExportError, Exported, ListExport, MapExport, export_list, export_map, table_name};
pub use gathered::Gathered;
pub use import_report::write_import_report;
pub use keeper::SettingsKeeper;
pub use memory::memory_in_use;
pub use opening_step::OpeningStep;
pub use operator::operator;
pub use plan_names::{adopt_edit, copy_edit, free_draft_name, overwritten, plans_in_order};
pub use preview::{LoadChange, Move, Preview, SpanChange};
pub use save_state::SaveState;
pub use saved_view::SavedView;
pub use saver::Saver;
pub use scheme_file::read_scheme;
pub use scheme_preview::SchemePreview;
pub use seeker::Seeker;
pub use settings::{Look, RECENT, Recent, Settings, demo_path, files_folder, settings_path};
pub use sheets::SheetsBy;
pub use timeline::{PastSteps, TimelineRow, has_past_steps, timeline};
pub use why::Why;
pub use withdrawal::{Withdrawal, withdrawal};
