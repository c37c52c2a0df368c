//! What helps to find, to filter and to come back, and how the window does it.

use crate::app::wording::{Text, redone_words, undone_words, view_saved};
use crate::app::{Command, SavedView};
use crate::geom::{Bounds, MapPoint, Wgs84};
use crate::index::{Filter, FilterState, Found};
use crate::model::{HouseholdId, Shape};
use crate::ui::asked::Asked;
use crate::ui::session::Selected;
use crate::ui::window::Window;
use egui::Context;
use std::path::Path;

/// Something that helps to find, to filter or to come back. None of it changes the project but the two that go
/// through its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aid {
    /// Go to what was found.
    Find(Found),
    /// Select a household without any haste of the map.
    Step(HouseholdId),
    /// Show these households and no others.
    Filter(Box<Filter>),
    /// Undo everything that was done after this gesture; after 0 is everything.
    UndoTo(u64),
    /// Do again what was undone, up to and with this gesture.
    RedoTo(u64),
    /// Save what is looked at under a name.
    SaveView(String),
    /// Look again as it was saved.
    OpenView(usize),
    /// Forget a saved view.
    ForgetView(usize),
}

impl Window {
    /// What has to be known before the keys of a frame are looked at.
    pub(crate) fn prepare_finding(&mut self, ctx: &Context) {
        let find = &mut self.session.find;
        find.ime.listen(ctx);
        if self.session.wants_search || find.is_open || !self.session.query.is_empty() {
            let wake = ctx.clone();
            if self.document.prepare_search(move || wake.request_repaint()) {
                find.look_again();
            }
        }
        if find.views.0.as_deref() != Some(self.document.path()) {
            let path = self.document.path().to_owned();
            let views = self.settings.views.get(&place_of(&path)).cloned().unwrap_or_default();
            find.views = (Some(path), views);
        }
    }

    /// Does it.
    pub(crate) fn aid(&mut self, ctx: &Context, aid: Aid) {
        let session = &mut self.session;
        match aid {
            Aid::Find(found) => {
                session.find.used(found);
                self.go_to(ctx, found);
            }
            Aid::Step(household) => {
                session.picked.clear();
                session.selected = Some(Selected::Household(household));
                session.find.used(Found::Household(household));
                let place = self.document.project().households.at(household).and_then(|row| row.at);
                if let Some(place) = place.map(MapPoint::from) {
                    let view = &mut session.view;
                    if !view.bounds().padded(-40.0 / view.pt_per_m).contains(place) {
                        view.center = place;
                    }
                }
            }
            Aid::Filter(filter) => session.filter = *filter,
            Aid::UndoTo(gesture) => self.undo_to(gesture),
            Aid::RedoTo(gesture) => self.redo_to(gesture),
            Aid::SaveView(name) => {
                session.find.view_name = None;
                let (view, filter) = (&session.view, &session.filter);
                let saved = SavedView::of(&name, self.document.project(), view, filter, session.coloring);
                let views = &mut session.find.views.1;
                // The same name again means the new one.
                match views.iter_mut().find(|view| view.name == name) {
                    Some(old) => *old = saved,
                    None => views.push(saved),
                }
                session.say(view_saved(session.lang, &name), false);
                self.remember_views();
            }
            Aid::OpenView(at) => {
                if let Some(saved) = session.find.views.1.get(at).cloned() {
                    session.fly_to(saved.view(&session.view));
                    session.filter = saved.filter(self.document.project());
                    session.coloring = saved.coloring();
                }
            }
            Aid::ForgetView(at) => {
                if at < session.find.views.1.len() {
                    session.find.views.1.remove(at);
                }
                self.remember_views();
            }
        }
    }

    /// Carries out the commands that help to find and to filter.
    pub(crate) fn run_aid(&mut self, command: Command) {
        let session = &mut self.session;
        let mut toggle = |state: FilterState| {
            let is_so = session.filter.state == Some(state);
            session.filter.state = (!is_so).then_some(state);
        };
        match command {
            Command::FilterUncovered => toggle(FilterState::Uncovered),
            Command::FilterOverMax => toggle(FilterState::OverMax),
            Command::FilterChanged => toggle(FilterState::Changed),
            Command::FilterClear => session.filter = Filter::default(),
            Command::SaveView => session.find.view_name = Some(String::new()),
            Command::Shortcuts => session.find.shows_keys = true,
            _ => {}
        }
    }

    fn go_to(&mut self, ctx: &Context, found: Found) {
        let project = self.document.project();
        let selected = match found {
            Found::Household(household) => Selected::Household(household),
            Found::Member(member) => Selected::Member(member),
            Found::Grid(grid) => Selected::Grid(grid),
            Found::Building(building) => {
                let place = project.buildings.at(building).and_then(|row| row.at);
                return self.frame(place.map(MapPoint::from).into_iter().collect());
            }
            Found::Place(place) => {
                let corners: Vec<MapPoint> = match project.backdrop.at(place).map(|row| &row.shape) {
                    Some(Shape::Line(line)) => line.iter().map(|at| MapPoint::from(*at)).collect(),
                    Some(Shape::Area(area)) => {
                        let corners = area.iter().flat_map(|polygon| polygon.exterior().coords());
                        corners.filter_map(|at| Wgs84::checked(at.x, at.y)).map(MapPoint::from).collect()
                    }
                    None => Vec::new(),
                };
                return self.frame(corners);
            }
        };
        self.act(ctx, Asked::Select(None));
        self.show(selected);
    }

    /// Brings a place into view and lets it pulse.
    fn frame(&mut self, corners: Vec<MapPoint>) {
        let bounds = Bounds::around(corners);
        if bounds.is_empty() {
            self.session.say(Text::Unplaced.of(self.session.lang), false);
            return;
        }
        self.fly_to(bounds.center());
    }

    /// Undoes gesture after gesture until this one is the last in force.
    fn undo_to(&mut self, gesture: u64) {
        let mut count = 0;
        let is_there = |window: &Self| window.document.history().in_force().any(|row| row.gesture == gesture);
        if gesture != 0 && !is_there(self) {
            return;
        }
        while self.document.history().in_force().next_back().is_some_and(|row| row.gesture != gesture) {
            if let Err(err) = self.document.undo() {
                self.complain(&err);
                return;
            }
            count += 1;
        }
        let words = undone_words(self.session.lang, count, Command::Redo.key());
        self.session.say(words, false);
    }

    /// Does gesture after gesture again, up to and with this one.
    fn redo_to(&mut self, gesture: u64) {
        let mut count = 0;
        while self.document.history().redoable().any(|row| row.gesture == gesture) {
            if let Err(err) = self.document.redo() {
                self.complain(&err);
                return;
            }
            count += 1;
        }
        let words = redone_words(self.session.lang, count);
        self.session.say(words, false);
    }

    fn remember_views(&mut self) {
        let (Some(path), views) = &self.session.find.views else { return };
        let path = place_of(path);
        if views.is_empty() {
            self.settings.views.remove(&path);
        } else {
            self.settings.views.insert(path, views.clone());
        }
        self.remember();
    }
}

/// The path of a project as settings name it, wherever the program was started.
fn place_of(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_no_folder| path.to_owned()).to_string_lossy().into_owned()
}
