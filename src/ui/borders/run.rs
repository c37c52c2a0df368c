//! Carrying out what is asked for about grids.

use crate::app::Command;
use crate::app::wording::Text;
use crate::edit::Edit;
use crate::geom::{Area, area_crossing, area_pieces, map_from_wgs84};
use crate::model::GridId;
use crate::ui::borders::{BorderWish, Bordering};
use crate::ui::dialogs::{Dialog, GridDialog, MergeGridsDialog, SplitGridDialog};
use crate::ui::session::Selected;
use crate::ui::tab::Tab;
use crate::ui::window::Window;

impl Window {
    /// Carries out a command about grids.
    pub(crate) fn run_on_grids(&mut self, command: Command) {
        let session = &mut self.session;
        let grid = match session.selected {
            Some(Selected::Grid(grid)) => Some(grid),
            _ => None,
        };
        session.cancel();
        session.layers.grids = true;
        match (command, grid) {
            (Command::DrawGrid, _) => session.borders.doing = Some(Bordering::Draw(Vec::new())),
            (Command::CheckGrids, _) => session.tab = Tab::Borders,
            (Command::ReshapeGrid, Some(grid)) => {
                session.borders.doing = Some(Bordering::Reshape { grid, held: None });
            }
            (Command::CutGrid, Some(grid)) => {
                session.borders.doing = Some(Bordering::Cut { grid, line: Vec::new() });
            }
            (Command::MergeGrid, Some(grid)) => session.borders.doing = Some(Bordering::Merge(grid)),
            (Command::ChangeGrid, Some(grid)) => {
                if let Some(dialog) = GridDialog::of(&self.document, grid) {
                    session.ask(Dialog::Grid(Box::new(dialog)));
                }
            }
            (Command::RemoveGrid, Some(grid)) => {
                session.selected = None;
                self.perform(&Edit::RemoveGrid(grid));
            }
            _ => debug_assert!(false, "{command:?} without a grid"),
        }
    }

    /// Carries out what the map or a tab asked for.
    pub(crate) fn border(&mut self, wish: &BorderWish) {
        match *wish {
            BorderWish::End => self.end_border(),
            BorderWish::Leave => self.session.borders.doing = None,
            BorderWish::Merge(into, other) => {
                if let Some(dialog) = MergeGridsDialog::new(&self.document, into, other) {
                    self.session.ask(Dialog::MergeGrids(Box::new(dialog)));
                }
            }
            BorderWish::LookAt(at) => self.fly_to(map_from_wgs84(at)),
        }
    }

    /// The line is complete: what becomes of it is asked. It stays on the map until that is settled.
    fn end_border(&mut self) {
        let (document, session) = (&self.document, &mut self.session);
        match session.borders.doing.clone() {
            Some(Bordering::Draw(line)) if line.len() > 2 => {
                let ring: Vec<(f64, f64)> =
                    line.iter().chain(line.first()).map(|at| (at.lon_deg, at.lat_deg)).collect();
                let area = Area::new(vec![geo::Polygon::new(ring.into(), Vec::new())]);
                if area_crossing(&area).is_some() {
                    session.complain(Text::OutlineCrosses.of(session.lang));
                    return;
                }
                match GridDialog::drawn(document, &area) {
                    Some(dialog) => session.ask(Dialog::Grid(Box::new(dialog))),
                    None => session.complain(Text::GroundTaken.of(session.lang)),
                }
            }
            Some(Bordering::Cut { grid, line }) if line.len() > 1 => {
                let Some(row) = document.project().grids.at(grid) else { return };
                let pieces = area_pieces(&row.area, &line);
                if pieces.len() < 2 {
                    session.complain(Text::LineMisses.of(session.lang));
                    return;
                }
                if let Some(dialog) = SplitGridDialog::new(document, grid, pieces) {
                    session.ask(Dialog::SplitGrid(Box::new(dialog)));
                }
            }
            _ => {}
        }
    }

    /// After an edit: what it was about is selected, and the tools of borders are put down.
    pub(crate) fn after_grids(&mut self, edit: &Edit) {
        let grids = &self.document.project().grids;
        let with_code = |code: &str| grids.iter().find(|(_, row)| row.code == code).map(|(grid, _)| grid);
        let chosen: Option<GridId> = match edit {
            Edit::AddGrid(row) => with_code(row.code.trim()),
            Edit::SplitGrid { grid, .. } => Some(*grid),
            Edit::MergeGrids { into, .. } => Some(*into),
            Edit::Together(edits) => match edits.first() {
                Some(Edit::SplitGrid { grid, .. }) => Some(*grid),
                _ => None,
            },
            _ => None,
        };
        if let Some(grid) = chosen {
            self.session.borders.doing = None;
            self.session.selected = Some(Selected::Grid(grid));
        }
    }
}
