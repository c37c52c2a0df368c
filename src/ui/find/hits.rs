//! What is listed for a typed text: things of the project, and commands.

use crate::app::wording::Lang;
use crate::app::{Command, Document};
use crate::index::{Found, Wanted};

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hit {
    /// Something to go to.
    Thing(Found),
    /// Something to do.
    Command(Command),
}

/// So many things are listed.
const THINGS: usize = 40;
/// Commands stand no farther down than this, so that they are seen among many people.
const BEFORE_COMMANDS: usize = 5;
/// So many commands are listed among things.
const COMMANDS: usize = 5;
/// So many things used lately are listed before anything is typed.
const LATELY: usize = 6;
/// What is offered before anything is typed.
const FIRST_COMMANDS: [Command; 5] =
    [Command::NextFinding, Command::FilterUncovered, Command::Undo, Command::Import, Command::Shortcuts];

/// The text behind the sign that asks for commands alone, if it stands there.
pub(crate) fn after_sign(text: &str) -> Option<&str> {
    text.trim_start().strip_prefix(['>', '＞', '》'])
}

/// What is listed, the best first; `None` while the index is not ready.
pub(crate) fn hits(document: &Document, lang: Lang, text: &str, lately: &[Found]) -> Option<Vec<Hit>> {
    if let Some(text) = after_sign(text) {
        return Some(commands(lang, &Wanted::new(text)).into_iter().map(|(_, hit)| hit).collect());
    }
    let wanted = Wanted::new(text);
    if wanted.is_empty() {
        let things = lately.iter().take(LATELY).map(|found| Hit::Thing(*found));
        return Some(things.chain(FIRST_COMMANDS.map(Hit::Command)).collect());
    }
    let things = document.look_for(&wanted, lately, THINGS)?;
    let commands = commands(lang, &wanted);
    let best = commands.first().map_or(0, |(rank, _)| *rank);
    let before = things.iter().take_while(|(rank, _)| *rank <= best).count().min(BEFORE_COMMANDS);
    let mut hits: Vec<Hit> = things.into_iter().map(|(_, found)| Hit::Thing(found)).collect();
    let behind = hits.split_off(before.min(hits.len()));
    hits.extend(commands.into_iter().take(COMMANDS).map(|(_, hit)| hit));
    hits.extend(behind);
    Some(hits)
}

/// The commands that fit, by either name, with how well.
fn commands(lang: Lang, wanted: &Wanted) -> Vec<(u32, Hit)> {
    // Of the other language, and for a single letter, only what begins so: anything else is chance.
    let is_short = wanted.letter_count() < 2;
    let fits = |command: Command| {
        let face = command.face();
        let begins = |rank: &u32| *rank <= 1;
        let own = wanted.rank(&[face.of(lang)]).filter(|rank| !is_short || begins(rank));
        let rank = own.or_else(|| wanted.rank(&[face.of(lang.other())]).filter(begins))?;
        Some((rank, Hit::Command(command)))
    };
    // The box is open already.
    let mut found: Vec<(u32, Hit)> =
        Command::all().filter(|command| *command != Command::Find).filter_map(fits).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found
}
