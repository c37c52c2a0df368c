//! What is shown and what is not: legend, layers, phones, language, zoom.

use crate::panels::desk::Desk;
use egui::Key;
use lianhu::ui::Selected;

#[test]
fn the_legend_hides_a_category_from_eyes_and_pointer() {
    let mut desk = Desk::village("legend");
    let ordinary = desk.project().category("ordinary").unwrap();
    let household = desk.some_household(|id, row| desk.is_usual(id) && row.categories.contains(ordinary));
    assert!(desk.is_ticked("普通户 241"));
    desk.click("普通户 241");
    assert!(!desk.is_ticked("普通户 241"));
    desk.click_household(household);
    assert_ne!(desk.session().selected, Some(Selected::Household(household)));
    desk.click("全部显示");
    desk.press(Key::Escape);
    desk.click_household(household);
    assert_eq!(desk.session().selected, Some(Selected::Household(household)));
    desk.assert_misses("全部显示");
}

#[test]
fn layers_come_and_go() {
    let mut desk = Desk::village("layers");
    for layer in ["网格边界", "联户连线", "底图（离线）", "门牌号"] {
        assert!(desk.is_ticked(layer), "{layer} is on at first");
        desk.click(layer);
        assert!(!desk.is_ticked(layer), "{layer} is off");
    }
    let layers = desk.session().layers;
    assert_eq!([layers.grids, layers.links, layers.backdrop, layers.house_numbers], [false; 4]);
    desk.click("联户连线");
    assert!(desk.session().layers.links);
    assert_eq!(desk.steps(), 0, "looking changes nothing");
}

#[test]
fn phones_are_masked_until_somebody_asks() {
    let mut desk = Desk::village("phones");
    let household = desk.some_household(|id, row| desk.is_usual(id) && !row.phone.is_empty());
    let phone = desk.household(household).phone;
    desk.click_household(household);
    desk.assert_misses(&phone);
    desk.click("内部 · 电话备注已遮蔽");
    desk.assert_sees(&phone);
    desk.click("内部 · 电话备注已显示");
    desk.assert_misses(&phone);
}

#[test]
fn a_grid_is_shown_whole() {
    let mut desk = Desk::village("grid");
    let at = desk.find_starting("第二网格 ").rect().center();
    desk.click_at(at);
    assert!(matches!(desk.session().selected, Some(Selected::Grid(_))));
    desk.assert_sees("服务党员 (");
    let near = desk.session().view;
    desk.press(Key::F);
    assert!(desk.session().view.pt_per_m < near.pt_per_m);
    desk.click("放大");
    desk.click("缩小");
    let again = desk.session().view.pt_per_m;
    desk.click("全图");
    assert!((desk.session().view.pt_per_m / again - 1.0).abs() < 1e-9);
}

/// The words on the screen that are neither names nor what the project itself says, as far as they are Chinese.
fn leftovers(desk: &Desk) -> Vec<String> {
    let project = desk.project();
    let mut own: Vec<String> = project.facts.scheme.levels.clone();
    own.extend([project.facts.name.clone(), project.facts.scheme.name.clone()]);
    own.extend(project.categories.rows().flat_map(|row| [row.name.clone(), row.short.clone()]));
    own.extend(project.grids.rows().map(|row| row.name.clone()));
    own.extend(project.members.rows().flat_map(|row| row.roles.iter().cloned().chain([row.name.clone()])));
    own.extend(
        project.households.rows().flat_map(|row| [row.address.text.clone(), row.address.short(), row.head.clone()]),
    );
    own.retain(|name| !name.is_empty());
    own.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let stripped = |words: String| own.iter().fold(words, |words, name| words.replace(name.as_str(), ""));
    let is_chinese = |words: &String| words.chars().any(|letter| ('\u{3000}'..='\u{9fff}').contains(&letter));
    desk.words().into_iter().map(stripped).filter(is_chinese).collect()
}

#[test]
fn english_leaves_no_chinese_behind() {
    let mut desk = Desk::assigning("english");
    assert!(leftovers(&desk).len() > 10, "it is Chinese at first");
    desk.choose("文件", "English");
    assert_eq!(leftovers(&desk), Vec::<String>::new(), "at first");
    let household = desk.usual_household();
    desk.click_household(household);
    desk.assert_sees("Candidates");
    assert_eq!(leftovers(&desk), Vec::<String>::new(), "beside a household");
    desk.click_candidate(household, desk.offers(household)[0]);
    desk.click("Lock");
    assert_eq!(leftovers(&desk), Vec::<String>::new(), "after edits");
    desk.click("History 2");
    assert_eq!(leftovers(&desk), Vec::<String>::new(), "in the history");
    let at = desk.find_starting("第二网格 ").rect().center();
    desk.click_at(at);
    assert_eq!(leftovers(&desk), Vec::<String>::new(), "beside a grid");
    desk.choose("File", "中文");
    desk.assert_sees("历史 2");
}
