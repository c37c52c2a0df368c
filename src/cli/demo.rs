//! `lianhu demo`: a project of an invented place.

use crate::app::operator;
use crate::app::wording::{created_sentence, exists_already, recipe_too_small};
use crate::cli::args::Demo;
use crate::cli::project::check_ending;
use crate::cli::schemes::scheme_named;
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::demo::{Recipe, invent};
use crate::store::{Store, StoreError};

/// Invents a place and writes it.
pub(crate) fn demo(run: &mut Run<'_>, asked: &Demo) -> Result<u8, Stop> {
    check_ending(run, &asked.file)?;
    let scheme = scheme_named(run.lang, &asked.scheme)?;
    let village = Recipe::village();
    let seed = asked.seed.unwrap_or(village.seed);
    let households = asked.households.map(|households| households as usize);
    let mut recipe = if scheme.id == village.scheme.id {
        let of_size = |households| Recipe::of_size(seed, households, scheme.clone());
        households.map_or(Recipe { seed, ..village }, of_size)
    } else {
        Recipe::by_scheme(seed, households, scheme)
    };
    if let Some(members) = asked.members {
        recipe.members = members as usize;
    }
    if recipe.members > recipe.households {
        return Err(Stop::impossible(recipe_too_small(run.lang, recipe.households, recipe.members)));
    }
    let path = &asked.file;
    if path.exists() && !asked.force {
        return Err(Stop::impossible(exists_already(run.lang, path)));
    }
    let project = invent(&recipe);
    let write = || -> Result<(), StoreError> {
        let owner = operator();
        if asked.force { Store::replace(path, &project, &owner) } else { Store::create(path, &project, &owner) }?
            .close()
    };
    write().map_err(|err| Stop::of_store(run.lang, &err))?;
    run.say(&created_sentence(run.lang, project.households.len(), project.members.len(), path));
    Ok(0)
}
