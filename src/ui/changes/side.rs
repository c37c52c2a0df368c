//! Beside the changes: what they solved, what they caused, the numbers of both plans, loads.

use crate::app::wording::{Text, became, finding_sentence, meters};
use crate::app::{Comparison, Document};
use crate::rules::Finding;
use crate::scene::Rgba;
use crate::ui::asked::Asked;
use crate::ui::bottom_panel::{short_text, show_finding};
use crate::ui::changes::groups::load_words;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{color, strong};
use crate::ui::widgets::{call, row_ui};
use egui::{Align2, FontId, RichText, ScrollArea, Ui, Vec2};

/// Height of a line.
const LINE_PT: f32 = 22.0;
/// So many loads are listed; the others changed less.
const LOADS: usize = 40;

/// Draws it.
pub(crate) fn side_ui(ui: &mut Ui, document: &Document, session: &Session, comparison: &Comparison) -> Option<Asked> {
    let (lang, theme) = (session.lang, &session.theme);
    let mut asked = None;
    ScrollArea::vertical().id_salt("side").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        if !comparison.solved.is_empty() {
            let words = format!("{} {}", Text::YouSolved.of(lang), comparison.solved.len());
            ui.label(strong(words, 13.0).color(color(theme.ok)));
            asked = asked.take().or(findings_ui(ui, document, session, &comparison.solved, theme.ok));
        }
        if comparison.caused.is_empty() {
            ui.label(RichText::new(format!("✓ {}", Text::YouCausedNothing.of(lang))).color(color(theme.ok)));
        } else {
            let words = format!("{} {}", Text::YouCaused.of(lang), comparison.caused.len());
            ui.label(strong(words, 13.0).color(color(theme.warn)));
            asked = asked.take().or(findings_ui(ui, document, session, &comparison.caused, theme.warn));
        }
        figures_ui(ui, session, comparison);
        if !comparison.loads.is_empty() {
            ui.add_space(6.0);
            ui.label(strong(Text::LoadsChanged.of(lang), 13.0).color(color(theme.text_weak)));
        }
        for load in comparison.loads.iter().take(LOADS) {
            let words = load_words(document, load);
            let (rect, response) = row_ui(ui, theme, LINE_PT, &words, false);
            let ink = if load.is_fine() { theme.text } else { theme.warn };
            let at = rect.left_center() + Vec2::new(8.0, 0.0);
            ui.painter().text(at, Align2::LEFT_CENTER, &words, FontId::proportional(13.0), color(ink));
            if response.clicked() {
                asked = Some(Asked::Show(Selected::Member(load.member)));
            }
        }
    });
    asked
}

fn findings_ui(ui: &mut Ui, document: &Document, session: &Session, findings: &[Finding], dot: Rgba) -> Option<Asked> {
    /// So many are listed; the head counts all.
    const MOST: usize = 60;
    let mut asked = None;
    for finding in findings.iter().take(MOST) {
        let words = finding_sentence(session.lang, Session::naming(document), finding);
        let (rect, response) = row_ui(ui, &session.theme, LINE_PT, &words, false);
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        painter.circle_filled(rect.left_center() + Vec2::new(10.0, 0.0), 3.5, color(dot));
        let room = rect.with_min_x(rect.left() + 20.0).with_max_x(rect.right() - 6.0);
        short_text(ui, room, &words, 13.0, color(session.theme.text));
        if response.on_hover_text(&words).clicked() {
            asked = show_finding(finding);
        }
    }
    asked
}

/// The numbers of both, where they differ, and always how many are uncovered.
fn figures_ui(ui: &mut Ui, session: &Session, comparison: &Comparison) {
    let (lang, theme) = (session.lang, &session.theme);
    let (before, after) = (&comparison.before, &comparison.after);
    let mean = |mean_m: Option<f64>| mean_m.map(meters).unwrap_or_default();
    let rows = [
        (Text::CoveredCount, before.covered.to_string(), after.covered.to_string()),
        (Text::UncoveredCount, before.uncovered.to_string(), after.uncovered.to_string()),
        (Text::FigureOverMax, before.over_max.to_string(), after.over_max.to_string()),
        (Text::FigureUnderMin, before.under_min.to_string(), after.under_min.to_string()),
        (Text::FigureOtherGrid, before.other_grid.to_string(), after.other_grid.to_string()),
        (Text::MeanDistance, mean(before.mean_m()), mean(after.mean_m())),
        (Text::FigureTotal, meters(before.total_m), meters(after.total_m)),
    ];
    ui.add_space(6.0);
    for (name, before, after) in rows {
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 19.0), egui::Sense::hover());
        let words = became(&before, &after);
        call(&response, egui::Role::Label, &format!("{} {words}", name.of(lang)));
        let small = FontId::proportional(13.0);
        let left = rect.left_center() + Vec2::new(8.0, 0.0);
        ui.painter().text(left, Align2::LEFT_CENTER, name.of(lang), small.clone(), color(theme.text_weak));
        let ink = if before == after { theme.text_weak } else { theme.text };
        let right = rect.right_center() - Vec2::new(10.0, 0.0);
        ui.painter().text(right, Align2::RIGHT_CENTER, words, small, color(ink));
    }
}
