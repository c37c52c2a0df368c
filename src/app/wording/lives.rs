//! What happens to households and members in the course of years, in words.

use crate::app::wording::{Lang, Naming, unit_label};
use crate::edit::Edit;
use crate::model::Household;
use jiff::civil::Date;

/// A short name for such an edit, or one of units or grids; empty for any other. It names places, no resident.
pub(crate) fn life_label(lang: Lang, naming: Naming<'_>, edit: &Edit) -> String {
    match edit {
        Edit::SplitHousehold { household, fresh, .. } => {
            let (place, code) = (naming.place(*household), &fresh.code);
            lang.pick(format!("{place} 分户，新户 {code}"), format!("Divide {place}; the new household is {code}"))
        }
        Edit::MergeHouseholds { into, others, .. } => {
            let (into, others) = (naming.place(*into), naming.places(lang, others));
            lang.pick(format!("{others} 并入 {into}"), format!("Put {others} into {into}"))
        }
        Edit::ReplaceHousehold { household, fresh, .. } => {
            let (place, code) = (naming.place(*household), &fresh.code);
            lang.pick(format!("{place} 换新住户 {code}"), format!("Others live at {place} now: {code}"))
        }
        Edit::ReturnMember(member) => {
            let member = naming.member(*member);
            lang.pick(format!("{member} 重新到岗"), format!("{member} serves again"))
        }
        other => unit_label(lang, naming, other),
    }
}

/// What is noted where the head of a household changes, so that it is found years later.
pub fn head_note(lang: Lang, before: &Household, day: Date, has_died: bool) -> String {
    let head = &before.head;
    if has_died {
        lang.pick(format!("{day} 原户主{head}去世"), format!("{day} the former head, {head}, has died"))
    } else {
        lang.pick(format!("{day} 户主由{head}变更"), format!("{day} {head} is no longer the head"))
    }
}

/// A remark after those that are there.
pub fn noted(before: &str, note: &str) -> String {
    if before.is_empty() { note.to_owned() } else { [before, note].join("; ") }
}

/// What is noted of a member who cannot serve, or serves again, or has left.
pub fn member_note(day: Date, why: &str) -> String {
    format!("{day} {why}")
}
