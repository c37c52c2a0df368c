//! What was found in a file and what it would change, as a list for whoever made the file.

use crate::app::wording::{Lang, field_words, problem_sentence, report_words};
use crate::disclose::Audience;
use crate::exchange::{
    ExchangeError, Import, ImportKind, changes_of_entry, guarded, title_of_entry, write_file, write_xlsx,
};
use crate::model::{PlanId, Project};
use csv::Writer;
use std::io::Write;
use std::path::Path;

/// Writes all problems and all changes of an import, row by row, as a workbook or, by the ending, as text. It names
/// whom it is about, so it is for the inner circle: only its owner can read the file.
///
/// # Errors
/// [`ExchangeError::Unwritable`], [`ExchangeError::WriteFailed`].
pub fn write_import_report(
    project: &Project,
    plan: PlanId,
    import: &Import,
    kind: ImportKind,
    lang: Lang,
    path: &Path,
) -> Result<(), ExchangeError> {
    let rows = rows_of(project, plan, import, kind, lang);
    let mut table = Vec::new();
    table.extend("\u{feff}".as_bytes());
    let mut writer = Writer::from_writer(&mut table);
    let failed = |err: csv::Error| ExchangeError::WriteFailed { source: err.into() };
    for row in &rows {
        writer.write_record(row).map_err(failed)?;
    }
    writer.flush().map_err(|source| ExchangeError::WriteFailed { source })?;
    drop(writer);
    let is_text = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let title = report_words(lang).title;
    write_file(path, Audience::Internal, |out: &mut dyn Write| {
        if is_text {
            out.write_all(&table).map_err(|source| ExchangeError::WriteFailed { source })
        } else {
            write_xlsx(title, &table, out)
        }
    })
}

fn rows_of(project: &Project, plan: PlanId, import: &Import, kind: ImportKind, lang: Lang) -> Vec<Vec<String>> {
    let words = report_words(lang);
    let mut rows = vec![words.headers.map(str::to_owned).to_vec()];
    let place = |row: Option<u32>| row.filter(|row| *row > 0).map(|row| row.to_string()).unwrap_or_default();
    for problem in &import.report.problems {
        rows.push(vec![
            problem.sheet.as_deref().unwrap_or_default().to_owned(),
            place(problem.row),
            guarded(problem.column.as_deref().unwrap_or_default()),
            words.severity(problem.severity).to_owned(),
            guarded(&problem_sentence(lang, problem)),
            String::new(),
            String::new(),
        ]);
    }
    for (entry, origin) in import.origins.iter().enumerate() {
        let title = title_of_entry(project, import, entry);
        for change in changes_of_entry(project, plan, import, entry, false) {
            rows.push(vec![
                origin.sheet.as_deref().unwrap_or_default().to_owned(),
                place(Some(origin.row)),
                change.field.map_or_else(String::new, |field| field_words(lang, kind, field)),
                if origin.is_new { words.new } else { words.changed }.to_owned(),
                guarded(&title.code),
                guarded(&change.old),
                guarded(&change.new),
            ]);
        }
    }
    rows
}
