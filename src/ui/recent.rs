//! Projects that were open before: in the menu, and where nothing is to be seen yet.

use crate::app::demo_path;
use crate::app::wording::Text;
use crate::ui::asked::Asked;
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::call;
use crate::ui::window::Window;
use egui::{Button, RichText, Ui};
use std::path::PathBuf;

/// So many are offered where nothing is to be seen yet.
const AT_START: usize = 5;

/// A project that was open before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentFile {
    /// The file.
    pub path: PathBuf,
    /// False if it was not there when somebody looked last.
    pub is_there: bool,
}

impl Window {
    /// Lists the other projects that were open before. Those that are gone show when the disk has answered.
    pub(crate) fn look_for_recent(&self) {
        let mut paths: Vec<PathBuf> = self.settings.recent.iter().map(|recent| recent.path.clone()).collect();
        // The first is the one that is open.
        paths.drain(..paths.len().min(1));
        if !paths.is_empty() {
            self.jobs.look_for(self.session.lang, paths);
        }
    }
}

/// The part of the menu.
pub(crate) fn recent_menu_ui(ui: &mut Ui, session: &Session) -> Option<Asked> {
    let lang = session.lang;
    let menu = ui.menu_button(Text::RecentFiles.of(lang), |ui| {
        ui.set_min_width(260.0);
        if session.recent.is_empty() {
            ui.label(RichText::new(Text::RecentNone.of(lang)).color(color(session.theme.text_weak)));
        }
        let chosen = session.recent.iter().find_map(|file| file_ui(ui, session, file));
        if chosen.is_some() {
            ui.close();
        }
        chosen
    });
    menu.inner.flatten()
}

/// A list below what can be done with an empty project.
pub(crate) fn recent_list_ui(ui: &mut Ui, session: &Session) -> Option<Asked> {
    if session.recent.is_empty() {
        return None;
    }
    ui.add_space(10.0);
    ui.label(strong(Text::RecentFiles.of(session.lang), 13.0).color(color(session.theme.text_weak)));
    session.recent.iter().take(AT_START).filter_map(|file| file_ui(ui, session, file)).last()
}

fn file_ui(ui: &mut Ui, session: &Session, file: &RecentFile) -> Option<Asked> {
    let stem = file.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is_demo = demo_path().is_some_and(|demo| demo == file.path);
    let name = if is_demo { Text::DemoVillage.of(session.lang).to_owned() } else { stem };
    let folder = file.path.parent().filter(|_| !is_demo).map(|folder| folder.display().to_string()).unwrap_or_default();
    let folder = RichText::new(shortened(&folder)).small().color(color(session.theme.text_weak));
    let button = Button::new(name.as_str()).right_text(folder).truncate();
    let button = button.min_size(egui::vec2(ui.available_width(), 28.0));
    let response = ui.add_enabled(file.is_there, button);
    call(&response, egui::Role::Button, &name);
    if !file.is_there {
        response.on_disabled_hover_text(format!("{}\n{}", Text::RecentGone.of(session.lang), file.path.display()));
        return None;
    }
    response.on_hover_text(file.path.display().to_string()).clicked().then(|| Asked::Open(file.path.clone()))
}

/// The end of a long path, which says more than its beginning.
fn shortened(folder: &str) -> String {
    const LETTERS: usize = 22;
    let count = folder.chars().count();
    if count <= LETTERS {
        return folder.to_owned();
    }
    let end: String = folder.chars().skip(count - LETTERS).collect();
    format!("…{end}")
}
