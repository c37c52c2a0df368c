//! Layers as KML 2.2 (OGC 07-147r2): a folder per grid, a style per category, values as `ExtendedData`.

use crate::exchange::layer::SHOWN_CATEGORY;
use crate::exchange::row::seven;
use crate::exchange::shape_in::wound;
use crate::exchange::{ExchangeError, Feature, Field, Layer};
use crate::geom::Wgs84;
use crate::model::{Category, Shape};
use geo::LineString;
use std::collections::BTreeMap;
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
    let mut write = |text: &str| out.write_all(text.as_bytes()).map_err(|source| ExchangeError::WriteFailed { source });
    write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>")?;
    write(&element("name", title))?;
    for category in categories {
        let (key, [red, green, blue]) = (escaped(&category.key), category.color);
        write(&format!(
            "\n<Style id=\"{key}\"><IconStyle><color>ff{blue:02x}{green:02x}{red:02x}</color></IconStyle></Style>"
        ))?;
    }
    write(
        "\n<Style id=\"outline\"><LineStyle><color>ff30363a</color><width>2</width></LineStyle>\
         <PolyStyle><color>20808080</color></PolyStyle></Style>",
    )?;
    let mut folders: BTreeMap<&str, Vec<&Feature>> = BTreeMap::new();
    for feature in &layer.features {
        folders.entry(&feature.grid).or_default().push(feature);
    }
    for (grid, features) in folders {
        let (before, after) = match grid {
            "" => (String::new(), ""),
            grid => (format!("\n<Folder>{}", element("name", grid)), "\n</Folder>"),
        };
        write(&before)?;
        for feature in features {
            write(&placemark(layer, feature))?;
        }
        write(after)?;
    }
    write("\n</Document></kml>\n")
}

/// A feature without a place is written too: it counts, and a reader sees that nobody has placed it.
fn placemark(layer: &Layer, feature: &Feature) -> String {
    let value = |key: &str| {
        let at = layer.columns.iter().position(|column| column.key == key)?;
        feature.cells.get(at).filter(|cell| !cell.is_empty())
    };
    let named = [Field::Head, Field::Name, Field::Code].iter().find_map(|field| value(field.key()));
    let name = element("name", named.map_or("", String::as_str));
    let style = match feature.shape {
        Some(_) => Some("outline"),
        None => value(SHOWN_CATEGORY).map(String::as_str),
    };
    let style = style.map_or_else(String::new, |style| format!("<styleUrl>#{}</styleUrl>", escaped(style)));
    let filled = layer.columns.iter().zip(&feature.cells).filter(|(_, cell)| !cell.is_empty());
    let data: Vec<String> = filled
        .map(|(column, cell)| {
            // Programs that make columns of these take plain letters only.
            let (key, title) = (escaped(column.key), element("displayName", column.title));
            format!("<Data name=\"{key}\">{title}{}</Data>", element("value", cell))
        })
        .collect();
    let (data, form) = (data.concat(), form(feature));
    format!("\n<Placemark>{name}{style}<ExtendedData>{data}</ExtendedData>{form}</Placemark>")
}

fn form(feature: &Feature) -> String {
    match (&feature.at, &feature.shape) {
        (Some(at), _) => format!("<Point><coordinates>{}</coordinates></Point>", pair(*at)),
        (None, Some(Shape::Line(places))) => {
            let places: Vec<String> = places.iter().map(|at| pair(*at)).collect();
            format!("<LineString><coordinates>{}</coordinates></LineString>", places.join(" "))
        }
        (None, Some(Shape::Area(area))) => {
            let polygons: Vec<String> = wound(area)
                .iter()
                .map(|polygon| {
                    let inner = polygon.interiors().iter().map(|inner| ring("innerBoundaryIs", inner));
                    let inner: Vec<String> = inner.collect();
                    format!("<Polygon>{}{}</Polygon>", ring("outerBoundaryIs", polygon.exterior()), inner.concat())
                })
                .collect();
            format!("<MultiGeometry>{}</MultiGeometry>", polygons.concat())
        }
        (None, None) => String::new(),
    }
}

fn ring(side: &str, ring: &LineString<f64>) -> String {
    let corners: Vec<String> = ring.0.iter().map(|at| pair(Wgs84 { lon_deg: at.x, lat_deg: at.y })).collect();
    let corners = corners.join(" ");
    format!("<{side}><LinearRing><coordinates>{corners}</coordinates></LinearRing></{side}>")
}

fn pair(at: Wgs84) -> String {
    format!("{},{}", seven(at.lon_deg), seven(at.lat_deg))
}

fn element(name: &str, content: &str) -> String {
    format!("<{name}>{}</{name}>", escaped(content))
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
