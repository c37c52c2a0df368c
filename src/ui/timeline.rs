//! Beside a household: who covered it when.

use crate::app::wording::{Text, line_of_change, since_words};
use crate::app::{Document, PastSteps, has_past_steps, timeline};
use crate::model::HouseholdId;
use crate::ui::session::Session;
use crate::ui::style::{ROW_PT, color};
use crate::ui::widgets::{call, heading_ui};
use egui::{Align2, FontId, Sense, Ui, Vec2};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// So many changes are listed.
const LINES: usize = 12;

/// What earlier sessions did, read beside the window when it is first wanted.
#[derive(Debug, Default)]
pub(crate) struct TimelineState {
    past: Option<Arc<PastSteps>>,
    reading: Option<Receiver<PastSteps>>,
}

impl TimelineState {
    /// What earlier sessions did; `None` while that is being read.
    fn past(&mut self, ctx: &egui::Context, document: &Document) -> Option<Arc<PastSteps>> {
        if self.past.is_none() && self.reading.is_none() {
            if has_past_steps(document) {
                self.reading = Some(read(ctx.clone(), document.path().to_owned()));
            } else {
                self.past = Some(Arc::default());
            }
        }
        if let Some(past) = self.reading.as_ref().and_then(|reading| reading.try_recv().ok()) {
            self.past = Some(Arc::new(past));
            self.reading = None;
        }
        self.past.clone()
    }
}

fn read(ctx: egui::Context, path: PathBuf) -> Receiver<PastSteps> {
    let (tell, told) = channel();
    let started = std::thread::Builder::new().name("timeline".to_owned()).spawn(move || {
        // A ledger that cannot be read shows in the check of the file; here it only leaves lines out.
        drop(tell.send(PastSteps::read(&path).unwrap_or_default()));
        ctx.request_repaint();
    });
    drop(started);
    told
}

/// Draws the lines, the latest first; under them since when it is as it is.
pub(crate) fn timeline_ui(ui: &mut Ui, document: &Document, session: &mut Session, household: HouseholdId) {
    let Some(past) = session.timeline.past(ui.ctx(), document) else { return };
    let rows = timeline(document, &past, household);
    let (lang, theme) = (session.lang, &session.theme);
    let naming = Session::naming(document);
    let mut lines: Vec<(String, String, String)> = rows
        .into_iter()
        .take(LINES)
        .map(|row| {
            let day = row.at.get(..10).unwrap_or(&row.at).to_owned();
            (day, line_of_change(lang, naming, row.from, row.to), row.label)
        })
        .collect();
    if lines.is_empty() {
        let plan = document.project().plans.at(document.plan());
        let link = plan.and_then(|plan| plan.primaries_of(household).next());
        let Some((day, member)) = link.and_then(|link| Some((link.since?, link.member))) else { return };
        lines.push((day.to_string(), since_words(lang, &naming.member(member)), String::new()));
    }
    heading_ui(ui, theme, Text::Timeline.of(lang));
    ui.spacing_mut().item_spacing.y = 0.0;
    for (day, words, label) in lines {
        let size = Vec2::new(ui.available_width(), ROW_PT - 6.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        call(&response, egui::Role::Label, &format!("{day} {words}"));
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let at = rect.left_center() + Vec2::new(6.0, 0.0);
        let font = FontId::proportional(12.0);
        let drawn = painter.text(at, Align2::LEFT_CENTER, day, font, color(theme.text_weak));
        let at = egui::pos2(drawn.right() + 10.0, rect.center().y);
        painter.text(at, Align2::LEFT_CENTER, words, FontId::proportional(13.0), color(theme.text));
        if !label.is_empty() {
            response.on_hover_text(label);
        }
    }
    ui.add_space(4.0);
}
