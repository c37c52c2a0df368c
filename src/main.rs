//! The program: streams, arguments, window.

use lianhu::app::since_start;
use lianhu::cli::{Streams, Window, run};
use std::io::{BufWriter, Write as _, stderr, stdin, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let streams = Streams { input: &mut stdin().lock(), out: &mut BufWriter::new(stdout().lock()), err: &mut stderr() };
    ExitCode::from(run(std::env::args_os(), streams, open_window))
}

fn open_window(window: Window) -> Result<(), String> {
    let call: Option<fn()> = if window.is_timed { Some(say_first_picture) } else { None };
    lianhu::ui::run(window.file, window.lang, call).map_err(|err| err.to_string())
}

fn say_first_picture() {
    if let Some(age) = since_start() {
        drop(writeln!(stderr(), "first picture after {} ms", age.as_millis()));
    }
}
