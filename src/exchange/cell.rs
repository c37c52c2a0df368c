//! What people write into cells: numbers, days, yes and no, degrees.

use jiff::civil::Date;

/// Full-width letters, digits and signs, as typed with a Chinese input method, become plain ones.
pub(crate) fn half_width(text: &str) -> String {
    let plain = |letter: char| match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '\u{3000}' | '\u{A0}' => ' ',
        other => other,
    };
    // Room for all of it at once: this is done to millions of cells.
    let mut half = String::with_capacity(text.len());
    half.extend(text.chars().map(plain));
    half
}

/// What a cell says: without blanks around and invisible marks. A leading apostrophe means “what follows is text, as
/// it is”: spreadsheets write it, and so do we before what could be taken for a formula.
pub(crate) fn said(raw: &str) -> &str {
    if let Some(exact) = raw.strip_prefix('\'') {
        return exact;
    }
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = raw.as_bytes();
    // Most cells begin and end with a plain letter, and nothing is to be taken off.
    let plain = if is_plain(bytes.first()) && is_plain(bytes.last()) {
        raw
    } else {
        raw.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}' || letter == '\u{200b}')
    };
    // Some exporters write ="0012" to keep Excel from cutting the zeros.
    plain.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(plain)
}

/// A whole number: “4”, “４人”, “第3组”, “三组”, “4.0”.
pub(crate) fn read_number(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let half = half_width(text);
    let plain = half
        .trim()
        .trim_start_matches('第')
        .trim_end_matches(|letter: char| letter.is_whitespace() || "人口组社队号层楼户名位个岁单元级".contains(letter));
    let plain = plain.strip_suffix(".0").unwrap_or(plain);
    plain.parse().ok().or_else(|| chinese_number(plain))
}

/// Numbers up to ninety-nine, in Chinese.
fn chinese_number(text: &str) -> Option<i64> {
    let digit = |part: &str| match part {
        "一" => Some(1),
        "二" | "两" => Some(2),
        "三" => Some(3),
        "四" => Some(4),
        "五" => Some(5),
        "六" => Some(6),
        "七" => Some(7),
        "八" => Some(8),
        "九" => Some(9),
        _ => None,
    };
    let Some((tens, ones)) = text.split_once('十') else { return digit(text) };
    let tens = if tens.is_empty() { 1 } else { digit(tens)? };
    let ones = if ones.is_empty() { 0 } else { digit(ones)? };
    Some(tens * 10 + ones)
}

/// Yes or no, in the ways rosters say it.
pub(crate) fn read_yes(text: &str) -> Option<bool> {
    match half_width(text).trim().to_lowercase().as_str() {
        "是" | "有" | "能" | "可" | "可以" | "同意" | "已同意" | "已锁定" | "锁定" | "对" | "y" | "yes" | "true"
        | "t" | "1" | "√" | "✓" | "✔" | "☑" => Some(true),
        "否" | "无" | "没有" | "不能" | "不可" | "不可以" | "不同意" | "未同意" | "未锁定" | "未" | "不" | "n"
        | "no" | "false" | "f" | "0" | "×" | "✗" | "✘" | "x" | "☐" => Some(false),
        _ => None,
    }
}

/// A day: 2026-11-21, 2026/3/1, 2026.3, 20260301, 2026年3月, or a serial number of Excel. A month is its first day.
pub fn read_date(text: &str) -> Option<Date> {
    let half = half_width(text);
    let day = half.trim().split([' ', 'T']).next()?;
    let spread: String = day.chars().map(|letter| if letter.is_ascii_digit() { letter } else { '-' }).collect();
    let parts: Vec<&str> = spread.split('-').filter(|part| !part.is_empty()).collect();
    if day.chars().any(|letter| !letter.is_ascii_digit() && !"-/.年月日号".contains(letter)) {
        return None;
    }
    let date =
        |year: &str, month: &str, day: &str| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    match *parts.as_slice() {
        [year, month, day] if year.len() == 4 => date(year, month, day),
        [year, month] if year.len() == 4 => date(year, month, "1"),
        [digits] => match digits.len() {
            8 => date(digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?),
            6 => date(digits.get(..4)?, digits.get(4..)?, "1"),
            5 => excel_day(digits.parse().ok()?),
            4 if day.contains('年') => date(digits, "1", "1"),
            _ => None,
        },
        _ => None,
    }
}

/// Excel counts days from 1899-12-30, for every day since March 1900.
fn excel_day(serial: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(serial).ok()?;
    jiff::civil::date(1899, 12, 30).checked_add(span).ok().filter(|day| (1910..=2100).contains(&day.year()))
}

/// Degrees, or meters: 113.6, 113°36′00″, 113 36 0, 东经113.6°, 113.6E.
pub(crate) fn read_degrees(text: &str) -> Option<f64> {
    // As nearly all of them are written.
    if text.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'.' | b'-'))
        && let Ok(degrees) = text.parse::<f64>()
    {
        return degrees.is_finite().then_some(degrees);
    }
    let half = half_width(text).to_uppercase();
    let mut plain = half.trim();
    let mut sign = 1.0;
    for (word, factor) in
        [("东经", 1.0), ("北纬", 1.0), ("西经", -1.0), ("南纬", -1.0), ("E", 1.0), ("N", 1.0), ("W", -1.0), ("S", -1.0)]
    {
        let rest = plain.strip_prefix(word).or_else(|| plain.strip_suffix(word));
        if let Some(rest) = rest {
            plain = rest.trim_matches(|letter: char| letter.is_whitespace() || letter == ':');
            sign = factor;
            break;
        }
    }
    let decimal = if plain.contains('.') { plain.to_owned() } else { plain.replace(',', ".") };
    if let Ok(degrees) = decimal.parse::<f64>() {
        return degrees.is_finite().then_some(sign * degrees);
    }
    if let Some(rest) = plain.strip_prefix('-') {
        plain = rest;
        sign = -sign;
    }
    let is_mark = |letter: char| letter.is_whitespace() || "°º˚度′'’‘分″\"”“秒:".contains(letter);
    let parts: Vec<&str> = plain.split(is_mark).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    if parts.is_empty() || parts.len() > 3 || !parts.iter().all(is_number) {
        return None;
    }
    let mut degrees = 0.0;
    for (part, size) in parts.iter().zip([1.0, 60.0, 3_600.0]) {
        let value: f64 = part.parse().ok()?;
        if size > 1.0 && value >= 60.0 {
            return None;
        }
        degrees += value / size;
    }
    degrees.is_finite().then_some(sign * degrees)
}

/// True for 5.10322E+17: a long number that went through Excel.
pub(crate) fn is_scientific(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else { return false };
    !digits.is_empty()
        && digits.chars().all(|letter| letter.is_ascii_digit() || letter == '.')
        && digits.contains(|letter: char| letter.is_ascii_digit())
        && power
            .strip_prefix('+')
            .is_some_and(|power| !power.is_empty() && power.chars().all(|letter| letter.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use crate::exchange::cell::{is_scientific, read_date, read_degrees, read_number, read_yes, said};

    #[test]
    fn numbers_as_people_write_them() {
        for (text, number) in
            [("4", 4), ("４人", 4), ("第3组", 3), ("三组", 3), ("十二组", 12), ("二十", 20), ("4.0", 4), ("-1层", -1)]
        {
            assert_eq!(read_number(text), Some(number), "read from {text}");
        }
        assert!(["", "约4", "4-5", "组"].iter().all(|text| read_number(text).is_none()), "not numbers");
    }

    #[test]
    fn days_as_people_write_them() {
        for (text, day) in [
            ("2026-11-21", (2026, 11, 21)),
            ("2026/3/1 0:00:00", (2026, 3, 1)),
            ("2026.3", (2026, 3, 1)),
            ("20260301", (2026, 3, 1)),
            ("2026年3月", (2026, 3, 1)),
            ("２０２６年３月５日", (2026, 3, 5)),
            ("46082", (2026, 3, 1)),
        ] {
            assert_eq!(read_date(text), Some(jiff::civil::date(day.0, day.1, day.2)), "read from {text}");
        }
        assert!(["", "明天", "2026-13-01", "1", "3.5"].iter().all(|text| read_date(text).is_none()), "not days");
    }

    #[test]
    fn degrees_as_people_write_them() {
        for text in [
            "113.6",
            "１１３．６",
            "113°36'00",
            "113°36′0.0″",
            "113 36 0",
            "东经113.6°",
            "113.6E",
            "113度36分",
            "113,6",
            "1.136E+02",
        ] {
            let degrees = read_degrees(text);
            assert!(degrees.is_some_and(|degrees| (degrees - 113.6).abs() < 1e-9), "read {degrees:?} from {text}");
        }
        assert_eq!(read_degrees("-0°30'"), Some(-0.5), "the sign holds for all of it");
        let long = "9".repeat(400);
        for text in [long.as_str(), "", "nan", "inf", "1e999", "113°61'", "1 2 3 4", "abc", "°"] {
            assert_eq!(read_degrees(text), None, "read from {text}");
        }
    }

    #[test]
    fn the_rest() {
        assert_eq!((read_yes("√"), read_yes("否"), read_yes("也许")), (Some(true), Some(false), None), "yes and no");
        assert!(is_scientific("5.10322E+17") && !is_scientific("E+1") && !is_scientific("3E2"), "what Excel does");
        assert_eq!((said(" a\u{200b} "), said("'=1"), said("=\"007\"")), ("a", "=1", "007"), "what a cell says");
    }
}
