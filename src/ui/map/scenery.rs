//! The scene of the document as the session wants it, always a step behind at most.
//!
//! What an edit touched is made anew at once. What concerns everything, such as another coloring or another plan, is
//! made by a thread, and the last scene stays until then.

use crate::app::{Document, survive};
use crate::index::Index;
use crate::model::Project;
use crate::scene::{Scene, SceneOptions, build_on, follow};
use crate::ui::map::tiles::Change;
use crate::ui::safety::tell_failed_aside;
use egui::Context;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// A scene to be built.
struct Order {
    generation: u64,
    revision: u64,
    project: Project,
    index: Arc<Index>,
    options: SceneOptions,
    before: Option<Arc<Scene>>,
}

/// A scene that was built.
struct Built {
    generation: u64,
    revision: u64,
    scene: Scene,
}

/// The present scene, and the thread that builds the next one.
pub(crate) struct Scenery {
    orders: Sender<Order>,
    built: Receiver<Built>,
    shown: Option<(u64, Arc<Scene>)>,
    /// What was asked for last, and at which revision.
    asked: Option<(u64, SceneOptions)>,
    generation: u64,
}

impl std::fmt::Debug for Scenery {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let revision = self.shown.as_ref().map(|(revision, _)| revision);
        f.debug_struct("Scenery").field("revision", &revision).finish_non_exhaustive()
    }
}

impl Scenery {
    /// Starts the thread. It ends when this is dropped.
    ///
    /// # Errors
    /// If the system cannot start a thread.
    pub(crate) fn start(ctx: Context) -> std::io::Result<Self> {
        let (orders, todo) = channel::<Order>();
        let (done, built) = channel();
        std::thread::Builder::new().name("scenery".to_owned()).spawn(move || {
            while let Ok(mut order) = todo.recv() {
                while let Ok(newer) = todo.try_recv() {
                    order = newer;
                }
                let Order { generation, revision, project, index, options, before } = order;
                let scene = survive(|| build_on(before.as_deref(), &project, &index, &options));
                // What this thread holds longer must be copied for every edit.
                drop((project, index, before));
                let Some(scene) = scene else {
                    tell_failed_aside(&ctx);
                    continue;
                };
                if done.send(Built { generation, revision, scene }).is_err() {
                    return;
                }
                ctx.request_repaint();
            }
        })?;
        Ok(Self { orders, built, shown: None, asked: None, generation: 0 })
    }

    /// Forgets the scene: another project was opened.
    pub(crate) fn forget(&mut self) {
        self.shown = None;
        self.asked = None;
        self.generation += 1;
    }

    /// Begins with what a glimpse showed of the file that is being opened.
    pub(crate) fn begin_with(&mut self, sketch: Arc<Scene>) {
        self.shown = Some((Document::FIRST_REVISION, sketch));
    }

    /// The present scene, if there is one yet.
    pub(crate) fn scene(&self) -> Option<&Arc<Scene>> {
        self.shown.as_ref().map(|(_, scene)| scene)
    }

    /// True if the present scene shows the document as the session wants it.
    pub(crate) fn is_up_to_date(&self, document: &Document, options: &SceneOptions) -> bool {
        let is_so = |(revision, scene): &(u64, Arc<Scene>)| {
            *revision == document.revision() && scene.options() == options && !scene.is_sketch()
        };
        self.shown.as_ref().is_some_and(is_so)
    }

    /// Follows document and session; answers what became of the scene.
    pub(crate) fn follow(&mut self, document: &Document, options: &SceneOptions) -> Change {
        let mut change = self.receive();
        if let Some((revision, scene)) = &mut self.shown
            && *revision < document.revision()
            && let Some(touched) = document.touched_since(*revision)
            && let Some((next, parts)) = follow(scene, document.project(), document.index(), &touched)
        {
            *scene = Arc::new(next);
            *revision = document.revision();
            if change == Change::None && !parts.is_empty() {
                change = Change::Parts(parts);
            }
        }
        let is_asked = |(revision, asked): &(u64, SceneOptions)| *revision == document.revision() && asked == options;
        if !self.is_up_to_date(document, options) && !self.asked.as_ref().is_some_and(is_asked) {
            self.ask(document, options);
        }
        change
    }

    fn receive(&mut self) -> Change {
        let mut change = Change::None;
        while let Ok(built) = self.built.try_recv() {
            if built.generation == self.generation {
                self.shown = Some((built.revision, Arc::new(built.scene)));
                change = Change::Everything;
            }
        }
        change
    }

    fn ask(&mut self, document: &Document, options: &SceneOptions) {
        let before = self.shown.as_ref().and_then(|(revision, scene)| {
            let is_same_ground = *revision == document.revision()
                || document.touched_since(*revision).is_some_and(|touched| !touched.everything);
            is_same_ground.then(|| Arc::clone(scene))
        });
        self.asked = Some((document.revision(), options.clone()));
        let order = Order {
            generation: self.generation,
            revision: document.revision(),
            project: document.project().clone(),
            index: document.shared_index(),
            options: options.clone(),
            before,
        };
        // If the thread is gone the last scene stays, which is better than a crash.
        drop(self.orders.send(order));
    }
}
