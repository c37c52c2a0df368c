//! Dialogs: one at a time, over the dimmed window. Esc closes them.

mod add_household;
mod export;
mod import;
mod message;
mod path_field;
mod project;
mod who_then;

pub use add_household::AddHouseholdDialog;
pub use export::{ExportListDialog, ExportMapDialog};
pub use import::ImportDialog;
pub use message::MessageDialog;
pub(crate) use path_field::{PathField, Purpose};
pub use project::{NewDialog, PathDialog};
pub use who_then::WhoThenDialog;

use crate::app::Document;
use crate::app::wording::Text;
use crate::ui::asked::Asked;
use crate::ui::session::Session;
use crate::ui::style::color;
use egui::{Context, Ui};

/// The open dialog.
#[derive(Debug)]
pub enum Dialog {
    /// A new project.
    New(NewDialog),
    /// A path to open, or to save a copy to, or to import from.
    Path(PathDialog),
    /// What a file would bring.
    Import(Box<ImportDialog>),
    /// The map as a picture.
    ExportMap(ExportMapDialog),
    /// A list.
    ExportList(ExportListDialog),
    /// A new household.
    AddHousehold(Box<AddHouseholdDialog>),
    /// Who covers households then.
    WhoThen(Box<WhoThenDialog>),
    /// Something to read.
    Message(MessageDialog),
}

/// Draws the open dialog, if there is one.
pub(crate) fn dialog_ui(ctx: &Context, document: &Document, session: &mut Session) -> Option<Asked> {
    let mut dialog = session.dialog.take()?;
    let response = egui::Modal::new(egui::Id::unique("dialog")).show(ctx, |ui| {
        ui.set_width(430.0);
        ui.spacing_mut().item_spacing.y = 8.0;
        match &mut dialog {
            Dialog::New(dialog) => dialog.ui(ui, session),
            Dialog::Path(dialog) => dialog.ui(ui, session),
            Dialog::Import(dialog) => dialog.ui(ui, document, session),
            Dialog::ExportMap(dialog) => dialog.ui(ui, document, session),
            Dialog::ExportList(dialog) => dialog.ui(ui, session),
            Dialog::AddHousehold(dialog) => dialog.ui(ui, document, session),
            Dialog::WhoThen(dialog) => dialog.ui(ui, document, session),
            Dialog::Message(dialog) => dialog.ui(ui, session),
        }
    });
    let is_left = response.should_close();
    let asked = response.inner;
    // A wish may be refused; what was typed is still there then. Granted, it closes the dialog.
    if matches!(asked, None | Some(Asked::Do(_))) && !is_left {
        session.dialog = Some(dialog);
    }
    asked.filter(|asked| *asked != Asked::CloseDialog)
}

/// The row of buttons at the end of a dialog: what does it, and what does not.
pub(crate) fn buttons_ui(ui: &mut Ui, session: &Session, go: &str, can_go: bool) -> Option<bool> {
    let mut answer = None;
    if let Some(toast) = session.toast.as_ref().filter(|toast| toast.is_bad) {
        ui.label(egui::RichText::new(&toast.text).color(color(session.theme.error)));
    }
    ui.add_space(4.0);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let face = egui::RichText::new(go).color(color(session.theme.on_chosen));
        let button = egui::Button::new(face).fill(color(session.theme.chosen)).min_size(egui::vec2(84.0, 30.0));
        let response = ui.add_enabled(can_go, button);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, can_go, go));
        if response.clicked() {
            answer = Some(true);
        }
        if ui.add(egui::Button::new(Text::Cancel.of(session.lang)).min_size(egui::vec2(84.0, 30.0))).clicked() {
            answer = Some(false);
        }
    });
    answer
}
