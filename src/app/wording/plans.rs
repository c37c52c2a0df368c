//! Plans, and what they change.

use crate::app::wording::{Lang, Naming, Text, household_count, meters};
use crate::app::{Base, Document};
use crate::index::DifferentPart;
use crate::model::{MemberId, PlanId, PlanState};
use crate::scene::grouped;
use jiff::civil::Date;

/// What a draft is called that was not given a name.
pub fn draft_name(lang: Lang, letter: &str) -> String {
    lang.pick(format!("草案 {letter}"), format!("Draft {letter}"))
}

/// What a plan is called that was in force until a day.
pub fn former_name(lang: Lang, until: Date) -> String {
    lang.pick(format!("至 {until} 的方案"), format!("Until {until}"))
}

/// What a plan is called: a name that the program gave is said in the language of the reader.
pub fn plan_name(lang: Lang, naming: Naming<'_>, plan: PlanId) -> String {
    let name = naming.plan(plan);
    if [Lang::Zh, Lang::En].map(|lang| Text::PlanCurrent.of(lang)).contains(&name.as_str()) {
        return Text::PlanCurrent.of(lang).to_owned();
    }
    match letter_of_draft(&name) {
        Some(letter) => draft_name(lang, letter),
        None => name,
    }
}

/// The letter in a name that [`draft_name`] gave in whatever language.
pub fn letter_of_draft(name: &str) -> Option<&str> {
    let prefixes = [Lang::Zh, Lang::En].map(|lang| draft_name(lang, ""));
    let letter = prefixes.iter().find_map(|prefix| name.strip_prefix(prefix.as_str()))?;
    let is_letter = !letter.is_empty() && letter.chars().all(|letter| letter.is_ascii_uppercase());
    is_letter.then_some(letter)
}

/// The word for what a plan is for.
pub fn plan_state_text(state: PlanState) -> Text {
    match state {
        PlanState::Current => Text::PlanCurrent,
        PlanState::Draft => Text::PlanDraft,
        PlanState::Former => Text::PlanFormer,
    }
}

/// A plan as it is offered: its name, and what it is for where the name does not say so.
pub fn plan_title(lang: Lang, naming: Naming<'_>, plan: PlanId) -> String {
    let name = plan_name(lang, naming, plan);
    let Some(row) = naming.project.plans.at(plan) else { return name };
    stated_plan(lang, &name, row.state)
}

/// A plan with what it is for, where its name does not say that.
pub(crate) fn stated_plan(lang: Lang, name: &str, state: PlanState) -> String {
    let state = plan_state_text(state).of(lang);
    if name.to_lowercase().contains(&state.to_lowercase()) {
        return name.to_owned();
    }
    lang.pick(format!("{name}（{state}）"), format!("{name} ({state})"))
}

/// What the plan is compared with.
pub fn base_words(lang: Lang, document: &Document, naming: Naming<'_>, base: Base) -> String {
    match base {
        Base::Plan(plan) => plan_title(lang, naming, plan),
        Base::Opened => {
            let plan = plan_name(lang, naming, document.plan());
            lang.pick(format!("打开文件时的“{plan}”"), format!("“{plan}” as opened"))
        }
    }
}

/// Who had something and who has it: 王** → 李**.
pub fn from_to(lang: Lang, naming: Naming<'_>, from: Option<MemberId>, to: Option<MemberId>) -> String {
    let name = |member: Option<MemberId>| {
        member.map_or_else(|| Text::NoPrimary.of(lang).to_owned(), |member| naming.member(member))
    };
    if from == to { name(to) } else { format!("{} → {}", name(from), name(to)) }
}

/// What differs, where it is not who is responsible.
pub fn part_words(lang: Lang, part: DifferentPart) -> &'static str {
    match part {
        DifferentPart::Responsible => lang.pick("主责", "responsible"),
        DifferentPart::Backups => lang.pick("协助人有变", "others stand in"),
        DifferentPart::Helpers => lang.pick("结对人有变", "others help"),
        DifferentPart::Locks => lang.pick("锁定有变", "locked or unlocked"),
        DifferentPart::Reason => lang.pick("未覆盖原因有变", "another reason"),
    }
}

/// A distance that became longer or shorter: +38 m, −312 m.
pub fn extra_words(extra_m: f64) -> String {
    let sign = if extra_m.round() < 0.0 { "−" } else { "+" };
    if extra_m.round() == 0.0 { "±0 m".to_owned() } else { format!("{sign}{}", meters(extra_m.abs())) }
}

/// The same, said of straight distances.
pub fn straight_words(lang: Lang, extra_m: f64) -> String {
    let extra = extra_words(extra_m);
    lang.pick(format!("直线 {extra}"), format!("{extra} straight"))
}

/// How much a plan changes in all.
pub fn changed_words(lang: Lang, count: usize) -> String {
    let households = household_count(lang, count);
    lang.pick(format!("变更 {households}"), format!("{households} changed"))
}

/// A number that was something else before.
pub fn became(before: &str, after: &str) -> String {
    if before == after { after.to_owned() } else { format!("{before} → {after}") }
}

/// What taking something back is called, for those who cannot see which line it stands in.
pub fn take_back_of(lang: Lang, what: &str) -> String {
    lang.pick(format!("撤回 {what}"), format!("Take back {what}"))
}

/// What putting a draft in force would do.
pub fn adopt_words(lang: Lang, (changed, targets): (usize, usize), uncovered: usize) -> String {
    let (changed, uncovered) = (household_count(lang, changed), household_count(lang, uncovered));
    let besides = besides_words(lang, targets);
    lang.pick(
        format!("与现行方案相比，{changed}{besides}换人或换协助人；采用后 {uncovered}无人联系"),
        format!("{changed} households{besides} change against the plan in force; {uncovered} have nobody then"),
    )
}

/// Contacts of tiers beside changes of households; nothing where there are none.
fn besides_words(lang: Lang, targets: usize) -> String {
    if targets == 0 {
        return String::new();
    }
    let targets = grouped(targets);
    lang.pick(format!("、{targets} 项层级联系"), format!(" and {targets} contacts of tiers"))
}

/// What the plan in force would lose when a draft that was copied earlier takes its place.
pub fn overwritten_words(lang: Lang, count: usize) -> String {
    let count = grouped(count);
    lang.pick(
        format!("复制草案以后，现行方案又改过其中 {count} 处；采用后以草案为准："),
        format!(
            "Since the draft was copied, {count} of these were changed in the plan in force; the draft counts then:"
        ),
    )
}

/// What deleting a draft loses.
pub fn drop_words(lang: Lang, (changed, targets): (usize, usize)) -> String {
    let (changed, besides) = (household_count(lang, changed), besides_words(lang, targets));
    lang.pick(
        format!("这份草案里 {changed}{besides}的变更会一起删除。删除后仍可撤销"),
        format!("What it changes at {changed} households{besides} goes with it. Undo brings it back"),
    )
}

/// Who has had a household since a day.
pub fn since_words(lang: Lang, member: &str) -> String {
    lang.pick(format!("起由 {member} 联系"), format!("on, covered by {member}"))
}

/// A line of a household's history: who had it, who has it.
pub fn line_of_change(lang: Lang, naming: Naming<'_>, from: Option<MemberId>, to: Option<MemberId>) -> String {
    let name = |member: MemberId| naming.member(member);
    match (from.map(name), to.map(name)) {
        (Some(from), Some(to)) => lang.pick(format!("由 {from} 改为 {to}"), format!("from {from} to {to}")),
        (None, Some(to)) => lang.pick(format!("由 {to} 联系"), format!("covered by {to}")),
        (Some(from), None) => lang.pick(format!("不再由 {from} 联系"), format!("no longer covered by {from}")),
        (None, None) => lang.pick("无人联系", "nobody").to_owned(),
    }
}
