//! `lianhu export`: maps and lists for outside.

use crate::app::wording::{
    exported_words, form_not_built, no_such_tier, plan_only_for, plan_only_for_workbooks, written_to,
};
use crate::app::{Exported, ListExport, MapExport, Stamp, export_list, export_map};
use crate::cli::args::Export;
use crate::cli::project::{find_grid, open_to_read, plan_named};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::exchange::ImportKind;
use crate::scene::Part;

/// Writes a file; its ending says in which form.
pub(crate) fn export(run: &mut Run<'_>, asked: Export) -> Result<u8, Stop> {
    let (lang, path) = (run.lang, asked.out);
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_map = match (ending.as_str(), asked.what.as_deref()) {
        ("png", None | Some("map")) => true,
        ("csv" | "xlsx" | "geojson" | "kml" | "shp" | "zip" | "gpkg", what) if what != Some("map") => false,
        _ => return Err(Stop::impossible(form_not_built(lang, &ending, &path))),
    };
    let only_maps =
        [("--grid", asked.grid.is_some()), ("--paper", asked.paper.is_some()), ("--dpi", asked.dpi.is_some())];
    if let Some((option, _)) = only_maps.into_iter().find(|(_, is_given)| *is_given && !is_map) {
        return Err(Stop::impossible(plan_only_for(lang, option)));
    }
    let only_workbooks = [("--sheets", asked.sheets.is_some()), ("--like", asked.like.is_some())];
    if let Some((option, _)) = only_workbooks.into_iter().find(|(_, is_given)| *is_given && ending != "xlsx") {
        return Err(Stop::impossible(plan_only_for_workbooks(lang, option)));
    }
    let document = open_to_read(run, &asked.file)?;
    let project = document.project();
    let plan = plan_named(run, project, asked.plan.as_deref())?;
    let audience = asked.audience;
    let exported = if is_map {
        let part = match &asked.grid {
            Some(code) => Part::Grid(find_grid(run, project, code)?),
            None => Part::Whole,
        };
        let tier = asked.tier.clone();
        let known = &project.facts.scheme.tiers;
        if let Some(id) = tier.as_ref().filter(|id| known.iter().all(|tier| tier.id != **id)) {
            let ids: Vec<&str> = known.iter().map(|tier| tier.id.as_str()).collect();
            return Err(Stop::impossible(no_such_tier(run.lang, id, &ids)));
        }
        let dpi = f32::from(asked.dpi.unwrap_or(150));
        let export = MapExport {
            part,
            paper: asked.paper.unwrap_or_default(),
            dpi,
            audience,
            filter: None,
            tier,
            path: path.clone(),
        };
        export_map(project, plan, lang, Stamp::now().today, &export, &|| false).map(|()| Exported::default())
    } else {
        let what = asked.what.as_deref().and_then(ImportKind::from_key);
        // Nobody has said of what: of everything, where the form holds that.
        let what = what.or((ending != "gpkg").then_some(ImportKind::Households));
        export_list(
            project,
            plan,
            &ListExport {
                what,
                audience,
                filter: None,
                sheets: asked.sheets.unwrap_or_default(),
                like: asked.like,
                path: path.clone(),
            },
        )
    };
    let exported = exported.map_err(|err| Stop::of_export(lang, &err))?;
    run.say(&written_to(lang, &path));
    let words = exported_words(lang, &exported, audience);
    if !words.is_empty() {
        run.say(&words);
    }
    Ok(0)
}
