//! The panel on the left: legend with live counts that also filters, grids, layers.

use crate::app::Document;
use crate::app::wording::{Lang, Text};
use crate::model::{CategoryId, Project};
use crate::scene::{Coloring, Theme, grouped};
use crate::ui::asked::Asked;
use crate::ui::coloring_panel::{coloring_choice_ui, shades_ui};
use crate::ui::grid_tree::grid_tree_ui;
use crate::ui::map::MapState;
use crate::ui::menus::grids_menu_ui;
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::{MarkPictures, heading_ui, row_ui};
use egui::{Align2, CornerRadius, FontId, Rect, RichText, Ui, Vec2};
use std::collections::BTreeMap;

/// Draws the panel.
pub(crate) fn left_panel_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
    map: &MapState,
) -> Option<Asked> {
    let mut asked = None;
    egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        asked = coloring_choice_ui(ui, session);
        if session.coloring == Coloring::Category {
            asked = asked.take().or(legend_ui(ui, document, session, pictures));
        } else {
            shades_ui(ui, session, &map.ink_counts());
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.label(strong(Text::Grids.of(session.lang), 13.0).color(color(session.theme.text_weak)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Max), |ui| {
                asked = asked.take().or(grids_menu_ui(ui, document, session));
            });
        });
        ui.add_space(2.0);
        asked = asked.take().or(grid_tree_ui(ui, document, session));
        heading_ui(ui, &session.theme, Text::Layers.of(session.lang));
        ui.add_space(2.0);
        layers_ui(ui, session);
    });
    asked
}

fn legend_ui(ui: &mut Ui, document: &Document, session: &Session, pictures: &mut MarkPictures) -> Option<Asked> {
    let mut asked = None;
    let (theme, lang, project) = (&session.theme, session.lang, document.project());
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.label(strong(Text::Categories.of(lang), 13.0).color(color(theme.text_weak)));
        if !session.filter.hidden.is_empty() {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Max), |ui| {
                let text = RichText::new(Text::ShowAllCategories.of(lang)).size(12.0).color(color(theme.accent));
                if ui.add(egui::Button::new(text).frame(false)).clicked() {
                    asked = Some(Asked::ShowAllCategories);
                }
            });
        }
    });
    ui.add_space(2.0);
    for line in legend_lines(project, &document.tally().whole.categories, lang) {
        let is_hidden = session.filter.hidden.contains(&line.category);
        let label = format!("{} {}", line.name, line.count);
        let (rect, response) = row_ui(ui, theme, LEGEND_ROW_PT, &label, false);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, !is_hidden, &label));
        legend_line_ui(ui, rect, theme, project, pictures, (&line, is_hidden));
        if response.on_hover_text(Text::FilterTip.of(lang)).clicked() {
            asked = Some(Asked::ToggleCategory(line.category));
        }
    }
    asked
}

/// Height of a line of the legend.
pub(crate) const LEGEND_ROW_PT: f32 = 32.0;

/// A line of the legend.
pub(crate) struct LegendCount {
    pub(crate) category: Option<CategoryId>,
    pub(crate) name: String,
    pub(crate) count: usize,
    /// Of the households of the most frequent category, the share that these are.
    share: f32,
}

/// The lines of the legend: all categories, and those without any if there are some.
pub(crate) fn legend_lines(
    project: &Project,
    counts: &BTreeMap<Option<CategoryId>, usize>,
    lang: Lang,
) -> Vec<LegendCount> {
    let most = counts.values().copied().max().unwrap_or(1).max(1);
    let count = |category: Option<CategoryId>| counts.get(&category).copied().unwrap_or(0);
    let line = |category, name: &str| {
        let count = count(category);
        LegendCount { category, name: name.to_owned(), count, share: count as f32 / most as f32 }
    };
    let mut lines: Vec<LegendCount> = project.categories.iter().map(|(id, row)| line(Some(id), &row.name)).collect();
    if count(None) > 0 {
        lines.push(line(None, Text::Unknown.of(lang)));
    }
    lines
}

/// Draws a line of the legend: mark, name, count, and a bar beneath.
pub(crate) fn legend_line_ui(
    ui: &mut Ui,
    rect: Rect,
    theme: &Theme,
    project: &Project,
    pictures: &mut MarkPictures,
    (line, is_hidden): (&LegendCount, bool),
) {
    let icon = Rect::from_center_size(rect.left_center() + Vec2::new(12.0, -2.0), Vec2::splat(18.0));
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(icon));
    if is_hidden {
        inner.set_opacity(0.3);
    }
    pictures.mark_ui(&mut inner, theme, project, line.category, 13.0);
    let ink = if is_hidden { color(theme.text_weak).gamma_multiply(0.6) } else { color(theme.text) };
    let painter = ui.painter();
    let middle = rect.center().y - 3.0;
    let font = FontId::proportional(14.0);
    painter.text(egui::pos2(rect.left() + 28.0, middle), Align2::LEFT_CENTER, &line.name, font.clone(), ink);
    painter.text(egui::pos2(rect.right() - 6.0, middle), Align2::RIGHT_CENTER, grouped(line.count), font, ink);
    let groove =
        Rect::from_min_size(egui::pos2(rect.left() + 28.0, rect.bottom() - 6.0), Vec2::new(rect.width() - 34.0, 3.0));
    painter.rect_filled(groove, CornerRadius::same(2), color(theme.groove));
    let fill = line
        .category
        .and_then(|id| project.categories.at(id))
        .map_or(color(theme.unknown), |row| color(theme.category_fill(row.color)));
    let bar = groove.with_max_x(groove.left() + groove.width() * line.share);
    painter.rect_filled(bar, CornerRadius::same(2), if is_hidden { fill.gamma_multiply(0.3) } else { fill });
}

fn layers_ui(ui: &mut Ui, session: &mut Session) {
    let lang = session.lang;
    ui.spacing_mut().item_spacing.y = 0.0;
    let layers = &mut session.layers;
    ui.checkbox(&mut layers.grids, Text::LayerGrids.of(lang));
    ui.checkbox(&mut layers.links, Text::LayerLinks.of(lang));
    // Colors by member are patches; there it cannot be switched off.
    let is_by_member = session.coloring == Coloring::Member;
    let mut are_patches_on = layers.patches || is_by_member;
    let box_of_patches = egui::Checkbox::new(&mut are_patches_on, Text::LayerPatches.of(lang));
    if ui.add_enabled(!is_by_member, box_of_patches).changed() {
        layers.patches = are_patches_on;
    }
    ui.checkbox(&mut layers.backdrop, Text::LayerBackdrop.of(lang));
    ui.checkbox(&mut layers.house_numbers, Text::LayerHouseNumbers.of(lang));
    ui.checkbox(&mut session.guides.has_rings, Text::DistanceRings.of(lang));
    ui.checkbox(&mut session.guides.has_cells, Text::NearestCells.of(lang));
    ui.add_space(8.0);
}
