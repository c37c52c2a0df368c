//! Marks drawn from their shapes: what sprites, the legend and the panels are made of.

use crate::model::Glyph;
use crate::scene::paint::Canvas;
use crate::scene::{Badge, Ink, MarkState, Rgba, Theme};
use tiny_skia::{FillRule, LineCap, Path, PathBuilder, Pixmap};

/// Below this many pixels a mark is its fill only; an outline would drown it.
const PLAIN_BELOW_PX: f32 = 5.5;

/// A picture of a mark, such as stands in a legend; `size_pt` is that of the mark, the picture is a little larger.
pub fn mark_picture(glyph: Glyph, ink: Ink, size_pt: f32, scale: f32, theme: &Theme) -> Option<Pixmap> {
    let side_pt = size_pt * 1.4;
    let side_px = (side_pt * scale).ceil() as u32;
    let mut canvas = Canvas::new(side_px, side_px, scale, Rgba::CLEAR)?;
    let middle = side_px as f32 / scale / 2.0;
    draw_mark(&mut canvas, [middle, middle], size_pt, glyph, ink, MarkState::default(), theme);
    Some(canvas.pixmap)
}

/// A picture of the ring round uncovered households, for a legend.
pub fn uncovered_picture(size_pt: f32, scale: f32, theme: &Theme) -> Option<Pixmap> {
    let side_px = (size_pt * 1.8 * scale).ceil() as u32;
    let mut canvas = Canvas::new(side_px, side_px, scale, Rgba::CLEAR)?;
    let middle = side_px as f32 / scale / 2.0;
    draw_uncovered(&mut canvas, [middle, middle], size_pt * 0.8, theme);
    Some(canvas.pixmap)
}

/// How far a mark reaches from its middle with all that belongs to it, for a size of 1.
pub(crate) const REACH: f32 = 1.12;

/// Draws a mark with its state, in the units of the canvas.
pub(crate) fn draw_mark(
    canvas: &mut Canvas,
    [x, y]: [f32; 2],
    size: f32,
    glyph: Glyph,
    ink: Ink,
    state: MarkState,
    theme: &Theme,
) {
    let size_px = size * canvas.scale;
    if state.is_uncovered {
        draw_uncovered(canvas, [x, y], size, theme);
    }
    let pale = |color: Rgba| if state.is_vacant { color.mixed(theme.canvas, 0.62) } else { color };
    let (fill, is_quiet) = match ink {
        Ink::Category { color, is_quiet, .. } => (theme.category_fill(color), is_quiet),
        Ink::Shade(shade) => (theme.shade(shade), shade.is_quiet()),
        Ink::Unknown => (theme.unknown, true),
        Ink::Neutral => (theme.neutral, true),
        Ink::Member => (theme.member, false),
    };
    let edge = if is_quiet { fill.mixed(theme.mark_edge, 0.52) } else { theme.mark_edge };
    let (fill, edge) = (pale(fill), pale(edge));
    let size = if is_quiet { size * 0.9 } else { size };
    let Some(path) = shape(glyph, [x, y], size) else { return };
    let line = (size * if is_quiet { 0.075 } else { 0.105 }).max(0.6 / canvas.scale);
    if size_px < PLAIN_BELOW_PX {
        canvas.fill(&path, fill, FillRule::Winding);
    } else if glyph == Glyph::Ring {
        draw_ring(canvas, [x, y], size, fill, theme.mark_paper);
    } else {
        canvas.fill(&path, fill, FillRule::Winding);
        canvas.stroke_with(&path, edge, line, LineCap::Square);
        if glyph == Glyph::Unknown {
            draw_question(canvas, [x, y], size, theme.mark_edge.mixed(theme.unknown, 0.2));
        }
    }
    if size_px >= 9.0 {
        draw_state(canvas, [x, y], size, glyph, state, theme);
    }
}

/// Draws the ring round an uncovered household.
pub(crate) fn draw_uncovered(canvas: &mut Canvas, [x, y]: [f32; 2], size: f32, theme: &Theme) {
    let line = (size * 0.14).max(1.1 / canvas.scale.max(1.0));
    let radius = (size * 0.84).max(3.0);
    if let Some(path) = PathBuilder::from_circle(x, y, radius) {
        canvas.fill(&path, theme.uncovered.with_alpha(34), FillRule::Winding);
        canvas.stroke(&path, theme.halo, line * 2.0);
        canvas.stroke(&path, theme.uncovered, line);
    }
}

/// The outline of a mark. Sizes are balanced by eye, so that all weigh about the same.
pub(crate) fn shape(glyph: Glyph, [x, y]: [f32; 2], size: f32) -> Option<Path> {
    let polygon = |corners: &[[f32; 2]]| {
        let mut path = PathBuilder::new();
        for (corner_idx, corner) in corners.iter().enumerate() {
            let (x, y) = (x + corner[0] * size, y + corner[1] * size);
            if corner_idx == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        path.close();
        path.finish()
    };
    match glyph {
        Glyph::Triangle => polygon(&[[0.0, -0.58], [0.56, 0.41], [-0.56, 0.41]]),
        Glyph::InvertedTriangle => polygon(&[[0.0, 0.56], [-0.54, -0.40], [0.54, -0.40]]),
        Glyph::Diamond => polygon(&[[0.0, -0.55], [0.55, 0.0], [0.0, 0.55], [-0.55, 0.0]]),
        Glyph::Square => polygon(&[[-0.4, -0.4], [0.4, -0.4], [0.4, 0.4], [-0.4, 0.4]]),
        Glyph::Cross => {
            let (long, thin) = (0.5, 0.175);
            polygon(&[
                [-thin, -long],
                [thin, -long],
                [thin, -thin],
                [long, -thin],
                [long, thin],
                [thin, thin],
                [thin, long],
                [-thin, long],
                [-thin, thin],
                [-long, thin],
                [-long, -thin],
                [-thin, -thin],
            ])
        }
        Glyph::Disc | Glyph::Ring | Glyph::Unknown => PathBuilder::from_circle(x, y, 0.42 * size),
    }
}

fn draw_ring(canvas: &mut Canvas, [x, y]: [f32; 2], size: f32, color: Rgba, inside: Rgba) {
    if let (Some(outer), Some(middle)) =
        (PathBuilder::from_circle(x, y, 0.46 * size), PathBuilder::from_circle(x, y, 0.34 * size))
    {
        canvas.fill(&outer, inside, FillRule::Winding);
        canvas.stroke(&middle, color, 0.23 * size);
    }
}

/// A question mark from two strokes, so that no font is needed.
fn draw_question(canvas: &mut Canvas, [x, y]: [f32; 2], size: f32, color: Rgba) {
    let mut path = PathBuilder::new();
    path.move_to(x - 0.13 * size, y - 0.11 * size);
    path.cubic_to(x - 0.12 * size, y - 0.3 * size, x + 0.16 * size, y - 0.28 * size, x + 0.14 * size, y - 0.09 * size);
    path.cubic_to(x + 0.12 * size, y + 0.02 * size, x, y, x, y + 0.11 * size);
    if let Some(path) = path.finish() {
        canvas.stroke(&path, color, 0.095 * size);
    }
    if let Some(dot) = PathBuilder::from_circle(x, y + 0.25 * size, 0.06 * size) {
        canvas.fill(&dot, color, FillRule::Winding);
    }
}

fn draw_state(canvas: &mut Canvas, [x, y]: [f32; 2], size: f32, glyph: Glyph, state: MarkState, theme: &Theme) {
    let badge = state.badge.filter(|badge| *badge == Badge::Leads || glyph != Glyph::Triangle);
    if let Some(badge) = badge {
        let (x, y) = (x + 0.46 * size, y - 0.46 * size);
        let radius = if badge == Badge::Leads { 0.29 } else { 0.25 } * size;
        if let Some(disc) = PathBuilder::from_circle(x, y, radius) {
            canvas.fill(&disc, theme.mark_paper, FillRule::Winding);
            canvas.stroke(&disc, theme.mark_edge, 0.07 * size);
        }
        let inner = match badge {
            Badge::Serves => shape(Glyph::Triangle, [x, y], 0.29 * size),
            Badge::Leads => star([x, y], 0.23 * size),
        };
        if let Some(inner) = inner {
            canvas.fill(&inner, theme.member, FillRule::Winding);
        }
    }
    if state.is_locked {
        draw_lock(canvas, [x + 0.48 * size, y + 0.36 * size], size * 0.52, theme);
    }
}

fn draw_lock(canvas: &mut Canvas, [x, y]: [f32; 2], size: f32, theme: &Theme) {
    let body = [x - 0.42 * size, y - 0.12 * size, 0.84 * size, 0.66 * size];
    let mut shackle = PathBuilder::new();
    shackle.move_to(x - 0.25 * size, y - 0.1 * size);
    shackle.cubic_to(x - 0.3 * size, y - 0.72 * size, x + 0.3 * size, y - 0.72 * size, x + 0.25 * size, y - 0.1 * size);
    if let Some(shackle) = shackle.finish() {
        canvas.stroke_box(body, theme.mark_paper, 0.36 * size);
        canvas.stroke(&shackle, theme.mark_paper, 0.46 * size);
        canvas.stroke(&shackle, theme.mark_edge, 0.17 * size);
        canvas.fill_box(body, theme.mark_edge);
    }
}

fn star([x, y]: [f32; 2], radius: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    for corner in 0..10_u8 {
        let angle = f32::from(corner) * std::f32::consts::PI / 5.0;
        let reach = if corner % 2 == 0 { radius } else { radius * 0.42 };
        let (x, y) = (x + reach * angle.sin(), y - reach * angle.cos());
        if corner == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
    }
    path.close();
    path.finish()
}
