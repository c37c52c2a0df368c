//! Drawing the guides over the map.

use crate::app::Document;
use crate::app::wording::{Text, meters};
use crate::geom::{MapPoint, mercator_stretch};
use crate::ui::guides::cells::cells;
use crate::ui::guides::measure::draw_measured;
use crate::ui::map::window_from_map;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{bold, color};
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Shape, Stroke, Vec2};

/// Radii of the rings, in true meters.
const RINGS_M: [f32; 4] = [50.0, 100.0, 200.0, 500.0];
/// A ring smaller than this would lie on its mark.
const LEAST_RING_PT: f32 = 22.0;

/// Draws those that are on, beneath selection and names.
pub(crate) fn guides_ui(painter: &Painter, rect: Rect, document: &Document, session: &mut Session) {
    if session.guides.has_cells {
        draw_cells(painter, rect, document, session);
    }
    if session.guides.has_rings
        && let Some(Selected::Member(member)) = session.selected
        && let Some(place) = document.project().place_of_member(member)
    {
        draw_rings(painter, rect, session, place.into(), mercator_stretch(place.lat_deg));
    }
    draw_measured(painter, rect, session);
}

fn draw_rings(painter: &Painter, rect: Rect, session: &Session, place: MapPoint, stretch: f64) {
    let theme = &session.theme;
    let at = window_from_map(rect, &session.view, place);
    let pt_per_true_m = (session.view.pt_per_m * stretch) as f32;
    for radius_m in RINGS_M {
        let radius_pt = radius_m * pt_per_true_m;
        // Where the ring is larger than the map it is seen as nothing, or as a line without a middle.
        if !(LEAST_RING_PT..4_000.0).contains(&radius_pt) {
            continue;
        }
        painter.circle_stroke(at, radius_pt, Stroke::new(3.0, color(theme.halo)));
        painter.circle_stroke(at, radius_pt, Stroke::new(1.4, color(theme.load)));
        // Above if that is in sight, else beside or below.
        let sides = [Vec2::new(0.0, -radius_pt), Vec2::new(radius_pt, 0.0), Vec2::new(0.0, radius_pt)];
        let sides = sides.into_iter().chain([Vec2::new(-radius_pt, 0.0)]).map(|side| at + side);
        if let Some(place) = sides.into_iter().find(|&place| rect.shrink(14.0).contains(place)) {
            written(painter, place, &meters(f64::from(radius_m)), color(theme.text), color(theme.card));
        }
    }
}

fn draw_cells(painter: &Painter, rect: Rect, document: &Document, session: &mut Session) {
    let (view, theme, lang, pointer) = (session.view, session.theme.clone(), session.lang, session.pointer);
    let Some(cells) = cells(document, session) else { return };
    let Some(found) = &cells.found else {
        let at = rect.center_top() + Vec2::new(0.0, 26.0);
        written(painter, at, Text::TooManyMembers.of(lang), color(theme.text), color(theme.card));
        return;
    };
    let ink = color(theme.load.with_alpha(190));
    let pointer = pointer.and_then(|at| found.iter().find(|ring| is_inside(ring, at)));
    if let Some(ring) = pointer {
        // The cell under the pointer: whose it is is seen without following its border.
        let ring = ring.iter().map(|&at| window_from_map(rect, &view, at)).collect();
        painter.add(Shape::convex_polygon(ring, color(theme.load.with_alpha(36)), Stroke::NONE));
    }
    for ring in found {
        let ring: Vec<Pos2> = ring.iter().map(|&at| window_from_map(rect, &view, at)).collect();
        painter.add(Shape::closed_line(ring, Stroke::new(1.1, ink)));
    }
}

/// True if a convex ring, against the clock, has this point in it.
fn is_inside(ring: &[MapPoint], at: MapPoint) -> bool {
    let mut edges = ring.iter().zip(ring.iter().cycle().skip(1));
    let is_left = |(a, b): (&MapPoint, &MapPoint)| {
        (b.east_m - a.east_m) * (at.north_m - a.north_m) >= (b.north_m - a.north_m) * (at.east_m - a.east_m)
    };
    ring.len() > 2 && edges.all(is_left)
}

/// Words on a small ground, so that they are read on anything.
pub(crate) fn written(painter: &Painter, middle: Pos2, words: &str, ink: Color32, ground: Color32) {
    let galley = painter.layout_no_wrap(words.to_owned(), FontId::new(12.0, bold()), ink);
    let room = Rect::from_center_size(middle, galley.size() + Vec2::new(12.0, 4.0));
    painter.rect_filled(room, 6.0, ground);
    painter.text(room.center(), Align2::CENTER_CENTER, words, FontId::new(12.0, bold()), ink);
}
