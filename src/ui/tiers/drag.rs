//! Planning a tier on the map: something that the tier is about is dragged onto a member who has its part.

use crate::app::{Document, Preview};
use crate::edit::Edit;
use crate::geom::MapPoint;
use crate::index::{covers_in_tier, place_of_target};
use crate::model::{MemberId, Target, Tier};
use crate::scene::Scene;
use crate::ui::asked::Asked;
use crate::ui::map::{preview_card_ui, window_from_map};
use crate::ui::session::{Mode, Selected, Session};
use crate::ui::style::{REACH_PT, color};
use crate::ui::tiers::holders;
use crate::ui::tiers::state::TierDrag;
use egui::{Painter, PointerButton, Pos2, Rect, Response, Shape, Stroke, Ui, Vec2};

/// How far a member may be from the pointer for a drop to mean that member.
const DROP_PT: f32 = 22.0;
/// So many members near the pointer are asked whether they have the part.
const ASKED: usize = 24;

/// The tier that is being planned, if it is not that of households.
fn tier_of<'a>(document: &'a Document, session: &Session) -> Option<&'a Tier> {
    document.project().facts.scheme.tier(session.tiers.chosen.as_deref()?)
}

/// Listens to the pointer while a tier is planned. `None` if what it does is not about the tier; else what is asked for,
/// if anything is.
#[expect(clippy::option_option, reason = "whether it was heard, and what it asks for")]
pub(crate) fn listen(
    ui: &Ui,
    response: &Response,
    document: &Document,
    session: &mut Session,
    scene: &Scene,
) -> Option<Option<Asked>> {
    let tier = tier_of(document, session)?.clone();
    let pointer = ui.input(|input| input.pointer.latest_pos())?;
    if response.drag_started_by(PointerButton::Primary) && session.mode == Mode::Assign {
        let origin = ui.input(|input| input.pointer.press_origin()).unwrap_or(pointer);
        if document.check_writable().is_ok()
            && let Some(target) = target_at(session, scene, response.rect, origin)
        {
            let project = document.project();
            let plan = project.plans.at(document.plan())?;
            let mut there = holders(project, plan, &tier, target);
            let from = there.next().filter(|_| there.next().is_none());
            session.tiers.drag = Some(TierDrag { target, from, to: None, preview: None });
        }
    }
    if let Some(drag) = session.tiers.drag.take() {
        return Some(carry(ui, response, document, session, &tier, drag, pointer));
    }
    if response.clicked()
        && let Some(Target::Unit(_, unit)) = target_at(session, scene, response.rect, pointer)
    {
        return Some(Some(Asked::Select(Some(Selected::Unit(unit)))));
    }
    None
}

fn carry(
    ui: &Ui,
    response: &Response,
    document: &Document,
    session: &mut Session,
    tier: &Tier,
    mut drag: TierDrag,
    pointer: Pos2,
) -> Option<Asked> {
    let to = member_at(document, session, tier, response.rect, pointer, drag.target);
    let wish = |to| Edit::LinkTargets { targets: vec![drag.target], to, instead_of: drag.from };
    let is_let_go = response.drag_stopped() || !ui.input(|input| input.pointer.primary_down());
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    if is_let_go {
        let to = to.filter(|to| drag.from != Some(*to))?;
        return Some(Asked::Do(Box::new(wish(to))));
    }
    if to != drag.to || drag.preview.is_none() {
        drag.preview = to.filter(|to| drag.from != Some(*to)).map(|to| Preview::of(document, &wish(to)));
        drag.to = to;
    }
    session.tiers.drag = Some(drag);
    None
}

/// What the tier is about under the pointer, the nearest first.
fn target_at(session: &Session, scene: &Scene, rect: Rect, at: Pos2) -> Option<Target> {
    let local = crate::geom::ScreenPoint { x_pt: at.x - rect.left(), y_pt: at.y - rect.top() };
    let place = session.view.map_from_screen(local);
    let reach_m = f64::from(REACH_PT) / session.view.pt_per_m;
    let near = scene.targets().iter().map(|shape| (shape.distance_m(place), shape.target));
    let near = near.filter(|(far_m, _)| *far_m <= reach_m).min_by(|a, b| a.0.total_cmp(&b.0));
    near.map(|(_, target)| target)
}

/// The member with the part of the tier who is meant by a drop here.
fn member_at(
    document: &Document,
    session: &Session,
    tier: &Tier,
    rect: Rect,
    at: Pos2,
    target: Target,
) -> Option<MemberId> {
    let project = document.project();
    let local = crate::geom::ScreenPoint { x_pt: at.x - rect.left(), y_pt: at.y - rect.top() };
    let place = crate::geom::wgs84_from_map(session.view.map_from_screen(local));
    let near = document.index().members_near(project, place).take(ASKED).map(|(member, _)| member);
    let mut able = near.filter(|member| covers_in_tier(project, tier, *member) && Target::Member(*member) != target);
    able.find(|member| {
        let there = project.place_of_member(*member).map(MapPoint::from);
        there.is_some_and(|there| window_from_map(rect, &session.view, there).distance(at) <= DROP_PT)
    })
}

/// Draws what is under way, and what a drop would do.
pub(crate) fn overlay_ui(ui: &Ui, painter: &Painter, rect: Rect, document: &Document, session: &Session) {
    let Some(drag) = &session.tiers.drag else { return };
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    let Some(from) = place_of_target(document.project(), drag.target) else { return };
    let from = window_from_map(rect, &session.view, from.into());
    let theme = &session.theme;
    let ink = match &drag.preview {
        Some(Err(_)) => color(theme.error),
        _ => color(theme.preview),
    };
    let to = drag.to.and_then(|member| document.project().place_of_member(member));
    let to = to.map(|at| window_from_map(rect, &session.view, at.into()));
    painter.circle_stroke(from, 12.0, Stroke::new(4.0, color(theme.halo)));
    painter.circle_stroke(from, 11.0, Stroke::new(2.5, ink));
    painter.extend(Shape::dashed_line(&[from, to.unwrap_or(pointer)], Stroke::new(2.5, ink), 7.0, 5.0));
    match to {
        Some(at) => painter.circle_stroke(at, 15.0, Stroke::new(2.5, ink)),
        None => painter.circle_filled(pointer, 4.0, ink),
    };
    let Some(preview) = &drag.preview else { return };
    egui::Area::new(egui::Id::unique("tier drag"))
        .order(egui::Order::Foreground)
        .fixed_pos(pointer + Vec2::new(22.0, 18.0))
        .constrain_to(rect)
        .interactable(false)
        .show(ui.ctx(), |ui| {
            crate::ui::widgets::floating(theme).show(ui, |ui| {
                ui.set_width(300.0);
                preview_card_ui(ui, document, session, preview, crate::app::wording::Text::PreviewDrop);
            });
        });
}
