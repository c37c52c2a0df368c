//! What is being done to borders, in words, and how it ends.

use crate::app::Document;
use crate::app::wording::Text;
use crate::ui::asked::Asked;
use crate::ui::borders::{BorderWish, Bordering};
use crate::ui::session::{Mode, Session};
use crate::ui::style::{color, strong};
use crate::ui::widgets::{call, floating};
use egui::{Align2, Rect, RichText, Ui, Vec2};

/// Draws the bar over the map.
pub(crate) fn bar_ui(ui: &Ui, rect: Rect, document: &Document, session: &Session) -> Option<Asked> {
    let bordering = session.borders.doing.as_ref()?;
    let (theme, lang) = (&session.theme, session.lang);
    let (title, hint) = match bordering {
        Bordering::Draw(_) => (Text::DrawGrid, Text::DrawGridHint),
        Bordering::Reshape { .. } => (Text::ReshapeGrid, Text::ReshapeGridHint),
        Bordering::Cut { .. } => (Text::CutGrid, Text::CutGridHint),
        Bordering::Merge(_) => (Text::MergeGrid, Text::MergeGridHint),
    };
    let name = bordering.grid().map(|grid| Session::naming(document).grid(grid)).unwrap_or_default();
    let needed = if matches!(bordering, Bordering::Draw(_)) { 3 } else { 2 };
    let can_end = bordering.line().map(|line| line.len() >= needed);
    let top_pt = if session.mode == Mode::Assign { 72.0 } else { 14.0 };
    let leave = if matches!(bordering, Bordering::Reshape { .. }) { Text::EndBorder } else { Text::Cancel };
    let mut asked = None;
    egui::Area::new(egui::Id::unique("borders"))
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(rect.center_top() + Vec2::new(0.0, top_pt))
        .show(ui.ctx(), |ui| {
            floating(theme).inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| {
                ui.set_max_width((rect.width() - 60.0).clamp(200.0, 700.0));
                ui.horizontal(|ui| {
                    let title = title.of(lang).trim_end_matches('…');
                    ui.add(egui::Label::new(strong([title, &name].join(" ").trim_end(), 14.0)).extend());
                    ui.add_space(8.0);
                    let is_ended = can_end.is_some_and(|can_end| button_ui(ui, Text::EndBorder.of(lang), can_end));
                    let is_left = button_ui(ui, leave.of(lang), true);
                    asked = is_ended.then_some(BorderWish::End).or(is_left.then_some(BorderWish::Leave));
                });
                ui.label(RichText::new(hint.of(lang)).size(13.0).color(color(theme.text_weak)));
            });
        });
    asked.map(Asked::Border)
}

fn button_ui(ui: &mut Ui, face: &str, is_enabled: bool) -> bool {
    let response = ui.add_enabled(is_enabled, egui::Button::new(face));
    call(&response, egui::Role::Button, face);
    response.clicked()
}
