//! Small things that several panels draw.

use crate::model::{Category, CategoryId, CategorySet, Glyph, Project};
use crate::scene::paint::mark_picture;
use crate::scene::{Ink, Theme};
use crate::ui::style::{ROUND_PT, bold, color, strong};
use egui::{
    Align2, ColorImage, CornerRadius, FontId, Rect, Response, RichText, Sense, Stroke, TextureHandle, Ui, Vec2,
};
use std::collections::BTreeMap;

/// Pictures of marks for lists, painted by the map's own painter so that they cannot differ from the map.
#[derive(Default)]
pub(crate) struct MarkPictures {
    textures: BTreeMap<(Glyph, Ink, u32, bool), TextureHandle>,
}

impl std::fmt::Debug for MarkPictures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MarkPictures").field("count", &self.textures.len()).finish()
    }
}

impl MarkPictures {
    /// Draws the mark of a category into a square of this size; `None` is the grey question mark.
    pub(crate) fn mark_ui(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        project: &Project,
        category: Option<CategoryId>,
        size_pt: f32,
    ) -> Response {
        let row = category.and_then(|id| Some((id, project.categories.at(id)?)));
        let (glyph, ink) = match row {
            Some((category, row)) => (row.glyph, Ink::Category { category, color: row.color, is_quiet: false }),
            None => (Glyph::Unknown, Ink::Unknown),
        };
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(size_pt + 4.0), Sense::hover());
        let scale = ui.ctx().pixels_per_point();
        let key = (glyph, ink, (scale * size_pt * 16.0) as u32, theme.is_dark);
        if !self.textures.contains_key(&key)
            && let Some(picture) = mark_picture(glyph, ink, size_pt, scale, theme)
        {
            let size = [picture.width() as usize, picture.height() as usize];
            let image = ColorImage::from_rgba_premultiplied(size, picture.data());
            let texture = ui.ctx().load_texture("mark", image, egui::TextureOptions::LINEAR);
            self.textures.insert(key, texture);
        }
        if let Some(texture) = self.textures.get(&key) {
            let size = texture.size_vec2() / scale;
            let at = Rect::from_center_size(rect.center(), size);
            let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
            ui.painter().image(texture.id(), at, whole, egui::Color32::WHITE);
        }
        response
    }
}

/// Says what something is called, to screen readers and whoever else finds things by name.
pub(crate) fn call(response: &Response, role: egui::Role, name: &str) {
    response.widget_info(|| egui::WidgetInfo::labeled(role, response.enabled(), name));
}

/// The size of a button where two stand side by side, so that rows of them end evenly.
pub(crate) fn half_row(ui: &Ui, gap_pt: f32) -> Vec2 {
    Vec2::new(((ui.available_width() - gap_pt) / 2.0).floor(), ui.spacing().interact_size.y + 2.0)
}

/// A small heading above a list.
pub(crate) fn heading_ui(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.add_space(8.0);
    ui.label(strong(text, 13.0).color(color(theme.text_weak)));
}

/// A word on a colored ground.
pub(crate) fn tag_ui(ui: &mut Ui, text: &str, ink: egui::Color32, ground: egui::Color32) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(12.0), ink);
    let (rect, response) = ui.allocate_exact_size(galley.size() + Vec2::new(14.0, 5.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    ui.painter().rect_filled(rect, CornerRadius::same(9), ground);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    response
}

/// A card on a panel.
pub(crate) fn card(theme: &Theme) -> egui::Frame {
    egui::Frame::new()
        .fill(color(theme.card))
        .stroke(Stroke::new(1.0, color(theme.panel_edge)))
        .corner_radius(CornerRadius::same(ROUND_PT))
        .inner_margin(egui::Margin::same(12))
}

/// A card that floats over the map.
pub(crate) fn floating(theme: &Theme) -> egui::Frame {
    card(theme).shadow(egui::Shadow { offset: [0, 2], blur: 12, spread: 0, color: color(theme.shadow) })
}

/// A line with a name on the left and a value on the right.
pub(crate) fn fact_ui(ui: &mut Ui, theme: &Theme, name: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.horizontal(|ui| {
            ui.label(RichText::new(name).color(color(theme.text_weak)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add(egui::Label::new(value).truncate());
            });
        });
    });
}

/// A bar that shows a load within its range, with the numbers under it.
pub(crate) fn load_bar_ui(
    ui: &mut Ui,
    theme: &Theme,
    load: u32,
    min_load: u16,
    max_load: Option<u16>,
    words: [&str; 3],
) {
    let top = f32::from(max_load.unwrap_or(0)).max(f32::from(min_load) * 2.0).max(load as f32).max(1.0);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 8.0), Sense::hover());
    let at = |value: f32| rect.left() + rect.width() * (value / top).min(1.0);
    let round = CornerRadius::same(4);
    let painter = ui.painter();
    painter.rect_filled(rect, round, color(theme.groove));
    let fits = load >= u32::from(min_load) && max_load.is_none_or(|max_load| load <= u32::from(max_load));
    let fill = if fits { theme.load } else { theme.warn };
    painter.rect_filled(rect.with_max_x(at(load as f32)), round, color(fill));
    for mark in [Some(min_load), max_load].into_iter().flatten().filter(|&mark| mark > 0) {
        let x = at(f32::from(mark)).min(rect.right() - 1.0);
        painter.vline(x, rect.y_range().expand(2.0), Stroke::new(1.5, color(theme.text_weak)));
    }
    let min_x = at(f32::from(min_load));
    let (line, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 18.0), Sense::hover());
    call(&response, egui::Role::Label, &words.join(" "));
    let small = FontId::proportional(12.0);
    let weak = color(theme.text_weak);
    let [min_word, load_word, max_word] = words;
    let painter = ui.painter();
    // Under its mark, unless the middle word stands there.
    let min_name = painter.layout_no_wrap(min_word.to_owned(), small.clone(), weak);
    let half = min_name.size() / 2.0;
    let min_x = min_x.clamp(line.left() + half.x, line.right() - half.x);
    let is_free = (min_x - line.center().x).abs() > half.x + 26.0 && min_x + half.x + 60.0 < line.right();
    let min_x = if is_free { min_x } else { line.left() + half.x };
    painter.galley(egui::pos2(min_x, line.center().y) - half, min_name, weak);
    painter.text(line.right_center(), Align2::RIGHT_CENTER, max_word, small, weak);
    painter.text(line.center(), Align2::CENTER_CENTER, load_word, FontId::new(13.0, bold()), color(theme.text));
}

/// A row of a list that can be clicked: the contents are drawn over its ground.
pub(crate) fn row_ui(ui: &mut Ui, theme: &Theme, height_pt: f32, label: &str, is_chosen: bool) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height_pt), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, label));
    let ground = if is_chosen {
        Some(theme.groove)
    } else if response.hovered() || response.has_focus() {
        Some(theme.hover)
    } else {
        None
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, CornerRadius::same(5), color(ground));
    }
    (rect, response)
}

/// A box to tick for each category. “Ordinary” and the others exclude each other: what was ticked last is meant.
/// True if something was changed.
pub(crate) fn category_boxes_ui(ui: &mut Ui, project: &Project, categories: &mut CategorySet) -> bool {
    let ordinary = project.category(Category::ORDINARY);
    let mut is_changed = false;
    for (id, row) in project.categories.iter().filter(|(_, row)| row.key != Category::MEMBER) {
        let mut is_set = categories.contains(id);
        if !ui.checkbox(&mut is_set, &row.name).changed() {
            continue;
        }
        is_changed = true;
        *categories = match ordinary {
            _ if !is_set => categories.without(id),
            Some(ordinary) if ordinary == id => CategorySet::EMPTY.with(id),
            Some(ordinary) => categories.without(ordinary).with(id),
            None => categories.with(id),
        };
    }
    is_changed
}
