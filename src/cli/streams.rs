//! Where a command reads and writes.

use crate::app::wording::Lang;
use serde::Serialize;
use std::io::{BufRead, Write};

/// The three streams of a process, or what a test puts in their place.
#[expect(missing_debug_implementations, reason = "streams have nothing to show")]
pub struct Streams<'a> {
    /// Edits come from here.
    pub input: &'a mut dyn BufRead,
    /// Answers go here.
    pub out: &'a mut dyn Write,
    /// Messages for people go here.
    pub err: &'a mut dyn Write,
}

/// One command being run.
pub(crate) struct Run<'a> {
    /// In which language messages are.
    pub(crate) lang: Lang,
    /// Where it reads and writes.
    pub(crate) streams: Streams<'a>,
}

impl Run<'_> {
    /// A message for a person. Where nobody can read it there is nobody to tell.
    pub(crate) fn say(&mut self, words: &str) {
        if !words.is_empty() {
            drop(writeln!(self.streams.err, "{words}"));
        }
    }

    /// An answer as one line of JSON.
    pub(crate) fn answer(&mut self, answer: &impl Serialize) -> std::io::Result<()> {
        serde_json::to_writer(&mut self.streams.out, answer)?;
        writeln!(self.streams.out)
    }
}
