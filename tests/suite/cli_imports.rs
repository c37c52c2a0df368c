//! Importing on the command line: what would change, who resembles whom, which columns, and how files were read.

use crate::command::Place;
use serde_json::Value;

fn place(test: &str, roster: &str) -> Place {
    let place = Place::empty(test);
    place.check("new a.gpkg", 0, &[]);
    place.write("户.csv", roster);
    place.check("import a.gpkg 户.csv --as households", 0, &[]);
    place
}

const ROSTER: &str = "户号,户主,地址,电话\nH1,张三,3组17号,13800000001\nH2,李四,3组18号,13800000002\n";

#[test]
fn a_dry_run_tells_every_value() {
    let place = place("dry run", ROSTER);
    place.write("新.csv", "户号,户主,地址,电话\nH1,张三,3组17号,13900000001\nN2,李四,3组18号,\n");
    let dry = place.json("import a.gpkg 新.csv --dry-run --json");
    let changes = serde_json::json!([
        {"sheet": null, "row": 2, "code": "H1", "is_new": false,
         "values": [{"field": "phone", "old": "13800000001", "new": "13900000001"}]},
        {"sheet": null, "row": 3, "code": "N2", "is_new": true,
         "values": [{"field": "code", "old": "", "new": "N2"}, {"field": "head", "old": "", "new": "李四"},
                    {"field": "address", "old": "", "new": "3组18号"}, {"field": "status", "old": "", "new": "在住"}]},
    ]);
    assert_eq!(dry["changes"], changes);
    let like = &dry["matches"][0];
    assert_eq!((&like["code"], &like["resembles"]), (&"N2".into(), &"H2".into()));
    let same = place.json("import a.gpkg 新.csv --dry-run --json --matches same");
    assert_eq!(same["changes"][1]["is_new"], false, "said to be the same: {same}");
    let left = place.json("import a.gpkg 新.csv --dry-run --json --matches leave");
    assert_eq!(left["changes"].as_array().unwrap().len(), 1, "the other one stays out");
    place.check("import a.gpkg 新.csv --matches same", 0, &[]);
    let codes = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes(&place.json("list a.gpkg households --json")), ["H1", "N2"], "nobody twice");
    let again = place.json("import a.gpkg 新.csv --json");
    assert_eq!((&again["new"], &again["changed"], &again["seq"]), (&0.into(), &0.into(), &Value::Null), "{again}");
}

#[test]
fn whom_a_file_does_not_name_can_be_gone() {
    let place = place("gone", ROSTER);
    place.write("新.csv", "户号,户主\nH1,张三\n");
    let kept = place.json("import a.gpkg 新.csv --json");
    assert_eq!((&kept["absent"][0], &kept["written"]), (&"H2".into(), &false.into()), "named, and nothing happens");
    place.check("import a.gpkg 新.csv --absent gone", 0, &[]);
    let list = place.json("list a.gpkg households --json");
    assert_eq!((&list[0]["status"], &list[1]["status"]), (&"resident".into(), &"moved_out".into()));
}

#[test]
fn two_columns_cannot_be_one_field() {
    let place = place("two columns", ROSTER);
    place.write("双.csv", "甲,乙,丙\nH1,张三,李四\n");
    place.check(
        "import a.gpkg 双.csv --as households --map 甲=code --map 乙=head --map 丙=head",
        2,
        &["“乙”列和“丙”列都指定为 head", "双.csv"],
    );
}

#[test]
fn a_mapping_is_remembered_for_files_of_the_same_layout() {
    let place = place("remembered", ROSTER);
    place.write("甲.csv", "甲,乙\nH1,张改名\n");
    place.check("import a.gpkg 甲.csv --as households --map 甲=code --map 乙=head", 0, &["变更 1"]);
    place.write("乙.csv", "甲,乙\nH1,张又改\n");
    place.check("import a.gpkg 乙.csv --as households", 0, &["变更 1", "沿用上次导入“甲.csv”时的设定"]);
    place.write("丙.csv", "甲,乙,丙\nH1,张再改,x\n");
    let other = place.json("import a.gpkg 丙.csv --as households --map 乙=head --map 甲=code --dry-run --json");
    assert_eq!(other["changed"], 1, "another layout is asked for again");
}

#[test]
fn a_file_can_be_told_to_have_been_in_another_system() {
    let place =
        place("redeclared", "户号,户主,经度,纬度\nH1,张三,113.6063300,34.8988600\nH2,李四,113.6073300,34.8988600\n");
    place.check("list a.gpkg sources", 0, &["户.csv", "households", "wgs84"]);
    place.check("redeclare a.gpkg 1 --crs gcj02 --dry-run", 0, &["移动 2 处"]);
    place.check("redeclare a.gpkg 1 --crs gcj02", 0, &["“户.csv”改按 GCJ-02（高德、腾讯） 读取，移动 2 处"]);
    let list = place.json("list a.gpkg households --json");
    place.write("名.csv", "户号,户主,经度,纬度\nH1,张三,113.6063300,34.8988600\nH2,李四,113.6073300,34.8988600\n");
    let same = place.json("import a.gpkg 名.csv --crs gcj02 --json");
    assert_eq!((&same["changed"], &same["unchanged"]), (&0.into(), &2.into()), "as if it had been read so: {list}");
    assert_eq!(place.json("list a.gpkg sources --json")[0]["crs"], "gcj02");
    place.check("redeclare a.gpkg 1 --crs wgs84", 0, &["移动 2 处"]);
    let back = place.json("import a.gpkg 名.csv --json");
    assert_eq!(back["unchanged"], 2, "somebody has thought again");
    place.check("undo a.gpkg --steps 2", 0, &[]);
    let back = place.json("import a.gpkg 名.csv --json");
    assert_eq!(back["unchanged"], 2, "both are undone");
    place.check("redeclare a.gpkg 7 --crs gcj02", 2, &["没有编号为 7 的资料来源"]);
}

#[test]
fn the_day_of_a_file_is_kept() {
    let place = place("as of", ROSTER);
    place.write("2026年11月名册.csv", "户号,户主\nH1,张改名\n");
    place.check("import a.gpkg 2026年11月名册.csv", 0, &[]);
    place.write("旧.csv", "户号,户主\nH1,张三\n");
    place.check("import a.gpkg 旧.csv --as-of 2026-08-01", 0, &[]);
    let sources = place.json("list a.gpkg sources --json");
    let days: Vec<&Value> = sources.as_array().unwrap().iter().map(|row| &row["as_of"]).collect();
    assert_eq!(days, [&Value::Null, &"2026-11-01".into(), &"2026-08-01".into()]);
}

#[test]
fn whoever_has_no_place_is_located() {
    let roster = "户号,户主,地址,经度,纬度\nH1,张三,3组11号,113.6000000,34.9000000\nH2,李四,3组15号,113.6004000,34.9000000\nH3,王五,3组13号,,\nH4,赵六,村部旁边,,\n";
    let place = place("located", roster);
    let dry = place.json("locate a.gpkg --dry-run --json");
    let located = serde_json::json!([
        {"household": "H3", "lon": 113.6002, "lat": 34.9, "by": "house_number", "uncertainty_m": 18.0}
    ]);
    assert_eq!((&dry["located"], &dry["waiting"], &dry["written"]), (&located, &2.into(), &false.into()));
    place.check("locate a.gpkg", 0, &["H3  建议：按相邻门牌号推算，误差约 18 m", "待定位 2 户，已标定 1 户"]);
    assert_eq!(place.json("list a.gpkg households --json")[2]["lon"], 113.6002);
    place.check("locate a.gpkg", 0, &["待定位 1 户，已标定 0 户"]);
    place.check("undo a.gpkg", 0, &[]);
    assert_eq!(place.json("locate a.gpkg --dry-run --json")["waiting"], 2);
}

#[test]
fn a_coordinate_system_that_was_chosen_is_kept_for_the_next_file_of_the_layout() {
    let place = Place::with_demo("crs before");
    let rows = |phone: &str| format!("户号,户主,电话,经度,纬度\nX1,张三,{phone},113.605112,34.899234\n");
    place.write("一.csv", &rows("13800000001"));
    place.check("import a.gpkg 一.csv --as households --crs gcj02", 0, &[]);
    place.write("二.csv", &rows("13800000002"));
    let next = place.json("import a.gpkg 二.csv --as households --dry-run --json");
    assert_eq!((&next["crs"]["assumed"], &next["crs"]["evidence"]), (&"gcj02".into(), &"before".into()), "{next}");
    let values = next["changes"][0]["values"].as_array().unwrap();
    assert_eq!(values.len(), 1, "the phone, and nobody moves by half a kilometer: {values:?}");
    let other = place.json("import a.gpkg 二.csv --as households --dry-run --json --crs wgs84");
    assert_eq!(other["changes"][0]["values"].as_array().unwrap().len(), 3, "who says otherwise is heard");
    place.write("三.csv", "户号,户主,经度,纬度\nX2,李四,113.6,34.9\n");
    let another = place.json("import a.gpkg 三.csv --as households --dry-run --json");
    assert_eq!(another["crs"]["assumed"], "wgs84", "another layout says nothing of it");
}

#[test]
fn borders_that_overlap_are_told_when_asked_for() {
    let place = Place::empty("borders");
    place.check("new a.gpkg", 0, &[]);
    let square =
        |west: f64, east: f64| format!("[[[{west},34.9],[{east},34.9],[{east},34.91],[{west},34.91],[{west},34.9]]]");
    let grid = |code: &str, west: f64, east: f64| {
        let shape = square(west, east);
        format!(
            r#"{{"type":"Feature","properties":{{"code":"{code}"}},"geometry":{{"type":"Polygon","coordinates":{shape}}}}}"#
        )
    };
    let features = [grid("A", 113.60, 113.61), grid("B", 113.609, 113.62)].join(",");
    place.write("网格.geojson", &format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#));
    place.check("import a.gpkg 网格.geojson --as grids", 0, &[]);
    place.check("check a.gpkg --borders", 0, &["[border] A 与 B 重叠"]);
    let answer = place.json("check a.gpkg --borders --json");
    assert_eq!(answer["borders"][0]["grids"], serde_json::json!(["A", "B"]));
    assert_eq!(place.json("check a.gpkg --json").get("borders"), None, "only if asked for");
}

#[test]
fn an_import_is_taken_back_alone() {
    let place = place("withdrawn", ROSTER);
    place.write("新.csv", "户号,户主\nH1,张改名\nH3,王五\n");
    place.check("import a.gpkg 新.csv --as households", 0, &[]);
    place.write("电话.csv", "户号,电话\nH2,13900000009\n");
    place.check("import a.gpkg 电话.csv --as households", 0, &[]);
    place.check("withdraw a.gpkg 2", 0, &["撤回“新.csv”的导入"]);
    let list = place.json("list a.gpkg households --json");
    let rows: Vec<(&Value, &Value)> = list.as_array().unwrap().iter().map(|row| (&row["code"], &row["head"])).collect();
    assert_eq!(rows, [(&"H1".into(), &"张三".into()), (&"H2".into(), &"李四".into())], "as before that file");
    assert_eq!(place.json("list a.gpkg sources --json").as_array().unwrap().len(), 2, "the file is forgotten");
    place.check("withdraw a.gpkg 2", 2, &["没有编号为 2 的资料来源"]);
    place.check("undo a.gpkg", 0, &[]);
    let list = place.json("list a.gpkg households --json");
    assert_eq!(list.as_array().unwrap().len(), 3, "taking back is a step like any other");
}

#[test]
fn steps_that_build_upon_an_import_are_named() {
    let place = place("built upon", ROSTER);
    place.write("人.csv", "党员编号,姓名,职务\nM1,赵六,\n");
    place.check("import a.gpkg 人.csv --as members", 0, &[]);
    let line = r#"{"edit":"assign","household":"H1","member":"M1"}"#;
    place.check_with("apply a.gpkg -", line, 0, &[]);
    let answer = place.check("withdraw a.gpkg 1", 1, &["“户.csv”导入之后，有 1 步操作", "改由", "历史"]);
    assert!(!answer.err.contains("人.csv"), "nobody of that file lives there: {answer:?}");
    place.check("undo a.gpkg", 0, &[]);
    place.check("withdraw a.gpkg 1", 0, &["撤回“户.csv”的导入"]);
    assert!(place.json("list a.gpkg households --json").as_array().unwrap().is_empty(), "nobody is left");
}

#[test]
fn rows_of_a_household_are_put_together_by_id_numbers_that_are_not_kept() {
    let place = Place::empty("by id");
    place.check("new a.gpkg", 0, &[]);
    let roster = |second: &str| {
        format!(
            "户主身份证号,姓名,与户主关系,住址\n11010519491231002X,张三,户主,3组17号\n{second},李四,户主,3组18号\n11010519491231002X,张小三,子,3组17号\n"
        )
    };
    place.write("名册.csv", &roster("110105195001010039"));
    let left = place.check("import a.gpkg 名册.csv --as households --dry-run", 0, &["证件号码，不收录"]);
    assert!(!left.out.contains("归户") && !left.err.contains("归户"), "nobody asked for it: {left:?}");
    let joined = ["新增 2", "号码只用来归户，没有保存"];
    place.check("import a.gpkg 名册.csv --as households --map 户主身份证号=join", 0, &joined);
    let list = place.json("list a.gpkg households --json");
    let rows: Vec<(&Value, &Value)> =
        list.as_array().unwrap().iter().map(|row| (&row["head"], &row["people"])).collect();
    assert_eq!(rows, [(&"张三".into(), &2.into()), (&"李四".into(), &1.into())], "though the rows stand apart");
    let again = place.json("import a.gpkg 名册.csv --as households --json");
    assert_eq!((&again["new"], &again["changed"]), (&0.into(), &0.into()), "remembered for this layout: {again}");
    let bytes = place.bytes("a.gpkg");
    assert!(!bytes.windows(17).any(|window| window == b"11010519491231002"), "nothing of them is kept");
    place.write("坏.csv", &roster("110105195001010000"));
    place.check(
        "import a.gpkg 坏.csv --as households --map 户主身份证号=join --dry-run",
        0,
        &["有 1 个身份证号不完整或已损坏（第 3 行起），不能用来归户"],
    );
    place.check("import a.gpkg 名册.csv --as households --map 户主身份证号=head", 2, &["户主身份证号"]);
}

#[test]
fn the_elderly_and_the_children_are_counted_and_days_of_birth_are_not_kept() {
    let place = Place::empty("ages");
    place.check("new a.gpkg", 0, &[]);
    let roster = "户号,姓名,与户主关系,出生日期\nH1,张三,户主,1950-06-01\nH1,李氏,妻,1966-11-02\nH1,张小三,孙子,2015年3月\nH2,王五,户主,1990-01-01\nH3,钱七,户主,不详\nH3,钱八,子,2020-01-01\n";
    place.write("2026-11-01名册.csv", roster);
    let words = ["有 1 人看不出年龄，所在的户没有数老人和儿童", "新增 3"];
    let answer = place.check("import a.gpkg 2026-11-01名册.csv --as households", 0, &words);
    assert!(!answer.err.contains("这一列用不上"), "what was counted is not said to be useless: {answer:?}");
    let counts = |place: &Place| -> Vec<String> {
        let list = place.json("list a.gpkg households --json");
        let line = |row: &Value| format!("{} {} {} {}", row["code"], row["people"], row["elderly"], row["children"]);
        list.as_array().unwrap().iter().map(|row| line(row).replace('"', "")).collect()
    };
    assert_eq!(counts(&place), ["H1 3 1 1", "H2 1 0 0", "H3 2 null null"], "on the day of the file, not of today");
    let again = place.json("import a.gpkg 2026-11-01名册.csv --as households --json");
    assert_eq!(again["unchanged"], 3, "the same file again: {again}");
    place.write("年龄.csv", "户号,姓名,与户主关系,年龄\nH3,钱七,户主,61岁\nH3,钱八,子,6\n");
    place.check("import a.gpkg 年龄.csv --as households", 0, &["按年龄数出各户的老人", "变更 1"]);
    assert_eq!(counts(&place)[2], "H3 2 1 1");
    let bytes = place.bytes("a.gpkg");
    assert!(!bytes.windows(10).any(|window| window == b"1950-06-01"), "days of birth are not kept");
    place.write("自数.csv", "户号,户主,老人,儿童\nH2,王五,0,2\n");
    place.check("import a.gpkg 自数.csv --as households", 0, &["变更 1"]);
    assert_eq!(counts(&place)[1], "H2 1 0 2", "where the roster counts by itself");
}
