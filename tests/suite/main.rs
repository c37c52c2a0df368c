//! All integration tests, in one binary.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly, and their helpers are tests too")]

mod addresses;
mod cli;
mod cli_grids;
mod cli_imports;
mod cli_wishes;
mod command;
mod common;
mod comparing;
mod demo;
mod differences;
mod edits;
mod exchange;
mod exchange_coordinates;
mod finder;
mod glimpses;
mod grids;
mod index;
mod kill;
mod layouts;
mod orderly;
mod panels;
mod random_edits;
mod saving;
mod scenes;
mod schemes;
mod shapes_in;
mod store;
mod store_damage;
mod store_fixture;
mod tidy;
mod tiers;
mod ugly;
mod units;
#[path = "../walk/mod.rs"]
mod walk;
mod workbooks;
mod writers;
