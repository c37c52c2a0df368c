//! Where the rows of a file lie: as they are read, and as they would lie if their numbers were taken as they stand.

use crate::app::Document;
use crate::app::wording::{Text, places_words};
use crate::exchange::{Crs, Import};
use crate::geom::{Bounds, MapPoint, ScreenPoint, View, Wgs84, map_from_wgs84};
use crate::ui::session::Session;
use crate::ui::style::color;
use egui::{Painter, Pos2, Rect, RichText, Sense, Shape, Stroke, Ui, Vec2};

/// So many places are drawn at most, spread over the file.
const DRAWN: usize = 2_000;
/// So many corners of outlines are drawn at most: of a city every other one is enough.
const CORNERS: usize = 20_000;
/// What is closer together than this, in meters, is not two places.
const APART_M: f64 = 5.0;

/// A place of the file.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// As it is read.
    read: MapPoint,
    /// As it would be if its numbers were degrees on the globe; `None` where they cannot be.
    as_is: Option<MapPoint>,
}

/// How many rows say where they are.
pub(super) fn count(import: &Import) -> usize {
    let batch = &import.batch;
    let households = batch.households.iter().filter(|(_, row)| row.at.is_some()).count();
    let members = batch.members.iter().filter(|(_, row)| row.at.is_some()).count();
    let buildings = batch.buildings.iter().filter(|(_, row)| row.at.is_some()).count();
    households + members + buildings + batch.grids.len()
}

fn places(import: &Import) -> Vec<Place> {
    let batch = &import.batch;
    let corners = |area: &crate::geom::Area| crate::geom::area_corners(area).collect::<Vec<_>>();
    let all: Vec<Wgs84> = (batch.households.iter().filter_map(|(_, row)| row.at))
        .chain(batch.members.iter().filter_map(|(_, row)| row.at))
        .chain(batch.buildings.iter().filter_map(|(_, row)| row.at))
        .chain(batch.grids.iter().flat_map(|(_, row, _)| corners(&row.area)))
        .collect();
    let step = (all.len() / DRAWN).max(1);
    let crs = import.report.crs.assumed;
    let as_is = |at: Wgs84| {
        let (x, y) = crs.pair_of(at)?;
        Wgs84::checked(x, y).map(map_from_wgs84)
    };
    all.into_iter().step_by(step).map(|at| Place { read: map_from_wgs84(at), as_is: as_is(at) }).collect()
}

/// Draws the grids there are and the places of the file among them.
pub(super) fn places_ui(ui: &mut Ui, document: &Document, session: &Session, import: &Import) {
    let theme = &session.theme;
    let places = places(import);
    let is_moved = import.report.crs.assumed != Crs::Wgs84 && is_anything_apart(&places);
    let words = places_words(session.lang, is_moved);
    ui.label(RichText::new(words).size(13.0).color(color(theme.text_weak)));
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, Text::ImportPlaces.of(session.lang)));
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, 6.0, color(theme.canvas));
    let outlines = outlines(document);
    let shown = places.iter().flat_map(|place| [Some(place.read), place.as_is.filter(|_| is_moved)]).flatten();
    let bounds = Bounds::around(outlines.iter().flatten().copied().chain(shown));
    if bounds.is_empty() {
        return;
    }
    let view = View::fitting(&bounds.padded(4.0), rect.width(), rect.height(), 14.0);
    let at = |point: MapPoint| -> Pos2 {
        let ScreenPoint { x_pt, y_pt } = view.screen_from_map(point);
        rect.min + Vec2::new(x_pt, y_pt)
    };
    for ring in &outlines {
        let line: Vec<Pos2> = ring.iter().map(|&point| at(point)).collect();
        painter.add(Shape::closed_line(line, Stroke::new(1.2, color(theme.text_weak))));
    }
    draw(&painter, rect, session, &places, is_moved, at);
}

fn draw(
    painter: &Painter,
    rect: Rect,
    session: &Session,
    places: &[Place],
    is_moved: bool,
    at: impl Fn(MapPoint) -> Pos2,
) {
    let theme = &session.theme;
    let (read, raw) = (color(theme.accent), color(theme.text_weak).gamma_multiply(0.8));
    for place in places {
        let to = at(place.read);
        if let Some(from) = place.as_is.filter(|_| is_moved).map(&at) {
            painter.line_segment([from, to], Stroke::new(0.6, raw.gamma_multiply(0.5)));
            painter.circle_stroke(from, 3.0, Stroke::new(1.0, raw));
        }
        painter.circle_filled(to, 3.2, read);
    }
    let mut line = rect.left_top() + Vec2::new(14.0, 16.0);
    let font = egui::FontId::proportional(12.0);
    let rows = [(true, Text::PlacesRead), (false, Text::PlacesAsIs)];
    for (is_read, text) in rows.into_iter().filter(|(is_read, _)| *is_read || is_moved) {
        let beside = line + Vec2::new(10.0, 0.0);
        let words = painter.layout_no_wrap(text.of(session.lang).to_owned(), font.clone(), color(theme.text));
        let ground = Rect::from_min_size(line - Vec2::splat(9.0), words.size() + Vec2::new(26.0, 2.0));
        painter.rect_filled(ground, 4.0, color(theme.canvas).gamma_multiply(0.85));
        if is_read {
            painter.circle_filled(line, 3.2, read);
        } else {
            painter.circle_stroke(line, 3.0, Stroke::new(1.0, raw));
        }
        painter.galley(beside - Vec2::new(0.0, words.size().y / 2.0), words, color(theme.text));
        line.y += 18.0;
    }
}

/// The outlines of grids on the register, each ring closed, with as many corners as can be seen.
fn outlines(document: &Document) -> Vec<Vec<MapPoint>> {
    let grids = &document.project().grids;
    let rings: Vec<&geo::LineString<f64>> =
        grids.rows().flat_map(|row| row.area.iter().map(geo::Polygon::exterior)).collect();
    let count: usize = rings.iter().map(|ring| ring.0.len()).sum();
    let step = (count / CORNERS).max(1);
    let places = |ring: &geo::LineString<f64>| {
        let corners = ring.coords().step_by(step).filter_map(|corner| Wgs84::checked(corner.x, corner.y));
        corners.map(map_from_wgs84).collect()
    };
    rings.into_iter().map(places).collect()
}

/// True if reading the numbers otherwise moves anything that one could see.
fn is_anything_apart(places: &[Place]) -> bool {
    let is_apart = |place: &Place| {
        place
            .as_is
            .is_some_and(|raw| (raw.east_m - place.read.east_m).hypot(raw.north_m - place.read.north_m) > APART_M)
    };
    places.iter().any(is_apart)
}
