//! The bar at the top left of the map: tools, and which households they take.

use crate::app::wording::{Text, only_in_grid, only_of_member, said_of};
use crate::app::{Command, Document};
use crate::model::GridId;
use crate::ui::asked::Asked;
use crate::ui::session::{Mode, Selected, Session};
use crate::ui::style::color;
use crate::ui::tool::{Source, Tool};
use crate::ui::tools::aim::aim_ui;
use crate::ui::tools::brush_row::brush_row_ui;
use crate::ui::tools::icons::tool_icon;
use crate::ui::tools::numbers_popup::numbers_ui;
use crate::ui::tools::offer::offer_ui;
use crate::ui::tools::picker::picker_ui;
use crate::ui::tools::state::Popup;
use crate::ui::tools::trail::pointer_count_ui;
use crate::ui::widgets::{call, floating};
use egui::{Color32, ComboBox, CornerRadius, FontId, Galley, Margin, Pos2, Rect, Sense, Ui, Vec2};
use std::sync::Arc;

/// The tools in the order of the bar, with their commands.
const TOOLS: [(Tool, Command); 5] = [
    (Tool::Select, Command::ToolSelect),
    (Tool::Brush, Command::ToolBrush),
    (Tool::Lasso, Command::ToolLasso),
    (Tool::Street, Command::ToolStreet),
    (Tool::Border, Command::ToolBorder),
];
/// Room for the picture of a tool.
const ICON_PT: f32 = 20.0;
/// A long list of sources is so high.
const SOURCES_PT: f32 = 330.0;
/// Width of the choice of a source.
const SOURCE_PT: f32 = 100.0;
/// Grids that are offered as a source; in a larger place select one first.
const GRIDS: usize = 24;

/// Draws the bar, what is open under it, and the cards that wait for an answer.
pub(crate) fn tools_ui(ui: &Ui, rect: Rect, document: &Document, session: &mut Session) -> Option<Asked> {
    let mut asked = None;
    let mut below = rect.min + Vec2::new(14.0, 14.0);
    if session.mode == Mode::Assign {
        let theme = session.theme.clone();
        let area = egui::Area::new(egui::Id::unique("tools")).fixed_pos(below).show(ui.ctx(), |ui| {
            floating(&theme).inner_margin(Margin::same(6)).show(ui, |ui| {
                asked = bar_ui(ui, document, session, rect.width() - 40.0);
            });
        });
        below.y = area.response.rect.bottom() + 8.0;
        if session.tool.has_width() || session.tools.paints_to.is_some() || session.tool == Tool::Lasso {
            below.y = brush_row_ui(ui, below, document, session) + 8.0;
        }
    }
    asked = asked.or(popup_ui(ui, below, rect, document, session));
    aim_ui(ui, rect, document, session);
    pointer_count_ui(ui, rect, document, session);
    asked.or(offer_ui(ui, rect, document, session))
}

fn popup_ui(ui: &Ui, at: Pos2, rect: Rect, document: &Document, session: &mut Session) -> Option<Asked> {
    match session.tools.popup.take()? {
        Popup::Members(picker) => picker_ui(ui, at, rect, document, session, picker),
        Popup::Numbers(popup) => {
            numbers_ui(ui, at, rect, document, session, popup);
            None
        }
    }
}

/// How wide the bar is with the names of all tools.
fn named_pt(ui: &Ui, session: &Session) -> f32 {
    let commands = TOOLS.iter().map(|&(_, command)| (command, ICON_PT));
    let commands = commands.chain([Command::PickNumbers, Command::PickShown].map(|command| (command, 0.0)));
    let wide_pt = |(command, icon_pt): (Command, f32)| words_of(ui, session, command).size().x + icon_pt + 22.0;
    commands.map(wide_pt).sum::<f32>() + SOURCE_PT + 60.0
}

/// What a button of the bar reads.
fn words_of(ui: &Ui, session: &Session, command: Command) -> Arc<Galley> {
    let text = face(session, command).to_owned();
    ui.painter().layout_no_wrap(text, FontId::proportional(14.0), Color32::PLACEHOLDER)
}

fn bar_ui(ui: &mut Ui, document: &Document, session: &mut Session, room_pt: f32) -> Option<Asked> {
    let mut asked = None;
    // Where there is no room, a tool that is not in hand is its picture only; its name is in the tip.
    let has_names = named_pt(ui, session) <= room_pt;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (tool, command) in TOOLS {
            asked = asked.take().or(tool_button_ui(ui, document, session, command, Some((tool, has_names))));
        }
        ui.separator();
        for command in [Command::PickNumbers, Command::PickShown] {
            asked = asked.take().or(tool_button_ui(ui, document, session, command, None));
        }
        ui.separator();
        source_ui(ui, document, session);
    });
    asked
}

fn tip(session: &Session, command: Command) -> String {
    let lang = session.lang;
    let more = match command {
        Command::ToolSelect => Text::TipSelect,
        Command::ToolBrush => Text::TipBrush,
        Command::ToolLasso => Text::TipLasso,
        Command::ToolStreet => Text::TipStreet,
        Command::ToolBorder => Text::TipBorder,
        Command::PickShown => Text::TipPickAll,
        _ => Text::TipNumbers,
    };
    said_of(lang, &format!("{} ({})", face(session, command), command.key()), more.of(lang))
}

fn face(session: &Session, command: Command) -> &'static str {
    let text = if command == Command::PickShown { Text::PickAll } else { command.face() };
    text.of(session.lang).trim_end_matches('…')
}

fn tool_button_ui(
    ui: &mut Ui,
    document: &Document,
    session: &Session,
    command: Command,
    tool: Option<(Tool, bool)>,
) -> Option<Asked> {
    let theme = &session.theme;
    let text = face(session, command);
    let is_chosen = tool.is_some_and(|(tool, _)| tool == session.tool);
    let has_name = is_chosen || tool.is_none_or(|(_, has_name)| has_name);
    let obstacle = command.obstacle(document, session.focus());
    let ink = color(match obstacle {
        Some(_) => theme.text_weak,
        None if is_chosen => theme.on_chosen,
        None => theme.text,
    });
    let galley = words_of(ui, session, command);
    let icon_pt = if tool.is_some() { ICON_PT } else { 0.0 };
    let words_pt = if has_name { galley.size().x } else { -4.0 };
    let size = Vec2::new(words_pt + icon_pt + 18.0, 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let can_use = obstacle.is_none();
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, can_use, is_chosen, text));
    let ground = if is_chosen {
        Some(theme.chosen)
    } else if response.hovered() || response.has_focus() {
        Some(theme.hover)
    } else {
        None
    };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, CornerRadius::same(6), color(ground));
    }
    if let Some((tool, _)) = tool {
        tool_icon(ui.painter(), rect.left_center() + Vec2::new(18.0, 0.0), tool, ink);
    }
    if has_name {
        let at = egui::pos2(rect.left() + 9.0 + icon_pt, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, ink);
    }
    if let Some(why) = obstacle {
        response.on_hover_text(why.words(session.lang));
        return None;
    }
    response.on_hover_text(tip(session, command)).clicked().then_some(Asked::Run(command))
}

/// Which households the tools take.
fn source_ui(ui: &mut Ui, document: &Document, session: &mut Session) {
    let lang = session.lang;
    let mut source = session.source;
    let shown = source_words(document, session, source);
    let choice =
        ComboBox::from_id_salt("source").selected_text(shown).width(SOURCE_PT).height(SOURCES_PT).show_ui(ui, |ui| {
            for each in sources(document, session) {
                let words = source_words(document, session, each);
                ui.selectable_value(&mut source, each, words);
            }
        });
    call(&choice.response, egui::Role::ComboBox, Text::Source.of(lang));
    choice.response.on_hover_text(Text::SourceTip.of(lang));
    session.source = source;
}

/// What can be chosen now: what is selected says of whom, and where.
fn sources(document: &Document, session: &Session) -> Vec<Source> {
    let plan = document.project().plans.at(document.plan());
    let mut found = vec![Source::All, Source::Uncovered];
    let (member, grid) = match session.selected {
        Some(Selected::Member(member)) => (Some(member), document.index().grid_served(document.project(), member)),
        Some(Selected::Household(household)) => {
            let holder = plan.and_then(|plan| plan.primaries_of(household).next()).map(|link| link.member);
            (holder, document.index().grid_of(household))
        }
        Some(Selected::Grid(grid)) => (None, Some(grid)),
        Some(Selected::Unit(_)) | None => (None, None),
    };
    found.extend(member.map(Source::OfMember));
    let grids: Vec<GridId> = document.project().grids.ids().collect();
    if grids.len() <= GRIDS {
        found.extend(grids.into_iter().map(Source::InGrid));
    } else {
        found.extend(grid.map(Source::InGrid));
    }
    if !found.contains(&session.source) {
        found.push(session.source);
    }
    found
}

fn source_words(document: &Document, session: &Session, source: Source) -> String {
    let (lang, naming) = (session.lang, Session::naming(document));
    match source {
        Source::All => Text::SourceAll.of(lang).to_owned(),
        Source::Uncovered => Text::SourceUncovered.of(lang).to_owned(),
        Source::OfMember(member) => only_of_member(lang, &naming.member(member)),
        Source::InGrid(grid) => only_in_grid(lang, &naming.grid(grid)),
    }
}
