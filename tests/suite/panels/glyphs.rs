//! Every letter that the program can say has a glyph in the fonts that it carries.
#![expect(clippy::disallowed_methods, reason = "reads the source whose words it judges")]

use lianhu::app::wording::{Lang, Text};
use skrifa::{FontRef, MetadataProvider as _};
use std::path::{Path, PathBuf};

static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/LianhuSans-Regular.otf");
static BOLD: &[u8] = include_bytes!("../../../assets/fonts/LianhuSans-Bold.otf");

/// The letters of `words` that `font` cannot draw.
fn missing(font: &[u8], words: &str) -> Vec<char> {
    let charmap_of = FontRef::new(font).unwrap();
    let charmap = charmap_of.charmap();
    words.chars().filter(|letter| !letter.is_control() && charmap.map(*letter).is_none()).collect()
}

#[test]
fn every_text_can_be_written_in_both_weights() {
    let mut problems = Vec::new();
    for &text in Text::ALL {
        for lang in [Lang::Zh, Lang::En] {
            for (weight, font) in [("regular", REGULAR), ("bold", BOLD)] {
                for letter in missing(font, text.of(lang)) {
                    problems.push(format!("{text:?} “{}”: no {weight} “{letter}”", text.of(lang)));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Sentences are put together in many places, so the source itself is asked which letters they can have.
#[test]
fn every_letter_in_the_source_of_words_can_be_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for below in ["app", "ui", "scene", "demo", "model", "exchange/csv_out.rs"] {
        collect(&root.join(below), &mut files);
    }
    assert!(files.iter().any(|file| file.ends_with("app/wording/refusals.rs")), "the words were read");
    let mut problems = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for letter in missing(REGULAR, line) {
                problems.push(format!("{}:{}: no “{letter}”", file.display(), at + 1));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            collect(&entry.unwrap().path(), files);
        }
    } else {
        files.push(path.to_owned());
    }
}

#[test]
fn a_missing_letter_is_noticed() {
    assert_eq!(missing(REGULAR, "户\u{e123}x"), ['\u{e123}']);
}
