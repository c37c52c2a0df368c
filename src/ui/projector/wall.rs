//! What stands on the wall and where: title, map, numbers, legend, the row of grids.

use crate::app::wording::{Lang, Text, care_words, meeting_mean, meeting_missing, meeting_subtitle, meeting_title};
use crate::geom::{Bounds, View};
use crate::scene::{Rgba, Theme, grouped};
use crate::ui::map::window_from_map;
use crate::ui::projector::facts::{GridBox, Place, Step, Told};
use crate::ui::projector::ground::Ground;
use crate::ui::style::{bold, color};
use egui::{Align2, FontId, Id, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

/// The wall is laid out for this size and scaled to what there is.
const DESIGN: Vec2 = Vec2::new(1920.0, 1080.0);

/// What is to be shown.
pub(crate) struct Shown<'a> {
    pub(crate) lang: Lang,
    pub(crate) steps: &'a [Step],
    pub(crate) step: &'a Step,
    pub(crate) step_idx: usize,
}

/// A wall of a size: `unit` is one point of the design.
struct Wall<'a> {
    ui: &'a Ui,
    rect: Rect,
    unit: f32,
    theme: Theme,
    lang: Lang,
}

/// Draws the wall. `look` answers how the map is looked at now and at the end of a flight. Answers the step that was
/// clicked in the row of grids.
pub(crate) fn wall_ui(
    ui: &Ui,
    rect: Rect,
    shown: &Shown<'_>,
    ground: &mut Ground,
    look: impl FnOnce(&Bounds, Rect, usize) -> [View; 2],
) -> Option<usize> {
    let unit = (rect.width() / DESIGN.x).min(rect.height() / DESIGN.y);
    let wall = Wall { ui, rect, unit, theme: Theme::dark(), lang: shown.lang };
    ui.painter().rect_filled(rect, 0.0, color(wall.theme.canvas));
    wall.title(shown.step);
    wall.numbers(&shown.step.told);
    let map = wall.map_rect();
    if let Some(whole) = ground.bounds() {
        let bounds = if shown.step.bounds.is_empty() { whole } else { shown.step.bounds };
        let [now, to] = look(&bounds.padded(6.0), map, shown.step_idx);
        ground.show(ui, map, &wall.theme, [&now, &to]);
        wall.outline(map, shown.step, &now);
        wall.boxes(map, &shown.step.boxes, &now);
    } else {
        let words = Text::ProjectorWaits.of(shown.lang);
        wall.text(map.center(), Align2::CENTER_CENTER, words, 28.0, wall.theme.text_weak);
    }
    wall.hints();
    wall.chips(shown.steps, shown.step_idx)
}

impl Wall<'_> {
    fn at(&self, right: f32, down: f32) -> Pos2 {
        self.rect.min + Vec2::new(right, down) * self.unit
    }

    /// Where the column on the right begins.
    fn column_x(&self) -> f32 {
        self.rect.right() - (510.0 + 48.0) * self.unit
    }

    fn map_rect(&self) -> Rect {
        let bottom = self.rect.bottom() - 114.0 * self.unit;
        Rect::from_min_max(self.at(48.0, 166.0), Pos2::new(self.column_x() - 54.0 * self.unit, bottom))
    }

    fn font(&self, size: f32) -> FontId {
        FontId::proportional(size * self.unit)
    }

    fn bold(&self, size: f32) -> FontId {
        FontId::new(size * self.unit, bold())
    }

    fn text(&self, at: Pos2, align: Align2, words: &str, size: f32, ink: Rgba) -> Rect {
        self.ui.painter().text(at, align, words, self.font(size), color(ink))
    }

    /// Text no wider than so many points of the window; smaller where it would be.
    fn fitted(&self, at: Pos2, words: &str, size: f32, width: f32, ink: Rgba) -> Rect {
        let painter = self.ui.painter();
        let galley = painter.layout_no_wrap(words.to_owned(), self.bold(size), color(ink));
        let share = (width / galley.size().x.max(1.0)).min(1.0);
        painter.text(at, Align2::LEFT_TOP, words, self.bold(size * share), color(ink))
    }

    /// Tells screen readers what stands at a place.
    fn tell(&self, place: Rect, key: &str, words: &str) {
        let response = self.ui.interact(place, Id::unique(("wall", key)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    }

    fn title(&self, step: &Step) {
        let grid = step.grid.is_some().then_some(step.name.as_str());
        let words = meeting_title(self.lang, grid);
        let width = self.column_x() - self.at(102.0, 0.0).x;
        let place = self.fitted(self.at(48.0, 34.0), &words, 54.0, width, self.theme.text);
        self.tell(place, "title", &words);
        let Place { facts, today, other_plan } = &step.place;
        let words = meeting_subtitle(self.lang, facts, *today, other_plan.as_ref());
        let place = self.text(self.at(50.0, 110.0), Align2::LEFT_TOP, &words, 28.0, self.theme.text_weak);
        self.tell(place, "subtitle", &words);
    }

    fn numbers(&self, told: &Told) {
        let (x, width) = (self.column_x(), 510.0 * self.unit);
        let y = |down: f32| self.at(0.0, down).y;
        self.text(
            Pos2::new(x, y(42.0)),
            Align2::LEFT_TOP,
            Text::ProjectorCoverage.of(self.lang),
            28.0,
            self.theme.text_weak,
        );
        let ink = if told.covered == told.required { self.theme.ok } else { self.theme.warn };
        let words = told.words();
        let place = self.fitted(Pos2::new(x, y(72.0)), &words, 96.0, width, ink);
        self.tell(place, "coverage", &words);
        let missing = told.required - told.covered;
        let words = if missing == 0 {
            let mean = (told.members > 0).then(|| f64::from(told.held) / told.members as f64);
            meeting_mean(self.lang, mean)
        } else {
            meeting_missing(self.lang, missing)
        };
        let ink = color(self.theme.text_weak);
        let galley = self.ui.painter().layout(words.clone(), self.font(26.0), ink, width);
        let at = Pos2::new(x, y(206.0));
        self.tell(Rect::from_min_size(at, galley.size()), "mean", &words);
        self.ui.painter().galley(at, galley, ink);
        let most = told.total.max(1);
        let lines = [
            (Text::ProjectorMembers, Some(told.members), self.theme.member),
            (Text::ProjectorCare, told.care, self.theme.warn),
            (Text::AllHouseholds, Some(told.total), self.theme.neutral),
        ];
        for (line_idx, (text, count, ink)) in lines.into_iter().enumerate() {
            let top = Pos2::new(x, y(292.0 + 86.0 * line_idx as f32));
            self.legend_line(top, width, text, count, most, ink);
        }
        let words = Text::ProjectorDots.of(self.lang);
        let ink = color(self.theme.text_weak);
        let galley = self.ui.painter().layout(words.to_owned(), self.font(21.0), ink, width);
        let at = Pos2::new(x, y(560.0));
        self.tell(Rect::from_min_size(at, galley.size()), "dots", words);
        self.ui.painter().galley(at, galley, ink);
    }

    fn legend_line(&self, top: Pos2, width: f32, text: Text, count: Option<usize>, most: usize, ink: Rgba) {
        let words = text.of(self.lang);
        let size = 17.0 * self.unit;
        let mark = top + Vec2::new(18.0, 19.0) * self.unit;
        let painter = self.ui.painter();
        match text {
            Text::ProjectorMembers => painter.add(polygon(mark, size, &[[0.0, -1.0], [1.0, 0.85], [-1.0, 0.85]], ink)),
            Text::ProjectorCare => {
                painter.add(polygon(mark, size, &[[0.0, -1.05], [1.05, 0.0], [0.0, 1.05], [-1.05, 0.0]], ink))
            }
            _ => painter.add(Shape::circle_filled(mark, size * 0.95, color(ink))),
        };
        let left = top + Vec2::new(62.0, 0.0) * self.unit;
        self.text(left, Align2::LEFT_TOP, words, 30.0, self.theme.text);
        let number = count.map_or_else(|| "—".to_owned(), grouped);
        let right = Pos2::new(top.x + width, top.y);
        painter.text(right, Align2::RIGHT_TOP, &number, self.bold(30.0), color(self.theme.text));
        let groove =
            Rect::from_min_max(left + Vec2::new(0.0, 48.0) * self.unit, Pos2::new(right.x, top.y + 57.0 * self.unit));
        painter.rect_filled(groove, groove.height() / 2.0, color(self.theme.groove));
        let share = (count.unwrap_or(0) as f32 / most as f32).min(1.0);
        let filled = groove.with_max_x(groove.left() + groove.width() * share);
        painter.rect_filled(filled, groove.height() / 2.0, color(ink));
        let place = Rect::from_min_max(top, groove.right_bottom());
        self.tell(place, words, &format!("{words} {number}"));
    }

    /// The border of the grid that is spoken of.
    fn outline(&self, map: Rect, step: &Step, view: &View) {
        let painter = self.ui.painter().with_clip_rect(map);
        for ring in &step.rings {
            let ring: Vec<Pos2> = ring.iter().map(|&at| window_from_map(map, view, at)).collect();
            painter.add(Shape::closed_line(ring.clone(), Stroke::new(9.0 * self.unit, color(self.theme.halo))));
            painter.add(Shape::closed_line(ring, Stroke::new(4.0 * self.unit, color(self.theme.ok))));
        }
    }

    /// The numbers of grids on the map, each as full as there is room for, none over another.
    fn boxes(&self, map: Rect, boxes: &[GridBox], view: &View) {
        let painter = self.ui.painter().with_clip_rect(map);
        let mut taken: Vec<Rect> = Vec::new();
        for grid in boxes {
            let at = window_from_map(map, view, grid.at);
            let is_free = |room: &Rect| map.contains_rect(*room) && !taken.iter().any(|other| other.intersects(*room));
            let lines = [3_u8, 2, 1].into_iter();
            let fitting =
                lines.map(|lines| (lines, self.room(&painter, grid, at, lines))).find(|(_, room)| is_free(room));
            let Some((lines, room)) = fitting else { continue };
            taken.push(room.expand(4.0 * self.unit));
            self.grid_box(&painter, grid, room, lines);
        }
    }

    fn room(&self, painter: &Painter, grid: &GridBox, middle: Pos2, lines: u8) -> Rect {
        let wide = |words: &str, size: f32| {
            painter.layout_no_wrap(words.to_owned(), self.bold(size), color(self.theme.text)).size().x
        };
        let name = if lines >= 2 { wide(&grid.name, 22.0) } else { 0.0 };
        let care = if lines == 3 {
            wide(&care_words(self.lang, grid.told.care.unwrap_or(0)), 22.0) + 30.0 * self.unit
        } else {
            0.0
        };
        let width = wide(&grid.told.words(), 32.0).max(name).max(care) + 36.0 * self.unit;
        let height = match lines {
            1 => 50.0,
            2 => 80.0,
            _ => 112.0,
        };
        Rect::from_center_size(middle, Vec2::new(width, height * self.unit))
    }

    fn grid_box(&self, painter: &Painter, grid: &GridBox, room: Rect, lines: u8) {
        let theme = &self.theme;
        let ink = if grid.told.covered == grid.told.required { theme.ok } else { theme.warn };
        let ground = color(theme.status_bar.with_alpha(235));
        let edge = Stroke::new(2.5 * self.unit, color(ink));
        painter.rect(room, 10.0 * self.unit, ground, edge, StrokeKind::Inside);
        let mut y = room.top() + 8.0 * self.unit;
        let mut line = |words: &str, font: FontId, ink: Rgba, height: f32| {
            let at = Pos2::new(room.center().x, y + height * self.unit / 2.0);
            y += height * self.unit;
            painter.text(at, Align2::CENTER_CENTER, words, font, color(ink))
        };
        if lines >= 2 {
            line(&grid.name, self.font(22.0), theme.text, 30.0);
        }
        line(&grid.told.words(), self.bold(32.0), ink, 36.0);
        let mut words = format!("{} {}", grid.name, grid.told.words());
        if lines == 3
            && let Some(care) = grid.told.care
        {
            let care = care_words(self.lang, care);
            let place = line(&format!("　{care}"), self.font(22.0), theme.warn, 32.0);
            let mark = place.left_center() + Vec2::new(8.0, 0.0) * self.unit;
            let corners = [[0.0, -1.0], [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]];
            painter.add(polygon(mark, 9.0 * self.unit, &corners, theme.warn));
            words = format!("{words} {care}");
        }
        self.tell(room, &grid.name, &words);
    }

    fn hints(&self) {
        let (right, bottom) = (self.rect.right() - 48.0 * self.unit, self.rect.bottom());
        let lines = [(Text::ProjectorKeys, 70.0), (Text::ProjectorHides, 40.0)];
        for (text, up) in lines {
            let at = Pos2::new(right, bottom - up * self.unit);
            let words = text.of(self.lang);
            let place = self.text(at, Align2::RIGHT_CENTER, words, 21.0, self.theme.text_weak);
            self.tell(place, words, words);
        }
    }

    /// The row of grids; where they are more than fit, those round the present one.
    fn chips(&self, steps: &[Step], step_idx: usize) -> Option<usize> {
        let painter = self.ui.painter();
        let name = |step: &Step| {
            if step.grid.is_none() { Text::ProjectorOverview.of(self.lang).to_owned() } else { step.name.clone() }
        };
        let gap = 14.0 * self.unit;
        let wide = |step: &Step| {
            let galley = painter.layout_no_wrap(name(step), self.bold(24.0), color(self.theme.text));
            galley.size().x + 44.0 * self.unit
        };
        let widths: Vec<f32> = steps.iter().map(wide).collect();
        let free = self.column_x() - self.at(102.0, 0.0).x;
        let window = fitting(&widths, step_idx, free, gap);
        let mut left = self.at(48.0, 0.0).x;
        let mut chosen = None;
        for (chip_idx, step) in steps.iter().enumerate().skip(window.start).take(window.len()) {
            let width = widths.get(chip_idx).copied().unwrap_or(0.0);
            let top = self.rect.bottom() - 84.0 * self.unit;
            let room = Rect::from_min_size(Pos2::new(left, top), Vec2::new(width, 52.0 * self.unit));
            left += width + gap;
            let is_here = chip_idx == step_idx;
            let response = self.ui.interact(room, Id::unique(("chip", chip_idx)), Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_here, name(step)));
            let (ink, ground) = if is_here {
                (self.theme.on_chosen, self.theme.chosen)
            } else if response.hovered() {
                (self.theme.text, self.theme.groove)
            } else {
                (self.theme.text_weak, self.theme.hover)
            };
            painter.rect_filled(room, room.height() / 2.0, color(ground));
            let font = if is_here { self.bold(24.0) } else { self.font(24.0) };
            painter.text(room.center(), Align2::CENTER_CENTER, name(step), font, color(ink));
            if response.clicked() {
                chosen = Some(chip_idx);
            }
        }
        chosen
    }
}

impl Told {
    fn words(self) -> String {
        format!("{} / {}", grouped(self.covered), grouped(self.required))
    }
}

/// Which of these fit into a row beside each other, with this one among them, as near the middle as can be.
fn fitting(widths: &[f32], here: usize, free: f32, gap: f32) -> std::ops::Range<usize> {
    let (mut start, mut end) = (here, (here + 1).min(widths.len()));
    let mut taken = widths.get(here).copied().unwrap_or(0.0);
    loop {
        let mut has_grown = false;
        for is_after in [true, false] {
            let next = if is_after { Some(end) } else { start.checked_sub(1) };
            let Some((next, width)) = next.and_then(|next| Some((next, *widths.get(next)?))) else { continue };
            if taken + gap + width > free {
                continue;
            }
            taken += gap + width;
            has_grown = true;
            if is_after { end = next + 1 } else { start = next }
        }
        if !has_grown {
            return start..end;
        }
    }
}

fn polygon(middle: Pos2, size: f32, corners: &[[f32; 2]], ink: Rgba) -> Shape {
    let corners = corners.iter().map(|[x, y]| middle + Vec2::new(*x, *y) * size).collect();
    Shape::convex_polygon(corners, color(ink), Stroke::NONE)
}

#[cfg(test)]
mod tests {
    use crate::ui::projector::wall::fitting;

    #[test]
    fn the_row_shows_those_round_the_present_one() {
        let widths = [100.0; 10];
        assert_eq!(fitting(&widths, 0, 350.0, 10.0), 0..3);
        assert_eq!(fitting(&widths, 5, 350.0, 10.0), 4..7);
        assert_eq!(fitting(&widths, 9, 350.0, 10.0), 7..10);
        assert_eq!(fitting(&widths, 4, 10.0, 10.0), 4..5, "the present one always");
        assert_eq!(fitting(&[], 0, 10.0, 10.0), 0..0, "none at all");
    }
}
