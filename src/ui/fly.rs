//! Bringing things into view: a household, a member, a grid, the next finding.

use crate::app::wording::Text;
use crate::geom::{Bounds, MapPoint, ScreenPoint, View, Wgs84};
use crate::index::place_of_target;
use crate::model::{GridId, Target, Unit};
use crate::rules::Finding;
use crate::ui::bottom_panel::selected_of;
use crate::ui::map::zoom_by;
use crate::ui::session::Selected;
use crate::ui::window::Window;

/// A place that was flown to is looked at from at least this near, in points per map meter.
const NEAR_PT_PER_M: f64 = 1.6;
/// How long it pulses.
const PULSE_SECS: f32 = 2.0;

impl Window {
    pub(crate) fn next_finding(&mut self) {
        let findings = self.session.findings.rows(&self.document);
        let count = findings.len();
        if count == 0 {
            return;
        }
        let next = self.session.finding_idx.map_or(0, |at| (at + 1) % count);
        self.session.finding_idx = Some(next);
        let target = findings.get(next).and_then(Finding::about);
        if let Some(target) = target {
            self.show_target(target);
        }
    }

    /// Shows anything; a building cannot be selected, and is flown to.
    pub(crate) fn show_target(&mut self, target: Target) {
        if let Some(selected) = selected_of(target) {
            return self.show(selected);
        }
        self.fly_to_place(place_of_target(self.document.project(), target));
    }

    pub(crate) fn show(&mut self, selected: Selected) {
        let project = self.document.project();
        self.session.selected = Some(selected);
        let place = match selected {
            Selected::Household(household) => project.households.at(household).and_then(|row| row.at),
            Selected::Member(member) => project.place_of_member(member),
            Selected::Grid(grid) => return self.show_grid(grid),
            Selected::Unit(unit) => project.units.at(unit).and_then(Unit::at),
        };
        self.fly_to_place(place);
    }

    /// The same for a place that may not be known.
    fn fly_to_place(&mut self, place: Option<Wgs84>) {
        match place.map(MapPoint::from) {
            Some(place) => self.fly_to(place),
            None => self.session.say(Text::Unplaced.of(self.session.lang), false),
        }
    }

    /// Brings a place into view and lets it pulse.
    pub(crate) fn fly_to(&mut self, place: MapPoint) {
        let mut view = self.session.view;
        let is_in_sight = view.bounds().padded(-40.0 / view.pt_per_m).contains(place);
        if !is_in_sight || view.pt_per_m < NEAR_PT_PER_M / 3.0 {
            view.center = place;
            view.pt_per_m = view.pt_per_m.max(NEAR_PT_PER_M);
            self.session.fly_to(view);
        }
        self.session.pulse = Some((place, PULSE_SECS));
    }

    pub(crate) fn show_grid(&mut self, grid: GridId) {
        let Some(row) = self.document.project().grids.at(grid) else { return };
        let corners = row.area.iter().flat_map(|polygon| polygon.exterior().coords());
        let places = corners.filter_map(|at| Wgs84::checked(at.x, at.y)).map(MapPoint::from);
        let bounds = Bounds::around(places);
        self.session.selected = Some(Selected::Grid(grid));
        let (width_pt, height_pt) = (self.session.view.width_pt, self.session.view.height_pt);
        if !bounds.is_empty() {
            self.session.fly_to(View::fitting(&bounds, width_pt, height_pt, 40.0));
        }
    }

    pub(crate) fn zoom(&mut self, factor: f64) {
        let view = &self.session.view;
        let middle = ScreenPoint { x_pt: view.width_pt / 2.0, y_pt: view.height_pt / 2.0 };
        zoom_by(&mut self.session, middle, factor);
    }
}
