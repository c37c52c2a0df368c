//! What the `GeoPackage` standard asks for: its tables, the R-trees, the functions that their triggers call.

use crate::store::blob::{Envelope, geometry_from_blob};
use crate::store::shape::{ALL, TableShape};
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};

/// `GPKG` in ASCII.
pub(crate) const APPLICATION_ID: i64 = 0x4750_4B47;
/// Version 1.3 of the standard.
const USER_VERSION: i64 = 10_300;

const WGS84_WKT: &str = r#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]"#;

/// The tables of the standard, and the one in which QGIS looks for styles.
const STANDARD_TABLES: &str = "
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256),
  f_table_schema TEXT(256),
  f_table_name TEXT(256),
  f_geometry_column TEXT(256),
  styleName TEXT(30),
  styleQML TEXT,
  styleSLD TEXT,
  useAsDefault BOOLEAN,
  description TEXT,
  owner TEXT(30),
  ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
);";

/// What finds rows that belong to others.
const INDEXES: &str = "
CREATE INDEX member_home ON member (home);
CREATE INDEX link_member ON link (member);";

/// Makes all tables, empty and without R-trees.
pub(crate) fn create_tables(connection: &Connection) -> rusqlite::Result<()> {
    create_standard_tables(connection)?;
    for shape in ALL {
        connection.execute_batch(&shape.create_sql())?;
        enter_table(connection, shape.name, shape.about, shape.geometry())?;
    }
    enter_table(connection, "layer_styles", "QGIS", None)?;
    connection.execute_batch(INDEXES)
}

/// Makes the tables that every `GeoPackage` has, and the one for styles.
pub(crate) fn create_standard_tables(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", USER_VERSION)?;
    connection.execute_batch(STANDARD_TABLES)?;
    let mut system = connection.prepare("INSERT INTO gpkg_spatial_ref_sys VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    system.execute(params!["Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian"])?;
    system.execute(params!["Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic"])?;
    system.execute(params!["WGS 84 geodetic", 4326, "EPSG", 4326, WGS84_WKT, "longitude and latitude in degrees"])?;
    Ok(())
}

/// Tells other programs of a table: a layer if it has a geometry of this kind.
pub(crate) fn enter_table(
    connection: &Connection,
    name: &str,
    about: &str,
    geometry: Option<&str>,
) -> rusqlite::Result<()> {
    let mut contents = connection.prepare_cached(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?1, ?2, ?1, ?3, ?4)",
    )?;
    match geometry {
        Some(kind) => {
            contents.execute(params![name, "features", about, 4326])?;
            let insert = "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, 4326, 0, 0)";
            connection.execute(insert, params![name, kind])?;
        }
        None => {
            contents.execute(params![name, "attributes", about, 0])?;
        }
    }
    Ok(())
}

/// Makes the R-trees over the rows that are there, and notes the extents.
pub(crate) fn create_rtrees(connection: &Connection) -> rusqlite::Result<()> {
    layers().try_for_each(|shape| create_rtree(connection, shape.name))
}

/// Makes the R-tree of one layer, and notes its extent.
pub(crate) fn create_rtree(connection: &Connection, table: &str) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE \"rtree_{table}_geom\" USING rtree(id, minx, maxx, miny, maxy);
         INSERT INTO \"rtree_{table}_geom\"
           SELECT fid, ST_MinX(geom), ST_MaxX(geom), ST_MinY(geom), ST_MaxY(geom) FROM \"{table}\"
           WHERE geom NOT NULL AND NOT ST_IsEmpty(geom);
         UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) =
           (SELECT min(ST_MinX(geom)), min(ST_MinY(geom)), max(ST_MaxX(geom)), max(ST_MaxY(geom)) FROM \"{table}\")
           WHERE table_name = '{table}';"
    ))?;
    for trigger in triggers(table) {
        connection.execute_batch(&trigger)?;
    }
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES
           (?1, 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        [table],
    )?;
    Ok(())
}

/// The tables with geometry.
pub(crate) fn layers() -> impl Iterator<Item = &'static TableShape> {
    ALL.into_iter().filter(|shape| shape.geometry().is_some())
}

/// The triggers that keep the R-tree of a layer, word for word as version 1.3 of the standard has them.
pub(crate) fn triggers(table: &str) -> [String; 6] {
    let rtree = format!("\"rtree_{table}_geom\"");
    let put = format!(
        "INSERT OR REPLACE INTO {rtree} VALUES \
         (NEW.\"fid\", ST_MinX(NEW.\"geom\"), ST_MaxX(NEW.\"geom\"), ST_MinY(NEW.\"geom\"), ST_MaxY(NEW.\"geom\"));"
    );
    let remove = format!("DELETE FROM {rtree} WHERE id = OLD.\"fid\";");
    let is_filled = "(NEW.\"geom\" NOT NULL AND NOT ST_IsEmpty(NEW.\"geom\"))";
    let is_empty = "(NEW.\"geom\" ISNULL OR ST_IsEmpty(NEW.\"geom\"))";
    let trigger = |name: &str, when: &str, body: &str| {
        format!("CREATE TRIGGER \"rtree_{table}_geom_{name}\" AFTER {when} BEGIN {body} END")
    };
    let on = format!("ON \"{table}\" WHEN");
    [
        trigger("insert", &format!("INSERT {on} {is_filled}"), &put),
        trigger("update1", &format!("UPDATE OF \"geom\" {on} OLD.\"fid\" = NEW.\"fid\" AND {is_filled}"), &put),
        trigger("update2", &format!("UPDATE OF \"geom\" {on} OLD.\"fid\" = NEW.\"fid\" AND {is_empty}"), &remove),
        trigger(
            "update3",
            &format!("UPDATE {on} OLD.\"fid\" != NEW.\"fid\" AND {is_filled}"),
            &format!("{remove} {put}"),
        ),
        trigger(
            "update4",
            &format!("UPDATE {on} OLD.\"fid\" != NEW.\"fid\" AND {is_empty}"),
            &format!("DELETE FROM {rtree} WHERE id IN (OLD.\"fid\", NEW.\"fid\");"),
        ),
        trigger("delete", &format!("DELETE {on} OLD.\"geom\" NOT NULL"), &remove),
    ]
}

/// Makes the functions known that the triggers call, harmless ones that a schema may use, and one of our own
/// that makes a point of two numbers.
pub(crate) fn register_functions(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    for (name, edge) in [("ST_MinX", 0), ("ST_MaxX", 1), ("ST_MinY", 2), ("ST_MaxY", 3_usize)] {
        connection.create_scalar_function(name, 1, flags, move |context| {
            let edges = envelope_of(context).flatten();
            Ok(edges.and_then(|Envelope { west, east, south, north }| [west, east, south, north].get(edge).copied()))
        })?;
    }
    connection.create_scalar_function("ST_IsEmpty", 1, flags, |context| {
        Ok(envelope_of(context).map(|envelope| envelope.is_none()))
    })?;
    connection.create_scalar_function("lianhu_point", 2, flags, |context| {
        let (lon, lat): (Option<f64>, Option<f64>) = (context.get(0)?, context.get(1)?);
        let at = lon.zip(lat).and_then(|(lon, lat)| crate::geom::Wgs84::checked(lon, lat));
        Ok(at.map(crate::store::blob::blob_from_point))
    })
}

/// The envelope of the geometry in the first argument; `None` for what is no geometry.
#[expect(clippy::option_option, reason = "no geometry and an empty one differ")]
fn envelope_of(context: &Context<'_>) -> Option<Option<Envelope>> {
    match context.get_raw(0) {
        ValueRef::Blob(blob) => geometry_from_blob(blob).ok().map(|geometry| geometry.envelope()),
        _ => None,
    }
}
