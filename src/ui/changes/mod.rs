//! The changes of the plan that is looked at: who from whom to whom, what it solved and what it caused.

mod groups;
mod side;
mod state;
mod targets;

pub(crate) use state::ChangesState;

use crate::app::wording::{Text, base_words, became, changed_words, plan_title, straight_words};
use crate::app::{Base, Command, Comparison, Document, plans_in_order};
use crate::edit::Edit;
use crate::model::HouseholdId;
use crate::ui::asked::Asked;
use crate::ui::changes::groups::groups_ui;
use crate::ui::changes::side::side_ui;
use crate::ui::changes::targets::targets_ui;
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::tables::table_ui;
use crate::ui::widgets::call;
use egui::{Align, Button, ComboBox, Layout, Rect, RichText, Ui, UiBuilder};

/// Width of the right part, as a share of the panel, and its bounds.
const SIDE_SHARE: f32 = 0.36;
const SIDE_PT: (f32, f32) = (250.0, 460.0);
/// The same for contacts of tiers, where there are some beside changes of households.
const TARGETS_SHARE: f32 = 0.26;
const TARGETS_PT: (f32, f32) = (240.0, 420.0);
/// So much narrower is the right part then.
const NARROWER: f32 = 0.06;
/// Between two parts.
const GAP_PT: f32 = 16.0;

/// Draws the panel.
pub(crate) fn changes_ui(ui: &mut Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    let comparison = session.comparison(document)?;
    let mut asked = head_ui(ui, document, session, &comparison);
    if comparison.rows.is_empty() && comparison.targets.is_empty() {
        ui.add_space(6.0);
        let words = Text::NoChanges.of(session.lang);
        ui.label(RichText::new(words).color(color(session.theme.text_weak)));
        return asked;
    }
    let whole = ui.available_rect_before_wrap();
    let edge = egui::Stroke::new(1.0, color(session.theme.panel_edge));
    let mut rest = whole;
    let mut from_right = |ui: &Ui, share: f32, (least_pt, most_pt): (f32, f32)| {
        let (left, right) = rest.split_left_right_at_x(rest.right() - (whole.width() * share).clamp(least_pt, most_pt));
        rest = left.with_max_x(left.right() - GAP_PT);
        ui.painter().vline(right.left() - GAP_PT / 2.0, whole.y_range(), edge);
        (right, rest)
    };
    let has_both = !comparison.rows.is_empty() && !comparison.targets.is_empty();
    let side_share = if has_both { SIDE_SHARE - NARROWER } else { SIDE_SHARE };
    let (side, left) = from_right(ui, side_share, SIDE_PT);
    let (targets, households) = if has_both { from_right(ui, TARGETS_SHARE, TARGETS_PT) } else { (left, left) };
    if !comparison.rows.is_empty() {
        let mut inner = part_ui(ui, "changes", households);
        asked = asked.or(if session.changes.is_flat {
            table_ui(&mut inner, document, session, crate::ui::tables::Sheet::Changes)
        } else {
            groups_ui(&mut inner, document, session, &comparison)
        });
    }
    if !comparison.targets.is_empty() {
        asked = asked.or(targets_ui(&mut part_ui(ui, "targets", targets), document, session, &comparison));
    }
    asked = asked.or(side_ui(&mut part_ui(ui, "side", side), document, session, &comparison));
    ui.advance_cursor_after_rect(whole);
    asked
}

/// A part of the panel, from the top down.
fn part_ui(ui: &mut Ui, salt: &str, rect: Rect) -> Ui {
    let layout = Layout::top_down(Align::Min);
    let mut part = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout));
    part.shrink_clip_rect(rect);
    part
}

/// Against what, how much in all, and the way back.
fn head_ui(ui: &mut Ui, document: &Document, session: &mut Session, comparison: &Comparison) -> Option<Asked> {
    let lang = session.lang;
    let theme = session.theme.clone();
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.label(RichText::new(Text::ComparedWith.of(lang)).color(color(theme.text_weak)));
        asked = base_ui(ui, document, session, comparison.base);
        if comparison.rows.is_empty() {
            return;
        }
        ui.label(strong(changed_words(lang, comparison.rows.len()), 14.0));
        let extra_m = comparison.after.total_m - comparison.before.total_m;
        ui.label(RichText::new(straight_words(lang, extra_m)).color(color(theme.text_weak)));
        let (before, after) = (comparison.before.uncovered, comparison.after.uncovered);
        let ink = if after > before { theme.error } else { theme.text_weak };
        let words = format!("{} {}", Text::UncoveredCount.of(lang), became(&before.to_string(), &after.to_string()));
        ui.label(RichText::new(words).color(color(ink)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let face = Text::TakeBackAll.of(lang);
            let all = || comparison.restore_all(document.project());
            asked = asked.take().or(take_back_edit_ui(ui, document, session, (face, face), all));
            let face = if session.changes.is_flat { Text::ByGroup } else { Text::ByHousehold };
            if ui.add(Button::new(face.of(lang)).small()).clicked() {
                session.changes.is_flat = !session.changes.is_flat;
            }
        });
    });
    ui.add_space(2.0);
    asked
}

/// The choice of what is compared with.
fn base_ui(ui: &mut Ui, document: &Document, session: &Session, base: Base) -> Option<Asked> {
    let (lang, naming) = (session.lang, Session::naming(document));
    let mut asked = None;
    let usual = Base::usual(document);
    let shown = base_words(lang, document, naming, base);
    let name = format!("{} {shown}", Text::ComparedWith.of(lang));
    let choice = ComboBox::from_id_salt("base").selected_text(shown).show_ui(ui, |ui| {
        if ui.selectable_label(base == usual, base_words(lang, document, naming, usual)).clicked() {
            asked = Some(Asked::Compare(None));
        }
        for plan in plans_in_order(document.project()) {
            if plan == document.plan() || usual == Base::Plan(plan) {
                continue;
            }
            if ui.selectable_label(base == Base::Plan(plan), plan_title(lang, naming, plan)).clicked() {
                asked = Some(Asked::Compare(Some(plan)));
            }
        }
    });
    call(&choice.response, egui::Role::ComboBox, &name);
    asked
}

/// A button that gives households back what they have in the base.
pub(crate) fn take_back_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    comparison: &Comparison,
    households: &[HouseholdId],
    face_and_name: (&str, &str),
) -> Option<Asked> {
    take_back_edit_ui(ui, document, session, face_and_name, || comparison.restore(households))
}

/// The button for any way back; where it cannot be pressed, it says why.
fn take_back_edit_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    (face, name): (&str, &str),
    back: impl FnOnce() -> Edit,
) -> Option<Asked> {
    let lang = session.lang;
    let can_write = document.check_writable().is_ok() && !Comparison::is_former(document);
    let response = ui.add_enabled(can_write, Button::new(RichText::new(face).size(13.0)).small());
    call(&response, egui::Role::Button, name);
    if !can_write {
        let why = Command::TakeBackChanges.obstacle(document, session.focus());
        if let Some(why) = why {
            response.on_disabled_hover_text(why.words(lang));
        }
        return None;
    }
    response.clicked().then(|| Asked::Do(Box::new(back())))
}
