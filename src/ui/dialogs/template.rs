//! An empty list to fill in: of what, where to.

use crate::app::wording::Text;
use crate::app::{Document, files_folder, table_name};
use crate::exchange::ImportKind;
use crate::ui::asked::Asked;
use crate::ui::dialogs::import::kind_text;
use crate::ui::dialogs::{Answer, PathField, Purpose, buttons_ui};
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use egui::{RichText, Ui};

/// What can be filled in.
const KINDS: [ImportKind; 5] =
    [ImportKind::Households, ImportKind::Members, ImportKind::Links, ImportKind::Buildings, ImportKind::Addresses];

/// What was chosen so far.
#[derive(Debug)]
pub struct TemplateDialog {
    kind: ImportKind,
    path: PathField,
}

impl TemplateDialog {
    /// Begins with households.
    pub(crate) fn new(document: &Document) -> Self {
        let path = files_folder(document.path()).join("template.xlsx");
        Self { kind: ImportKind::Households, path: PathField::new(&path, Purpose::Write("xlsx")) }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        ui.label(strong(Text::Template.of(lang).trim_end_matches('…'), 16.0));
        ui.label(RichText::new(Text::TemplateHint.of(lang)).size(13.0).color(color(session.theme.text_weak)));
        ui.horizontal(|ui| {
            for kind in KINDS {
                ui.radio_value(&mut self.kind, kind, kind_text(kind).of(lang));
            }
        });
        self.path.propose(&format!("{}-{}.xlsx", Text::TemplateName.of(lang), table_name(self.kind)));
        self.path.ui(ui, session);
        let path = self.path.path();
        match (buttons_ui(ui, session, Text::ExportGoList.of(lang), path.is_some())?, path) {
            (Answer::Go, Some(path)) => Some(Asked::WriteTemplate(self.kind, path)),
            _ => Some(Asked::CloseDialog),
        }
    }
}
