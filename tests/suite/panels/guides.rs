//! Guides over the map: measuring, distance rings, nearest-member areas, coordinates.

use crate::panels::desk::Desk;
use egui::{Key, Modifiers};
use lianhu::geom::distance_m;
use lianhu::ui::Selected;

#[test]
fn a_distance_is_measured_from_click_to_click() {
    let mut desk = Desk::assigning("measuring");
    let (from, to) = (desk.usual_household(), desk.some_household(|_, row| row.address.group == 5));
    desk.press(Key::M);
    desk.click_household(from);
    desk.click_household(to);
    assert_eq!(desk.session().selected, None, "clicks are for the line");
    let line = desk.session().guides.measured.clone().unwrap();
    assert_eq!(line.len(), 2);
    let wanted = distance_m(desk.household(from).at.unwrap(), desk.household(to).at.unwrap());
    let measured = distance_m(lianhu::geom::wgs84_from_map(line[0]), lianhu::geom::wgs84_from_map(line[1]));
    assert!((wanted - measured).abs() < 2.0, "{wanted} m and {measured} m");
    desk.press(Key::Escape);
    assert!(desk.session().guides.measured.is_none(), "Esc ends it");
    desk.click_household(from);
    assert_eq!(desk.session().selected, Some(Selected::Household(from)));
}

#[test]
fn guides_come_and_go() {
    let mut desk = Desk::village("guides");
    desk.choose("视图", "距离圈");
    assert!(desk.session().guides.has_rings);
    desk.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
    assert!(desk.session().guides.has_cells);
    desk.choose("视图", "距离圈");
    assert!(!desk.session().guides.has_rings);
    assert_eq!(desk.steps(), 0, "looking changes nothing");
}

#[test]
fn the_place_last_clicked_can_be_copied() {
    let mut desk = Desk::village("coordinates");
    let household = desk.usual_household();
    desk.click_household(household);
    let at = desk.household(household).at.unwrap();
    let words = format!("{:.3}", at.lon_deg);
    desk.assert_sees(&words);
    let place = desk.find_starting(&words).rect().center();
    desk.click_at(place);
    desk.assert_sees("坐标已复制");
}
