//! The changes, by what changed hands between whom; each group opens to its households.

use crate::app::wording::{
    Text, became, extra_words, from_to, household_count, part_words, straight_words, take_back_of,
};
use crate::app::{Comparison, Document, LoadChange};
use crate::index::{DifferenceGroup, DifferentPart};
use crate::model::{HouseholdId, MemberId};
use crate::ui::asked::Asked;
use crate::ui::changes::take_back_ui;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{ROW_PT, bold, color};
use crate::ui::widgets::row_ui;
use egui::{Align, Align2, FontId, Layout, Rect, ScrollArea, Stroke, Ui, UiBuilder, Vec2};

/// A line of the list.
#[derive(Clone, Copy, Debug)]
enum Line<'a> {
    Group(&'a DifferenceGroup),
    Household(&'a DifferenceGroup, HouseholdId),
}

/// Draws the list.
pub(crate) fn groups_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    comparison: &Comparison,
) -> Option<Asked> {
    let mut lines = Vec::new();
    for group in &comparison.groups {
        lines.push(Line::Group(group));
        if session.changes.open.contains(&(group.part, group.from, group.to)) {
            lines.extend(group.households.iter().map(|&household| Line::Household(group, household)));
        }
    }
    let mut asked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("groups").auto_shrink(false).show_rows(ui, ROW_PT, lines.len(), |ui, range| {
        for line in lines.iter().skip(range.start).take(range.len()) {
            let one = match *line {
                Line::Group(group) => group_ui(ui, document, session, comparison, group),
                Line::Household(group, household) => {
                    household_ui(ui, document, session, comparison, (group, household))
                }
            };
            asked = asked.take().or(one);
        }
    });
    asked
}

fn group_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    comparison: &Comparison,
    group: &DifferenceGroup,
) -> Option<Asked> {
    let (lang, theme) = (session.lang, session.theme.clone());
    let naming = Session::naming(document);
    let key = (group.part, group.from, group.to);
    let is_open = session.changes.open.contains(&key);
    let who = from_to(lang, naming, group.from, group.to);
    let count = household_count(lang, group.households.len());
    let name = match group.part {
        DifferentPart::Responsible => format!("{who} {count}"),
        part => format!("{who} {} {count}", part_words(lang, part)),
    };
    let (rect, response) = row_ui(ui, &theme, ROW_PT, &name, false);
    let button = Rect::from_min_max(egui::pos2(rect.right() - 64.0, rect.top()), rect.max);
    let painter = ui.painter().with_clip_rect(rect.with_max_x(button.left() - 6.0).intersect(ui.clip_rect()));
    chevron(&painter, rect.left_center() + Vec2::new(11.0, 0.0), is_open, color(theme.text_weak));
    let mut at = rect.left_center() + Vec2::new(24.0, 0.0);
    let mut write = |words: &str, font: FontId, ink| {
        let drawn = painter.text(at, Align2::LEFT_CENTER, words, font, color(ink));
        at.x = drawn.right() + 14.0;
    };
    write(&who, FontId::new(14.0, bold()), theme.text);
    write(&count, FontId::proportional(14.0), theme.text);
    let small = || FontId::proportional(13.0);
    if group.part == DifferentPart::Responsible {
        if group.from.is_some() && group.to.is_some() {
            write(&straight_words(lang, group.extra_m), small(), theme.text_weak);
        }
        for member in [group.from, group.to].into_iter().flatten() {
            if let Some(load) = comparison.loads.iter().find(|load| load.member == member) {
                write(&load_words(document, load), small(), if load.is_fine() { theme.text_weak } else { theme.warn });
            }
        }
    } else {
        write(part_words(lang, group.part), small(), theme.text_weak);
    }
    let mut inner = ui.new_child(UiBuilder::new().max_rect(button).layout(Layout::right_to_left(Align::Center)));
    let names = (Text::TakeBack.of(lang), take_back_of(lang, &name));
    let asked = take_back_ui(&mut inner, document, session, comparison, &group.households, (names.0, names.1.as_str()));
    if asked.is_none() && response.clicked() {
        if !session.changes.open.remove(&key) {
            session.changes.open.insert(key);
        }
        return Some(Asked::ShowHouseholds(group.households.clone()));
    }
    asked
}

fn household_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    comparison: &Comparison,
    (group, household): (&DifferenceGroup, HouseholdId),
) -> Option<Asked> {
    let (lang, theme, project) = (session.lang, &session.theme, document.project());
    let name = Session::naming(document).household(household);
    let is_chosen = session.selected == Some(Selected::Household(household));
    let (rect, response) = row_ui(ui, theme, ROW_PT, &name, is_chosen);
    let button = Rect::from_min_max(egui::pos2(rect.right() - 64.0, rect.top()), rect.max);
    let painter = ui.painter().with_clip_rect(rect.with_max_x(button.left() - 6.0).intersect(ui.clip_rect()));
    let body = FontId::proportional(14.0);
    let drawn =
        painter.text(rect.left_center() + Vec2::new(40.0, 0.0), Align2::LEFT_CENTER, &name, body, color(theme.text));
    let length = |member: Option<MemberId>| project.link_m(household, member?);
    let words = match (length(group.from), length(group.to)) {
        (Some(before), Some(after)) if group.from != group.to => {
            let meters = |m: f64| crate::app::wording::meters(m);
            format!("{}  {}", became(&meters(before), &meters(after)), extra_words(after - before))
        }
        _ => String::new(),
    };
    let at = egui::pos2(drawn.right() + 14.0, rect.center().y);
    painter.text(at, Align2::LEFT_CENTER, words, FontId::proportional(13.0), color(theme.text_weak));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(button).layout(Layout::right_to_left(Align::Center)));
    let called = take_back_of(lang, &name);
    let faces = (Text::TakeBack.of(lang), called.as_str());
    let asked = take_back_ui(&mut inner, document, session, comparison, &[household], faces);
    asked.or_else(|| response.clicked().then_some(Asked::Show(Selected::Household(household))))
}

/// A load that became another: 王芳 14 → 13.
pub(crate) fn load_words(document: &Document, load: &LoadChange) -> String {
    let name = Session::naming(document).member(load.member);
    format!("{name} {} → {}", load.before, load.after)
}

/// Points right, or down where a group is open.
fn chevron(painter: &egui::Painter, at: egui::Pos2, is_open: bool, ink: egui::Color32) {
    let points = if is_open {
        [Vec2::new(-4.0, -2.0), Vec2::new(0.0, 2.5), Vec2::new(4.0, -2.0)]
    } else {
        [Vec2::new(-2.0, -4.0), Vec2::new(2.5, 0.0), Vec2::new(-2.0, 4.0)]
    };
    painter.add(egui::Shape::line(points.map(|point| at + point).to_vec(), Stroke::new(1.6, ink)));
}
