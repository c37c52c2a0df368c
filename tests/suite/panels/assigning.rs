//! Giving a household to another member with clicks and keys, and taking it back.

use crate::panels::desk::{Desk, saved};
use egui::{Key, Modifiers};
use lianhu::ui::Selected;

#[test]
fn a_click_on_a_candidate_reassigns() {
    let mut desk = Desk::assigning("candidate");
    let household = desk.usual_household();
    desk.click_household(household);
    assert_eq!(desk.session().selected, Some(Selected::Household(household)));
    desk.assert_sees(&desk.household(household).code);
    let (from, to) = (desk.primary(household).unwrap(), desk.offers(household)[0]);
    let (from_load, to_load) = (desk.load(from), desk.load(to));
    desk.click_candidate(household, to);
    assert_eq!(desk.primary(household), Some(to));
    assert_eq!((desk.load(from), desk.load(to)), (from_load - 1, to_load + 1));
    desk.assert_sees(&format!("{} 改由 {} 联系", desk.household(household).address.short(), desk.member(to).name));
    desk.assert_sees(&format!("下限 5 {} 户 上限 14", to_load + 1));
    desk.assert_sees("✓ 全覆盖 414 / 414");
    desk.assert_sees("✓ 已保存");
    assert_eq!(saved(&desk.path), desk.project());
}

#[test]
fn undo_and_redo_reach_into_the_past_of_the_file() {
    let mut desk = Desk::assigning("undo");
    let household = desk.usual_household();
    desk.click_household(household);
    let (from, to) = (desk.primary(household), desk.offers(household)[0]);
    desk.click_candidate(household, to);
    desk.undo();
    assert_eq!(desk.primary(household), from);
    desk.redo();
    assert_eq!(desk.primary(household), Some(to));
    desk.press_with(Modifiers::COMMAND, Key::Z);
    assert!(!desk.is_enabled("撤销") && desk.is_enabled("重做"));
    let mut later = desk.reopened();
    assert_eq!(later.primary(household), from);
    later.press_with(Modifiers::COMMAND, Key::Y);
    assert_eq!(later.primary(household), Some(to), "redone in another session");
    assert_eq!(saved(&later.path), later.project());
}

#[test]
fn the_buttons_undo_and_redo_too() {
    let mut desk = Desk::assigning("buttons");
    let household = desk.usual_household();
    desk.click_household(household);
    let (from, to) = (desk.primary(household), desk.offers(household)[0]);
    desk.click_candidate(household, to);
    desk.click("撤销刚才的修改");
    assert_eq!(desk.primary(household), from);
    desk.click("重做");
    assert_eq!(desk.primary(household), Some(to));
    desk.click("撤销");
    assert_eq!(desk.primary(household), from);
    desk.click("历史");
    desk.assert_sees(&format!("{} 改由 {} 联系", desk.household(household).address.short(), desk.member(to).name));
}

#[test]
fn digits_pick_candidates_only_in_assign_mode() {
    let mut desk = Desk::village("digits");
    let household = desk.usual_household();
    desk.click_household(household);
    let (from, to) = (desk.primary(household), desk.offers(household)[0]);
    let line = desk.line_of_candidate(household, to);
    let key = Key::from_name(line.get(..1).unwrap()).unwrap();
    desk.press(key);
    assert_eq!(desk.primary(household), from, "looking is not assigning");
    desk.assert_sees("按 A 进入“指派”模式后可用数字键改派");
    desk.click("指派");
    desk.press(key);
    assert_eq!(desk.primary(household), Some(to));
    desk.press(Key::B);
    desk.click_candidate(household, desk.offers(household)[0]);
    assert_eq!(desk.primary(household), Some(to), "a click shows the member");
    assert_eq!(desk.steps(), 1);
}

#[test]
fn whoever_types_changes_nothing() {
    let mut desk = Desk::assigning("typing");
    let household = desk.usual_household();
    desk.click_household(household);
    let to = desk.offers(household)[0];
    desk.click_candidate(household, to);
    desk.press_with(Modifiers::COMMAND, Key::K);
    desk.type_text("2");
    for key in [Key::Num2, Key::Q, Key::B] {
        desk.press(key);
    }
    desk.undo();
    desk.redo();
    assert_eq!((desk.primary(household), desk.steps()), (Some(to), 1));
    assert_eq!(desk.session().mode, lianhu::ui::Mode::Assign);
}

#[test]
fn esc_leaves_the_selection() {
    let mut desk = Desk::village("esc");
    let household = desk.usual_household();
    desk.click_household(household);
    desk.assert_misses("点选地图上的户或党员");
    desk.press(Key::Escape);
    assert_eq!(desk.session().selected, None);
    desk.assert_sees("点选地图上的户或党员");
}
