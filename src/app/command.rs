//! Everything that menus, keys and buttons can do: one table.

use crate::app::wording::{Lang, Text};
use crate::app::{Document, SaveState};

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
    LockOrUnlock,
    Find,
    NextFinding,
    ZoomIn,
    ZoomOut,
    ZoomFit,
    SwitchLanguage,
}

/// Why a command cannot be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The file is open for viewing only.
    ViewOnly,
    /// Earlier changes could not be written.
    NotSaved,
    /// There is nothing to undo.
    NothingToUndo,
    /// There is nothing to redo.
    NothingToRedo,
    /// There are no findings.
    NoFindings,
    /// The project is empty.
    Empty,
    /// No household is selected.
    NoHouseholdSelected,
}

/// What a command can work on: what is selected while it is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// How many households are selected or picked.
    pub households: usize,
    /// True if a member is selected.
    pub has_member: bool,
    /// True if a grid is selected.
    pub has_grid: bool,
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
    row(Command::LockOrUnlock, Text::LockOrUnlock, "Q"),
    row(Command::Find, Text::Search, "Ctrl+K"),
    row(Command::NextFinding, Text::NextFinding, "N"),
    row(Command::ZoomIn, Text::ZoomIn, "+"),
    row(Command::ZoomOut, Text::ZoomOut, "-"),
    row(Command::ZoomFit, Text::ZoomFit, "F"),
    row(Command::SwitchLanguage, Text::Language, ""),
];

const fn row(command: Command, face: Text, key: &'static str) -> Row {
    Row { command, face, key }
}

impl Command {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.command)
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
        );
        match document.save_state() {
            SaveState::ViewOnly if needs_writing => return Some(Why::ViewOnly),
            SaveState::Failed(..) if needs_writing => return Some(Why::NotSaved),
            _ => {}
        }
        let is_empty = document.project().households.is_empty();
        match self {
            Self::Undo if document.history().to_undo().is_empty() => Some(Why::NothingToUndo),
            Self::Redo if document.history().to_redo().is_empty() => Some(Why::NothingToRedo),
            Self::NextFinding if document.findings().is_empty() => Some(Why::NoFindings),
            Self::ExportMap | Self::ExportHouseholds | Self::ExportLinks | Self::Tour if is_empty => Some(Why::Empty),
            Self::LockOrUnlock if focus.households == 0 => Some(Why::NoHouseholdSelected),
            _ => None,
        }
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.command == self)
    }
}

impl Why {
    /// The reason in words.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::ViewOnly => lang.pick("文件以只读方式打开", "The file is open for viewing only"),
            Self::NotSaved => lang.pick("先前的修改还没有保存", "Earlier changes are not saved yet"),
            Self::NothingToUndo => lang.pick("没有可撤销的修改", "Nothing to undo"),
            Self::NothingToRedo => lang.pick("没有可重做的修改", "Nothing to redo"),
            Self::NoFindings => lang.pick("没有检查结果", "There are no findings"),
            Self::Empty => lang.pick("还没有户", "There are no households yet"),
            Self::NoHouseholdSelected => lang.pick("先选中一户", "Select a household first"),
        }
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
