//! A path that can be typed, or picked with the system's dialog.

use crate::app::wording::Text;
use crate::ui::dialogs::take_keyboard;
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::widgets::call;
use egui::{RichText, TextEdit, Ui};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

/// A path being typed. The system's dialog runs beside the window; where there is none, typing works.
#[derive(Debug)]
pub(crate) struct PathField {
    /// What is typed.
    pub(crate) text: String,
    proposed: String,
    purpose: Purpose,
    picked: Option<Receiver<Option<PathBuf>>>,
}

/// What the path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A file that is there, with one of these endings.
    Read(&'static [&'static str]),
    /// A file to be written, with this ending; one of that name is replaced.
    Write(&'static str),
    /// A project to be made, with this ending; one of that name is never replaced.
    Create(&'static str),
}

impl PathField {
    /// A field with a first proposal.
    pub(crate) fn new(path: &Path, purpose: Purpose) -> Self {
        let text = path.display().to_string();
        Self { proposed: text.clone(), text, purpose, picked: None }
    }

    /// What the path is for.
    pub(crate) fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Proposes another file name, as long as nobody has typed anything else.
    pub(crate) fn propose(&mut self, name: &str) {
        if self.text == self.proposed {
            self.proposed = Path::new(&self.text).with_file_name(name).display().to_string();
            self.text.clone_from(&self.proposed);
        }
    }

    /// The path, once something is typed. What is written gets its ending, if that was not typed.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        let text = self.text.trim();
        let path = (!text.is_empty()).then(|| PathBuf::from(text))?;
        let (Purpose::Write(ending) | Purpose::Create(ending)) = self.purpose else { return Some(path) };
        let has_it = path.extension().is_some_and(|there| there.eq_ignore_ascii_case(ending));
        Some(if has_it { path } else { PathBuf::from(format!("{text}.{ending}")) })
    }

    /// Draws the field and the button beside it.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) {
        if let Some(Ok(picked)) = self.picked.as_ref().map(Receiver::try_recv) {
            self.picked = None;
            if let Some(path) = picked {
                self.text = path.display().to_string();
            }
        }
        ui.add_space(2.0);
        let name = match self.purpose {
            Purpose::Read(_) => Text::FileToRead,
            Purpose::Write(_) | Purpose::Create(_) => Text::FileToWrite,
        };
        let name = name.of(session.lang);
        ui.label(RichText::new(name).color(color(session.theme.text_weak)));
        ui.horizontal(|ui| {
            let response = ui.add(TextEdit::singleline(&mut self.text).desired_width(ui.available_width() - 92.0));
            call(&response, egui::Role::TextInput, name);
            take_keyboard(ui, &response);
            let button = egui::Button::new(Text::ChooseFile.of(session.lang));
            if ui.add_enabled(self.picked.is_none(), button).clicked() {
                self.pick(ui.ctx().clone());
            }
        });
        let note = match self.purpose {
            Purpose::Write(_) if self.is_there() => Text::FileWillBeReplaced.of(session.lang),
            Purpose::Create(_) if self.is_there() => Text::FileIsThere.of(session.lang),
            _ => " ",
        };
        ui.label(RichText::new(note).size(13.0).color(color(session.theme.warn)));
    }

    fn is_there(&self) -> bool {
        self.path().is_some_and(|path| path.is_file())
    }

    fn pick(&mut self, ctx: egui::Context) {
        let (answer, picked) = channel();
        let start = PathBuf::from(self.text.trim());
        let purpose = self.purpose;
        let ask = move || {
            let mut dialog = rfd::FileDialog::new();
            if let Some(folder) = start.parent().filter(|folder| folder.is_dir()) {
                dialog = dialog.set_directory(folder);
            }
            let path = match purpose {
                Purpose::Read(endings) => dialog.add_filter("", endings).pick_file(),
                Purpose::Write(ending) | Purpose::Create(ending) => {
                    let name = start.file_name().map(|name| name.to_string_lossy().into_owned());
                    dialog.add_filter("", &[ending]).set_file_name(name.unwrap_or_default()).save_file()
                }
            };
            drop(answer.send(path));
            ctx.request_repaint();
        };
        if cfg!(target_os = "macos") {
            // There dialogs belong to the first thread.
            ask();
            self.picked = Some(picked);
        } else if std::thread::Builder::new().name("file dialog".to_owned()).spawn(ask).is_ok() {
            self.picked = Some(picked);
        }
    }
}
