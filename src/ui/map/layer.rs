//! A scene that follows the document, and its tiles.

use crate::app::Document;
use crate::geom::View;
use crate::scene::{Scene, SceneOptions, Theme};
use crate::ui::map::scenery::Scenery;
use crate::ui::map::tiles::Tiles;
use egui::{Context, Rect, Ui};
use std::sync::Arc;

/// A scene that follows the document, and its tiles.
#[derive(Debug)]
pub(crate) struct Layer {
    tiles: Tiles,
    scenery: Scenery,
}

impl Layer {
    /// Nothing yet.
    ///
    /// # Errors
    /// If a thread cannot be started.
    pub(crate) fn new(ctx: &Context) -> std::io::Result<Self> {
        Ok(Self { tiles: Tiles::new(ctx)?, scenery: Scenery::start(ctx.clone())? })
    }

    /// The same, with every household as a mark of its own also from far.
    #[must_use]
    pub(crate) fn without_rings(self) -> Self {
        Self { tiles: self.tiles.without_rings(), ..self }
    }

    /// Begins with what a glimpse showed, until the scene of the document is there.
    pub(crate) fn begin_with(&mut self, sketch: Arc<Scene>) {
        self.scenery.begin_with(sketch);
    }

    /// True once all that is in view was painted from a sketch.
    pub(crate) fn is_painted(&self) -> bool {
        self.tiles.is_complete()
    }

    /// The present scene, if there is one yet.
    pub(crate) fn scene(&self) -> Option<&Arc<Scene>> {
        self.scenery.scene()
    }

    /// Follows the document.
    pub(crate) fn follow(&mut self, document: &Document, options: &SceneOptions, scale: f32) {
        let change = self.scenery.follow(document, options);
        self.tiles.follow(&change, scale);
    }

    /// Shows the tiles in a part of the map: as seen now, and asks for those that are seen when the view comes to rest.
    pub(crate) fn show(&mut self, ui: &Ui, places: [Rect; 2], views: [&View; 2], theme: &Theme) {
        if let Some(scene) = self.scenery.scene().cloned() {
            self.tiles.show(ui, places, views, &scene, theme);
        }
    }

    /// True once all that is in view was painted as it is now.
    pub(crate) fn is_up_to_date(&self, document: &Document, options: &SceneOptions) -> bool {
        self.tiles.is_complete() && self.scenery.is_up_to_date(document, options)
    }

    /// Forgets everything: another project was opened.
    pub(crate) fn forget(&mut self) {
        self.scenery.forget();
        self.tiles.forget();
    }
}
