//! Rings that stand for many households: shares by color, the count in the middle, a badge for the uncovered.

use crate::scene::clusters::share_color;
use crate::scene::paint::strokes::Sheet;
use crate::scene::paint::{Align, Canvas, Font, Look, TextStyle};
use crate::scene::{Cluster, Rgba, grouped};
use std::f32::consts::{FRAC_PI_2, TAU};
use tiny_skia::{FillRule, Path, PathBuilder};

/// A ring reaches so far beyond its radius, in points: edge and badge.
const REACH_PT: f32 = 16.0;
/// How wide the colored band is, as a share of the radius.
const BAND: f32 = 0.3;

impl Sheet<'_> {
    /// Draws the rings that are seen at this scale.
    pub(crate) fn draw_rings(&mut self) {
        let scale = self.look.scale;
        for cluster in self.scene.rings_at(self.view.pt_per_m).iter() {
            let [x, y] = self.px_from_map(cluster.at).map(|at| at as f32 / scale);
            let reach = cluster.radius_pt() + REACH_PT;
            let is_seen = x > -reach && y > -reach && x < self.view.width_pt + reach && y < self.view.height_pt + reach;
            if is_seen {
                let look = self.look;
                let unit = std::mem::replace(&mut self.canvas.scale, scale);
                draw_ring(&mut self.canvas, [x, y], cluster, look);
                self.canvas.scale = unit;
            }
        }
    }
}

fn draw_ring(canvas: &mut Canvas, [x, y]: [f32; 2], cluster: &Cluster, look: Look<'_>) {
    let theme = look.theme;
    let radius = cluster.radius_pt();
    let inner = radius * (1.0 - BAND);
    let (edge, line) = if cluster.uncovered > 0 { (theme.error, 2.6) } else { (theme.ok, 1.6) };
    if let Some(disc) = PathBuilder::from_circle(x, y, radius + line + 1.2) {
        canvas.fill(&disc, theme.halo, FillRule::Winding);
    }
    let total: u32 = cluster.shares.iter().map(|(_, count)| count).sum();
    let mut from = 0_u32;
    for &(ink, count) in &cluster.shares {
        let angle = |part: u32| part as f32 / total.max(1) as f32 * TAU - FRAC_PI_2;
        if let Some(slice) = slice([x, y], radius, angle(from), angle(from + count)) {
            canvas.fill(&slice, share_color(ink, theme), FillRule::Winding);
        }
        from += count;
    }
    if let Some(disc) = PathBuilder::from_circle(x, y, inner) {
        canvas.fill(&disc, theme.mark_paper, FillRule::Winding);
    }
    if let Some(circle) = PathBuilder::from_circle(x, y, radius + line / 2.0) {
        canvas.stroke(&circle, edge, line);
    }
    let text = grouped(cluster.households as usize);
    let fitting = |size: f32| TextStyle::new(&look.fonts.bold, size, theme.mark_edge).aligned(Align::Center);
    let room = inner * 1.75;
    let size = (radius * 0.56).clamp(10.0, 16.0);
    let style = fitting((size * (room / fitting(size).width(&text).max(1.0)).min(1.0)).max(7.0));
    canvas.text(&text, [x, y + Font::rise(style.size) / 2.0], &style);
    if cluster.uncovered > 0 {
        let text = grouped(cluster.uncovered as usize);
        let style = TextStyle::new(&look.fonts.bold, 11.5, Rgba::hex(0xFFFFFF)).aligned(Align::Center);
        let wide = (style.width(&text) + 10.0).max(18.0);
        let at = [x + radius * 0.76 + wide / 2.0 - 8.0, y - radius * 0.78];
        draw_pill(canvas, at, [wide + 3.0, 20.0], theme.halo);
        draw_pill(canvas, at, [wide, 17.0], theme.error);
        canvas.text(&text, [at[0], at[1] + Font::rise(style.size) / 2.0], &style);
    }
}

fn draw_pill(canvas: &mut Canvas, [x, y]: [f32; 2], [wide, tall]: [f32; 2], color: Rgba) {
    let half = ((wide - tall) / 2.0).max(0.005);
    let mut line = PathBuilder::new();
    line.move_to(x - half, y);
    line.line_to(x + half, y);
    if let Some(line) = line.finish() {
        canvas.stroke(&line, color, tall);
    }
}

/// A slice of a disc, from one angle to another, both in radians from the east, clockwise on the screen.
fn slice([x, y]: [f32; 2], radius: f32, from: f32, to: f32) -> Option<Path> {
    if to - from >= TAU - 1e-4 {
        return PathBuilder::from_circle(x, y, radius);
    }
    let steps = ((to - from) / 0.12).ceil().max(1.0);
    let mut path = PathBuilder::new();
    path.move_to(x, y);
    for step in 0..=steps as u16 {
        let angle = from + (to - from) * f32::from(step) / steps;
        path.line_to(x + radius * angle.cos(), y + radius * angle.sin());
    }
    path.close();
    path.finish()
}
