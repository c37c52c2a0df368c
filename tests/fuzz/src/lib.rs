//! What the targets share: a village to read into, and what must hold whatever was read.

use lianhu::app::wording::{Lang, exchange_error, problem_line};
use lianhu::demo::{Recipe, invent};
use lianhu::edit::{Context, Edit, plan_edit};
use lianhu::exchange::{Import, ImportKind, ImportOptions, Source, guess_kind, plan_import, read_date};
use lianhu::index::Index;
use lianhu::model::Project;
use std::io::{Cursor, Write as _};
use std::sync::LazyLock;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Stands between the parts of an input that is several files.
pub const BETWEEN: &[u8] = b"\n--part--\n";
/// The parts of a workbook that are made up at random, in the order in which they stand in an input.
pub const XLSX: [&str; 6] = [
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet2.xml",
];
/// The same of a spreadsheet of `OpenDocument`.
pub const ODS: [&str; 2] = ["content.xml", "META-INF/manifest.xml"];
/// What a shapefile consists of.
pub const SHAPEFILE: [&str; 4] = ["shp", "dbf", "prj", "cpg"];

static VILLAGE: LazyLock<(Project, Index)> = LazyLock::new(|| {
    let project = invent(&Recipe { households: 12, members: 3, ..Recipe::village() });
    let index = Index::build(&project);
    (project, index)
});

/// Reads a file as what it seems to be and as one other thing, and takes in what can be taken.
pub fn take(source: &Source) {
    let (project, index) = &*VILLAGE;
    let other = ImportKind::ALL.get(source.bytes.len() % ImportKind::ALL.len()).copied();
    for kind in guess_kind(source).into_iter().chain(other) {
        let plain = ImportOptions { today: read_date("2026-11-26"), ..ImportOptions::default() };
        let strict = plan_import(project, Some(index), source, kind, &plain);
        let skipping = ImportOptions { skip_bad: true, ..plain };
        let lenient = plan_import(project, Some(index), source, kind, &skipping);
        match (strict, lenient) {
            (Ok(strict), Ok(lenient)) => {
                check(&strict);
                check(&lenient);
                assert!(!strict.report.is_blocked || is_nothing(&strict), "what is blocked brings nothing");
                let context = Context { plan: project.current_plan(), today: read_date("2026-11-26").expect("a day") };
                let batch = Box::new(lenient.batch);
                // A refusal is an answer too; what is agreed to must fit.
                if let Ok(planned) = plan_edit(project, index, &Edit::Import(batch), context) {
                    planned.delta.apply(project).expect("what is planned can be applied");
                }
            }
            (Err(err), Err(_)) => assert!(!exchange_error(Lang::Zh, &err).is_empty(), "an error is said"),
            _ => panic!("a file as a whole can be read or not, whatever becomes of its rows"),
        }
    }
}

fn check(import: &Import) {
    let report = &import.report;
    let counted = report.new + report.changed + report.unchanged + report.rejected;
    assert_eq!(report.read, counted, "every row counts once");
    for problem in &report.problems {
        assert!(!problem_line(Lang::Zh, problem).is_empty(), "a problem is said");
    }
}

fn is_nothing(import: &Import) -> bool {
    let batch = &import.batch;
    let rows = batch.households.len() + batch.members.len() + batch.grids.len() + batch.buildings.len();
    rows + batch.links.len() + batch.backdrop.len() == 0
}

/// A file of this name.
pub fn named(name: &str, bytes: &[u8]) -> Source {
    Source { name: name.to_owned(), bytes: bytes.to_vec(), ..Source::default() }
}

/// The parts of an input.
pub fn parts(data: &[u8]) -> Vec<&[u8]> {
    let (mut parts, mut rest) = (Vec::new(), data);
    while let Some(at) = rest.windows(BETWEEN.len()).position(|window| window == BETWEEN) {
        parts.push(&rest[..at]);
        rest = &rest[at + BETWEEN.len()..];
    }
    parts.push(rest);
    parts
}

/// An archive of these parts. Nothing is pressed: a checksum that fits is all that it takes to be read.
pub fn packed(names: &[&str], parts: &[&[u8]]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in names.iter().zip(parts).filter(|(_, part)| !part.is_empty()) {
        archive.start_file(*name, options).expect("a name");
        archive.write_all(part).expect("memory");
    }
    archive.finish().expect("memory").into_inner()
}

/// Readers of workbooks stumble over damage, and the program catches them; only what reaches beyond it counts.
pub fn let_readers_stumble() {
    std::panic::set_hook(Box::new(|info| {
        if std::env::var_os("SAY_PANICS").is_some() {
            eprintln!("{info}");
        }
    }));
}
