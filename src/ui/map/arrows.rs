//! Arrows from who had a household to who has it, while changes are looked at.

use crate::app::Document;
use crate::geom::MapPoint;
use crate::index::DifferentPart;
use crate::model::{HouseholdId, MemberId};
use crate::scene::Coloring;
use crate::scene::paint::glyph_pt;
use crate::ui::map::widget::window_from_map;
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::tab::Tab;
use egui::epaint::QuadraticBezierShape;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2};

/// Never more than so many at once: beyond that nobody can tell them apart.
const ARROWS: usize = 600;
/// How far a curve may swing beyond its household, as a share of the way.
const SWING: f32 = 0.6;

/// Draws them, those in view only.
pub(crate) fn arrows_ui(painter: &Painter, rect: Rect, document: &Document, session: &mut Session) {
    if session.tab != Tab::Changes && session.coloring != Coloring::Changed {
        return;
    }
    let rows = session.differences(document);
    let project = document.project();
    let place = |at: Option<crate::geom::Wgs84>| Some(window_from_map(rect, &session.view, MapPoint::from(at?)));
    let household_at = |household: HouseholdId| place(project.households.at(household)?.at);
    let member_at = |member: Option<MemberId>| place(project.place_of_member(member?));
    let radius_pt = glyph_pt(session.view.pt_per_m) / 2.0 + 2.0;
    let (old, new) = (color(session.theme.text_weak), color(session.theme.preview));
    let in_view = rect.expand(40.0);
    let mut drawn = 0;
    for row in rows.iter().filter(|row| row.part == DifferentPart::Responsible) {
        let Some(home) = household_at(row.household).filter(|home| in_view.contains(*home)) else { continue };
        painter.circle_stroke(home, radius_pt + 2.0, Stroke::new(1.6, new));
        match (member_at(row.from), member_at(row.to)) {
            (Some(from), Some(to)) if row.from != row.to => curve(painter, [from, home, to], radius_pt, new),
            (_, Some(to)) => {
                painter.line_segment([home, to], Stroke::new(1.6, new));
                head(painter, to, to - home, radius_pt, new);
            }
            (Some(from), None) => {
                painter.extend(Shape::dashed_line(&[from, home], Stroke::new(1.4, old), 5.0, 4.0));
            }
            (None, None) => {}
        }
        drawn += 1;
        if drawn == ARROWS {
            return;
        }
    }
}

/// From the old member past the household to the new one.
fn curve(painter: &Painter, [from, home, to]: [Pos2; 3], radius_pt: f32, ink: Color32) {
    let middle = from + (to - from) / 2.0;
    let swing = home - middle;
    let most = (to - from).length().max(30.0) * SWING + 20.0;
    let swing = if swing.length() > most { swing * (most / swing.length()) } else { swing };
    // A curve of this kind passes halfway between its middle and its handle.
    let handle = middle + swing * 2.0;
    let stroke = Stroke::new(1.5, ink.gamma_multiply(0.85));
    painter.add(QuadraticBezierShape::from_points_stroke([from, handle, to], false, Color32::TRANSPARENT, stroke));
    head(painter, to, to - handle, radius_pt, ink);
}

/// The point of an arrow, at the edge of the mark it points to.
fn head(painter: &Painter, at: Pos2, way: Vec2, radius_pt: f32, ink: Color32) {
    if way.length() < 1.0 {
        return;
    }
    let along = way.normalized();
    let tip = at - along * radius_pt;
    let across = Vec2::new(-along.y, along.x) * 3.6;
    let back = tip - along * 8.0;
    painter.add(Shape::convex_polygon(vec![tip, back + across, back - across], ink, Stroke::NONE));
}
