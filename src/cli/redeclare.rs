//! `lianhu redeclare`: an imported file was in another coordinate system than it was read in.

use crate::app::wording::{not_redeclarable, redeclared_words};
use crate::cli::arg_values::crs;
use crate::cli::args::Outside;
use crate::cli::project::{open_to_write, source_numbered};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::edit::{Edit, Key};
use crate::exchange::{Crs, redeclare as moved_by};
use clap::Parser;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(after_help = "Examples:
  lianhu list village.gpkg sources
  lianhu redeclare village.gpkg 2 --crs gcj02")]
pub(crate) struct Redeclare {
    /// The project
    pub(crate) file: PathBuf,
    /// Which imported file, by its number in `lianhu list FILE sources`
    pub(crate) source: u32,
    /// The coordinate system that it was in
    #[arg(long, value_name = "CRS", value_parser = crs)]
    pub(crate) crs: Crs,
    /// Only report how much would move
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) outside: Outside,
}

/// Moves what came from the file, as one edit.
pub(crate) fn redeclare(run: &mut Run<'_>, asked: &Redeclare) -> Result<u8, Stop> {
    let lang = run.lang;
    // Also for a dry run: only who may write reads the ledger.
    let mut document = open_to_write(run, &asked.file, asked.outside.accept_outside)?;
    let (file, name) = source_numbered(run, document.project(), asked.source)?;
    let step = document.step_that_brought(&Key::Provenance(file));
    let step = step.map_err(|err| Stop::of_change(lang, &document, &err))?;
    let batch = step.and_then(|step| moved_by(document.project(), file, &step, asked.crs));
    let batch = batch.ok_or_else(|| Stop::impossible(not_redeclarable(lang, &name)))?;
    let count = batch.households.len() + batch.members.len() + batch.buildings.len() + batch.grids.len();
    let words = redeclared_words(lang, &name, asked.crs, count);
    if !asked.dry_run {
        let plan = document.plan();
        let done = document.perform_in(&Edit::Import(Box::new(batch)), plan, words.clone());
        done.and_then(|_| document.wait_saved()).map_err(|err| Stop::of_change(lang, &document, &err))?;
    }
    run.say(&words);
    Ok(0)
}
