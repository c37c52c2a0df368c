//! The sheet of keys: every command by group, and what keys and pointer do on the map.

use crate::app::wording::Text;
use crate::app::{Command, Document};
use crate::ui::session::Session;
use crate::ui::style::{color, strong};
use crate::ui::widgets::{call, heading_ui};
use egui::{
    Align, Button, Context, CornerRadius, FontId, Frame, Id, Key, Layout, Modal, RichText, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, Vec2,
};

/// Width of a column, and how much is between two.
const COLUMN_PT: f32 = 268.0;
const GAP_PT: f32 = 24.0;
/// Room for the bar that scrolls.
const BAR_PT: f32 = 12.0;
/// What the sheet has around its columns.
const MARGIN_PT: f32 = 20.0;

/// The commands of a group. A test sees to it that each stands in one.
const FILE: &[Command] = &[
    Command::New,
    Command::Open,
    Command::OpenDemo,
    Command::SaveCopy,
    Command::Import,
    Command::Sources,
    Command::Scheme,
    Command::Template,
    Command::ExportMap,
    Command::ExportHouseholds,
    Command::ExportLinks,
    Command::Quit,
];
const PICK: &[Command] = &[
    Command::ToolSelect,
    Command::ToolBrush,
    Command::ToolLasso,
    Command::ToolStreet,
    Command::ToolBorder,
    Command::BrushSmaller,
    Command::BrushLarger,
    Command::PickNumbers,
    Command::PickShown,
    Command::PickBuilding,
    Command::PickAlike,
    Command::SpareHidden,
];
const CHANGE: &[Command] = &[
    Command::Browse,
    Command::Assign,
    Command::AssignTo,
    Command::AssignOnMap,
    Command::AssignNearest,
    Command::BackUpTo,
    Command::ReleasePicked,
    Command::HandOverTo,
    Command::SpreadOver,
    Command::SwapWith,
    Command::LockOrUnlock,
    Command::AddHousehold,
    Command::HouseholdLife,
    Command::AddMember,
    Command::MemberLife,
    Command::Undo,
    Command::Redo,
];
const GRIDS: &[Command] = &[
    Command::DrawGrid,
    Command::ReshapeGrid,
    Command::CutGrid,
    Command::MergeGrid,
    Command::ChangeGrid,
    Command::RemoveGrid,
    Command::CheckGrids,
];
const FIND: &[Command] = &[
    Command::Find,
    Command::NextFinding,
    Command::FilterUncovered,
    Command::FilterOverMax,
    Command::FilterChanged,
    Command::FilterClear,
    Command::SaveView,
];
const PLAN: &[Command] = &[
    Command::CopyPlan,
    Command::RenamePlan,
    Command::AdoptPlan,
    Command::DropPlan,
    Command::ShowChanges,
    Command::SwipePlans,
    Command::TakeBackChanges,
];
const TABLES: &[Command] = &[Command::TableHouseholds, Command::TableMembers, Command::TableLinks, Command::TallPanel];
const LOOK: &[Command] = &[
    Command::ZoomIn,
    Command::ZoomOut,
    Command::ZoomFit,
    Command::ColorCategory,
    Command::ColorMember,
    Command::ColorCoverage,
    Command::ColorLoad,
    Command::ColorDistance,
    Command::ColorChanged,
    Command::DistanceRings,
    Command::NearestCells,
    Command::Measure,
    Command::CopyPlace,
];
const WINDOW: &[Command] = &[
    Command::Projector,
    Command::LeftPanel,
    Command::RightPanel,
    Command::BottomPanel,
    Command::Larger,
    Command::Smaller,
    Command::UsualSize,
    Command::SwitchTheme,
    Command::KeepStill,
    Command::SwitchLanguage,
    Command::Shortcuts,
    Command::Tour,
    Command::FrameTimes,
];

/// What stands in a column: groups of commands, from the top down.
type Groups = &'static [(Text, &'static [Command])];

/// The columns. Keys stand below the second, the pointer below the last.
const COLUMNS: [Groups; 4] = [
    &[(Text::GroupPick, PICK), (Text::GroupEdit, CHANGE)],
    &[(Text::GroupFind, FIND), (Text::GroupPlan, PLAN), (Text::GroupTables, TABLES)],
    &[(Text::GroupLook, LOOK), (Text::GroupWindow, WINDOW)],
    &[(Text::GroupFile, FILE), (Text::Grids, GRIDS)],
];

/// What keys do on the map besides commands.
const KEYS: &[(&str, Text)] = &[
    ("← ↑ → ↓", Text::KeyArrows),
    ("Shift  ← ↑ → ↓", Text::KeyPan),
    ("Tab", Text::KeyTab),
    ("Enter", Text::KeyEnter),
    ("1–9", Text::KeyDigits),
    ("Esc", Text::KeyEscape),
];
/// What the pointer does on the map.
const POINTER: &[(Text, Text)] = &[
    (Text::GestureClick, Text::PointerClick),
    (Text::GestureMenu, Text::PointerMenu),
    (Text::GestureWheel, Text::PointerWheel),
    (Text::GestureDouble, Text::PointerDouble),
    (Text::GestureRing, Text::PointerRing),
    (Text::GestureDrag, Text::PointerDragMap),
    (Text::GestureShiftDrag, Text::PointerZoomTo),
    (Text::GestureDragHousehold, Text::PointerDragHousehold),
    (Text::GestureDrag, Text::PointerDragLink),
    (Text::GestureDragGround, Text::PointerPick),
    (Text::GestureMore, Text::PointerMore),
    (Text::GestureSpace, Text::PointerSpace),
    (Text::GestureAlt, Text::PointerLeftSide),
    (Text::GestureCtrlWheel, Text::PointerWidth),
];

/// Draws the sheet while it is open.
pub(crate) fn shortcuts_ui(ctx: &Context, document: &Document, session: &mut Session) {
    if !session.find.shows_keys {
        return;
    }
    let lang = session.lang;
    let frame = Frame::popup(&ctx.global_style()).inner_margin(MARGIN_PT as i8);
    // A small window, or large text, has fewer columns side by side.
    let room_pt = ctx.content_rect().width() - 2.0 * MARGIN_PT - BAR_PT;
    let in_row = (((room_pt + GAP_PT) / (COLUMN_PT + GAP_PT)) as usize).clamp(1, COLUMNS.len());
    let modal = Modal::new(Id::unique("shortcuts")).frame(frame).show(ctx, |ui| {
        // The bar stands beside the keys, not over them.
        ui.spacing_mut().scroll.floating_allocated_width = BAR_PT;
        ui.set_width(COLUMN_PT * in_row as f32 + GAP_PT * (in_row - 1) as f32 + BAR_PT);
        let size = Vec2::new(ui.available_width(), 30.0);
        let is_closed = ui
            .allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                ui.label(strong(Text::Shortcuts.of(lang), 18.0));
                ui.label(RichText::new(Text::ShortcutsMore.of(lang)).color(color(session.theme.text_weak)));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let button = Button::new(Text::Close.of(lang)).shortcut_text("Esc");
                    let response = ui.add(button);
                    call(&response, egui::Role::Button, Text::Close.of(lang));
                    response.clicked()
                })
                .inner
            })
            .inner;
        ui.separator();
        let height = ctx.content_rect().height() - 130.0;
        let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]);
        scroll.show(ui, |ui| columns_ui(ui, document, session, in_row));
        is_closed
    });
    let is_pressed_again = ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Questionmark));
    session.find.shows_keys = !(modal.inner || modal.should_close() || is_pressed_again);
}

fn columns_ui(ui: &mut Ui, document: &Document, session: &Session, in_row: usize) {
    for row in COLUMNS.chunks(in_row) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP_PT;
            for &column in row {
                column_ui(ui, document, session, column);
            }
        });
    }
}

fn column_ui(ui: &mut Ui, document: &Document, session: &Session, groups: Groups) {
    ui.vertical(|ui| {
        ui.set_width(COLUMN_PT);
        ui.spacing_mut().item_spacing.y = 1.0;
        for &(name, commands) in groups {
            group_ui(ui, document, session, name, commands);
        }
        if COLUMNS.last() == Some(&groups) {
            heading_ui(ui, &session.theme, Text::GroupPointer.of(session.lang));
            for (gesture, what) in POINTER {
                line_ui(ui, session, what.of(session.lang), gesture.of(session.lang), true);
            }
        }
        if COLUMNS.get(1) == Some(&groups) {
            heading_ui(ui, &session.theme, Text::GroupKeys.of(session.lang));
            for (key, what) in KEYS {
                line_ui(ui, session, what.of(session.lang), key, true);
            }
        }
    });
}

fn group_ui(ui: &mut Ui, document: &Document, session: &Session, name: Text, commands: &[Command]) {
    heading_ui(ui, &session.theme, name.of(session.lang));
    for &command in commands {
        let is_possible = command.obstacle(document, session.focus()).is_none();
        line_ui(ui, session, command.face().of(session.lang), command.key(), is_possible);
    }
}

/// What something does, and its key at the right end.
fn line_ui(ui: &mut Ui, session: &Session, what: &str, key: &str, is_possible: bool) {
    let theme = &session.theme;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(COLUMN_PT, 22.0), Sense::hover());
    call(&response, egui::Role::Label, [what, key].join(" ").trim_end());
    let painter = ui.painter();
    let weak = color(theme.text_weak);
    let key = painter.layout_no_wrap(key.to_owned(), FontId::proportional(12.0), weak);
    let at = egui::pos2(rect.right() - 8.0 - key.size().x, rect.center().y - key.size().y / 2.0);
    let room = at.x - 12.0 - rect.left();
    let ink = if is_possible { color(theme.text) } else { weak };
    let mut job = egui::text::LayoutJob::simple_singleline(what.to_owned(), FontId::proportional(14.0), ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let words = painter.layout_job(job);
    painter.galley(egui::pos2(rect.left(), rect.center().y - words.size().y / 2.0), words, ink);
    if key.size().x > 0.5 {
        let cap = egui::Rect::from_min_size(at, key.size()).expand2(Vec2::new(6.0, 2.0));
        let edge = Stroke::new(1.0, color(theme.panel_edge));
        painter.rect(cap, CornerRadius::same(4), color(theme.panel), edge, StrokeKind::Middle);
        painter.galley(at, key, weak);
    }
}

#[cfg(test)]
mod tests {
    use crate::app::Command;
    use crate::ui::shortcuts::COLUMNS;

    #[test]
    fn every_command_stands_on_the_sheet_once() {
        let mut shown: Vec<Command> =
            COLUMNS.iter().copied().flatten().flat_map(|(_, group)| group.iter().copied()).collect();
        shown.sort();
        let mut all: Vec<Command> = Command::all().collect();
        all.sort();
        assert_eq!(shown, all, "each command is in one group");
    }
}
