//! The map on the wall of a meeting: what it tells, and what it must not.

use crate::panels::desk::{Desk, folder, open, somebody};
use egui::Key;
use lianhu::demo::{Recipe, invent};
use lianhu::model::Table;
use lianhu::store::{Access, Store};
use lianhu::ui::Selected;

/// Opens the wall and waits until the map is there.
fn on_the_wall(desk: &mut Desk) {
    desk.press(Key::F11);
    desk.wait_for("第一网格 ");
}

#[test]
fn a_draft_on_the_wall_is_called_one() {
    let mut desk = Desk::village("wall draft");
    let subtitle = |desk: &Desk| desk.words().into_iter().find(|words| words.contains("通用联户 · ")).unwrap();
    on_the_wall(&mut desk);
    assert!(subtitle(&desk).ends_with('日'), "of what is in force only the day is told");
    desk.press(Key::Escape);
    desk.choose("方案：现行", "复制为草案");
    on_the_wall(&mut desk);
    assert!(subtitle(&desk).ends_with(" · 草案 A"), "{}", subtitle(&desk));
}

#[test]
fn the_wall_tells_the_coverage_grid_by_grid() {
    let mut desk = Desk::village("wall");
    on_the_wall(&mut desk);
    desk.assert_sees("覆盖总览");
    desk.assert_sees("414 / 414");
    desk.assert_sees("联系党员 51");
    desk.assert_sees("全部户 420");
    desk.press(Key::ArrowRight);
    desk.assert_sees("76 / 76");
    desk.press(Key::PageDown);
    desk.assert_sees("67 / 67");
    desk.press(Key::PageUp);
    desk.assert_sees("76 / 76");
    desk.click("第六网格");
    desk.assert_sees("全部户 67");
    desk.press(Key::ArrowRight);
    desk.assert_sees("全部户 67");
    desk.press(Key::Home);
    desk.assert_sees("覆盖总览");
}

#[test]
fn nobody_is_named_on_the_wall() {
    let mut desk = Desk::village("unnamed");
    let household = desk.usual_household();
    desk.click_household(household);
    on_the_wall(&mut desk);
    let project = desk.project();
    let mut secrets: Vec<String> =
        project.members.rows().flat_map(|row| [row.name.clone(), row.duty_phone.clone()]).collect();
    secrets.extend(project.households.rows().flat_map(|row| [row.head.clone(), row.phone.clone(), row.code.clone()]));
    secrets.extend(project.households.rows().map(|row| row.address.short()));
    secrets.extend(project.categories.rows().map(|row| row.name.clone()));
    secrets.retain(|secret| !secret.is_empty());
    for key in [Key::Home, Key::ArrowRight, Key::ArrowRight] {
        desk.press(key);
        let words = desk.words();
        assert!(words.len() > 8, "something is told");
        let is_told = |secret: &&String| words.iter().any(|there| there.contains(secret.as_str()));
        let told: Vec<&String> = secrets.iter().filter(is_told).collect();
        assert!(told.is_empty(), "the wall tells {told:?}");
    }
}

#[test]
fn esc_leads_back_to_where_one_was() {
    let mut desk = Desk::assigning("back");
    let household = desk.usual_household();
    desk.click_household(household);
    desk.press(Key::Plus);
    let (view, mode) = (desk.session().view, desk.session().mode);
    on_the_wall(&mut desk);
    desk.press(Key::ArrowRight);
    desk.press(Key::B);
    desk.assert_misses("76 / 76");
    desk.press(Key::B);
    desk.assert_sees("76 / 76");
    desk.press(Key::Escape);
    assert_eq!(desk.session().selected, Some(Selected::Household(household)));
    assert_eq!((desk.session().view, desk.session().mode), (view, mode));
    assert_eq!(desk.steps(), 0, "looking changes nothing");
    desk.assert_sees("检查结果");
}

#[test]
fn a_place_without_grids_has_a_wall_too() {
    let mut project = invent(&Recipe::village());
    project.grids = Table::new();
    let path = folder("gridless").join("a.gpkg");
    Store::create(&path, &project, &somebody()).unwrap().close().unwrap();
    let mut desk = Desk::on(open(&path, Access::Write(somebody())));
    desk.press(Key::F11);
    desk.assert_sees("覆盖总览");
    desk.press(Key::ArrowRight);
    desk.assert_sees("覆盖总览");
    desk.press(Key::F11);
    desk.assert_sees("检查结果");
}
