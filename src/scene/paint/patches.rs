//! Patches: the ground round households in the tint of whoever covers them, up to halfway to the neighbors.
#![expect(clippy::indexing_slicing, reason = "every index is a place in a field of the size it was made with")]

use crate::geom::Bounds;
use crate::scene::paint::strokes::Sheet;
use crate::scene::{MEMBER_TINTS, Rgba, Shade};

/// Side of the little squares that a patch is made of, in pixels.
const STEP_PX: usize = 2;
/// A patch reaches so far from a household, in true meters …
const REACH_M: f64 = 26.0;
/// … but not more than so many points.
const REACH_PT: f64 = 60.0;
/// How much a patch covers the ground, of 255, inside and along its edge.
const INSIDE: u8 = 62;
const EDGE: u8 = 170;

/// No household reaches here.
const NOBODY: u8 = u8::MAX;

/// For each little square the tint of the nearest household, and how far that is.
struct Field {
    columns: usize,
    rows: usize,
    tint: Vec<u8>,
    away: Vec<f32>,
}

impl Sheet<'_> {
    /// Draws the patches that touch the picture: a Voronoi diagram of the households, cut at a distance.
    pub(crate) fn draw_patches(&mut self) {
        if !self.scene.options().show_patches || self.scene.is_far(self.view.pt_per_m) {
            return;
        }
        let reach_m = (REACH_M * self.scene.stretch()).min(REACH_PT / self.view.pt_per_m);
        let reach = (reach_m * self.view.pt_per_m * f64::from(self.look.scale) / STEP_PX as f64) as f32;
        let (wide, tall) = (self.canvas.pixmap.width() as usize, self.canvas.pixmap.height() as usize);
        let (columns, rows) = (wide.div_ceil(STEP_PX), tall.div_ceil(STEP_PX));
        let mut field =
            Field { columns, rows, tint: vec![NOBODY; columns * rows], away: vec![f32::MAX; columns * rows] };
        let bounds: Bounds = self.view.bounds().padded(reach_m);
        for mark in self.scene.marks_in(&bounds) {
            let Some(tint) = mark.tint else { continue };
            let [x, y] = self.px_from_map(mark.at).map(|at| (at / STEP_PX as f64) as f32);
            field.claim(x, y, reach, tint);
        }
        let tints: Vec<Rgba> = (0..MEMBER_TINTS).map(|tint| self.look.theme.shade(Shade::Member(tint))).collect();
        let row_px = wide * 4;
        let data = self.canvas.pixmap.data_mut();
        for (row, lines) in data.chunks_mut(row_px * STEP_PX).enumerate() {
            for column in 0..columns {
                let here = field.tint[row * columns + column];
                let Some(&color) = tints.get(usize::from(here)) else { continue };
                let cover = if field.is_edge(row, column) { EDGE } else { INSIDE };
                for line in lines.chunks_mut(row_px) {
                    let from = column * STEP_PX * 4;
                    let to = (from + STEP_PX * 4).min(line.len());
                    for pixel in line[from..to].chunks_exact_mut(4) {
                        tint_pixel(pixel, color, cover);
                    }
                }
            }
        }
    }
}

impl Field {
    /// Takes all squares that are nearer to this household than to those that came before.
    fn claim(&mut self, x: f32, y: f32, reach: f32, tint: u8) {
        let span = |middle: f32, count: usize| {
            let first = (middle - reach).floor().max(0.0) as usize;
            let last = ((middle + reach).ceil().max(0.0) as usize).min(count);
            first..last.max(first.min(count))
        };
        for row in span(y, self.rows) {
            for column in span(x, self.columns) {
                let (right, down) = (column as f32 + 0.5 - x, row as f32 + 0.5 - y);
                let away = right * right + down * down;
                let at = row * self.columns + column;
                if away <= reach * reach && away < self.away[at] {
                    self.away[at] = away;
                    self.tint[at] = tint;
                }
            }
        }
    }

    /// True where the square to the right or below belongs to another member.
    fn is_edge(&self, row: usize, column: usize) -> bool {
        let at = row * self.columns + column;
        let differs = |other: usize| self.tint[other] != self.tint[at] && self.tint[other] != NOBODY;
        (column + 1 < self.columns && differs(at + 1)) || (row + 1 < self.rows && differs(at + self.columns))
    }
}

/// Lays a color over an opaque pixel.
fn tint_pixel(pixel: &mut [u8], color: Rgba, cover: u8) {
    for (under, over) in pixel.iter_mut().zip(color.0).take(3) {
        let mixed = u32::from(*under) * u32::from(255 - cover) + u32::from(over) * u32::from(cover);
        *under = ((mixed + 127) / 255) as u8;
    }
}
