//! Layers as shapefiles (ESRI Shapefile Technical Description, 1998) with a dBASE III table in UTF-8.
//!
//! A shapefile is several files of one name; the table knows only plain names of ten letters and texts of 254 bytes.

use crate::exchange::shape_in::wound;
use crate::exchange::{ExchangeError, Feature, Layer};
use crate::geom::{Area, area_rings};
use crate::model::Shape;
use geo::LineString;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The coordinate system of all our files, as ESRI writes it.
const PRJ: &str = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],\
                   PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
/// The longest text of a table, in bytes.
const LONGEST: usize = 254;
const NAME_LETTERS: usize = 10;
const NULL: i32 = 0;
const POINT: i32 = 1;
const LINE: i32 = 3;
const POLYGON: i32 = 5;
const HEADER_BYTES: usize = 100;

/// The parts of a shapefile, as endings and contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapefileParts {
    /// `shx`, `dbf`, `prj`, `cpg` and last `shp`.
    pub parts: Vec<(&'static str, Vec<u8>)>,
    /// How many texts were too long for the table and were cut.
    pub cut: usize,
}

/// One layer as a shapefile. Features without a place are there as null shapes, so that counts agree.
///
/// # Errors
/// [`ExchangeError::MixedShapes`] if the layer has lines and areas: a shapefile has one or the other.
pub fn shapefile_parts(layer: &Layer) -> Result<ShapefileParts, ExchangeError> {
    let kinds: Vec<i32> = layer.features.iter().map(kind_of).filter(|kind| *kind != NULL).collect();
    let kind = kinds.first().copied().unwrap_or(NULL);
    if kinds.iter().any(|other| *other != kind) {
        return Err(ExchangeError::MixedShapes);
    }
    let records: Vec<Vec<u8>> = layer.features.iter().map(record).collect();
    let extent = extent(layer.features.iter());
    let (mut shp, mut shx) = (Vec::new(), Vec::new());
    for (idx, record) in records.iter().enumerate() {
        let words = [halves(HEADER_BYTES + shp.len()), halves(record.len())];
        shx.extend(words.iter().flat_map(|word| word.to_be_bytes()));
        shp.extend(i32::try_from(idx + 1).unwrap_or(i32::MAX).to_be_bytes());
        shp.extend(halves(record.len()).to_be_bytes());
        shp.extend(record);
    }
    let whole = |body: Vec<u8>| [header(kind, body.len(), extent), body].concat();
    let (dbf, cut) = table(layer);
    let parts = vec![
        ("shx", whole(shx)),
        ("dbf", dbf),
        ("prj", PRJ.as_bytes().to_vec()),
        ("cpg", b"UTF-8".to_vec()),
        ("shp", whole(shp)),
    ];
    Ok(ShapefileParts { parts, cut })
}

/// Packs the parts into one file, under one name.
///
/// # Errors
/// [`ExchangeError::WriteFailed`].
pub fn write_zip(stem: &str, parts: &[(&'static str, Vec<u8>)], out: impl Write) -> Result<(), ExchangeError> {
    let failed = |source| ExchangeError::WriteFailed { source };
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let into_io = |err: zip::result::ZipError| failed(err.into());
    for (ending, bytes) in parts {
        packed.start_file(format!("{stem}.{ending}"), SimpleFileOptions::default()).map_err(into_io)?;
        packed.write_all(bytes).map_err(failed)?;
    }
    let bytes = packed.finish().map_err(into_io)?.into_inner();
    let mut out = out;
    out.write_all(&bytes).map_err(failed)
}

/// Lengths are counted in words of sixteen bits.
fn halves(bytes: usize) -> i32 {
    i32::try_from(bytes / 2).unwrap_or(i32::MAX)
}

fn kind_of(feature: &Feature) -> i32 {
    match (&feature.at, &feature.shape) {
        (Some(_), _) => POINT,
        (None, Some(Shape::Line(_))) => LINE,
        (None, Some(Shape::Area(area))) if !area.0.is_empty() => POLYGON,
        (None, _) => NULL,
    }
}

/// West, south, east, north; zeros where there is nothing.
type Extent = [f64; 4];

fn extent<'a>(features: impl Iterator<Item = &'a Feature>) -> Extent {
    let none = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let around =
        |[west, south, east, north]: Extent, (x, y): (f64, f64)| [west.min(x), south.min(y), east.max(x), north.max(y)];
    let found = features.flat_map(|feature| corners(feature).into_iter().flatten()).fold(none, around);
    if found.iter().all(|side| side.is_finite()) { found } else { [0.0; 4] }
}

/// The corners of a feature, ring by ring: outer rings clockwise, inner ones counter-clockwise, as the format has them.
fn corners(feature: &Feature) -> Vec<Vec<(f64, f64)>> {
    match (&feature.at, &feature.shape) {
        (Some(at), _) => vec![vec![(at.lon_deg, at.lat_deg)]],
        (None, Some(Shape::Line(places))) => vec![places.iter().map(|at| (at.lon_deg, at.lat_deg)).collect()],
        (None, Some(Shape::Area(area))) => rings(area),
        (None, None) => Vec::new(),
    }
}

fn rings(area: &Area) -> Vec<Vec<(f64, f64)>> {
    // RFC 7946 winds the other way round.
    let turned = |ring: &LineString<f64>| ring.0.iter().rev().map(|at| (at.x, at.y)).collect();
    let all = wound(area);
    area_rings(&all).map(turned).collect()
}

fn record(feature: &Feature) -> Vec<u8> {
    let kind = kind_of(feature);
    let mut bytes = kind.to_le_bytes().to_vec();
    let rings = corners(feature);
    let points = || rings.iter().flatten().flat_map(|(x, y)| [*x, *y]).flat_map(f64::to_le_bytes);
    match kind {
        NULL => {}
        POINT => bytes.extend(points()),
        _ => {
            bytes.extend(extent(std::iter::once(feature)).iter().flat_map(|side| side.to_le_bytes()));
            let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX).to_le_bytes();
            bytes.extend(count(rings.len()));
            bytes.extend(count(rings.iter().map(Vec::len).sum()));
            let mut start = 0;
            for ring in &rings {
                bytes.extend(count(start));
                start += ring.len();
            }
            bytes.extend(points());
        }
    }
    bytes
}

fn header(kind: i32, body_bytes: usize, extent: Extent) -> Vec<u8> {
    let mut bytes = 9_994_i32.to_be_bytes().to_vec();
    bytes.resize(24, 0);
    bytes.extend(halves(HEADER_BYTES + body_bytes).to_be_bytes());
    bytes.extend(1_000_i32.to_le_bytes());
    bytes.extend(kind.to_le_bytes());
    bytes.extend(extent.iter().flat_map(|side| side.to_le_bytes()));
    bytes.resize(HEADER_BYTES, 0);
    bytes
}

/// The table, and how many texts were cut.
fn table(layer: &Layer) -> (Vec<u8>, usize) {
    let mut cut = 0;
    let cells: Vec<Vec<&str>> = layer
        .features
        .iter()
        .map(|feature| {
            let short = |cell: &'_ String| cell.floor_char_boundary(LONGEST.min(cell.len()));
            feature
                .cells
                .iter()
                .map(|cell| {
                    let end = short(cell);
                    cut += usize::from(end < cell.len());
                    cell.get(..end).unwrap_or_default()
                })
                .collect()
        })
        .collect();
    let width = |at: usize| cells.iter().filter_map(|row| Some(row.get(at)?.len())).max().unwrap_or(0).max(1);
    let widths: Vec<usize> = (0..layer.columns.len()).map(width).collect();
    let short = |bytes: usize| u16::try_from(bytes).unwrap_or(u16::MAX).to_le_bytes();
    // dBASE III, of a day that says nothing: a file that says the same is the same.
    let mut bytes = vec![0x03, 100, 1, 1];
    bytes.extend(u32::try_from(cells.len()).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(short(32 + 32 * layer.columns.len() + 1));
    bytes.extend(short(1 + widths.iter().sum::<usize>()));
    bytes.resize(32, 0);
    for (column, width) in layer.columns.iter().zip(&widths) {
        let mut field: Vec<u8> = column.key.bytes().take(NAME_LETTERS).collect();
        field.resize(11, 0);
        field.push(if column.is_number { b'N' } else { b'C' });
        field.resize(16, 0);
        field.push(u8::try_from(*width).unwrap_or(u8::MAX));
        field.resize(32, 0);
        bytes.extend(field);
    }
    bytes.push(0x0D);
    for row in &cells {
        bytes.push(b' ');
        for ((column, width), cell) in layer.columns.iter().zip(&widths).zip(row) {
            let blanks = vec![b' '; width - cell.len()];
            let parts = if column.is_number { [&blanks, cell.as_bytes()] } else { [cell.as_bytes(), &blanks] };
            bytes.extend(parts.concat());
        }
    }
    bytes.push(0x1A);
    (bytes, cut)
}
