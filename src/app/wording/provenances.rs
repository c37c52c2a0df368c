//! Of which day what is on the register is, and how files were read.

use crate::app::wording::{Lang, Text, crs_choice, more_words};
use crate::edit::{Delta, Done, Value};
use crate::exchange::{Crs, ImportKind};
use crate::model::{Project, Provenance};

/// So many steps are named.
const STEPS: usize = 8;

/// Of which day the register is, for the foot of a map and the status bar: for each kind of thing the day of the last
/// file that says one. Empty where nobody has said.
pub fn as_of_words(lang: Lang, project: &Project) -> String {
    let kinds = [
        (ImportKind::Households, Text::ImportHouseholds),
        (ImportKind::Members, Text::ImportMembers),
        (ImportKind::Grids, Text::ImportGrids),
        (ImportKind::Links, Text::ImportLinks),
    ];
    let last = |kind: ImportKind| {
        let of_kind = |row: &&Provenance| row.kind == kind.key();
        project.provenances.rows().filter(of_kind).filter_map(|row| row.as_of).last()
    };
    let said: Vec<String> =
        kinds.iter().filter_map(|(kind, text)| Some(format!("{} {}", text.of(lang), last(*kind)?))).collect();
    if said.is_empty() {
        return String::new();
    }
    let said = said.join(lang.pick("、", ", "));
    lang.pick(format!("资料日期：{said}"), format!("as of: {said}"))
}

/// A file was in another coordinate system: what moves.
pub fn redeclared_words(lang: Lang, file: &str, crs: Crs, count: usize) -> String {
    let crs = crs_choice(lang, crs);
    lang.pick(format!("“{file}”改按 {crs} 读取，移动 {count} 处"), format!("“{file}” as {crs}: {count} places move"))
}

/// The import of a file is taken back.
pub(super) fn withdrawn_label(lang: Lang, step: &Delta) -> String {
    let file = step.changes.values().find_map(|change| match &change.new {
        Some(Value::Provenance(record)) => Some(record.file.as_str()),
        _ => None,
    });
    let file = file.unwrap_or_default();
    lang.pick(format!("撤回“{file}”的导入"), format!("Take back the import of “{file}”"))
}

/// What was built upon an import that somebody wants to take back: the steps, and what can be done.
pub fn built_upon_words(lang: Lang, file: &str, later: &[Done]) -> String {
    let step = |row: &Done| {
        let day = row.at.get(..16).unwrap_or(&row.at).replace('T', " ");
        format!("{day}  {}", row.label)
    };
    let shown = later.iter().rev().take(STEPS).map(step);
    let more = later.len().saturating_sub(STEPS);
    let more = (more > 0).then(|| more_words(lang, more));
    let steps: Vec<String> = shown.chain(more).collect();
    let first = lang.pick(
        format!("“{file}”导入之后，有 {} 步操作用到了它带来的内容，不能单独撤回：", later.len()),
        format!("Since the import of “{file}”, {} steps were built upon it, so that it cannot go alone:", later.len()),
    );
    let last = lang.pick(
        "请先在“历史”里退回到这些步骤之前；也可以保留这次导入，再导入一份改正过的文件。",
        "Go back before these steps in the history first, or keep it and import a corrected file.",
    );
    format!("{first}\n\n{}\n\n{last}", steps.join("\n"))
}

/// The import of a file is not in force any more.
pub fn not_in_force(lang: Lang, file: &str) -> String {
    lang.pick(format!("“{file}”的导入已经撤销"), format!("The import of “{file}” is not in force any more"))
}

/// No file of this number was taken in.
pub fn no_such_source(lang: Lang, number: u32) -> String {
    lang.pick(
        format!("没有编号为 {number} 的资料来源。可用 lianhu list FILE sources 查看"),
        format!("No file of number {number} was imported. See lianhu list FILE sources"),
    )
}

/// What a file brought cannot be found, or would lie nowhere.
pub fn not_redeclarable(lang: Lang, file: &str) -> String {
    lang.pick(
        format!("“{file}”不能改坐标系：它的导入已撤销，或换算后的位置不合理"),
        format!(
            "The coordinate system of “{file}” cannot be changed: its import was undone, or places would lie nowhere"
        ),
    )
}

#[cfg(test)]
mod tests {
    use crate::app::wording::{Lang, as_of_words};
    use crate::model::{Project, Provenance, Scheme};
    use jiff::civil::date;

    #[test]
    fn the_last_day_of_each_kind_is_said() {
        let mut project = Project::new("柳溪村", Scheme::neutral());
        assert_eq!(as_of_words(Lang::Zh, &project), "", "nobody has said");
        for (kind, as_of) in [
            ("households", Some(date(2026, 8, 1))),
            ("grids", Some(date(2025, 1, 1))),
            ("households", Some(date(2026, 11, 1))),
            ("households", None),
        ] {
            project.provenances.push(Provenance { kind: kind.to_owned(), as_of, ..Provenance::default() });
        }
        assert_eq!(as_of_words(Lang::Zh, &project), "资料日期：户 2026-11-01、网格 2025-01-01");
        assert_eq!(as_of_words(Lang::En, &project), "as of: Households 2026-11-01, Grids 2025-01-01");
    }
}
