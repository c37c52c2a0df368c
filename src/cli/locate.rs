//! `lianhu locate`: households without a position, placed by their buildings, addresses and house numbers.

use crate::app::wording::{located_words, placed_words};
use crate::cli::args::Locate;
use crate::cli::project::{open_to_read, open_to_write};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::edit::Edit;
use crate::index::{Location, Locator};
use crate::model::{Household, HouseholdStatus};
use serde::Serialize;

#[derive(Serialize)]
struct Answer<'a> {
    waiting: usize,
    placed: usize,
    written: bool,
    located: Vec<Located<'a>>,
}

#[derive(Serialize)]
struct Located<'a> {
    household: &'a str,
    lon: f64,
    lat: f64,
    by: &'static str,
    uncertainty_m: f64,
}

/// Places whom it can, as one edit, and tells by what.
pub(crate) fn locate(run: &mut Run<'_>, asked: &Locate) -> Result<u8, Stop> {
    let lang = run.lang;
    let mut document = if asked.dry_run {
        open_to_read(run, &asked.file)?
    } else {
        open_to_write(run, &asked.file, asked.outside.accept_outside)?
    };
    let project = document.project().clone();
    let locator = Locator::of(&project);
    let is_waiting = |row: &Household| row.at.is_none() && row.status != HouseholdStatus::MovedOut;
    let waiting: Vec<_> = project.households.iter().filter(|(_, row)| is_waiting(row)).collect();
    let found: Vec<_> = waiting.iter().filter_map(|(id, row)| Some((*id, *row, locator.locate(row)?))).collect();
    if !asked.dry_run && !found.is_empty() {
        let edits =
            found.iter().map(|(household, _, found)| Edit::MoveHousehold { household: *household, at: found.at });
        let words = placed_words(lang, found.len(), waiting.len(), false);
        let done = document.perform(&Edit::Together(edits.collect()), words).and_then(|_| document.wait_saved());
        done.map_err(|err| Stop::of_change(lang, &document, &err))?;
    }
    let line =
        |(_, row, location): &(_, &Household, Location)| format!("{}  {}", row.code, located_words(lang, *location));
    if asked.json {
        let located = found.iter().map(|(_, row, location)| Located {
            household: &row.code,
            lon: (location.at.lon_deg * 1e7).round() / 1e7,
            lat: (location.at.lat_deg * 1e7).round() / 1e7,
            by: location.by.key(),
            uncertainty_m: location.within_m.round(),
        });
        let written = !asked.dry_run && !found.is_empty();
        let answer = Answer { waiting: waiting.len(), placed: found.len(), written, located: located.collect() };
        run.answer(&answer)?;
    } else {
        for row in &found {
            writeln!(run.streams.out, "{}", line(row))?;
        }
    }
    let words = placed_words(lang, found.len(), waiting.len(), asked.dry_run);
    run.say(&words);
    Ok(0)
}
