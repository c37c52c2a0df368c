//! Running the command line, for the tests of it.
#![expect(clippy::disallowed_methods, reason = "writes the files that commands read")]

use lianhu::cli::{Streams, run};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A folder of its own, and what is run in it.
pub(crate) struct Place {
    pub(crate) folder: PathBuf,
}

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn empty(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }

    /// With a small invented place as `a.gpkg`.
    pub(crate) fn with_demo(test: &str) -> Self {
        let place = Self::empty(test);
        place.run("demo a.gpkg --households 40 --members 6 --seed 7", "");
        place
    }

    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.at(name), text).unwrap();
    }

    /// What a file holds.
    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.at(name)).unwrap()
    }

    /// Runs a command. Words with a dot that are no option are files in the folder; `data/…` are those of the package.
    pub(crate) fn run(&self, command: &str, input: &str) -> Answer {
        let word = |word: &str| {
            if word.starts_with("data/") {
                Path::new(env!("CARGO_MANIFEST_DIR")).join(word).into_os_string()
            } else if word.contains('.') && !word.starts_with("--") && word.parse::<f64>().is_err() {
                self.at(word).into_os_string()
            } else {
                word.into()
            }
        };
        let args = std::iter::once("lianhu".into()).chain(command.split_whitespace().map(word));
        let (mut input, mut out, mut err) = (input.as_bytes(), Vec::new(), Vec::new());
        let streams = Streams { input: &mut input, out: &mut out, err: &mut err };
        let code = run(args, streams, |window| Err(format!("window {:?} {}", window.file, window.is_timed)));
        Answer { code, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
    }

    /// Runs a command that must work and answers with its JSON.
    #[track_caller]
    pub(crate) fn json(&self, command: &str) -> Value {
        let answer = self.run(command, "");
        assert!(answer.code < 2, "{command}: {answer:?}");
        serde_json::from_str(&answer.out).unwrap_or_else(|err| panic!("{command}: {err}: {answer:?}"))
    }

    /// Runs a command; compares the exit code and looks for words in what it says, on both streams.
    #[track_caller]
    pub(crate) fn check(&self, command: &str, code: u8, words: &[&str]) -> Answer {
        self.check_with(command, "", code, words)
    }

    #[track_caller]
    pub(crate) fn check_with(&self, command: &str, input: &str, code: u8, words: &[&str]) -> Answer {
        let answer = self.run(command, input);
        assert_eq!(answer.code, code, "exit code of {command}: {answer:?}");
        for word in words {
            assert!(answer.out.contains(word) || answer.err.contains(word), "{command} says {word:?}: {answer:?}");
        }
        answer
    }
}
