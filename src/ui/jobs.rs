//! Work beside the window: reading a file to import, painting a map to export.

use crate::app::wording::{Lang, exchange_error, export_error};
use crate::app::{Document, ListExport, MapExport, export_list, export_map};
use crate::exchange::{Import, ImportKind, ImportOptions, guess_kind, plan_import, read_file};
use crate::index::Index;
use crate::ui::dropped::in_order_of_import;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

/// What a job can tell. The set is closed: this is all that a job can do to the program.
#[derive(Debug)]
pub(crate) enum News {
    /// A file was read.
    Read {
        /// Which file.
        path: PathBuf,
        /// What it holds, as told or as guessed.
        kind: Option<ImportKind>,
        /// What it would bring, or why it cannot be read.
        import: Option<Result<Box<Import>, String>>,
    },
    /// In this order dropped files are taken in.
    Sorted(Vec<PathBuf>),
    /// Something was written, here.
    Written(PathBuf),
    /// Something could not be done.
    Failed(String),
}

/// The jobs of a window.
#[derive(Debug)]
pub(crate) struct Jobs {
    tell: Sender<News>,
    news: Receiver<News>,
    ctx: egui::Context,
}

impl Jobs {
    pub(crate) fn new(ctx: egui::Context) -> Self {
        let (tell, news) = channel();
        Self { tell, news, ctx }
    }

    /// What happened since the last look.
    pub(crate) fn news(&self) -> Option<News> {
        self.news.try_recv().ok()
    }

    /// Reads a file and matches it with the project as it is now.
    pub(crate) fn read(&self, document: &Document, lang: Lang, path: &Path, kind: Option<ImportKind>, skip_bad: bool) {
        let project = document.project().clone();
        let options = ImportOptions { skip_bad, plan: Some(document.plan()), ..ImportOptions::default() };
        let path = path.to_owned();
        self.start("import", move || {
            let source = match read_file(&path) {
                Ok(source) => source,
                Err(err) => return News::Failed(exchange_error(lang, &err)),
            };
            let kind = kind.or_else(|| guess_kind(&source));
            let index = Index::build(&project);
            let read = |kind| {
                plan_import(&project, Some(&index), &source, kind, &options)
                    .map(Box::new)
                    .map_err(|err| exchange_error(lang, &err))
            };
            News::Read { path, kind, import: kind.map(read) }
        });
    }

    /// Finds out in which order files are taken in.
    pub(crate) fn sort(&self, files: Vec<PathBuf>) {
        self.start("sort", || News::Sorted(in_order_of_import(files)));
    }

    /// Paints and writes a map.
    pub(crate) fn export_map(&self, document: &Document, lang: Lang, export: MapExport) {
        let project = document.project().clone();
        let (plan, today) = (document.plan(), document.now().today);
        self.start("export", move || match export_map(&project, plan, lang, today, &export) {
            Ok(()) => News::Written(export.path),
            Err(err) => News::Failed(export_error(lang, &err)),
        });
    }

    /// Writes a list.
    pub(crate) fn export_list(&self, document: &Document, lang: Lang, export: ListExport) {
        let project = document.project().clone();
        let plan = document.plan();
        self.start("export", move || match export_list(&project, plan, &export) {
            Ok(()) => News::Written(export.path),
            Err(err) => News::Failed(export_error(lang, &err)),
        });
    }

    fn start(&self, name: &str, job: impl FnOnce() -> News + Send + 'static) {
        let (tell, ctx) = (self.tell.clone(), self.ctx.clone());
        let started = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            drop(tell.send(job()));
            ctx.request_repaint();
        });
        if let Err(err) = started {
            drop(self.tell.send(News::Failed(err.to_string())));
        }
    }
}
