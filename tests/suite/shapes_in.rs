//! Maps of other programs: shapefiles byte by byte, KML as text.
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests may fail loudly, and write files")]

use encoding_rs::{GBK, UTF_8};
use lianhu::exchange::{
    Crs, CrsEvidence, Encoding, ExchangeError, Import, ImportKind, ImportOptions, MapFault, ProblemKind, Source,
    guess_kind, plan_import, read_file,
};
use lianhu::geom::Wgs84;
use lianhu::index::Index;
use lianhu::model::{Project, Scheme};
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

// --- a shapefile, made by hand ---

/// Closed, as they stand in the file.
type Ring = Vec<[f64; 2]>;

enum Form {
    Nothing,
    Point([f64; 2]),
    MultiPoint(Vec<[f64; 2]>),
    Line(Vec<Ring>),
    Area(Vec<Ring>),
    Surface,
}

fn content(form: &Form) -> Vec<u8> {
    let corner = |at: &[f64; 2]| at.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    let number = |number: usize| (number as u32).to_le_bytes();
    let bounds = [0; 32];
    match form {
        Form::Nothing => number(0).to_vec(),
        Form::Point(at) => [number(1).to_vec(), corner(at)].concat(),
        Form::MultiPoint(all) => {
            let corners: Vec<u8> = all.iter().flat_map(corner).collect();
            [number(8).as_slice(), &bounds, &number(all.len()), &corners].concat()
        }
        Form::Line(parts) | Form::Area(parts) => {
            let kind = if matches!(form, Form::Line(_)) { 3 } else { 5 };
            let mut from = 0;
            let mut starts = Vec::new();
            for part in parts {
                starts.extend(number(from));
                from += part.len();
            }
            let corners: Vec<u8> = parts.iter().flatten().flat_map(corner).collect();
            [number(kind).as_slice(), &bounds, &number(parts.len()), &number(from), &starts, &corners].concat()
        }
        Form::Surface => [number(31).as_slice(), &bounds].concat(),
    }
}

fn shp(forms: &[Form]) -> Vec<u8> {
    let mut records = Vec::new();
    for (record, form) in (1_u32..).zip(forms) {
        let content = content(form);
        records.extend([record.to_be_bytes(), ((content.len() / 2) as u32).to_be_bytes()].concat());
        records.extend(content);
    }
    let length = (50 + records.len() / 2) as u32;
    let mut head =
        [9994_i32.to_be_bytes().as_slice(), &[0; 20], &length.to_be_bytes(), &1000_i32.to_le_bytes()].concat();
    head.resize(100, 0);
    [head, records].concat()
}

/// Columns of text, each as wide as said; a row that begins with `*` is crossed out.
fn dbf(
    language: u8,
    encoding: &'static encoding_rs::Encoding,
    columns: &[(&str, u8, u8)],
    rows: &[&[&str]],
) -> Vec<u8> {
    let width: usize = columns.iter().map(|column| usize::from(column.2)).sum();
    let mut bytes = vec![3, 126, 11, 26];
    bytes.extend((rows.len() as u32).to_le_bytes());
    bytes.extend(((33 + columns.len() * 32) as u16).to_le_bytes());
    bytes.extend(((width + 1) as u16).to_le_bytes());
    bytes.resize(29, 0);
    bytes.extend([language, 0, 0]);
    for (name, kind, width) in columns {
        let mut field = encoding.encode(name).0.into_owned();
        field.resize(10, 0);
        field.resize(11, 0);
        field.extend([*kind, 0, 0, 0, 0, *width]);
        field.resize(32, 0);
        bytes.extend(field);
    }
    bytes.push(b'\r');
    for row in rows {
        let is_gone = row.first().is_some_and(|cell| cell.starts_with('*'));
        bytes.push(if is_gone { b'*' } else { b' ' });
        for (cell, (_, _, width)) in row.iter().zip(columns) {
            let mut cell = encoding.encode(cell).0.into_owned();
            cell.resize(usize::from(*width), b' ');
            bytes.extend(cell);
        }
    }
    bytes
}

fn source(forms: &[Form], beside: &[(&str, &[u8])]) -> Source {
    let beside = beside.iter().map(|(ending, bytes)| part(ending, bytes)).collect();
    Source { beside, ..part("shp", &shp(forms)) }
}

fn part(ending: &str, bytes: &[u8]) -> Source {
    Source { name: format!("网格.{ending}"), bytes: bytes.to_vec(), ..Source::default() }
}

const LON: f64 = 113.62;
const LAT: f64 = 34.75;

/// A square, clockwise as outer rings are.
fn square(x: f64, y: f64, size: f64) -> Ring {
    vec![[x, y], [x, y + size], [x + size, y + size], [x + size, y], [x, y]]
}

fn turned(mut ring: Ring) -> Ring {
    ring.reverse();
    ring
}

const GRID: &[(&str, u8, u8)] = &[("网格编号", b'C', 12), ("名称", b'C', 24)];
const GRID_ROWS: &[&[&str]] = &[&["G01", "柳溪一组"], &["G02", "柳溪二组"]];

fn two_squares() -> [Form; 2] {
    [Form::Area(vec![square(LON, LAT, 0.01)]), Form::Area(vec![square(LON + 0.01, LAT, 0.01)])]
}

fn plan(source: &Source, kind: ImportKind, options: &ImportOptions) -> Result<Import, ExchangeError> {
    let project = Project::new("柳溪村", Scheme::neutral());
    plan_import(&project, Some(&Index::build(&project)), source, kind, options)
}

fn take(source: &Source, kind: ImportKind) -> Result<Import, ExchangeError> {
    plan(source, kind, &ImportOptions { skip_bad: true, ..ImportOptions::default() })
}

/// Codes and names of grids.
fn grids(import: &Import) -> Vec<String> {
    import.batch.grids.iter().map(|(_, grid, _)| format!("{} {}", grid.code, grid.name)).collect()
}

fn kinds(import: &Import) -> Vec<ProblemKind> {
    import.report.problems.iter().map(|problem| problem.kind.clone()).collect()
}

// --- shapefiles ---

#[test]
fn the_encoding_of_a_table_is_found() {
    let gbk = |language| dbf(language, GBK, GRID, GRID_ROWS);
    let utf8 = |language| dbf(language, UTF_8, GRID, GRID_ROWS);
    let (gb, utf) = (Encoding::Gb18030, Encoding::Utf8);
    for (table, cpg, encoding, is_misnamed) in [
        (gbk(0), None, gb, false),
        (gbk(0x4D), None, gb, false),
        (gbk(0x57), None, gb, false),
        (gbk(0), Some("GBK"), gb, false),
        (gbk(0), Some("936\r\n"), gb, false),
        (gbk(0), Some("UTF-8"), gb, true),
        (gbk(0x57), Some("ISO-8859-1"), gb, true),
        (gbk(0), Some("nonsense"), gb, true),
        (utf8(0), None, utf, false),
        (utf8(0x4D), None, utf, false),
        (utf8(0), Some("utf8"), utf, false),
        (utf8(0), Some("CP936"), utf, true),
        (utf8(0), Some("ISO-8859-1"), utf, true),
    ] {
        let mut beside = vec![("DBF", table.as_slice())];
        beside.extend(cpg.map(|cpg| ("cpg", cpg.as_bytes())));
        let import = take(&source(&two_squares(), &beside), ImportKind::Grids).unwrap();
        assert_eq!(grids(&import), ["G01 柳溪一组", "G02 柳溪二组"], "with {cpg:?}");
        assert_eq!(import.report.encoding, encoding, "with {cpg:?}");
        let found = kinds(&import).iter().any(|kind| matches!(kind, ProblemKind::EncodingMisnamed { .. }));
        assert_eq!(found, is_misnamed, "with {cpg:?}: {:?}", import.report.problems);
    }
    let big5 = dbf(0x78, encoding_rs::BIG5, &[("網格", b'C', 12)], &[&["柳溪"], &["東"]]);
    let import = take(&source(&two_squares(), &[("dbf", &big5)]), ImportKind::Grids).unwrap();
    assert_eq!(import.report.encoding, Encoding::Other("Big5"));
}

#[test]
fn letters_cut_in_half_are_dropped() {
    // Ten bytes hold three letters of UTF-8 and a third of the next one.
    let columns = [("名称", b'C', 10), ("网格编号", b'C', 4)];
    let table = dbf(0, UTF_8, &columns, &[&["柳溪村东", "G1"], &["西", "G2"]]);
    let import = take(&source(&two_squares(), &[("dbf", &table), ("cpg", b"UTF-8")]), ImportKind::Grids).unwrap();
    // The name of the column is cut, too, and so is no longer known; names are.
    assert_eq!(import.report.encoding, Encoding::Utf8);
    let columns: Vec<_> = import.report.problems.iter().filter_map(|problem| problem.column.as_deref()).collect();
    assert_eq!(columns, ["网格编"], "{:?}", import.report.problems);
    assert_eq!(import.batch.grids[0].1.name, "柳溪村");
}

#[test]
fn numbers_days_and_marks_are_read_as_people_write_them() {
    let columns = [("户号", b'C', 6), ("户主", b'C', 8), ("人口", b'N', 12), ("状态日期", b'D', 8), ("备注", b'L', 1)];
    let rows: &[&[&str]] = &[
        &["H1", "甲", "3.0000000", "20261126", "T"],
        &["*H2", "乙", "", "", ""],
        &["H3", "丙", "************", "00000000", "?"],
    ];
    let table = dbf(0x4D, GBK, &columns, rows);
    let forms = [Form::Point([LON, LAT]), Form::Point([LON, LAT]), Form::Nothing];
    let file = source(&forms, &[("dbf", &table)]);
    assert_eq!(guess_kind(&file), Some(ImportKind::Households));
    let import = take(&file, ImportKind::Households).unwrap();
    let words: Vec<String> = import
        .batch
        .households
        .iter()
        .map(|(_, row)| {
            format!(
                "{} {} {:?} {:?} {:?} {}",
                row.code,
                row.head,
                row.people,
                row.status_since,
                row.note,
                row.at.is_some()
            )
        })
        .collect();
    assert_eq!(words, ["H1 甲 Some(3) Some(2026-11-26) \"是\" true", "H3 丙 None None \"\" false"]);
    assert_eq!(import.report.read, 2, "one is crossed out");
}

#[test]
fn a_prj_names_the_zone() {
    let prj = r#"PROJCS["CGCS2000_3_Degree_GK_Zone_38",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",
        DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],
        UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",38500000.0],
        PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],
        PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
    let hole = turned(square(38_465_100.0, 3_847_100.0, 50.0));
    let area = Form::Area(vec![hole, square(38_465_000.0, 3_847_000.0, 200.0)]);
    let table = dbf(0, GBK, GRID, &GRID_ROWS[..1]);
    let file = source(&[area], &[("dbf", &table), ("PRJ", prj.as_bytes())]);
    assert_eq!(guess_kind(&file), Some(ImportKind::Grids));
    let import = take(&file, ImportKind::Grids).unwrap();
    assert_eq!(
        (import.report.crs.assumed.key(), import.report.crs.evidence),
        ("gk3:38".to_owned(), CrsEvidence::Declared)
    );
    let area = &import.batch.grids[0].1.area;
    assert_eq!((area.0.len(), area.0[0].interiors().len()), (1, 1), "the hole comes first in the file");
    let corner = area.0[0].exterior().0[0];
    assert!((corner.x - 113.618).abs() < 0.01 && (corner.y - 34.75).abs() < 0.1, "at {corner:?}");
    let odd = plan(
        &source(&two_squares(), &[("prj", b"GEOGCS[\"Xian_1980\"]")]),
        ImportKind::Grids,
        &ImportOptions::default(),
    );
    assert!(matches!(odd, Err(ExchangeError::UnsupportedCrs { .. })), "found {odd:?}");
}

#[test]
fn holes_find_their_rings_whichever_way_they_run() {
    let rings = |turn: fn(Ring) -> Ring| {
        let outer = [square(LON, LAT, 0.01), square(LON + 0.02, LAT, 0.01)].map(turn);
        let holes = [square(LON + 0.022, LAT + 0.002, 0.002), square(LON + 0.002, LAT + 0.002, 0.002)];
        let island = square(LON + 0.0025, LAT + 0.0025, 0.001);
        let [first, second] = outer;
        let [other, hole] = holes.map(|ring| turn(turned(ring)));
        vec![first, other, hole, turn(island), second]
    };
    for turn in [|ring| ring, turned] as [fn(Ring) -> Ring; 2] {
        let import = take(&source(&[Form::Area(rings(turn))], &[]), ImportKind::Grids).unwrap();
        let area = &import.batch.grids[0].1.area;
        let holes: Vec<usize> = area.0.iter().map(|polygon| polygon.interiors().len()).collect();
        assert_eq!(holes, [1, 0, 1], "two with a hole, an island in the first");
        assert!(kinds(&import).contains(&ProblemKind::NoTableBeside));
    }
}

#[test]
fn lines_are_backdrop_and_lone_points_of_a_set_are_places() {
    let line = |y: f64| vec![[LON, y], [LON + 0.01, y]];
    let file = source(&[Form::Line(vec![line(LAT)]), Form::Line(vec![line(LAT), line(LAT + 0.1)])], &[]);
    assert_eq!(guess_kind(&file), Some(ImportKind::Backdrop));
    assert_eq!(take(&file, ImportKind::Backdrop).unwrap().batch.backdrop.len(), 2, "one of the three is there already");
    let points = [Form::MultiPoint(vec![[LON, LAT]]), Form::MultiPoint(vec![[LON, LAT], [LON, LAT + 0.1]])];
    let import = take(&source(&points, &[]), ImportKind::Buildings).unwrap();
    assert_eq!((import.report.new, import.report.rejected), (1, 1), "several places are none");
}

#[test]
fn a_bad_record_is_named_and_the_others_are_read() {
    let forms = [
        Form::Point([LON, LAT]),
        Form::Point([f64::NAN, LAT]),
        Form::Surface,
        Form::Point([f64::INFINITY, LAT]),
        Form::Point([LON, LAT]),
    ];
    let import = take(&source(&forms, &[]), ImportKind::Buildings).unwrap();
    assert_eq!((import.report.new, import.report.rejected), (2, 3));
    let bad: Vec<(Option<u32>, ProblemKind)> = import
        .report
        .problems
        .iter()
        .filter(|problem| matches!(problem.kind, ProblemKind::BadRecord { .. }))
        .map(|problem| (problem.row, problem.kind.clone()))
        .collect();
    let record = |why| ProblemKind::BadRecord { why };
    let nan = record(MapFault::NotANumber);
    assert_eq!(bad, [(Some(2), nan.clone()), (Some(3), record(MapFault::Kind { code: 31 })), (Some(4), nan)]);
    // More corners than there are bytes.
    let mut file = source(&two_squares(), &[]);
    file.bytes[100 + 8 + 40..100 + 8 + 44].copy_from_slice(&i32::MAX.to_le_bytes());
    let import = take(&file, ImportKind::Grids).unwrap();
    assert_eq!((import.report.new, import.report.rejected), (1, 1));
    assert!(kinds(&import).contains(&record(MapFault::Lengths)));
}

#[test]
fn files_that_do_not_fit_are_refused() {
    let table = dbf(0, GBK, GRID, &GRID_ROWS[..1]);
    let found = take(&source(&two_squares(), &[("dbf", &table)]), ImportKind::Grids);
    let Err(ExchangeError::BadMap { why, .. }) = found else { unreachable!("found {found:?}") };
    assert_eq!(why, MapFault::Counts { shapes: 2, rows: 1 });
    let mut lies = source(&two_squares(), &[]);
    lies.bytes[104..108].copy_from_slice(&(-5_i32).to_be_bytes());
    let found = take(&lies, ImportKind::Grids);
    assert!(
        matches!(found, Err(ExchangeError::BadMap { record: Some(1), why: MapFault::Lengths, .. })),
        "found {found:?}"
    );
    let mut table = dbf(0, GBK, GRID, GRID_ROWS);
    table[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
    let found = take(&source(&two_squares(), &[("dbf", &table)]), ImportKind::Grids);
    assert!(matches!(found, Err(ExchangeError::BadMap { record: Some(3), .. })), "found {found:?}");
}

#[test]
fn whatever_is_cut_off_is_said_and_nothing_panics() {
    let table = dbf(0x4D, GBK, GRID, GRID_ROWS);
    let whole = source(&two_squares(), &[("dbf", &table)]);
    for length in 0..whole.bytes.len() {
        let cut = Source { bytes: whole.bytes[..length].to_vec(), ..whole.clone() };
        let found = take(&cut, ImportKind::Grids);
        assert!(matches!(found, Err(ExchangeError::BadMap { .. })), "{length} bytes of the .shp: {found:?}");
        assert_eq!(guess_kind(&cut), Some(ImportKind::Grids), "whoever reads it says why");
    }
    for length in 0..table.len() {
        let found = take(&source(&two_squares(), &[("dbf", &table[..length])]), ImportKind::Grids);
        assert!(matches!(found, Err(ExchangeError::BadMap { .. })), "{length} bytes of the .dbf: {found:?}");
    }
    for at in 0..whole.bytes.len() {
        for value in [0, 1, 0x7F, 0xFF] {
            let mut other = whole.clone();
            other.bytes[at] = value;
            drop(take(&other, ImportKind::Grids));
        }
    }
    for at in 0..table.len() {
        for value in [0, 1, 0x7F, 0xFF] {
            let mut other = table.clone();
            other[at] = value;
            drop(take(&source(&two_squares(), &[("dbf", &other)]), ImportKind::Grids));
        }
    }
}

#[test]
fn what_lies_beside_is_read_with_it() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("shapefile");
    std::fs::create_dir_all(&folder).unwrap();
    let table = dbf(0, GBK, GRID, GRID_ROWS);
    for (name, bytes) in [
        ("网格.SHP", shp(&two_squares())),
        ("网格.Dbf", table),
        ("网格.cpg", b"GBK".to_vec()),
        ("别的.prj", Vec::new()),
    ] {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    let file = read_file(&folder.join("网格.SHP")).unwrap();
    let beside: Vec<&str> = file.beside.iter().map(|beside| beside.name.as_str()).collect();
    assert_eq!(beside, ["网格.Dbf", "网格.cpg"]);
    assert_eq!(grids(&take(&file, ImportKind::Grids).unwrap()), ["G01 柳溪一组", "G02 柳溪二组"]);
    for alone in ["网格.Dbf", "网格.cpg", "网格.shx", "网格.shp.xml"] {
        let found = read_file(&folder.join(alone));
        assert!(matches!(found, Err(ExchangeError::PartOfShapefile { .. })), "{alone}: {found:?}");
    }
}

// --- KML ---

const KML: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>柳溪村</name><Folder><name>网格</name>
<Placemark><name>一组 &amp; 二组</name><description><![CDATA[<b>靠河</b><br/>两处]]></description>
<ExtendedData><SchemaData><SimpleData name="网格编号">G01</SimpleData></SchemaData></ExtendedData>
<Style><LineStyle><width>2</width></LineStyle></Style>
<Polygon><innerBoundaryIs><LinearRing><coordinates>113.622,34.752 113.624,34.752 113.624,34.754 113.622,34.752</coordinates>
</LinearRing></innerBoundaryIs><outerBoundaryIs><LinearRing><coordinates>
113.62,34.75,0 113.63,34.75,0 113.63,34.76,0 113.62,34.76,0 113.62,34.75,0</coordinates></LinearRing></outerBoundaryIs></Polygon>
</Placemark>
<Placemark><name>三组</name><ExtendedData><Data name="网格编号"><value>G02</value></Data></ExtendedData>
<MultiGeometry><Point><coordinates>113.64,34.75</coordinates></Point>
<Polygon><outerBoundaryIs><LinearRing><coordinates>113.64,34.75 113.65,34.75 113.65,34.76 113.64,34.75</coordinates>
</LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark>
<Placemark><name>坏的</name><ExtendedData><Data name="网格编号"><value>G03</value></Data></ExtendedData>
<Point><coordinates>113.64,NaN</coordinates></Point></Placemark>
</Folder></Document></kml>"#;

fn kml(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), bytes: text.as_bytes().to_vec(), ..Source::default() }
}

fn kmz(name: &str, files: &[(&str, &str)]) -> Source {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (file, text) in files {
        archive.start_file(*file, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    Source { name: name.to_owned(), bytes: archive.finish().unwrap().into_inner(), ..Source::default() }
}

#[test]
fn places_of_a_kml_are_rows() {
    let file = kml("网格.kml", KML);
    assert_eq!(guess_kind(&file), Some(ImportKind::Grids));
    let import = take(&file, ImportKind::Grids).unwrap();
    assert_eq!(grids(&import), ["G01 一组 & 二组", "G02 三组"]);
    assert_eq!(import.batch.grids[0].1.area.0[0].interiors().len(), 1);
    assert_eq!((import.report.crs.assumed, import.report.crs.evidence), (Crs::Wgs84, CrsEvidence::Declared));
    let bad = ProblemKind::BadRecord { why: MapFault::NotANumber };
    assert!(import.report.problems.iter().any(|problem| problem.row == Some(3) && problem.kind == bad));
    let map = vec![("folder".to_owned(), "category".to_owned())];
    let found = plan(&file, ImportKind::Grids, &ImportOptions { map, ..ImportOptions::default() });
    assert!(matches!(found, Err(ExchangeError::UnknownField { .. })), "the folder is a column: {found:?}");
    let places = KML.replace("网格编号", "户号");
    let points = "<kml><Placemark><name>甲</name><description>靠&#27827;</description><Point><coordinates>113.62,34.75</coordinates></Point></Placemark></kml>";
    assert_eq!(guess_kind(&kml("户.kml", points)), Some(ImportKind::Households));
    let import = take(&kml("户.kml", points), ImportKind::Households).unwrap();
    let household = &import.batch.households[0].1;
    assert_eq!((household.head.as_str(), household.note.as_str()), ("甲", "靠河"));
    assert_eq!(take(&kml("户.kml", &places), ImportKind::Households).unwrap().report.rejected, 3, "areas are no homes");
}

#[test]
fn an_archive_with_a_map_is_no_workbook() {
    for name in ["网格.kmz", "网格.zip"] {
        let file = kmz(name, &[("files/图标.png", "x"), ("doc.kml", KML)]);
        assert_eq!(guess_kind(&file), Some(ImportKind::Grids), "{name}");
        assert_eq!(grids(&take(&file, ImportKind::Grids).unwrap()).len(), 2, "{name}");
    }
    let layers =
        kmz("网格.kmz", &[("doc.kml", "<kml><NetworkLink/></kml>"), ("layers/1.kml", KML), ("layers/2.kml", "<kml/>")]);
    assert_eq!(grids(&take(&layers, ImportKind::Grids).unwrap()).len(), 2, "a file for each layer");
    let none = take(&kmz("空.kmz", &[("readme.txt", "x")]), ImportKind::Grids);
    assert!(matches!(none, Err(ExchangeError::BadMap { why: MapFault::NoMap, .. })), "found {none:?}");
    let whole = kmz("网格.kmz", &[("doc.kml", KML)]);
    for length in 0..whole.bytes.len() {
        let cut = Source { bytes: whole.bytes[..length].to_vec(), ..whole.clone() };
        assert!(take(&cut, ImportKind::Grids).is_err(), "{length} bytes");
    }
}

#[test]
fn maps_of_ovital_are_shifted_back() {
    let text = "<kml><Document><Placemark><name>甲</name><Point><coordinates>113.62,34.75</coordinates></Point></Placemark></Document></kml>";
    let place = |file: &Source, options: &ImportOptions| {
        let import = plan(file, ImportKind::Households, options).unwrap();
        (import.batch.households[0].1.at.unwrap(), kinds(&import), import.report.crs.evidence)
    };
    let auto = ImportOptions::default();
    let (straight, notes, _) = place(&kml("户.kml", text), &auto);
    assert!(!notes.iter().any(|kind| matches!(kind, ProblemKind::CrsPresumed { .. })));
    let away_m = |at: Wgs84| {
        let (east, north) = ((at.lon_deg - straight.lon_deg) * 91_500.0, (at.lat_deg - straight.lat_deg) * 111_000.0);
        east.hypot(north)
    };
    for file in [kml("户.OVKML", text), kmz("户.ovkmz", &[("doc.kml", text)]), kmz("户.kmz", &[("户.ovkml", text)])]
    {
        let (shifted, notes, evidence) = place(&file, &auto);
        assert!((300.0..800.0).contains(&away_m(shifted)), "{}: {} m", file.name, away_m(shifted));
        assert!(notes.contains(&ProblemKind::CrsPresumed { assumed: Crs::Gcj02 }), "{}: {notes:?}", file.name);
        assert_eq!(evidence, CrsEvidence::Habit);
        let (asked, notes, _) = place(&file, &ImportOptions { crs: Crs::Wgs84, ..auto.clone() });
        assert_eq!(
            (away_m(asked), notes.iter().any(|kind| matches!(kind, ProblemKind::CrsPresumed { .. }))),
            (0.0, false)
        );
    }
}

#[test]
fn waypoints_are_places() {
    let gpx = r#"<?xml version="1.0"?><gpx version="1.1"><wpt lat="34.75" lon="113.62"><ele>99</ele><name>甲</name>
        <desc>靠河</desc></wpt><trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>"#;
    let import = take(&kml("户.gpx", gpx), ImportKind::Households).unwrap();
    let household = &import.batch.households[0].1;
    assert_eq!((household.head.as_str(), household.note.as_str(), import.report.read), ("甲", "靠河", 1));
    assert!(household.at.is_some_and(|at| (at.lon_deg - 113.62).abs() < 1e-9));
}

#[test]
fn bad_kml_is_refused() {
    let deep = format!("<kml>{}", "<Folder>\n".repeat(10_000));
    let closed = format!("{deep}{}</kml>", "</Folder>".repeat(10_000));
    for text in [&deep, &closed] {
        let found = take(&kml("x.kml", text), ImportKind::Grids);
        assert!(matches!(found, Err(ExchangeError::TooDeep { line: 64, .. })), "found {found:?}");
    }
    let bomb = "<!DOCTYPE kml [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><kml><Placemark><name>&b;</name></Placemark></kml>";
    let found = take(&kml("x.kml", bomb), ImportKind::Grids);
    assert!(matches!(found, Err(ExchangeError::BadMap { why: MapFault::DocumentType, .. })), "found {found:?}");
    let wide = (0..300).map(|at| format!("<Data name=\"c{at}\"><value>1</value></Data>")).collect::<Vec<_>>().concat();
    let found = take(&kml("x.kml", &format!("<kml><Placemark>{wide}</Placemark></kml>")), ImportKind::Grids);
    assert!(matches!(found, Err(ExchangeError::TooWide { row: 1, .. })), "found {found:?}");
    for length in (0..KML.len()).filter(|at| KML.is_char_boundary(*at)) {
        let (cut, _) = KML.split_at(length);
        assert!(take(&kml("x.kml", cut), ImportKind::Grids).is_err(), "{length} bytes");
    }
}
