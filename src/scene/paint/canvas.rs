//! Pixels to draw on, in points or in pixels.

use crate::scene::Rgba;
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, PixmapPaint, Rect, Stroke, Transform,
};

/// A picture being drawn. Coordinates are multiplied by `scale` (pixels per unit) before they are drawn.
pub(crate) struct Canvas {
    pub(crate) pixmap: Pixmap,
    pub(crate) scale: f32,
}

impl Canvas {
    /// A picture of one color; `None` if a side is zero or too large to hold.
    pub(crate) fn new(width_px: u32, height_px: u32, scale: f32, ground: Rgba) -> Option<Self> {
        let mut pixmap = Pixmap::new(width_px, height_px)?;
        pixmap.fill(color_of(ground));
        Some(Self { pixmap, scale })
    }

    /// Fills a path.
    pub(crate) fn fill(&mut self, path: &Path, color: Rgba, rule: FillRule) {
        self.pixmap.fill_path(path, &paint_of(color), rule, self.transform(), None);
    }

    /// Draws along a path, with round joins and ends.
    pub(crate) fn stroke(&mut self, path: &Path, color: Rgba, width: f32) {
        self.stroke_with(path, color, width, LineCap::Round);
    }

    /// Draws along a path, with these ends.
    pub(crate) fn stroke_with(&mut self, path: &Path, color: Rgba, width: f32, line_cap: LineCap) {
        let line_join = if line_cap == LineCap::Square { LineJoin::Miter } else { LineJoin::Round };
        let stroke = Stroke { width, line_cap, line_join, ..Stroke::default() };
        self.pixmap.stroke_path(path, &paint_of(color), &stroke, self.transform(), None);
    }

    /// Fills a rectangle.
    pub(crate) fn fill_box(&mut self, [x, y, width, height]: [f32; 4], color: Rgba) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.fill(&PathBuilder::from_rect(rect), color, FillRule::Winding);
        }
    }

    /// Draws the outline of a rectangle.
    pub(crate) fn stroke_box(&mut self, [x, y, width, height]: [f32; 4], color: Rgba, line: f32) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.stroke_with(&PathBuilder::from_rect(rect), color, line, LineCap::Square);
        }
    }

    /// Draws a straight line.
    pub(crate) fn line(&mut self, from: [f32; 2], to: [f32; 2], color: Rgba, width: f32) {
        let mut path = PathBuilder::new();
        path.move_to(from[0], from[1]);
        path.line_to(to[0], to[1]);
        if let Some(path) = path.finish() {
            self.stroke_with(&path, color, width, LineCap::Butt);
        }
    }

    /// Draws another picture, pixel by pixel, with its corner at this pixel.
    pub(crate) fn put(&mut self, picture: &Pixmap, left_px: i32, top_px: i32) {
        let paint = PixmapPaint::default();
        self.pixmap.draw_pixmap(left_px, top_px, picture.as_ref(), &paint, Transform::identity(), None);
    }

    fn transform(&self) -> Transform {
        Transform::from_scale(self.scale, self.scale)
    }
}

pub(crate) fn color_of(color: Rgba) -> Color {
    let [r, g, b, a] = color.0;
    Color::from_rgba8(r, g, b, a)
}

fn paint_of(color: Rgba) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(color_of(color));
    paint
}
