//! A scheme from a file that somebody wrote.

use crate::app::wording::{Lang, exchange_error, scheme_fault};
use crate::exchange::read_file;
use crate::model::Scheme;
use crate::schemes::scheme_from_text;
use std::path::Path;

/// Reads a scheme from a TOML file.
///
/// # Errors
/// Why not, as a sentence with file, line and field.
pub fn read_scheme(lang: Lang, path: &Path) -> Result<Scheme, String> {
    let file = read_file(path).map_err(|err| exchange_error(lang, &err))?;
    let text = String::from_utf8_lossy(&file.bytes);
    let text = text.trim_start_matches('\u{feff}');
    scheme_from_text(text).map_err(|fault| scheme_fault(lang, &file.name, &fault))
}
