//! Organizations, enterprises and street segments, and findings that are let stand: on the command line and in files.

use crate::command::Place;
use serde_json::Value;

const ORGANIZATIONS: &str = "编号,名称,所属党组织\nO1,第一党总支,\nO2,第二党支部,第一党总支\n";
const ENTERPRISES: &str =
    "名称,所属党组织,联系人,经度,纬度,备注\n纸箱厂,O2,M001,113.6,34.9,\n果品厂,第二党支部,没有这个人,,,下月开工\n";

fn units(place: &Place) -> Vec<Value> {
    place.json("list a.gpkg units --json").as_array().unwrap().clone()
}

/// What is said of the unit with this name.
fn unit(place: &Place, name: &str) -> Value {
    units(place).into_iter().find(|row| row["name"] == name).unwrap()
}

#[test]
fn rosters_of_units_come_in_and_go_out() {
    let place = Place::with_demo("units");
    place.write("组织.csv", ORGANIZATIONS);
    place.write("企业.csv", ENTERPRISES);
    place.check("import a.gpkg 组织.csv --as organizations", 0, &["新增 2"]);
    assert_eq!(unit(&place, "第二党支部")["parent"], "O1", "by its name, from the same file");
    let report = place.json("import a.gpkg 企业.csv --as enterprises --json");
    assert_eq!((&report["new"], &report["flagged"]), (&Value::from(2), &Value::from(1)));
    let words = report["problems"].to_string();
    assert!(words.contains("没有这个人"), "the contact whom nobody knows is named: {words}");
    let box_factory = unit(&place, "纸箱厂");
    assert_eq!((&box_factory["code"], &box_factory["parent"]), (&Value::from("E001"), &Value::from("O2")));
    assert_eq!(box_factory["members"], serde_json::json!(["M001"]), "with its contact");
    assert_eq!(box_factory["path"], serde_json::json!([[113.6, 34.9]]));
    let again = place.json("import a.gpkg 企业.csv --as enterprises --json");
    assert_eq!((&again["unchanged"], &again["written"]), (&Value::from(2), &Value::from(false)), "nothing changes");
    place.check("export a.gpkg 出.csv --what enterprises --audience internal", 0, &[]);
    let out = String::from_utf8(place.bytes("出.csv")).unwrap();
    assert!(out.contains("E001,纸箱厂,O2,M001,113.6000000,34.9000000,"), "{out}");
    place.check("export a.gpkg 公开.csv --what enterprises", 0, &[]);
    let open = String::from_utf8(place.bytes("公开.csv")).unwrap();
    assert!(!open.contains("M001") && !open.contains("下月开工"), "no contacts and no remarks outside: {open}");
    place.check("new b.gpkg", 0, &[]);
    place.check("import b.gpkg 组织.csv --as organizations", 0, &[]);
    place.check("export a.gpkg 出.geojson --what enterprises --audience internal", 0, &[]);
    place.check("import b.gpkg 出.geojson --as enterprises", 0, &["新增 2"]);
    place.check("verify a.gpkg", 0, &["文件完好"]);
    place.write("错.csv", "编号,名称\nO1,同一个编号\n");
    place.check("import a.gpkg 错.csv --as enterprises", 1, &["O1"]);
    place.write("圈.csv", "编号,名称,所属党组织\nO1,第一党总支,O2\nO2,第二党支部,O1\n");
    place.check("import a.gpkg 圈.csv --as organizations", 1, &["上级绕回了自己"]);
}

#[test]
fn units_are_added_linked_and_removed() {
    let place = Place::with_demo("unit edits");
    let lines = r#"{"edit":"add_unit","kind":"organization","code":"O1","name":"第一党支部"}
{"edit":"add_unit","kind":"segment","code":"L1","name":"滨河街","parent":"O1","path":[[113.60,34.90],[113.61,34.90]]}
{"edit":"link_target","kind":"segment","code":"L1","member":"M001"}
{"edit":"change_member","member":"M001","organization":"O1"}
{"edit":"change_unit","unit":"L1","name":"滨河东街"}
"#;
    place.check_with("apply a.gpkg -", lines, 0, &["{\"seq\":5}"]);
    let segment = unit(&place, "滨河东街");
    assert_eq!((&segment["kind"], &segment["members"]), (&"segment".into(), &serde_json::json!(["M001"])));
    let wrong = r#"{"edit":"change_unit","unit":"O1","parent":"O1"}
{"edit":"add_unit","kind":"enterprise","code":"O1","name":"又一个"}
{"edit":"change_unit","unit":"L1","parent":"L1"}
"#;
    place.check_with("apply a.gpkg -", wrong, 1, &["不能作为上级", "O1 已被使用"]);
    place.check_with("apply a.gpkg -", "{\"edit\":\"remove_unit\",\"unit\":\"O1\"}", 0, &["{\"seq\":6}"]);
    assert_eq!(unit(&place, "滨河东街")["parent"], "", "what belonged to it belongs to what was above it");
    place.check("verify a.gpkg", 0, &["文件完好"]);
    place.check("undo a.gpkg --steps 6", 0, &[]);
    assert!(units(&place).is_empty(), "all taken back");
    place.check("verify a.gpkg", 0, &["文件完好"]);
}

#[test]
fn a_finding_is_let_stand_and_counts_again() {
    let place = Place::empty("waived");
    place.run("demo a.gpkg", "");
    let before = place.json("check a.gpkg --json");
    let count = |answer: &Value| answer["findings"].as_array().unwrap().len();
    let finding = before["findings"].as_array().unwrap().iter().find(|row| row["rule"] != "covered").unwrap().clone();
    let key = finding["key"].as_str().unwrap();
    let line = serde_json::json!({"edit": "waive", "finding": key, "reason": "本季住院"}).to_string();
    place.check_with("apply a.gpkg -", &line, 0, &["{\"seq\":1}"]);
    let after = place.json("check a.gpkg --json");
    assert_eq!(count(&after) + 1, count(&before), "not counted");
    assert_eq!((&after["waived"][0]["key"], &after["waived"][0]["reason"]), (&finding["key"], &"本季住院".into()));
    place.check("list a.gpkg waivers", 0, &[key, "本季住院"]);
    let never = r#"{"edit":"waive","finding":"covered/h1","reason":"以后再说"}"#;
    place.check_with("apply a.gpkg -", never, 1, &["户无人联系不能忽略"]);
    let blank = serde_json::json!({"edit": "waive", "finding": key, "reason": " "}).to_string();
    place.check_with("apply a.gpkg -", &blank, 1, &["请写明原因"]);
    let end = serde_json::json!({"edit": "end_waiver", "finding": key}).to_string();
    place.check_with("apply a.gpkg -", &end, 0, &["{\"seq\":2}"]);
    assert_eq!(place.json("check a.gpkg --json")["findings"], before["findings"], "counts again");
    place.check("verify a.gpkg", 0, &["文件完好"]);
}
