//! How the window looks: dark and light, larger text, folded panels, and colors that can be read.
#![expect(clippy::disallowed_methods, reason = "writes the settings that an older program left")]

use crate::panels::desk::{Desk, folder, open, somebody, village};
use egui::{Key, Modifiers, Pos2, Rect, Vec2};
use lianhu::app::{Comfort, Settings};
use lianhu::demo::{Recipe, invent};
use lianhu::disclose::Audience;
use lianhu::geom::View;
use lianhu::index::Index;
use lianhu::scene::paint::{Brush, Fonts, Look, paint};
use lianhu::scene::{Rgba, SceneOptions, Theme, build};
use lianhu::store::Access;
use std::collections::BTreeSet;

const SHIFTED: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

/// Text and the ground it stands on, by name.
fn pairs(theme: &Theme) -> Vec<(&'static str, Rgba, Rgba)> {
    vec![
        ("text on a panel", theme.text, theme.panel),
        ("text on a card", theme.text, theme.card),
        ("text on a row under the pointer", theme.text, theme.hover),
        ("text on a chosen row", theme.text, theme.groove),
        ("text on what should be looked at", theme.text, theme.warn_bg),
        ("weak text on a panel", theme.text_weak, theme.panel),
        ("weak text on a card", theme.text_weak, theme.card),
        ("weak text on a row under the pointer", theme.text_weak, theme.hover),
        ("weak text on what should be looked at", theme.text_weak, theme.warn_bg),
        ("the accent on a panel", theme.accent, theme.panel),
        ("the accent on a card", theme.accent, theme.card),
        ("the accent on its ground", theme.accent, theme.accent_bg),
        ("what is chosen", theme.on_chosen, theme.chosen),
        ("a bad message", theme.on_chosen, theme.error),
        ("what is well on a panel", theme.ok, theme.panel),
        ("what is well on its ground", theme.ok, theme.ok_bg),
        ("a warning on a panel", theme.warn, theme.panel),
        ("a warning on a card", theme.warn, theme.card),
        ("a warning on its ground", theme.warn, theme.warn_bg),
        ("an error on a panel", theme.error, theme.panel),
        ("an error on a card", theme.error, theme.card),
        ("an error on its ground", theme.error, theme.error_bg),
        ("a number on the preview", theme.on_preview, theme.preview),
        ("the status bar", theme.on_status_bar, theme.status_bar),
        ("the name of a grid", theme.grid_name, theme.canvas),
        ("the name of a place", theme.place_name, theme.canvas),
        ("the name of a water", theme.water_name, theme.canvas),
        ("a sheet", theme.ink, theme.paper),
        ("weak text on a sheet", theme.ink_weak, theme.paper),
    ]
}

#[test]
fn all_text_can_be_read_in_both_looks() {
    let mut problems = Vec::new();
    for (look, theme) in [("light", Theme::light()), ("dark", Theme::dark())] {
        for (what, ink, ground) in pairs(&theme) {
            let contrast = ink.contrast(ground);
            if contrast < 4.5 {
                problems.push(format!("{look}: {what} has {contrast:.2}"));
            }
        }
    }
    assert!(problems.is_empty(), "text needs a contrast of 4.5:\n{}", problems.join("\n"));
}

#[test]
fn every_category_is_seen_on_a_dark_ground_and_keeps_apart_from_the_others() {
    let (theme, project) = (Theme::dark(), invent(&Recipe::village()));
    let fills: Vec<(String, Rgba)> =
        project.categories.rows().map(|row| (row.name.clone(), theme.category_fill(row.color))).collect();
    assert_eq!(fills.len(), 7, "the seven colors");
    for (name, fill) in &fills {
        assert!(fill.contrast(theme.canvas) >= 3.0, "{name} drowns: {:.2}", fill.contrast(theme.canvas));
    }
    for (here, (name, fill)) in fills.iter().enumerate() {
        for (other, there) in &fills[..here] {
            let apart: i32 = fill.0.iter().zip(&there.0).map(|(a, b)| (i32::from(*a) - i32::from(*b)).abs()).sum();
            assert!(apart > 60, "{name} and {other} look alike");
        }
    }
    let light = Theme::light();
    for row in project.categories.rows() {
        let [red, green, blue, _] = light.category_fill(row.color).0;
        assert_eq!([red, green, blue], row.color, "on paper {} is as the project says", row.name);
    }
}

#[test]
fn marks_on_a_dark_map_have_the_fills_of_the_theme() {
    let (theme, fonts, project) = (Theme::dark(), Fonts::embedded(), invent(&Recipe::village()));
    let options = SceneOptions::new(project.current_plan(), Audience::Internal);
    let scene = build(&project, &Index::build(&project), &options);
    let view = View::fitting(&scene.bounds(), 900.0, 700.0, 10.0);
    let picture = paint(&scene, &view, &Look::screen(&theme, &fonts, 1.0), &mut Brush::default(), &|| false).unwrap();
    let pixels: BTreeSet<[u8; 3]> =
        picture.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    for row in project.categories.rows() {
        let [red, green, blue, _] = theme.category_fill(row.color).0;
        assert!(pixels.contains(&[red, green, blue]), "{} is nowhere on the map", row.name);
    }
    let light: usize = picture.pixels().iter().filter(|pixel| pixel.green() > 128).count();
    assert!(light * 10 < picture.pixels().len(), "the ground is dark");
}

#[test]
fn the_look_is_switched_and_remembered() {
    let mut desk = Desk::village("looks");
    assert!(!desk.session().theme.is_dark);
    desk.press_with(SHIFTED, Key::L);
    assert!(desk.session().theme.is_dark);
    desk.choose("视图", "深色外观");
    assert!(!desk.session().theme.is_dark);

    let path = folder("looks").join("settings.json");
    let mut comfort = Comfort { is_dark: true, hides_left: true, ..Comfort::default() };
    comfort.larger();
    let settings = Settings { comfort, ..Settings::default() };
    settings.save(&path).unwrap();
    assert_eq!(Settings::load(&path), settings);
    std::fs::write(&path, "{\"language\":\"en\"}").unwrap();
    assert_eq!(Settings::load(&path).comfort, Comfort::default(), "settings of an older program are enough");
}

#[test]
fn panels_fold_away_and_come_back() {
    let mut desk = Desk::village("folding");
    let usual = desk.map();
    desk.press(Key::F6);
    desk.assert_misses("门牌号");
    desk.assert_sees("图例");
    desk.press(Key::F7);
    desk.assert_misses("检查结果");
    desk.press(Key::F8);
    desk.assert_misses("点选地图上的户或党员");
    let wide = desk.map();
    assert!(wide.width() > usual.width() + 400.0, "the map takes the room of both panels");
    assert!(wide.height() > usual.height() + 100.0, "and that of the one below");
    for name in ["左侧栏", "底栏", "右侧栏"] {
        desk.click(name);
    }
    desk.assert_sees("门牌号");
    desk.assert_misses("图例");
    assert!((desk.map().width() - usual.width()).abs() < 2.0, "it is as it was");
}

#[test]
fn text_grows_in_steps_and_back() {
    let mut desk = Desk::village("larger");
    let usual = desk.map().width();
    for _ in 0..5 {
        desk.press_with(Modifiers::COMMAND, Key::Equals);
    }
    assert_eq!(desk.session().comfort.text_percent, 150);
    assert!(desk.map().width() < usual, "fewer points fit into the window");
    desk.press_with(Modifiers::COMMAND, Key::Minus);
    assert_eq!(desk.session().comfort.text_percent, 140);
    desk.press_with(Modifiers::COMMAND, Key::Num0);
    assert_eq!(desk.session().comfort.text_percent, 100);
    let scale = desk.session().view.pt_per_m;
    desk.press(Key::Equals);
    assert!(desk.session().view.pt_per_m > scale, "without Ctrl the key is that of the map");
}

#[test]
fn everything_is_also_there_in_a_small_window_with_large_text() {
    for (width, height, percent) in [(1280.0, 720.0, 150), (1920.0, 1080.0, 200)] {
        let path = folder("small").join("柳溪村.gpkg");
        std::fs::copy(village(), &path).unwrap();
        let comfort = Comfort { text_percent: percent, ..Comfort::default() };
        let settings = Settings { comfort, ..Settings::default() };
        let document = open(&path, Access::Write(somebody()));
        let size = Vec2::new(width, height) * 100.0 / f32::from(percent);
        let desk = Desk::sized(document, settings, size);
        let room = Rect::from_min_size(Pos2::ZERO, size);
        for name in ["文件", "视图", "浏览", "指派", "撤销", "重做", "全图", "左侧栏"] {
            let there = desk.find(name).rect();
            assert!(room.contains_rect(there), "{name} at {there:?} is cut off at {percent} %");
        }
        let map = desk.map().size();
        let seen = desk.session().view.bounds();
        assert!(seen.width_m() < 3_000.0 && seen.width_m() > 400.0, "the village is seen whole at first");
        assert!(map.x > 350.0 && map.y > 250.0, "there is still a map: {map:?}");
    }
}
