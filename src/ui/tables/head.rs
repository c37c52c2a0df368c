//! Above a table: its filter, how many rows it has, what can be done with it.

use crate::app::Document;
use crate::app::wording::{Text, rows_words};
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::tables::state::TableState;
use crate::ui::tables::{Look, Sheet, clipboard};
use crate::ui::widgets::call;
use egui::{Align, Button, Layout, RichText, TextEdit, Ui};

/// Width of the field.
const FILTER_PT: f32 = 220.0;

/// Draws it.
pub(crate) fn head_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    (sheet, look): (Sheet, &Look<'_>),
    state: &mut TableState,
    is_building: bool,
) {
    let lang = session.lang;
    let weak = color(session.theme.text_weak);
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 24.0;
        let hint = Text::TableFilter.of(lang);
        let edit = TextEdit::singleline(&mut state.query).hint_text(hint).desired_width(FILTER_PT);
        let response = ui.add(edit.margin(egui::Margin::symmetric(8, 3)));
        call(&response, egui::Role::TextInput, hint);
        if !state.query.is_empty() {
            let clear = ui.add(Button::new("×").small());
            call(&clear, egui::Role::Button, Text::TableFilterClear.of(lang));
            if clear.clicked() {
                state.query.clear();
            }
        }
        ui.label(RichText::new(rows_words(lang, state.rows.len())).color(weak));
        if is_building {
            ui.label(RichText::new(Text::TableBuilding.of(lang)).color(weak));
        }
        if !session.filter.is_empty() {
            let words = RichText::new(Text::TableFollowsFilter.of(lang)).size(12.0).color(weak);
            ui.label(words).on_hover_text(Text::TableFollowsFilterTip.of(lang));
        }
        if !session.picked.is_empty() {
            let words = crate::app::wording::selected_words(lang, session.picked.len());
            ui.label(RichText::new(words).color(color(session.theme.accent)));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let copy = ui.add(Button::new(Text::TableCopy.of(lang)).small());
            if copy.on_hover_text(Text::TableCopyTip.of(lang)).clicked() {
                clipboard::copy(ui.ctx(), session, sheet, look, state);
            }
            if sheet == Sheet::Households {
                let can_edit = document.check_writable().is_ok();
                let paste = ui.add_enabled(can_edit, Button::new(Text::TablePaste.of(lang)).small());
                if paste.on_hover_text(Text::TablePasteTip.of(lang)).clicked() {
                    ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste);
                    session.tables.has_keys = true;
                }
            }
        });
    });
    ui.add_space(2.0);
}
