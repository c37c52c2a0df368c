//! Where a household probably is that nobody has placed: by its building, its address, or its house number.

use crate::geom::{Wgs84, distance_m};
use crate::model::{Address, BuildingId, Household, HouseholdStatus, Project};
use std::collections::BTreeMap;

/// Households of one address that stand further apart are at two addresses, though nobody says so.
pub const ONE_PLACE_M: f64 = 60.0;
/// Neighbors further apart tell nothing about what lies between them.
const FAR_M: f64 = 300.0;
/// On one side of a street every second number stands, so one step past the end is two.
const ONE_STEP: u32 = 2;

/// What a guess goes by. The surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LocatedBy {
    /// The building that the address names is on the map.
    Building,
    /// Another household has the same address.
    SameAddress,
    /// It lies between two house numbers, or one step past the last one.
    HouseNumber,
}

impl LocatedBy {
    /// The word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Building => "building",
            Self::SameAddress => "same_address",
            Self::HouseNumber => "house_number",
        }
    }
}

/// Where a household probably is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location {
    /// The place.
    pub at: Wgs84,
    /// What the guess goes by.
    pub by: LocatedBy,
    /// How far it may be off, in meters.
    pub within_m: f64,
}

/// A house number and where it stands.
type Stand = (u32, Wgs84);

/// All that is known about places, by address. Building it is O(n log n).
#[derive(Debug, Default)]
pub struct Locator {
    buildings: BTreeMap<BuildingId, Wgs84>,
    /// `None` where the same address is found at places far apart.
    addresses: BTreeMap<String, Option<Wgs84>>,
    streets: BTreeMap<String, Vec<Stand>>,
}

impl Locator {
    /// From everything that stands on the map.
    pub fn of(project: &Project) -> Self {
        let mut locator = Self::default();
        for (id, row) in project.buildings.iter() {
            locator.buildings.extend(row.at.map(|at| (id, at)));
        }
        let placed = project.households.rows().filter(|row| row.status != HouseholdStatus::MovedOut);
        for (row, at) in placed.filter_map(|row| Some((row, row.at?))) {
            if let Some(building) = row.building {
                locator.buildings.entry(building).or_insert(at);
            }
            if let Some(key) = whole(&row.address) {
                let is_far = |known: Wgs84| distance_m(known, at) > ONE_PLACE_M;
                let known = locator.addresses.entry(key).or_insert(Some(at));
                *known = known.filter(|known| !is_far(*known));
            }
            if let Some((street, number)) = house_number(&row.address) {
                locator.streets.entry(street).or_default().push((number, at));
            }
        }
        for stands in locator.streets.values_mut() {
            stands.sort_by(|(a, here), (b, there)| {
                let places = (here.lon_deg, here.lat_deg).partial_cmp(&(there.lon_deg, there.lat_deg));
                a.cmp(b).then(places.unwrap_or(std::cmp::Ordering::Equal))
            });
            stands.dedup_by_key(|(number, _)| *number);
        }
        locator
    }

    /// Where a household probably is, by what its address says. Nothing is guessed that neighbors do not bear out.
    pub fn locate(&self, household: &Household) -> Option<Location> {
        let by_building = household.building.and_then(|building| self.buildings.get(&building));
        if let Some(&at) = by_building {
            return Some(Location { at, by: LocatedBy::Building, within_m: 0.0 });
        }
        let same = whole(&household.address).and_then(|key| self.addresses.get(&key).copied().flatten());
        if let Some(at) = same {
            return Some(Location { at, by: LocatedBy::SameAddress, within_m: 0.0 });
        }
        let (street, number) = house_number(&household.address)?;
        let stands = self.streets.get(&street)?;
        let same_side: Vec<Stand> = stands.iter().copied().filter(|(other, _)| other % 2 == number % 2).collect();
        between(&same_side, number)
            .or_else(|| between(stands, number))
            .or_else(|| beyond(&same_side, number))
            .map(|(at, within_m)| Location { at, by: LocatedBy::HouseNumber, within_m })
    }
}

/// The place between the next lower and the next higher number, and how far these are apart.
fn between(stands: &[Stand], number: u32) -> Option<(Wgs84, f64)> {
    let after = stands.partition_point(|(other, _)| *other < number);
    let &(low, from) = stands.get(after.checked_sub(1)?)?;
    let &(high, to) = stands.get(after)?;
    let apart_m = distance_m(from, to);
    let share = f64::from(number - low) / f64::from(high - low);
    (apart_m <= FAR_M).then(|| (on_the_way(from, to, share), apart_m / 2.0))
}

/// One step past the last of at least two numbers, as far from it as it is from the one before.
fn beyond(stands: &[Stand], number: u32) -> Option<(Wgs84, f64)> {
    let step = |(end, to): Stand, (before, from): Stand| {
        let (past, gap) = (number.abs_diff(end), end.abs_diff(before));
        let apart_m = distance_m(from, to);
        let is_next = past <= ONE_STEP && gap > 0 && apart_m <= FAR_M;
        is_next.then(|| (on_the_way(from, to, 1.0 + f64::from(past) / f64::from(gap)), apart_m))
    };
    match stands {
        [.., before, last] if number > last.0 => step(*last, *before),
        [first, after, ..] if number < first.0 => step(*first, *after),
        _ => None,
    }
}

/// The lanes of a village are short: a straight line in degrees is straight enough.
fn on_the_way(from: Wgs84, to: Wgs84, share: f64) -> Wgs84 {
    Wgs84 {
        lon_deg: from.lon_deg + (to.lon_deg - from.lon_deg) * share,
        lat_deg: from.lat_deg + (to.lat_deg - from.lat_deg) * share,
    }
}

/// What stands before the house number, and the number itself; `None` for flats and where there is no number.
fn house_number(address: &Address) -> Option<(String, u32)> {
    // 17-1 and 17-2 are houses of their own, wherever 17 is.
    if !address.building.is_empty() || !address.house_no.chars().all(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let number = address.house_no.parse().ok().filter(|number| *number > 0)?;
    let plain = plain(address);
    let street = plain.get(..plain.rfind(&address.house_no)?).unwrap_or_default();
    // A bare number may be one of any street.
    (!street.is_empty() || address.group > 0).then(|| (format!("{street}|{}", address.group), number))
}

/// The whole address, with the parts that stand in columns of their own; `None` where no number tells it from its
/// neighbors, or nothing says which number of which street or building it is.
fn whole(address: &Address) -> Option<String> {
    let Address { group, house_no, building, unit, room, .. } = address;
    let plain = plain(address);
    let is_bare = *group == 0 && building.is_empty() && plain.starts_with(|sign: char| sign.is_ascii_digit());
    let has_number = !house_no.is_empty() || !room.is_empty() && !building.is_empty();
    (has_number && !is_bare).then(|| format!("{plain}|{group}|{house_no}|{building}|{unit}|{room}"))
}

/// The address without blanks and with plain digits.
fn plain(address: &Address) -> String {
    let narrow = |letter: char| match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '—' | '–' | '之' => '-',
        other => other,
    };
    address.text.chars().map(narrow).filter(|letter| !letter.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use crate::geom::{Wgs84, distance_m};
    use crate::index::{LocatedBy, Locator};
    use crate::model::{Address, Building, BuildingId, CategorySet, Household, HouseholdStatus, Project, Scheme};
    use proptest::prelude::{prop, proptest};

    fn household(address: &str, building: Option<u32>, at: Option<Wgs84>) -> Household {
        Household {
            code: address.to_owned(),
            head: String::new(),
            address: Address::parse(address),
            building: building.map(BuildingId),
            phone: String::new(),
            people: None,
            elderly: None,
            children: None,
            categories: CategorySet::EMPTY,
            at,
            status: HouseholdStatus::Resident,
            stated_grid: String::new(),
            status_since: None,
            note: String::new(),
        }
    }

    /// A place so many steps of about ten meters east and north.
    fn at(east: f64, north: f64) -> Wgs84 {
        Wgs84 { lon_deg: 113.6 + east * 1.1e-4, lat_deg: 34.9 + north * 0.9e-4 }
    }

    fn village(placed: &[(&str, f64, f64)]) -> Project {
        let mut project = Project::new("柳溪村", Scheme::neutral());
        let building =
            Building { code: "B1".to_owned(), name: "2号楼".to_owned(), at: Some(at(50.0, 50.0)), floors: None };
        project.buildings.push(building);
        for (address, east, north) in placed {
            project.households.push(household(address, None, Some(at(*east, *north))));
        }
        project
    }

    #[track_caller]
    fn check(placed: &[(&str, f64, f64)], address: &str, found: Option<(LocatedBy, f64, f64)>) {
        let project = village(placed);
        let location = Locator::of(&project).locate(&household(address, None, None));
        assert_eq!(location.map(|found| found.by), found.map(|(by, ..)| by), "by what {address} is found");
        if let Some((location, (_, east, north))) = location.zip(found) {
            let off_m = distance_m(location.at, at(east, north));
            assert!(off_m < 0.1, "{address} is {off_m} m from where it ought to be");
        }
    }

    #[test]
    fn a_number_lies_between_its_neighbors() {
        let lane = [("3组11号", 0.0, 0.0), ("3组15号", 4.0, 0.0), ("3组12号", 0.0, 2.0), ("3组16号", 4.0, 2.0)];
        check(&lane, "3组13号", Some((LocatedBy::HouseNumber, 2.0, 0.0)));
        check(&lane, "３组 14号", Some((LocatedBy::HouseNumber, 2.0, 2.0)));
        check(&lane, "3组17号", Some((LocatedBy::HouseNumber, 6.0, 0.0)));
        check(&lane, "3组10号", Some((LocatedBy::HouseNumber, -2.0, 2.0)));
        check(&lane, "3组21号", None);
        check(&lane, "4组13号", None);
        check(&lane, "村部旁边", None);
    }

    #[test]
    fn the_other_side_helps_where_this_one_says_nothing() {
        check(&[("1组1号", 0.0, 0.0), ("1组3号", 4.0, 0.0)], "1组2号", Some((LocatedBy::HouseNumber, 2.0, 0.0)));
        check(&[("1组1号", 0.0, 0.0), ("1组3号", 400.0, 0.0)], "1组2号", None);
        check(&[("1组1号", 0.0, 0.0)], "1组3号", None);
    }

    #[test]
    fn the_same_address_is_the_same_place() {
        check(&[("1组1号", 3.0, 4.0)], "1组１号", Some((LocatedBy::SameAddress, 3.0, 4.0)));
        check(&[("村部旁边", 3.0, 4.0)], "村部旁边", None);
    }

    #[test]
    fn parts_in_columns_of_their_own_tell_addresses_apart() {
        let in_group = |group: u16, at: Option<Wgs84>| {
            let mut row = household("17号", None, at);
            row.address.group = group;
            row
        };
        let in_building = |building: &str, at: Option<Wgs84>| {
            let mut row = household("1单元502室", None, at);
            building.clone_into(&mut row.address.building);
            row
        };
        let mut project = village(&[]);
        project.households.push(in_group(1, Some(at(3.0, 4.0))));
        project.households.push(in_building("甲苑1号楼", Some(at(5.0, 6.0))));
        let locator = Locator::of(&project);
        assert_eq!(locator.locate(&in_group(3, None)), None, "the same number of another group");
        assert_eq!(locator.locate(&in_building("乙苑9号楼", None)), None, "the same flat of another building");
        assert_eq!(locator.locate(&in_building("", None)), None, "nobody says of which building");
        assert_eq!(locator.locate(&in_group(0, None)), None, "nobody says of which group");
        assert_eq!(locator.locate(&in_group(1, None)).map(|found| found.at), Some(at(3.0, 4.0)));
    }

    #[test]
    fn one_address_at_two_places_tells_nothing() {
        check(&[("1组1号", 0.0, 0.0), ("1组1号", 40.0, 0.0)], "1组1号", None);
        check(&[("1组17-1号", 0.0, 0.0), ("1组19号", 4.0, 0.0)], "1组18号", None);
    }

    #[test]
    fn a_flat_is_where_its_building_is() {
        let project = village(&[]);
        let location = Locator::of(&project).locate(&household("2号楼1单元502室", Some(1), None)).unwrap();
        assert_eq!((location.by, location.at), (LocatedBy::Building, at(50.0, 50.0)));
    }

    proptest! {
        #[test]
        fn what_lies_between_is_between(
            mut numbers in prop::collection::btree_map(1..200_u32, (0.0..20.0_f64, 0.0..20.0_f64), 2..20),
            wanted in 1..200_u32,
        ) {
            numbers.remove(&wanted);
            let names: Vec<(String, f64, f64)> =
                numbers.iter().map(|(number, (east, north))| (format!("7组{number}号"), *east, *north)).collect();
            let mut placed: Vec<(&str, f64, f64)> = names.iter().map(|(name, east, north)| (name.as_str(), *east, *north)).collect();
            let wanted_row = household(&format!("7组{wanted}号"), None, None);
            let found = Locator::of(&village(&placed)).locate(&wanted_row);
            placed.reverse();
            assert_eq!(found, Locator::of(&village(&placed)).locate(&wanted_row), "in whatever order they come");
            let is_inside = numbers.keys().next().is_some_and(|low| *low < wanted) && numbers.keys().last().is_some_and(|high| *high > wanted);
            if let Some(found) = found.filter(|_| is_inside) {
                let lons: Vec<f64> = placed.iter().map(|(_, east, north)| at(*east, *north).lon_deg).collect();
                let (west, east) = (lons.iter().copied().fold(f64::MAX, f64::min), lons.iter().copied().fold(f64::MIN, f64::max));
                let slack = 45.0 * 1.1e-4;
                assert!((west - slack..=east + slack).contains(&found.at.lon_deg), "{found:?} is within the lane, or a step past");
            }
        }
    }
}
