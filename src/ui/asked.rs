//! What a panel can ask for. Panels read; only the window acts.

use crate::app::{Command, ListExport, MapExport};
use crate::edit::Edit;
use crate::exchange::{Crs, ImportKind};
use crate::geom::Wgs84;
use crate::model::{CategoryId, GridId, HouseholdId, PlanId, ProvenanceId, Target, UnitId, UnitKind};
use crate::rules::Finding;
use crate::ui::aid::Aid;
use crate::ui::borders::BorderWish;
use crate::ui::session::{Mode, Selected};
use std::path::PathBuf;

/// Something that a panel, the map or a dialog asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// Carry out a command of the table.
    Run(Command),
    /// Grant a wish.
    Do(Box<Edit>),
    /// Select something, or nothing.
    Select(Option<Selected>),
    /// Select something and bring it into view.
    Show(Selected),
    /// Show a grid whole.
    ShowGrid(GridId),
    /// Something that helps to find, to filter or to come back.
    Aid(Aid),
    /// Show or hide a category; `None` is those of which nobody has said anything.
    ToggleCategory(Option<CategoryId>),
    /// Show all categories again.
    ShowAllCategories,
    /// Work in another mode.
    Mode(Mode),
    /// Look at another plan.
    LookAt(PlanId),
    /// Compare with this plan; with the usual one if none is named.
    Compare(Option<PlanId>),
    /// Bring all these households into view.
    ShowHouseholds(Vec<HouseholdId>),
    /// Show anything, also what cannot be selected.
    ShowTarget(Target),
    /// Let the next click on the map place this.
    PlaceOnMap(Target),
    /// Ask what is said about a unit: one that is there, or a new one of this kind.
    AskUnit(UnitKind, Option<UnitId>),
    /// Ask why a finding is let stand.
    AskWaiver(Box<Finding>),
    /// Enter a new household here.
    AddHouseholdAt(Wgs84),
    /// Open a project, for writing if possible.
    Open(PathBuf),
    /// Open a project for viewing only.
    View(PathBuf),
    /// Make a new project.
    Create(PathBuf, String),
    /// Read a file to import it.
    ReadImport(ReadOrder),
    /// Say that what came from a file cannot be moved to another coordinate system.
    CannotRedeclare(ProvenanceId),
    /// Take back the import of a file alone.
    Withdraw(ProvenanceId),
    /// Write a copy of the project.
    SaveCopyTo(PathBuf),
    /// Write the map.
    ExportMap(Box<MapExport>),
    /// Write a list.
    ExportList(ListExport),
    /// Mask phones, or show them.
    TogglePhones,
    /// Try again to save.
    RetrySaving,
    /// End a job that lasts.
    CancelJob(u64),
    /// Lose what could not be saved, and do this.
    LoseChanges(Box<Self>),
    /// Take what another program has written to the file as it is.
    AcceptOutside,
    /// Write an empty list to fill in.
    WriteTemplate(ImportKind, PathBuf),
    /// Write what was found in the file that is being taken in.
    WriteReport,
    /// Something about borders of grids.
    Border(BorderWish),
    /// Close the dialog.
    CloseDialog,
}

/// A file to be read, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOrder {
    /// The file.
    pub path: PathBuf,
    /// What it holds; `None` if that is to be guessed.
    pub kind: Option<ImportKind>,
    /// True if rows that must be rejected are left out.
    pub skip_bad: bool,
    /// The coordinate system.
    pub crs: Crs,
    /// Columns mapped by hand: header and the key of a field, empty to leave the column out.
    pub map: Vec<(String, String)>,
}

impl ReadOrder {
    /// A file about which nothing was said.
    pub fn of(path: PathBuf) -> Self {
        Self { path, kind: None, skip_bad: false, crs: Crs::Auto, map: Vec::new() }
    }
}
