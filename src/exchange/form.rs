//! What a file is, whatever its name says, and what is read of it before anybody knows what it is about.

use crate::exchange::book::is_book;
use crate::exchange::geojson_in::{looks_like_json, read_geojson};
use crate::exchange::kml::{is_kmz, looks_like_kml, read_kml, read_kmz};
use crate::exchange::layers_in::{is_database, read_layers};
use crate::exchange::shapefile::{is_shapefile, read_shapefile};
use crate::exchange::sheet::Sheet;
use crate::exchange::{Encoding, ExchangeError, Source, Text, decode};

/// A file, opened.
pub(crate) enum Form {
    /// Features of a map.
    Map(Sheet, Encoding),
    /// The layers of a GeoPackage.
    Layers(Vec<Sheet>),
    /// A workbook, still closed.
    Book,
    /// A text that holds a table, if anything.
    Table(Text),
}

/// Finds out what a file is.
///
/// # Errors
/// What is wrong with a map or a text.
pub(crate) fn open(source: &Source) -> Result<Form, ExchangeError> {
    if is_shapefile(source) {
        let (sheet, encoding) = read_shapefile(source)?;
        return Ok(Form::Map(sheet, encoding));
    }
    if is_kmz(source) {
        let maps = read_kmz(source)?;
        // One shifted map among others makes them all so.
        let name = maps.iter().map(|map| &map.name).max().unwrap_or(&source.name);
        let texts = maps.iter().map(decode).collect::<Result<Vec<_>, _>>()?;
        let encoding = texts.first().map(|text| text.encoding).unwrap_or_default();
        return Ok(Form::Map(read_kml(name, &texts)?, encoding));
    }
    if is_book(&source.bytes) {
        return Ok(Form::Book);
    }
    if is_database(&source.bytes) {
        return Ok(Form::Layers(read_layers(source)?));
    }
    let text = decode(source)?;
    if looks_like_json(&text.content) {
        return Ok(Form::Map(read_geojson(&source.name, &text.content)?, text.encoding));
    }
    if looks_like_kml(&text.content) {
        return Ok(Form::Map(read_kml(&source.name, std::slice::from_ref(&text))?, text.encoding));
    }
    Ok(Form::Table(text))
}
