//! Cards that say what a wish would do: beside the pointer, or with buttons while it waits for a yes.

use crate::app::Document;
use crate::app::wording::{Text, hidden_words, spare_hidden_words, spared_words};
use crate::edit::Edit;
use crate::model::LinkKind;
use crate::scene::Theme;
use crate::ui::asked::Asked;
use crate::ui::map::preview_card_ui;
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::tools::counts::{hidden_count, wish_households};
use crate::ui::tools::state::Offer;
use crate::ui::widgets::{call, floating};
use egui::{Button, Key, Modifiers, Pos2, Rect, RichText, Ui, Vec2};

/// How wide a card is.
const WIDTH_PT: f32 = 292.0;

/// A card beside the pointer that the pointer cannot touch.
pub(crate) fn card_beside_ui(ui: &Ui, rect: Rect, pointer: Pos2, theme: &Theme, add: impl FnOnce(&mut Ui)) {
    let id = egui::Id::unique("beside");
    // As tall as it was a frame ago, so that it turns over before it leaves the map.
    let height = ui.ctx().memory(|memory| memory.area_rect(id)).map_or(150.0, |area| area.height());
    let corner = corner_of(rect, pointer, Vec2::new(WIDTH_PT, height));
    egui::Area::new(id).fixed_pos(corner).interactable(false).show(ui.ctx(), |ui| {
        floating(theme).show(ui, |ui| {
            ui.set_width(WIDTH_PT - 24.0);
            add(ui);
        });
    });
}

fn corner_of(rect: Rect, pointer: Pos2, size: Vec2) -> Pos2 {
    let mut corner = pointer + Vec2::new(22.0, 18.0);
    if corner.x + size.x + 12.0 > rect.right() {
        corner.x = pointer.x - size.x - 22.0;
    }
    if corner.y + size.y + 12.0 > rect.bottom() {
        corner.y = pointer.y - size.y - 18.0;
    }
    let low = rect.min + Vec2::splat(8.0);
    let high = (rect.max - size - Vec2::splat(8.0)).max(low);
    corner.clamp(low, high)
}

/// The card beside what is carried over a member.
pub(crate) fn drag_card_ui(ui: &Ui, rect: Rect, document: &Document, session: &mut Session) {
    let Some(pointer) = ui.input(|input| input.pointer.hover_pos()) else { return };
    let Some(drag) = session.drag.take() else { return };
    if let Some(preview) = &drag.preview {
        let theme = session.theme.clone();
        card_beside_ui(ui, rect, pointer, &theme, |ui| {
            preview_card_ui(ui, document, session, preview, Text::PreviewDrop);
            if session.picked.contains(drag.household) {
                hidden_line_ui(ui, document, session);
            }
        });
    }
    session.drag = Some(drag);
}

/// The wish that waits, as a card with buttons; Enter says yes.
pub(crate) fn offer_ui(ui: &Ui, rect: Rect, document: &Document, session: &mut Session) -> Option<Asked> {
    let Offer { edit, at } = session.tools.offer.clone()?;
    let is_paint = edit.is_none();
    let Some(edit) = edit.or_else(|| paint_edit(document, session)) else {
        session.tools.offer = None;
        return None;
    };
    let preview = session.tools.preview(document, &edit);
    let (lang, theme) = (session.lang, session.theme.clone());
    let can_go = preview.as_ref().as_ref().is_ok_and(|preview| !preview.is_unchanged);
    let id = egui::Id::unique("offer");
    let height = ui.ctx().memory(|memory| memory.area_rect(id)).map_or(190.0, |area| area.height());
    let corner = corner_of(rect, at, Vec2::new(WIDTH_PT, height));
    let mut answer = None;
    egui::Area::new(id).fixed_pos(corner).constrain_to(rect).order(egui::Order::Foreground).show(ui.ctx(), |ui| {
        floating(&theme).show(ui, |ui| {
            ui.set_width(WIDTH_PT - 24.0);
            // The buttons stay in reach whatever there is to tell.
            let room = (rect.height() - 110.0).max(120.0);
            egui::ScrollArea::vertical().max_height(room).show(ui, |ui| {
                preview_card_ui(ui, document, session, &preview, Text::PreviewEnter);
            });
            if is_paint {
                spare_hidden_ui(ui, document, session);
            }
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                let face = RichText::new(Text::DoThis.of(lang)).color(color(theme.on_chosen));
                let go = Button::new(face).fill(color(theme.chosen)).min_size(Vec2::new(96.0, 28.0));
                if ui.add_enabled(can_go, go).clicked() {
                    answer = Some(true);
                }
                if ui.add(Button::new(Text::LeaveIt.of(lang)).min_size(Vec2::new(72.0, 28.0))).clicked() {
                    answer = Some(false);
                }
            });
        });
    });
    if can_go && session.is_enter_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        answer = answer.or(Some(true));
    }
    let answer = answer?;
    session.tools.offer = None;
    if is_paint {
        session.picked.clear();
        session.selected = None;
    }
    answer.then(|| Asked::Do(Box::new(edit)))
}

/// Everything picked to whom strokes are for.
fn paint_edit(document: &Document, session: &mut Session) -> Option<Edit> {
    let to = session.tools.paints_to?;
    let households = wish_households(document, session);
    (!households.is_empty()).then_some(Edit::Assign { households, to, kind: LinkKind::Primary })
}

/// A box to tick that leaves out what is off the screen; nothing where everything can be seen.
pub(crate) fn spare_hidden_ui(ui: &mut Ui, document: &Document, session: &mut Session) {
    let hidden = hidden_count(document, session);
    if hidden > 0 {
        let words = spare_hidden_words(session.lang, hidden);
        let response = ui.checkbox(&mut session.tools.spares_hidden, &words);
        call(&response, egui::Role::CheckBox, &words);
    }
}

/// The same as words, where the pointer has something else in hand.
pub(crate) fn hidden_line_ui(ui: &mut Ui, document: &Document, session: &mut Session) {
    let hidden = hidden_count(document, session);
    if hidden > 0 {
        let (lang, spared) = (session.lang, session.tools.spares_hidden);
        let words = if spared { spared_words(lang, hidden) } else { hidden_words(lang, hidden) };
        ui.label(RichText::new(words).size(13.0).color(color(session.theme.warn)));
    }
}
