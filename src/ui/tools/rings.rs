//! Rings round what is picked, and lines to whom it would go.

use crate::app::Document;
use crate::geom::MapPoint;
use crate::scene::paint::glyph_pt;
use crate::ui::map::window_from_map;
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::tools::counts::picked_places;
use crate::ui::tools::link_end::link_end_ui;
use crate::ui::tools::purpose::Purpose;
use crate::ui::tools::state::{Popup, place};
use crate::ui::tools::stroke::Kind;
use crate::ui::tools::trail::trail;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke as Line, Ui};
use std::collections::BTreeSet;

/// Up to so many rings are drawn as rings; more are discs, which cost four corners each.
const RINGS: usize = 600;
/// Up to so many lines to a member are drawn.
const LINES: usize = 300;
/// Marks closer than this are one on the screen.
const CELL_PT: f32 = 4.0;

/// Draws over the map what the tools are about.
pub(crate) fn tools_overlay_ui(ui: &Ui, painter: &Painter, rect: Rect, document: &Document, session: &mut Session) {
    let ink = color(session.theme.preview);
    let reach = rect.expand(20.0);
    let radius_pt = glyph_pt(session.view.pt_per_m) / 2.0 + 5.0;
    let places = picked_places(document, session);
    let on_screen = |at: MapPoint| Some(window_from_map(rect, &session.view, at)).filter(|at| reach.contains(*at));
    let seen: Vec<Pos2> = places.iter().filter_map(|(_, at)| on_screen((*at)?)).collect();
    let push = session.tools.stroke.as_ref().filter(|stroke| matches!(stroke.kind, Kind::Border { .. }));
    if push.is_none() {
        rings(painter, &seen, radius_pt, ink);
    }
    if let Some(stroke) = push
        && let Kind::Border { loser, winner } = stroke.kind
    {
        let taken: Vec<Pos2> =
            stroke.taken.iter().filter_map(|&household| on_screen(place(document, household)?)).collect();
        rings(painter, &taken, radius_pt, ink);
        for (member, ink) in [(loser, color(session.theme.text_weak)), (winner, ink)] {
            if let Some(at) = document.project().place_of_member(member) {
                member_ring(painter, window_from_map(rect, &session.view, at.into()), radius_pt + 4.0, ink);
            }
        }
    }
    pointed_at(painter, rect, document, session, &seen);
    if session.tools.popup.is_none() && session.tools.aim.is_none() {
        // Whoever is pointed at in a panel says so in each frame.
        session.tools.pointed_at = None;
    }
    link_end_ui(ui, painter, rect, document, session);
    trail(ui, painter, rect, session);
}

/// The member of the row that is chosen, or that is under the pointer, with lines from what would go there.
fn pointed_at(painter: &Painter, rect: Rect, document: &Document, session: &Session, seen: &[Pos2]) {
    let Some(member) = session.tools.pointed_at.or(session.tools.paints_to) else { return };
    let Some(at) = document.project().place_of_member(member) else { return };
    let at = window_from_map(rect, &session.view, at.into());
    let ink = color(session.theme.preview);
    let gives = session.tools.pointed_at.is_some() && !is_about_members(session);
    let one = session.household().filter(|_| seen.is_empty()).and_then(|household| place(document, household));
    let one = one.map(|from| window_from_map(rect, &session.view, from));
    if gives {
        for &from in seen.iter().chain(one.iter()).take(LINES) {
            painter.extend(Shape::dashed_line(&[from, at], Line::new(1.5, ink.gamma_multiply(0.7)), 6.0, 5.0));
        }
    }
    member_ring(painter, at, glyph_pt(session.view.pt_per_m) / 2.0 + 9.0, ink);
}

fn is_about_members(session: &Session) -> bool {
    let of_popup = match &session.tools.popup {
        Some(Popup::Members(picker)) => Some(picker.purpose),
        _ => None,
    };
    matches!(session.tools.aim.or(of_popup), Some(Purpose::HandOver(_) | Purpose::Swap(_) | Purpose::PaintTo))
}

fn member_ring(painter: &Painter, at: Pos2, radius_pt: f32, ink: Color32) {
    painter.circle_stroke(at, radius_pt + 1.0, Line::new(3.5, Color32::from_white_alpha(190)));
    painter.circle_stroke(at, radius_pt, Line::new(2.5, ink));
}

/// A ring round each place, in few shapes however many there are.
fn rings(painter: &Painter, places: &[Pos2], radius_pt: f32, ink: Color32) {
    if places.len() <= RINGS {
        // Of a stack one ring is enough.
        let mut drawn: Vec<Pos2> = places.to_vec();
        drawn.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
        drawn.dedup_by(|a, b| a.distance(*b) < 1.0);
        for at in drawn {
            painter.circle(at, radius_pt, ink.gamma_multiply(0.16), Line::new(2.0, ink));
        }
        return;
    }
    // So many cannot be told apart where they touch.
    let cell = |at: &Pos2| ((at.x / CELL_PT) as i32, (at.y / CELL_PT) as i32);
    let mut drawn = BTreeSet::new();
    for at in places.iter().filter(|at| drawn.insert(cell(at))) {
        painter.circle_filled(*at, radius_pt, ink.gamma_multiply(0.4));
    }
}
