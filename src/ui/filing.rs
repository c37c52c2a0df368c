//! Commands about files: opening, copying, taking in, giving out. Each opens a dialog, but for the demo village.

use crate::app::{Command, files_folder, operator};
use crate::exchange::ImportKind;
use crate::store::Access;
use crate::ui::dialogs::{Dialog, ExportListDialog, ExportMapDialog, NewDialog, PathDialog, SourcesDialog};
use crate::ui::run::open_demo;
use crate::ui::window::Window;
use egui::Context;

impl Window {
    /// Carries out a command about files; others do nothing here.
    pub(crate) fn run_on_files(&mut self, ctx: &Context, command: Command) {
        let session = &mut self.session;
        let folder = files_folder(self.document.path());
        match command {
            Command::New => session.ask(Dialog::New(NewDialog::new(&folder))),
            Command::Open => session.ask(Dialog::Path(PathDialog::new(command, self.document.path()))),
            Command::OpenDemo => match open_demo() {
                Ok(path) => self.open(ctx, &path, Access::Write(operator())),
                Err(err) => self.complain(&err),
            },
            Command::SaveCopy => {
                let stem = self.document.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let start = folder.join(format!("{stem}-{}.gpkg", self.document.now().today));
                session.ask(Dialog::Path(PathDialog::new(command, &start)));
            }
            Command::Import => session.ask(Dialog::Path(PathDialog::new(command, &folder.join("")))),
            Command::Sources => session.ask(Dialog::Sources(SourcesDialog::default())),
            Command::ExportMap => {
                session.ask(Dialog::ExportMap(ExportMapDialog::new(&self.document, session)));
            }
            Command::ExportHouseholds => {
                let dialog = ExportListDialog::new(&self.document, ImportKind::Households);
                session.ask(Dialog::ExportList(dialog));
            }
            Command::ExportLinks => {
                let dialog = ExportListDialog::new(&self.document, ImportKind::Links);
                session.ask(Dialog::ExportList(dialog));
            }
            _ => debug_assert!(false, "{command:?} is not about files"),
        }
    }
}
