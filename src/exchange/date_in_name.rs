//! The day that a file speaks of, as far as its name says so.

use crate::exchange::cell::{half_width, read_date};
use jiff::civil::Date;

/// A day in the name of a file: “名册20261101”, “2026年11月名册”, “roster 2026-11-01”. `None` where there is none, or
/// only a year.
pub(crate) fn date_in_name(name: &str) -> Option<Date> {
    let half = half_width(name);
    let mut runs: Vec<String> = vec![String::new()];
    for letter in half.chars() {
        let is_part = letter.is_ascii_digit() || "年月日-._".contains(letter);
        match runs.last_mut() {
            Some(run) if is_part => run.push(if letter == '_' { '-' } else { letter }),
            _ => runs.push(String::new()),
        }
    }
    let is_day = |run: &&str| run.starts_with("20") && run.chars().filter(char::is_ascii_digit).count() >= 5;
    let runs = runs.iter().map(|run| run.trim_matches(['-', '.']));
    runs.filter(is_day).filter(|run| !is_serial(run)).find_map(read_date)
}

/// Five digits are a number that a spreadsheet counts days by, or any other number.
fn is_serial(run: &str) -> bool {
    run.len() == 5
}

#[cfg(test)]
mod tests {
    use crate::exchange::date_in_name::date_in_name;

    #[test]
    fn days_in_names_of_files() {
        for (name, day) in [
            ("柳溪村名册20261101.xlsx", Some((2026, 11, 1))),
            ("2026年11月住户.csv", Some((2026, 11, 1))),
            ("2026年11月8日住户.csv", Some((2026, 11, 8))),
            ("roster_2026-11-08.v2.csv", Some((2026, 11, 8))),
            ("roster 2026_11_08.csv", Some((2026, 11, 8))),
            ("名册202611.xls", Some((2026, 11, 1))),
            ("2026年第四季度名册.csv", None),
            ("名册20261399.xls", None),
            ("三组2026.xls", None),
            ("20261.csv", None),
        ] {
            assert_eq!(date_in_name(name), day.map(|(year, month, day)| jiff::civil::date(year, month, day)), "{name}");
        }
    }
}
