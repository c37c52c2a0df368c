//! The parts of a sheet: map, legend, scale bar, arrow, title, stamp, lines to sign.

use crate::geom::View;
use crate::scene::paint::{
    Align, Brush, Canvas, Font, Fonts, Look, Pixmap, TextStyle, draw_contact_ring, draw_mark, draw_target,
    draw_uncovered, glyph_pt, paint,
};
use crate::scene::{LegendKey, LegendLine, MarkState, Orientation, Page, Part, Rgba, Scene, Theme, grouped, scale_bar};
use tiny_skia::{FillRule, PathBuilder};

/// Draws all parts of a sheet.
pub(crate) fn draw_page(
    page: &Page,
    scene: &Scene,
    theme: &Theme,
    fonts: &Fonts,
    is_cancelled: &dyn Fn() -> bool,
) -> Option<Pixmap> {
    let scale = page.scale();
    let (width_px, height_px) = ((page.width_pt * scale).round() as u32, (page.height_pt * scale).round() as u32);
    let canvas = Canvas::new(width_px, height_px, scale, theme.paper)?;
    let mut press = Press { canvas, page, theme, fonts };
    press.draw_map(scene, is_cancelled)?;
    press.draw_title();
    match page.orientation {
        Orientation::Landscape => press.draw_side(),
        Orientation::Portrait => press.draw_band(),
    }
    press.draw_footer();
    (!is_cancelled()).then_some(press.canvas.pixmap)
}

struct Press<'a> {
    canvas: Canvas,
    page: &'a Page,
    theme: &'a Theme,
    fonts: &'a Fonts,
}

impl<'a> Press<'a> {
    fn draw_map(&mut self, scene: &Scene, is_cancelled: &dyn Fn() -> bool) -> Option<()> {
        let page = self.page;
        let scale = page.scale();
        let [left, top, width, height] = page.frame;
        // Whole pixels, so that the map is not smeared; the scale stays what it is.
        let px = |points: f32| (points * scale).round();
        let view = View { width_pt: px(width) / scale, height_pt: px(height) / scale, ..page.view };
        let focus = match page.options.part {
            Part::Whole => None,
            Part::Grid(grid) => Some(grid),
        };
        let name_pt = if focus.is_some() { 19.0 } else { 15.0 } * page.em;
        let glyph_pt = Some(glyph_pt(view.pt_per_m) * page.em);
        let look = Look { glyph_pt, name_pt, has_names: true, focus, ..Look::screen(self.theme, self.fonts, scale) };
        let map = paint(scene, &view, &look, &mut Brush::default(), is_cancelled)?;
        self.canvas.put(&map, px(left) as i32, px(top) as i32);
        self.canvas.stroke_box(page.frame, self.theme.ink, 1.1 * page.unit);
        if page.options.has_reference {
            self.draw_reference();
        }
        Some(())
    }

    /// Letters above, numbers at the left, a tick between two.
    fn draw_reference(&mut self) {
        let (columns, rows) = self.page.squares();
        let em = self.page.em;
        let [left, top, width, height] = self.page.frame;
        let style = self.plain(8.0, self.theme.ink_weak).aligned(Align::Center);
        let (ink, line) = (self.theme.ink, 0.7 * self.page.unit);
        let (across, down) = (width / f32::from(columns), height / f32::from(rows));
        for column in 0..columns {
            let x = left + across * f32::from(column);
            let letter = char::from(b'A' + column).to_string();
            self.canvas.text(&letter, [x + across / 2.0, top - 4.0 * em], &style);
            if column > 0 {
                self.canvas.line([x, top - 6.0 * em], [x, top], ink, line);
            }
        }
        for row in 0..rows {
            let y = top + down * f32::from(row);
            let at = [left - 7.0 * em, y + down / 2.0 + Font::rise(style.size) / 2.0];
            self.canvas.text(&(row + 1).to_string(), at, &style);
            if row > 0 {
                self.canvas.line([left - 6.0 * em, y], [left, y], ink, line);
            }
        }
    }

    fn draw_title(&mut self) {
        let Page { em, unit, .. } = *self.page;
        let texts = &self.page.texts;
        let (left, top) = (34.0 * unit, 34.0 * unit);
        let right = self.page.width_pt - left;
        let mut most = right - left;
        if !texts.stamp.is_empty() {
            let style = TextStyle { spacing: 1.2 * em, ..self.bold(13.0, self.theme.accent) };
            let width = style.width(&texts.stamp) - style.spacing + 26.0 * em;
            self.framed(&texts.stamp, [right - width, top, width, 28.0 * em], &style, 1.6 * em);
            most -= width + 16.0 * em;
        }
        let style = self.bold(26.0, self.theme.ink);
        let tag = self.plain(10.0, self.theme.ink_weak);
        let tag_width = if texts.invented.is_empty() { 0.0 } else { tag.width(&texts.invented) + 14.0 * em };
        let title = style.font.shortened(&texts.title, style.size, most - tag_width - 12.0 * em);
        self.canvas.text(&title, [left, top + 24.0 * em], &style);
        if tag_width > 0.0 {
            let x = left + style.width(&title) + 12.0 * em;
            self.framed(&texts.invented, [x, top + 7.0 * em, tag_width, 18.0 * em], &tag, 0.8 * em);
        }
        let style = self.plain(10.5, self.theme.ink_weak);
        let subtitle = style.font.shortened(&texts.subtitle, style.size, right - left);
        self.canvas.text(&subtitle, [left, top + 44.0 * em], &style);
    }

    /// A text in the middle of a frame of its color.
    fn framed(&mut self, text: &str, frame: [f32; 4], style: &TextStyle<'_>, line: f32) {
        let [x, y, width, height] = frame;
        self.canvas.stroke_box(frame, style.color, line);
        let at = [x + width / 2.0, y + height / 2.0 + Font::rise(style.size) / 2.0 - 0.04 * style.size];
        self.canvas.text(text, at, &style.aligned(Align::Center));
    }

    /// Legend and coverage in a column at the right.
    fn draw_side(&mut self) {
        let page = self.page;
        let em = page.em;
        let [left, top, width, _] = page.legend_box;
        let mut y = self.heading(&page.texts.legend_title, [left, top], width);
        for line in &page.legend {
            self.legend_line(line, [left, y], width);
            y += 19.0 * em;
        }
        if !page.texts.coverage.is_empty() {
            y = self.heading(&page.texts.coverage_title, [left, y + 12.0 * em], width);
            let style = self.plain(9.5, self.theme.ink);
            for line in style.font.wrapped(&page.texts.coverage, style.size, width) {
                self.canvas.text(&line, [left, y + 10.0 * em], &style);
                y += 15.0 * em;
            }
        }
    }

    /// Legend in three columns beneath the map, coverage under it.
    fn draw_band(&mut self) {
        let page = self.page;
        let em = page.em;
        let [left, top, width, _] = page.legend_box;
        let mut y = self.heading(&page.texts.legend_title, [left, top], width) - 4.0 * em;
        let rows = page.legend.len().div_ceil(3).max(1);
        let column = (width - 48.0 * em) / 3.0;
        for (lines, place) in page.legend.chunks(rows).zip(0_u8..) {
            for (line, row) in lines.iter().zip(0_u8..) {
                let at = [left + f32::from(place) * (column + 24.0 * em), y + f32::from(row) * 18.0 * em];
                self.legend_line(line, at, column);
            }
        }
        y += rows as f32 * 18.0 * em + 14.0 * em;
        let style = self.plain(9.5, self.theme.ink);
        for line in style.font.wrapped(&page.texts.coverage, style.size, width) {
            self.canvas.text(&line, [left, y], &style);
            y += 14.0 * em;
        }
    }

    /// A heading with a rule beneath; answers where to go on.
    fn heading(&mut self, text: &str, [x, y]: [f32; 2], width: f32) -> f32 {
        let em = self.page.em;
        let style = self.bold(11.5, self.theme.ink);
        self.canvas.text(text, [x, y + 10.0 * em], &style);
        self.canvas.line([x, y + 17.0 * em], [x + width, y + 17.0 * em], self.theme.ink, 1.0 * self.page.unit);
        y + 24.0 * em
    }

    fn legend_line(&mut self, line: &LegendLine, [x, y]: [f32; 2], width: f32) {
        let em = self.page.em;
        let middle = [x + 9.0 * em, y + 7.5 * em];
        match line.key {
            LegendKey::Mark(glyph, ink) => {
                draw_mark(&mut self.canvas, middle, 14.0 * em, glyph, ink, MarkState::default(), self.theme);
            }
            LegendKey::Uncovered => draw_uncovered(&mut self.canvas, middle, 8.5 * em, self.theme),
            LegendKey::Target(target, has_nobody) => {
                draw_target(&mut self.canvas, target, has_nobody, middle, 0.8 * em, self.theme);
            }
            LegendKey::Street(has_nobody) => {
                let ink = if has_nobody { self.theme.error } else { self.theme.selected };
                let [from, to] = [-8.0, 8.0].map(|along| [middle[0] + along * em, middle[1]]);
                self.canvas.line(from, to, ink.with_alpha(190), 4.0 * em);
            }
            LegendKey::Holder => {
                draw_contact_ring(&mut self.canvas, middle, self.theme.selected, 0.8 * em, self.theme);
            }
            LegendKey::Nothing => {}
        }
        let base = middle[1] + Font::rise(10.0 * em) / 2.0 - 0.4 * em;
        let count = line.count.map(|count| count.to_string()).unwrap_or_default();
        let style = self.bold(10.0, self.theme.ink).aligned(Align::Right);
        self.canvas.text(&count, [x + width, base], &style);
        let room = width - 26.0 * em - style.width(&count) - 6.0 * em;
        let style = self.plain(10.0, self.theme.ink);
        let text = style.font.shortened(&line.text, style.size, room);
        self.canvas.text(&text, [x + 24.0 * em, base], &style);
    }

    fn draw_footer(&mut self) {
        let page = self.page;
        let em = page.em;
        let right = page.width_pt - 34.0 * page.unit;
        let base = page.height_pt - 34.0 * page.unit - 4.0 * em;
        let mut x = self.draw_scale_bar([page.frame[0], base]) + 18.0 * em;
        let style = self.bold(10.0, self.theme.ink);
        let ratio = format!("1 : {}", grouped(page.ratio as usize));
        self.canvas.text(&ratio, [x, base], &style);
        x += style.width(&ratio) + 20.0 * em;
        self.draw_north([x, base]);
        x += 34.0 * em + style.width(&page.texts.north);
        let texts = &page.texts;
        let is_narrow = page.orientation == Orientation::Portrait;
        let signed = [(&texts.maker_label, &texts.maker), (&texts.phone_label, &texts.phone)];
        for (label, text) in signed {
            x = self.fill_in(label, text, [x, base]) + 16.0 * em;
        }
        let style = self.plain(9.0, self.theme.ink_weak).aligned(Align::Right);
        let facts = [texts.note.as_str(), texts.date.as_str()];
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        self.canvas.text(&facts.join("  "), [right, base], &style);
        if !texts.source_label.is_empty() {
            let up = if is_narrow { base - 17.0 * em } else { base };
            let room = if is_narrow { right } else { right - style.width(&facts.join("  ")) - 18.0 * em };
            let width = self.fill_in_width(&texts.source_label, &texts.source);
            let from = if is_narrow { right - width } else { (room - width).max(x) };
            self.fill_in(&texts.source_label, &texts.source, [from, up]);
        }
    }

    /// A label and what belongs after it, or a line to write on; answers where it ends.
    fn fill_in(&mut self, label: &str, text: &str, [x, base]: [f32; 2]) -> f32 {
        if label.is_empty() {
            return x;
        }
        let em = self.page.em;
        let style = self.plain(9.0, self.theme.ink_weak);
        self.canvas.text(label, [x, base], &style);
        let x_text = x + style.width(label) + 5.0 * em;
        if text.is_empty() {
            let end = x_text + 62.0 * em;
            self.canvas.line([x_text, base + 2.0 * em], [end, base + 2.0 * em], self.theme.ink_weak, 0.6 * em);
            return end;
        }
        let style = self.plain(9.0, self.theme.ink);
        self.canvas.text(text, [x_text, base], &style);
        x_text + style.width(text)
    }

    fn fill_in_width(&self, label: &str, text: &str) -> f32 {
        let em = self.page.em;
        let style = self.plain(9.0, self.theme.ink);
        let after = if text.is_empty() { 62.0 * em } else { style.width(text) };
        style.width(label) + 5.0 * em + after
    }

    /// A bar of black and white parts with numbers above; answers where it ends.
    fn draw_scale_bar(&mut self, [x, base]: [f32; 2]) -> f32 {
        let em = self.page.em;
        let bar = scale_bar(self.page.view.pt_per_m, self.page.stretch, 170.0 * em);
        let (tall, part) = (5.0 * em, bar.length_pt / f32::from(bar.parts));
        let style = self.plain(8.0, self.theme.ink).aligned(Align::Center);
        for number in 0..bar.parts {
            let at = [x + part * f32::from(number), base - tall, part, tall];
            let fill = if number % 2 == 0 { self.theme.ink } else { self.theme.paper };
            self.canvas.fill_box(at, fill);
            self.canvas.stroke_box(at, self.theme.ink, 0.7 * em);
        }
        for number in (0..=bar.parts).filter(|number| number % 2 == 0 || *number == bar.parts) {
            let is_last = number == bar.parts;
            if !is_last && bar.parts - number < 2 {
                continue;
            }
            let at = [x + part * f32::from(number), base - tall - 4.0 * em];
            self.canvas.text(&bar.label(number), at, &style);
        }
        let unit = self.plain(8.0, self.theme.ink);
        let last = style.width(&bar.label(bar.parts)) / 2.0 + 3.0 * em;
        self.canvas.text(bar.unit(), [x + bar.length_pt + last, base - tall - 4.0 * em], &unit);
        x + bar.length_pt + last + unit.width(bar.unit())
    }

    fn draw_north(&mut self, [x, base]: [f32; 2]) {
        let em = self.page.em;
        let tip = base - 22.0 * em;
        for (side, is_filled) in [(-1.0, true), (1.0, false)] {
            let mut path = PathBuilder::new();
            path.move_to(x + 7.0 * em, tip);
            path.line_to(x + (7.0 + 6.0 * side) * em, base + 1.0 * em);
            path.line_to(x + 7.0 * em, base - 4.0 * em);
            path.close();
            if let Some(path) = path.finish() {
                let fill = if is_filled { self.theme.ink } else { self.theme.paper };
                self.canvas.fill(&path, fill, FillRule::Winding);
                self.canvas.stroke(&path, self.theme.ink, 0.7 * em);
            }
        }
        let style = self.bold(9.5, self.theme.ink);
        self.canvas.text(&self.page.texts.north, [x + 17.0 * em, base], &style);
    }

    fn plain(&self, size: f32, color: Rgba) -> TextStyle<'a> {
        TextStyle::new(&self.fonts.regular, size * self.page.em, color)
    }

    fn bold(&self, size: f32, color: Rgba) -> TextStyle<'a> {
        TextStyle::new(&self.fonts.bold, size * self.page.em, color)
    }
}
