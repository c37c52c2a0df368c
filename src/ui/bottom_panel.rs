//! The panel at the bottom: findings that fly to their place, and the history.

use crate::app::Document;
use crate::app::wording::{Text, edit_label, finding_sentence, goes_to, household_count, said_of};
use crate::edit::Edit;
use crate::rules::{Finding, Severity, Target};
use crate::ui::asked::Asked;
use crate::ui::history::history_ui;
use crate::ui::session::{Selected, Session, Tab};
use crate::ui::style::{ROW_PT, color, strong};
use crate::ui::widgets::{call, row_ui};
use egui::{Align, Align2, FontId, Layout, Rect, RichText, ScrollArea, Ui, Vec2};

/// Draws the panel.
pub(crate) fn bottom_panel_ui(ui: &mut Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    tabs_ui(ui, document, session);
    match session.tab {
        Tab::Findings => findings_ui(ui, document, session),
        Tab::History => history_ui(ui, document, session),
    }
}

fn tabs_ui(ui: &mut Ui, document: &Document, session: &mut Session) {
    let lang = session.lang;
    let counts = [session.findings(document).len(), document.history().in_force().count()];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        for ((tab, text), count) in
            [(Tab::Findings, Text::Findings), (Tab::History, Text::History)].into_iter().zip(counts)
        {
            let is_open = session.tab == tab;
            let label = if count > 0 { format!("{} {count}", text.of(lang)) } else { text.of(lang).to_owned() };
            let ink = if is_open { session.theme.text } else { session.theme.text_weak };
            let face = if is_open { strong(&label, 14.0) } else { RichText::new(&label) };
            let response = ui.add(egui::Button::new(face.color(color(ink))).frame(false));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_open, &label));
            if is_open {
                let line = response.rect.bottom() + 3.0;
                let stroke = egui::Stroke::new(2.0, color(session.theme.accent));
                ui.painter().hline(response.rect.x_range(), line, stroke);
            }
            if response.clicked() {
                session.tab = tab;
            }
        }
    });
    ui.add_space(4.0);
}

fn findings_ui(ui: &mut Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    let rows: Vec<(Finding, Option<Edit>)> = session.findings(document).to_vec();
    if rows.is_empty() {
        let text = format!("✓ {}", Text::NoFindings.of(session.lang));
        ui.label(RichText::new(text).color(color(session.theme.ok)));
        return None;
    }
    let mut asked = None;
    let chosen = session.finding_idx;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW_PT, rows.len(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (row_idx, (finding, fix)) in rows.iter().enumerate().skip(range.start).take(range.len()) {
            asked =
                asked.take().or(finding_row_ui(ui, document, session, finding, fix.as_ref(), chosen == Some(row_idx)));
        }
    });
    asked
}

fn finding_row_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    finding: &Finding,
    fix: Option<&Edit>,
    is_chosen: bool,
) -> Option<Asked> {
    let (theme, lang) = (&session.theme, session.lang);
    let sentence = finding_sentence(lang, Session::naming(document), finding);
    let (rect, response) = row_ui(ui, theme, ROW_PT, &sentence, is_chosen);
    let dot = match finding.severity() {
        Severity::Error => theme.error,
        Severity::Warning => theme.warn,
        Severity::Note => theme.text_weak,
    };
    let painter = ui.painter();
    painter.circle_filled(rect.left_center() + Vec2::new(12.0, 0.0), 4.5, color(dot));
    let font = FontId::proportional(14.0);
    let room = Rect::from_min_max(rect.left_top() + Vec2::new(28.0, 0.0), rect.right_bottom() - Vec2::new(360.0, 0.0));
    let at = room.left_center();
    painter.with_clip_rect(room).text(at, Align2::LEFT_CENTER, &sentence, font, color(theme.text));
    let mut asked = None;
    if let Some(edit) = fix {
        let words = suggestion_words(document, session, edit);
        let small = FontId::proportional(13.0);
        let room = Rect::from_min_max(
            egui::pos2(rect.right() - 352.0, rect.top()),
            egui::pos2(rect.right() - 70.0, rect.bottom()),
        );
        let clipped = painter.with_clip_rect(room);
        clipped.text(room.left_center(), Align2::LEFT_CENTER, &words, small, color(theme.text_weak));
        let place = Rect::from_center_size(rect.right_center() - Vec2::new(36.0, 0.0), Vec2::new(56.0, 24.0));
        let mut inner =
            ui.new_child(egui::UiBuilder::new().max_rect(place).layout(Layout::right_to_left(Align::Center)));
        let can_edit = document.check_writable().is_ok();
        let button = egui::Button::new(RichText::new(Text::Apply.of(lang)).size(13.0)).small();
        let response = inner.add_enabled(can_edit, button);
        call(&response, egui::Role::Button, &format!("{} {words}", Text::Apply.of(lang)));
        if response.clicked() {
            asked = Some(Asked::Do(Box::new(edit.clone())));
        }
    }
    if asked.is_none() && response.clicked() {
        asked = target_of(finding).map(Asked::Show);
    }
    asked
}

/// What a finding is about, to be shown.
pub(crate) fn target_of(finding: &Finding) -> Option<Selected> {
    finding.targets().first().map(|target| match *target {
        Target::Household(household) => Selected::Household(household),
        Target::Member(member) => Selected::Member(member),
    })
}

fn suggestion_words(document: &Document, session: &Session, edit: &Edit) -> String {
    let naming = Session::naming(document);
    let lang = session.lang;
    let what = match edit {
        Edit::Assign { households, to, .. } => {
            let member = naming.member(*to);
            match households.as_slice() {
                [only] => {
                    let household = naming.household(*only);
                    goes_to(lang, &household, &member)
                }
                many => goes_to(lang, &household_count(lang, many.len()), &member),
            }
        }
        other => edit_label(lang, naming, other),
    };
    said_of(lang, Text::Suggested.of(lang), &what)
}
