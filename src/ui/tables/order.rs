//! In which order texts stand: as people expect it of names and house numbers, not as letters are numbered.

use pinyin::ToPinyin as _;
use std::cmp::Ordering;

/// What rows are sorted by. Empty cells come last, whichever way the others go.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SortKey {
    /// A number.
    Number(f64),
    /// A text, written so that plain order is the right one.
    Text(String),
    /// Nothing.
    Empty,
}

impl SortKey {
    /// The order of two rows; `is_down` for the largest first.
    pub(crate) fn order(&self, other: &Self, is_down: bool) -> Ordering {
        let order = match (self, other) {
            (Self::Empty, Self::Empty) => return Ordering::Equal,
            (Self::Empty, _) => return Ordering::Greater,
            (_, Self::Empty) => return Ordering::Less,
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        };
        if is_down { order.reverse() } else { order }
    }
}

/// A text so written that plain order sorts hanzi by how they are read and numbers by how large they are: 2组9号 comes
/// before 2组10号, 李 before 张.
pub(crate) fn text_key(text: &str) -> SortKey {
    let mut key = String::with_capacity(text.len() * 3);
    let mut digits = String::new();
    let flush = |digits: &mut String, key: &mut String| {
        if !digits.is_empty() {
            key.extend(std::iter::repeat_n('0', 9_usize.saturating_sub(digits.len())));
            key.push_str(&std::mem::take(digits));
        }
    };
    for letter in text.trim().chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        flush(&mut digits, &mut key);
        if letter == '-' {
            // 10-1 is behind 10, whatever follows the number.
            key.push('~');
            continue;
        }
        match letter.to_pinyin() {
            Some(read) => {
                key.push_str(read.plain());
                // Equal sounds stand together by letter, and a short sound before a longer one.
                key.push('\u{1}');
                key.push(letter);
            }
            None => key.extend(letter.to_lowercase()),
        }
    }
    flush(&mut digits, &mut key);
    if key.is_empty() { SortKey::Empty } else { SortKey::Text(key) }
}

#[cfg(test)]
mod tests {
    use crate::ui::tables::order::{SortKey, text_key};
    use std::cmp::Ordering;

    /// These texts stand in this order.
    #[track_caller]
    fn check(texts: &[&str]) {
        let mut sorted: Vec<&str> = texts.iter().rev().copied().collect();
        sorted.sort_by(|a, b| text_key(a).order(&text_key(b), false));
        assert_eq!(sorted, texts, "sorted the way people expect");
    }

    #[test]
    fn names_and_numbers_stand_as_people_expect() {
        check(&["2组9号", "2组10号", "2组10-1号", "10组1号"]);
        check(&["陈明", "李芳", "李强", "王伟", "张三"]);
        check(&["H-2", "h-10", "H-11"]);
        check(&["安", "王", ""]);
    }

    #[test]
    fn empty_cells_are_last_both_ways() {
        for is_down in [false, true] {
            assert_eq!(SortKey::Empty.order(&SortKey::Number(1.0), is_down), Ordering::Greater, "after a number");
            assert_eq!(text_key("王").order(&SortKey::Empty, is_down), Ordering::Less, "before nothing");
        }
        assert_eq!(SortKey::Number(2.0).order(&SortKey::Number(10.0), true), Ordering::Greater, "the largest first");
    }
}
