//! What is known about a household, who covers it, and who else could.

use crate::app::wording::{Text, household_count, meters, people_words, reason_words, said_of, status_text};
use crate::app::{Command, Document, Preview};
use crate::disclose::{masked_note, masked_phone};
use crate::edit::{Edit, Then};
use crate::index::Candidate;
use crate::model::{Household, HouseholdId, HouseholdStatus, Link, LinkKind, Target};
use crate::ui::asked::Asked;
use crate::ui::inspector::chain::up_ui;
use crate::ui::inspector::kin::kin_ui;
use crate::ui::map::preview_card_ui;
use crate::ui::session::{Mode, Selected, Session};
use crate::ui::style::{bold, color, strong};
use crate::ui::widgets::{MarkPictures, call, card, category_boxes_ui, fact_ui, row_ui, tag_ui};
use egui::{Align, Align2, FontId, Layout, RichText, Ui, Vec2};

/// Draws the card of a household.
pub(crate) fn household_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
    id: HouseholdId,
) -> Option<Asked> {
    let row = document.project().households.at(id)?.clone();
    let can_edit = document.check_writable().is_ok();
    let mut asked = None;
    let theme = session.theme.clone();
    card(&theme).fill(color(theme.warn_bg)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        asked = head_ui(ui, document, session, pictures, id, &row);
        ui.add_space(2.0);
        facts_ui(ui, document, session, id, &row);
        if row.at.is_none() {
            asked = asked.take().or(unplaced_ui(ui, session, id, can_edit));
        }
        ui.add_enabled_ui(can_edit, |ui| {
            asked = asked.take().or(state_ui(ui, document, session, id, &row));
        });
        asked = asked.take().or(kin_ui(ui, document, session, id));
    });
    if row.status == HouseholdStatus::MovedOut {
        return asked;
    }
    asked = asked.or(links_ui(ui, document, session, id, can_edit));
    let plan = document.project().plans.at(document.plan());
    if let Some(link) = plan.and_then(|plan| plan.primaries_of(id).next()) {
        asked = asked.or(up_ui(ui, document, session, link.member));
    }
    asked.or(candidates_ui(ui, document, session, id, can_edit))
}

fn head_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    pictures: &mut MarkPictures,
    id: HouseholdId,
    row: &Household,
) -> Option<Asked> {
    let mut asked = None;
    let (theme, project) = (&session.theme, document.project());
    let residents = document.index().members_at_home(id);
    let shown = project.shown_category(project.categories_of(row, !residents.is_empty()));
    ui.horizontal(|ui| {
        pictures.mark_ui(ui, theme, project, shown, 15.0);
        let name = if row.head.is_empty() { row.code.clone() } else { row.head.clone() };
        ui.label(strong(name, 17.0));
        ui.label(RichText::new(row.address.short()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let grid = document.index().grid_of(id).map(|grid| Session::naming(document).grid(grid));
            ui.label(RichText::new(grid.unwrap_or_default()).size(12.0).color(color(theme.text_weak)));
        });
    });
    for &member in residents {
        let words = format!("{} · {}", Text::Member.of(session.lang), Session::naming(document).member(member));
        let face = RichText::new(words).color(color(theme.accent));
        if ui.add(egui::Button::new(face).fill(color(theme.accent_bg)).small()).clicked() {
            asked = Some(Asked::Select(Some(Selected::Member(member))));
        }
    }
    asked
}

/// Says that nobody has placed the household, and lets somebody do it.
fn unplaced_ui(ui: &mut Ui, session: &Session, id: HouseholdId, can_edit: bool) -> Option<Asked> {
    ui.horizontal(|ui| {
        ui.label(RichText::new(Text::Unplaced.of(session.lang)).color(color(session.theme.warn)));
        let button = egui::Button::new(Text::TrayPoint.of(session.lang)).small();
        ui.add_enabled(can_edit, button).clicked().then_some(Asked::PlaceOnMap(Target::Household(id)))
    })
    .inner
}

fn facts_ui(ui: &mut Ui, document: &Document, session: &Session, id: HouseholdId, row: &Household) {
    let (theme, lang) = (&session.theme, session.lang);
    fact_ui(ui, theme, Text::Code.of(lang), &row.code);
    if row.address.text != row.address.short() {
        fact_ui(ui, theme, Text::Address.of(lang), &row.address.text);
    }
    fact_ui(ui, theme, Text::People.of(lang), &people_words(lang, row));
    let phone = if session.are_phones_masked { masked_phone(&row.phone) } else { row.phone.clone() };
    fact_ui(ui, theme, Text::Phone.of(lang), &phone);
    let note = if session.are_phones_masked { masked_note(&row.note) } else { &row.note };
    fact_ui(ui, theme, Text::TheNote.of(lang), note);
    let plan = document.project().plans.at(document.plan());
    if let Some(reason) = plan.and_then(|plan| plan.reason_of(id)) {
        let words = said_of(lang, Text::UncoveredBecause.of(lang), &reason_words(lang, reason));
        ui.label(RichText::new(words).color(color(theme.error)));
    }
}

/// Status and categories, which can be changed here.
fn state_ui(ui: &mut Ui, document: &Document, session: &Session, id: HouseholdId, row: &Household) -> Option<Asked> {
    let mut asked = None;
    let mut status = row.status;
    let (lang, theme, project) = (session.lang, &session.theme, document.project());
    ui.horizontal(|ui| {
        ui.label(RichText::new(Text::Status.of(lang)).color(color(theme.text_weak)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let shown = status_text(row.status).of(lang);
            let choice = egui::ComboBox::from_id_salt("status").selected_text(shown).show_ui(ui, |ui| {
                for each in HouseholdStatus::ALL {
                    ui.selectable_value(&mut status, each, status_text(each).of(lang));
                }
            });
            call(&choice.response, egui::Role::ComboBox, Text::Status.of(lang));
            let life = Command::HouseholdLife;
            let can_change = session.household() == Some(id) && life.obstacle(document, session.focus()).is_none();
            if can_change && ui.add(egui::Button::new(life.face().of(lang)).small()).clicked() {
                asked = Some(Asked::Run(life));
            }
        });
    });
    if status != row.status {
        let edit = Edit::SetStatus { household: id, status, since: None, then: Then::Unsaid };
        asked = Some(Asked::Do(Box::new(edit)));
    }
    ui.horizontal(|ui| {
        ui.label(RichText::new(Text::Categories.of(lang)).color(color(theme.text_weak)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let names: Vec<&str> = row
                .categories
                .iter()
                .filter_map(|category| Some(project.categories.at(category)?.short.as_str()))
                .collect();
            let words = if names.is_empty() { Text::Unknown.of(lang).to_owned() } else { names.join("、") };
            let name = format!("{} {words}", Text::Categories.of(lang));
            let menu = ui.menu_button(words, |ui| {
                let mut categories = row.categories;
                if category_boxes_ui(ui, project, &mut categories) {
                    let edit = Edit::SetCategories { households: vec![id], categories };
                    asked = Some(Asked::Do(Box::new(edit)));
                }
            });
            call(&menu.response, egui::Role::Button, &name);
        });
    });
    asked
}

fn links_ui(ui: &mut Ui, document: &Document, session: &Session, id: HouseholdId, can_edit: bool) -> Option<Asked> {
    let (lang, theme) = (session.lang, &session.theme);
    let plan = document.project().plans.at(document.plan())?;
    let mut asked = None;
    let links: Vec<Link> = plan.links_of(id).to_vec();
    ui.add_space(6.0);
    if !links.iter().any(|link| link.kind == LinkKind::Primary) {
        tag_ui(ui, Text::NoPrimary.of(lang), color(theme.error), color(theme.error_bg));
    }
    let is_locked = links.iter().any(|link| link.locked);
    for link in &links {
        ui.horizontal(|ui| {
            let part = match link.kind {
                LinkKind::Primary => Text::Primary,
                LinkKind::Backup => Text::Backup,
                LinkKind::Paired => Text::Paired,
            };
            tag_ui(ui, part.of(lang), color(theme.text_weak), color(theme.groove));
            let name = Session::naming(document).member(link.member);
            if ui.add(egui::Button::new(strong(&name, 14.0)).frame(false)).clicked() {
                asked = Some(Asked::Select(Some(Selected::Member(link.member))));
            }
            let distance = document.project().link_m(id, link.member).map(meters).unwrap_or_default();
            ui.label(RichText::new(distance).size(12.0).color(color(theme.text_weak)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let is_first = links.first() == Some(link);
                let face = if is_locked { Text::Unlock } else { Text::Lock };
                let lock = || egui::Button::new(face.of(lang)).small();
                if is_first && ui.add_enabled(can_edit, lock()).clicked() {
                    asked = Some(Asked::Do(Box::new(Edit::Lock { households: vec![id], locked: !is_locked })));
                }
                let remove = ui.add_enabled(can_edit && !link.locked, egui::Button::new("×").small());
                let tip = format!("{} {name}", Text::RemoveLink.of(lang));
                call(&remove, egui::Role::Button, &tip);
                if remove.on_hover_text(&tip).clicked() {
                    let (member, kind) = (link.member, link.kind);
                    let edit = Edit::Release { household: id, member, kind, then: Then::Unsaid };
                    asked = Some(Asked::Do(Box::new(edit)));
                }
                if link.locked {
                    tag_ui(ui, Text::Locked.of(lang), color(theme.warn), color(theme.warn_bg));
                }
            });
        });
    }
    asked
}

fn candidates_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    id: HouseholdId,
    can_edit: bool,
) -> Option<Asked> {
    let theme = session.theme.clone();
    let lang = session.lang;
    let found = session.candidates(document, id);
    if found.is_empty() {
        return None;
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.label(strong(Text::Candidates.of(lang), 13.0).color(color(theme.text_weak)));
        if session.mode == Mode::Assign {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(Text::CandidatesHint.of(lang)).size(12.0).color(color(theme.text_weak)));
            });
        }
    });
    let mut asked = None;
    for (place, candidate) in found.iter().enumerate() {
        asked = asked.or(candidate_row_ui(ui, document, session, id, place + 1, candidate, can_edit));
    }
    asked
}

fn candidate_row_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    household: HouseholdId,
    digit: usize,
    candidate: &Candidate,
    can_edit: bool,
) -> Option<Asked> {
    let (theme, lang) = (&session.theme, session.lang);
    let name = Session::naming(document).member(candidate.member);
    let is_present = candidate.holds == Some(LinkKind::Primary);
    let load = household_count(lang, candidate.load as usize);
    let distance = candidate.distance_m.map(meters).unwrap_or_default();
    let words = match candidate.holds {
        Some(LinkKind::Primary) => Text::Present.of(lang),
        Some(LinkKind::Backup) => Text::Backup.of(lang),
        Some(LinkKind::Paired) => Text::Paired.of(lang),
        None if !candidate.has_room => Text::Full.of(lang),
        None if digit == 1 => Text::Best.of(lang),
        None if candidate.is_same_grid => Text::SameGrid.of(lang),
        None => "",
    };
    let label = format!("{digit} {name} {load} {distance} {words}").trim_end().to_owned();
    let (rect, response) = row_ui(ui, theme, 26.0, &label, is_present);
    let painter = ui.painter();
    let y = rect.center().y;
    let body = FontId::proportional(14.0);
    let weak = color(theme.text_weak);
    let at = |x: f32| egui::pos2(rect.left() + x, y);
    painter.text(at(8.0), Align2::LEFT_CENTER, digit.to_string(), FontId::new(14.0, bold()), weak);
    painter.text(at(28.0), Align2::LEFT_CENTER, &name, body, color(theme.text));
    let load_ink = if candidate.has_room || is_present { weak } else { color(theme.warn) };
    painter.text(at(104.0), Align2::LEFT_CENTER, load, FontId::proportional(13.0), load_ink);
    // In a narrow panel the words at the end need their room.
    let far_x = (rect.width() - 68.0).min(200.0);
    painter.text(at(far_x), Align2::RIGHT_CENTER, distance, FontId::proportional(13.0), color(theme.text));
    let right = rect.right_center() - Vec2::new(8.0, 0.0);
    painter.text(right, Align2::RIGHT_CENTER, words, FontId::proportional(12.0), weak);
    let edit = |kind| Edit::Assign { households: vec![household], to: candidate.member, kind };
    let preview = || Preview::of(document, &edit(LinkKind::Primary));
    let response = response.on_hover_ui(|ui| preview_card_ui(ui, document, session, &preview(), Text::PreviewKey));
    let mut asked = None;
    if can_edit && session.mode == Mode::Assign && response.clicked() {
        asked = Some(Asked::Do(Box::new(edit(LinkKind::Primary))));
    }
    response.context_menu(|ui| {
        if ui.add_enabled(can_edit && candidate.holds.is_none(), egui::Button::new(Text::MakeBackup.of(lang))).clicked()
        {
            asked = Some(Asked::Do(Box::new(edit(LinkKind::Backup))));
            ui.close();
        }
        let is_paired = candidate.holds == Some(LinkKind::Paired);
        if ui.add_enabled(can_edit && !is_paired, egui::Button::new(Text::MakePaired.of(lang))).clicked() {
            asked = Some(Asked::Do(Box::new(edit(LinkKind::Paired))));
            ui.close();
        }
    });
    if asked.is_none() && session.mode == Mode::Browse && response.clicked() {
        asked = Some(Asked::Show(Selected::Member(candidate.member)));
    }
    asked
}
