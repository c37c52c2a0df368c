//! Party organizations, enterprises and street segments of a village.

use crate::demo::builder::Builder;
use crate::demo::district::Site;
use crate::demo::frame::Spot;
use crate::demo::names::in_words;
use crate::demo::serving::Server;
use crate::geom::Wgs84;
use crate::model::{Member, MemberId, Shape, TargetKind, Unit, UnitId, UnitKind};
use std::collections::BTreeSet;

/// Members of a branch, at least.
const BRANCH: usize = 5;
/// What enterprises make.
const TRADES: [&str; 8] = ["粮油", "果品", "家具", "包装", "建材", "服装", "食品", "农机"];

/// Puts the units of an orderly village on the register, and its members into their branches. `streets` are the
/// features of the base map that belong to the village.
pub(crate) fn add_units(
    builder: &mut Builder,
    site: &Site,
    servers: &[Server],
    members: &[MemberId],
    streets: std::ops::Range<usize>,
) -> Vec<UnitId> {
    let mut units = add_branches(builder, site, servers, members);
    let has_tier = |builder: &Builder, kind| {
        let tiers = &builder.project.facts.scheme.tiers;
        tiers.iter().any(|tier| tier.of == kind && tier.severity.is_some())
    };
    if has_tier(builder, TargetKind::Enterprise) && site.number.is_multiple_of(builder.article.enterprise_every) {
        let trade = TRADES.get(site.number / builder.article.enterprise_every % TRADES.len()).copied();
        let name = format!("{}{}厂", site.name, trade.unwrap_or("粮油"));
        let at = Spot { east_m: site.center.east_m + 40.0, north_m: site.center.north_m - 25.0 };
        units.push(add(builder, UnitKind::Enterprise, name, None, vec![at.wgs84()]));
    }
    if has_tier(builder, TargetKind::Segment) {
        units.extend(add_segments(builder, site, streets));
    }
    units
}

/// One branch, or several under general branches. Whoever serves a cell is in the branch of that cell.
fn add_branches(builder: &mut Builder, site: &Site, servers: &[Server], members: &[MemberId]) -> Vec<UnitId> {
    let (most, above) = builder.article.branches;
    // A branch needs members, and somebody above only where there are several.
    let count = most.min(members.len() / BRANCH).max(1);
    let above = if count > 1 { above } else { 0 };
    let mut units = Vec::new();
    let generals: Vec<UnitId> = (0..above)
        .map(|number| {
            let name = format!("{}第{}党总支", site.name, in_words(number + 1));
            add(builder, UnitKind::Organization, name, None, Vec::new())
        })
        .collect();
    units.extend(&generals);
    let branches: Vec<UnitId> = (0..count)
        .map(|number| {
            let name = if count == 1 {
                format!("{}村党支部", site.name)
            } else {
                format!("{}第{}党支部", site.name, in_words(number + 1))
            };
            add(builder, UnitKind::Organization, name, generals.get(number * above / count).copied(), Vec::new())
        })
        .collect();
    units.extend(&branches);
    for (place, &member) in members.iter().enumerate() {
        let serving = servers.iter().position(|server| server.member == member).unwrap_or(place);
        let branch = branches.get(serving * count / members.len().max(1)).copied();
        if let Some(row) = builder.project.members.at(member).cloned() {
            builder.project.members.put(member, Some(Member { organization: branch, ..row }));
        }
    }
    units
}

/// The streets of the village, each as one segment.
fn add_segments(builder: &mut Builder, site: &Site, streets: std::ops::Range<usize>) -> Vec<UnitId> {
    let mut seen = BTreeSet::new();
    let rows = builder.project.backdrop.rows().skip(streets.start).take(streets.len());
    let named: Vec<(String, Vec<Wgs84>)> = rows
        .filter_map(|row| match &row.shape {
            Shape::Line(line) if !row.name.is_empty() && seen.insert(row.name.clone()) => {
                Some((row.name.clone(), line.clone()))
            }
            _ => None,
        })
        .collect();
    let prefix = if builder.is_district { site.name.as_str() } else { "" };
    let make =
        |(name, path): (String, Vec<Wgs84>)| add(builder, UnitKind::Segment, format!("{prefix}{name}"), None, path);
    named.into_iter().map(make).collect()
}

fn add(builder: &mut Builder, kind: UnitKind, name: String, parent: Option<UnitId>, path: Vec<Wgs84>) -> UnitId {
    let prefix = match kind {
        UnitKind::Organization => "O",
        UnitKind::Enterprise => "E",
        UnitKind::Segment => "L",
    };
    let count = builder.project.units.rows().filter(|row| row.kind == kind).count();
    let code = format!("{prefix}{:03}", count + 1);
    builder.project.units.push(Unit { kind, code, name, parent, path, note: String::new() })
}
