//! The panel on the left: legend with live counts that also filters, grids, layers.

use crate::app::Document;
use crate::app::wording::{Text, household_count};
use crate::model::{CategoryId, GridId};
use crate::ui::asked::Asked;
use crate::ui::session::{Selected, Session};
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
) -> Option<Asked> {
    let mut asked = None;
    egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        asked = legend_ui(ui, document, session, pictures);
        heading_ui(ui, &session.theme, Text::Grids.of(session.lang));
        ui.add_space(2.0);
        asked = asked.take().or(grids_ui(ui, document, session));
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
    let counts = &document.tally().whole.categories;
    let most = counts.values().copied().max().unwrap_or(1).max(1);
    let unknown = counts.get(&None).copied().unwrap_or(0);
    let mut lines: Vec<(Option<CategoryId>, String)> =
        project.categories.iter().map(|(id, row)| (Some(id), row.name.clone())).collect();
    if unknown > 0 {
        lines.push((None, Text::Unknown.of(lang).to_owned()));
    }
    for (category, name) in lines {
        let count = counts.get(&category).copied().unwrap_or(0);
        let is_hidden = session.filter.hidden.contains(&category);
        let label = format!("{name} {count}");
        let (rect, response) = row_ui(ui, theme, 32.0, &label, false);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, !is_hidden, &label));
        let icon = Rect::from_center_size(rect.left_center() + Vec2::new(12.0, -2.0), Vec2::splat(18.0));
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(icon));
        if is_hidden {
            inner.set_opacity(0.3);
        }
        pictures.mark_ui(&mut inner, theme, project, category, 13.0);
        let ink = if is_hidden { color(theme.text_weak).gamma_multiply(0.6) } else { color(theme.text) };
        let painter = ui.painter();
        let line = rect.center().y - 3.0;
        let font = FontId::proportional(14.0);
        painter.text(egui::pos2(rect.left() + 28.0, line), Align2::LEFT_CENTER, &name, font.clone(), ink);
        painter.text(egui::pos2(rect.right() - 6.0, line), Align2::RIGHT_CENTER, count.to_string(), font, ink);
        let groove = Rect::from_min_size(
            egui::pos2(rect.left() + 28.0, rect.bottom() - 6.0),
            Vec2::new(rect.width() - 34.0, 3.0),
        );
        painter.rect_filled(groove, CornerRadius::same(2), color(theme.groove));
        let share = count as f32 / most as f32;
        let fill = category.and_then(|id| project.categories.at(id)).map_or(color(theme.unknown), |row| {
            egui::Color32::from_rgba_unmultiplied(row.color[0], row.color[1], row.color[2], 255)
        });
        let bar = groove.with_max_x(groove.left() + groove.width() * share);
        painter.rect_filled(bar, CornerRadius::same(2), if is_hidden { fill.gamma_multiply(0.3) } else { fill });
        if response.on_hover_text(Text::FilterTip.of(lang)).clicked() {
            asked = Some(Asked::ToggleCategory(category));
        }
    }
    asked
}

fn grids_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let (theme, lang, project) = (&session.theme, session.lang, document.project());
    if project.grids.is_empty() {
        ui.label(RichText::new(Text::NoGrids.of(lang)).color(color(theme.text_weak)));
        return None;
    }
    let mut asked = None;
    let children = tree(document);
    let below = |parent: Option<GridId>| children.get(&parent).map_or(&[][..], Vec::as_slice).iter().rev().copied();
    let mut todo: Vec<(GridId, u8)> = below(None).map(|grid| (grid, 0)).collect();
    while let Some((grid, depth)) = todo.pop() {
        asked = asked.or(grid_row_ui(ui, document, session, grid, depth));
        if depth < 8 {
            todo.extend(below(Some(grid)).map(|child| (child, depth + 1)));
        }
    }
    asked
}

/// The grids by what they are part of. A district has some hundred, so they are gone through once.
fn tree(document: &Document) -> BTreeMap<Option<GridId>, Vec<GridId>> {
    let mut children: BTreeMap<Option<GridId>, Vec<GridId>> = BTreeMap::new();
    for (id, grid) in document.project().grids.iter() {
        children.entry(grid.parent).or_default().push(id);
    }
    children
}

fn grid_row_ui(ui: &mut Ui, document: &Document, session: &Session, grid: GridId, depth: u8) -> Option<Asked> {
    let theme = &session.theme;
    let name = Session::naming(document).grid(grid);
    let is_chosen = session.selected == Some(Selected::Grid(grid));
    let count = document.tally().by_grid.get(&grid);
    let uncovered = count.map_or(0, |count| count.equation.uncovered());
    let households = count.map_or(0, |count| count.categories.values().sum::<usize>());
    let words = household_count(session.lang, households);
    let label = format!("{name} {words}, {} {uncovered}", Text::UncoveredCount.of(session.lang));
    let (rect, response) = row_ui(ui, theme, 26.0, &label, is_chosen);
    if !ui.is_rect_visible(rect) {
        return response.clicked().then_some(Asked::ShowGrid(grid));
    }
    let (sign, ink) = if uncovered == 0 { ("✓".to_owned(), theme.ok) } else { (uncovered.to_string(), theme.error) };
    let painter = ui.painter();
    let font = FontId::proportional(14.0);
    let left = rect.left() + 6.0 + f32::from(depth) * 12.0;
    let sign = painter.text(egui::pos2(left, rect.center().y), Align2::LEFT_CENTER, sign, font.clone(), color(ink));
    let at = egui::pos2((left + 20.0).max(sign.right() + 6.0), rect.center().y);
    painter.text(at, Align2::LEFT_CENTER, &name, font.clone(), color(theme.text));
    let at = egui::pos2(rect.right() - 6.0, rect.center().y);
    painter.text(at, Align2::RIGHT_CENTER, words, font, color(theme.text_weak));
    response.clicked().then_some(Asked::ShowGrid(grid))
}

fn layers_ui(ui: &mut Ui, session: &mut Session) {
    let lang = session.lang;
    ui.spacing_mut().item_spacing.y = 0.0;
    let layers = &mut session.layers;
    ui.checkbox(&mut layers.grids, Text::LayerGrids.of(lang));
    ui.checkbox(&mut layers.links, Text::LayerLinks.of(lang));
    ui.checkbox(&mut layers.backdrop, Text::LayerBackdrop.of(lang));
    ui.checkbox(&mut layers.house_numbers, Text::LayerHouseNumbers.of(lang));
    ui.add_space(8.0);
}
