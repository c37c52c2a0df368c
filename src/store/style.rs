//! How QGIS shows the layers without any work: its own style documents, in the table where it looks for them.

use crate::model::{Category, Glyph};
use rusqlite::{Connection, params};

/// Says whose styles these are; those of others are left alone.
const OWNER: &str = "lianhu";
const GREY: [u8; 3] = [0x8A, 0x8A, 0x8A];
const INK: [u8; 3] = [0x3A, 0x36, 0x30];

/// Writes the styles of households and grids anew.
pub(crate) fn write_styles<'a>(
    connection: &Connection,
    categories: impl Iterator<Item = &'a Category>,
) -> rusqlite::Result<()> {
    let categories: Vec<_> = categories.collect();
    connection.execute("DELETE FROM layer_styles WHERE owner = ?1", [OWNER])?;
    let mut insert = connection.prepare(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,
           styleQML, styleSLD, useAsDefault, description, owner, ui)
         VALUES ('', '', ?1, 'geom', ?2, ?3, '', 1, ?2, ?4, '')",
    )?;
    insert.execute(params!["household", "七彩图", household_qml(&categories), OWNER])?;
    insert.execute(params!["member", "党员", member_qml(), OWNER])?;
    insert.execute(params!["grid", "网格", grid_qml(), OWNER])?;
    Ok(())
}

/// One symbol a category, and a grey question mark for those of whom nobody has said anything.
fn household_qml(categories: &[&Category]) -> String {
    let unknown = ("", "未分类", marker(Glyph::Unknown, GREY));
    let classes = categories
        .iter()
        .map(|category| (category.key.as_str(), category.name.as_str(), marker(category.glyph, category.color)))
        .chain([unknown]);
    let (classes, symbols): (Vec<_>, Vec<_>) = classes
        .enumerate()
        .map(|(idx, (value, label, layer))| {
            let (value, label) = (escaped(value), escaped(label));
            let class = format!(
                "<category render=\"true\" symbol=\"{idx}\" value=\"{value}\" label=\"{label}\" type=\"string\"/>"
            );
            (class, symbol(&idx.to_string(), "marker", &layer))
        })
        .unzip();
    let (classes, symbols) = (classes.concat(), symbols.concat());
    document(
        &format!(
            "<renderer-v2 type=\"categorizedSymbol\" attr=\"shown_category\" forceraster=\"0\" symbollevels=\"0\" \
             enableorderby=\"0\"><categories>{classes}</categories><symbols>{symbols}</symbols></renderer-v2>"
        ),
        "",
    )
}

/// Members are rings round the households where they live, so that the category stays visible.
fn member_qml() -> String {
    let ring = layer(
        "SimpleMarker",
        &[
            ("name", "circle"),
            ("color", &rgba(INK, 0)),
            ("outline_color", &rgba(INK, 255)),
            ("outline_style", "solid"),
            ("outline_width", "0.5"),
            ("outline_width_unit", "MM"),
            ("size", "4.6"),
            ("size_unit", "MM"),
        ],
    );
    document(&single(&symbol("0", "marker", &ring)), "")
}

/// Grids are outlines with their names.
fn grid_qml() -> String {
    let outline = layer(
        "SimpleFill",
        &[
            ("style", "no"),
            ("outline_style", "solid"),
            ("outline_color", &rgba(INK, 255)),
            ("outline_width", "0.4"),
            ("outline_width_unit", "MM"),
        ],
    );
    let label = format!(
        "<labeling type=\"simple\"><settings calloutType=\"simple\"><text-style fieldName=\"name\" isExpression=\"0\" \
         fontSize=\"10\" fontSizeUnit=\"Point\" textColor=\"{0}\" textOpacity=\"1\"><text-buffer bufferDraw=\"1\" \
         bufferSize=\"1\" bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,255\" bufferOpacity=\"0.8\"/></text-style>\
         <placement placement=\"1\" polygonPlacementFlags=\"2\"/></settings></labeling>",
        rgba(INK, 255)
    );
    document(&single(&symbol("0", "fill", &outline)), &label)
}

fn document(renderer: &str, labeling: &str) -> String {
    let labels_enabled = u8::from(!labeling.is_empty());
    format!(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" \
         styleCategories=\"Symbology|Labeling\" labelsEnabled=\"{labels_enabled}\">{renderer}{labeling}</qgis>\n"
    )
}

fn single(symbol: &str) -> String {
    format!(
        "<renderer-v2 type=\"singleSymbol\" forceraster=\"0\" symbollevels=\"0\" enableorderby=\"0\">\
         <symbols>{symbol}</symbols></renderer-v2>"
    )
}

fn symbol(name: &str, kind: &str, layer: &str) -> String {
    format!("<symbol name=\"{name}\" type=\"{kind}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">{layer}</symbol>")
}

/// The shape of a category.
fn marker(glyph: Glyph, color: [u8; 3]) -> String {
    if glyph == Glyph::Unknown {
        return layer(
            "FontMarker",
            &[("chr", "?"), ("color", &rgba(color, 255)), ("size", "3"), ("size_unit", "MM"), ("font", "Sans")],
        );
    }
    let (name, angle) = match glyph {
        Glyph::Triangle => ("triangle", "0"),
        Glyph::InvertedTriangle => ("triangle", "180"),
        Glyph::Diamond => ("diamond", "0"),
        Glyph::Cross => ("cross_fill", "0"),
        Glyph::Square => ("square", "0"),
        Glyph::Disc | Glyph::Ring | Glyph::Unknown => ("circle", "0"),
    };
    let is_ring = glyph == Glyph::Ring;
    let (fill, outline) = if is_ring { (rgba(color, 0), rgba(color, 255)) } else { (rgba(color, 255), rgba(INK, 255)) };
    layer(
        "SimpleMarker",
        &[
            ("name", name),
            ("angle", angle),
            ("color", &fill),
            ("outline_color", &outline),
            ("outline_style", "solid"),
            ("outline_width", if is_ring { "0.6" } else { "0.15" }),
            ("outline_width_unit", "MM"),
            ("size", if glyph == Glyph::Disc { "2" } else { "2.8" }),
            ("size_unit", "MM"),
        ],
    )
}

/// The properties twice: QGIS before 3.24 reads `prop`, later ones `Option`.
fn layer(class: &str, properties: &[(&str, &str)]) -> String {
    let option = |(name, value): &(&str, &str)| format!("<Option type=\"QString\" name=\"{name}\" value=\"{value}\"/>");
    let options: Vec<_> = properties.iter().map(option).collect();
    let props: Vec<_> = properties.iter().map(|(name, value)| format!("<prop k=\"{name}\" v=\"{value}\"/>")).collect();
    format!(
        "<layer class=\"{class}\" enabled=\"1\" locked=\"0\" pass=\"0\"><Option type=\"Map\">{}</Option>{}</layer>",
        options.concat(),
        props.concat()
    )
}

fn rgba([red, green, blue]: [u8; 3], alpha: u8) -> String {
    format!("{red},{green},{blue},{alpha}")
}

fn escaped(text: &str) -> String {
    let is_allowed = |letter: &char| !letter.is_control();
    let text: String = text.chars().filter(is_allowed).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
