//! Commands about files: opening, copying, taking in, giving out. Each opens a dialog, but for the demo village.

use crate::app::wording::{exchange_error, report_name, report_written, written_to};
use crate::app::{Command, files_folder, operator, table_name, write_import_report};
use crate::disclose::Audience;
use crate::exchange::{ImportKind, write_file, write_template};
use crate::store::Access;
use crate::ui::dialogs::{
    Dialog, ExportListDialog, ExportMapDialog, NewDialog, PathDialog, SchemeDialog, SourcesDialog, TemplateDialog,
};
use crate::ui::run::open_demo;
use crate::ui::window::Window;
use egui::Context;
use std::path::Path;

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
            Command::Template => session.ask(Dialog::Template(TemplateDialog::new(&self.document))),
            Command::Scheme => session.ask(Dialog::Scheme(Box::new(SchemeDialog::new(&self.document)))),
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

    /// Shows what the scheme in a file would bring.
    pub(crate) fn read_scheme(&mut self, path: &Path) {
        match SchemeDialog::read(&self.document, self.session.lang, path) {
            Ok(dialog) => self.session.ask(Dialog::Scheme(Box::new(dialog))),
            Err(words) => self.session.complain(words),
        }
    }

    /// Writes an empty list to fill in.
    pub(crate) fn write_template(&mut self, kind: ImportKind, path: &Path) {
        let lang = self.session.lang;
        let written = write_file(path, Audience::Public, |out| write_template(kind, table_name(kind), out));
        match written {
            Ok(()) => {
                self.session.dialog = None;
                self.session.say(written_to(lang, path), false);
            }
            Err(err) => self.session.complain(exchange_error(lang, &err)),
        }
    }

    /// Writes what was found in the file that is being taken in, beside the project.
    pub(crate) fn write_report(&mut self) {
        let lang = self.session.lang;
        let Some(Dialog::Import(dialog)) = &self.session.dialog else { return };
        let Some((file, kind, import)) = dialog.import() else { return };
        let path = files_folder(self.document.path()).join(report_name(lang, file));
        match write_import_report(self.document.project(), self.document.plan(), import, kind, lang, &path) {
            Ok(()) => self.session.say(report_written(lang, &path), false),
            Err(err) => self.session.complain(exchange_error(lang, &err)),
        }
    }
}
