//! Organizations, enterprises, street segments, and findings that are let stand, in words.

use crate::app::wording::{Lang, Naming, grid_label};
use crate::edit::{Edit, Refusal};
use crate::index::TargetDifference;
use crate::model::MemberId;

/// A short name for an edit of these; for any other, that of an edit of grids.
pub(crate) fn unit_label(lang: Lang, naming: Naming<'_>, edit: &Edit) -> String {
    match edit {
        Edit::AddUnit(row) => lang.pick(format!("添加 {}", row.name), format!("Add {}", row.name)),
        Edit::ChangeUnit(unit, _) => {
            let unit = naming.unit(*unit);
            lang.pick(format!("修改 {unit} 的登记"), format!("Change the entry of {unit}"))
        }
        Edit::RemoveUnit(unit) => {
            let unit = naming.unit(*unit);
            lang.pick(format!("删除 {unit}"), format!("Remove {unit}"))
        }
        Edit::Waive { reason, .. } => {
            lang.pick(format!("忽略一条检查结果：{reason}"), format!("Let a finding stand: {reason}"))
        }
        Edit::EndWaiver(_) => lang.pick("恢复一条检查结果", "Count a finding again").to_owned(),
        other => grid_label(lang, naming, other),
    }
}

/// The scheme has no tier with this id.
pub fn no_such_tier(lang: Lang, id: &str, known: &[&str]) -> String {
    let known = known.join(lang.pick("、", ", "));
    lang.pick(format!("制度里没有层级 {id}。有：{known}"), format!("The scheme has no tier {id}. There is: {known}"))
}

/// Something with other contacts than before: from whom to whom.
pub fn target_difference_words(lang: Lang, naming: Naming<'_>, row: &TargetDifference) -> String {
    let names = |members: &[MemberId]| {
        let names: Vec<String> = members.iter().map(|member| naming.member(*member)).collect();
        if names.is_empty() { lang.pick("无人", "nobody").to_owned() } else { names.join(lang.pick("、", ", ")) }
    };
    format!("{}  {} → {}", naming.target(row.target), names(&row.from), names(&row.to))
}

/// Why a wish about these cannot be granted; empty for any other refusal.
pub(crate) fn unit_refusal(lang: Lang, naming: Naming<'_>, refusal: &Refusal) -> String {
    match refusal {
        Refusal::UnitInItself(unit) => {
            let unit = naming.unit(*unit);
            lang.pick(
                format!("{unit} 不能作为上级：它在下面，或不是党组织"),
                format!("{unit} cannot be above: it is below, or no organization"),
            )
        }
        Refusal::ReasonMissing => lang.pick("请写明原因", "Say why").to_owned(),
        Refusal::NeverWaived => lang
            .pick(
                "户无人联系不能忽略。请指派，或写明暂无人联系的原因",
                "That a household has nobody cannot be let stand. Assign it, or say why it has nobody for now",
            )
            .to_owned(),
        _ => String::new(),
    }
}
