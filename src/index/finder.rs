//! An index of everything that can be looked for, small and quick to mend.

use crate::index::letters::{ADDRESS, CODE, Letters, NAME, NUMBER, PERSON, Sought};
use crate::index::wanted::phone_number;
use crate::index::{Found, Touched, Wanted};
use crate::model::{
    BackdropId, BuildingId, GridId, Household, HouseholdId, HouseholdStatus, Id as _, Member, MemberId, MemberStatus,
    Project, Table,
};
use std::collections::{BTreeMap, BTreeSet};

/// More letters left over than this, and than half of all, are cleared away.
const LEFT_OVER: usize = 100_000;

/// Where things of a kind come among equals: members before grids before places before households.
const MEMBER_KIND: u64 = 0;
const GRID_KIND: u64 = 1;
const BUILDING_KIND: u64 = 2;
const PLACE_KIND: u64 = 3;
const HOUSEHOLD_KIND: u64 = 4;
/// Who has moved out comes last.
const GONE_KIND: u64 = 5;
/// Things used lately come first; this is for all others.
const NOT_LATELY: u64 = 255;

/// Everything that can be looked for: serving members, grids, buildings, named places, households.
///
/// It holds the letters of names, codes and addresses as numbers, about 100 bytes for a household. Looking passes
/// over what has not the letters that were typed, and goes through the rest.
#[derive(Debug)]
pub struct SearchIndex {
    texts: Texts,
    members: Table<MemberId, Entry>,
    grids: Table<GridId, Entry>,
    buildings: Table<BuildingId, Entry>,
    places: Table<BackdropId, Entry>,
    households: Table<HouseholdId, Entry>,
}

/// One thing: where its texts are, what they have, and its phones.
#[derive(Clone, Debug)]
struct Entry {
    start: u32,
    len: u32,
    mask: u64,
    phones: [u64; 2],
    is_gone: bool,
}

/// The texts of all things, one after the other, each behind its kind.
#[derive(Debug, Default)]
struct Texts {
    letters: Letters,
    letters_of: Vec<u16>,
    /// So many letters are of things that have others now.
    left_over: usize,
}

impl SearchIndex {
    /// Reads the whole project.
    pub fn build(project: &Project) -> Self {
        let mut index = Self {
            texts: Texts::default(),
            members: Table::new(),
            grids: Table::new(),
            buildings: Table::new(),
            places: Table::new(),
            households: Table::new(),
        };
        for (id, row) in project.members.iter() {
            index.put_member(id, Some(row));
        }
        for (id, row) in project.grids.iter() {
            let entry = index.texts.entry(&[(NAME, &row.name), (CODE, &row.code)], [0; 2], false);
            index.grids.put(id, Some(entry));
        }
        for (id, row) in project.buildings.iter() {
            let entry = index.texts.entry(&[(NAME, &row.name), (CODE, &row.code)], [0; 2], false);
            index.buildings.put(id, Some(entry));
        }
        // A street in many pieces is one street.
        let mut named = BTreeSet::new();
        for (id, row) in project.backdrop.iter().filter(|(_, row)| !row.name.is_empty()) {
            if named.insert(row.name.as_str()) {
                let entry = index.texts.entry(&[(NAME, &row.name)], [0; 2], false);
                index.places.put(id, Some(entry));
            }
        }
        for (id, row) in project.households.iter() {
            index.put_household(id, Some(row));
        }
        index
    }

    /// Follows the project after a change. `after` is the changed project.
    pub fn update(&mut self, after: &Project, touched: &Touched) {
        let is_worn = self.texts.left_over > LEFT_OVER && self.texts.left_over * 2 > self.texts.letters_of.len();
        if touched.everything || is_worn {
            *self = Self::build(after);
            return;
        }
        for &id in &touched.households {
            self.put_household(id, after.households.at(id));
        }
        for &id in &touched.members {
            self.put_member(id, after.members.at(id));
        }
    }

    /// What fits, the best first, at most `limit`. What is equal comes before what begins with the words, and that
    /// before what merely contains them; among those what was used `lately`, the last first, and then members before
    /// grids before places before households. The number tells how well it fits: 0 for equal.
    pub fn find(&self, wanted: &Wanted, lately: &[Found], limit: usize) -> Vec<(u32, Found)> {
        if wanted.is_empty() || limit == 0 {
            return Vec::new();
        }
        let words: Vec<Sought<'_>> = wanted.words.iter().map(|word| self.texts.letters.sought(word)).collect();
        let lately: BTreeMap<(u64, u32), u64> = lately
            .iter()
            .enumerate()
            .rev()
            .map(|(at, found)| (key_of(*found), (at as u64).min(NOT_LATELY - 1)))
            .collect();
        let mut keys: Vec<u64> = Vec::new();
        let mut add = |kind: u64, fid: u32, entry: &Entry| {
            let Some(rank) = self.texts.rank(entry, &words) else { return };
            let used = lately.get(&(kind, fid)).copied().unwrap_or(NOT_LATELY);
            let kind = if entry.is_gone { GONE_KIND } else { kind };
            keys.push(rank.min(255) << 56 | used << 48 | kind << 40 | u64::from(fid));
        };
        self.members.iter().for_each(|(id, entry)| add(MEMBER_KIND, id.fid(), entry));
        self.grids.iter().for_each(|(id, entry)| add(GRID_KIND, id.fid(), entry));
        self.buildings.iter().for_each(|(id, entry)| add(BUILDING_KIND, id.fid(), entry));
        self.places.iter().for_each(|(id, entry)| add(PLACE_KIND, id.fid(), entry));
        self.households.iter().for_each(|(id, entry)| add(HOUSEHOLD_KIND, id.fid(), entry));
        if keys.len() > limit {
            keys.select_nth_unstable(limit);
            keys.truncate(limit);
        }
        keys.sort_unstable();
        keys.into_iter().map(|key| ((key >> 56) as u32, found_of(key))).collect()
    }

    fn put_member(&mut self, id: MemberId, row: Option<&Member>) {
        let serving = row.filter(|row| row.status == MemberStatus::Serving);
        let entry = serving.map(|row| {
            let phones = [phone_number(&row.duty_phone), phone_number(&row.phone)];
            self.texts.entry(&[(PERSON, &row.name), (CODE, &row.code)], phones, false)
        });
        let before = self.members.put(id, entry);
        self.texts.left_over += before.map_or(0, |before| before.len as usize);
    }

    fn put_household(&mut self, id: HouseholdId, row: Option<&Household>) {
        let entry = row.map(|row| {
            let short = row.address.short();
            let text = row.address.text.as_str();
            // The village or the estate, before the first number.
            let place = text.split(|letter: char| letter.is_ascii_digit()).next().unwrap_or_default();
            let texts = [
                (PERSON, row.head.as_str()),
                (CODE, row.code.as_str()),
                (ADDRESS, short.as_str()),
                (NUMBER, row.address.house_no.as_str()),
                (NUMBER, row.address.room.as_str()),
                (ADDRESS, if text == short { "" } else { text }),
                (NAME, place),
            ];
            self.texts.entry(&texts, [phone_number(&row.phone), 0], row.status == HouseholdStatus::MovedOut)
        });
        let before = self.households.put(id, entry);
        self.texts.left_over += before.map_or(0, |before| before.len as usize);
    }
}

impl Texts {
    /// Adds the texts of one thing.
    fn entry(&mut self, texts: &[(u16, &str)], phones: [u64; 2], is_gone: bool) -> Entry {
        let start = self.letters_of.len();
        let mask = self.letters.add(texts, &mut self.letters_of);
        Entry { start: start as u32, len: (self.letters_of.len() - start) as u32, mask, phones, is_gone }
    }

    fn of(&self, entry: &Entry) -> &[u16] {
        let start = entry.start as usize;
        self.letters_of.get(start..start + entry.len as usize).unwrap_or_default()
    }

    /// The sum over the words of how well the best text fits.
    fn rank(&self, entry: &Entry, words: &[Sought<'_>]) -> Option<u64> {
        let of_word = |sought: &Sought<'_>| {
            let tail = sought.word.tail;
            let phone = tail.and_then(|tail| entry.phones.iter().filter_map(|&phone| tail.fits(phone)).min());
            let text = if sought.may_fit(entry.mask) { sought.fit(self.of(entry)) } else { None };
            phone.into_iter().chain(text).min().map(|fit| fit as u64)
        };
        words.iter().map(of_word).sum()
    }
}

fn key_of(found: Found) -> (u64, u32) {
    match found {
        Found::Member(id) => (MEMBER_KIND, id.fid()),
        Found::Grid(id) => (GRID_KIND, id.fid()),
        Found::Building(id) => (BUILDING_KIND, id.fid()),
        Found::Place(id) => (PLACE_KIND, id.fid()),
        Found::Household(id) => (HOUSEHOLD_KIND, id.fid()),
    }
}

fn found_of(key: u64) -> Found {
    let fid = key as u32;
    match key >> 40 & 0xff {
        MEMBER_KIND => Found::Member(MemberId::from_fid(fid)),
        GRID_KIND => Found::Grid(GridId::from_fid(fid)),
        BUILDING_KIND => Found::Building(BuildingId::from_fid(fid)),
        PLACE_KIND => Found::Place(BackdropId::from_fid(fid)),
        _ => Found::Household(HouseholdId::from_fid(fid)),
    }
}
