//! Workbooks in the layouts that people work with: a sheet for each grid or member, their own roster filled in, empty
//! lists to fill in, reports.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "tests look at what was written")]

use crate::command::Place;
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use lianhu::app::{ListExport, SheetsBy, export_list, table_name};
use lianhu::demo::{Recipe, invent};
use lianhu::disclose::Audience;
use lianhu::exchange::{ImportKind, ImportOptions, Source, guess_kind, plan_import, write_template};
use lianhu::index::Index;
use lianhu::model::Project;
use rust_xlsxwriter::{Format, Workbook};
use std::path::{Path, PathBuf};

fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("layouts").join(test);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn village() -> Project {
    invent(&Recipe { households: 40, members: 6, ..Recipe::village() })
}

fn export(project: &Project, path: &Path, what: ImportKind, sheets: SheetsBy, like: Option<PathBuf>) -> Option<usize> {
    let audience = Audience::Internal;
    let export = ListExport { what: Some(what), audience, filter: None, sheets, like, path: path.to_owned() };
    export_list(project, project.current_plan(), &export).unwrap().found
}

/// Each sheet with its rows as text.
fn sheets(path: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let names = book.sheet_names();
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    let rows = |range: &calamine::Range<Data>| range.rows().map(|row| row.iter().map(text).collect()).collect();
    names.into_iter().map(|name| (name.clone(), rows(&book.worksheet_range(&name).unwrap()))).collect()
}

#[test]
fn every_grid_has_a_sheet_and_every_household_stands_on_one() {
    let project = village();
    let path = folder("grids").join("户.xlsx");
    export(&project, &path, ImportKind::Households, SheetsBy::Grid, None);
    let sheets = sheets(&path);
    assert_eq!(sheets[0].0, "目录");
    assert_eq!(sheets[0].1[1], ["名称", "户数"]);
    let mut codes: Vec<&str> =
        sheets[1..].iter().flat_map(|(_, rows)| rows[1..].iter().map(|row| row[0].as_str())).collect();
    codes.sort_unstable();
    let mut known: Vec<&str> = project.households.rows().map(|row| row.code.as_str()).collect();
    known.sort_unstable();
    assert_eq!(codes, known, "each once");
    let index = Index::build(&project);
    for (name, rows) in &sheets[1..] {
        let listed = sheets[0].1.iter().find(|row| row[0] == *name).unwrap();
        assert_eq!(listed[1], (rows.len() - 1).to_string(), "the number in the list of {name}");
        for row in &rows[1..] {
            let (id, _) = project.households.iter().find(|(_, there)| there.code == row[0]).unwrap();
            let grid = index.grid_of(id).and_then(|grid| project.grids.at(grid));
            assert_eq!(grid.map_or("不在网格内", |grid| grid.name.as_str()), name);
        }
    }
}

#[test]
fn every_member_has_a_sheet_and_only_inside() {
    let project = village();
    let path = folder("members").join("户.xlsx");
    export(&project, &path, ImportKind::Households, SheetsBy::Member, None);
    let plan = project.plans.at(project.current_plan()).unwrap();
    for (name, rows) in &sheets(&path)[1..] {
        let member = project.members.iter().find(|(_, row)| row.name == *name).map(|(member, _)| member);
        for row in &rows[1..] {
            let (id, _) = project.households.iter().find(|(_, there)| there.code == row[0]).unwrap();
            assert_eq!(plan.primaries_of(id).next().map(|link| link.member), member, "{} on {name}", row[0]);
        }
    }
    let open = ListExport {
        what: Some(ImportKind::Households),
        audience: Audience::Public,
        filter: None,
        sheets: SheetsBy::Member,
        like: None,
        path: path.with_file_name("公示.xlsx"),
    };
    let refused = export_list(&project, project.current_plan(), &open).unwrap_err();
    assert!(refused.to_string().contains("sheets by member"), "{refused}");
    assert!(!open.path.exists(), "nothing is half written");
}

/// A roster as somebody keeps it: a title over all columns, codes with zeros in front, a sum below.
fn own_roster(path: &Path, project: &Project, by_person: bool) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("一组").unwrap();
    sheet.merge_range(0, 0, 0, 4, "柳溪村户籍名册", &Format::new()).unwrap();
    let headers = ["序号", "户号", if by_person { "姓名" } else { "户主" }, "与户主关系", "住址"];
    for (column, header) in (0..).zip(headers) {
        sheet.write(1, column, header).unwrap();
    }
    let mut row = 2;
    for (number, household) in (1..).zip(project.households.rows().take(5)) {
        let persons: &[&str] = if by_person { &["户主", "妻", "子"] } else { &["户主"] };
        for relation in persons {
            let name = if *relation == "户主" { household.head.clone() } else { format!("{}家人", household.head) };
            sheet.write(row, 0, format!("{number:03}")).unwrap();
            for (column, text) in (1..).zip([&household.code, &name, &(*relation).to_owned(), &household.address.text])
            {
                sheet.write(row, column, text).unwrap();
            }
            row += 1;
        }
    }
    sheet.write(row, 0, "合计").unwrap();
    sheet.write(row, 1, "5户").unwrap();
    book.save(path).unwrap();
}

#[test]
fn their_own_roster_comes_back_with_who_covers_whom() {
    let project = village();
    let plan = project.plans.at(project.current_plan()).unwrap();
    for by_person in [false, true] {
        let folder = folder(if by_person { "own persons" } else { "own" });
        let (own, out) = (folder.join("名册.xlsx"), folder.join("填好.xlsx"));
        own_roster(&own, &project, by_person);
        let found = export(&project, &out, ImportKind::Households, SheetsBy::One, Some(own.clone()));
        assert_eq!(found, Some(5));
        let (before, after) = (sheets(&own), sheets(&out));
        assert_eq!(after[0].0, "一组", "the sheet has its name");
        let width = before[0].1[1].len();
        for (row, there) in before[0].1.iter().zip(&after[0].1) {
            assert_eq!(row[..], there[..width], "what stood there stands there");
        }
        assert_eq!(after[0].1[1][width..], ["联系党员", "党员值班电话", "协助党员", "联系情况"]);
        for row in &after[0].1[2..] {
            let household = project.households.iter().find(|(_, there)| there.code == row[1]).map(|(id, _)| id);
            let Some(household) = household else {
                assert_eq!(row[width..].concat(), "", "nothing beside a sum");
                continue;
            };
            let link = plan.primaries_of(household).next().unwrap();
            assert_eq!(row[width], project.members.at(link.member).unwrap().name, "of {}", row[1]);
        }
        let open = ListExport {
            what: Some(ImportKind::Households),
            audience: Audience::Meeting,
            filter: None,
            sheets: SheetsBy::One,
            like: Some(own),
            path: folder.join("公开.xlsx"),
        };
        assert!(export_list(&project, project.current_plan(), &open).is_err(), "it names everybody");
    }
}

/// A template, read as a file.
fn template(kind: ImportKind) -> Source {
    let mut bytes = Vec::new();
    write_template(kind, table_name(kind), &mut bytes).unwrap();
    Source { name: "模板.xlsx".to_owned(), bytes, ..Source::default() }
}

#[test]
fn an_empty_list_is_understood_and_a_filled_one_comes_in_without_a_word() {
    let project = village();
    let (home, member) = (project.households.rows().next().unwrap(), project.members.rows().next().unwrap());
    let filled: [(ImportKind, &[(&str, &str)]); 4] = [
        (
            ImportKind::Households,
            &[("户号", "H9001"), ("户主", "赵新"), ("地址", "9组1号"), ("人口", "3"), ("状态", "在住")],
        ),
        (
            ImportKind::Members,
            &[("党员编号", "M9001"), ("姓名", "钱新"), ("能否联户", "是"), ("上限", "8"), ("状态", "在岗")],
        ),
        (ImportKind::Links, &[("户号", &home.code), ("党员编号", &member.code), ("类型", "协助")]),
        (ImportKind::Buildings, &[("楼栋编号", "B9"), ("楼栋名称", "9号楼"), ("层数", "6")]),
    ];
    for (kind, cells) in filled {
        let empty = template(kind);
        assert_eq!(guess_kind(&empty), Some(kind), "by its headers");
        let import = plan_import(&project, None, &empty, kind, &ImportOptions::default()).unwrap();
        assert_eq!((import.report.read, import.report.rejected), (0, 0), "{}", kind.key());
        let path = folder(kind.key()).join("模板.xlsx");
        std::fs::write(&path, &empty.bytes).unwrap();
        let headers = sheets(&path)[0].1[0].clone();
        assert_eq!(sheets(&path)[1].0, "说明");
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, header) in (0..).zip(&headers) {
            sheet.write(0, column, header).unwrap();
            if let Some((_, text)) = cells.iter().find(|(name, _)| name == header) {
                sheet.write(1, column, *text).unwrap();
            }
        }
        for (name, _) in cells {
            assert!(headers.iter().any(|header| header == name), "{name} is a column of {}", kind.key());
        }
        let bytes = book.save_to_buffer().unwrap();
        let source = Source { name: "填好.xlsx".to_owned(), bytes, ..Source::default() };
        let report = plan_import(&project, None, &source, kind, &ImportOptions::default()).unwrap().report;
        let told: Vec<_> = report.problems.iter().filter(|problem| problem.row.is_some_and(|row| row > 1)).collect();
        assert_eq!((report.read, told.len()), (1, 0), "{}: {told:?}", kind.key());
    }
    for kind in [ImportKind::Grids, ImportKind::Backdrop] {
        assert!(write_template(kind, "网格", &mut Vec::new()).is_err(), "outlines are not filled in");
    }
}

#[test]
fn a_report_tells_every_problem_and_every_change() {
    let place = Place::empty("layouts report");
    place.check("new a.gpkg", 0, &[]);
    place.write("户.csv", "户号,户主,地址,电话\nH1,张三,3组17号,13800000001\n");
    place.check("import a.gpkg 户.csv", 0, &[]);
    place.write("新.csv", "户号,户主,地址,人口,宗教\nH1,张四,3组17号,三口,无\n");
    place.check("import a.gpkg 新.csv --report 报告.csv --skip-bad", 0, &["报告.csv"]);
    let report = std::fs::read_to_string(place.at("报告.csv")).unwrap();
    assert!(report.contains("工作表,行,列,程度,说明,原来,现在"), "{report}");
    assert!(report.contains("人口"), "what cannot be read: {report}");
    place.check("template households 模板.xlsx", 0, &["模板.xlsx"]);
    place.check("template grids 网格.xlsx", 2, &["地图文件"]);
    place.check("export a.gpkg x.csv --what households --sheets grid", 2, &[".xlsx"]);
}
