//! Schemes: what is wrong with the text of one, what it would bring, how often something is due.

use crate::app::SchemePreview;
use crate::app::wording::{Lang, household_count};
use crate::index::Shortfall;
use crate::model::{Doing, Every, LinkKind, Requirement, Rule, Scheme, TargetKind, Tier};
use crate::rules::AskedBy;
use crate::schemes::{FaultKind, SchemeFault};

/// What is wrong with the text of a scheme, where, and what to do. `file` is what the text is called.
pub fn scheme_fault(lang: Lang, file: &str, fault: &SchemeFault) -> String {
    let SchemeFault { line, field, kind } = fault;
    let what = fault_kind(lang, kind);
    match field.as_str() {
        "" => lang.pick(format!("{file} 第 {line} 行：{what}"), format!("{file}, line {line}: {what}")),
        field => lang.pick(
            format!("{file} 第 {line} 行，字段 {field}：{what}"),
            format!("{file}, line {line}, field {field}: {what}"),
        ),
    }
}

fn fault_kind(lang: Lang, kind: &FaultKind) -> String {
    let fixed = |zh: &'static str, en: &'static str| lang.pick(zh, en).to_owned();
    match kind {
        FaultKind::Syntax(why) => {
            lang.pick(format!("不是有效的 TOML（{why}）"), format!("this is not valid TOML ({why})"))
        }
        FaultKind::Missing => fixed("必须填写", "it must be there"),
        FaultKind::Unknown => {
            fixed("没有这个字段，请核对拼写或删去", "there is no such field; check its spelling or remove it")
        }
        FaultKind::NotText => fixed("要写成带引号的文字", "write text in quotes"),
        FaultKind::NotTexts => {
            fixed("要写成文字的列表，如 [\"甲\", \"乙\"]", "write a list of texts, such as [\"a\", \"b\"]")
        }
        FaultKind::NotCount => fixed("要写成 0 到 65535 的整数", "write a whole number from 0 to 65535"),
        FaultKind::NotMeasure => fixed("要写成大于 0 的数", "write a number above 0"),
        FaultKind::NotFlag => fixed("要写成 true 或 false", "write true or false"),
        FaultKind::NotTable => fixed("要写成表，如 [[tiers]]", "write a table, such as [[tiers]]"),
        FaultKind::NotAmong(words) => lang.pick(format!("只能是 {words}"), format!("it is one of {words}")),
        FaultKind::Repeated(id) => {
            lang.pick(format!("编号“{id}”重复，请改一个"), format!("the id “{id}” is there twice; change one of them"))
        }
        FaultKind::NoSuch(name) => lang.pick(
            format!("没有“{name}”，请先在 roles 或 levels 中写明"),
            format!("there is no “{name}”; name it under roles or levels first"),
        ),
        FaultKind::EmptyRange => {
            fixed("范围的终点小于起点，或超出上限", "the range ends before it begins, or beyond the limit")
        }
        FaultKind::Fixed => fixed(
            "户户有人联系始终按错误检查，不能改",
            "that everybody is covered is always an error; it cannot be changed",
        ),
        FaultKind::NoHouseholdTier => fixed(
            "要有一层 of = \"household\" 的联系，写明每人联系多少户",
            "one tier with of = \"household\" must say how many households a member has",
        ),
    }
}

/// How often.
pub fn every_text(lang: Lang, every: &Every, times: u16) -> String {
    let fixed = |zh: &'static str, en: &'static str| lang.pick(zh, en).to_owned();
    let often = match every {
        Every::Days(days) => lang.pick(format!("每 {days} 天"), format!("every {days} days")),
        Every::Week => fixed("每周", "weekly"),
        Every::Month => fixed("每月", "monthly"),
        Every::MonthDay(day) => lang.pick(format!("每月 {day} 日"), format!("on day {day} of each month")),
        Every::MonthEnd => fixed("每月底前", "before the end of each month"),
        Every::Quarter => fixed("每季度", "quarterly"),
        Every::HalfYear => fixed("每半年", "every half year"),
        Every::Year => fixed("每年", "yearly"),
        Every::Feasts(feasts) => feasts.join(lang.pick("、", ", ")),
        Every::Whenever => fixed("按需要", "when needed"),
    };
    if times > 1 { lang.pick(format!("{often} {times} 次"), format!("{often}, {times} times")) } else { often }
}

/// What is done.
pub fn doing_text(lang: Lang, doing: Doing) -> &'static str {
    match doing {
        Doing::Visit => lang.pick("走访联系", "visit or call"),
        Doing::Talk => lang.pick("谈心谈话", "talk"),
        Doing::Meeting => lang.pick("会议", "meeting"),
        Doing::Report => lang.pick("汇报", "report"),
        Doing::RollUp => lang.pick("汇总", "roll-up"),
        Doing::Training => lang.pick("培训", "training"),
        Doing::Notice => lang.pick("公示通报", "notice"),
        Doing::Review => lang.pick("评议考评", "review"),
    }
}

/// How many a tier asks for: 12–20, at least 6, any number.
pub fn range_text(lang: Lang, tier: &Tier) -> String {
    match (tier.min, tier.max) {
        (0, None) => lang.pick("不限", "any number").to_owned(),
        (min, None) => lang.pick(format!("不少于 {min}"), format!("at least {min}")),
        (0, Some(max)) => lang.pick(format!("不超过 {max}"), format!("at most {max}")),
        (min, Some(max)) if min == max => min.to_string(),
        (min, Some(max)) => format!("{min}–{max}"),
    }
}

/// Who covers what in a tier. `roles` are keys and names.
pub fn tier_words(lang: Lang, tier: &Tier, roles: &[(String, String)]) -> String {
    let role = |key: &str| roles.iter().find(|(known, _)| known == key).map_or(key, |(_, name)| name).to_owned();
    let by = if tier.by.is_empty() { lang.pick("党员", "members").to_owned() } else { role(&tier.by) };
    let of = target_text(lang, tier.of);
    let of = match (tier.of, tier.only.as_str(), tier.needs_care) {
        (_, "", false) => of.to_owned(),
        (TargetKind::Member, "", true) => lang.pick("需要关爱的党员", "members who need care").to_owned(),
        (TargetKind::Member, only, _) => role(only),
        (_, only, _) => format!("{of}（{only}）"),
    };
    format!("{by} → {of}")
}

/// How many households one who covers in a tier has below.
pub fn below_words(lang: Lang, (least, most): (u32, Option<u32>)) -> String {
    match most {
        Some(most) => lang.pick(format!("合每人 {least}–{most} 户"), format!("{least} to {most} households for each")),
        None => lang.pick(format!("合每人至少 {least} 户"), format!("at least {least} households for each")),
    }
}

/// What can be covered.
pub fn target_text(lang: Lang, kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::Household => lang.pick("户", "households"),
        TargetKind::Building => lang.pick("楼栋", "buildings"),
        TargetKind::Member => lang.pick("党员", "members"),
        TargetKind::Organization => lang.pick("党组织", "organizations"),
        TargetKind::Enterprise => lang.pick("企业", "enterprises"),
        TargetKind::Grid => lang.pick("网格", "grids"),
        TargetKind::Segment => lang.pick("路段", "street segments"),
    }
}

/// What a requirement asks for: whose link, in which part.
pub fn requirement_words(lang: Lang, requirement: &Requirement, roles: &[(String, String)]) -> String {
    let role = |key: &String| roles.iter().find(|(known, _)| known == key).map_or(key, |(_, name)| name).clone();
    let who: Vec<String> = requirement.roles.iter().map(role).collect();
    let who =
        if who.is_empty() { lang.pick("党员", "members").to_owned() } else { who.join(lang.pick("或", " or ")) };
    let part = |kind: &LinkKind| match kind {
        LinkKind::Primary => lang.pick("主责", "responsible"),
        LinkKind::Backup => lang.pick("协助", "standing in"),
        LinkKind::Paired => lang.pick("结对", "helping"),
    };
    let parts: Vec<&str> = requirement.kinds.iter().map(part).collect();
    let parts = parts.join(lang.pick("或", " or "));
    lang.pick(format!("由{who}联系，{parts}都算；适用于："), format!("linked by {who}, {parts}; for:"))
}

/// The phrases that a rule comes from.
pub fn basis_words(lang: Lang, quotes: &[String]) -> String {
    let quoted: Vec<String> = quotes.iter().map(|quote| format!("“{quote}”")).collect();
    lang.pick(format!("依据：{}", quoted.join("；")), format!("From: {}", quoted.join("; ")))
}

/// The things of a checklist.
pub fn items_words(lang: Lang, items: &[String]) -> String {
    items.join(lang.pick("、", ", "))
}

/// A scheme was read from a file.
pub fn scheme_read(lang: Lang, name: &str) -> String {
    lang.pick(format!("已读入《{name}》，改用后才生效"), format!("“{name}” was read; it counts once you use it"))
}

/// What a rule is called.
pub fn rule_text(lang: Lang, rule: Rule) -> &'static str {
    match rule {
        Rule::Covered => lang.pick("户户有人联系", "everybody is covered"),
        Rule::Load => lang.pick("联系户数在范围内", "loads are within their ranges"),
        Rule::Eligible => lang.pick("暂不联户的不再联户", "who cannot cover holds nothing"),
        Rule::Single => lang.pick("一户一名主责", "one responsible member for each"),
        Rule::SameGrid => lang.pick("由本网格的人联系", "covered from within the grid"),
        Rule::Distance => lang.pick("距离不过远", "nobody is far away"),
        Rule::StatedGrid => lang.pick("名册与地图网格一致", "roster and map name the same grid"),
        Rule::InGrid => lang.pick("户在一个网格内", "every household is in one grid"),
        Rule::Placed => lang.pick("户已定位", "every household is on the map"),
        Rule::Classified => lang.pick("户已分类", "every household has a category"),
    }
}

/// What asks for something, by its name in a scheme.
pub fn asked_by_text(lang: Lang, scheme: &Scheme, asked: AskedBy<'_>) -> String {
    match asked {
        AskedBy::Rule(rule) => rule_text(lang, rule).to_owned(),
        AskedBy::Requirement(id) => {
            scheme.requirement(id).map_or_else(|| id.to_owned(), |requirement| requirement.name.clone())
        }
        AskedBy::Tier(id) => scheme.tier(id).map_or_else(|| id.to_owned(), |tier| tier.name.clone()),
    }
}

/// The project works by this scheme from now on.
pub fn scheme_set(lang: Lang, name: &str) -> String {
    lang.pick(format!("改用制度《{name}》"), format!("Work by the scheme “{name}”"))
}

/// What another scheme would bring, a line each.
pub fn scheme_preview(lang: Lang, name: &str, preview: &SchemePreview) -> Vec<String> {
    let mut lines = vec![lang.pick(format!("改用《{name}》以后："), format!("With “{name}”:"))];
    let [errors, warnings, notes] = preview.after;
    let [errors_now, warnings_now, notes_now] = preview.before;
    lines.push(lang.pick(
        format!("错误 {errors_now} → {errors}，警告 {warnings_now} → {warnings}，提示 {notes_now} → {notes}"),
        format!("errors {errors_now} → {errors}, warnings {warnings_now} → {warnings}, notes {notes_now} → {notes}"),
    ));
    if preview.ranges > 0 {
        let count = preview.ranges;
        lines.push(lang.pick(
            format!("{count} 名党员的联系户数范围改为制度的范围"),
            format!("{count} members take the range of the scheme"),
        ));
    }
    if preview.listed > 0 {
        let count = household_count(lang, preview.listed);
        lines.push(lang.pick(
            format!("{count} 改为需要联系，列入待指派"),
            format!("{count} must be covered from then on and are listed"),
        ));
    }
    for (rule, before, after) in &preview.by_rule {
        lines.push(format!("{rule}  {before} → {after}"));
    }
    if let Some(shortfall) = preview.shortfall {
        lines.push(shortfall_words(lang, shortfall));
    }
    lines
}

/// Which way the households do not fit the members, and by how much.
fn shortfall_words(lang: Lang, shortfall: Shortfall) -> String {
    match shortfall {
        Shortfall::TooFewMembers { households, room, missing: Some(missing), or_each } => lang.pick(
            format!("{households} 户，全部党员最多联系 {room} 户：还差 {missing} 名党员，或每人放宽到 {or_each} 户"),
            format!("{households} households, room for {room}: {missing} members short, or allow {or_each} each"),
        ),
        Shortfall::TooFewMembers { households, room, missing: None, or_each: _ } => lang.pick(
            format!("{households} 户，没有可以联户的党员"),
            format!("{households} households, room for {room}: nobody can cover any"),
        ),
        Shortfall::TooFewHouseholds { households, needed, or_each } => lang.pick(
            format!("{households} 户，全部党员至少要联系 {needed} 户：请把下限放宽到每人 {or_each} 户"),
            format!("{households} households, but members need {needed}: allow {or_each} each"),
        ),
    }
}

/// The feasibility of a part of the place, as a sentence; empty where everything fits.
pub fn feasibility_words(lang: Lang, place: &str, shortfall: Shortfall) -> String {
    let words = shortfall_words(lang, shortfall);
    if place.is_empty() { words } else { lang.pick(format!("{place}：{words}"), format!("{place}: {words}")) }
}
