//! What the checks found, and finding things by typing.

use crate::panels::desk::Desk;
use egui::{Key, Modifiers};
use lianhu::app::wording::{Lang, finding_sentence};
use lianhu::model::HouseholdId;
use lianhu::model::Target;
use lianhu::rules::Finding;
use lianhu::ui::{Selected, Session};

fn finding(desk: &Desk, is_meant: impl Fn(&Finding) -> bool) -> (Finding, String) {
    let document = desk.document();
    let found = document.findings().sorted(document.project()).into_iter().find(is_meant).unwrap();
    let words = finding_sentence(Lang::Zh, Session::naming(&document), &found);
    (found, words)
}

#[test]
fn a_click_on_a_finding_flies_there() {
    let mut desk = Desk::village("fly");
    let (_, words) = finding(&desk, |found| matches!(found, Finding::OtherGrid { .. }));
    let before = desk.session().view;
    desk.click(&words);
    let Some(Selected::Household(household)) = desk.session().selected else { panic!("a household is selected") };
    assert_eq!(household, HouseholdId(6));
    desk.assert_sees(&desk.household(household).code);
    assert!(desk.map().contains(desk.place_of_household(household)));
    assert!(desk.session().view.pt_per_m >= before.pt_per_m);
}

#[test]
fn a_suggestion_solves_its_finding() {
    let mut desk = Desk::village("fix");
    let is_low = |found: &Finding| matches!(found, Finding::LoadBelow { .. });
    let (low, words) = finding(&desk, is_low);
    let [Target::Member(member)] = low.targets()[..] else { panic!("about a member") };
    let count = desk.document().findings().sorted(desk.document().project()).len();
    desk.assert_sees(&format!("检查结果 {count}"));
    let button = desk.words().into_iter().find(|there| there.starts_with("应用 ")).unwrap();
    assert!(button.contains(&format!("改由 {} 联系", desk.member(member).name)), "{button}");
    let load = desk.load(member);
    desk.click(&button);
    assert_eq!(desk.load(member), load + 1);
    desk.assert_misses(&words);
    desk.assert_sees(&format!("检查结果 {}", count - 1));
    desk.undo();
    desk.assert_sees(&words);
}

#[test]
fn n_goes_from_finding_to_finding() {
    let mut desk = Desk::village("next");
    let found = desk.document().findings().sorted(desk.document().project());
    let targets: Vec<Selected> = found
        .iter()
        .map(|found| match found.targets()[0] {
            Target::Household(household) => Selected::Household(household),
            Target::Member(member) => Selected::Member(member),
            other => panic!("the neutral scheme has no tier about {other:?}"),
        })
        .collect();
    for target in targets.iter().chain(targets.first()) {
        desk.press(Key::N);
        assert_eq!(desk.session().selected, Some(*target));
    }
}

#[test]
fn the_chip_leads_to_who_is_uncovered() {
    let mut desk = Desk::assigning("chip");
    let household = desk.usual_household();
    desk.click_household(household);
    let name = desk.member(desk.primary(household).unwrap()).name;
    desk.click(&format!("移除联系 {name}"));
    desk.click("暂时无人，写明原因");
    desk.write("例如：正在物色人选", "等换届");
    desk.click("确定");
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    assert_eq!(desk.session().selected, None);
    desk.click("1 户未覆盖 · 413 / 414");
    assert_eq!(desk.session().selected, Some(Selected::Household(household)));
    desk.assert_sees("无人联系");
}

#[test]
fn what_is_typed_is_found() {
    let mut desk = Desk::village("search");
    let household = desk.usual_household();
    let row = desk.household(household);
    for words in [row.code.clone(), row.address.short(), format!("{} {}", row.head, row.code)] {
        desk.find_by_search(&words);
        assert_eq!(desk.session().selected, Some(Selected::Household(household)), "by {words}");
        assert!(desk.map().contains(desk.place_of_household(household)));
        desk.press(Key::Escape);
        assert_eq!(desk.session().selected, None);
    }
    let member = desk.primary(household).unwrap();
    desk.find_by_search(&desk.member(member).name);
    assert_eq!(desk.session().selected, Some(Selected::Member(member)));
    let (grid, name) = desk.project().grids.iter().nth(1).map(|(id, row)| (id, row.name.clone())).unwrap();
    desk.find_by_search(&name);
    assert_eq!(desk.session().selected, Some(Selected::Grid(grid)));
}

#[test]
fn a_click_in_the_list_takes_that_one() {
    let mut desk = Desk::village("search click");
    let row = desk.household(HouseholdId(12));
    desk.press_with(Modifiers::COMMAND, Key::K);
    desk.type_text(&row.code);
    let line = desk.words().into_iter().find(|words| words.contains(&format!(" {} · ", row.code))).unwrap();
    desk.click(&line);
    assert_eq!(desk.session().selected, Some(Selected::Household(HouseholdId(12))));
    desk.assert_misses(&line);
}

#[test]
fn esc_clears_the_search_and_nothing_else() {
    let mut desk = Desk::village("search esc");
    let household = desk.usual_household();
    desk.click_household(household);
    desk.press_with(Modifiers::COMMAND, Key::K);
    desk.type_text("没有这个人");
    desk.assert_sees("没有找到");
    desk.press(Key::Escape);
    desk.assert_misses("没有找到");
    assert_eq!(desk.session().query, "");
    assert_eq!(desk.session().selected, Some(Selected::Household(household)));
}
