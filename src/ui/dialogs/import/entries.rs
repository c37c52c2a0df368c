//! What is new, what changes value by value, and whom the file does not name; each with a tick.

use crate::app::Document;
use crate::app::wording::{Text, field_changes_words, row_words};
use crate::disclose::{masked_note, masked_phone};
use crate::exchange::{
    Absent, Choices, EntryTitle, Field, FieldChange, Import, ImportKind, changes_of_entry, title_of_entry,
};
use crate::ui::dialogs::import::{LINE_PT, lines_ui};
use crate::ui::session::Session;
use crate::ui::style::color;
use egui::{Checkbox, Label, RichText, Ui};
use std::collections::BTreeSet;

/// What the lists show, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct List<'a> {
    pub(super) document: &'a Document,
    pub(super) session: &'a Session,
    pub(super) kind: ImportKind,
    pub(super) import: &'a Import,
}

/// The entries that are new, or that change something; without those about which somebody must decide.
pub(super) fn of(import: &Import, is_new: bool) -> Vec<usize> {
    let matched: BTreeSet<usize> = import.matches.iter().map(|like| like.entry).collect();
    let entries = import.origins.iter().enumerate().filter(|(entry, _)| !matched.contains(entry));
    entries.filter(|(_, origin)| origin.is_new == is_new).map(|(entry, _)| entry).collect()
}

impl List<'_> {
    /// The entries, each with a tick.
    pub(super) fn entries_ui(self, ui: &mut Ui, choices: &mut Choices, is_new: bool) {
        let entries = of(self.import, is_new);
        let taken = entries.iter().filter(|entry| !choices.left_out.contains(entry)).count();
        self.all_ui(ui, taken, entries.len(), |is_taken| {
            for entry in &entries {
                if is_taken {
                    choices.left_out.remove(entry)
                } else {
                    choices.left_out.insert(*entry)
                };
            }
        });
        lines_ui(ui, if is_new { "new" } else { "changed" }, LINE_PT, entries.len(), |ui, at| {
            let Some(&entry) = entries.get(at) else { return };
            let mut is_taken = !choices.left_out.contains(&entry);
            let tick = ui.add(Checkbox::without_text(&mut is_taken));
            let name = title_of_entry(self.document.project(), self.import, entry).code;
            tick.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, is_taken, &name));
            if tick.changed() {
                if is_taken {
                    choices.left_out.remove(&entry)
                } else {
                    choices.left_out.insert(entry)
                };
            }
            self.entry_ui(ui, entry, is_new);
        });
    }

    fn entry_ui(self, ui: &mut Ui, entry: usize, is_new: bool) {
        let theme = &self.session.theme;
        let title = title_of_entry(self.document.project(), self.import, entry);
        if let Some(origin) = self.import.origins.get(entry) {
            let words = row_words(self.session.lang, origin.row);
            let words = RichText::new(words).size(12.0).color(color(theme.text_weak));
            let (size, layout) = (egui::vec2(64.0, LINE_PT), egui::Layout::left_to_right(egui::Align::Center));
            ui.allocate_ui_with_layout(size, layout, |ui| {
                ui.set_min_width(size.x);
                ui.label(words);
            });
        }
        if is_new {
            ui.add(Label::new(title_words(&title)).truncate());
            return;
        }
        ui.label(format!("{} {}", title.code, title.name));
        let words = self.changes_words(entry, false);
        ui.add(Label::new(RichText::new(words).color(color(theme.text_weak))).truncate());
    }

    /// What an entry changes, in a line; phones and remarks as far as they are shown now.
    pub(super) fn changes_words(self, entry: usize, is_same: bool) -> String {
        let (project, plan) = (self.document.project(), self.document.plan());
        let changes = changes_of_entry(project, plan, self.import, entry, is_same);
        let changes: Vec<FieldChange> = changes.into_iter().map(|change| self.as_shown(change)).collect();
        field_changes_words(self.session.lang, self.kind, &changes)
    }

    fn as_shown(self, change: FieldChange) -> FieldChange {
        let mask: fn(&str) -> String = match change.field {
            _ if !self.session.are_phones_masked => return change,
            Some(Field::Phone | Field::DutyPhone) => masked_phone,
            Some(Field::Note) => |note| masked_note(note).to_owned(),
            _ => return change,
        };
        FieldChange { old: mask(&change.old), new: mask(&change.new), ..change }
    }

    /// Whom the file does not name; ticked are those who have gone.
    pub(super) fn absent_ui(self, ui: &mut Ui, choices: &mut Choices) {
        let absent = &self.import.absent;
        let hint = Text::ImportAbsentHint.of(self.session.lang);
        ui.label(RichText::new(hint).size(13.0).color(color(self.session.theme.text_weak)));
        self.all_ui(ui, choices.gone.len(), absent.len(), |is_gone| {
            choices.gone = if is_gone { absent.iter().copied().collect() } else { BTreeSet::new() };
        });
        lines_ui(ui, "absent", LINE_PT, absent.len(), |ui, at| {
            let Some(&absent) = absent.get(at) else { return };
            let mut is_gone = choices.gone.contains(&absent);
            let title = self.title_of(absent);
            if ui.add(Checkbox::new(&mut is_gone, title_words(&title))).changed() {
                if is_gone {
                    choices.gone.insert(absent)
                } else {
                    choices.gone.remove(&absent)
                };
            }
        });
    }

    /// Who somebody on the register is.
    pub(super) fn title_of(self, absent: Absent) -> EntryTitle {
        let project = self.document.project();
        match absent {
            Absent::Household(id) => project.households.at(id).map(|row| EntryTitle {
                code: row.code.clone(),
                name: row.head.clone(),
                address: row.address.text.clone(),
            }),
            Absent::Member(id) => project.members.at(id).map(|row| EntryTitle {
                code: row.code.clone(),
                name: row.name.clone(),
                address: String::new(),
            }),
        }
        .unwrap_or_default()
    }

    /// One tick for all, and how many are taken.
    fn all_ui(self, ui: &mut Ui, taken: usize, all: usize, set: impl FnOnce(bool)) {
        let mut are_all = taken == all;
        let words = format!("{}  {taken} / {all}", Text::ImportTakeAll.of(self.session.lang));
        let check = Checkbox::new(&mut are_all, words).indeterminate(taken > 0 && taken < all);
        if ui.add(check).changed() {
            set(taken < all);
        }
    }
}

/// Code, name and address.
pub(super) fn title_words(title: &EntryTitle) -> String {
    [title.code.as_str(), title.name.as_str(), title.address.as_str()].join("  ").trim_end().to_owned()
}
