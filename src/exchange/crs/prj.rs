//! The text of a `.prj` as a coordinate system: WKT1 as ESRI and OGC write it, and WKT2.
//!
//! Only what is understood in full is taken. The numbers decide, not the names: zones are told by central meridian and
//! false easting. The order of axes is not read, because what stands there and what the file holds seldom agree; the
//! coordinates show it.

use crate::exchange::crs::wkt::Node;
use crate::exchange::crs::{Crs, CrsRefusal, GaussKruger, ZoneWidth};

const FALSE_EASTING_M: f64 = 500_000.0;
const PER_ZONE_M: f64 = 1_000_000.0;

/// The system that such a text describes, or why it cannot be read.
///
/// ```
/// use lianhu::exchange::crs_from_wkt;
/// let geographic = r#"GEOGCS["GCS_China_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],
///     PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]"#;
/// let projected = format!(r#"PROJCS["CGCS2000_3_Degree_GK_Zone_38",{geographic},PROJECTION["Gauss_Kruger"],
///     PARAMETER["False_Easting",38500000],PARAMETER["Central_Meridian",114],UNIT["Meter",1]]"#);
/// assert_eq!(crs_from_wkt(geographic)?.key(), "cgcs2000");
/// assert_eq!(crs_from_wkt(&projected)?.key(), "gk3:38");
/// # Ok::<(), lianhu::exchange::CrsRefusal>(())
/// ```
pub fn crs_from_wkt(text: &str) -> Result<Crs, CrsRefusal> {
    let root = Node::parse(text)?;
    match root.keyword.as_str() {
        "GEOGCS" | "GEOGCRS" | "GEODCRS" | "GEOGRAPHICCRS" => geographic(&root),
        "PROJCS" | "PROJCRS" | "PROJECTEDCRS" => projected(&root),
        // A map with heights: what lies on the ground is the first part.
        "COMPD_CS" | "COMPOUNDCRS" | "BOUNDCRS" | "SOURCECRS" => {
            let inner = root.nodes().find(|node| node.keyword == "SOURCECRS").unwrap_or(&root);
            match inner.nodes().find(|node| node.keyword.starts_with("PROJ") || node.keyword.starts_with("GEO")) {
                Some(ground) if ground.keyword.starts_with("GEO") => geographic(ground),
                Some(ground) => projected(ground),
                None => Err(CrsRefusal::Damaged),
            }
        }
        _ => Err(CrsRefusal::Projection { name: shortened(&root.keyword) }),
    }
}

/// Degrees on CGCS2000 or WGS-84.
fn geographic(node: &Node) -> Result<Crs, CrsRefusal> {
    let datum = node.node(&["DATUM", "ENSEMBLE", "GEODETICDATUM", "TRF"]);
    let name = datum.map_or_else(|| node.name(), Node::name);
    let crs = match plain(name).as_str() {
        // ESRI puts `D_` before the name of a datum.
        "china2000" | "dchina2000" | "cgcs2000" | "dcgcs2000" | "chinageodeticcoordinatesystem2000" => Crs::Cgcs2000,
        "wgs1984" | "dwgs1984" | "wgs84" | "dwgs84" | "worldgeodeticsystem1984" | "worldgeodeticsystem1984ensemble" => {
            Crs::Wgs84
        }
        _ => return Err(CrsRefusal::Datum { name: shortened(name) }),
    };
    if let Some(meridian) = node.node(&["PRIMEM", "PRIMEMERIDIAN"])
        && meridian.number().is_some_and(|greenwich_deg| greenwich_deg != 0.0)
    {
        return Err(CrsRefusal::Datum { name: shortened(meridian.name()) });
    }
    match node.node(&["UNIT", "ANGLEUNIT"]) {
        Some(unit) if !unit.number().is_some_and(|radians| (radians - 1.0_f64.to_radians()).abs() < 1e-9) => {
            Err(CrsRefusal::Unit { name: shortened(unit.name()) })
        }
        _ => Ok(crs),
    }
}

/// Meters on a plane.
fn projected(node: &Node) -> Result<Crs, CrsRefusal> {
    let ground = node.node(&["GEOGCS", "BASEGEOGCRS", "BASEGEODCRS"]).ok_or(CrsRefusal::Damaged)?;
    geographic(ground)?;
    if let Some(unit) = node.node(&["UNIT", "LENGTHUNIT"])
        && unit.number() != Some(1.0)
    {
        return Err(CrsRefusal::Unit { name: shortened(unit.name()) });
    }
    let conversion = node.node(&["CONVERSION"]).unwrap_or(node);
    let method = conversion.node(&["PROJECTION", "METHOD"]).map_or("", Node::name);
    let parameters = Parameters(conversion);
    match plain(method).as_str() {
        "transversemercator" | "gausskruger" => gauss_kruger(node, &parameters),
        "mercatorauxiliarysphere" | "popularvisualisationpseudomercator" => web_mercator(&parameters),
        "mercator1sp" if plain(node.name()).contains("pseudomercator") => web_mercator(&parameters),
        _ => Err(CrsRefusal::Projection { name: shortened(method) }),
    }
}

fn web_mercator(parameters: &Parameters<'_>) -> Result<Crs, CrsRefusal> {
    parameters.check_others()?;
    parameters.demand(0.0, "False_Easting", FALSE_EASTING)?;
    parameters.demand(0.0, "False_Northing", FALSE_NORTHING)?;
    parameters.demand(0.0, "Central_Meridian", CENTRAL_MERIDIAN)?;
    parameters.demand(1.0, "Scale_Factor", SCALE)?;
    Ok(Crs::WebMercator)
}

fn gauss_kruger(node: &Node, parameters: &Parameters<'_>) -> Result<Crs, CrsRefusal> {
    parameters.check_others()?;
    parameters.demand(0.0, "Latitude_Of_Origin", LATITUDE)?;
    parameters.demand(0.0, "False_Northing", FALSE_NORTHING)?;
    parameters.demand(1.0, "Scale_Factor", SCALE)?;
    let meridian_deg = parameters.needed("Central_Meridian", CENTRAL_MERIDIAN)?;
    let easting_m = parameters.needed("False_Easting", FALSE_EASTING)?;
    // Where six degrees and three share a meridian, only the name tells; both lie in the same plane.
    let name = plain(node.name());
    let is_three = name.contains("3degree") || name.contains("gk3") || name.contains("三度");
    let widths = if is_three { ZoneWidth::ALL } else { [ZoneWidth::Six, ZoneWidth::Three] };
    let whole = |number: f64| {
        let is_whole = is_same(number, number.round()) && (0.0..=180.0).contains(&number);
        is_whole.then(|| number.round() as u8)
    };
    let unnumbered = |width| GaussKruger::around(width, whole(meridian_deg)?);
    let Some(first) = widths.into_iter().find_map(unnumbered) else {
        return Err(odd("Central_Meridian", meridian_deg));
    };
    if is_same(easting_m, FALSE_EASTING_M) {
        return Ok(Crs::GaussKruger(first));
    }
    let zone = whole((easting_m - FALSE_EASTING_M) / PER_ZONE_M);
    let numbered = widths.into_iter().filter_map(|width| GaussKruger::numbered(width, zone?));
    let found = numbered.into_iter().find(|zone| Some(zone.central_meridian_deg()) == whole(meridian_deg));
    found.map(Crs::GaussKruger).ok_or_else(|| odd("False_Easting", easting_m))
}

const CENTRAL_MERIDIAN: &[&str] = &["centralmeridian", "longitudeofnaturalorigin", "longitudeoforigin"];
const LATITUDE: &[&str] = &["latitudeoforigin", "latitudeofnaturalorigin"];
const FALSE_EASTING: &[&str] = &["falseeasting"];
const FALSE_NORTHING: &[&str] = &["falsenorthing"];
const SCALE: &[&str] = &["scalefactor", "scalefactoratnaturalorigin"];

/// Equal but for the last digits, which writers round.
fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

fn odd(parameter: &str, value: f64) -> CrsRefusal {
    CrsRefusal::Parameter { parameter: parameter.to_owned(), value: value.to_string() }
}

/// The parameters of a projection, by any of their names.
struct Parameters<'a>(&'a Node);

impl Parameters<'_> {
    fn get(&self, names: &[&str]) -> Option<f64> {
        let parameters = self.0.nodes().filter(|node| node.keyword == "PARAMETER");
        parameters.filter(|node| names.contains(&plain(node.name()).as_str())).find_map(Node::number)
    }

    /// Refuses whatever is not understood, unless it is nothing.
    fn check_others(&self) -> Result<(), CrsRefusal> {
        let known = [CENTRAL_MERIDIAN, SCALE, LATITUDE, FALSE_EASTING, FALSE_NORTHING].concat();
        let mut others = self.0.nodes().filter(|node| node.keyword == "PARAMETER");
        let odd_one = others.find(|node| !known.contains(&plain(node.name()).as_str()) && node.number() != Some(0.0));
        odd_one.map_or(Ok(()), |node| Err(odd(&shortened(node.name()), node.number().unwrap_or_default())))
    }

    fn needed(&self, parameter: &str, names: &[&str]) -> Result<f64, CrsRefusal> {
        let missing = || CrsRefusal::Parameter { parameter: parameter.to_owned(), value: String::new() };
        self.get(names).ok_or_else(missing)
    }

    /// Refuses any other value than this one; what is not there has it.
    fn demand(&self, value: f64, parameter: &str, names: &[&str]) -> Result<(), CrsRefusal> {
        match self.get(names) {
            Some(other) if !is_same(other, value) => Err(odd(parameter, other)),
            _ => Ok(()),
        }
    }
}

/// A name without what writers differ in: capitals, blanks, underscores, signs.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// So much of a stranger's name is repeated.
fn shortened(name: &str) -> String {
    name.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use crate::exchange::{CrsRefusal, crs_from_wkt};
    use proptest::prelude::{any, proptest};

    const GEOGCS: &str = "GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",\
        6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

    /// As ESRI writes a zone.
    fn zone(name: &str, easting: &str, meridian: &str, scale: &str) -> String {
        format!(
            "PROJCS[\"{name}\",{GEOGCS},PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",{easting}],\
             PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",{meridian}],\
             PARAMETER[\"Scale_Factor\",{scale}],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"
        )
    }

    #[track_caller]
    fn check(text: &str, key: &str) {
        assert_eq!(crs_from_wkt(text).map(crate::exchange::Crs::key).as_deref(), Ok(key), "{text}");
    }

    #[test]
    fn zones_are_told_by_their_numbers() {
        check(GEOGCS, "cgcs2000");
        check(&zone("CGCS2000_3_Degree_GK_Zone_38", "38500000.0", "114.0", "1.0"), "gk3:38");
        check(&zone("CGCS2000_3_Degree_GK_CM_117E", "500000.0", "117.0", "1.0"), "gk3:117");
        check(&zone("CGCS2000_GK_CM_117E", "500000.0", "117.0", "1.0"), "gk6:117");
        check(&zone("CGCS2000_GK_Zone_20", "20500000.0", "117.0", "1.0"), "gk6:20");
        check(&zone("anything", "500000", "114", "1"), "gk3:114");
        let wgs84 = zone("WGS_1984_GK", "500000", "114", "1").replace("D_China_2000", "D_WGS_1984");
        check(&wgs84, "gk3:114");
        check(&format!("\u{feff}{}\0", zone("x", "500000", "114", "1").replace('[', "(").replace(']', ")")), "gk3:114");
    }

    #[test]
    fn web_mercator_has_many_names() {
        let wgs84 = GEOGCS.replace("D_China_2000", "D_WGS_1984");
        check(&wgs84, "wgs84");
        let mercator = |name: &str, method: &str| {
            format!(
                "PROJCS[\"{name}\",{wgs84},PROJECTION[\"{method}\"],PARAMETER[\"Central_Meridian\",0.0],UNIT[\"Meter\",1]]"
            )
        };
        check(&mercator("WGS_1984_Web_Mercator_Auxiliary_Sphere", "Mercator_Auxiliary_Sphere"), "epsg:3857");
        check(&mercator("WGS 84 / Pseudo-Mercator", "Mercator_1SP"), "epsg:3857");
        let ellipsoidal = crs_from_wkt(&mercator("WGS 84 / World Mercator", "Mercator_1SP"));
        assert_eq!(ellipsoidal, Err(CrsRefusal::Projection { name: "Mercator_1SP".to_owned() }), "EPSG:3395");
    }

    #[test]
    fn the_second_edition_is_read_too() {
        let text = |datum: &str| {
            format!(
                "PROJCRS[\"CGCS2000 / 3-degree Gauss-Kruger zone 38\",BASEGEOGCRS[\"CGCS2000\",DATUM[\"{datum}\",\
                 ELLIPSOID[\"CGCS2000\",6378137,298.257222101,LENGTHUNIT[\"metre\",1]]],PRIMEM[\"Greenwich\",0,\
                 ANGLEUNIT[\"degree\",0.0174532925199433]],ID[\"EPSG\",4490]],CONVERSION[\"zone 38\",\
                 METHOD[\"Transverse Mercator\",ID[\"EPSG\",9807]],PARAMETER[\"Latitude of natural origin\",0],\
                 PARAMETER[\"Longitude of natural origin\",114],PARAMETER[\"Scale factor at natural origin\",1],\
                 PARAMETER[\"False easting\",38500000],PARAMETER[\"False northing\",0]],CS[Cartesian,2],\
                 AXIS[\"northing (X)\",north,ORDER[1],LENGTHUNIT[\"metre\",1]],ID[\"EPSG\",4526]]"
            )
        };
        check(&text("China 2000"), "gk3:38");
        let refused = crs_from_wkt(&text("Xian 1980"));
        assert_eq!(refused, Err(CrsRefusal::Datum { name: "Xian 1980".to_owned() }), "another datum");
    }

    #[test]
    fn whatever_else_is_refused_by_name() {
        let datum = |text: &str| CrsRefusal::Datum { name: text.to_owned() };
        let odd = |parameter: &str, value: &str| CrsRefusal::Parameter {
            parameter: parameter.to_owned(),
            value: value.to_owned(),
        };
        for (text, why) in [
            (zone("x", "500000", "114", "1").replace("D_China_2000", "D_Xian_1980"), datum("D_Xian_1980")),
            (GEOGCS.replace("D_China_2000", "D_Beijing_1954"), datum("D_Beijing_1954")),
            (zone("x", "500000", "114", "0.9996"), odd("Scale_Factor", "0.9996")),
            (zone("x", "500000", "113.5", "1"), odd("Central_Meridian", "113.5")),
            (zone("x", "39500000", "114", "1"), odd("False_Easting", "39500000")),
            (zone("x", "0", "114", "1"), odd("False_Easting", "0")),
            (
                zone("x", "500000", "114", "1").replace("\"False_Northing\",0.0", "\"False_Northing\",-3e6"),
                odd("False_Northing", "-3000000"),
            ),
            (
                zone("x", "500000", "114", "1").replace("PARAMETER[\"Central_Meridian\",114],", ""),
                odd("Central_Meridian", ""),
            ),
            (
                zone("x", "500000", "114", "1").replace("\"Meter\",1.0", "\"Foot\",0.3048"),
                CrsRefusal::Unit { name: "Foot".to_owned() },
            ),
            (
                zone("x", "500000", "114", "1").replace("Gauss_Kruger", "Lambert"),
                CrsRefusal::Projection { name: "Lambert".to_owned() },
            ),
            (zone("x", "500000", "114", "1").replace("\"False_Northing\",0.0", "\"Azimuth\",30"), odd("Azimuth", "30")),
            ("LOCAL_CS[\"x\"]".to_owned(), CrsRefusal::Projection { name: "LOCAL_CS".to_owned() }),
            ("PROJCS[\"x\"]".to_owned(), CrsRefusal::Damaged),
            ("PROJCS[".to_owned(), CrsRefusal::Damaged),
        ] {
            assert_eq!(crs_from_wkt(&text), Err(why), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>(), shards in "([A-Z]{1,4}[\\[(]|PROJCS\\[|[\"\\],1.e+-]|\\PC){0,60}") {
            drop(crs_from_wkt(&text));
            drop(crs_from_wkt(&shards));
            let whole = zone("x", "500000", "114", "1");
            let at = whole.floor_char_boundary(shards.len() * 7 % whole.len());
            let (before, after) = whole.split_at(at);
            drop(crs_from_wkt(&format!("{before}{shards}{after}")));
        }
    }
}
