//! Borders of grids with the pointer: divided, put together, reshaped, drawn, checked.

use crate::panels::desk::{Desk, saved};
use egui::{Key, Modifiers, Pos2};
use lianhu::geom::{Wgs84, area_corners, area_m2};
use lianhu::model::{Grid, GridId};
use lianhu::rules::outline_faults;

/// The first grid of the innermost level, selected and in view.
fn on_first_grid(test: &str) -> (Desk, GridId) {
    let mut desk = Desk::village(test);
    desk.click_starting("第一网格 ");
    let project = desk.project();
    let first = project.grids.iter().find(|(_, row)| row.name == "第一网格").unwrap().0;
    (desk, first)
}

fn row(desk: &Desk, grid: GridId) -> Grid {
    desk.project().grids.at(grid).unwrap().clone()
}

/// Places left and right of a grid, at its middle.
fn beside(desk: &Desk, grid: GridId) -> [Pos2; 2] {
    let corners: Vec<Wgs84> = area_corners(&row(desk, grid).area).collect();
    let places: Vec<Pos2> = corners.iter().map(|&corner| desk.place_on_map(corner)).collect();
    let (west, east) =
        (places.iter().map(|at| at.x).fold(f32::MAX, f32::min), places.iter().map(|at| at.x).fold(f32::MIN, f32::max));
    let middle = places.iter().map(|at| at.y).sum::<f32>() / places.len() as f32;
    [Pos2::new(west - 16.0, middle), Pos2::new(east + 16.0, middle)]
}

#[test]
fn a_line_divides_a_grid_and_a_click_puts_it_together_again() {
    let (mut desk, first) = on_first_grid("borders cut");
    let whole = row(&desk, first);
    desk.click("分割网格");
    desk.assert_sees("画一条穿过网格的线");
    let [west, east] = beside(&desk, first);
    desk.click_at(west);
    desk.click_at(east);
    desk.press(Key::Enter);
    desk.assert_sees("沿用原网格");
    desk.write("名称 2", "第七网格");
    desk.click("确定");
    let project = desk.project();
    let fresh = project.grids.iter().find(|(_, row)| row.name == "第七网格").unwrap().0;
    let sum = area_m2(&row(&desk, first).area) + area_m2(&row(&desk, fresh).area);
    assert!((sum - area_m2(&whole.area)).abs() < 1.0, "the parts make the whole");
    assert_eq!(row(&desk, fresh).parent, whole.parent);
    assert_eq!(outline_faults(&project), [], "and fit to all around them");
    assert_eq!(desk.steps(), 1, "in one step");
    assert_eq!(saved(&desk.path), project);
    desk.click("合并网格");
    let middle = lianhu::geom::area_centroid(&row(&desk, fresh).area).unwrap();
    let at = desk.place_on_map(middle);
    desk.click_at(at);
    desk.assert_sees("保留哪一个的名称与编号");
    desk.click("确定");
    let again = row(&desk, first);
    assert!((area_m2(&again.area) - area_m2(&whole.area)).abs() < 1.0);
    assert!(desk.project().grids.at(fresh).is_none());
    desk.undo();
    desk.undo();
    assert_eq!(row(&desk, first), whole);
}

#[test]
fn a_line_that_misses_says_so_and_stays() {
    let (mut desk, first) = on_first_grid("borders missed");
    desk.click("分割网格");
    let [west, _] = beside(&desk, first);
    desk.click_at(west);
    desk.click_at(west + egui::vec2(0.0, 60.0));
    desk.press(Key::Enter);
    desk.assert_sees("线没有穿过网格");
    desk.assert_sees("画一条穿过网格的线");
    desk.press(Key::Backspace);
    desk.press(Key::Escape);
    desk.assert_misses("画一条穿过网格的线");
    assert_eq!(desk.steps(), 0);
}

#[test]
fn a_corner_is_dragged_with_the_neighbor_or_alone() {
    let (mut desk, first) = on_first_grid("borders corner");
    let shared = |desk: &Desk| {
        let project = desk.project();
        let own: Vec<Wgs84> = area_corners(&project.grids.at(first).unwrap().area).collect();
        let level = project.grids.at(first).unwrap().level;
        let others = project.grids.iter().filter(|(id, row)| *id != first && row.level == level);
        let theirs: Vec<Wgs84> = others.flat_map(|(_, row)| area_corners(&row.area).collect::<Vec<_>>()).collect();
        let map = desk.map().shrink(60.0);
        own.into_iter().find(|at| theirs.contains(at) && map.contains(desk.place_on_map(*at))).unwrap()
    };
    let before = desk.project();
    desk.click("改边界");
    let at = shared(&desk);
    let from = desk.place_on_map(at);
    desk.stroke(&[from, from + egui::vec2(-20.0, -14.0), from + egui::vec2(-30.0, -24.0)]);
    assert_eq!(desk.steps(), 1, "one drag, one step");
    let changed = desk.project().grids.differing(&before.grids);
    assert!(changed.len() > 1 && changed.contains(&first), "all that share the corner: {changed:?}");
    assert_eq!(outline_faults(&desk.project()), []);
    desk.undo();
    let alt = Modifiers { alt: true, ..Modifiers::NONE };
    desk.stroke_with(alt, &[from, from + egui::vec2(-20.0, -14.0), from + egui::vec2(-30.0, -24.0)]);
    assert_eq!(desk.project().grids.differing(&before.grids), [first], "this one alone");
    desk.choose("网格编辑", "检查边界");
    desk.assert_sees("空隙");
    let fixes: Vec<String> = desk.words().into_iter().filter(|words| words.contains(" 归 ")).collect();
    desk.click(&fixes[0]);
    assert_eq!(outline_faults(&desk.project()), [], "mended");
    desk.assert_sees("没有空隙、重叠、自相交或重复编号");
}

#[test]
fn a_grid_is_drawn_where_nobody_has_one() {
    let mut desk = Desk::village("borders drawn");
    // Enter is about the line, whoever is selected.
    desk.find_by_search("M010");
    desk.choose("网格编辑", "画新网格");
    let map = desk.map();
    let corner = map.left_top() + egui::vec2(6.0, 200.0);
    for away in [egui::vec2(0.0, 0.0), egui::vec2(24.0, 0.0), egui::vec2(24.0, 60.0), egui::vec2(0.0, 60.0)] {
        desk.click_at(corner + away);
    }
    desk.press(Key::Enter);
    desk.write("名称", "新网格");
    desk.click("确定");
    let project = desk.project();
    let fresh = project.grids.rows().find(|row| row.name == "新网格").unwrap();
    assert_eq!(area_corners(&fresh.area).count(), 4);
    assert_eq!(fresh.code, "C07", "the code after the last one");
    assert_eq!(saved(&desk.path), project);
    desk.assert_sees("新网格");
}
