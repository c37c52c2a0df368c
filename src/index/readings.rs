//! How hanzi are read: every reading of a letter, and the one it has as a surname.

use pinyin::ToPinyinMulti as _;

/// Letters that are read otherwise as a surname than in most words.
const SURNAMES: &[(char, &str)] = &[
    ('单', "shan"),
    ('曾', "zeng"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('查', "zha"),
    ('任', "ren"),
    ('区', "ou"),
    ('盖', "ge"),
    ('朴', "piao"),
    ('翟', "zhai"),
    ('乐', "yue"),
    ('缪', "miao"),
    ('覃', "qin"),
    ('纪', "ji"),
    ('华', "hua"),
    ('员', "yun"),
    ('洗', "xian"),
    ('冼', "xian"),
    ('折', "she"),
    ('繁', "po"),
    ('种', "chong"),
    ('秘', "bi"),
    ('燕', "yan"),
    ('郗', "xi"),
    ('隗', "wei"),
    ('尉', "yu"),
    ('万', "wan"),
    ('卜', "bu"),
    ('柏', "bai"),
    ('贾', "jia"),
    ('黑', "he"),
    ('葛', "ge"),
    ('召', "shao"),
    ('那', "na"),
    ('石', "shi"),
    ('沈', "shen"),
    ('车', "che"),
    ('宁', "ning"),
    ('应', "ying"),
    ('占', "zhan"),
    ('令', "ling"),
    ('佴', "nai"),
    ('逄', "pang"),
    ('晁', "chao"),
    ('长', "zhang"),
];

/// A letter as it is compared: small, half as wide where it was typed full width, `ü` as the `v` of keyboards.
pub(crate) fn plain(letter: char) -> char {
    let narrow = match letter {
        '！'..='～' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '—' | '–' => '-',
        'ü' | 'Ü' => 'v',
        other => other,
    };
    narrow.to_lowercase().next().unwrap_or(narrow)
}

/// Every reading of a letter, without tones. Empty for what is no hanzi.
pub(crate) fn readings(letter: char) -> Vec<String> {
    let mut found: Vec<String> = surname_reading(letter).map(str::to_owned).into_iter().collect();
    for reading in letter.to_pinyin_multi().into_iter().flatten() {
        add(&mut found, reading.plain());
    }
    found
}

/// The reading that is meant first: the usual one, and at the head of a person's name the one of the surname.
pub(crate) fn usual_reading(letter: char, is_surname: bool) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(reading) = surname_reading(letter).filter(|_| is_surname) {
        found.push(reading.to_owned());
    } else if let Some(reading) = letter.to_pinyin_multi().and_then(|readings| readings.get_opt(0)) {
        add(&mut found, reading.plain());
    }
    found
}

/// Adds a reading as it is typed, `ü` as keyboards and as passports write it.
fn add(found: &mut Vec<String>, reading: &str) {
    let passport = reading.contains('ü').then(|| reading.replace('ü', "yu"));
    for reading in std::iter::once(reading.replace('ü', "v")).chain(passport) {
        if !found.contains(&reading) {
            found.push(reading);
        }
    }
}

/// How a letter is read as a surname, where it has several readings.
pub(crate) fn surname_reading(letter: char) -> Option<&'static str> {
    SURNAMES.iter().find(|(surname, _)| *surname == letter).map(|(_, reading)| *reading)
}

#[cfg(test)]
mod tests {
    use crate::index::readings::{plain, readings, surname_reading, usual_reading};

    #[test]
    fn letters_have_all_their_readings() {
        assert!(readings('单').iter().any(|reading| reading == "shan"), "单 as a surname");
        assert!(readings('单').iter().any(|reading| reading == "dan"), "单 as a word");
        assert_eq!(readings('吕'), ["lv", "lyu"], "ü as on keyboards, and as in passports");
        assert_eq!(readings('三'), ["san"], "one reading");
        assert!(readings('x').is_empty(), "no hanzi");
        assert_eq!(usual_reading('单', true), ["shan"], "at the head of a name");
        assert_eq!(usual_reading('单', false), ["dan"], "elsewhere");
        assert_eq!(usual_reading('俊', false), ["jun"], "and none of the rare ones");
        assert_eq!(surname_reading('查'), Some("zha"), "the surname");
        assert_eq!(surname_reading('王'), None, "nothing to tell apart");
    }

    #[test]
    fn full_width_and_capitals_do_not_matter() {
        assert_eq!("ＺＳＦ３－1ü".chars().map(plain).collect::<String>(), "zsf3-1v");
    }
}
