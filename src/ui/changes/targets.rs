//! What is not a household and has other contacts: from whom to whom, and the way back.

use crate::app::wording::{Text, take_back_of, target_difference_words};
use crate::app::{Comparison, Document};
use crate::index::TargetDifference;
use crate::ui::asked::Asked;
use crate::ui::bottom_panel::short_text;
use crate::ui::changes::take_back_edit_ui;
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::row_ui;
use egui::{Align, Layout, ScrollArea, Ui, UiBuilder};

/// Height of a line.
const LINE_PT: f32 = 24.0;

/// Draws them.
pub(crate) fn targets_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    comparison: &Comparison,
) -> Option<Asked> {
    let lang = session.lang;
    let mut asked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.horizontal(|ui| {
        let words = format!("{} {}", Text::TierChanges.of(lang), comparison.targets.len());
        ui.label(strong(words.as_str(), 14.0));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = take_back_of(lang, &words);
            let all = || Comparison::restore_targets(document.project(), &comparison.targets);
            asked = take_back_edit_ui(ui, document, session, (Text::TakeBack.of(lang), &name), all);
        });
    });
    ui.add_space(2.0);
    ScrollArea::vertical().id_salt("targets").auto_shrink(false).show_rows(
        ui,
        LINE_PT,
        comparison.targets.len(),
        |ui, range| {
            for row in comparison.targets.iter().skip(range.start).take(range.len()) {
                asked = asked.take().or(target_ui(ui, document, session, row));
            }
        },
    );
    asked
}

fn target_ui(ui: &mut Ui, document: &Document, session: &Session, row: &TargetDifference) -> Option<Asked> {
    let (lang, theme) = (session.lang, &session.theme);
    let words = target_difference_words(lang, Session::naming(document), row);
    let (rect, response) = row_ui(ui, theme, LINE_PT, &words, false);
    let button = rect.with_min_x(rect.right() - 64.0);
    let room = rect.with_min_x(rect.left() + 8.0).with_max_x(button.left() - 6.0);
    short_text(ui, room, &words, 14.0, color(theme.text));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(button).layout(Layout::right_to_left(Align::Center)));
    let name = take_back_of(lang, &words);
    let back = || Comparison::restore_targets(document.project(), std::slice::from_ref(row));
    let asked = take_back_edit_ui(&mut inner, document, session, (Text::TakeBack.of(lang), &name), back);
    asked.or_else(|| response.clicked().then_some(Asked::ShowTarget(row.target)))
}
