//! Short phrases with numbers or names in them.

use crate::app::wording::{Lang, Text};
use crate::index::Equation;
use crate::model::{Household, ProjectFacts};
use crate::scene::grouped;

/// A heading and what is said of it.
pub fn said_of(lang: Lang, heading: &str, words: &str) -> String {
    lang.pick(format!("{heading}：{words}"), format!("{heading}: {words}"))
}

/// What the place is called; an invented one is always called so.
pub fn place_name(lang: Lang, facts: &ProjectFacts) -> String {
    let name = &facts.name;
    if !facts.is_invented {
        return name.clone();
    }
    let invented = Text::Invented.of(lang);
    lang.pick(format!("{name}（{invented}）"), format!("{name} ({invented})"))
}

/// How many people live in a household, and how many of them are elderly and children, as far as that is known.
pub fn people_words(lang: Lang, household: &Household) -> String {
    let part = |zh: &str, en: &str, count: Option<u16>| {
        count.filter(|count| *count > 0).map(|count| lang.pick(format!("{zh} {count}"), format!("{en} {count}")))
    };
    let parts = [part("老人", "elderly", household.elderly), part("儿童", "children", household.children)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let people = household.people.map(|people| people.to_string()).unwrap_or_default();
    if parts.is_empty() {
        return people;
    }
    let parts = parts.join(lang.pick("，", ", "));
    let words = lang.pick(format!("{people}（{parts}）"), format!("{people} ({parts})"));
    words.trim_start().to_owned()
}

/// So many households.
pub fn household_count(lang: Lang, count: usize) -> String {
    let count = grouped(count);
    lang.pick(format!("{count} 户"), count)
}

/// So many of so many.
pub fn count_of_all(lang: Lang, done: usize, all: usize) -> String {
    let (done, all) = (grouped(done), grouped(all));
    lang.pick(format!("{done} / {all}"), format!("{done} of {all}"))
}

/// So many members.
pub fn counted_words(lang: Lang, members: usize) -> String {
    let members = grouped(members);
    lang.pick(format!("{members} 名党员"), format!("{members} members"))
}

/// How many findings are let stand.
pub fn waived_count(lang: Lang, count: usize) -> String {
    format!("{} {}", Text::Waived.of(lang), grouped(count))
}

/// What a ring on the map stands for.
pub fn ring_words(lang: Lang, name: &str, households: usize, uncovered: usize) -> String {
    let households = grouped(households);
    let all = lang.pick(format!("{name} · {households} 户"), format!("{name} · {households} households"));
    if uncovered == 0 {
        return lang.pick(format!("{all} · 全覆盖 · 点击展开"), format!("{all} · all covered · click to open"));
    }
    lang.pick(
        format!("{all} · {uncovered} 户未覆盖 · 点击展开"),
        format!("{all} · {uncovered} uncovered · click to open"),
    )
}

/// The first of several households.
pub fn first_of_households(lang: Lang, first: &str, count: usize) -> String {
    lang.pick(format!("{first} 等 {count} 户"), format!("{first} and {} more", count.saturating_sub(1)))
}

/// So many are selected.
pub fn selected_words(lang: Lang, count: usize) -> String {
    lang.pick(format!("选中 {count}"), format!("{count} selected"))
}

/// So many changes since the project was made.
pub fn changes_words(lang: Lang, count: usize) -> String {
    let changes = if count == 1 { "change" } else { "changes" };
    lang.pick(format!("变更 {count} 次"), format!("{count} {changes}"))
}

/// A row of a file.
pub fn row_words(lang: Lang, row: u32) -> String {
    lang.pick(format!("第 {row} 行"), format!("row {row}"))
}

/// So many files wait for their turn.
pub fn files_waiting(lang: Lang, count: usize) -> String {
    lang.pick(format!("之后还有 {count} 个文件"), format!("{count} more to follow"))
}

/// A household goes to a member.
pub fn goes_to(lang: Lang, household: &str, member: &str) -> String {
    lang.pick(format!("{household} 改由 {member} 联系"), format!("{household} to {member}"))
}

/// A member helps a household, beside who covers it.
pub fn helps_words(lang: Lang, household: &str, member: &str) -> String {
    lang.pick(format!("{household} 由 {member} 结对帮扶"), format!("{member} helps {household}"))
}

/// How many households are covered, of those that must be.
pub fn coverage_words(lang: Lang, equation: &Equation) -> String {
    let (covered, required) = (equation.covered, equation.required());
    if required == 0 {
        return Text::NoHouseholds.of(lang).to_owned();
    }
    let is_whole = covered == required;
    let (missing, covered, required) = (grouped(required - covered), grouped(covered), grouped(required));
    if is_whole {
        return format!("✓ {} {covered} / {required}", Text::CoveredAll.of(lang));
    }
    lang.pick(
        format!("{missing} 户未覆盖 · {covered} / {required}"),
        format!("{missing} uncovered · {covered} / {required}"),
    )
}

/// Where every household on the register is.
pub fn equation_words(lang: Lang, equation: &Equation) -> String {
    let (register, covered) = (grouped(equation.register), grouped(equation.covered));
    let (uncovered, not_required) = (grouped(equation.uncovered()), grouped(equation.not_required()));
    lang.pick(
        format!("登记 {register} = 已覆盖 {covered} + 未覆盖 {uncovered} + 无需 {not_required}"),
        format!("register {register} = covered {covered} + uncovered {uncovered} + not required {not_required}"),
    )
}

/// How far the tour is.
pub fn tour_place(lang: Lang, place: usize, count: usize) -> String {
    lang.pick(format!("第 {place} 步，共 {count} 步"), format!("{place} of {count}"))
}
