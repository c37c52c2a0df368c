//! What a grid holds.

use crate::app::wording::{Text, household_count};
use crate::app::{Command, Document};
use crate::model::{GridId, MemberId, Target};
use crate::scene::grouped;
use crate::ui::asked::Asked;
use crate::ui::inspector::chain::holders_ui;
use crate::ui::menus::ON_GRID;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{color, strong};
use crate::ui::widgets::{MarkPictures, card, fact_ui, half_row, heading_ui, row_ui};
use egui::{Align2, Button, FontId, RichText, Ui, Vec2};

/// Draws the card of a grid and its members.
pub(crate) fn grid_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    pictures: &mut MarkPictures,
    id: GridId,
) -> Option<Asked> {
    let (theme, lang, project) = (&session.theme, session.lang, document.project());
    let row = project.grids.at(id)?;
    let count = document.tally().by_grid.get(&id).cloned().unwrap_or_default();
    card(theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.horizontal(|ui| {
            ui.label(strong(&row.name, 17.0));
            let level = project.facts.scheme.levels.get(usize::from(row.level)).cloned().unwrap_or_default();
            ui.label(RichText::new(level).size(12.0).color(color(theme.text_weak)));
        });
        fact_ui(ui, theme, Text::MemberCode.of(lang), &row.code);
        let leader = row.leader.map(|leader| Session::naming(document).member(leader)).unwrap_or_default();
        fact_ui(ui, theme, Text::Leader.of(lang), &leader);
        let equation = &count.equation;
        fact_ui(ui, theme, Text::HouseholdCount.of(lang), &grouped(count.categories.values().sum::<usize>()));
        fact_ui(ui, theme, Text::CoveredCount.of(lang), &grouped(equation.covered));
        fact_ui(ui, theme, Text::UncoveredCount.of(lang), &grouped(equation.uncovered()));
        fact_ui(ui, theme, Text::NotRequiredCount.of(lang), &grouped(equation.not_required()));
    });
    ui.add_space(6.0);
    // As in the legend, what is not known comes last.
    let (unknown, known): (Vec<_>, Vec<_>) = count.categories.iter().partition(|(category, _)| category.is_none());
    for (category, households) in known.into_iter().chain(unknown) {
        ui.horizontal(|ui| {
            // The numbers stand over those of the members below.
            ui.set_max_width(ui.available_width() - 6.0);
            pictures.mark_ui(ui, theme, project, *category, 12.0);
            let name = category.and_then(|category| project.categories.at(category)).map(|row| row.name.clone());
            fact_ui(ui, theme, &name.unwrap_or_else(|| Text::Unknown.of(lang).to_owned()), &grouped(*households));
        });
    }
    let asked = actions_ui(ui, document, session);
    let asked = asked.or(holders_ui(ui, document, session, Target::Grid(id)));
    asked.or(members_ui(ui, document, session, id))
}

/// What can be done with the grid.
fn actions_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    const GAP_PT: f32 = 6.0;
    let mut asked = None;
    ui.add_space(6.0);
    let size = half_row(ui, GAP_PT);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(GAP_PT);
        for command in ON_GRID.into_iter().chain([Command::CheckGrids]) {
            let obstacle = command.obstacle(document, session.focus());
            let face = command.face().of(session.lang);
            let response = ui.add_enabled(obstacle.is_none(), Button::new(face).min_size(size));
            if let Some(why) = obstacle {
                response.on_disabled_hover_text(why.words(session.lang));
            } else if response.clicked() {
                asked = Some(Asked::Run(command));
            }
        }
    });
    asked
}

fn members_ui(ui: &mut Ui, document: &Document, session: &Session, id: GridId) -> Option<Asked> {
    let (theme, lang, project) = (&session.theme, session.lang, document.project());
    let plan = project.plans.at(document.plan())?;
    let serves = |member: &MemberId| document.index().grid_served(project, *member) == Some(id);
    let members: Vec<MemberId> =
        project.members.iter().filter(|(_, row)| row.can_cover()).map(|(id, _)| id).filter(serves).collect();
    if members.is_empty() {
        return None;
    }
    heading_ui(ui, theme, &format!("{} ({})", Text::MembersServing.of(lang), members.len()));
    let mut asked = None;
    for member in members {
        let name = Session::naming(document).member(member);
        let load = plan.load_of(member);
        let words = household_count(lang, load as usize);
        let (rect, response) = row_ui(ui, theme, 25.0, &format!("{name} {words}"), false);
        let body = FontId::proportional(14.0);
        let painter = ui.painter();
        let left = rect.left_center() + Vec2::new(6.0, 0.0);
        painter.text(left, Align2::LEFT_CENTER, &name, body.clone(), color(theme.text));
        let right = rect.right_center() - Vec2::new(6.0, 0.0);
        painter.text(right, Align2::RIGHT_CENTER, words, body, color(theme.text_weak));
        if response.clicked() {
            asked = Some(Asked::Show(Selected::Member(member)));
        }
    }
    asked
}
