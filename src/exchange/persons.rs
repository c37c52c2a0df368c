//! Rosters with a row for each person: the rows of one household become one.
//!
//! A household is a run of rows: a new one begins with another code, or with the next head where the code is left
//! blank or there is none. Of its members only the head is named afterwards; the others are counted.

use crate::exchange::ages::{Ages, AgesFound, Counted};
use crate::exchange::field::{field_from_header, plain_header};
use crate::exchange::id_number::{IdNumber, id_number};
use crate::exchange::intake::is_passed_over;
use crate::exchange::sheet::{Sheet, SheetRow};
use crate::exchange::{Field, ImportKind, ProblemKind};
use csv::StringRecord;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Headers of the column that says who somebody is to the head.
const RELATION: [&str; 5] = ["与户主关系", "与户主的关系", "户主关系", "家庭关系", "关系"];
/// Headers of the column that names the person.
const PERSON: [&str; 4] = ["姓名", "人员姓名", "成员姓名", "家庭成员"];
/// What stands there at the head. GB/T 4761 has 01 for oneself and 02 for the head.
const HEAD: [&str; 5] = ["户主", "本人", "本人或户主", "01", "02"];

/// What became of the rows of persons.
pub(crate) struct Joined {
    /// How many there were.
    pub(crate) persons: usize,
    /// ID numbers that were wanted as a key and are damaged: how many, and the row of the first.
    pub(crate) damaged: Option<(usize, u32)>,
    /// What could be found out about ages; `None` if the roster says nothing of them.
    pub(crate) ages: Option<AgesFound>,
}

/// Where the columns are.
struct Places {
    relation: usize,
    code: Option<usize>,
    /// ID numbers of heads, by which somebody wants the rows put together.
    key: Option<usize>,
    head: usize,
    person: Option<usize>,
    people: usize,
    /// Where it says how old somebody is, and the first of the two columns for the counts.
    ages: Option<(Ages, usize)>,
}

/// Makes one row of the rows of each household, where the roster has a row for each person; `None` for other rosters,
/// which stay as they are. `key` is the header of a column with the ID numbers of heads, if somebody wants rows put
/// together by it that stand apart or have no codes: it is used if all of them are sound, and not kept. `today` is the day
/// that days of birth are compared with.
pub(crate) fn join_persons(sheet: &mut Sheet, key: Option<&str>, today: Option<Date>) -> Option<Joined> {
    let mut places = Places::find(sheet)?;
    places.find_ages(&sheet.headers, today);
    let key = key.and_then(|header| sheet.headers.iter().position(|there| there == header));
    let damaged = key.and_then(|at| damaged_ids(sheet, at));
    places.key = key.filter(|_| damaged.is_none());
    let rows = std::mem::take(&mut sheet.rows);
    let rows = match places.key {
        Some(at) => together(rows, at),
        None => rows,
    };
    let (mut count, mut unknown) = (0, 0);
    let mut households: Vec<SheetRow> = Vec::new();
    let mut household: Vec<SheetRow> = Vec::new();
    let mut end = |household: &mut Vec<SheetRow>, households: &mut Vec<SheetRow>| {
        let counted = places.counted(household);
        unknown += counted.map_or(0, |(_, counted)| counted.unknown);
        households.extend(joined(&places, household, counted));
        household.clear();
    };
    for mut person in rows {
        if is_passed_over(&person.cells, &sheet.headers, person.shape.is_some()) {
            person.is_passed_over = true;
            end(&mut household, &mut households);
            households.push(person);
            continue;
        }
        count += 1;
        if is_next(&places, &household, &person) {
            end(&mut household, &mut households);
        }
        household.push(person);
    }
    end(&mut household, &mut households);
    let ages = places.ages.map(|(ages, _)| ages.found(unknown));
    sheet.rows = households;
    places.rename(&mut sheet.headers);
    Some(Joined { persons: count, damaged, ages })
}

/// The headers as they are once the rows were joined; as they are, for other rosters.
pub(crate) fn joined_headers(sheet: &Sheet, today: Option<Date>) -> Vec<String> {
    let mut headers = sheet.headers.clone();
    if let Some(mut places) = Places::find(sheet) {
        places.find_ages(&sheet.headers, today);
        places.rename(&mut headers);
    }
    headers
}

/// How many ID numbers of a column are damaged or incomplete, and the row of the first; `None` if all are sound.
fn damaged_ids(sheet: &Sheet, at: usize) -> Option<(usize, u32)> {
    let is_damaged = |row: &&SheetRow| !cell(row, at).is_empty() && id_number(cell(row, at)) != Some(IdNumber::Sound);
    let mut rows =
        sheet.rows.iter().filter(|row| !is_passed_over(&row.cells, &sheet.headers, false)).filter(is_damaged);
    let first = rows.next()?.row;
    Some((rows.count() + 1, first))
}

/// The rows with those of one key behind each other, where the first of them stands. Rows without a key follow the one
/// before them.
fn together(rows: Vec<SheetRow>, at: usize) -> Vec<SheetRow> {
    let mut groups: Vec<Vec<SheetRow>> = Vec::new();
    let mut known: BTreeMap<(Option<Arc<str>>, String), usize> = BTreeMap::new();
    let mut last = None;
    for row in rows {
        let key = cell(&row, at);
        let group = match last {
            Some(last) if key.is_empty() => last,
            _ => *known.entry((row.sheet.clone(), key.to_uppercase())).or_insert(groups.len()),
        };
        if groups.len() <= group {
            groups.push(Vec::new());
        }
        if let Some(rows) = groups.get_mut(group) {
            rows.push(row);
        }
        last = Some(group);
    }
    groups.into_iter().flatten().collect()
}

impl Places {
    fn find(sheet: &Sheet) -> Option<Self> {
        let plain: Vec<String> = sheet.headers.iter().map(|header| plain_header(header)).collect();
        let at = |names: &[&str]| names.iter().find_map(|name| plain.iter().position(|header| header == name));
        let relation = at(&RELATION)?;
        let of = |field| {
            let is_it = |header: &String| field_from_header(ImportKind::Households, header) == Some(field);
            sheet.headers.iter().position(is_it)
        };
        // Where nobody is called the head, only codes tell which rows belong together.
        let has_heads = sheet.rows.iter().any(|row| is_head(cell(row, relation)));
        if !has_heads && of(Field::Code).is_none() {
            return None;
        }
        let person = at(&PERSON);
        let head = plain.iter().position(|header| header.contains("户主") && header.contains("姓名"));
        let head = head.or_else(|| at(&["户主"])).or(person)?;
        let person = person.filter(|person| *person != head);
        Some(Self {
            relation,
            code: of(Field::Code),
            key: None,
            head,
            person,
            people: of(Field::People).unwrap_or(plain.len()),
            ages: None,
        })
    }

    /// Finds out how old people are, unless the roster counts the elderly and the children itself.
    fn find_ages(&mut self, headers: &[String], today: Option<Date>) {
        let counts = |header: &String| {
            let field = field_from_header(ImportKind::Households, header);
            matches!(field, Some(Field::Elderly | Field::Children))
        };
        let free = headers.len().max(self.people + 1);
        let ages = Ages::find(headers, today).filter(|_| !headers.iter().any(counts));
        self.ages = ages.map(|ages| (ages, free));
    }

    /// Where the counts of a household go, and what they are.
    fn counted(&self, household: &[SheetRow]) -> Option<(usize, Counted)> {
        let (ages, first) = self.ages?;
        Some((first, ages.count(household.iter().map(|row| &row.cells))))
    }

    /// True for columns that say something of one person: it is not taken in.
    fn is_of_one(&self, at: usize) -> bool {
        let is_age = self.ages.is_some_and(|(ages, _)| ages.columns().any(|column| column == at));
        at == self.relation || Some(at) == self.person || is_age
    }

    /// The columns as they are afterwards. What is said of single persons is not taken in.
    fn rename(&self, headers: &mut Vec<String>) {
        if headers.len() <= self.people {
            headers.resize(self.people + 1, String::new());
        }
        for (at, name) in
            [(Some(self.relation), ""), (self.person, ""), (Some(self.head), "户主"), (Some(self.people), "人口")]
        {
            if let Some(header) = at.and_then(|at| headers.get_mut(at)) {
                name.clone_into(header);
            }
        }
        if let Some((ages, _)) = self.ages {
            for at in ages.columns() {
                headers.get_mut(at).into_iter().for_each(String::clear);
            }
            headers.extend(["老人", "儿童"].map(str::to_owned));
        }
    }
}

fn cell(row: &SheetRow, at: usize) -> &str {
    row.cells.get(at).unwrap_or_default().trim()
}

fn is_head(relation: &str) -> bool {
    HEAD.contains(&relation)
}

/// True if a row begins another household than the one under way.
fn is_next(places: &Places, household: &[SheetRow], person: &SheetRow) -> bool {
    let Some(last) = household.last() else { return false };
    if last.sheet != person.sheet || last.broken.is_some() || person.broken.is_some() {
        return true;
    }
    let code = |row: &SheetRow| places.key.or(places.code).map_or_else(String::new, |at| cell(row, at).to_owned());
    let (code, own) = (code(person), household.iter().map(code).find(|code| !code.is_empty()).unwrap_or_default());
    if !code.is_empty() && !own.is_empty() {
        return code != own;
    }
    let has_head = household.iter().any(|row| is_head(cell(row, places.relation)));
    has_head && is_head(cell(person, places.relation))
}

/// One row of those of a household: that of the head, with what only others say filled in.
fn joined(places: &Places, household: &[SheetRow], counted: Option<(usize, Counted)>) -> Option<SheetRow> {
    let heads: Vec<&SheetRow> = household.iter().filter(|row| is_head(cell(row, places.relation))).collect();
    let first = *heads.first().or(household.first().as_ref())?;
    let width = household.iter().map(|row| row.cells.len()).max().unwrap_or_default().max(places.people + 1);
    // Counts come behind the columns that there are; what stands beyond those stays beyond.
    let counts = counted.map(|(first, counted)| (first, counted.words()));
    let width = counted.map_or(width, |(first, _)| width.max(first) + 2);
    let said = |at: usize| {
        let own = cell(first, at);
        let of_others = || household.iter().map(|row| cell(row, at)).find(|said| !said.is_empty()).unwrap_or_default();
        if own.is_empty() { of_others() } else { own }
    };
    let count = household.len().to_string();
    let cells: StringRecord = (0..width)
        .map(|at| match (at, &counts) {
            (at, Some((first, counts))) if at == *first => counts.0.as_str(),
            (at, Some((first, counts))) if at == first + 1 => counts.1.as_str(),
            (at, Some((first, _))) if at > *first => said(at - 2),
            _ if places.is_of_one(at) => "",
            _ if at == places.head && !heads.is_empty() && places.person.is_some() => {
                let named = cell(first, at);
                if named.is_empty() { places.person.map_or("", |at| cell(first, at)) } else { named }
            }
            _ if at == places.people => {
                let stated = said(at);
                if stated.is_empty() { count.as_str() } else { stated }
            }
            _ => said(at),
        })
        .collect();
    let mut odd = first.odd.clone();
    match heads.as_slice() {
        [] if first.broken.is_none() => odd.push(ProblemKind::NoHead),
        [_, second, ..] => odd.push(ProblemKind::SecondHead { row: second.row }),
        _ => {}
    }
    let (sheet, shape, broken) = (first.sheet.clone(), first.shape.clone(), first.broken.clone());
    Some(SheetRow { sheet, row: first.row, cells, shape, broken, is_passed_over: false, odd })
}
