//! A made-up place from a recipe.

use crate::demo::builder::Builder;
use crate::demo::cells::Cells;
use crate::demo::district::{District, Site, town_kind};
use crate::demo::flats::{Block, Flat, stacked};
use crate::demo::frame::{Frame, Spot};
use crate::demo::linking::link;
use crate::demo::lots::{Lot, lots_of};
use crate::demo::names::in_words;
use crate::demo::net::{Net, Wanted};
use crate::demo::parts::appoint;
use crate::demo::people::{Dwelling, Resident, move_in, profiles};
use crate::demo::random::Random;
use crate::demo::recipe::Recipe;
use crate::demo::scenery::{draw_houses, draw_land};
use crate::demo::serving::{Server, enrol, home_count};
use crate::demo::tiers::{Ground, link_tiers, link_towns};
use crate::demo::units::add_units;
use crate::model::{Building, BuildingId, Grid, GridId, HouseholdId, Link, LinkKind, MemberId, Project, Reason};

/// Households of a group (组), about.
const GROUP: usize = 42;

/// Makes a place up. The same recipe gives an equal project on every machine; the work grows with the number of
/// households.
///
/// ```
/// use lianhu::demo::{Recipe, invent};
/// let village = invent(&Recipe::village());
/// assert_eq!((village.facts.name.as_str(), village.households.len(), village.members.len()), ("柳溪村", 420, 55));
/// assert!(village.facts.is_invented, "marked 虚构 on screen and paper");
/// ```
pub fn invent(recipe: &Recipe) -> Project {
    let district = District::plan(recipe);
    let first = district.sites.first().map_or("柳溪", |site| site.name.as_str());
    let kind = match district.sites.len() {
        0..=1 => "村",
        2..=24 => "镇",
        _ => "区",
    };
    let kind =
        if district.has_many() && recipe.is_orderly { town_kind(&recipe.scheme.levels, 0) } else { kind.to_owned() };
    let mut builder = Builder::new(recipe, format!("{first}{kind}"), district.has_many());
    district.draw(&mut builder);
    let levels = recipe.scheme.levels.len().max(1);
    let before_towns = builder.project.grids.last_fid();
    let towns = match levels.checked_sub(3) {
        Some(level) if district.has_many() => district.add_towns(&mut builder, level as u8),
        _ => Vec::new(),
    };
    let above: Vec<GridId> = (before_towns + 1..=builder.project.grids.last_fid()).map(GridId).collect();
    let mut left: Vec<(Spot, Vec<HouseholdId>)> = Vec::new();
    let mut places_of_servers: Vec<(Spot, Vec<Server>)> = Vec::new();
    for site in &district.sites {
        let town = towns.iter().find(|&&(town, _)| town == site.town).map(|&(_, id)| id);
        let (uncovered, servers) = add_village(&mut builder, site, levels, town);
        if !uncovered.is_empty() {
            left.push((site.center, uncovered));
        }
        if !servers.is_empty() {
            places_of_servers.push((site.center, servers));
        }
    }
    cover_left(&mut builder, &left, &places_of_servers);
    if builder.is_orderly {
        link_towns(&mut builder, &above);
    }
    builder.finish()
}

/// The form of a village: its streets and what stands on them.
#[derive(Debug)]
struct Form {
    net: Net,
    frame: Frame,
    lots: Vec<Lot>,
    blocks: Vec<Block>,
    flats: Vec<Flat>,
}

/// Makes one village. Answers the households that nobody there can take, and the members who cover households.
fn add_village(
    builder: &mut Builder,
    site: &Site,
    levels: usize,
    town: Option<GridId>,
) -> (Vec<HouseholdId>, Vec<Server>) {
    let stream = site.number as u64 + 1;
    let mut random = Random::stream(builder.seed, stream);
    let form = form_of(builder.seed, stream, &mut random, site);
    let mut weights = vec![vec![0; form.net.columns()]; form.net.tiers.len()];
    for lot in &form.lots {
        weights[lot.tier][lot.column] += 1;
    }
    if let (Some((_, column)), Some(tier)) = (form.net.flats, weights.last_mut()) {
        tier[column] += form.flats.len();
    }
    let cells = Cells::share_out(&weights, site.cells);
    let first_grid = builder.project.grids.last_fid() + 1;
    let (grids, codes) = add_grids(builder, site, &form, &cells, levels, town);
    let first_feature = builder.project.backdrop.len();
    draw_land(builder, &mut random, &form.net, &form.frame, site);
    let features = first_feature..builder.project.backdrop.len();
    draw_houses(builder, &form.frame, &form.lots, &form.blocks);
    let first_building = builder.project.buildings.last_fid() + 1;
    let dwellings = dwellings(builder, site, &form, &cells);
    let homes = home_count(site.members, dwellings.len());
    let profiles = profiles(builder, &mut random, dwellings.len(), homes);
    let residents = move_in(builder, &mut random, &dwellings, &profiles, &codes);
    let first_member = builder.project.members.last_fid() + 1;
    let mut servers = enrol(builder, &mut random, &residents, &profiles, site.members, &grids);
    let mut ground = Ground::default();
    if builder.is_orderly {
        let members: Vec<MemberId> = (first_member..=builder.project.members.last_fid()).map(MemberId).collect();
        let units = add_units(builder, site, &servers, &members, features);
        ground = Ground {
            members: members.into_iter().collect(),
            households: residents.iter().map(|resident| resident.household).collect(),
            grids: (first_grid..=builder.project.grids.last_fid()).map(GridId).collect(),
            buildings: (first_building..=builder.project.buildings.last_fid()).map(BuildingId).collect(),
            units: units.into_iter().collect(),
        };
        appoint(builder, &mut servers, &ground);
    }
    let required: Vec<Resident> = residents
        .iter()
        .zip(&profiles)
        .filter(|(resident, profile)| {
            let row = builder.project.households.at(resident.household);
            row.is_some_and(|row| builder.project.is_required(row, profile.is_member_home))
        })
        .map(|(&resident, _)| resident)
        .collect();
    let uncovered = link(builder, &mut random, &required, &servers);
    if builder.is_orderly {
        link_tiers(builder, &ground);
    }
    (uncovered, servers)
}

/// Lays out streets until all houses find a lot, then leaves some lots empty.
fn form_of(seed: u64, stream: u64, random: &mut Random, site: &Site) -> Form {
    let flats_wanted = if site.households >= 150 { site.households * 115 / 1_000 } else { 0 };
    let hamlet = if site.households >= 120 { site.households * 8 / 100 } else { 0 };
    let core = site.households - flats_wanted - hamlet;
    let wanted = Wanted { core, hamlet, has_flats: flats_wanted > 0, cells: site.cells };
    let mut roomier = 0.9;
    let (net, lots) = loop {
        // The same draws for every try, so that a little more room changes the village only a little.
        let mut draws = Random::stream(seed, stream ^ 0x5747);
        let net = Net::lay_out(&mut draws, wanted, roomier);
        let lots = lots_of(&mut draws, &net);
        let in_hamlet = lots.iter().filter(|lot| lot.is_hamlet).count();
        if in_hamlet >= hamlet && lots.len() - in_hamlet >= core + core / 30 {
            break (net, lots);
        }
        roomier += 0.02;
    };
    let (far, near): (Vec<Lot>, Vec<Lot>) = lots.into_iter().partition(|lot| lot.is_hamlet);
    let mut kept = Vec::with_capacity(core + hamlet);
    for (lots, count) in [(near, core), (far, hamlet)] {
        kept.extend(random.sample(lots.len(), count).into_iter().filter_map(|lot| lots.get(lot).copied()));
    }
    let (blocks, flats) = stacked(random, &net, flats_wanted);
    let turn = random.between(0.012, 0.03) * if random.chance(0.5) { -1.0 } else { 1.0 };
    // A hamlet of ten houses does not bend as far as a village.
    let size = (net.east_end_m() / 600.0).min(1.0);
    let frame = Frame {
        center: site.center,
        middle: (net.east_end_m() / 2.0, net.height_m / 2.0),
        half_turn: turn,
        is_mirrored: random.chance(0.5),
        swing_m: size * random.between(9.0, 13.0),
        swing_length_m: net.east_end_m().max(300.0) * random.between(1.0, 1.4),
        sway_m: size * random.between(5.0, 9.0),
        phase: random.between(0.0, 1.0),
    };
    Form { net, frame, lots: kept, blocks, flats }
}

/// The grids of a village: its outline where the scheme has a level for it, and its cells.
fn add_grids(
    builder: &mut Builder,
    site: &Site,
    form: &Form,
    cells: &Cells,
    levels: usize,
    town: Option<GridId>,
) -> (Vec<GridId>, Vec<String>) {
    let (areas, outline) = cells.areas(&form.net, &form.frame);
    let village = levels.checked_sub(2).map(|level| {
        builder.project.grids.push(Grid {
            code: format!("V{:03}", site.number + 1),
            name: format!("{}村", site.name),
            level: level as u8,
            parent: town,
            area: outline,
            leader: None,
        })
    });
    debug_assert_eq!(areas.len(), cells.count(), "an outline for every cell");
    let mut grids = Vec::new();
    let mut codes = Vec::new();
    for (cell, area) in areas.into_iter().enumerate() {
        let code = builder.cell_code();
        let village_name = if builder.is_district { site.name.as_str() } else { "" };
        grids.push(builder.project.grids.push(Grid {
            code: code.clone(),
            name: format!("{village_name}第{}网格", in_words(cell + 1)),
            level: (levels - 1) as u8,
            parent: village,
            area,
            leader: None,
        }));
        codes.push(code);
    }
    (grids, codes)
}

/// Houses with their addresses, group by group, then the flats.
fn dwellings(builder: &mut Builder, site: &Site, form: &Form, cells: &Cells) -> Vec<Dwelling> {
    let prefix = if builder.is_district { format!("{}村", site.name) } else { String::new() };
    let mut dwellings = Vec::new();
    let (mut group, mut number) = (1, 0);
    let mut before: Option<Lot> = None;
    for lot in &form.lots {
        let is_new_block = before.is_some_and(|before| {
            (before.tier, before.column, before.is_hamlet) != (lot.tier, lot.column, lot.is_hamlet)
        });
        let is_apart = before.is_some_and(|before| before.is_hamlet != lot.is_hamlet);
        if is_apart || (is_new_block && number + GROUP / 4 >= GROUP) {
            (group, number) = (group + 1, 0);
        }
        number += 1;
        before = Some(*lot);
        dwellings.push(Dwelling {
            spot: form.frame.spot(lot.along_m, lot.up_m),
            cell: cells.of_block(lot.tier, lot.column),
            address: format!("{prefix}{group}组{number}号"),
            building: None,
        });
    }
    let buildings: Vec<BuildingId> = form
        .blocks
        .iter()
        .enumerate()
        .map(|(block_idx, block)| {
            let code = format!("B{:02}", builder.project.buildings.len() + 1);
            let spot = form.frame.spot(block.along_m, block.up_m);
            builder.project.buildings.push(Building {
                code,
                name: format!("{prefix}幸福苑{}号楼", block_idx + 1),
                at: Some(spot.wgs84()),
                floors: Some(block.floors as u16),
            })
        })
        .collect();
    let cell = form.net.flats.map_or(0, |(_, column)| cells.of_block(form.net.tiers.len() - 1, column));
    for flat in &form.flats {
        let Some(block) = form.blocks.get(flat.block) else { continue };
        let (along_m, up_m) = block.entrance(flat.unit);
        let Flat { unit, floor, room, .. } = *flat;
        dwellings.push(Dwelling {
            spot: form.frame.spot(along_m, up_m),
            cell,
            address: format!("{prefix}幸福苑{}号楼{unit}单元{floor}{room:02}室", flat.block + 1),
            building: buildings.get(flat.block).copied(),
        });
    }
    dwellings
}

/// Households of villages without members of their own go to the nearest village that has some; if nobody serves
/// anywhere, they say so.
fn cover_left(builder: &mut Builder, left: &[(Spot, Vec<HouseholdId>)], villages: &[(Spot, Vec<Server>)]) {
    for (center, households) in left {
        let nearest = villages
            .iter()
            .filter(|(_, servers)| servers.len() > 1 || servers.iter().all(|server| server.home.is_none()))
            .min_by(|a, b| a.0.distance_m(*center).total_cmp(&b.0.distance_m(*center)))
            .or_else(|| villages.first());
        for &household in households {
            let free = nearest.into_iter().flat_map(|(_, servers)| servers);
            let server = free
                .filter(|server| server.home != Some(household))
                .min_by_key(|server| builder.plan.load_of(server.member));
            match server {
                Some(server) => {
                    let link = Link { member: server.member, kind: LinkKind::Primary, locked: false, since: None };
                    builder.plan.relink(household, link.member, link.kind, Some(link));
                }
                None => builder.plan.put_reason(household, Some(Reason::NobodyEligible)),
            }
        }
    }
}
