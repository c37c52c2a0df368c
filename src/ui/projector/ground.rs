//! The map on the wall. The only place of the projector that draws it.

use crate::app::Document;
use crate::disclose::Audience;
use crate::geom::{Bounds, View};
use crate::scene::{SceneOptions, Theme};
use crate::ui::map::Layer;
use egui::{Context, Rect, Ui};

/// The map of a meeting, made beside the window's thread.
#[derive(Debug)]
pub(crate) struct Ground {
    layer: Layer,
}

impl Ground {
    /// Nothing yet.
    ///
    /// # Errors
    /// If the system cannot start a thread.
    pub(crate) fn start(ctx: &Context) -> std::io::Result<Self> {
        // Numbers stand over the grids already, so households stay dots from far, too.
        Ok(Self { layer: Layer::new(ctx)?.without_rings() })
    }

    /// Follows the document.
    pub(crate) fn follow(&mut self, ctx: &Context, document: &Document) {
        let options = SceneOptions::new(document.plan(), Audience::Meeting);
        self.layer.follow(document, &options, ctx.pixels_per_point());
    }

    /// The rectangle round all that is on the map, once it is made.
    pub(crate) fn bounds(&self) -> Option<Bounds> {
        self.layer.scene().map(|scene| scene.bounds())
    }

    /// Draws it as seen now, and has it painted as it will be seen at the end of a flight.
    pub(crate) fn show(&mut self, ui: &Ui, rect: Rect, theme: &Theme, [now, to]: [&View; 2]) {
        self.layer.show(ui, [rect, rect], [now, to], theme);
    }
}
