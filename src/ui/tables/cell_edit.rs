//! Changing what a cell reads: typing, choosing, switching. What is refused says why, in place.

use crate::app::wording::{Text, document_error, refusal_sentence, status_text};
use crate::edit::{Edit, Refusal, Then};
use crate::model::{HouseholdStatus, LinkKind};
use crate::ui::asked::Asked;
use crate::ui::session::Session;
use crate::ui::style::color;
use crate::ui::tables::state::{Editing, TableState};
use crate::ui::tables::{Field, Look, Row};
use crate::ui::widgets::{call, category_boxes_ui};
use egui::{Area, Frame, Key, Order, RichText, TextEdit, Ui};

/// Begins to change a cell. What can only be one of two is changed at once.
pub(crate) fn begin(
    session: &mut Session,
    look: &Look<'_>,
    state: &mut TableState,
    (row, field): (Row, Field),
) -> Option<Asked> {
    let lang = look.lang;
    if let Err(err) = look.document.check_writable() {
        session.complain(document_error(lang, Session::naming(look.document), &err));
        return None;
    }
    match (field, row) {
        (Field::Eligible, _) => {
            return look.edit_of(row, field, "").ok().flatten().map(|edit| Asked::Do(Box::new(edit)));
        }
        (Field::Locked, Row::Link(household, member, kind)) => {
            let plan = look.document.project().plans.at(look.document.plan())?;
            let locked = !plan.link(household, member, kind)?.locked;
            return Some(Asked::Do(Box::new(Edit::Lock { households: vec![household], locked })));
        }
        (Field::Responsible, Row::Link(_, _, LinkKind::Backup)) => return None,
        (Field::Phone | Field::DutyPhone, _) if look.is_masked => {
            // Nobody types over a number that cannot be seen.
            session.complain(Text::PhoneShowFirst.of(lang));
            return None;
        }
        _ => {}
    }
    let cell = look.cell(row, field);
    if field == Field::Note && look.is_masked && !cell.text.is_empty() {
        // The same holds for what was noted.
        session.complain(Text::PhoneShowFirst.of(lang));
        return None;
    }
    // Why there is nobody is not what stands in the cell.
    let is_reason = field == Field::Responsible && cell.tone == crate::ui::tables::Tone::Error;
    let text = if is_reason { String::new() } else { cell.text };
    state.active = Some((row, field));
    state.editing = Some(Editing { row, field, text, error: None, is_fresh: true });
    None
}

/// Draws what is being typed or chosen.
pub(crate) fn editor_ui(
    ui: &mut Ui,
    session: &Session,
    look: &Look<'_>,
    editing: &mut Option<Editing>,
) -> Option<Asked> {
    let field = editing.as_ref()?.field;
    match field {
        Field::Status | Field::Categories => choice_ui(ui, session, look, editing),
        _ => text_ui(ui, session, look, editing),
    }
}

fn text_ui(ui: &mut Ui, session: &Session, look: &Look<'_>, editing: &mut Option<Editing>) -> Option<Asked> {
    let now = editing.as_mut()?;
    let field = TextEdit::singleline(&mut now.text)
        .desired_width(f32::INFINITY)
        .margin(egui::Margin::symmetric(5, 2))
        .font(egui::FontId::proportional(13.0));
    let output = field.show(ui);
    let response = output.response.response;
    call(&response, egui::Role::TextInput, Text::CellEditor.of(look.lang));
    if now.is_fresh {
        response.request_focus();
        let end = egui::text::CCursor::new(now.text.chars().count());
        let mut typed = output.state;
        let all = egui::text::CCursorRange::two(egui::text::CCursor::new(0), end);
        typed.cursor.set_char_range(Some(all));
        typed.store(ui.ctx(), response.id);
        now.is_fresh = false;
    }
    if response.changed() {
        now.error = None;
    }
    if let Some(words) = &now.error {
        error_ui(ui, session, &response, words);
    }
    if !response.lost_focus() {
        return None;
    }
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        *editing = None;
        return None;
    }
    let was_entered = ui.input(|input| input.key_pressed(Key::Enter));
    match commit(look, now) {
        Ok(asked) => {
            *editing = None;
            asked
        }
        Err(words) => {
            now.error = Some(words);
            // Enter stays in the field; a click elsewhere leaves it with the reason beside it.
            now.is_fresh = was_entered;
            None
        }
    }
}

/// The wish, if there is one; checked before it is asked for, so that a refusal is read where it was typed.
fn commit(look: &Look<'_>, editing: &Editing) -> Result<Option<Asked>, String> {
    let Some(edit) = look.edit_of(editing.row, editing.field, &editing.text)? else { return Ok(None) };
    match look.document.plan_edit(&edit) {
        // A dialog asks who comes then.
        Ok(_) | Err(Refusal::WouldUncover(_)) => Ok(Some(Asked::Do(Box::new(edit)))),
        Err(refusal) => Err(refusal_sentence(look.lang, Session::naming(look.document), &refusal)),
    }
}

fn error_ui(ui: &Ui, session: &Session, response: &egui::Response, words: &str) {
    let theme = &session.theme;
    let id = response.id.with("error");
    Area::new(id).order(Order::Foreground).fixed_pos(response.rect.left_bottom() + egui::vec2(0.0, 2.0)).show(
        ui.ctx(),
        |ui| {
            Frame::popup(ui.style()).fill(color(theme.error_bg)).show(ui, |ui| {
                ui.set_max_width(320.0);
                ui.label(RichText::new(words).size(13.0).color(color(theme.error)));
            });
        },
    );
}

/// Status and categories, to be chosen from a list under the cell.
fn choice_ui(ui: &Ui, session: &Session, look: &Look<'_>, editing: &mut Option<Editing>) -> Option<Asked> {
    let now = editing.as_mut()?;
    let Row::Household(household) = now.row else { return None };
    let project = look.document.project();
    let row = project.households.at(household)?;
    let rect = ui.max_rect();
    let stroke = egui::Stroke::new(1.5, color(session.theme.load));
    let at = rect.left_center() + egui::vec2(6.0, 0.0);
    let words = look.cell(now.row, now.field).text;
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.text(at, egui::Align2::LEFT_CENTER, words, egui::FontId::proportional(13.0), color(session.theme.text));
    ui.painter().rect_stroke(rect.shrink(0.5), 2.0, stroke, egui::StrokeKind::Inside);
    let mut asked = None;
    let mut categories = row.categories;
    // Over the row if there is no room under it.
    let height_pt = if now.field == Field::Status { 140.0 } else { 290.0 };
    let is_low = rect.bottom() + height_pt > ui.ctx().content_rect().bottom();
    let (corner, pivot) = if is_low {
        (rect.left_top(), egui::Align2::LEFT_BOTTOM)
    } else {
        (rect.left_bottom(), egui::Align2::LEFT_TOP)
    };
    let area = Area::new(ui.scope_id().with("choice")).order(Order::Foreground).pivot(pivot).fixed_pos(corner);
    let shown = area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_min_width(140.0);
            if now.field == Field::Categories {
                return category_boxes_ui(ui, project, &mut categories);
            }
            for status in HouseholdStatus::ALL {
                if ui.selectable_label(row.status == status, status_text(status).of(look.lang)).clicked() {
                    let edit = Edit::SetStatus { household, status, since: None, then: Then::Unsaid };
                    asked = Some(Asked::Do(Box::new(edit)));
                }
            }
            false
        })
    });
    if shown.inner.inner {
        let edit = Edit::SetCategories { households: vec![household], categories };
        return Some(Asked::Do(Box::new(edit)));
    }
    let is_left = !now.is_fresh && ui.input(|input| input.pointer.any_click()) && !shown.response.contains_pointer();
    now.is_fresh = false;
    if asked.is_some() || is_left || ui.input(|input| input.key_pressed(Key::Escape)) {
        *editing = None;
    }
    asked
}
