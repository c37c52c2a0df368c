//! A small legend on the map, for when the panel with the large one is folded away.

use crate::app::Document;
use crate::app::wording::Text;
use crate::model::CategoryId;
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::{MarkPictures, call, floating};
use egui::{Align2, Area, Button, Id, Margin, Rect, RichText, Ui, Vec2};

/// Draws it at the left edge of the map.
pub(crate) fn mini_legend_ui(
    ui: &Ui,
    rect: Rect,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
) {
    let (theme, lang, project) = (session.theme.clone(), session.lang, document.project());
    let counts = &document.tally().whole.categories;
    let mut lines: Vec<(Option<CategoryId>, &str)> =
        project.categories.iter().map(|(id, row)| (Some(id), row.name.as_str())).collect();
    if counts.contains_key(&None) {
        lines.push((None, Text::Unknown.of(lang)));
    }
    lines.retain(|(category, _)| counts.contains_key(category));
    if lines.is_empty() {
        return;
    }
    let area = Area::new(Id::unique("mini legend")).pivot(Align2::LEFT_BOTTOM);
    area.fixed_pos(rect.left_bottom() + Vec2::new(14.0, -60.0)).show(ui.ctx(), |ui| {
        floating(&theme).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.spacing_mut().item_spacing = Vec2::new(6.0, 3.0);
            let is_folded = session.guides.is_legend_folded;
            let sign = if is_folded { "＋" } else { "－" };
            let face = strong(format!("{} {sign}", Text::MiniLegend.of(lang)), 13.0).color(color(theme.text_weak));
            let response = ui.add(Button::new(face).frame(false));
            call(&response, egui::Role::Button, Text::MiniLegend.of(lang));
            if response.clicked() {
                session.guides.is_legend_folded = !is_folded;
            }
            if is_folded {
                return;
            }
            for (category, name) in lines {
                let opacity = if session.filter.hidden.contains(&category) { 0.4 } else { 1.0 };
                ui.horizontal(|ui| {
                    ui.spacing_mut().interact_size.y = 20.0;
                    ui.set_opacity(opacity);
                    pictures.mark_ui(ui, &theme, project, category, 12.0);
                    ui.label(RichText::new(name).size(13.0));
                });
            }
        });
    });
}
