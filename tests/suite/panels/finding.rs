//! Finding things and commands in one box, by hanzi, pinyin, initials, numbers, and with an input method.

use crate::panels::desk::{Desk, folder, open, somebody, village};
use egui::{Event, ImeEvent, Key, Modifiers};
use lianhu::edit::Edit;
use lianhu::model::{Household, HouseholdId};
use lianhu::store::Access;
use lianhu::ui::Selected;

/// The village, in which one household has this head and a phone that ends in 9876.
fn village_with(test: &str, head: &str) -> (Desk, HouseholdId) {
    let path = folder(test).join("柳溪村.gpkg");
    std::fs::copy(village(), &path).unwrap();
    let mut document = open(&path, Access::Write(somebody()));
    let household = HouseholdId(40);
    let row = document.project().households.at(household).unwrap().clone();
    let row = Household { head: head.to_owned(), phone: "100-0000-9876".to_owned(), ..row };
    document.perform(&Edit::ChangeHousehold(household, Box::new(row)), "").unwrap();
    (Desk::on(document), household)
}

#[test]
fn people_are_found_by_pinyin_initials_and_what_is_mixed() {
    for typed in ["张三丰", "zsf", "zhangsanfeng", "zhangsf", "张sf", "ZSF", "ｚｓｆ"] {
        let (mut desk, household) = village_with("find pinyin", "张三丰");
        desk.find_by_search(typed);
        assert_eq!(desk.session().selected, Some(Selected::Household(household)), "by {typed}");
    }
}

#[test]
fn a_house_is_found_by_its_number_in_any_form() {
    let mut desk = Desk::village("find number");
    let household = desk.some_household(|id, row| desk.is_usual(id) && row.address.group > 0);
    let address = desk.household(household).address;
    let dashed = format!("{}-{}", address.group, address.house_no);
    for typed in [address.short(), dashed, address.short().trim_end_matches('号').to_owned()] {
        desk.find_by_search(&typed);
        assert_eq!(desk.session().selected, Some(Selected::Household(household)), "by {typed}");
        desk.press(Key::Escape);
    }
}

#[test]
fn the_end_of_a_phone_finds_and_tells_nothing_more() {
    let (mut desk, household) = village_with("find phone", "张三丰");
    desk.press_with(Modifiers::COMMAND, Key::K);
    desk.type_text("9876");
    desk.assert_sees("电话尾号 9876");
    desk.assert_misses("0000-9876");
    desk.press(Key::Enter);
    assert_eq!(desk.session().selected, Some(Selected::Household(household)), "by the last four digits");
}

#[test]
fn arrows_choose_another_line() {
    let mut desk = Desk::village("find arrows");
    desk.press_with(Modifiers::COMMAND, Key::K);
    desk.type_text("网格");
    desk.press(Key::ArrowDown);
    desk.press(Key::ArrowDown);
    desk.press(Key::ArrowUp);
    desk.press(Key::Enter);
    let grids: Vec<_> = desk.project().grids.ids().collect();
    assert!(matches!(desk.session().selected, Some(Selected::Grid(grid)) if grids.contains(&grid)), "a grid");
    let second = desk.session().selected;
    desk.find_by_search("网格");
    assert_eq!(desk.session().selected, second, "what was used last comes first");
}

#[test]
fn commands_are_found_in_the_same_box() {
    let mut desk = Desk::assigning("find command");
    let household = desk.usual_household();
    desk.click_household(household);
    let (from, to) = (desk.primary(household), desk.offers(household)[0]);
    desk.click_candidate(household, to);
    desk.find_by_search(">cx");
    assert_eq!(desk.primary(household), from, "cx is 撤销");
    desk.press_with(Modifiers::COMMAND, Key::K);
    desk.type_text(">撤销");
    desk.assert_sees("没有可撤销的修改");
    let steps = desk.steps();
    desk.press(Key::Enter);
    assert_eq!(desk.steps(), steps, "what cannot be done is not done");
    desk.assert_sees("没有可撤销的修改");
    desk.press(Key::Escape);
    desk.find_by_search("chongzuo");
    assert_eq!(desk.primary(household), Some(to), "redone by pinyin, without the sign");
}

#[test]
fn every_command_is_behind_the_sign() {
    let mut desk = Desk::village("find all commands");
    desk.press_with(Modifiers::COMMAND, Key::K);
    desk.type_text("》");
    for words in ["新建…", "撤销", "只看未覆盖的户", "快捷键"] {
        desk.assert_sees(words);
    }
}

#[test]
fn keys_are_left_to_an_input_method() {
    let (mut desk, household) = village_with("find ime", "张三丰");
    desk.press_with(Modifiers::COMMAND, Key::K);
    let preedit = |text: &str| Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None });
    desk.events([preedit("z")]);
    desk.events([preedit("zhang san feng")]);
    // Some systems pass on the keys that an input method has taken already.
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    desk.press_with(Modifiers::COMMAND, Key::Q);
    assert_eq!(desk.session().selected, None, "nothing is taken while it is composed");
    desk.events([Event::Ime(ImeEvent::Commit("张三丰".to_owned())), Desk::key_down(Key::Enter)]);
    assert_eq!(desk.session().selected, None, "the Enter that accepts hanzi accepts only them");
    assert_eq!(desk.session().query, "张三丰");
    desk.press(Key::Enter);
    assert_eq!(desk.session().selected, Some(Selected::Household(household)), "this Enter is ours");
}

#[test]
fn composing_anywhere_starts_no_command() {
    let mut desk = Desk::village("find ime keys");
    let mode = desk.session().mode;
    let preedit = Event::Ime(ImeEvent::Preedit { text: "a".to_owned(), active_range_chars: None });
    desk.events([preedit, Desk::key_down(Key::A)]);
    assert_eq!(desk.session().mode, mode, "A would assign");
    desk.events([Event::Ime(ImeEvent::Commit("啊".to_owned()))]);
    desk.press(Key::A);
    assert_ne!(desk.session().mode, mode, "now it is a key again");
}
