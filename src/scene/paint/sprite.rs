//! Marks drawn once and copied many times.
#![expect(clippy::cast_possible_wrap, reason = "pictures are far less than 2^31 pixels wide")]

use crate::model::Glyph;
use crate::scene::paint::glyph::{REACH, draw_mark};
use crate::scene::paint::{Align, Canvas, Font, Look, TextStyle};
use crate::scene::{Ink, Mark, MarkState, Rgba, Theme};
use std::collections::BTreeMap;
use tiny_skia::{PathBuilder, Pixmap};

/// Places within a pixel at which a mark is drawn apart, along each side. With four the error is an eighth of a pixel.
const PHASES: u8 = 4;
/// Smaller marks carry no count.
const COUNT_ABOVE_PT: f32 = 7.0;

type Kind = (Glyph, Ink, MarkState);

/// What a painter keeps from one picture to the next.
#[derive(Debug, Default)]
pub struct Brush {
    sprites: Option<Sprites>,
}

impl Brush {
    /// The sprites for this look and size; those of before if they fit.
    pub(crate) fn sprites(&mut self, look: Look<'_>, size_pt: f32) -> &mut Sprites {
        let kept = self.sprites.take().filter(|sprites| sprites.fits(look, size_pt));
        self.sprites.insert(kept.unwrap_or_else(|| Sprites::new(look, size_pt)))
    }
}

/// Marks of one look and size.
pub(crate) struct Sprites {
    theme: Theme,
    scale: f32,
    size_pt: f32,
    known: BTreeMap<Kind, usize>,
    last: Option<(Kind, usize)>,
    by_phase: Vec<Vec<Option<Sprite>>>,
    counts: BTreeMap<u32, Option<Sprite>>,
}

/// A small picture, cut to what is in it; premultiplied.
struct Sprite {
    left: i32,
    top: i32,
    width: usize,
    pixels: Vec<u8>,
}

impl std::fmt::Debug for Sprites {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sprites")
            .field("size_pt", &self.size_pt)
            .field("kinds", &self.by_phase.len())
            .finish_non_exhaustive()
    }
}

impl Sprites {
    pub(crate) fn new(look: Look<'_>, size_pt: f32) -> Self {
        Self {
            theme: look.theme.clone(),
            scale: look.scale,
            size_pt,
            known: BTreeMap::new(),
            last: None,
            by_phase: Vec::new(),
            counts: BTreeMap::new(),
        }
    }

    fn fits(&self, look: Look<'_>, size_pt: f32) -> bool {
        self.theme == *look.theme && (self.scale, self.size_pt) == (look.scale, size_pt)
    }

    /// How far a mark reaches round its place, in points; at least as far as its ring and its count.
    pub(crate) fn reach_pt(size_pt: f32) -> f32 {
        (size_pt * 2.4).max(8.0)
    }

    /// Draws a mark at this place in pixels.
    pub(crate) fn draw(&mut self, look: Look<'_>, target: &mut Pixmap, [x, y]: [f64; 2], mark: &Mark) {
        let (left, top) = (x.floor(), y.floor());
        let phase = |share: f64| ((share * f64::from(PHASES)) as u8).min(PHASES - 1);
        let (phase_x, phase_y) = (phase(x - left), phase(y - top));
        let kind = (mark.glyph, mark.ink, mark.state);
        let kind_idx = self.index_of(kind);
        let phase_idx = usize::from(phase_y * PHASES + phase_x);
        let size_pt = self.size_pt;
        let slot = self.by_phase.get_mut(kind_idx).and_then(|phases| phases.get_mut(phase_idx));
        if let Some(slot) = slot {
            if slot.is_none() {
                *slot = sprite_of(look, size_pt, kind, [phase_x, phase_y]);
            }
            if let Some(sprite) = slot {
                sprite.put(target, left as i32, top as i32);
            }
        }
        if mark.count > 1 && size_pt >= COUNT_ABOVE_PT {
            let sprite = self.counts.entry(mark.count).or_insert_with(|| count_of(look, size_pt, mark.count));
            if let Some(sprite) = sprite {
                sprite.put(target, x.round() as i32, y.round() as i32);
            }
        }
    }

    fn index_of(&mut self, kind: Kind) -> usize {
        if let Some((last, kind_idx)) = self.last
            && last == kind
        {
            return kind_idx;
        }
        let next = self.by_phase.len();
        let kind_idx = *self.known.entry(kind).or_insert(next);
        if kind_idx == next {
            self.by_phase.push((0..PHASES * PHASES).map(|_| None).collect());
        }
        self.last = Some((kind, kind_idx));
        kind_idx
    }
}

fn sprite_of(look: Look<'_>, size_pt: f32, (glyph, ink, state): Kind, phase: [u8; 2]) -> Option<Sprite> {
    let reach = (size_pt * REACH).max(4.0).mul_add(look.scale, 2.0).ceil();
    let side_px = 2 * reach as u32 + 1;
    let mut canvas = Canvas::new(side_px, side_px, look.scale, Rgba::CLEAR)?;
    let at = phase.map(|phase| (reach + (f32::from(phase) + 0.5) / f32::from(PHASES)) / look.scale);
    draw_mark(&mut canvas, at, size_pt, glyph, ink, state, look.theme);
    Some(Sprite::cut(&canvas.pixmap, reach as i32))
}

/// A pill with a number, that sits at the upper right of a mark.
fn count_of(look: Look<'_>, size_pt: f32, count: u32) -> Option<Sprite> {
    let font: &Font = &look.fonts.bold;
    let text = if count > 999 { "999+".to_owned() } else { count.to_string() };
    let text_pt = (size_pt * 0.62).clamp(6.5, 10.0);
    let style = TextStyle::new(font, text_pt, look.theme.text).aligned(Align::Center);
    let (tall, wide) = (text_pt * 1.22, (style.width(&text) + text_pt * 0.62).max(text_pt * 1.22));
    let reach = ((size_pt * 0.6 + wide + 2.0) * look.scale).ceil();
    let side_px = 2 * reach as u32 + 1;
    let mut canvas = Canvas::new(side_px, side_px, look.scale, Rgba::CLEAR)?;
    let middle = reach / look.scale;
    let (x, y) = (middle + size_pt * 0.3 + wide / 2.0, middle - size_pt * 0.5);
    let radius = tall / 2.0;
    let mut pill = PathBuilder::new();
    pill.move_to(x - wide / 2.0 + radius, y);
    pill.line_to(x + wide / 2.0 - radius + 0.01, y);
    if let Some(pill) = pill.finish() {
        canvas.stroke(&pill, look.theme.mark_edge.mixed(look.theme.mark_paper, 0.25), tall + 1.3);
        canvas.stroke(&pill, look.theme.mark_paper, tall);
    }
    canvas.text(&text, [x, y + Font::rise(text_pt) / 2.0], &style);
    Some(Sprite::cut(&canvas.pixmap, reach as i32))
}

impl Sprite {
    /// What is in a picture, whose pixel (`middle`, `middle`) is where the sprite is put.
    fn cut(picture: &Pixmap, middle: i32) -> Self {
        let side = picture.width() as usize;
        let is_inked = |pixel: &[u8]| pixel.last().is_some_and(|&alpha| alpha > 0);
        let rows: Vec<&[u8]> = picture.data().chunks_exact(side * 4).collect();
        let row_is_inked = |row: &&[u8]| row.chunks_exact(4).any(is_inked);
        let top = rows.iter().position(row_is_inked).unwrap_or(0);
        let bottom = rows.iter().rposition(row_is_inked).map_or(top, |last| last + 1);
        let inked_columns =
            || rows.iter().flat_map(|row| row.chunks_exact(4).enumerate().filter(|(_, px)| is_inked(px)));
        let left = inked_columns().map(|(column, _)| column).min().unwrap_or(0);
        let right = inked_columns().map(|(column, _)| column + 1).max().unwrap_or(left);
        let kept = rows.iter().take(bottom).skip(top).filter_map(|row| row.get(left * 4..right * 4));
        let pixels = kept.flatten().copied().collect();
        Self { left: left as i32 - middle, top: top as i32 - middle, width: right - left, pixels }
    }

    /// Copies the sprite over a picture, its middle in this pixel; what is outside is left out.
    fn put(&self, target: &mut Pixmap, x: i32, y: i32) {
        if self.width == 0 {
            return;
        }
        let (wide, tall) = (target.width() as i32, target.height() as i32);
        let (left, top) = (x + self.left, y + self.top);
        let skipped = (-left).clamp(0, self.width as i32) as usize;
        let shown = (wide - left).clamp(0, self.width as i32) as usize;
        if skipped >= shown || top >= tall {
            return;
        }
        let first = (left.max(0) as usize) * 4;
        let row_bytes = wide as usize * 4;
        let hidden_rows = (-top).max(0) as usize;
        let rows = target.data_mut().chunks_exact_mut(row_bytes).skip(top.max(0) as usize);
        for (row, source) in rows.zip(self.pixels.chunks_exact(self.width * 4).skip(hidden_rows)) {
            let (Some(source), Some(row)) = (source.get(skipped * 4..shown * 4), row.get_mut(first..)) else { return };
            for (under, over) in row.chunks_exact_mut(4).zip(source.chunks_exact(4)) {
                blend(under, over);
            }
        }
    }
}

/// One premultiplied pixel over another.
fn blend(under: &mut [u8], over: &[u8]) {
    match over.last() {
        Some(0) | None => {}
        Some(255) => under.copy_from_slice(over),
        Some(&alpha) => {
            let left = 255 - u32::from(alpha);
            for (below, &above) in under.iter_mut().zip(over) {
                let kept = u32::from(*below) * left + 128;
                // Exact division by 255, rounded.
                *below = (u32::from(above) + ((kept + (kept >> 8)) >> 8)).min(255) as u8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::geom::MapPoint;
    use crate::model::Glyph;
    use crate::scene::paint::glyph::draw_mark;
    use crate::scene::paint::sprite::Sprites;
    use crate::scene::paint::{Canvas, Fonts, Look};
    use crate::scene::{Ink, Mark, MarkState, Theme};

    #[test]
    fn a_sprite_looks_like_the_mark_itself() {
        let (theme, fonts) = (Theme::light(), Fonts::embedded());
        for (step, glyph) in (0_u8..).zip(Glyph::ALL) {
            let ink = Ink::Member;
            let state = MarkState { is_uncovered: step % 2 == 0, ..MarkState::default() };
            let (x, y) = (20.0 + f64::from(step) * 0.11, 21.0 - f64::from(step) * 0.07);
            let mark = Mark {
                at: MapPoint::default(),
                household: None,
                member: None,
                glyph,
                ink,
                state,
                tint: None,
                count: 1,
                rank: 0,
            };
            let mut by_sprite = Canvas::new(40, 40, 1.0, theme.canvas).unwrap();
            let look = Look::screen(&theme, &fonts, 1.0);
            Sprites::new(look, 12.0).draw(look, &mut by_sprite.pixmap, [x, y], &mark);
            let mut by_path = Canvas::new(40, 40, 1.0, theme.canvas).unwrap();
            draw_mark(&mut by_path, [x as f32, y as f32], 12.0, glyph, ink, state, &theme);
            let pairs = by_sprite.pixmap.data().iter().zip(by_path.pixmap.data());
            let off = pairs.map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / (40.0 * 40.0 * 4.0);
            assert!(off < 2.5, "{glyph:?} differs by {off} of 255 on average");
        }
    }
}
