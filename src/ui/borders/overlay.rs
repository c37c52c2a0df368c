//! Borders as they are being drawn, and the handles of their corners.

use crate::app::Document;
use crate::app::wording::{grid_size_words, meters};
use crate::geom::{Area, MapPoint, Wgs84, area_corners, area_m2, area_sides, map_from_wgs84};
use crate::rules::OutlineFault;
use crate::ui::borders::faults::Fault;
use crate::ui::borders::listen::reshaped;
use crate::ui::borders::snap::{middle, shows_middle, snapped};
use crate::ui::borders::{Bordering, Grip, Held};
use crate::ui::guides::written;
use crate::ui::map::{area_outline_ui, window_from_map};
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::tab::Tab;
use egui::{CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

/// Handles closer than this to the last one are left out, in points.
const APART_PT: f32 = 8.0;

/// Draws what is going on.
pub(crate) fn borders_overlay_ui(painter: &Painter, rect: Rect, document: &Document, session: &mut Session) {
    if session.tab == Tab::Borders {
        for row in session.borders.faults.rows(document).iter() {
            fault_ui(painter, rect, session, row);
        }
    }
    let Some(bordering) = &session.borders.doing else { return };
    match bordering {
        Bordering::Draw(line) => draw_line(painter, rect, document, session, (line, true)),
        Bordering::Cut { line, .. } => draw_line(painter, rect, document, session, (line, false)),
        Bordering::Reshape { grid, held: Some(held) } => {
            for (_, area) in reshaped(document, *grid, held) {
                area_outline_ui(painter, rect, session, &area);
            }
            draw_held(painter, rect, session, held);
        }
        Bordering::Reshape { grid, held: None } => {
            if let Some(row) = document.project().grids.at(*grid) {
                area_outline_ui(painter, rect, session, &row.area);
                handles(painter, rect, session, &row.area);
            }
        }
        Bordering::Merge(grid) => {
            if let Some(row) = document.project().grids.at(*grid) {
                area_outline_ui(painter, rect, session, &row.area);
            }
        }
    }
}

/// Something wrong with borders, while the tab that lists it is open.
fn fault_ui(painter: &Painter, rect: Rect, session: &Session, row: &Fault) {
    let ink = color(session.theme.warn);
    if let OutlineFault::Overlap { area, .. } | OutlineFault::Gap { area, .. } = &row.found {
        for polygon in area {
            let corners = polygon.exterior().coords().filter_map(|at| Wgs84::checked(at.x, at.y));
            let line: Vec<Pos2> = corners.map(|at| in_window(rect, session, at)).collect();
            painter.add(Shape::closed_line(line.clone(), Stroke::new(6.0, color(session.theme.halo))));
            painter.add(Shape::closed_line(line, Stroke::new(3.0, ink)));
        }
    }
    if let Some(at) = row.at {
        painter.circle_stroke(in_window(rect, session, at), 12.0, Stroke::new(2.0, ink));
    }
}

fn in_window(rect: Rect, session: &Session, place: Wgs84) -> Pos2 {
    window_from_map(rect, &session.view, map_from_wgs84(place))
}

fn handles(painter: &Painter, rect: Rect, session: &Session, area: &Area) {
    let theme = &session.theme;
    let (ground, ink) = (color(theme.card), color(theme.selected));
    let seen = rect.expand(APART_PT);
    for side in area_sides(area).filter(|side| shows_middle(session, *side)) {
        let at = window_from_map(rect, &session.view, middle(side));
        if seen.contains(at) {
            painter.circle(at, 3.5, ground.gamma_multiply(0.85), Stroke::new(1.2, ink));
        }
    }
    let mut last = Pos2::new(f32::MIN, f32::MIN);
    for corner in area_corners(area) {
        let at = in_window(rect, session, corner);
        if seen.contains(at) && at.distance(last) >= APART_PT {
            corner_mark(painter, at, ground, ink);
            last = at;
        }
    }
}

fn corner_mark(painter: &Painter, at: Pos2, ground: egui::Color32, ink: egui::Color32) {
    let mark = Rect::from_center_size(at, Vec2::splat(9.0));
    painter.rect(mark, CornerRadius::same(2), ground, Stroke::new(1.8, ink), StrokeKind::Middle);
}

fn draw_held(painter: &Painter, rect: Rect, session: &Session, held: &Held) {
    let theme = &session.theme;
    let at = in_window(rect, session, held.to);
    corner_mark(painter, at, color(theme.preview), color(theme.selected));
    if let Grip::Corner(from) = held.grip {
        let moved_m = crate::geom::distance_m(from, held.to);
        written(painter, at + Vec2::new(0.0, -20.0), &meters(moved_m), color(theme.on_preview), color(theme.preview));
    }
}

/// A line as far as the pointer, closed if it is to be an outline.
fn draw_line(
    painter: &Painter,
    rect: Rect,
    document: &Document,
    session: &Session,
    (line, is_closed): (&[Wgs84], bool),
) {
    let theme = &session.theme;
    let ink = color(theme.selected);
    let pointer: Option<MapPoint> = session.pointer.filter(|_| session.dialog.is_none());
    let next = pointer.map(|at| snapped(document, session, at, None));
    let all: Vec<Wgs84> = line.iter().copied().chain(next).collect();
    let places: Vec<Pos2> = all.iter().map(|&place| in_window(rect, session, place)).collect();
    painter.add(Shape::line(places.clone(), Stroke::new(5.0, color(theme.halo))));
    painter.add(Shape::line(places.clone(), Stroke::new(2.4, ink)));
    if is_closed && let [first, .., last] = places.as_slice() {
        painter.extend(Shape::dashed_line(&[*last, *first], Stroke::new(1.6, ink), 6.0, 5.0));
    }
    for at in places.iter().take(line.len()) {
        corner_mark(painter, *at, color(theme.card), ink);
    }
    let Some(end) = next.and(places.last()) else { return };
    painter.circle(*end, 4.0, color(theme.preview), Stroke::new(1.5, ink));
    if is_closed && all.len() > 2 {
        let ring: Vec<(f64, f64)> = all.iter().chain(all.first()).map(|at| (at.lon_deg, at.lat_deg)).collect();
        let area = Area::new(vec![geo::Polygon::new(ring.into(), Vec::new())]);
        let words = grid_size_words(session.lang, area_m2(&area));
        written(painter, *end + Vec2::new(0.0, -20.0), &words, color(theme.on_preview), color(theme.preview));
    }
}
