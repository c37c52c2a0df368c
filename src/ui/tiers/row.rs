//! One line of the tree of tiers, to be opened, shown, and dragged onto a member.

use crate::app::Document;
use crate::app::wording::{Text, counted_words, household_count, range_text};
use crate::index::{covered_in_tier, tier_is_about};
use crate::model::{Target, UnitKind};
use crate::ui::asked::Asked;
use crate::ui::bottom_panel::{selected_of, short_line};
use crate::ui::map::preview_card_ui;
use crate::ui::session::Session;
use crate::ui::style::{ROW_PT, bold, color};
use crate::ui::tiers::lines::Line;
use crate::ui::tiers::state::{Node, View};
use crate::ui::tiers::wish::{Carried, carried, wish};
use crate::ui::twist::twist_ui;
use egui::{Align2, CornerRadius, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2};

/// How far a level stands in.
const INDENT_PT: f32 = 18.0;
/// What stands at the right is not farther away than this.
const WIDEST_PT: f32 = 560.0;

/// Draws a line.
pub(super) fn line_ui(ui: &mut Ui, document: &Document, session: &mut Session, line: &Line) -> Option<Asked> {
    let node = line.node()?;
    let theme = session.theme.clone();
    let name = name_of(document, session, node);
    let (count, is_fine) = count_of(document, session, line, node);
    let pick = pickable(document, session, node);
    let is_picked = pick.is_some_and(|target| session.tiers.picked.contains(&target));
    let selected = if let Node::Thing(target) = node { selected_of(target) } else { None };
    let is_chosen = selected.is_some() && session.selected == selected || is_picked;
    let size = Vec2::new(ui.available_width(), ROW_PT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, format!("{name} {count}")));
    if is_chosen || response.hovered() || response.has_focus() {
        let ground = if is_chosen { theme.groove } else { theme.hover };
        ui.painter().rect_filled(rect, CornerRadius::same(5), color(ground));
    }
    let left = rect.left() + 6.0 + INDENT_PT * (line.path.len() - 1) as f32;
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let ink = if is_fine { theme.text_weak } else { theme.warn };
    let small = FontId::proportional(13.0);
    // In a wide panel the eye would lose the line on its way to the number.
    let end = (rect.left() + WIDEST_PT).min(rect.right() - 8.0);
    let drawn = painter.text(egui::pos2(end, rect.center().y), Align2::RIGHT_CENTER, &count, small, color(ink));
    let room = rect.with_min_x(left + 20.0).with_max_x(drawn.left() - 8.0);
    let font = if line.below > 0 { FontId::new(14.0, bold()) } else { FontId::proportional(14.0) };
    let ink = if node == Node::Nobody { theme.error } else { theme.text };
    short_line(ui, room, &name, font, color(ink));
    let twist = Rect::from_center_size(egui::pos2(left + 8.0, rect.center().y), Vec2::splat(18.0));
    if line.below > 0 && twist_ui(ui, session, twist, &name, line.is_open) {
        session.tiers.turn(&line.path);
        return None;
    }
    let dropped = carry_ui(ui, document, session, line, &response);
    if dropped.is_some() {
        return dropped;
    }
    if response.clicked() {
        let is_more = ui.input(|input| input.modifiers.command) && document.check_writable().is_ok();
        if let Some(target) = pick.filter(|_| is_more) {
            session.tiers.toggle(target);
            return None;
        }
        return match node {
            Node::Thing(target) => Some(Asked::ShowTarget(target)),
            Node::Nobody | Node::Unaffiliated => {
                session.tiers.turn(&line.path);
                None
            }
        };
    }
    None
}

/// Takes the line up, or takes in what is dropped on it.
fn carry_ui(ui: &Ui, document: &Document, session: &mut Session, line: &Line, response: &Response) -> Option<Asked> {
    if document.check_writable().is_err() {
        return None;
    }
    let Some(Node::Thing(target)) = line.node() else { return None };
    let can_move = !matches!(target, Target::Unit(UnitKind::Organization, _)) || session.tiers.chosen.is_some();
    if can_move && response.drag_started() {
        response.dnd_set_drag_payload(taken(document, session, line, target));
    }
    let Target::Member(to) = target else { return None };
    if let Some(carried) = response.dnd_release_payload::<Vec<Carried>>() {
        let edit = wish(&carried, to)?;
        if session.tiers.preview(document, &edit).is_ok() {
            session.tiers.picked.clear();
        }
        return Some(Asked::Do(Box::new(edit)));
    }
    let carried = response.dnd_hover_payload::<Vec<Carried>>()?;
    let edit = wish(&carried, to)?;
    let preview = session.tiers.preview(document, &edit).clone();
    let ink = if preview.is_ok() { session.theme.preview } else { session.theme.error };
    ui.painter().rect_stroke(response.rect, 5.0, Stroke::new(2.0, color(ink)), StrokeKind::Inside);
    egui::Tooltip::always_open(
        ui.ctx().clone(),
        ui.layer_id(),
        egui::Id::unique("tier preview"),
        egui::PopupAnchor::Pointer,
    )
    .show(|ui| preview_card_ui(ui, document, session, &preview, Text::PreviewDrop));
    None
}

/// What comes along when a line is taken up: the line, or everything that is picked if it is.
fn taken(document: &Document, session: &Session, line: &Line, target: Target) -> Vec<Carried> {
    let picked = &session.tiers.picked;
    let tier = session.tiers.chosen.as_deref().and_then(|id| document.project().facts.scheme.tier(id));
    match tier.filter(|_| picked.contains(&target)) {
        Some(tier) => carried(document, tier, picked, target),
        None => vec![Carried { target, from: line.holder() }],
    }
}

/// What of the chosen tier a line is about, if the map could pick it as well.
fn pickable(document: &Document, session: &Session, node: Node) -> Option<Target> {
    let Node::Thing(target) = node else { return None };
    let project = document.project();
    let tier = project.facts.scheme.tier(session.tiers.chosen.as_deref()?)?;
    tier_is_about(project, tier, target).then_some(target)
}

fn name_of(document: &Document, session: &Session, node: Node) -> String {
    match node {
        Node::Nobody => Text::ChainNobody.of(session.lang).to_owned(),
        Node::Unaffiliated => Text::TierUnaffiliated.of(session.lang).to_owned(),
        Node::Thing(target) => {
            let name = Session::naming(document).target(target);
            let roles = match target {
                Target::Member(member) => document.project().members.at(member).map(|row| row.roles.join("、")),
                _ => None,
            };
            match roles.filter(|roles| !roles.is_empty()) {
                Some(roles) => format!("{name}  {roles}"),
                None => name,
            }
        }
    }
}

/// What stands at the right, and whether it is as the scheme says.
fn count_of(document: &Document, session: &Session, line: &Line, node: Node) -> (String, bool) {
    let (lang, project) = (session.lang, document.project());
    let plan = project.plans.at(document.plan());
    match node {
        Node::Nobody | Node::Unaffiliated => (line.below.to_string(), node != Node::Nobody),
        Node::Thing(Target::Member(member)) => {
            let tier = match &session.tiers.view {
                View::Tier(id) if line.path.len() == 1 => project.facts.scheme.tier(id),
                _ => None,
            };
            let Some((tier, plan)) = tier.zip(plan) else {
                let load = plan.map_or(0, |plan| plan.load_of(member));
                return (household_count(lang, load as usize), true);
            };
            let count = covered_in_tier(project, plan, tier, member).count();
            let is_fine = count >= usize::from(tier.min) && tier.max.is_none_or(|max| count <= usize::from(max));
            (format!("{count} / {}", range_text(lang, tier)), is_fine)
        }
        Node::Thing(Target::Unit(UnitKind::Organization, _)) if line.belonging > 0 => {
            (counted_words(lang, line.belonging), true)
        }
        Node::Thing(_) => (String::new(), true),
    }
}
