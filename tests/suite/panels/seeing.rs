//! What the map shows at a glance: colors by what is asked, rings from far, a branch of the grid tree.

use crate::panels::desk::Desk;
use egui::{Key, Modifiers, Vec2};
use lianhu::geom::{MapPoint, View};
use lianhu::model::GridId;
use lianhu::scene::Coloring;
use lianhu::ui::Selected;

#[test]
fn the_map_is_colored_by_what_is_asked() {
    let mut desk = Desk::village("coloring");
    desk.assert_sees("人群类别");
    for (word, coloring, told) in [
        ("按党员", Coloring::Member, "相邻党员颜色不同"),
        ("覆盖", Coloring::Coverage, "已覆盖 4"),
        ("负荷", Coloring::Load, "联系人超上限 "),
        ("距离", Coloring::Distance, "50 m 以内 "),
        ("差异", Coloring::Changed, "与现行相同 4"),
        ("七彩图", Coloring::Category, "人群类别"),
    ] {
        desk.click(word);
        assert_eq!(desk.session().coloring, coloring, "{word} was asked for");
        desk.wait_for(told);
    }
    desk.press_with(Modifiers::ALT, Key::Num4);
    assert_eq!(desk.session().coloring, Coloring::Load, "by its key, too");
    assert_eq!(desk.steps(), 0, "looking changes nothing");
}

#[test]
fn from_far_a_ring_stands_for_a_grid_and_a_click_opens_it() {
    let mut desk = Desk::village("rings");
    let near = desk.session().view;
    for _ in 0..6 {
        desk.press(Key::Minus);
    }
    let far = desk.session().view;
    assert!(far.pt_per_m < near.pt_per_m / 8.0, "we look from far");
    let middle = desk.map().min + {
        let at = far.screen_from_map(middle_of_households(&desk));
        Vec2::new(at.x_pt, at.y_pt)
    };
    desk.hover(middle);
    desk.click_at(middle);
    assert_eq!(desk.session().selected, Some(Selected::Grid(GridId(1))), "the ring is the village");
    assert!(desk.session().view.pt_per_m > far.pt_per_m * 4.0, "and it is shown whole");
    assert_eq!(desk.steps(), 0, "looking changes nothing");
}

#[test]
fn a_branch_of_the_tree_closes_and_opens() {
    let mut desk = Desk::village("tree");
    desk.assert_sees("第三网格 71 户");
    desk.click("收起 柳溪村");
    desk.assert_misses("第三网格 71 户");
    desk.click("展开 柳溪村");
    desk.assert_sees("第三网格 71 户");
}

#[test]
fn with_shift_a_rectangle_is_zoomed_to() {
    let mut desk = Desk::village("rectangle");
    let before = desk.session().view;
    let middle = desk.map().center();
    let corners = [middle - Vec2::new(120.0, 80.0), middle + Vec2::new(120.0, 80.0)];
    desk.stroke_with(Modifiers::SHIFT, &corners);
    let View { pt_per_m, .. } = desk.session().view;
    assert!(pt_per_m > before.pt_per_m * 2.0, "a third of the window fills it now");
}

fn middle_of_households(desk: &Desk) -> MapPoint {
    let document = desk.document();
    let places: Vec<MapPoint> =
        document.project().households.rows().filter_map(|row| row.at).map(MapPoint::from).collect();
    let mean = |of: fn(&MapPoint) -> f64| places.iter().map(of).sum::<f64>() / places.len() as f64;
    MapPoint { east_m: mean(|at| at.east_m), north_m: mean(|at| at.north_m) }
}
