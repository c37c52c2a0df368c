//! Picking by house numbers that are typed.

use crate::app::Document;
use crate::app::wording::{Text, selected_words};
use crate::index::Numbers;
use crate::model::HouseholdId;
use crate::ui::picked::Picked;
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::tools::listen::settle_pick;
use crate::ui::tools::state::Popup;
use crate::ui::tools::stroke::takes;
use crate::ui::widgets::{call, floating};
use egui::{Button, Key, Modifiers, Pos2, Rect, RichText, TextEdit, Ui};

const WIDTH_PT: f32 = 336.0;

/// A field for house numbers. What it means is picked while it is typed.
#[derive(Debug)]
pub(crate) struct NumbersPopup {
    text: String,
    /// The pick from before, which Esc brings back and which can be added to.
    pub(crate) before: Picked,
    adds: bool,
    wants_keyboard: bool,
    /// True if what is typed can be read.
    is_read: bool,
}

impl NumbersPopup {
    /// A field that was just opened.
    pub(crate) fn new(session: &Session) -> Self {
        let mut before = session.picked.clone();
        if before.is_empty() {
            before.add(session.household());
        }
        Self { text: String::new(), before, adds: false, wants_keyboard: true, is_read: false }
    }
}

/// Draws the field under the bar.
pub(crate) fn numbers_ui(
    ui: &Ui,
    at: Pos2,
    rect: Rect,
    document: &Document,
    session: &mut Session,
    mut popup: NumbersPopup,
) {
    let (lang, theme) = (session.lang, session.theme.clone());
    let is_free = session.dialog.is_none();
    let is_entered = is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let mut is_done = is_entered && popup.is_read;
    let id = egui::Id::unique("numbers");
    egui::Area::new(id).fixed_pos(at).constrain_to(rect).order(egui::Order::Foreground).show(ui.ctx(), |ui| {
        floating(&theme).show(ui, |ui| {
            ui.set_width(WIDTH_PT - 24.0);
            ui.spacing_mut().item_spacing.y = 6.0;
            ui.label(strong(Text::PickNumbers.of(lang).trim_end_matches('…'), 14.0));
            let hint = Text::NumbersHint.of(lang);
            let field = TextEdit::singleline(&mut popup.text).hint_text(hint).desired_width(f32::INFINITY);
            let response = ui.add(field);
            call(&response, egui::Role::TextInput, Text::NumbersField.of(lang));
            if std::mem::take(&mut popup.wants_keyboard) {
                response.request_focus();
            }
            let adds_changed =
                !popup.before.is_empty() && ui.checkbox(&mut popup.adds, Text::NumbersAdd.of(lang)).changed();
            if response.changed() || adds_changed {
                pick(document, session, &mut popup);
            }
            ui.horizontal(|ui| {
                let (words, ink) = if popup.text.trim().is_empty() {
                    (Text::NumbersExamples.of(lang).to_owned(), theme.text_weak)
                } else if popup.is_read {
                    (selected_words(lang, session.picked.len()), theme.text)
                } else {
                    (Text::NumbersUnread.of(lang).to_owned(), theme.warn)
                };
                ui.label(RichText::new(words).size(13.0).color(color(ink)));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let can_go = popup.is_read && !session.picked.is_empty();
                    let face = RichText::new(Text::PickThese.of(lang)).color(color(theme.on_chosen));
                    let go = Button::new(face).fill(color(theme.chosen));
                    is_done |= ui.add_enabled(can_go, go).clicked();
                });
            });
        });
    });
    if is_done {
        settle_pick(session);
    } else {
        session.tools.popup = Some(Popup::Numbers(popup));
    }
}

/// Picks what the typed words mean; what cannot be read means nothing yet.
fn pick(document: &Document, session: &mut Session, popup: &mut NumbersPopup) {
    let numbers = Numbers::parse(&popup.text);
    popup.is_read = numbers.is_some();
    let (filter, source) = (&session.filter, session.source);
    let meant: Vec<HouseholdId> = numbers.map_or_else(Vec::new, |numbers| {
        let rows = document.project().households.iter().filter(|(_, row)| numbers.has(&row.address));
        rows.map(|(household, _)| household).filter(|&each| takes(document, filter, source, each)).collect()
    });
    let kept = popup.before.iter().filter(|_| popup.adds || !popup.is_read);
    let picks: Vec<HouseholdId> = kept.chain(meant).collect();
    session.picked.replace(picks);
}
