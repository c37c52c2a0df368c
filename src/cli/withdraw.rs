//! `lianhu withdraw`: the import of one file is taken back, and nothing of what was done since.

use crate::app::withdrawal;
use crate::app::wording::{Naming, built_upon_words, edit_label, not_in_force};
use crate::cli::args::Outside;
use crate::cli::project::{open_to_write, source_numbered};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::disclose::Audience;
use crate::edit::Edit;
use clap::Parser;
use std::path::PathBuf;

/// Take back the import of a file, and nothing of what was done since 撤回一次导入
///
/// Refused, with the steps named, where later ones build upon it.
#[derive(Debug, Parser)]
#[command(after_help = "Examples:
  lianhu list village.gpkg sources
  lianhu withdraw village.gpkg 2")]
pub(crate) struct Withdraw {
    /// The project
    pub(crate) file: PathBuf,
    /// Which imported file, by its number in `lianhu list FILE sources`
    pub(crate) source: u32,
    #[command(flatten)]
    pub(crate) outside: Outside,
}

/// Takes it back, as one edit; 1 where later steps build upon it.
pub(crate) fn withdraw(run: &mut Run<'_>, asked: &Withdraw) -> Result<u8, Stop> {
    let lang = run.lang;
    let mut document = open_to_write(run, &asked.file, asked.outside.accept_outside)?;
    let (source, file) = source_numbered(run, document.project(), asked.source)?;
    let found = withdrawal(&document, source).map_err(|err| Stop::of_change(lang, &document, &err))?;
    let found = found.ok_or_else(|| Stop::impossible(not_in_force(lang, &file)))?;
    if !found.later.is_empty() {
        run.say(&built_upon_words(lang, &file, &found.later));
        return Ok(1);
    }
    let edit = Edit::TakeBack(Box::new(found.step));
    let naming = Naming { project: document.project(), audience: Audience::Meeting };
    let label = edit_label(lang, naming, &edit);
    let done = document.perform(&edit, label.clone());
    done.and_then(|_| document.wait_saved()).map_err(|err| Stop::of_change(lang, &document, &err))?;
    run.say(&label);
    Ok(0)
}
