//! Where the user left off: kept for each project beside the settings, and taken up again when it is opened.

use crate::app::{Look, SettingsKeeper};
use crate::geom::{MapPoint, View};
use crate::model::{CategoryId, PlanId};
use crate::scene::Coloring;
use crate::ui::folds::PanelSizes;
use crate::ui::program::absolute;
use crate::ui::session::{Mode, Session};
use crate::ui::window::Window;
use egui::containers::panel::PanelState;
use egui::{Rect, Ui, Vec2};
use std::path::PathBuf;

/// The panels whose size is remembered, by name.
const PANELS: [&str; 3] = ["left", "right", "bottom"];

/// Sizes of panels: those that are wanted in the next frame, and those that there were in the last.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PanelMemory {
    wanted_pt: Option<[f32; 3]>,
    now_pt: [f32; 3],
}

impl Window {
    /// Remembers the settings, soon.
    pub(crate) fn remember(&self) {
        if let Some(keeper) = &self.keeper {
            keeper.keep(&self.settings);
        }
    }

    /// A project was opened: goes on where the user left it, and lists it first.
    pub(crate) fn take_up(&mut self) {
        let path = self.own_path();
        let look = self.settings.opened(&path).cloned();
        self.remember();
        let Some(look) = look else { return };
        self.document.look_at(PlanId(look.plan));
        let session = &mut self.session;
        place_again(session, &look);
        session.mode = if look.is_assigning { Mode::Assign } else { Mode::Browse };
        let is_there = |id: &CategoryId| self.document.project().categories.at(*id).is_some();
        let hidden = look.hidden.iter().map(|&number| (number > 0).then_some(CategoryId(number)));
        session.filter.hidden = hidden.filter(|category| category.is_none_or(|id| is_there(&id))).collect();
        let coloring = Coloring::ALL.into_iter().find(|coloring| format!("{coloring:?}") == look.coloring);
        session.coloring = coloring.unwrap_or_default();
    }

    /// After a frame: notes how the project is looked at, once the hand is off the mouse.
    pub(crate) fn note_look(&mut self, ctx: &egui::Context) {
        if self.keeper.is_none() || self.session.needs_fit || ctx.input(|input| input.pointer.any_down()) {
            return;
        }
        if let Some(err) = self.keeper.as_ref().and_then(SettingsKeeper::failure) {
            self.session.complain(err.to_string());
        }
        let session = &self.session;
        let look = Look {
            center_m: [session.view.center.east_m, session.view.center.north_m],
            pt_per_m: session.view.pt_per_m,
            is_assigning: session.mode == Mode::Assign,
            plan: self.document.plan().0,
            hidden: session.filter.hidden.iter().map(|category| category.map_or(0, |id| id.0)).collect(),
            coloring: format!("{:?}", session.coloring),
            panels_pt: session.panels.now_pt,
        };
        let path = self.own_path();
        if self.settings.looked(&path, look) {
            self.remember();
        }
    }

    /// The file of the open project by its full path: it may have been named from where the program was started.
    fn own_path(&self) -> PathBuf {
        absolute(self.document.path())
    }
}

/// Looks where the user looked last, through panels of the same sizes.
pub(crate) fn place_again(session: &mut Session, look: &Look) {
    let numbers = [look.center_m[0], look.center_m[1], look.pt_per_m];
    if numbers.iter().all(|number| number.is_finite()) && look.pt_per_m > 0.0 {
        let [east_m, north_m] = look.center_m;
        session.view = View { center: MapPoint { east_m, north_m }, pt_per_m: look.pt_per_m, ..session.view };
        session.needs_fit = false;
    }
    if look.panels_pt.iter().all(|size| size.is_finite() && *size > 0.0) {
        session.panels.wanted_pt = Some(look.panels_pt);
    }
}

/// Before the panels are drawn: gives them the sizes that they had.
pub(crate) fn size_panels(ui: &Ui, session: &mut Session, sizes: PanelSizes) {
    let Some(wanted) = session.panels.wanted_pt.take() else { return };
    for (name, size) in PANELS.into_iter().zip(wanted) {
        let outer_rect = Rect::from_min_size(ui.max_rect().min, Vec2::splat(size));
        let id = ui.scope_id().with((name, sizes.name));
        ui.data_mut(|data| data.insert_persisted(id, PanelState { outer_rect }));
    }
}

/// After the panels were drawn: notes their sizes.
pub(crate) fn note_panels(ui: &Ui, session: &mut Session, sizes: PanelSizes) {
    let side = |name: &str| PanelState::load(ui, ui.scope_id().with((name, sizes.name))).map(|state| state.size());
    let [left, right, bottom] = PANELS.map(side);
    session.panels.now_pt =
        [left.map_or(0.0, |size| size.x), right.map_or(0.0, |size| size.x), bottom.map_or(0.0, |size| size.y)];
}
