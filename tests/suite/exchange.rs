//! Nasty rosters in, reports out; and what we write comes back as it was.
#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use lianhu::demo::{Recipe, invent};
use lianhu::disclose::Audience;
use lianhu::edit::{Context, Edit, plan_edit};
use lianhu::exchange::{
    Crs, CrsEvidence, Encoding, ExchangeError, Import, ImportKind, ImportOptions, Problem, Severity, Source,
    guess_kind, plan_import, read_file, write_csv_buildings, write_csv_households, write_csv_links, write_csv_members,
    write_file, write_geojson_backdrop, write_geojson_grids, write_geojson_households,
};
use lianhu::geom::Wgs84;
use lianhu::index::Index;
use lianhu::model::{
    Address, Backdrop, BackdropKind, Grid, GridId, Household, HouseholdId, HouseholdStatus, Member, MemberStatus,
    Project, Scheme, Shape, Table,
};
use proptest::prelude::{ProptestConfig, any, prop, proptest};
use std::path::{Path, PathBuf};

fn empty() -> Project {
    Project::new("柳溪村", Scheme::neutral())
}

fn import(project: &Project, text: impl Into<Vec<u8>>, what: ImportKind) -> Result<Import, ExchangeError> {
    import_with(project, text, what, &ImportOptions { skip_bad: true, ..ImportOptions::default() })
}

fn import_with(
    project: &Project,
    text: impl Into<Vec<u8>>,
    what: ImportKind,
    options: &ImportOptions,
) -> Result<Import, ExchangeError> {
    let source = Source { name: "名单".to_owned(), bytes: text.into(), ..Source::default() };
    plan_import(project, Some(&Index::build(project)), &source, what, options)
}

/// The project after the import, as the program would change it.
#[track_caller]
fn taken_in(project: &Project, text: &[u8], what: ImportKind) -> Project {
    let import = import(project, text, what).unwrap();
    assert!(import.report.read > 0, "something was read as {}", what.key());
    assert_eq!(import.report.rejected, 0, "no row is rejected: {:?}", import.report.problems);
    let context = Context { plan: project.current_plan(), today: jiff::civil::date(2026, 11, 21) };
    let planned = plan_edit(project, &Index::build(project), &Edit::Import(Box::new(import.batch)), context).unwrap();
    planned.delta.apply(project).unwrap()
}

/// One problem in one line: row, severity, column, what.
fn line(problem: &Problem) -> String {
    let kind = format!("{:?}", problem.kind);
    let kind = kind.split([' ', '{']).next().unwrap_or_default().to_owned();
    let row = problem.row.map_or_else(|| "-".to_owned(), |row| row.to_string());
    let severity = match problem.severity {
        Severity::Note => "note",
        Severity::Flagged => "flag",
        Severity::Rejected => "bad",
    };
    format!("{row} {severity} {} {kind}", problem.column.as_deref().unwrap_or("-"))
}

/// Reads a table; compares read/taken/rejected/flagged and every problem.
#[track_caller]
fn check(project: &Project, what: ImportKind, text: &str, counts: [usize; 4], problems: &[&str]) -> Import {
    let import = import(project, text, what).unwrap();
    let report = &import.report;
    let taken = report.new + report.changed + report.unchanged;
    assert_eq!([report.read, taken, report.rejected, report.flagged], counts, "counts; {:?}", report.problems);
    let found: Vec<String> = report.problems.iter().map(line).collect();
    assert_eq!(found, problems, "problems of\n{text}");
    import
}

#[track_caller]
fn check_households(text: &str, counts: [usize; 4], problems: &[&str]) -> Vec<Household> {
    let import = check(&empty(), ImportKind::Households, text, counts, problems);
    import.batch.households.into_iter().map(|(_, household)| household).collect()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rosters").join(name)
}

#[track_caller]
fn check_fixture(name: &str, what: ImportKind, taken: usize, rejected: usize, flagged: usize) -> Import {
    let source = read_file(&fixture(name)).unwrap();
    let options = ImportOptions { skip_bad: true, ..ImportOptions::default() };
    let import = plan_import(&empty(), None, &source, what, &options).unwrap();
    let report = &import.report;
    assert_eq!((report.new, report.rejected, report.flagged), (taken, rejected, flagged), "{name}: {report:?}");
    import
}

#[test]
fn hostile_files_end_as_expected() {
    let gbk = check_fixture("gbk.csv", ImportKind::Households, 50, 0, 0);
    assert_eq!(gbk.report.encoding, Encoding::Gb18030, "found the encoding");
    assert!(gbk.batch.households.iter().all(|(_, row)| row.address.text.contains('号')), "addresses are readable");
    check_fixture("two_header_rows.csv", ImportKind::Households, 20, 0, 0);
    check_fixture("ragged.csv", ImportKind::Households, 2, 1, 1);
    let ids = check_fixture("sci_notation_ids.csv", ImportKind::Households, 1, 1, 0);
    assert_eq!(ids.batch.households[0].1.code, "410105000000000001", "eighteen digits are kept");
    for (name, count, flagged) in
        [("dms_coords.csv", 1, 0), ("lat_lon_swapped.geojson", 20, 20), ("legacy_crs_3857.geojson", 1, 0)]
    {
        let import = check_fixture(name, ImportKind::Households, count, 0, flagged);
        let at = import.batch.households[0].1.at.unwrap();
        assert!((at.lon_deg - 113.6).abs() < 0.01 && (at.lat_deg - 34.7).abs() < 0.05, "{name}: found {at:?}");
    }
    check_fixture("bowtie.geojson", ImportKind::Grids, 1, 0, 1);
}

#[test]
fn a_roster_as_it_comes() {
    let rows = check_households(
        "柳溪村户籍台账,,,,,\n\n户号,户主姓名,联系电话（必填）,家庭人口,人群类别,身份证号,民族,血型\n\
         H1,张三,１３８ 0000,４人,独居空巢老人户、困难户;党员户,4101,汉,A\n\
         H2,李四,'0371,三,留守儿童 残疾,,,\nH3,王五,,约5,神仙户/吸毒,,,\n合计,3,,,,,,\n",
        [3, 3, 0, 1],
        &[
            "3 note - HeaderBelowTitles",
            "3 note 身份证号 IdNumbers",
            "3 note 民族 NeverModeled",
            "3 note 血型 ColumnDiscarded",
            "6 flag 家庭人口 NotANumber",
            "6 flag 人群类别 UnknownCategory",
            "6 flag 人群类别 NeverModeledWord",
            "7 note - RowPassedOver",
        ],
    );
    let keys = |row: &Household| -> Vec<String> {
        row.categories.iter().map(|id| empty().categories.at(id).unwrap().key.clone()).collect()
    };
    assert_eq!(keys(&rows[0]), ["elderly_alone", "hardship"], "the member category is derived, not stated");
    assert_eq!(keys(&rows[1]), ["disabled", "left_behind_child"], "short names, with a blank between");
    assert_eq!((rows[0].people, rows[1].people, rows[2].people), (Some(4), Some(3), None), "people");
    assert_eq!((rows[0].phone.as_str(), rows[1].phone.as_str()), ("138 0000", "0371"), "phones stay text");
}

#[test]
fn addresses_come_from_text_and_from_parts() {
    let rows = check_households(
        "户号,地址,组,门牌号,房间\nA,3组17号,,,\nB,,第3组,17号,\nC,2栋1102,,,\nD,,,,502室\n",
        [4, 4, 0, 0],
        &[],
    );
    let parts = |row: &Household| (row.address.text.clone(), row.address.group, row.address.house_no.clone());
    assert_eq!(parts(&rows[0]), ("3组17号".to_owned(), 3, "17".to_owned()), "from the text");
    assert_eq!(parts(&rows[1]), ("3组17号".to_owned(), 3, "17".to_owned()), "the text is built from the parts");
    assert_eq!((rows[2].address.floor, rows[3].address.room.as_str()), (11, "502"), "flats");
}

#[test]
fn places_that_cannot_be_are_rejected_and_turned_ones_are_turned() {
    let rows = check_households(
        "户号,经度,纬度\nA,34.7,113.6\nB,113°36′,北纬34.7\nC,nan,34.7\nD,200,34\nE,113.6,\nF,0,0\nG,,\nH,34.7,-113\n",
        [8, 5, 3, 3],
        &[
            "2 flag 经度 AxesTurned",
            "4 bad 经度 NotACoordinate",
            "5 bad 经度 OutOfRange",
            "6 flag 经度 HalfPosition",
            "7 flag 经度 ZeroPosition",
            "9 bad 经度 OutOfRange",
        ],
    );
    assert_eq!(rows[0].at, Wgs84::checked(113.6, 34.7), "turned");
    assert!(rows[2..].iter().all(|row| row.at.is_none()), "no position");
    let both =
        check_households("户号,经纬度\nA,\"113.6,34.7\"\nB,113.6\n", [2, 1, 1, 0], &["3 bad 经纬度 NotACoordinate"]);
    assert_eq!(both[0].at, Wgs84::checked(113.6, 34.7), "both in one cell");
}

#[test]
fn codes_decide_who_is_who() {
    check_households(
        "户号,户主\nA,甲\n,乙\nA,丙\n5.10322E+17,丁\n",
        [4, 1, 3, 0],
        &["3 bad 户号 NoCode", "4 bad 户号 DuplicateCode", "5 bad 户号 DamagedCode"],
    );
    let rows = check_households("户主,电话\n甲,1\n乙,2\n", [2, 2, 0, 0], &["- note - CodesGiven"]);
    assert_eq!(rows[1].code, "H0002", "codes are given in order");
    check_households("户号,户主,地址\nA,甲\nB,乙,c,d\n", [2, 1, 1, 1], &["2 flag - ShortRow", "3 bad - LongRow"]);
}

#[test]
fn rejected_rows_block_unless_they_may_be_skipped() {
    let text = "户号,户主\nA,甲\n,乙\n";
    let import = import_with(&empty(), text, ImportKind::Households, &ImportOptions::default()).unwrap();
    assert!(import.report.is_blocked && import.batch.households.is_empty(), "nothing can be written");
    assert_eq!((import.report.new, import.report.rejected), (1, 1), "but all is counted");
}

#[test]
fn columns_can_be_mapped_by_hand() {
    let mapped = |map: &[(&str, &str)]| {
        let map = map.iter().map(|(header, key)| ((*header).to_owned(), (*key).to_owned())).collect();
        let options = ImportOptions { map, ..ImportOptions::default() };
        import_with(&empty(), "代号,谁,民族,备注\nA,甲,汉,x\n", ImportKind::Households, &options)
    };
    let import = mapped(&[("代号", "code"), ("谁", "head"), ("备注", "")]).unwrap();
    let row = &import.batch.households[0].1;
    assert_eq!((row.code.as_str(), row.head.as_str(), row.note.as_str()), ("A", "甲", ""), "by hand");
    assert!(
        matches!(mapped(&[("代号", "code"), ("无", "head")]), Err(ExchangeError::UnknownColumn { .. })),
        "no such column"
    );
    assert!(matches!(mapped(&[("谁", "leader")]), Err(ExchangeError::UnknownField { .. })), "no such field");
    assert!(matches!(mapped(&[("民族", "note")]), Err(ExchangeError::ForbiddenColumn { .. })), "never modeled");
}

fn member_at(home: HouseholdId, grid: GridId) -> Member {
    Member {
        code: "M001".to_owned(),
        name: "欧阳修".to_owned(),
        home: Some(home),
        at: None,
        duty_phone: "10000005678".to_owned(),
        phone: "+86 1".to_owned(),
        roles: vec!["网格长 兼 楼长".to_owned(), "调解员".to_owned()],
        eligible: true,
        needs_care: true,
        min_load: 0,
        max_load: None,
        grid: Some(grid),
        organization: None,
        consent: true,
        home_consent: false,
        status: MemberStatus::Serving,
        note: "@note".to_owned(),
    }
}

/// A village by hand, with everything that is awkward to write down.
fn village() -> Project {
    let mut project = empty();
    let at = |lon_deg, lat_deg| Wgs84 { lon_deg, lat_deg };
    let square = |west: f64, size: f64| {
        let corners =
            [(west, 34.9), (west, 34.9 + size), (west + size, 34.9 + size), (west + size, 34.9), (west, 34.9)];
        geo::MultiPolygon::new(vec![geo::Polygon::new(corners.into_iter().collect(), Vec::new())])
    };
    let grid = |code: &str, level, parent, size| Grid {
        code: code.to_owned(),
        name: format!("{code}网格"),
        level,
        parent,
        area: square(113.6, size),
        leader: None,
    };
    let top = project.grids.push(grid("01", 1, None, 0.02));
    let cell = project.grids.push(grid("0101", 2, Some(top), 0.01));
    let household = |code: &str, text: &str| Household {
        code: code.to_owned(),
        head: "张三".to_owned(),
        address: Address::parse(text),
        building: None,
        phone: "10000001234".to_owned(),
        people: Some(3),
        elderly: Some(1),
        children: Some(0),
        categories: [project.category("hardship"), project.category("elderly_alone")].into_iter().flatten().collect(),
        at: Some(at(113.605_000_012_345, 34.905)),
        status: HouseholdStatus::Resident,
        stated_grid: "0101".to_owned(),
        status_since: None,
        note: String::new(),
    };
    let first = household("0001", "3组17号");
    let second = Household {
        head: "=cmd|' /C calc'!A0".to_owned(),
        note: " 两行\n“引号\",逗号' ".to_owned(),
        phone: "-86 371".to_owned(),
        address: Address { group: 0, floor: -1, house_no: String::new(), ..Address::parse("5组8-2号") },
        people: None,
        at: None,
        status: HouseholdStatus::Away,
        status_since: Some(jiff::civil::date(2026, 3, 1)),
        stated_grid: "第一网格".to_owned(),
        ..first.clone()
    };
    project.households.push(first.clone());
    project.households.push(Household { code: "'0002".to_owned(), ..second });
    project.households.push(Household { code: "H3".to_owned(), categories: Default::default(), ..first.clone() });
    // Codes are unique among those who are there; who has left may have had the same.
    project.households.push(Household { code: "H3".to_owned(), status: HouseholdStatus::MovedOut, ..first });
    let member = member_at(HouseholdId(1), cell);
    let second =
        Member { code: "M2".to_owned(), home: None, at: Some(at(-0.5, 34.9)), eligible: false, ..member.clone() };
    let leader = project.members.push(member);
    let other = project.members.push(second);
    project.grids.put(cell, project.grids.at(cell).cloned().map(|grid| Grid { leader: Some(leader), ..grid }));
    project.backdrop.push(Backdrop {
        kind: BackdropKind::Lane,
        name: "柳巷".to_owned(),
        shape: Shape::Line(vec![at(113.6, 34.9), at(113.61, 34.9)]),
    });
    project.backdrop.push(Backdrop {
        kind: BackdropKind::Water,
        name: String::new(),
        shape: Shape::Area(square(113.7, 0.001)),
    });
    let links = "户号,党员编号,类型,锁定,起始日期\n''0002,M001,主责,是,2026-01-02\nH3,M001,A角,否,2026年2月\nH3,M2,AB角,,20260301\n";
    let import = import(&project, links, ImportKind::Links).unwrap();
    assert_eq!((import.report.new, import.report.flagged), (3, 1), "links: {:?}", import.report.problems);
    assert_eq!(import.batch.links[2].member, other, "who stands in");
    taken_in(&project, links.as_bytes(), ImportKind::Links)
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> Result<(), ExchangeError>) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    bytes
}

/// Everything of a project, in an order in which it can be read again.
fn exported(project: &Project) -> Vec<(ImportKind, Vec<u8>)> {
    const INTERNAL: Audience = Audience::Internal;
    let mut files = vec![
        (ImportKind::Backdrop, written(|out| write_geojson_backdrop(project, out))),
        (ImportKind::Households, written(|out| write_csv_households(project, INTERNAL, out))),
        (ImportKind::Grids, written(|out| write_geojson_grids(project, INTERNAL, out))),
        (ImportKind::Members, written(|out| write_csv_members(project, INTERNAL, out))),
        (ImportKind::Grids, written(|out| write_geojson_grids(project, INTERNAL, out))),
        (ImportKind::Members, written(|out| write_csv_members(project, INTERNAL, out))),
        (ImportKind::Links, written(|out| write_csv_links(project, project.current_plan(), INTERNAL, out))),
    ];
    if !project.buildings.is_empty() {
        files.insert(0, (ImportKind::Buildings, written(|out| write_csv_buildings(project, INTERNAL, out))));
    }
    files
}

/// The same project with coordinates as files hold them: seven decimals, rings in order.
fn rounded(project: &Project) -> Project {
    let seven = |degrees: f64| format!("{degrees:.7}").parse::<f64>().unwrap();
    let place = |at: Wgs84| Wgs84 { lon_deg: seven(at.lon_deg), lat_deg: seven(at.lat_deg) };
    let area = |area: &lianhu::geom::Area| {
        use geo::{MapCoords as _, Orient as _};
        area.orient(geo::orient::Direction::Default).map_coords(|at| geo::Coord { x: seven(at.x), y: seven(at.y) })
    };
    let mut project = project.clone();
    project.households =
        project.households.iter().map(|(id, row)| (id, Household { at: row.at.map(place), ..row.clone() })).collect();
    project.members =
        project.members.iter().map(|(id, row)| (id, Member { at: row.at.map(place), ..row.clone() })).collect();
    project.buildings = project
        .buildings
        .iter()
        .map(|(id, row)| (id, lianhu::model::Building { at: row.at.map(place), ..row.clone() }))
        .collect();
    project.grids = project.grids.iter().map(|(id, row)| (id, Grid { area: area(&row.area), ..row.clone() })).collect();
    project.backdrop = project
        .backdrop
        .iter()
        .map(|(id, row)| {
            let shape = match &row.shape {
                Shape::Line(line) => Shape::Line(line.iter().map(|at| place(*at)).collect()),
                Shape::Area(outline) => Shape::Area(area(outline)),
            };
            (id, Backdrop { shape, ..row.clone() })
        })
        .collect();
    project
}

#[track_caller]
fn check_equal<I: lianhu::model::Id, T: Clone + PartialEq + std::fmt::Debug>(
    what: &str,
    a: &Table<I, T>,
    b: &Table<I, T>,
) {
    for (id, row) in a.iter() {
        assert_eq!(b.at(id), Some(row), "{what} {id:?} comes back as it was");
    }
    assert_eq!(a.len(), b.len(), "as many {what} as there were");
}

/// Export, import into an empty project: the same. Import again: nothing changes, here or there.
#[track_caller]
fn check_round_trip(project: &Project) {
    let files = exported(project);
    let mut other = empty();
    other.facts = std::sync::Arc::clone(&project.facts);
    for (what, file) in &files {
        other = taken_in(&other, file, *what);
    }
    let plain = rounded(project);
    check_equal("buildings", &plain.buildings, &other.buildings);
    check_equal("households", &plain.households, &other.households);
    check_equal("members", &plain.members, &other.members);
    check_equal("grids", &plain.grids, &other.grids);
    check_equal("backdrop", &plain.backdrop, &other.backdrop);
    let [there, here] = [&plain, &other].map(|project| project.plans.at(project.current_plan()).unwrap());
    assert_eq!(there.links().collect::<Vec<_>>(), here.links().collect::<Vec<_>>(), "links come back as they were");
    for project in [project, &other] {
        for (what, file) in &files {
            let again = import(project, file.clone(), *what).unwrap();
            let report = again.report;
            assert!(report.read > 0, "something was read as {}", what.key());
            assert_eq!((report.new, report.changed, report.rejected, report.missing), (0, 0, 0, 0), "{}", what.key());
        }
    }
    assert_eq!(files, exported(&plain), "written alike from equal projects");
}

#[test]
fn what_is_written_comes_back() {
    check_round_trip(&village());
}

#[test]
fn the_demo_village_comes_back() {
    check_round_trip(&invent(&Recipe::village()));
}

#[test]
fn households_come_back_from_points_too() {
    let project = village();
    let file = written(|out| write_geojson_households(&project, Audience::Internal, out));
    let back = taken_in(&empty(), &file, ImportKind::Households);
    check_equal("households", &rounded(&project).households, &back.households);
}

#[test]
fn nothing_of_a_person_leaves_for_outsiders() {
    let project = village();
    for audience in [Audience::Meeting, Audience::Public] {
        let households = written(|out| write_csv_households(&project, audience, out));
        let members = written(|out| write_csv_members(&project, audience, out));
        let text = String::from_utf8([households, members].concat()).unwrap();
        assert!(text.contains("张**"), "names are masked");
        for secret in ["张三", "10000001234", "+86", "困难", "113.605", "34.9", "外出", "迁出", "引号", "note"]
        {
            assert!(!text.contains(secret), "{secret} stays inside");
        }
        assert!(
            matches!(
                write_geojson_households(&project, audience, Vec::new()),
                Err(ExchangeError::NotForAudience { .. })
            ),
            "no points"
        );
        assert!(
            matches!(
                write_csv_links(&project, project.current_plan(), audience, Vec::new()),
                Err(ExchangeError::NotForAudience { .. })
            ),
            "no links"
        );
    }
}

#[test]
fn formulas_are_defused() {
    let text = String::from_utf8(written(|out| write_csv_households(&village(), Audience::Internal, out))).unwrap();
    assert!(
        text.starts_with(
            "\u{feff}户号,户主,地址,组,门牌号,楼栋,单元,楼层,房间,电话,人口,老人,儿童,类别,状态,网格,经度,纬度,备注,"
        ),
        "headers"
    );
    assert!(text.contains(",'=cmd|") && !text.contains(",=cmd|") && text.contains(",'-86 371,"), "guarded: {text}");
}

#[test]
fn only_what_the_file_speaks_of_changes() {
    let project = village();
    let import = check(
        &project,
        ImportKind::Households,
        "户号,户主,电话,备注\n0001,张三丰,,\n1,李四,1,\nH3,张三,10000001234,\n",
        [3, 3, 0, 2],
        &["1 note 备注 ColumnEmpty", "2 flag 电话 Emptied", "3 flag 户号 LostZeros"],
    );
    assert_eq!(
        (import.report.changed, import.report.new, import.report.unchanged, import.report.missing),
        (1, 1, 1, 1),
        "counts"
    );
    let (id, row) = &import.batch.households[0];
    assert_eq!(
        (*id, row.head.as_str(), row.at),
        (Some(HouseholdId(1)), "张三丰", project.households.at(HouseholdId(1)).unwrap().at),
        "the rest stays"
    );
}

#[test]
fn members_and_links_are_checked() {
    let project = village();
    check(
        &project,
        ImportKind::Members,
        "党员编号,姓名,户号,能联户,上限,网格,同意公示\nM001,欧阳修,0001,√,不限,0101网格,\nM9,新人,X9,也许,多,西,是\n",
        [2, 2, 0, 1],
        &[
            "3 flag 户号 UnknownHousehold",
            "3 flag 能联户 NotYesNo",
            "3 flag 上限 NotANumber",
            "3 flag 网格 UnknownGrid",
        ],
    );
    check(
        &project,
        ImportKind::Links,
        "户号,党员编号,类型\n0001,M001,主责\nH3,M9,主责\nX,M2,协助\nH3,M2,主责\nH3,M001,主责\nH3,M001,主责\n",
        [6, 3, 3, 2],
        &[
            "2 flag 党员编号 OwnHousehold",
            "3 bad 党员编号 UnknownMember",
            "4 bad 户号 UnknownHousehold",
            "5 flag 党员编号 IneligibleMember",
            "7 bad - DuplicateLink",
        ],
    );
    let missing = import(&project, "户号,户主\nA,b\n", ImportKind::Links);
    assert!(matches!(missing, Err(ExchangeError::MissingColumn { .. })), "found {missing:?}");
}

#[test]
fn places_outside_every_grid_are_flagged() {
    check(
        &village(),
        ImportKind::Households,
        "户号,经度,纬度\n0001,113.9,34.9\n",
        [1, 1, 0, 1],
        &["2 flag - OutsideGrids"],
    );
}

fn polygon(corners: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"编号":"G","名称":"一","网格长":"无"}},"geometry":{{"type":"Polygon","coordinates":[[{corners}]]}}}}"#
    )
}

#[test]
fn outlines_are_checked() {
    let good = "[113.6,34.9],[113.7,34.9],[113.7,35.0],[113.6,34.9]";
    check(&empty(), ImportKind::Grids, &polygon(good), [1, 1, 0, 0], &["1 note 网格长 LeaderLater"]);
    let turned = "[34.9,113.6],[34.9,113.7],[35.0,113.7],[34.9,113.6]";
    check(
        &empty(),
        ImportKind::Grids,
        &polygon(turned),
        [1, 1, 0, 1],
        &["1 note 网格长 LeaderLater", "1 flag - AxesTurned"],
    );
    let bad = "1 note 网格长 LeaderLater";
    check(
        &empty(),
        ImportKind::Grids,
        &polygon("[113.6,34.9],[113.7,34.9],[113.7,35.0]"),
        [1, 0, 1, 0],
        &[bad, "1 bad - RingNotClosed"],
    );
    check(
        &empty(),
        ImportKind::Grids,
        &polygon("[113.6,34.9],[113.7,34.9],[113.7],[113.6,34.9]"),
        [1, 0, 1, 0],
        &[bad, "1 bad - BadFeature"],
    );
    check(
        &empty(),
        ImportKind::Grids,
        &polygon("[113.6,34.9],[113.7,34.9],[113.7,\"a\"],[113.6,34.9]"),
        [1, 0, 1, 0],
        &["1 bad - BadFeature"],
    );
    check(
        &empty(),
        ImportKind::Grids,
        &polygon("[1e9,34.9],[113.7,34.9],[113.7,35.0],[1e9,34.9]"),
        [1, 0, 1, 0],
        &[bad, "1 bad - OutOfRange"],
    );
    check(&empty(), ImportKind::Grids, "编号,名称\nG,一\n", [1, 0, 1, 0], &["2 bad - WrongShape"]);
    check(&village(), ImportKind::Grids, "编号,上级\n01,0101\n", [1, 0, 1, 0], &["2 bad 上级 ParentCycle"]);
}

#[test]
fn whole_files_that_cannot_be_read_are_errors() {
    let nested = format!(
        "{}{}",
        r#"{"type":"Feature","geometry":"#,
        r#"{"type":"GeometryCollection","geometries":["#.repeat(5_000)
    );
    let read = |text: &[u8], what| import(&empty(), text, what);
    assert!(matches!(read(nested.as_bytes(), ImportKind::Grids), Err(ExchangeError::TooDeep { .. })), "nested");
    assert!(
        matches!(read("{\n \"a\": 1,}".as_bytes(), ImportKind::Grids), Err(ExchangeError::NotJson { line: 2, .. })),
        "broken"
    );
    assert!(matches!(read(b"{}", ImportKind::Grids), Err(ExchangeError::NotFeatures { .. })), "no features");
    assert!(
        matches!(read(b"%PDF-1.7", ImportKind::Households), Err(ExchangeError::OtherFormat { found: "pdf", .. })),
        "pdf"
    );
    assert!(
        matches!(read("风,马,牛\n1,2,3".as_bytes(), ImportKind::Households), Err(ExchangeError::NoHeader { .. })),
        "no header"
    );
    assert!(matches!(read(b"a\n", ImportKind::Backdrop), Err(ExchangeError::NeedsShapes { .. })), "no shapes");
    let crs = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:27700"}},"features":[]}"#;
    assert!(matches!(read(crs.as_bytes(), ImportKind::Grids), Err(ExchangeError::UnsupportedCrs { .. })), "crs");
    let err = read_file(Path::new("/no/such/roster.csv")).unwrap_err();
    assert_eq!(err.to_string(), "could not read the file\nFile: /no/such/roster.csv", "the path stands last");
}

#[test]
fn offset_coordinates_come_back_to_wgs84() {
    let options = ImportOptions { crs: Crs::Gcj02, ..ImportOptions::default() };
    let import =
        import_with(&empty(), "户号,经度,纬度\nA,113.6060,34.8990\n", ImportKind::Households, &options).unwrap();
    let at = import.batch.households[0].1.at.unwrap();
    let moved_m = lianhu::geom::distance_m(at, Wgs84 { lon_deg: 113.6060, lat_deg: 34.8990 });
    assert!((500.0..620.0).contains(&moved_m), "moved by {moved_m} m");
    assert_eq!(import.report.crs.evidence, CrsEvidence::Asked, "because somebody asked");
}

#[test]
fn the_kind_of_a_dropped_file_is_guessed() {
    let project = village();
    for (what, bytes) in exported(&project) {
        let found = guess_kind(&Source { name: "export".to_owned(), bytes, ..Source::default() });
        assert_eq!(found, Some(what), "guessed from what we write");
    }
    let guess =
        |text: &str| guess_kind(&Source { name: "x".to_owned(), bytes: text.as_bytes().to_vec(), ..Source::default() });
    assert_eq!(guess("党员姓名,联系电话,责任网格\n"), Some(ImportKind::Members), "members");
    assert_eq!(guess("户主姓名,家庭住址,人口\n"), Some(ImportKind::Households), "households");
    assert_eq!(guess("风,马,牛\n"), None, "nothing");
}

#[test]
fn a_failed_write_leaves_what_was_there() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exchange_write");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("名单.csv");
    write_file(&path, Audience::Internal, |out| write_csv_households(&village(), Audience::Internal, out)).unwrap();
    let before = read_file(&path).unwrap();
    assert!(!before.bytes.is_empty(), "written");
    let failed = write_file(&path, Audience::Public, |out| {
        write_csv_households(&village(), Audience::Public, out)?;
        Err(ExchangeError::WriteFailed { source: std::io::ErrorKind::StorageFull.into() })
    });
    assert!(matches!(failed, Err(ExchangeError::Unwritable { .. })), "found {failed:?}");
    assert_eq!(read_file(&path).unwrap(), before, "as it was");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "no leftovers");
}

#[cfg(unix)]
#[test]
#[expect(clippy::disallowed_methods, reason = "a file with the rights that new files have here")]
fn what_is_internal_can_be_read_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exchange_mode");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let plain = folder.join("plain");
    std::fs::write(&plain, "").unwrap();
    for audience in Audience::ALL {
        let path = folder.join("名单.csv");
        let mut mode_while_written = 0;
        write_file(&path, audience, |out| {
            let part = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
            mode_while_written =
                mode(&part.into_iter().find(|file| file.extension() == Some("part".as_ref())).unwrap());
            write_csv_households(&village(), audience, out)
        })
        .unwrap();
        let expected = if audience == Audience::Internal { 0o600 } else { mode(&plain) };
        assert_eq!((mode_while_written, mode(&path)), (expected, expected), "for {audience:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let source = Source { name: "x".to_owned(), bytes, ..Source::default() };
        guess_kind(&source);
        for what in ImportKind::ALL {
            drop(plan_import(&empty(), None, &source, what, &ImportOptions::default()));
        }
    }

    #[test]
    fn no_cells_make_reading_panic(cells in prop::collection::vec("[户号,;\t\"'\n0-9°.E+年月=一-十\u{feff}ａ０]{0,20}", 1..30)) {
        let project = village();
        let headers = [
            "户号,户主,地址,组,楼层,经度,纬度,人口,类别,状态,状态日期",
            "户号,党员编号,类型,锁定,起始日期",
            "党员编号,姓名,家庭户号,上限,下限,责任网格,同意公示,经纬度",
            "网格编号,名称,层级,上级,网格长",
        ];
        for header in headers {
            let source = Source { name: "x".to_owned(), bytes: format!("{header}\n{}", cells.join(",")).into_bytes(), ..Source::default() };
            for what in ImportKind::ALL {
                drop(plan_import(&project, Some(&Index::build(&project)), &source, what, &ImportOptions::default()));
            }
        }
    }

    #[test]
    fn no_numbers_make_outlines_panic(corners in prop::collection::vec((any::<f64>(), -200.0..200.0_f64, 0..4_u8), 0..12)) {
        let number = |x: f64| if x.is_finite() { format!("{x:e}") } else { "null".to_owned() };
        let corner = |&(wild, tame, pick): &(f64, f64, u8)| match pick {
            0 => format!("[{},{}]", number(wild), number(tame)),
            1 => "[113.6,34.9]".to_owned(),
            2 => "[113.7,34.9]".to_owned(),
            _ => format!("[{},{}]", 113.0 + tame / 400.0, 34.0 + tame / 500.0),
        };
        let mut ring: Vec<String> = corners.iter().map(corner).collect();
        ring.extend(ring.first().cloned());
        let text = polygon(&ring.join(","));
        for crs in [Crs::Auto, Crs::Gcj02, Crs::Bd09, Crs::WebMercator] {
            let options = ImportOptions { crs, ..ImportOptions::default() };
            drop(import_with(&empty(), text.clone(), ImportKind::Grids, &options));
            drop(import_with(&empty(), text.clone(), ImportKind::Backdrop, &options));
        }
    }

    #[test]
    fn any_text_comes_back(texts in prop::collection::vec("\\PC{0,12}|['=+@ \n\r\t\",-]{0,6}", 4)) {
        let mut project = village();
        let mut row = project.households.at(HouseholdId(1)).unwrap().clone();
        row.head.clone_from(&texts[0]);
        row.note.clone_from(&texts[1]);
        row.address = Address { text: texts[2].clone(), ..Address::parse(&texts[2]) };
        row.address.house_no.clone_from(&texts[3]);
        project.households.put(HouseholdId(1), Some(row));
        let file = written(|out| write_csv_households(&project, Audience::Internal, out));
        let report = import(&project, file, ImportKind::Households).unwrap().report;
        assert_eq!((report.read, report.unchanged), (4, 4), "nothing changes: {:?}", report.problems);
    }
}
