//! The full plan of a village: nearest first, then rebalanced, then a little disorder as in real life.

use crate::demo::builder::Builder;
use crate::demo::people::{Resident, day};
use crate::demo::random::Random;
use crate::demo::serving::Server;
use crate::model::{HouseholdId, Link, LinkKind};
use jiff::civil::Date;

/// The day on which the plan of most places came into force.
const ADOPTED: Date = Date::constant(2025, 3, 1);

/// Who looks after whom while the plan of a village is being made.
#[derive(Debug)]
struct Draft<'a> {
    residents: &'a [Resident],
    servers: &'a [Server],
    /// For each resident the server, once there is one.
    server_of: Vec<Option<usize>>,
    loads: Vec<usize>,
}

/// Links all required households of a village. Those that nobody could take are answered.
pub(crate) fn link(
    builder: &mut Builder,
    random: &mut Random,
    required: &[Resident],
    servers: &[Server],
) -> Vec<HouseholdId> {
    let mut draft =
        Draft { residents: required, servers, server_of: vec![None; required.len()], loads: vec![0; servers.len()] };
    let cell_count = required.iter().map(|resident| resident.cell + 1).max().unwrap_or(0);
    for cell in 0..cell_count {
        draft.fill_cell(cell);
    }
    draft.place_rest();
    draft.raise_low_loads();
    for cell in 0..cell_count {
        draft.improve(cell);
    }
    if required.len() >= 150 && !builder.is_orderly {
        draft.disturb(random);
    }
    draft.write(builder, random);
    let left = draft.residents.iter().zip(&draft.server_of).filter(|(_, server)| server.is_none());
    left.map(|(resident, _)| resident.household).collect()
}

impl Draft<'_> {
    fn distance_m(&self, resident: usize, server: usize) -> f64 {
        self.residents[resident].spot.distance_m(self.servers[server].spot)
    }

    fn may(&self, resident: usize, server: usize) -> bool {
        self.servers[server].home != Some(self.residents[resident].household)
    }

    fn room(&self, server: usize) -> usize {
        self.servers[server].max_load.saturating_sub(self.loads[server])
    }

    fn give(&mut self, resident: usize, server: usize) {
        if let Some(before) = self.server_of[resident].replace(server) {
            self.loads[before] -= 1;
        }
        self.loads[server] += 1;
    }

    fn residents_of(&self, cell: usize) -> Vec<usize> {
        (0..self.residents.len()).filter(|&resident| self.residents[resident].cell == cell).collect()
    }

    fn servers_of(&self, cell: usize) -> Vec<usize> {
        (0..self.servers.len()).filter(|&server| self.servers[server].cell == cell).collect()
    }

    /// Nearest pairs first, nobody far above the mean of the cell.
    fn fill_cell(&mut self, cell: usize) {
        let (residents, servers) = (self.residents_of(cell), self.servers_of(cell));
        let fair = (residents.len() * 5).div_ceil(4 * servers.len().max(1));
        let mut pairs = Vec::with_capacity(residents.len() * servers.len());
        for &resident in &residents {
            let options = servers.iter().filter(|&&server| self.may(resident, server));
            pairs.extend(options.map(|&server| (self.distance_m(resident, server), resident, server)));
        }
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, resident, server) in pairs {
            let cap = fair.max(self.servers[server].min_load).min(self.servers[server].max_load);
            if self.server_of[resident].is_none() && self.loads[server] < cap {
                self.give(resident, server);
            }
        }
    }

    /// Whoever is left goes to the nearest with room in the village, or else to whoever has the least.
    fn place_rest(&mut self) {
        for resident in 0..self.residents.len() {
            if self.server_of[resident].is_some() {
                continue;
            }
            let all = || (0..self.servers.len()).filter(|&server| self.may(resident, server));
            let nearest = all()
                .filter(|&server| self.room(server) > 0)
                .min_by(|&a, &b| self.distance_m(resident, a).total_cmp(&self.distance_m(resident, b)));
            if let Some(server) = nearest.or_else(|| all().min_by_key(|&server| self.loads[server])) {
                self.give(resident, server);
            }
        }
    }

    /// Members with too few get the household whose moving costs least, from members who can spare one: first
    /// within the cell, then from anywhere in the village.
    fn raise_low_loads(&mut self) {
        for is_same_cell in [true, false] {
            for server in 0..self.servers.len() {
                self.raise_low_load(server, is_same_cell);
            }
        }
    }

    fn raise_low_load(&mut self, server: usize, is_same_cell: bool) {
        while self.loads[server] < self.servers[server].min_load {
            let Some(resident) = self.cheapest_for(server, is_same_cell) else { return };
            self.give(resident, server);
        }
    }

    fn cheapest_for(&self, server: usize, is_same_cell: bool) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (resident, from) in self.server_of.iter().enumerate() {
            let Some(from) = *from else { continue };
            let can_spare = self.loads[from] > self.servers[from].min_load;
            let fits = !is_same_cell || self.residents[resident].cell == self.servers[server].cell;
            if from == server || !can_spare || !fits || !self.may(resident, server) {
                continue;
            }
            let detour_m = self.distance_m(resident, server) - self.distance_m(resident, from);
            if best.is_none_or(|(best_m, _)| detour_m < best_m) {
                best = Some((detour_m, resident));
            }
        }
        best.map(|(_, resident)| resident)
    }

    /// Moves and swaps within a cell that make the way shorter and keep everybody in range.
    fn improve(&mut self, cell: usize) {
        let (residents, servers) = (self.residents_of(cell), self.servers_of(cell));
        for _ in 0..2 {
            for &resident in &residents {
                for &server in &servers {
                    self.try_move(resident, server);
                }
            }
            for (place, &one) in residents.iter().enumerate() {
                for &other in residents.iter().skip(place + 1) {
                    self.try_swap(one, other);
                }
            }
        }
    }

    fn try_move(&mut self, resident: usize, server: usize) {
        let Some(from) = self.server_of[resident] else { return };
        let can_spare = self.loads[from] > self.servers[from].min_load;
        let has_room = self.room(server) > 0 && self.loads[server] < self.loads[from] + 3;
        let gain_m = self.distance_m(resident, from) - self.distance_m(resident, server);
        if from != server && can_spare && has_room && gain_m > 1.0 && self.may(resident, server) {
            self.give(resident, server);
        }
    }

    fn try_swap(&mut self, one: usize, other: usize) {
        let (Some(a), Some(b)) = (self.server_of[one], self.server_of[other]) else { return };
        if a == b || !self.may(one, b) || !self.may(other, a) {
            return;
        }
        let now_m = self.distance_m(one, a) + self.distance_m(other, b);
        if now_m - self.distance_m(one, b) - self.distance_m(other, a) > 1.0 {
            self.give(one, b);
            self.give(other, a);
        }
    }

    /// A handful of mild findings, as every real plan has: two members one below their range, one far link.
    fn disturb(&mut self, random: &mut Random) {
        let mut lowered = 0;
        for _ in 0..400 {
            let resident = random.below(self.residents.len());
            let Some(from) = self.server_of[resident] else { continue };
            let is_at_min = self.loads[from] == self.servers[from].min_load && self.loads[from] > 1;
            let to = (0..self.servers.len())
                .filter(|&server| self.servers[server].cell == self.servers[from].cell)
                .filter(|&server| server != from && self.room(server) > 1 && self.may(resident, server))
                .min_by(|&a, &b| self.distance_m(resident, a).total_cmp(&self.distance_m(resident, b)));
            if let (true, Some(to)) = (is_at_min && lowered < 2, to) {
                self.give(resident, to);
                lowered += 1;
            }
        }
        for _ in 0..400 {
            let (resident, to) = (random.below(self.residents.len()), random.below(self.servers.len()));
            let Some(from) = self.server_of[resident] else { continue };
            let can_spare = self.loads[from] > self.servers[from].min_load + 1;
            let is_far = (300.0..480.0).contains(&self.distance_m(resident, to));
            if can_spare && is_far && self.room(to) > 2 && self.may(resident, to) {
                self.give(resident, to);
                break;
            }
        }
    }

    fn write(&self, builder: &mut Builder, random: &mut Random) {
        for (resident, server) in self.server_of.iter().enumerate() {
            let Some(server) = *server else { continue };
            let household = self.residents[resident].household;
            let since = Some(if random.chance(0.7) { ADOPTED } else { day(random, 2025, 2026) });
            let primary = Link {
                member: self.servers[server].member,
                kind: LinkKind::Primary,
                locked: random.chance(0.015),
                since,
            };
            builder.plan.relink(household, primary.member, primary.kind, Some(primary));
            if !random.chance(0.15) {
                continue;
            }
            let backup = self
                .servers_of(self.residents[resident].cell)
                .into_iter()
                .filter(|&other| other != server && self.may(resident, other))
                .min_by(|&a, &b| self.distance_m(resident, a).total_cmp(&self.distance_m(resident, b)));
            if let Some(backup) = backup {
                let link = Link { member: self.servers[backup].member, kind: LinkKind::Backup, locked: false, since };
                builder.plan.relink(household, link.member, link.kind, Some(link));
            }
        }
    }
}
