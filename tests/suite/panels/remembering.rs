//! Where the user left off, what was open before, and figures for whoever makes the program.
#![expect(clippy::disallowed_methods, reason = "reads what was remembered")]

use crate::panels::desk::{Desk, folder, open, somebody, village};
use egui::{Key, Modifiers};
use lianhu::app::{Recent, Settings};
use lianhu::geom::View;
use lianhu::store::Access;
use std::path::{Path, PathBuf};

/// A window that remembers beside its file.
fn desk(at: &Path) -> Desk {
    let settings = at.with_file_name("settings.json");
    let document = open(at, Access::Write(somebody()));
    Desk::remembering(document, Settings::load(&settings), Some(settings))
}

fn a_village(test: &str, name: &str) -> PathBuf {
    let path = folder(test).join(name);
    std::fs::copy(village(), &path).unwrap();
    path
}

fn same_place(a: View, b: View) -> bool {
    let far = (a.center.east_m - b.center.east_m).hypot(a.center.north_m - b.center.north_m);
    far < 0.01 && (a.pt_per_m / b.pt_per_m - 1.0).abs() < 1e-6
}

#[test]
fn a_project_is_opened_where_it_was_left() {
    let path = a_village("left off", "柳溪村.gpkg");
    let mut first = desk(&path);
    let whole = first.session().view;
    first.press(Key::A);
    first.press_with(Modifiers::NONE, Key::Equals);
    first.click_starting("普通户");
    let (view, hidden) = (first.session().view, first.session().filter.hidden.clone());
    assert!(!same_place(view, whole), "it was zoomed");
    assert_eq!(hidden.len(), 1, "something is left out");
    drop(first);
    let settings = std::fs::read_to_string(path.with_file_name("settings.json")).unwrap();
    assert!(!settings.contains("普通户"), "settings say nothing of what is in a project: {settings}");
    let again = desk(&path);
    assert!(same_place(again.session().view, view), "the same look: {:?}, {view:?}", again.session().view);
    assert_eq!(again.session().filter.hidden, hidden, "the same is left out");
    assert_eq!(again.session().mode, lianhu::ui::Mode::Assign, "in the same mode");
}

#[test]
fn panels_keep_their_size() {
    let path = a_village("panel sizes", "柳溪村.gpkg");
    let mut first = desk(&path);
    let map = first.map();
    let edge = egui::pos2(map.left() - 1.0, map.center().y);
    first.pull_from(edge);
    first.hover(edge + egui::vec2(70.0, 0.0));
    first.let_go();
    let wide = first.map().left();
    assert!(wide > map.left() + 40.0, "the panel is wider: {wide}, it was {}", map.left());
    drop(first);
    let again = desk(&path);
    assert!((again.map().left() - wide).abs() < 1.5, "and so it is again: {}, {wide}", again.map().left());
}

#[test]
fn what_was_open_before_is_one_click_away() {
    let first = a_village("recent", "柳溪村.gpkg");
    let second = first.with_file_name("石桥村.gpkg");
    std::fs::copy(village(), &second).unwrap();
    let gone = first.with_file_name("老槐村.gpkg");
    let recent = [&second, &gone].map(|path| Recent { path: path.clone(), look: None });
    let settings = Settings { recent: recent.to_vec(), ..Settings::default() };
    settings.save(&first.with_file_name("settings.json")).unwrap();
    let mut desk = desk(&first);
    for _ in 0..400 {
        if !desk.session().recent.is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        desk.settle();
    }
    desk.click("文件");
    desk.click_starting("最近打开");
    desk.assert_sees("石桥村");
    assert!(desk.is_enabled("石桥村"), "it is there");
    assert!(!desk.is_enabled("老槐村"), "it is not there any more");
    desk.click("石桥村");
    assert_eq!(desk.document().path(), second, "it is open");
}

#[test]
fn frame_times_are_shown_on_demand() {
    let mut desk = Desk::village("frame times");
    desk.assert_misses("逻辑");
    desk.press(Key::F12);
    desk.hover(desk.map().center());
    desk.assert_sees("逻辑");
    desk.assert_sees("纹理");
    desk.press(Key::F12);
    desk.assert_misses("逻辑");
}
