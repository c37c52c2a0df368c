//! The history: what was done and undone, and going back to any step with one click.

use crate::app::Document;
use crate::app::wording::{Text, redo_steps, undo_steps};
use crate::edit::Done;
use crate::ui::aid::Aid;
use crate::ui::asked::Asked;
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::widgets::row_ui;
use egui::{Align2, FontId, Painter, Rect, RichText, ScrollArea, Stroke, Ui};

/// Height of a line.
const STEP_PT: f32 = 26.0;

/// A line: what was done, or the state before everything.
struct Step<'a> {
    done: Option<&'a Done>,
    is_in_force: bool,
    /// How many gestures a click would take back or do again.
    count: usize,
}

/// Draws the history, the newest on top. A click goes to the state after a step.
pub(crate) fn history_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let steps = steps(document);
    if steps.len() < 2 {
        ui.label(RichText::new(Text::NoHistory.of(session.lang)).color(color(session.theme.text_weak)));
        return None;
    }
    let can_edit = document.check_writable().is_ok();
    let mut asked = None;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, STEP_PT, steps.len(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for step in steps.iter().skip(range.start).take(range.len()) {
            let is_possible = can_edit && step.count > 0;
            if step_ui(ui, session, step, is_possible) && is_possible {
                let gesture = step.done.map_or(0, |done| done.gesture);
                let aid = if step.is_in_force { Aid::UndoTo(gesture) } else { Aid::RedoTo(gesture) };
                asked = Some(Asked::Aid(aid));
            }
        }
    });
    asked
}

fn steps(document: &Document) -> Vec<Step<'_>> {
    let history = document.history();
    let mut steps = Vec::new();
    let (mut count, mut last) = (0, 0);
    for done in history.redoable() {
        count += usize::from(done.gesture != last);
        last = done.gesture;
        steps.push(Step { done: Some(done), is_in_force: false, count });
    }
    steps.reverse();
    (count, last) = (0, 0);
    for done in history.in_force().rev() {
        count += usize::from(done.gesture != last && last != 0);
        last = done.gesture;
        steps.push(Step { done: Some(done), is_in_force: true, count });
    }
    let all = if last == 0 { 0 } else { count + 1 };
    steps.push(Step { done: None, is_in_force: true, count: all });
    steps
}

/// One line. True if it was clicked.
fn step_ui(ui: &mut Ui, session: &Session, step: &Step<'_>, is_possible: bool) -> bool {
    let (theme, lang) = (&session.theme, session.lang);
    let label = step.done.map_or(Text::FirstState.of(lang), |done| &done.label);
    let (rect, response) = row_ui(ui, theme, STEP_PT, label, false);
    let weak = color(theme.text_weak);
    let painter = ui.painter().with_clip_rect(rect);
    let ink = if step.is_in_force && step.done.is_some() { color(theme.text) } else { weak };
    if let Some(done) = step.done {
        let time = done.at.get(..16).unwrap_or(&done.at).replace('T', " ");
        let at = egui::pos2(rect.left() + 28.0, rect.center().y);
        painter.text(at, Align2::LEFT_CENTER, time, FontId::proportional(12.0), weak);
    }
    let at = egui::pos2(rect.left() + 146.0, rect.center().y);
    let words = painter.text(at, Align2::LEFT_CENTER, label, FontId::proportional(14.0), ink);
    if !step.is_in_force {
        painter.hline(words.x_range(), words.center().y, Stroke::new(1.0, weak));
    }
    dot(&painter, session, rect, step);
    let is_over = response.hovered() || response.has_focus();
    if is_over && is_possible {
        let words = if step.is_in_force { undo_steps(lang, step.count) } else { redo_steps(lang, step.count) };
        let at = rect.right_center() - egui::vec2(12.0, 0.0);
        painter.text(at, Align2::RIGHT_CENTER, words, FontId::proportional(13.0), color(theme.accent));
    }
    response.clicked()
}

/// The line of time: full where something is in force, hollow where it was undone, larger where things stand.
fn dot(painter: &Painter, session: &Session, rect: Rect, step: &Step<'_>) {
    let theme = &session.theme;
    let center = egui::pos2(rect.left() + 14.0, rect.center().y);
    painter.vline(center.x, rect.y_range(), Stroke::new(1.0, color(theme.panel_edge)));
    if step.is_in_force && step.count == 0 {
        painter.circle_filled(center, 5.0, color(theme.accent));
    } else if step.is_in_force {
        painter.circle_filled(center, 3.5, color(theme.text_weak));
    } else {
        painter.circle(center, 3.5, color(theme.panel), Stroke::new(1.2, color(theme.text_weak)));
    }
}
