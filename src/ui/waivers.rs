//! Findings that are let stand: the menu that does it, and the list that takes it back.

use crate::app::Document;
use crate::app::wording::{Text, finding_sentence, said_of, waived_count};
use crate::edit::Edit;
use crate::rules::Finding;
use crate::ui::asked::Asked;
use crate::ui::bottom_panel::{short_text, show_finding};
use crate::ui::session::Session;
use crate::ui::style::{ROW_PT, color};
use crate::ui::widgets::{call, row_ui};
use egui::{Align, Button, Layout, Rect, Response, RichText, ScrollArea, Ui, UiBuilder};

/// The menu of a finding: let it stand. That a household has nobody always counts.
pub(crate) fn finding_menu_ui(
    response: &Response,
    document: &Document,
    session: &Session,
    finding: &Finding,
) -> Option<Asked> {
    let mut asked = None;
    response.context_menu(|ui| {
        let can_go = document.check_writable().is_ok() && !matches!(finding, Finding::Uncovered { .. });
        let button = ui.add_enabled(can_go, Button::new(Text::Waive.of(session.lang)));
        if button.on_disabled_hover_text(Text::WaiveNever.of(session.lang)).clicked() {
            asked = Some(Asked::AskWaiver(Box::new(finding.clone())));
            ui.close();
        }
    });
    asked
}

/// Shows those that are let stand instead of the others, or goes back.
pub(crate) fn waived_switch_ui(ui: &mut Ui, session: &mut Session, count: usize) {
    let words = waived_count(session.lang, count);
    ui.checkbox(&mut session.findings.shows_waived, RichText::new(words).size(13.0));
}

/// Draws those that are let stand, with their reasons.
pub(crate) fn waived_ui(ui: &mut Ui, document: &Document, session: &Session, rows: &[Finding]) -> Option<Asked> {
    let (lang, theme, project) = (session.lang, &session.theme, document.project());
    let mut asked = None;
    ScrollArea::vertical().id_salt("waived").auto_shrink(false).show_rows(ui, ROW_PT, rows.len(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for finding in rows.iter().skip(range.start).take(range.len()) {
            let key = finding.key();
            let reason = project.waivers.get(&key).map_or("", |waiver| waiver.reason.as_str());
            let sentence = finding_sentence(lang, Session::naming(document), finding);
            let words = said_of(lang, &sentence, reason);
            let (rect, response) = row_ui(ui, theme, ROW_PT, &words, false);
            let room = rect.with_min_x(rect.left() + 28.0).with_max_x(rect.right() - 84.0);
            short_text(ui, room, &words, 14.0, color(theme.text_weak));
            let place = Rect::from_x_y_ranges(rect.right() - 80.0..=rect.right() - 8.0, rect.y_range());
            let layout = Layout::right_to_left(Align::Center);
            let mut inner = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
            let button = Button::new(RichText::new(Text::EndWaiver.of(lang)).size(13.0)).small();
            let button = inner.add_enabled(document.check_writable().is_ok(), button);
            call(&button, egui::Role::Button, &format!("{} {sentence}", Text::EndWaiver.of(lang)));
            if button.clicked() {
                asked = Some(Asked::Do(Box::new(Edit::EndWaiver(key))));
            } else if response.clicked() {
                asked = show_finding(finding);
            }
        }
    });
    asked
}
