//! Context menus: the commands of the table and the wishes that make sense at a place.

use crate::app::wording::{Text, meters, only_of, only_of_grid};
use crate::app::{Command, Document};
use crate::edit::Edit;
use crate::geom::{ScreenPoint, Wgs84, wgs84_from_map};
use crate::index::Filter;
use crate::model::{GridId, HouseholdId, LinkKind, MemberId};
use crate::ui::aid::Aid;
use crate::ui::asked::Asked;
use crate::ui::map::pick;
use crate::ui::session::{Selected, Session};
use crate::ui::style::{color, strong};
use egui::{Button, Response, RichText, Ui};

/// Narrower a menu is not.
const MENU_PT: f32 = 200.0;
/// So many candidates are offered in a menu.
const CANDIDATES: usize = 5;

/// Commands at empty ground.
const ON_GROUND: [Command; 4] = [Command::FilterUncovered, Command::FilterClear, Command::SaveView, Command::ZoomFit];
/// Commands at a grid.
pub(crate) const ON_GRID: [Command; 5] =
    [Command::ChangeGrid, Command::ReshapeGrid, Command::CutGrid, Command::MergeGrid, Command::RemoveGrid];
/// Commands at a household that pick others along with it.
const PICKING: [Command; 2] = [Command::PickBuilding, Command::PickAlike];
/// Commands at the coverage chip.
const ON_COVERAGE: [Command; 4] =
    [Command::NextFinding, Command::FilterUncovered, Command::FilterOverMax, Command::FilterClear];

/// What a command is called and its key, for a tip.
pub(crate) fn tip_of(session: &Session, command: Command) -> String {
    let face = command.face().of(session.lang);
    if command.key().is_empty() { face.to_owned() } else { format!("{face} ({})", command.key()) }
}

/// A button with the name of a command, and its key where it has one.
pub(crate) fn command_button(session: &Session, command: Command) -> Button<'static> {
    let button = Button::new(command.face().of(session.lang));
    if command.key().is_empty() { button } else { button.shortcut_text(command.key()) }
}

/// A line of a menu for a command: its key, and why it cannot be done.
pub(crate) fn menu_command_ui(ui: &mut Ui, document: &Document, session: &Session, command: Command) -> Option<Asked> {
    let obstacle = command.obstacle(document, session.focus());
    let button = command_button(session, command);
    let response = ui.add_enabled(obstacle.is_none(), button);
    if let Some(why) = obstacle {
        response.on_disabled_hover_text(why.words(session.lang));
        return None;
    }
    response.clicked().then(|| {
        ui.close();
        Asked::Run(command)
    })
}

/// A line of a menu for a wish.
fn menu_line_ui(ui: &mut Ui, words: &str, asked: impl FnOnce() -> Asked) -> Option<Asked> {
    ui.button(words).clicked().then(|| {
        ui.close();
        asked()
    })
}

fn menu_only_ui(ui: &mut Ui, session: &Session, words: &str, set: impl FnOnce(&mut Filter)) -> Option<Asked> {
    menu_line_ui(ui, words, || {
        let mut filter = session.filter.clone();
        set(&mut filter);
        Asked::Aid(Aid::Filter(Box::new(filter)))
    })
}

/// The menu of the coverage chip.
pub(crate) fn coverage_menu_ui(response: &Response, document: &Document, session: &Session) -> Option<Asked> {
    let mut asked = None;
    response.context_menu(|ui| {
        ui.set_min_width(MENU_PT);
        for command in ON_COVERAGE {
            asked = asked.take().or(menu_command_ui(ui, document, session, command));
        }
    });
    asked
}

/// The menu of a grid in a list.
pub(crate) fn grid_row_menu_ui(
    response: &Response,
    document: &Document,
    session: &Session,
    grid: GridId,
) -> Option<Asked> {
    let mut asked = None;
    response.context_menu(|ui| {
        ui.set_min_width(MENU_PT);
        asked = grid_menu_ui(ui, document, session, grid);
    });
    asked
}

/// The menu of the map: about what is under the pointer, which it selects.
pub(crate) fn map_menu_ui(response: &Response, document: &Document, session: &mut Session) -> Option<Asked> {
    if response.secondary_clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        select_under(response, document, session, at);
    }
    let mut asked = None;
    response.context_menu(|ui| {
        ui.set_min_width(MENU_PT);
        asked = match session.selected {
            Some(Selected::Household(household)) => household_menu_ui(ui, document, session, household),
            Some(Selected::Member(member)) => member_menu_ui(ui, document, session, member),
            Some(Selected::Grid(grid)) => grid_menu_ui(ui, document, session, grid),
            Some(Selected::Unit(_)) | None => None,
        };
        if !matches!(session.selected, Some(Selected::Household(_) | Selected::Member(_))) {
            if session.selected.is_some() {
                ui.separator();
            }
            asked = asked.take().or(ground_menu_ui(ui, document, session));
        }
    });
    asked
}

/// Selects what is under the pointer. What is picked stays so if the pointer is on one of it.
fn select_under(response: &Response, document: &Document, session: &mut Session, at: egui::Pos2) {
    let away = at - response.rect.min;
    let point = session.view.map_from_screen(ScreenPoint { x_pt: away.x, y_pt: away.y });
    let place = wgs84_from_map(point);
    session.find.menu_at = Some(place);
    session.stack = None;
    let household = pick(document, session, response.rect, at).first().copied();
    let selected = match household {
        Some(household) => {
            let resident = document.index().members_at_home(household).first().copied();
            let is_open = session.selected == Some(Selected::Household(household));
            Some(match resident {
                Some(member) if !is_open => Selected::Member(member),
                _ => Selected::Household(household),
            })
        }
        None => document.index().grid_at(document.project(), place).grid().map(Selected::Grid),
    };
    if household.is_none_or(|household| !session.picked.contains(household)) {
        session.picked.clear();
    }
    session.selected = selected;
}

fn household_menu_ui(ui: &mut Ui, document: &Document, session: &mut Session, household: HouseholdId) -> Option<Asked> {
    let (project, lang) = (document.project(), session.lang);
    let naming = Session::naming(document);
    title_ui(ui, session, &naming.household(household));
    let mut asked = None;
    let holder = project.plans.at(document.plan()).and_then(|plan| plan.primaries_of(household).next());
    let candidates = session.candidates(document, household);
    let households = session.households();
    ui.add_enabled_ui(document.check_writable().is_ok(), |ui| {
        ui.menu_button(Text::GiveTo.of(lang), |ui| {
            ui.set_min_width(MENU_PT);
            for candidate in candidates.iter().filter(|one| one.holds != Some(LinkKind::Primary)).take(CANDIDATES) {
                let far = candidate.distance_m.map(meters).unwrap_or_default();
                let button = Button::new(naming.member(candidate.member)).shortcut_text(far);
                if ui.add(button).clicked() {
                    let (to, kind) = (candidate.member, LinkKind::Primary);
                    asked = Some(Asked::Do(Box::new(Edit::Assign { households: households.clone(), to, kind })));
                    ui.close();
                }
            }
        });
    });
    asked = asked.or(menu_command_ui(ui, document, session, Command::LockOrUnlock));
    asked = asked.or(menu_command_ui(ui, document, session, Command::HouseholdLife));
    ui.separator();
    for command in PICKING {
        let is_of_use = command != Command::PickBuilding || command.obstacle(document, session.focus()).is_none();
        if is_of_use {
            asked = asked.take().or(menu_command_ui(ui, document, session, command));
        }
    }
    ui.separator();
    if let Some(member) = holder.map(|link| link.member) {
        let name = naming.member(member);
        let words = only_of(lang, &name);
        asked = asked.or(menu_only_ui(ui, session, &words, |filter| filter.member = Some(member)));
    }
    asked = asked.or(only_grid_ui(ui, document, session, document.index().grid_of(household)));
    if let Some(member) = holder.map(|link| link.member) {
        let words = [Text::Show.of(lang), naming.member(member).as_str()].join(" ");
        asked = asked.or(menu_line_ui(ui, &words, || Asked::Show(Selected::Member(member))));
    }
    asked.or(menu_command_ui(ui, document, session, Command::FilterClear))
}

fn member_menu_ui(ui: &mut Ui, document: &Document, session: &Session, member: MemberId) -> Option<Asked> {
    let (lang, naming) = (session.lang, Session::naming(document));
    let name = naming.member(member);
    title_ui(ui, session, &name);
    let words = only_of(lang, &name);
    let mut asked = menu_only_ui(ui, session, &words, |filter| filter.member = Some(member));
    asked = asked.or(only_grid_ui(ui, document, session, document.index().grid_served(document.project(), member)));
    if let Some(home) = document.project().members.at(member).and_then(|row| row.home) {
        let words = [Text::Home.of(lang), naming.place(home).as_str()].join(" ");
        asked = asked.or(menu_line_ui(ui, &words, || Asked::Select(Some(Selected::Household(home)))));
    }
    if session.selected == Some(Selected::Member(member)) {
        asked = asked.or(menu_command_ui(ui, document, session, Command::MemberLife));
    }
    asked.or(menu_command_ui(ui, document, session, Command::FilterClear))
}

fn grid_menu_ui(ui: &mut Ui, document: &Document, session: &Session, grid: GridId) -> Option<Asked> {
    title_ui(ui, session, &Session::naming(document).grid(grid));
    let asked = only_grid_ui(ui, document, session, Some(grid));
    let mut asked = asked.or(menu_line_ui(ui, Text::ZoomToGrid.of(session.lang), || Asked::ShowGrid(grid)));
    asked = asked.or(menu_command_ui(ui, document, session, Command::ExportMap));
    // In a list a grid has its menu without being selected.
    if session.selected == Some(Selected::Grid(grid)) {
        ui.separator();
        for command in ON_GRID {
            asked = asked.or(menu_command_ui(ui, document, session, command));
        }
    }
    asked
}

/// The menu of everything that can be done with grids.
pub(crate) fn grids_menu_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let mut asked = None;
    let face = RichText::new(Text::GridMenu.of(session.lang)).size(12.0).color(color(session.theme.accent));
    ui.menu_button(face, |ui| {
        ui.set_min_width(MENU_PT);
        asked = menu_command_ui(ui, document, session, Command::DrawGrid);
        ui.separator();
        for command in ON_GRID {
            asked = asked.take().or(menu_command_ui(ui, document, session, command));
        }
        ui.separator();
        asked = asked.take().or(menu_command_ui(ui, document, session, Command::CheckGrids));
    });
    asked
}

fn only_grid_ui(ui: &mut Ui, document: &Document, session: &Session, grid: Option<GridId>) -> Option<Asked> {
    let grid = grid?;
    let words = only_of_grid(session.lang, &Session::naming(document).grid(grid));
    menu_only_ui(ui, session, &words, |filter| filter.grid = Some(grid))
}

fn ground_menu_ui(ui: &mut Ui, document: &Document, session: &Session) -> Option<Asked> {
    let mut asked = None;
    if let Some(at) = session.find.menu_at {
        let obstacle = Command::AddHousehold.obstacle(document, session.focus());
        let response = ui.add_enabled(obstacle.is_none(), Button::new(Text::AddHere.of(session.lang)));
        if let Some(why) = obstacle {
            response.on_disabled_hover_text(why.words(session.lang));
        } else if response.clicked() {
            asked = Some(Asked::AddHouseholdAt(at));
            ui.close();
        }
        if ui.button(Text::CopyPlace.of(session.lang)).clicked() {
            ui.ctx().copy_text(place_words(at));
            ui.close();
        }
        ui.separator();
    }
    for command in ON_GROUND {
        asked = asked.take().or(menu_command_ui(ui, document, session, command));
    }
    asked
}

/// As most programs take it: east, north.
pub(crate) fn place_words(at: Wgs84) -> String {
    format!("{:.6}, {:.6}", at.lon_deg, at.lat_deg)
}

fn title_ui(ui: &mut Ui, session: &Session, words: &str) {
    ui.label(strong(words, 14.0).color(color(session.theme.text_weak)));
    ui.separator();
}

#[cfg(test)]
mod tests {
    use crate::geom::Wgs84;
    use crate::ui::menus::place_words;

    #[test]
    fn a_place_is_copied_as_degrees() {
        let at = Wgs84::checked(113.602_123_4, 34.9).unwrap();
        assert_eq!(place_words(at), "113.602123, 34.900000", "east before north");
    }
}
