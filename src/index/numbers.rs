//! Ranges of house numbers, as people say them.

use crate::model::Address;

/// Households meant by words such as “3组1-26号双号、4组” or “幸福苑2号楼3-5层”.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    parts: Vec<Part>,
}

/// One of several ranges. What is not said is any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Part {
    group: Option<u16>,
    building: String,
    unit: Option<u16>,
    floors: Option<(u32, u32)>,
    houses: Option<(u32, u32)>,
    parity: Option<Parity>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parity {
    Odd,
    Even,
}

/// Between ranges.
const COMMAS: [char; 7] = [',', '，', '、', ';', '；', '+', '和'];
const ODD: [&str; 4] = ["单号", "奇数", "单", "odd"];
const EVEN: [&str; 4] = ["双号", "偶数", "双", "even"];

impl Numbers {
    /// Reads what somebody typed; `None` if it cannot be read to its end. A range without a group or a building is
    /// about those of the range before it.
    ///
    /// ```
    /// use lianhu::index::Numbers;
    /// use lianhu::model::Address;
    /// let range = Numbers::parse("3组1~26号双号").unwrap();
    /// assert!(range.has(&Address::parse("3组18号")));
    /// assert!(!range.has(&Address::parse("3组17号")));
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.chars().map(plain).filter(|letter| !letter.is_whitespace()).collect();
        let mut parts: Vec<Part> = Vec::new();
        for words in plain.split(COMMAS).filter(|words| !words.is_empty()) {
            let part = Part::parse(words, parts.last())?;
            parts.push(part);
        }
        (!parts.is_empty()).then_some(Self { parts })
    }

    /// True if an address is meant.
    pub fn has(&self, address: &Address) -> bool {
        self.parts.iter().any(|part| part.has(address))
    }
}

impl Part {
    fn parse(words: &str, before: Option<&Self>) -> Option<Self> {
        let mut part = Self::default();
        let mut rest = words;
        if let Some((group, after)) = cut_number(rest.trim_start_matches('第'), &["组", "社", "队"]) {
            part.group = Some(u16::try_from(group).ok()?);
            rest = after;
        }
        if let Some((building, after)) = cut_building(rest) {
            building.clone_into(&mut part.building);
            rest = after;
        }
        if part.group.is_none() && part.building.is_empty() {
            part.group = before.and_then(|before| before.group);
            part.building = before.map(|before| before.building.clone()).unwrap_or_default();
        }
        if let Some((unit, after)) = cut_number(rest, &["单元"]) {
            part.unit = Some(u16::try_from(unit).ok()?);
            rest = after;
        }
        if let Some((floors, after)) = cut_range(rest, &["层", "楼"]) {
            part.floors = Some(floors);
            rest = after;
        }
        (part.parity, rest) = cut_parity(rest);
        if let Some((houses, after)) = cut_range(rest, &["号", "户", ""]) {
            part.houses = Some(houses);
            rest = after;
        }
        if part.parity.is_none() {
            (part.parity, rest) = cut_parity(rest);
        }
        let says_something = part.group.is_some() || !part.building.is_empty() || part.houses.is_some();
        (rest.is_empty() && says_something).then_some(part)
    }

    fn has(&self, address: &Address) -> bool {
        let number = |text: &str| -> Option<u32> {
            let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        };
        let number = if self.building.is_empty() { number(&address.house_no) } else { number(&address.room) };
        let within = |range: Option<(u32, u32)>, number: Option<u32>| {
            range.is_none_or(|(first, last)| number.is_some_and(|number| (first..=last).contains(&number)))
        };
        self.group.is_none_or(|group| address.group == group)
            && (self.building.is_empty() || address.building == self.building)
            && self.unit.is_none_or(|unit| address.unit == unit)
            && within(self.floors, u32::try_from(address.floor).ok().filter(|&floor| floor > 0))
            && within(self.houses, number)
            && self
                .parity
                .is_none_or(|parity| number.is_some_and(|number| number.is_multiple_of(2) == (parity == Parity::Even)))
    }
}

/// Full-width signs and the many dashes become plain ones.
fn plain(letter: char) -> char {
    match letter {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '－' | '—' | '–' | '~' | '～' | '至' | '到' | '…' => '-',
        '＃' | '#' => '号',
        other => other,
    }
}

/// A number at the beginning, in digits or in hanzi up to ninety-nine.
fn cut_digits(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    if end > 0 {
        return Some((text.get(..end)?.parse().ok()?, text.get(end..)?));
    }
    let is_hanzi = |letter: char| letter == '十' || hanzi(letter).is_some();
    let end = text.find(|letter: char| !is_hanzi(letter)).unwrap_or(text.len());
    let (words, rest) = (text.get(..end)?, text.get(end..)?);
    let number = match words.split_once('十') {
        Some((tens, ones)) => {
            let of = |word: &str, nothing: u32| {
                let mut letters = word.chars();
                match (letters.next(), letters.next()) {
                    (None, _) => Some(nothing),
                    (Some(letter), None) => hanzi(letter),
                    _ => None,
                }
            };
            of(tens, 1)? * 10 + of(ones, 0)?
        }
        None if words.chars().count() == 1 => hanzi(words.chars().next()?)?,
        None => return None,
    };
    Some((number, rest))
}

fn hanzi(letter: char) -> Option<u32> {
    "零一二三四五六七八九".chars().zip(0..).find(|&(each, _)| each == letter).map(|(_, number)| number)
}

/// A number with one of these words right behind it.
fn cut_number<'a>(text: &'a str, words: &[&str]) -> Option<(u32, &'a str)> {
    let (number, rest) = cut_digits(text)?;
    words.iter().find_map(|word| Some((number, rest.strip_prefix(word)?)))
}

/// A number or two, with one of these words behind.
fn cut_range<'a>(text: &'a str, words: &[&str]) -> Option<((u32, u32), &'a str)> {
    let (first, rest) = cut_digits(text)?;
    let has_word = |rest: &'a str| words.iter().find_map(|word| rest.strip_prefix(word));
    let after_word = words.iter().filter(|word| !word.is_empty()).find_map(|word| rest.strip_prefix(word));
    if let Some(second) = after_word.unwrap_or(rest).strip_prefix('-') {
        let (last, rest) = cut_digits(second)?;
        return Some(((first.min(last), first.max(last)), has_word(rest)?));
    }
    Some(((first, first), has_word(rest)?))
}

/// Everything up to and with “号楼”, “栋” or “幢”.
fn cut_building(text: &str) -> Option<(&str, &str)> {
    let end = ["号楼", "栋", "幢"].iter().filter_map(|word| Some(text.find(word)? + word.len())).min()?;
    Some((text.get(..end)?, text.get(end..)?))
}

fn cut_parity(text: &str) -> (Option<Parity>, &str) {
    let starts = |words: [&str; 4]| words.into_iter().find_map(|word| text.strip_prefix(word));
    match (starts(ODD).filter(|rest| !rest.starts_with('元')), starts(EVEN)) {
        (Some(rest), _) => (Some(Parity::Odd), rest),
        (_, Some(rest)) => (Some(Parity::Even), rest),
        _ => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use crate::index::Numbers;
    use crate::model::Address;

    const PLACES: [&str; 10] = [
        "3组1号",
        "3组2号",
        "3组17-1号",
        "3组26号",
        "3组27号",
        "4组2号",
        "13组2号",
        "幸福苑2号楼1单元301室",
        "幸福苑2号楼2单元502室",
        "村部旁边",
    ];

    /// The numbers of the places that are meant, or nothing if the words cannot be read.
    #[track_caller]
    fn check(words: &str, meant: Option<&[usize]>) {
        let found = Numbers::parse(words).map(|numbers| {
            let has = |place: &usize| numbers.has(&Address::parse(PLACES.get(*place).copied().unwrap_or_default()));
            (0..PLACES.len()).filter(has).collect::<Vec<_>>()
        });
        assert_eq!(found.as_deref(), meant, "read from {words}");
    }

    #[test]
    fn ranges_as_people_say_them() {
        check("3组1–26号", Some(&[0, 1, 2, 3]));
        check("3组1-26号", Some(&[0, 1, 2, 3]));
        check("第3组 1号～26号", Some(&[0, 1, 2, 3]));
        check("三组１至２６", Some(&[0, 1, 2, 3]));
        check("3组26-1号", Some(&[0, 1, 2, 3]));
        check("3组1~26号双号", Some(&[1, 3]));
        check("3组1~26单号", Some(&[0, 2]));
        check("3组双号2-26", Some(&[1, 3]));
        check("3组单号", Some(&[0, 2, 4]));
        check("3组", Some(&[0, 1, 2, 3, 4]));
        check("十三组", Some(&[6]));
        check("2号", Some(&[1, 5, 6]));
        check("3组1号、26-27号，4组", Some(&[0, 3, 4, 5]));
        check("3组17", Some(&[2]));
    }

    #[test]
    fn buildings_with_units_and_floors() {
        check("幸福苑2号楼", Some(&[7, 8]));
        check("幸福苑2号楼2单元", Some(&[8]));
        check("幸福苑2号楼3-5层", Some(&[7, 8]));
        check("幸福苑2号楼1单元2至4层", Some(&[7]));
        check("幸福苑2号楼双号", Some(&[8]));
        check("幸福苑2号楼500-599", Some(&[8]));
    }

    #[test]
    fn what_cannot_be_read_means_nothing() {
        for words in ["", " ", "村部", "3组甲", "3组1-", "-5", "双号", "组", "3组1-2-3号"] {
            check(words, None);
        }
    }
}
