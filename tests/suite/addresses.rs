//! Lists of addresses that place the households nobody has placed.

use lianhu::edit::{Context, Edit, plan_edit};
use lianhu::exchange::{ExchangeError, Import, ImportKind, ImportOptions, Source, guess_kind, plan_import};
use lianhu::index::Index;
use lianhu::model::{Project, Scheme};

fn read(project: &Project, text: &str, what: ImportKind) -> Result<Import, ExchangeError> {
    let source = source(text);
    plan_import(project, Some(&Index::build(project)), &source, what, &ImportOptions::default())
}

fn source(text: &str) -> Source {
    Source { name: "名单.csv".to_owned(), bytes: text.as_bytes().to_vec(), ..Source::default() }
}

fn taken_in(project: &Project, import: Import) -> Project {
    let context = Context { plan: project.current_plan(), today: jiff::civil::date(2026, 11, 27) };
    let planned = plan_edit(project, &Index::build(project), &Edit::Import(Box::new(import.batch)), context).unwrap();
    planned.delta.apply(project).unwrap()
}

/// A place with these households, one in a line: code, head, address, longitude and latitude.
fn place(households: &str) -> Project {
    let project = Project::new("柳溪村", Scheme::neutral());
    let roster = format!("户号,户主,地址,经度,纬度\n{households}");
    let import = read(&project, &roster, ImportKind::Households).unwrap();
    taken_in(&project, import)
}

/// What becomes of the households: code and longitude, `-` for nowhere; then the counts and what is said.
fn picture(households: &str, list: &str) -> String {
    let project = place(households);
    assert_eq!(guess_kind(&source(list)), Some(ImportKind::Addresses), "{list}");
    let import = read(&project, list, ImportKind::Addresses).unwrap();
    let report = &import.report;
    let mut lines = vec![format!(
        "read {} changed {} unchanged {} rejected {} missing {}",
        report.read, report.changed, report.unchanged, report.rejected, report.missing
    )];
    lines.extend(report.problems.iter().map(|problem| {
        let row = problem.row.map_or_else(|| "-".to_owned(), |row| row.to_string());
        format!("{row} {:?}", problem.kind)
    }));
    let after = taken_in(&project, import);
    lines.extend(after.households.rows().map(|row| {
        let at = row.at.map_or_else(|| "-".to_owned(), |at| format!("{:.4}", at.lon_deg));
        format!("{} {at}", row.code)
    }));
    lines.join("\n")
}

#[track_caller]
fn check(households: &str, list: &str, expected: &[&str]) {
    let found = picture(households, list);
    let found: Vec<&str> = found.lines().filter(|line| !line.contains("CrsFound")).collect();
    assert_eq!(found, expected, "{list}");
}

#[test]
fn who_waits_is_placed_by_address() {
    check(
        "H1,张三,3组17号,,\nH2,李四,3组18号,,\nH3,王五,村部旁边,,\nH4,赵六,3组19号,113.1,34.1\n",
        "地址,经度,纬度\n柳溪村３组17号,113.6,34.9\n柳溪村3组18号,113.7,34.9\n柳溪村3组19号,113.8,34.9\n柳溪村9组9号,113.9,34.9\n",
        &[
            "read 4 changed 2 unchanged 2 rejected 0 missing 1",
            "- Address(NobodyWaits { rows: 2 })",
            "H1 113.6000",
            "H2 113.7000",
            "H3 -",
            "H4 113.1000",
        ],
    );
}

#[test]
fn a_flat_is_placed_where_its_building_is() {
    check(
        "H1,张三,幸福苑2号楼1单元502室,,\nH2,李四,幸福苑2号楼2单元101室,,\nH3,王五,幸福苑12号楼1单元101室,,\n",
        "门牌地址,经纬度\n柳溪镇幸福苑2号楼,\"113.6,34.9\"\n柳溪镇幸福苑2号楼2单元101室,\"113.7,34.9\"\n",
        &["read 2 changed 2 unchanged 0 rejected 0 missing 1", "H1 113.6000", "H2 113.7000", "H3 -"],
    );
}

#[test]
fn one_number_of_two_streets_places_nobody() {
    check(
        "H1,张三,17号,,\nH2,李四,建设路17号,,\n",
        "地址,经度,纬度\n建设路17号,113.6,34.9\n幸福路17号,113.7,34.9\n,113.8,34.9\n幸福路18号,,\n",
        &[
            "read 4 changed 1 unchanged 2 rejected 1 missing 1",
            "2 Address(Unclear { codes: [\"H1\"] })",
            "3 Address(Unclear { codes: [\"H1\"] })",
            "4 Address(NoAddress)",
            "5 Address(NoPlace)",
            "- Address(NobodyWaits { rows: 1 })",
            "H1 -",
            "H2 -",
        ],
    );
}

#[test]
fn the_same_list_again_changes_nothing() {
    let project = place("H1,张三,3组17号,,\n");
    let list = "地址,经度,纬度\n3组17号,113.6,34.9\n";
    let project = taken_in(&project, read(&project, list, ImportKind::Addresses).unwrap());
    let again = read(&project, list, ImportKind::Addresses).unwrap();
    assert!(again.batch.households.is_empty(), "{:?}", again.batch.households);
}

#[test]
fn a_list_without_places_says_so() {
    let project = place("H1,张三,3组17号,,\n");
    let error = read(&project, "地址,纬度\n3组17号,34.9\n", ImportKind::Addresses).unwrap_err();
    assert!(matches!(error, ExchangeError::MissingColumn { .. }), "{error}");
    let roster = source("户主,地址,经度,纬度\n张三,3组17号,113.6,34.9\n");
    assert_eq!(guess_kind(&roster), Some(ImportKind::Households), "where somebody is named it is a roster");
}
