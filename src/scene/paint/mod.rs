//! Our own painter: a scene into pixels, on the CPU, the same for screen tiles and for paper.
//!
//! [`paint`] draws the part of a scene that a view shows. Marks come from sprites that are drawn once per call and
//! copied, so that 65 000 of them cost little; lines are clipped to the view and dashes counted from the beginning
//! of their line, so that tiles fit together.
//!
//! Invariants
//! - Nothing outside the view reaches the rasterizer, whatever the scale.
//! - A picture is a function of scene, view and look: no clock, no random number, no hash order.

mod canvas;
mod chains;
mod clip;
mod dash;
mod fonts;
mod glyph;
mod look;
mod map;
mod names;
mod patches;
mod rings;
mod sprite;
mod strokes;
mod text;

pub use fonts::Fonts;
pub use glyph::{mark_picture, uncovered_picture};
pub use look::{Look, glyph_pt};
pub use map::paint;
pub use sprite::Brush;
pub use text::{Align, Font, TextStyle};
pub use tiny_skia::Pixmap;

pub(crate) use canvas::Canvas;
pub(crate) use chains::{draw_contact_ring, draw_target};
pub(crate) use glyph::{draw_mark, draw_uncovered};
