//! Choosing a member from a list: who was given something last, then who is nearest with room; or by name.

use crate::app::Document;
use crate::app::wording::{Text, household_count};
use crate::index::{Found, search};
use crate::model::{HouseholdId, LinkKind, MemberId, MemberStatus};
use crate::ui::asked::Asked;
use crate::ui::map::preview_card_ui;
use crate::ui::session::{Mode, Session};
use crate::ui::style::{color, strong};
use crate::ui::tools::aim::give;
use crate::ui::tools::counts::{common, wish_households};
use crate::ui::tools::offer::spare_hidden_ui;
use crate::ui::tools::picker_list::{Row, list_ui};
use crate::ui::tools::purpose::Purpose;
use crate::ui::tools::state::Popup;
use crate::ui::widgets::{call, floating};
use egui::{Button, Event, Key, Modifiers, Pos2, Rect, RichText, TextEdit, Ui};

/// As many rows as there are digits for them.
const ROWS: usize = 9;
/// So much of what is found by name is looked through for members.
const FOUND: usize = 200;
const WIDTH_PT: f32 = 336.0;
const PREVIEW_PT: f32 = 292.0;

/// A list of members, and what it is for.
#[derive(Debug)]
pub(crate) struct Picker {
    pub(crate) purpose: Purpose,
    query: String,
    row_idx: usize,
    wants_keyboard: bool,
}

impl Picker {
    /// A list that was just opened.
    pub(crate) fn new(purpose: Purpose) -> Self {
        Self { purpose, query: String::new(), row_idx: 0, wants_keyboard: true }
    }
}

/// What the keyboard says to the list, before the field hears it.
#[derive(Default)]
struct Keys {
    step: isize,
    is_entered: bool,
    digit: Option<usize>,
}

/// Draws the list under the bar.
pub(crate) fn picker_ui(
    ui: &Ui,
    at: Pos2,
    rect: Rect,
    document: &Document,
    session: &mut Session,
    mut picker: Picker,
) -> Option<Asked> {
    let households = about(document, session, picker.purpose);
    let rows = rows(document, session, &picker, &households);
    let keys = if session.dialog.is_none() { heard(ui) } else { Keys::default() };
    let last_idx = rows.len().saturating_sub(1);
    picker.row_idx = picker.row_idx.saturating_add_signed(keys.step).min(last_idx);
    let mut chosen = keys.digit.filter(|&digit| digit <= rows.len()).map(|digit| digit - 1);
    if keys.is_entered && !rows.is_empty() {
        chosen = chosen.or(Some(picker.row_idx));
    }
    let theme = session.theme.clone();
    let mut purpose = picker.purpose;
    let mut is_left = false;
    let id = egui::Id::unique("members");
    egui::Area::new(id).fixed_pos(at).constrain_to(rect).order(egui::Order::Foreground).show(ui.ctx(), |ui| {
        floating(&theme).show(ui, |ui| {
            ui.set_width(WIDTH_PT - 24.0);
            ui.spacing_mut().item_spacing.y = 4.0;
            is_left = head_ui(ui, session, &mut purpose, households.len());
            field_ui(ui, session, &mut picker);
            if let Some(clicked) = list_ui(ui, document, session, &rows, &mut picker.row_idx, purpose) {
                chosen = Some(clicked);
            }
        });
    });
    let beside = at + egui::vec2(WIDTH_PT + 8.0, 0.0);
    preview_ui(ui, beside, rect, document, session, rows.get(picker.row_idx).map(|row| (row.member, purpose)));
    picker.purpose = purpose;
    session.tools.pointed_at = rows.get(picker.row_idx).map(|row| row.member);
    let to = chosen.and_then(|idx| rows.get(idx)).map(|row| row.member);
    match to {
        Some(to) => give(document, session, purpose, to),
        None if is_left => {
            session.tools.aim = Some(purpose);
            session.mode = Mode::Assign;
            session.tools.pointed_at = None;
            None
        }
        None => {
            session.tools.popup = Some(Popup::Members(picker));
            None
        }
    }
}

/// Title, part and the way to the map. True if the map is wanted.
fn head_ui(ui: &mut Ui, session: &Session, purpose: &mut Purpose, count: usize) -> bool {
    let (lang, theme) = (session.lang, &session.theme);
    let mut is_left = false;
    ui.horizontal(|ui| {
        ui.label(strong(purpose.title().of(lang).trim_end_matches('…'), 14.0));
        if *purpose != Purpose::PaintTo {
            ui.label(RichText::new(household_count(lang, count)).color(color(theme.text_weak)));
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let button = ui.add(Button::new(RichText::new(Text::PickOnMap.of(lang)).size(13.0)).small());
            is_left = button.on_hover_text(Text::PickOnMapTip.of(lang)).clicked();
        });
    });
    if let Purpose::Assign(kind) = purpose {
        ui.horizontal(|ui| {
            let parts = [
                (LinkKind::Primary, Text::AsPrimary),
                (LinkKind::Backup, Text::AsBackup),
                (LinkKind::Paired, Text::AsPaired),
            ];
            for (each, text) in parts {
                ui.radio_value(kind, each, text.of(lang));
            }
        });
    }
    is_left
}

fn field_ui(ui: &mut Ui, session: &Session, picker: &mut Picker) {
    let hint = Text::PickerHint.of(session.lang);
    let field = TextEdit::singleline(&mut picker.query).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(field);
    call(&response, egui::Role::TextInput, hint);
    if std::mem::take(&mut picker.wants_keyboard) {
        response.request_focus();
    }
    if response.changed() {
        picker.row_idx = 0;
    }
}

/// What the chosen row would do, on a card beside the list.
fn preview_ui(
    ui: &Ui,
    at: Pos2,
    rect: Rect,
    document: &Document,
    session: &mut Session,
    chosen: Option<(MemberId, Purpose)>,
) {
    let Some((to, purpose)) = chosen else { return };
    let households = wish_households(document, session);
    let Some(edit) = purpose.edit(households, to) else { return };
    let preview = session.tools.preview(document, &edit);
    let theme = session.theme.clone();
    let id = egui::Id::unique("member preview");
    egui::Area::new(id).fixed_pos(at).constrain_to(rect).order(egui::Order::Foreground).show(ui.ctx(), |ui| {
        floating(&theme).show(ui, |ui| {
            ui.set_width(PREVIEW_PT - 24.0);
            preview_card_ui(ui, document, session, &preview, Text::PreviewEnter);
            if matches!(purpose, Purpose::Assign(_)) {
                spare_hidden_ui(ui, document, session);
            }
        });
    });
}

/// The households that the choice is about.
fn about(document: &Document, session: &mut Session, purpose: Purpose) -> Vec<HouseholdId> {
    match purpose {
        Purpose::Assign(_) => wish_households(document, session),
        Purpose::PaintTo => Vec::new(),
        Purpose::HandOver(member) | Purpose::Swap(member) => {
            let plan = document.project().plans.at(document.plan());
            let held = plan.map_or(&[][..], |plan| plan.held_by(member));
            held.iter().filter(|(_, kind)| *kind == LinkKind::Primary).map(|(household, _)| *household).collect()
        }
    }
}

fn rows(document: &Document, session: &mut Session, picker: &Picker, households: &[HouseholdId]) -> Vec<Row> {
    let near = common(document, session, households);
    let project = document.project();
    let can_answer = |member: MemberId| {
        let serves = project.members.at(member).is_some_and(|row| row.status == MemberStatus::Serving);
        serves && Some(member) != picker.purpose.about()
    };
    let found_near = |member: MemberId| near.iter().find(|one| one.member == member).cloned();
    let row = |member, is_recent| Row { member, is_recent, near: found_near(member) };
    if !picker.query.trim().is_empty() {
        let found = search(project, &picker.query, FOUND).into_iter();
        let members = found.filter_map(|found| if let Found::Member(member) = found { Some(member) } else { None });
        return members.filter(|&member| can_answer(member)).take(ROWS).map(|member| row(member, false)).collect();
    }
    let recent = session
        .tools
        .recent
        .iter()
        .copied()
        .filter(|&member| can_answer(member) && project.members.at(member).is_some_and(|row| row.eligible));
    let mut rows: Vec<Row> = recent.map(|member| row(member, true)).collect();
    for one in near.iter() {
        if can_answer(one.member) && rows.iter().all(|row| row.member != one.member) {
            rows.push(Row { member: one.member, is_recent: false, near: Some(one.clone()) });
        }
    }
    rows.truncate(ROWS);
    rows
}

/// Takes the keys that the list is steered with. Digits pick: nobody is called by a number.
fn heard(ui: &Ui) -> Keys {
    ui.input_mut(|input| {
        let mut keys = Keys::default();
        let mut is_pressed = |key| input.consume_key(Modifiers::NONE, key);
        keys.step = isize::from(is_pressed(Key::ArrowDown)) - isize::from(is_pressed(Key::ArrowUp));
        keys.is_entered = is_pressed(Key::Enter);
        let digit_of = |text: &str| text.parse::<usize>().ok().filter(|digit| (1..=ROWS).contains(digit));
        input.events.retain(|event| match event {
            Event::Text(text) if keys.digit.is_none() => {
                keys.digit = digit_of(text);
                keys.digit.is_none()
            }
            _ => true,
        });
        keys
    })
}
