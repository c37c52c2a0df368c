//! Text as outlines: one line from left to right, wrapped and shortened by characters where it must be.

use crate::scene::Rgba;
use crate::scene::paint::Canvas;
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId};
use std::fmt::{Debug, Formatter};
use tiny_skia::{FillRule, Path, PathBuilder, Transform};

/// A font, from its bytes.
#[derive(Clone)]
pub struct Font {
    face: Option<FontRef<'static>>,
}

/// How a line of text is drawn.
#[derive(Clone, Copy, Debug)]
pub struct TextStyle<'a> {
    /// In which font.
    pub font: &'a Font,
    /// Height of an em.
    pub size: f32,
    /// In which color.
    pub color: Rgba,
    /// A rim of another color round the letters, and how wide.
    pub halo: Option<(Rgba, f32)>,
    /// Where the given place lies.
    pub align: Align,
    /// Leans to the right.
    pub is_slanted: bool,
    /// Turned about the given place, against the clock.
    pub angle_rad: f32,
    /// Extra room after each letter.
    pub spacing: f32,
}

/// Where the given place lies in a line of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At its beginning.
    Left,
    /// In its middle.
    Center,
    /// At its end.
    Right,
}

impl<'a> TextStyle<'a> {
    /// Plain text from left to right.
    pub fn new(font: &'a Font, size: f32, color: Rgba) -> Self {
        let align = Align::Left;
        Self { font, size, color, halo: None, align, is_slanted: false, angle_rad: 0.0, spacing: 0.0 }
    }

    /// The same, aligned.
    #[must_use]
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// The width of a text in this style.
    pub fn width(&self, text: &str) -> f32 {
        self.font.width(text, self.size) + self.spacing * text.chars().count() as f32
    }
}

impl Font {
    /// Reads a font. Bytes that are no font draw nothing.
    pub fn new(bytes: &'static [u8]) -> Self {
        let face = FontRef::new(bytes).ok();
        debug_assert!(face.is_some(), "the bytes are a font");
        Self { face }
    }

    /// True if the font has a shape for this character.
    pub fn has(&self, letter: char) -> bool {
        self.face.as_ref().is_some_and(|face| face.charmap().map(letter).is_some())
    }

    /// How long a line is.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        self.layout(text, size, 0.0).1
    }

    /// How far capital letters and hanzi rise above the base line; what to center by.
    pub fn rise(size: f32) -> f32 {
        0.74 * size
    }

    /// Breaks a text into lines no longer than `most`. Hanzi break anywhere but before closing punctuation; words in
    /// Latin letters and numbers stay whole where they can.
    pub fn wrapped(&self, text: &str, size: f32, most: f32) -> Vec<String> {
        const NEVER_FIRST: &str = "，。、；：！？）》」』”’,.;:!?)%…";
        let mut lines = Vec::new();
        let mut line = String::new();
        for piece in pieces(text) {
            if piece == "\n" {
                lines.push(std::mem::take(&mut line));
                continue;
            }
            let longer = format!("{line}{piece}");
            let is_stuck = piece.chars().next().is_some_and(|letter| NEVER_FIRST.contains(letter));
            if line.is_empty() || is_stuck || self.width(longer.trim_end(), size) <= most {
                line = longer;
            } else {
                lines.push(line.trim_end().to_owned());
                piece.trim_start().clone_into(&mut line);
            }
        }
        if !line.trim_end().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        lines
    }

    /// The text, or as much of its beginning as fits before “…”.
    pub fn shortened(&self, text: &str, size: f32, most: f32) -> String {
        if self.width(text, size) <= most {
            return text.to_owned();
        }
        let mut kept = text.to_owned();
        while kept.pop().is_some() {
            let shorter = format!("{}…", kept.trim_end());
            if self.width(&shorter, size) <= most {
                return shorter;
            }
        }
        String::new()
    }

    fn layout(&self, text: &str, size: f32, spacing: f32) -> (Vec<(GlyphId, f32)>, f32) {
        let Some(face) = &self.face else { return (Vec::new(), 0.0) };
        let charmap = face.charmap();
        let metrics = face.glyph_metrics(Size::new(size), LocationRef::default());
        let mut along = 0.0;
        let placed = text
            .chars()
            .map(|letter| {
                let glyph = charmap.map(letter).unwrap_or(GlyphId::NOTDEF);
                let at = along;
                along += metrics.advance_width(glyph).unwrap_or(size) + spacing;
                (glyph, at)
            })
            .collect();
        (placed, along)
    }

    /// The outlines of a line, its beginning on the base line at the origin, y down.
    fn outline(&self, text: &str, size: f32, spacing: f32) -> Option<Path> {
        let face = self.face.as_ref()?;
        let outlines = face.outline_glyphs();
        let mut pen = Pen { path: PathBuilder::new(), right: 0.0 };
        for (glyph, at) in self.layout(text, size, spacing).0 {
            pen.right = at;
            let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
            if let Some(outline) = outlines.get(glyph) {
                // A damaged outline leaves a gap, no more.
                outline.draw(settings, &mut pen).ok();
            }
        }
        pen.path.finish()
    }
}

impl Debug for Font {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Font").field("is_readable", &self.face.is_some()).finish_non_exhaustive()
    }
}

impl Canvas {
    /// Writes a line with its base line at `y`.
    pub(crate) fn text(&mut self, text: &str, [x, y]: [f32; 2], style: &TextStyle<'_>) {
        let Some(path) = style.font.outline(text, style.size, style.spacing) else { return };
        let back = match style.align {
            Align::Left => 0.0,
            Align::Center => -(style.width(text) - style.spacing) / 2.0,
            Align::Right => -(style.width(text) - style.spacing),
        };
        let lean = if style.is_slanted { -0.21 } else { 0.0 };
        let place = Transform::from_row(1.0, 0.0, lean, 1.0, back, 0.0)
            .post_rotate(-style.angle_rad.to_degrees())
            .post_translate(x, y);
        let Some(path) = path.transform(place) else { return };
        if let Some((color, width)) = style.halo {
            self.stroke(&path, color, 2.0 * width);
        }
        self.fill(&path, style.color, FillRule::Winding);
    }
}

/// Puts the outlines of a font, which have y up, into a path with y down.
struct Pen {
    path: PathBuilder,
    right: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.right + x, -y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.right + x, -y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.path.quad_to(self.right + cx0, -cy0, self.right + x, -y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.path.cubic_to(self.right + cx0, -cy0, self.right + cx1, -cy1, self.right + x, -y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

/// Latin words with the space after them, everything else letter by letter.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut is_word_open = false;
    for letter in text.chars() {
        let is_latin = letter.is_ascii() && !letter.is_ascii_control();
        match pieces.last_mut() {
            Some(piece) if is_latin && is_word_open => piece.push(letter),
            _ => pieces.push(letter.to_string()),
        }
        is_word_open = is_latin && letter != ' ';
    }
    pieces
}
