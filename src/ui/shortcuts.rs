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

/// Width of a column, and how many there are.
const COLUMN_PT: f32 = 268.0;
const COLUMNS: usize = 3;

/// The commands of a group. What stands in none is shown among the changes, so that none is forgotten.
const FILE: &[Command] = &[
    Command::New,
    Command::Open,
    Command::OpenDemo,
    Command::SaveCopy,
    Command::Import,
    Command::ExportMap,
    Command::ExportHouseholds,
    Command::ExportLinks,
    Command::Quit,
];
const FIND: &[Command] = &[
    Command::Find,
    Command::NextFinding,
    Command::FilterUncovered,
    Command::FilterOverMax,
    Command::FilterChanged,
    Command::FilterClear,
    Command::SaveView,
    Command::Shortcuts,
];
const LOOK: &[Command] = &[Command::ZoomIn, Command::ZoomOut, Command::ZoomFit, Command::SwitchLanguage];

/// What keys do on the map besides commands.
const KEYS: &[(&str, Text)] = &[
    ("← ↑ → ↓", Text::KeyArrows),
    ("Shift+← ↑ → ↓", Text::KeyPan),
    ("Tab", Text::KeyTab),
    ("Enter", Text::KeyEnter),
    ("1–9", Text::KeyDigits),
    ("Esc", Text::KeyEscape),
];
/// What the pointer does on the map.
const POINTER: &[(Text, Text)] = &[
    (Text::GestureClick, Text::PointerClick),
    (Text::GestureDrag, Text::PointerDragMap),
    (Text::GestureDrag, Text::PointerDragHousehold),
    (Text::GestureDrag, Text::PointerDragLink),
    (Text::GestureWheel, Text::PointerWheel),
    (Text::GestureDouble, Text::PointerDouble),
    (Text::GestureMenu, Text::PointerMenu),
];

/// Draws the sheet while it is open.
pub(crate) fn shortcuts_ui(ctx: &Context, document: &Document, session: &mut Session) {
    if !session.find.shows_keys {
        return;
    }
    let lang = session.lang;
    let frame = Frame::popup(&ctx.global_style()).inner_margin(20);
    let modal = Modal::new(Id::unique("shortcuts")).frame(frame).show(ctx, |ui| {
        ui.set_width(COLUMN_PT * COLUMNS as f32 + 48.0);
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
        let height = ctx.content_rect().height() - 150.0;
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 24.0;
                    columns_ui(ui, document, session);
                });
            },
        );
        is_closed
    });
    let is_pressed_again = ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Questionmark));
    session.find.shows_keys = !(modal.inner || modal.should_close() || is_pressed_again);
}

fn columns_ui(ui: &mut Ui, document: &Document, session: &Session) {
    let is_grouped = |command: &Command| [FILE, FIND, LOOK].iter().any(|group| group.contains(command));
    let others: Vec<Command> = Command::all().filter(|command| !is_grouped(command)).collect();
    let column = |ui: &mut Ui, draw: &mut dyn FnMut(&mut Ui)| {
        ui.vertical(|ui| {
            ui.set_width(COLUMN_PT);
            ui.spacing_mut().item_spacing.y = 3.0;
            draw(ui);
        });
    };
    column(ui, &mut |ui| {
        group_ui(ui, document, session, Text::GroupEdit, &others);
        group_ui(ui, document, session, Text::GroupLook, LOOK);
    });
    column(ui, &mut |ui| {
        group_ui(ui, document, session, Text::GroupFind, FIND);
        heading_ui(ui, &session.theme, Text::GroupKeys.of(session.lang));
        for (key, what) in KEYS {
            line_ui(ui, session, what.of(session.lang), key, true);
        }
    });
    column(ui, &mut |ui| {
        group_ui(ui, document, session, Text::GroupFile, FILE);
        heading_ui(ui, &session.theme, Text::GroupPointer.of(session.lang));
        for (gesture, what) in POINTER {
            line_ui(ui, session, what.of(session.lang), gesture.of(session.lang), true);
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
    let (rect, response) = ui.allocate_exact_size(Vec2::new(COLUMN_PT, 24.0), Sense::hover());
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
