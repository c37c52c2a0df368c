//! An organization, an enterprise or a street segment, and who keeps in contact with it.

use crate::app::Document;
use crate::app::wording::{Text, target_text};
use crate::edit::Edit;
use crate::model::{Target, UnitId, UnitKind};
use crate::scene::grouped;
use crate::ui::asked::Asked;
use crate::ui::inspector::chain::holders_ui;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{color, strong};
use crate::ui::widgets::{call, card, fact_ui, half_row, heading_ui};
use egui::{Button, RichText, Ui, Vec2};

/// So many of those who belong to an organization are named.
const NAMED: usize = 60;

/// Draws the card of a unit, what can be done with it, and what belongs to it.
pub(crate) fn unit_ui(ui: &mut Ui, document: &Document, session: &Session, id: UnitId) -> Option<Asked> {
    let (theme, lang, project) = (&session.theme, session.lang, document.project());
    let row = project.units.at(id)?;
    let naming = Session::naming(document);
    let belonging: Vec<_> = project.members.iter().filter(|(_, member)| member.organization == Some(id)).collect();
    card(theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.label(strong(&row.name, 17.0));
        ui.label(RichText::new(target_text(lang, row.kind.target())).size(12.0).color(color(theme.text_weak)));
        fact_ui(ui, theme, Text::MemberCode.of(lang), &row.code);
        let parent = row.parent.map(|parent| naming.unit(parent)).unwrap_or_default();
        fact_ui(ui, theme, Text::UnitParent.of(lang), &parent);
        if row.kind == UnitKind::Organization {
            fact_ui(ui, theme, Text::UnitMembers.of(lang), &grouped(belonging.len()));
        }
        if row.path.is_empty() {
            ui.label(RichText::new(Text::Unplaced.of(lang)).size(13.0).color(color(theme.text_weak)));
        }
        if !row.note.is_empty() {
            ui.label(&row.note);
        }
    });
    let mut asked = actions_ui(ui, document, session, id, row.kind);
    asked = asked.or(holders_ui(ui, document, session, Target::Unit(row.kind, id)));
    let below: Vec<_> = project.units.iter().filter(|(_, other)| other.parent == Some(id)).collect();
    if !below.is_empty() {
        heading_ui(ui, theme, Text::UnitsBelow.of(lang));
        for (other, row) in below {
            if ui.add(Button::new(strong(&row.name, 14.0)).frame(false)).clicked() {
                asked = Some(Asked::Show(Selected::Unit(other)));
            }
        }
    }
    if !belonging.is_empty() {
        heading_ui(ui, theme, Text::UnitMembers.of(lang));
        for (member, _) in belonging.into_iter().take(NAMED) {
            if ui.add(Button::new(naming.member(member)).frame(false)).clicked() {
                asked = Some(Asked::Show(Selected::Member(member)));
            }
        }
    }
    asked
}

fn actions_ui(ui: &mut Ui, document: &Document, session: &Session, id: UnitId, kind: UnitKind) -> Option<Asked> {
    const GAP_PT: f32 = 6.0;
    let mut asked = None;
    ui.add_space(6.0);
    let size = half_row(ui, GAP_PT);
    let can_edit = document.check_writable().is_ok();
    let name = Session::naming(document).unit(id);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(GAP_PT);
        let mut button = |text: Text| {
            let response = ui.add_enabled(can_edit, Button::new(text.of(session.lang)).min_size(size));
            call(&response, egui::Role::Button, &format!("{} {name}", text.of(session.lang)));
            response.clicked()
        };
        if button(Text::ChangeUnit) {
            asked = Some(Asked::AskUnit(kind, Some(id)));
        }
        if button(Text::PlaceUnit) {
            asked = Some(Asked::PlaceOnMap(Target::Unit(kind, id)));
        }
        if button(Text::RemoveUnit) {
            asked = Some(Asked::Do(Box::new(Edit::RemoveUnit(id))));
        }
    });
    asked
}
