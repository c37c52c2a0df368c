//! Picking many households with each of the tools.

use crate::panels::desk::Desk;
use egui::{Key, Modifiers, Pos2, Rect, Vec2};
use lianhu::geom::Wgs84;
use lianhu::model::HouseholdId;
use lianhu::ui::{Mode, Selected, Source, Tool};
use std::collections::BTreeSet;

/// Where the marks of all households stand in the window.
fn marks(desk: &Desk) -> Vec<(HouseholdId, Pos2)> {
    let (project, view, corner) = (desk.project(), desk.session().view, desk.map().min);
    let mark = |(id, at): (HouseholdId, Wgs84)| {
        let at = view.screen_from_map(at.into());
        (id, corner + Vec2::new(at.x_pt, at.y_pt))
    };
    project.households.iter().filter_map(|(id, row)| Some((id, row.at?))).map(mark).collect()
}

/// Households whose marks lie in a rectangle of the window.
fn inside(desk: &Desk, frame: Rect) -> BTreeSet<HouseholdId> {
    marks(desk).into_iter().filter(|(_, at)| frame.contains(*at)).map(|(id, _)| id).collect()
}

fn picked(desk: &Desk) -> BTreeSet<HouseholdId> {
    desk.session().picked.iter().collect()
}

/// A piece of ground, so and so large, whose corners are free of households, with some households in it.
fn ground(desk: &Desk, size: Vec2) -> Rect {
    let (map, marks) = (desk.map().shrink(90.0), marks(desk));
    let count = |frame: Rect| marks.iter().filter(|(_, at)| frame.contains(*at)).count();
    let steps = |from: f32, to: f32| (0..40).map(move |step| from + (to - from) * step as f32 / 40.0);
    for top in steps(map.top() + 20.0, map.bottom() - size.y) {
        for left in steps(map.left(), map.right() - size.x) {
            let frame = Rect::from_min_size(Pos2::new(left, top), size);
            let is_free = |corner: Pos2| count(Rect::from_center_size(corner, Vec2::splat(34.0))) == 0;
            if [frame.left_top(), frame.right_bottom()].into_iter().all(is_free) && count(frame) >= 4 {
                return frame;
            }
        }
    }
    panic!("the village has no such ground");
}

#[test]
fn a_box_from_empty_ground_picks_what_is_in_it() {
    let mut desk = Desk::assigning("pick box");
    let frame = ground(&desk, Vec2::new(150.0, 110.0));
    let meant = inside(&desk, frame);
    desk.stroke(&[frame.left_top(), frame.center(), frame.right_bottom()]);
    assert_eq!(picked(&desk), meant);
    assert_eq!(desk.steps(), 0, "picking changes nothing");
    desk.assert_sees("已选的户");
    desk.assert_sees(&format!("{} 户", meant.len()));
    desk.press(Key::Escape);
    assert!(picked(&desk).is_empty(), "Esc leaves the pick");
}

#[test]
fn shift_adds_and_ctrl_removes() {
    let mut desk = Desk::assigning("pick add");
    let frame = ground(&desk, Vec2::new(150.0, 110.0));
    let meant = inside(&desk, frame);
    let half = frame.with_max_x(frame.center().x);
    desk.stroke(&[frame.left_top(), frame.right_bottom()]);
    desk.stroke_with(Modifiers::COMMAND, &[frame.left_top(), half.right_bottom()]);
    let rest: BTreeSet<HouseholdId> = meant.difference(&inside(&desk, half)).copied().collect();
    assert_eq!(picked(&desk), rest);
    desk.stroke_with(Modifiers::SHIFT, &[frame.left_top(), frame.right_bottom()]);
    assert_eq!(picked(&desk), meant);
}

#[test]
fn a_click_with_shift_or_ctrl_picks_one_more() {
    let mut desk = Desk::assigning("pick click");
    let one = desk.usual_household();
    let other = desk.some_household(|id, _| id != one && desk.is_usual(id));
    desk.click_household(one);
    desk.click_place_with(Modifiers::SHIFT, desk.place_of_household(other));
    assert_eq!(picked(&desk), [one, other].into());
    desk.click_place_with(Modifiers::COMMAND, desk.place_of_household(one));
    assert_eq!(desk.session().selected, Some(Selected::Household(other)), "one picked household is a selected one");
    assert!(picked(&desk).is_empty());
    desk.click_household(one);
    assert_eq!(desk.session().selected, Some(Selected::Household(one)), "a plain click starts over");
}

#[test]
fn esc_in_a_stroke_brings_back_the_pick_from_before() {
    let mut desk = Desk::assigning("pick esc");
    let frame = ground(&desk, Vec2::new(150.0, 110.0));
    desk.stroke(&[frame.left_top(), frame.right_bottom()]);
    let before = picked(&desk);
    for tool in [Key::S, Key::W, Key::C] {
        desk.press(tool);
        let away = desk.map().left_bottom() + Vec2::new(300.0, -60.0);
        desk.begin_stroke(&[away, away + Vec2::new(60.0, -60.0), frame.center()]);
        desk.press(Key::Escape);
        assert_eq!(picked(&desk), before, "with {:?}", desk.session().tool);
        desk.let_go();
        assert_eq!(picked(&desk), before, "the rest of the stroke picks nothing");
    }
}

#[test]
fn a_brush_picks_what_it_passes_over_and_nothing_else() {
    let mut desk = Desk::assigning("pick brush");
    desk.click("刷选");
    assert_eq!(desk.session().tool, Tool::Brush);
    let frame = ground(&desk, Vec2::new(190.0, 90.0));
    let line = frame.center().y;
    let (from, to) = (Pos2::new(frame.left(), line), Pos2::new(frame.right(), line));
    // A quick hand: few events, far apart, in one frame.
    desk.stroke(&[from, from.lerp(to, 0.5), to]);
    let found = picked(&desk);
    assert!(!found.is_empty());
    for (id, at) in marks(&desk) {
        let away = at.distance(Pos2::new(at.x.clamp(from.x, to.x), line));
        assert_eq!(found.contains(&id), away <= 28.0, "{away} points away");
    }
    desk.press(Key::CloseBracket);
    desk.stroke(&[from, from.lerp(to, 0.5), to]);
    assert!(picked(&desk).len() > found.len(), "a wider brush takes more");
}

#[test]
fn a_brush_dabs_with_a_click() {
    let mut desk = Desk::assigning("pick dab");
    desk.press(Key::D);
    let frame = ground(&desk, Vec2::new(150.0, 110.0));
    let first = inside(&desk, frame).into_iter().next().unwrap();
    desk.click_household(first);
    let session = desk.session();
    assert!(session.picked.contains(first) || session.selected == Some(Selected::Household(first)));
}

#[test]
fn a_lasso_picks_what_it_encloses() {
    let mut desk = Desk::assigning("pick lasso");
    desk.press(Key::W);
    let frame = ground(&desk, Vec2::new(180.0, 130.0));
    // A right triangle; what is above its long side stays.
    desk.stroke(&[frame.left_top(), frame.left_bottom(), frame.right_bottom()]);
    let is_below = |at: Pos2| (at.x - frame.left()) / frame.width() < (at.y - frame.top()) / frame.height();
    let whole = inside(&desk, frame);
    let meant: BTreeSet<HouseholdId> = whole.into_iter().filter(|&id| is_below(desk.place_of_household(id))).collect();
    assert_eq!(picked(&desk), meant);
}

#[test]
fn along_a_street_both_sides_or_the_left() {
    let mut desk = Desk::assigning("pick street");
    desk.press(Key::C);
    let frame = ground(&desk, Vec2::new(190.0, 90.0));
    let line = frame.center().y;
    let way = [Pos2::new(frame.left(), line), frame.center(), Pos2::new(frame.right(), line)];
    desk.stroke(&way);
    let both = picked(&desk);
    desk.stroke_with(Modifiers::ALT, &way);
    let left = if desk.session().picked.is_empty() {
        desk.session().households().into_iter().collect()
    } else {
        picked(&desk)
    };
    let north: BTreeSet<HouseholdId> =
        both.iter().copied().filter(|&id| desk.place_of_household(id).y < line).collect();
    assert!(!north.is_empty() && north.len() < both.len(), "there are households on both sides");
    assert_eq!(left, north, "left of whoever goes east is north");
    desk.click("只选左侧");
    desk.stroke(&way);
    let same: BTreeSet<HouseholdId> = desk.session().households().into_iter().collect();
    assert_eq!(same, north, "without Alt too");
}

#[test]
fn a_source_lets_the_tools_pass_over_the_others() {
    let mut desk = Desk::assigning("pick source");
    let household = desk.usual_household();
    let member = desk.primary(household).unwrap();
    desk.click_household(household);
    let name = desk.member(member).name;
    desk.choose("来源", &format!("只选 {name} 的户"));
    assert_eq!(desk.session().source, Source::OfMember(member));
    desk.press_with(Modifiers::COMMAND, Key::A);
    let held = desk.plan().held_by(member).iter().map(|(household, _)| *household).collect::<BTreeSet<_>>();
    assert!(picked(&desk).is_subset(&held) && picked(&desk).len() as u32 == desk.load(member));
}

#[test]
fn what_is_filtered_out_is_not_picked() {
    let mut desk = Desk::assigning("pick filter");
    let line = desk.words().into_iter().find(|words| words.starts_with("普通户 ")).unwrap();
    desk.click(&line);
    desk.click("全选");
    let ordinary: usize = line.split(' ').nth(1).unwrap().parse().unwrap();
    let all = desk.project().households.len();
    assert!(!picked(&desk).is_empty() && picked(&desk).len() <= all - ordinary);
}

#[test]
fn a_range_of_house_numbers_is_picked_while_it_is_typed() {
    let mut desk = Desk::assigning("pick numbers");
    desk.click("按门牌选");
    desk.type_text("3组1-");
    desk.assert_sees("没看懂，请写成“3组1-26号”");
    assert!(picked(&desk).is_empty());
    desk.type_text("9号单号");
    let meant: BTreeSet<HouseholdId> = {
        let project = desk.project();
        let odd = ["1", "3", "5", "7", "9"];
        let is_meant = |row: &lianhu::model::Household| {
            let first = row.address.house_no.split('-').next().unwrap_or_default();
            row.address.group == 3 && odd.contains(&first)
        };
        project.households.iter().filter(|(_, row)| is_meant(row)).map(|(id, _)| id).collect()
    };
    assert!(meant.len() > 1);
    assert_eq!(picked(&desk), meant);
    desk.press(Key::Escape);
    assert!(picked(&desk).is_empty(), "Esc brings back what was picked before");
    desk.press(Key::G);
    desk.type_text("3组1-9号单号");
    desk.press(Key::Enter);
    assert_eq!(picked(&desk), meant);
    desk.assert_misses("没看懂，请写成“3组1-26号”");
}

#[test]
fn space_pans_with_any_tool() {
    for (tool, name) in [(Key::S, "s"), (Key::D, "d"), (Key::W, "w"), (Key::V, "v")] {
        let mut desk = Desk::assigning(&format!("pick space {name}"));
        desk.press(tool);
        let center = desk.session().view.center;
        desk.hold(Key::Space);
        let at = desk.map().center();
        desk.stroke(&[at, at + Vec2::new(40.0, 30.0), at + Vec2::new(80.0, 30.0)]);
        assert_ne!(desk.session().view.center, center, "the map moved");
        assert!(picked(&desk).is_empty());
    }
}

#[test]
fn a_tool_takes_the_window_into_assign_mode() {
    let mut desk = Desk::village("pick mode");
    desk.assert_misses("套索");
    desk.press(Key::W);
    assert_eq!((desk.session().mode, desk.session().tool), (Mode::Assign, Tool::Lasso));
    desk.assert_sees("套索");
}
