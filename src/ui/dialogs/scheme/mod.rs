//! The scheme of the place: chosen among those that ship or read from a file, changed, looked ahead, put in force.

mod pages;

use crate::app::wording::{Lang, Text, exchange_error, refusal_sentence, scheme_preview, scheme_read, written_to};
use crate::app::{Document, SchemePreview, files_folder, read_scheme};
use crate::disclose::Audience;
use crate::edit::Edit;
use crate::exchange::{ExchangeError, write_file};
use crate::model::Scheme;
use crate::schemes::{presets, text_from_scheme};
use crate::ui::asked::Asked;
use crate::ui::dialogs::scheme::pages::Page;
use crate::ui::dialogs::{PathField, Purpose, buttons_ui};
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::call;
use egui::{ComboBox, RichText, ScrollArea, Ui};
use std::path::Path;

/// The page is this high, where the window has the room …
const PAGE_PT: f32 = 300.0;
/// … beside what stands above and below it, and the field for a file while that is open.
const BESIDE_PT: f32 = 400.0;
const FIELD_PT: f32 = 130.0;
/// What can be done with a file.
const FILE_USES: [(Text, Purpose); 2] =
    [(Text::SchemeRead, Purpose::Read(&["toml"])), (Text::SchemeWrite, Purpose::Write("toml"))];
/// In a larger place one asks for the look ahead: it takes more than a moment.
const LOOKED_AHEAD_AT_ONCE: usize = 100_000;

/// A scheme being chosen and changed.
#[derive(Debug)]
pub struct SchemeDialog {
    scheme: Scheme,
    /// What can be chosen: the scheme of the place, if it is one of its own, and those that ship.
    offered: Vec<Scheme>,
    page: Page,
    /// A file that is to be read or written.
    file: Option<PathField>,
    /// What was said of a file, and whether it is a complaint.
    message: Option<(String, bool)>,
    /// What the scheme would bring, of the scheme that it belongs to.
    preview: Option<(Scheme, Vec<String>)>,
}

impl SchemeDialog {
    /// Begins with the scheme of the place.
    pub(crate) fn new(document: &Document) -> Self {
        let scheme = document.project().facts.scheme.clone();
        let mut offered = presets();
        if !offered.contains(&scheme) {
            offered.insert(0, scheme.clone());
        }
        Self { scheme, offered, page: Page::default(), file: None, message: None, preview: None }
    }

    /// Begins with the scheme in a file; or says why not.
    pub(crate) fn read(document: &Document, lang: Lang, path: &Path) -> Result<Self, String> {
        let scheme = read_scheme(lang, path)?;
        let message = Some((scheme_read(lang, &scheme.name), false));
        Ok(Self { scheme, message, ..Self::new(document) })
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        // Enter in a field ends the field, and does not put a scheme in force that nobody has looked ahead at.
        let is_in_field = ui.ctx().text_edit_focused();
        self.head_ui(ui, document, session);
        self.file_ui(ui, session);
        ui.horizontal(|ui| {
            for page in Page::ALL {
                let response = ui.selectable_label(self.page == page, page.title().of(lang));
                if response.clicked() {
                    self.page = page;
                }
            }
        });
        ui.separator();
        let height_pt = self.page_pt(ui);
        ScrollArea::vertical()
            .min_scrolled_height(height_pt)
            .max_height(height_pt)
            .auto_shrink([false, false])
            .show(ui, |ui| self.page.ui(ui, document, session, &mut self.scheme));
        ui.separator();
        let is_same = self.scheme == document.project().facts.scheme;
        if is_same {
            ui.label(RichText::new(Text::SchemeSame.of(lang)).color(color(session.theme.text_weak)));
        } else {
            self.preview_ui(ui, document, session);
        }
        if is_in_field {
            ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
        }
        let can_go = !is_same && document.check_writable().is_ok();
        let answer = buttons_ui(ui, session, Text::SchemeGo.of(lang), can_go)?;
        Some(answer.or_leave(|| Asked::Do(Box::new(Edit::SetScheme(Box::new(self.scheme.clone()))))))
    }

    fn page_pt(&self, ui: &Ui) -> f32 {
        let field_pt = if self.file.is_some() { FIELD_PT } else { 0.0 };
        (ui.ctx().content_rect().height() - BESIDE_PT - field_pt).clamp(120.0, PAGE_PT)
    }

    fn head_ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) {
        let (lang, theme) = (session.lang, &session.theme);
        ui.horizontal(|ui| {
            ui.label(strong(Text::Scheme.of(lang).trim_end_matches('…'), 16.0));
            let combo = ComboBox::from_id_salt("scheme").width(280.0).height(320.0).selected_text(&self.scheme.name);
            let choice = combo.show_ui(ui, |ui| offers_ui(ui, &self.offered, &self.scheme));
            if let Some(scheme) = choice.inner.flatten() {
                self.scheme = scheme;
                self.message = None;
            }
            call(&choice.response, egui::Role::ComboBox, Text::SchemeShipped.of(lang));
            for (text, purpose) in FILE_USES {
                if ui.button(text.of(lang)).on_hover_text(Text::SchemeFileHint.of(lang)).clicked() {
                    let is_open = self.file.as_ref().is_some_and(|field| field.purpose() == purpose);
                    let path = files_folder(document.path()).join(format!("{}.toml", self.scheme.id));
                    self.file = (!is_open).then(|| PathField::new(&path, purpose));
                    self.message = None;
                }
            }
        });
        let year = self.scheme.year.map(|year| year.to_string());
        let words = [Some(self.scheme.place.clone()), year, Some(self.scheme.source.clone())];
        let words: Vec<String> = words.into_iter().flatten().filter(|words| !words.is_empty()).collect();
        if !words.is_empty() {
            ui.label(RichText::new(words.join(" · ")).size(13.0).color(color(theme.text_weak)));
        }
    }

    /// Reading the scheme from a file, and writing it to one.
    fn file_ui(&mut self, ui: &mut Ui, session: &Session) {
        let lang = session.lang;
        if let Some(field) = &mut self.file {
            field.ui(ui, session);
            let (purpose, path) = (field.purpose(), field.path());
            let text =
                FILE_USES.into_iter().find(|(_, other)| *other == purpose).map_or(Text::SchemeRead, |(text, _)| text);
            let go = egui::Button::new(text.of(lang).trim_end_matches('…'));
            if let (true, Some(path)) = (ui.add_enabled(path.is_some(), go).clicked(), path) {
                match purpose {
                    Purpose::Read(_) => self.read_file(lang, &path),
                    Purpose::Write(_) | Purpose::Create(_) => self.write_file(lang, &path),
                }
            }
        }
        if let Some((words, is_bad)) = &self.message {
            let ink = if *is_bad { session.theme.error } else { session.theme.text_weak };
            ui.label(RichText::new(words).size(13.0).color(color(ink)));
        }
    }

    fn read_file(&mut self, lang: Lang, path: &Path) {
        self.message = Some(match read_scheme(lang, path) {
            Ok(scheme) => {
                let words = scheme_read(lang, &scheme.name);
                self.scheme = scheme;
                self.file = None;
                (words, false)
            }
            Err(words) => (words, true),
        });
    }

    fn write_file(&mut self, lang: Lang, path: &Path) {
        let text = text_from_scheme(&self.scheme);
        let written = write_file(path, Audience::Public, |out| {
            out.write_all(text.as_bytes()).map_err(|source| ExchangeError::WriteFailed { source })
        });
        self.message = Some(match written {
            Ok(()) => {
                self.file = None;
                (written_to(lang, path), false)
            }
            Err(err) => (exchange_error(lang, &err), true),
        });
    }

    fn preview_ui(&mut self, ui: &mut Ui, document: &Document, session: &Session) {
        let lang = session.lang;
        let is_known = self.preview.as_ref().is_some_and(|(scheme, _)| *scheme == self.scheme);
        // While a number is being dragged, the last answer stands.
        let is_still = !ui.input(|input| input.pointer.any_down());
        let is_small = document.project().households.len() <= LOOKED_AHEAD_AT_ONCE;
        let is_asked = !is_known && !is_small && ui.button(Text::SchemeLookAhead.of(lang)).clicked();
        if !is_known && (is_small && is_still || is_asked) {
            let lines = SchemePreview::of(document, lang, &self.scheme)
                .map(|preview| scheme_preview(lang, &self.scheme.name, &preview));
            let naming = Session::naming(document);
            let lines = lines.unwrap_or_else(|why| vec![refusal_sentence(lang, naming, &why)]);
            self.preview = Some((self.scheme.clone(), lines));
        }
        let lines = self.preview.as_ref().map_or(&[][..], |(_, lines)| lines);
        ScrollArea::vertical().id_salt("scheme preview").max_height(96.0).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (line_idx, line) in lines.iter().enumerate() {
                let ink = if line_idx < 2 { session.theme.text } else { session.theme.text_weak };
                ui.label(RichText::new(line).size(13.0).color(color(ink)));
            }
        });
    }
}

/// Schemes by name; answers with the one that was clicked.
fn offers_ui(ui: &mut Ui, offered: &[Scheme], chosen: &Scheme) -> Option<Scheme> {
    offered.iter().find(|scheme| ui.selectable_label(chosen == *scheme, &scheme.name).clicked()).cloned()
}
