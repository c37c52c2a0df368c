//! Giving what is picked to a member, each way that there is.

use crate::panels::desk::{Desk, open, saved};
use egui::{Key, Modifiers, Pos2, Vec2};
use lianhu::model::{HouseholdId, LinkKind, MemberId};
use lianhu::store::Access;
use lianhu::ui::{Selected, Tool};

/// Three households of one member, picked; a neighbor who could take them.
fn cast(test: &str) -> (Desk, Vec<HouseholdId>, MemberId, MemberId) {
    let mut desk = Desk::assigning(test);
    let is_away = |desk: &Desk, member: MemberId, at: Pos2| desk.place_of_member(member).distance(at) > 45.0;
    let first = desk.some_household(|id, _| {
        let from = desk.primary(id);
        desk.is_usual(id)
            && desk.project().members.ids().all(|member| is_away(&desk, member, desk.place_of_household(id)))
            && from.is_some_and(|from| usual_of(&desk, from).len() >= 3)
    });
    let from = desk.primary(first).unwrap();
    let mut households = vec![first];
    households.extend(usual_of(&desk, from).into_iter().filter(|&id| id != first).take(2));
    households.sort();
    let map = desk.map().shrink(60.0);
    let to = desk
        .offers(first)
        .into_iter()
        .find(|&to| map.contains(desk.place_of_member(to)) && is_away(&desk, to, desk.place_of_household(first)));
    for &household in &households {
        desk.click_place_with(Modifiers::SHIFT, desk.place_of_household(household));
    }
    assert_eq!(desk.session().picked.iter().collect::<Vec<_>>(), households);
    (desk, households, from, to.unwrap())
}

/// Households of a member that stand alone in the open part of the map.
fn usual_of(desk: &Desk, member: MemberId) -> Vec<HouseholdId> {
    let map = desk.map().shrink(70.0);
    let plan = desk.plan();
    let is_alone = |id: HouseholdId| {
        let at = desk.household(id).at.unwrap();
        desk.document().index().households_near(at.into(), 12.0).len() == 1
    };
    let held = plan.held_by(member).iter().filter(|(_, kind)| *kind == LinkKind::Primary);
    held.map(|(id, _)| *id)
        .filter(|&id| desk.is_usual(id) && is_alone(id) && map.contains(desk.place_of_household(id)))
        .collect()
}

fn holders(desk: &Desk, households: &[HouseholdId]) -> Vec<Option<MemberId>> {
    households.iter().map(|&id| desk.primary(id)).collect()
}

#[test]
fn a_drag_of_one_takes_all_that_are_picked() {
    let (mut desk, households, from, to) = cast("give drag");
    let (from_load, to_load) = (desk.load(from), desk.load(to));
    let lead = households.iter().copied().find(|&id| {
        desk.project()
            .members
            .ids()
            .all(|member| desk.place_of_member(member).distance(desk.place_of_household(id)) > 45.0)
    });
    desk.take_up(lead.unwrap());
    desk.carry_to(to);
    desk.assert_sees("改派预览");
    desk.assert_sees(&format!("{from_load} → {}", from_load - 3));
    desk.assert_sees(&format!("{to_load} → {}", to_load + 3));
    desk.assert_sees("直线合计");
    assert_eq!(desk.steps(), 0, "nothing happened yet");
    desk.let_go();
    assert_eq!(holders(&desk, &households), [Some(to); 3]);
    assert_eq!(desk.steps(), 1, "one gesture, one step");
    desk.assert_sees(&format!("3 户 改由 {} 联系", desk.member(to).name));
    desk.undo();
    assert_eq!(holders(&desk, &households), [Some(from); 3]);
    assert_eq!(saved(&desk.path), desk.project());
}

#[test]
fn a_list_gives_by_name_and_enter() {
    let (mut desk, households, _, to) = cast("give list");
    desk.press(Key::E);
    desk.type_text(&desk.member(to).name.clone());
    desk.assert_sees("改派预览");
    assert_eq!(desk.steps(), 0);
    desk.press(Key::Enter);
    assert_eq!(holders(&desk, &households), [Some(to); 3]);
    desk.assert_misses("党员姓名或编号");
    desk.undo();
    desk.press(Key::E);
    desk.assert_sees(&format!("1 {} ", desk.member(to).name));
    desk.assert_sees("最近");
    desk.type_text("1");
    assert_eq!(holders(&desk, &households), [Some(to); 3], "who was given something last is first");
}

#[test]
fn arrows_and_digits_choose_from_the_list() {
    let (mut desk, households, from, _) = cast("give digits");
    desk.press(Key::E);
    desk.press(Key::ArrowDown);
    desk.press(Key::Escape);
    desk.assert_misses("党员姓名或编号");
    assert_eq!((holders(&desk, &households), desk.steps()), (vec![Some(from); 3], 0));
    let line = desk.words().into_iter().find(|words| words.starts_with("2 ") && words.contains(" → ")).unwrap();
    desk.press(Key::Num2);
    let name = line.split(' ').nth(1).unwrap();
    for holder in holders(&desk, &households) {
        assert_eq!(desk.member(holder.unwrap()).name, name, "the digit picks the candidate of the panel");
    }
}

#[test]
fn a_click_on_a_member_of_the_map_gives() {
    let (mut desk, households, from, to) = cast("give map");
    desk.press(Key::R);
    desk.assert_sees("点一位党员，把已选的户交给他；Esc 取消");
    desk.carry_to(to);
    desk.assert_sees("点击生效");
    assert_eq!(desk.steps(), 0);
    desk.press(Key::Escape);
    desk.assert_misses("点一位党员，把已选的户交给他；Esc 取消");
    desk.click("图上选人");
    desk.click_at(desk.place_of_member(to));
    assert_eq!(holders(&desk, &households), [Some(to); 3], "from {from:?}");
}

#[test]
fn strokes_for_a_member_wait_for_a_yes() {
    let (mut desk, households, from, to) = cast("give paint");
    desk.press(Key::D);
    desk.click("刷给…");
    desk.type_text(&desk.member(to).name.clone());
    desk.press(Key::Enter);
    desk.assert_sees(&format!("刷给 {}", desk.member(to).name));
    let at = desk.place_of_household(households[0]);
    let stroke = [at + Vec2::new(-3.0, 0.0), at, at + Vec2::new(9.0, 0.0)];
    desk.stroke(&stroke);
    desk.assert_sees("回车生效");
    assert_eq!((desk.primary(households[0]), desk.steps()), (Some(from), 0));
    desk.press(Key::Escape);
    desk.assert_misses("回车生效");
    desk.stroke(&stroke);
    desk.press(Key::Enter);
    assert_eq!((desk.primary(households[0]), desk.steps()), (Some(to), 1));
    assert!(desk.session().picked.is_empty(), "ready for the next stroke");
    desk.click("不再刷给这位党员");
    desk.assert_misses(&format!("刷给 {}", desk.member(to).name));
}

#[test]
fn what_is_off_the_screen_is_counted_and_can_be_left_out() {
    let (mut desk, households, from, to) = cast("give hidden");
    let (near, away) = (households[0], households[2]);
    let at = desk.place_of_household(near);
    for _ in 0..9 {
        desk.scroll_at(at, 120.0);
    }
    let is_seen = |desk: &Desk, id: HouseholdId| desk.map().contains(desk.place_of_household(id));
    assert!(is_seen(&desk, near) && !is_seen(&desk, away));
    let hidden = households.iter().filter(|&&id| !is_seen(&desk, id)).count();
    desk.press(Key::E);
    desk.assert_sees(&format!("排除屏幕外的 {hidden} 户"));
    desk.press(Key::Escape);
    desk.press(Key::X);
    desk.press(Key::E);
    desk.type_text(&desk.member(to).name.clone());
    desk.press(Key::Enter);
    assert_eq!((desk.primary(near), desk.primary(away)), (Some(to), Some(from)));
}

#[test]
fn many_are_locked_backed_up_and_released() {
    let (mut desk, households, _, to) = cast("give others");
    desk.click("全部锁定");
    assert!(households.iter().all(|&id| desk.plan().links_of(id).iter().all(|link| link.locked)));
    desk.assert_sees("已锁定 3");
    desk.click("全部解锁");
    assert!(households.iter().all(|&id| desk.plan().links_of(id).iter().all(|link| !link.locked)));
    desk.click("设协助人…");
    desk.type_text(&desk.member(to).name.clone());
    desk.press(Key::Enter);
    assert!(households.iter().all(|&id| desk.backups(id) == [to]));
    desk.click("解除联系");
    assert_eq!(holders(&desk, &households), [Some(to); 3], "who stood in steps in");
    desk.click("解除联系");
    desk.assert_sees("今后由谁联系？");
    desk.click("确定");
    assert!(holders(&desk, &households).iter().all(|holder| holder.is_some_and(|holder| holder != to)));
    assert_eq!(desk.steps(), 5);
    desk.click("取消选择");
    desk.assert_misses("已选的户");
}

#[test]
fn a_whole_reassignment_with_the_keyboard_alone() {
    let mut desk = Desk::village("give keyboard");
    let household = desk.usual_household();
    let (from, to) = (desk.primary(household), desk.offers(household)[0]);
    desk.find_by_search(&desk.household(household).code.clone());
    assert_eq!(desk.session().selected, Some(Selected::Household(household)));
    desk.press(Key::A);
    desk.press(Key::E);
    desk.type_text(&desk.member(to).name.clone());
    desk.press(Key::Enter);
    assert_eq!(desk.primary(household), Some(to));
    desk.undo();
    assert_eq!(desk.primary(household), from);
    desk.press(Key::G);
    desk.type_text("2组1-6号");
    desk.press(Key::Enter);
    let picked: Vec<HouseholdId> = desk.session().picked.iter().collect();
    assert!(picked.len() > 1);
    desk.press(Key::E);
    desk.press(Key::Enter);
    let first = desk.primary(picked[0]);
    assert!(first.is_some() && picked.iter().filter(|&&id| desk.primary(id) == first).count() + 1 >= picked.len());
}

#[test]
fn a_pushed_border_gives_what_was_passed() {
    let mut desk = Desk::assigning("give border");
    desk.press(Key::V);
    assert_eq!(desk.session().tool, Tool::Border);
    // Two neighbors whose households stand close to each other.
    let map = desk.map().shrink(80.0);
    let plan = desk.plan();
    let project = desk.project();
    let usual: Vec<HouseholdId> = project
        .households
        .iter()
        .filter(|(id, row)| row.at.is_some() && desk.is_usual(*id) && map.contains(desk.place_of_household(*id)))
        .map(|(id, _)| id)
        .collect();
    let holder = |id: HouseholdId| plan.primaries_of(id).next().unwrap().member;
    let pairs = usual.iter().flat_map(|&one| usual.iter().map(move |&other| (one, other)));
    let (one, other) = pairs
        .filter(|&(one, other)| holder(one) != holder(other))
        .find(|&(one, other)| {
            let (a, b) = (desk.place_of_household(one), desk.place_of_household(other));
            let middle = a.lerp(b, 0.5);
            let is_first =
                |id: &&HouseholdId| desk.place_of_household(**id).distance(middle) + 0.5 < a.distance(middle);
            (24.0..80.0).contains(&a.distance(b)) && usual.iter().filter(is_first).count() == 0
        })
        .unwrap();
    let (winner, loser) = (holder(one), holder(other));
    let (from, to) =
        (desk.place_of_household(one).lerp(desk.place_of_household(other), 0.5), desk.place_of_household(other));
    desk.begin_stroke(&[from, from.lerp(to, 0.6), to]);
    desk.assert_sees("改派预览");
    desk.assert_sees("松开鼠标生效");
    assert_eq!(desk.steps(), 0, "nothing happened yet");
    desk.press(Key::Escape);
    desk.let_go();
    assert_eq!((desk.primary(other), desk.steps()), (Some(loser), 0));
    desk.stroke(&[from, from.lerp(to, 0.6), to]);
    assert_eq!((desk.primary(other), desk.primary(one)), (Some(winner), Some(winner)));
    assert_eq!(desk.steps(), 1);
    desk.undo();
    // Somebody who thinks with the button down has not said yet which way.
    desk.hold_still(from);
    desk.hover(from.lerp(to, 0.6));
    desk.hover(to);
    desk.let_go();
    assert_eq!(desk.primary(other), Some(winner), "the push counts all the same");
    desk.undo();
    assert_eq!(desk.plan(), plan);
}

#[test]
fn a_member_hands_over_spreads_and_changes_places() {
    let mut desk = Desk::assigning("give member");
    let household = desk.usual_household();
    let (from, to) = (desk.primary(household).unwrap(), desk.offers(household)[0]);
    let held = |desk: &Desk, member: MemberId| desk.plan().held_by(member).to_vec();
    let (of_from, of_to) = (held(&desk, from), held(&desk, to));
    desk.find_by_search(&desk.member(from).code.clone());
    desk.click("互换联系户…");
    desk.type_text(&desk.member(to).name.clone());
    desk.assert_sees("改派预览");
    desk.press(Key::Enter);
    assert_eq!(desk.primary(household), Some(to));
    desk.undo();
    assert_eq!((held(&desk, from), held(&desk, to)), (of_from.clone(), of_to));
    desk.click("分给邻近党员");
    desk.assert_sees("回车生效");
    assert_eq!(desk.load(from), of_from.len() as u32, "nothing happened yet");
    desk.click("生效");
    assert!(desk.load(from) < of_from.len() as u32);
    desk.undo();
    desk.find_by_search(&desk.member(from).code.clone());
    desk.click("全部锁定");
    desk.click("全部移交给…");
    desk.type_text(&desk.member(to).name.clone());
    desk.assert_sees("没有可以改动的户（都已锁定）");
    desk.press(Key::Escape);
    desk.click("全部解锁");
    desk.click("全部移交给…");
    desk.type_text(&desk.member(to).name.clone());
    desk.press(Key::Enter);
    assert!(desk.primary(household) == Some(to) && desk.load(from) <= 1);
}

#[test]
fn a_pick_is_dealt_to_the_nearest_after_a_yes() {
    let (mut desk, households, from, _) = cast("give deal");
    desk.click("就近分派");
    desk.assert_sees("回车生效");
    desk.click("放弃");
    desk.assert_misses("回车生效");
    assert_eq!((holders(&desk, &households), desk.steps()), (vec![Some(from); 3], 0));
    desk.press(Key::T);
    desk.press(Key::Enter);
    let plan = desk.plan();
    for &household in &households {
        let far = |member| desk.project().link_m(household, member).unwrap();
        let holder = desk.primary(household).unwrap();
        let offers = desk.offers(household);
        let nearest = offers.iter().map(|&member| far(member)).fold(f64::INFINITY, f64::min);
        assert!(far(holder) <= nearest + 1.0, "nobody with room is nearer");
        assert_eq!(plan.primaries_of(household).count(), 1);
    }
}

#[test]
fn a_push_that_begins_at_no_border_does_nothing() {
    let mut desk = Desk::assigning("give no border");
    desk.press(Key::V);
    let corner = desk.map().left_bottom() + Vec2::new(120.0, -120.0);
    let center = desk.session().view.center;
    desk.stroke(&[corner, corner + Vec2::new(20.0, 0.0), corner + Vec2::new(60.0, 0.0)]);
    desk.assert_sees("请从两位党员的户的交界处按住再推");
    assert_eq!((desk.session().view.center, desk.steps()), (center, 0));
}

#[test]
fn whoever_may_only_look_can_pick_but_not_give() {
    let path = Desk::village("give view only").path;
    let mut desk = Desk::on(open(&path, Access::Read));
    desk.press(Key::A);
    let household = desk.usual_household();
    desk.click_household(household);
    assert!(!desk.is_enabled("推边界"));
    desk.press(Key::E);
    desk.assert_misses("党员姓名或编号");
    desk.press_with(Modifiers::COMMAND, Key::A);
    desk.assert_sees("已选的户");
    assert!(!desk.is_enabled("指派给…") && !desk.is_enabled("全部锁定"));
    assert_eq!(desk.session().mode, lianhu::ui::Mode::Assign);
}

#[test]
fn enter_belongs_to_whoever_types() {
    let (mut desk, _, _, _) = cast("enter typed");
    desk.press(Key::T);
    desk.assert_sees("就近分派");
    desk.press_with(Modifiers::COMMAND, Key::K);
    desk.type_text("H0100");
    desk.press(Key::Enter);
    assert_eq!(desk.steps(), 0, "the card that waits does not take it");
}
