//! The card of a block of flats.

use crate::app::Document;
use crate::app::wording::{Text, picked_words, tower_words};
use crate::index::Tower;
use crate::model::BuildingId;
use crate::ui::asked::Asked;
use crate::ui::flats::grid::{grid_size, grid_ui};
use crate::ui::session::{Selected, Session};
use crate::ui::style::{color, strong};
use crate::ui::views::looks_bottom;
use crate::ui::widgets::{MarkPictures, call, floating};
use egui::containers::scroll_area::{DragScroll, ScrollSource};
use egui::{Align, Align2, Area, Button, Id, Layout, Rect, RichText, ScrollArea, Ui, Vec2};

/// Between the card and the edges of the map.
const MARGIN_PT: f32 = 14.0;
/// What stands above and below the rooms.
const AROUND_PT: f32 = 110.0;

/// Draws the card in the upper right of the map. It stays until it is closed, or the map is clicked.
pub(crate) fn tower_card_ui(
    ui: &Ui,
    rect: Rect,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
) -> Option<Asked> {
    let (_, building, tower) = session.flats.tower.clone()?;
    let theme = session.theme.clone();
    let mut asked = None;
    let mut is_closed = false;
    // Below what stands in the corner, and with it below the tools.
    let place = rect.with_min_y(looks_bottom(ui, rect) - MARGIN_PT + 8.0);
    let corner = place.right_top() + Vec2::new(-MARGIN_PT, MARGIN_PT);
    let area = Area::new(Id::unique("flats")).pivot(Align2::RIGHT_TOP).fixed_pos(corner).constrain(true);
    let area = area.show(ui.ctx(), |ui| {
        floating(&theme).show(ui, |ui| {
            let room_pt = place.width() - 4.0 * MARGIN_PT;
            let width = grid_size(&tower, room_pt).x.max(250.0).min(room_pt);
            ui.set_width(width);
            is_closed = head_ui(ui, document, session, building, &tower);
            // A drag over the rooms picks; it must not scroll.
            let source = ScrollSource { drag: DragScroll::Never, ..ScrollSource::default() };
            ScrollArea::both()
                .scroll_source(source)
                .max_height((place.height() - AROUND_PT).max(90.0))
                .auto_shrink([false, true])
                .show(ui, |ui| asked = grid_ui(ui, document, session, pictures, (&tower, room_pt)));
            asked = asked.take().or(elsewhere_ui(ui, document, session, &tower));
            ui.add_space(4.0);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                if !session.picked.is_empty() {
                    ui.label(strong(picked_words(session.lang, session.picked.len()), 13.0));
                }
                let hint = RichText::new(Text::FlatsHint.of(session.lang)).size(12.0);
                ui.label(hint.color(color(theme.text_weak)));
            });
        });
    });
    // A drag only moves the map; the card stays.
    let clicked = ui.input(|input| if input.pointer.primary_clicked() { input.pointer.interact_pos() } else { None });
    let is_on_map = |at: egui::Pos2| {
        let is_over = ui.ctx().layer_id_at(at).is_some_and(|layer| layer.order != egui::Order::Background);
        rect.contains(at) && !is_over
    };
    let is_fresh = session.stack.as_ref().is_some_and(|stack| stack.is_fresh);
    if is_closed || clicked.is_some_and(|at| !is_fresh && is_on_map(at) && !area.response.rect.contains(at)) {
        session.stack = None;
        session.flats.from = None;
    } else if let Some(stack) = &mut session.stack {
        stack.is_fresh = false;
    }
    asked
}

/// The name of the building and how large it is. True if the card was closed.
fn head_ui(ui: &mut Ui, document: &Document, session: &Session, building: BuildingId, tower: &Tower) -> bool {
    let (theme, lang) = (&session.theme, session.lang);
    let name = document.project().buildings.at(building).map_or("", |row| row.name.as_str());
    let mut is_closed = false;
    ui.horizontal(|ui| {
        ui.label(strong(name, 14.0));
        let words = tower_words(lang, tower.floors.len(), tower.columns.len(), tower.len());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let response = ui.add(Button::new("×").frame(false));
            call(&response, egui::Role::Button, Text::Close.of(lang));
            is_closed = response.clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(RichText::new(words).size(12.0).color(color(theme.text_weak))).truncate());
            });
        });
    });
    is_closed
}

/// Those whose floor is not known, as buttons.
fn elsewhere_ui(ui: &mut Ui, document: &Document, session: &Session, tower: &Tower) -> Option<Asked> {
    if tower.elsewhere.is_empty() {
        return None;
    }
    let mut asked = None;
    let heading = RichText::new(Text::FlatsElsewhere.of(session.lang)).size(12.0);
    ui.label(heading.color(color(session.theme.text_weak)));
    ScrollArea::vertical().id_salt("elsewhere").max_height(70.0).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for &household in &tower.elsewhere {
                let name = Session::naming(document).household(household);
                if ui.add(Button::new(RichText::new(name).size(12.0)).small()).clicked() {
                    asked = Some(Asked::Select(Some(Selected::Household(household))));
                }
            }
        });
    });
    asked
}
