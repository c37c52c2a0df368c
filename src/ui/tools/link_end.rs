//! The end of a link at its member, which can be taken with the pointer and put on another member.

use crate::app::Document;
use crate::app::wording::Text;
use crate::model::{HouseholdId, LinkKind, MemberId};
use crate::scene::paint::glyph_pt;
use crate::ui::map::{pick, tag, window_from_map};
use crate::ui::session::{Mode, Selected, Session};
use crate::ui::style::color;
use crate::ui::tool::Tool;
use crate::ui::tools::state::place;
use egui::{CursorIcon, Painter, Pos2, Rect, Stroke as Line, Ui, Vec2};

/// How far from the line the pointer may be.
const REACH_PT: f32 = 6.0;
/// Shorter lines have no end that could be told from what stands on them.
const SHORT_PT: f32 = 24.0;
/// The part of a line, from its member on, that is its end.
const END: f32 = 0.5;

/// The end of a link at its member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LinkEnd {
    /// Whose link.
    pub(crate) household: HouseholdId,
    /// Where it ends.
    pub(crate) member: MemberId,
    /// The place on the line that is under the pointer.
    at: Pos2,
}

/// The end of a link under the pointer, if one is drawn there and can be taken: of the selected household, or one of
/// the selected member. A household under the pointer is meant rather than a line.
pub(crate) fn link_end_at(document: &Document, session: &Session, rect: Rect, at: Pos2) -> Option<LinkEnd> {
    let can_take = session.mode == Mode::Assign
        && session.tool == Tool::Select
        && session.picked.is_empty()
        && session.tools.aim.is_none()
        && !session.points_at_map()
        && !session.is_far
        && document.check_writable().is_ok();
    if !can_take {
        return None;
    }
    let plan = document.project().plans.at(document.plan())?;
    let links: Vec<(HouseholdId, MemberId)> = match session.selected? {
        Selected::Household(household) => plan.primaries_of(household).map(|link| (household, link.member)).collect(),
        Selected::Member(member) => {
            let held = plan.held_by(member).iter().filter(|(_, kind)| *kind == LinkKind::Primary);
            held.map(|&(household, _)| (household, member)).collect()
        }
        Selected::Grid(_) | Selected::Unit(_) => return None,
    };
    let near = links.into_iter().filter_map(|(household, member)| {
        let from = window_from_map(rect, &session.view, place(document, household)?);
        let to = window_from_map(rect, &session.view, document.project().place_of_member(member)?.into());
        let on_line = end_near(at, to, from)?;
        Some((on_line.distance(at), LinkEnd { household, member, at: on_line }))
    });
    let (_, nearest) = near.min_by(|a, b| a.0.total_cmp(&b.0))?;
    pick(document, session, rect, at).is_empty().then_some(nearest)
}

/// The place on a line nearest to `at`, if that is on the line's end at the member and within reach.
fn end_near(at: Pos2, member: Pos2, household: Pos2) -> Option<Pos2> {
    let way = household - member;
    let length = way.length();
    if length < SHORT_PT {
        return None;
    }
    let along = (at - member).dot(way) / (length * length);
    let on_line = member + way * along.clamp(0.0, END);
    (on_line.distance(at) <= REACH_PT).then_some(on_line)
}

/// The handle under the pointer, with the line and the household that it belongs to.
pub(crate) fn link_end_ui(ui: &Ui, painter: &Painter, rect: Rect, document: &Document, session: &Session) {
    let is_busy = session.drag.is_some()
        || session.tools.stroke.is_some()
        || session.tools.popup.is_some()
        || session.stack.is_some()
        || session.dialog.is_some()
        || session.guides.measured.is_some()
        || ui.input(|input| input.pointer.any_down());
    let Some(at) = ui.input(|input| input.pointer.hover_pos()).filter(|at| rect.contains(*at) && !is_busy) else {
        return;
    };
    if ui.ctx().layer_id_at(at).is_some_and(|layer| layer.order != egui::Order::Background) {
        return;
    }
    let Some(end) = link_end_at(document, session, rect, at) else { return };
    let Some(home) = place(document, end.household) else { return };
    let home = window_from_map(rect, &session.view, home);
    let (ink, halo) = (color(session.theme.preview), color(session.theme.halo));
    let radius_pt = glyph_pt(session.view.pt_per_m) / 2.0 + 5.0;
    painter.line_segment([home, end.at], Line::new(5.0, halo));
    painter.line_segment([home, end.at], Line::new(2.5, ink));
    painter.circle_stroke(home, radius_pt, Line::new(2.0, ink));
    painter.circle(end.at, 6.5, halo, Line::new(2.5, ink));
    ui.ctx().set_cursor_icon(CursorIcon::Grab);
    let words =
        format!("{} · {}", Session::naming(document).household(end.household), Text::LinkEndHint.of(session.lang));
    // On the side where the household is not, so that its ring is seen.
    let below_pt = if home.y < at.y { 34.0 } else { -26.0 };
    tag(painter, rect, at + Vec2::new(0.0, below_pt), words, session);
}

#[cfg(test)]
mod tests {
    use crate::ui::tools::link_end::end_near;
    use egui::Pos2;

    #[test]
    fn the_half_at_the_member_is_the_end() {
        let (member, household) = (Pos2::new(0.0, 0.0), Pos2::new(100.0, 0.0));
        let near = |x, y| end_near(Pos2::new(x, y), member, household).map(Pos2::round);
        assert_eq!(near(30.0, 4.0), Some(Pos2::new(30.0, 0.0)), "beside the line");
        assert_eq!(near(30.0, 9.0), None, "too far from it");
        assert_eq!(near(-4.0, 0.0), Some(member), "a little beyond the member");
        assert_eq!(near(80.0, 0.0), None, "the half of the household is not its end");
        assert_eq!(end_near(member, member, Pos2::new(20.0, 0.0)), None, "too short to be told apart");
        assert_eq!(end_near(member, member, member), None, "a member at the household has no line");
    }
}
