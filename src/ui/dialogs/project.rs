//! A new project, and paths to open, copy to or import from.

use crate::app::Command;
use crate::app::wording::Text;
use crate::ui::asked::{Asked, ReadOrder};
use crate::ui::dialogs::{Answer, PathField, Purpose, buttons_ui, take_keyboard};
use crate::ui::session::Session;
use crate::ui::style::strong;
use egui::{TextEdit, Ui};
use std::path::Path;

/// A new project: its name and its file.
#[derive(Debug)]
pub struct NewDialog {
    name: String,
    path: PathField,
}

impl NewDialog {
    /// Proposes a file in this folder.
    pub(crate) fn new(folder: &Path) -> Self {
        Self { name: String::new(), path: PathField::new(&folder.join("lianhu.gpkg"), Purpose::Create("gpkg")) }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        ui.label(strong(Text::NewTitle.of(lang), 16.0));
        ui.label(Text::NewName.of(lang));
        let response = ui.add(TextEdit::singleline(&mut self.name).desired_width(f32::INFINITY));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, Text::NewName.of(lang)));
        take_keyboard(ui, &response);
        self.path.propose(&file_name(&self.name));
        self.path.ui(ui, session);
        let path = self.path.path();
        let can_go = path.is_some() && !self.name.trim().is_empty();
        match (buttons_ui(ui, session, Text::Create.of(lang), can_go)?, path) {
            (Answer::Go, Some(path)) => Some(Asked::Create(path, self.name.trim().to_owned())),
            _ => Some(Asked::CloseDialog),
        }
    }
}

/// A file named after the place; signs that no system has in file names are left out.
fn file_name(place: &str) -> String {
    let name: String = place.trim().chars().filter(|letter| !r#"/\:*?"<>|"#.contains(*letter)).collect();
    format!("{}.gpkg", if name.is_empty() { "lianhu" } else { &name })
}

/// A path for a command.
#[derive(Debug)]
pub struct PathDialog {
    command: Command,
    path: PathField,
}

impl PathDialog {
    /// Asks for the path that this command needs.
    pub(crate) fn new(command: Command, start: &Path) -> Self {
        let purpose = match command {
            Command::SaveCopy => Purpose::Create("gpkg"),
            Command::Import => Purpose::Read(&[
                "xlsx", "xls", "et", "ods", "csv", "txt", "geojson", "json", "shp", "kml", "kmz", "ovkml", "ovkmz",
                "gpx", "gpkg",
            ]),
            _ => Purpose::Read(&["gpkg"]),
        };
        Self { command, path: PathField::new(start, purpose) }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Option<Asked> {
        let lang = session.lang;
        let title = self.command.face().of(lang).trim_end_matches('…');
        ui.label(strong(title, 16.0));
        self.path.ui(ui, session);
        let path = self.path.path();
        match (buttons_ui(ui, session, Text::Confirm.of(lang), path.is_some())?, path) {
            (Answer::Go, Some(path)) => Some(match self.command {
                Command::SaveCopy => Asked::SaveCopyTo(path),
                Command::Import => Asked::ReadImport(ReadOrder::of(path)),
                _ => Asked::Open(path),
            }),
            _ => Some(Asked::CloseDialog),
        }
    }
}
