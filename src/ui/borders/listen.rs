//! What the pointer does to borders.

use crate::app::Document;
use crate::app::wording::Text;
use crate::edit::Edit;
use crate::geom::{
    Area, MapPoint, Wgs84, map_from_wgs84, wgs84_from_map, with_corner_added, with_corner_dropped, with_corner_moved,
};
use crate::model::GridId;
use crate::ui::asked::Asked;
use crate::ui::borders::snap::{grip_at, snapped};
use crate::ui::borders::{BorderWish, Bordering, Grip, Held};
use crate::ui::map::pan;
use crate::ui::session::Session;
use egui::{CursorIcon, Key, PointerButton, Response, Ui};

/// A corner that was moved less than this, in points, was only clicked.
const MOVED_PT: f64 = 2.0;

/// Listens to pointer and keys while something is done to borders.
pub(crate) fn borders_ui(ui: &Ui, response: &Response, document: &Document, session: &mut Session) -> Option<Asked> {
    let bordering = session.borders.doing.clone()?;
    let point = session.pointer;
    match bordering {
        Bordering::Draw(_) | Bordering::Cut { .. } => {
            pan(ui, response, session);
            cursor(ui, response, CursorIcon::Crosshair);
            draw_on(ui, response, document, session, point)
        }
        Bordering::Reshape { grid, held } => reshape(ui, response, document, session, (grid, held)),
        Bordering::Merge(grid) => {
            pan(ui, response, session);
            cursor(ui, response, CursorIcon::PointingHand);
            let at = point.filter(|_| response.clicked())?;
            let level = document.project().grids.at(grid)?.level;
            let other = grid_of_level(document, wgs84_from_map(at), level).filter(|other| *other != grid);
            if other.is_none() {
                session.complain(Text::NoOtherGridHere.of(session.lang));
            }
            other.map(|other| Asked::Border(BorderWish::Merge(grid, other)))
        }
    }
}

fn cursor(ui: &Ui, response: &Response, icon: CursorIcon) {
    if response.hovered() && !response.dragged() {
        ui.ctx().set_cursor_icon(icon);
    }
}

/// The grid of a level at a place.
fn grid_of_level(document: &Document, at: Wgs84, level: u8) -> Option<GridId> {
    let place = [at.lon_deg, at.lat_deg];
    let mut near = document.index().outlines().near(place, place);
    near.find(|&grid| {
        let row = document.project().grids.at(grid);
        row.is_some_and(|row| row.level == level && crate::geom::area_contains(&row.area, at))
    })
}

/// A line that grows by clicks. Enter or a double click ends it, Backspace takes the last corner back.
fn draw_on(
    ui: &Ui,
    response: &Response,
    document: &Document,
    session: &mut Session,
    point: Option<MapPoint>,
) -> Option<Asked> {
    let is_free = !ui.ctx().text_edit_focused() && session.dialog.is_none();
    let (is_entered, is_back) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Backspace)));
    let mut line = session.borders.doing.as_ref().and_then(Bordering::line)?.to_vec();
    if is_free && is_back {
        line.pop();
    }
    let is_end = response.double_clicked();
    if let Some(at) = point.filter(|_| response.clicked() && !is_end) {
        let corner = snapped(document, session, at, None);
        if line.last() != Some(&corner) {
            line.push(corner);
        }
    }
    if let Some(Bordering::Draw(corners) | Bordering::Cut { line: corners, .. }) = &mut session.borders.doing {
        *corners = line;
    }
    (is_end || is_free && is_entered).then_some(Asked::Border(BorderWish::End))
}

/// Corners are dragged; the middle of a side becomes one. With Alt the neighbors keep their border. A click with the
/// other button takes a corner away.
fn reshape(
    ui: &Ui,
    response: &Response,
    document: &Document,
    session: &mut Session,
    (grid, held): (GridId, Option<Held>),
) -> Option<Asked> {
    let put = |session: &mut Session, held| session.borders.doing = Some(Bordering::Reshape { grid, held });
    if let Some(mut held) = held {
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        if let Some(at) = session.pointer {
            held.to = snapped(document, session, at, Some(held.grip));
        }
        held.is_alone = ui.input(|input| input.modifiers.alt);
        if response.drag_stopped() || !ui.input(|input| input.pointer.primary_down()) {
            put(session, None);
            return drop_corner(document, session, grid, &held);
        }
        put(session, Some(held));
        return None;
    }
    let is_free = !ui.ctx().text_edit_focused() && session.dialog.is_none();
    if is_free && ui.input(|input| input.key_pressed(Key::Enter)) {
        session.borders.doing = None;
        return None;
    }
    let grip = session.pointer.and_then(|at| grip_at(document, session, grid, at));
    if response.drag_started_by(PointerButton::Primary) {
        let origin = ui.input(|input| input.pointer.press_origin()).unwrap_or_default();
        let away = origin - response.rect.min;
        let at = session.view.map_from_screen(crate::geom::ScreenPoint { x_pt: away.x, y_pt: away.y });
        if let Some(grip) = grip_at(document, session, grid, at) {
            put(session, Some(Held { grip, to: wgs84_from_map(at), is_alone: false }));
            return None;
        }
    }
    if let Some(Grip::Corner(at)) = grip.filter(|_| response.secondary_clicked()) {
        let edit = changed(document, at, |area| with_corner_dropped(area, at));
        return Some(Asked::Do(Box::new(Edit::ReshapeGrids(edit))));
    }
    pan(ui, response, session);
    cursor(ui, response, if grip.is_some() { CursorIcon::Grab } else { CursorIcon::Default });
    None
}

fn drop_corner(document: &Document, session: &Session, grid: GridId, held: &Held) -> Option<Asked> {
    let Held { grip, to, .. } = held;
    if let Grip::Corner(from) = grip {
        let (from, to) = (map_from_wgs84(*from), map_from_wgs84(*to));
        let moved_pt = (from.east_m - to.east_m).hypot(from.north_m - to.north_m) * session.view.pt_per_m;
        if moved_pt < MOVED_PT {
            return None;
        }
    }
    let outlines = reshaped(document, grid, held);
    (!outlines.is_empty()).then(|| Asked::Do(Box::new(Edit::ReshapeGrids(outlines))))
}

/// The outlines as they would be if what is held were let go now.
pub(crate) fn reshaped(document: &Document, grid: GridId, held: &Held) -> Vec<(GridId, Area)> {
    let to = held.to;
    let mut outlines = match held.grip {
        Grip::Corner(from) => changed(document, from, |area| with_corner_moved(area, from, to)),
        Grip::Side(one, other) => changed(document, one, |area| with_corner_added(area, (one, other), to)),
    };
    outlines.retain(|(id, _)| !held.is_alone || *id == grid);
    outlines
}

/// The outlines at a place that a change makes others.
fn changed(document: &Document, at: Wgs84, change: impl Fn(&Area) -> Option<Area>) -> Vec<(GridId, Area)> {
    const NEAR_DEG: f64 = 1e-8;
    let place = [at.lon_deg, at.lat_deg];
    let mut near: Vec<GridId> =
        document.index().outlines().near(place.map(|deg| deg - NEAR_DEG), place.map(|deg| deg + NEAR_DEG)).collect();
    near.sort_unstable();
    near.into_iter().filter_map(|grid| Some((grid, change(&document.project().grids.at(grid)?.area)?))).collect()
}
