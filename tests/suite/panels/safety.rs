//! A mistake of the program takes nobody's work along.
#![expect(clippy::disallowed_methods, reason = "reads the notes")]

use crate::panels::desk::{Desk, folder};
use egui::Key;
use lianhu::app::watch_crashes;
use lianhu::store::Store;
use lianhu::ui::Part;
use std::path::PathBuf;

/// What a mistake says may name somebody.
fn fault() {
    panic!("李明的电话 13800001234 在 /home/wang/柳溪村.gpkg");
}

/// Where notes are written in this run of the tests.
fn notes() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("crash notes");
    watch_crashes(folder.clone());
    folder
}

#[test]
fn a_part_that_fails_leaves_the_others_and_the_work() {
    let notes = notes();
    let mut desk = Desk::assigning("safety part");
    let household = desk.usual_household();
    desk.click_household(household);
    let to = desk.offers(household)[0];
    desk.click_candidate(household, to);
    let before = desk.project();
    for part in [Part::Top, Part::Status, Part::Bottom, Part::Left, Part::Right, Part::Map, Part::Keys] {
        desk.click_household(household);
        desk.break_next(part, fault);
        desk.assert_sees("出了点问题，已经恢复");
        assert_eq!(desk.session().selected, None, "what was selected is put away after {part:?}");
        desk.press(Key::Escape);
        desk.assert_misses("出了点问题，已经恢复");
        assert_eq!(desk.project(), before, "{part:?} takes no work along");
    }
    let told: Vec<String> =
        std::fs::read_dir(&notes).unwrap().map(|note| std::fs::read_to_string(note.unwrap().path()).unwrap()).collect();
    assert!(!told.is_empty(), "a note is written");
    for note in &told {
        for secret in ["李明", "1380000", "/home", "柳溪村", ".gpkg", "/root", env!("CARGO_MANIFEST_DIR")] {
            assert!(!note.contains(secret), "“{secret}” is nobody's business: {note}");
        }
        assert!(note.starts_with("lianhu "), "it says which version: {note}");
        assert!(note.contains("\nat "), "and where: {note}");
        assert!(note.contains("lianhu::ui::"), "and on which way: {note}");
    }
    desk.undo();
    assert_ne!(desk.project(), before, "and it goes on");
}

#[test]
fn a_wish_that_fails_is_taken_from_the_file_again() {
    notes();
    let mut desk = Desk::assigning("safety acting");
    let household = desk.usual_household();
    desk.click_household(household);
    let to = desk.offers(household)[0];
    desk.click_candidate(household, to);
    let before = desk.project();
    desk.break_next(Part::Acting, fault);
    desk.assert_sees("出了点问题，已经恢复");
    assert_eq!(desk.project(), before, "what was saved is there");
    desk.press(Key::Escape);
    desk.undo();
    desk.assert_sees("✓ 已保存");
    assert_ne!(desk.project(), before, "the file takes more");
    let path = desk.path.clone();
    drop(desk);
    assert_eq!(Store::verify(&path).unwrap().problems, []);
}

#[test]
fn a_part_that_fails_again_and_again_is_left_out_until_asked_for() {
    notes();
    let mut desk = Desk::village("safety often");
    desk.break_next(Part::Left, fault);
    desk.press(Key::Escape);
    desk.break_next(Part::Left, fault);
    desk.assert_sees("程序又出了同样的问题");
    desk.click("保存副本…");
    let copy = folder("safety copy").join("副本.gpkg");
    desk.write("保存到", &copy.display().to_string());
    desk.click("确定");
    assert_eq!(Store::verify(&copy).unwrap().problems, [], "a copy can be saved");
    desk.break_next(Part::Left, fault);
    desk.press(Key::Escape);
    desk.assert_sees("这一部分出了问题，暂时停用");
    desk.assert_misses("网格边界");
    desk.click("再试一次");
    desk.assert_sees("网格边界");
}
