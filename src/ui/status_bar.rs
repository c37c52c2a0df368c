//! The bar at the bottom: where we are, what is saved, who may look.

use crate::app::wording::{Text, as_of_words, changes_words, saving_words, selected_words};
use crate::app::{Command, Document, SaveState};
use crate::geom::wgs84_from_map;
use crate::ui::asked::Asked;
use crate::ui::job_line::job_line_ui;
use crate::ui::session::Session;
use crate::ui::style::color;
use egui::{Align, Button, Layout, RichText, Ui};

/// Draws the bar.
pub(crate) fn status_bar_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let mut asked = None;
    let lang = session.lang;
    let ink = color(session.theme.on_status_bar);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 22.0;
        let say = |ui: &mut Ui, words: String| ui.label(RichText::new(words).size(12.0).color(ink));
        say(ui, "WGS-84".to_owned());
        let as_of = as_of_words(lang, document.project());
        if !as_of.is_empty() {
            say(ui, as_of);
        }
        // Off the map it is the place last clicked, which stays where it is while the pointer comes here.
        if let Some(point) = session.pointer.or(session.guides.clicked) {
            let place = wgs84_from_map(point);
            let words = format!("{:.5}°E  {:.5}°N", place.lon_deg, place.lat_deg);
            let button = Button::new(RichText::new(words).size(12.0).color(ink)).frame(false);
            if ui.add(button).on_hover_text(Text::ClickedPlace.of(lang)).clicked() {
                asked = Some(Asked::Run(Command::CopyPlace));
            }
        }
        let selected = usize::from(session.selected.is_some());
        if selected > 0 {
            say(ui, selected_words(lang, selected));
        }
        let changes = document.history().in_force_count();
        if changes > 0 {
            say(ui, changes_words(lang, changes));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let masked = if session.are_phones_masked { Text::PhonesMasked } else { Text::PhonesShown };
            let words = format!("{} · {}", Text::AudienceInternal.of(lang), masked.of(lang));
            let button = Button::new(RichText::new(&words).size(12.0).color(ink)).frame(false);
            let response = ui.add(button).on_hover_text(Text::PhoneToggleTip.of(lang));
            if response.clicked() {
                asked = Some(Asked::TogglePhones);
            }
            asked = asked.take().or(job_line_ui(ui, session));
            match document.save_state() {
                SaveState::Saved => {
                    say(ui, format!("✓ {}", Text::Saved.of(lang)));
                }
                SaveState::Saving(waiting) => {
                    say(ui, saving_words(lang, *waiting));
                }
                SaveState::ViewOnly => {
                    say(ui, Text::ViewOnly.of(lang).to_owned());
                }
                SaveState::Failed(waiting, _) => {
                    let words = format!("{} ({waiting}) · {}", Text::SaveFailed.of(lang), Text::Retry.of(lang));
                    let face = RichText::new(words).size(12.0).color(color(session.theme.on_chosen));
                    if ui.add(Button::new(face).fill(color(session.theme.error)).small()).clicked() {
                        asked = Some(Asked::RetrySaving);
                    }
                }
            }
        });
    });
    asked
}
