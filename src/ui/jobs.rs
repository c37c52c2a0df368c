//! Work beside the window: reading a file to import, painting a map to export. Each job has a name and can be
//! cancelled; what a cancelled job still has to say is not heard.
#![expect(clippy::disallowed_types, reason = "a job knows since when it runs")]

use crate::app::wording::{Lang, Text, crash_words, exchange_error, export_error, exported_words};
use crate::app::{Document, ListExport, MapExport, export_list, export_map, last_crash_note, survive};
use crate::exchange::{Import, ImportOptions, guess_kind, plan_import, read_file};
use crate::index::Index;
use crate::ui::asked::ReadOrder;
use crate::ui::dropped::in_order_of_import;
use crate::ui::recent::RecentFile;
use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// What lasts longer is shown.
const SHORT: Duration = Duration::from_millis(500);

/// What a job can tell. The set is closed: this is all that a job can do to the program.
#[derive(Debug)]
pub(crate) enum News {
    /// A file was read.
    Read {
        /// Which file, and how; what it holds as told or as guessed.
        order: ReadOrder,
        /// What it would bring, or why it cannot be read.
        import: Option<Result<Box<Import>, String>>,
    },
    /// In this order dropped files are taken in.
    Sorted(Vec<PathBuf>),
    /// Something was written, here; and what should be known of it.
    Written(PathBuf, String),
    /// Something could not be done.
    Failed(String),
    /// Which projects of earlier days are still there.
    Recent(Vec<RecentFile>),
}

/// Tells a job that nobody waits for it any more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// True once it was cancelled.
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A job that lasts: what the status bar shows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobLine {
    /// Its number.
    pub number: u64,
    /// What it does.
    pub name: Text,
    /// For how many seconds by now.
    pub secs: u64,
}

#[derive(Debug)]
struct Running {
    number: u64,
    name: Text,
    cancel: Cancel,
    started: Instant,
}

/// The jobs of a window.
#[derive(Debug)]
pub(crate) struct Jobs {
    tell: Sender<(u64, News)>,
    news: Receiver<(u64, News)>,
    ctx: egui::Context,
    running: RefCell<Vec<Running>>,
    last_number: Cell<u64>,
}

impl Jobs {
    pub(crate) fn new(ctx: egui::Context) -> Self {
        let (tell, news) = channel();
        Self { tell, news, ctx, running: RefCell::default(), last_number: Cell::new(0) }
    }

    /// What happened since the last look.
    pub(crate) fn news(&self) -> Option<News> {
        loop {
            let (number, news) = self.news.try_recv().ok()?;
            let mut running = self.running.borrow_mut();
            let at = running.iter().position(|job| job.number == number);
            let is_awaited = at.is_some_and(|at| !running.remove(at).cancel.is_set());
            if is_awaited {
                return Some(news);
            }
        }
    }

    /// The oldest job that lasts longer than the blink of an eye.
    pub(crate) fn line(&self) -> Option<JobLine> {
        let running = self.running.borrow();
        let oldest = running.iter().find(|job| !job.cancel.is_set())?;
        let age = oldest.started.elapsed();
        self.ctx.request_repaint_after(SHORT);
        (age > SHORT).then_some(JobLine { number: oldest.number, name: oldest.name, secs: age.as_secs() })
    }

    /// Ends a job: it is told, and not listened to any more.
    pub(crate) fn cancel(&self, number: u64) {
        for job in self.running.borrow().iter().filter(|job| job.number == number) {
            job.cancel.0.store(true, Ordering::Relaxed);
        }
    }

    /// Ends all jobs that do this.
    pub(crate) fn cancel_named(&self, name: Text) {
        for job in self.running.borrow().iter().filter(|job| job.name == name) {
            job.cancel.0.store(true, Ordering::Relaxed);
        }
    }

    /// Reads a file and matches it with the project as it is now.
    pub(crate) fn read(&self, document: &Document, lang: Lang, order: ReadOrder) {
        let project = document.project().clone();
        let (skip_bad, crs, plan) = (order.skip_bad, order.crs, Some(document.plan()));
        let (map, today) = (order.map.clone(), Some(document.now().today));
        let options = ImportOptions { map, skip_bad, crs, today, plan, ..ImportOptions::default() };
        // One file at a time: what is read now takes the place of what was read before.
        self.cancel_named(Text::JobImport);
        self.start(Text::JobImport, lang, move |cancel| {
            let source = match read_file(&order.path) {
                Ok(source) => source,
                Err(err) => return News::Failed(exchange_error(lang, &err)),
            };
            let kind = order.kind.or_else(|| guess_kind(&source)).filter(|_| !cancel.is_set());
            let index = Index::build(&project);
            let read = |kind| {
                plan_import(&project, Some(&index), &source, kind, &options)
                    .map(Box::new)
                    .map_err(|err| exchange_error(lang, &err))
            };
            News::Read { order: ReadOrder { kind, ..order }, import: kind.map(read) }
        });
    }

    /// Finds out in which order files are taken in.
    pub(crate) fn sort(&self, lang: Lang, files: Vec<PathBuf>) {
        self.start(Text::JobSort, lang, |_cancel| News::Sorted(in_order_of_import(files)));
    }

    /// Finds out which projects of earlier days are still there: the disk may be far away.
    pub(crate) fn look_for(&self, lang: Lang, paths: Vec<PathBuf>) {
        let look = |path: PathBuf| RecentFile { is_there: path.is_file(), path };
        self.start(Text::RecentFiles, lang, move |_cancel| News::Recent(paths.into_iter().map(look).collect()));
    }

    /// Paints and writes a map.
    pub(crate) fn export_map(&self, document: &Document, lang: Lang, export: MapExport) {
        let project = document.project().clone();
        let (plan, today) = (document.plan(), document.now().today);
        self.start(Text::JobExport, lang, move |cancel| {
            match export_map(&project, plan, lang, today, &export, &|| cancel.is_set()) {
                Ok(()) => News::Written(export.path, String::new()),
                Err(err) => News::Failed(export_error(lang, &err)),
            }
        });
    }

    /// Writes a list.
    pub(crate) fn export_list(&self, document: &Document, lang: Lang, export: ListExport) {
        let project = document.project().clone();
        let plan = document.plan();
        self.start(Text::JobExport, lang, move |_cancel| match export_list(&project, plan, &export) {
            Ok(exported) => News::Written(export.path, exported_words(lang, &exported, export.audience)),
            Err(err) => News::Failed(export_error(lang, &err)),
        });
    }

    fn start(&self, name: Text, lang: Lang, job: impl FnOnce(&Cancel) -> News + Send + 'static) {
        let number = self.last_number.get() + 1;
        self.last_number.set(number);
        let cancel = Cancel::default();
        let (tell, ctx, told) = (self.tell.clone(), self.ctx.clone(), cancel.clone());
        self.running.borrow_mut().push(Running { number, name, cancel, started: Instant::now() });
        let started = std::thread::Builder::new().name(format!("{name:?}")).spawn(move || {
            let failed = || News::Failed(crash_words(lang, last_crash_note().as_deref(), false));
            let news = survive(|| job(&told)).unwrap_or_else(failed);
            drop(tell.send((number, news)));
            ctx.request_repaint();
        });
        if let Err(err) = started {
            drop(self.tell.send((number, News::Failed(err.to_string()))));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::wording::{Lang, Text};
    use crate::ui::jobs::{Jobs, News};
    use std::path::PathBuf;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    fn heard(jobs: &Jobs) -> Option<News> {
        (0..400).find_map(|_| {
            std::thread::sleep(Duration::from_millis(5));
            jobs.news()
        })
    }

    #[test]
    fn a_job_that_lasts_is_shown_and_can_be_ended() {
        let jobs = Jobs::new(egui::Context::default());
        let (ended, has_ended) = channel();
        jobs.start(Text::JobExport, Lang::Zh, move |cancel| {
            while !cancel.is_set() {
                std::thread::sleep(Duration::from_millis(2));
            }
            ended.send(()).unwrap();
            News::Written(PathBuf::from("nobody waits for it"), String::new())
        });
        assert_eq!(jobs.line(), None, "not at once");
        std::thread::sleep(Duration::from_millis(600));
        let line = jobs.line().unwrap();
        assert_eq!(line.name, Text::JobExport);
        jobs.cancel(line.number);
        assert_eq!(jobs.line(), None, "it is not shown any more");
        has_ended.recv_timeout(Duration::from_secs(5)).unwrap();
        std::thread::sleep(Duration::from_millis(20));
        assert!(jobs.news().is_none(), "and not heard");
    }

    #[test]
    fn a_job_that_fails_says_so() {
        let jobs = Jobs::new(egui::Context::default());
        jobs.start(Text::JobSort, Lang::Zh, |_| panic!("on purpose"));
        assert!(matches!(heard(&jobs), Some(News::Failed(_))), "somebody waits for an answer");
        jobs.start(Text::JobSort, Lang::Zh, |_| News::Sorted(Vec::new()));
        assert!(matches!(heard(&jobs), Some(News::Sorted(_))), "the next one is heard");
    }
}
