//! Which column of a file is which, with samples; whoever knows better says so.

use crate::app::wording::{Text, field_words, samples_words};
use crate::disclose::{masked_note, masked_phone};
use crate::exchange::{ColumnUse, Field, JOIN, fields_of};
use crate::ui::dialogs::import::entries::List;
use crate::ui::dialogs::import::{LINE_PT, lines_ui};
use crate::ui::style::color;
use crate::ui::widgets::call;
use egui::{Align, ComboBox, Label, Layout, RichText, Ui};

/// A line with a field to choose.
const COLUMN_PT: f32 = LINE_PT + 4.0;
const HEADER_PT: f32 = 170.0;
const FIELD_PT: f32 = 170.0;

impl List<'_> {
    /// The columns; answers with another mapping by hand once somebody has chosen one.
    pub(super) fn columns_ui(self, ui: &mut Ui, map: &[(String, String)]) -> Option<Vec<(String, String)>> {
        let columns = &self.import.columns;
        let mut chosen = None;
        lines_ui(ui, "columns", COLUMN_PT, columns.len(), |ui, at| {
            let Some(column) = columns.get(at) else { return };
            match self.column_ui(ui, at, column) {
                Chosen::Nothing => {}
                Chosen::Field(field) => chosen = Some((column, field.map_or("", Field::key))),
                Chosen::Joins(joins) => chosen = Some((column, if joins { JOIN } else { "" })),
            }
        });
        let (column, key) = chosen?;
        Some(mapped(map, &column.header, key))
    }

    /// One column; answers with what somebody chooses it to be.
    fn column_ui(self, ui: &mut Ui, at: usize, column: &ColumnUse) -> Chosen {
        let (lang, theme) = (self.session.lang, &self.session.theme);
        let label = |ui: &mut Ui, width: f32, words: RichText| {
            ui.allocate_ui_with_layout(egui::vec2(width, COLUMN_PT), Layout::left_to_right(Align::Center), |ui| {
                ui.set_width(width);
                ui.add(Label::new(words).truncate());
            });
        };
        label(ui, HEADER_PT, RichText::new(&column.header));
        if let Some(mut joins) = column.joins {
            let tick = ui.checkbox(&mut joins, Text::ImportColumnJoins.of(lang));
            tick.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, joins, &column.header));
            return if tick.changed() { Chosen::Joins(joins) } else { Chosen::Nothing };
        }
        if column.is_forbidden {
            ui.label(RichText::new(Text::ImportColumnNever.of(lang)).color(color(theme.text_weak)));
            return Chosen::Nothing;
        }
        let words = |field: Option<Field>| {
            field.map_or_else(|| Text::ImportColumnOut.of(lang).to_owned(), |field| field_words(lang, self.kind, field))
        };
        let mut field = column.field;
        let combo = ComboBox::from_id_salt(("column", at)).selected_text(words(field)).width(FIELD_PT - 10.0);
        let choice = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut field, None, words(None));
            for known in fields_of(self.kind) {
                ui.selectable_value(&mut field, Some(known), words(Some(known)));
            }
        });
        call(&choice.response, egui::Role::ComboBox, &column.header);
        ui.add_space(8.0);
        let samples = samples_words(lang, &self.samples(column));
        ui.add(Label::new(RichText::new(samples).size(13.0).color(color(theme.text_weak))).truncate());
        if field == column.field { Chosen::Nothing } else { Chosen::Field(field) }
    }

    /// A few values of a column; whatever is no name or number by its field is masked like phones are.
    fn samples(self, column: &ColumnUse) -> Vec<String> {
        if !self.session.are_phones_masked {
            return column.samples.clone();
        }
        let mask: fn(&String) -> String = match column.field {
            Some(Field::Phone | Field::DutyPhone) => |text| masked_phone(text),
            Some(Field::Note) => |text| masked_note(text).to_owned(),
            // Nobody knows what a column holds that means nothing here.
            None => |text| {
                if text.chars().filter(char::is_ascii_digit).count() > 6 { masked_phone(text) } else { text.clone() }
            },
            _ => String::clone,
        };
        column.samples.iter().map(mask).collect()
    }
}

/// What somebody says of a column.
enum Chosen {
    /// Nothing new.
    Nothing,
    /// It is this field, or none.
    Field(Option<Field>),
    /// Whether the rows of a household are put together by its ID numbers.
    Joins(bool),
}

/// The mapping by hand with one more choice. A field has one column: another that was mapped to it by hand is left out.
fn mapped(map: &[(String, String)], header: &str, key: &str) -> Vec<(String, String)> {
    let mut mapped: Vec<(String, String)> = map.iter().filter(|(there, _)| there != header).cloned().collect();
    for (_, other) in mapped.iter_mut().filter(|(_, other)| !key.is_empty() && other == key) {
        other.clear();
    }
    mapped.push((header.to_owned(), key.to_owned()));
    mapped
}

#[cfg(test)]
mod tests {
    use crate::ui::dialogs::import::columns::mapped;

    #[test]
    fn a_field_has_one_column() {
        let pair = |header: &str, key: &str| (header.to_owned(), key.to_owned());
        let first = mapped(&[], "甲", "head");
        assert_eq!(first, [pair("甲", "head")]);
        let second = mapped(&first, "乙", "head");
        assert_eq!(second, [pair("甲", ""), pair("乙", "head")], "the other one is left out");
        assert_eq!(mapped(&second, "乙", ""), [pair("甲", ""), pair("乙", "")], "and now both");
    }
}
