//! The rows of the list of members.

use crate::app::Document;
use crate::app::wording::{Text, meters};
use crate::index::CommonCandidate;
use crate::model::{LinkKind, MemberId};
use crate::ui::session::Session;
use crate::ui::style::{bold, color};
use crate::ui::tools::purpose::Purpose;
use crate::ui::widgets::row_ui;
use egui::{Align2, FontId, RichText, Ui};

/// A member who could be the answer.
pub(crate) struct Row {
    pub(crate) member: MemberId,
    pub(crate) is_recent: bool,
    /// What is known of one who was compared with others.
    pub(crate) near: Option<CommonCandidate>,
}

/// Draws the rows; the one under the pointer becomes the chosen one. Answers which one was clicked.
pub(crate) fn list_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    rows: &[Row],
    row_idx: &mut usize,
    purpose: Purpose,
) -> Option<usize> {
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let has_moved = ui.input(|input| input.pointer.is_moving());
    for (idx, row) in rows.iter().enumerate() {
        let response = one_ui(ui, document, session, (idx, row), *row_idx == idx, purpose);
        if response.hovered() && has_moved {
            *row_idx = idx;
        }
        if response.clicked() {
            clicked = Some(idx);
        }
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    if rows.is_empty() {
        ui.label(RichText::new(Text::SearchNothing.of(session.lang)).color(color(session.theme.text_weak)));
    }
    clicked
}

fn one_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    (idx, row): (usize, &Row),
    is_chosen: bool,
    purpose: Purpose,
) -> egui::Response {
    let (lang, theme) = (session.lang, &session.theme);
    let name = Session::naming(document).member(row.member);
    let plan = document.project().plans.at(document.plan());
    let load = plan.map_or(0, |plan| plan.load_of(row.member));
    let gives = matches!(purpose, Purpose::Assign(LinkKind::Primary) | Purpose::HandOver(_));
    let loads = match &row.near {
        Some(near) if gives && near.load_then != near.load => format!("{} → {}", near.load, near.load_then),
        _ => load.to_string(),
    };
    let distance = row.near.as_ref().and_then(|near| near.mean_m).map(meters).unwrap_or_default();
    let has_room = row.near.as_ref().is_none_or(|near| !gives || near.has_room);
    let words = match &row.near {
        _ if !has_room => Text::OverMax,
        _ if row.is_recent => Text::Recent,
        Some(near) if near.held > 0 && near.load_then == near.load => Text::Present,
        Some(near) if near.is_same_grid => Text::SameGrid,
        _ => Text::Nothing,
    };
    let words = words.of(lang).trim();
    let label = format!("{} {name} {loads} {distance} {words}", idx + 1);
    let (rect, response) = row_ui(ui, theme, 26.0, label.trim_end(), is_chosen);
    let painter = ui.painter();
    let at = |x: f32| egui::pos2(rect.left() + x, rect.center().y);
    let (weak, ink) = (color(theme.text_weak), color(theme.text));
    let small = FontId::proportional(13.0);
    painter.text(at(8.0), Align2::LEFT_CENTER, (idx + 1).to_string(), FontId::new(14.0, bold()), weak);
    painter.text(at(26.0), Align2::LEFT_CENTER, name, FontId::proportional(14.0), ink);
    let load_ink = if has_room { weak } else { color(theme.warn) };
    painter.text(at(108.0), Align2::LEFT_CENTER, loads, small.clone(), load_ink);
    painter.text(at(236.0), Align2::RIGHT_CENTER, distance, small, ink);
    let right = egui::pos2(rect.right() - 8.0, rect.center().y);
    let words_ink = if has_room { weak } else { color(theme.warn) };
    painter.text(right, Align2::RIGHT_CENTER, words, FontId::proportional(12.0), words_ink);
    response
}
