//! Layers for others: what is written is what is on the register, for whom it may be, and comes back as it was.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests look at what was written")]

use lianhu::app::{ExportError, Exported, ListExport, SheetsBy, export_list};
use lianhu::demo::{Recipe, invent};
use lianhu::disclose::Audience;
use lianhu::exchange::{ExchangeError, Field, ImportKind, ImportOptions, guess_kind, plan_import, read_file};
use lianhu::index::Index;
use lianhu::model::{Building, Project};
use std::path::{Path, PathBuf};

fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("writers").join(test);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn village() -> Project {
    let mut project = invent(&Recipe::village());
    let at = project.households.rows().next().unwrap().at;
    project
        .buildings
        .push(Building { code: "B9".to_owned(), name: "“九”号楼<&>".to_owned(), at, floors: Some(6) });
    // Somebody whom nobody has placed counts too.
    let (id, row) = project.households.iter().nth(3).map(|(id, row)| (id, row.clone())).unwrap();
    project.households.put(id, Some(lianhu::model::Household { at: None, ..row }));
    project
}

fn export(
    project: &Project,
    what: Option<ImportKind>,
    audience: Audience,
    path: &Path,
) -> Result<Exported, ExportError> {
    let export = ListExport { what, audience, filter: None, sheets: SheetsBy::One, like: None, path: path.to_owned() };
    export_list(project, project.current_plan(), &export)
}

/// Reads a layer again beside what it was written from.
#[track_caller]
fn check_comes_back(project: &Project, what: ImportKind, path: &Path, count: usize) {
    export(project, Some(what), Audience::Internal, path).unwrap();
    let source = read_file(path).unwrap();
    let options = ImportOptions::default();
    let import = plan_import(project, Some(&Index::build(project)), &source, what, &options).unwrap();
    let report = &import.report;
    let counts = (report.read, report.new, report.changed, report.rejected, report.missing);
    let shown: Vec<_> = report.problems.iter().take(3).collect();
    assert_eq!(counts, (count, 0, 0, 0, 0), "{} in {}: {shown:?}", what.key(), path.display());
}

#[test]
fn layers_come_back_as_they_were() {
    let project = village();
    let folder = folder("back");
    for ending in ["kml", "shp"] {
        for (what, count) in [
            (ImportKind::Households, project.households.len()),
            (ImportKind::Members, project.members.len()),
            (ImportKind::Grids, project.grids.len()),
            (ImportKind::Buildings, project.buildings.len()),
        ] {
            check_comes_back(&project, what, &folder.join(format!("{}.{ending}", what.key())), count);
        }
    }
    check_comes_back(&project, ImportKind::Backdrop, &folder.join("backdrop.kml"), project.backdrop.len());
}

#[test]
fn a_shapefile_has_all_its_parts_or_one_packed_file() {
    let project = village();
    let folder = folder("parts");
    export(&project, Some(ImportKind::Grids), Audience::Public, &folder.join("网格.shp")).unwrap();
    let mut parts: Vec<String> =
        std::fs::read_dir(&folder).unwrap().map(|part| part.unwrap().file_name().into_string().unwrap()).collect();
    parts.sort();
    assert_eq!(parts, ["网格.cpg", "网格.dbf", "网格.prj", "网格.shp", "网格.shx"]);
    let source = read_file(&folder.join("网格.shp")).unwrap();
    assert_eq!(guess_kind(&source), Some(ImportKind::Grids), "our own reader knows it");
    export(&project, Some(ImportKind::Grids), Audience::Public, &folder.join("网格.zip")).unwrap();
    let mut packed = zip::ZipArchive::new(std::fs::File::open(folder.join("网格.zip")).unwrap()).unwrap();
    let names: Vec<String> =
        (0..packed.len()).map(|at| packed.by_index(at).unwrap().name().unwrap().into_owned()).collect();
    assert_eq!(names, ["网格.shx", "网格.dbf", "网格.prj", "网格.cpg", "网格.shp"]);
    let roads = export(&project, Some(ImportKind::Backdrop), Audience::Public, &folder.join("底图.shp"));
    assert!(matches!(roads, Err(ExportError::Exchange(ExchangeError::MixedShapes))), "lines and areas: {roads:?}");
}

#[test]
fn a_part_of_another_file_is_not_replaced() {
    let folder = folder("other");
    std::fs::write(folder.join("网格.dbf"), "theirs").unwrap();
    let refused = export(&village(), Some(ImportKind::Grids), Audience::Public, &folder.join("网格.shp"));
    assert!(matches!(refused, Err(ExportError::WouldReplaceOther { path }) if path == folder.join("网格.dbf")));
    assert_eq!(std::fs::read(folder.join("网格.dbf")).unwrap(), b"theirs");
    assert!(!folder.join("网格.shx").exists(), "nothing was written");
}

#[test]
fn long_texts_are_cut_between_letters_and_counted() {
    let mut project = village();
    let (id, row) = project.households.iter().next().map(|(id, row)| (id, row.clone())).unwrap();
    project.households.put(id, Some(lianhu::model::Household { note: "户".repeat(100), ..row }));
    let path = folder("cut").join("户.shp");
    let exported = export(&project, Some(ImportKind::Households), Audience::Internal, &path).unwrap();
    assert_eq!(exported.cut, 1);
    let table = std::fs::read(path.with_extension("dbf")).unwrap();
    let rows = std::str::from_utf8(&table[usize::from(u16::from_le_bytes([table[8], table[9]]))..]).unwrap();
    assert!(
        rows.contains(&"户".repeat(84)) && !rows.contains(&"户".repeat(85)),
        "as many letters as there is room for"
    );
}

#[test]
fn a_geopackage_holds_what_the_audience_may_have() {
    let project = village();
    let folder = folder("gpkg");
    let path = folder.join("内部.gpkg");
    let exported = export(&project, None, Audience::Internal, &path).unwrap();
    assert!(exported.personal.contains(&(ImportKind::Households, Field::Phone)), "{exported:?}");
    let file = rusqlite::Connection::open(&path).unwrap();
    let count = |table: &str| {
        let sql = format!("SELECT count(*), count(geom) FROM \"{table}\"");
        file.query_row(&sql, [], |row| Ok((row.get::<_, u32>(0)? as usize, row.get::<_, u32>(1)? as usize))).unwrap()
    };
    let households = project.households.len();
    let placed = project.households.rows().filter(|row| row.at.is_some()).count();
    assert_eq!(count("household"), (households, placed), "some have no place");
    assert_eq!(count("member"), (project.members.len(), project.members.len()));
    assert_eq!(count("grid").0, project.grids.len());
    let word = |sql: &str| file.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
    let first = project.households.rows().next().unwrap();
    assert_eq!(word("SELECT head FROM household WHERE code = 'H0001'"), first.head);
    assert_eq!(word("SELECT typeof(people) FROM household WHERE people IS NOT NULL"), "integer");
    assert_eq!(word("SELECT group_concat(f_table_name) FROM layer_styles"), "household,member,grid");
    for table in ["change", "change_item", "project", "link", "plan"] {
        let there = format!("SELECT count(*) FROM sqlite_master WHERE name = '{table}'");
        assert_eq!(file.query_row(&there, [], |row| row.get::<_, u32>(0)).unwrap(), 0, "{table} stays at home");
    }
    let open = folder.join("公示.gpkg");
    export(&project, None, Audience::Public, &open).unwrap();
    let file = rusqlite::Connection::open(&open).unwrap();
    let tables = "SELECT group_concat(table_name) FROM (SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY 1)";
    assert_eq!(file.query_row(tables, [], |row| row.get::<_, String>(0)).unwrap(), "backdrop,grid");
    drop(file);
    export(&project, None, Audience::Public, &open).unwrap();
    let file = rusqlite::Connection::open(&open).unwrap();
    assert_eq!(file.query_row(tables, [], |row| row.get::<_, String>(0)).unwrap(), "backdrop,grid", "written anew");
    let own = "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('mine', 'attributes', 'mine', 0)";
    file.execute(own, []).unwrap();
    drop(file);
    let again = export(&project, None, Audience::Public, &open);
    assert!(matches!(again, Err(ExportError::WouldReplaceProject { .. })), "what others keep there stays: {again:?}");
}

#[test]
fn where_families_live_is_for_the_inner_circle() {
    let project = village();
    let folder = folder("gate");
    for audience in [Audience::Public, Audience::Meeting] {
        for what in [ImportKind::Households, ImportKind::Members, ImportKind::Buildings] {
            for ending in ["kml", "shp", "zip", "gpkg"] {
                let path = folder.join(format!("x.{ending}"));
                let refused = export(&project, Some(what), audience, &path);
                let is_refused = matches!(refused, Err(ExportError::Exchange(ExchangeError::NotForAudience { .. })));
                assert!(is_refused && !path.exists(), "{} as {ending} for {audience:?}", what.key());
            }
        }
    }
}
