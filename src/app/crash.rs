//! What is written down when the program makes a mistake: where in its own source, and nothing about anybody.

use crate::app::Stamp;
use std::backtrace::Backtrace;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

/// So many notes are kept; the oldest go first.
const NOTES: usize = 20;
/// So many are written in one run: a mistake in every frame must not fill the disk.
const NOTES_A_RUN: usize = 10;

/// Where notes lie, once somebody watches.
static FOLDER: OnceLock<PathBuf> = OnceLock::new();
/// How many notes were written in this run, or would have been.
static COUNT: AtomicUsize = AtomicUsize::new(0);
/// The note that was written last.
static LAST: Mutex<Option<PathBuf>> = Mutex::new(None);

/// From now on every mistake of the program, in whatever thread, leaves a note in this folder. Only the first call
/// decides where.
pub fn watch_crashes(folder: PathBuf) {
    if FOLDER.set(folder).is_err() {
        return;
    }
    let before = take_hook();
    set_hook(Box::new(move |info| {
        // What it was about may name people; so it goes to the terminal, if there is one, and never into the note.
        before(info);
        write_down(info);
    }));
}

/// The note that was written last in this run.
pub fn last_crash_note() -> Option<PathBuf> {
    LAST.lock().ok()?.clone()
}

/// Does something that may go wrong in a way nobody has thought of; `None` if it did. What it worked on may be half
/// done then, so the caller starts that anew.
pub fn survive<R>(work: impl FnOnce() -> R) -> Option<R> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn write_down(info: &PanicHookInfo<'_>) {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let Some(folder) = FOLDER.get().filter(|_| number < NOTES_A_RUN) else { return };
    let place = info
        .location()
        .map_or_else(String::new, |at| format!("{}:{}:{}", place_in_source(at.file()), at.line(), at.column()));
    let thread = std::thread::current().name().unwrap_or("?").to_owned();
    let now = Stamp::now();
    let note = note_of(&now.at.to_string(), &thread, &place, &Backtrace::force_capture().to_string());
    let name = format!("crash-{}-{number}.txt", now.at.strftime("%Y%m%d-%H%M%S"));
    if let Ok(path) = keep(folder, &name, &note)
        && let Ok(mut last) = LAST.lock()
    {
        *last = Some(path);
    }
}

/// Writes a note and removes the oldest ones.
fn keep(folder: &Path, name: &str, note: &str) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join(name);
    std::fs::write(&path, note)?;
    let is_note = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("crash-") && name.ends_with(".txt")
    };
    let mut notes: Vec<PathBuf> =
        std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).filter(is_note).collect();
    notes.sort();
    for old in notes.iter().take(notes.len().saturating_sub(NOTES)) {
        std::fs::remove_file(old)?;
    }
    Ok(path)
}

/// The text of a note: version, system, thread, place in the source, and the names of the functions on the way there.
fn note_of(at: &str, thread: &str, place: &str, backtrace: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    let mut note = format!("lianhu {version}\n{system} {machine}\n{at}\nthread {thread}\nat {place}\n\n");
    for symbol in backtrace.lines().filter_map(symbol_of) {
        note.push_str(symbol);
        note.push('\n');
    }
    note
}

/// The name of a function in a line of a backtrace. Lines that say in which file it is begin with “at”: where somebody
/// keeps source or program is nobody's business.
fn symbol_of(line: &str) -> Option<&str> {
    let (number, symbol) = line.trim_start().split_once(": ")?;
    number.parse::<u32>().ok().map(|_| symbol)
}

/// A file of the source without the folders of whoever built the program.
fn place_in_source(file: &str) -> String {
    let file = file.replace('\\', "/");
    let below = file.rsplit_once("/registry/src/").and_then(|(_, below)| below.split_once('/')).map(|(_, rest)| rest);
    let is_absolute = file.starts_with('/') || file.chars().nth(1) == Some(':');
    match below {
        Some(rest) => rest.to_owned(),
        None if is_absolute => file.rsplit('/').next().unwrap_or_default().to_owned(),
        None => file,
    }
}

#[cfg(test)]
mod tests {
    use crate::app::crash::{keep, note_of, place_in_source, survive};

    #[test]
    fn a_note_names_functions_and_nobody() {
        let backtrace =
            "   0: lianhu::ui::act\n             at /home/wang/张三/lianhu/src/ui/act.rs:12:5\n   1: main\n";
        let note = note_of("2026-11-21T08:00:00Z", "main", "src/ui/act.rs:12:5", backtrace);
        let symbols: Vec<&str> = note.lines().skip(6).collect();
        assert_eq!(symbols, ["lianhu::ui::act", "main"], "functions stay");
        assert!(!note.contains("wang") && !note.contains('张'), "folders do not: {note}");
    }

    #[test]
    fn a_place_is_told_without_folders_of_others() {
        for (file, place) in [
            ("src/ui/act.rs", "src/ui/act.rs"),
            ("/root/.cargo/registry/src/index.crates.io-1/egui-0.37.0/src/ui.rs", "egui-0.37.0/src/ui.rs"),
            ("C:\\Users\\wang\\lianhu\\src\\main.rs", "main.rs"),
            ("/rustc/59807/library/core/src/option.rs", "option.rs"),
        ] {
            assert_eq!(place_in_source(file), place, "of {file}");
        }
    }

    #[test]
    fn a_mistake_is_survived() {
        assert_eq!(survive(|| 1), Some(1));
        assert_eq!(survive(|| -> u8 { panic!("on purpose") }), None);
    }

    #[test]
    fn only_the_newest_notes_are_kept() {
        let folder = std::env::temp_dir().join(format!("lianhu-notes-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&folder));
        for number in 10..35 {
            keep(&folder, &format!("crash-{number}.txt"), "note").unwrap();
        }
        let mut left: Vec<String> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        left.sort();
        assert_eq!((left.len(), left[0].as_str()), (20, "crash-15.txt"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
