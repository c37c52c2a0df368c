//! Every command in-process: answers, exit codes, messages, and the demo village as files.
#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "writes files as other programs do")]

use crate::command::Place;
use serde_json::Value;
use std::path::Path;

// --- the demo village as files ---

/// File, what is exported into it.
const DATA: [(&str, &str); 5] = [
    ("grids.geojson", "grids"),
    ("backdrop.geojson", "backdrop"),
    ("households.csv", "households"),
    ("members.csv", "members"),
    ("links.csv", "links"),
];

#[test]
fn data_is_the_demo_village() {
    let place = Place::empty("data");
    place.check("demo a.gpkg", 0, &["420 户，55 名党员"]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let is_updating = std::env::var("UPDATE_GOLDEN").is_ok();
    for (name, what) in DATA {
        place.check(&format!("export a.gpkg {name} --what {what} --audience internal"), 0, &[name]);
        let found = std::fs::read(place.at(name)).unwrap();
        if is_updating {
            std::fs::write(folder.join(name), &found).unwrap();
        } else {
            assert!(found == std::fs::read(folder.join(name)).unwrap(), "{name} is not what the demo village exports");
        }
    }
    assert!(!is_updating, "rewrote data; look at it, then run without UPDATE_GOLDEN");
}

#[test]
fn data_imported_is_the_demo_village_again() {
    let place = Place::empty("round-trip");
    place.check("demo a.gpkg", 0, &[]);
    place.check("new b.gpkg --name 柳溪村", 0, &["已创建"]);
    for (name, what) in DATA {
        let report = place.json(&format!("import b.gpkg data/{name} --as {what} --json"));
        assert_eq!((&report["rejected"], &report["written"]), (&0.into(), &true.into()), "{name}: {report}");
    }
    for what in ["households", "members", "grids", "links"] {
        let [demo, imported] = ["a", "b"].map(|file| place.json(&format!("list {file}.gpkg {what} --json")));
        let (demo, imported) = (demo.as_array().unwrap(), imported.as_array().unwrap());
        assert_eq!(demo.len(), imported.len(), "number of {what}");
        for (demo, imported) in demo.iter().zip(imported) {
            assert_same(demo, imported);
        }
    }
    for (name, what) in DATA {
        place.check(&format!("export b.gpkg {name} --what {what} --audience internal"), 0, &[]);
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
        assert!(
            std::fs::read(place.at(name)).unwrap() == std::fs::read(data).unwrap(),
            "{name} comes out as it went in"
        );
    }
    place.check("verify b.gpkg", 0, &["文件完好"]);
    for (name, what) in DATA {
        let report = place.json(&format!("import b.gpkg data/{name} --json"));
        let counts = ["new", "changed", "rejected"].map(|key| report[key].as_u64());
        assert_eq!((counts, &report["written"]), ([Some(0); 3], &false.into()), "the same {what} again: {report}");
        assert_eq!(report["kind"], what, "guessed");
    }
}

/// Equal, coordinates to a ten millionth of a degree.
#[track_caller]
fn assert_same(demo: &Value, imported: &Value) {
    let (demo, imported) = (demo.as_object().unwrap(), imported.as_object().unwrap());
    assert_eq!(demo.len(), imported.len(), "the same fields");
    for (key, value) in demo {
        let is_same = match (value.as_f64(), imported[key].as_f64()) {
            (Some(a), Some(b)) if key == "lon" || key == "lat" => (a - b).abs() <= 1e-7,
            _ => *value == imported[key],
        };
        assert!(is_same, "{key} of {demo:?}\nis {}", imported[key]);
    }
}

// --- edits ---

/// A project whose first rows are known: an eligible pair, and a household of the first.
struct Cast {
    place: Place,
    household: String,
    member: String,
    other: String,
}

fn cast(test: &str) -> Cast {
    let place = Place::with_demo(test);
    let links = place.json("list a.gpkg links --json");
    let members = place.json("list a.gpkg members --json");
    let households = place.json("list a.gpkg households --json");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let primary = links.as_array().unwrap().iter().find(|link| {
        let household = households.as_array().unwrap().iter().find(|row| row["code"] == link["household"]).unwrap();
        link["kind"] == "primary" && household["categories"] == serde_json::json!(["ordinary"])
    });
    let (household, member) = (text(&primary.unwrap()["household"]), text(&primary.unwrap()["member"]));
    let is_free = |row: &&Value| {
        let is_backup = links
            .as_array()
            .unwrap()
            .iter()
            .any(|link| link["household"] == household.as_str() && link["member"] == row["code"]);
        row["eligible"] == true && !is_backup
    };
    let other = text(&members.as_array().unwrap().iter().find(is_free).unwrap()["code"]);
    Cast { place, household, member, other }
}

impl Cast {
    /// Fills in H, A (who covers it) and B (who can as well).
    fn fill(&self, line: &str) -> String {
        line.replace("\"H\"", &format!("\"{}\"", self.household))
            .replace("\"A\"", &format!("\"{}\"", self.member))
            .replace("\"B\"", &format!("\"{}\"", self.other))
    }

    /// Applies lines; each answer as `seq`, `same` or `refused`.
    #[track_caller]
    fn check(&self, lines: &[&str], code: u8, answers: &str) {
        let input = self.fill(&lines.join("\n"));
        let answer = self.place.run("apply a.gpkg -", &input);
        let told = answer.out.lines().map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            match &line["seq"] {
                Value::Null => "refused".to_owned(),
                seq if line["unchanged"] == true => format!("{seq}="),
                seq => seq.to_string(),
            }
        });
        let told: Vec<String> = told.collect();
        assert_eq!((told.join(" ").as_str(), answer.code), (answers, code), "{input}\n{answer:?}");
        self.place.check("verify a.gpkg", 0, &[]);
    }

    fn row(&self, what: &str, key: &str, code: &str) -> Value {
        let rows = self.place.json(&format!("list a.gpkg {what} --json"));
        rows.as_array().unwrap().iter().find(|row| row[key] == code).cloned().unwrap_or(Value::Null)
    }
}

#[test]
fn links_are_assigned_swapped_locked_and_released() {
    let cast = cast("links");
    let assign = r#"{"edit":"assign","household":"H","member":"B","kind":"primary"}"#;
    cast.check(&[assign, assign, ""], 0, "1 1=");
    assert_eq!(cast.row("links", "household", &cast.household)["member"], cast.other.as_str(), "B covers H");
    let again = r#"{"edit":"assign","household":["H"],"member":"B","kind":"backup"}"#;
    cast.check(
        &[r#"{"edit":"lock","household":"H"}"#, r#"{"edit":"assign","household":"H","member":"A"}"#, again],
        1,
        "2 refused refused",
    );
    cast.check(
        &[r#"{"edit":"unlock","household":"H"}"#, r#"{"edit":"assign","household":"H","member":"A"}"#],
        0,
        "3 4",
    );
    let bare = r#"{"edit":"release","household":"H","member":"A"}"#;
    let named = r#"{"edit":"release","household":"H","member":"A","kind":"primary","to":"B"}"#;
    cast.check(&[bare, named], 1, "refused 5");
    cast.check(&[r#"{"edit":"release","household":"H","member":"B","reason":"正在物色人选"}"#], 0, "6");
    cast.place.check("check a.gpkg", 1, &["正在物色人选", "未覆盖 1"]);
    cast.check(
        &[r#"{"edit":"hand_over","from":"B","to":"A"}"#, r#"{"edit":"hand_over","from":"B","to":"B"}"#],
        1,
        "7 refused",
    );
}

#[test]
fn the_register_is_edited() {
    let cast = cast("register");
    let add = r#"{"edit":"add_household","code":"H9001","lon":113.6,"lat":34.9,"address":"3组17号","head":"张三","people":4,"categories":["ordinary"]}"#;
    cast.check(&[add, add], 1, "1 refused");
    let row = cast.row("households", "code", "H9001");
    let said = (&row["group"], &row["house_no"], &row["head"], &row["people"], &row["lon"], &row["covered"]);
    assert_eq!(said, (&3.into(), &"17".into(), &"张三".into(), &4.into(), &113.6.into(), &false.into()), "{row}");
    cast.check(
        &[
            r#"{"edit":"change_household","household":"H9001","people":5,"note":"老人多"}"#,
            r#"{"edit":"change_household","household":"H9001","people":5}"#,
            r#"{"edit":"move_household","household":"H9001","lon":113.61,"lat":34.91}"#,
            r#"{"edit":"set_categories","household":"H9001","categories":["elderly_alone","disabled"]}"#,
            r#"{"edit":"set_status","household":"H9001","status":"vacant","date":"2026-11-01"}"#,
            r#"{"edit":"set_status","household":"H9001","status":"resident","reason":"new"}"#,
            r#"{"edit":"move_out","household":"H9001","date":"2026-11-21"}"#,
        ],
        0,
        "2 2= 3 4 5 6 7",
    );
    let row = cast.row("households", "code", "H9001");
    assert_eq!(
        (&row["status"], &row["status_since"], &row["note"]),
        (&"moved_out".into(), &"2026-11-21".into(), &"老人多".into())
    );
    cast.check(
        &[
            r#"{"edit":"add_member","code":"M900","name":"李四","home":"H","max_load":9,"roles":["楼长"]}"#,
            r#"{"edit":"change_member","member":"M900","duty_phone":"10000000000","consent":true}"#,
            r#"{"edit":"set_eligible","member":"M900","eligible":false}"#,
            r#"{"edit":"set_eligible","member":"M900","eligible":true}"#,
            r#"{"edit":"retire_member","member":"A"}"#,
            r#"{"edit":"retire_member","member":"A","then":"nearest"}"#,
            r#"{"edit":"retire_member","member":"M900","to":"B"}"#,
        ],
        1,
        "8 9 10 11 refused 12 13",
    );
    assert_eq!(cast.row("members", "code", "M900")["status"], "retired", "M900 has left");
}

#[test]
fn plans_are_copied_edited_and_adopted() {
    let cast = cast("plans");
    cast.check(
        &[
            r#"{"edit":"plan_copy","name":"草案"}"#,
            r#"{"edit":"assign","household":"H","member":"B","plan":"草案"}"#,
            r#"{"edit":"assign","household":"H","member":"B","plan":"没有"}"#,
        ],
        1,
        "1 2 refused",
    );
    assert_eq!(cast.row("links", "household", &cast.household)["member"], cast.member.as_str(), "still A in force");
    cast.place.check("check a.gpkg --plan 草案", 0, &[]);
    cast.place.check("check a.gpkg --plan 没有", 2, &["没有方案“没有”", "草案"]);
    cast.check(&[r#"{"edit":"plan_adopt"}"#], 2, "");
    cast.check(&[r#"{"edit":"plan_adopt","plan":"草案"}"#, r#"{"edit":"plan_adopt","plan":"草案"}"#], 1, "3 refused");
    assert_eq!(cast.row("links", "household", &cast.household)["member"], cast.other.as_str(), "now B");
    let former = [r#"{"edit":"assign","household":"H","member":"A","plan":"现行"}"#];
    cast.check(&former, 1, "refused");
}

#[test]
fn the_ledger_names_nobody_who_did_not_agree() {
    let cast = cast("ledger names");
    let shy =
        [r#"{"edit":"change_member","member":"B","consent":false}"#, r#"{"edit":"hand_over","from":"A","to":"B"}"#];
    cast.check(&shy, 0, "1 2");
    let connection = rusqlite::Connection::open(cast.place.at("a.gpkg")).unwrap();
    let label: String = connection.query_row("SELECT label FROM change WHERE fid = 2", [], |row| row.get(0)).unwrap();
    let row = cast.row("members", "code", &cast.other);
    let name = row["name"].as_str().unwrap();
    assert!(!label.contains(name), "{label} says {name}");
    assert!(label.contains(name.chars().next().unwrap()), "{label} says who it was");
}

#[test]
fn a_building_that_was_renamed_is_still_the_one() {
    let cast = cast("buildings");
    cast.check(&[r#"{"edit":"add_household","code":"H9001","address":"12号楼1单元301"}"#], 0, "1");
    cast.place.write("楼.csv", "编号,名称\n12号楼,桂花苑12号楼\n");
    cast.place.check("import a.gpkg 楼.csv --as buildings", 0, &["变更 1"]);
    cast.check(
        &[
            r#"{"edit":"change_household","household":"H9001","phone":"0371"}"#,
            r#"{"edit":"add_household","code":" H9002\u0000","address":"12号楼1单元302"}"#,
            r#"{"edit":"add_household","code":"H9002","address":"12号楼1单元303"}"#,
        ],
        1,
        "3 4 refused",
    );
    cast.place.check("verify a.gpkg", 0, &[]);
}

#[test]
fn a_roster_that_lets_a_member_go_leaves_nobody_uncovered() {
    let cast = cast("roster");
    cast.place.check("export a.gpkg m.csv --what members --audience internal", 0, &[]);
    let rows = std::fs::read_to_string(cast.place.at("m.csv")).unwrap();
    let gone =
        rows.lines().map(|row| if row.contains(&cast.member) { row.replace("在岗", "离任") } else { row.to_owned() });
    cast.place.write("m.csv", &gone.collect::<Vec<_>>().join("\n"));
    cast.place.check("import a.gpkg m.csv --as members", 0, &["变更 1"]);
    cast.place.check("check a.gpkg", 0, &["未覆盖 0"]);
}

#[test]
fn a_malformed_line_stops_and_is_named() {
    let cast = cast("malformed");
    let good = r#"{"edit":"lock","household":"H"}"#;
    let next = r#"{"edit":"unlock","household":"H"}"#;
    for (count, bad) in [
        "{",
        "[]",
        r#"{"edit":"fly"}"#,
        r#"{"household":"H"}"#,
        r#"{"edit":"lock"}"#,
        r#"{"edit":"lock","household":"H","colour":"red"}"#,
        r#"{"edit":"assign","household":"H","member":"B","kind":"friend"}"#,
        r#"{"edit":"move_household","household":"H","lon":400,"lat":1}"#,
        r#"{"edit":"add_household","code":"H9","lon":113.6}"#,
        r#"{"edit":"move_out","household":"H","date":"yesterday"}"#,
        r#"{"edit":"release","household":"H","member":"A","to":"B","then":"nearest"}"#,
        r#"{"edit":"lock","household":"H","plan":7}"#,
    ]
    .into_iter()
    .enumerate()
    {
        let lines = if count % 2 == 0 { [good, bad, next] } else { [next, bad, good] };
        let input = cast.fill(&lines.join("\n"));
        let answer = cast.place.check_with("apply a.gpkg -", &input, 2, &["第 2 行不是有效的修改"]);
        assert_eq!(answer.out, format!("{{\"seq\":{}}}\n", count + 1), "only the first: {bad}");
    }
    let refused =
        cast.place.check_with("apply a.gpkg - --lang en", r#"{"edit":"lock","household":"X1"}"#, 1, &["1 refused"]);
    assert_eq!(refused.out, "{\"refused\":\"There is no household X1 on the register\"}\n");
}

#[test]
fn edits_come_from_a_file_too_and_steps_go_back_and_forth() {
    let cast = cast("steps");
    let lines = "\u{feff}{\"edit\":\"lock\",\"household\":\"H\"}\r\n\r\n{\"edit\":\"assign\",\"household\":\"H\",\"member\":\"X\"}";
    cast.place.write("edits.jsonl", &cast.fill(lines));
    let before = cast.place.json("list a.gpkg links --json");
    cast.place.check("apply a.gpkg edits.jsonl", 1, &["{\"seq\":1}", "refused", "已生效 1 项"]);
    cast.place.check("apply a.gpkg nothing.jsonl", 2, &["读不了文件", "nothing.jsonl"]);
    let after = cast.place.json("list a.gpkg links --json");
    assert_ne!(before, after, "locked");
    assert_eq!(cast.place.json("undo a.gpkg --json")["seq"], 2, "a step of its own");
    assert_eq!(cast.place.json("list a.gpkg links --json"), before, "undone");
    cast.place.check("undo a.gpkg", 1, &["没有可以撤销"]);
    cast.place.check("redo a.gpkg --steps 3", 1, &["已重做：锁定 1组1号", "只有 1 步"]);
    assert_eq!(cast.place.json("list a.gpkg links --json"), after, "redone");
    cast.place.check("redo a.gpkg", 1, &[]);
    cast.place.check("verify a.gpkg --json", 0, &["\"ok\":true", "\"history_steps\":3"]);
}

// --- import ---

#[test]
fn odd_rows_are_named_and_nothing_is_written() {
    let place = Place::empty("odd");
    place.check("new a.gpkg", 0, &[]);
    place.write("户.csv", "户号,户主,人口,类别,精神病史\nH1,张三,很多,信教,无按\nH1,李四,4,普通户,无\n,王五,2,,\n");
    let bad = place.check(
        "import a.gpkg 户.csv --as households",
        1,
        &[
            "户.csv 第 2 行 “人口”列（存疑）：“很多”不是合适的整数",
            "户.csv 第 3 行 “户号”列（不能导入）：编号 H1 与第 2 行重复",
            "户.csv 第 4 行 “户号”列（不能导入）：没有编号",
            "“精神病史”列（提示）",
            "有 2 行不能导入，什么都没有写入",
        ],
    );
    assert!(!bad.err.contains("信教") && !bad.err.contains("无按"), "what is never taken in is not repeated");
    assert_eq!(place.json("list a.gpkg households --json"), Value::Array(Vec::new()), "nothing was written");
    let dry = place.json("import a.gpkg 户.csv --skip-bad --dry-run --json");
    assert_eq!((&dry["new"], &dry["rejected"], &dry["written"]), (&1.into(), &2.into(), &false.into()));
    let done = place.json("import a.gpkg 户.csv --skip-bad --json");
    let problem = done["problems"].as_array().unwrap().iter().find(|problem| problem["row"] == 3).unwrap();
    assert_eq!((&problem["file"], &problem["column"]), (&"户.csv".into(), &"户号".into()));
    assert_eq!(
        (&done["seq"], &done["encoding"], &done["crs"]["assumed"]),
        (&1.into(), &"utf-8".into(), &"wgs84".into())
    );
    assert_eq!(place.json("list a.gpkg households --json").as_array().unwrap().len(), 1, "one row");
    place.check("check a.gpkg", 1, &["登记 1 户 = 已覆盖 0 + 未覆盖 1 + 无需覆盖 0"]);
    place.check("import a.gpkg 没有.csv", 2, &["读不了文件"]);
    place.check("import a.gpkg 户.csv --as links", 2, &["党员"]);
    place.check("import a.gpkg 户.csv --as backdrop", 2, &["底图要从地图文件"]);
    place.check("import a.gpkg 户.csv --map 户主", 2, &["列名=字段"]);
    place.check("import a.gpkg 户.csv --crs mars", 2, &["--crs"]);
    place.check("import a.gpkg 户.csv --crs xian80", 2, &["--crs", "Xian 1980"]);
    place.write("测绘.csv", "户号,X坐标,Y坐标\nH9,3865091.063,463638.240\n");
    let zoned = place.json("import a.gpkg 测绘.csv --crs gk3:114 --dry-run --json");
    assert_eq!((&zoned["new"], &zoned["crs"]["assumed"]), (&1.into(), &"gk3:114:ne".into()), "{zoned}");
    place.check("import a.gpkg 测绘.csv", 2, &["中央经线", "--crs gk3:"]);
    place.write("怪.csv", "甲,乙\n1,2\n");
    place.check("import a.gpkg 怪.csv", 2, &["--as"]);
}

#[test]
fn a_member_whose_row_cannot_be_is_named() {
    let place = Place::empty("members");
    place.check("new a.gpkg", 0, &[]);
    place.write("党员.csv", "党员编号,姓名,下限,上限\nM1,,1,2\nM2,李四,9,3\nM3,王五,1,2\n");
    let words = ["第 2 行 “姓名”列（不能导入）：没有姓名", "第 3 行 “上限”列（不能导入）：下限 9 大于上限 3"];
    place.check("import a.gpkg 党员.csv --as members", 1, &words);
    place.check("import a.gpkg 党员.csv --as members --skip-bad", 0, &words);
    place.check("list a.gpkg members --csv", 0, &["M3,王五"]);
}

#[test]
fn columns_are_mapped_by_hand() {
    let place = Place::empty("mapped");
    place.check("new a.gpkg", 0, &[]);
    place.write("户.csv", "甲,乙,丙\nH1,张三,x\n");
    place.check("import a.gpkg 户.csv --as households --map 甲=code --map 乙=head --map 丙=", 0, &["新增 1"]);
    place.check("import a.gpkg 户.csv --as households --map 甲=code", 0, &["一致 1"]);
    place.check("list a.gpkg households", 0, &["H1", "张三", "户主"]);
    place.check(
        "import a.gpkg 户.csv --as households --map 甲=code --map 乙=head --map 丁=phone",
        2,
        &["没有“丁”这一列"],
    );
    place.check(
        "import a.gpkg 户.csv --as households --map 甲=code --map 乙=head --map 丙=size",
        2,
        &["没有字段 size"],
    );
}

// --- looking ---

#[test]
fn lists_show_what_the_audience_may_see() {
    let place = Place::with_demo("audience");
    let all = place.json("list a.gpkg households --json");
    let head = all[0]["head"].as_str().unwrap().to_owned();
    let phone = all[0]["phone"].as_str().unwrap().to_owned();
    for audience in ["meeting", "public"] {
        let masked = place.run(&format!("list a.gpkg households --json --audience {audience}"), "");
        assert!(!masked.out.contains(&head) && !masked.out.contains(&phone), "{head} is masked");
        assert!(!masked.out.contains("categories") && !masked.out.contains("lon"), "{audience} sees no categories");
        assert!(masked.out.contains("**"), "{audience} sees surnames");
        place.check(&format!("list a.gpkg links --audience {audience}"), 1, &["internal"]);
        place.check(&format!("list a.gpkg findings --audience {audience}"), 1, &["internal"]);
        place.check(&format!("export a.gpkg links.csv --what links --audience {audience}"), 1, &["内部"]);
    }
    place.check("export a.gpkg 户.csv", 0, &["已写出"]);
    let text = std::fs::read_to_string(place.at("户.csv")).unwrap();
    assert!(!text.contains(&head) && text.contains("**"), "export starts at public");
    place.check("export a.gpkg 内部.csv --audience internal", 0, &[]);
    assert!(std::fs::read_to_string(place.at("内部.csv")).unwrap().contains(&head), "asked for");
    place.check("export a.gpkg 户.geojson", 1, &["内部"]);
    assert!(!place.at("户.geojson").exists(), "nothing was written");
}

#[test]
fn lists_come_in_three_forms() {
    let place = Place::with_demo("forms");
    place.check("list a.gpkg members --csv", 0, &["code,name,home,duty_phone,roles,grid,consent"]);
    place.check("list a.gpkg categories", 0, &["独居空巢老人户", "#dd6f0f"]);
    place.check("list a.gpkg grids --lang en", 0, &["code  name"]);
    place.check("list a.gpkg findings --json", 0, &["["]);
    let table = place.run("list a.gpkg households", "").out;
    let widths = |line: &str| line.chars().map(|letter| if letter > '\u{2e80}' { 2 } else { 1 }).sum::<usize>();
    let place_of = |line: &str, word: &str| widths(line.split_once(word).unwrap().0);
    let mut lines = table.lines();
    let (heading, first) = (lines.next().unwrap(), lines.next().unwrap());
    let head = place.json("list a.gpkg households --json")[0]["head"].as_str().unwrap().to_owned();
    assert_eq!(place_of(heading, "户主"), place_of(first, &head), "aligned:\n{heading}\n{first}");
    place.check("list a.gpkg dogs", 2, &["dogs"]);
}

#[test]
fn a_check_adds_up() {
    let place = Place::with_demo("check");
    let check = place.json("check a.gpkg --json");
    let number = |key: &str| check[key].as_u64().unwrap();
    let part = |key: &str| check["equation"][key].as_u64().unwrap();
    assert_eq!((number("households"), number("uncovered"), number("members")), (40, 0, 6), "{check}");
    assert_eq!(part("register"), part("covered") + part("uncovered") + part("not_required"), "{check}");
    let found = check["findings"].as_array().unwrap();
    assert_eq!(found.len() as u64, number("errors") + number("warnings") + number("notes"));
    let keys = ["rule", "severity", "key", "message", "targets"];
    assert!(found.iter().all(|finding| keys.iter().all(|key| !finding[key].is_null())), "{check}");
    place.check("check a.gpkg", 0, &["登记 40 户"]);
}

#[test]
fn maps_are_painted() {
    let place = Place::with_demo("maps");
    let grid =
        place.json("list a.gpkg grids --json").as_array().unwrap().last().unwrap()["code"].as_str().unwrap().to_owned();
    place.check(&format!("export a.gpkg map.png --grid {grid} --dpi 36 --paper a4"), 0, &["已写出"]);
    assert!(std::fs::read(place.at("map.png")).unwrap().starts_with(b"\x89PNG"), "a picture");
    place.check("export a.gpkg map.png --grid nowhere", 2, &["没有网格编号 nowhere"]);
    place.check("export a.gpkg map.pdf", 2, &["本版本还不能导出 .pdf"]);
    place.check("export a.gpkg 户.xlsx", 0, &["已写出"]);
    assert!(std::fs::read(place.at("户.xlsx")).unwrap().starts_with(b"PK"), "a workbook");
    place.check("export a.gpkg 户.ods", 2, &[".ods"]);
    place.check("export a.gpkg 户.csv --what map", 2, &[]);
    place.check("export a.gpkg 户.csv --dpi 100", 2, &["--dpi"]);
    place.check("export a.gpkg 底图.csv --what backdrop", 2, &["不能导出成这种格式"]);
}

// --- files ---

#[test]
fn an_export_never_replaces_a_project() {
    let place = Place::with_demo("export-over");
    // Named before this program insisted on the ending, or renamed.
    for name in ["a.csv", "a.png", "a.geojson"] {
        std::fs::rename(place.at("a.gpkg"), place.at(name)).unwrap();
        let before = std::fs::read(place.at(name)).unwrap();
        place.check(&format!("export {name} {name} --audience internal"), 2, &["换个名字", name]);
        place.check(&format!("export {name} {name} --audience internal --lang en"), 2, &["another name"]);
        assert!(std::fs::read(place.at(name)).unwrap() == before, "{name} is as it was");
        std::fs::rename(place.at(name), place.at("a.gpkg")).unwrap();
    }
    place.check("demo b.gpkg --households 40 --members 6", 0, &[]);
    std::fs::rename(place.at("b.gpkg"), place.at("b.csv")).unwrap();
    place.check("export a.gpkg b.csv", 2, &["换个名字"]);
    place.check("verify b.csv", 0, &[]);
    place.check("export a.gpkg c.csv", 0, &[]);
    place.check("export a.gpkg c.csv", 0, &["已写出"]);
}

#[test]
fn a_new_project_has_the_ending_of_projects() {
    let place = Place::empty("ending");
    for command in ["new a.csv", "demo a.csv --households 40 --members 6", "demo a.png --force", "new a.gpkg.bak"] {
        place.check(command, 2, &[".gpkg 结尾"]);
    }
    place.check("new a.csv --lang en", 2, &["ends in .gpkg"]);
    assert_eq!(std::fs::read_dir(&place.folder).unwrap().count(), 0, "nothing was made");
    place.check("new A.GPKG", 0, &["已创建"]);
}

#[test]
fn what_cannot_be_opened_is_explained() {
    let place = Place::with_demo("files");
    place.check("check none.gpkg", 2, &["没有这个文件", "none.gpkg"]);
    place.check("check none.gpkg --lang en", 2, &["there is no such file"]);
    place.write("text.gpkg", &"not a database ".repeat(100));
    for command in ["check", "verify", "undo", "list households"] {
        let command = command.replacen(' ', " text.gpkg ", 1);
        let command = if command.contains("text") { command } else { format!("{command} text.gpkg") };
        place.check(&command, 2, &["文件"]);
    }
    place.check("demo a.gpkg", 2, &["--force"]);
    place.check("demo a.gpkg --force --households 12", 0, &["12 户"]);
    place.check("new a.gpkg", 2, &["已有同名文件"]);
    place.check("demo b.gpkg --scheme ours.toml", 2, &["ours.toml"]);
    place.check("new b.gpkg --scheme mine", 2, &["没有制度 mine"]);
    place.check("demo b.gpkg --households 3 --members 9", 2, &["容不下"]);
    assert!(!place.at("b.gpkg").exists(), "nothing was written");
    place.check("schemes", 0, &["neutral", "通用联户"]);
    assert_eq!(place.json("schemes --json")[0]["id"], "neutral");
}

#[test]
fn somebody_else_who_writes_is_named() {
    let place = Place::with_demo("in-use");
    let owner = lianhu::store::Owner { process: 7, who: "王芳".to_owned(), since: "8:15".to_owned() };
    let (store, _) = lianhu::store::Store::open(place.at("a.gpkg"), lianhu::store::Access::Write(owner)).unwrap();
    place.check("undo a.gpkg", 2, &["王芳 自", "正在编辑"]);
    place.check("check a.gpkg", 0, &[]);
    store.close().unwrap();
}

#[test]
fn what_another_program_wrote_must_be_accepted() {
    let place = Place::with_demo("outside");
    let code = place.json("list a.gpkg households --json")[0]["code"].as_str().unwrap().to_owned();
    let sql = "UPDATE category SET short = '外来' WHERE key = 'away'";
    rusqlite::Connection::open(place.at("a.gpkg")).unwrap().execute(sql, []).unwrap();
    place.check("list a.gpkg categories", 0, &["其他程序改过", "外来"]);
    place.check("verify a.gpkg", 1, &["category"]);
    let line = format!(r#"{{"edit":"lock","household":"{code}"}}"#);
    place.check_with("apply a.gpkg -", &line, 2, &["--accept-outside", "没有写入"]);
    place.check_with("apply a.gpkg - --accept-outside", &line, 0, &["已认可", "{\"seq\":1}"]);
    place.check("verify a.gpkg", 0, &[]);
    place.check("undo a.gpkg", 0, &[]);
}

#[test]
fn usage_is_explained() {
    let place = Place::empty("usage");
    place.check("--help", 0, &["import", "Exit codes", "导入"]);
    place.check("import --help", 0, &["--skip-bad", "gcj02", "列名=field"]);
    place.check("apply --help", 0, &["hand_over", "plan_adopt"]);
    place.check("--version", 0, &["lianhu"]);
    place.check("check", 2, &["Usage"]);
    place.check("check a.gpkg --colour", 2, &["--colour"]);
    place.check("a.gpkg check b.gpkg", 2, &["before a command"]);
    place.check("--lang en check none.gpkg", 2, &["no such file"]);
    place.check("", 2, &["window None false"]);
    place.check("a.gpkg --time-first-picture", 2, &["a.gpkg", "true"]);
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _bytes: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let place = Place::with_demo("pipe");
    for command in ["list FILE households", "list FILE members --csv", "list FILE links --json", "check FILE", "--help"]
    {
        let args = command.split_whitespace().map(|word| match word {
            "FILE" => place.at("a.gpkg").into_os_string(),
            word => word.into(),
        });
        let (mut input, mut err) = (&[][..], Vec::new());
        let streams = lianhu::cli::Streams { input: &mut input, out: &mut Closed, err: &mut err };
        let code = lianhu::cli::run(std::iter::once("lianhu".into()).chain(args), streams, |_window| Ok(()));
        assert_eq!((code, String::from_utf8(err).unwrap().as_str()), (2, ""), "{command}");
    }
}
