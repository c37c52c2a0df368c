//! The tiers of the scheme as a tree: who keeps in contact with whom and what, down to the households; a switch that
//! says which tier is being planned, also on the map; the same people by their organizations.

mod chip;
mod drag;
mod lines;
mod row;
mod state;
mod wish;

pub(crate) use chip::chip_ui;
pub(crate) use drag::{listen, overlay_ui};
pub(crate) use state::TiersState;

use crate::app::Document;
use crate::app::wording::{Text, count_of_all, tier_words};
use crate::index::covers_in_tier;
use crate::model::{MemberId, Plan, Project, Target, TargetKind, Tier, UnitKind};
use crate::ui::asked::Asked;
use crate::ui::session::Session;
use crate::ui::style::{ROW_PT, color};
use crate::ui::tiers::row::line_ui;
use crate::ui::tiers::state::View;
use crate::ui::widgets::{call, row_ui};
use egui::{Align, Align2, Button, FontId, Layout, Rect, RichText, ScrollArea, Ui, UiBuilder, Vec2};

/// Width of the list of tiers, as a share of the panel, and its bounds.
const SWITCH_SHARE: f32 = 0.26;
const SWITCH_PT: (f32, f32) = (210.0, 330.0);

/// True if a scheme has more to show than who covers which household.
pub(crate) fn has_tiers(project: &Project) -> bool {
    let mut tiers = project.facts.scheme.tiers.iter();
    tiers.any(|tier| tier.of != TargetKind::Household && tier.severity.is_some()) || !project.units.is_empty()
}

/// Draws the panel.
pub(crate) fn tiers_ui(ui: &mut Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    let whole = ui.available_rect_before_wrap();
    let switch_pt = (whole.width() * SWITCH_SHARE).clamp(SWITCH_PT.0, SWITCH_PT.1);
    let left = Rect::from_min_max(whole.min, egui::pos2(whole.left() + switch_pt, whole.bottom()));
    let right = Rect::from_min_max(egui::pos2(whole.left() + switch_pt + 16.0, whole.top()), whole.max);
    let layout = Layout::top_down(Align::Min);
    let mut inner = ui.new_child(UiBuilder::new().id_salt("tier switch").max_rect(left).layout(layout));
    inner.shrink_clip_rect(left);
    switch_ui(&mut inner, document, session);
    let line = whole.left() + switch_pt + 8.0;
    ui.painter().vline(line, whole.y_range(), egui::Stroke::new(1.0, color(session.theme.panel_edge)));
    let mut inner = ui.new_child(UiBuilder::new().id_salt("tier tree").max_rect(right).layout(layout));
    inner.shrink_clip_rect(right);
    let asked = tree_ui(&mut inner, document, session);
    ui.advance_cursor_after_rect(whole);
    asked
}

/// Which tier is being planned: a line each, with how many have somebody.
fn switch_ui(ui: &mut Ui, document: &Document, session: &mut Session) {
    let (lang, theme, project) = (session.lang, session.theme.clone(), document.project());
    let scheme = &project.facts.scheme;
    let roles: Vec<(String, String)> = scheme.roles.iter().map(|role| (role.key.clone(), role.name.clone())).collect();
    let progress = session.tiers.progress(document);
    ScrollArea::vertical().id_salt("tier switch").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut line = |ui: &mut Ui, view: &View, name: &str, more: &str, count: &str, is_short: bool| {
            let is_chosen = session.tiers.view == *view;
            let (rect, response) = row_ui(ui, &theme, 40.0, &format!("{name} {count}"), is_chosen);
            let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
            let left = rect.left() + 8.0;
            let body = FontId::proportional(14.0);
            let ink = if is_short { theme.warn } else { theme.text_weak };
            let drawn = painter.text(
                egui::pos2(rect.right() - 8.0, rect.top() + 12.0),
                Align2::RIGHT_CENTER,
                count,
                FontId::proportional(13.0),
                color(ink),
            );
            let room = painter.with_clip_rect(rect.with_max_x(drawn.left() - 6.0).intersect(ui.clip_rect()));
            room.text(egui::pos2(left, rect.top() + 12.0), Align2::LEFT_CENTER, name, body, color(theme.text));
            let small = FontId::proportional(12.0);
            painter.text(egui::pos2(left, rect.top() + 29.0), Align2::LEFT_CENTER, more, small, color(theme.text_weak));
            if response.on_hover_text(more).clicked() {
                session.tiers.choose(view.clone());
            }
        };
        let households = &document.tally().whole.equation;
        let name = scheme.household_tier().map_or("", |tier| tier.name.as_str());
        let count = count_of_all(lang, households.covered, households.required());
        let is_short = households.uncovered() > 0;
        line(ui, &View::Whole, name, Text::TierWhole.of(lang), &count, is_short);
        for (tier, at) in progress.iter().filter_map(|at| Some((scheme.tiers.get(at.tier_idx)?, at))) {
            let count = count_of_all(lang, at.done, at.all);
            let (view, more) = (View::Tier(tier.id.clone()), tier_words(lang, tier, &roles));
            line(ui, &view, &tier.name, &more, &count, at.done < at.all);
        }
        let organizations = project.units.rows().filter(|row| row.kind == UnitKind::Organization).count();
        let (name, more) = (Text::Organizations.of(lang), Text::TierOrganizations.of(lang));
        line(ui, &View::Organizations, name, more, &organizations.to_string(), false);
    });
}

/// Who keeps in contact with something in a tier.
fn holders<'a>(
    project: &'a Project,
    plan: &'a Plan,
    tier: &'a Tier,
    target: Target,
) -> impl Iterator<Item = MemberId> + 'a {
    plan.linked_to(target).iter().copied().filter(move |member| covers_in_tier(project, tier, *member))
}

fn tree_ui(ui: &mut Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    let mut asked = head_ui(ui, document, session);
    let lines = session.tiers.lines(document);
    if lines.is_empty() {
        ui.label(RichText::new(Text::TierEmpty.of(session.lang)).color(color(session.theme.text_weak)));
        return asked;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("tier tree").auto_shrink(false).show_rows(ui, ROW_PT, lines.len(), |ui, range| {
        for line in lines.iter().skip(range.start).take(range.len()) {
            asked = asked.take().or(line_ui(ui, document, session, line));
        }
    });
    asked
}

/// What can be added here, and how things are moved.
fn head_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let lang = session.lang;
    let kind = match &session.tiers.view {
        View::Whole => None,
        View::Organizations => Some(UnitKind::Organization),
        View::Tier(id) => {
            let tier = document.project().facts.scheme.tier(id);
            tier.and_then(|tier| UnitKind::ALL.into_iter().find(|kind| kind.target() == tier.of))
        }
    };
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.label(RichText::new(Text::TierDragHint.of(lang)).size(12.0).color(color(session.theme.text_weak)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let Some(kind) = kind else { return };
            let can_edit = document.check_writable().is_ok();
            let response = ui.add_enabled(can_edit, Button::new(Text::AddUnit.of(lang)).min_size(Vec2::new(64.0, 0.0)));
            call(&response, egui::Role::Button, Text::AddUnit.of(lang));
            if response.clicked() {
                asked = Some(Asked::AskUnit(kind, None));
            }
        });
    });
    asked
}
