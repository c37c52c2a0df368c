//! Layers as KML 2.2 (OGC 07-147r2): a folder per grid, a style per category, values as `ExtendedData`.

use crate::exchange::layer::SHOWN_CATEGORY;
use crate::exchange::row::seven;
use crate::exchange::shape_in::wound;
use crate::exchange::{ExchangeError, Feature, Field, Layer};
use crate::geom::Wgs84;
use crate::model::{Category, Shape};
use geo::LineString;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

/// Writes one layer; `title` is what it is called. Longitude first, as KML has it.
///
/// # Errors
/// [`ExchangeError::WriteFailed`].
pub fn write_kml<'a>(
    layer: &Layer,
    title: &str,
    categories: impl Iterator<Item = &'a Category>,
    mut out: impl Write,
) -> Result<(), ExchangeError> {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text += "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>";
    element(&mut text, "name", title);
    for category in categories {
        let [red, green, blue] = category.color;
        text += &format!(
            "\n<Style id=\"{}\"><IconStyle><color>ff{blue:02x}{green:02x}{red:02x}</color></IconStyle></Style>",
            escaped(&category.key)
        );
    }
    text += "\n<Style id=\"outline\"><LineStyle><color>ff30363a</color><width>2</width></LineStyle>\
             <PolyStyle><color>20808080</color></PolyStyle></Style>";
    let mut folders: BTreeMap<&str, Vec<&Feature>> = BTreeMap::new();
    for feature in &layer.features {
        folders.entry(&feature.grid).or_default().push(feature);
    }
    for (grid, features) in folders {
        let is_folder = !grid.is_empty();
        if is_folder {
            text += "\n<Folder>";
            element(&mut text, "name", grid);
        }
        features.into_iter().for_each(|feature| placemark(&mut text, layer, feature));
        if is_folder {
            text += "\n</Folder>";
        }
        write_out(&mut out, &std::mem::take(&mut text))?;
    }
    write_out(&mut out, &(text + "\n</Document></kml>\n"))
}

fn write_out(out: &mut impl Write, text: &str) -> Result<(), ExchangeError> {
    out.write_all(text.as_bytes()).map_err(|source| ExchangeError::WriteFailed { source })
}

/// A feature without a place is written too: it counts, and a reader sees that nobody has placed it.
fn placemark(text: &mut String, layer: &Layer, feature: &Feature) {
    text.push_str("\n<Placemark>");
    let value = |key: &str| {
        let at = layer.columns.iter().position(|column| column.key == key)?;
        feature.cells.get(at).filter(|cell| !cell.is_empty())
    };
    let named = [Field::Head, Field::Name, Field::Code].iter().find_map(|field| value(field.key()));
    element(text, "name", named.map_or("", String::as_str));
    let style = match feature.shape {
        Some(_) => Some("outline"),
        None => value(SHOWN_CATEGORY).map(String::as_str),
    };
    if let Some(style) = style {
        text.push_str(&format!("<styleUrl>#{}</styleUrl>", escaped(style)));
    }
    text.push_str("<ExtendedData>");
    for (column, cell) in layer.columns.iter().zip(&feature.cells).filter(|(_, cell)| !cell.is_empty()) {
        // Programs that make columns of these take plain letters only.
        text.push_str(&format!("<Data name=\"{}\">", escaped(column.key)));
        element(text, "displayName", column.title);
        element(text, "value", cell);
        text.push_str("</Data>");
    }
    text.push_str("</ExtendedData>");
    if let Some(at) = feature.at {
        text.push_str(&format!("<Point><coordinates>{}</coordinates></Point>", pair(at)));
    }
    match &feature.shape {
        Some(Shape::Line(places)) => {
            let places: Vec<String> = places.iter().map(|at| pair(*at)).collect();
            text.push_str(&format!("<LineString><coordinates>{}</coordinates></LineString>", places.join(" ")));
        }
        Some(Shape::Area(area)) => {
            text.push_str("<MultiGeometry>");
            for polygon in &wound(area) {
                text.push_str("<Polygon>");
                ring(text, "outerBoundaryIs", polygon.exterior());
                polygon.interiors().iter().for_each(|inner| ring(text, "innerBoundaryIs", inner));
                text.push_str("</Polygon>");
            }
            text.push_str("</MultiGeometry>");
        }
        None => {}
    }
    text.push_str("</Placemark>");
}

fn ring(text: &mut String, side: &str, ring: &LineString<f64>) {
    let corners: Vec<String> = ring.0.iter().map(|at| pair(Wgs84 { lon_deg: at.x, lat_deg: at.y })).collect();
    let corners = corners.join(" ");
    let written = write!(text, "<{side}><LinearRing><coordinates>{corners}</coordinates></LinearRing></{side}>");
    debug_assert!(written.is_ok(), "a string takes everything");
}

fn pair(at: Wgs84) -> String {
    format!("{},{}", seven(at.lon_deg), seven(at.lat_deg))
}

fn element(text: &mut String, name: &str, content: &str) {
    text.push_str(&format!("<{name}>{}</{name}>", escaped(content)));
}

/// Text as XML takes it; control characters, which it does not take, become blanks.
fn escaped(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|letter| if letter.is_control() && !"\t\n\r".contains(letter) { ' ' } else { letter })
        .filter(|letter| !matches!(letter, '\u{fffe}' | '\u{ffff}'))
        .collect();
    quick_xml::escape::escape(plain.as_str()).into_owned()
}
