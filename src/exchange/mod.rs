//! Layer 6: rosters and outlines in and out.
//!
//! A [`Source`] is a file as it came. [`plan_import`] reads it, matches its rows with what is on the register and
//! answers with an [`Import`]: a batch that can be wished for, and an [`ImportReport`] that names every row that was
//! odd. The `write_…` functions put the register into files, each value through the disclosure gate;
//! [`write_file`] makes a file appear whole or not at all.
//!
//! Invariants
//! - Reading changes nothing; only the batch may, once somebody accepts it.
//! - What is written internally comes back as the same rows, coordinates to seven decimals.
//! - No bytes whatsoever make reading panic, overflow the stack or take memory without bound.
//! - Columns about things that are never modeled are discarded, and the report says so.
#![expect(clippy::disallowed_types, reason = "layer 6: rosters are files")]

mod address_fault;
mod ages;
mod book;
mod book_in;
mod cell;
mod columns;
mod crs;
mod csv_in;
mod csv_out;
mod date_in_name;
mod decode;
mod error;
mod field;
mod field_change;
mod field_help;
mod file;
mod filled;
mod find_home;
mod form;
mod geojson_in;
mod geojson_out;
mod guess;
mod id_number;
mod import;
mod intake;
mod kml;
mod kml_out;
mod layer;
mod layers_in;
mod likeness;
mod map_fault;
mod matching;
mod offset;
mod options;
mod personal;
mod persons;
mod plan_import;
pub mod png;
mod redeclare;
mod report;
mod row;
mod shape_in;
mod shapefile;
mod shapefile_out;
mod sheet;
mod sheets_out;
mod take_addresses;
mod take_backdrop;
mod take_buildings;
mod take_grids;
mod take_households;
mod take_links;
mod take_members;
mod take_units;
mod template;
mod units_out;
mod wkb;
mod words;
mod xlsx_out;

pub use address_fault::AddressFault;
pub use ages::AgesFound;
pub use cell::read_date;
pub use columns::{ColumnUse, JOIN};
pub use crs::{Axes, Crs, CrsEvidence, CrsFinding, CrsRefusal, GaussKruger, ZoneWidth, crs_from_wkt};
pub use csv_out::{guarded, write_csv_buildings, write_csv_households, write_csv_links, write_csv_members};
pub use decode::{Encoding, Text, decode};
pub use error::ExchangeError;
pub use field::Field;
pub use field_change::{EntryTitle, FieldChange, changes_of_entry, fields_of, header_of_field, title_of_entry};
pub use file::{MAX_FILE_BYTES, Source, read_file, write_file};
pub use filled::write_filled;
pub use geojson_out::{write_geojson_backdrop, write_geojson_grids, write_geojson_households};
pub use guess::guess_kind;
pub use import::{Absent, Choices, HomeChoice, Import, Match, Merged, Met, Origin, Verdict};
pub use kml_out::write_kml;
pub use layer::{Feature, Layer, LayerColumn, SHOWN_CATEGORY, layer_of};
pub use likeness::Likeness;
pub use map_fault::MapFault;
pub use options::{ImportKind, ImportOptions};
pub use personal::personal_fields;
pub use plan_import::plan_import;
pub use redeclare::redeclare;
pub use report::{ImportReport, Problem, ProblemKind, Severity};
pub use shape_in::outline_of_geojson;
pub use shapefile::{is_beside_shapefile, without_parts};
pub use shapefile_out::{ShapefileParts, shapefile_parts, write_zip};
pub use sheets_out::{TableSheet, write_sheets};
pub use template::write_template;
pub use units_out::{write_csv_units, write_geojson_units};
pub use xlsx_out::write_xlsx;
