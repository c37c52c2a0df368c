//! Files that were taken in: one is taken back, or it is said what was built upon it; lists of addresses; ID numbers
//! that only put rows together.
#![expect(clippy::disallowed_methods, reason = "writes the files that the window reads")]

use crate::panels::desk::{Desk, folder, saved};
use crate::panels::files::{read, reading};
use lianhu::exchange::Crs;
use lianhu::geom::{Wgs84, distance_m};
use lianhu::model::HouseholdId;

fn waiting(desk: &Desk) -> Vec<HouseholdId> {
    desk.project().households.iter().filter(|(_, row)| row.at.is_none()).map(|(id, _)| id).collect()
}

#[test]
fn an_import_is_taken_back_alone() {
    let mut desk = reading("withdraw", "户号,户主,人口\nH0001,张改名,9\n");
    let before = desk.project();
    desk.click("导入");
    let household = desk.some_household(|id, row| row.code != "H0001" && desk.is_usual(id));
    desk.click_household(household);
    desk.choose("状态", "外出");
    desk.choose("文件", "资料来源…");
    desk.click("撤回这次导入 名册2026-11-01.csv");
    desk.assert_sees("撤回“名册2026-11-01.csv”的导入");
    let first = HouseholdId(1);
    assert_eq!(desk.household(first), *before.households.at(first).unwrap(), "as before the file");
    assert_ne!(desk.household(household).status, before.households.at(household).unwrap().status, "the rest stays");
    assert!(desk.project().provenances.is_empty(), "the file is forgotten");
    assert_eq!((saved(&desk.path), desk.steps()), (desk.project(), 3), "a step like any other");
    desk.undo();
    assert_eq!(desk.household(first).head, "张改名");
}

#[test]
fn steps_that_stand_in_the_way_are_named() {
    let mut desk = reading("withdraw built upon", "户号,户主,人口\nH0001,张改名,9\n");
    desk.click("导入");
    desk.find_by_search("H0001");
    desk.choose("状态", "外出");
    let label = desk.document().history().in_force().last().unwrap().label.clone();
    desk.choose("文件", "资料来源…");
    desk.click("撤回这次导入 名册2026-11-01.csv");
    desk.assert_sees("不能单独撤回");
    desk.assert_sees("有 1 步操作用到了它带来的内容");
    desk.assert_sees(&label);
    desk.click("关闭");
    assert_eq!((desk.household(HouseholdId(1)).head.as_str(), desk.steps()), ("张改名", 2), "nothing happened");
}

#[test]
fn who_waits_is_placed_by_a_list_of_addresses() {
    let mut desk = Desk::village("address list");
    let [first, second] = waiting(&desk)[..] else { panic!("two wait") };
    let address = desk.household(first).address.text;
    let file = folder("address list file").join("地址表.csv");
    std::fs::write(&file, format!("地址,经度,纬度\n柳溪村{address},113.6015000,34.8990000\n")).unwrap();
    desk.click("待定位 2");
    desk.click("按地址表定位…");
    desk.write("文件路径", &file.display().to_string());
    desk.click("确定");
    desk.wait_for("读到 1 行：变更 1");
    desk.click("导入");
    let there = Wgs84 { lon_deg: 113.601_5, lat_deg: 34.899 };
    assert!(distance_m(desk.household(first).at.unwrap(), there) < 0.1, "where the list says");
    assert_eq!(waiting(&desk), [second]);
    desk.assert_sees("待定位 1");
    read(&mut desk, &file);
    desk.wait_for("一致 1");
    assert!(!desk.is_enabled("导入"), "the same list again changes nothing");
}

#[test]
fn id_numbers_put_rows_together_only_if_somebody_ticks_it() {
    let roster = "户主身份证号,姓名,与户主关系,住址\n11010519491231002X,赵新户,户主,9组17号\n110105195001010039,钱新户,户主,9组18号\n11010519491231002X,赵小新,子,9组17号\n";
    let mut desk = reading("id numbers", roster);
    desk.click("列对应 4");
    assert!(!desk.is_ticked("户主身份证号"), "not without being asked");
    desk.click("户主身份证号");
    desk.wait_for("读到");
    assert!(desk.is_ticked("户主身份证号"));
    desk.click_starting("提示");
    desk.assert_sees("号码只用来归户，没有保存");
    desk.click("导入");
    let project = desk.project();
    let added = project.households.rows().find(|row| row.head == "赵新户").unwrap();
    assert_eq!(added.people, Some(2), "both rows, though they stand apart");
}

#[test]
fn points_from_a_phone_are_read_otherwise_with_one_click() {
    let there = Desk::village("phone points look").project();
    let placed: Vec<_> = there.households.rows().filter_map(|row| row.at).take(40).collect();
    let shifted = |at| Crs::Gcj02.pair_of(at).unwrap();
    let row = |(number, at): (usize, &Wgs84)| {
        let (lon, lat) = shifted(*at);
        format!("P{number},赵{number},{lon:.7},{lat:.7}\n")
    };
    let rows: String = placed.iter().enumerate().map(row).collect();
    let mut desk = reading("phone points", &format!("户号,户主,经度,纬度\n{rows}"));
    desk.assert_sees("40 个位置只有");
    desk.click("改按 GCJ-02（高德、腾讯） 读取");
    desk.wait_for("坐标按 GCJ-02（高德、腾讯） 读取：您选定的");
    desk.assert_misses("40 个位置只有");
    desk.click("导入");
    let after = desk.project();
    for (number, at) in placed.iter().enumerate() {
        let found = after.households.rows().find(|row| row.code == format!("P{number}")).and_then(|row| row.at);
        assert!(distance_m(found.unwrap(), *at) < 0.05, "P{number} lies where it is");
    }
}
