//! A `GeoPackage` for others: layers and how QGIS shows them, and nothing of what a project keeps besides.

use crate::geom::Wgs84;
use crate::model::{Category, Shape};
use crate::store::StoreError;
use crate::store::blob::{blob_from_point, blob_from_shape};
use crate::store::connect::{Mode, connect};
use crate::store::copy::Unfinished;
use crate::store::error::failed;
use crate::store::gpkg::{create_rtree, create_standard_tables, enter_table};
use crate::store::style::write_styles;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::path::Path;

/// What a file of layers says of its styles: by this it is known as one that may be written anew.
pub(crate) const EXPORTED: &str = "QGIS，联户图导出";
/// All layers that there can be, and the styles.
pub(crate) const LAYERS: [&str; 9] =
    ["household", "member", "building", "organization", "enterprise", "segment", "grid", "backdrop", "layer_styles"];

/// A layer to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerTable {
    /// Its name, of plain letters: `household`, `member` and `grid` are shown in the styles of a project.
    pub name: &'static str,
    /// What people call it.
    pub about: String,
    /// The kind of its geometry, as the standard spells it.
    pub geometry: &'static str,
    /// Its columns, of plain letters, and whether they hold whole numbers.
    pub columns: Vec<(&'static str, bool)>,
    /// Its features.
    pub rows: Vec<LayerRow>,
}

/// A feature of a layer.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerRow {
    /// Where it is, if it is a point.
    pub at: Option<Wgs84>,
    /// Its form, if it is a line or an area.
    pub shape: Option<Shape>,
    /// A value for each column; empty for none.
    pub cells: Vec<String>,
}

/// Writes the layers to a new file, whole or not at all. A file that is there goes when the new one is whole: whoever
/// calls has made sure that it is no project. Only its owner can read the new one.
///
/// # Errors
/// Why there is no file.
pub fn write_layers<'a>(
    path: &Path,
    layers: &[LayerTable],
    categories: impl Iterator<Item = &'a Category>,
) -> Result<(), StoreError> {
    let unfinished = Unfinished::beside(path)?;
    let connection = connect(&unfinished.path, Mode::Write)?;
    fill(&connection, layers, categories).map_err(failed("write the layers", path))?;
    connection.close().map_err(|(_connection, source)| failed("write the layers", path)(source))?;
    unfinished.finish(path)
}

fn fill<'a>(
    connection: &Connection,
    layers: &[LayerTable],
    categories: impl Iterator<Item = &'a Category>,
) -> rusqlite::Result<()> {
    // The file has no name yet: until it is whole, there is nothing to protect.
    connection.pragma_update(None, "synchronous", "OFF")?;
    let transaction = connection.unchecked_transaction()?;
    create_standard_tables(&transaction)?;
    for layer in layers {
        write_layer(&transaction, layer)?;
    }
    enter_table(&transaction, "layer_styles", EXPORTED, None)?;
    write_styles(&transaction, categories)?;
    let there: Vec<String> = layers.iter().map(|layer| format!("'{}'", layer.name)).collect();
    let others = format!("DELETE FROM layer_styles WHERE f_table_name NOT IN ({})", there.join(", "));
    transaction.execute(&others, [])?;
    transaction.commit()
}

fn write_layer(connection: &Connection, layer: &LayerTable) -> rusqlite::Result<()> {
    let name = layer.name;
    let typed = |(column, is_number): &(&str, bool)| {
        format!(",\n  \"{column}\" {}", if *is_number { "INTEGER" } else { "TEXT" })
    };
    let columns: Vec<String> = layer.columns.iter().map(typed).collect();
    let columns = columns.concat();
    connection.execute_batch(&format!(
        "CREATE TABLE \"{name}\" (\n  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,\n  \"geom\" {}{columns}\n);",
        layer.geometry
    ))?;
    enter_table(connection, name, &layer.about, Some(layer.geometry))?;
    let names: Vec<String> = layer.columns.iter().map(|(column, _)| format!(", \"{column}\"")).collect();
    let names = names.concat();
    let marks = ", ?".repeat(layer.columns.len());
    let mut insert = connection.prepare(&format!("INSERT INTO \"{name}\" (geom{names}) VALUES (?{marks})"))?;
    for row in &layer.rows {
        let point = row.at.map(blob_from_point);
        let geometry = point.or_else(|| row.shape.as_ref().map(blob_from_shape));
        let cells = layer.columns.iter().zip(&row.cells).map(|((_, is_number), cell)| match cell.parse() {
            _ if cell.is_empty() => Value::Null,
            Ok(number) if *is_number => Value::Integer(number),
            _ => Value::Text(cell.clone()),
        });
        let geometry = geometry.map_or(Value::Null, Value::Blob);
        insert.execute(params_from_iter(std::iter::once(geometry).chain(cells)))?;
    }
    create_rtree(connection, name)
}
