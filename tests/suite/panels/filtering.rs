//! What is left out and how one comes back: filters, saved views, context menus, the sheet of keys.
#![expect(clippy::disallowed_methods, reason = "reads what was exported")]

use crate::panels::desk::{Desk, folder, open, village};
use egui::{Key, Modifiers};
use lianhu::index::FilterState;
use lianhu::store::Access;
use lianhu::ui::Selected;

#[test]
fn a_part_of_the_filter_goes_with_its_cross() {
    let mut desk = Desk::village("filter chips");
    let household = desk.usual_household();
    desk.press(Key::U);
    assert_eq!(desk.session().filter.state, Some(FilterState::Uncovered));
    desk.assert_sees("显示 0 / 420 户");
    let at = desk.place_of_household(household);
    desk.click_secondary_at(at);
    assert_eq!(desk.session().selected.map(|selected| matches!(selected, Selected::Household(_))), Some(false));
    desk.press(Key::Escape);
    desk.click("只看未覆盖的户 ×");
    assert!(desk.session().filter.is_empty(), "nothing is left out");
    desk.assert_misses("显示 0 /");
}

#[test]
fn a_household_leads_to_those_of_its_member_and_grid() {
    let mut desk = Desk::village("filter menu");
    let household = desk.usual_household();
    let member = desk.primary(household).unwrap();
    let name = desk.member(member).name;
    let at = desk.place_of_household(household);
    desk.click_secondary_at(at);
    assert_eq!(desk.session().selected, Some(Selected::Household(household)), "the menu is about it");
    desk.click(&format!("只看{name}的户"));
    assert_eq!(desk.session().filter.member, Some(member));
    desk.assert_sees(&format!("显示 {} / 420 户", desk.load(member)));
    let grid = desk.document().index().grid_of(household).unwrap();
    let words = format!("只看{}", desk.project().grids.at(grid).unwrap().name);
    let at = desk.place_of_household(household);
    desk.click_secondary_at(at);
    desk.click(&words);
    assert_eq!((desk.session().filter.member, desk.session().filter.grid), (Some(member), Some(grid)));
    desk.press_with(Modifiers::SHIFT, Key::U);
    assert!(desk.session().filter.is_empty(), "everything is shown again");
    assert_eq!(desk.steps(), 0, "looking changes nothing");
}

#[test]
fn a_menu_gives_a_household_to_a_candidate() {
    let mut desk = Desk::village("menu give");
    let household = desk.usual_household();
    let to = desk.offers(household)[0];
    let at = desk.place_of_household(household);
    desk.click_secondary_at(at);
    desk.choose_starting("改派给", &desk.member(to).name.clone());
    assert_eq!(desk.primary(household), Some(to));
    desk.undo();
    assert_ne!(desk.primary(household), Some(to));
}

#[test]
fn who_only_looks_gets_no_menu_that_changes() {
    let path = folder("menu view").join("柳溪村.gpkg");
    std::fs::copy(village(), &path).unwrap();
    let mut desk = Desk::on(open(&path, Access::Read));
    let household = desk.usual_household();
    let at = desk.place_of_household(household);
    desk.click_secondary_at(at);
    assert!(!desk.is_enabled("改派给"), "nothing can be given");
    assert!(!desk.is_enabled("锁定或解锁所选户"), "nothing can be locked");
}

#[test]
fn the_coverage_chip_has_a_menu() {
    let mut desk = Desk::village("menu chip");
    let at = desk.find("✓ 全覆盖 414 / 414").rect().center();
    desk.click_secondary_at(at);
    desk.click("只看超上限党员的户");
    assert_eq!(desk.session().filter.state, Some(FilterState::OverMax));
}

#[test]
fn a_saved_view_comes_back_with_its_filter() {
    let mut desk = Desk::village("views");
    let household = desk.usual_household();
    desk.find_by_search(&desk.household(household).code.clone());
    desk.press(Key::U);
    let (view, filter) = (desk.session().view, desk.session().filter.clone());
    desk.find_by_search(">保存当前视图");
    desk.type_text("河边的户");
    desk.press(Key::Enter);
    desk.assert_sees("已保存视图“河边的户”");
    desk.press_with(Modifiers::SHIFT, Key::U);
    desk.press(Key::F);
    assert_ne!(desk.session().view, view);
    desk.choose("书签", "河边的户");
    let back = desk.session().view;
    assert!((back.center.east_m - view.center.east_m).abs() < 0.01 && back.pt_per_m.to_bits() != 0, "the same place");
    assert_eq!(desk.session().filter, filter, "the same filter");
    desk.press(Key::Escape);
    desk.choose("书签", "删除视图 河边的户");
    desk.press(Key::Escape);
    desk.click("书签");
    desk.assert_sees("还没有保存视图");
}

#[test]
fn the_sheet_names_every_key_and_goes_with_esc() {
    let mut desk = Desk::village("keys");
    desk.press(Key::Questionmark);
    for words in ["重做 Ctrl+Y", "选中那个方向最近的户 ← ↑ → ↓", "打开菜单 右键", "搜索 Ctrl+K"]
    {
        desk.assert_sees(words);
    }
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.assert_misses("打开菜单 右键");
    desk.press(Key::Questionmark);
    desk.press(Key::Questionmark);
    desk.assert_misses("打开菜单 右键");
}

#[test]
fn what_was_done_is_undone_by_a_click_in_the_history() {
    let mut desk = Desk::assigning("history click");
    let household = desk.usual_household();
    desk.click_household(household);
    let first = desk.primary(household);
    let mut holders = Vec::new();
    for _ in 0..3 {
        let to = desk.offers(household)[0];
        desk.click_candidate(household, to);
        holders.push(to);
    }
    desk.click("历史 3");
    let label = |at: usize| {
        format!("{} 改由 {} 联系", desk.household(household).address.short(), desk.member(holders[at]).name)
    };
    let (one, three) = (label(0), label(2));
    desk.click_last(&one);
    assert_eq!(desk.primary(household), Some(holders[0]), "two steps were taken back");
    desk.assert_sees("已撤销 2 步");
    desk.click_first(&three);
    assert_eq!(desk.primary(household), Some(holders[2]), "and done again");
    desk.click("最初状态");
    assert_eq!(desk.primary(household), first, "as it was at first");
    assert_eq!(desk.document().history().redoable().count(), 3, "nothing is lost");
}

#[test]
fn a_filter_is_exported_only_inside() {
    let mut desk = Desk::village("filter export");
    let household = desk.usual_household();
    let member = desk.primary(household).unwrap();
    let at = desk.place_of_household(household);
    desk.click_secondary_at(at);
    desk.click(&format!("只看{}的户", desk.member(member).name));
    let load = desk.load(member) as usize;
    desk.choose("文件", "导出户名册…");
    assert!(!desk.is_enabled("只导出当前筛选的户"), "not for everybody");
    desk.click("内部");
    desk.click("只导出当前筛选的户");
    desk.click("CSV");
    desk.click("导出列表");
    desk.wait_for("已导出");
    let list = std::fs::read_dir(desk.path.parent().unwrap()).unwrap().find_map(|entry| {
        let path = entry.unwrap().path();
        path.extension().is_some_and(|ending| ending == "csv").then(|| std::fs::read_to_string(path).unwrap())
    });
    assert_eq!(list.unwrap().lines().count(), load + 1, "a heading and those of the member");
}
