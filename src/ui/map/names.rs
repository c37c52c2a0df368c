//! Names on the map: grids, water, streets, and house numbers where there is room.

use crate::app::Document;
use crate::model::HouseholdStatus;
use crate::scene::paint::glyph_pt;
use crate::scene::{Cluster, LabelStyle, Scene};
use crate::ui::map::widget::window_from_map;
use crate::ui::session::Session;
use crate::ui::style::{bold, color};
use egui::{Color32, FontId, Galley, Painter, Pos2, Rect, Vec2};
use std::sync::Arc;

/// From this scale on house numbers are written, in points per map meter.
const HOUSE_NUMBERS_PT_PER_M: f64 = 2.1;
/// From this scale on the names of members are written.
const MEMBER_NAMES_PT_PER_M: f64 = 1.5;
/// From this scale on streets and places are named; farther out the names would cover the households.
const STREET_NAMES_PT_PER_M: f64 = 1.35;
/// Never more than so many house numbers at once.
const HOUSE_NUMBERS: usize = 400;

/// Writes the names that have room, the most important first; none over another. Answers what is taken.
pub(crate) fn names_ui(painter: &Painter, rect: Rect, scene: &Scene, session: &Session) -> Vec<Rect> {
    let view = &session.view;
    let theme = &session.theme;
    let halo = color(theme.halo);
    let ring = |cluster: &Cluster| {
        let side = Vec2::splat(2.0 * cluster.radius_pt() + 4.0);
        Rect::from_center_size(window_from_map(rect, view, cluster.at), side)
    };
    let rings = scene.rings_at(view.pt_per_m);
    let mut taken: Vec<Rect> = rings.iter().map(ring).filter(|ring| ring.intersects(rect)).collect();
    for label in &scene.labels_in(&view.bounds(), view.pt_per_m) {
        let (font, ink) = match label.style {
            LabelStyle::Grid | LabelStyle::Ring => (FontId::new(14.0, bold()), theme.grid_name),
            LabelStyle::Upper => (FontId::new(16.0, bold()), theme.grid_name),
            LabelStyle::Water => (FontId::proportional(15.0), theme.water_name),
            LabelStyle::Street | LabelStyle::Lane | LabelStyle::Place => (FontId::proportional(12.0), theme.place_name),
            LabelStyle::Member => (FontId::new(12.0, bold()), theme.accent),
        };
        let is_member = label.style == LabelStyle::Member;
        let is_hidden = match label.style {
            LabelStyle::Member => view.pt_per_m < MEMBER_NAMES_PT_PER_M || !session.layers.house_numbers,
            LabelStyle::Street | LabelStyle::Lane | LabelStyle::Place => view.pt_per_m < STREET_NAMES_PT_PER_M,
            LabelStyle::Grid | LabelStyle::Upper | LabelStyle::Water | LabelStyle::Ring => false,
        };
        let mut at = window_from_map(rect, view, label.at);
        if is_hidden || !rect.expand(40.0).contains(at) {
            continue;
        }
        let text = if label.is_upright() { stacked(&label.text) } else { label.text.clone() };
        let galley = painter.layout_no_wrap(text, font, color(ink));
        if !label.is_legible(view.pt_per_m, galley.size().x.max(galley.size().y)) {
            continue;
        }
        let half = galley.size().y / 2.0;
        match label.style {
            LabelStyle::Member => at.y += glyph_pt(view.pt_per_m) / 2.0 + half + 1.0,
            LabelStyle::Upper => at.y -= 2.0 * half + 3.0,
            LabelStyle::Grid
            | LabelStyle::Ring
            | LabelStyle::Water
            | LabelStyle::Street
            | LabelStyle::Lane
            | LabelStyle::Place => {}
        }
        let angle_rad = if label.is_upright() || is_member { 0.0 } else { label.angle_rad };
        let size = turned_size(galley.size(), angle_rad);
        let rooms = label
            .style
            .shifts()
            .iter()
            .map(|shift| Rect::from_center_size(at + Vec2::new(0.0, shift * galley.size().y), size).expand(2.0));
        let Some(room) = rooms.into_iter().find(|room| !taken.iter().any(|other| other.intersects(*room))) else {
            continue;
        };
        taken.push(room);
        let at = room.center();
        if angle_rad.abs() > 0.02 {
            turned(painter, at, &galley, -angle_rad, halo);
        } else {
            with_halo(painter, at - galley.size() / 2.0, &galley, halo);
        }
    }
    taken
}

/// One letter under the other, for streets that run north.
fn stacked(text: &str) -> String {
    let letters: Vec<String> = text.chars().map(String::from).collect();
    letters.join("\n")
}

/// Writes house numbers from near, where nothing else stands.
pub(crate) fn house_numbers_ui(
    painter: &Painter,
    rect: Rect,
    document: &Document,
    session: &Session,
    mut taken: Vec<Rect>,
) {
    if !session.layers.house_numbers || session.is_far || session.view.pt_per_m < HOUSE_NUMBERS_PT_PER_M {
        return;
    }
    let mut here: Vec<_> = document.index().households_in_unsorted(&session.view.bounds()).collect();
    here.sort_unstable();
    let halo = color(session.theme.halo);
    let below = Vec2::new(0.0, glyph_pt(session.view.pt_per_m) / 2.0 + 8.0);
    for household in here.into_iter().take(HOUSE_NUMBERS) {
        let Some(row) = document.project().households.at(household) else { continue };
        let Some(place) = row.at.filter(|_| row.status != HouseholdStatus::MovedOut) else { continue };
        if row.address.house_no.is_empty() {
            continue;
        }
        let at = window_from_map(rect, &session.view, place.into()) + below;
        let font = FontId::proportional(11.0);
        let galley = painter.layout_no_wrap(row.address.house_no.clone(), font, color(session.theme.place_name));
        let room = Rect::from_center_size(at, galley.size());
        if taken.iter().any(|other| other.intersects(room)) {
            continue;
        }
        taken.push(room);
        with_halo(painter, room.min, &galley, halo);
    }
}

/// Text with a soft edge of the ground, readable on anything.
fn with_halo(painter: &Painter, min: Pos2, galley: &Arc<Galley>, halo: Color32) {
    for (right, down) in AROUND {
        painter.galley_with_override_text_color(min + Vec2::new(right, down), Arc::clone(galley), halo);
    }
    painter.galley(min, Arc::clone(galley), Color32::PLACEHOLDER);
}

fn turned(painter: &Painter, center: Pos2, galley: &Arc<Galley>, angle_rad: f32, halo: Color32) {
    let half = galley.size() / 2.0;
    let turn = egui::emath::Rot2::from_angle(angle_rad);
    let min = center - turn * half;
    for (right, down) in AROUND {
        let mut shape = egui::epaint::TextShape::new(min + Vec2::new(right, down), Arc::clone(galley), halo);
        shape.angle = angle_rad;
        shape.override_text_color = Some(halo);
        painter.add(shape);
    }
    let mut shape = egui::epaint::TextShape::new(min, Arc::clone(galley), Color32::PLACEHOLDER);
    shape.angle = angle_rad;
    painter.add(shape);
}

/// Where the copies of a halo stand.
const AROUND: [(f32, f32); 8] =
    [(-1.4, 0.0), (1.4, 0.0), (0.0, -1.4), (0.0, 1.4), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)];

fn turned_size(size: Vec2, angle_rad: f32) -> Vec2 {
    let (sin, cos) = (angle_rad.sin().abs(), angle_rad.cos().abs());
    Vec2::new(size.x * cos + size.y * sin, size.x * sin + size.y * cos)
}
