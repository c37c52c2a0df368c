//! Layer 8: the same program on a command line.
//!
//! [`run`] reads arguments, does one thing and answers with an exit code: 0 for done, 1 for refused, rejected or
//! found wrong, 2 for impossible. A file per subcommand; edits given as lines of JSON are in `edit_line`.
//!
//! Invariants
//! - Standard output carries answers only; whatever is meant for a person goes to standard error.
//! - Nothing is answered as done before it is on the disk.
//! - Every change goes through [`Document`](crate::app::Document), as in the window.

mod apply;
mod arg_values;
mod args;
mod check;
mod demo;
mod edit_line;
mod export;
mod grid_line;
mod household_line;
mod import;
mod life_line;
mod line_forms;
mod listing;
mod lists;
mod locate;
mod member_line;
mod new;
mod project;
mod redeclare;
mod scheme_value;
mod schemes;
mod steps;
mod stop;
mod streams;
mod template;
mod unit_line;
mod verify;
mod withdraw;

pub use streams::Streams;

use crate::app::wording::{Lang, output_failed};
use crate::cli::args::{Args, Command};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use clap::{CommandFactory as _, Parser as _};
use std::ffi::OsString;
use std::path::PathBuf;

/// What the window is opened with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Which project; `None` for the last one.
    pub file: Option<PathBuf>,
    /// In which language; `None` for the one chosen last.
    pub lang: Option<Lang>,
    /// Say when the first picture is there.
    pub is_timed: bool,
}

/// Does what the arguments ask for and answers with the exit code. The first argument is the name of the program.
/// `open_window` is called where no command is named; its error is a sentence for the user.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    mut streams: Streams<'_>,
    open_window: impl FnOnce(Window) -> Result<(), String>,
) -> u8 {
    let asked = Args::try_parse_from(args).and_then(|args| match (&args.file, &args.command) {
        (Some(file), Some(_)) => {
            let words = format!("the file {} stands before a command", file.display());
            Err(Args::command().error(clap::error::ErrorKind::ArgumentConflict, words))
        }
        _ => Ok(args),
    });
    let args = match asked {
        Ok(args) => args,
        Err(usage) => return tell_usage(&usage, &mut streams),
    };
    let mut run = Run { lang: args.lang.unwrap_or_default(), streams };
    let done = match args.command {
        Some(command) => perform(&mut run, command),
        None => open_window(Window { file: args.file, lang: args.lang, is_timed: args.time_first_picture })
            .map(|()| 0)
            .map_err(Stop::impossible),
    };
    let done = done.and_then(|code| Ok(run.streams.out.flush().map(|()| code)?));
    match done {
        Ok(code) => code,
        Err(stop) => {
            let words = match &stop.output {
                Some(source) => output_failed(run.lang, source),
                None => stop.words,
            };
            run.say(&words);
            stop.code
        }
    }
}

fn perform(run: &mut Run<'_>, command: Command) -> Result<u8, Stop> {
    match command {
        Command::Demo(asked) => demo::demo(run, &asked),
        Command::New(asked) => new::new(run, &asked),
        Command::Import(asked) => import::import(run, &asked),
        Command::Locate(asked) => locate::locate(run, &asked),
        Command::Redeclare(asked) => redeclare::redeclare(run, &asked),
        Command::Withdraw(asked) => withdraw::withdraw(run, &asked),
        Command::Check(asked) => check::check(run, &asked),
        Command::List(asked) => lists::list(run, &asked),
        Command::Apply(asked) => apply::apply(run, &asked),
        Command::Undo(asked) => steps::undo(run, &asked),
        Command::Redo(asked) => steps::redo(run, &asked),
        Command::Export(asked) => export::export(run, asked),
        Command::Template(asked) => template::template(run, &asked),
        Command::Verify(asked) => verify::verify(run, &asked),
        Command::Schemes(asked) => schemes::schemes(run, &asked),
        Command::Scheme(asked) => schemes::scheme(run, &asked),
    }
}

/// Help and version are answers; everything else about usage is an error.
fn tell_usage(usage: &clap::Error, streams: &mut Streams<'_>) -> u8 {
    let words = usage.render();
    let is_told = if usage.use_stderr() {
        write!(streams.err, "{words}").is_ok()
    } else {
        write!(streams.out, "{words}").and_then(|()| streams.out.flush()).is_ok()
    };
    if usage.use_stderr() || !is_told { 2 } else { 0 }
}
