//! What stands on the wall in a meeting.

use crate::app::wording::plans::stated_plan;
use crate::app::wording::{Lang, place_name};
use crate::model::{PlanState, ProjectFacts};
use crate::scene::grouped;
use jiff::civil::Date;

/// The heading over all grids, or over one.
pub fn meeting_title(lang: Lang, grid: Option<&str>) -> String {
    match grid {
        Some(grid) => grid.to_owned(),
        None => lang.pick("覆盖总览", "Coverage").to_owned(),
    }
}

/// Where, by which scheme, and when; and by which plan, if that is not the one in force.
pub fn meeting_subtitle(
    lang: Lang,
    facts: &ProjectFacts,
    today: Date,
    other_plan: Option<&(String, PlanState)>,
) -> String {
    let (year, month, day) = (today.year(), today.month(), today.day());
    let date = lang.pick(format!("{year}年{month}月{day}日"), today.to_string());
    let plan = other_plan.map_or_else(String::new, |(name, state)| format!(" · {}", stated_plan(lang, name, *state)));
    format!("{} · {} · {date}{plan}", place_name(lang, facts), facts.scheme.name)
}

/// What the large numbers mean.
pub fn meeting_mean(lang: Lang, per_member: Option<f64>) -> String {
    let every = lang.pick("每户至少 1 名党员联系", "Every household has a member");
    match per_member {
        Some(mean) => lang.pick(format!("{every} · 人均联系 {mean:.1} 户"), format!("{every}, {mean:.1} per member")),
        None => every.to_owned(),
    }
}

/// Not everybody is covered yet: by how many.
pub fn meeting_missing(lang: Lang, missing: usize) -> String {
    let missing = grouped(missing);
    lang.pick(format!("还有 {missing} 户没有党员联系"), format!("{missing} households without a member"))
}
/// How many of the households of a grid need care.
pub fn care_words(lang: Lang, count: usize) -> String {
    let count = grouped(count);
    lang.pick(format!("关爱户 {count}"), format!("care {count}"))
}
