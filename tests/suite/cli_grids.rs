//! Wishes of the command line about grids, and about households in the course of years.

use crate::command::Place;
use serde_json::Value;

/// Two households in the west, one in the east, one grid around them, a member.
fn place(test: &str) -> Place {
    let place = Place::empty(&format!("grid lines {test}"));
    place.check("new a.gpkg", 0, &[]);
    place.write(
        "户.csv",
        "户号,户主,地址,人口,经度,纬度\nH1,张三,1组1号,4,113.6010000,34.9010000\nH2,李四,1组2号,3,113.6012000,34.9010000\nH3,王五,1组3号,2,113.6030000,34.9010000\n",
    );
    place.check("import a.gpkg 户.csv", 0, &[]);
    place.write("人.csv", "党员编号,姓名\nM1,赵六\n");
    place.check("import a.gpkg 人.csv --as members", 0, &[]);
    let outline = ring(113.600, 113.604);
    check(
        &place,
        &format!(r#"{{"edit":"add_grid","code":"G1","name":"第一网格","leader":"M1","outline":{outline}}}"#),
        0,
        &[],
    );
    place
}

fn ring(west: f64, east: f64) -> String {
    format!(
        r#"{{"type":"Polygon","coordinates":[[[{west},34.9],[{east},34.9],[{east},34.902],[{west},34.902],[{west},34.9]]]}}"#
    )
}

#[track_caller]
fn check(place: &Place, line: &str, code: u8, words: &[&str]) {
    place.check_with("apply a.gpkg -", line, code, words);
}

/// The grids, each with its leader, and how many households `check` counts there.
fn grids(place: &Place) -> Vec<String> {
    let rows = place.json("list a.gpkg grids --json");
    let text = |value: &Value| value.as_str().filter(|text| !text.is_empty()).unwrap_or("-").to_owned();
    let line = |row: &Value| format!("{} {} {}", text(&row["code"]), text(&row["name"]), text(&row["leader"]));
    rows.as_array().unwrap().iter().map(line).collect()
}

fn households(place: &Place) -> Vec<String> {
    let rows = place.json("list a.gpkg households --json");
    let line =
        |row: &Value| format!("{} {} {} {}", row["code"], row["status"], row["people"], row["grid"]).replace('"', "");
    rows.as_array().unwrap().iter().map(line).collect()
}

#[test]
fn grids_are_drawn_divided_and_put_together() {
    let place = place("whole");
    assert_eq!(grids(&place), ["G1 第一网格 M1"]);
    let split = r#"{"edit":"split_grid","grid":"G1","along":[[113.602,34.899],[113.602,34.903]],"new":[{"code":"G2","name":"东片"}]}"#;
    check(&place, split, 0, &[]);
    assert_eq!(grids(&place), ["G1 第一网格 M1", "G2 东片 -"], "where most live keeps name and grid leader");
    assert_eq!(households(&place), ["H1 resident 4 G1", "H2 resident 3 G1", "H3 resident 2 G2"]);
    check(&place, r#"{"edit":"change_grid","grid":"G2","name":"东网格","leader":"M1"}"#, 0, &[]);
    assert_eq!(grids(&place)[1], "G2 东网格 M1");
    check(&place, r#"{"edit":"merge_grids","into":"G2","others":["G1"],"leader":""}"#, 0, &[]);
    assert_eq!(grids(&place), ["G2 东网格 -"]);
    check(&place, r#"{"edit":"remove_grid","grid":"G2"}"#, 0, &[]);
    assert!(grids(&place).is_empty());
    place.check("undo a.gpkg --steps 4", 0, &[]);
    assert_eq!(grids(&place), ["G1 第一网格 M1"]);
    place.check("verify a.gpkg", 0, &["文件完好"]);
}

#[test]
fn what_cannot_be_is_refused() {
    let place = place("refused");
    check(
        &place,
        r#"{"edit":"split_grid","grid":"G1","along":[[113.601,34.9005],[113.602,34.901]],"new":[{"code":"G2"}]}"#,
        1,
        &["切成 1 块，却写了 2 块"],
    );
    check(&place, r#"{"edit":"remove_grid","grid":"G9"}"#, 1, &["没有网格编号 G9"]);
    let open = r#"{"edit":"add_grid","code":"G2","outline":{"type":"Polygon","coordinates":[[[113.6,34.9],[113.61,34.9],[113.61,34.91]]]}}"#;
    check(&place, open, 2, &["边界没有闭合"]);
    check(
        &place,
        r#"{"edit":"add_grid","code":"G2","outline":{"type":"Point","coordinates":[113.6,34.9]}}"#,
        2,
        &["图形是 Point"],
    );
    check(&place, &format!(r#"{{"edit":"add_grid","code":"G1","outline":{}}}"#, ring(113.7, 113.8)), 1, &["G1"]);
    assert_eq!(grids(&place), ["G1 第一网格 M1"]);
}

#[test]
fn households_divide_become_one_and_others_move_in() {
    let place = place("lives");
    check(&place, r#"{"edit":"assign","household":"H1","member":"M1"}"#, 0, &[]);
    let split =
        r#"{"edit":"split_household","household":"H1","people":3,"new":{"code":"H9","head":"张小三","people":1}}"#;
    check(&place, split, 0, &[]);
    let links = place.json("list a.gpkg links --json");
    let held: Vec<&Value> = links.as_array().unwrap().iter().map(|row| &row["household"]).collect();
    assert_eq!(held, ["H1", "H9"], "whoever covers the one covers the other");
    check(&place, r#"{"edit":"merge_households","into":"H2","others":["H3"],"date":"2026-11-01"}"#, 0, &[]);
    let new = r#"{"edit":"replace_household","household":"H1","new":{"code":"H10","head":"钱七"},"inherits":false}"#;
    check(&place, new, 0, &[]);
    let codes: Vec<String> =
        households(&place).iter().map(|row| row.split(" G").next().unwrap().trim_end().to_owned()).collect();
    assert_eq!(codes, ["H1 moved_out 3", "H2 resident 5", "H3 moved_out 2", "H9 resident 1", "H10 resident null"]);
    check(&place, r#"{"edit":"retire_member","member":"M1","reason":"年事已高"}"#, 0, &[]);
    check(&place, r#"{"edit":"return_member","member":"M1"}"#, 0, &[]);
    assert_eq!(place.json("list a.gpkg members --json")[0]["status"], "serving");
    place.check("verify a.gpkg", 0, &["文件完好"]);
}
