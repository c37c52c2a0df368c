//! What would happen, on a small card.

use crate::app::wording::{Text, finding_sentence, meters, note_sentence, refusal_sentence};
use crate::app::{Document, Preview};
use crate::edit::Refusal;
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use egui::{Align, Layout, RichText, Ui};

/// Draws the contents of the card. `how` says what makes it happen.
pub(crate) fn preview_card_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    preview: &Result<Preview, Refusal>,
    how: Text,
) {
    let (lang, theme) = (session.lang, &session.theme);
    let naming = Session::naming(document);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.horizontal(|ui| {
        ui.label(strong(Text::PreviewTitle.of(lang), 14.0));
        if preview.is_ok() {
            ui.label(RichText::new(how.of(lang)).size(12.0).color(color(theme.text_weak)));
        }
    });
    let preview = match preview {
        Ok(preview) => preview,
        Err(refusal) => {
            ui.label(RichText::new(refusal_sentence(lang, naming, refusal)).color(color(theme.error)));
            return;
        }
    };
    if preview.is_unchanged {
        ui.label(RichText::new(Text::NothingChanges.of(lang)).color(color(theme.text_weak)));
        return;
    }
    for moved in preview.moves.iter().take(4) {
        let distance = |holder: Option<(_, Option<f64>)>| holder.and_then(|(_, m)| m).map(meters);
        let length = match (distance(moved.before), distance(moved.after)) {
            (Some(before), Some(after)) => format!("{before} → {after}"),
            (None, Some(after)) => after,
            (Some(before), None) => before,
            (None, None) => String::new(),
        };
        let to = moved.after.map(|(member, _)| naming.member(member)).unwrap_or_default();
        line_ui(ui, &format!("{} → {to}", naming.household(moved.household)), &length, None);
    }
    for load in &preview.loads {
        let words = format!("{} {}", naming.member(load.member), Text::Load.of(lang));
        let numbers = format!("{} → {}", load.before, load.after);
        line_ui(ui, &words, &numbers, Some(load.is_fine()));
    }
    for note in preview.notes.iter().take(4) {
        ui.label(RichText::new(note_sentence(lang, naming, note)).size(13.0).color(color(theme.text_weak)));
    }
    for finding in preview.solved.iter().take(3) {
        let words = format!("✓ {}", finding_sentence(lang, naming, finding));
        ui.label(RichText::new(words).size(13.0).color(color(theme.ok)));
    }
    for finding in preview.caused.iter().take(3) {
        let words = format!("⚠ {}", finding_sentence(lang, naming, finding));
        ui.label(RichText::new(words).size(13.0).color(color(theme.warn)));
    }
    if preview.caused.is_empty() {
        ui.label(RichText::new(Text::AllRulesHold.of(lang)).size(13.0).color(color(theme.ok)));
    }
}

fn line_ui(ui: &mut Ui, left: &str, right: &str, is_fine: Option<bool>) {
    ui.horizontal(|ui| {
        ui.add(egui::Label::new(left).truncate());
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(is_fine) = is_fine {
                ui.label(if is_fine { "✓" } else { "⚠" });
            }
            ui.label(right);
        });
    });
}
