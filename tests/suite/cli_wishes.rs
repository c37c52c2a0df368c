//! Wishes of the command line about several households, everything of a member, and plans as such.

use crate::command::Place;
use serde_json::Value;

/// The responsible links of a project, household and member.
fn links(place: &Place) -> Vec<(String, String)> {
    let rows = place.json("list a.gpkg links --json");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let primary = rows.as_array().unwrap().iter().filter(|row| row["kind"] == "primary");
    primary.map(|row| (text(&row["household"]), text(&row["member"]))).collect()
}

fn held(place: &Place, member: &str) -> Vec<String> {
    links(place).into_iter().filter(|(_, holder)| holder == member).map(|(household, _)| household).collect()
}

fn is_locked(place: &Place, household: &str) -> bool {
    let rows = place.json("list a.gpkg links --json");
    rows.as_array().unwrap().iter().any(|row| row["household"] == household && row["locked"] == true)
}

/// A demo place and two of its members with the most households, neither of them at home in what the other holds.
fn cast(test: &str) -> (Place, String, String) {
    let place = Place::with_demo(&format!("wishes {test}"));
    let rows = place.json("list a.gpkg members --json");
    let members = rows.as_array().unwrap().iter().filter(|row| row["eligible"] == true);
    let mut counted: Vec<(usize, String)> = members
        .map(|row| row["code"].as_str().unwrap().to_owned())
        .map(|code| (held(&place, &code).len(), code))
        .collect();
    counted.sort();
    let (_, one) = counted.pop().unwrap();
    let (_, other) = counted.pop().unwrap();
    (place, one, other)
}

#[test]
fn several_households_are_named_in_one_line() {
    let (place, one, other) = cast("several");
    let households = held(&place, &one);
    let [first, second] = [&households[0], &households[1]];
    let line = format!(r#"{{"edit":"assign","households":["{first}","{second}"],"member":"{other}"}}"#);
    place.check_with("apply a.gpkg -", &line, 0, &["{\"seq\":1}"]);
    for household in [first, second] {
        assert!(held(&place, &other).contains(household), "{household} is held by {other}");
    }
    for (edit, locked) in [("lock", true), ("unlock", false)] {
        let line = format!(r#"{{"edit":"{edit}","households":["{first}","{second}"]}}"#);
        place.check_with("apply a.gpkg -", &line, 0, &[]);
        assert_eq!([first, second].map(|household| is_locked(&place, household)), [locked; 2], "{edit}");
    }
    let unknown = format!(r#"{{"edit":"lock","households":["{first}","X1"]}}"#);
    place.check_with("apply a.gpkg -", &unknown, 1, &["登记中没有户号 X1"]);
    assert!(!is_locked(&place, first), "of a line that is refused nothing is done");
    place.check("verify a.gpkg", 0, &["文件完好"]);
}

#[test]
fn everything_of_a_member_is_spread_or_swapped() {
    let (place, one, other) = cast("deal");
    let before = [&one, &other].map(|member| held(&place, member));
    let swap = format!(r#"{{"edit":"swap","member":"{one}","with":"{other}"}}"#);
    place.check_with("apply a.gpkg -", &swap, 0, &["{\"seq\":1"]);
    let after = [&one, &other].map(|member| held(&place, member));
    assert_ne!(before, after, "they changed places");
    let theirs = |held: &[Vec<String>; 2]| {
        let mut all = held.concat();
        all.sort();
        all
    };
    assert_eq!(theirs(&before), theirs(&after), "nobody else is concerned");
    place.check("undo a.gpkg", 0, &[]);
    assert_eq!([&one, &other].map(|member| held(&place, member)), before);
    let spread = format!(r#"{{"edit":"spread_over","member":"{one}"}}"#);
    place.check_with("apply a.gpkg -", &spread, 0, &["{\"seq\":3"]);
    assert!(held(&place, &one).len() < before[0].len(), "others took some");
    place.check("check a.gpkg", 0, &["未覆盖 0"]);
    let alone = format!(r#"{{"edit":"swap","member":"{one}","with":"{one}"}}"#);
    place.check_with("apply a.gpkg -", &alone, 1, &["refused"]);
    place.check_with("apply a.gpkg -", r#"{"edit":"spread_over","member":"M999"}"#, 1, &["登记中没有党员编号 M999"]);
    place.check_with("apply a.gpkg -", r#"{"edit":"spread_over"}"#, 2, &["member"]);
}

#[test]
fn households_are_dealt_to_the_nearest() {
    let (place, one, other) = cast("nearest");
    let households = held(&place, &one);
    let far = format!(r#"{{"edit":"assign","households":{households:?},"member":"{other}"}}"#);
    place.check_with("apply a.gpkg -", &far, 0, &["{\"seq\":1"]);
    let deal = format!(r#"{{"edit":"assign_nearest","households":{households:?}}}"#);
    place.check_with("apply a.gpkg -", &deal, 0, &["{\"seq\":2"]);
    assert!(households.iter().any(|household| !held(&place, &other).contains(household)), "somebody nearer took some");
    place.check_with("apply a.gpkg -", &deal, 0, &["\"unchanged\":true"]);
    place.check("check a.gpkg", 0, &["未覆盖 0"]);
}

#[test]
fn plans_are_renamed_and_deleted() {
    let (place, one, _) = cast("plans");
    let lines = [
        r#"{"edit":"plan_copy","name":"草案"}"#,
        r#"{"edit":"plan_rename","plan":"草案","name":"草案二"}"#,
        r#"{"edit":"plan_rename","plan":"草案","name":"草案三"}"#,
        r#"{"edit":"plan_rename","plan":"草案二","name":"现行"}"#,
        r#"{"edit":"plan_drop","plan":"现行"}"#,
    ];
    let answer = place.check_with("apply a.gpkg -", &lines.join("\n"), 1, &["没有方案“草案”", "草案二"]);
    assert_eq!(answer.out.lines().filter(|line| line.contains("refused")).count(), 3, "{answer:?}");
    let household = held(&place, &one).remove(0);
    let change = format!(r#"{{"edit":"lock","household":"{household}","plan":"草案二"}}"#);
    let lines = [&change, r#"{"edit":"plan_drop","plan":"草案二"}"#, r#"{"edit":"plan_drop","plan":"草案二"}"#];
    place.check_with("apply a.gpkg -", &lines.join("\n"), 1, &["{\"seq\":3}", "{\"seq\":4}", "没有方案“草案二”"]);
    assert!(!is_locked(&place, &household), "the plan in force is as it was");
    for nameless in [r#"{"edit":"plan_drop"}"#, r#"{"edit":"plan_rename","name":"草案"}"#] {
        place.check_with("apply a.gpkg -", nameless, 2, &["用 plan 指明"]);
    }
    place.check("undo a.gpkg", 0, &[]);
    place.check("check a.gpkg --plan 草案二", 0, &[]);
    place.check("verify a.gpkg", 0, &["文件完好"]);
}

#[test]
fn the_help_shows_a_line_of_each() {
    let place = Place::empty("wishes help");
    let wishes = ["spread_over", "swap", "assign_nearest", "plan_rename", "plan_drop", r#""households":["H0001","#];
    place.check("apply --help", 0, &wishes);
}
