//! Maps and lists for outside, through the disclosure gate.

use crate::app::sheets::{SheetsBy, sheets_of};
use crate::app::wording::{Lang, legend_texts, page_texts, tier_legend_texts};
use crate::disclose::Audience;
use crate::exchange::png::{PngError, png_from_picture};
use crate::exchange::{
    ExchangeError, Feature, Field, ImportKind, Layer, ShapefileParts, layer_of, personal_fields, read_file,
    shapefile_parts, write_csv_buildings, write_csv_households, write_csv_links, write_csv_members, write_csv_units,
    write_file, write_filled, write_geojson_backdrop, write_geojson_grids, write_geojson_households,
    write_geojson_units, write_kml, write_sheets, write_xlsx, write_zip,
};
use crate::index::{Filter, Index, Tally};
use crate::model::{HouseholdId, PlanId, Project, UnitKind};
use crate::scene::paint::Fonts;
use crate::scene::{Page, PageOptions, Paper, Part, SceneOptions, Theme, build, legend, tier_legend};
use crate::store::{LayerRow, LayerTable, StoreError, is_database, is_export, write_layers};
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
    /// The tier of the scheme that is drawn, if one is, instead of the links of households.
    pub tier: Option<String>,
    /// Where to.
    pub path: PathBuf,
}

/// A list to be written; by the ending of the path a workbook, CSV, GeoJSON, KML, a shapefile (also packed, as zip), or
/// a `GeoPackage`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListExport {
    /// Of what; `None` for everything that this audience may have, which only a `GeoPackage` holds.
    pub what: Option<ImportKind>,
    /// For whom.
    pub audience: Audience,
    /// Only what this filter shows; counts for the inner circle only.
    pub filter: Option<Filter>,
    /// What a workbook has a sheet for.
    pub sheets: SheetsBy,
    /// The roster whose layout is kept, with who covers each household written beside its rows; for workbooks.
    pub like: Option<PathBuf>,
    /// Where to.
    pub path: PathBuf,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// What about persons is in it.
    pub personal: Vec<(ImportKind, Field)>,
    /// How many texts were cut, because the form takes no longer ones.
    pub cut: usize,
    /// How many households of somebody's own layout were found.
    pub found: Option<usize>,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The disk, or the gate.
    #[error(transparent)]
    Exchange(#[from] ExchangeError),
    /// The file of layers could not be written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The picture could not be encoded.
    #[error(transparent)]
    Png(#[from] PngError),
    /// There is no such list in this form.
    #[error("there is no such export in this form\nFile: {}", path.display())]
    NoSuchForm {
        /// What was asked for; `None` for everything.
        what: Option<ImportKind>,
        /// Where to.
        path: PathBuf,
    },
    /// A project, this one or another, must not become a list or a picture.
    #[error("the export would replace a project or another database\nFile: {}", path.display())]
    WouldReplaceProject {
        /// Where to.
        path: PathBuf,
    },
    /// There is a part of another file where a part of the shapefile would be.
    #[error("the export would replace another file\nFile: {}", path.display())]
    WouldReplaceOther {
        /// Which file.
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
    let tier = export.tier.clone();
    let options = SceneOptions { filter, show_links: tier.is_none(), tier, ..SceneOptions::new(plan, export.audience) };
    let scene = build(project, &index, &options);
    let grid = match export.part {
        Part::Whole => None,
        Part::Grid(grid) => Some(grid),
    };
    let count = grid.map_or_else(|| tally.whole.clone(), |grid| tally.by_grid.get(&grid).cloned().unwrap_or_default());
    let mut of_tier = Vec::new();
    let mut texts = page_texts(lang, project, plan, grid, &count, export.audience, today);
    if let Some(tier) = export.tier.as_deref().and_then(|id| project.facts.scheme.tier(id)) {
        texts.subtitle = [texts.subtitle.as_str(), tier.name.as_str()].join(" · ");
        of_tier = tier_legend(&scene, &tier_legend_texts(lang, tier));
    }
    let mut lines = legend(project, &scene, &count, export.audience, &legend_texts(lang));
    lines.extend(of_tier);
    let options = PageOptions { paper: export.paper, dpi: export.dpi, part: export.part, ..PageOptions::default() };
    let page = Page::of(&scene, options, texts, lines);
    let theme = Theme::light();
    let picture = page.paint(&scene, &theme, &Fonts::embedded(), is_cancelled).ok_or(ExportError::TooLarge)?;
    let bytes = png_from_picture(picture, f64::from(export.dpi))?;
    let write = |out: &mut dyn Write| out.write_all(&bytes).map_err(|source| ExchangeError::WriteFailed { source });
    Ok(write_file(&export.path, export.audience, write)?)
}

/// Writes a list, or layers of a map.
///
/// # Errors
/// Why nothing was written.
pub fn export_list(project: &Project, plan: PlanId, export: &ListExport) -> Result<Exported, ExportError> {
    check_replaceable(&export.path)?;
    let audience = export.audience;
    let filtered = export.filter.as_ref().filter(|_| audience == Audience::Internal);
    let filtered = filtered.map(|filter| only_shown(project, plan, filter));
    let project = filtered.as_ref().unwrap_or(project);
    let ending = export.path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let kinds = match export.what {
        Some(what) => vec![what],
        None => layers_for(project, audience),
    };
    let personal = |what: &ImportKind| {
        let what = *what;
        personal_fields(project, what, audience).into_iter().map(move |field| (what, field))
    };
    // What somebody's own roster holds, nobody here knows.
    let kinds_told = if export.like.is_some() { Vec::new() } else { kinds.clone() };
    let mut exported = Exported { personal: kinds_told.iter().flat_map(personal).collect(), cut: 0, found: None };
    let layers = || -> Result<Vec<Layer>, ExchangeError> {
        let index = Index::build(project);
        kinds.iter().map(|what| layer_of(project, &index, plan, *what, audience)).collect()
    };
    match (export.what, ending.as_str()) {
        (Some(ImportKind::Households), "xlsx") if export.like.is_some() => {
            let like = export.like.as_deref().map(read_file).transpose()?.unwrap_or_default();
            let mut found = 0;
            let write = |out: &mut dyn Write| {
                found = write_filled(project, plan, &like, audience, out)?;
                Ok(())
            };
            write_file(&export.path, audience, write)?;
            exported.found = Some(found);
        }
        (_, "gpkg") if export.what != Some(ImportKind::Links) => {
            let tables: Vec<LayerTable> = layers()?.into_iter().map(layer_table).collect();
            write_layers(&export.path, &tables, project.categories.rows())?;
        }
        (Some(what), "kml") if what != ImportKind::Links => {
            let title = format!("{} {}", project.facts.name, table_name(what));
            let layer = layers()?.into_iter().next();
            let write = |out: &mut dyn Write| {
                layer.as_ref().map_or(Ok(()), |layer| write_kml(layer, &title, project.categories.rows(), out))
            };
            write_file(&export.path, audience, write)?;
        }
        (Some(what), "shp" | "zip") if what != ImportKind::Links => {
            for layer in layers()? {
                exported.cut += write_shapefile(&layer, &export.path, audience)?;
            }
        }
        (Some(what), _) => write_rows(project, plan, what, export, &ending)?,
        (None, _) => return Err(ExportError::NoSuchForm { what: None, path: export.path.clone() }),
    }
    Ok(exported)
}

/// The layers that an audience may have.
fn layers_for(project: &Project, audience: Audience) -> Vec<ImportKind> {
    // Few places have all of these.
    let is_there = |kind: &UnitKind| project.units.rows().any(|row| row.kind == *kind);
    let open = UnitKind::ALL
        .into_iter()
        .filter(is_there)
        .map(ImportKind::Units)
        .chain([ImportKind::Grids, ImportKind::Backdrop]);
    let homes = [ImportKind::Households, ImportKind::Members, ImportKind::Buildings];
    let homes = homes.into_iter().filter(|_| audience.gets_coordinates());
    homes.chain(open).collect()
}

/// Writes a list as a workbook, as text, or as GeoJSON.
fn write_rows(
    project: &Project,
    plan: PlanId,
    what: ImportKind,
    export: &ListExport,
    ending: &str,
) -> Result<(), ExportError> {
    let audience = export.audience;
    let table = |out: &mut dyn Write| write_table(project, plan, what, audience, out);
    let workbook = |out: &mut dyn Write| {
        if export.sheets != SheetsBy::One && matches!(what, ImportKind::Households | ImportKind::Links) {
            let sheets = sheets_of(project, plan, what, export.sheets, audience)?;
            return write_sheets(&format!("{} {}", project.facts.name, table_name(what)), &sheets, out);
        }
        let mut rows = Vec::new();
        table(&mut rows)?;
        write_xlsx(table_name(what), &rows, out)
    };
    let has_rows = !matches!(what, ImportKind::Grids | ImportKind::Backdrop | ImportKind::Addresses);
    let units = |out: &mut dyn Write| match what {
        ImportKind::Units(kind) => write_geojson_units(project, plan, kind, audience, out),
        _ => Ok(()),
    };
    let write: &dyn Fn(&mut dyn Write) -> Result<(), ExchangeError> = match (what, ending) {
        (_, "csv") if has_rows => &table,
        (_, "xlsx") if has_rows => &workbook,
        (ImportKind::Households, "geojson") => &|out| write_geojson_households(project, audience, out),
        (ImportKind::Units(_), "geojson") => &units,
        (ImportKind::Grids, "geojson") => &|out| write_geojson_grids(project, audience, out),
        (ImportKind::Backdrop, "geojson") => &|out| write_geojson_backdrop(project, out),
        _ => return Err(ExportError::NoSuchForm { what: Some(what), path: export.path.clone() }),
    };
    Ok(write_file(&export.path, audience, write)?)
}

/// Writes the parts of a shapefile beside each other, the one that is opened last, or packs them into one file; answers
/// how many texts were cut.
fn write_shapefile(layer: &Layer, path: &Path, audience: Audience) -> Result<usize, ExportError> {
    let ShapefileParts { parts, cut } = shapefile_parts(layer)?;
    let failed = |source| ExchangeError::WriteFailed { source };
    let is_packed = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    if is_packed {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        write_file(path, audience, |out| write_zip(&stem, &parts, out))?;
        return Ok(cut);
    }
    let parts_are_there = path.exists();
    let other = parts.iter().map(|(ending, _)| path.with_extension(ending)).find(|part| part.exists());
    if let Some(path) = other.filter(|_| !parts_are_there) {
        return Err(ExportError::WouldReplaceOther { path });
    }
    for (ending, bytes) in parts {
        write_file(&path.with_extension(ending), audience, |out| out.write_all(&bytes).map_err(failed))?;
    }
    Ok(cut)
}

/// A layer as the file of layers takes it.
fn layer_table(layer: Layer) -> LayerTable {
    let (name, geometry) = match layer.kind {
        ImportKind::Households => ("household", "POINT"),
        ImportKind::Members => ("member", "POINT"),
        ImportKind::Buildings => ("building", "POINT"),
        ImportKind::Units(kind) => (kind.key(), "GEOMETRY"),
        ImportKind::Grids => ("grid", "MULTIPOLYGON"),
        ImportKind::Backdrop => ("backdrop", "GEOMETRY"),
        ImportKind::Links => ("link", "GEOMETRY"),
        ImportKind::Addresses => ("address", "POINT"),
    };
    let columns = layer.columns.iter().map(|column| (column.key, column.is_number)).collect();
    let row = |feature: Feature| LayerRow { at: feature.at, shape: feature.shape, cells: feature.cells };
    let rows = layer.features.into_iter().map(row).collect();
    LayerTable { name, about: table_name(layer.kind).to_owned(), geometry, columns, rows }
}

/// Writes the rows of a kind as text; what has no rows writes nothing.
pub(crate) fn write_table(
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
        ImportKind::Units(kind) => write_csv_units(project, plan, kind, audience, out),
        ImportKind::Grids | ImportKind::Backdrop | ImportKind::Addresses => Ok(()),
    }
}

/// What the sheet is called. Files speak Chinese, as their headers do.
pub fn table_name(what: ImportKind) -> &'static str {
    match what {
        ImportKind::Households => "户",
        ImportKind::Members => "党员",
        ImportKind::Links => "联系",
        ImportKind::Buildings => "楼栋",
        ImportKind::Units(UnitKind::Organization) => "党组织",
        ImportKind::Units(UnitKind::Enterprise) => "企业",
        ImportKind::Units(UnitKind::Segment) => "路段",
        ImportKind::Grids => "网格",
        ImportKind::Backdrop => "底图",
        ImportKind::Addresses => "地址表",
    }
}

/// Whoever exports picks a name, and the name of the project is near at hand.
fn check_replaceable(path: &Path) -> Result<(), ExportError> {
    match is_database(path) {
        Ok(false) => Ok(()),
        // What was exported last time makes way.
        Ok(true) if is_export(path) => Ok(()),
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
