//! `lianhu template`: empty lists to fill in.

use crate::app::table_name;
use crate::app::wording::written_to;
use crate::cli::arg_values::import_kind;
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::disclose::Audience;
use crate::exchange::{ImportKind, write_file, write_template};
use clap::Parser;
use std::path::PathBuf;

/// Write an empty workbook to fill in, every column explained 空白名册模板
#[derive(Debug, Parser)]
#[command(after_help = "Examples:
  lianhu template households roster.xlsx
  lianhu template members members.xlsx")]
pub(crate) struct Template {
    /// What the rows will be
    #[arg(value_name = "KIND", value_parser = import_kind())]
    pub(crate) kind: ImportKind,
    /// The workbook to write; it is replaced if it is there
    pub(crate) out: PathBuf,
}

/// Writes it.
pub(crate) fn template(run: &mut Run<'_>, asked: &Template) -> Result<u8, Stop> {
    let lang = run.lang;
    let write = |out: &mut dyn std::io::Write| write_template(asked.kind, table_name(asked.kind), out);
    write_file(&asked.out, Audience::Public, write).map_err(|err| Stop::of_exchange(lang, &err))?;
    run.say(&written_to(lang, &asked.out));
    Ok(0)
}
