//! Tables: sorted, filtered, linked with the map, changed in place, copied and pasted.

use crate::panels::desk::Desk;
use egui::{Event, Key, Modifiers};
use lianhu::model::{HouseholdId, MemberId};
use lianhu::ui::{Selected, Tab};

/// The table of households, large.
fn households(test: &str) -> Desk {
    let mut desk = Desk::village(test);
    desk.press_with(Modifiers::COMMAND, Key::Num1);
    desk
}

/// The words of a cell as a screen reader has them.
fn cell(desk: &Desk, household: HouseholdId, column: &str, text: &str) -> String {
    format!("{} {column}：{text}", desk.household(household).code)
}

/// The codes of the rows in sight, from top to bottom.
fn codes(desk: &Desk) -> Vec<String> {
    let cells = desk.words().into_iter().filter_map(|words| Some(words.split_once(" 户号：")?.0.to_owned()));
    cells.collect()
}

#[test]
fn a_key_opens_a_table_large_and_closes_it() {
    let mut desk = households("tables open");
    assert!(desk.session().is_tall && desk.session().tab == Tab::Households, "large at once");
    desk.assert_sees("420 行");
    desk.press_with(Modifiers::COMMAND, Key::Num2);
    desk.assert_sees("55 行");
    desk.press_with(Modifiers::COMMAND, Key::Num2);
    assert!(!desk.session().is_tall, "the same key makes it small");
    desk.click("放大下方面板");
    assert!(desk.session().is_tall, "and a button large");
    desk.double_click("联系表");
    assert!(!desk.session().is_tall, "two clicks on the tab turn it");
    assert_eq!(desk.session().tab, Tab::Links, "and open it");
}

#[test]
fn a_click_on_a_heading_sorts_up_down_and_not_at_all() {
    let mut desk = households("tables sort");
    let register = codes(&desk);
    assert_eq!(register[0], "H0001", "as the register has them");
    desk.click("按户号排序");
    desk.click("按户号排序");
    assert_eq!(codes(&desk)[0], "H0420", "the last first");
    desk.click("按户号排序");
    assert_eq!(codes(&desk), register, "as before");
    desk.click("按人口排序");
    let people = |code: &str| {
        let project = desk.project();
        project.households.rows().find(|row| row.code == *code).unwrap().people
    };
    let sorted: Vec<u16> = codes(&desk).iter().filter_map(|code| people(code)).collect();
    assert!(sorted.is_sorted() && sorted.len() > 5, "by number: {sorted:?}");
}

#[test]
fn the_filter_finds_in_every_column_and_the_legend_counts_too() {
    let mut desk = households("tables filter");
    let member = desk.member(MemberId(3)).name;
    desk.write("筛选表格", &member);
    let load = desk.load(MemberId(3));
    let rows = codes(&desk).len();
    assert!(rows >= load as usize, "{rows} rows for {load} households and their stand-ins");
    desk.click("清除筛选");
    desk.assert_sees("420 行");
    let ordinary = desk.words().into_iter().find(|words| words.starts_with("普通户 ")).unwrap();
    let count: usize = ordinary.rsplit(' ').next().unwrap().parse().unwrap();
    desk.click(&ordinary);
    desk.assert_sees(&format!("{} 行", 420 - count - moved_out(&desk)));
    desk.assert_sees("随地图筛选");
}

fn moved_out(desk: &Desk) -> usize {
    use lianhu::model::HouseholdStatus;
    desk.project().households.rows().filter(|row| row.status == HouseholdStatus::MovedOut).count()
}

#[test]
fn rows_and_map_select_each_other() {
    let mut desk = households("tables link");
    let household = HouseholdId(4);
    let head = desk.household(household).head;
    desk.click(&cell(&desk, household, "户主", &head));
    assert_eq!(desk.session().selected, Some(Selected::Household(household)), "a row selects");
    assert!(desk.map().contains(desk.place_of_household(household)), "and flies there");
    desk.find_by_search("H0300");
    assert_eq!(desk.session().selected, Some(Selected::Household(HouseholdId(300))), "found elsewhere");
    assert!(codes(&desk).contains(&"H0300".to_owned()), "its row came into view: {:?}", codes(&desk));
}

#[test]
fn ctrl_and_shift_pick_many() {
    let mut desk = households("tables pick");
    let word = |desk: &Desk, fid| cell(desk, HouseholdId(fid), "户号", &format!("H000{fid}"));
    desk.click(&word(&desk, 2));
    desk.click_with(Modifiers::COMMAND, &word(&desk, 4));
    let picked = |desk: &Desk| desk.session().picked.iter().map(|household| household.0).collect::<Vec<_>>();
    assert_eq!(picked(&desk), [2, 4], "the selected one and this");
    desk.click_with(Modifiers::SHIFT, &word(&desk, 7));
    assert_eq!(picked(&desk), [2, 4, 5, 6, 7], "and all between");
    desk.click(&word(&desk, 3));
    assert_eq!(picked(&desk), [0; 0], "a plain click picks none");
    assert_eq!(desk.session().selected, Some(Selected::Household(HouseholdId(3))), "but selects");
}

#[test]
fn a_cell_is_changed_in_place() {
    let mut desk = households("tables edit");
    let household = HouseholdId(2);
    let head = desk.household(household).head;
    desk.double_click(&cell(&desk, household, "户主", &head));
    desk.type_text("赵新");
    desk.press(Key::Enter);
    assert_eq!(desk.household(household).head, "赵新", "Enter takes it");
    desk.undo();
    assert_eq!(desk.household(household).head, head, "undo brings back the old one");
    desk.double_click(&cell(&desk, household, "户主", &head));
    desk.type_text("别人");
    desk.press(Key::Escape);
    assert_eq!(desk.household(household).head, head, "Esc leaves it");
    assert_eq!(desk.session().selected, Some(Selected::Household(household)), "and nothing else");
    let people = desk.household(household).people.unwrap().to_string();
    desk.double_click(&cell(&desk, household, "人口", &people));
    desk.type_text("很多");
    desk.press(Key::Enter);
    desk.assert_sees("这里要填 0–65535 的整数");
    desk.write("修改单元格", "7");
    desk.press(Key::Enter);
    assert_eq!(desk.household(household).people, Some(7), "a number is taken");
    for (column, count) in [("老人", "2"), ("儿童", "1")] {
        desk.double_click(&cell(&desk, household, column, ""));
        desk.type_text(count);
        desk.press(Key::Enter);
    }
    let row = desk.household(household);
    assert_eq!((row.people, row.elderly, row.children), (Some(7), Some(2), Some(1)), "each in its column");
}

#[test]
fn f2_changes_who_is_responsible_and_refusals_are_read_in_place() {
    let mut desk = households("tables member");
    let household = (1..15).map(HouseholdId).find(|&home| desk.is_usual(home)).unwrap();
    let name = desk.member(desk.primary(household).unwrap()).name;
    let word = cell(&desk, household, "联系人", &name);
    desk.click(&word);
    desk.press(Key::F2);
    desk.type_text("没有这人");
    desk.press(Key::Enter);
    desk.assert_sees("没有这个编号或姓名的党员");
    let to = desk.offers(household)[0];
    let code = desk.member(to).code;
    desk.write("修改单元格", &code);
    desk.press(Key::Enter);
    assert_eq!(desk.primary(household), Some(to), "by code");
    desk.undo();
    assert_eq!(desk.member(desk.primary(household).unwrap()).name, name, "and back");
}

#[test]
fn members_are_changed_too() {
    let mut desk = Desk::village("tables members");
    desk.press_with(Modifiers::COMMAND, Key::Num2);
    let row = desk.member(MemberId(2));
    let word = |column: &str, text: &str| format!("{} {column}：{text}", row.code);
    desk.double_click(&word("上限", &row.max_load.unwrap().to_string()));
    desk.type_text("1");
    desk.press(Key::Enter);
    desk.assert_sees("上限不能小于下限");
    desk.write("修改单元格", "20");
    desk.press(Key::Enter);
    assert_eq!(desk.member(MemberId(2)).max_load, Some(20), "a larger range");
    desk.double_click(&word("可以联户", "是"));
    desk.assert_sees("今后由谁联系？");
    desk.click("确定");
    assert!(!desk.member(MemberId(2)).eligible, "switched, and the households went on");
    assert_eq!(desk.load(MemberId(2)), 0, "all of them");
}

#[test]
fn rows_are_copied_for_a_spreadsheet_masked_as_shown() {
    let mut desk = households("tables copy");
    desk.click(&cell(&desk, HouseholdId(3), "户号", "H0003"));
    let copied = desk.copied_by(Event::Copy).unwrap();
    let lines: Vec<Vec<&str>> = copied.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines.len(), 2, "headings and the row");
    assert_eq!((lines[0][0], lines[1][0]), ("户号", "H0003"), "{copied}");
    let phone = lines[0].iter().position(|head| *head == "电话").unwrap();
    assert!(lines[1][phone].is_empty() || lines[1][phone].contains('*'), "masked: {}", lines[1][phone]);
    desk.assert_sees("已复制 1 行");
}

#[test]
fn a_column_of_members_is_pasted_onto_picked_rows_after_a_look() {
    let mut desk = households("tables paste");
    let homes: Vec<HouseholdId> = (1..20).map(HouseholdId).filter(|&home| desk.is_usual(home)).take(3).collect();
    let to = desk.offers(homes[0])[0];
    let text = format!("{}\n{}\n谁也不是\n", desk.member(to).code, desk.member(desk.primary(homes[1]).unwrap()).code);
    let word = |desk: &Desk, home: HouseholdId| cell(desk, home, "户号", &desk.household(home).code);
    desk.click(&word(&desk, homes[0]));
    for &home in &homes[1..] {
        desk.click_with(Modifiers::COMMAND, &word(&desk, home));
    }
    desk.event(Event::Paste(text));
    desk.assert_sees("1 户将改由所填党员联系，1 行不变，1 行对不上");
    desk.assert_sees("“谁也不是” 没有这个编号或姓名的党员");
    let steps = desk.steps();
    desk.click("改派");
    assert_eq!(desk.primary(homes[0]), Some(to), "assigned");
    assert_eq!(desk.steps(), steps + 1, "in one gesture");
}

#[test]
fn findings_and_changes_are_tables_too() {
    let mut desk = Desk::assigning("tables others");
    desk.click("放大下方面板");
    desk.assert_sees("按级别排序");
    desk.assert_sees("7 行");
    desk.click("还原下方面板");
    let household = desk.usual_household();
    let to = desk.offers(household)[0];
    desk.click_household(household);
    desk.click_candidate(household, to);
    desk.press_with(Modifiers::COMMAND, Key::G);
    desk.click("逐户");
    desk.assert_sees(&cell(&desk, household, "现联系人", &desk.member(to).name));
    desk.click("分组");
    desk.assert_misses("按户号排序");
}

#[test]
fn digits_over_a_cell_are_no_candidates() {
    let mut desk = households("digits over a cell");
    desk.press(Key::A);
    desk.click(&cell(&desk, HouseholdId(3), "户号", "H0003"));
    desk.press(Key::Num2);
    desk.press(Key::Q);
    assert_eq!(desk.steps(), 0, "whoever wants to write a number there gives nobody away and locks nothing");
}
