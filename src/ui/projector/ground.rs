//! The map on the wall. The only place of the projector that draws it.

use crate::app::Document;
use crate::disclose::Audience;
use crate::geom::{Bounds, View};
use crate::index::Index;
use crate::scene::{Scene, SceneOptions, Theme, build};
use crate::ui::map::Picture;
use egui::{Context, Rect, Ui};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

/// The map of a meeting, made beside the window's thread.
#[derive(Debug)]
pub(crate) struct Ground {
    picture: Picture,
    coming: Receiver<Scene>,
    scene: Option<Arc<Scene>>,
}

impl Ground {
    /// Begins to make it.
    ///
    /// # Errors
    /// If the system cannot start a thread.
    pub(crate) fn start(ctx: &Context, document: &Document) -> std::io::Result<Self> {
        let (done, coming) = channel();
        let project = document.project().clone();
        let options = SceneOptions::new(document.plan(), Audience::Meeting);
        let waker = ctx.clone();
        std::thread::Builder::new().name("projector".to_owned()).spawn(move || {
            let scene = build(&project, &Index::build(&project), &options);
            // If the wall was left meanwhile, nobody waits.
            drop(done.send(scene));
            waker.request_repaint();
        })?;
        Ok(Self { picture: Picture::start(ctx.clone())?, coming, scene: None })
    }

    /// The rectangle round all that is on the map, once it is made.
    pub(crate) fn bounds(&mut self) -> Option<Bounds> {
        if let Ok(scene) = self.coming.try_recv() {
            self.scene = Some(Arc::new(scene));
        }
        self.scene.as_ref().map(|scene| scene.bounds())
    }

    /// Draws it as seen now, and has it painted as it will be seen at the end of a flight.
    pub(crate) fn show(&mut self, ui: &Ui, rect: Rect, theme: &Theme, [now, to]: [&View; 2]) {
        let Some(scene) = &self.scene else { return };
        self.picture.want(scene, 1, theme, *to, ui.ctx().pixels_per_point());
        self.picture.show(ui, rect, now);
    }
}
