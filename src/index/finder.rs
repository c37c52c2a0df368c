//! An index of everything that can be looked for, small and quick to mend.

use crate::index::readings::{plain, readings, surname_reading};
use crate::index::wanted::{Fit, Word, fit, phone_number, steps};
use crate::index::{Found, Touched, Wanted};
use crate::model::{
    BackdropId, BuildingId, GridId, Household, HouseholdId, HouseholdStatus, Id, Member, MemberId, MemberStatus,
    Project, Table,
};
use std::collections::{BTreeMap, BTreeSet};

/// What kind of text follows in an entry; also the ids that no letter has.
const NAME: u16 = 0;
/// A person's name: its first letter is a surname.
const PERSON: u16 = 1;
/// A code: no pinyin, may fit anywhere.
const CODE: u16 = 2;
/// An address: no pinyin, and numbers are not cut in two.
const ADDRESS: u16 = 3;
/// A house number or a room: fits whole or not at all.
const NUMBER: u16 = 4;
/// The first id that a letter has.
const FIRST: u16 = 5;

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
/// It holds the letters of names, codes and addresses as numbers, about 100 bytes for a household. Looking goes
/// through all of it, which takes less than ten nanoseconds a text.
#[derive(Debug)]
pub struct SearchIndex {
    letters: Letters,
    members: Table<MemberId, Entry>,
    grids: Table<GridId, Entry>,
    buildings: Table<BuildingId, Entry>,
    places: Table<BackdropId, Entry>,
    households: Table<HouseholdId, Entry>,
}

/// One thing: its texts one after the other, each behind its kind, and its phones.
#[derive(Clone, Debug)]
struct Entry {
    texts: Box<[u16]>,
    phones: [u64; 2],
    is_gone: bool,
}

/// Every letter that occurs, with its readings.
#[derive(Debug, Default)]
struct Letters {
    ids: BTreeMap<(char, bool), u16>,
    rows: Vec<Letter>,
}

#[derive(Debug)]
struct Letter {
    letter: char,
    readings: Vec<String>,
    /// The same letter with all its readings; itself, except for surnames.
    with_all: u16,
}

/// A form of a word, with where each letter leads to.
struct Form<'a> {
    form: &'a [char],
    steps: Vec<u32>,
    letters: &'a Letters,
}

impl SearchIndex {
    /// Reads the whole project.
    pub fn build(project: &Project) -> Self {
        let mut index = Self {
            letters: Letters::default(),
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
            let entry = index.letters.entry(&[(NAME, &row.name), (CODE, &row.code)]);
            index.grids.put(id, Some(entry));
        }
        for (id, row) in project.buildings.iter() {
            let entry = index.letters.entry(&[(NAME, &row.name), (CODE, &row.code)]);
            index.buildings.put(id, Some(entry));
        }
        // A street in many pieces is one street.
        let mut named = BTreeSet::new();
        for (id, row) in project.backdrop.iter().filter(|(_, row)| !row.name.is_empty()) {
            if named.insert(row.name.as_str()) {
                let entry = index.letters.entry(&[(NAME, &row.name)]);
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
        if touched.everything {
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
        let words: Vec<(&Word, Vec<Form<'_>>)> = wanted
            .words
            .iter()
            .map(|word| (word, word.forms.iter().map(|form| self.letters.form(form)).collect()))
            .collect();
        let lately: BTreeMap<(u64, u32), u64> = lately
            .iter()
            .enumerate()
            .rev()
            .map(|(at, found)| (key_of(*found), (at as u64).min(NOT_LATELY - 1)))
            .collect();
        let mut keys: Vec<u64> = Vec::new();
        let mut add = |kind: u64, fid: u32, entry: &Entry| {
            let Some(rank) = entry.rank(&words) else { return };
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
        let entry = serving.map(|row| Entry {
            phones: [phone_number(&row.duty_phone), phone_number(&row.phone)],
            ..self.letters.entry(&[(PERSON, &row.name), (CODE, &row.code)])
        });
        self.members.put(id, entry);
    }

    fn put_household(&mut self, id: HouseholdId, row: Option<&Household>) {
        let entry = row.map(|row| {
            let short = row.address.short();
            let text = if row.address.text == short { "" } else { &row.address.text };
            let texts = [
                (PERSON, row.head.as_str()),
                (CODE, row.code.as_str()),
                (ADDRESS, short.as_str()),
                (NUMBER, row.address.house_no.as_str()),
                (NUMBER, row.address.room.as_str()),
                (NAME, text),
            ];
            let is_gone = row.status == HouseholdStatus::MovedOut;
            Entry { phones: [phone_number(&row.phone), 0], is_gone, ..self.letters.entry(&texts) }
        });
        self.households.put(id, entry);
    }
}

impl Letters {
    fn entry(&mut self, texts: &[(u16, &str)]) -> Entry {
        let mut letters = Vec::new();
        for &(kind, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
            letters.push(kind);
            letters.extend(
                text.chars().enumerate().map(|(at, letter)| {
                    self.id(letter, kind == PERSON && at == 0 && surname_reading(letter).is_some())
                }),
            );
        }
        Entry { texts: letters.into_boxed_slice(), phones: [0; 2], is_gone: false }
    }

    fn id(&mut self, letter: char, is_surname: bool) -> u16 {
        let key = (plain(letter), is_surname);
        if let Some(&id) = self.ids.get(&key) {
            return id;
        }
        let with_all = is_surname.then(|| self.id(letter, false));
        // A place that used every letter of the alphabet of all alphabets shares the last number.
        let Ok(id) = u16::try_from(self.rows.len() + usize::from(FIRST)) else { return u16::MAX };
        let readings = match surname_reading(letter).filter(|_| is_surname) {
            Some(reading) => vec![reading.to_owned()],
            None => readings(letter),
        };
        self.rows.push(Letter { letter: key.0, readings, with_all: with_all.unwrap_or(id) });
        self.ids.insert(key, id);
        id
    }

    fn row(&self, id: u16) -> Option<&Letter> {
        self.rows.get(usize::from(id.checked_sub(FIRST)?))
    }

    fn form<'a>(&'a self, form: &'a [char]) -> Form<'a> {
        let of_letter = |row: &'a Letter| (0..form.len()).map(move |from| steps(form, from, row.letter, &row.readings));
        Form { form, steps: self.rows.iter().flat_map(of_letter).collect(), letters: self }
    }
}

impl Form<'_> {
    /// How well one text fits.
    fn fit(&self, kind: u16, text: &[u16]) -> Option<Fit> {
        let by_pinyin = |id: u16, from: usize| {
            let row = usize::from(id).wrapping_sub(usize::from(FIRST));
            self.steps.get(row.wrapping_mul(self.form.len()).wrapping_add(from)).copied().unwrap_or(0)
        };
        let letter_at = |at: usize| text.get(at).and_then(|&id| self.letters.row(id)).map(|row| row.letter);
        let as_written =
            |at: usize, from: usize| u32::from(letter_at(at) == self.form.get(from).copied()) << (from + 1);
        match kind {
            NUMBER => {
                let is_equal = text.len() == self.form.len() && (0..text.len()).all(|at| as_written(at, at) != 0);
                is_equal.then_some(Fit::Equal)
            }
            CODE => fit(text.len(), self.form.len(), as_written, |_| true),
            ADDRESS => {
                let is_number = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
                let cuts = |at: usize| is_number(letter_at(at)) && is_number(letter_at(at.wrapping_sub(1)));
                fit(text.len(), self.form.len(), as_written, |at| !cuts(at))
            }
            _ => {
                let id_at = |at: usize| text.get(at).copied().unwrap_or(u16::MAX);
                let best = fit(text.len(), self.form.len(), |at, from| by_pinyin(id_at(at), from), |_| true);
                let first = id_at(0);
                let with_all = self.letters.row(first).map_or(first, |row| row.with_all);
                if best.is_some() || kind != PERSON || with_all == first {
                    return best;
                }
                // Read as in words and not as the surname that it is: not wrong, but after those who are called so.
                let id_at = |at: usize| if at == 0 { with_all } else { id_at(at) };
                fit(text.len(), self.form.len(), |at, from| by_pinyin(id_at(at), from), |_| true).map(|_| Fit::Inside)
            }
        }
    }
}

impl Entry {
    /// The sum over the words of how well the best text fits.
    fn rank(&self, words: &[(&Word, Vec<Form<'_>>)]) -> Option<u64> {
        let of_word = |(word, forms): &(&Word, Vec<Form<'_>>)| {
            let phone = word.tail.and_then(|tail| self.phones.iter().filter_map(|&phone| tail.fits(phone)).min());
            let texts = self.texts();
            let text =
                texts.filter_map(|(kind, text)| forms.iter().filter_map(|form| form.fit(kind, text)).min()).min();
            phone.into_iter().chain(text).min().map(|fit| fit as u64)
        };
        words.iter().map(of_word).sum()
    }

    fn texts(&self) -> impl Iterator<Item = (u16, &[u16])> {
        self.texts.chunk_by(|_, next| *next >= FIRST).filter_map(|text| Some((*text.first()?, text.get(1..)?)))
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
