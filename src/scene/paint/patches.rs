//! Patches: the ground round households in the tint of whoever covers them, up to halfway to the neighbors.
#![expect(clippy::indexing_slicing, reason = "every index is a place in a field of the size it was made with")]

use crate::scene::paint::strokes::Sheet;
use crate::scene::{MEMBER_TINTS, Rgba, Shade};

/// A patch reaches so far from a household, in true meters …
const REACH_M: f64 = 26.0;
/// … but not more than so many points.
const REACH_PT: f64 = 60.0;
/// How much a patch covers the ground, of 255, inside and along its edge.
const INSIDE: u8 = 62;
const EDGE: u8 = 150;

/// No household reaches here.
const NOBODY: u8 = u8::MAX;

/// For each pixel the tint of the nearest household, how far that is, and how far the nearest one of another tint;
/// in pixels.
struct Field {
    columns: usize,
    rows: usize,
    pixels: Vec<Claim>,
}

#[derive(Clone, Copy)]
struct Claim {
    tint: u8,
    away2: f32,
    other2: f32,
}

impl Sheet<'_> {
    /// Draws the patches that touch the picture: a Voronoi diagram of the households, cut at a distance.
    pub(crate) fn draw_patches(&mut self) {
        if !self.scene.options().show_patches || self.scene.is_far(self.view.pt_per_m) {
            return;
        }
        let reach_m = (REACH_M * self.scene.stretch()).min(REACH_PT / self.view.pt_per_m);
        let reach = (reach_m * self.view.pt_per_m * f64::from(self.look.scale)) as f32;
        let (columns, rows) = (self.canvas.pixmap.width() as usize, self.canvas.pixmap.height() as usize);
        let nothing = Claim { tint: NOBODY, away2: f32::MAX, other2: f32::MAX };
        let mut field = Field { columns, rows, pixels: vec![nothing; columns * rows] };
        let bounds = self.view.bounds().padded(reach_m);
        for mark in self.scene.marks_in(&bounds) {
            let Some(tint) = mark.tint else { continue };
            let [x, y] = self.px_from_map(mark.at).map(|at| at as f32);
            field.claim(x, y, reach, tint);
        }
        let tints: Vec<Rgba> = (0..MEMBER_TINTS).map(|tint| self.look.theme.shade(Shade::Member(tint))).collect();
        let pixels = self.canvas.pixmap.data_mut().chunks_exact_mut(4);
        for (pixel, claim) in pixels.zip(&field.pixels) {
            let Some(&color) = tints.get(usize::from(claim.tint)) else { continue };
            tint_pixel(pixel, color, claim.cover(reach));
        }
    }
}

impl Field {
    /// Takes all pixels that are nearer to this household than to those that came before.
    fn claim(&mut self, x: f32, y: f32, reach: f32, tint: u8) {
        let span = |middle: f32, count: usize| {
            let first = ((middle - reach).floor().max(0.0) as usize).min(count);
            let last = ((middle + reach).ceil().max(0.0) as usize).min(count);
            first..last.max(first)
        };
        for row in span(y, self.rows) {
            let down = row as f32 + 0.5 - y;
            let columns = span(x, self.columns);
            let first = columns.start;
            for (column, pixel) in self.pixels[row * self.columns..][columns].iter_mut().enumerate() {
                let right = (first + column) as f32 + 0.5 - x;
                let away2 = right * right + down * down;
                if away2 > reach * reach {
                    continue;
                }
                if pixel.tint == tint {
                    pixel.away2 = pixel.away2.min(away2);
                } else if away2 < pixel.away2 {
                    *pixel = Claim { tint, away2, other2: pixel.away2 };
                } else {
                    pixel.other2 = pixel.other2.min(away2);
                }
            }
        }
    }
}

impl Claim {
    /// How much the tint covers here, of 255: all round softly, and along an edge to another patch more.
    fn cover(self, reach: f32) -> u8 {
        let away = self.away2.sqrt();
        let inside = (reach - away).clamp(0.0, 1.0);
        let to_edge = (self.other2.sqrt() - away) / 2.0;
        let edge = (1.4 - to_edge).clamp(0.0, 1.0);
        (inside * f32::from(INSIDE).mul_add(1.0 - edge, f32::from(EDGE) * edge)) as u8
    }
}

/// Lays a color over an opaque pixel.
fn tint_pixel(pixel: &mut [u8], color: Rgba, cover: u8) {
    for (under, over) in pixel.iter_mut().zip(color.0).take(3) {
        let mixed = u32::from(*under) * u32::from(255 - cover) + u32::from(over) * u32::from(cover);
        *under = ((mixed + 127) / 255) as u8;
    }
}
