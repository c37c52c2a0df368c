//! Everything odd in a file, a line each.

use crate::app::wording::{problem_sentence, row_words};
use crate::exchange::{Problem, Severity};
use crate::ui::dialogs::import::lines_ui;
use crate::ui::session::Session;
use crate::ui::style::color;
use egui::{RichText, Ui};

pub(super) fn problems_ui(ui: &mut Ui, session: &Session, problems: &[Problem]) {
    let theme = &session.theme;
    lines_ui(ui, "problems", 20.0, problems.len(), |ui, at| {
        let Some(problem) = problems.get(at) else { return };
        let ink = match problem.severity {
            Severity::Rejected => theme.error,
            Severity::Flagged => theme.warn,
            Severity::Note => theme.text_weak,
        };
        let row = problem.row.map(|row| row_words(session.lang, row));
        let column = problem.column.as_deref().map(str::to_owned);
        let sheet = problem.sheet.as_deref().map(str::to_owned);
        let place: Vec<String> = sheet.into_iter().chain(row).chain(column).collect();
        let words = format!("{}  {}", place.join(" · "), problem_sentence(session.lang, problem));
        // One line each, so that thousands scroll as quickly as ten; the whole sentence is in the tip.
        let words = RichText::new(words.trim()).size(13.0).color(color(ink));
        ui.add(egui::Label::new(words).truncate());
    });
}
