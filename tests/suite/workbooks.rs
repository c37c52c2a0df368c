//! Workbooks as village offices keep them, read as what they mean.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use lianhu::demo::{Recipe, invent};
use lianhu::disclose::Audience;
use lianhu::exchange::{
    Encoding, ExchangeError, Import, ImportKind, ImportOptions, Problem, Source, guess_kind, plan_import,
    write_csv_households, write_xlsx,
};
use lianhu::index::Index;
use lianhu::model::{Household, Project, Scheme};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

fn empty() -> Project {
    Project::new("柳溪村", Scheme::neutral())
}

fn source(book: &mut Workbook) -> Source {
    Source { name: "名册.xlsx".to_owned(), bytes: book.save_to_buffer().unwrap(), ..Source::default() }
}

fn import(source: &Source, options: &ImportOptions) -> Result<Import, ExchangeError> {
    let project = empty();
    plan_import(&project, Some(&Index::build(&project)), source, ImportKind::Households, options)
}

/// One problem in one line: sheet, row, column, what.
fn line(problem: &Problem) -> String {
    let kind = format!("{:?}", problem.kind);
    let kind = kind.split([' ', '{']).next().unwrap_or_default().to_owned();
    let row = problem.row.map_or_else(|| "-".to_owned(), |row| row.to_string());
    let (sheet, column) = (problem.sheet.as_deref().unwrap_or("-"), problem.column.as_deref().unwrap_or("-"));
    format!("{sheet} {row} {column} {kind}")
}

/// What was read, a line each, and what was odd.
#[track_caller]
fn check(book: &mut Workbook, households: &[&str], problems: &[&str]) {
    let options = ImportOptions { skip_bad: true, ..ImportOptions::default() };
    let import = import(&source(book), &options).unwrap();
    let words = |row: &Household| format!("{} {} {} {}", row.code, row.head, row.address.text, row.phone);
    let found: Vec<String> = import.batch.households.iter().map(|(_, row)| words(row)).collect();
    assert_eq!(found, households, "households; {:?}", import.report.problems);
    let found: Vec<String> = import.report.problems.iter().map(line).collect();
    assert_eq!(found, problems, "problems");
    assert_eq!(import.report.encoding, Encoding::Workbook);
}

fn write(sheet: &mut Worksheet, first_row: u32, rows: &[&[&str]]) {
    for (row, cells) in (first_row..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            if !cell.is_empty() {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
}

#[test]
fn titles_merged_cells_and_sums_are_understood() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("花名册").unwrap();
    sheet.merge_range(0, 0, 0, 3, "柳溪村二〇二六年户籍花名册", &Format::new()).unwrap();
    write(sheet, 1, &[&["填报人：王芳"], &["户号", "户主", "住址", "联系电话"]]);
    write(
        sheet,
        3,
        &[&["H1", "甲", "1组1号", "19900000000"], &["H2", "乙", "", ""], &["", "", "", ""], &["合计", "2 户"]],
    );
    sheet.merge_range(3, 2, 4, 2, "1组1号", &Format::new()).unwrap();
    check(
        &mut book,
        &["H1 甲 1组1号 19900000000", "H2 乙 1组1号 "],
        &["花名册 3 - HeaderBelowTitles", "花名册 7 - RowPassedOver"],
    );
}

#[test]
fn a_header_in_two_lines_is_one() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("一").unwrap();
    for (column, name) in [(0, "户号"), (1, "户主")] {
        sheet.merge_range(0, column, 1, column, name, &Format::new()).unwrap();
    }
    sheet.merge_range(0, 2, 0, 3, "联系方式", &Format::new()).unwrap();
    write(sheet, 1, &[&["", "", "住址", "电话"], &["H1", "甲", "2组5号", "19900000000"]]);
    check(&mut book, &["H1 甲 2组5号 19900000000"], &["一 2 - HeaderBelowTitles"]);
}

#[test]
fn sheets_with_the_same_columns_are_one_roster() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("1组").unwrap();
    write(sheet, 0, &[&["户号", "户主", "住址"], &["H1", "甲", "1组1号"]]);
    let sheet = book.add_worksheet();
    sheet.set_name("2组").unwrap();
    // In another order, below a title.
    write(sheet, 0, &[&["二组"], &["户主", "户号", "住址"], &["乙", "H2", "2组1号"], &["丙", "", "2组2号"]]);
    let sheet = book.add_worksheet();
    sheet.set_name("说明").unwrap();
    write(sheet, 0, &[&["填表说明"], &["请如实填写"]]);
    let sheet = book.add_worksheet();
    sheet.set_name("旧").unwrap().set_hidden(true);
    write(sheet, 0, &[&["户号", "户主", "住址"], &["H9", "旧", "9组9号"]]);
    check(
        &mut book,
        &["H1 甲 1组1号 ", "H2 乙 2组1号 "],
        &["说明 - - SheetLeftOut", "旧 - - SheetHidden", "2组 4 户号 NoCode"],
    );
    let options = ImportOptions { sheet: Some("2组".to_owned()), skip_bad: true, ..ImportOptions::default() };
    let one = import(&source(&mut book), &options).unwrap();
    assert_eq!(one.batch.households.len(), 1, "only the sheet that was asked for");
    let options = ImportOptions { sheet: Some("3组".to_owned()), ..ImportOptions::default() };
    let none = import(&source(&mut book), &options);
    assert!(matches!(none, Err(ExchangeError::NoSuchSheet { has, .. }) if has == ["1组", "2组", "说明"]));
}

#[test]
fn cells_say_what_the_screen_shows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("一").unwrap();
    write(sheet, 0, &[&["户号", "户主", "电话", "人口", "状态日期"]]);
    sheet.write(1, 0, 1001).unwrap();
    write(sheet, 1, &[&["", "甲", "", "３人"]]);
    sheet.write(1, 2, 19_900_000_000_f64).unwrap();
    let day = Format::new().set_num_format("yyyy/m/d");
    sheet.write_with_format(1, 4, ExcelDateTime::from_ymd(2026, 3, 1).unwrap(), &day).unwrap();
    // An ID number that was typed as a number, and a formula that came to nothing.
    sheet.write(2, 0, 410_105_000_000_000_001_u64 as f64).unwrap();
    write(sheet, 2, &[&["", "乙"]]);
    write(sheet, 3, &[&["H3"]]);
    sheet.write(3, 1, Formula::new("=VLOOKUP(A4,B:C,2,0)").set_result("#N/A")).unwrap();
    let options = ImportOptions { skip_bad: true, ..ImportOptions::default() };
    let import = import(&source(&mut book), &options).unwrap();
    let (_, first) = &import.batch.households[0];
    assert_eq!((first.code.as_str(), first.phone.as_str(), first.people), ("1001", "19900000000", Some(3)));
    assert_eq!(first.status_since, Some(jiff::civil::date(2026, 3, 1)), "dates are days");
    let found: Vec<String> = import.report.problems.iter().map(line).collect();
    assert_eq!(found, ["一 3 户号 DamagedCode", "一 4 户主 FormulaError"]);
    assert_eq!(import.batch.households.len(), 1, "neither is taken: {:?}", import.batch.households);
}

#[test]
fn what_cannot_be_read_says_why() {
    let book = |bytes: &[u8]| Source { name: "名册.xlsx".to_owned(), bytes: bytes.to_vec(), ..Source::default() };
    let read = |bytes: &[u8]| import(&book(bytes), &ImportOptions::default());
    let mut whole = Workbook::new();
    write(whole.add_worksheet(), 0, &[&["户号", "户主"], &["H1", "甲"]]);
    let whole = whole.save_to_buffer().unwrap();
    assert!(matches!(read(&whole[..whole.len() / 2]), Err(ExchangeError::BadBook { .. })), "half a file");
    assert!(matches!(read(b"PK\x03\x04 is not enough"), Err(ExchangeError::BadBook { .. })), "only its beginning");
    let mut old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    assert!(matches!(read(&old), Err(ExchangeError::BadBook { .. })), "only its beginning");
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(matches!(read(&old), Err(ExchangeError::Protected { .. })), "a password");
    assert!(guess_kind(&book(&old)).is_some(), "whoever reads it without saying what it is hears the same");
    let mut far = Workbook::new();
    let sheet = far.add_worksheet();
    write(sheet, 0, &[&["户号", "户主"], &["H1", "甲"]]);
    sheet.write(1_048_575, 16_383, "x").unwrap();
    let far = far.save_to_buffer().unwrap();
    assert!(matches!(read(&far), Err(ExchangeError::TooWide { row: 1_048_576, .. })), "a stray cell is named");
}

#[test]
fn colored_cells_with_nothing_in_them_are_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    write(sheet, 0, &[&["户号", "户主"], &["H1", "甲"]]);
    let yellow = Format::new().set_background_color("FFFF00");
    for row in 2..20_000 {
        sheet.write_blank(row, 0, &yellow).unwrap();
    }
    let import = import(&source(&mut book), &ImportOptions::default()).unwrap();
    assert_eq!((import.report.read, import.report.new), (1, 1));
}

#[test]
fn what_is_written_comes_back_and_is_dressed() {
    let project = invent(&Recipe::village());
    let mut text = Vec::new();
    write_csv_households(&project, Audience::Internal, &mut text).unwrap();
    let mut bytes = Vec::new();
    write_xlsx("户", &text, &mut bytes).unwrap();
    let source = Source { name: "户.xlsx".to_owned(), bytes, ..Source::default() };
    let index = Index::build(&project);
    let again =
        plan_import(&project, Some(&index), &source, ImportKind::Households, &ImportOptions::default()).unwrap();
    let report = again.report;
    assert_eq!((report.unchanged, report.new, report.changed), (420, 0, 0), "nothing is lost on the way: {report:?}");
    let parts = unpacked(&source.bytes);
    for dress in ["<pane ySplit=\"1\"", "<autoFilter ref=\"A1:", "<col min=\"1\""] {
        assert!(parts.contains(dress), "{dress} is there");
    }
}

/// The sheet as it is stored.
fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut text).unwrap();
    text
}

#[test]
fn what_a_workbook_holds_is_guessed() {
    for (header, kind) in [
        (&["户号", "户主", "住址"][..], ImportKind::Households),
        (&["党员编号", "姓名", "值班电话"][..], ImportKind::Members),
        (&["户号", "党员编号", "联系方式"][..], ImportKind::Links),
    ] {
        let mut book = Workbook::new();
        write(book.add_worksheet(), 0, &[&["柳溪村"], header, &["1", "2", "3"]]);
        assert_eq!(guess_kind(&source(&mut book)), Some(kind), "of {header:?}");
    }
}

#[test]
fn a_row_for_each_person_becomes_households() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("1组").unwrap();
    let rows: [&[&str]; 9] = [
        &["柳溪村户籍人口"],
        &["户编号", "姓名", "性别", "身份证号", "与户主关系", "住址", "联系电话", "民族"],
        &["H1", "甲", "男", "4101", "户主", "1组1号", "19900000000/19911111111", "汉"],
        &["", "甲妻", "女", "4102", "配偶", "", "", "汉"],
        &["", "甲子", "男", "4103", "子", "", "", "汉"],
        &["H2", "乙母", "女", "4104", "母亲", "1组2号", "", "汉"],
        &["", "乙", "男", "4105", "户主", "", "19922222222", "汉"],
        &["H3", "丙", "女", "4106", "孙女", "1组3号", "", "汉"],
        &["合计", "6"],
    ];
    write(sheet, 0, &rows);
    let sheet = book.add_worksheet();
    sheet.set_name("2组").unwrap();
    write(sheet, 0, &rows[1..2]);
    sheet.merge_range(1, 0, 2, 0, "H4", &Format::new()).unwrap();
    write(sheet, 1, &[&["", "丁", "男", "4107", "户主", "2组1号"], &["", "戊", "女", "4108", "户主"]]);
    let options = ImportOptions { skip_bad: true, ..ImportOptions::default() };
    let import = import(&source(&mut book), &options).unwrap();
    let words =
        |row: &Household| format!("{} {} {:?} {} {}", row.code, row.head, row.people, row.address.text, row.phone);
    let found: Vec<String> = import.batch.households.iter().map(|(_, row)| words(row)).collect();
    assert_eq!(
        found,
        [
            "H1 甲 Some(3) 1组1号 19900000000/19911111111",
            "H2 乙 Some(2) 1组2号 19922222222",
            "H3 丙 Some(1) 1组3号 ",
            "H4 丁 Some(2) 2组1号 ",
        ]
    );
    let found: Vec<String> = import.report.problems.iter().map(line).collect();
    assert_eq!(
        found,
        [
            "1组 - - PersonsJoined",
            "1组 2 - HeaderBelowTitles",
            "1组 2 性别 ColumnDiscarded",
            "1组 2 身份证号 IdNumbers",
            "1组 2 民族 NeverModeled",
            "1组 8 - NoHead",
            "1组 9 - RowPassedOver",
            "2组 2 - SecondHead",
        ]
    );
    let text = format!("{:?}", import.batch);
    assert!(!text.contains("甲妻") && !text.contains("4102"), "nobody else is taken in");
}
