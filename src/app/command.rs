//! Everything that menus, keys and buttons can do: one table.

use crate::app::wording::Text;
use crate::app::{Base, Document, SaveState, Why};
use crate::model::{HouseholdId, PlanState};
use crate::scene::Coloring;

/// Something that can be done. What it does is in the window; what it is called, its key and whether it can be
/// done now are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the table says what each is called")]
pub enum Command {
    New,
    Open,
    OpenDemo,
    SaveCopy,
    Import,
    Sources,
    Scheme,
    Template,
    ExportMap,
    ExportHouseholds,
    ExportLinks,
    Quit,
    Tour,
    FrameTimes,
    Undo,
    Redo,
    Browse,
    Assign,
    AddHousehold,
    HouseholdLife,
    AddMember,
    MemberLife,
    DrawGrid,
    ReshapeGrid,
    CutGrid,
    MergeGrid,
    ChangeGrid,
    RemoveGrid,
    CheckGrids,
    LockOrUnlock,
    ToolSelect,
    ToolBrush,
    ToolLasso,
    ToolStreet,
    ToolBorder,
    BrushSmaller,
    BrushLarger,
    PickNumbers,
    PickShown,
    PickBuilding,
    PickAlike,
    AssignTo,
    AssignOnMap,
    AssignNearest,
    BackUpTo,
    SpareHidden,
    ReleasePicked,
    HandOverTo,
    SpreadOver,
    SwapWith,
    Find,
    Shortcuts,
    FilterClear,
    FilterUncovered,
    FilterOverMax,
    FilterChanged,
    SaveView,
    NextFinding,
    CopyPlan,
    RenamePlan,
    AdoptPlan,
    DropPlan,
    ShowChanges,
    SwipePlans,
    TakeBackChanges,
    TableHouseholds,
    TableMembers,
    TableLinks,
    TallPanel,
    ZoomIn,
    ZoomOut,
    ZoomFit,
    ColorCategory,
    ColorMember,
    ColorCoverage,
    ColorLoad,
    ColorDistance,
    ColorChanged,
    SwitchLanguage,
    SwitchTheme,
    Larger,
    Smaller,
    UsualSize,
    KeepStill,
    LeftPanel,
    RightPanel,
    BottomPanel,
    Projector,
    DistanceRings,
    NearestCells,
    Measure,
    CopyPlace,
}

/// What a command can work on: what is selected while it is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// How many households are selected or picked.
    pub households: usize,
    /// The selected household, or the first of those that are picked.
    pub household: Option<HouseholdId>,
    /// True if a member is selected.
    pub has_member: bool,
    /// True if a grid is selected.
    pub has_grid: bool,
    /// True if some households are left out.
    pub is_filtered: bool,
}

/// A row of the table.
struct Row {
    command: Command,
    face: Text,
    key: &'static str,
}

const TABLE: &[Row] = &[
    row(Command::New, Text::New, "Ctrl+N"),
    row(Command::Open, Text::Open, "Ctrl+O"),
    row(Command::OpenDemo, Text::OpenDemo, ""),
    row(Command::SaveCopy, Text::SaveCopy, "Ctrl+Shift+S"),
    row(Command::Import, Text::Import, "Ctrl+I"),
    row(Command::Sources, Text::Sources, ""),
    row(Command::Scheme, Text::Scheme, ""),
    row(Command::Template, Text::Template, ""),
    row(Command::ExportMap, Text::ExportMap, "Ctrl+E"),
    row(Command::ExportHouseholds, Text::ExportHouseholds, ""),
    row(Command::ExportLinks, Text::ExportLinks, ""),
    row(Command::Quit, Text::Quit, "Ctrl+Q"),
    row(Command::Tour, Text::Tour, ""),
    row(Command::FrameTimes, Text::FrameTimes, "F12"),
    row(Command::Undo, Text::Undo, "Ctrl+Z"),
    row(Command::Redo, Text::Redo, "Ctrl+Y"),
    row(Command::Browse, Text::ModeBrowse, "B"),
    row(Command::Assign, Text::ModeAssign, "A"),
    row(Command::AddHousehold, Text::AddHousehold, "H"),
    row(Command::HouseholdLife, Text::HouseholdLife, ""),
    row(Command::AddMember, Text::AddMember, ""),
    row(Command::MemberLife, Text::MemberLife, ""),
    row(Command::DrawGrid, Text::DrawGrid, ""),
    row(Command::ReshapeGrid, Text::ReshapeGrid, ""),
    row(Command::CutGrid, Text::CutGrid, ""),
    row(Command::MergeGrid, Text::MergeGrid, ""),
    row(Command::ChangeGrid, Text::ChangeGrid, ""),
    row(Command::RemoveGrid, Text::RemoveGrid, ""),
    row(Command::CheckGrids, Text::CheckGrids, ""),
    row(Command::LockOrUnlock, Text::LockOrUnlock, "Q"),
    row(Command::ToolSelect, Text::ToolSelect, "S"),
    row(Command::ToolBrush, Text::ToolBrush, "D"),
    row(Command::ToolLasso, Text::ToolLasso, "W"),
    row(Command::ToolStreet, Text::ToolStreet, "C"),
    row(Command::ToolBorder, Text::ToolBorder, "V"),
    row(Command::BrushSmaller, Text::BrushSmaller, "["),
    row(Command::BrushLarger, Text::BrushLarger, "]"),
    row(Command::PickNumbers, Text::PickNumbers, "G"),
    row(Command::PickShown, Text::PickShown, "Ctrl+A"),
    row(Command::PickBuilding, Text::PickBuilding, "Shift+B"),
    row(Command::PickAlike, Text::PickAlike, "Shift+A"),
    row(Command::AssignTo, Text::AssignTo, "E"),
    row(Command::AssignOnMap, Text::AssignOnMap, "R"),
    row(Command::AssignNearest, Text::AssignNearest, "T"),
    row(Command::BackUpTo, Text::BackUpTo, ""),
    row(Command::SpareHidden, Text::SpareHidden, "X"),
    row(Command::ReleasePicked, Text::ReleasePicked, ""),
    row(Command::HandOverTo, Text::HandOverTo, ""),
    row(Command::SpreadOver, Text::SpreadOver, ""),
    row(Command::SwapWith, Text::SwapWith, ""),
    row(Command::Find, Text::Search, "Ctrl+K"),
    row(Command::Shortcuts, Text::Shortcuts, "?"),
    // Before the key without Shift, which would take this one too.
    row(Command::FilterClear, Text::FilterClear, "Shift+U"),
    row(Command::FilterUncovered, Text::FilterUncovered, "U"),
    row(Command::FilterOverMax, Text::FilterOverMax, ""),
    row(Command::FilterChanged, Text::FilterChanged, ""),
    row(Command::SaveView, Text::SaveView, ""),
    row(Command::NextFinding, Text::NextFinding, "N"),
    row(Command::CopyPlan, Text::PlanCopy, ""),
    row(Command::RenamePlan, Text::PlanRename, ""),
    row(Command::AdoptPlan, Text::PlanAdopt, ""),
    row(Command::DropPlan, Text::PlanDrop, ""),
    row(Command::ShowChanges, Text::ShowChanges, "Ctrl+G"),
    row(Command::SwipePlans, Text::Swipe, "Ctrl+Shift+C"),
    row(Command::TakeBackChanges, Text::TakeBackAll, ""),
    row(Command::TableHouseholds, Text::TableHouseholds, "Ctrl+1"),
    row(Command::TableMembers, Text::TableMembers, "Ctrl+2"),
    row(Command::TableLinks, Text::TableLinks, "Ctrl+3"),
    row(Command::TallPanel, Text::TallPanel, "Ctrl+T"),
    row(Command::ZoomIn, Text::ZoomIn, "+"),
    row(Command::ZoomOut, Text::ZoomOut, "-"),
    row(Command::ZoomFit, Text::ZoomFit, "F"),
    row(Command::ColorCategory, Text::ColorCategory, "Alt+1"),
    row(Command::ColorMember, Text::ColorMember, "Alt+2"),
    row(Command::ColorCoverage, Text::ColorCoverage, "Alt+3"),
    row(Command::ColorLoad, Text::ColorLoad, "Alt+4"),
    row(Command::ColorDistance, Text::ColorDistance, "Alt+5"),
    row(Command::ColorChanged, Text::ColorChanged, "Alt+6"),
    row(Command::SwitchLanguage, Text::Language, ""),
    row(Command::SwitchTheme, Text::SwitchTheme, "Ctrl+Shift+L"),
    row(Command::Larger, Text::Larger, "Ctrl+="),
    row(Command::Smaller, Text::Smaller, "Ctrl+-"),
    row(Command::UsualSize, Text::UsualSize, "Ctrl+0"),
    row(Command::KeepStill, Text::KeepStill, ""),
    row(Command::LeftPanel, Text::LeftPanel, "F6"),
    row(Command::RightPanel, Text::RightPanel, "F8"),
    row(Command::BottomPanel, Text::BottomPanel, "F7"),
    row(Command::Projector, Text::Projector, "F11"),
    row(Command::DistanceRings, Text::DistanceRings, "Ctrl+Shift+D"),
    row(Command::NearestCells, Text::NearestCells, "Ctrl+Shift+G"),
    row(Command::Measure, Text::Measure, "M"),
    row(Command::CopyPlace, Text::CopyPlace, ""),
];

const fn row(command: Command, face: Text, key: &'static str) -> Row {
    Row { command, face, key }
}

impl Command {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.command)
    }

    /// The command that chooses what colors the map.
    pub fn coloring(coloring: Coloring) -> Self {
        match coloring {
            Coloring::Category => Self::ColorCategory,
            Coloring::Member => Self::ColorMember,
            Coloring::Coverage => Self::ColorCoverage,
            Coloring::Load => Self::ColorLoad,
            Coloring::Distance => Self::ColorDistance,
            Coloring::Changed => Self::ColorChanged,
        }
    }

    /// What it is called.
    pub fn face(self) -> Text {
        self.row().map_or(Text::AppName, |row| row.face)
    }

    /// Its key as people read it, such as `Ctrl+Z`; empty for none.
    pub fn key(self) -> &'static str {
        self.row().map_or("", |row| row.key)
    }

    /// Why it cannot be done now, if so.
    pub fn obstacle(self, document: &Document, focus: Focus) -> Option<Why> {
        let needs_writing = matches!(
            self,
            Self::Undo | Self::Redo | Self::Import | Self::AddHousehold | Self::LockOrUnlock | Self::Tour
        ) || self.is_about_plan()
            || self.is_about_grid()
            || matches!(self, Self::DrawGrid | Self::HouseholdLife | Self::AddMember | Self::MemberLife)
            || self.reassigns();
        match document.save_state() {
            SaveState::ViewOnly if needs_writing => return Some(Why::ViewOnly),
            SaveState::Failed(..) if needs_writing => return Some(Why::NotSaved),
            _ => {}
        }
        let is_empty = document.project().households.is_empty();
        if is_empty && matches!(self, Self::DistanceRings | Self::NearestCells | Self::Measure) {
            return Some(Why::Empty);
        }
        match self {
            Self::Undo if document.history().to_undo().is_empty() => Some(Why::NothingToUndo),
            Self::Redo if document.history().to_redo().is_empty() => Some(Why::NothingToRedo),
            Self::NextFinding if document.findings().is_empty() => Some(Why::NoFindings),
            Self::ExportMap
            | Self::ExportHouseholds
            | Self::ExportLinks
            | Self::SaveView
            | Self::Tour
            | Self::FilterUncovered
            | Self::FilterOverMax
                if is_empty =>
            {
                Some(Why::Empty)
            }
            Self::FilterClear if !focus.is_filtered => Some(Why::NothingFiltered),
            Self::FilterChanged if document.plan() == document.project().current_plan() => Some(Why::PlanInForce),
            Self::SwipePlans if document.project().plans.len() < 2 => Some(Why::OnlyOnePlan),
            _ if self.is_about_plan() => plan_obstacle(self, document),
            Self::LockOrUnlock
            | Self::AssignTo
            | Self::AssignOnMap
            | Self::AssignNearest
            | Self::BackUpTo
            | Self::ReleasePicked
            | Self::PickBuilding
            | Self::PickAlike
                if focus.households == 0 =>
            {
                Some(Why::NoHouseholdSelected)
            }
            Self::CheckGrids if document.project().grids.is_empty() => Some(Why::NoGrids),
            Self::HouseholdLife if focus.household.is_none() || focus.households != 1 => Some(Why::NoHouseholdSelected),
            _ if self.is_about_grid() && !focus.has_grid => Some(Why::NoGridSelected),
            Self::PickBuilding if !is_in_building(document, focus) => Some(Why::NotInABuilding),
            Self::HandOverTo | Self::SpreadOver | Self::SwapWith | Self::MemberLife if !focus.has_member => {
                Some(Why::NoMemberSelected)
            }
            _ => None,
        }
    }

    /// True for what changes a plan as a whole.
    fn is_about_plan(self) -> bool {
        matches!(self, Self::CopyPlan | Self::RenamePlan | Self::AdoptPlan | Self::DropPlan | Self::TakeBackChanges)
    }

    /// True for what changes the selected grid.
    fn is_about_grid(self) -> bool {
        matches!(self, Self::ReshapeGrid | Self::CutGrid | Self::MergeGrid | Self::ChangeGrid | Self::RemoveGrid)
    }

    /// True if it gives households to other members.
    fn reassigns(self) -> bool {
        matches!(
            self,
            Self::ToolBorder
                | Self::AssignTo
                | Self::AssignOnMap
                | Self::AssignNearest
                | Self::BackUpTo
                | Self::ReleasePicked
                | Self::HandOverTo
                | Self::SpreadOver
                | Self::SwapWith
        )
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.command == self)
    }
}

fn is_in_building(document: &Document, focus: Focus) -> bool {
    let row = focus.household.and_then(|household| document.project().households.at(household));
    row.is_some_and(|row| row.building.is_some())
}

/// Why nothing of the kind can be done with the plan that is looked at, if so.
fn plan_obstacle(command: Command, document: &Document) -> Option<Why> {
    let state = document.project().plans.at(document.plan())?.state;
    match (command, state) {
        (Command::AdoptPlan | Command::DropPlan, PlanState::Current | PlanState::Former) => Some(Why::NotADraft),
        (Command::TakeBackChanges, PlanState::Former) => Some(Why::FormerPlan),
        (Command::TakeBackChanges, _) => {
            let base = Base::usual(document);
            let is_same = base.differences(document).is_empty() && base.target_differences(document).is_empty();
            is_same.then_some(Why::NothingChanged)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::app::Command;
    use std::collections::BTreeSet;

    #[test]
    fn every_key_does_one_thing() {
        let mut keys = BTreeSet::new();
        for command in Command::all().filter(|command| !command.key().is_empty()) {
            assert!(keys.insert(command.key()), "{} is taken twice, by {command:?} too", command.key());
        }
    }
}
