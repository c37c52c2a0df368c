//! Rows of a file and rows of the register, matched by code.

use crate::exchange::cell::{half_width, is_scientific};
use crate::exchange::id_number::{IdNumber, id_number};
use crate::exchange::row::RowReader;
use crate::exchange::{Field, ProblemKind};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// A code without blanks around it and without marks that nobody sees.
fn visible(code: &str) -> String {
    code.trim().chars().filter(|letter| !matches!(letter, '\u{200b}' | '\u{feff}')).collect()
}

/// What is on the register by name, for files without codes. Those of one name are handed out in their order, so that
/// the same file finds the same ones.
#[derive(Debug)]
pub(crate) struct ByName<'a, I>(BTreeMap<&'a str, VecDeque<I>>);

impl<'a, I> ByName<'a, I> {
    /// From names, and whose they are.
    pub(crate) fn of(rows: impl Iterator<Item = (&'a str, I)>) -> Self {
        let mut by_name: BTreeMap<&str, VecDeque<I>> = BTreeMap::new();
        for (name, id) in rows.filter(|(name, _)| !name.is_empty()) {
            by_name.entry(name).or_default().push_back(id);
        }
        Self(by_name)
    }

    /// The next one of this name that was not handed out yet.
    pub(crate) fn take(&mut self, name: &str) -> Option<I> {
        self.0.get_mut(name)?.pop_front()
    }
}

/// What is on the register, by code. Codes are unique among active rows; those that have left may share one.
#[derive(Debug)]
pub(crate) struct Register<'a, I> {
    /// Looked up for every row of a county, and never gone through.
    active: HashMap<&'a str, I>,
    gone: HashMap<&'a str, I>,
    seen: HashMap<(String, bool), u32>,
    /// The active ones, in the order of the register.
    ids: Vec<I>,
    found: BTreeSet<I>,
    given: BTreeSet<String>,
    paired: BTreeSet<String>,
}

impl<'a, I: Copy + Ord> Register<'a, I> {
    /// From rows as code, id and whether it is active.
    pub(crate) fn of(rows: impl Iterator<Item = (&'a str, I, bool)>) -> Self {
        let mut register = Self {
            active: HashMap::new(),
            gone: HashMap::new(),
            seen: HashMap::new(),
            ids: Vec::new(),
            found: BTreeSet::new(),
            given: BTreeSet::new(),
            paired: BTreeSet::new(),
        };
        for (code, id, is_active) in rows {
            if is_active {
                register.ids.push(id);
                register.active.insert(code, id)
            } else {
                register.gone.insert(code, id)
            };
        }
        register
    }

    /// Takes note of codes that the file names twice: for somebody who is there, and for somebody who has left.
    pub(crate) fn pair<'r>(&mut self, rows: impl Iterator<Item = (&'r str, bool)> + Clone) {
        let gone: BTreeSet<&str> = rows.clone().filter(|(_, is_gone)| *is_gone).map(|(code, _)| code.trim()).collect();
        if gone.is_empty() {
            return;
        }
        let active = rows.filter(|(_, is_gone)| !is_gone).map(|(code, _)| code.trim());
        self.paired = active.filter(|code| gone.contains(code)).map(str::to_owned).collect();
    }

    /// The row with this code, an active one first.
    pub(crate) fn at(&self, code: &str) -> Option<I> {
        self.active.get(code).or_else(|| self.gone.get(code)).copied()
    }

    /// Reads the code of a row and finds what it is about: the code, and the row on the register. `None` if the row
    /// was rejected. `is_gone` says that the row is about somebody who has left: such a row may stand beside an
    /// active one of the same code, and then each finds its like.
    pub(crate) fn find(&mut self, row: &mut RowReader<'_>, is_gone: bool) -> Option<(String, Option<I>)> {
        let Some(mut code) = row.filled(Field::Code).map(visible).filter(|code| !code.is_empty()) else {
            row.reject(Some(Field::Code), ProblemKind::NoCode);
            return None;
        };
        if is_scientific(&code) {
            // Several codes look alike once their last digits are gone; as a key it would put one in another's place.
            row.reject(Some(Field::Code), ProblemKind::DamagedCode { code });
            return None;
        }
        if let Some(found) = id_number(&code) {
            row.reject(Some(Field::Code), ProblemKind::IdAsCode { is_damaged: found == IdNumber::Damaged });
            return None;
        }
        // Typed with a Chinese input method it is still the same code.
        if !code.is_ascii() && self.at(&code).is_none() {
            let plain = half_width(&code);
            code = if self.at(&plain).is_some() { plain } else { code };
        }
        let is_pair = self.paired.contains(&code);
        let seen = (code.clone(), is_gone && is_pair);
        if let Some(&first_row) = self.seen.get(&seen) {
            row.reject(Some(Field::Code), ProblemKind::DuplicateCode { code, first_row });
            return None;
        }
        self.seen.insert(seen, row.number());
        let there = match (is_pair, is_gone) {
            (true, true) => self.gone.get(code.as_str()).copied(),
            (true, false) => self.active.get(code.as_str()).copied(),
            (false, _) => self.at(&code),
        };
        match there {
            Some(id) => {
                self.found.insert(id);
            }
            None => {
                if let Some(register) = self.with_zeros(&code) {
                    row.flag(Some(Field::Code), ProblemKind::LostZeros { register });
                }
            }
        }
        Some((code, there))
    }

    /// A code on the register that is this one with zeros in front.
    fn with_zeros(&self, code: &str) -> Option<String> {
        if code.starts_with('0') || !code.chars().all(|letter| letter.is_ascii_digit()) {
            return None;
        }
        let mut padded = code.to_owned();
        (0..6).find_map(|_| {
            padded.insert(0, '0');
            self.active.contains_key(padded.as_str()).then(|| padded.clone())
        })
    }

    /// The next free code, such as `H0001`.
    pub(crate) fn give(&mut self, prefix: &str, width: usize) -> String {
        let mut number = self.given.len() + 1;
        loop {
            let code = format!("{prefix}{number:0width$}");
            if !self.active.contains_key(code.as_str())
                && !self.gone.contains_key(code.as_str())
                && !self.given.contains(&code)
            {
                self.given.insert(code.clone());
                return code;
            }
            number += 1;
        }
    }

    /// Codes that were given, in order.
    pub(crate) fn codes_given(&self) -> Option<ProblemKind> {
        Some(ProblemKind::CodesGiven { first: self.given.first()?.clone(), last: self.given.last()?.clone() })
    }

    /// The row that was found in another way than by its code, unless another row of the file has found it already;
    /// otherwise a new one, with a code of its own. The code of one that is there is not repeated.
    pub(crate) fn find_by(&mut self, there: Option<&I>, prefix: &str, width: usize) -> (String, Option<I>) {
        match there.filter(|id| !self.found.contains(id)) {
            Some(&id) => {
                self.found.insert(id);
                (String::new(), Some(id))
            }
            None => (self.give(prefix, width), None),
        }
    }

    /// Active rows that the file does not name, in the order of their ids.
    pub(crate) fn absent(&self) -> Vec<I> {
        self.ids.iter().filter(|id| !self.found.contains(id)).copied().collect()
    }
}
