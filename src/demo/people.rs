//! Who lives there.

use crate::demo::builder::Builder;
use crate::demo::frame::Spot;
use crate::demo::names::person;
use crate::demo::random::Random;
use crate::model::{Address, BuildingId, Category, CategorySet, Household, HouseholdId, HouseholdStatus};
use jiff::civil::Date;

/// A house or a flat, before anybody lives in it.
#[derive(Clone, Debug)]
pub(crate) struct Dwelling {
    /// Where it is.
    pub(crate) spot: Spot,
    /// In which cell of the village.
    pub(crate) cell: usize,
    /// Its address.
    pub(crate) address: String,
    /// The building it is in.
    pub(crate) building: Option<BuildingId>,
}

/// What is said about a household apart from its name and place.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    categories: CategorySet,
    status: HouseholdStatus,
    people: Option<u16>,
    since: Option<Date>,
    note: &'static str,
    is_placed: bool,
    /// True if a member lives here.
    pub(crate) is_member_home: bool,
}

/// A household in the register.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resident {
    /// Its row.
    pub(crate) household: HouseholdId,
    /// Where it is, also if the register does not know.
    pub(crate) spot: Spot,
    /// In which cell of the village.
    pub(crate) cell: usize,
}

/// Draws a profile for every household of a village and says who is a member's home.
pub(crate) fn profiles(builder: &Builder, random: &mut Random, count: usize, homes: usize) -> Vec<Profile> {
    let mut profiles: Vec<Profile> = (0..count).map(|_| profile(builder, random)).collect();
    for home in homes_among(random, &profiles, homes) {
        let Some(profile) = profiles.get_mut(home) else { continue };
        profile.is_member_home = true;
        if random.chance(0.7) {
            *profile = Profile { is_member_home: true, ..ordinary(builder, random) };
        }
    }
    let plain: Vec<usize> =
        (0..count).filter(|&place| profiles.get(place).is_some_and(|profile| !profile.is_member_home)).collect();
    let some_of = |random: &mut Random, per_mille: usize| -> Vec<usize> {
        let number = (count * per_mille + 500) / 1_000;
        random.sample(plain.len(), number).into_iter().filter_map(|at| plain.get(at).copied()).collect()
    };
    let away = builder.categories(&["away"]);
    for place in some_of(random, 14) {
        if let Some(profile) = profiles.get_mut(place) {
            let since = Some(day(random, 2024, 2025));
            *profile = Profile {
                categories: away,
                status: HouseholdStatus::Vacant,
                people: None,
                since,
                note: "房屋空置",
                ..*profile
            };
        }
    }
    if builder.is_orderly {
        return profiles;
    }
    // Nobody has said anything about these yet (未分类).
    for place in some_of(random, 7) {
        if let Some(profile) = profiles.get_mut(place) {
            *profile = Profile { categories: CategorySet::EMPTY, ..ordinary(builder, random) };
        }
    }
    // And nobody has found these on the map yet.
    for place in some_of(random, 5) {
        if let Some(profile) = profiles.get_mut(place) {
            profile.is_placed = false;
        }
    }
    profiles
}

/// How many of them are elderly and children, where that is why somebody looks after them.
fn ages(builder: &Builder, profile: &Profile) -> (Option<u16>, Option<u16>) {
    let Some(people) = profile.people else { return (None, None) };
    if profile.categories == builder.categories(&["elderly_alone"]) {
        (Some(people), Some(0))
    } else if profile.categories == builder.categories(&["left_behind_child"]) {
        let children = if people > 3 { 2 } else { 1 };
        (Some(people.saturating_sub(children).min(2)), Some(children.min(people)))
    } else {
        (None, None)
    }
}

/// Member homes, spread over the village by spreading them over the register.
fn homes_among(random: &mut Random, profiles: &[Profile], homes: usize) -> Vec<usize> {
    let mut taken = vec![false; profiles.len()];
    let mut chosen = Vec::new();
    for home in 0..homes.min(profiles.len()) {
        let step = profiles.len() as f64 / homes as f64;
        let aim = ((home as f64 + random.between(0.1, 0.9)) * step) as usize;
        let is_free = |place: usize| {
            profiles.get(place).is_some_and(|profile| profile.status == HouseholdStatus::Resident)
                && taken.get(place) == Some(&false)
        };
        let near = (0..profiles.len()).flat_map(|off| [aim.checked_add(off), aim.checked_sub(off)]).flatten();
        let Some(place) = near.into_iter().find(|&place| is_free(place)) else { break };
        if let Some(slot) = taken.get_mut(place) {
            *slot = true;
        }
        chosen.push(place);
    }
    chosen
}

fn ordinary(builder: &Builder, random: &mut Random) -> Profile {
    Profile {
        categories: builder.categories(&[Category::ORDINARY]),
        status: HouseholdStatus::Resident,
        people: random.pick_weighted(&[(1, 4), (2, 16), (3, 24), (4, 27), (5, 17), (6, 9), (7, 3)]),
        since: None,
        note: "",
        is_placed: true,
        is_member_home: false,
    }
}

fn profile(builder: &Builder, random: &mut Random) -> Profile {
    let plain = ordinary(builder, random);
    let one = |key: &'static str, low, high, random: &mut Random| Profile {
        categories: builder.categories(&[key]),
        people: Some(random.whole(low, high)),
        ..plain.clone()
    };
    let mut profile = match random.below(1_000) {
        0..104 => one("elderly_alone", 1, 2, random),
        104..174 => one("disabled", 1, 5, random),
        174..252 => Profile {
            status: HouseholdStatus::Away,
            since: Some(day(random, 2024, 2026)),
            note: if random.chance(0.3) { "在外务工，电话联系" } else { "" },
            ..one("away", 2, 5, random)
        },
        252..334 => one("hardship", 1, 5, random),
        334..382 => one("left_behind_child", 2, 4, random),
        _ => return plain,
    };
    let second = random.pick(&["disabled", "hardship", "elderly_alone"]).unwrap_or("hardship");
    let suits = profile.status == HouseholdStatus::Resident && random.chance(0.13);
    if let (true, Some(second)) = (suits, builder.category(second)) {
        profile.categories = profile.categories.with(second);
    }
    profile
}

/// A day of one of these years; never after October of the last, so that nothing lies in the future.
pub(crate) fn day(random: &mut Random, first: u16, last: u16) -> Date {
    let year = random.whole(first, last);
    let month = random.whole(1, 10);
    let day = random.whole(1, 28);
    Date::new(year.cast_signed(), month as i8, day as i8).unwrap_or(Date::ZERO)
}

/// Writes the households of a village into the register.
pub(crate) fn move_in(
    builder: &mut Builder,
    random: &mut Random,
    dwellings: &[Dwelling],
    profiles: &[Profile],
    cell_codes: &[String],
) -> Vec<Resident> {
    // One household in a village is stated to be in the neighboring cell: a finding to be looked at.
    let mistaken =
        (dwellings.len() >= 200 && cell_codes.len() > 1 && !builder.is_orderly).then(|| random.below(dwellings.len()));
    let mut residents = Vec::with_capacity(dwellings.len());
    for (place, (dwelling, profile)) in dwellings.iter().zip(profiles).enumerate() {
        let stated = if mistaken == Some(place) { (dwelling.cell + 1) % cell_codes.len() } else { dwelling.cell };
        let phone = builder.phone();
        let (elderly, children) = ages(builder, profile);
        let household = builder.project.households.push(Household {
            code: builder.household_code(),
            head: person(random, profile.is_member_home),
            address: Address::parse(&dwelling.address),
            building: dwelling.building,
            phone: if random.chance(0.03) { String::new() } else { phone },
            people: profile.people,
            elderly,
            children,
            categories: profile.categories,
            at: profile.is_placed.then(|| dwelling.spot.wgs84()),
            status: profile.status,
            stated_grid: cell_codes.get(stated).cloned().unwrap_or_default(),
            status_since: profile.since,
            note: profile.note.to_owned(),
        });
        residents.push(Resident { household, spot: dwelling.spot, cell: dwelling.cell });
    }
    residents
}
