//! `lianhu schemes`: the rules that a place can work by.

use crate::app::wording::{Lang, scheme_unknown, scheme_unshipped};
use crate::cli::args::Schemes;
use crate::cli::listing::{Column, Listing};
use crate::cli::stop::Stop;
use crate::cli::streams::Run;
use crate::model::Scheme;
use serde_json::Value;

/// Ids that scripts may know already; their rules come with a later version.
const PLANNED: [&str; 5] = ["huiji", "tianqiao", "chengan", "guhe", "liuyuan"];

/// Lists the schemes that ship.
pub(crate) fn schemes(run: &mut Run<'_>, asked: &Schemes) -> Result<u8, Stop> {
    let keys = ["id", "name", "levels", "min_load", "max_load", "far_m", "far_medians", "near_m", "exempt"];
    let columns = keys.into_iter().map(Column::shown).collect();
    let rows = vec![cells(&Scheme::neutral())];
    let listing = Listing { columns, rows };
    if asked.json {
        listing.write_json(run.streams.out)?;
    } else {
        listing.write_aligned(run.lang, run.streams.out)?;
    }
    Ok(0)
}

/// The scheme with this id, if it ships.
pub(crate) fn scheme_with_id(lang: Lang, id: &str) -> Result<Scheme, Stop> {
    let neutral = Scheme::neutral();
    if id == neutral.id {
        return Ok(neutral);
    }
    let is_planned = PLANNED.contains(&id);
    Err(Stop::impossible(if is_planned { scheme_unshipped(lang, id) } else { scheme_unknown(lang, id) }))
}

fn cells(scheme: &Scheme) -> Vec<Value> {
    vec![
        scheme.id.as_str().into(),
        scheme.name.as_str().into(),
        scheme.levels.clone().into(),
        scheme.min_load.into(),
        scheme.max_load.into(),
        scheme.far_m.into(),
        scheme.far_medians.into(),
        scheme.near_m.into(),
        scheme.exempt.iter().map(|exemption| exemption.key()).collect(),
    ]
}
