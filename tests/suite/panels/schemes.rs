//! The scheme of a place: chosen, looked ahead, changed, read from a file, taken back.
#![expect(clippy::disallowed_methods, reason = "changes the file that the window wrote")]

use crate::panels::desk::{Desk, folder, saved};
use egui::Key;
use lianhu::model::{Severity, Target};

#[test]
fn another_scheme_is_looked_at_before_it_counts() {
    let mut desk = Desk::village("scheme");
    let before = desk.project();
    desk.choose("文件", "制度…");
    desk.assert_sees("就是现在的制度");
    assert!(!desk.is_enabled("改用"), "nothing to do");
    desk.choose("自带制度", "天桥东街“四级包联”");
    desk.assert_sees("改用《天桥东街“四级包联”》以后：");
    desk.assert_sees("依据：“每名党员包联12-20户群众”");
    desk.assert_sees("依据：“每名共产党员户联系3-5名党员”");
    assert_eq!(desk.project(), before, "only looked at");
    desk.click("改用");
    assert_eq!(desk.project().facts.scheme.id, "tianqiao");
    assert_eq!((saved(&desk.path), desk.steps()), (desk.project(), 1), "a step like any other");
    let found = desk.document().findings().count(&desk.project(), Severity::Warning);
    assert!(found > 0, "members with fewer than twelve");
    desk.undo();
    assert_eq!(desk.project(), before, "taken back");
}

#[test]
fn rules_are_weighed_and_needs_are_chosen() {
    let mut desk = Desk::village("scheme rules");
    desk.choose("文件", "制度…");
    desk.choose("自带制度", "惠济“1+6+N”党员联系户");
    desk.click("检查规则");
    assert!(!desk.is_enabled("户户有人联系 严重程度"), "that is what the program is for");
    desk.choose("户已分类 严重程度", "不检查");
    desk.click("重点要求");
    assert!(desk.is_ticked("重点户由“两委”干部联系 困难"));
    desk.click("重点户由“两委”干部联系 独居空巢");
    desk.click("时限与清单");
    desk.assert_sees("每 14 天");
    desk.click("说明与设置");
    desk.click("全家外出的户不要求有人联系");
    desk.click("改用");
    let scheme = desk.project().facts.scheme.clone();
    assert_eq!(scheme.severity_of(lianhu::model::Rule::Classified), None, "not checked");
    assert_eq!(scheme.requirements[0].categories, ["hardship", "left_behind_child"]);
    assert_eq!(scheme.exempt, [lianhu::model::Exemption::Away]);
}

#[test]
fn enter_in_a_number_ends_the_number_alone() {
    let mut desk = Desk::village("scheme enter");
    let before = desk.project();
    desk.choose("文件", "制度…");
    desk.write("党员联户 至少", "3");
    desk.press(Key::Enter);
    desk.assert_sees("改用《通用联户》以后：");
    assert_eq!(desk.project(), before, "only looked at");
    desk.click("改用");
    assert_eq!(desk.project().facts.scheme.min_load(), 3);
}

#[test]
fn a_scheme_is_written_changed_and_read_again() {
    let mut desk = Desk::village("scheme file");
    let path = folder("scheme file out").join("本村.toml");
    desk.choose("文件", "制度…");
    desk.click("写成文件…");
    desk.write("保存到", path.to_str().unwrap());
    desk.click("写成文件");
    desk.assert_sees("已写出");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("name = \"通用联户\"", "name = \"本村联户\"")).unwrap();
    desk.click("读入文件…");
    desk.write("文件路径", path.to_str().unwrap());
    desk.click("读入文件");
    desk.assert_sees("已读入《本村联户》，改用后才生效");
    desk.click("改用");
    assert_eq!(desk.project().facts.scheme.name, "本村联户");
    assert_eq!((saved(&desk.path), desk.steps()), (desk.project(), 1));
}

#[test]
fn a_scheme_is_dropped_on_the_window() {
    let mut desk = Desk::village("scheme dropped");
    desk.drop_data(&["schemes/chengan.toml"]);
    desk.assert_sees("已读入《成安党员“网格化”管理》，改用后才生效");
    desk.click("改用");
    assert_eq!(desk.project().facts.scheme.id, "chengan");
    desk.drop_data(&["README.toml"]);
    desk.assert_sees("README.toml");
    assert_eq!(desk.steps(), 1, "nothing happened");
}

/// 惠济: a frail member gets somebody, is shown with whoever it is, and is without again.
#[test]
fn a_frail_member_is_linked_in_the_window() {
    let mut desk = Desk::village("scheme chain");
    desk.choose("文件", "制度…");
    desk.choose("自带制度", "惠济“1+6+N”党员联系户");
    desk.click("改用");
    let (frail, row) =
        desk.project().members.iter().find(|(_, row)| !row.eligible).map(|(id, row)| (id, row.clone())).unwrap();
    desk.find_by_search(&row.code);
    desk.click("需要关爱");
    assert!(desk.member(frail).needs_care);
    desk.assert_sees("党员联系体弱党员：由谁联系");
    desk.assert_sees("还没有人");
    let errors = |desk: &Desk| desk.document().findings().count(&desk.project(), Severity::Error);
    assert_eq!(errors(&desk), 1, "a frail member without anybody");
    desk.click("党员联系体弱党员 选择…");
    let offered = desk.words().into_iter().find(|words| words.ends_with("  0")).unwrap();
    desk.click(&offered);
    let plan = desk.plan();
    let [holder] = *plan.linked_to(Target::Member(frail)) else { panic!("somebody has it") };
    assert_eq!(offered, format!("{}  0", desk.member(holder).name), "whoever was chosen");
    assert_eq!(errors(&desk), 0);
    let label = desk.document().history().in_force().last().unwrap().label.clone();
    assert!(label.contains(" 由 ") && label.ends_with(" 联系"), "the history says what was done: {label}");
    assert_eq!(saved(&desk.path), desk.project(), "on the disk");
    let name = desk.member(holder).name;
    desk.click(&format!("不再联系 {name}"));
    assert_eq!(errors(&desk), 1);
    desk.undo();
    desk.click(&name);
    desk.assert_sees("党员联系体弱党员 1 / 不超过 3");
}
