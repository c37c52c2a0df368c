//! Keys: those of the command table, digits for candidates, Esc.
//!
//! Keys are taken before any widget sees them, so what belongs to a text field is left alone here.

use crate::app::wording::Text;
use crate::app::{Command, Document};
use crate::ui::asked::Asked;
use crate::ui::session::{Mode, Session};
use crate::ui::walk::walk;
use egui::{Context, Key, Modifiers, Popup};

/// What the keyboard asks for in this frame. While somebody types, only keys with Ctrl count, and undo and redo
/// are those of the text.
pub(crate) fn keys(ctx: &Context, document: &Document, session: &mut Session) -> Option<Asked> {
    let is_covered = session.find.is_open || session.find.is_modal() || session.dialog.is_some();
    let is_edited = session.tables.has_keys || session.find.ime.is_busy();
    session.is_enter_free = !ctx.text_edit_focused() && !is_covered && !is_edited;
    // What an input method makes of keys is no key, and what covers the window listens itself.
    if session.find.ime.is_busy() || session.find.is_modal() {
        return None;
    }
    let is_typing = ctx.text_edit_focused();
    // Over a cell of a table, letters and digits are what somebody may want to write there.
    let is_in_table = session.tables.has_keys && session.selected.is_some();
    if session.dialog.is_none() && !Popup::is_any_open(ctx) && ctx.input(|input| input.key_pressed(Key::Escape)) {
        return escape(ctx, session);
    }
    if session.dialog.is_some() {
        return None;
    }
    // Shift is ignored where a key does not ask for it, so this comes before Ctrl+Z.
    if !is_typing && ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z)) {
        return Some(Asked::Run(Command::Redo));
    }
    // For the same reason keys with Shift come first. Whoever types may press Shift, too.
    let with_key = |command: Command| Some((command, parse(command.key())?));
    let mut commands: Vec<(Command, (Modifiers, Key))> = Command::all().filter_map(with_key).collect();
    commands.sort_by_key(|(_, (modifiers, _))| !modifiers.shift);
    for (command, (modifiers, key)) in commands {
        let is_of_text = !modifiers.command || matches!(command, Command::Undo | Command::Redo | Command::PickShown);
        let is_written = !modifiers.command && !modifiers.alt && key.name().chars().count() == 1;
        if is_of_text && is_typing || is_written && is_in_table {
            continue;
        }
        let is_pressed = ctx.input_mut(|input| input.consume_key(modifiers, key));
        if is_pressed && command.obstacle(document, session.focus()).is_none() {
            return Some(Asked::Run(command));
        }
    }
    if is_typing {
        return None;
    }
    if is_in_table {
        return None;
    }
    if let Some(digit) = digit(ctx) {
        return candidate(document, session, digit);
    }
    // Whoever draws a border ends it with Enter.
    let is_drawing = session.borders.doing.is_some();
    if is_drawing || Popup::is_any_open(ctx) { None } else { walk(ctx, document, session) }
}

/// Ends what is going on: first a gesture, then a search, then the selection.
fn escape(ctx: &Context, session: &mut Session) -> Option<Asked> {
    // What is typed belongs to the search box, which clears itself.
    if !session.find.is_open && session.query.is_empty()
        || session.tools.is_busy()
        || session.drag.is_some()
        || session.tiers.is_under_way()
        || session.points_at_map()
        || session.stack.is_some()
        || session.guides.measured.is_some()
    {
        ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        // The button may still be down; what it would drag next is nothing.
        ctx.stop_dragging();
        if !session.cancel() {
            session.toast = None;
            return (session.selected.is_some() || !session.picked.is_empty()).then_some(Asked::Select(None));
        }
    }
    None
}

fn candidate(document: &Document, session: &mut Session, digit: usize) -> Option<Asked> {
    if session.households().is_empty() {
        return None;
    }
    if session.mode == Mode::Browse {
        let hint = Text::DigitsNeedAssign.of(session.lang);
        session.say(hint, false);
        return None;
    }
    session.candidate_edit(document, digit).map(|edit| Asked::Do(Box::new(edit)))
}

fn digit(ctx: &Context) -> Option<usize> {
    const DIGITS: [Key; 9] =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    let pressed = |key: &Key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, *key));
    DIGITS.iter().position(pressed).map(|place| place + 1)
}

/// A key as the command table writes it. `+` is also `=`, so that no Shift is needed.
fn parse(text: &str) -> Option<(Modifiers, Key)> {
    let (prefix, name) = match text.rfind('+') {
        Some(at) if at > 0 => (text.get(..at)?, text.get(at + 1..)?),
        _ => ("", text),
    };
    let mut modifiers = Modifiers::NONE;
    for word in prefix.split('+').filter(|word| !word.is_empty()) {
        modifiers |= match word {
            "Ctrl" => Modifiers::COMMAND,
            "Shift" => Modifiers::SHIFT,
            "Alt" => Modifiers::ALT,
            _ => return None,
        };
    }
    let key = match name {
        "+" => Key::Equals,
        "-" => Key::Minus,
        name => Key::from_name(name)?,
    };
    Some((modifiers, key))
}

#[cfg(test)]
mod tests {
    use crate::app::Command;
    use crate::ui::keys::parse;

    #[test]
    fn every_key_of_the_table_is_a_key() {
        for command in Command::all().filter(|command| !command.key().is_empty()) {
            assert!(parse(command.key()).is_some(), "{command:?} has the key {}", command.key());
        }
    }
}
