//! What the filter leaves out, as a strip above the map: every part can be taken away alone.

use crate::app::wording::{Text, category_left_out, only_of, only_of_grid, shown_words};
use crate::app::{Command, Document};
use crate::index::{Filter, FilterState, NotRequired};
use crate::ui::aid::Aid;
use crate::ui::asked::Asked;
use crate::ui::menus::{command_button, menu_command_ui, tip_of};
use crate::ui::session::{Selected, Session};
use crate::ui::style::color;
use crate::ui::widgets::call;
use egui::{Align, Button, CornerRadius, Frame, Layout, Margin, Panel, RichText, ScrollArea, Sense, Stroke, Ui, Vec2};

/// Height of a chip.
const CHIP_PT: f32 = 26.0;
/// A long list in a menu is so high.
const MENU_PT: f32 = 320.0;

/// Draws the strip while something is left out.
pub(crate) fn filter_strip_ui(ui: &mut Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    if session.filter.is_empty() {
        return None;
    }
    let mut asked = None;
    let frame = Frame::new().fill(color(session.theme.warn_bg)).inner_margin(Margin::symmetric(12, 5));
    Panel::top("filter").frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::new(6.0, 5.0);
            let filter = session.filter.clone();
            let shown = session.find.shown_count(document, &filter);
            let equation = &document.tally().whole.equation;
            let gone = equation.not_required_by.get(&NotRequired::MovedOut).copied().unwrap_or(0);
            let words = shown_words(session.lang, shown, equation.register - gone);
            ui.label(RichText::new(words).color(color(session.theme.text_weak)));
            if shown == 0 {
                ui.label(RichText::new(Text::FilterNothing.of(session.lang)).color(color(session.theme.warn)));
            }
            for (words, rest) in parts(document, session) {
                if chip_ui(ui, session, &words) {
                    asked = Some(Asked::Aid(Aid::Filter(Box::new(rest))));
                }
            }
            let command = Command::FilterClear;
            let face = RichText::new(command.face().of(session.lang)).color(color(session.theme.accent));
            let response = ui.add(Button::new(face).frame(false).min_size(Vec2::new(0.0, CHIP_PT)));
            if response.on_hover_text(tip_of(session, command)).clicked() {
                asked = Some(Asked::Run(command));
            }
        });
    });
    asked
}

/// Every part of the filter in words, with the filter that is left without it.
fn parts(document: &Document, session: &Session) -> Vec<(String, Filter)> {
    let (lang, naming, filter) = (session.lang, Session::naming(document), &session.filter);
    let mut parts = Vec::new();
    if let Some(state) = filter.state {
        let words = command_of(state).face().of(lang).to_owned();
        parts.push((words, Filter { state: None, ..filter.clone() }));
    }
    if let Some(member) = filter.member {
        parts.push((only_of(lang, &naming.member(member)), Filter { member: None, ..filter.clone() }));
    }
    if let Some(grid) = filter.grid {
        parts.push((only_of_grid(lang, &naming.grid(grid)), Filter { grid: None, ..filter.clone() }));
    }
    for hidden in &filter.hidden {
        let name = hidden.and_then(|id| document.project().categories.at(id)).map(|row| row.name.as_str());
        let words =
            name.map_or_else(|| Text::FilterUnclassified.of(lang).to_owned(), |name| category_left_out(lang, name));
        let mut rest = filter.clone();
        rest.hidden.remove(hidden);
        parts.push((words, rest));
    }
    parts
}

fn command_of(state: FilterState) -> Command {
    match state {
        FilterState::Uncovered => Command::FilterUncovered,
        FilterState::OverMax => Command::FilterOverMax,
        FilterState::Changed => Command::FilterChanged,
    }
}

/// A part of the filter with a cross. True if it is to go.
fn chip_ui(ui: &mut Ui, session: &Session, words: &str) -> bool {
    let theme = &session.theme;
    let ink = color(theme.text);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), egui::FontId::proportional(13.0), ink);
    let size = Vec2::new(galley.size().x + 40.0, CHIP_PT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = [words, "×"].join(" ");
    call(&response, egui::Role::Button, &name);
    let ground = if response.hovered() || response.has_focus() { theme.hover } else { theme.card };
    let edge = Stroke::new(1.0, color(theme.panel_edge));
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(13), color(ground), edge, egui::StrokeKind::Inside);
    painter.galley(egui::pos2(rect.left() + 12.0, rect.center().y - galley.size().y / 2.0), galley, ink);
    let cross = rect.right_center() - Vec2::new(15.0, 0.0);
    let stroke = Stroke::new(1.5, color(theme.text_weak));
    for (x, y) in [(3.5, 3.5), (3.5, -3.5)] {
        painter.line_segment([cross - Vec2::new(x, y), cross + Vec2::new(x, y)], stroke);
    }
    response.on_hover_text(Text::FilterOff.of(session.lang)).clicked()
}

/// The menu that sets the filter.
pub(crate) fn filter_menu_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let mut asked = None;
    let lang = session.lang;
    for state in FilterState::ALL {
        let command = command_of(state);
        let obstacle = command.obstacle(document, session.focus());
        let button = command_button(session, command).selected(session.filter.state == Some(state));
        let response = ui.add_enabled(obstacle.is_none(), button);
        if let Some(why) = obstacle {
            response.on_disabled_hover_text(why.words(lang));
        } else if response.clicked() {
            asked = Some(Asked::Run(command));
            ui.close();
        }
    }
    ui.separator();
    let member = match session.selected {
        Some(Selected::Member(member)) => Some(member),
        Some(Selected::Household(household)) => {
            let plan = document.project().plans.at(document.plan());
            plan.and_then(|plan| plan.primaries_of(household).next()).map(|link| link.member)
        }
        Some(Selected::Grid(_) | Selected::Unit(_)) | None => None,
    };
    if let Some(member) = member {
        let words = only_of(lang, &Session::naming(document).member(member));
        if ui.button(words).clicked() {
            let filter = Filter { member: Some(member), ..session.filter.clone() };
            asked = Some(Asked::Aid(Aid::Filter(Box::new(filter))));
            ui.close();
        }
    }
    if !document.project().grids.is_empty() {
        ui.menu_button(Text::OnlyGrid.of(lang), |ui| {
            asked = asked.take().or(grids_ui(ui, document, session));
        });
    }
    ui.separator();
    asked.or(menu_command_ui(ui, document, session, Command::FilterClear))
}

fn grids_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let mut asked = None;
    let naming = Session::naming(document);
    ScrollArea::vertical().max_height(MENU_PT).show(ui, |ui| {
        ui.with_layout(Layout::top_down_justified(Align::Min), |ui| {
            for grid in document.project().grids.ids() {
                let button = Button::new(naming.grid(grid)).selected(session.filter.grid == Some(grid));
                if ui.add(button).clicked() {
                    let filter = Filter { grid: Some(grid), ..session.filter.clone() };
                    asked = Some(Asked::Aid(Aid::Filter(Box::new(filter))));
                    ui.close();
                }
            }
        });
    });
    asked
}
