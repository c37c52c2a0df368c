//! What is known about a member, and whom the member covers.

use crate::app::Document;
use crate::app::wording::{Text, household_count, meters};
use crate::disclose::{masked_note, masked_phone};
use crate::edit::{Edit, Then};
use crate::model::{HouseholdId, LinkKind, Member, MemberId};
use crate::ui::asked::Asked;
use crate::ui::inspector::chain::chain_ui;
use crate::ui::inspector::member_actions::member_actions_ui;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{color, strong};
use crate::ui::widgets::{MarkPictures, card, fact_ui, heading_ui, load_bar_ui, row_ui, tag_ui};
use egui::{Align, Align2, FontId, Layout, RichText, Ui, Vec2};

/// Draws the card of a member and the households that go with it.
pub(crate) fn member_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    pictures: &mut MarkPictures,
    id: MemberId,
) -> Option<Asked> {
    let row = document.project().members.at(id)?;
    let plan = document.project().plans.at(document.plan())?;
    let mut held: Vec<(HouseholdId, LinkKind, Option<f64>)> = plan
        .held_by(id)
        .iter()
        .map(|&(household, kind)| (household, kind, document.project().link_m(household, id)))
        .collect();
    held.sort_by(|a, b| a.1.cmp(&b.1).then(a.2.unwrap_or(f64::MAX).total_cmp(&b.2.unwrap_or(f64::MAX))));
    let mut asked = None;
    card(&session.theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        head_ui(ui, document, session, id, row);
        let lang = session.lang;
        let load = plan.load_of(id);
        let words = [
            format!("{} {}", Text::MinLoad.of(lang), row.min_load),
            household_count(lang, load as usize),
            row.max_load.map(|max_load| format!("{} {max_load}", Text::MaxLoad.of(lang))).unwrap_or_default(),
        ];
        let [min_word, load_word, max_word] = &words;
        load_bar_ui(ui, &session.theme, load, row.min_load, row.max_load, [min_word, load_word, max_word]);
        asked = facts_ui(ui, document, session, id, row, &held);
    });
    asked = asked.or(member_actions_ui(ui, document, session, id));
    asked = asked.or(chain_ui(ui, document, session, id));
    asked.or(held_ui(ui, document, session, pictures, &held))
}

fn head_ui(ui: &mut Ui, document: &Document, session: &Session, id: MemberId, row: &Member) {
    let theme = &session.theme;
    ui.horizontal(|ui| {
        ui.label(strong(&row.name, 17.0));
        let mut words = Text::Member.of(session.lang).to_owned();
        if let Some(role) = row.roles.first() {
            words = format!("{words} · {role}");
        }
        tag_ui(ui, &words, color(theme.accent), color(theme.accent_bg));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let grid = document.index().grid_served(document.project(), id);
            let name = grid.map(|grid| Session::naming(document).grid(grid)).unwrap_or_default();
            ui.label(RichText::new(name).size(12.0).color(color(theme.text_weak)));
        });
    });
    ui.add_space(2.0);
}

fn facts_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    id: MemberId,
    row: &Member,
    held: &[(HouseholdId, LinkKind, Option<f64>)],
) -> Option<Asked> {
    let (theme, lang) = (&session.theme, session.lang);
    let lengths: Vec<f64> =
        held.iter().filter(|(_, kind, _)| *kind == LinkKind::Primary).filter_map(|(_, _, length)| *length).collect();
    if !lengths.is_empty() {
        let mean = lengths.iter().sum::<f64>() / lengths.len() as f64;
        fact_ui(ui, theme, Text::MeanDistance.of(lang), &meters(mean));
        let farthest = lengths.iter().copied().fold(0.0, f64::max);
        fact_ui(ui, theme, Text::FarthestHousehold.of(lang), &meters(farthest));
    }
    fact_ui(ui, theme, Text::MemberCode.of(lang), &row.code);
    let phone = if session.are_phones_masked { masked_phone(&row.duty_phone) } else { row.duty_phone.clone() };
    fact_ui(ui, theme, Text::DutyPhone.of(lang), &phone);
    fact_ui(ui, theme, Text::Roles.of(lang), &row.roles.join("、"));
    let note = if session.are_phones_masked { masked_note(&row.note) } else { &row.note };
    fact_ui(ui, theme, Text::TheNote.of(lang), note);
    let mut asked = None;
    if let Some(home) = row.home.filter(|_| session.selected == Some(Selected::Member(id))) {
        ui.horizontal(|ui| {
            ui.label(RichText::new(Text::Home.of(lang)).color(color(theme.text_weak)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let place = document.project().households.at(home).map(|row| row.address.short()).unwrap_or_default();
                let words = if place.is_empty() { Text::Show.of(lang).to_owned() } else { place };
                if ui.add(egui::Button::new(words).small()).clicked() {
                    asked = Some(Asked::Select(Some(Selected::Household(home))));
                }
            });
        });
    }
    let mut can_cover = row.eligible;
    let can_edit = document.check_writable().is_ok();
    let face = Text::CanCover.of(lang);
    if ui.add_enabled(can_edit, egui::Checkbox::new(&mut can_cover, face)).changed() {
        let edit = Edit::SetEligible { member: id, eligible: can_cover, then: Then::Unsaid };
        asked = Some(Asked::Do(Box::new(edit)));
    }
    let mut needs_care = row.needs_care;
    let face = Text::NeedsCare.of(lang);
    let response = ui.add_enabled(can_edit, egui::Checkbox::new(&mut needs_care, face));
    if response.on_hover_text(Text::NeedsCareHint.of(lang)).changed() {
        let edit = Edit::ChangeMember(id, Box::new(Member { needs_care, ..row.clone() }));
        asked = Some(Asked::Do(Box::new(edit)));
    }
    asked
}

fn held_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    pictures: &mut MarkPictures,
    held: &[(HouseholdId, LinkKind, Option<f64>)],
) -> Option<Asked> {
    let (theme, lang, project) = (&session.theme, session.lang, document.project());
    let mut asked = None;
    let parts = [
        (LinkKind::Primary, Text::HouseholdsHeld),
        (LinkKind::Backup, Text::BackupsHeld),
        (LinkKind::Paired, Text::PairedHeld),
    ];
    for (kind, title) in parts {
        let rows: Vec<_> = held.iter().filter(|row| row.1 == kind).collect();
        if rows.is_empty() {
            continue;
        }
        heading_ui(ui, theme, &format!("{} ({})", title.of(lang), rows.len()));
        for (household, _, length) in rows {
            let Some(row) = project.households.at(*household) else { continue };
            let name = Session::naming(document).household(*household);
            let is_chosen = session.selected == Some(Selected::Household(*household));
            ui.spacing_mut().item_spacing.y = 0.0;
            let distance = length.map(meters).unwrap_or_default();
            let (rect, response) = row_ui(ui, theme, 25.0, &format!("{name} {distance}"), is_chosen);
            let shown = project.shown_category(project.categories_of(row, document.index().is_member_home(*household)));
            let icon = egui::Rect::from_center_size(rect.left_center() + Vec2::new(12.0, 0.0), Vec2::splat(16.0));
            let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(icon));
            pictures.mark_ui(&mut inner, theme, project, shown, 11.0);
            let painter = ui.painter();
            let body = FontId::proportional(14.0);
            let at = |x: f32| egui::pos2(rect.left() + x, rect.center().y);
            painter.text(at(28.0), Align2::LEFT_CENTER, &row.head, body.clone(), color(theme.text));
            let room = rect.with_max_x(rect.right() - 60.0);
            let place = row.address.short();
            painter.with_clip_rect(room).text(at(98.0), Align2::LEFT_CENTER, place, body.clone(), color(theme.text));
            let right = rect.right_center() - Vec2::new(6.0, 0.0);
            painter.text(right, Align2::RIGHT_CENTER, distance, FontId::proportional(13.0), color(theme.text_weak));
            if response.clicked() {
                asked = Some(Asked::Show(Selected::Household(*household)));
            }
        }
    }
    asked
}
