//! Rows that resemble somebody whom the file does not name, and members whose home is not clear: the program proposes,
//! somebody decides.

use crate::app::wording::{Lang, Text, resembled_words, row_words};
use crate::exchange::{Absent, Choices, HomeChoice, Match, Merged, Verdict, title_of_entry};
use crate::ui::dialogs::import::entries::{List, title_words};
use crate::ui::dialogs::import::lines_ui;
use crate::ui::style::color;
use crate::ui::widgets::call;
use egui::{Align, ComboBox, Label, Layout, RichText, TextStyle, TextWrapMode, Ui, WidgetText};

/// Two lines: the row, and whom it resembles.
const PAIR_PT: f32 = 50.0;
/// What the choice at the end of a line needs.
const HOME_PT: f32 = 252.0;
/// What can be said about a row that resembles somebody.
const VERDICTS: [(Verdict, Text); 3] =
    [(Verdict::Same, Text::ImportSame), (Verdict::New, Text::ImportOther), (Verdict::Open, Text::ImportLater)];

impl List<'_> {
    /// The rows, each with what may be said about it.
    pub(super) fn decide_ui(self, ui: &mut Ui, choices: &mut Choices) {
        let (lang, theme) = (self.session.lang, &self.session.theme);
        let (matches, homes) = (&self.import.matches, &self.import.homes);
        let hint = RichText::new(Text::ImportDecideHint.of(lang)).size(13.0).color(color(theme.text_weak));
        ui.label(hint);
        if matches.len() > 1 {
            let all = ui.horizontal(|ui| {
                let is_same = ui.button(Text::ImportAllSame.of(lang)).clicked();
                let is_new = ui.button(Text::ImportAllNew.of(lang)).clicked();
                is_same.then_some(Verdict::Same).or(is_new.then_some(Verdict::New))
            });
            if let Some(verdict) = all.inner {
                choices.verdicts = matches.iter().map(|like| (like.entry, verdict)).collect();
            }
        }
        lines_ui(ui, "decide", PAIR_PT, matches.len() + homes.len(), |ui, at| match matches.get(at) {
            Some(like) => self.match_ui(ui, choices, like),
            None => {
                if let Some(home) = homes.get(at - matches.len()) {
                    self.home_ui(ui, choices, home);
                }
            }
        });
    }

    fn match_ui(self, ui: &mut Ui, choices: &mut Choices, like: &Match) {
        let (lang, theme) = (self.session.lang, &self.session.theme);
        let resembled = match &like.merged {
            Merged::Household(id, _) => Absent::Household(*id),
            Merged::Member(id, _) => Absent::Member(*id),
        };
        let width = (ui.available_width() - verdicts_pt(ui, lang)).max(120.0);
        ui.allocate_ui_with_layout(egui::vec2(width, PAIR_PT), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            let row = self.import.origins.get(like.entry).map_or(0, |origin| origin.row);
            let title = title_of_entry(self.document.project(), self.import, like.entry);
            ui.add(Label::new(format!("{}  {}", row_words(lang, row), title_words(&title))).truncate());
            let there = title_words(&self.title_of(resembled));
            let words = RichText::new(resembled_words(lang, &there, like.why)).size(13.0).color(color(theme.text_weak));
            let changes = self.changes_words(like.entry, true);
            ui.add(Label::new(words).truncate()).on_hover_text(changes);
        });
        let mut verdict = choices.verdict(like.entry);
        for (one, text) in VERDICTS {
            ui.selectable_value(&mut verdict, one, text.of(lang));
        }
        choices.verdicts.insert(like.entry, verdict);
    }

    fn home_ui(self, ui: &mut Ui, choices: &mut Choices, home: &HomeChoice) {
        let lang = self.session.lang;
        let title = title_of_entry(self.document.project(), self.import, home.entry);
        let width = (ui.available_width() - HOME_PT).max(120.0);
        ui.allocate_ui_with_layout(egui::vec2(width, PAIR_PT), Layout::left_to_right(Align::Center), |ui| {
            ui.set_width(width);
            ui.add(Label::new(format!("{}  {}", title_words(&title), Text::ImportHome.of(lang))).truncate());
        });
        let mut chosen = choices.homes.get(&home.entry).copied();
        let words = |id| title_words(&self.title_of(Absent::Household(id)));
        let nothing = Text::ImportHomeUnknown.of(lang);
        let shown = chosen.map_or_else(|| nothing.to_owned(), words);
        let combo = ComboBox::from_id_salt(("home", home.entry)).selected_text(shown).width(240.0).truncate();
        let choice = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut chosen, None, nothing);
            for &candidate in &home.candidates {
                ui.selectable_value(&mut chosen, Some(candidate), words(candidate));
            }
        });
        call(&choice.response, egui::Role::ComboBox, &title.name);
        match chosen {
            Some(chosen) => choices.homes.insert(home.entry, chosen),
            None => choices.homes.remove(&home.entry),
        };
    }
}

/// How wide the buttons of a line are, so that they end where it ends.
fn verdicts_pt(ui: &Ui, lang: Lang) -> f32 {
    let spacing = ui.spacing();
    let button = |(_, text): (Verdict, Text)| {
        let words = WidgetText::from(text.of(lang));
        let words = words.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Button);
        words.size().x + 2.0 * spacing.button_padding.x + spacing.item_spacing.x
    };
    VERDICTS.into_iter().map(button).sum()
}
