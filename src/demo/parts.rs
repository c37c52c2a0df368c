//! The parts of a scheme, dealt to the members of a village: as many of each as its tiers and requirements ask for.

use crate::demo::builder::Builder;
use crate::demo::serving::Server;
use crate::demo::tiers::Ground;
use crate::index::tier_is_about;
use crate::model::{Member, Requirement, Role, Scheme, TargetKind, Tier};

/// One with a part looks after so many households that need somebody with it, about.
const IN_NEED_EACH: usize = 24;
/// What one has in a tier that says no most: so many, or twice the fewest.
const USUAL_SPAN: usize = 8;
/// Roles refer to roles; a scheme that goes in circles is not followed farther.
const DEEPEST: usize = 4;

/// Gives the parts of the scheme to members, spread over the cells. Whoever leads other members need not have
/// households besides.
pub(crate) fn appoint(builder: &mut Builder, servers: &mut [Server], ground: &Ground) {
    let scheme = builder.project.facts.scheme.clone();
    let count = |role: &Role| wanted(builder, &scheme, &role.key, ground, 0);
    let counts: Vec<usize> = scheme.roles.iter().map(count).collect();
    for (role, count) in scheme.roles.iter().zip(counts) {
        let leads = |tier: &Tier| tier.by == role.key && tier.of == TargetKind::Member && !tier.needs_care;
        let is_leading = scheme.tiers.iter().any(leads);
        for place in spread(builder, &scheme, servers).into_iter().take(count) {
            let Some(server) = servers.get_mut(place) else { continue };
            builder.add_role(server.member, word_of(role));
            if is_leading && let Some(row) = builder.project.members.at(server.member).cloned() {
                server.min_load = 0;
                builder.project.members.put(server.member, Some(Member { min_load: 0, ..row }));
            }
        }
    }
}

/// Those without a part so far: one of each cell, then another one of each.
fn spread(builder: &Builder, scheme: &Scheme, servers: &[Server]) -> Vec<usize> {
    let has_part = |server: &Server| {
        let roles = builder.project.members.at(server.member).map(|row| row.roles.clone()).unwrap_or_default();
        scheme.roles.iter().any(|role| role.is_among(&roles))
    };
    let mut rank_in_cell = vec![0; servers.iter().map(|server| server.cell + 1).max().unwrap_or(0)];
    let mut free: Vec<(usize, usize, usize)> = Vec::new();
    for (place, server) in servers.iter().enumerate() {
        let Some(rank) = rank_in_cell.get_mut(server.cell) else { continue };
        *rank += 1;
        if !has_part(server) {
            free.push((*rank, server.cell, place));
        }
    }
    free.sort_unstable();
    free.into_iter().map(|(_, _, place)| place).collect()
}

/// What a roster calls the part: its name, where that is one of its words.
fn word_of(role: &Role) -> &str {
    let name = role.name.as_str();
    let is_plain = !name.contains(['“', '”']) && role.is_among(&[name.to_owned()]);
    if is_plain { name } else { role.words.first().map_or(name, String::as_str) }
}

/// How many must have a part so that all its tiers and requirements can be kept.
fn wanted(builder: &Builder, scheme: &Scheme, key: &str, ground: &Ground, depth: usize) -> usize {
    if depth > DEEPEST {
        return 1;
    }
    let checked = scheme.tiers.iter().filter(|tier| tier.by == key && tier.severity.is_some());
    let by_tiers = checked.map(|tier| needed(builder, scheme, tier, ground, depth));
    let asks =
        |requirement: &&Requirement| requirement.severity.is_some() && requirement.roles.iter().any(|role| role == key);
    let by_needs = scheme.requirements.iter().filter(asks).map(|requirement| {
        let categories = requirement.categories.iter().map(String::as_str).collect::<Vec<_>>();
        households_of(builder, &categories, ground).div_ceil(IN_NEED_EACH)
    });
    by_tiers.chain(by_needs).max().unwrap_or(0)
}

/// How many a tier needs.
fn needed(builder: &Builder, scheme: &Scheme, tier: &Tier, ground: &Ground, depth: usize) -> usize {
    let project = &builder.project;
    let span = match (tier.ideal, tier.max) {
        (Some((from, to)), _) => usize::from(from).midpoint(usize::from(to)),
        (None, Some(max)) => usize::from(tier.min).midpoint(usize::from(max)),
        (None, None) => USUAL_SPAN.max(usize::from(tier.min) * 2),
    };
    let span = span.max(1);
    let members = ground.members.len();
    let about =
        |kind| ground.targets(project, kind).into_iter().filter(|target| tier_is_about(project, tier, *target)).count();
    match tier.of {
        TargetKind::Member if tier.needs_care => about(TargetKind::Member).div_ceil(span),
        TargetKind::Member if tier.only.is_empty() => {
            let above: usize = tier.except.iter().map(|role| wanted(builder, scheme, role, ground, depth + 1)).sum();
            let (led, each) = (members.saturating_sub(above), span + 1);
            ((led + each / 2) / each).max(1)
        }
        TargetKind::Member => wanted(builder, scheme, &tier.only, ground, depth + 1).div_ceil(USUAL_SPAN).max(1),
        TargetKind::Household if tier.only.is_empty() => 0,
        TargetKind::Household => {
            let meant = households_of(builder, &[tier.only.as_str()], ground);
            meant.min(members * builder.article.cadres_per_mille / 1_000)
        }
        kind => about(kind).div_ceil(tier.max.map_or(USUAL_SPAN, usize::from).max(1)),
    }
}

fn households_of(builder: &Builder, keys: &[&str], ground: &Ground) -> usize {
    let categories = builder.categories(keys);
    let rows = ground.households.iter().filter_map(|household| builder.project.households.at(*household));
    rows.filter(|row| row.is_lived_in() && row.categories.has_common(categories)).count()
}
