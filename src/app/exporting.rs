//! Maps and lists for outside, through the disclosure gate.

use crate::app::wording::{Lang, legend_texts, page_texts};
use crate::disclose::Audience;
use crate::exchange::png::{PngError, png_from_picture};
use crate::exchange::{
    ExchangeError, ImportKind, write_csv_buildings, write_csv_households, write_csv_links, write_csv_members,
    write_file, write_geojson_backdrop, write_geojson_grids, write_geojson_households, write_xlsx,
};
use crate::index::{Filter, Index, Tally};
use crate::model::{HouseholdId, PlanId, Project};
use crate::scene::paint::Fonts;
use crate::scene::{Page, PageOptions, Paper, Part, SceneOptions, Theme, build, legend};
use crate::store::is_database;
use jiff::civil::Date;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A map to be written as a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct MapExport {
    /// The whole place or one grid.
    pub part: Part,
    /// On which paper.
    pub paper: Paper,
    /// Pixels in an inch.
    pub dpi: f32,
    /// For whom.
    pub audience: Audience,
    /// Only what this filter shows; counts for the inner circle only.
    pub filter: Option<Filter>,
    /// Where to.
    pub path: PathBuf,
}

/// A list to be written; a workbook, CSV or GeoJSON by the ending of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListExport {
    /// Of what.
    pub what: ImportKind,
    /// For whom.
    pub audience: Audience,
    /// Only what this filter shows; counts for the inner circle only.
    pub filter: Option<Filter>,
    /// Where to.
    pub path: PathBuf,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The disk, or the gate.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// The picture could not be encoded.
    #[error(transparent)]
    Png(#[from] PngError),
    /// There is no such list in this form.
    #[error("there is no such export in this form\nFile: {}", path.display())]
    NoSuchForm {
        /// What was asked for.
        what: ImportKind,
        /// Where to.
        path: PathBuf,
    },
    /// A project, this one or another, must not become a list or a picture.
    #[error("the export would replace a project or another database\nFile: {}", path.display())]
    WouldReplaceProject {
        /// Where to.
        path: PathBuf,
    },
    /// The picture is too large for this machine.
    #[error("the picture is too large to be painted")]
    TooLarge,
}

/// Paints and writes a map. Looks at the whole project again, so that it can run beside the window; once it is
/// cancelled nothing is written.
///
/// # Errors
/// Why nothing was written.
pub fn export_map(
    project: &Project,
    plan: PlanId,
    lang: Lang,
    today: Date,
    export: &MapExport,
    is_cancelled: &dyn Fn() -> bool,
) -> Result<(), ExportError> {
    check_replaceable(&export.path)?;
    let index = Index::build(project);
    let tally = Tally::of(project, &index, plan);
    // Outside, what is missing would tell who is what.
    let filter = export.filter.clone().filter(|_| export.audience == Audience::Internal).unwrap_or_default();
    let scene = build(project, &index, &SceneOptions { filter, ..SceneOptions::new(plan, export.audience) });
    let grid = match export.part {
        Part::Whole => None,
        Part::Grid(grid) => Some(grid),
    };
    let count = grid.map_or_else(|| tally.whole.clone(), |grid| tally.by_grid.get(&grid).cloned().unwrap_or_default());
    let texts = page_texts(lang, project, plan, grid, &count, export.audience, today);
    let lines = legend(project, &scene, &count, export.audience, &legend_texts(lang));
    let options = PageOptions { paper: export.paper, dpi: export.dpi, part: export.part, ..PageOptions::default() };
    let page = Page::of(&scene, options, texts, lines);
    let theme = Theme::light();
    let picture = page.paint(&scene, &theme, &Fonts::embedded(), is_cancelled).ok_or(ExportError::TooLarge)?;
    let bytes = png_from_picture(picture, f64::from(export.dpi))?;
    let write = |out: &mut dyn Write| out.write_all(&bytes).map_err(|source| ExchangeError::WriteFailed { source });
    Ok(write_file(&export.path, export.audience, write)?)
}

/// Writes a list.
///
/// # Errors
/// Why nothing was written.
pub fn export_list(project: &Project, plan: PlanId, export: &ListExport) -> Result<(), ExportError> {
    check_replaceable(&export.path)?;
    let audience = export.audience;
    let filtered = export.filter.as_ref().filter(|_| audience == Audience::Internal);
    let filtered = filtered.map(|filter| only_shown(project, plan, filter));
    let project = filtered.as_ref().unwrap_or(project);
    let ending = export.path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let no_such_form = || ExportError::NoSuchForm { what: export.what, path: export.path.clone() };
    let what = export.what;
    let table = |out: &mut dyn Write| write_table(project, plan, what, audience, out);
    let workbook = |out: &mut dyn Write| {
        let mut rows = Vec::new();
        table(&mut rows)?;
        write_xlsx(table_name(what), &rows, out)
    };
    let has_rows = !matches!(what, ImportKind::Grids | ImportKind::Backdrop);
    let write: &dyn Fn(&mut dyn Write) -> Result<(), ExchangeError> = match (what, ending.as_str()) {
        (_, "csv") if has_rows => &table,
        (_, "xlsx") if has_rows => &workbook,
        (ImportKind::Households, "geojson") => &|out| write_geojson_households(project, audience, out),
        (ImportKind::Grids, "geojson") => &|out| write_geojson_grids(project, audience, out),
        (ImportKind::Backdrop, "geojson") => &|out| write_geojson_backdrop(project, out),
        _ => return Err(no_such_form()),
    };
    Ok(write_file(&export.path, audience, write)?)
}

/// Writes the rows of a kind as text; what has no rows writes nothing.
fn write_table(
    project: &Project,
    plan: PlanId,
    what: ImportKind,
    audience: Audience,
    out: &mut dyn Write,
) -> Result<(), ExchangeError> {
    match what {
        ImportKind::Households => write_csv_households(project, audience, out),
        ImportKind::Members => write_csv_members(project, audience, out),
        ImportKind::Links => write_csv_links(project, plan, audience, out),
        ImportKind::Buildings => write_csv_buildings(project, audience, out),
        ImportKind::Grids | ImportKind::Backdrop => Ok(()),
    }
}

/// What the sheet is called. Files speak Chinese, as their headers do.
fn table_name(what: ImportKind) -> &'static str {
    match what {
        ImportKind::Households => "户",
        ImportKind::Members => "党员",
        ImportKind::Links => "联系",
        ImportKind::Buildings => "楼栋",
        ImportKind::Grids => "网格",
        ImportKind::Backdrop => "底图",
    }
}

/// Whoever exports picks a name, and the name of the project is near at hand.
fn check_replaceable(path: &Path) -> Result<(), ExportError> {
    match is_database(path) {
        Ok(false) => Ok(()),
        Ok(true) => Err(ExportError::WouldReplaceProject { path: path.to_owned() }),
        Err(source) => Err(ExchangeError::Unwritable { path: path.to_owned(), source }.into()),
    }
}

/// The project as if there were no other households than those that a filter shows.
fn only_shown(project: &Project, plan: PlanId, filter: &Filter) -> Project {
    let index = Index::build(project);
    let mut shown = project.clone();
    let hidden: Vec<HouseholdId> =
        project.households.ids().filter(|&household| !filter.shows(project, &index, plan, household)).collect();
    for household in hidden {
        shown.households.put(household, None);
    }
    shown
}
