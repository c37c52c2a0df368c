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
use egui::{ComboBox, CornerRadius, FontId, Margin, Pos2, Rect, Sense, Ui, Vec2};

/// The tools in the order of the bar, with their commands.
const TOOLS: [(Tool, Command); 5] = [
    (Tool::Select, Command::ToolSelect),
    (Tool::Brush, Command::ToolBrush),
    (Tool::Lasso, Command::ToolLasso),
    (Tool::Street, Command::ToolStreet),
    (Tool::Border, Command::ToolBorder),
];
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
                asked = bar_ui(ui, document, session);
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

fn bar_ui(ui: &mut Ui, document: &Document, session: &mut Session) -> Option<Asked> {
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (tool, command) in TOOLS {
            asked = asked.take().or(tool_button_ui(ui, document, session, command, Some(tool)));
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
    tool: Option<Tool>,
) -> Option<Asked> {
    let theme = &session.theme;
    let text = face(session, command);
    let is_chosen = tool == Some(session.tool);
    let obstacle = command.obstacle(document, session.focus());
    let ink = color(match obstacle {
        Some(_) => theme.text_weak,
        None if is_chosen => theme.on_chosen,
        None => theme.text,
    });
    let galley = ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(14.0), ink);
    let icon_pt = if tool.is_some() { 20.0 } else { 0.0 };
    let size = Vec2::new(galley.size().x + icon_pt + 18.0, 30.0);
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
    if let Some(tool) = tool {
        tool_icon(ui.painter(), rect.left_center() + Vec2::new(18.0, 0.0), tool, ink);
    }
    let at = egui::pos2(rect.left() + 9.0 + icon_pt, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
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
    let choice = ComboBox::from_id_salt("source").selected_text(shown).width(100.0).show_ui(ui, |ui| {
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
        None => (None, None),
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
