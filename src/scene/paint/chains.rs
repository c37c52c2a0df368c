//! A tier of the scheme: contacts as lines that begin with a ring, and what they lead to.

use crate::model::{Target, UnitKind};
use crate::scene::paint::Canvas;
use crate::scene::paint::clip::Px;
use crate::scene::paint::strokes::{Sheet, path_of};
use crate::scene::{Rgba, TargetShape, Theme};
use tiny_skia::{FillRule, LineCap, PathBuilder};

/// Width of a contact, in points.
const LINE_PT: f32 = 1.6;
/// Radius of the ring round who keeps it.
const HOLDER_PT: f32 = 9.0;
/// Half the side of a mark.
const MARK_PT: f32 = 6.0;
/// Width of a street that somebody cares for.
const STREET_PT: f32 = 4.5;

impl Sheet<'_> {
    /// Draws the streets that the tier is about, beneath the marks.
    pub(crate) fn draw_segments(&mut self) {
        let theme = self.look.theme;
        for shape in self.scene.targets().iter().filter(|shape| shape.path.len() > 1) {
            let color = if shape.has_nobody { theme.error } else { theme.selected };
            let points: Vec<Px> = shape.path.iter().map(|&at| self.px_from_map(at)).collect();
            if let Some(path) = path_of(&self.frame.lines_inside(&points)) {
                self.canvas.stroke_with(&path, theme.halo, self.px(STREET_PT + 2.5), LineCap::Round);
                self.canvas.stroke_with(&path, color.with_alpha(190), self.px(STREET_PT), LineCap::Round);
            }
        }
    }

    /// Draws the contacts of the tier that the scene shows, and what else it is about.
    pub(crate) fn draw_chains(&mut self) {
        let theme = self.look.theme;
        let ends: Vec<[Px; 2]> =
            self.scene.chains().iter().map(|link| [self.px_from_map(link.from), self.px_from_map(link.to)]).collect();
        let lines: Vec<Vec<Px>> = ends.iter().flat_map(|ends| self.frame.lines_inside(ends)).collect();
        if let Some(path) = path_of(&lines) {
            self.canvas.stroke_with(&path, theme.halo, self.px(LINE_PT + 2.0), LineCap::Butt);
            self.canvas.stroke_with(&path, theme.selected.with_alpha(210), self.px(LINE_PT), LineCap::Butt);
        }
        let mut last = None;
        for (link, [from, _]) in self.scene.chains().iter().zip(&ends) {
            if last.replace(link.holder) != Some(link.holder) {
                let (unit, theme) = (self.px(1.0), self.look.theme);
                draw_contact_ring(&mut self.canvas, from.map(|along| along as f32), theme.selected, unit, theme);
            }
        }
        for shape in self.scene.targets().iter().filter(|shape| shape.path.len() == 1) {
            self.draw_target_shape(shape);
        }
    }

    /// Units are marks of their own; members and grids have a dot at the end of the line, red where nobody is.
    fn draw_target_shape(&mut self, shape: &TargetShape) {
        let Some(at) = shape.at().map(|at| self.px_from_map(at)) else { return };
        let (unit, theme) = (self.px(1.0), self.look.theme);
        draw_target(&mut self.canvas, shape.target, shape.has_nobody, at.map(|along| along as f32), unit, theme);
    }
}

/// Draws something that a tier is about, on the map or in a legend; `unit` is a point.
pub(crate) fn draw_target(
    canvas: &mut Canvas,
    target: Target,
    has_nobody: bool,
    [x, y]: [f32; 2],
    unit: f32,
    theme: &Theme,
) {
    let ink = if has_nobody { theme.error } else { theme.selected };
    let side = MARK_PT * unit;
    let path = match target {
        Target::Unit(UnitKind::Organization, _) => diamond([x, y], side * 1.25),
        Target::Unit(..) => square([x, y], side),
        _ if has_nobody => return draw_contact_ring(canvas, [x, y], ink, unit, theme),
        _ => PathBuilder::from_circle(x, y, 3.0 * unit),
    };
    if let Some(path) = path {
        canvas.stroke(&path, theme.halo, 3.0 * unit);
        canvas.fill(&path, ink, FillRule::Winding);
    }
}

/// Draws the ring round whoever keeps a contact, or round what nobody keeps in contact with.
pub(crate) fn draw_contact_ring(canvas: &mut Canvas, [x, y]: [f32; 2], ink: Rgba, unit: f32, theme: &Theme) {
    if let Some(path) = PathBuilder::from_circle(x, y, HOLDER_PT * unit) {
        canvas.stroke(&path, theme.halo, 4.0 * unit);
        canvas.stroke(&path, ink, 2.2 * unit);
    }
}

fn square([x, y]: [f32; 2], half: f32) -> Option<tiny_skia::Path> {
    Some(PathBuilder::from_rect(tiny_skia::Rect::from_ltrb(x - half, y - half, x + half, y + half)?))
}

fn diamond([x, y]: [f32; 2], half: f32) -> Option<tiny_skia::Path> {
    let mut path = PathBuilder::new();
    path.move_to(x, y - half);
    path.line_to(x + half, y);
    path.line_to(x, y + half);
    path.line_to(x - half, y);
    path.close();
    path.finish()
}
