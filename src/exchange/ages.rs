//! Elderly people and children of a household, counted from what a roster says of each person.
//!
//! Counted and forgotten: neither ages nor days of birth are kept.

use crate::exchange::cell::{half_width, read_date, read_number};
use crate::exchange::field::plain_header;
use jiff::civil::Date;

/// Headers of columns that say when somebody was born, and how old somebody is.
const BIRTH: [&str; 5] = ["出生日期", "出生年月", "出生年月日", "生日", "birth"];
const AGE: [&str; 3] = ["年龄", "周岁", "age"];
/// Elderly from this age on (老年人权益保障法, article 2), children below that one (未成年人保护法, article 2).
const ELDERLY: i64 = 60;
const GROWN_UP: i64 = 18;
/// Nobody is older.
const OLDEST: i64 = 130;

/// What could be found out about ages. The sentence is found by `app/wording`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgesFound {
    /// Elderly and children were counted.
    Counted {
        /// As of which day, where days of birth were compared with one.
        on: Option<Date>,
    },
    /// Of so many people the roster does not say how old they are; in their households nobody was counted.
    Unknown {
        /// How many.
        persons: usize,
    },
}

/// Where a roster says how old somebody is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ages {
    birth: Option<usize>,
    age: Option<usize>,
    /// The day that the roster speaks of.
    today: Option<Date>,
}

/// How many there are of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) elderly: usize,
    pub(crate) children: usize,
    /// Of whom nobody knows.
    pub(crate) unknown: usize,
}

impl Counted {
    /// The elderly and the children as cells say them: blank where somebody's age is not known.
    pub(crate) fn words(self) -> (String, String) {
        let words = |count: usize| if self.unknown > 0 { String::new() } else { count.to_string() };
        (words(self.elderly), words(self.children))
    }
}

impl Ages {
    /// Among these headers; `None` if no column says anything about it.
    pub(crate) fn find(headers: &[String], today: Option<Date>) -> Option<Self> {
        let at = |names: &[&str]| headers.iter().position(|header| names.contains(&plain_header(header).as_str()));
        let ages = Self { birth: at(&BIRTH), age: at(&AGE), today };
        (ages.age.is_some() || ages.birth.is_some() && today.is_some()).then_some(ages)
    }

    /// The columns, which are not taken in.
    pub(crate) fn columns(self) -> impl Iterator<Item = usize> {
        [self.birth, self.age].into_iter().flatten()
    }

    /// The day with which days of birth are compared.
    fn on(self) -> Option<Date> {
        self.today.filter(|_| self.birth.is_some())
    }

    /// Counts the people of one household; each is a row of the roster.
    pub(crate) fn count<'a>(self, persons: impl Iterator<Item = &'a csv::StringRecord>) -> Counted {
        let mut counted = Counted::default();
        for person in persons {
            match self.of(person) {
                None => counted.unknown += 1,
                Some(age) if age >= ELDERLY => counted.elderly += 1,
                Some(age) if age < GROWN_UP => counted.children += 1,
                Some(_) => {}
            }
        }
        counted
    }

    /// What could be found out in all, where so many people's age is not known.
    pub(crate) fn found(self, unknown: usize) -> AgesFound {
        match unknown {
            0 => AgesFound::Counted { on: self.on() },
            persons => AgesFound::Unknown { persons },
        }
    }

    /// How old somebody is: by the day of birth, else as the roster says.
    fn of(self, person: &csv::StringRecord) -> Option<i64> {
        let cell = |at: Option<usize>| person.get(at?).map(str::trim).filter(|cell| !cell.is_empty());
        let by_birth = || age_on(self.today?, read_date(cell(self.birth)?)?);
        let stated = || {
            let text = half_width(cell(self.age)?);
            read_number(text.trim_end_matches(['岁', '周'])).filter(|age| (0..=OLDEST).contains(age))
        };
        by_birth().or_else(stated)
    }
}

/// Full years on a day; `None` for who is not born yet, or older than anybody.
fn age_on(today: Date, birth: Date) -> Option<i64> {
    let had_birthday = (today.month(), today.day()) >= (birth.month(), birth.day());
    let age = i64::from(today.year()) - i64::from(birth.year()) - i64::from(!had_birthday);
    (0..=OLDEST).contains(&age).then_some(age)
}

#[cfg(test)]
mod tests {
    use crate::exchange::ages::{Ages, Counted, age_on};
    use csv::StringRecord;
    use jiff::civil::date;

    #[test]
    fn a_year_is_full_on_the_birthday() {
        let today = date(2026, 11, 27);
        for (birth, age) in [
            (date(1966, 11, 27), Some(60)),
            (date(1966, 11, 28), Some(59)),
            (date(2008, 11, 27), Some(18)),
            (date(2026, 11, 27), Some(0)),
            (date(2026, 11, 28), None),
            (date(1890, 1, 1), None),
        ] {
            assert_eq!(age_on(today, birth), age, "born on {birth}");
        }
    }

    #[track_caller]
    fn check(headers: &[&str], rows: &[&[&str]], elderly: usize, children: usize, unknown: usize) {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let rows: Vec<StringRecord> = rows.iter().map(|row| row.iter().collect()).collect();
        let ages = Ages::find(&headers, Some(date(2026, 11, 27))).unwrap();
        assert_eq!(ages.count(rows.iter()), Counted { elderly, children, unknown }, "{rows:?}");
    }

    #[test]
    fn ages_as_rosters_say_them() {
        check(&["姓名", "出生日期"], &[&["甲", "1950-01-01"], &["乙", "1990.3"], &["丙", "２０２０年5月"]], 1, 1, 0);
        check(&["年龄"], &[&["76岁"], &["17"], &["18"], &["59周岁"], &["不详"], &[""]], 1, 1, 2);
        check(&["出生年月", "年龄"], &[&["不详", "80"], &["24319", ""]], 2, 0, 0);
        assert!(Ages::find(&["姓名".to_owned()], Some(date(2026, 11, 27))).is_none(), "nobody says");
        assert!(Ages::find(&["生日".to_owned()], None).is_none(), "nobody knows what day it is");
    }
}
