//! What is known about several picked households, and what can be done with them.

use crate::app::wording::{Text, household_count, meters, more_words};
use crate::app::{Command, Document, Gathered};
use crate::edit::Edit;
use crate::index::CommonCandidate;
use crate::model::{HouseholdId, LinkKind};
use crate::ui::asked::Asked;
use crate::ui::map::preview_card_ui;
use crate::ui::session::{Mode, Selected, Session};
use crate::ui::style::{bold, color, strong};
use crate::ui::tools::{common, gathered, spare_hidden_ui, wish_households};
use crate::ui::widgets::{MarkPictures, card, half_row, heading_ui, row_ui};
use egui::{Align2, Button, FontId, RichText, Ui, Vec2};

/// Between two buttons.
const GAP_PT: f32 = 6.0;
/// As many candidates as there are keys for them.
const CANDIDATES: usize = 9;
/// Up to so many households are added up while a stroke goes on.
const LIVE: usize = 3_000;
/// So many members and grids are listed; the others are few.
const LINES: usize = 6;

/// Draws the card of several households and what can be done with them.
pub(crate) fn many_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
) -> Option<Asked> {
    let households = wish_households(document, session);
    let theme = session.theme.clone();
    if session.tools.stroke.is_some() && households.len() > LIVE {
        // Sums over so many wait until the stroke rests.
        card(&theme).fill(color(theme.warn_bg)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            head_ui(ui, session, &households, &Gathered::default());
        });
        return None;
    }
    let sums = gathered(document, session, &households);
    let mut asked = None;
    card(&theme).fill(color(theme.warn_bg)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        head_ui(ui, session, &households, &sums);
        spare_hidden_ui(ui, document, session);
        asked = buttons_ui(ui, document, session, &households, &sums);
    });
    ui.add_space(4.0);
    asked = asked.or(candidates_ui(ui, document, session, &households));
    asked = asked.or(holders_ui(ui, document, session, &sums));
    categories_ui(ui, document, session, pictures, &sums);
    grids_ui(ui, document, session, &sums);
    asked
}

fn head_ui(ui: &mut Ui, session: &Session, households: &[HouseholdId], sums: &Gathered) {
    let (lang, theme) = (session.lang, &session.theme);
    ui.horizontal(|ui| {
        ui.label(strong(Text::ManyPicked.of(lang), 14.0).color(color(theme.text_weak)));
        ui.label(strong(household_count(lang, households.len()), 17.0));
    });
    let mut parts = Vec::new();
    if sums.uncovered > 0 {
        parts.push((format!("{} {}", Text::UncoveredCount.of(lang), sums.uncovered), theme.error));
    }
    if sums.locked > 0 {
        parts.push((format!("{} {}", Text::Locked.of(lang), sums.locked), theme.warn));
    }
    if !parts.is_empty() {
        ui.horizontal(|ui| {
            for (words, ink) in parts {
                ui.label(RichText::new(words).size(13.0).color(color(ink)));
            }
        });
    }
}

fn buttons_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    households: &[HouseholdId],
    sums: &Gathered,
) -> Option<Asked> {
    let mut asked = None;
    let lang = session.lang;
    let focus = session.focus();
    let size = half_row(ui, GAP_PT);
    let command = |ui: &mut Ui, command: Command, face: &str| {
        let obstacle = command.obstacle(document, focus);
        let response = ui.add_enabled(obstacle.is_none(), button(session, command, face).min_size(size));
        match obstacle {
            Some(why) => {
                response.on_disabled_hover_text(why.words(lang));
                false
            }
            None if command.key().is_empty() => response.clicked(),
            None => response.on_hover_text(command.key()).clicked(),
        }
    };
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(GAP_PT);
        let faces = [
            (Command::AssignTo, Text::AssignTo),
            (Command::AssignOnMap, Text::PickOnMap),
            (Command::AssignNearest, Text::AssignNearest),
            (Command::BackUpTo, Text::BackUpTo),
            (Command::ReleasePicked, Text::ReleasePicked),
        ];
        for (each, face) in faces {
            if command(ui, each, face.of(lang)) {
                asked = Some(Asked::Run(each));
            }
        }
        let can_edit = document.check_writable().is_ok() && !households.is_empty();
        let all_locked = sums.locked == households.len();
        for (locked, face, is_of_use) in [(true, Text::LockAll, !all_locked), (false, Text::UnlockAll, sums.locked > 0)]
        {
            if is_of_use && ui.add_enabled(can_edit, Button::new(face.of(lang)).min_size(size)).clicked() {
                asked = Some(Asked::Do(Box::new(Edit::Lock { households: households.to_vec(), locked })));
            }
        }
        if ui.add(Button::new(Text::ClearPick.of(lang)).min_size(size)).on_hover_text("Esc").clicked() {
            asked = Some(Asked::Select(None));
        }
    });
    asked
}

/// What is wanted most often stands out.
fn button(session: &Session, command: Command, face: &str) -> Button<'static> {
    let theme = &session.theme;
    if command == Command::AssignTo {
        return Button::new(RichText::new(face).color(color(theme.on_chosen))).fill(color(theme.chosen));
    }
    Button::new(face.to_owned())
}

fn categories_ui(ui: &mut Ui, document: &Document, session: &Session, pictures: &mut MarkPictures, sums: &Gathered) {
    let (theme, lang, project) = (&session.theme, session.lang, document.project());
    heading_ui(ui, theme, Text::Categories.of(lang));
    ui.spacing_mut().item_spacing.y = 0.0;
    for &(category, count) in &sums.by_category {
        ui.horizontal(|ui| {
            ui.set_max_width(ui.available_width() - 6.0);
            ui.spacing_mut().interact_size.y = 20.0;
            pictures.mark_ui(ui, theme, project, category, 11.0);
            let row = category.and_then(|category| project.categories.at(category));
            let name = row.map_or_else(|| Text::Unknown.of(lang).to_owned(), |row| row.name.clone());
            line_ui(ui, session, &name, &household_count(lang, count));
        });
    }
}

fn line_ui(ui: &mut Ui, session: &Session, left: &str, right: &str) {
    ui.label(left);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.label(RichText::new(right).color(color(session.theme.text_weak)));
    });
}

fn holders_ui(ui: &mut Ui, document: &Document, session: &Session, sums: &Gathered) -> Option<Asked> {
    let (theme, lang) = (&session.theme, session.lang);
    let mut asked = None;
    heading_ui(ui, theme, &format!("{} ({})", Text::ByMember.of(lang), sums.by_member.len()));
    ui.spacing_mut().item_spacing.y = 0.0;
    for &(member, count) in sums.by_member.iter().take(LINES) {
        let name = match member {
            Some(member) => Session::naming(document).member(member),
            None => Text::NoPrimary.of(lang).to_owned(),
        };
        let words = household_count(lang, count);
        let (rect, response) = row_ui(ui, theme, 25.0, &format!("{name} {words}"), false);
        // A household that need not be covered may have nobody.
        let is_bad = member.is_none() && sums.uncovered > 0;
        let ink = if is_bad { theme.error } else { theme.text };
        let painter = ui.painter();
        let body = FontId::proportional(14.0);
        let left = rect.left_center() + Vec2::new(6.0, 0.0);
        painter.text(left, Align2::LEFT_CENTER, name, body.clone(), color(ink));
        let right = rect.right_center() - Vec2::new(6.0, 0.0);
        painter.text(right, Align2::RIGHT_CENTER, words, body, color(theme.text_weak));
        if response.clicked() {
            asked = member.map(|member| Asked::Show(Selected::Member(member)));
        }
    }
    more_ui(ui, session, sums.by_member.len());
    asked
}

fn grids_ui(ui: &mut Ui, document: &Document, session: &Session, sums: &Gathered) {
    let (theme, lang) = (&session.theme, session.lang);
    if document.project().grids.is_empty() {
        return;
    }
    heading_ui(ui, theme, Text::Grids.of(lang));
    for &(grid, count) in sums.by_grid.iter().take(LINES) {
        let name =
            grid.map_or_else(|| Text::OutsideGrids.of(lang).to_owned(), |grid| Session::naming(document).grid(grid));
        ui.horizontal(|ui| {
            ui.set_max_width(ui.available_width() - 6.0);
            ui.spacing_mut().interact_size.y = 20.0;
            ui.add_space(6.0);
            line_ui(ui, session, &name, &household_count(lang, count));
        });
    }
    more_ui(ui, session, sums.by_grid.len());
}

fn more_ui(ui: &mut Ui, session: &Session, count: usize) {
    if count > LINES {
        let words = more_words(session.lang, count - LINES);
        ui.horizontal(|ui| {
            ui.add_space(6.0);
            ui.label(RichText::new(words).size(12.0).color(color(session.theme.text_weak)));
        });
    }
}

/// Who could cover all of them.
fn candidates_ui(ui: &mut Ui, document: &Document, session: &mut Session, households: &[HouseholdId]) -> Option<Asked> {
    let found = common(document, session, households);
    if found.is_empty() {
        return None;
    }
    let theme = session.theme.clone();
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let title = Text::CommonCandidates.of(session.lang);
        ui.label(strong(title, 13.0).color(color(theme.text_weak)));
        if session.mode == Mode::Assign {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let hint = Text::CandidatesHint.of(session.lang);
                ui.label(RichText::new(hint).size(12.0).color(color(theme.text_weak)));
            });
        }
    });
    let mut asked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    for (idx, candidate) in found.iter().take(CANDIDATES).enumerate() {
        asked = asked.or(candidate_ui(ui, document, session, idx + 1, candidate, households));
    }
    asked
}

fn candidate_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    digit: usize,
    candidate: &CommonCandidate,
    households: &[HouseholdId],
) -> Option<Asked> {
    let (theme, lang) = (session.theme.clone(), session.lang);
    let name = Session::naming(document).member(candidate.member);
    let loads = format!("{} → {}", candidate.load, candidate.load_then);
    let distance = candidate.mean_m.map(meters).unwrap_or_default();
    let words = if candidate.has_room { "" } else { Text::OverMax.of(lang) };
    let label = format!("{digit} {name} {loads} {distance} {words}").trim_end().to_owned();
    let (rect, response) = row_ui(ui, &theme, 26.0, &label, false);
    let painter = ui.painter();
    let at = |x: f32| egui::pos2(rect.left() + x, rect.center().y);
    let (weak, small) = (color(theme.text_weak), FontId::proportional(13.0));
    painter.text(at(8.0), Align2::LEFT_CENTER, digit.to_string(), FontId::new(14.0, bold()), weak);
    painter.text(at(28.0), Align2::LEFT_CENTER, name, FontId::proportional(14.0), color(theme.text));
    let load_ink = if candidate.has_room { weak } else { color(theme.warn) };
    painter.text(at(96.0), Align2::LEFT_CENTER, loads, small.clone(), load_ink);
    // In a narrow panel the words at the end need their room.
    let far_x = (rect.width() - 62.0).min(208.0);
    painter.text(at(far_x), Align2::RIGHT_CENTER, distance, small, color(theme.text));
    let right = rect.right_center() - Vec2::new(8.0, 0.0);
    painter.text(right, Align2::RIGHT_CENTER, words, FontId::proportional(12.0), load_ink);
    let edit = Edit::Assign { households: households.to_vec(), to: candidate.member, kind: LinkKind::Primary };
    if response.hovered() {
        session.tools.pointed_at = Some(candidate.member);
    }
    let preview = response.hovered().then(|| session.tools.preview(document, &edit));
    let response = response.on_hover_ui(|ui| {
        if let Some(preview) = &preview {
            preview_card_ui(ui, document, session, preview, Text::PreviewKey);
        }
    });
    if !response.clicked() {
        return None;
    }
    if session.mode == Mode::Browse {
        return Some(Asked::Show(Selected::Member(candidate.member)));
    }
    session.tools.remember(candidate.member);
    document.check_writable().is_ok().then(|| Asked::Do(Box::new(edit)))
}
