//! The tour, done as it says.

use crate::panels::desk::Desk;
use egui::Key;

#[test]
fn each_step_ends_when_it_was_done() {
    let mut desk = Desk::village("tour");
    desk.choose("文件", "新手引导");
    desk.assert_sees("第 1 步，共 5 步");
    desk.press(Key::Equals);
    desk.assert_sees("第 2 步，共 5 步");
    let household = desk.usual_household();
    desk.click_household(household);
    desk.assert_sees("第 3 步，共 5 步");
    desk.press(Key::A);
    let to = desk.offers(household)[0];
    desk.take_up(household);
    desk.assert_misses("第 3 步，共 5 步");
    desk.carry_to(to);
    desk.let_go();
    desk.assert_sees("第 4 步，共 5 步");
    desk.undo();
    desk.assert_sees("第 5 步，共 5 步");
    desk.press(Key::N);
    desk.assert_misses("共 5 步");
    desk.assert_sees("引导结束");
}

#[test]
fn a_tour_can_be_skipped_at_any_time() {
    let mut desk = Desk::village("tour skipped");
    desk.choose("文件", "新手引导");
    desk.click("跳过这一步");
    desk.assert_sees("第 2 步，共 5 步");
    desk.click("结束引导");
    desk.assert_misses("共 5 步");
    desk.choose("文件", "新手引导");
    desk.assert_sees("第 1 步，共 5 步");
}
