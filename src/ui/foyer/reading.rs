//! Opening a project on a thread of its own: of a large one first a glimpse, then all of it.

use crate::app::{Document, DocumentError, OpeningStep, Stamp, survive};
use crate::disclose::Audience;
use crate::model::{CategoryId, PlanId, Project};
use crate::scene::{Scene, SceneOptions, outline, rings, sketch};
use crate::store::{Access, StoreError, glimpse_ground, glimpse_people};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// A document, and why it is not open for writing, if it was to be.
pub(crate) type Opened = (Document, Option<DocumentError>);

/// Why there is no document.
#[derive(Debug)]
pub(crate) enum NotOpened {
    /// The file says so, or the disk.
    Error(DocumentError),
    /// The thread that read it broke down; there is a note about it.
    Broken,
}

/// A place as far as a glimpse shows it.
#[derive(Debug)]
pub(crate) struct Glimpsed {
    /// Without its people.
    pub(crate) project: Project,
    /// Households by what colors them.
    pub(crate) categories: BTreeMap<Option<CategoryId>, usize>,
    /// The map, with rings.
    pub(crate) scene: Arc<Scene>,
}

/// What the thread can tell. It ends after the second.
enum News {
    Glimpsed(Box<Glimpsed>),
    Opened(Box<Result<Opened, DocumentError>>),
}

/// What is to be opened, and how.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    pub(crate) path: PathBuf,
    pub(crate) access: Access,
    /// True if it may be looked at where it cannot be written to.
    pub(crate) may_view: bool,
    /// True if a glimpse of it is wanted first.
    pub(crate) is_large: bool,
}

/// A project that is being opened.
pub(crate) struct Reading {
    news: Receiver<News>,
    shared: Arc<Shared>,
    thread: JoinHandle<()>,
    glimpsed: Option<Box<Glimpsed>>,
    ended: Option<Result<Opened, NotOpened>>,
}

#[derive(Default)]
struct Shared {
    step: Mutex<Option<OpeningStep>>,
    is_abandoned: AtomicBool,
}

impl std::fmt::Debug for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reading").field("step", &self.step()).finish_non_exhaustive()
    }
}

impl Reading {
    /// Starts the thread. `wake` is called when there is news, then and later whenever the writer has some.
    ///
    /// # Errors
    /// If the system cannot start a thread.
    pub(crate) fn start(order: Order, wake: impl Fn() + Send + Sync + Clone + 'static) -> std::io::Result<Self> {
        let (tell, news) = channel();
        let shared = Arc::new(Shared::default());
        let watched = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("opening".to_owned()).spawn(move || {
            survive(|| work(&order, &tell, &watched, &wake)).unwrap_or_default();
            drop(tell);
            wake();
        })?;
        Ok(Self { news, shared, thread, glimpsed: None, ended: None })
    }

    /// Listens to the thread.
    pub(crate) fn listen(&mut self) {
        while self.ended.is_none() {
            match self.news.try_recv() {
                Ok(news) => self.hear(news),
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => self.ended = Some(Err(NotOpened::Broken)),
            }
        }
    }

    /// Waits for the end.
    pub(crate) fn wait(mut self) -> Result<Opened, NotOpened> {
        while self.ended.is_none() {
            match self.news.recv() {
                Ok(news) => self.hear(news),
                Err(_disconnected) => self.ended = Some(Err(NotOpened::Broken)),
            }
        }
        self.ended.unwrap_or(Err(NotOpened::Broken))
    }

    fn hear(&mut self, news: News) {
        match news {
            News::Glimpsed(glimpsed) => self.glimpsed = Some(glimpsed),
            News::Opened(opened) => self.ended = Some(opened.map_err(NotOpened::Error)),
        }
    }

    /// The glimpse, once.
    pub(crate) fn take_glimpse(&mut self) -> Option<Box<Glimpsed>> {
        self.glimpsed.take()
    }

    /// The document, or why there is none, once.
    pub(crate) fn take_end(&mut self) -> Option<Result<Opened, NotOpened>> {
        self.ended.take()
    }

    /// How far it is; `None` before the reading itself has begun.
    pub(crate) fn step(&self) -> Option<OpeningStep> {
        *self.shared.step.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives it up. What the thread has opened is closed when it ends.
    pub(crate) fn abandon(self) -> JoinHandle<()> {
        self.shared.is_abandoned.store(true, Ordering::Relaxed);
        self.thread
    }
}

fn work(order: &Order, tell: &Sender<News>, shared: &Shared, wake: &(impl Fn() + Send + Sync + Clone + 'static)) {
    let is_abandoned = || shared.is_abandoned.load(Ordering::Relaxed);
    if order.is_large {
        // Whatever keeps the glimpse from being made is said by who reads everything.
        if let Some(glimpsed) = survive(|| glimpse(&order.path)).flatten() {
            drop(tell.send(News::Glimpsed(Box::new(glimpsed))));
            wake();
        }
    }
    let watch = |step| {
        *shared.step.lock().unwrap_or_else(PoisonError::into_inner) = Some(step);
        !is_abandoned()
    };
    if !is_abandoned() {
        let opened = open(order, wake, &watch);
        // What nobody waits for any more is closed here.
        drop(tell.send(News::Opened(Box::new(opened))));
    }
}

/// Opens for writing; where that is not possible now, for viewing, with the reason.
fn open(
    order: &Order,
    wake: &(impl Fn() + Send + Clone + 'static),
    watch: &dyn Fn(OpeningStep) -> bool,
) -> Result<Opened, DocumentError> {
    match Document::open_watched(&order.path, order.access.clone(), Stamp::now, wake.clone(), watch) {
        Ok(document) => Ok((document, None)),
        Err(err @ DocumentError::Store(StoreError::InUse { .. } | StoreError::ReadOnly { .. })) if order.may_view => {
            let viewed = Document::open_watched(&order.path, Access::Read, Stamp::now, || (), watch)?;
            Ok((viewed, Some(err)))
        }
        Err(err) => Err(err),
    }
}

/// Looks at a place from far. Reading the people takes as long as grids and base map do, so each has a thread; then
/// each counts one half.
fn glimpse(path: &Path) -> Option<Glimpsed> {
    // As the window has it at first; the plan and who is named make no difference from far.
    let options = SceneOptions { show_member_names: true, ..SceneOptions::new(PlanId(1), Audience::Internal) };
    let (people, project, outline) = std::thread::scope(|scope| {
        let people = scope.spawn(|| glimpse_people(path).ok());
        let project = glimpse_ground(path).ok()?;
        let outline = outline(&project, &options);
        Some((people.join().ok()??, project, outline))
    })?;
    let (some, others) = people.households.split_at(people.households.len() / 2);
    let rings = std::thread::scope(|scope| {
        let others = scope.spawn(|| rings(&project, others));
        let some = rings(&project, some);
        Some(some.joined(&others.join().ok()?))
    })?;
    let scene = Arc::new(sketch(&project, outline, rings, &people.members, &options));
    Some(Glimpsed { project, categories: people.categories, scene })
}
