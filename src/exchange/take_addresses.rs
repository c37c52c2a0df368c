//! Rows as addresses with places: where the households are that nobody has placed.

use crate::exchange::intake::{Intake, Outcome, Reporter, Taken};
use crate::exchange::likeness::plain;
use crate::exchange::take_households::read_address;
use crate::exchange::{AddressFault, ProblemKind};
use crate::geom::{Wgs84, distance_m};
use crate::index::ONE_PLACE_M;
use crate::model::{Address, Household, HouseholdId, HouseholdStatus};
use std::collections::BTreeMap;

/// How closely a row speaks of a household. The closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// The same address.
    Same,
    /// One is the other with the name of the village or street in front.
    Within,
    /// The building, of a household that lives in a flat of it.
    Building,
}

/// A row that says where an address is.
#[derive(Clone, Debug)]
struct Place {
    /// Its position among the rows.
    row: usize,
    /// What stands before the first number: town, village, street.
    before: String,
    at: Wgs84,
}

/// Reads a list of addresses and places the households that live there and are nowhere on the map yet. Who has been
/// placed stays there. Addresses where nobody waits to be placed are passed over.
pub(crate) fn take_addresses(intake: &Intake<'_>, reporter: &mut Reporter) -> Taken<(Option<HouseholdId>, Household)> {
    let project = intake.project;
    let places = Places::of(intake);
    let mut placed: BTreeMap<usize, Vec<(HouseholdId, Wgs84)>> = BTreeMap::new();
    let mut unclear: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut missing = 0;
    let waits = |row: &Household| row.at.is_none() && row.status != HouseholdStatus::MovedOut;
    for (id, household) in project.households.iter().filter(|(_, row)| waits(row)) {
        match places.find(household).as_slice() {
            [] => missing += 1,
            [place] => placed.entry(place.row).or_default().push((id, place.at)),
            several => {
                missing += 1;
                for place in several {
                    unclear.entry(place.row).or_default().push(household.code.clone());
                }
            }
        }
    }
    let mut taken = Taken::default();
    let mut without_household = 0;
    intake.each_row(reporter, |row| {
        let (mut address, mut at) = (Address::default(), None);
        read_address(row, &mut address);
        row.put_place(&mut at);
        if address == Address::default() {
            row.reject(None, ProblemKind::Address(AddressFault::NoAddress));
        } else if at.is_none() && !row.is_rejected {
            row.flag(None, ProblemKind::Address(AddressFault::NoPlace));
        }
        if row.is_rejected {
            return None;
        }
        if let Some(codes) = unclear.remove(&row.position()) {
            row.flag(None, ProblemKind::Address(AddressFault::Unclear { codes }));
        }
        let households = placed.remove(&row.position()).unwrap_or_default();
        if households.is_empty() {
            without_household += usize::from(at.is_some());
            return Some(Outcome::Unchanged);
        }
        row.check_grid_at(at);
        for (id, at) in households {
            let Some(before) = project.households.at(id) else { continue };
            taken.met.push((row.position(), id));
            taken.push(row, Outcome::Changed, (Some(id), Household { at: Some(at), ..before.clone() }));
        }
        Some(Outcome::Changed)
    });
    if without_household > 0 {
        reporter.note(0, None, ProblemKind::Address(AddressFault::NobodyWaits { rows: without_household }));
    }
    // Rows that cannot be taken place nobody.
    reporter.report.missing = missing + placed.values().map(Vec::len).sum::<usize>();
    taken
}

/// Everything that the list places, by the numbers of its addresses.
struct Places(BTreeMap<String, Vec<Place>>);

impl Places {
    fn of(intake: &Intake<'_>) -> Self {
        let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        for row in 0..intake.sheet.rows.len() {
            let (mut address, mut at) = (Address::default(), None);
            intake.read_again(row, |row| {
                read_address(row, &mut address);
                row.put_place(&mut at);
                at = at.filter(|_| !row.is_rejected);
            });
            if let Some((at, (before, numbers))) = at.zip(split(&address)) {
                places.entry(numbers).or_default().push(Place { row, before, at });
            }
        }
        Self(places)
    }

    /// The place of a household: the row that speaks of it most closely. Several where such rows lie apart.
    fn find(&self, household: &Household) -> Vec<&Place> {
        let mut found = self.called(&household.address, [Nearness::Same, Nearness::Within]);
        if let Some(building) = building_of(&household.address) {
            found.extend(self.called(&building, [Nearness::Building; 2]));
        }
        let closest = found.iter().map(|(nearness, _)| *nearness).min();
        let is_closest = |found: &(Nearness, &Place)| Some(found.0) == closest;
        let mut places: Vec<&Place> = found.into_iter().filter(is_closest).map(|(_, place)| place).collect();
        let is_one_place = |first: &Place| places.iter().all(|place| distance_m(first.at, place.at) <= ONE_PLACE_M);
        if places.first().is_some_and(|first| is_one_place(first)) {
            places.truncate(1);
        }
        places
    }

    /// The rows of an address: those that say all of it, and those where one says more than the other.
    fn called(&self, address: &Address, [same, within]: [Nearness; 2]) -> Vec<(Nearness, &Place)> {
        let Some((before, numbers)) = split(address) else { return Vec::new() };
        let places = self.0.get(&numbers).into_iter().flatten();
        let nearness = |place: &Place| match () {
            () if place.before == before => Some(same),
            () if place.before.ends_with(&before) || before.ends_with(&place.before) => Some(within),
            () => None,
        };
        places.filter_map(|place| Some((nearness(place)?, place))).collect()
    }
}

/// What stands before the first number of an address, and from there on all that tells it from its neighbors; `None`
/// where there is no number.
fn split(address: &Address) -> Option<(String, String)> {
    let short = plain(&address.short());
    let numbers = short.get(short.find(|letter: char| letter.is_ascii_digit())?..)?.to_owned();
    let mut before = plain(&address.text);
    before.truncate(before.find(|letter: char| letter.is_ascii_digit()).unwrap_or(before.len()));
    Some((before, numbers))
}

/// The address of the building that a flat is in.
fn building_of(address: &Address) -> Option<Address> {
    if address.building.is_empty() || address.unit == 0 && address.room.is_empty() {
        return None;
    }
    let end = address.text.find(&address.building).map(|start| start + address.building.len());
    let text = end.and_then(|end| address.text.get(..end)).unwrap_or(&address.building).to_owned();
    let (group, building) = (address.group, address.building.clone());
    Some(Address { text, group, building, house_no: address.house_no.clone(), ..Address::default() })
}

#[cfg(test)]
mod tests {
    use crate::exchange::take_addresses::{building_of, split};
    use crate::model::Address;

    #[track_caller]
    fn check(address: &str, before: &str, numbers: &str) {
        let found = split(&Address::parse(address));
        assert_eq!(found, Some((before.to_owned(), numbers.to_owned())), "{address}");
    }

    #[test]
    fn an_address_has_a_name_and_numbers() {
        check("柳溪村３组 17号", "柳溪村", "3组17号");
        check("幸福路17号", "幸福路", "17号");
        check("2栋1102", "", "2栋1102室");
        check("建设路3号院2号楼1单元301室", "建设路", "3号院2号楼1单元301室");
        assert_eq!(split(&Address::parse("村部旁边")), None, "nothing tells it from its neighbors");
    }

    #[test]
    fn a_flat_is_in_its_building() {
        let building = building_of(&Address::parse("柳溪镇幸福苑2号楼1单元502室")).unwrap_or_default();
        assert_eq!(split(&building), Some(("柳溪镇幸福苑".to_owned(), "2号楼".to_owned())), "{building:?}");
        assert_eq!(building_of(&Address::parse("3组17号")), None, "a house is not in a building");
    }
}
