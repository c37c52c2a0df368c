//! Where a member stands in the tiers of the scheme: who keeps in contact with the member, and with whom and what the
//! member does besides households.

use crate::app::Document;
use crate::app::wording::{Text, range_text, said_of};
use crate::edit::Edit;
use crate::index::{covered_in_tier, covers_in_tier, place_of_target, tier_is_about};
use crate::model::{MemberId, Plan, Project, Target, TargetKind, Tier};
use crate::ui::asked::Asked;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{color, strong};
use crate::ui::widgets::{call, heading_ui};
use egui::{Align, Button, Layout, RichText, Ui};

/// So many are offered, the nearest first.
const OFFERED: usize = 12;
/// A chain upwards is not followed farther.
const HIGHEST: usize = 6;

/// Draws the tiers that a member has a part in; nothing where the scheme has none but that of households.
pub(crate) fn chain_ui(ui: &mut Ui, document: &Document, session: &Session, id: MemberId) -> Option<Asked> {
    let project = document.project();
    let plan = project.plans.at(document.plan())?;
    let scheme = &project.facts.scheme;
    let mut asked = None;
    let tiers = scheme.tiers.iter().filter(|tier| tier.severity.is_some());
    for tier in tiers.filter(|tier| tier.of != TargetKind::Household) {
        if tier_is_about(project, tier, Target::Member(id)) {
            asked = asked.or(above_ui(ui, document, session, plan, tier, Target::Member(id)));
        }
        let covered: Vec<Target> = covered_in_tier(project, plan, tier, id).collect();
        let has_part = covers_in_tier(project, tier, id) && (tier.min > 0 || !tier.by.is_empty());
        if has_part || !covered.is_empty() {
            asked = asked.or(below_ui(ui, document, session, tier, id, &covered));
        }
    }
    asked
}

/// Who is above a member, up to the top: nothing where nobody is. Each can be shown by a click.
pub(super) fn up_ui(ui: &mut Ui, document: &Document, session: &Session, id: MemberId) -> Option<Asked> {
    let plan = document.project().plans.at(document.plan())?;
    let above = |below: &MemberId| plan.linked_to(Target::Member(*below)).first().copied();
    // Two may keep in contact with each other.
    let chain: Vec<MemberId> = std::iter::successors(above(&id), above).take(HIGHEST).collect();
    if chain.is_empty() {
        return None;
    }
    let naming = Session::naming(document);
    let mut asked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(Text::ChainUp.of(session.lang)).size(13.0).color(color(session.theme.text_weak)));
        for member in chain {
            let roles = document.project().members.at(member).map(|row| row.roles.join("、")).unwrap_or_default();
            let name = format!("→ {} {roles}", naming.member(member));
            if ui.add(Button::new(RichText::new(name.trim()).size(13.0)).frame(false)).clicked() {
                asked = Some(Asked::Show(Selected::Member(member)));
            }
        }
    });
    asked
}

/// Who keeps in contact with something in the tiers of the scheme, and who could.
pub(super) fn holders_ui(ui: &mut Ui, document: &Document, session: &Session, target: Target) -> Option<Asked> {
    let project = document.project();
    let plan = project.plans.at(document.plan())?;
    let tiers = project.facts.scheme.tiers.iter().filter(|tier| tier.severity.is_some());
    let mut asked = None;
    for tier in tiers.filter(|tier| tier_is_about(project, tier, target)) {
        asked = asked.or(above_ui(ui, document, session, plan, tier, target));
    }
    asked
}

/// Who keeps in contact with something in one tier, and who could.
fn above_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    plan: &Plan,
    tier: &Tier,
    target: Target,
) -> Option<Asked> {
    let (lang, project) = (session.lang, document.project());
    let naming = Session::naming(document);
    let has_part = |member: &MemberId| {
        project.members.at(*member).is_some_and(|row| project.facts.scheme.has_part(&row.roles, &tier.by))
    };
    let holders: Vec<MemberId> = plan.linked_to(target).iter().copied().filter(has_part).collect();
    let mut asked = None;
    heading_ui(ui, &session.theme, &said_of(lang, &tier.name, Text::ChainAbove.of(lang)));
    if holders.is_empty() {
        ui.label(RichText::new(Text::ChainNobody.of(lang)).color(color(session.theme.warn)));
    }
    for &holder in &holders {
        asked = asked.or(line_ui(ui, document, session, Target::Member(holder), target, holder));
    }
    let can_edit = document.check_writable().is_ok();
    // Who is chosen comes in the place of the one who is there; beside several.
    let instead_of = if let [only] = holders[..] { Some(only) } else { None };
    ui.add_enabled_ui(can_edit, |ui| {
        let menu = ui.menu_button(Text::ChainChoose.of(lang), |ui| {
            let mut offered = offers(project, document, plan, tier, target).into_iter();
            let chosen =
                offered.find(|(member, count)| ui.button(format!("{}  {count}", naming.member(*member))).clicked());
            if let Some((to, _)) = chosen {
                asked = Some(Asked::Do(Box::new(Edit::LinkTargets { targets: vec![target], to, instead_of })));
                ui.close();
            }
        });
        let name = format!("{} {}", tier.name, Text::ChainChoose.of(lang));
        call(&menu.response, egui::Role::Button, &name);
    });
    asked
}

/// Those who could keep in contact with something in a tier, the nearest first, with how many they have in it.
fn offers(project: &Project, document: &Document, plan: &Plan, tier: &Tier, target: Target) -> Vec<(MemberId, usize)> {
    let is_able = |member: &MemberId| {
        covers_in_tier(project, tier, *member)
            && target != Target::Member(*member)
            && !plan.linked_to(target).contains(member)
    };
    let count = |member: MemberId| (member, covered_in_tier(project, plan, tier, member).count());
    match place_of_target(project, target) {
        Some(at) => {
            let near = document.index().members_near(project, at).map(|(member, _)| member);
            near.filter(is_able).take(OFFERED).map(count).collect()
        }
        None => project.members.ids().filter(is_able).take(OFFERED).map(count).collect(),
    }
}

/// With whom or what the member keeps in contact in one tier.
fn below_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    tier: &Tier,
    id: MemberId,
    covered: &[Target],
) -> Option<Asked> {
    let lang = session.lang;
    let heading = format!("{} {} / {}", tier.name, covered.len(), range_text(lang, tier));
    heading_ui(ui, &session.theme, &heading);
    let mut asked = None;
    for &target in covered {
        asked = asked.or(line_ui(ui, document, session, target, target, id));
    }
    asked
}

/// A line with what is shown by a click, and the button that ends the contact.
fn line_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    shown: Target,
    target: Target,
    holder: MemberId,
) -> Option<Asked> {
    let (lang, naming) = (session.lang, Session::naming(document));
    let mut asked = None;
    ui.horizontal(|ui| {
        let name = naming.target(shown);
        if ui.add(Button::new(strong(&name, 14.0)).frame(false)).clicked() {
            asked = match shown {
                Target::Member(member) => Some(Asked::Show(Selected::Member(member))),
                Target::Grid(grid) => Some(Asked::ShowGrid(grid)),
                Target::Household(household) => Some(Asked::Show(Selected::Household(household))),
                Target::Unit(_, unit) => Some(Asked::Show(Selected::Unit(unit))),
                Target::Building(_) => None,
            };
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let response = ui.add_enabled(document.check_writable().is_ok(), Button::new("×").small());
            call(&response, egui::Role::Button, &format!("{} {name}", Text::ChainEnd.of(lang)));
            if response.on_hover_text(Text::ChainEnd.of(lang)).clicked() {
                asked = Some(Asked::Do(Box::new(Edit::UnlinkTarget { target, member: holder })));
            }
        });
    });
    asked
}
