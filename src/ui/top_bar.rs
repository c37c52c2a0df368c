//! The bar at the top: project, mode, search, undo and redo, and the coverage chip that never leaves the screen.

use crate::app::wording::{Text, coverage_words, equation_words, place_name, said_of};
use crate::app::{Command, Document};
use crate::ui::asked::Asked;
use crate::ui::menus::{coverage_menu_ui, tip_of};
use crate::ui::plan_menu::plan_menu_ui;
use crate::ui::recent::recent_menu_ui;
use crate::ui::search_box::search_box_ui;
use crate::ui::session::{Mode, Session};
use crate::ui::style::{ROUND_PT, color, strong};
use crate::ui::tour::{Spot, point};
use crate::ui::view_menu::view_menu_ui;
use crate::ui::widgets::MarkPictures;
use egui::{Align, Button, CornerRadius, Layout, RichText, Ui};

/// In a window narrower than this the program is not named; the title of the window does that.
const WITH_NAME_PT: f32 = 900.0;
/// In a window narrower than this the scheme is not named.
const WITH_SCHEME_PT: f32 = 1_100.0;

/// Draws the bar.
pub(crate) fn top_bar_ui(
    ui: &mut Ui,
    document: &Document,
    session: &mut Session,
    pictures: &mut MarkPictures,
) -> Option<Asked> {
    let mut asked = None;
    ui.horizontal_centered(|ui| {
        asked = title_ui(ui, document, session);
        ui.add_space(4.0);
        asked = asked.take().or(file_menu_ui(ui, document, session));
        asked = asked.take().or(plan_menu_ui(ui, document, session));
        asked = asked.take().or(view_menu_ui(ui, document, session));
        asked = asked.take().or(mode_ui(ui, session));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            asked = asked.take().or(coverage_chip_ui(ui, document, session));
            ui.add_space(4.0);
            for command in [Command::Redo, Command::Undo] {
                asked = asked.take().or(command_button_ui(ui, document, session, command));
            }
            ui.add_space(4.0);
            let width = ui.available_width().min(420.0);
            asked = asked.take().or(search_box_ui(ui, document, session, pictures, width));
        });
    });
    asked
}

/// What is open, and by which scheme, which a click opens.
fn title_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let theme = &session.theme;
    let lang = session.lang;
    // What can be done comes before what is known anyway.
    let width = ui.ctx().content_rect().width();
    if width >= WITH_NAME_PT {
        ui.label(strong(Text::AppName.of(lang), 18.0).color(color(theme.accent)));
    }
    let facts = &document.project().facts;
    let place = place_name(lang, facts);
    ui.label(strong(place, 14.0));
    if width < WITH_SCHEME_PT {
        return None;
    }
    let face = RichText::new(format!("· {}", facts.scheme.name)).color(color(theme.text_weak));
    // It stands as close to the place as a label would.
    let response = ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = 4.0;
        ui.add(Button::new(face).frame_when_inactive(false))
    });
    response.inner.on_hover_text(Text::Scheme.of(lang)).clicked().then_some(Asked::Run(Command::Scheme))
}

fn file_menu_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let mut asked = None;
    let groups: [&[Command]; 5] = [
        &[Command::New, Command::Open, Command::OpenDemo, Command::SaveCopy],
        &[
            Command::Import,
            Command::Sources,
            Command::Scheme,
            Command::Template,
            Command::AddHousehold,
            Command::AddMember,
        ],
        &[Command::ExportMap, Command::ExportHouseholds, Command::ExportLinks],
        &[Command::SwitchLanguage, Command::Tour],
        &[Command::Quit],
    ];
    ui.menu_button(Text::File.of(session.lang), |ui| {
        ui.set_min_width(190.0);
        for (group_idx, group) in groups.into_iter().enumerate() {
            if group_idx > 0 {
                ui.separator();
            }
            for &command in group {
                let obstacle = command.obstacle(document, session.focus());
                let button = Button::new(command.face().of(session.lang)).shortcut_text(command.key());
                let response = ui.add_enabled(obstacle.is_none(), button);
                if let Some(why) = obstacle {
                    response.on_disabled_hover_text(why.words(session.lang));
                } else if response.clicked() {
                    asked = Some(Asked::Run(command));
                    ui.close();
                }
            }
            if group_idx == 0 {
                asked = asked.take().or(recent_menu_ui(ui, session));
            }
        }
    });
    asked
}

fn mode_ui(ui: &mut Ui, session: &Session) -> Option<Asked> {
    let mut asked = None;
    ui.spacing_mut().item_spacing.x = 0.0;
    for (mode, command) in [(Mode::Browse, Command::Browse), (Mode::Assign, Command::Assign)] {
        let is_chosen = session.mode == mode;
        let round = match mode {
            Mode::Browse => CornerRadius { nw: ROUND_PT, sw: ROUND_PT, ne: 0, se: 0 },
            Mode::Assign => CornerRadius { nw: 0, sw: 0, ne: ROUND_PT, se: ROUND_PT },
        };
        let response = chosen_button_ui(ui, session, command.face().of(session.lang), is_chosen, round);
        if command == Command::Assign {
            point(ui, Spot::Assign, response.rect);
        }
        if response.on_hover_text(tip_of(session, command)).clicked() {
            asked = Some(Asked::Mode(mode));
        }
    }
    ui.spacing_mut().item_spacing.x = 8.0;
    asked
}

/// A button that is dark when it is the chosen one.
pub(crate) fn chosen_button_ui(
    ui: &mut Ui,
    session: &Session,
    text: &str,
    is_chosen: bool,
    round: CornerRadius,
) -> egui::Response {
    let theme = &session.theme;
    let (ink, ground) = if is_chosen { (theme.on_chosen, theme.chosen) } else { (theme.text, theme.card) };
    let button = Button::new(RichText::new(text).color(color(ink))).fill(color(ground)).corner_radius(round);
    let response = ui.add(button.min_size(egui::vec2(56.0, 30.0)).selected(is_chosen));
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, text));
    response
}

fn command_button_ui(ui: &mut Ui, document: &Document, session: &Session, command: Command) -> Option<Asked> {
    let lang = session.lang;
    let obstacle = command.obstacle(document, session.focus());
    let history = document.history();
    let label = match command {
        Command::Undo => history.to_undo().first().map(|row| row.label.clone()),
        Command::Redo => history.to_redo().first().map(|row| row.label.clone()),
        _ => None,
    };
    let response = ui.add_enabled(obstacle.is_none(), Button::new(command.face().of(lang)));
    if command == Command::Undo {
        point(ui, Spot::Undo, response.rect);
    }
    if let Some(why) = obstacle {
        response.on_disabled_hover_text(why.words(lang));
        return None;
    }
    let name = tip_of(session, command);
    let tip = label.map_or_else(|| name.clone(), |label| said_of(lang, &name, &label));
    response.on_hover_text(tip).clicked().then_some(Asked::Run(command))
}

fn coverage_chip_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let theme = &session.theme;
    let equation = &document.tally().whole.equation;
    let (covered, required) = (equation.covered, equation.required());
    let words = coverage_words(session.lang, equation);
    let is_whole = covered == required;
    let (ink, ground) = if is_whole { (theme.ok, theme.ok_bg) } else { (theme.error, theme.error_bg) };
    let button = Button::new(strong(words, 14.0).color(color(ink))).fill(color(ground)).stroke(egui::Stroke::NONE);
    let response = ui.add(button.corner_radius(CornerRadius::same(ROUND_PT)).min_size(egui::vec2(0.0, 30.0)));
    let mut tip = equation_words(session.lang, equation);
    if !is_whole {
        tip = format!("{tip}\n{}", tip_of(session, Command::NextFinding));
    }
    let response = response.on_hover_text(tip);
    let clicked = (response.clicked() && !is_whole).then_some(Asked::Run(Command::NextFinding));
    clicked.or(coverage_menu_ui(&response, document, session))
}
