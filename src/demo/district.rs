//! Where villages lie: one alone, or many on a loose lattice with roads and rivers between and townships above.

use crate::demo::article::Article;
use crate::demo::builder::Builder;
use crate::demo::frame::{Spot, area_from_ring, wave};
use crate::demo::names::place;
use crate::demo::random::{Random, mixed};
use crate::demo::recipe::Recipe;
use crate::geom::{Area, area_together};
use crate::model::{BackdropKind, Grid, GridId};

/// A place with more households than so many mean villages, as a fraction, has several villages.
const MOST_IN_ONE: (usize, usize) = (16, 9);
/// The mean village of a district, in households.
const USUAL: usize = 450;
/// Room for a village, roads and rivers included.
const PITCH_EAST_M: f64 = 1_750.0;
const PITCH_NORTH_M: f64 = 1_320.0;
/// A township: so many villages side by side, and so many above each other.
const TOWN: (usize, usize) = (4, 3);
/// Every third border between rows of villages is a river.
const RIVER_EVERY: usize = 3;

/// One village to be made.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// Its number, from 0.
    pub(crate) number: usize,
    /// The stem of its name.
    pub(crate) name: String,
    /// Where its middle is.
    pub(crate) center: Spot,
    /// Its households.
    pub(crate) households: usize,
    /// Its members.
    pub(crate) members: usize,
    /// Its cells, if there are streets enough.
    pub(crate) cells: usize,
    /// True if it has a river of its own.
    pub(crate) has_river: bool,
    /// Where its main road meets the roads of the district.
    pub(crate) road_ends: Option<(Spot, Spot)>,
    /// Which township it belongs to.
    pub(crate) town: (usize, usize),
    /// Column and row of its place.
    at: (usize, usize),
}

/// All villages of a place.
#[derive(Clone, Debug)]
pub(crate) struct District {
    /// In reading order, township by township.
    pub(crate) sites: Vec<Site>,
    columns: usize,
    rows: usize,
    seed: u64,
    /// How many townships, where they are no blocks.
    town_count: Option<usize>,
}

impl District {
    /// Shares households, members and cells out over villages.
    pub(crate) fn plan(recipe: &Recipe) -> Self {
        let households = recipe.households.max(1);
        let article = Article::of(&recipe.scheme);
        let usual = if recipe.is_orderly { article.village } else { USUAL };
        let is_one = households * MOST_IN_ONE.1 <= usual * MOST_IN_ONE.0;
        let villages = if is_one { 1 } else { (households + usual / 2) / usual };
        let wide = PITCH_NORTH_M / PITCH_EAST_M * 1.5;
        let columns = ((villages as f64 * wide).sqrt().ceil() as usize).max(1);
        let rows = villages.div_ceil(columns);
        // No half-empty last row where a narrower lattice has room for all.
        let columns = villages.div_ceil(rows);
        let town_count = article.towns.filter(|_| recipe.is_orderly);
        let town_count = town_count.map(|(towns, of)| ((villages * towns + of / 2) / of).max(1));
        let mut district = Self { sites: Vec::with_capacity(villages), columns, rows, seed: recipe.seed, town_count };
        let mut random = Random::stream(recipe.seed, 0);
        let weights: Vec<f64> = (0..villages).map(|_| random.between(0.62, 1.42)).collect();
        let total: f64 = weights.iter().sum();
        let (mut sum, mut before) = (0.0, (0, 0, 0));
        for (number, weight) in weights.iter().enumerate() {
            sum += weight;
            let is_last = number + 1 == villages;
            let upto = if is_last { households } else { (households as f64 * sum / total) as usize };
            let share = |count: usize| (count as u64 * upto as u64 / households as u64) as usize;
            let (members, cells) = (share(recipe.members), recipe.grids.map_or(0, share));
            let here = upto - before.0;
            let here_members = members - before.1;
            let by_members = article.cell_members.filter(|_| recipe.is_orderly).map(|each| here_members / each);
            let usual = by_members.unwrap_or((here as f64 / 70.0).round() as usize).max(1);
            let site = Site {
                number,
                name: place(recipe.seed, number),
                center: Spot::default(),
                households: here,
                members: here_members,
                cells: if recipe.grids.is_some() { (cells - before.2).max(1) } else { usual },
                has_river: villages == 1,
                road_ends: None,
                town: (0, 0),
                at: (0, 0),
            };
            district.sites.push(site);
            before = (upto, members, cells);
        }
        if villages > 1 {
            district.place_sites(&mut random);
        }
        district
    }

    /// True if there is more than one village.
    pub(crate) fn has_many(&self) -> bool {
        self.sites.len() > 1
    }

    fn place_sites(&mut self, random: &mut Random) {
        // Township by township, so that numbers of neighbors are near each other.
        let mut order: Vec<(usize, usize)> =
            (0..self.sites.len()).map(|number| (number % self.columns, number / self.columns)).collect();
        let towns = match self.town_count {
            None => {
                order.sort_by_key(|&(column, row)| (row / TOWN.1, column / TOWN.0, row, column));
                order.iter().map(|&(column, row)| (column / TOWN.0, row / TOWN.1)).collect()
            }
            Some(count) => self.in_bands(&mut order, count),
        };
        for (number, (&(column, row), &town)) in order.iter().zip(&towns).enumerate() {
            let middle = Spot {
                east_m: self.east_m(column as f64 + 0.5) + random.between(-120.0, 120.0),
                north_m: self.north_m(row as f64 + 0.5) + random.between(-70.0, 70.0),
            };
            let end_m = middle.north_m + random.between(-120.0, 320.0);
            let ends = (self.on_road(column, end_m), self.on_road(column + 1, end_m));
            if let Some(site) = self.sites.get_mut(number) {
                site.center = middle;
                site.road_ends = Some(ends);
                site.town = town;
                site.at = (column, row);
            }
        }
    }

    /// Deals the places for villages to so many townships that hang together: band by band, in each from west to east.
    /// Answers the township of each, in the order in which they are numbered.
    fn in_bands(&self, order: &mut [(usize, usize)], count: usize) -> Vec<(usize, usize)> {
        let bands = (self.rows / 3).clamp(1, count);
        let band_of = |row: usize| row * bands / self.rows;
        order.sort_by_key(|&(column, row)| (band_of(row), column, row));
        let total = order.len();
        // By whole numbers, so that every machine deals alike.
        (0..total).map(|number| (number * count / total, 0)).collect()
    }

    /// East of the origin by so many columns from the western edge.
    fn east_m(&self, column: f64) -> f64 {
        (column - self.columns as f64 / 2.0) * PITCH_EAST_M
    }

    /// North of the origin by so many rows from the northern edge.
    fn north_m(&self, row: f64) -> f64 {
        (self.rows as f64 / 2.0 - row) * PITCH_NORTH_M
    }

    /// A point of the road between two columns of villages.
    fn on_road(&self, column: usize, north_m: f64) -> Spot {
        let phase = column as f64 * 0.37;
        Spot { east_m: self.east_m(column as f64) + 55.0 * wave(north_m / 5_300.0 + phase), north_m }
    }

    /// The grids of the townships, by column and row, and their outlines.
    pub(crate) fn add_towns(&self, builder: &mut Builder, level: u8) -> Vec<((usize, usize), GridId)> {
        let mut towns: Vec<((usize, usize), GridId)> = Vec::new();
        let kind = town_kind(&builder.project.facts.scheme.levels, level);
        let above = level.checked_sub(1).map(|level| self.add_whole(builder, level));
        for site in &self.sites {
            if towns.iter().rev().take(1).any(|&(town, _)| town == site.town) {
                continue;
            }
            let number = towns.len() + 1;
            // Villages take the first names; townships take theirs from beyond.
            let name = if self.town_count == Some(1) {
                builder.project.facts.name.clone()
            } else {
                format!("{}{kind}", place(self.seed, self.sites.len() + 40 + number))
            };
            let id = builder.project.grids.push(Grid {
                code: format!("T{number:02}"),
                name,
                level,
                parent: above,
                area: self.town_area(site.town),
                leader: None,
            });
            towns.push((site.town, id));
        }
        towns
    }

    /// The grid of the whole place, over all townships.
    fn add_whole(&self, builder: &mut Builder, level: u8) -> GridId {
        let area = self.area_of(|_| true);
        let name = builder.project.facts.name.clone();
        builder.project.grids.push(Grid { code: "T00".to_owned(), name, level, parent: None, area, leader: None })
    }

    fn town_area(&self, town: (usize, usize)) -> Area {
        match self.town_count {
            None => area_from_ring(&self.town_ring(town)),
            Some(_) => self.area_of(|site| site.town == town),
        }
    }

    /// The ground of some villages, as one.
    fn area_of(&self, is_meant: impl Fn(&Site) -> bool) -> Area {
        let ground = |site: &Site| {
            let (column, row) = site.at;
            let corners = [(column, row + 1), (column + 1, row + 1), (column + 1, row), (column, row)];
            area_from_ring(&corners.map(|(column, row)| self.corner(column, row)))
        };
        let grounds: Vec<Area> = self.sites.iter().filter(|site| is_meant(site)).map(ground).collect();
        area_together(&grounds)
    }

    fn town_ring(&self, (town_column, town_row): (usize, usize)) -> Vec<Spot> {
        let (west, north) = (town_column * TOWN.0, town_row * TOWN.1);
        let east = (west + TOWN.0).min(self.columns);
        let south = (north + TOWN.1).min(self.rows);
        let mut corners: Vec<(usize, usize)> = (west..=east).map(|column| (column, south)).collect();
        corners.extend((north..south).rev().map(|row| (east, row)));
        corners.extend((west..east).rev().map(|column| (column, north)));
        corners.extend((north + 1..=south).map(|row| (west, row)));
        corners.into_iter().map(|(column, row)| self.corner(column, row)).collect()
    }

    /// Where four places for villages meet; a little off the lattice.
    fn corner(&self, column: usize, row: usize) -> Spot {
        let noise = mixed(self.seed ^ mixed((column * 65_537 + row) as u64));
        let shift = |bits: u64| (bits % 160) as f64 - 80.0;
        Spot {
            east_m: self.east_m(column as f64) + shift(noise),
            north_m: self.north_m(row as f64) + shift(noise >> 20),
        }
    }

    /// Draws the roads and rivers between the villages.
    pub(crate) fn draw(&self, builder: &mut Builder) {
        if !self.has_many() {
            return;
        }
        let (north_m, south_m) = (self.north_m(-0.3), self.north_m(self.rows as f64 + 0.3));
        let steps = self.rows * 4 + 2;
        for column in 0..=self.columns {
            let at = |step: usize| south_m + (north_m - south_m) * step as f64 / steps as f64;
            let spots: Vec<Spot> = (0..=steps).map(|step| self.on_road(column, at(step))).collect();
            builder.draw_line(BackdropKind::Road, &format!("纵{}路", column + 1), &spots);
        }
        for row in 0..=self.rows {
            if row % RIVER_EVERY == RIVER_EVERY - 2 {
                self.draw_river(builder, row);
            } else {
                let line: Vec<Spot> = self.row_line(row, 0.0, 30.0).collect();
                builder.draw_line(BackdropKind::Road, &format!("横{}路", row + 1), &line);
            }
        }
    }

    fn draw_river(&self, builder: &mut Builder, row: usize) {
        let width_m = 70.0 + (mixed(self.seed ^ row as u64) % 50) as f64;
        let mut ring: Vec<Spot> = self.row_line(row, -width_m / 2.0, 60.0).collect();
        let north: Vec<Spot> = self.row_line(row, width_m / 2.0, 60.0).collect();
        ring.extend(north.into_iter().rev());
        let name = format!("{}河", place(self.seed, self.sites.len() + 400 + row));
        builder.draw_area(BackdropKind::Water, &name, area_from_ring(&ring));
    }

    /// A wavy line between two rows of villages, from west to east.
    fn row_line(&self, row: usize, up_m: f64, swing_m: f64) -> impl Iterator<Item = Spot> {
        let (west_m, east_m) = (self.east_m(-0.3), self.east_m(self.columns as f64 + 0.3));
        let north_m = self.north_m(row as f64) + up_m;
        let steps = self.columns * 14 + 8;
        let phase = row as f64 * 0.23;
        (0..=steps).map(move |step| {
            let along_m = west_m + (east_m - west_m) * step as f64 / steps as f64;
            let bank_m = 9.0 * wave(along_m / 610.0 + up_m / 90.0);
            Spot { east_m: along_m, north_m: north_m + swing_m * wave(along_m / 4_700.0 + phase) + bank_m }
        })
    }
}

/// What names of townships end in: what their level is called. “乡镇” is either, and “村（社区）” is the former.
pub(crate) fn town_kind(levels: &[String], level: u8) -> String {
    let name = levels.get(usize::from(level)).map_or("镇", String::as_str);
    let name = name.split(['（', '(']).next().unwrap_or(name);
    name.strip_prefix("乡").filter(|rest| !rest.is_empty()).unwrap_or(name).to_owned()
}
