//! Files of layers (`GeoPackage`) of any program: their layers as tables with forms.
//!
//! The database is read from memory, so that neither it nor its folder is touched. Source: OGC 12-128r18 §1.1.2–2.1.

use crate::exchange::sheet::{MAX_COLUMNS, Sheet, SheetRow};
use crate::exchange::wkb::read_geometry;
use crate::exchange::{ExchangeError, MapFault, ProblemKind, Source};
use csv::StringRecord;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, OpenFlags};
use std::sync::Arc;

/// How every database begins.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Where it says that changes may lie in a log beside it, and what it says otherwise.
const WRITE_AHEAD: std::ops::Range<usize> = 18..20;

/// True for a database.
pub(crate) fn is_database(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Reads the layers: those with forms first, then bare tables that the file lists.
///
/// # Errors
/// [`ExchangeError::BadMap`] if it is damaged, [`ExchangeError::OtherFormat`] for another database,
/// [`ExchangeError::TooWide`].
pub(crate) fn read_layers(source: &Source) -> Result<Vec<Sheet>, ExchangeError> {
    let damaged = |_damaged| ExchangeError::BadMap { file: source.name.clone(), record: None, why: MapFault::Database };
    let connection = open(source).map_err(damaged)?;
    let is_table = "SELECT count(*) FROM sqlite_schema WHERE name = 'gpkg_contents' AND type = 'table'";
    let found: u32 = connection.query_row(is_table, [], |row| row.get(0)).map_err(damaged)?;
    if found == 0 {
        return Err(ExchangeError::OtherFormat { file: source.name.clone(), found: "SQLite" });
    }
    let layers = layers_of(&connection).map_err(damaged)?;
    layers
        .into_iter()
        .map(|layer| match layer.read(&connection) {
            Ok(sheet) if sheet.headers.len() > MAX_COLUMNS => {
                Err(ExchangeError::TooWide { file: source.name.clone(), row: 0, limit: MAX_COLUMNS })
            }
            Ok(sheet) => Ok(sheet),
            Err(err) => Err(damaged(err)),
        })
        .collect()
}

fn open(source: &Source) -> rusqlite::Result<Connection> {
    let mut bytes = source.bytes.clone();
    // In memory there is no log; what lies in one beside the file is not in the file yet.
    if let Some(versions) = bytes.get_mut(WRITE_AHEAD) {
        versions.fill(1);
    }
    let mut connection = Connection::open_in_memory_with_flags(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // Views and triggers of a stranger run nothing.
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.deserialize_read_exact(MAIN_DB, bytes.as_slice(), bytes.len(), true)?;
    Ok(connection)
}

/// A layer that the file lists.
struct Layer {
    table: String,
    /// The column with forms; empty where there is none.
    geometry: String,
    /// The coordinate system, as a well-known text or a code.
    crs: String,
}

fn layers_of(connection: &Connection) -> rusqlite::Result<Vec<Layer>> {
    let has_forms = "SELECT count(*) FROM sqlite_schema WHERE name = 'gpkg_geometry_columns' AND type = 'table'";
    let has_forms: u32 = connection.query_row(has_forms, [], |row| row.get(0))?;
    let tables = "SELECT c.table_name, '', '' FROM gpkg_contents c
        JOIN sqlite_schema s ON s.name = c.table_name AND s.type = 'table' WHERE c.data_type = 'attributes'";
    let forms = "SELECT c.table_name, g.column_name,
            CASE WHEN r.organization_coordsys_id > 0 THEN r.organization || ':' || r.organization_coordsys_id
                 ELSE coalesce(r.definition, '') END
        FROM gpkg_contents c
        JOIN sqlite_schema s ON s.name = c.table_name AND s.type IN ('table', 'view')
        JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
        LEFT JOIN gpkg_spatial_ref_sys r ON r.srs_id = g.srs_id
        WHERE c.data_type = 'features'";
    let queries = if has_forms > 0 { vec![forms, tables] } else { vec![tables] };
    let mut layers = Vec::new();
    for sql in queries {
        let mut statement = connection.prepare(sql)?;
        let rows =
            statement.query_map([], |row| Ok(Layer { table: row.get(0)?, geometry: row.get(1)?, crs: row.get(2)? }))?;
        for row in rows {
            layers.push(row?);
        }
    }
    Ok(layers)
}

impl Layer {
    fn read(&self, connection: &Connection) -> rusqlite::Result<Sheet> {
        let quoted = self.table.replace('"', "\"\"");
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{quoted}\""))?;
        let names = column_names(connection, &self.table)?;
        let geometry_idx = names.iter().position(|name| !self.geometry.is_empty() && *name == self.geometry);
        // The number that the database gives each row says nothing.
        let is_told = |idx: &usize| Some(*idx) != geometry_idx && names.get(*idx).is_some_and(|name| name != "fid");
        let told: Vec<usize> = (0..names.len()).filter(is_told).collect();
        let name: Arc<str> = self.table.as_str().into();
        let mut sheet = Sheet {
            name: Some(Arc::clone(&name)),
            headers: told.iter().filter_map(|idx| names.get(*idx).cloned()).collect(),
            declared_crs: Some(self.crs.trim().to_owned()).filter(|crs| !crs.is_empty()),
            ..Sheet::default()
        };
        let mut rows = statement.query([])?;
        let mut number = 0;
        while let Some(row) = rows.next()? {
            number += 1;
            let mut cells = StringRecord::new();
            for idx in &told {
                cells.push_field(&words(row.get_ref(*idx)?));
            }
            let form = match geometry_idx.map(|idx| row.get_ref(idx)).transpose()? {
                None | Some(ValueRef::Null) => Ok(None),
                Some(ValueRef::Blob(blob)) => read_geometry(blob),
                Some(_) => Err(MapFault::Head),
            };
            let (shape, broken) = match form {
                Ok(shape) => (shape, None),
                Err(why) => (None, Some(ProblemKind::BadRecord { why })),
            };
            let (is_passed_over, odd) = (false, Vec::new());
            let sheet_name = Some(Arc::clone(&name));
            sheet.rows.push(SheetRow { sheet: sheet_name, row: number, cells, shape, broken, is_passed_over, odd });
        }
        Ok(sheet)
    }
}

/// The columns of a table as they stand in it: a statement panics where a name is no text.
fn column_names(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let mut rows = statement.query([table])?;
    let mut names = Vec::new();
    while let Some(row) = rows.next()? {
        names.push(words(row.get_ref(0)?));
    }
    Ok(names)
}

/// A value as a spreadsheet would show it.
fn words(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
    }
}

/// The layer that looks most like what is wanted, with the names of the others; `None` if no layer has a row. `wanted`
/// is the one to read, if it was said.
///
/// # Errors
/// [`ExchangeError::NoSuchSheet`].
pub(crate) fn choose_layer(
    source: &Source,
    layers: Vec<Sheet>,
    wanted: Option<&str>,
    score: impl Fn(&Sheet) -> usize,
) -> Result<Option<Sheet>, ExchangeError> {
    let name_of = |layer: &Sheet| layer.name.as_deref().unwrap_or_default().to_owned();
    let names: Vec<String> = layers.iter().map(name_of).collect();
    let chosen = if let Some(wanted) = wanted {
        let at = names.iter().position(|name| name == wanted);
        Some(at.ok_or_else(|| ExchangeError::NoSuchSheet {
            file: source.name.clone(),
            sheet: wanted.to_owned(),
            has: names.clone(),
        })?)
    } else {
        let filled = layers.iter().enumerate().filter(|(_, layer)| !layer.rows.is_empty());
        filled.rev().max_by_key(|(_, layer)| score(layer)).map(|(idx, _)| idx)
    };
    let Some(chosen) = chosen else { return Ok(None) };
    let (mut sheet, mut left_out) = (None, Vec::new());
    for (idx, layer) in layers.into_iter().enumerate() {
        if idx == chosen {
            sheet = Some(layer);
        } else if !layer.rows.is_empty() {
            left_out.push(name_of(&layer));
        }
    }
    Ok(sheet.map(|sheet| Sheet { left_out, ..sheet }))
}
