//! Two plans on one map: the present one on the left, another on the right, and a line between them to be dragged.

use crate::app::wording::{Text, plan_name};
use crate::app::{Base, Document, plans_in_order};
use crate::model::PlanId;
use crate::ui::map::overlay::tag;
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::widgets::call;
use egui::{Painter, Rect, Sense, Stroke, Ui};

/// How near to the line it can be taken.
const REACH_PT: f32 = 7.0;
/// The line stays so far from the edges, as a share of the width.
const MARGIN: f32 = 0.03;

/// Another plan beside the one that is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swipe {
    /// Which plan stands on the right.
    pub plan: PlanId,
    /// Where it begins, as a share of the width.
    pub share: f32,
}

impl Swipe {
    /// This plan on the right half.
    pub fn half(plan: PlanId) -> Self {
        Self { plan, share: 0.5 }
    }

    /// The part of the map that the other plan has.
    pub(crate) fn right_of(self, rect: Rect) -> Rect {
        rect.with_min_x(rect.left() + rect.width() * self.share)
    }
}

/// The plan that stands on the right: the one that is compared with, or the first other one.
fn other_plan(document: &Document, session: &Session) -> Option<PlanId> {
    match Base::of(document, session.compare) {
        Base::Plan(plan) => Some(plan),
        Base::Opened => plans_in_order(document.project()).into_iter().find(|&plan| plan != document.plan()),
    }
}

impl Session {
    /// Puts another plan beside the present one, or takes it away. The changes then are those between the two.
    pub(crate) fn turn_swipe(&mut self, document: &Document) {
        if self.swipe.take().is_some() {
            return;
        }
        let Some(plan) = other_plan(document, self) else { return };
        if Base::of(document, self.compare) != Base::Plan(plan) {
            self.compare = Some(plan);
        }
        self.swipe = Some(Swipe::half(plan));
    }

    /// After another plan was chosen, on either side: the line stays where it is.
    pub(crate) fn follow_swipe(&mut self, document: &Document) {
        if let Some(swipe) = self.swipe {
            self.swipe = other_plan(document, self).map(|plan| Swipe { plan, ..swipe });
        }
    }
}

/// Draws the line with the names of both plans, and lets it be dragged.
pub(crate) fn swipe_ui(ui: &Ui, painter: &Painter, rect: Rect, document: &Document, session: &mut Session) {
    let Some(swipe) = session.swipe else { return };
    let plans = &document.project().plans;
    // Undo may have taken the plan away, or led to it.
    if plans.at(swipe.plan).is_none() || swipe.plan == document.plan() {
        session.swipe = None;
        return;
    }
    let x = swipe.right_of(rect).left();
    let grip = Rect::from_center_size(egui::pos2(x, rect.center().y), egui::vec2(2.0 * REACH_PT, rect.height()));
    let response = ui.interact(grip, ui.scope_id().with("swipe"), Sense::drag());
    call(&response, egui::Role::Splitter, Text::Swipe.of(session.lang));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
    }
    if response.dragged() {
        let moved = swipe.share + response.drag_delta().x / rect.width().max(1.0);
        session.swipe = Some(Swipe { share: moved.clamp(MARGIN, 1.0 - MARGIN), ..swipe });
    }
    let theme = &session.theme;
    painter.vline(x, rect.y_range(), Stroke::new(5.0, color(theme.halo)));
    painter.vline(x, rect.y_range(), Stroke::new(2.0, color(theme.chosen)));
    let knob = egui::pos2(x, rect.center().y);
    painter.circle(knob, 11.0, color(theme.chosen), Stroke::new(2.0, color(theme.card)));
    for side in [-1.0, 1.0] {
        let tip = knob + egui::vec2(7.0 * side, 0.0);
        let foot = |up: f32| knob + egui::vec2(3.0 * side, up);
        painter.line_segment([foot(-4.0), tip], Stroke::new(1.6, color(theme.on_chosen)));
        painter.line_segment([foot(4.0), tip], Stroke::new(1.6, color(theme.on_chosen)));
    }
    let naming = Session::naming(document);
    for (plan, side) in [(document.plan(), -1.0), (swipe.plan, 1.0)] {
        let name = plan_name(session.lang, naming, plan);
        // Beside the knob: nothing else floats there.
        let away = 32.0 + 7.5 * name.chars().count() as f32;
        tag(painter, rect, egui::pos2(x + side * away, knob.y), name, session);
    }
}
