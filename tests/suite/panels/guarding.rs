//! Nothing is lost: when saving fails, when the window closes then, and when another program wrote to the file.

use crate::panels::desk::{Desk, folder, open, somebody, village};
use egui::Key;
use lianhu::app::SaveState;
use lianhu::store::{Access, Store};
use std::path::Path;

/// Another program, which knows nothing of us.
#[expect(clippy::disallowed_types, reason = "it is not us who writes here")]
fn foreign(path: &Path, sql: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

/// A desk whose file takes nothing any more: another program wrote the link that is made next.
fn stuck(test: &str) -> Desk {
    let mut desk = Desk::assigning(test);
    let household = desk.usual_household();
    desk.click_household(household);
    let to = desk.offers(household)[0];
    foreign(
        &desk.path,
        &format!(
            "INSERT INTO link (plan, household, member, kind, locked) VALUES (1, {}, {}, 'primary', 0);",
            household.0, to.0
        ),
    );
    desk.click_candidate(household, to);
    desk.wait_for("最近的修改还在内存里");
    assert!(matches!(desk.document().save_state(), SaveState::Failed(1, _)));
    desk
}

#[test]
fn what_cannot_be_saved_is_saved_elsewhere() {
    let mut desk = stuck("stuck");
    let project = desk.project();
    desk.click("重试");
    desk.wait_for("最近的修改还在内存里");
    assert_eq!(desk.steps(), 1, "nothing is dropped");
    let elsewhere = folder("stuck elsewhere").join("救.gpkg");
    desk.click("另存到别处…");
    desk.write("保存到", &elsewhere.display().to_string());
    desk.click("确定");
    assert_eq!(desk.document().path(), elsewhere, "and it goes on there");
    assert_eq!(desk.project(), project);
    desk.assert_sees("✓ 已保存");
    desk.press(Key::A);
    let household = desk.usual_household();
    desk.click_household(household);
    desk.press(Key::Num3);
    desk.assert_sees("✓ 已保存");
}

#[test]
fn a_window_with_unsaved_changes_asks_before_it_closes() {
    let mut desk = stuck("closing");
    desk.press(Key::Escape);
    assert!(!desk.close(), "it stays");
    desk.wait_for("最近的修改还在内存里");
    desk.click("放弃这些修改");
    assert!(desk.close(), "asked and answered");
    assert!(Desk::village("closing at once").close(), "nobody asks without need");
}

#[test]
fn what_another_program_wrote_is_accepted_first() {
    let path = folder("outside").join("柳溪村.gpkg");
    std::fs::copy(village(), &path).unwrap();
    foreign(&path, "UPDATE category SET name = '独居老人' WHERE fid = 2;");
    let mut desk = Desk::on(open(&path, Access::Write(somebody())));
    desk.assert_sees("其他程序改过这个文件");
    desk.press(Key::Escape);
    desk.press(Key::A);
    let household = desk.usual_household();
    desk.click_household(household);
    desk.press(Key::Num2);
    assert_eq!(desk.steps(), 0, "not before");
    desk.click("认可这些改动");
    desk.press(Key::Num2);
    assert_eq!(desk.steps(), 1);
    drop(desk);
    assert_eq!(Store::verify(&path).unwrap().problems, []);
}
