//! What a file would bring, before anything is changed.

use crate::app::Document;
use crate::app::wording::{
    Lang, Text, crs_choice, crs_line, files_waiting, import_summary, problem_sentence, row_words,
};
use crate::edit::Edit;
use crate::exchange::{Crs, Import, ImportKind, Problem, Severity};
use crate::ui::asked::{Asked, ReadOrder};
use crate::ui::dialogs::buttons_ui;
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::call;
use egui::{ComboBox, RichText, ScrollArea, Ui};

/// A file that was read, or is being read.
#[derive(Debug)]
pub struct ImportDialog {
    /// The file, and how it is read; without a kind if that could not be told.
    pub(crate) order: ReadOrder,
    /// What it would bring; `None` while it is read.
    pub(crate) import: Option<Result<Box<Import>, String>>,
}

impl ImportDialog {
    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let (lang, theme) = (session.lang, &session.theme);
        ui.label(strong(Text::ImportTitle.of(lang), 16.0));
        let name = self.order.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        ui.label(RichText::new(name).color(color(theme.text_weak)));
        let waiting = session.dropped.waiting();
        if waiting > 0 {
            ui.label(RichText::new(files_waiting(lang, waiting)).color(color(theme.text_weak)));
        }
        let before = self.order.clone();
        ui.horizontal(|ui| {
            ui.label(Text::ImportAs.of(lang));
            let shown = self.order.kind.map_or("—", |kind| kind_text(kind).of(lang));
            let choice = ComboBox::from_id_salt("kind").selected_text(shown).show_ui(ui, |ui| {
                for kind in ImportKind::ALL {
                    ui.selectable_value(&mut self.order.kind, Some(kind), kind_text(kind).of(lang));
                }
            });
            call(&choice.response, egui::Role::ComboBox, Text::ImportAs.of(lang));
        });
        if self.order.kind.is_some_and(has_places) {
            self.crs_ui(ui, lang);
        }
        if self.order != before {
            return Some(Asked::ReadImport(ReadOrder { skip_bad: false, ..self.order.clone() }));
        }
        if self.order.kind.is_none() {
            ui.label(Text::ImportUnknownKind.of(lang));
            return cancel_only(ui, session);
        }
        match &self.import {
            None => {
                ui.horizontal(|ui| {
                    ui.spinner();
                    ui.label(Text::ImportReading.of(lang));
                });
                cancel_only(ui, session)
            }
            Some(Err(words)) => {
                ui.label(RichText::new(words).color(color(theme.error)));
                cancel_only(ui, session)
            }
            Some(Ok(import)) => self.report_ui(ui, document, session, import),
        }
    }

    /// In which system the coordinates are: who knows better than the program says so here.
    fn crs_ui(&mut self, ui: &mut Ui, lang: Lang) {
        ui.horizontal(|ui| {
            ui.label(Text::ImportCrs.of(lang));
            let shown = crs_choice(lang, self.order.crs);
            let choice = ComboBox::from_id_salt("crs").selected_text(shown).width(240.0).show_ui(ui, |ui| {
                for crs in Crs::offered() {
                    ui.selectable_value(&mut self.order.crs, crs, crs_choice(lang, crs));
                }
            });
            call(&choice.response, egui::Role::ComboBox, Text::ImportCrs.of(lang));
        });
    }

    fn report_ui(&self, ui: &mut Ui, document: &Document, session: &Session, import: &Import) -> Option<Asked> {
        let (lang, theme) = (session.lang, &session.theme);
        let report = &import.report;
        ui.label(import_summary(lang, report));
        if self.order.kind.is_some_and(has_places) {
            ui.label(RichText::new(crs_line(lang, &report.crs)).color(color(theme.text_weak)));
        }
        if !report.problems.is_empty() {
            problems_ui(ui, session, &report.problems);
        }
        if report.is_blocked {
            ui.label(RichText::new(Text::ImportRejectedHint.of(lang)).color(color(theme.error)));
            let answer = buttons_ui(ui, session, Text::ImportSkipBad.of(lang), true)?;
            return Some(answer.or_leave(|| Asked::ReadImport(ReadOrder { skip_bad: true, ..self.order.clone() })));
        }
        let has_news = report.new + report.changed > 0;
        if !has_news {
            ui.label(Text::ImportNothingNew.of(lang));
        }
        let can_go = has_news && document.check_writable().is_ok();
        let answer = buttons_ui(ui, session, Text::ImportAccept.of(lang), can_go)?;
        Some(answer.or_leave(|| Asked::Do(Box::new(Edit::Import(Box::new(import.batch.clone()))))))
    }
}

fn cancel_only(ui: &mut Ui, session: &Session) -> Option<Asked> {
    buttons_ui(ui, session, Text::ImportAccept.of(session.lang), false).map(|_| Asked::CloseDialog)
}

fn problems_ui(ui: &mut Ui, session: &Session, problems: &[Problem]) {
    let theme = &session.theme;
    egui::Frame::group(ui.style()).show(ui, |ui| {
        ScrollArea::vertical().max_height(180.0).auto_shrink([false, true]).show_rows(
            ui,
            20.0,
            problems.len(),
            |ui, rows| {
                for problem in problems.iter().skip(rows.start).take(rows.len()) {
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
                }
            },
        );
    });
}

/// True if rows of this kind say where something is.
fn has_places(kind: ImportKind) -> bool {
    kind != ImportKind::Links
}

/// The word for what a file holds.
fn kind_text(kind: ImportKind) -> Text {
    match kind {
        ImportKind::Households => Text::ImportHouseholds,
        ImportKind::Members => Text::ImportMembers,
        ImportKind::Grids => Text::ImportGrids,
        ImportKind::Buildings => Text::ImportBuildings,
        ImportKind::Links => Text::ImportLinks,
        ImportKind::Backdrop => Text::ImportBackdrop,
    }
}
