//! Files in and out, and files that somebody else works on.
#![expect(clippy::disallowed_methods, reason = "reads what was written, and writes what is read in")]

use crate::panels::desk::{Desk, folder, open, saved, somebody, village};
use egui::{Key, Modifiers};
use lianhu::geom::Wgs84;
use lianhu::store::Access;

#[test]
fn a_list_for_everybody_names_nobody() {
    let mut desk = Desk::village("export csv");
    let out = folder("export csv out").join("户名册.csv");
    desk.choose("文件", "导出户名册…");
    assert!(desk.is_ticked("公示") && desk.is_ticked("Excel 工作簿"), "the strictest at first");
    desk.click("CSV");
    desk.write("保存到", &out.display().to_string());
    desk.click("导出列表");
    desk.wait_for("已导出");
    let text = std::fs::read_to_string(&out).unwrap();
    let project = desk.project();
    assert_eq!(text.lines().count(), 1 + project.households.len());
    for row in project.households.rows() {
        assert!(!text.contains(&row.head), "{} is named", row.head);
        assert!(row.phone.is_empty() || !text.contains(&row.phone), "a phone is told");
    }
}

#[test]
fn links_are_only_for_the_inside() {
    let mut desk = Desk::village("export links");
    let out = folder("export links out").join("联系表.csv");
    desk.choose("文件", "导出联系表…");
    desk.click("CSV");
    desk.write("保存到", &out.display().to_string());
    assert!(!desk.is_enabled("导出列表"));
    desk.assert_sees("联系表只供内部使用，请选“内部”");
    desk.click("内部");
    desk.click("导出列表");
    desk.wait_for("已导出");
    let count = desk.plan().links().count();
    assert_eq!(std::fs::read_to_string(&out).unwrap().lines().count(), 1 + count);
}

#[test]
fn a_map_is_painted_for_everybody() {
    let mut desk = Desk::village("export map");
    let out = folder("export map out").join("图.png");
    desk.press_with(Modifiers::COMMAND, Key::E);
    assert!(desk.is_ticked("公示"), "the strictest at first");
    desk.assert_sees("公示图：每户只是一个点，不含类别与联系人");
    desk.choose("范围", "第一网格");
    desk.write("保存到", &out.display().to_string());
    desk.click("导出 PNG");
    desk.wait_for("已导出");
    let bytes = std::fs::read(&out).unwrap();
    assert_eq!(bytes.get(..8), Some(b"\x89PNG\r\n\x1a\n".as_slice()));
    let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!((side(16).min(side(20)), side(16).max(side(20))), (2480, 3508), "A4 at 300 dpi");
}

#[test]
fn what_cannot_be_written_is_said() {
    let mut desk = Desk::village("export nowhere");
    desk.choose("文件", "导出户名册…");
    desk.write("保存到", &folder("export nowhere out").join("没有/户.xlsx").display().to_string());
    desk.click("导出列表");
    desk.wait_for("写不了文件");
}

#[test]
fn a_bad_row_stops_an_import_until_it_is_skipped() {
    let mut desk = Desk::village("import");
    let file = folder("import file").join("名册.csv");
    std::fs::write(&file, "户号,户主,地址,人口\nH9001,赵一,9组1号,3\nH9002,钱二,9组2号,很多\n,孙三,9组3号,2\n")
        .unwrap();
    desk.press_with(Modifiers::COMMAND, Key::I);
    desk.write("文件路径", &file.display().to_string());
    desk.click("确定");
    desk.wait_for("有不能导入的行");
    desk.assert_sees("名册.csv");
    desk.assert_sees("第 4 行 · 户号");
    assert_eq!((desk.project().households.len(), desk.steps()), (420, 0), "nothing came in");
    desk.click("跳过这些行");
    desk.wait_for("读到 3 行：新增 2");
    assert_eq!((desk.project().households.len(), desk.steps()), (420, 0), "still nothing");
    desk.click("导入");
    assert_eq!((desk.project().households.len(), desk.steps()), (422, 1));
    desk.assert_sees("2 户未覆盖 · 414 / 416");
    assert_eq!(saved(&desk.path), desk.project());
    desk.undo();
    assert_eq!(desk.project().households.len(), 420);
}

#[test]
fn the_coordinate_system_is_told_and_can_be_chosen() {
    let mut desk = Desk::village("import crs");
    let file = folder("import crs file").join("名册.csv");
    // As a phone map shows it, half a kilometer off.
    std::fs::write(&file, "户号,户主,经度,纬度\nH9001,赵一,113.6063300,34.8988600\n").unwrap();
    desk.press_with(Modifiers::COMMAND, Key::I);
    desk.write("文件路径", &file.display().to_string());
    desk.click("确定");
    desk.wait_for("坐标按 WGS-84 / CGCS2000 读取");
    desk.choose("坐标系", "GCJ-02（高德、腾讯）");
    desk.wait_for("坐标按 GCJ-02（高德、腾讯） 读取：您选定的");
    desk.click("导入");
    let project = desk.project();
    let at = project.households.rows().find(|row| row.code == "H9001").and_then(|row| row.at).unwrap();
    let moved_m = lianhu::geom::distance_m(at, Wgs84 { lon_deg: 113.606_33, lat_deg: 34.898_86 });
    assert!((450.0..650.0).contains(&moved_m), "moved by {moved_m} m");
}

#[test]
fn an_import_can_be_left() {
    let mut desk = Desk::village("import left");
    let file = folder("import left file").join("名册.csv");
    std::fs::write(&file, "户号,户主,地址\nH9001,赵一,9组1号\n").unwrap();
    desk.press_with(Modifiers::COMMAND, Key::I);
    desk.write("文件路径", &file.display().to_string());
    desk.click("确定");
    desk.wait_for("读到 1 行：新增 1");
    desk.click("取消");
    desk.assert_misses("读到 1 行");
    assert_eq!((desk.project().households.len(), desk.steps()), (420, 0));
}

#[test]
fn a_file_in_use_names_who_uses_it() {
    let theirs = folder("in use theirs").join("别人的.gpkg");
    std::fs::copy(village(), &theirs).unwrap();
    let _held = open(&theirs, Access::Write(somebody()));
    let mut desk = Desk::village("in use");
    desk.press_with(Modifiers::COMMAND, Key::O);
    desk.write("文件路径", &theirs.display().to_string());
    desk.click("确定");
    desk.assert_sees("文件正在别处使用");
    desk.assert_sees("王芳@村部 自 8:15 起正在编辑");
    assert_eq!(desk.document().path(), desk.path, "what is open stays open");
    desk.click("只读打开");
    assert_eq!(desk.document().path(), theirs);
    desk.assert_sees("只读查看");
}

#[test]
fn who_only_looks_changes_nothing() {
    let path = folder("view only").join("柳溪村.gpkg");
    std::fs::copy(village(), &path).unwrap();
    let mut desk = Desk::on(open(&path, Access::Read));
    let before = std::fs::read(&path).unwrap();
    desk.press(Key::A);
    let household = desk.usual_household();
    desk.click_household(household);
    let from = desk.primary(household);
    assert!(!desk.is_enabled("状态") && !desk.is_enabled("人群类别 ") && !desk.is_enabled("可以联户"));
    assert!(!desk.is_enabled("移除联系") && !desk.is_enabled("锁定"));
    let fix = desk.words().into_iter().find(|words| words.starts_with("应用 ")).unwrap();
    assert!(!desk.is_enabled(&fix));
    desk.click_candidate(household, desk.offers(household)[0]);
    desk.take_up(household);
    desk.hover(desk.map().center());
    desk.let_go();
    desk.press(Key::Num2);
    desk.assert_sees("文件以只读方式打开，不能修改");
    desk.press(Key::H);
    desk.assert_misses("在地图上点击新户的位置");
    desk.click("文件");
    assert!(!desk.is_enabled("导入…") && desk.is_enabled("导出地图…"));
    desk.hover(desk.find_starting("导入…").rect().center());
    desk.wait_for("文件以只读方式打开");
    assert_eq!((desk.primary(household), desk.steps()), (from, 0));
    assert_eq!(std::fs::read(&path).unwrap(), before, "not a byte");
}

#[test]
fn a_new_project_starts_empty() {
    let mut desk = Desk::village("new");
    let file = folder("new file").join("新村.gpkg");
    desk.press_with(Modifiers::COMMAND, Key::N);
    assert!(!desk.is_enabled("创建"), "it needs a name");
    desk.write("名称", "新村");
    desk.write("保存到", &file.display().to_string());
    desk.click("创建");
    assert_eq!(desk.document().path(), file);
    desk.assert_sees("还没有户");
    desk.assert_sees("暂无需覆盖的户");
}

#[test]
fn a_place_is_built_from_files_dropped_together() {
    let mut desk = Desk::village("dropped");
    let file = folder("dropped file").join("新村.gpkg");
    desk.press_with(Modifiers::COMMAND, Key::N);
    desk.write("名称", "柳溪村");
    desk.write("保存到", &file.display().to_string());
    desk.click("创建");
    desk.drop_data(&["links.csv", "members.csv", "households.csv", "backdrop.geojson", "grids.geojson"]);
    let turns = [("grids.geojson", 4), ("backdrop.geojson", 3), ("households.csv", 2), ("members.csv", 1)];
    for (name, waiting) in turns {
        desk.wait_for(name);
        desk.wait_for("读到");
        desk.assert_sees(&format!("之后还有 {waiting} 个文件"));
        desk.click("导入");
    }
    desk.wait_for("links.csv");
    desk.wait_for("读到 480 行");
    desk.click("导入");
    desk.assert_sees("✓ 全覆盖 414 / 414");
    assert_eq!(desk.steps(), 5);
}

#[test]
fn a_copy_has_everything() {
    let mut desk = Desk::assigning("copy");
    let household = desk.usual_household();
    desk.click_household(household);
    desk.click_candidate(household, desk.offers(household)[0]);
    let file = folder("copy file").join("副本.gpkg");
    desk.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    desk.write("保存到", &file.display().to_string());
    desk.click("确定");
    desk.assert_sees("副本已保存");
    let copy = open(&file, Access::Read);
    assert_eq!(copy.project(), desk.document().project());
    assert_eq!(copy.history().rows().len(), 1, "with its past");
}

/// Opens a file of this text to be imported.
pub(crate) fn reading(test: &str, text: &str) -> Desk {
    let mut desk = Desk::village(test);
    let file = folder(&format!("{test} file")).join("名册2026-11-01.csv");
    std::fs::write(&file, text).unwrap();
    read(&mut desk, &file);
    desk
}

pub(crate) fn read(desk: &mut Desk, file: &std::path::Path) {
    desk.press_with(Modifiers::COMMAND, Key::I);
    desk.write("文件路径", &file.display().to_string());
    desk.click("确定");
    desk.wait_for("读到");
}

#[test]
fn a_renumbered_household_is_decided_by_somebody() {
    let there = Desk::village("import match look").project();
    let (first, second) = (&there.households.rows().next().unwrap(), &there.households.rows().nth(1).unwrap());
    let row = |code: &str, row: &lianhu::model::Household| format!("{code},{},{}\n", row.head, row.address.text);
    let text = format!("户号,户主,地址\n{}{}", row("N1", first), row("N2", second));
    let mut desk = reading("import match", &text);
    desk.wait_for("待确认 2");
    desk.assert_sees("还有 2 条待确认，暂不导入");
    assert!(!desk.is_enabled("导入"), "nothing is taken before somebody decides");
    desk.click("全部为同一个");
    desk.click("导入");
    let after = desk.project();
    assert_eq!((after.households.len(), desk.steps()), (420, 1), "nobody came");
    let codes: Vec<&str> = after.households.rows().take(2).map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["N1", "N2"], "they have their new codes");
    assert_eq!(desk.plan().links().count(), there.plans.rows().next().unwrap().links().count(), "and their links");
}

#[test]
fn what_changes_is_told_value_by_value_and_can_stay_out() {
    let mut desk = reading("import changes", "户号,户主,人口\nH0001,张改名,9\nH0002,李改名,8\n");
    desk.wait_for("变更 2");
    let before = desk.project();
    let head = before.households.rows().next().unwrap().head.clone();
    desk.assert_sees(&format!("户主 {head} → 张改名"));
    desk.click("全部  2 / 2");
    assert!(!desk.is_enabled("导入"), "nothing is left to take");
    desk.click("全部  0 / 2");
    desk.click("导入");
    let after = desk.project();
    assert_eq!(after.households.rows().next().unwrap().people, Some(9));
    let provenance = after.provenances.rows().next().unwrap();
    assert_eq!(provenance.as_of, Some(jiff::civil::date(2026, 11, 1)), "as the name of the file says");
    desk.assert_sees("资料日期：户 2026-11-01");
}

#[test]
fn columns_are_mapped_once() {
    let mut desk = reading("import columns", "户号,户主,当家人\nH0001,张改名,赵当家\n");
    desk.click("列对应 3");
    desk.choose("当家人", "户主");
    desk.wait_for("赵当家");
    desk.click("变更 1");
    desk.assert_sees("→ 赵当家");
    desk.click("导入");
    assert_eq!(desk.project().households.rows().next().unwrap().head, "赵当家");
    let again = folder("import columns again").join("下一季.csv");
    std::fs::write(&again, "户号,户主,当家人\nH0001,张改名,钱当家\n").unwrap();
    read(&mut desk, &again);
    desk.wait_for("变更 1");
    desk.assert_sees("→ 钱当家");
    desk.click("提示 2");
    desk.assert_sees("列的对应关系沿用上次导入");
}

#[test]
fn whoever_is_not_named_has_gone_only_if_somebody_says_so() {
    let mut desk = reading("import absent", "户号,户主\nH0001,张改名\n");
    desk.click("文件未提到 419");
    desk.click("全部  0 / 419");
    desk.click("全部  419 / 419");
    desk.click("导入");
    let gone = |row: &&lianhu::model::Household| row.status == lianhu::model::HouseholdStatus::MovedOut;
    let before = desk.project().households.rows().filter(gone).count();
    assert!(before < 10, "nobody was said to have gone, {before} had before");
}

#[test]
fn the_system_of_a_file_can_be_told_afterwards() {
    let text = "户号,户主,经度,纬度\nH9001,赵一,113.6063300,34.8988600\n";
    let mut desk = reading("import sources", text);
    desk.click("导入");
    desk.choose("文件", "资料来源…");
    desk.assert_sees("户 · 1 行 · 资料日期：2026-11-01 · 导入于：2026-11-21");
    desk.choose("名册2026-11-01.csv", "GCJ-02（高德、腾讯）");
    let at = desk.project().households.rows().find(|row| row.code == "H9001").and_then(|row| row.at).unwrap();
    let moved_m = lianhu::geom::distance_m(at, Wgs84 { lon_deg: 113.606_33, lat_deg: 34.898_86 });
    assert!((450.0..650.0).contains(&moved_m), "moved by {moved_m} m");
    desk.undo();
    let at = desk.project().households.rows().find(|row| row.code == "H9001").and_then(|row| row.at).unwrap();
    assert!((at.lon_deg - 113.606_33).abs() < 1e-9, "undone");
}
