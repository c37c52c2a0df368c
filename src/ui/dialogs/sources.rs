//! The files that were taken in: of which day, how many rows, and in which coordinate system they were read. Who learns
//! later that it was another one says so here, and what came from the file moves.

use crate::app::Document;
use crate::app::wording::{Text, crs_choice, rows_words, said_of};
use crate::edit::{Edit, Key};
use crate::exchange::{Crs, ImportKind, redeclare};
use crate::model::{Provenance, ProvenanceId};
use crate::ui::asked::Asked;
use crate::ui::dialogs::import::kind_text;
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::call;
use egui::{Align, Button, ComboBox, Label, Layout, RichText, ScrollArea, Ui};

/// The list is this high at most.
const LIST_PT: f32 = 360.0;

/// The files that were taken in, the last one first.
#[derive(Debug, Default)]
pub struct SourcesDialog {
    /// Another system that somebody has chosen for a file.
    chosen: Option<(ProvenanceId, Crs)>,
    /// A file whose import somebody wants to take back.
    withdrawn: Option<ProvenanceId>,
}

impl SourcesDialog {
    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let (lang, theme) = (session.lang, &session.theme);
        ui.label(strong(Text::SourcesTitle.of(lang), 16.0));
        let files = &document.project().provenances;
        if files.is_empty() {
            ui.label(RichText::new(Text::SourcesNone.of(lang)).color(color(theme.text_weak)));
        }
        let rows: Vec<(ProvenanceId, &Provenance)> = files.iter().collect();
        ScrollArea::vertical().max_height(LIST_PT).auto_shrink([false, true]).show(ui, |ui| {
            for (id, file) in rows.into_iter().rev() {
                self.file_ui(ui, document, session, id, file);
                ui.add_space(6.0);
            }
        });
        let asked = self.withdrawn.take().map(Asked::Withdraw);
        let asked = asked.or_else(|| self.chosen.take().map(|(id, crs)| moving(document, id, crs)));
        let close = ui.vertical_centered_justified(|ui| ui.button(Text::Close.of(lang)).clicked()).inner;
        asked.or(close.then_some(Asked::CloseDialog))
    }

    fn file_ui(&mut self, ui: &mut Ui, document: &Document, session: &Session, id: ProvenanceId, file: &Provenance) {
        let (lang, theme) = (session.lang, &session.theme);
        let kind = ImportKind::from_key(&file.kind);
        let weak = |words: String| Label::new(RichText::new(words).size(13.0).color(color(theme.text_weak))).truncate();
        let can_write = document.check_writable().is_ok();
        ui.horizontal(|ui| {
            let button = Button::new(RichText::new(Text::SourceWithdraw.of(lang)).size(13.0)).small();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let response = ui.add_enabled(can_write, button).on_hover_text(Text::SourceWithdrawHint.of(lang));
                call(&response, egui::Role::Button, &format!("{} {}", Text::SourceWithdraw.of(lang), file.file));
                self.withdrawn = self.withdrawn.or(response.clicked().then_some(id));
                let name = Label::new(strong(&file.file, 14.0)).truncate();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.add(name));
            });
        });
        let day =
            |text: Text, day: Option<jiff::civil::Date>| day.map(|day| said_of(lang, text.of(lang), &day.to_string()));
        let parts = [
            kind.map(|kind| kind_text(kind).of(lang).to_owned()),
            Some(rows_words(lang, file.rows as usize)),
            day(Text::SourceAsOf, file.as_of),
            day(Text::SourceTaken, file.taken_on),
        ];
        let words: Vec<String> = parts.into_iter().flatten().collect();
        ui.add(weak(words.join(" · ")));
        if kind.is_none_or(|kind| matches!(kind, ImportKind::Links | ImportKind::Backdrop)) {
            return;
        }
        let assumed = Crs::from_name(&file.crs).unwrap_or_default();
        let crs = ui.horizontal(|ui| {
            ui.label(Text::ImportCrs.of(lang));
            ui.add_enabled_ui(can_write, |ui| crs_ui(ui, session, id, file, assumed)).inner
        });
        if crs.inner != assumed {
            self.chosen = Some((id, crs.inner));
        }
    }
}

/// In which system a file was read; answers with the one that is chosen.
fn crs_ui(ui: &mut Ui, session: &Session, id: ProvenanceId, file: &Provenance, assumed: Crs) -> Crs {
    let lang = session.lang;
    let mut crs = assumed;
    let combo = ComboBox::from_id_salt(("source", id.0)).selected_text(crs_choice(lang, crs)).width(240.0);
    let choice = combo.show_ui(ui, |ui| {
        for offered in Crs::offered().filter(|offered| *offered != Crs::Auto) {
            ui.selectable_value(&mut crs, offered, crs_choice(lang, offered));
        }
    });
    call(&choice.response, egui::Role::ComboBox, &file.file);
    crs
}

/// The wish to move what came from a file; a complaint if that cannot be.
fn moving(document: &Document, id: ProvenanceId, crs: Crs) -> Asked {
    let step = document.step_that_brought(&Key::Provenance(id)).ok().flatten();
    let batch = step.and_then(|step| redeclare(document.project(), id, &step, crs));
    match batch {
        Some(batch) => Asked::Do(Box::new(Edit::Import(Box::new(batch)))),
        None => Asked::CannotRedeclare(id),
    }
}
