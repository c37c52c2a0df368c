//! A few households at one place, fanned out round it.

use crate::app::Document;
use crate::geom::MapPoint;
use crate::ui::asked::Asked;
use crate::ui::map::window_from_map;
use crate::ui::session::{Selected, Session};
use crate::ui::style::color;
use crate::ui::widgets::MarkPictures;
use egui::{Area, Id, Rect, Sense, Stroke, Ui, UiBuilder, Vec2};

/// Least distance from the place to a mark.
const REACH_PT: f32 = 38.0;
/// Each mark has so much of the circle.
const ROOM_PT: f32 = 30.0;
/// Size of a mark.
const MARK_PT: f32 = 17.0;

/// Draws the fan. A click on a mark selects it, a press beside it closes the fan.
pub(crate) fn fan_ui(
    ui: &Ui,
    rect: Rect,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
) -> Option<Asked> {
    let stack = session.stack.clone()?;
    let project = document.project();
    let place = stack.households.first().and_then(|&first| project.households.at(first)?.at)?;
    let origin = window_from_map(rect, &session.view, MapPoint::from(place));
    let count = stack.households.len();
    let reach = (count as f32 * ROOM_PT / std::f32::consts::TAU).max(REACH_PT);
    // At the edge of the map the fan moves in; its legs still come from the place.
    let inside = rect.shrink(reach + ROOM_PT);
    let middle = if inside.is_positive() { inside.clamp(origin) } else { rect.center() };
    let whole = Rect::from_center_size(middle, Vec2::splat(2.0 * (reach + ROOM_PT)));
    let mut asked = None;
    let area = Area::new(Id::unique("fan")).fixed_pos(whole.min).constrain(false).show(ui.ctx(), |ui| {
        ui.allocate_exact_size(whole.size(), Sense::hover());
        let theme = session.theme.clone();
        ui.painter().circle_filled(middle, reach + ROOM_PT * 0.6, color(theme.card.with_alpha(225)));
        let places = stack.households.iter().enumerate().map(|(place_idx, &household)| {
            let turn = std::f32::consts::TAU * place_idx as f32 / count as f32;
            (household, middle + Vec2::new(turn.sin(), -turn.cos()) * reach)
        });
        for (household, at) in places {
            ui.painter().line_segment([origin, at], Stroke::new(1.2, color(theme.text_weak)));
            let name = Session::naming(document).household(household);
            let room = Rect::from_center_size(at, Vec2::splat(ROOM_PT - 2.0));
            let response = ui.interact(room, Id::unique(("fan", household)), Sense::click());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            let shown = project.households.at(household).and_then(|row| {
                let is_home = document.index().is_member_home(household);
                project.shown_category(project.categories_of(row, is_home))
            });
            let plan = project.plans.at(document.plan());
            let is_uncovered = project.households.at(household).zip(plan).is_some_and(|(row, plan)| {
                project.is_required(row, document.index().is_member_home(household))
                    && !project.is_covered(plan, household)
            });
            let ring = if is_uncovered { theme.uncovered } else { theme.panel_edge };
            let ring = if response.hovered() || response.has_focus() { theme.preview } else { ring };
            ui.painter().circle(at, MARK_PT * 0.75, color(theme.card), Stroke::new(1.6, color(ring)));
            let inner = Rect::from_center_size(at, Vec2::splat(MARK_PT));
            let mut inner = ui.new_child(UiBuilder::new().max_rect(inner));
            pictures.mark_ui(&mut inner, &theme, project, shown, MARK_PT - 4.0);
            if response.on_hover_text(&name).clicked() {
                asked = Some(Asked::Select(Some(Selected::Household(household))));
            }
        }
        ui.painter().circle_filled(origin, 3.0, color(theme.text_weak));
    });
    let is_pressed = ui.input(|input| input.pointer.any_pressed());
    let is_elsewhere = is_pressed && !stack.is_fresh && !area.response.contains_pointer();
    if asked.is_some() || is_elsewhere {
        session.stack = None;
    } else if let Some(stack) = &mut session.stack {
        stack.is_fresh = false;
    }
    asked
}
