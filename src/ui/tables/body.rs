//! A table on the screen: rows in sight only, the pointer, the keys.

use crate::app::wording::{cell_words, sort_words};
use crate::app::{Base, Document};
use crate::scene::Theme;
use crate::ui::asked::Asked;
use crate::ui::bottom_panel::show_finding;
use crate::ui::session::Session;
use crate::ui::style::{bold, color};
use crate::ui::tables::cell_edit::{begin, editor_ui};
use crate::ui::tables::head::head_ui;
use crate::ui::tables::state::TableState;
use crate::ui::tables::{Cell, Column, Field, Look, Row, Sheet, Tone, clipboard};
use crate::ui::widgets::call;
use egui::{Align, Event, FontId, Key, Modifiers, Response, ScrollArea, Sense, Stroke, Ui, Vec2};
use egui_extras::{TableBuilder, TableRow};

/// Height of a row.
const ROW_PT: f32 = 25.0;
/// Height of the headings.
const HEAD_PT: f32 = 26.0;
/// A heading makes its column so wide and no wider.
const HEADING_PT: f32 = 124.0;
/// In so many rows it is looked whether a column holds numbers.
const SAMPLE: usize = 12;
/// Room beside the text of a cell.
const MARGIN_PT: f32 = 6.0;

/// What happened in the table in this frame.
#[derive(Debug, Default)]
pub(crate) struct Happened {
    pub(crate) asked: Option<Asked>,
    clicked: Option<(Row, Field, Modifiers)>,
    begins: Option<(Row, Field)>,
    sorts: Option<Field>,
}

/// Draws a table with its filter.
pub(crate) fn table_ui(ui: &mut Ui, document: &Document, session: &mut Session, sheet: Sheet) -> Option<Asked> {
    let mut state = session.tables.sheets.remove(&sheet).unwrap_or_default();
    let look = session.look(document, sheet);
    let base = Base::of(document, session.compare);
    let is_building = state.build(sheet, &look, base, &session.filter);
    if is_building {
        ui.ctx().request_repaint();
    }
    head_ui(ui, document, session, (sheet, &look), &mut state, is_building);
    let area = ui.available_rect_before_wrap();
    notice_keyboard(ui, session, area);
    if session.tables.has_keys && state.editing.is_none() && !ui.ctx().text_edit_focused() && session.dialog.is_none() {
        keys(ui, session, sheet, &look, &mut state);
    }
    follow_selection(session, &look, &mut state);
    let mut happened = Happened::default();
    ui.spacing_mut().item_spacing = Vec2::new(6.0, 0.0);
    let width_pt: f32 = sheet.columns().iter().map(|column| column.width_pt + ui.spacing().item_spacing.x).sum();
    ui.push_id(("table", sheet), |ui| {
        ScrollArea::horizontal().id_salt("sideways").auto_shrink(false).show(ui, |ui| {
            ui.set_min_width(width_pt.max(area.width()));
            rows_ui(ui, session, (sheet, &look), &mut state, &mut happened);
        });
    });
    let Happened { mut asked, clicked, begins, sorts } = happened;
    if let Some(field) = sorts {
        // Once up, once down, then as the register has them.
        state.sort = match state.sort {
            Some((sorted, false)) if sorted == field => Some((field, true)),
            Some((sorted, true)) if sorted == field => None,
            _ => Some((field, false)),
        };
    }
    if let Some((row, field, modifiers)) = clicked {
        asked = asked.or(click(session, &look, &mut state, (row, field), modifiers));
    }
    if let Some((row, field)) = begins.or(state.f2.take()) {
        asked = asked.or(begin(session, &look, &mut state, (row, field)));
    }
    session.tables.sheets.insert(sheet, state);
    asked
}

fn rows_ui(
    ui: &mut Ui,
    session: &Session,
    (sheet, look): (Sheet, &Look<'_>),
    state: &mut TableState,
    happened: &mut Happened,
) {
    let columns = sheet.columns();
    let theme = session.theme.clone();
    let ctx = ui.ctx().clone();
    let mut table = TableBuilder::new(ui)
        // Each language has widths of its own.
        .id_salt((sheet.columns().len(), session.lang.key()))
        .striped(false)
        .resizable(true)
        .sense(Sense::click())
        .auto_shrink(false)
        // The panel says how high it is, not the table.
        .min_scrolled_height(0.0)
        .animate_scrolling(false)
        .cell_layout(egui::Layout::left_to_right(Align::Center));
    for (place, column) in columns.iter().enumerate() {
        let is_last = place + 1 == columns.len();
        let width_pt = column.width_pt.max(heading_pt(&ctx, session, *column).min(HEADING_PT));
        let made = if is_last { egui_extras::Column::remainder() } else { egui_extras::Column::initial(width_pt) };
        table = table.column(made.at_least(36.0).clip(true));
    }
    let wanted = state.wants.take().and_then(|row| state.rows.iter().position(|there| *there == row));
    if let Some(place) = wanted {
        table = table.scroll_to_row(place, Some(Align::Center));
    }
    let rows = std::sync::Arc::clone(&state.rows);
    table
        .header(HEAD_PT, |mut line| {
            for column in columns {
                let mut is_clicked = false;
                // Over numbers it stands on the right, as they do.
                let is_right = rows.iter().take(SAMPLE).any(|&row| stands_right(&look.cell(row, column.field)));
                line.col(|ui| is_clicked = heading_ui(ui, session, state, *column, is_right));
                if is_clicked {
                    happened.sorts = Some(column.field);
                }
            }
        })
        .body(|body| {
            body.rows(ROW_PT, rows.len(), |mut line| {
                let Some(&row) = rows.get(line.index()) else { return };
                line.set_selected(is_chosen(session, look, row));
                for column in columns {
                    let response = cell_ui(&mut line, session, (look, &theme), state, (row, column), happened);
                    notice_pointer(&response, (row, column), happened);
                }
            });
        });
}

/// How wide a heading is in the language of the window, with the sign of its order.
fn heading_pt(ctx: &egui::Context, session: &Session, column: Column) -> f32 {
    let (name, font) = (column.face.of(session.lang).to_owned(), FontId::new(13.0, bold()));
    ctx.fonts_mut(|fonts| fonts.layout_no_wrap(name, font, egui::Color32::PLACEHOLDER)).size().x + 2.0 * MARGIN_PT + 1.0
}

fn heading_ui(ui: &Ui, session: &Session, state: &TableState, column: Column, is_right: bool) -> bool {
    let lang = session.lang;
    let rect = ui.max_rect();
    let id = ui.scope_id().with(("heading", column.field));
    let response = ui.interact(rect, id, Sense::click());
    let name = column.face.of(lang);
    call(&response, egui::Role::Button, &sort_words(lang, name));
    let ink = if response.hovered() { session.theme.text } else { session.theme.text_weak };
    let painter = ui.painter();
    let mut job = egui::text::LayoutJob::simple_singleline(name.to_owned(), FontId::new(13.0, bold()), color(ink));
    let is_sorted = state.sort.is_some_and(|(field, _)| field == column.field);
    let arrow_pt = if is_sorted { 14.0 } else { 0.0 };
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 2.0 * MARGIN_PT - arrow_pt);
    let galley = painter.layout_job(job);
    let left = if is_right { rect.right() - MARGIN_PT - arrow_pt - galley.size().x } else { rect.left() + MARGIN_PT };
    let at = egui::pos2(left, rect.center().y - galley.size().y / 2.0);
    let drawn = egui::Rect::from_min_size(at, galley.size());
    let is_cut = galley.elided;
    painter.galley(at, galley, color(ink));
    if let Some((_, is_down)) = state.sort.filter(|(field, _)| *field == column.field) {
        let at = egui::pos2(drawn.right() + 8.0, rect.center().y);
        let up = if is_down { -1.0 } else { 1.0 };
        let points = [Vec2::new(-3.5, 1.8 * up), Vec2::new(0.0, -2.2 * up), Vec2::new(3.5, 1.8 * up)];
        let stroke = Stroke::new(1.6, color(session.theme.accent));
        painter.add(egui::Shape::line(points.map(|point| at + point).to_vec(), stroke));
    }
    painter.hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, color(session.theme.panel_edge)));
    let response = if is_cut { response.on_hover_text(name) } else { response };
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn cell_ui(
    line: &mut TableRow<'_, '_>,
    session: &Session,
    (look, theme): (&Look<'_>, &Theme),
    state: &mut TableState,
    (row, column): (Row, &Column),
    happened: &mut Happened,
) -> Response {
    let is_edited = state.editing.as_ref().is_some_and(|editing| (editing.row, editing.field) == (row, column.field));
    if is_edited {
        let (_, response) = line.col(|ui| {
            happened.asked = happened.asked.take().or(editor_ui(ui, session, look, &mut state.editing));
        });
        return response;
    }
    let cell = look.cell(row, column.field);
    let is_active = state.active == Some((row, column.field));
    let (_, response) = line.col(|ui| paint(ui, theme, &cell, is_active));
    let name = look.cell(row, first_field(row)).text;
    call(&response, egui::Role::Button, &cell_words(look.lang, &name, column.face.of(look.lang), &cell.text));
    response
}

/// The cell by which a row is called.
fn first_field(row: Row) -> Field {
    match row {
        Row::Member(_) => Field::MemberCode,
        Row::Finding(_) => Field::Sentence,
        Row::Household(_) | Row::Link(..) | Row::Change(_) => Field::Code,
    }
}

fn paint(ui: &Ui, theme: &Theme, cell: &Cell, is_active: bool) {
    let rect = ui.max_rect();
    let ink = match cell.tone {
        Tone::Plain => theme.text,
        Tone::Weak => theme.text_weak,
        Tone::Warn => theme.warn,
        Tone::Error => theme.error,
    };
    let inner = rect.shrink2(Vec2::new(MARGIN_PT, 0.0));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let font = FontId::proportional(13.0);
    // What does not fit ends in dots; the whole is in the tool tip of the cell.
    let mut job = egui::text::LayoutJob::simple_singleline(cell.text.clone(), font, color(ink));
    job.wrap = egui::text::TextWrapping::truncate_at_width(inner.width());
    let galley = painter.layout_job(job);
    let x = if stands_right(cell) { inner.right() - galley.size().x } else { inner.left() };
    painter.galley(egui::pos2(x, rect.center().y - galley.size().y / 2.0), galley, color(ink));
    if is_active {
        let stroke = Stroke::new(1.5, color(theme.load));
        painter.rect_stroke(rect.shrink(0.5), 2.0, stroke, egui::StrokeKind::Inside);
    }
}

/// Numbers do; words that are sorted by a number do not.
fn stands_right(cell: &Cell) -> bool {
    cell.number.is_some() && cell.text.chars().next().is_none_or(|letter| !letter.is_alphabetic())
}

fn notice_pointer(response: &Response, (row, column): (Row, &Column), happened: &mut Happened) {
    if response.double_clicked() && column.is_editable {
        happened.begins = Some((row, column.field));
    } else if response.clicked() {
        let modifiers = response.ctx.input(|input| input.modifiers);
        happened.clicked = Some((row, column.field, modifiers));
    }
}

fn is_chosen(session: &Session, look: &Look<'_>, row: Row) -> bool {
    if let Some(household) = look.household_of(row)
        && session.picked.contains(household)
    {
        return true;
    }
    session.selected.is_some() && look.target_of(row) == session.selected
}

/// A plain click shows the row on the map; with Ctrl it is picked as well, with Shift all from the last one to it.
fn click(
    session: &mut Session,
    look: &Look<'_>,
    state: &mut TableState,
    (row, field): (Row, Field),
    modifiers: Modifiers,
) -> Option<Asked> {
    state.active = Some((row, field));
    let household = look.household_of(row);
    if let Some(household) = household.filter(|_| modifiers.shift || modifiers.command) {
        if session.picked.is_empty()
            && let Some(first) = session.household()
        {
            session.picked.add([first]);
        }
        let anchor = state.anchor.filter(|_| modifiers.shift);
        if let Some(anchor) = anchor {
            let place = |row: Row| state.rows.iter().position(|there| *there == row);
            let ends = (place(anchor)?, place(row)?);
            let (first, last) = (ends.0.min(ends.1), ends.0.max(ends.1));
            let range = state.rows.get(first..=last).unwrap_or_default();
            session.picked.add(range.iter().filter_map(|&row| look.household_of(row)));
        } else {
            session.picked.toggle(household);
            state.anchor = Some(row);
        }
        return None;
    }
    state.anchor = Some(row);
    session.picked.clear();
    let Some(target) = look.target_of(row) else {
        let Row::Finding(place) = row else { return None };
        return show_finding(look.findings.get(place)?);
    };
    state.followed = Some(target);
    Some(Asked::Show(target))
}

/// What is selected on the map comes into view here.
fn follow_selection(session: &Session, look: &Look<'_>, state: &mut TableState) {
    if state.followed == session.selected {
        return;
    }
    state.followed = session.selected;
    if let Some(selected) = session.selected {
        let found = state.rows.iter().find(|row| look.target_of(**row) == Some(selected));
        if let Some(&row) = found {
            state.wants = Some(row);
            state.anchor = Some(row);
        }
    }
}

/// A click in the table gives it the keys, one elsewhere takes them.
fn notice_keyboard(ui: &Ui, session: &mut Session, area: egui::Rect) {
    let pressed_at = ui.input(|input| input.pointer.any_pressed().then(|| input.pointer.interact_pos()).flatten());
    if let Some(at) = pressed_at {
        session.tables.has_keys = area.contains(at);
    }
}

/// Arrows move from row to row, F2 changes the cell, Ctrl C copies, Ctrl V pastes members.
fn keys(ui: &Ui, session: &mut Session, sheet: Sheet, look: &Look<'_>, state: &mut TableState) {
    let take = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let step = isize::from(take(Key::ArrowDown)) - isize::from(take(Key::ArrowUp));
    if let (true, Some((row, field))) = (step != 0, state.active) {
        let place = state.rows.iter().position(|there| *there == row).unwrap_or(0);
        if let Some(&next) = place.checked_add_signed(step).and_then(|next| state.rows.get(next)) {
            state.active = Some((next, field));
            state.anchor = Some(next);
            state.wants = Some(next);
            session.picked.clear();
            let target = look.target_of(next);
            session.selected = target.or(session.selected);
            state.followed = session.selected;
        }
    }
    if take(Key::F2)
        && let Some((row, field)) = state.active
        && sheet.columns().iter().any(|column| column.field == field && column.is_editable)
    {
        state.f2 = Some((row, field));
    }
    let events = ui.input_mut(|input| {
        let (ours, others): (Vec<Event>, Vec<Event>) = std::mem::take(&mut input.events)
            .into_iter()
            .partition(|event| matches!(event, Event::Copy | Event::Paste(_)));
        input.events = others;
        ours
    });
    for event in events {
        match event {
            Event::Copy => clipboard::copy(ui.ctx(), session, sheet, look, state),
            Event::Paste(text) if sheet == Sheet::Households => clipboard::paste(session, look, state, &text),
            _ => {}
        }
    }
}
