//! Words of a scheme that stand for more than one thing of a kind.

use crate::model::{Every, Severity};

/// The word for a severity; `off` where a rule is not checked.
pub fn severity_key(severity: Option<Severity>) -> &'static str {
    severity.map_or("off", Severity::key)
}

/// Words in quotes, for whoever wrote another one.
pub(crate) fn quoted<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// How often, as one word of a file; feasts are a list and have none.
pub fn every_word(every: &Every) -> Option<String> {
    Some(match every {
        Every::Days(days) => format!("{days} days"),
        Every::Week => "week".to_owned(),
        Every::Month => "month".to_owned(),
        Every::MonthDay(day) => format!("day {day}"),
        Every::MonthEnd => "month end".to_owned(),
        Every::Quarter => "quarter".to_owned(),
        Every::HalfYear => "half year".to_owned(),
        Every::Year => "year".to_owned(),
        Every::Whenever => "whenever".to_owned(),
        Every::Feasts(_) => return None,
    })
}

/// The words that [`every_from`] takes, for whoever wrote another one.
pub(crate) const EVERY_WORDS: &str =
    "\"14 days\", \"week\", \"month\", \"day 20\", \"month end\", \"quarter\", \"half year\", \"year\", \"whenever\"";

/// How often, from one word of a file.
pub(crate) fn every_from(word: &str) -> Option<Every> {
    Some(match word {
        "week" => Every::Week,
        "month" => Every::Month,
        "month end" => Every::MonthEnd,
        "quarter" => Every::Quarter,
        "half year" => Every::HalfYear,
        "year" => Every::Year,
        "whenever" => Every::Whenever,
        _ => match word.split_once(' ')? {
            (days, "days") => Every::Days(days.parse().ok().filter(|days| *days > 0)?),
            ("day", day) => Every::MonthDay(day.parse().ok().filter(|day| (1..=31).contains(day))?),
            _ => return None,
        },
    })
}
