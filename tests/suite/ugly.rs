//! Files as they come: each shows a trait that rosters and maps really have. Whatever is in them, nothing panics,
//! every row counts once, what is odd is said with its place, and the same file again changes nothing.
//!
//! What is found in each lies in `tests/goldens/ugly`; `UPDATE_GOLDEN=1` rewrites it, and then fails.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "reads and writes goldens")]

use lianhu::app::wording::{Lang, exchange_error, problem_line};
use lianhu::demo::{Recipe, invent};
use lianhu::edit::{Context, Edit, plan_edit};
use lianhu::exchange::{
    Encoding, ExchangeError, Import, ImportKind, ImportOptions, Source, guess_kind, is_beside_shapefile, plan_import,
    read_file,
};
use lianhu::index::Index;
use lianhu::model::Project;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn read(project: &Project, source: &Source, kind: ImportKind, skip_bad: bool) -> Result<Import, ExchangeError> {
    let options = ImportOptions { skip_bad, ..ImportOptions::default() };
    plan_import(project, Some(&Index::build(project)), source, kind, &options)
}

fn said(count: Option<u16>) -> String {
    count.map_or_else(|| "?".to_owned(), |count| count.to_string())
}

/// What was found, as somebody reads it.
fn picture(project: &Project, source: &Source) -> String {
    let Some(kind) = guess_kind(source) else { return "nobody can tell what it holds\n".to_owned() };
    let import = match read(project, source, kind, true) {
        Ok(import) => import,
        Err(err) => return format!("as {}\n{}\n", kind.key(), exchange_error(Lang::Zh, &err)),
    };
    let report = &import.report;
    let mut text = format!(
        "as {}, {}, {} by {}\nread {} = {} new + {} changed + {} same + {} rejected; {} flagged, {} alike, {} homes to choose\n",
        kind.key(),
        Encoding::key(report.encoding),
        report.crs.assumed.key(),
        report.crs.evidence.key(),
        report.read,
        report.new,
        report.changed,
        report.unchanged,
        report.rejected,
        report.flagged,
        import.matches.len(),
        import.homes.len(),
    );
    for (_, row) in import.batch.households.iter().take(6) {
        let place = row.at.map_or_else(String::new, |at| format!(" {:.5} {:.5}", at.lon_deg, at.lat_deg));
        let since = row.status_since.map_or_else(String::new, |day| format!(" {day}"));
        let people = row.people.map_or_else(String::new, |people| format!(" {people}"));
        let people = match (row.elderly, row.children) {
            (None, None) => people,
            (elderly, children) => format!("{people} ({} elderly, {} children)", said(elderly), said(children)),
        };
        let (code, head, address, phone) = (&row.code, &row.head, &row.address.text, &row.phone);
        writeln!(text, "  {code:?} {head:?} {address:?} {phone:?}{people} {}{since}{place}", row.status.key()).unwrap();
    }
    for (_, row) in import.batch.members.iter().take(6) {
        let home = row.home.and_then(|home| project.households.at(home)).map_or("", |home| home.code.as_str());
        writeln!(text, "  {:?} {:?} {home} {}..{:?}", row.code, row.name, row.min_load, row.max_load).unwrap();
    }
    for (_, row, parent) in import.batch.grids.iter().take(6) {
        writeln!(text, "  {:?} {:?} part of {parent:?}", row.code, row.name).unwrap();
    }
    for problem in &report.problems {
        writeln!(text, "{}", problem_line(Lang::Zh, problem).replace('\n', " / ")).unwrap();
    }
    text
}

/// Laws that hold for every file.
#[track_caller]
fn check_laws(project: &Project, name: &str, source: &Source) {
    let Some(kind) = guess_kind(source) else { return };
    let Ok(strict) = read(project, source, kind, false) else { return };
    let report = &strict.report;
    let counted = report.new + report.changed + report.unchanged + report.rejected;
    assert_eq!(report.read, counted, "every row of {name} counts once");
    assert_eq!(report.is_blocked, report.rejected > 0, "a bad row of {name} stops everything");
    assert!(!report.is_blocked || strict.batch.households.is_empty(), "nothing of {name} is taken then");
    let import = read(project, source, kind, true).unwrap();
    let taken = import.batch.clone();
    let context = Context { plan: project.current_plan(), today: jiff::civil::date(2026, 11, 26) };
    let planned = plan_edit(project, &Index::build(project), &Edit::Import(Box::new(taken)), context);
    let after = planned.unwrap().delta.apply(project).unwrap();
    let again = read(&after, source, kind, true).unwrap();
    assert_eq!((again.report.new, again.report.changed), (0, 0), "{name} once more: {:?}", again.report.problems);
}

#[test]
fn ugly_files_are_read_as_somebody_would() {
    let project = invent(&Recipe { households: 40, members: 6, ..Recipe::village() });
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder("fixtures/ugly")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| !is_beside_shapefile(path));
    paths.sort();
    assert!(paths.len() >= 60, "{} files", paths.len());
    let is_update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut differing = Vec::new();
    for path in &paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        let source = read_file(path).unwrap();
        check_laws(&project, name, &source);
        let found = picture(&project, &source);
        let golden = folder("goldens/ugly").join(format!("{name}.txt"));
        if is_update {
            std::fs::create_dir_all(golden.parent().unwrap()).unwrap();
            std::fs::write(&golden, &found).unwrap();
        }
        let known = std::fs::read_to_string(&golden).unwrap_or_default();
        if known != found || is_update {
            differing.push(format!("--- {name}\n{found}"));
        }
    }
    assert!(differing.is_empty(), "these are read otherwise, or were rewritten:\n{}", differing.concat());
}
