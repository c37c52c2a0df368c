//! Layer 6: the project file, an OGC `GeoPackage` that anyone can open.
//!
//! A [`Store`] is one file, open. [`Store::open`] reads the whole project; from then on each step of the user is one
//! [`Entry`]: [`Store::settle`] writes it as one transaction that changes the tables and adds to the ledger. What a
//! step changed is read back by [`Store::delta_of`], so undo survives save, crash and restart. [`Store::verify`] looks
//! at everything.
//!
//! Invariants
//! - Looking at a file never changes it; while it is closed there is nothing beside it.
//! - A step is in the file as a whole or not at all, and it is on the disk before `settle` answers.
//! - The ledger is only ever added to; its numbers only grow, like those of all rows.
//! - Nothing that stands in a file makes this program panic, loop or take memory without bound.
//! - Everything that is written once is described once: a table by its shape, a row by its cells; reading, writing,
//!   the ledger and the digests all use the same.
#![expect(clippy::disallowed_types, reason = "layer 6: this is where the project file lives")]

mod blob;
mod cell;
mod connect;
mod copy;
mod create;
mod derived;
mod digest;
mod error;
mod glimpse;
mod gpkg;
mod key_row;
mod layers_out;
mod ledger;
mod load;
mod lock;
mod migrate;
mod payload;
mod peek;
mod project_file;
mod rows;
mod shape;
mod style;
mod verify;
mod writer;

pub use error::StoreError;
pub use glimpse::{glimpse_ground, glimpse_people, is_worth_a_glimpse};
pub use layers_out::{LayerRow, LayerTable, write_layers};
pub use ledger::{Entry, LedgerRow};
pub use load::{Loaded, Watch};
pub use lock::Owner;
pub use peek::{is_database, is_export, is_project};
pub use project_file::{Access, Store};
pub use verify::{Problem, Verification};
