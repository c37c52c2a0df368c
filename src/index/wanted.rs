//! What somebody typed, and how well a text fits it: as written, by pinyin, by initials, or mixed.

use crate::index::readings::{plain, readings};
use std::collections::BTreeSet;

/// Longer words are cut: places in a word are bits of a number.
const LETTERS: usize = 30;
/// So many digits at least are the end of a phone.
const TAIL_DIGITS: usize = 4;
/// As many digits as a whole number has at least, with the area left out.
const WHOLE_DIGITS: usize = 7;

/// A text letter by letter, with how each can be read.
type Read = Vec<(char, Vec<String>)>;

/// What was typed, ready to be compared with many texts. Spaces separate words that must all fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub(crate) words: Vec<Word>,
}

/// One word, in all the forms that mean the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// As typed first; `3-17` is 3组17号 too.
    pub(crate) forms: Vec<Vec<char>>,
    /// The end of a phone, if it can be one.
    pub(crate) tail: Option<Tail>,
}

/// The last digits of a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tail {
    digits: u64,
    scale: u64,
}

/// How well a text fits a word; the smaller the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// All of it.
    Equal,
    /// It begins so.
    Start,
    /// It is somewhere in it.
    Inside,
}

impl Wanted {
    /// Reads what was typed.
    pub fn new(text: &str) -> Self {
        let text: String = text.chars().map(plain).collect();
        Self { words: text.split_whitespace().map(Word::new).collect() }
    }

    /// True if nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How many letters were typed.
    pub fn letter_count(&self) -> usize {
        self.words.iter().filter_map(|word| word.forms.first()).map(Vec::len).sum()
    }

    /// How well the best of several texts fits each word, in sum; `None` if one word fits none of them.
    pub fn rank(&self, texts: &[&str]) -> Option<u32> {
        let texts: Vec<Read> = texts.iter().map(|text| read(text)).collect();
        let of_form = |(text, form): (&Read, &Vec<char>)| {
            let step =
                |at: usize, from: usize| text.get(at).map_or(0, |(letter, read)| steps(form, from, *letter, read));
            fit(text.len(), form.len(), step, |_| true)
        };
        let of_word = |word: &Word| {
            let pairs = texts.iter().flat_map(|text| word.forms.iter().map(move |form| (text, form)));
            pairs.filter_map(of_form).min().map(|fit| fit as u32)
        };
        self.words.iter().map(of_word).sum()
    }

    /// The letters of a text that a word fits, by their place, so that they can be shown stronger.
    pub fn marks(&self, text: &str) -> BTreeSet<usize> {
        let text = read(text);
        let mut marks = BTreeSet::new();
        for form in self.words.iter().flat_map(|word| &word.forms) {
            if let Some((start, end)) = (0..text.len()).find_map(|start| Some((start, end_of(&text, form, start)?))) {
                marks.extend(start..end);
            }
        }
        marks
    }

    /// True if this is the end of a phone that was asked for.
    pub fn is_phone(&self, phone: &str) -> bool {
        let phone = phone_number(phone);
        self.words.iter().any(|word| word.tail.is_some_and(|tail| tail.fits(phone).is_some()))
    }
}

impl Word {
    fn new(text: &str) -> Self {
        let mut forms = vec![text.to_owned()];
        let numbers: Vec<&str> = text.split('-').collect();
        let are_numbers = numbers.iter().all(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()));
        if are_numbers && let [group, rest @ ..] = numbers.as_slice() {
            match rest {
                [number] => forms.extend([format!("{group}组{number}号"), format!("{group}组{number}-")]),
                [a, b] => forms.extend([format!("{group}组{a}-{b}号"), format!("{group}号楼{a}单元{b}")]),
                _ => {}
            }
        }
        let tail = Tail::new(text);
        Self { forms: forms.into_iter().map(|form| form.chars().take(LETTERS).collect()).collect(), tail }
    }
}

impl Tail {
    fn new(text: &str) -> Option<Self> {
        // Four digits, which people tell each other, or a whole number; what lies between would let a masked phone be
        // guessed digit by digit.
        let is_length = text.len() == TAIL_DIGITS || (WHOLE_DIGITS..=18).contains(&text.len());
        let is_tail = is_length && text.chars().all(|letter| letter.is_ascii_digit());
        is_tail.then(|| Some(Self { digits: text.parse().ok()?, scale: 10_u64.checked_pow(text.len() as u32)? }))?
    }

    /// How well a phone, as [`phone_number`] writes it, ends so.
    pub(crate) fn fits(self, phone: u64) -> Option<Fit> {
        if phone < self.scale || phone % self.scale != self.digits {
            return None;
        }
        Some(if phone / self.scale == 1 { Fit::Equal } else { Fit::Start })
    }
}

/// The digits of a phone behind a 1, which keeps zeros at the front; 0 for none.
pub(crate) fn phone_number(phone: &str) -> u64 {
    let digits = phone.chars().filter_map(|letter| letter.to_digit(10));
    let number = digits.take(18).fold(1_u64, |number, digit| number * 10 + u64::from(digit));
    if number == 1 { 0 } else { number }
}

/// The places in a form, as bits, where one letter of a text leads to from a place: the letter itself, its initial,
/// a whole reading, or, at the end of what was typed, a part of one.
pub(crate) fn steps(form: &[char], from: usize, letter: char, readings: &[String]) -> u32 {
    let Some(rest) = form.get(from..) else { return 0 };
    let mut to = u32::from(rest.first() == Some(&letter)) << (from + 1);
    for reading in readings {
        let common = rest.iter().zip(reading.chars()).take_while(|(typed, read)| **typed == *read).count();
        if common == 0 {
            continue;
        }
        to |= 1 << (from + 1);
        if common >= 2 && reading.chars().nth(1) == Some('h') {
            to |= 1 << (from + 2);
        }
        if common == reading.len() || common == rest.len() {
            to |= 1 << (from + common);
        }
    }
    to
}

/// How well a text of so many letters fits a form. `step(letter, place)` says where a letter leads to from a place,
/// `may_begin(letter)` where a fit inside the text may begin.
pub(crate) fn fit(
    letter_count: usize,
    form_len: usize,
    step: impl Fn(usize, usize) -> u32,
    may_begin: impl Fn(usize) -> bool,
) -> Option<Fit> {
    let goal = 1_u32 << form_len;
    let follow = |mut places: u32, letter: usize| {
        let mut next = 0;
        while places != 0 {
            next |= step(letter, places.trailing_zeros() as usize);
            places &= places - 1;
        }
        next
    };
    let (mut places, mut is_start) = (1, false);
    for letter in 0..letter_count {
        places = follow(places, letter);
        if places & goal != 0 {
            is_start = true;
            if letter + 1 == letter_count {
                return Some(Fit::Equal);
            }
        }
        places &= !goal;
        if places == 0 {
            break;
        }
    }
    if is_start {
        return Some(Fit::Start);
    }
    places = 0;
    for letter in 1..letter_count {
        let begin = u32::from(may_begin(letter));
        if places | begin != 0 {
            places = follow(places | begin, letter);
        }
        if places & goal != 0 {
            return Some(Fit::Inside);
        }
    }
    None
}

fn read(text: &str) -> Read {
    text.chars().map(|letter| (plain(letter), readings(letter))).collect()
}

/// Where a fit that begins at `start` ends, the farthest first.
fn end_of(text: &[(char, Vec<String>)], form: &[char], start: usize) -> Option<usize> {
    let goal = 1_u32 << form.len();
    let (mut places, mut end) = (1_u32, None);
    for (at, (letter, readings)) in text.iter().enumerate().skip(start) {
        let from = (0..form.len()).filter(|from| places & (1 << from) != 0);
        places = from.fold(0, |next, from| next | steps(form, from, *letter, readings));
        if places & goal != 0 {
            end = Some(at + 1);
        }
        if places & !goal == 0 {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use crate::index::Wanted;

    #[track_caller]
    fn check(typed: &str, text: &str, rank: Option<u32>) {
        assert_eq!(Wanted::new(typed).rank(&[text]), rank, "how “{text}” fits “{typed}”");
    }

    #[test]
    fn by_letters_pinyin_initials_and_mixed() {
        check("张三丰", "张三丰", Some(0));
        check("zsf", "张三丰", Some(0));
        check("zhangsanfeng", "张三丰", Some(0));
        check("zhsf", "张三丰", Some(0));
        check("zhangsf", "张三丰", Some(0));
        check("张sf", "张三丰", Some(0));
        check("zhangs", "张三丰", Some(1));
        check("zhan", "张三丰", Some(1));
        check("zs", "张三丰", Some(1));
        check("sanf", "张三丰", Some(2));
        check("sf", "张三丰", Some(2));
        check("zsd", "张三丰", None);
        check("zhagn", "张三丰", None);
        check("lv", "吕布", Some(1));
        check("danxiong", "单雄", Some(0));
        check("shanxiong", "单雄", Some(0));
        check("", "单雄", Some(0));
        check("3-17", "3组17号", Some(0));
        check("3-17", "3组17-1号", Some(1));
        check("2-1-502", "幸福苑2号楼1单元502室", Some(2));
    }

    #[test]
    fn what_fits_is_marked() {
        let marks = |typed, text| Wanted::new(typed).marks(text).into_iter().collect::<Vec<_>>();
        assert_eq!(marks("sf", "张三丰 3组"), [1, 2], "the initials");
        assert_eq!(marks("zhangs", "张三丰"), [0, 1], "a syllable and the next one's beginning");
        assert_eq!(marks("张 3", "张三丰 3组"), [0, 4], "each word");
        assert!(marks("王", "张三丰").is_empty(), "nothing");
    }

    #[test]
    fn a_phone_is_known_by_its_end() {
        assert!(Wanted::new("1234").is_phone("100-0000-1234"), "four digits");
        assert!(!Wanted::new("234").is_phone("100-0000-1234"), "three are too few");
        assert!(!Wanted::new("0110").is_phone("110"), "it is shorter");
    }
}
