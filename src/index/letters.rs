//! The letters of everything that can be looked for, as numbers, and how well they fit what was typed.

use crate::index::readings::{plain, readings, surname_reading, usual_reading};
use crate::index::wanted::{Fit, Word, fit, steps};
use std::collections::BTreeMap;

/// What kind of text follows; also the numbers that no letter has.
pub(crate) const NAME: u16 = 0;
/// A person's name: its first letter is a surname.
pub(crate) const PERSON: u16 = 1;
/// A code: no pinyin, may fit anywhere.
pub(crate) const CODE: u16 = 2;
/// An address: no pinyin, and numbers are not cut in two.
pub(crate) const ADDRESS: u16 = 3;
/// A house number or a room: fits whole or not at all.
pub(crate) const NUMBER: u16 = 4;
/// The first number that a letter has.
const FIRST: u16 = 5;

/// Every letter that occurs, with its readings.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    ids: BTreeMap<(char, bool), u16>,
    rows: Vec<Letter>,
}

#[derive(Debug)]
struct Letter {
    plain: char,
    /// How it is read first of all.
    usual: Vec<String>,
    /// Every reading.
    readings: Vec<String>,
}

/// A word, ready to be compared with many texts.
#[derive(Debug)]
pub(crate) struct Sought<'a> {
    pub(crate) word: &'a Word,
    forms: Vec<Form<'a>>,
}

/// A form of a word.
#[derive(Debug)]
struct Form<'a> {
    len: usize,
    /// What an entry must have to fit at all.
    mask: u64,
    /// The form in numbers, if all its letters occur.
    as_written: Option<Vec<u16>>,
    /// Where each letter leads to from each place, as it is usually read.
    usual: Vec<u32>,
    /// The same by any reading.
    any: Vec<u32>,
    letters: &'a Letters,
}

impl Letters {
    /// Adds texts, each behind its kind; answers what they have, to pass over most entries at one look.
    pub(crate) fn add(&mut self, texts: &[(u16, &str)], to: &mut Vec<u16>) -> u64 {
        let mut mask = 0;
        for &(kind, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
            to.push(kind);
            for (at, letter) in text.chars().enumerate() {
                let is_surname = kind == PERSON && at == 0 && surname_reading(letter).is_some();
                let id = self.id(letter, is_surname);
                to.push(id);
                mask |= bit(plain(letter));
                if let Some(row) = self.row(id).filter(|_| matches!(kind, NAME | PERSON)) {
                    let initials = row.readings.iter().filter_map(|reading| reading.chars().next());
                    mask |= initials.fold(0, |mask, initial| mask | bit(initial));
                }
            }
        }
        mask
    }

    /// A word, ready to be compared.
    pub(crate) fn sought<'a>(&'a self, word: &'a Word) -> Sought<'a> {
        Sought { word, forms: word.forms.iter().map(|form| self.form(form)).collect() }
    }

    fn id(&mut self, letter: char, is_surname: bool) -> u16 {
        let key = (plain(letter), is_surname);
        if let Some(&id) = self.ids.get(&key) {
            return id;
        }
        // A place that used every letter of all alphabets would share the last number.
        let Ok(id) = u16::try_from(self.rows.len() + usize::from(FIRST)) else { return u16::MAX };
        let usual = usual_reading(letter, is_surname);
        self.rows.push(Letter { plain: key.0, usual, readings: readings(letter) });
        self.ids.insert(key, id);
        id
    }

    fn row(&self, id: u16) -> Option<&Letter> {
        self.rows.get(usize::from(id.checked_sub(FIRST)?))
    }

    fn form<'a>(&'a self, form: &[char]) -> Form<'a> {
        let table = |read: fn(&Letter) -> &[String]| -> Vec<u32> {
            let places = |row| (0..form.len()).map(move |from| (row, from));
            let step = |(row, from): (&Letter, usize)| steps(form, from, row.plain, read(row));
            self.rows.iter().flat_map(places).map(step).collect()
        };
        Form {
            len: form.len(),
            mask: form_mask(form),
            as_written: form.iter().map(|letter| self.ids.get(&(*letter, false)).copied()).collect(),
            usual: table(|row| &row.usual),
            any: table(|row| &row.readings),
            letters: self,
        }
    }
}

/// What a text must have to fit a form: its digits and hanzi, and each Latin letter that begins a syllable for sure.
fn form_mask(form: &[char]) -> u64 {
    let before = std::iter::once(' ').chain(form.iter().copied());
    let sure =
        form.iter().zip(before).filter(|(letter, before)| !letter.is_ascii_lowercase() || !before.is_ascii_lowercase());
    sure.fold(0, |mask, (letter, _)| mask | bit(*letter))
}

/// The bit of a letter: one for each Latin letter and each digit, the rest shared by all others.
fn bit(letter: char) -> u64 {
    let number = u32::from(letter);
    match letter {
        'a'..='z' => 1 << (number - u32::from('a')),
        '0'..='9' => 1 << (26 + number - u32::from('0')),
        _ => 1 << (36 + number % 28),
    }
}

impl Sought<'_> {
    /// True if texts that have this may fit.
    pub(crate) fn may_fit(&self, mask: u64) -> bool {
        self.forms.iter().any(|form| form.mask & mask == form.mask)
    }

    /// How well the best of these texts fits.
    pub(crate) fn fit(&self, texts: &[u16]) -> Option<Fit> {
        let mut best: Option<Fit> = None;
        for text in texts.chunk_by(|_, next| *next >= FIRST) {
            let Some((&kind, text)) = text.split_first() else { continue };
            let fit = self.forms.iter().filter_map(|form| form.fit(kind, text)).min();
            best = match (best, fit) {
                (Some(best), Some(fit)) => Some(best.min(fit)),
                (best, fit) => best.or(fit),
            };
            if best == Some(Fit::Equal) {
                break;
            }
        }
        best
    }
}

impl Form<'_> {
    /// How well one text fits.
    fn fit(&self, kind: u16, text: &[u16]) -> Option<Fit> {
        match kind {
            NUMBER => self.as_written.as_deref().filter(|typed| *typed == text).map(|_| Fit::Equal),
            CODE => self.fit_as_written(text, |_| true),
            ADDRESS => {
                let is_digit = |at: usize| {
                    let row = text.get(at).and_then(|&id| self.letters.row(id));
                    row.is_some_and(|row| row.plain.is_ascii_digit())
                };
                self.fit_as_written(text, |at| !is_digit(at) || !is_digit(at.wrapping_sub(1)))
            }
            _ => self.fit_by_pinyin(text),
        }
    }

    fn fit_as_written(&self, text: &[u16], may_begin: impl Fn(usize) -> bool) -> Option<Fit> {
        let typed = self.as_written.as_deref()?;
        if text.starts_with(typed) {
            return Some(if text.len() == typed.len() { Fit::Equal } else { Fit::Start });
        }
        // The first letter alone is compared much faster than all of them.
        let first = typed.first()?;
        let begins = text.iter().enumerate().skip(1).filter(|(_, letter)| *letter == first);
        let mut fits = begins.filter(|(at, _)| text.get(*at..).is_some_and(|rest| rest.starts_with(typed)));
        fits.any(|(at, _)| may_begin(at)).then_some(Fit::Inside)
    }

    fn fit_by_pinyin(&self, text: &[u16]) -> Option<Fit> {
        let by = |table: &[u32]| {
            let step = |at: usize, from: usize| {
                let row = text.get(at).map_or(usize::MAX, |&id| usize::from(id).wrapping_sub(usize::from(FIRST)));
                table.get(row.wrapping_mul(self.len).wrapping_add(from)).copied().unwrap_or(0)
            };
            fit(text.len(), self.len, step, |at| step(at, 0) != 0)
        };
        // By a reading that is rare, or not the one of the surname: not wrong, but after those who are called so.
        by(&self.any).map(|_| by(&self.usual).unwrap_or(Fit::Inside))
    }
}
