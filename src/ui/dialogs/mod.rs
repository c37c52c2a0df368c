//! Dialogs: one at a time, over the dimmed window. Esc closes them.

mod add_household;
mod code_after;
mod export;
mod grid;
mod import;
mod life;
mod member_life;
mod merge_grids;
mod message;
mod paste;
mod path_field;
mod plan;
mod project;
mod scheme;
mod sources;
mod split_grid;
mod template;
mod unit;
mod waiver;
mod who_then;

pub use add_household::AddHouseholdDialog;
pub use export::{ExportListDialog, ExportMapDialog};
pub use grid::GridDialog;
pub use import::ImportDialog;
pub use life::LifeDialog;
pub use member_life::MemberLifeDialog;
pub use merge_grids::MergeGridsDialog;
pub use message::MessageDialog;
pub use paste::PasteDialog;
pub(crate) use path_field::{PathField, Purpose};
pub use plan::PlanDialog;
pub use project::{NewDialog, PathDialog};
pub use scheme::SchemeDialog;
pub use sources::SourcesDialog;
pub use split_grid::SplitGridDialog;
pub use template::TemplateDialog;
pub use unit::UnitDialog;
pub use waiver::WaiverDialog;
pub use who_then::WhoThenDialog;

use crate::app::Document;
use crate::app::wording::Text;
use crate::ui::asked::Asked;
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::widgets::call;
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
    /// A plan to be renamed, deleted or put in force.
    Plan(PlanDialog),
    /// Members pasted onto households.
    Paste(Box<PasteDialog>),
    /// The files that were taken in.
    Sources(SourcesDialog),
    /// The scheme of the place.
    Scheme(Box<SchemeDialog>),
    /// What a grid is called.
    Grid(Box<GridDialog>),
    /// What happens in a household.
    Life(Box<LifeDialog>),
    /// A member arrives, leaves or comes back.
    MemberLife(Box<MemberLifeDialog>),
    /// A grid is divided.
    SplitGrid(Box<SplitGridDialog>),
    /// Grids are put together.
    MergeGrids(Box<MergeGridsDialog>),
    /// An empty list to fill in.
    Template(TemplateDialog),
    /// What is said about an organization, an enterprise or a street segment.
    Unit(Box<UnitDialog>),
    /// Why a finding is let stand.
    Waiver(WaiverDialog),
    /// Something to read.
    Message(MessageDialog),
}

impl Dialog {
    /// How wide it is, where the window has the room.
    fn width_pt(&self) -> f32 {
        match self {
            Self::Import(dialog) => dialog.width_pt(),
            Self::SplitGrid(_) => 540.0,
            Self::Scheme(_) => 620.0,
            _ => 460.0,
        }
    }
}

/// Draws the open dialog, if there is one.
pub(crate) fn dialog_ui(ctx: &Context, document: &Document, session: &mut Session) -> Option<Asked> {
    let mut dialog = session.dialog.take()?;
    // An id for each kind: an area keeps the size it had, and another dialog would inherit it.
    let id = egui::Id::unique("dialog").with(std::mem::discriminant(&dialog));
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(20);
    let response = egui::Modal::new(id).frame(frame).show(ctx, |ui| {
        ui.set_width(dialog.width_pt().min(ctx.content_rect().width() - 80.0));
        ui.spacing_mut().item_spacing.y = 8.0;
        match &mut dialog {
            Dialog::New(dialog) => dialog.ui(ui, session),
            Dialog::Path(dialog) => dialog.ui(ui, session),
            Dialog::Import(dialog) => dialog.ui(ui, document, session),
            Dialog::ExportMap(dialog) => dialog.ui(ui, document, session),
            Dialog::ExportList(dialog) => dialog.ui(ui, document, session),
            Dialog::AddHousehold(dialog) => dialog.ui(ui, document, session),
            Dialog::WhoThen(dialog) => dialog.ui(ui, document, session),
            Dialog::Plan(dialog) => dialog.ui(ui, document, session),
            Dialog::Paste(dialog) => dialog.ui(ui, document, session),
            Dialog::Sources(dialog) => dialog.ui(ui, document, session),
            Dialog::Scheme(dialog) => dialog.ui(ui, document, session),
            Dialog::Grid(dialog) => dialog.ui(ui, document, session),
            Dialog::Life(dialog) => dialog.ui(ui, document, session),
            Dialog::MemberLife(dialog) => dialog.ui(ui, document, session),
            Dialog::SplitGrid(dialog) => dialog.ui(ui, document, session),
            Dialog::MergeGrids(dialog) => dialog.ui(ui, document, session),
            Dialog::Template(dialog) => dialog.ui(ui, session),
            Dialog::Unit(dialog) => dialog.ui(ui, document, session),
            Dialog::Waiver(dialog) => dialog.ui(ui, document, session),
            Dialog::Message(dialog) => dialog.ui(ui, session),
        }
    });
    let is_left = response.should_close();
    let asked = response.inner;
    // A wish may be refused; what was typed is still there then. Granted, it closes the dialog. A file that is read
    // again stays open at the same list.
    let is_read_again =
        matches!((&dialog, &asked), (Dialog::Import(_), Some(Asked::ReadImport(_) | Asked::WriteReport)));
    if (matches!(asked, None | Some(Asked::Do(_))) || is_read_again) && !is_left {
        session.dialog = Some(dialog);
    }
    asked.filter(|asked| *asked != Asked::CloseDialog)
}

/// The button that was chosen at the end of a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Do it.
    Go,
    /// Leave everything as it is.
    Leave,
}

impl Answer {
    /// What is asked for then; leaving closes the dialog.
    pub(crate) fn or_leave(self, go: impl FnOnce() -> Asked) -> Asked {
        match self {
            Self::Go => go(),
            Self::Leave => Asked::CloseDialog,
        }
    }
}

/// A line of a form: what is asked, and the field for it.
pub(crate) fn field_ui(ui: &mut Ui, name: &str, field: &mut String, hint: &str) -> egui::Response {
    ui.label(name);
    let response = ui.add(egui::TextEdit::singleline(field).hint_text(hint).desired_width(330.0));
    call(&response, egui::Role::TextInput, name);
    ui.end_row();
    response
}

/// Gives the keyboard to a field when the dialog opens, so that one can type at once.
pub(crate) fn take_keyboard(ui: &Ui, field: &egui::Response) {
    if ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
}

/// The row of buttons at the end of a dialog: what does it (Enter does too), and what does not.
pub(crate) fn buttons_ui(ui: &mut Ui, session: &Session, go: &str, can_go: bool) -> Option<Answer> {
    let mut answer = None;
    if let Some(toast) = session.toast.as_ref().filter(|toast| toast.is_bad) {
        ui.label(egui::RichText::new(&toast.text).color(color(session.theme.error)));
    }
    ui.add_space(4.0);
    // A row of its own height: one that fills what is there would keep a dialog as tall as it ever was.
    let size = egui::vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let face = egui::RichText::new(go).color(color(session.theme.on_chosen));
        let button = egui::Button::new(face).fill(color(session.theme.chosen)).min_size(egui::vec2(84.0, 30.0));
        let response = ui.add_enabled(can_go, button);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, can_go, go));
        let leave = ui.add(egui::Button::new(Text::Cancel.of(session.lang)).min_size(egui::vec2(84.0, 30.0)));
        let is_entered = can_go && ui.input(|input| input.key_pressed(egui::Key::Enter));
        // With the keyboard on it, Enter means this button.
        if leave.clicked() {
            answer = Some(Answer::Leave);
        } else if response.clicked() || is_entered {
            answer = Some(Answer::Go);
        }
    });
    answer
}
