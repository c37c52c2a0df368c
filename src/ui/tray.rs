//! The tray: households that nobody has placed, where they probably are, and how to place them.

use crate::app::wording::{Text, located_words, take_all_words};
use crate::app::{Command, Document};
use crate::edit::Edit;
use crate::index::{Location, Locator};
use crate::model::{Household, HouseholdId, HouseholdStatus, Target};
use crate::ui::asked::Asked;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{ROW_PT, color};
use crate::ui::tab::Tab;
use crate::ui::widgets::{call, row_ui};
use egui::{Align, Button, Layout, Rect, RichText, ScrollArea, Ui};
use std::sync::Arc;

/// What the buttons at the end of a line need.
const BUTTONS_PT: f32 = 176.0;
/// The share of a line that says who it is.
const NAME_SHARE: f32 = 0.42;

/// Who waits to be placed, kept until the document changes.
#[derive(Debug, Default)]
pub(crate) struct Tray {
    rows: Option<(u64, Arc<[Waiting]>)>,
    count: Option<(u64, usize)>,
}

/// A household that nobody has placed, and where it probably is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waiting {
    /// Who.
    pub(crate) household: HouseholdId,
    /// Where, if neighbors bear it out.
    pub(crate) location: Option<Location>,
}

fn is_waiting(row: &Household) -> bool {
    row.at.is_none() && row.status != HouseholdStatus::MovedOut
}

impl Tray {
    /// How many there are. Where they probably are is found only when somebody looks.
    pub(crate) fn count(&mut self, document: &Document) -> usize {
        let revision = document.revision();
        match self.count {
            Some((at, count)) if at == revision => count,
            _ => {
                // Those who moved out are counted there, too; without them nobody may be left.
                let is_any = document.tally().unplaced > 0;
                let rows = document.project().households.rows().filter(|row| is_any && is_waiting(row));
                let count = rows.count();
                self.count = Some((revision, count));
                count
            }
        }
    }

    /// All of them, in the order of the register.
    pub(crate) fn rows(&mut self, document: &Document) -> Arc<[Waiting]> {
        let revision = document.revision();
        match &self.rows {
            Some((at, rows)) if *at == revision => Arc::clone(rows),
            _ => {
                let locator = Locator::of(document.project());
                let there = document.project().households.iter();
                let waiting = there.filter(|(_, row)| is_waiting(row));
                let rows: Arc<[Waiting]> =
                    waiting.map(|(household, row)| Waiting { household, location: locator.locate(row) }).collect();
                self.rows = Some((revision, Arc::clone(&rows)));
                rows
            }
        }
    }
}

/// The one to be placed after this one, while somebody goes through the tray.
pub(crate) fn next_to_place(document: &Document, session: &mut Session, placed: HouseholdId) -> Option<HouseholdId> {
    if session.tab != Tab::Tray {
        return None;
    }
    let rows = session.tray.rows(document);
    let after = rows.iter().find(|row| row.household > placed);
    after.or_else(|| rows.iter().find(|row| row.household != placed)).map(|row| row.household)
}

/// Draws the tray.
pub(crate) fn tray_ui(ui: &mut Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    let rows = session.tray.rows(document);
    let (lang, can_edit) = (session.lang, document.check_writable().is_ok());
    let mut asked = None;
    let located: Vec<Edit> = rows
        .iter()
        .filter_map(|row| Some(Edit::MoveHousehold { household: row.household, at: row.location?.at }))
        .collect();
    ui.horizontal(|ui| {
        ui.label(RichText::new(Text::TrayHint.of(lang)).size(13.0).color(color(session.theme.text_weak)));
        let mut button = |words: String, hint: Option<Text>| {
            let response = ui.add_enabled(can_edit, Button::new(RichText::new(words).size(13.0)).small());
            hint.map_or(response.clone(), |hint| response.on_hover_text(hint.of(lang))).clicked()
        };
        if !located.is_empty() && button(take_all_words(lang, located.len()), None) {
            asked = Some(Asked::Do(Box::new(Edit::Together(located))));
        }
        if !rows.is_empty() && button(Text::TrayList.of(lang).to_owned(), Some(Text::TrayListHint)) {
            asked = Some(Asked::Run(Command::Import));
        }
    });
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW_PT, rows.len(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in rows.iter().skip(range.start).take(range.len()) {
            asked = asked.take().or(waiting_ui(ui, document, session, *row, can_edit));
        }
    });
    asked
}

fn waiting_ui(ui: &mut Ui, document: &Document, session: &mut Session, row: Waiting, can_edit: bool) -> Option<Asked> {
    let lang = session.lang;
    let code = document.project().households.at(row.household).map_or("", |row| row.code.as_str());
    let name = format!("{code}  {}", Session::naming(document).household(row.household));
    let words = row.location.map_or_else(|| Text::TrayNoGuess.of(lang).to_owned(), |found| located_words(lang, found));
    let is_chosen = session.placing == Some(Target::Household(row.household));
    let (rect, response) = row_ui(ui, &session.theme, ROW_PT, &format!("{name} · {words}"), is_chosen);
    let text = |ui: &Ui, from: f32, to: f32, words: &str, ink| {
        let room = Rect::from_x_y_ranges(from..=to, rect.y_range());
        crate::ui::bottom_panel::short_text(ui, room, words, 14.0, color(ink));
    };
    let (left, right) = (rect.left() + 8.0, rect.right() - BUTTONS_PT);
    let middle = left + (right - left) * NAME_SHARE;
    text(ui, left, middle - 8.0, &name, session.theme.text);
    text(ui, middle, right - 8.0, &words, session.theme.text_weak);
    let place = Rect::from_x_y_ranges(right..=rect.right() - 8.0, rect.y_range());
    let layout = Layout::right_to_left(Align::Center);
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout));
    let mut button = |text: Text, is_enabled: bool| {
        let response = inner.add_enabled(is_enabled, Button::new(RichText::new(text.of(lang)).size(13.0)).small());
        call(&response, egui::Role::Button, &format!("{} {code}", text.of(lang)));
        response.clicked()
    };
    let is_pointed = button(Text::TrayPoint, can_edit);
    let is_taken = button(Text::TrayTake, can_edit && row.location.is_some());
    if is_pointed {
        session.placing = Some(Target::Household(row.household));
        return Some(Asked::Select(Some(Selected::Household(row.household))));
    }
    if let Some(location) = row.location.filter(|_| is_taken) {
        let edit = Edit::MoveHousehold { household: row.household, at: location.at };
        return Some(Asked::Do(Box::new(edit)));
    }
    response.clicked().then_some(Asked::Select(Some(Selected::Household(row.household))))
}
