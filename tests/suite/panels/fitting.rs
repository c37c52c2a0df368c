//! Things that have to find room beside each other in a small window, with large letters, in either language.

use crate::panels::desk::{Desk, folder, open, somebody, village};
use egui::{Key, Vec2};
use lianhu::app::{Comfort, Preview, Settings};
use lianhu::edit::Edit;
use lianhu::model::LinkKind;
use lianhu::store::Access;

/// A window of a size with the tools out.
fn desk(test: &str, language: &str, text_percent: u16, size: Vec2) -> Desk {
    let path = folder(test).join("柳溪村.gpkg");
    std::fs::copy(village(), &path).unwrap();
    let comfort = Comfort { text_percent, ..Comfort::default() };
    let settings = Settings { language: language.to_owned(), comfort, ..Settings::default() };
    let mut desk = Desk::sized(open(&path, Access::Write(somebody())), settings, size);
    desk.press(Key::A);
    desk
}

#[test]
fn the_tools_stay_over_the_map_and_apart_from_filter_and_bookmarks() {
    let small = Vec2::new(1280.0, 720.0);
    for (at, (language, percent)) in [("zh", 100), ("zh", 125), ("en", 100), ("en", 150)].into_iter().enumerate() {
        let mut desk = desk(&format!("fitting tools {at}"), language, percent, small);
        // Areas know their size one frame later.
        desk.press(Key::S);
        let (source, filter) = if language == "zh" { ("来源", "筛选") } else { ("Source", "Filter") };
        let (map, tools, looks) = (desk.map(), desk.find(source).rect(), desk.find(filter).rect());
        assert!(tools.right() < map.right(), "{language} {percent} %: tools at {tools}, the map at {map}");
        assert!(!tools.expand(4.0).intersects(looks), "{language} {percent} %: tools at {tools}, filter at {looks}");
    }
}

#[test]
fn what_colors_the_map_stays_on_one_line_in_english() {
    let desk = desk("fitting colors", "en", 100, Vec2::new(1280.0, 720.0));
    let places = ["Category", "Member", "Coverage", "Load", "Distance"].map(|name| desk.find(name).rect());
    for place in places {
        assert!(place.height() < 34.0, "one line: {place}");
    }
    let [category, member, _, load, _] = places;
    assert!(category.right() <= member.left(), "side by side: {category} {member}");
    assert!(category.bottom() <= load.top(), "one row under the other: {category} {load}");
}

#[test]
fn who_stays_below_the_range_is_not_told_as_solved() {
    let desk = Desk::village("fitting preview");
    let document = desk.document();
    let plan = desk.plan();
    let found = desk.project().members.iter().find_map(|(id, row)| {
        let load = plan.load_of(id);
        let household = plan.held_by(id).iter().find(|(_, kind)| *kind == LinkKind::Primary)?.0;
        (load > 1 && load < u32::from(row.min_load)).then_some((id, household))
    });
    let (below, household) = found.expect("somebody has too few households");
    let to = desk.offers(household).into_iter().find(|&member| member != below).unwrap();
    let edit = Edit::Assign { households: vec![household], to, kind: LinkKind::Primary };
    let preview = Preview::of(&document, &edit).unwrap();
    let is_of = |findings: &[lianhu::rules::Finding]| {
        findings.iter().any(|finding| finding.targets().contains(&lianhu::model::Target::Member(below)))
    };
    assert!(!is_of(&preview.solved), "fewer still is no solution: {:?}", preview.solved);
    assert!(is_of(&preview.caused), "it is told: {:?}", preview.caused);
}
