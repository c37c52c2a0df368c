//! Who serves.

use crate::demo::builder::Builder;
use crate::demo::frame::Spot;
use crate::demo::names::person;
use crate::demo::people::{Profile, Resident};
use crate::demo::random::Random;
use crate::model::{GridId, HouseholdId, Member, MemberId, MemberStatus};

/// How many members at most live in the register: beyond that share of households they live elsewhere.
const MOST_HOMES: f64 = 0.6;

/// Why a member cannot cover who is not frail.
const AWAY: &str = "长期在外";

/// A member who can be given households.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Server {
    /// Their row.
    pub(crate) member: MemberId,
    /// Where they are.
    pub(crate) spot: Spot,
    /// The cell they serve, counted within the village.
    pub(crate) cell: usize,
    /// The household they live in.
    pub(crate) home: Option<HouseholdId>,
    /// Fewest households.
    pub(crate) min_load: usize,
    /// Most households.
    pub(crate) max_load: usize,
}

/// How many members of a village live in a household of it. A lone member lives elsewhere, or nobody could look
/// after that household.
pub(crate) fn home_count(members: usize, households: usize) -> usize {
    if members < 2 { 0 } else { members.min((households as f64 * MOST_HOMES).ceil() as usize) }
}

/// Enrols the members of a village. Answers those who can cover households.
pub(crate) fn enrol(
    builder: &mut Builder,
    random: &mut Random,
    residents: &[Resident],
    profiles: &[Profile],
    members: usize,
    cells: &[GridId],
) -> Vec<Server> {
    let at_home = residents.iter().zip(profiles).filter(|(_, profile)| profile.is_member_home).map(|(home, _)| home);
    let mut places: Vec<(Option<HouseholdId>, Spot, usize)> =
        at_home.map(|home| (Some(home.household), home.spot, home.cell)).collect();
    while places.len() < members {
        // Works here, lives elsewhere: found beside some household.
        let Some(near) = residents.get(random.below(residents.len())) else { break };
        let spot = Spot { east_m: near.spot.east_m + 6.0, north_m: near.spot.north_m + 6.0 };
        places.push((None, spot, near.cell));
    }
    places.truncate(members);
    let unfit = if members < 4 { 0 } else { (members * 8 + 50) / 100 };
    let unfit = random.sample(places.len(), unfit);
    let mut servers = Vec::new();
    for (place, &(home, spot, cell)) in places.iter().enumerate() {
        let eligible = unfit.binary_search(&place).is_err();
        // Where few serve, nobody can ask for less.
        let can_ask = members >= 8 && random.chance(0.12);
        let (min_load, max_load) = load_range(builder, can_ask);
        let row = Member {
            code: builder.member_code(),
            name: name_of(builder, random, home),
            home,
            at: if home.is_none() { Some(spot.wgs84()) } else { None },
            duty_phone: builder.phone(),
            phone: home
                .and_then(|home| builder.project.households.at(home))
                .map_or_else(String::new, |home| home.phone.clone()),
            roles: Vec::new(),
            eligible,
            min_load,
            max_load,
            grid: None,
            organization: None,
            consent: random.chance(0.8),
            home_consent: random.chance(0.4),
            needs_care: false,
            status: MemberStatus::Serving,
            note: if eligible { "" } else { random.pick(&["年事已高", AWAY, "身体原因"]).unwrap_or("") }.to_owned(),
        };
        let needs_care = builder.is_orderly && !eligible && row.note != AWAY;
        let member = builder.project.members.push(Member { needs_care, ..row });
        if eligible {
            let max_load = max_load.map_or(usize::MAX, usize::from);
            servers.push(Server { member, spot, cell, home, min_load: usize::from(min_load), max_load });
        }
    }
    give_roles(builder, random, &servers, cells);
    servers
}

fn name_of(builder: &Builder, random: &mut Random, home: Option<HouseholdId>) -> String {
    let head = home.and_then(|home| builder.project.households.at(home)).map(|home| home.head.clone());
    head.unwrap_or_else(|| person(random, true))
}

/// The scheme's range, or a smaller one for those who asked for it.
fn load_range(builder: &Builder, asked_for_less: bool) -> (u16, Option<u16>) {
    let (min_load, max_load) = (builder.min_load, builder.max_load);
    if !asked_for_less {
        return (min_load, max_load);
    }
    let lower = min_load.saturating_sub(2).max(1).min(min_load);
    (lower, max_load.map(|max_load| (max_load * 2 / 3).max(lower + 3).min(max_load)))
}

fn give_roles(builder: &mut Builder, random: &mut Random, servers: &[Server], cells: &[GridId]) {
    let workers = builder.article.workers.filter(|_| builder.is_orderly);
    for (cell, &grid) in cells.iter().enumerate() {
        let mut here: Vec<&Server> = servers.iter().filter(|server| server.cell == cell).collect();
        // The leader is somebody in the middle of the cell's members, not the first of the register.
        let leader_place = random.below(here.len());
        if leader_place < here.len() {
            let leader = here.remove(leader_place);
            builder.add_role(leader.member, "网格长");
            if let Some(mut member) = builder.project.members.at(leader.member).cloned() {
                member.grid = Some(grid);
                member.consent = true;
                builder.project.members.put(leader.member, Some(member));
            }
            if let Some(mut row) = builder.project.grids.at(grid).cloned() {
                row.leader = Some(leader.member);
                builder.project.grids.put(grid, Some(row));
            }
        }
        let workers = if workers.is_some() { 0 } else { 2 };
        for place in random.sample(here.len(), workers) {
            if let Some(server) = here.get(place) {
                builder.add_role(server.member, "网格员");
            }
        }
    }
    if let Some((count, of)) = workers {
        // Up to the last member of this village, less those up to the last one of the village before.
        let upto = |members: usize| (members * count + of / 2) / of;
        let last = builder.project.members.len();
        let first = servers.first().map_or(last, |server| server.member.0 as usize - 1);
        for server in servers.iter().take(upto(last) - upto(first)) {
            builder.add_role(server.member, "网格工作者");
        }
    }
    let in_building =
        |builder: &Builder, server: &Server| server.home.and_then(|home| builder.project.households.at(home)?.building);
    let mut seen = Vec::new();
    for server in servers {
        let Some(building) = in_building(builder, server) else { continue };
        if !seen.contains(&building) {
            seen.push(building);
            builder.add_role(server.member, "楼长");
        }
    }
    // A place that keeps a scheme has the parts of that scheme; see `parts`.
    if servers.len() >= 8 && !builder.is_orderly {
        for role in ["村医", "支部书记", "妇联主席", "志愿者", "志愿者"] {
            if let Some(server) = servers.get(random.below(servers.len())) {
                builder.add_role(server.member, role);
            }
        }
    }
}
