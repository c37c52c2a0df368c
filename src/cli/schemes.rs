//! `lianhu schemes` and `lianhu scheme`: the rules that a place can work by, and those that it does.

use crate::app::wording::{Lang, scheme_preview, scheme_set, scheme_unknown};
use crate::app::{DocumentError, SchemePreview, read_scheme};
use crate::cli::args::{Outside, Schemes};
use crate::cli::listing::{Column, Listing};
use crate::cli::project::{open_to_read, open_to_write};
use crate::cli::scheme_value::{SCHEME_KEYS, scheme_value};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::edit::Edit;
use crate::model::Scheme;
use crate::schemes::{preset, presets, text_from_scheme};
use clap::Parser;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Show, save or change the scheme of a project 查看、导出、更换制度
///
/// Without --set it prints the scheme as TOML, which can be changed and set. --set takes the id of a scheme that ships
/// or a TOML file; with --dry-run it only says what would be found.
#[derive(Debug, Parser)]
#[command(after_help = "Examples:
  lianhu scheme village.gpkg > ours.toml
  lianhu scheme village.gpkg --set ours.toml --dry-run
  lianhu scheme village.gpkg --set tianqiao")]
pub(crate) struct OwnScheme {
    /// The project
    pub(crate) file: PathBuf,
    /// The id of a scheme that ships, or a TOML file
    #[arg(long, value_name = "ID|FILE")]
    pub(crate) set: Option<String>,
    /// Only say what would be found
    #[arg(long, requires = "set")]
    pub(crate) dry_run: bool,
    /// As one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) outside: Outside,
}

/// Lists the schemes that ship, or prints one as text.
pub(crate) fn schemes(run: &mut Run<'_>, asked: &Schemes) -> Result<u8, Stop> {
    let chosen = match &asked.id {
        Some(id) => vec![preset(id).ok_or_else(|| Stop::impossible(scheme_unknown(run.lang, id)))?],
        None => presets(),
    };
    if asked.json {
        let values: Vec<Value> = chosen.iter().map(scheme_value).collect();
        run.answer(&values)?;
        return Ok(0);
    }
    if let (Some(_), [only]) = (&asked.id, chosen.as_slice()) {
        write!(run.streams.out, "{}", text_from_scheme(only))?;
        return Ok(0);
    }
    let columns = SCHEME_KEYS.into_iter().map(Column::shown).collect();
    let row = |scheme: &Scheme| {
        let value = scheme_value(scheme);
        SCHEME_KEYS.map(|key| value.get(key).cloned().unwrap_or_default()).to_vec()
    };
    let listing = Listing { columns, rows: chosen.iter().map(row).collect() };
    listing.write_aligned(run.lang, run.streams.out)?;
    Ok(0)
}

/// Shows or changes the scheme of a project.
pub(crate) fn scheme(run: &mut Run<'_>, asked: &OwnScheme) -> Result<u8, Stop> {
    let lang = run.lang;
    let Some(word) = &asked.set else {
        let document = open_to_read(run, &asked.file)?;
        let scheme = &document.project().facts.scheme;
        if asked.json {
            run.answer(&scheme_value(scheme))?;
        } else {
            write!(run.streams.out, "{}", text_from_scheme(scheme))?;
        }
        return Ok(0);
    };
    let scheme = scheme_named(lang, word)?;
    let accepts = asked.outside.accept_outside;
    let mut document =
        if asked.dry_run { open_to_read(run, &asked.file)? } else { open_to_write(run, &asked.file, accepts)? };
    let preview = SchemePreview::of(&document, lang, &scheme);
    let preview =
        preview.map_err(|refusal| Stop::of_document(lang, document.project(), &DocumentError::Refused(refusal)))?;
    if asked.json {
        let by_rule: Vec<Value> = preview
            .by_rule
            .iter()
            .map(|(name, before, after)| json!({"name": name, "before": before, "after": after}))
            .collect();
        let named =
            |[errors, warnings, notes]: [usize; 3]| json!({"errors": errors, "warnings": warnings, "notes": notes});
        run.answer(&json!({
            "scheme": scheme.id, "before": named(preview.before), "after": named(preview.after), "by_rule": by_rule,
            "ranges": preview.ranges, "listed": preview.listed, "set": !asked.dry_run,
        }))?;
    } else {
        for line in scheme_preview(lang, &scheme.name, &preview) {
            writeln!(run.streams.out, "{line}")?;
        }
    }
    if !asked.dry_run {
        let (plan, words) = (document.plan(), scheme_set(lang, &scheme.name));
        let done = document.perform_in(&Edit::SetScheme(Box::new(scheme)), plan, words);
        done.and_then(|_| document.wait_saved()).map_err(|err| Stop::of_change(lang, &document, &err))?;
    }
    Ok(0)
}

/// The scheme with this id, if it ships; else the one in this file.
pub(crate) fn scheme_named(lang: Lang, word: &str) -> Result<Scheme, Stop> {
    if let Some(scheme) = preset(word) {
        return Ok(scheme);
    }
    let path = Path::new(word);
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("toml")) {
        return Err(Stop::impossible(scheme_unknown(lang, word)));
    }
    read_scheme(lang, path).map_err(Stop::impossible)
}
