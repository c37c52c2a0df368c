//! `lianhu new`: an empty project.

use crate::app::operator;
use crate::app::wording::created_sentence;
use crate::cli::args::New;
use crate::cli::project::check_ending;
use crate::cli::schemes::scheme_named;
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::model::Project;
use crate::store::Store;

/// Writes a project without households.
pub(crate) fn new(run: &mut Run<'_>, asked: &New) -> Result<u8, Stop> {
    check_ending(run, &asked.file)?;
    let scheme = scheme_named(run.lang, &asked.scheme)?;
    let stem = || asked.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let project = Project::new(asked.name.clone().or_else(stem).unwrap_or_default(), scheme);
    let created = Store::create(&asked.file, &project, &operator()).and_then(Store::close);
    created.map_err(|err| Stop::of_store(run.lang, &err))?;
    run.say(&created_sentence(run.lang, 0, 0, &asked.file));
    Ok(0)
}
