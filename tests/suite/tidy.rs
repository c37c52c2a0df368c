//! The source keeps its own rules: layers, doors, the form of imports and files.
//!
//! One package has no compiler between its layers, so this does it. A rule is a function over a file's path and
//! text that answers with the problems it found; the second half shows each rule something to object to.
#![expect(clippy::disallowed_methods, reason = "reads the source that it judges")]

use std::collections::BTreeMap;
use std::path::Path;

/// Every top-level module and its layer. A module names only modules of lower layers, and itself.
const LAYERS: &[(&str, u8)] = &[
    ("geom", 0),
    ("model", 1),
    ("index", 2),
    ("schemes", 2),
    ("edit", 3),
    ("rules", 4),
    ("disclose", 4),
    ("scene", 5),
    ("demo", 5),
    ("store", 6),
    ("exchange", 6),
    ("app", 7),
    ("ui", 8),
    ("cli", 8),
    ("main", 9),
];

/// What may be named only from some layer upward, or only in one module. A crate's path counts where a path begins
/// with it, a call such as `Instant::now` where a path ends with it, however it was imported.
const DOORS: &[(&str, Who)] = &[
    ("tiny_skia", Who::Only("scene")),
    ("skrifa", Who::Only("scene")),
    ("toml_edit", Who::Only("schemes")),
    ("std::fs", Who::From(6)),
    ("rusqlite", Who::From(6)),
    ("csv", Who::From(6)),
    ("geojson", Who::From(6)),
    ("serde", Who::From(6)),
    ("serde_json", Who::From(6)),
    ("encoding_rs", Who::From(6)),
    ("png", Who::From(6)),
    ("quick_xml", Who::From(6)),
    ("zip", Who::From(6)),
    ("std::thread", Who::From(7)),
    ("std::env", Who::From(7)),
    ("std::time::Instant", Who::From(7)),
    ("std::time::SystemTime", Who::From(7)),
    ("Instant::now", Who::From(7)),
    ("SystemTime::now", Who::From(7)),
    ("jiff::Zoned", Who::From(7)),
    ("Timestamp::now", Who::From(7)),
    ("Zoned::now", Who::From(7)),
    ("directories", Who::From(7)),
    ("egui", Who::From(8)),
    ("eframe", Who::From(8)),
    ("rfd", Who::From(8)),
    ("clap", Who::From(8)),
];

enum Who {
    From(u8),
    Only(&'static str),
}

/// What is larger is no source.
const BYTES: u64 = 1 << 20;

/// A file of `src` may have this many lines; longer ones stand in `LONG` with a reason.
const LINES: usize = 400;
const LONG: &[(&str, &str)] = &[("src/app/wording/text.rs", "one table of fixed words, a row each")];

/// Changing links without a delta skips undo, store and checks: only these may.
const BACK_DOORS: &[&str] = &["relink", "relink_target", "put_reason"];
/// The test breaks places on purpose.
const BACK_DOOR_USERS: &[&str] =
    &["src/edit/delta.rs", "src/model/plan.rs", "src/store/", "src/demo/", "tests/suite/orderly.rs"];

type Rule = fn(&str, &str) -> Vec<String>;
const RULES: &[Rule] =
    &[layers, doors, imports, header, length, back_doors, words, unfinished, private_paths, table, reasons];

#[test]
fn the_source_is_tidy() {
    let mut files = Vec::new();
    collect(Path::new(env!("CARGO_MANIFEST_DIR")), "", &mut files).unwrap();
    assert!(files.iter().any(|(path, _)| path == "src/lib.rs"), "nothing was read");
    let mut problems: Vec<String> =
        files.iter().flat_map(|(path, text)| RULES.iter().flat_map(move |rule| rule(path, text))).collect();
    for (path, _) in LONG.iter().filter(|(long, _)| !files.iter().any(|(path, _)| path == long)) {
        problems.push(format!("{path}: stands in LONG, but does not exist"));
    }
    assert!(problems.is_empty(), "the source is not tidy:\n{}", problems.join("\n"));
}

/// Every text file of the package, with its path from the root.
fn collect(folder: &Path, below: &str, files: &mut Vec<(String, String)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        let path = format!("{below}{name}");
        if kind.is_dir() && path != "target" && name != ".git" {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else if kind.is_file()
            && name != ".git"
            && entry.metadata()?.len() <= BYTES
            && let Ok(text) = String::from_utf8(std::fs::read(entry.path())?)
        {
            files.push((path, text));
        }
    }
    Ok(())
}

// --- rules ---

fn layers(path: &str, text: &str) -> Vec<String> {
    let Some(module) = module_of(path) else { return Vec::new() };
    let Some(own) = layer_of(module) else { return vec![format!("{path}: `{module}` has no layer")] };
    let mut problems = Vec::new();
    for named in paths_in(text) {
        let [first, other, ..] = named.segments.as_slice() else { continue };
        if first != "crate" || other == module {
            continue;
        }
        match layer_of(other) {
            Some(layer) if layer < own => {}
            Some(layer) => {
                problems.push(format!("{path}:{}: {module} (layer {own}) names {other} (layer {layer})", named.line));
            }
            None => problems.push(format!("{path}:{}: `crate::{other}` is no module with a layer", named.line)),
        }
    }
    problems
}

fn doors(path: &str, text: &str) -> Vec<String> {
    let Some(module) = module_of(path) else { return Vec::new() };
    let mut problems = Vec::new();
    for named in paths_in(text) {
        for (door, who) in DOORS {
            let open = match who {
                Who::From(lowest) => layer_of(module) >= Some(*lowest),
                Who::Only(owner) => module == *owner,
            };
            let (door_words, words) = (door.split("::"), named.segments.iter());
            let is_call = door.starts_with(char::is_uppercase);
            let from = if is_call { words.len().saturating_sub(door_words.clone().count()) } else { 0 };
            if !open && door_words.clone().eq(words.skip(from).take(door_words.count())) {
                problems.push(format!("{path}:{}: {module} may not name `{door}`", named.line));
            }
        }
    }
    problems
}

fn imports(path: &str, text: &str) -> Vec<String> {
    if module_of(path).is_none() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for named in paths_in(text) {
        let full = named.segments.join("::");
        if named.segments.iter().any(|segment| segment == "super") {
            problems.push(format!("{path}:{}: `{full}`: write `crate::module::Item`", named.line));
        }
        let from_crate = named.is_use && named.segments.first().is_some_and(|first| first == "crate");
        if from_crate && (named.segments.len() < 3 || full.ends_with('*') || named.is_grouped) {
            problems.push(format!("{path}:{}: `use {full}`: write `use crate::module::Item`", named.line));
        }
    }
    problems
}

fn header(path: &str, text: &str) -> Vec<String> {
    let good = !is_rust(path) || text.starts_with("//! ");
    if good { Vec::new() } else { vec![format!("{path}:1: the first line says what the file is: `//! …`")] }
}

fn length(path: &str, text: &str) -> Vec<String> {
    let (long, listed) = (text.lines().count() > LINES, LONG.iter().any(|(name, _)| *name == path));
    match (module_of(path).is_some() && long, listed) {
        (true, false) => vec![format!("{path}: {} lines; split it, {LINES} are enough", text.lines().count())],
        (false, true) => vec![format!("{path}: is short enough now; take it out of LONG")],
        _ => Vec::new(),
    }
}

fn back_doors(path: &str, text: &str) -> Vec<String> {
    if !is_rust(path) || BACK_DOOR_USERS.iter().any(|user| path.starts_with(user)) {
        return Vec::new();
    }
    // A draft of `edit` has a namesake that writes into the delta, which is the front door.
    let is_draft = |before: [&str; 2]| path.starts_with("src/edit/") && before == ["draft", "."];
    let tokens = tokens_of(&code_of(text));
    let mut problems = Vec::new();
    for window in tokens.windows(4) {
        let [before @ .., Token { word: name, line }, Token { word: open, .. }] = window else { continue };
        let [first, second] = before else { continue };
        let is_call = open == "(" && second.word != "fn" && !is_draft([&first.word, &second.word]);
        if is_call && BACK_DOORS.contains(&name.as_str()) {
            problems.push(format!("{path}:{line}: `{name}` goes past the delta"));
        }
    }
    problems
}

/// What somebody reads stands in `app/wording`, in both languages; the window and the command line only show it.
fn words(path: &str, text: &str) -> Vec<String> {
    // The help of the command line is its own comments and examples, in both languages side by side.
    let is_asked = path.starts_with("src/ui/") || path.starts_with("src/cli/") && path != "src/cli/args.rs";
    if !is_asked {
        return Vec::new();
    }
    let is_han = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let lines = text.lines().enumerate().take_while(|(_, line)| *line != "mod tests {");
    let found = lines.filter(|(_, line)| is_code(line)).filter(|(_, line)| {
        let quoted = line.split('"').skip(1).step_by(2).any(|part| part.contains(is_han));
        quoted || line.contains("lang.pick(")
    });
    found.map(|(at, _)| format!("{path}:{}: words stand in app/wording", at + 1)).collect()
}

fn unfinished(path: &str, text: &str) -> Vec<String> {
    // In two halves, so that this file does not object to itself.
    const WORDS: &[(&str, &str)] =
        &[("TO", "DO"), ("FIX", "ME"), ("to", "do!"), ("unimplem", "ented!"), ("#[ig", "nore")];
    let lines = text.lines().enumerate().filter(|_| is_rust(path));
    let found = lines.flat_map(|(at, line)| WORDS.iter().map(move |(a, b)| (at, line, format!("{a}{b}"))));
    found
        .filter(|(_, line, word)| line.contains(word))
        .map(|(at, _, word)| format!("{path}:{}: {word}", at + 1))
        .collect()
}

fn private_paths(path: &str, text: &str) -> Vec<String> {
    // The folder that the developers share is not part of the package. In two halves, as above.
    let (folder, outside) = (concat!("sha", "red/"), [concat!("../sha", "red"), concat!("/work/sha", "red")]);
    let inside_word = |before: &str| before.ends_with(|letter: char| letter.is_alphanumeric() || "_-".contains(letter));
    let names = |line: &str| {
        outside.iter().any(|path| line.contains(path))
            || line.match_indices(folder).any(|(at, _)| !inside_word(line.split_at(at).0))
    };
    let lines = text.lines().enumerate().filter(|(_, line)| names(line));
    lines.map(|(at, _)| format!("{path}:{}: names a folder outside the package", at + 1)).collect()
}

/// The table of layers that readers see in `lib.rs` is the one above.
fn table(path: &str, text: &str) -> Vec<String> {
    if path != "src/lib.rs" {
        return Vec::new();
    }
    let mut told = BTreeMap::new();
    for row in text.lines().filter_map(|line| line.strip_prefix("//! |")) {
        let mut cells = row.split('|').map(str::trim);
        let (Some(modules), Some(Ok(layer))) = (cells.next(), cells.next().map(str::parse::<u8>)) else { continue };
        for module in modules.split(',') {
            let name = module.trim_matches(|letter: char| " []`".contains(letter));
            told.insert(name.strip_suffix(".rs").unwrap_or(name), layer);
        }
    }
    let needed = text.lines().any(|line| line.starts_with("pub mod ui;"));
    if told.is_empty() && !needed || told == LAYERS.iter().copied().collect() {
        return Vec::new();
    }
    vec![format!("{path}: its table of layers (`//! | geom | 0 | …`) is not LAYERS but {told:?}")]
}

/// Every dependency says why it is here, in a comment above it; `serde_json` below `serde` need not say it again.
fn reasons(path: &str, text: &str) -> Vec<String> {
    if path != "Cargo.toml" {
        return Vec::new();
    }
    let (mut inside, mut depth, mut above, mut explained) = (false, 0, "", "");
    let mut problems = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
        if line.starts_with('[') && depth == 0 {
            let section = line.trim_matches(['[', ']']);
            inside = section.ends_with("dependencies");
            if section.contains("dependencies.") && !above.starts_with('#') {
                problems.push(format!("{path}:{}: {section}: say why in a comment above", at + 1));
            }
        } else if inside && depth == 0 && !name.is_empty() && !line.starts_with('#') {
            if above.starts_with('#') {
                explained = name;
            } else if explained.is_empty() || !name.starts_with(explained) {
                problems.push(format!("{path}:{}: {name}: say why in a comment above", at + 1));
            }
        }
        let code = line.split('#').next().unwrap_or_default();
        depth += code.matches(['[', '{']).count();
        depth = depth.saturating_sub(code.matches([']', '}']).count());
        above = line;
    }
    problems
}

// --- reading Rust, as far as the rules need it ---

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "rs")
}

/// `src/geom/view.rs` is of `geom`, `src/main.rs` of `main`; what is not below `src` is of no module.
fn module_of(path: &str) -> Option<&str> {
    path.strip_prefix("src/")?.strip_suffix(".rs")?.split('/').next()
}

/// The root only lists the modules, so it is as low as can be.
fn layer_of(module: &str) -> Option<u8> {
    let named = LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer);
    named.or((module == "lib").then_some(0))
}

/// The text without comments and without what stands in quotes. Lines keep their numbers.
fn code_of(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let (mut rest, mut code) = (letters.as_slice(), String::with_capacity(text.len()));
    while let Some(first) = rest.first() {
        let in_word = code.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        let (skipped, left) = rest.split_at(silent(rest, in_word).unwrap_or(0).min(rest.len()));
        if skipped.is_empty() {
            code.push(*first);
            rest = left.get(1..).unwrap_or_default();
        } else {
            code.push(' ');
            code.extend(skipped.iter().filter(|letter| **letter == '\n'));
            rest = left;
        }
    }
    code
}

/// The length of the comment or the quoted text that starts here, if one does.
fn silent(rest: &[char], in_word: bool) -> Option<usize> {
    match rest {
        ['/', '/', ..] => Some(rest.iter().position(|letter| *letter == '\n').unwrap_or(rest.len())),
        ['/', '*', ..] => {
            let (mut depth, mut at) = (0, 0);
            while at < rest.len() {
                let (change, step) = match rest.get(at..at + 2) {
                    Some(['/', '*']) => (1, 2),
                    Some(['*', '/']) => (-1, 2),
                    _ => (0, 1),
                };
                (depth, at) = (depth + change, at + step);
                if depth == 0 {
                    break;
                }
            }
            Some(at)
        }
        ['"', ..] | ['\'', '\\', ..] => {
            let mut at = 1;
            while rest.get(at).is_some_and(|letter| Some(letter) != rest.first()) {
                at += if rest.get(at) == Some(&'\\') { 2 } else { 1 };
            }
            Some(at + 1)
        }
        ['\'', _, '\'', ..] => Some(3),
        ['b' | 'c', 'r', raw @ ..] | ['r', raw @ ..] if !in_word => {
            let hashes = raw.iter().take_while(|letter| **letter == '#').count();
            let quoted = raw.get(hashes..)?.strip_prefix(&['"'])?;
            let end: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
            let length = quoted.windows(end.len()).position(|tail| tail == end)?;
            Some(rest.len() - quoted.len() + length + end.len())
        }
        _ => None,
    }
}

struct Token {
    line: usize,
    word: String,
}

fn tokens_of(code: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut line, mut before) = (1, ' ');
    for letter in code.chars() {
        let in_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let joins = in_word(before) && in_word(letter) || (before, letter) == (':', ':');
        match tokens.last_mut() {
            Some(last) if joins && last.word != "::" => last.word.push(letter),
            _ if letter.is_whitespace() => {}
            _ => tokens.push(Token { line, word: letter.into() }),
        }
        line += usize::from(letter == '\n');
        before = letter;
    }
    tokens
}

/// A path as the source names it, imports spelled out: `use std::{fs, io}` names `std::fs` and `std::io`.
struct Named {
    line: usize,
    segments: Vec<String>,
    is_use: bool,
    is_grouped: bool,
}

fn paths_in(text: &str) -> Vec<Named> {
    let tokens = tokens_of(&code_of(text));
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(token) = tokens.get(at) {
        if token.word == "use" && word(at + 1) != "<" {
            let skip = 1 + usize::from(word(at + 1) == "::");
            let is_grouped = word(at + skip + 1) == "::" && word(at + skip + 2) == "{";
            at += skip;
            use_tree(&tokens, &mut at, Vec::new(), is_grouped, &mut found);
        } else {
            let mut segments = vec![token.word.clone()];
            while word(at + 1) == "::"
                && word(at + 2).starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
            {
                at += 2;
                segments.push(word(at).to_owned());
            }
            if segments.len() > 1 {
                found.push(Named { line: token.line, segments, is_use: false, is_grouped: false });
            }
        }
        at += 1;
    }
    found
}

/// Reads one branch of a `use`, from `at` to the `,`, `}` or `;` behind it.
fn use_tree(tokens: &[Token], at: &mut usize, mut segments: Vec<String>, is_grouped: bool, found: &mut Vec<Named>) {
    while let Some(token) = tokens.get(*at) {
        match token.word.as_str() {
            "::" => {}
            "as" => *at += 1,
            "," | "}" | ";" => {
                if tokens.get(*at - 1).is_none_or(|before| !["}", ",", "{"].contains(&before.word.as_str())) {
                    found.push(Named { line: token.line, segments, is_use: true, is_grouped });
                }
                return;
            }
            "{" => {
                while tokens.get(*at).is_some_and(|token| ["{", ","].contains(&token.word.as_str())) {
                    *at += 1;
                    use_tree(tokens, at, segments.clone(), is_grouped, found);
                }
            }
            name => segments.push(name.to_owned()),
        }
        *at += 1;
    }
}

// --- the rules object to what they should ---

#[track_caller]
fn check(rule: Rule, path: &str, text: &str, expected: usize) {
    let problems = rule(path, text);
    assert_eq!(problems.len(), expected, "{path}: {text:?} gave {problems:#?}");
}

#[test]
fn a_module_names_only_lower_ones() {
    check(layers, "src/edit/mod.rs", "use crate::model::Project;\nuse crate::edit::Delta;", 0);
    check(layers, "src/edit/mod.rs", "use crate::rules::Finding;", 1);
    check(layers, "src/rules/load.rs", "use crate::disclose::Audience;", 1);
    check(layers, "src/edit/mod.rs", "fn f() { let x = crate::ui::frame::show(1); }", 1);
    check(layers, "src/edit/mod.rs", "use crate::{model::Project, ui::Frame};", 1);
    check(layers, "src/geom/mod.rs", "pub(in crate::geom) fn f(a: &'a str, b: char) { g('\"', crate::cli::x) }", 1);
    check(layers, "src/geom/mod.rs", "//! See [`crate::ui::Frame`].\n/* crate::ui::A /* b */ crate::ui::B */", 0);
    check(
        layers,
        "src/geom/mod.rs",
        "const A: &str = \"crate::ui::x \\\" crate::ui::y\"; const B: &str = r#\"\" crate::ui::z\"#;",
        0,
    );
    check(layers, "src/geom/mod.rs", "const A: &[u8] = br#\"\"\"#; const B: char = '\\''; use crate::ui::C;", 1);
    check(layers, "src/lib.rs", "pub use crate::geom::Wgs84;", 1);
    check(layers, "src/helpers.rs", "", 1);
    check(layers, "tests/suite/edits.rs", "use crate::ui::Anything;", 0);
}

#[test]
fn a_door_opens_only_from_its_layer() {
    check(doors, "src/scene/paint.rs", "use tiny_skia::Pixmap;", 0);
    check(doors, "src/exchange/picture.rs", "use tiny_skia::Pixmap;", 1);
    check(doors, "src/rules/load.rs", "fn f() { std::fs::remove_file(x); }", 1);
    check(doors, "src/rules/load.rs", "use std::{collections::BTreeMap, fs, time::{Duration, Instant}};", 2);
    check(doors, "src/rules/load.rs", "use std::time;\nfn f() { time::Instant::now() }", 1);
    check(doors, "src/store/mod.rs", "use std::time::Instant;\nfn f() { Instant::now() }", 2);
    check(doors, "src/store/mod.rs", "use rusqlite::Connection;\nuse ::egui as e;", 1);
    check(doors, "src/scene/mod.rs", "use crate::scene::png::Meaning;\nfn f() { my_egui::x(); serde_like::y() }", 0);
    check(doors, "src/app/mod.rs", "fn f() { jiff::Zoned::now(); std::thread::Builder::new() }", 0);
    check(doors, "src/store/mod.rs", "fn f() { jiff::Zoned::now() }", 2);
    check(doors, "src/ui/mod.rs", "use egui::{Ui, Color32};\nuse clap::Parser;", 0);
}

#[test]
fn imports_have_one_form() {
    check(
        imports,
        "src/ui/mod.rs",
        "use crate::model::{Household, Member};\npub use frame::Frame;\npub(super) fn f() {}",
        0,
    );
    check(imports, "src/ui/mod.rs", "use crate::{model::Household};", 1);
    check(imports, "src/ui/mod.rs", "use crate::model;", 1);
    check(imports, "src/ui/mod.rs", "use crate::model::*;", 1);
    check(imports, "src/ui/mod.rs", "mod tests {\n    use super::*;\n}", 1);
    check(imports, "src/ui/mod.rs", "fn f() { super::super::g() }", 1);
    check(imports, "src/ui/mod.rs", "fn f<'a>() -> impl Iterator + use<'a> {}", 0);
}

#[test]
fn files_have_one_form() {
    check(header, "src/ui/mod.rs", "//! Layer 8: the window.\n", 0);
    check(header, "src/ui/mod.rs", "use std::io;\n", 1);
    check(length, "src/ui/mod.rs", &"\n".repeat(LINES), 0);
    check(length, "src/ui/mod.rs", &"\n".repeat(LINES + 1), 1);
    check(length, "Cargo.lock", &"\n".repeat(LINES + 1), 0);
    check(unfinished, "src/ui/mod.rs", concat!("fn f() {\n // TO", "DO: later\n to", "do!() }"), 2);
    check(unfinished, "src/ui/mod.rs", concat!("#[ig", "nore = \"slow\"]\n// FIX", "ME"), 2);
    check(private_paths, "README.md", concat!("see ../sha", "red\nsee sha", "red/design, /work/sha", "red"), 2);
    check(private_paths, "README.md", concat!("a library may be sha", "red; libsha", "red/x"), 0);
}

#[test]
fn links_change_through_deltas() {
    check(back_doors, "src/edit/delta.rs", "fn f() { plan.relink(a, b) }", 0);
    check(back_doors, "src/store/read.rs", "fn f() { plan.put_reason(a, b) }", 0);
    check(back_doors, "src/app/document.rs", "fn f() { plan.relink(a, b); plan.put_reason(c) }", 2);
    check(
        back_doors,
        "src/edit/draft.rs",
        "fn put_reason(a: u8) {}\nfn f() { draft.put_reason(a); plan.put_reason(b) }",
        1,
    );
    check(back_doors, "src/app/document.rs", "/// Not `relink(`.\nfn f() { prelink(a) }", 0);
}

#[test]
fn words_stand_in_one_place() {
    check(words, "src/ui/act.rs", "fn f() { say(\"已保存\"); }\nfn g() { lang.pick(1, 2) }", 2);
    check(words, "src/cli/check.rs", "/// 检查\nfn f() { say(\"✓ \") }", 0);
    check(words, "src/app/wording/text.rs", "fn f() { lang.pick(\"是\", \"yes\") }", 0);
}

#[test]
fn the_table_for_readers_is_the_table() {
    let rows: Vec<String> =
        LAYERS.iter().map(|(module, layer)| format!("//! | [`{module}`] | {layer} | what |")).collect();
    let rows = rows.join("\n");
    check(table, "src/lib.rs", &rows, 0);
    check(table, "src/lib.rs", &rows.replace("| 8 |", "| 7 |"), 1);
    check(table, "src/lib.rs", "//! The program.\npub mod geom;", 0);
    check(table, "src/lib.rs", "//! The program.\npub mod ui;", 1);
}

#[test]
fn dependencies_have_reasons() {
    check(
        reasons,
        "Cargo.toml",
        "[dependencies]\n# Rows.\nserde = \"1\"\nserde_json = \"1\"\n\n[profile.dev]\ndebug = 0",
        0,
    );
    check(reasons, "Cargo.toml", "[dependencies]\n# Rows.\nserde = \"1\"\ncsv = \"1\"", 1);
    check(reasons, "Cargo.toml", "[dev-dependencies]\ncsv.version = \"1\"", 1);
    check(
        reasons,
        "Cargo.toml",
        "[dependencies]\n# Rows.\ncsv = { features = [\n    \"a\",\n] }\n[dependencies.png]",
        1,
    );
}
